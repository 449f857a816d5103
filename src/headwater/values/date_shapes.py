"""The shapes of single dates in each language, in the order in which they are tried."""

from headwater.values import date_readings as read
from headwater.values.calendar_words import WORDS, any_of

Row = tuple[str, read.Reading, bool]
"""Pattern, what makes a date of it, whether capitals count."""

_Y = read.YEAR
_D = read.DAY
_END = r"(?!\w)"


def _after(words: str) -> str:
    """Lookbehind for one of these words and a blank, with a small or a capital letter."""
    forms = [form for word in words.split() for form in (word, word.capitalize())]
    return "(?:" + "|".join(rf"(?<=\b{form} )" for form in forms) + ")"


def list_shapes(language: str) -> list[Row]:
    """All shapes of a language."""
    return [*_numeric(language), *(_english() if language == "en" else _romance(language)), *_years(language)]


def first_words(language: str) -> set[str]:
    """Words, in small letters, at which a date of a language can begin."""
    words = WORDS[language]
    which = {
        "en": "last this next past previous coming following the that earlier later every yesterday today tonight tomorrow now currently q1 q2 q3 q4 h1 h2 first second third fourth since a an few several couple recent recently same year late early mid during by of end close beginning start middle rest later to in at these so nowadays",
        "es": "el la los este esta pasado pasada próximo próxima último última últimos últimas ayer hoy anoche mañana anteayer ahora actualmente hace desde primer segundo tercer cuarto año años ese esa aquel siglo década hasta en recientemente",
        "fr": "le la les ce cette dernier dernière hier aujourd'hui aujourd’hui demain maintenant il premier deuxième troisième quatrième depuis année siècle",
        "pt": "o a os este esta neste nesta passado passada próximo próxima ontem hoje amanhã agora atualmente há primeiro segundo terceiro quarto desde ano século",
    }[language].split()
    return {*which, *words.months, *words.weekdays, *words.seasons, *words.numbers}


def hint_words(language: str) -> set[str]:
    """Words of which a text without digits must have one for a date to stand in it."""
    words = WORDS[language]
    other = {
        "en": "yesterday today tonight tomorrow morning afternoon evening night now nowadays currently present recently recent date far then",
        "es": "ayer hoy anoche mañana anteayer tarde noche ahora actualmente actualidad recientemente entonces siglo",
        "fr": "hier aujourd'hui aujourd’hui demain maintenant lors siècle",
        "pt": "ontem hoje amanhã agora atualmente século",
    }[language].split()
    return {*other, "day", *words.months, *words.weekdays, *words.seasons, *words.units}


def _numeric(language: str) -> list[Row]:
    del language
    return [
        (r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", read.read_iso, False),
        (r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>[12]\d{3})(?![\d/])", read.read_slashed, False),
    ]


def _years(language: str) -> list[Row]:
    del language
    early = read.EARLY_YEAR
    return [
        (r"(?P<n>\d{1,3}(?:,\d{3})?|\d{4})\s?(?:BCE|BC|B\.C\.|a\. ?C\.|av\. J\.-C\.)", read.read_before_christ, True),
        (r"(?P<y1>1[5-9]\d{2}|20\d{2})[-–/](?P<y2>\d{2})(?![\d-])(?!\w)", read.read_short_range, True),
        (r"(?P<decade>1[0-9]\d0|20\d0)['’]?s(?!\w)", read.read_decade, True),
        (
            _after("in since by en desde")
            + r"(?P<year>19[0-9]{2}|20[0-4][0-9])(?![\d%]|[.,]\d|\w)(?!\s*(?:km|m|kg|ft|miles|metres|meters|feet|kilomet\w+|metros|kilómetros)\b)",
            read.read_year,
            True,
        ),
        (
            rf"{read.HEDGED}(?P<year>19[0-9]{{2}}|20[0-4][0-9])(?![\d%]|[.,]\d|-\d{{3}}(?!\d)|\w){read.COUNTED}",
            read.read_year,
            True,
        ),
        (rf"{early}{_Y}{read.COUNTED}(?!\s[a-z]{(3,)}s\b)", read.read_year, True),
    ]


def _english() -> list[Row]:
    w = WORDS["en"]
    full = {m: n for m, n in w.months.items() if len(m) > 3 or m == "may"}
    short = any_of({m: n for m, n in w.months.items() if m not in full or m == "may"})
    month, long_month = rf"(?P<month>{any_of(full)}|{short}\.?)", rf"(?P<month>{any_of(full)})"
    day_name = any_of({k: 0 for k in w.weekdays if len(k) > 4})
    week = rf"(?:{day_name},?\s+)?"
    unit = rf"(?P<unit>{any_of(w.units)}){_END}"
    number = rf"(?P<n>\d{{1,4}}|{any_of(w.numbers)}|several|few|a\s+few|couple\s+of|a\s+couple\s+of|some)"
    which = r"(?P<which>last|this|next|the\s+past|the\s+last|past|previous|coming|the\s+coming|upcoming|current|this\s+past|earlier\s+this|later\s+this|late\s+last|early\s+next|late\s+this|early\s+this)"
    context = (
        r"(?P<which>the\s+following|the\s+next|the\s+previous|the\s+preceding|that\s+same|that|the\s+same|the\s+very\s+next)"
    )
    determiner = r"(?:the\s+)?"
    return [
        (rf"{week}{determiner}{_D}(?:\s+of)?[\s-]+{month},?[\s-]+(?:of\s+)?{_Y}", read.read_day_month_year, False),
        (rf"{week}{month}\s+{_D},?\s+(?:of\s+)?{_Y}", read.read_day_month_year, False),
        (rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s+(?:and|to)\s+)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{month}(?:,?\s+{_Y})?{_END}", read.read_day_range, False),
        (rf"{month}\s+(?P<d1>\d{{1,2}})(?:\s?[-–]\s?|\s+(?:and|to)\s+)(?P<d2>\d{{1,2}})(?:,?\s+{_Y})?{_END}", read.read_day_range, False),
        (rf"{week}{determiner}{_D}(?:\s+of|\s+day\s+of)?[\s-]+{month}{_END}", read.read_day_month, False),
        (rf"{week}{month}\s+(?:the\s+)?{_D}(?![\w,]\d|%|\d)", read.read_day_month, False),
        (rf"{month},?\s+(?:of\s+)?(?:the\s+year\s+)?{_Y}", read.read_month_year, False),
        (rf"{determiner}(?P<season>{any_of(w.seasons)})\s+(?:of\s+)?{_Y}", read.read_season_year, False),
        (rf"{determiner}(?P<ordinal>{any_of(w.ordinals)})\s+(?P<part>quarter|half)\s+(?:of\s+)?{_Y}", read.read_part_of_year, False),
        (rf"(?P<part>Q|H)(?P<digit>[1-4])\s+(?:of\s+)?{_Y}", read.read_part_of_year, True),
        (rf"{determiner}(?P<n>\d{{1,2}})(?:st|nd|rd|th)[\s-]century", read.read_century, False),
        (rf"{determiner}years?\s+(?:of\s+)?{_Y}", read.read_year, False),
        (r"the\s+['’]?(?P<decade>[2-9]0)s(?!\w)", read.read_decade, False),
        (rf"{which}\s+(?P<season>{any_of(w.seasons)}){_END}", read.read_bare_season, False),
        (rf"(?:in\s+)?(?P<which>that|the\s+same|the)\s+(?P<season>{any_of(w.seasons)})(?:\s+of\s+that\s+year)?{_END}(?!\s+of\b)", read.read_bare_season, False),
        (
            rf"{_after('in during by of early late mid that until since')}(?:the\s+)?(?:early\s+|late\s+)?(?P<season>spring|summer|autumn|winter){_END}(?!\s+(?:of\b|\d))",
            read.read_bare_season,
            False,
        ),
        (
            rf"(?:the\s+)?(?:end|close|beginning|start|middle|rest|latter\s+part|first\s+half|second\s+half)\s+of\s+(?P<which>the|that)\s+{unit}",
            read.read_context_unit,
            False,
        ),
        (rf"(?:later|late|early|earlier)\s+in\s+(?P<which>the|that)\s+{unit}", read.read_context_unit, False),
        (rf"{which}\s+{long_month}{_END}", read.read_bare_month, False),
        (rf"{long_month}\s+of\s+(?P<which>that|the\s+same|last|this|next)\s+year{_END}", read.read_bare_month, False),
        (rf"(?P<which>last|next|this\s+past|this\s+coming|this)\s(?P<weekday>{day_name})(?:\s+(?:morning|afternoon|evening|night))?{_END}", read.read_weekday, False),
        (rf"(?P<weekday>{_titles(day_name)})(?:\s+(?:morning|afternoon|evening|night))?{_END}", read.read_weekday, True),
        (rf"(?P<late>late|early)\s+(?:on\s+)?(?P<weekday>{day_name}){_END}", read.read_weekday, False),
        (rf"(?P<named>{any_of({k: 0 for k in read.DAYS if k.isascii()})}){_END}", read.read_named_day, False),
        (rf"(?:about\s+|around\s+|some\s+|more\s+than\s+|nearly\s+|almost\s+)?{number}\s+{unit}\s+ago{_END}", read.read_ago, False),
        (rf"(?:about\s+|around\s+|some\s+)?{number}\s+{unit}\s+(?P<way>later|earlier|before|after|afterwards){_END}(?!\s+(?:that|than))", read.read_later, False),
        (rf"(?:the|over\s+the)\s+(?P<which>last|past|next|coming|previous)\s+{number}\s+{unit}", read.read_span, False),
        (rf"{which}\s+{unit}", read.read_which_unit, False),
        (rf"{context}\s+{unit}", read.read_context_unit, False),
        (r"since\s+then(?!\w)", read.read_since_then, False),
        (rf"(?:now|nowadays|currently|at\s+present|to\s+this\s+day|recently|in\s+recent\s+(?:days|weeks|months|years)|these\s+days|so\s+far|to\s+date){_END}", read.read_vague, False),
        ((rf"(?:{_after('in since by until of from to and during before after between early late mid through that')}|(?<=mid-)|(?<=, ))"
         rf"(?P<month>{_titles(any_of(full))}){_END}(?!\s+[A-Z][a-z]|\s+\d)"), read.read_bare_month, True),
        (rf"{_month_titles()}{_END}(?!\s+[A-Z][a-z]|\s+\d)", read.read_bare_month, True),
    ]  # fmt: skip


def _titles(alternation: str) -> str:
    """The same words with a capital: `(?:monday|friday)` becomes `(?:Monday|Friday)`."""
    return "(?:" + "|".join(word.capitalize() for word in alternation[3:-1].split("|")) + ")"


def _month_titles() -> str:
    names = ["January", "February", "July", "August", "September", "October", "November", "December"]
    return rf"(?P<month>{'|'.join(names)})"


def _romance(language: str) -> list[Row]:
    w = WORDS[language]
    month = rf"(?P<month>{any_of(w.months)})\.?"
    full = {m: n for m, n in w.months.items() if len(m) > 3 or m == "mai"}
    of = r"(?:de\s+|del\s+|d['’]|do\s+|del\s+año\s+|de\s+l['’])?"
    the = r"(?:el\s+|le\s+|o\s+|la\s+|día\s+|al\s+)?"
    week = rf"(?:{any_of(w.weekdays)},?\s+)?{the}(?:{any_of(w.weekdays)},?\s+)?(?:pasado\s+|próximo\s+|día\s+)?"
    unit = rf"(?P<unit>{any_of(w.units)}){_END}"
    number = rf"(?P<n>\d{{1,4}}|{any_of(w.numbers)}|unos|unas|varios|varias|algunos|quelques|plusieurs)"
    after = r"(?P<which>pasado|pasada|próximo|próxima|dernier|dernière|prochain|prochaine|passado|passada|que\s+viene|entrante)"
    before = r"(?P<which>este|esta|cette|ce|neste|nesta|último|última|próximo|próxima|pasado|pasada)"
    return [
        (rf"{week}{_D}\s+{of}{month}\s+{of}{_Y}", read.read_day_month_year, False),
        (rf"{the}(?P<d1>\d{{1,2}})\s*(?:-|–|al?|y|et|e)\s*(?P<d2>\d{{1,2}})\s+{of}{month}(?:\s+{of}{_Y})?{_END}", read.read_day_range, False),
        (rf"{week}{_D}\s+{of}{month}{_END}", read.read_day_month, False),
        (rf"{month}\s+{of}{_Y}", read.read_month_year, False),
        (rf"{the}(?P<season>{any_of(w.seasons)})\s+{of}{_Y}", read.read_season_year, False),
        (rf"{the}(?P<ordinal>{any_of(w.ordinals)})\s+(?P<part>trimestre|semestre)\s+{of}{_Y}", read.read_part_of_year, False),
        (rf"{the}(?:siglo|siècle|século)\s+(?P<n>[IVX]+){_END}", read.read_century, True),
        (rf"{the}(?:año|année|ano)\s+{_Y}", read.read_year, False),
        (r"(?:los\s+|la\s+década\s+de\s+|les\s+)?(?:años|années|anos)\s+(?P<decade>[2-9]0|1[0-9]\d0|20\d0)(?!\d)", read.read_decade, False),
        (rf"{the}(?P<weekday>{any_of(w.weekdays)})\s+{after}{_END}", read.read_weekday, False),
        (rf"(?:el\s+|la\s+)?{before}\s+(?P<weekday>{any_of(w.weekdays)}){_END}", read.read_weekday, False),
        (rf"{the}(?P<weekday>{any_of(w.weekdays)}){_END}", read.read_weekday, False),
        (rf"{the}{unit}\s+{after}{_END}", read.read_which_unit, False),
        (rf"{the}{before}\s+{unit}", read.read_which_unit, False),
        (rf"(?P<which>ese|esa|aquel|mismo|misma)\s+{unit}", read.read_context_unit, False),
        (rf"{the}{unit}\s+(?P<which>siguiente|anterior|suivante?|précédente?|seguinte)", read.read_context_unit, False),
        (rf"(?:los|las|les|os|as)\s+(?P<which>últimos|últimas|próximos|próximas|derniers|dernières)\s+{number}\s+{unit}", read.read_span, False),
        (rf"(?:hace|il\s+y\s+a|há)\s+(?:más\s+de\s+|casi\s+|unos\s+|unas\s+)?{number}\s+{unit}(?:\s+atrás)?", read.read_ago, False),
        (rf"{number}\s+{unit}\s+(?P<way>después|más\s+tarde|antes|plus\s+tard|depois|atrás)", read.read_later, False),
        (rf"(?P<named>{any_of({k: 0 for k in read.DAYS if k not in {'today', 'yesterday', 'tomorrow', 'tonight'}})}){_END}", read.read_named_day, False),
        (r"(?:desde\s+entonces|depuis\s+lors)(?!\w)", read.read_since_then, False),
        (rf"(?:ahora|actualmente|hasta\s+hoy|recientemente|maintenant|agora|atualmente|en\s+la\s+actualidad){_END}", read.read_vague, False),
        (rf"(?<![\w-])(?P<month>{any_of(full)}){_END}(?:\s+(?P<which>pasado|próximo|dernier|prochain|passado))?", read.read_bare_month, False),
    ]  # fmt: skip
