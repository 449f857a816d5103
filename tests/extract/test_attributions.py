"""Who says, thinks or wants what, in single sentences and over several: rows of (text, source, cue, content, why)."""

import importlib.util
import itertools
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed import CONFIG, claim_of, claims_of, make_documents

from headwater.annotate.models import installed_languages, load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.extract.quotations import Credited, credit_text, find_quotations
from headwater.extract.sentence import Sentence
from shared_data import shared

ENGLISH = [
    ("The senator said that the port had closed.", "The senator", "said", "that the port had closed", "indirect speech"),
    ('"The port has closed," the senator said.', "the senator", "said", "The port has closed", "direct speech"),
    ("The port, records show, has closed.", "records", "show", "has closed", "let in with commas"),
    ("According to a new poll, most voters stayed home.", "a new poll", "According to", "most voters stayed home", "a phrase"),
    ("The mayor criticized the new bridge.", "The mayor", "criticized", "the new bridge", "blame has an object"),
    ("The mayor called for a new bridge.", "The mayor", "called for", "a new bridge", "a preposition of the verb"),
    ("The firm declined to comment.", "The firm", "declined", "to comment", "an infinitive"),
    ("Her claim that the port is safe surprised nobody.", "Her", "claim", "that the port is safe", "a noun and its owner"),
    ("Ana Ruiz is confident that the port will open.", "Ana Ruiz", "is confident", "that the port will open", "an adjective"),
    ("The army went on to say that it had won.", "The army", "went on to say", "that it had won", "what leads to the verb"),
    ("The minister made clear that he would stay.", "The minister", "made clear", "that he would stay", "made clear"),
    ("Reporters asked if the port was open.", "Reporters", "asked", "if the port was open", "an embedded question"),
]  # fmt: skip
SPANISH = [
    ("El ministro dijo que el puerto cerró.", "El ministro", "dijo", "que el puerto cerró", "indirect speech"),
    ("Según la prensa, el puerto cerró.", "la prensa", "Según", "el puerto cerró", "según"),
    ("La senadora habló de un acuerdo secreto.", "La senadora", "habló de", "un acuerdo secreto", "a preposition of the verb"),
]  # fmt: skip


@cache
def _parsers() -> Any:
    return load_parsers()


def credited(text: str, language: str = "en") -> list[Credited]:
    if language not in installed_languages():
        pytest.skip(f"the model for {language} is not installed")
    found = make_documents(text, language=language)
    found.update(split_documents(found, config=CONFIG.annotate))
    every = found["sentences"].with_columns(is_parsed=True)
    parses = parse_sentences({"sentences": every}, config=CONFIG.annotate, model=_parsers())["parses"]
    known = {p["sentence_id"]: Sentence(p, []) for p in parses.iter_rows(named=True)}
    rows = every.sort("n").iter_rows(named=True)
    return credit_text(text, [(r["start"], r["end"], known.get(r["sentence_id"])) for r in rows])


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[a:b] for a, b in spans)


@pytest.mark.parametrize(("text", "source", "cue", "content", "why"), ENGLISH)
def test_who_says_what(text: str, source: str, cue: str, content: str, why: str) -> None:
    check(text, source, cue, content, why)


@pytest.mark.parametrize(("text", "source", "cue", "content", "why"), SPANISH)
def test_who_says_what_in_spanish(text: str, source: str, cue: str, content: str, why: str) -> None:
    check(text, source, cue, content, why, "es")


def check(text: str, source: str, cue: str, content: str, why: str, language: str = "en") -> None:
    found = [(words(text, c.source), words(text, c.cue), words(text, c.content)) for c in credited(text, language)]
    assert any(s == source and c == cue and content in x for s, c, x in found), (why, found)


def test_a_quotation_over_several_sentences_is_one_content() -> None:
    text = 'The mayor said: "The port is closed. It will stay closed. Nobody may enter." Rain fell.'
    (said,) = [c for c in credited(text) if words(text, c.cue) == "said"]
    assert words(text, said.content) == "The port is closed. It will stay closed. Nobody may enter."


@pytest.mark.parametrize(
    ("text", "inside", "why"),
    [
        ('He said "we go" and left.', ["we go"], "straight marks"),
        ("Dijo: «nos vamos».", ["nos vamos"], "angle marks"),
        ("“One.\n\n“Two,” he said.", ["One.", "Two,"], "a second paragraph opens again"),
        ('A 5" gun was sold.', [], "inches close nothing"),
    ],
)
def test_quotations(text: str, inside: list[str], why: str) -> None:
    assert [text[a:b].strip() for a, b in find_quotations(text)] == inside, why


@given(st.text(alphabet="ab .,\n\"'“”«»`", max_size=200))
@settings(max_examples=80, deadline=None)
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(found))


CHAINS = [
    ("CNN, citing Ukraine's military intelligence, said that Iran is sending drones to Russia.", ["CNN", "Ukraine's military intelligence"], "citing"),
    ("One unnamed source told the Miami Herald that Iran sent 12 drones to Venezuela.", ["Miami Herald", "One unnamed source"], "who was told stands nearer"),
    ("Reuters reported that Iran sent 12 drones to Venezuela.", ["Reuters"], "one link"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "why"), CHAINS)
def test_a_chain_keeps_its_order(text: str, who: list[str], why: str) -> None:
    chain = json.loads(claim_of(text, "transfer")["attribution_chain"])
    assert [link["who"] for link in chain] == who, why


@pytest.mark.parametrize(
    ("text", "kind", "attribution", "why"),
    [
        (
            "Satellite imagery confirmed the use of rockets by the navy.",
            "use",
            "Satellite imagery confirmed",
            "a picture vouches",
        ),
        ("Iran sent six drones to Sudan.", "transfer", None, "nobody is credited"),
        (
            "In January the officer had told the Nile Courier that the army bought ten drones.",
            "transfer",
            "the officer had told",
            "a hearer between",
        ),
    ],
)
def test_who_vouches_for_a_claim(text: str, kind: str, attribution: str | None, why: str) -> None:
    assert claim_of(text, kind)["attribution"] == attribution, why


def test_a_quotation_carries_its_speaker_over_sentences() -> None:
    text = 'Minister Ana Ruiz said: "Iran sent six drones to Sudan. The army bought ten tanks." The navy built a frigate.'
    found = {c["quote"]: c["attributed_to"] for c in claims_of(text)}
    assert {q[:8]: who for q, who in found.items()} == {
        "Iran sen": "Minister Ana Ruiz",
        "The army": "Minister Ana Ruiz",
        "The navy": None,
    }


FLOORS = {"source": 0.70, "cue": 0.58, "content": 0.78}
"""On the first 20 articles, a little below what `python bench/attribution.py --articles 20` prints."""


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_attribution", Path(__file__).parents[2] / "bench" / "attribution.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    return bench


@pytest.mark.slow
def test_scores_on_marked_articles_stay_above_their_floors() -> None:
    path = shared("data/attribution/attribution.jsonl.gz")
    bench = _bench()
    articles = bench.read_articles(path, 20)
    mine = bench.find_attributions(articles, bench.read_sentences(articles))
    rows = [bench.counts_of(bench.gold_of(a), mine[a["doc_id"]]) for a in articles]
    scores = {part: bench.f1(rows, f"{part} overlap") for part in FLOORS}
    assert not {k: v for k, v in scores.items() if v < FLOORS[k]}, scores


CREDITS = [
    ("en", "The army, he grumbled, sent 40 tanks to the border.", "he grumbled", "reported", "an aside with any verb of telling"),
    ("en", "Iran sent 40 drones to Venezuela in May, loading lists seen by the Post show.", "loading lists seen by the Post show", "reported", "papers tell"),
    ("en", "Iran sent 40 drones to Venezuela, by Washington's count.", "by Washington's count", "reported", "a count with its owner"),
    ("en", "If Seoul is to be believed, North Korea has sent 10,000 soldiers to Russia.", "If Seoul is to be believed", "reported", "a condition that credits"),
    ("en", "Analysts believe Iran sent 40 drones to Venezuela.", "Analysts believe", "reported", "what others think"),
    ("en", "I believe Iran sent 40 drones to Venezuela.", None, "opinion", "the writer's own view"),
    ("es", "Rusia envió 40 tanques a Venezuela, calculó un coronel de logística.", "calculó un coronel de logística", "reported", "the verb stands first"),
    ("es", "Rusia envió 40 tanques a Venezuela, comunicó el miércoles el mando estadounidense.", "comunicó el miércoles el mando estadounidense", "reported", "a date between"),
    ("es", "Según publicó ayer un diario, Rusia envió 40 tanques a Venezuela.", "Según publicó ayer un diario", "reported", "según with a verb"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "credit", "modality", "why"), CREDITS)
def test_who_is_credited_with_a_claim(language: str, text: str, credit: str | None, modality: str, why: str) -> None:
    found = [c for c in claims_of(text, language=language) if c["kind"] in {"transfer", "deployment"}]
    assert [(c["attribution"], c["modality"]) for c in found[:1]] == [(credit, modality)], (why, found)


HELD = [
    ("Deliveries of the drones begin in March 2026.", "future", "a day to come, told in the present"),
    ("The first ship is due in 2028.", "future", "what is due"),
    ("The engine is Russian.", "asserted", "a fact, no judgement"),
    ("Sudan is becoming a leading hub of rocket technology.", "opinion", "a judgement"),
]


@pytest.mark.parametrize(("text", "modality", "why"), HELD)
def test_how_a_claim_is_held(text: str, modality: str, why: str) -> None:
    assert {c["modality"] for c in claims_of(text)} <= {modality}, why
