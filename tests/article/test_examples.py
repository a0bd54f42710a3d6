"""The example pages: each is one article, without its neighbours, and led back to its capture."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reading import Read

PAGES = Path(__file__).resolve().parents[2] / "examples" / "pages"
WANTED = {
    "01": ("Harrow Courier", None, ("MNA",), "2026-03-05T09:15"),
    "02": ("Northbank Herald", None, ("MNA",), "2026-03-05T10:02"),
    "03": ("Daily Quill", None, (), "2026-03-05T17:41"),
    "04": ("Plovdiv Ledger", None, (), "2026-03-05T20:20"),
    "06": ("Balkan Lantern", "NewsNest", (), None),
    "07": ("Harrow Courier", None, (), "2026-03-10T06:30"),
    "08": ("Aegean Tribune", None, (), "2026-03-12"),
    "09": ("Balkan Lantern", None, (), "2026-03-14"),
    "10": ("Northbank Herald", None, (), "2026-03-16T18:20"),
    "11": ("Aegean Tribune", None, (), "2026-03-25T08:05"),
    "12": ("Harrow Courier", None, ("MNA",), "2026-03-25T05:50"),
    "13": ("Daily Quill", None, (), "2026-04-03T11:18"),
    "14": ("Plovdiv Ledger", None, (), "2026-04-17T09:30"),
}
OTHERS = (
    "Morag Tennick", "Hester Quayle", "capybara", "Palankov", "Velvet Tariff", "Saint Corvin", "Kalligas",
    "KEEP READING", "unfinished tarmac", "Benedikta Ohm", "Lorelei Vance", "Puppet theatre", "without adverts",
    "off your gutters", "inbox", "Photograph:", "All rights reserved", "cookies", "donate",
)  # fmt: skip


@pytest.mark.parametrize("number", sorted(WANTED))
def test_an_example_page_is_one_article(number: str) -> None:
    (path,) = PAGES.glob(f"{number}_*")
    read = Read(path.read_bytes())
    read.check()
    article = read.article
    assert (article.outlet, article.republisher, article.credit, article.published.value) == WANTED[number]
    assert article.title
    assert read.codes == set()
    assert all(block.capture_start is not None for block in article.blocks)
    assert (path.suffix == ".txt") or all(block.xpath for block in article.blocks)
    assert [other for other in OTHERS if other in read.body] == []
