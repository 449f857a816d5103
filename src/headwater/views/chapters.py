"""The sections of a report: each a function from a case to a section, in a list that is the report's order.

Sentences come from templates over the tables. Each line carries citations, or links to the section that does.
"""

import json
from collections.abc import Callable, Sequence

import polars as pl

from headwater.views.dossier import Case, Line, Piece, Row, Section
from headwater.views.edtf import days_of, say_date
from headwater.views.named import document_title
from headwater.views.number import say_count, say_origins
from headwater.views.programme_chapter import programmes
from headwater.views.sentence import say_claim, say_modality
from headwater.views.timeline import TimelineRow, timeline_rows

MAX_ITEMS = 40
"""Most items that the report shows of one kind; the heading counts all."""
MAX_VALUES = 8
"""Most values of one item."""
MAX_LINES = 40
"""Most lines of one year, list or section."""
NAMED_BY_REASON = 4
"""Most origins that the reason of a number names; where there are more, a line lists them."""
MAX_QUOTE_CHARS = 200
"""Longest quote inside a line, code points; its note has the whole."""

_METHOD = """\
No sentence was written by hand or by a language model: each is a template filled from a row.
Claims were read by rules over a parse of each sentence. They can misread: the quote behind each number is the evidence, \
the sentence is a label.
An independent origin is the earliest holder of a statement that can be named. Documents that credit, copy or translate \
the same upstream count as one. The interval holds 90 % of the forests sampled over derivations that are not certain.
“Stated” is the document's own voice; “reported” is credited to someone; “alleged”, “planned or expected”, “called \
possible”, “an opinion” and “denied” are kept apart, so that what will be done never counts as done.
Positions count Unicode code points of the canonical text. Line breaks inside quotes are shown as blanks.""".splitlines()


def write_sections(case: Case) -> tuple[Section, ...]:
    """All sections in order; those without content say so."""
    return tuple(section for chapter in CHAPTERS for section in chapter(case))


def holdings(case: Case) -> list[Section]:
    """What the case holds: counts that link to where each is listed."""
    docs, claims = case.tables["documents"], case.tables["claims"]
    outlets = docs["publisher"].drop_nulls().n_unique()
    origins = case.tables["origins"]["origin"].n_unique()
    dated = sorted(d for d in docs["published"].to_list() if d)
    clashes = case.tables["conflicts"].filter(pl.col("verdict") == "conflict").height
    pieces = (
        Piece("link", say_count(docs.height, "document"), "documents"),
        Piece("text", " by "),
        Piece("link", say_count(outlets, "outlet"), "documents"),
        Piece("text", " make "),
        Piece("link", say_count(claims.height, "claim"), "by-kind"),
        Piece("text", ", which lead back to "),
        Piece("link", say_count(origins, "origin"), "by-kind"),
        Piece("text", " and answer "),
        Piece("link", say_count(case.tables["items"].height, "item"), "by-kind"),
        Piece("text", " with "),
        Piece("link", say_count(len(case.values), "value"), "by-kind"),
        Piece("text", "; "),
        Piece("link", say_count(clashes, "conflict"), "conflicts"),
        Piece("text", " cannot be explained."),
    )
    lines = [Line(pieces)]
    if dated:
        period = f"Dated documents run from {say_date(dated[0])} to {say_date(dated[-1])}."
        lines.append(Line((Piece("link", period, "documents"),)))
    return [Section("holds", "What the case holds", tuple(lines))]


def by_kind(case: Case) -> list[Section]:
    """What is claimed, by kind: items with their values, counts and origins; then claims that answer no item."""
    claims = case.tables["claims"]
    sections = [Section("by-kind", f"What is claimed, by kind: {say_count(claims['kind'].n_unique(), 'kind')}", ())]
    counts = claims.group_by("kind").agg(pl.len().alias("n"), pl.col("doc_id").n_unique().alias("docs"))
    for kind, n, docs in counts.sort(["n", "kind"], descending=[True, False]).iter_rows():
        heading = f"{kind.replace('_', ' ').capitalize()}: {say_count(n, 'claim')} in {say_count(docs, 'document')}"
        items = sorted((i for i in case.items.values() if i["kind"] == kind), key=_item_order)
        lines = [_item_line(case, item) for item in items[:MAX_ITEMS]]
        loose = claims.filter((pl.col("kind") == kind) & pl.col("item_id").is_null()).sort("external_id", "start")
        lines += [_claim_line(case, row) for row in loose.head(MAX_ITEMS).iter_rows(named=True)]
        left = max(0, len(items) - MAX_ITEMS) + max(0, loose.height - MAX_ITEMS)
        more = f"and {left:,} more in the case" if left else ""
        sections.append(Section(f"kind-{kind}", heading, tuple(lines), level=3, more=more))
    return sections


def by_time(case: Case) -> list[Section]:
    """What is claimed, by time: one sentence for each claim, under the year that it speaks of."""
    rows = timeline_rows(case.tables["claims"], case.tables["documents"])
    years: dict[str, list[TimelineRow]] = {}
    for row in rows:
        years.setdefault((row.first or row.last or "undated")[:4] if row.basis != "none" else "Undated", []).append(row)
    intro = (
        Piece("text", "The year is the one that a claim names; where it names none, the year its document was published."),
    )
    sections = [Section("by-time", "What is claimed, by time", (), intro=intro)]
    for year, of_year in years.items():
        lines = []
        for row in of_year[:MAX_LINES]:
            line = _claim_line(case, case.notebook.claims[row.claim_id])
            when = (Piece("faint", f"Published {row.words}: "),) if row.basis == "published" else ()
            lines.append(Line((*when, *line.pieces)))
        left = len(of_year) - len(lines)
        heading = f"{year}: {say_count(len(of_year), 'claim')}"
        sections.append(
            Section(f"year-{year}", heading, tuple(lines), level=3, more=f"and {left:,} more in the case" if left else "")
        )
    return sections


def conflicts(case: Case) -> list[Section]:
    """Conflicts and explained differences, with both sides."""
    rows = sorted(case.tables["conflicts"].iter_rows(named=True), key=lambda r: _conflict_order(case, r))
    hard = [r for r in rows if r["verdict"] == "conflict"]
    soft = [r for r in rows if r["verdict"] != "conflict"]
    sections = [
        _conflict_section(
            case, "conflicts", f"{_capital(say_count(len(hard), 'conflict'))} between values that cannot both hold", hard, 2
        )
    ]
    if soft:
        heading = f"{say_count(len(soft), 'difference').capitalize()} with an explanation"
        sections.append(_conflict_section(case, "differences", heading, soft, 3))
    return sections


def single_origins(case: Case) -> list[Section]:
    """Values that rest on one independent origin or none that can be told: those with most documents first."""
    alone = [v for v in case.values.values() if v["n_origins_best"] <= 1]
    alone.sort(key=lambda v: (-v["n_documents"], -v["n_outlets"], v["question"], v["value_id"]))
    repeated = sum(v["n_documents"] > 1 for v in alone)
    heading = f"{len(alone):,} of {say_count(len(case.values), 'value')} rest on a single origin"
    intro = (
        Piece("text", f"{repeated:,} of them stand in more than one document, which is repetition and not corroboration."),
    )
    lines = tuple(Line((Piece("question", f"{v['question']} "), *_value_pieces(case, v))) for v in alone[:MAX_LINES])
    left = len(alone) - len(lines)
    return [Section("single-origin", heading, lines, intro=intro, more=f"and {left:,} more in the case" if left else "")]


def unknowns(case: Case) -> list[Section]:
    """What is not known: undated documents, documents without claims, claims without a time, what was rejected."""
    docs, claims, rejects = case.tables["documents"], case.tables["claims"], case.tables["rejects"]
    undated = docs.filter(pl.col("published").is_null()).sort("external_id")
    silent = docs.join(claims.select("doc_id").unique(), on="doc_id", how="anti").sort("external_id")
    timeless = claims.filter(pl.col("time_edtf").is_null()).height
    unnamed = claims.filter(pl.col("subject").is_null()).height
    lines = [
        _list_line(
            undated["external_id"].to_list(), "without a date of publication", "Every document has a date of publication."
        ),
        _list_line(_with_language(silent), "from which no claim was read", "At least one claim was read from every document."),
        Line((Piece("link", f"{timeless:,} of {say_count(claims.height, 'claim')} name no time.", "by-time"),)),
        Line((Piece("link", f"{unnamed:,} of {say_count(claims.height, 'claim')} name no subject that was read.", "by-kind"),)),
    ]
    if case.n_rejected:
        left_out = f"{say_count(case.n_rejected, 'claim')} that a person rejected stand in no line of this report."
        lines.append(Line((Piece("text", left_out),)))
    reasons = [
        Line((Piece("text", f"{r['name']}: {r['code'].replace('_', ' ')}; {r['detail']}. {r['advice']}"),))
        for r in rejects.sort("stage", "name", "code", "detail").head(MAX_LINES).iter_rows(named=True)
    ]
    if rejects.height > MAX_LINES:
        reasons.append(Line((Piece("faint", f"and {rejects.height - MAX_LINES:,} more in the case"),)))
    lines.append(
        Line((Piece("text", f"{_capital(say_count(rejects.height, 'thing'))} dropped with a reason."),), tuple(reasons))
    )
    return [Section("unknown", "What is not known", tuple(lines))]


def documents(case: Case) -> list[Section]:
    """The documents, by outlet."""
    docs = case.tables["documents"].sort(["publisher", "published", "external_id"], nulls_last=True)
    claims: dict[str, list[str]] = {}
    for claim_id, row in case.notebook.claims.items():
        claims.setdefault(row["doc_id"], []).append(claim_id)
    lines = []
    for row in docs.head(MAX_LINES * 5).iter_rows(named=True):
        words = f"{row['publisher'] or 'publisher not known'}: {document_title(row)}, {say_date(row['published'])}"
        mine = claims.get(row["doc_id"], [])
        counted = Piece("text", f"{words} ({say_count(len(mine), 'claim')}; {row['external_id']}). ")
        lines.append(Line((counted, *case.notebook.cite(mine[:1]))))
    left = docs.height - len(lines)
    heading = f"The documents: {docs.height:,}"
    return [Section("documents", heading, tuple(lines), more=f"and {left:,} more in the case" if left else "")]


def method(case: Case) -> list[Section]:
    """How this was made, and what the words mean."""
    runs = case.tables["runs"].sort("started")
    version = runs["code_version"][-1] if runs.height else "not recorded"
    seed = runs["seed"][-1] if runs.height else "not recorded"
    said = [f"Written by Headwater {version} (seed {seed}) from tables that hold one row for each claim.", *_METHOD]
    return [Section("method", "How this was made", tuple(Line((Piece("text", s),)) for s in said))]


CHAPTERS: tuple[Callable[[Case], list[Section]], ...] = (
    holdings, programmes, by_kind, by_time, conflicts, single_origins, unknowns, documents, method,
)  # fmt: skip


def _item_order(item: Row) -> tuple[int, int, str, str]:
    return (-item["n_documents"], -item["n_claims"], item["question"], item["item_id"])


def _item_line(case: Case, item: Row) -> Line:
    values = case.values_of_item.get(item["item_id"], [])
    below = [Line(_value_pieces(case, v), _origin_lines(case, v)) for v in values[:MAX_VALUES]]
    if len(values) > MAX_VALUES:
        below.append(Line((Piece("faint", f"and {len(values) - MAX_VALUES:,} more values in the case"),)))
    if len(values) == 1:
        return Line((Piece("question", f"{item['question']} "), *below[0].pieces), below[0].below)
    return Line((Piece("question", item["question"]),), tuple(below))


def _value_pieces(case: Case, value: Row) -> tuple[Piece, ...]:
    counted = ", ".join(
        (
            say_count(value["n_documents"], "document"),
            say_count(value["n_outlets"], "outlet"),
            say_origins(value["n_origins_low"], value["n_origins_best"], value["n_origins_high"]),
        )
    )
    held = json.loads(value["modalities"] or "{}")
    ways = ", ".join(say_modality(m) for m in sorted(held, key=lambda m: (-held[m], m)))
    reason = f" {_capital(value['origins_reason'].rstrip('.'))}." if value["origins_reason"] else ""
    words = f" ({ways}): {counted}.{reason} " if ways else f": {counted}.{reason} "
    return (
        Piece("strong", value["value"]),
        Piece("text", words),
        *case.notebook.cite(case.claims_of_value.get(value["value_id"], [])),
    )


def _say_value(value: str) -> str:
    """A value in words: parts that are dates are said as dates."""
    parts = value.split(", ")
    return ", ".join(say_date(p) if days_of(p) != days_of(None) else p for p in parts)


def _origin_lines(case: Case, value: Row) -> tuple[Line, ...]:
    origins = case.origins_of_value.get(value["value_id"], [])
    spread = sorted(((len(json.loads(o["documents"])), o) for o in origins), key=lambda x: (-x[0], x[1]["origin"]))
    if value["origins_reason"] and len(spread) <= NAMED_BY_REASON:
        return ()
    said = [f"{o['origin']} ({o['kind']}; {say_count(n, 'document')})" for n, o in spread[:MAX_VALUES]]
    if len(spread) > MAX_VALUES:
        said.append(f"and {len(spread) - MAX_VALUES:,} more")
    return (Line((Piece("faint", f"Leads back to: {'; '.join(said)}."),)),) if said else ()


def _claim_line(case: Case, row: Row) -> Line:
    """The label that rules put on the words, and the words themselves, so that a misreading shows at once."""
    words = " ".join(row["quote"].split())
    shown = words if len(words) <= MAX_QUOTE_CHARS else words[: MAX_QUOTE_CHARS - 1].rstrip() + "…"
    return Line(
        (Piece("text", say_claim(row) + " "), Piece("quote", shown), Piece("text", " "), *case.notebook.cite([row["claim_id"]]))
    )


def _conflict_section(case: Case, anchor: str, heading: str, rows: Sequence[Row], level: int) -> Section:
    lines = []
    for row in rows[:MAX_LINES]:
        item = case.items.get(row["item_id"], {})
        sides = [case.values[row[side]] for side in ("value_a", "value_b") if row[side] in case.values]
        below = tuple(Line((*_other_question(v, row["item_id"]), *_value_pieces(case, v))) for v in sides)
        verdict = row["type"] if row["verdict"] == "conflict" else f"{row['type']}; {row['verdict']}"
        pieces = (Piece("question", f"{item.get('question', row['item_id'])} "), Piece("text", f"({verdict}) {row['reason']}"))
        lines.append(Line(pieces, below))
    left = len(rows) - len(lines)
    return Section(anchor, heading, tuple(lines), level=level, more=f"and {left:,} more in the case" if left else "")


def _conflict_order(case: Case, row: Row) -> tuple[int, str, str, str]:
    documents = sum(case.values[row[side]]["n_documents"] for side in ("value_a", "value_b") if row[side] in case.values)
    return (-documents, case.items.get(row["item_id"], {}).get("question", ""), row["item_id"], row["conflict_id"])


def _other_question(value: Row, item_id: str) -> tuple[Piece, ...]:
    """The question of a value that answers another item: one number under two labels."""
    return (Piece("question", f"{value['question']} "),) if value["item_id"] != item_id else ()


def _list_line(names: Sequence[str], words: str, none: str) -> Line:
    shown = ", ".join(names[:MAX_LINES]) + (f" and {len(names) - MAX_LINES:,} more" if len(names) > MAX_LINES else "")
    return Line((Piece("text", f"{say_count(len(names), 'document')} {words}: {shown}." if names else none),))


def _with_language(docs: pl.DataFrame) -> list[str]:
    return [f"{e} ({lang or 'language not known'})" for e, lang in docs.select("external_id", "text_language").iter_rows()]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
