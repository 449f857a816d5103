"""Text that no newspaper prints: no crash, no wrong offset, and an end in bounded time."""

import time

import pytest
from parsed import CONFIG, make_documents, read_documents

from headwater.annotate.sentences import split_documents

MOST_SECONDS = 20.0
"""For one document on a busy machine; the sentence cap makes all of these take well under a tenth of it."""
ZERO_WIDTH = "\u200b\u200d\ufeff"
BAD = [
    ("Serbia sold ten tanks and " * 10_000 + "stopped.", "en", "a sentence of 50,000 words"),
    ("Iran Иран 伊朗 ایران delivered δρόνους десять drones to Судан on 3 May 2021.", "en", "mixed scripts"),
    ("\u202eIran delivered ten drones to Sudan\u202c. قالت إيران إنها سلمت عشر طائرات مسيرة.", "en", "right to left, with marks"),
    ("🚀🇮🇷 Iran delivered 10 drones 🛩️ to Sudan 👩🏽‍✈️ in May 2021 🎉.", "en", "emoji beyond the basic plane"),
    (f"Iran{ZERO_WIDTH} deli{ZERO_WIDTH}vered ten drones{ZERO_WIDTH} to Sudan.", "en", "zero-width characters"),
    ("Model\tRange\tPayload\nMohajer-6\t200 km\t40 kg\nShahed-136\t2,000 km\t50 kg\n" * 200, "en", "a table flattened into text"),
    ("Modelo | Alcance | Carga | " * 3000, "es", "a Spanish table without an end"),
    ("((((((((((" * 500 + " Iran " + "))))))))))" * 500, "en", "brackets only"),
    ("9" * 5000 + " drones", "en", "a number without an end"),
    ("Iran\r\n\x0b\x0c delivered\u2028 ten drones\u2029 to Sudan.", "en", "odd line ends"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "why"), BAD, ids=[row[2] for row in BAD])
def test_bad_input_is_read_in_bounded_time_with_right_offsets(text, language, why):
    started = time.process_time()
    claims = read_documents(text, language=language)["claims"].to_dicts()
    assert time.process_time() - started < MOST_SECONDS, why
    for claim in claims:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        if claim["attribution"]:
            at = claim["attribution_start"]
            assert text[at : at + len(claim["attribution"])] == claim["attribution"]


def test_an_emoji_does_not_move_the_claim_behind_it():
    text = "🚀🇮🇷 Last year, Iran delivered 10 drones to Sudan."
    (claim,) = read_documents(text)["claims"].to_dicts()
    assert claim["quote"].endswith("Iran delivered 10 drones to Sudan")
    assert claim["end"] == text.index(".")


def test_a_language_without_a_model_gives_no_claims_and_says_so():
    tables = make_documents("İran Sudan'a on insansız hava aracı verdi.", language="tr")
    found = split_documents(tables, config=CONFIG.annotate)
    assert not found["sentences"]["is_parsed"].any()
    assert found["rejects"].height == 1
    assert "tr" in str(found["rejects"].row(0, named=True))
