"""The command line is a contract: help, exit statuses, what goes to which stream, and JSON with the declared columns."""

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from built_case import headwater
from golden_file import check_golden
from headwater.cli.main import COMMANDS
from headwater.cli.show import TABLES
from headwater.model.tables import BY_NAME


def test_help_of_every_command_is_as_agreed(update_golden: bool) -> None:
    pages = [headwater("--help").out, *(headwater(c, "--help").out for c in COMMANDS)]
    check_golden("help.txt", "\n".join(pages), update=update_golden)


def test_help_starts_fast() -> None:
    code = "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'headwater.cli.main', '--help'], stdout=subprocess.DEVNULL); r = resource.getrusage(resource.RUSAGE_CHILDREN); print(r.ru_utime + r.ru_stime)"
    seconds = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
    assert seconds < 0.3, "start-up counts: import heavy libraries where they are used"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["build", "nowhere"], 2, "headwater init nowhere"),
        (["show", "claims", "nowhere"], 2, "does not exist"),
        (["bild", "nowhere"], 2, "Did you mean 'build'?"),
        (["show", "facts", "nowhere"], 2, "documents"),
        (["build"], 2, "Missing argument"),
        (["judge", "nowhere", "merge", "en-1"], 2, "does not exist"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_to_do(arguments: list[str], status: int, words: str) -> None:
    done = headwater(*arguments)
    assert done.status == status
    assert words in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


@pytest.mark.parametrize("table", TABLES)
def test_json_has_exactly_the_declared_columns(notes_case: Path, table: str) -> None:
    rows = headwater("show", table, notes_case, "--json").rows()
    for row in rows:
        assert list(row) == BY_NAME[table].names
    if table not in {"passages", "conflicts"}:
        assert rows


def test_table_for_people_is_not_json(notes_case: Path) -> None:
    done = headwater("show", "items", notes_case, "--limit", 3)
    assert "question" in done.out
    assert "more rows" in done.err


def test_claim_explains_which_rules_made_it(notes_case: Path) -> None:
    claim = headwater("show", "claims", notes_case, "--json", "--limit", 1).rows()[0]
    done = headwater("show", "claims", notes_case, "--explain", claim["claim_id"])
    assert repr(claim["quote"]) in done.out
    assert "rule " in done.out
    assert f"confidence {claim['confidence']}: log odds" in done.out
    assert headwater("show", "claims", notes_case, "--explain", "cl-none").status == 2


def test_exports_can_be_read_by_others(notes_case: Path, tmp_path: Path) -> None:
    assert headwater("export", notes_case, "--format", "csv", "-o", tmp_path / "all.zip").status == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("claims.csv"), encoding="utf-8-sig")))
    assert len(rows) == len(headwater("show", "claims", notes_case, "--json").rows())
    places = json.loads(headwater("export", notes_case, "--format", "geojson").out)
    assert places["type"] == "FeatureCollection"
    assert places["features"]
    entities = headwater("export", notes_case, "--format", "ftm").rows()
    assert {"id", "schema", "properties"} <= set(entities[0])
    later = headwater("export", notes_case, "--format", "kml")
    assert later.status == 2
    assert "csv" in later.err


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_report_opens_every_sentence_to_its_words(notes_case: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report.{suffix}"
    assert headwater("report", notes_case, "-o", path).status == 0
    text = path.read_text(encoding="utf-8")
    assert "independent origin" in text
    assert "<script" not in text
    assert headwater("report", notes_case, "-o", tmp_path / "report.docx").status == 2


def test_judgement_is_applied_by_the_next_build_and_can_be_undone(tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    record.write_text(
        json.dumps({"id": "a", "text": "Iran delivered six drones to Venezuela in June 2012.", "language": "en"}) + "\n"
    )
    case = tmp_path / "case"
    for arguments in (("init", case), ("add", case, record), ("build", case)):
        assert headwater(*arguments).status == 0
    claims = headwater("show", "claims", case, "--json").rows()
    assert claims
    for claim in claims:
        assert headwater("judge", case, "reject", claim["claim_id"], "--note", "misread").status == 0
    assert headwater("build", case).status == 0
    assert headwater("show", "values", case, "--json").rows() == []
    log = headwater("judge", case, "list").rows()
    assert [r["action"] for r in log] == ["reject"] * len(claims)
    for row in log:
        assert headwater("judge", case, "undo", row["seq"]).status == 0
    assert headwater("build", case).status == 0
    assert headwater("show", "values", case, "--json").rows()


def test_evaluation_prints_one_object(notes_case: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"claim_id": "1", "article_id": "mil_herald", "start": 0, "end": 50, "type": "statement"}) + "\n"
    )
    assert "typed" in headwater("evaluate", "claims", gold, notes_case).rows()[0]


def test_adding_again_says_that_all_is_known(notes_case: Path) -> None:
    from built_case import NOTES

    done = headwater("add", notes_case, NOTES)
    assert "Kept 0 new documents, 87 documents known already" in done.err


def test_the_money_of_a_document_that_tells_of_the_programme_is_the_programmes(notes_case, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(notes_case, case)
    config = case / "headwater.toml"
    named = '[programmes]\n"The programme" = ["Venezuela", "drones"]'
    config.write_text(config.read_text().replace("[programmes]", named, 1))
    rows = [r for r in headwater("show", "programmes", case, "--json").rows() if r["part"] == "money"]
    assert any(r["status"] == "funded" and not r["is_core"] for r in rows), "billions went into 'the partnership'"
    assert not any("20,000" in str(r["value"]) for r in rows), "what a drone costs in another country's war is not its money"


def test_correction_is_applied_by_the_next_build_and_can_be_undone(tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    record.write_text(
        json.dumps({"id": "a", "text": "Iran delivered six drones to Venezuela in June 2012.", "language": "en"}) + "\n"
    )
    case = tmp_path / "case"
    for arguments in (("init", case), ("add", case, record), ("build", case)):
        assert headwater(*arguments).status == 0

    def transfer() -> dict[str, object]:
        return next(c for c in headwater("show", "claims", case, "--json").rows() if c["kind"] == "transfer")

    read = transfer()
    refused = headwater("judge", case, "edit", read["claim_id"], "--field", "modality", "--value", "perhaps")
    assert (refused.status, "alleged" in refused.err) == (2, True), "says which values there are"
    for field, value in (("quantity_best", "16"), ("modality", "alleged")):
        assert headwater("judge", case, "edit", read["claim_id"], "--field", field, "--value", value).status == 0
    assert headwater("build", case).status == 0
    new = transfer()
    assert (new["claim_id"], new["quote"], new["quantity_best"], new["modality"]) == (
        read["claim_id"],
        read["quote"],
        16,
        "alleged",
    )
    assert [v["value"] for v in headwater("show", "values", case, "--json").rows() if v["value_id"] == new["value_id"]] == [
        "16 drones (June 2012)"
    ]
    for n in (1, 2):
        assert headwater("judge", case, "undo", n).status == 0
    assert headwater("build", case).status == 0
    assert transfer() == read
