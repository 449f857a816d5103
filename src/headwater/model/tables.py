"""Every table of a case, declared once.

Offsets are half-open, in Unicode code points of the canonical text, unless a column says otherwise. `doc_id` names a
document, `external_id` is the id that its record came with (else the doc_id) and stands in every table that names a
document, so that results can be joined with outside data.
"""

from headwater.model.spec import Column, TableSpec

C = Column


def _document_ref() -> tuple[Column, Column]:
    return (
        C("doc_id", "text", "document: hash of the original bytes", required=True),
        C("external_id", "text", "id that the record came with, else the doc_id", required=True),
    )


def _span(of: str) -> tuple[Column, Column]:
    return (
        C("start", "integer", f"first code point of the {of} in the canonical text", required=True),
        C("end", "integer", f"one past the last code point of the {of}", required=True),
    )


# --- documents -------------------------------------------------------------------------------------------------------

ORIGINALS = TableSpec(
    "originals",
    "one document's bytes with what was known of them when they were added",
    ("doc_id",),
    (
        *_document_ref(),
        C("name", "text", "name it was added under: path inside the folder or archive, or URL", required=True),
        C("container", "text", "archive or record file that it came from"),
        C("media_type", "text", "declared or sniffed IANA media type"),
        C("url", "text", "address that it was fetched from, or that its record names"),
        C("title", "text", "title from its record"),
        C("date", "text", "publication date from its record, EDTF"),
        C("language", "text", "language of the publication from its record, BCP 47"),
        C("text_language", "text", "language of the text from its record, where it is a translation or restatement"),
        C("publisher", "text", "publisher from its record"),
        C("data", "bytes", "the original bytes", required=True),
    ),
    is_public=False,
)

DOCUMENTS = TableSpec(
    "documents",
    "one text by one publisher",
    ("doc_id",),
    (
        *_document_ref(),
        C("url", "text", "address"),
        C("title", "text", "headline or title"),
        C("publisher", "text", "who published it, as named; else the site of the address"),
        C("author", "text", "by-line"),
        C("published", "text", "publication date, EDTF; null where not known"),
        C("published_basis", "text", "where that date stands: record, json-ld, meta, header, time element, url, text, file"),
        C("published_evidence", "text", "the words or tag that give the date"),
        C("language", "text", "language of the publication, BCP 47"),
        C("text_language", "text", "language of the canonical text, BCP 47"),
        C("n_chars", "integer", "length of the canonical text in code points", required=True),
        C("media_type", "text", "IANA media type of the original"),
        C("name", "text", "name it was added under"),
        C("container", "text", "archive or record file that it came from"),
        C("text_id", "text", "hash of the canonical text", required=True),
        C(
            "opening",
            "text",
            "first words of the canonical text, at most 90 code points: what heads a document without a title",
        ),
    ),
)

TEXTS = TableSpec(
    "texts",
    "canonical text of a document",
    ("doc_id",),
    (
        C("doc_id", "text", "document", required=True),
        C("text_id", "text", "hash of the text", required=True),
        C("text", "text", "the text; never changed", required=True),
    ),
    is_public=False,
)

PAGES = TableSpec(
    "pages",
    "a page of a paged document and where its text stands",
    ("doc_id", "page"),
    (C("doc_id", "text", "document", required=True), C("page", "integer", "page number from 1", required=True), *_span("page")),
    is_public=False,
)

DATES = TableSpec(
    "dates",
    "a candidate for the publication date of a document, with its evidence",
    ("doc_id", "date", "basis", "evidence"),
    (
        C("doc_id", "text", "document", required=True),
        C("date", "text", "EDTF", required=True),
        C("basis", "text", "record, json-ld, meta, header, time element, url, text, file", required=True),
        C("evidence", "text", "the words, tag or header that give it", required=True),
        C("is_chosen", "yesno", "whether it became `published`", required=True),
    ),
    is_public=False,
)

# --- sentences and what is read out of them ---------------------------------------------------------------------------

SENTENCES = TableSpec(
    "sentences",
    "a sentence of a document",
    ("doc_id", "n"),
    (
        *_document_ref(),
        C("n", "integer", "number of the sentence in the document, from 0", required=True),
        C("paragraph", "integer", "number of its paragraph, from 0", required=True),
        *_span("sentence"),
        C("sentence_id", "text", "hash of language and words: equal sentences share it", required=True),
        C("language", "text", "language it is read in, BCP 47", required=True),
        C("text", "text", "the words", required=True),
        C("is_parsed", "yesno", "whether the gate found it worth a parse", required=True),
    ),
    is_public=False,
)

PARSES = TableSpec(
    "parses",
    "linguistic analysis of one distinct sentence; lists run over its tokens",
    ("sentence_id",),
    (
        C("sentence_id", "text", "hash of language and words", required=True),
        C("language", "text", "language of the model", required=True),
        C("text", "text", "the words", required=True),
        C("starts", "integers", "first code point of each token in the sentence", required=True),
        C("ends", "integers", "one past its last code point", required=True),
        C("lemmas", "texts", "dictionary form", required=True),
        C("pos", "texts", "universal part of speech", required=True),
        C("tags", "texts", "fine-grained tag", required=True),
        C("morphs", "texts", "morphological features, `Tense=Past|VerbForm=Fin`", required=True),
        C("deps", "texts", "dependency label", required=True),
        C("heads", "integers", "index of the head token; a root is its own head", required=True),
        C("ents", "texts", "entity label with B-, I- or O, by the general model", required=True),
    ),
    is_public=False,
)

SENTENCE_MENTIONS = TableSpec(
    "sentence_mentions",
    "a name or value in one distinct sentence; offsets count from the start of the sentence",
    ("sentence_id", "start", "end", "kind"),
    (
        C("sentence_id", "text", "hash of language and words", required=True),
        C("start", "integer", "first code point, from the start of the sentence", required=True),
        C("end", "integer", "one past the last code point", required=True),
        C("text", "text", "the words", required=True),
        C("kind", "text", "mention kind of schema/entity_kinds.yaml", required=True),
        C("name", "text", "canonical name where a lexicon gives one, else the words without article", required=True),
        C("maker", "text", "rule, list or model that found it", required=True),
        C("detail", "json", "values for kinds that have them: quantity, date, country code, family and variant"),
    ),
    is_public=False,
)

FRAMES = TableSpec(
    "frames",
    "a claim as one distinct sentence states it, before its document is known; offsets count from the sentence's start",
    ("sentence_id", "n"),
    (
        C("sentence_id", "text", "hash of language and words", required=True),
        C("n", "integer", "number of the claim in the sentence, from 0", required=True),
        C("rule", "text", "rules that made it, joined by ' + '", required=True),
        C("trigger", "text", "lemma that called the rule", required=True),
        C("kind", "text", "claim kind of schema/claim_kinds.yaml", required=True),
        C("start", "integer", "first code point of the words that carry it", required=True),
        C("end", "integer", "one past the last", required=True),
        C("roles", "json", "{subject, object, place, time, quantity, attribution: {start, end, text, ...}}", required=True),
        C("attributed_to", "text", "who is credited, as named"),
        C("definition", "text", "what is counted or measured"),
        C("modality", "text", "asserted, reported, alleged, conditional, future, opinion, denied", required=True),
        C("polarity", "text", "positive or negative", required=True),
        C("status", "text", "rung of the status ladder"),
        C("confidence", "number", "how often such a reading is right, 0 to 1", required=True),
        C("basis", "text", "traits that the confidence was worked out from, joined by '; '"),
    ),
    is_public=False,
)

MENTIONS = TableSpec(
    "mentions",
    "an occurrence of a name or value",
    ("doc_id", "start", "end", "kind"),
    (
        C("mention_id", "text", "id", required=True),
        *_document_ref(),
        *_span("mention"),
        C("text", "text", "the words", required=True),
        C(
            "kind",
            "text",
            "person, organisation, country, place, site, equipment, outlet, date, quantity, money",
            required=True,
        ),
        C("name", "text", "canonical name where a lexicon gives one, else the words without article", required=True),
        C("entity_id", "text", "entity that it resolves to"),
        C("lat", "number", "latitude in degrees, WGS84, of places that were resolved"),
        C("lon", "number", "longitude in degrees"),
        C("precision_m", "number", "radius in metres that holds the place"),
        C("geonames_id", "integer", "GeoNames id"),
        C("maker", "text", "rule, list or model that found it", required=True),
        C("detail", "json", "values for kinds that have them; for places reasons and runners-up"),
    ),
)

CLAIMS = TableSpec(
    "claims",
    "what one document says",
    ("doc_id", "start", "end", "claim_id"),
    (
        C("claim_id", "text", "id", required=True),
        *_document_ref(),
        *_span("quote"),
        C("quote", "text", "the exact words: text[start:end]", required=True),
        C("kind", "text", "claim kind of schema/claim_kinds.yaml", required=True),
        C("subject", "text", "who or what it is about"),
        C("object", "text", "to, with or of whom or what"),
        C("place", "text", "where"),
        C("time_text", "text", "the words that say when"),
        C("time_edtf", "text", "when, EDTF; null where the words fix no date"),
        C("quantity_text", "text", "the words of the number"),
        C("quantity_low", "number", "least value in quantity_unit"),
        C("quantity_best", "number", "stated value in quantity_unit"),
        C("quantity_high", "number", "greatest value in quantity_unit"),
        C("quantity_unit", "text", "unit as written, money as ISO 4217"),
        C("quantity_approx", "yesno", "whether the words round, bound or hedge the number"),
        C("definition", "text", "what is counted or measured"),
        C("attribution", "text", "the words that credit the claim to someone"),
        C("attribution_start", "integer", "their first code point in the canonical text"),
        C("attributed_to", "text", "who is credited, as named; the first speaker of a chain last"),
        C(
            "attribution_chain",
            "json",
            "who stands between the document and the claim, the one the document names as nearest first: {who, start, end}",
        ),
        C("modality", "text", "asserted, reported, alleged, conditional, future, opinion, denied", required=True),
        C("polarity", "text", "positive or negative", required=True),
        C("status", "text", "rung of the status ladder of schema/status_ladder.yaml"),
        C("item_id", "text", "question that it answers"),
        C("value_id", "text", "answer that it gives"),
        C("sentence_n", "integer", "number of its sentence in the document, from 0", required=True),
        C("subject_entity", "text", "entity of the subject"),
        C("object_entity", "text", "entity of the object"),
        C("place_entity", "text", "entity of the place"),
        C("attributed_entity", "text", "entity that is credited"),
        C("rule", "text", "rules that made it", required=True),
        C("trigger", "text", "lemma that called the rule", required=True),
        C("confidence", "number", "how often such a reading is right, 0 to 1", required=True),
        C("maker", "text", "who read it: rules, the name of a language model, or both", required=True),
        C("basis", "text", "traits that the confidence was worked out from, joined by '; '; null where no rule read it"),
        C("judged", "text", "accepted or rejected, where a person said so; what is rejected answers no item"),
        C("corrected", "json", "{column: {read, who, seq}}: what was read where a person corrected it, and which decision did"),
    ),
)

ASKED = TableSpec(
    "asked",
    "the question that a claim answers, as the stage that grouped the claims read it",
    ("claim_id",),
    (
        C("claim_id", "text", "claim", required=True),
        C("item_id", "text", "question", required=True),
        C("kind", "text", "kind of question", required=True),
        C("question", "text", "in words", required=True),
        C("answer", "text", "the claim's answer in words", required=True),
        C("roles", "json", "{role: [key, words, entity, kind, narrower] or null}", required=True),
    ),
    is_public=False,
)

ENTITIES = TableSpec(
    "entities",
    "a thing that mentions resolve to",
    ("entity_id",),
    (
        C("entity_id", "text", "id", required=True),
        C("kind", "text", "person, organisation, country, place, site, equipment, outlet", required=True),
        C("name", "text", "name to show", required=True),
        C("aliases", "json", "other spellings seen, most frequent first", required=True),
        C("country", "text", "ISO 3166-1 alpha-2"),
        C("n_mentions", "integer", "mentions in the case", required=True),
        C("n_documents", "integer", "documents that mention it", required=True),
        C("n_claims", "integer", "claims in which it has a role", required=True),
        C("lat", "number", "latitude in degrees, WGS84"),
        C("lon", "number", "longitude in degrees"),
        C("precision_m", "number", "radius in metres that holds it"),
        C("geonames_id", "integer", "GeoNames id"),
        C("detail", "json", "what lists say of it: family, variant, maker, class, sources", required=True),
        C("reason", "text", "why these mentions are one thing", required=True),
    ),
)

# --- who has it from whom ---------------------------------------------------------------------------------------------

PASSAGES = TableSpec(
    "passages",
    "a stretch that one document shares with another",
    ("doc_a", "doc_b", "start_a", "start_b"),
    (
        C("passage_id", "text", "id", required=True),
        C("doc_a", "text", "external id of one document", required=True),
        C("doc_b", "text", "external id of the other", required=True),
        C("start_a", "integer", "first code point in doc_a", required=True),
        C("end_a", "integer", "one past the last", required=True),
        C("start_b", "integer", "first code point in doc_b", required=True),
        C("end_b", "integer", "one past the last", required=True),
        C("shared_words", "integer", "words in the stretch that both have", required=True),
        C("containment_a", "number", "share of doc_a's words that stand in doc_b, 0 to 1", required=True),
        C("containment_b", "number", "share of doc_b's words that stand in doc_a, 0 to 1", required=True),
        C("direction", "text", "a_from_b, b_from_a or unknown", required=True),
        C("doc_id_a", "text", "document", required=True),
        C("doc_id_b", "text", "document", required=True),
    ),
)

CITATIONS = TableSpec(
    "citations",
    "words by which a document credits someone else",
    ("doc_id", "start", "end"),
    (
        C("citation_id", "text", "id", required=True),
        *_document_ref(),
        *_span("phrase"),
        C("text", "text", "the whole phrase: 'the Miami Herald reported'", required=True),
        C("cited", "text", "who is credited: 'Miami Herald'", required=True),
        C("cited_kind", "text", "outlet, agency, official, body, document or unnamed", required=True),
        C("cited_doc", "text", "external id of the document credited, where the case holds it"),
        C("cited_entity", "text", "entity credited"),
        C("claim_id", "text", "claim that the phrase credits"),
        C("rule", "text", "cue that found it", required=True),
        C("rank", "integer", "0 for who is named first; 1 for whom they cite in turn", required=True),
    ),
)

DERIVATIONS = TableSpec(
    "derivations",
    "a document, or one claim of it, was taken from upstream",
    ("doc_id", "claim_id", "upstream_doc_id", "upstream_name"),
    (
        C("derivation_id", "text", "id", required=True),
        *_document_ref(),
        C("claim_id", "text", "claim that was taken; null for the document as a whole"),
        C("upstream", "text", "external id of the upstream; null where the case does not hold it"),
        C("upstream_doc_id", "text", "document of the upstream"),
        C("upstream_name", "text", "name of an upstream that is not held"),
        C("relation", "text", "copy, rewrite, translation, digest or cites", required=True),
        C(
            "evidence",
            "json",
            "list of {kind, detail, start, end} that speak for it; where it was weighed, rows of {feature, weight, detail}, weights in log odds",
            required=True,
        ),
        C("confidence", "number", "0 to 1", required=True),
    ),
)

ORIGINS = TableSpec(
    "origins",
    "an earliest holder of a value that can be named",
    ("value_id", "origin"),
    (
        C("origin_id", "text", "id", required=True),
        C("value_id", "text", "value", required=True),
        C("item_id", "text", "item", required=True),
        C("origin", "text", "name: 'Miami Herald, not held'; or a document's external id", required=True),
        C("kind", "text", "document, unheld document, named person or body, unnamed source", required=True),
        C("documents", "json", "external ids of the documents that lead back to it", required=True),
        C("chain", "json", "list of {from, to, relation, evidence}: who took it from whom", required=True),
        C("confidence", "number", "0 to 1: how sure that this origin is apart from the others", required=True),
    ),
)

# --- what it adds up to -----------------------------------------------------------------------------------------------

_COUNTS = (
    C("n_documents", "integer", "documents", required=True),
    C("n_outlets", "integer", "publishers", required=True),
    C("n_origins_low", "integer", "independent origins, 5th percentile", required=True),
    C("n_origins_best", "integer", "independent origins, most likely", required=True),
    C("n_origins_high", "integer", "independent origins, 95th percentile", required=True),
)

ITEMS = TableSpec(
    "items",
    "a question that claims answer",
    ("item_id",),
    (
        C("item_id", "text", "id", required=True),
        C("question", "text", "in words", required=True),
        C("kind", "text", "claim kind", required=True),
        C("subject", "text", "who or what it is about"),
        C("subject_entity", "text", "entity of the subject"),
        C("object", "text", "to, with or of what"),
        C("object_entity", "text", "entity of the object"),
        C("place_entity", "text", "entity of the place, where it is part of the question"),
        C("time_scope", "text", "time that is part of the question, EDTF"),
        C("definition", "text", "what is counted or measured"),
        C("is_functional", "yesno", "whether only one value can hold", required=True),
        C("n_values", "integer", "values proposed", required=True),
        C("n_claims", "integer", "claims that answer it", required=True),
        *_COUNTS,
        C("n_conflicts", "integer", "conflicts of verdict 'conflict'", required=True),
        C("first_published", "text", "earliest publication date of its documents, EDTF"),
        C("last_published", "text", "latest publication date of its documents, EDTF"),
    ),
)

VALUES = TableSpec(
    "values",
    "an answer that claims propose to an item",
    ("item_id", "value_id"),
    (
        C("item_id", "text", "id", required=True),
        C("question", "text", "in words", required=True),
        C("value_id", "text", "id", required=True),
        C("value", "text", "in words", required=True),
        *_COUNTS,
        C("first_published", "text", "earliest publication date, EDTF"),
        C("first_document", "text", "external id of the earliest document"),
        C("speakers", "json", "who is credited with it, most often first", required=True),
        C("n_claims", "integer", "claims that propose it", required=True),
        C("low", "number", "least value of a number"),
        C("best", "number", "stated value of a number"),
        C("high", "number", "greatest value of a number"),
        C("unit", "text", "unit of the number"),
        C("modalities", "json", "counts by modality", required=True),
        C("origins_reason", "text", "why so many independent origins, in one sentence", required=True),
        C("origins_distribution", "json", "{number of independent origins: probability}", required=True),
        C("n_witnesses", "integer", "reports that were made without one another: who says that it was said", required=True),
    ),
)

CONFLICTS = TableSpec(
    "conflicts",
    "two values of one item, and whether both can hold",
    ("conflict_id",),
    (
        C("conflict_id", "text", "id", required=True),
        C("item_id", "text", "item", required=True),
        C("value_a", "text", "value", required=True),
        C("value_b", "text", "value", required=True),
        C("type", "text", "value, time, place, identity, status or scope", required=True),
        C(
            "verdict",
            "text",
            "conflict, scope differs, superseded, less specific, rounding or same speaker revised",
            required=True,
        ),
        C("reason", "text", "in one sentence", required=True),
        C("claim_a", "text", "a claim for value_a"),
        C("claim_b", "text", "a claim for value_b"),
    ),
)

PROGRAMMES = TableSpec(
    "programmes",
    "a line of a programme: one answer, held in one way, on one rung of the ladder; made from the other tables when it is asked for",
    ("programme", "part", "line_id"),
    (
        C("programme", "text", "name, as headwater.toml has it", required=True),
        C("part", "text", "making, figures, sites, agreements, transfers, training, money, forces, use, supporters, statements", required=True),
        C("line_id", "text", "id", required=True),
        C("question", "text", "question that it answers; else the claim in a sentence", required=True),
        C("value", "text", "answer; empty where it answers no question", required=True),
        C("status", "text", "rung of the status ladder"),
        C("held", "text", "said to be so, alleged, an opinion, possible, planned or denied; only the first counts as reached", required=True),
        C("is_core", "yesno", "whether its claims name the programme's equipment; else they speak of what is around it", required=True),
        C("first", "text", "first day of the earliest time that a claim names, else of its publication, ISO 8601"),
        C("first_basis", "text", "said, published or none: where that day comes from", required=True),
        C("n_claims", "integer", "claims", required=True),
        C("n_documents", "integer", "documents", required=True),
        C("n_outlets", "integer", "publishers", required=True),
        C("n_origins_low", "integer", "independent origins, least; null where they were not counted"),
        C("n_origins_high", "integer", "independent origins, most"),
        C("item_id", "text", "item"),
        C("value_id", "text", "value"),
        C("claims", "json", "ids of the claims, earliest document first", required=True),
    ),
)  # fmt: skip

CANDIDATES = TableSpec(
    "candidates",
    "two entities that may be one: too far apart to be joined, too close to be let go without a look",
    ("entity_a", "entity_b"),
    (
        C("candidate_id", "text", "id", required=True),
        C("entity_a", "text", "entity with more claims", required=True),
        C("entity_b", "text", "the other", required=True),
        C("score", "number", "0 to 1: how alike; they are joined without a person from resolve.min_score on", required=True),
        C("reason", "text", "what speaks for it, in words", required=True),
    ),
)

WARNINGS = TableSpec(
    "warnings",
    "what to know before relying on a document, an item or a value",
    ("kind", "external_id", "item_id", "value_id", "warning_id"),
    (
        C("warning_id", "text", "id", required=True),
        C(
            "kind",
            "text",
            "adds nothing, adds little, one origin, relayed confirmation, label drift, parts and sum, rate and total or distance",
            required=True,
        ),
        C("doc_id", "text", "document that it is about, if it is about one"),
        C("external_id", "text", "external id of the document"),
        C("item_id", "text", "item that it is about, if it is about one"),
        C("value_id", "text", "value that it is about, if it is about one"),
        C("reason", "text", "in one sentence", required=True),
        C("evidence", "json", "list of {claim_id, external_id, stands_in, detail}: what it rests on", required=True),
    ),
)

DEPENDENTS = TableSpec(
    "dependents",
    "a value that loses its last origin if a source falls",
    ("source", "item_id", "value_id"),
    (
        C("dependent_id", "text", "id", required=True),
        C("source", "text", "origin or document: its name, or its external id", required=True),
        C("source_kind", "text", "document, unheld document, named person or body, unnamed source", required=True),
        C("item_id", "text", "item", required=True),
        C("question", "text", "in words", required=True),
        C("value_id", "text", "value that no other origin holds", required=True),
        C("value", "text", "in words", required=True),
        C("n_documents", "integer", "documents that propose it, all by way of the source", required=True),
        C("claims", "json", "ids of the claims that fall with it", required=True),
    ),
)

REJECTS = TableSpec(
    "rejects",
    "something that was dropped, and why",
    ("stage", "name", "code", "detail"),
    (
        C("stage", "text", "where in the journey: add, ingest, annotate, ...", required=True),
        C("name", "text", "file, address, record or document", required=True),
        C("doc_id", "text", "document, where there is one"),
        C("external_id", "text", "id that its record came with"),
        C("code", "text", "short reason: empty, no_text_layer, too_large, not_json, ...", required=True),
        C("detail", "text", "what was found, and where", required=True),
        C("advice", "text", "what to do", required=True),
    ),
)

RUNS = TableSpec(
    "runs",
    "one run of the build",
    ("run_id",),
    (
        C("run_id", "text", "id", required=True),
        C("started", "text", "UTC, ISO 8601", required=True),
        C("seconds", "number", "wall time in seconds", required=True),
        C("snapshot", "text", "snapshot that it published"),
        C("code_version", "text", "version of Headwater", required=True),
        C("seed", "integer", "seed of everything that is sampled", required=True),
        C("outcome", "text", "published, unchanged, stopped or failed", required=True),
        C("counts", "json", "rows by table, parts computed and reused by stage", required=True),
        C("config", "json", "configuration", required=True),
    ),
)

JUDGEMENTS = TableSpec(
    "judgements",
    "something that a person decided; only ever added to",
    ("seq",),
    (
        C("seq", "integer", "order of the decisions, from 1", required=True),
        C("at", "text", "UTC, ISO 8601", required=True),
        C("who", "text", "who decided", required=True),
        C("action", "text", "accept, reject, edit, merge, split, rename, unsure, grade, note, undo", required=True),
        C(
            "target",
            "text",
            "id of the claim, entity, value or document, or number of the decision that is undone",
            required=True,
        ),
        C("detail", "json", "{other, field, value, note, ...}", required=True),
    ),
    is_public=False,
)

ORIGIN_COUNTS = TableSpec(
    "origin_counts",
    "how many independent origins a value has",
    ("value_id",),
    (
        C("value_id", "text", "value", required=True),
        C("low", "integer", "5th percentile", required=True),
        C("best", "integer", "most likely", required=True),
        C("high", "integer", "95th percentile", required=True),
        C("distribution", "json", "{number: probability}", required=True),
        C("reason", "text", "in one sentence", required=True),
        C("n_witnesses", "integer", "reports that were made without one another", required=True),
        C("item_low", "integer", "of all values of its item together: 5th percentile"),
        C("item_best", "integer", "of all values of its item together: most likely"),
        C("item_high", "integer", "of all values of its item together: 95th percentile"),
    ),
    is_public=False,
)

REPLIES = TableSpec(
    "replies",
    "what a language model answered about a passage; empty unless one is configured",
    ("doc_id", "start", "end"),
    (
        C("doc_id", "text", "document", required=True),
        *_span("passage"),
        C("model", "text", "model that was asked", required=True),
        C("state", "text", "answered or failed", required=True),
        C("text", "text", "its answer as it came; null where it failed"),
        C("detail", "text", "why it failed"),
    ),
    is_public=False,
)

TABLES: tuple[TableSpec, ...] = (
    DOCUMENTS, MENTIONS, CLAIMS, ENTITIES, PASSAGES, CITATIONS, DERIVATIONS, ORIGINS, ITEMS, VALUES, CONFLICTS, WARNINGS, DEPENDENTS, REJECTS,
    RUNS, PROGRAMMES, CANDIDATES, ORIGINALS, TEXTS, PAGES, DATES, SENTENCES, PARSES, SENTENCE_MENTIONS, FRAMES,
    ASKED, JUDGEMENTS, ORIGIN_COUNTS, REPLIES,
)  # fmt: skip

BY_NAME: dict[str, TableSpec] = {t.name: t for t in TABLES}
PUBLIC: tuple[TableSpec, ...] = tuple(t for t in TABLES if t.is_public)
