"""Every claim kind reads its own examples as itself and its counter-examples as something else; a new kind is one entry."""

import pytest
from parsed import claims_of

from headwater.schema import claims as schema
from headwater.schema.claims import LANGUAGES, claim_kinds

PLOVER = frozenset(
    ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
)  # fmt: skip
"""Event classes of PLOVER that a kind may name (openeventdata/PLOVER)."""
EXAMPLES = [(k.kind, k.examples[n], lang) for k in claim_kinds().values() for n, lang in enumerate(LANGUAGES)]
COUNTER_EXAMPLES = [(k.kind, text) for k in claim_kinds().values() for text in k.counter_examples]


@pytest.mark.parametrize(("kind", "text", "language"), EXAMPLES, ids=[f"{k}-{lang}" for k, _, lang in EXAMPLES])
def test_an_example_is_read_as_its_kind(kind, text, language):
    assert kind in {c["kind"] for c in claims_of(text, language=language)}


@pytest.mark.parametrize(("kind", "text"), COUNTER_EXAMPLES, ids=[f"{k}: {text}" for k, text in COUNTER_EXAMPLES])
def test_a_counter_example_is_not_read_as_its_kind(kind, text):
    assert kind not in {c["kind"] for c in claims_of(text)}


@pytest.mark.parametrize("kind", claim_kinds())
def test_a_kind_says_all_that_the_design_asks_for(kind):
    entry = claim_kinds()[kind]
    assert len(entry.examples) == len(LANGUAGES), "one example for each language"
    assert entry.counter_examples
    assert {"subject", "object"} <= set(entry.roles)
    assert entry.plover is None or entry.plover in PLOVER
    for language in LANGUAGES:
        assert all(entry.triggers[language][words] for words in ("verbs", "nouns")), language


@pytest.fixture
def with_inspection(monkeypatch):
    """The schema with one more entry, as `docs/how-to/add-a-claim-kind.md` has it, and nothing else changed."""
    read = schema.read_schema.__wrapped__
    entry = {
        "kind": "inspection", "definition": "A body looks at a site.", "roles": {"subject": "who", "object": "what"},
        "functional": False, "identity": ["subject", "object"], "value": "time", "status": None, "plover": None,
        "triggers": {"en": {"verbs": ["scrutinize @site"], "nouns": ["scrutiny"]}, "es": {"verbs": ["escudriñar @site"], "nouns": ["escrutinio"]}},
        "examples": ["Experts scrutinized the plant."], "counter_examples": ["He scrutinized the page."],
    }  # fmt: skip

    def more(name):
        data = read(name)
        return {**data, "kinds": [*data["kinds"], entry]} if name == "claim_kinds.yaml" else data

    cached = (schema.claim_kinds, schema.triggers, schema.trigger_forms, schema.verb_forms)
    monkeypatch.setattr(schema, "read_schema", more)
    for function in cached:
        function.cache_clear()
    yield
    monkeypatch.undo()
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("with_inspection")
def test_adding_a_kind_takes_one_entry():
    (claim,) = claims_of("Iranian experts scrutinized the plant in Minsk.")
    assert (claim["kind"], claim["subject"], claim["object"]) == ("inspection", "Iranian experts", "plant")
    assert "inspection" not in {c["kind"] for c in claims_of("Iranian experts scrutinized the drones in Minsk.")}
