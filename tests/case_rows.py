"""Rows of a small, consistent case, written by hand: texts are the project's own notes, no rule made any of it."""

DOCUMENTS: list[dict[str, object]] = [
    {
        "external_id": "mil_herald",
        "url": "https://mst.military.com/daily-news/2025/08/28/venezuela-prepares-potential-us-attack.html",
        "title": "Venezuela prepares for potential US attack with armed drones designed in Iran",
        "publisher": "military.com",
        "published": "2025-08-28",
        "language": "en",
        "text": (
            "In June 2012 President Hugo Chávez told a national television audience that Venezuela was building unmanned "
            "aircraft, which surprised backers and opponents alike. He displayed three prototypes and said they carried no "
            "weapons. Although assembled in Venezuela, the drones are partly under Iranian control.\n\nThe Venezuelan "
            "government has repeatedly been accused of letting Hezbollah use the country as a gateway to the region. "
            "Farzin Nadimi, a senior fellow at a Washington institute, said Venezuela might become an important production "
            "centre for Iranian kamikaze drones."
        ),
    },
    {
        "external_id": "iranintl_en",
        "url": "https://v2.iranintl.com/en/202509044107",
        "title": "Iranians control Venezuelan drone facilities as US warships deploy",
        "publisher": "iranintl.com",
        "published": "2025-09-04",
        "language": "en",
        "text": (
            "Iranian specialists still oversee Venezuela's drone industry and keep local staff out unless they have "
            "permission, the Miami Herald reported. The programme started in 2006, when Caracas and Tehran signed a "
            "military deal, the Herald said. Qods Aviation Industries of Iran delivered assembly kits. Venezuelan engineers "
            "were trained in Iran, and Iranian teams afterwards worked at El Libertador Air Base in Maracay. One unnamed "
            "source told the Miami Herald that Iranians control the facilities to this day."
        ),
    },
    {
        "external_id": "armyrec",
        "url": "https://www.armyrecognition.com/news/army-news/2025/analysis-venezuela-iranian-drones",
        "title": "Analysis: how Venezuela uses Iranian drones",
        "publisher": "armyrecognition.com",
        "published": "2025-09-03",
        "language": "en",
        "text": (
            "The Miami Herald reported on August 29, 2025 that Venezuela is the first Latin American country to put armed "
            "drones in its arsenal. In 2007 it formally contracted to assemble Mohajer-2 drones from kits supplied by "
            "Iran's Quds Force. The first Mohajer-2 units, called Arpía locally, were assembled by 2009. In 2010 U.S. "
            "satellite imagery confirmed drone production facilities."
        ),
    },
    {
        "external_id": "irdiplomacy",
        "url": "http://irdiplomacy.ir/en/news/1902758/venezuela-says-building-drones-with-iran-s-help",
        "title": "Venezuela says building drones with Iran's help",
        "publisher": "irdiplomacy.ir",
        "published": "2012-06-14",
        "language": "en",
        "text": (
            "(Reuters) President Hugo Chávez said late on Wednesday that Venezuela is building drones in cooperation with "
            "Iran and other allies. Chávez said the aircraft carries only a camera and serves defence alone. An officer at "
            "state arms maker Cavim said it flew for up to 90 minutes. Venezuela has produced three, he said."
        ),
    },
    {
        "external_id": "theobjective",
        "url": "https://theobjective.com/internacional/2025-06-29/verdadera-historia-drones-iran-venezuela",
        "title": "La verdadera historia de los drones de Irán en Venezuela",
        "publisher": "theobjective.com",
        "published": "2025-06-29",
        "language": "es",
        "text": (
            "Que Venezuela ensambla drones con apoyo de Irán es público desde 2012. Hasta esa fecha se habían construido 15 "
            "Arpía, de cuatro metros de envergadura, tres kilómetros de techo y 100 kilómetros de autonomía."
        ),
    },
    {
        "external_id": "grandeslanz",
        "url": "https://grandeslanzamientos.com.co/asi-es-el-arsenal-militar-de-venezuela",
        "title": None,
        "publisher": "grandeslanzamientos.com.co",
        "published": "2025-09",
        "language": "es",
        "text": (
            "Venezuela tiene 343.000 personas en armas, sumando soldados activos, milicianos y reservistas. El Instituto "
            "Internacional de Estudios Estratégicos (IISS) estima 123.000 efectivos activos, 220.000 milicianos y 8.000 "
            "reservistas. La Milicia se creó en 2009."
        ),
    },
    {
        "external_id": "aztec_afp",
        "url": "https://theaztecjournal.com/international/venezuelas-military-capabilities-a-closer-look",
        "title": "Venezuela's Military Capabilities Amidst US Threat: A Closer Look",
        "publisher": "theaztecjournal.com",
        "published": "2025-09-06",
        "language": "en",
        "text": (
            "Maduro claims more than 8 million militia and reservists, which analysts consider exaggerated. The "
            "International Institute for Strategic Studies (IISS) estimates 123,000 active personnel, besides 220,000 "
            "militia and 8,000 reservists. Venezuela bought eight Mohajer drones with Iranian technology."
        ),
    },
    {
        "external_id": "eldinamo",
        "url": "https://www.eldinamo.cl/mundo/2025/08/19/maduro-anuncia-el-despliegue-de-milicianos/",
        "title": "Maduro anuncia el despliegue de 4,5 millones de milicianos",
        "publisher": "eldinamo.cl",
        "published": "2025-08-19",
        "language": "es",
        "text": (
            "Nicolás Maduro anunció que desplegará 4,5 millones de milicianos. Según el ranking Global Fire Power de 2025, "
            "Venezuela tiene unos 337.000 militares en total: 109.000 activos, 8.000 de reserva y 220.000 paramilitares."
        ),
    },
    {
        "external_id": "g4media_136",
        "url": "https://www.g4media.ro/serviciul-de-securitate-al-ucrainei.html",
        "title": None,
        "publisher": "g4media.ro",
        "published": None,
        "language": "ro",
        "text_language": "en",
        "text": "Shahed drones seem to cost between 20,000 and 50,000 dollars. 🛩 Drones nu au fost trimise.",
    },
]

HOSTILE: dict[str, object] = {
    "external_id": 'x"><img src=x onerror=alert(1)>',
    "url": "javascript:alert(1)",
    "title": "<script>alert(1)</script> [click](javascript:alert(2)) | # _x_",
    "publisher": "=cmd|' /C calc'!A0",
    "published": "2025-10-01",
    "language": "en",
    "text": "<b>Iran</b> delivered ](javascript:alert(3)) **six** `drones` to <script>Venezuela</script>.",
}

# doc, quote, kind, item, value, further columns
CLAIMS: list[tuple[str, str, str, str, str, dict[str, object]]] = [
    ("mil_herald", "Venezuela was building unmanned aircraft", "production", "builds", "yes",
     {"subject": "Venezuela", "object": "unmanned aircraft", "time_text": "In June 2012", "time_edtf": "2012-06",
      "attribution": "President Hugo Chávez told", "attributed_to": "Hugo Chávez", "modality": "reported", "status": "produced"}),
    ("mil_herald", "He displayed three prototypes", "announcement", "shown", "three",
     {"subject": "Hugo Chávez", "object": "three prototypes", "time_text": "In June 2012", "time_edtf": "2012-06",
      "quantity_text": "three", "quantity_low": 3.0, "quantity_best": 3.0, "quantity_high": 3.0, "quantity_unit": "prototypes"}),
    ("mil_herald", "the drones are partly under Iranian control", "access_control", "control", "iran",
     {"subject": "Iran", "object": "drones", "place": "Venezuela"}),
    ("mil_herald", "letting Hezbollah use the country as a gateway to the region", "support", "hezbollah", "yes",
     {"subject": "Venezuelan government", "object": "Hezbollah", "modality": "alleged",
      "attribution": "has repeatedly been accused"}),
    ("mil_herald", "Venezuela might become an important production centre for Iranian kamikaze drones", "production", "centre",
     "may", {"subject": "Venezuela", "object": "Iranian kamikaze drones", "modality": "conditional",
             "attribution": "Farzin Nadimi, a senior fellow at a Washington institute, said", "attributed_to": "Farzin Nadimi"}),
    ("iranintl_en", "Iranian specialists still oversee Venezuela's drone industry", "access_control", "control", "iran",
     {"subject": "Iranian specialists", "object": "Venezuela's drone industry", "place": "Venezuela", "modality": "reported",
      "attribution": "the Miami Herald reported", "attributed_to": "Miami Herald"}),
    ("iranintl_en", "Caracas and Tehran signed a military deal", "agreement", "deal", "2006",
     {"subject": "Caracas", "object": "Tehran", "time_text": "in 2006", "time_edtf": "2006", "modality": "reported",
      "attribution": "the Herald said", "attributed_to": "Miami Herald", "status": "agreed"}),
    ("iranintl_en", "Qods Aviation Industries of Iran delivered assembly kits", "transfer", "kits", "qai",
     {"subject": "Qods Aviation Industries", "object": "assembly kits", "place": "Venezuela", "modality": "reported",
      "attribution": "the Herald said", "attributed_to": "Miami Herald", "status": "delivered"}),
    ("iranintl_en", "Venezuelan engineers were trained in Iran", "training", "trained", "yes",
     {"subject": "Venezuelan engineers", "place": "Iran", "modality": "reported", "attribution": "the Herald said",
      "attributed_to": "Miami Herald", "status": "trained on"}),
    ("iranintl_en", "Iranian teams afterwards worked at El Libertador Air Base in Maracay", "site_activity", "libertador", "yes",
     {"subject": "Iranian teams", "place": "El Libertador Air Base", "modality": "reported"}),
    ("iranintl_en", "Iranians control the facilities to this day", "access_control", "control", "iran",
     {"subject": "Iranians", "object": "facilities", "time_text": "to this day", "modality": "reported",
      "attribution": "One unnamed source told the Miami Herald", "attributed_to": "unnamed source"}),
    ("armyrec", "put armed drones in its arsenal", "deployment", "armed", "yes",
     {"subject": "Venezuela", "object": "armed drones", "modality": "reported", "attribution": "The Miami Herald reported",
      "attributed_to": "Miami Herald", "status": "deployed"}),
    ("armyrec", "In 2007 it formally contracted to assemble Mohajer-2 drones", "agreement", "contract", "2007",
     {"subject": "Venezuela", "object": "Mohajer-2", "time_text": "In 2007", "time_edtf": "2007", "modality": "reported",
      "status": "contracted"}),
    ("armyrec", "kits supplied by Iran's Quds Force", "transfer", "kits", "quds",
     {"subject": "Quds Force", "object": "kits", "place": "Venezuela", "modality": "reported", "status": "delivered"}),
    ("armyrec", "The first Mohajer-2 units, called Arpía locally, were assembled by 2009", "production", "assembled", "2009",
     {"object": "Mohajer-2", "time_text": "by 2009", "time_edtf": "../2009", "modality": "reported", "status": "assembled"}),
    ("irdiplomacy", "Venezuela is building drones in cooperation with Iran and other allies", "production", "builds", "yes",
     {"subject": "Venezuela", "object": "drones", "time_text": "Wednesday", "time_edtf": "2012-06-13", "modality": "reported",
      "attribution": "President Hugo Chávez said", "attributed_to": "Hugo Chávez", "status": "produced"}),
    ("irdiplomacy", "the aircraft carries only a camera", "equipment_spec", "camera", "only",
     {"subject": "the aircraft", "object": "a camera", "modality": "reported", "attribution": "Chávez said",
      "attributed_to": "Hugo Chávez"}),
    ("irdiplomacy", "Venezuela has produced three", "production", "built", "3",
     {"subject": "Venezuela", "object": "Arpía", "time_edtf": "2012-06", "quantity_text": "three", "quantity_low": 3.0,
      "quantity_best": 3.0, "quantity_high": 3.0, "quantity_unit": "drones", "modality": "reported", "attribution": "he said",
      "attributed_to": "an officer of Cavim", "status": "produced"}),
    ("theobjective", "se habían construido 15 Arpía", "production", "built", "15",
     {"subject": "Venezuela", "object": "Arpía", "time_text": "Hasta esa fecha", "time_edtf": "../2012", "quantity_text": "15",
      "quantity_low": 15.0, "quantity_best": 15.0, "quantity_high": 15.0, "quantity_unit": "drones", "status": "produced"}),
    ("grandeslanz", "123.000 efectivos activos", "force_size", "active", "123000",
     {"subject": "Venezuela", "definition": "active troops", "quantity_text": "123.000", "quantity_low": 123000.0,
      "quantity_best": 123000.0, "quantity_high": 123000.0, "quantity_unit": "people", "modality": "reported",
      "attribution": "El Instituto Internacional de Estudios Estratégicos (IISS) estima", "attributed_to": "IISS"}),
    ("grandeslanz", "La Milicia se creó en 2009", "announcement", "militia", "2009",
     {"subject": "Milicia", "time_text": "en 2009", "time_edtf": "2009"}),
    ("aztec_afp", "123,000 active personnel", "force_size", "active", "123000",
     {"subject": "Venezuela", "definition": "active troops", "quantity_text": "123,000", "quantity_low": 123000.0,
      "quantity_best": 123000.0, "quantity_high": 123000.0, "quantity_unit": "people", "modality": "reported",
      "attribution": "The International Institute for Strategic Studies (IISS) estimates", "attributed_to": "IISS"}),
    ("aztec_afp", "Venezuela bought eight Mohajer drones", "transfer", "bought", "8",
     {"subject": "Venezuela", "object": "Mohajer", "quantity_text": "eight", "quantity_low": 8.0, "quantity_best": 8.0,
      "quantity_high": 8.0, "quantity_unit": "drones", "status": "delivered"}),
    ("eldinamo", "109.000 activos", "force_size", "active", "109000",
     {"subject": "Venezuela", "definition": "active troops", "time_edtf": "2025", "quantity_text": "109.000",
      "quantity_low": 109000.0, "quantity_best": 109000.0, "quantity_high": 109000.0, "quantity_unit": "people",
      "modality": "reported", "attribution": "Según el ranking Global Fire Power de 2025", "attributed_to": "Global Firepower"}),
    ("eldinamo", "desplegará 4,5 millones de milicianos", "deployment", "militia_deploy", "4500000",
     {"subject": "Nicolás Maduro", "object": "milicianos", "quantity_text": "4,5 millones", "quantity_low": 4.5e6,
      "quantity_best": 4.5e6, "quantity_high": 4.5e6, "quantity_unit": "people", "modality": "future",
      "attribution": "Nicolás Maduro anunció", "attributed_to": "Nicolás Maduro"}),
    ("g4media_136", "Shahed drones seem to cost between 20,000 and 50,000 dollars", "equipment_spec", "cost", "20-50",
     {"subject": "Shahed drones", "definition": "unit cost", "quantity_text": "between 20,000 and 50,000 dollars",
      "quantity_low": 20000.0, "quantity_high": 50000.0, "quantity_unit": "USD", "quantity_approx": True,
      "modality": "reported"}),
    ("g4media_136", "Drones nu au fost trimise", "transfer", "sent", "no", {"object": "drones", "modality": "denied",
     "polarity": "negative"}),
]  # fmt: skip

# item -> (question, functional)
ITEMS: dict[str, tuple[str, bool]] = {
    "builds": ("Does Venezuela build drones?", False),
    "shown": ("How many prototypes did Hugo Chávez show in June 2012?", True),
    "control": ("Who controls the drone facilities in Venezuela?", True),
    "hezbollah": ("Does the Venezuelan government support Hezbollah?", False),
    "centre": ("Does Venezuela produce Iranian kamikaze drones?", False),
    "deal": ("When did Caracas and Tehran sign a military deal?", True),
    "kits": ("Who delivered the assembly kits to Venezuela?", True),
    "trained": ("Were Venezuelan engineers trained in Iran?", False),
    "libertador": ("What do Iranian teams do at El Libertador Air Base?", False),
    "armed": ("Does Venezuela have armed drones?", False),
    "contract": ("When was the assembly of the Mohajer-2 contracted?", True),
    "assembled": ("When were the first Mohajer-2 units assembled?", True),
    "camera": ("What does the Arpía carry?", False),
    "built": ("How many Arpía had Venezuela built by June 2012?", True),
    "active": ("How many active troops does Venezuela have?", True),
    "militia": ("When was the militia founded?", True),
    "bought": ("How many Mohajer drones did Venezuela buy?", True),
    "militia_deploy": ("How many militia will be deployed?", True),
    "cost": ("What does a Shahed drone cost?", True),
    "sent": ("Were drones sent?", False),
}

# item, value -> words; then origins: (name, kind, documents, chain), low, best, high, reason
VALUES: dict[tuple[str, str], str] = {
    ("builds", "yes"): "Venezuela builds drones",
    ("shown", "three"): "3 prototypes",
    ("control", "iran"): "Iran",
    ("hezbollah", "yes"): "supports Hezbollah",
    ("centre", "may"): "may become a production centre",
    ("deal", "2006"): "2006",
    ("kits", "qai"): "Qods Aviation Industries",
    ("kits", "quds"): "Quds Force",
    ("trained", "yes"): "trained in Iran",
    ("libertador", "yes"): "worked there",
    ("armed", "yes"): "armed drones in the arsenal",
    ("contract", "2007"): "2007",
    ("assembled", "2009"): "by 2009",
    ("camera", "only"): "only a camera",
    ("built", "3"): "3 drones",
    ("built", "15"): "15 drones",
    ("active", "123000"): "123,000 people",
    ("active", "109000"): "109,000 people",
    ("militia", "2009"): "2009",
    ("bought", "8"): "8 drones",
    ("militia_deploy", "4500000"): "4,500,000 people",
    ("cost", "20-50"): "20,000 to 50,000 USD",
    ("sent", "no"): "not sent",
}

HERALD = "Miami Herald, not held"
ORIGINS: dict[tuple[str, str], tuple[list[tuple[str, str, tuple[str, ...]]], tuple[int, int, int], str]] = {
    ("control", "iran"): (
        [(HERALD, "unheld document", ("mil_herald", "iranintl_en"))],
        (1, 1, 2),
        "all lead back to the Miami Herald, which is not held; one claim rests on a single unnamed source",
    ),
    ("builds", "yes"): (
        [("Hugo Chávez", "named person or body", ("mil_herald", "irdiplomacy"))],
        (1, 1, 1),
        "both credit Hugo Chávez",
    ),
    ("active", "123000"): (
        [("IISS", "named person or body", ("grandeslanz", "aztec_afp"))],
        (1, 1, 1),
        "both credit the IISS",
    ),
    ("kits", "qai"): ([(HERALD, "unheld document", ("iranintl_en",))], (1, 1, 1), "it credits the Miami Herald"),
    ("kits", "quds"): ([(HERALD, "unheld document", ("armyrec",))], (1, 1, 1), "it credits the Miami Herald"),
    ("centre", "may"): ([("Farzin Nadimi", "named person or body", ("mil_herald",))], (1, 1, 1), "it credits Farzin Nadimi"),
}

CONFLICTS: list[tuple[str, str, str, str, str, str]] = [
    ("kits", "qai", "quds", "identity", "conflict", "A company and a military force cannot both be the sole supplier named."),
    ("built", "3", "15", "value", "conflict", "3 and 15 drones by the same date."),
    ("active", "123000", "109000", "value", "conflict", "123,000 and 109,000 differ by 11 %, more than rounding."),
]

# name, kind, spellings in the texts, country, (lat, lon, precision_m, geonames_id)
ENTITIES: list[tuple[str, str, tuple[str, ...], str | None, tuple[float, float, float, int] | None]] = [
    ("Venezuela", "country", ("Venezuela",), "VE", (8.0, -66.0, 900000.0, 3625428)),
    ("Iran", "country", ("Iran", "Irán"), "IR", (32.0, 53.0, 1100000.0, 130758)),
    ("Caracas", "place", ("Caracas",), "VE", (10.48801, -66.87919, 15000.0, 3646738)),
    ("Tehran", "place", ("Tehran",), "IR", (35.69439, 51.42151, 25000.0, 112931)),
    ("Maracay", "place", ("Maracay",), "VE", (10.23535, -67.59113, 12000.0, 3632998)),
    ("El Libertador Air Base", "site", ("El Libertador Air Base",), "VE", (10.1833, -67.5573, 3000.0, 3632998)),
    ("Hugo Chávez", "person", ("Hugo Chávez", "Chávez"), "VE", None),
    ("Nicolás Maduro", "person", ("Nicolás Maduro", "Maduro"), "VE", None),
    ("Farzin Nadimi", "person", ("Farzin Nadimi",), None, None),
    ("Qods Aviation Industries", "organisation", ("Qods Aviation Industries",), "IR", None),
    ("Quds Force", "organisation", ("Quds Force",), "IR", None),
    ("Hezbollah", "organisation", ("Hezbollah",), "LB", None),
    ("IISS", "organisation", ("IISS",), "GB", None),
    ("Cavim", "organisation", ("Cavim",), "VE", None),
    ("Mohajer-2", "equipment", ("Mohajer-2",), "IR", None),
    ("Arpía", "equipment", ("Arpía",), "VE", None),
    ("Shahed", "equipment", ("Shahed",), "IR", None),
    ("Miami Herald", "outlet", ("Miami Herald", "the Herald"), "US", None),
    ("Reuters", "outlet", ("Reuters",), "GB", None),
]

CITATIONS: list[tuple[str, str, str, str]] = [
    ("iranintl_en", "the Miami Herald reported", "Miami Herald", "outlet"),
    ("iranintl_en", "the Herald said", "Miami Herald", "outlet"),
    ("iranintl_en", "One unnamed source told the Miami Herald", "unnamed source", "unnamed"),
    ("armyrec", "The Miami Herald reported", "Miami Herald", "outlet"),
    ("irdiplomacy", "(Reuters)", "Reuters", "agency"),
    ("irdiplomacy", "President Hugo Chávez said", "Hugo Chávez", "official"),
    ("eldinamo", "Según el ranking Global Fire Power de 2025", "Global Firepower", "body"),
]

DERIVATIONS: list[tuple[str, str | None, str | None, str, float]] = [
    ("iranintl_en", None, "Miami Herald", "cites", 0.95),
    ("armyrec", None, "Miami Herald", "cites", 0.95),
    ("mil_herald", None, "Miami Herald", "rewrite", 0.6),
    ("irdiplomacy", None, "Reuters", "copy", 0.9),
    ("grandeslanz", "aztec_afp", None, "translation", 0.35),
]
