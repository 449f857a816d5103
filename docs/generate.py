"""Write the reference pages from the code: `python docs/generate.py`; `--check` fails where a page is stale.

Tables, options, commands, kinds and formats are declared once in the package; these pages are copies for readers.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
import yaml

from headwater.cli.main import COMMANDS, headwater
from headwater.config import PROGRAMMES, describe_options
from headwater.evaluate import EVALUATIONS
from headwater.model.tables import PUBLIC, TABLES
from headwater.schema.claims import claim_kinds, read_schema
from headwater.views.export import EXPORTS
from headwater.views.export import LATER as LATER_EXPORTS
from headwater.views.report import FORMS, LATER_FORMS
from headwater.views.sentence import say_modality
from headwater.weigh.questions import QUESTIONS
from headwater.weigh.wording import show_question

DOCS = Path(__file__).parent
MADE = "<!-- Written by docs/generate.py from {source}; change that, not this page. -->"
MODALITIES = {
    "asserted": "the document says it in its own voice, or as plain fact",
    "reported": "credited to someone, or to reports",
    "alleged": "an accusation",
    "conditional": "could, may, if",
    "future": "will, plans, goals: never counts as done",
    "opinion": "a judgement",
    "denied": "someone says that it is not so",
}

ANSWERS = {
    "number": "a number, else that it is so",
    "time": "a time, else that no date is given",
    "who": "who",
    "what": "what; several answers can hold",
    "yes": "that it is so, is planned, is not so, or is denied",
}


def write_tables() -> str:
    """Every table, column by column."""
    parts = [
        "# Tables: one declaration for what is stored, shown and exported",
        MADE.format(source="src/headwater/model/tables.py"),
        (
            "Offsets are half-open and count Unicode code points of the canonical text. A `json` column is text that holds one "
            "JSON value; `--json` prints it as JSON. More columns may be added; none is renamed or dropped within a major version."
        ),
        "`headwater show TABLE CASE` lists the public tables; the others are joints between stages.",
    ]
    for title, specs in (
        ("Public tables", PUBLIC),
        ("Tables between stages", [t for t in TABLES if not t.is_public]),
    ):
        parts.append(f"## {title}")
        for spec in specs:
            rows = [(f"`{c.name}`", c.type, "yes" if c.required else "", c.meaning) for c in spec.columns]
            parts += [f"### {spec.name}: {spec.meaning}", f"Key: {', '.join(f'`{k}`' for k in spec.key)}."]
            parts.append(_table(("column", "type", "always there", "meaning"), rows))
    return _page(parts)


def write_config() -> str:
    """Every option with its default, range and reason."""
    rows = []
    for key, (kind, default, meta) in describe_options().items():
        low, high = meta.get("low"), meta.get("high")
        span = "" if low is None or high is None else f"{_plain(low)} to {_plain(high)}"
        variable = "" if key == PROGRAMMES else f"`HEADWATER_{key.replace('.', '_').upper()}`"
        rows.append((f"`{key}`", kind, f"`{_default(default)}`", span, meta["meaning"], variable))
    return _page(
        [
            "# Options: defaults, then headwater.toml, then environment, then flags",
            MADE.format(source="src/headwater/config.py"),
            (
                "A later place wins over an earlier one. An unknown key, a wrong type or a value out of range is an error, and all "
                "problems are named together. In `headwater.toml` a key `run.workers` stands as `workers` under `[run]`; strings "
                "in double quotes, yes and no as `true` and `false`."
            ),
            _table(("key", "type", "default", "range", "meaning, and why this default", "environment variable"), rows),
        ]
    )


def write_cli() -> str:
    """Help of every command, as the terminal shows it."""
    parts = [
        "# Commands: data to standard output, talk to standard error",
        MADE.format(source="src/headwater/cli/"),
        "Exit status: 0 done, 1 failed, 2 wrong use. What each table holds: [tables](tables.md).",
        "## headwater",
        _help(headwater, "headwater"),
    ]
    for name in COMMANDS:
        command = headwater.get_command(click.Context(headwater), name)
        if command is not None:
            parts += [f"## headwater {name}", _help(command, f"headwater {name}")]
    return _page(parts)


def write_kinds() -> str:
    """Every claim kind with its roles, the modalities and the status ladder."""
    parts = [
        "# Claims: what is said, how it is held, and how far it has come",
        MADE.format(source="src/headwater/schema/claim_kinds.yaml, status_ladder.yaml and src/headwater/weigh/questions.py"),
        (
            "A kind says what a claim is about. Its roles say what subject and object name. *Question* is what claims of the kind "
            "answer; the roles behind it tell one item from another. *One answer*: two different answers cannot both hold, so "
            "they may be a conflict. In triggers, `lemma @class` counts only with an object of that noun class, `@@class` with a "
            "place or complement of it, `@+` with a number."
        ),
    ]
    for kind in claim_kinds().values():
        facts = [
            ("roles", "; ".join(f"{role}: {meaning}" for role, meaning in kind.roles.items())),
            ("question", _question(kind.kind)),
            ("answer", ANSWERS[QUESTIONS.get(kind.kind, QUESTIONS["other"]).answer]),
            ("one answer", "yes" if QUESTIONS.get(kind.kind, QUESTIONS["other"]).is_functional else "no"),
            ("status", kind.status or "none"),
            ("PLOVER", kind.plover or "none"),
            ("triggers, English", _triggers(kind.triggers.get("en", {}))),
            ("triggers, Spanish", _triggers(kind.triggers.get("es", {}))),
            ("examples", " ".join(kind.examples)),
            ("not", " ".join(kind.counter_examples)),
        ]
        parts += [f"## {kind.kind}: {kind.definition.rstrip('.')}", _table(("", ""), [f for f in facts if f[1]])]
    parts += [
        "## Modality: how a claim is held",
        _table(("modality", "in reports", "meaning"), [(f"`{m}`", say_modality(m), x) for m, x in MODALITIES.items()]),
    ]
    rungs = read_schema("status_ladder.yaml")["rungs"]
    parts += [
        "## Status ladder: how far a programme has come",
        "A plan or a denial never counts as a rung reached: read status together with modality.",
        _table(("rank", "rung", "meaning"), [(str(r["rank"]), r["rung"], r["meaning"]) for r in rungs]),
    ]
    return _page(parts)


def write_glossary() -> str:
    """The words of the project."""
    words = yaml.safe_load((DOCS / "glossary.yaml").read_text(encoding="utf-8"))
    kinds = read_schema("entity_kinds.yaml")["kinds"]
    rows = [(f"**{w['term']}**", w["meaning"], w["not"]) for w in sorted(words, key=lambda w: w["term"].lower())]
    mentions = [(f"`{name}`", k["meaning"], "yes" if k["is_entity"] else "no") for name, k in kinds.items()]
    return _page(
        [
            "# Glossary: one word for each thing",
            MADE.format(source="docs/glossary.yaml and src/headwater/schema/entity_kinds.yaml"),
            "The same word stands in tables, columns, code, pages and reports.",
            _table(("say", "meaning", "not"), rows),
            "## Kinds of mention",
            _table(("kind", "meaning", "becomes an entity"), mentions),
        ]
    )


def write_formats() -> str:
    """What reports, exports and evaluations there are."""
    return _page(
        [
            "# Formats: what a case is written as, and what it is scored on",
            MADE.format(source="src/headwater/views/ and src/headwater/evaluate/"),
            "## Reports: `headwater report CASE -o FILE.FORM`",
            _table(("form", "media type", "meaning"), [(f"`{f.name}`", f.media_type, f.meaning) for f in FORMS]),
            f"In a later release: {', '.join(LATER_FORMS)}.",
            "## Exports: `headwater export CASE --format FORMAT`",
            _table(
                ("format", "suffix", "media type", "meaning"),
                [(f"`{e.name}`", f"`{e.suffix}`", e.media_type, e.meaning) for e in EXPORTS],
            ),
            f"In a later release: {', '.join(LATER_EXPORTS)}.",
            "## Evaluations: `headwater evaluate WHAT GOLD CASE`",
            _table(
                ("what", "tables", "meaning"), [(f"`{e.name}`", ", ".join(e.tables), e.meaning) for e in EVALUATIONS.values()]
            ),
        ]
    )


PAGES: dict[str, Callable[[], str]] = {
    "reference/tables.md": write_tables,
    "reference/config.md": write_config,
    "reference/cli.md": write_cli,
    "reference/claim-kinds.md": write_kinds,
    "reference/glossary.md": write_glossary,
    "reference/formats.md": write_formats,
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with `--check` say which are stale; the exit status."""
    if set(arguments) - {"--check"}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    stale = []
    for name, write in PAGES.items():
        path, text = DOCS / name, write()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if stale:
        done = "are stale; run: python docs/generate.py" if "--check" in arguments else "written"
        sys.stderr.write(f"{', '.join(stale)} {done}\n")
    return 1 if stale and "--check" in arguments else 0


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(parts).rstrip() + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines
    )


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
        command, info_name=name, max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    )
    return f"```text\n{command.get_help(context)}\n```"


def _question(kind: str) -> str:
    question = QUESTIONS.get(kind, QUESTIONS["other"])
    return f"{show_question(kind if kind in QUESTIONS else 'other')} Told apart by: {', '.join(question.roles)}."


def _triggers(words: object) -> str:
    found = words if isinstance(words, dict) else dict(words)  # type: ignore[call-overload]
    return "; ".join(f"{part}: {', '.join(entries)}" for part, entries in found.items() if entries)


def _plain(number: float) -> str:
    return f"{number:,.10g}"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
