"""Agency marks are credit; those behind the text are no part of it."""

from __future__ import annotations

import pytest

from dateline.records.page import Known

from .pages import BODY, PARAGRAPHS
from .reading import Read

AP, PTI, ANI = "AP", "PTI", "ANI"


@pytest.mark.parametrize(
    ("mark", "credit", "words"),
    [
        (" -- ANI", (ANI,), ["ANI"]),
        (" — PTI", (PTI,), ["PTI"]),
        (" (AP)", (AP,), ["AP"]),
        (" (Reuters)", ("Reuters",), ["Reuters"]),
        (" (with inputs from PTI)", (PTI,), ["PTI"]),
        ("\n\n(With inputs from PTI and ANI)", (PTI, ANI), ["PTI", "ANI"]),
        ("\n\nSource: Reuters", ("Reuters",), ["Reuters"]),
        ("\n\nAgence France-Presse", ("AFP",), ["Agence France-Presse"]),
        (" dpa/AFP", (), []),
        ("\n\n(dpa/AFP)", ("dpa", "AFP"), ["dpa", "AFP"]),
        (" (XNS)", ("XNS",), ["XNS"]),
        (" -- TV", (), []),
    ],
)
def test_a_mark_behind_the_text_is_credit(mark: str, credit: tuple[str, ...], words: list[str]) -> None:
    read = Read(f"Sea wall gives way\n\n{BODY}{mark}\n")
    read.check()
    assert read.article.credit == credit
    assert read.exact("credit") == words
    if credit:
        assert read.body == BODY


@pytest.mark.parametrize(
    ("lead", "credit"),
    [
        ("WEXMOUTH (AP) — ", (AP,)),
        ("WEXMOUTH, Feb 12 (Reuters) - ", ("Reuters",)),
        ("LONDON, Feb 12, 2026 (dpa) – ", ("dpa",)),
        ("Reuters - ", ("Reuters",)),
        ("The union (NUT) - ", ("NUT",)),
        ("He said (later) — ", ()),
    ],
)
def test_a_dateline_is_credit_and_stays_in_the_text(lead: str, credit: tuple[str, ...]) -> None:
    read = Read(f"Sea wall gives way\n\n{lead}{BODY}\n")
    assert read.article.credit == credit
    assert read.body == f"{lead}{BODY}"


def test_a_byline_that_is_an_agency_is_credit() -> None:
    read = Read(f"Sea wall gives way and floods store\n\nBy Associated Press\n\n{BODY}\n")
    assert (read.article.credit, read.article.byline) == ((AP,), None)


def test_an_acronym_in_the_last_sentence_is_no_credit() -> None:
    last = "The money came from the Coastal Defence Fund (CDF)."
    read = Read(f"Sea wall gives way\n\n{BODY}\n\n{last}\n")
    assert read.article.credit == ()
    assert read.body.endswith(last)


def test_an_agency_named_in_the_text_is_no_credit() -> None:
    text = PARAGRAPHS[0].replace("the county council said", "the county council told Reuters")
    assert Read(f"Sea wall gives way\n\n{text}\n\n{PARAGRAPHS[1]}\n").article.credit == ()


def test_a_dateline_may_stand_behind_headline_and_byline() -> None:
    head = "Ferry sinks off Port Avila\n\nBy Ines Dorado\n\n"
    page = f"{head}PORT AVILA (AFP) — A ferry sank on Monday, police said.\n\n{BODY}"
    assert Read(page, known=Known(bare=True)).article.credit == ("AFP",)
