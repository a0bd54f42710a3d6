"""What the command says before it reads anything: help, wrong usage, exit status 2."""

from __future__ import annotations

import json
import time
from pathlib import Path

import jsonschema
import pytest

from .running import dateline

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.alone
def test_help_answers_at_once() -> None:
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        assert dateline("--help").returncode == 0
        took.append(time.perf_counter() - begun)
    # The quickest of five: a busy machine slows single runs, an import too many slows them all.
    assert min(took) < 0.3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["dossier"], "no_workspace"),
        (["check"], "no_workspace"),
        (["show", "abc"], "no_workspace"),
        (["read", "page.txt", "--published", "last week"], "bad_date"),
        (["read", "page.txt", "--json", "--jsonl"], "choose one"),
        (["read"], "Missing argument"),
        (["fly"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(arguments: list[str], code: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A page.")
    placed = [str(tmp_path / "page.txt") if each == "page.txt" else each for each in arguments]
    workspace = [] if arguments in (["read"], ["fly"]) else ["--workspace", str(tmp_path / "none.db")]
    done = dateline(*placed, *workspace)
    assert done.returncode == 2
    assert code in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader, this is a letter and no workspace. " * 50)
    done = dateline("dossier", "--workspace", tmp_path / "letter.db")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "letter.db").read_text().startswith("Dear reader")


def test_the_schema_is_a_schema() -> None:
    done = dateline("schema")
    assert done.returncode == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))


def test_every_command_and_option_is_in_the_docs() -> None:
    import click

    from dateline.cli import dateline as group

    told = (ROOT / "docs" / "commands.md").read_text()
    for name, command in group.commands.items():
        assert f"## `dateline {name}" in told, name
        section = told.split(f"## `dateline {name}", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert f"`{parameter.opts[0]}" in section, (name, parameter.opts)
