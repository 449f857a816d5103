"""Words of the calendar in English, Spanish, French and Portuguese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Words of one language, all in small letters.

    Attributes:
        months: Month number by word or abbreviation.
        weekdays: ISO weekday by word.
        seasons: EDTF season (21 spring to 24 winter, northern words) by word.
        units: Unit (day, week, month, quarter, year, decade, century) by word.
        numbers: Small whole numbers by word.
        ordinals: Ordinals by word, for quarters, halves and centuries.
        mods: start, mid or end by the phrase that stands before a date.
        since, until, between, and_, to: Connectors.
        after: Connectors that open an interval at the end.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    mods: Mapping[str, str]
    since: tuple[str, ...]
    until: tuple[str, ...]
    between: tuple[str, ...]
    and_: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]


def _number(words: str, *, first: int = 1) -> dict[str, int]:
    return {w: n for n, group in enumerate(words.split(), first) for w in group.split("/")}


def _units(**words: str) -> dict[str, str]:
    return {w: unit for unit, group in words.items() for w in group.split("/")}


EN = CalendarWords(
    months=_number("january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec"),
    weekdays=_number("monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thurs friday/fri saturday/sat sunday/sun"),
    seasons=_number("spring summer autumn/fall winter", first=21),
    units=_units(day="day/days", week="week/weeks", month="month/months", quarter="quarter/quarters", year="year/years", decade="decade/decades"),
    numbers=_number("one/a/an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"),
    ordinals=_number("first/1st second/2nd third/3rd fourth/4th"),
    mods={
        "early": "start", "early in": "start", "mid": "mid", "late": "end", "late in": "end", "the beginning of": "start", "beginning of": "start",
        "the start of": "start", "start of": "start", "the end of": "end", "end of": "end", "the middle of": "mid", "middle of": "mid",
        "by the end of": "end", "later in": "end", "earlier in": "start", "the close of": "end",
    },
    since=("since", "ever since", "starting in", "starting from", "from", "beginning in", "as from"),
    until=("by", "until", "till", "up to", "through", "before", "prior to", "up until", "no later than"),
    between=("between",), and_=("and",), from_=("from",), to=("to", "until", "till", "through", "and", "up to"),
)  # fmt: skip

ES = CalendarWords(
    months=_number("enero/ene febrero/feb marzo abril/abr mayo junio/jun julio/jul agosto/ago septiembre/setiembre/sept/sep octubre/oct noviembre/nov diciembre/dic"),
    weekdays=_number("lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo"),
    seasons=_number("primavera verano otoño invierno", first=21),
    units=_units(day="día/días/dia/dias", week="semana/semanas", month="mes/meses", quarter="trimestre/trimestres", year="año/años", decade="década/décadas"),
    numbers=_number("un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte"),
    ordinals=_number("primer/primero/primera segundo/segunda tercer/tercero/tercera cuarto/cuarta"),
    mods={
        "a principios de": "start", "principios de": "start", "principios del": "start", "a comienzos de": "start", "comienzos de": "start", "inicios de": "start",
        "a inicios de": "start", "a mediados de": "mid", "mediados de": "mid", "a finales de": "end", "finales de": "end", "a fines de": "end", "fines de": "end",
        "final de": "end", "el final de": "end", "el fin de": "end", "a finales del": "end", "a principios del": "start", "a mediados del": "mid",
    },
    since=("desde", "a partir de", "desde el", "desde la", "a partir del"),
    until=("hasta", "antes de", "para", "antes del", "hasta el", "para el"),
    between=("entre",), and_=("y",), from_=("desde", "de", "del"), to=("a", "hasta", "al"),
)  # fmt: skip

FR = CalendarWords(
    months=_number("janvier/janv février/fevrier/févr mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/decembre/déc"),
    weekdays=_number("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    seasons=_number("printemps été automne hiver", first=21),
    units=_units(day="jour/jours", week="semaine/semaines", month="mois", quarter="trimestre/trimestres", year="an/ans/année/années", decade="décennie/décennies"),
    numbers=_number("un/une deux trois quatre cinq six sept huit neuf dix onze douze"),
    ordinals=_number("premier/première deuxième troisième quatrième"),
    mods={"début": "start", "au début de": "start", "mi": "mid", "fin": "end", "à la fin de": "end", "fin de": "end", "fin du mois de": "end"},
    since=("depuis", "à partir de", "depuis le", "à partir du"),
    until=("jusqu'en", "jusqu'à", "avant", "d'ici", "jusqu'au"),
    between=("entre",), and_=("et",), from_=("de", "du"), to=("à", "au"),
)  # fmt: skip

PT = CalendarWords(
    months=_number("janeiro/jan fevereiro/fev março/marco abril/abr maio junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez"),
    weekdays=_number("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    seasons=_number("primavera verão outono inverno", first=21),
    units=_units(day="dia/dias", week="semana/semanas", month="mês/meses", quarter="trimestre/trimestres", year="ano/anos", decade="década/décadas"),
    numbers=_number("um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze"),
    ordinals=_number("primeiro segundo terceiro quarto"),
    mods={"no início de": "start", "início de": "start", "meados de": "mid", "em meados de": "mid", "final de": "end", "no final de": "end", "fim de": "end"},
    since=("desde", "a partir de", "desde o"),
    until=("até", "antes de", "até o"),
    between=("entre",), and_=("e",), from_=("de",), to=("a", "até"),
)  # fmt: skip

WORDS: Mapping[str, CalendarWords] = {"en": EN, "es": ES, "fr": FR, "pt": PT}


def any_of(words: Mapping[str, object] | tuple[str, ...]) -> str:
    """Alternation of words, the longest first, with any blank between their parts."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"
