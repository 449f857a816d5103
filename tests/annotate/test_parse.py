import polars as pl
from annotate_rows import PARSERS, annotate

from headwater.annotate.parse import parse_sentences
from headwater.config import AnnotateConfig

CONFIG = AnnotateConfig()
SENTENCES = [
    "Iran delivered assembly kits to Venezuela.",
    "Engineer John Smith of Acme Works said the plant opened in Dushanbe.",
    "They control the facilities.",
    "More than 4,000 drones were made.",
    "The Miami Herald reported that Caracas had signed a deal.",
]


def _sentences(texts):
    return {
        "sentences": pl.DataFrame(
            {"sentence_id": [f"se-{t[:12]}" for t in texts], "language": ["en"] * len(texts), "text": texts}
        )
    }


def test_a_parse_does_not_depend_on_its_batch():
    together = parse_sentences(_sentences(SENTENCES), config=CONFIG, model=PARSERS)["parses"]
    alone = [parse_sentences(_sentences([s]), config=CONFIG, model=PARSERS)["parses"] for s in SENTENCES]
    assert together.sort("sentence_id").equals(pl.concat(alone).sort("sentence_id"))


def test_tokens_stand_where_they_say():
    parses = annotate("Iran said\u00a0no.\nVenezuela sent 3 aircraft.")["parses"]
    for row in parses.iter_rows(named=True):
        lists = [row[c] for c in ("starts", "ends", "lemmas", "pos", "tags", "morphs", "deps", "heads", "ents")]
        assert len({len(x) for x in lists}) == 1
        words = [row["text"][a:b] for a, b in zip(row["starts"], row["ends"], strict=True)]
        assert "".join(words) == "".join(row["text"].split()) or "\u00a0" in row["text"]


def test_a_sentence_is_parsed_once():
    assert annotate("Iran sent drones.", "Iran sent drones.")["parses"].height == 1


def test_languages_without_a_model_are_left_out():
    sentences = {"sentences": pl.DataFrame({"sentence_id": ["se-1"], "language": ["xx"], "text": ["Iran sent drones."]})}
    assert parse_sentences(sentences, config=CONFIG, model=PARSERS)["parses"].height == 0
