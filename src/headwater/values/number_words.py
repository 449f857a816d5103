"""Words of number and of money in English and Spanish, with the forms that French and Portuguese share or add."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words of one language, in small letters.

    Attributes:
        small: Whole numbers by word.
        tens: 20 to 90 by word, which may be followed by a unit.
        scales: Thousand, million and so on, by word.
        indefinite: "dozens", "billions" and the like: words that stand for a number that the text does not give.
        few: "Several" and the like: taken with a unit of measure alone ("several days").
        groups: A dozen, half a dozen: numbers by phrase.
        about: Words before a number that make it approximate.
        at_least: Words that make it a least value; more_than likewise.
        at_most: Words that make it a greatest value.
        between: Openers of a range; and_ joins it, to joins a bare range.
        decimal: Decimal mark; the other of point and comma groups thousands.
    """

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, float]
    indefinite: frozenset[str]
    few: frozenset[str]
    groups: Mapping[str, int]
    about: tuple[str, ...]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    between: tuple[str, ...]
    and_: str
    to: str
    decimal: str


def _count(words: str, *, first: int = 0, step: int = 1) -> dict[str, int]:
    return {w: first + step * n for n, group in enumerate(words.split()) for w in group.split("/")}


EN = NumberWords(
    small=_count("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=1),
    tens=_count("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10),
    scales={"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "k": 1e3, "mn": 1e6, "bn": 1e9, "tn": 1e12},
    indefinite=frozenset(["dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "tens"]),
    few=frozenset(["several", "a few", "few"]),
    groups={"a dozen": 12, "half a dozen": 6, "half-a-dozen": 6, "two dozen": 24, "three dozen": 36, "a couple of": 2, "a hundred": 100, "a thousand": 1000, "a million": 1_000_000, "a billion": 1_000_000_000, "half a million": 500_000, "a half-dozen": 6, "dozen": 12},
    about=("about", "around", "approximately", "approx.", "roughly", "some", "nearly", "almost", "close to", "an estimated", "estimated", "circa", "as many as", "as much as"),
    at_least=("at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of", "in excess of", "a minimum of", "above"),
    at_most=("up to", "at most", "no more than", "not more than", "fewer than", "less than", "under", "below", "a maximum of", "as many as", "as much as"),
    between=("between", "from"), and_="and", to="to", decimal=".",
)  # fmt: skip

ES = NumberWords(
    small=_count("uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve", first=1),
    tens=_count("treinta cuarenta cincuenta sesenta setenta ochenta noventa", first=30, step=10) | {"cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500},
    scales={"mil": 1e3, "millón": 1e6, "millones": 1e6, "billón": 1e12, "billones": 1e12, "mm": 1e6},
    indefinite=frozenset(["decenas", "docenas", "centenares", "cientos", "miles", "millones", "centenas"]),
    few=frozenset(["varios", "varias", "unos pocos", "unas pocas", "pocos", "pocas"]),
    groups={"una docena": 12, "media docena": 6, "un par de": 2, "dos docenas": 24, "una decena": 10, "un centenar": 100, "un millar": 1000, "medio millón": 500_000, "un millón": 1_000_000},
    about=("unos", "unas", "aproximadamente", "alrededor de", "cerca de", "casi", "en torno a", "rondan los", "ronda los", "rondan", "ronda", "aprox.", "más o menos", "cerca de los", "alrededor de los"),
    at_least=("al menos", "más de", "mas de", "por lo menos", "como mínimo", "superior a", "más de los", "no menos de"),
    at_most=("hasta", "como máximo", "menos de", "no más de", "máximo de", "un máximo de"),
    between=("entre", "de", "desde"), and_="y", to="a", decimal=",",
)  # fmt: skip

FR = NumberWords(
    small=_count("un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", first=1),
    tens=_count("vingt trente quarante cinquante soixante", first=20, step=10) | {"cent": 100},
    scales={"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9},
    indefinite=frozenset(["dizaines", "douzaines", "centaines", "milliers"]),
    few=frozenset(["quelques", "plusieurs"]),
    groups={"une douzaine": 12, "une dizaine": 10, "une centaine": 100, "un millier": 1000, "une vingtaine": 20},
    about=("environ", "près de", "presque", "quelque", "à peu près"),
    at_least=("au moins", "plus de"), at_most=("jusqu'à", "au plus", "moins de"),
    between=("entre", "de"), and_="et", to="à", decimal=",",
)  # fmt: skip

PT = NumberWords(
    small=_count("um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze", first=1),
    tens=_count("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", first=20, step=10) | {"cem": 100},
    scales={"mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9, "mi": 1e6, "bi": 1e9},
    indefinite=frozenset(["dezenas", "dúzias", "centenas", "milhares", "milhões"]),
    few=frozenset(["vários", "várias", "alguns", "algumas"]),
    groups={"uma dúzia": 12, "meia dúzia": 6, "uma dezena": 10},
    about=("cerca de", "aproximadamente", "quase", "em torno de", "uns", "umas"),
    at_least=("pelo menos", "mais de", "ao menos"), at_most=("até", "no máximo", "menos de"),
    between=("entre", "de"), and_="e", to="a", decimal=",",
)  # fmt: skip

WORDS: Mapping[str, NumberWords] = {"en": EN, "es": ES, "fr": FR, "pt": PT}

SYMBOLS: Mapping[str, str] = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "$": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH",
    "R$": "BRL", "C$": "CAD", "A$": "AUD", "HK$": "HKD", "₹": "INR", "Rs": "INR", "RUB": "RUB", "CNY": "CNY", "RMB": "CNY", "CHF": "CHF", "VES": "VES", "Bs.": "VES", "Bs": "VES", "₪": "ILS",
}  # fmt: skip
"""Marks of currencies, ISO 4217; a bare $ is read as the U.S. dollar."""

CURRENCIES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "dollar",
            "dollars",
            "dólar",
            "dólares",
            "us dollars",
            "u.s. dollars",
            "american dollars",
            "dólares estadounidenses",
            "dólares americanos",
        ),
        "USD",
    ),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("pounds sterling", "british pounds", "libras esterlinas"), "GBP"),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles", "rublo", "rublos"), "RUB"),
    **dict.fromkeys(("yuan", "renminbi", "yuanes"), "CNY"),
    **dict.fromkeys(("yen", "yenes"), "JPY"),
    **dict.fromkeys(("rial", "rials", "riales"), "IRR"),
    **dict.fromkeys(("toman", "tomans"), "IRR"),
    **dict.fromkeys(("hryvnia", "hryvnias", "grivnas"), "UAH"),
    **dict.fromkeys(("bolívar", "bolívares", "bolivars"), "VES"),
    **dict.fromkeys(("reais", "reales brasileños"), "BRL"),
    **dict.fromkeys(("rupees", "rupias"), "INR"),
    **dict.fromkeys(("shekel", "shekels", "séqueles"), "ILS"),
    **dict.fromkeys(("swiss francs", "francos suizos"), "CHF"),
}
"""Names of currencies, ISO 4217. Tomans are 10 rials; their amount is kept as written and the text shows the word."""

UNITS = (
    "kilometres per hour|kilometers per hour|kilometre per hour|kilómetros por hora|miles per hour|km/h|kmh|kph|mph|knots|knot|nudos|mach"
    "|nautical miles|millas náuticas|kilometres|kilometers|kilometre|kilometer|kilómetros|kilómetro|kilomètres|quilômetros|kms|km|miles|mile|millas|milla"
    "|centimetres|centimeters|millimetres|millimeters|metres|meters|metre|meter|metros|metro|mètres|mm|cm|feet|foot|ft|pies|pie|inches|inch|yards|m"
    "|kilograms|kilogrammes|kilogram|kilogramos|kilos|kg|tonnes|tonne|tons|ton|toneladas|tonelada|pounds|pound|libras|lbs|lb|grams|gramos"
    "|litres|liters|litros|gallons|galones|barrels|barriles|barrels per day"
    "|percentage points|percent|per cent|por ciento|pour cent|por cento|%"
    "|seconds|minutes|minute|min|minutos|hours|hour|horas|hora|heures|hrs|days|day|días|día|weeks|week|semanas|semana|months|month|meses|mes|mois|years|year|años|año|anos|ans|years old|jours"
    "|square kilometres|square kilometers|kilómetros cuadrados|square miles|hectares|hectáreas|acres|km²|km2|m²"
    "|degrees|grados|megawatts|MW|kW|kilowatts|GHz|MHz|horsepower|hp|caballos|times|veces|rounds per minute|kilotons|megatons"
)
"""Unit words, with their forms in four languages."""
