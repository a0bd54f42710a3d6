"""Registries from the command line: added, listed, shown beside what the pages say, judged, removed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .running import dateline, picture

pytestmark = pytest.mark.model

TEXT = (
    "The harbour master Sira Voll closed the port of Ostrel on Monday after two sailors were injured. "
    "Voll said that the storm would last until Friday. Nobody else was hurt, she said."
)
RECORD = {
    "id": "N-1", "schema": "Person",
    "properties": {
        "name": ["VOLL, Sira"], "topics": ["role.pep", "sanction"], "position": ["Harbour master of Ostrel"],
        "notes": ["Accused of \x1b[31msmuggling"],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("registries")
    row = {"source": "port", "published": "2026-03-03", "bare": True, "text": TEXT}
    (made / "rows.jsonl").write_text(json.dumps(row) + "\n")
    (made / "norvik.ftm.json").write_text(json.dumps(RECORD) + "\n")
    (made / "broken.csv").write_text("id,name,type\nB-1,Ann Other,person\n,Nobody,person\n")
    assert dateline("read", made / "rows.jsonl", "-w", made / "w.db").returncode == 0
    return made


def linked(found: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {entity["name"]: entity["registry"] for entity in found["entities"] if entity["registry"]}


def test_a_registry_from_adding_to_removing(folder: Path) -> None:
    workspace = folder / "w.db"
    added = dateline("registry", "add", folder / "norvik.ftm.json", "-w", workspace)
    assert added.returncode == 0, added.stderr
    assert added.stdout.decode().startswith("norvik: records 1, failed 0")
    again = picture("registry", "add", folder / "norvik.ftm.json", "--json", "-w", workspace)
    assert again["new"] is False

    whole = picture("dossier", "--json", "-w", workspace)
    ((link,),) = linked(whole).values()
    assert (link["registry"], link["record"]) == ("norvik", "N-1")
    assert [topic["words"] for topic in link["topics"]] == ["politically exposed person", "sanctioned"]

    printed = dateline("dossier", "Sira Voll", "-w", workspace).stdout.decode()
    section = printed.split("In registries", 1)[1]
    for words in ("sanctioned", "VOLL, Sira, record N-1", "position: Harbour master of Ostrel"):
        assert words in section
    assert "\x1b" not in printed
    reference = re.search(r" ([0-9a-f]{5,12})$", section, re.MULTILINE)
    assert reference is not None
    shown = dateline("show", reference[1], "-w", workspace).stdout.decode()
    assert "because  Sira Voll = VOLL, Sira (norvik N-1)" in shown
    assert "»Sira Voll«" in shown

    judged = picture("different", "Sira Voll", reference[1], "--author", "Ada", "--json", "-w", workspace)
    assert judged["record"] == {"registry": "norvik", "record": "N-1", "name": "VOLL, Sira"}
    assert linked(picture("dossier", "--json", "-w", workspace)) == {}
    assert b"record norvik:N-1" in dateline("judgements", "-w", workspace).stdout
    assert dateline("same", "norvik:N-1", "Sira Voll", "--author", "Bo", "-w", workspace).returncode == 0
    ((link,),) = linked(picture("dossier", "--json", "-w", workspace)).values()
    assert link["likelihood"] == 1.0
    for _ in range(2):
        assert dateline("undo", "--author", "Bo", "-w", workspace).returncode == 0
    ((link,),) = linked(picture("dossier", "--json", "-w", workspace)).values()
    assert link["likelihood"] < 1.0

    assert dateline("registry", "remove", "norvik", "-w", workspace).returncode == 0
    assert json.loads(dateline("registry", "list", "--json", "-w", workspace).stdout) == []
    assert linked(picture("dossier", "--json", "-w", workspace)) == {}


def test_lines_that_fail_are_told_and_the_rest_is_there(folder: Path) -> None:
    done = dateline("registry", "add", folder / "broken.csv", "--name", "A list", "-w", folder / "new.db")
    assert done.returncode == 1
    assert b"broken.csv:3: the row has no `id` [bad_row]" in done.stderr
    listed = dateline("registry", "list", "-w", folder / "new.db").stdout.decode()
    assert listed.startswith("A list: records 1, failed 1")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["registry", "add", "none.json"], "not_found"),
        (["registry", "add", "rows.jsonl"], "no_registry"),
        (["registry", "add", "norvik.ftm.json", "--name", "a:b"], "bad_name"),
        (["registry", "remove", "nobody"], "unknown_registry"),
        (["same", "Sira Voll", "norvik:N-9"], "unknown_reference"),
        (["registry"], "Usage"),
    ],
)
def test_what_is_no_registry_is_wrong_usage(folder: Path, arguments: list[str], code: str) -> None:
    placed = [str(folder / each) if (folder / each).exists() else each for each in arguments]
    author = ["--author", "Ada"] if arguments[0] == "same" else []
    workspace = ["-w", str(folder / "w.db")] if len(arguments) > 1 else []
    done = dateline(*placed, *author, *workspace)
    assert done.returncode == 2
    assert code in (done.stderr + done.stdout).decode()
    assert b"Traceback" not in done.stderr


def test_every_subcommand_and_option_is_in_the_docs() -> None:
    import click

    from dateline.cli.registering import registry_command

    told = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text()
    section = told.split("## `dateline registry", 1)[1].split("\n## ", 1)[0]
    for name, command in registry_command.commands.items():
        assert f"`dateline registry {name}" in section, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert f"`{parameter.opts[0]}" in section, parameter.opts
