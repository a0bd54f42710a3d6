"""`dateline export` as a user runs it: every format to a file and to a pipe, and what it says to wrong usage."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli import dateline as group
from dateline.errors import UsageError
from dateline.export import FORMATS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "examples" / "pages" / name
    for name in ("04_plovdiv-ledger_hospital-count.txt", "07_harrow-courier_reward.html")
]

pytestmark = pytest.mark.model


def dateline(*arguments: str | Path) -> Result:
    """Run the command here: starting it costs more than what it does."""
    return CliRunner().invoke(group, [*map(str, arguments)], standalone_mode=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the example pages, read."""
    path = tmp_path_factory.mktemp("export") / "pages.db"
    assert dateline("read", *PAGES, "--workspace", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def contract(workspace: Path) -> Any:
    """What `dossier --json` says of them."""
    return json.loads(dateline("dossier", "--json", "--workspace", workspace).stdout_bytes)


def exported(workspace: Path, *arguments: str | Path) -> bytes:
    done = dateline("export", *arguments, "--workspace", workspace)
    assert done.exit_code == 0, done.exception
    return done.stdout_bytes


def test_json_is_what_dossier_prints(workspace: Path, contract: Any) -> None:
    assert json.loads(exported(workspace, "json")) == contract


def test_as_of_and_on_are_those_of_the_dossier(workspace: Path, contract: Any) -> None:
    day = contract["articles"][0]["published"]["value"][:10]
    cut = json.loads(exported(workspace, "json", "--as-of", day, "--on", day))
    assert (cut["scope"]["as_of"], cut["scope"]["on"]) == (day, day)
    assert len(cut["articles"]) < len(contract["articles"])


def test_an_entity_is_exported_by_name(workspace: Path, contract: Any) -> None:
    who = contract["quotations"][0]["speaker"]["entity"]
    name = next(entity["name"] for entity in contract["entities"] if entity["id"] == who)
    assert json.loads(exported(workspace, "json", name))["scope"]["entity"] == who


def test_lines_and_entities_of_the_pages_have_the_contracts_ids(workspace: Path, contract: Any) -> None:
    rows = [json.loads(line) for line in exported(workspace, "jsonl").splitlines()]
    assert [row["record"] for row in rows if row["list"] == "quotations"] == contract["quotations"]
    money = {json.loads(line)["id"] for line in exported(workspace, "ftm").splitlines()}
    for kind in ("articles", "mentions", "quotations", "events"):
        assert {one["id"] for one in contract[kind]} <= money, kind


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_every_format_is_written_to_a_file_as_to_a_pipe(form: str, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    exported(workspace, form, "--output", path)
    assert path.read_bytes() == exported(workspace, form)
    assert sorted(one.name for one in tmp_path.iterdir()) == (
        ["out", "out.annotations.jsonld"] if form == "ftm" else ["out"]
    )


def test_tables_are_written_to_a_folder_a_zip_or_alone(workspace: Path, tmp_path: Path, contract: Any) -> None:
    exported(workspace, "csv", "--output", tmp_path / "tables")
    exported(workspace, "csv", "--output", tmp_path / "tables.zip")
    alone = exported(workspace, "csv", "--table", "quotations")
    assert (tmp_path / "tables" / "quotations.csv").read_bytes() == alone
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        assert packed.read("quotations.csv") == alone
        assert {Path(name).stem for name in packed.namelist()} == {p.stem for p in (tmp_path / "tables").iterdir()}
    rows = list(csv.DictReader(io.StringIO(alone.decode(), newline="")))
    assert [row["id"] for row in rows] == [one["id"] for one in contract["quotations"]]


def test_a_reader_that_leaves_early_ends_it_quietly(workspace: Path) -> None:
    command = [sys.executable, "-m", "dateline", "export", "json", "--workspace", str(workspace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait(timeout=300) in (0, 141)
    assert told == b""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["docx"], "unknown_format"),
        (["csv"], "several_tables"),
        (["csv", "--table", "letters"], "unknown_table"),
        (["json", "--table", "articles"], "no_tables"),
        (["json", "Nobody Here"], "not_found"),
        (["json", "--on", "someday"], "bad_day"),
        (["json", "--output", "/dev/null/x.json"], "cannot_write"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], code: str, workspace: Path) -> None:
    done = dateline("export", *arguments, "--workspace", workspace)
    assert isinstance(done.exception, UsageError)
    assert done.exception.code == code


def test_help_and_docs_name_every_format() -> None:
    told = dateline("export", "--help").stdout
    docs = (ROOT / "docs" / "exports.md").read_text() + (ROOT / "docs" / "commands.md").read_text()
    for form in FORMATS:
        assert f"{form} " in told
        assert f"| `{form}` |" in docs
