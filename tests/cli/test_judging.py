"""The commands with which a person has a say: what they print, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import dateline, picture

pytestmark = pytest.mark.model

ROWS = [
    {"source": "fire", "published": "2026-03-03", "bare": True,
     "text": "Harbour master Sira Voll said that two sailors were injured in Ostrel on Monday."},
    {"source": "court", "published": "2026-03-06", "bare": True,
     "text": "Prosecutor Tilo Brenn said on Friday that \u202eEdda Marsk was charged in Ostrel."},
]  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("say")
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n")
    assert dateline("read", folder / "rows.jsonl", "-w", folder / "w.db").returncode == 0
    return folder / "w.db"


def test_a_say_from_the_first_word_to_its_undoing(workspace: Path) -> None:
    judged = picture("same", "Sira Voll", "Tilo Brenn", "--author", "Ada", "--json", "-w", workspace)
    assert (judged["kind"], judged["author"], len(judged["about"])) == ("same", "Ada", 2)
    assert picture("dossier", "--json", "-w", workspace)["judgements"] == [judged]
    printed = dateline("correct", "fire", "date=2026-03-01", "outlet=Ostrel Post", "--author", "Bo", "-w", workspace)
    assert printed.returncode == 0
    assert b"correct by Bo on " in printed.stdout
    assert b"date=2026-03-01, outlet=Ostrel Post" in printed.stdout
    assert dateline("undo", judged["id"][:8], "--author", "Cy", "-w", workspace).returncode == 0
    lines = dateline("judgements", "-w", workspace).stdout.decode().splitlines()
    assert [line.split()[1] for line in lines] == ["same", "correct", "undo"]
    assert [line.endswith("(taken back)") for line in lines] == [True, False, False]
    log = json.loads(dateline("judgements", "--json", "-w", workspace).stdout)
    assert [entry["undoes"] for entry in log] == [None, None, judged["id"]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["same", "Sira Voll", "Nobody Here"], "unknown_reference"),
        (["different", "Sira Voll", "Sira Voll"], "one_thing"),
        (["correct", "fire", "date"], "FIELD=VALUE"),
        (["correct", "fire", "date=soon"], "bad_correction"),
        (["correct", "fire", "title=x"], "bad_correction"),
        (["correct", "nowhere", "date=2026-03-01"], "unknown_reference"),
        (["reject", "zzz"], "unknown_reference"),
        (["undo", "zzz"], "unknown_reference"),
        (["forget", "nowhere"], "unknown_reference"),
    ],
)
def test_what_cannot_be_judged_is_wrong_usage(workspace: Path, arguments: list[str], code: str) -> None:
    done = (
        dateline(*arguments, "--author", "Ada", "-w", workspace)
        if arguments[0] != "forget"
        else dateline(*arguments, "-w", workspace)
    )
    assert done.returncode == 2
    assert code in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_page_is_copied_and_forgotten(workspace: Path, tmp_path: Path) -> None:
    assert dateline("backup", tmp_path / "copy.db", "-w", workspace).returncode == 0
    taken = dateline("backup", tmp_path / "copy.db", "-w", workspace)
    assert (taken.returncode, b"file_exists" in taken.stderr) == (2, True)
    gone = json.loads(dateline("forget", "court", "--json", "-w", tmp_path / "copy.db").stdout)
    assert [article["source"] for article in gone] == ["court"]
    left = picture("dossier", "--json", "-w", tmp_path / "copy.db")
    assert [article["source"] for article in left["articles"]] == ["fire"]
    assert len(picture("dossier", "--json", "-w", workspace)["articles"]) == 2


def test_no_control_character_of_a_page_reaches_the_terminal(workspace: Path) -> None:
    quotations = picture("dossier", "--json", "-w", workspace)["quotations"]
    said = next(each for each in quotations if "\u202e" in each["content"])
    printed = dateline("reject", said["id"], "--author", "A\u202eda", "-w", workspace)
    assert printed.returncode == 0
    assert "\u202e" not in printed.stdout.decode()
