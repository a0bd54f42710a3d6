"""Every example page that has a golden is read, and its dossier held against what a person wrote."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from .matching import Golden, load, missing
from .wording import GoldenError, locate, wordings

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "examples" / "pages"
GOLDENS = sorted(HERE.glob("*.json"))


def words_of(name: str) -> str:
    """A page's words as they stand in the file; for HTML without its tags."""
    text = (PAGES / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        text = re.sub(r"\s+", " ", html.unescape(re.sub(r"</?[a-z][^>]*>", "", text)))
    return text


def unfounded(golden: Golden) -> list[str]:
    """Wordings of a golden that stand in none of its pages, or cannot be told apart there."""
    pages = {name: words_of(name) for name in golden.pages}
    complaints = []
    for wanted in wordings(list(golden.expected.values())):
        only = wanted.get("page") if isinstance(wanted, dict) else None
        for text in [text for name, text in pages.items() if only in (None, name)]:
            try:
                locate(wanted, text)
                break
            except GoldenError:
                continue
        else:
            complaints.append(json.dumps(wanted, ensure_ascii=False))
    return complaints


def test_there_are_goldens() -> None:
    assert len(GOLDENS) >= 2


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_the_words_of_a_golden_stand_in_its_pages(path: Path) -> None:
    assert unfounded(load(path)) == []


def test_words_that_stand_in_no_page_are_noticed() -> None:
    astray = Golden(
        name="astray",
        pages=tuple(load(GOLDENS[0]).pages),
        expected={"quotations": [{"evidence": {"content": "words that nobody ever wrote"}}]},
        never={},
    )
    assert unfounded(astray) == ['"words that nobody ever wrote"']


@pytest.mark.model
@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_a_dossier_holds_what_its_golden_says(path: Path, tmp_path: Path) -> None:
    import dateline
    from dateline.records.plain import to_plain

    golden = load(path)
    pages = [str(PAGES / name) for name in golden.pages]
    with dateline.open(tmp_path / "golden.db") as workspace:
        workspace.read(pages)
        found = to_plain(workspace.dossier(pages=pages))
    assert isinstance(found, dict)
    complaints = {complaint.removeprefix(f"{golden.name}: "): complaint for complaint in missing(golden, found)}
    known = {begin: [c for c in complaints if c.startswith(begin)] for begin in golden.not_yet}
    news = [told for c, told in complaints.items() if not any(c.startswith(begin) for begin in golden.not_yet)]
    assert not news, "\n".join(news)
    # What falls short must be known to the letter: a point that holds now is to be taken off the list.
    assert [begin for begin, found_again in known.items() if not found_again] == []
