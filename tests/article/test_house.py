"""The publishing house behind an outlet: in the page's own words, or not at all."""

from __future__ import annotations

import pytest

from dateline.records.page import Known

from .pages import BODY
from .reading import Read


def html(head: str, foot: str = "") -> str:
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY.split("\n\n"))
    return (
        f"<html><head><title>Sea wall gives way</title>{head}</head><body><article><h1>Sea wall gives way</h1>"
        f"{paragraphs}</article><footer>{foot}</footer></body></html>"
    )


SITE = '<meta property="og:site_name" content="Wexmouth Gazette">'


def of_html(head: str, foot: str = "") -> list[str]:
    read = Read(html(head, foot), html=True)
    read.check()
    return read.exact("publisher")


@pytest.mark.parametrize(
    ("foot", "words"),
    [
        ("© 2026 Skerry Media Group. All rights reserved.", "Skerry Media Group"),
        ("Copyright 1999-2026 Skerry Tidende AS | About us | Contact", "Skerry Tidende AS"),
        ("(c) 2026 Grupo Albaida - Aviso legal - Privacidad", "Grupo Albaida"),
        ("Wexmouth Gazette is part of Skerry Newspapers.", "Skerry Newspapers"),
        ("This site is published by Hollis Brandt, Quay 3.", "Hollis Brandt"),
        ("Wexmouth Gazette is a Skerry Isles newspaper. © 2026 Wexmouth Gazette", "Skerry Isles"),
    ],
)
def test_the_foot_names_the_house(foot: str, words: str) -> None:
    assert of_html(SITE, f"<p>{foot}</p>") == [words]


@pytest.mark.parametrize(
    "foot",
    [
        "© 2026 Wexmouth Gazette. All rights reserved.",  # the outlet itself
        "© 2026 Wexmouth Gazette Ltd. All rights reserved.",
        "© 2026 Tern Hollow. All rights reserved.",  # no name that houses bear
        "© 2026 Skerry Picture Agency Ltd. All rights reserved.",  # sells to many
        "© 2026 The Associated Press. All rights reserved.",
        "© 2026 Guardian News & Media Limited. All rights reserved.",  # another outlet: a text taken over from it
        "Why the island of Skerry Holm is part of North Tern",  # a headline
        "Nothing to see here",
    ],
)
def test_what_names_no_house(foot: str) -> None:
    assert of_html(SITE, f"<p>{foot}</p>") == []


def test_the_last_holder_of_rights_counts_and_not_the_one_of_a_picture_above_it() -> None:
    foot = "<p>Photo © 2026 Tern Press GmbH</p><p>More news</p><p>© 2026 Skerry Media Ltd. Terms</p>"
    assert of_html(SITE, foot) == ["Skerry Media Ltd"]


def test_a_scraped_text_names_its_house_in_its_tail() -> None:
    head = "Follow the Wexmouth Gazette on:\n\nSea wall gives way and floods old grain store\n\n"
    tail = "TOP STORIES\n\nFerry fares to rise\n\nWexmouth Gazette - (c) 2026 Skerry Media Group - About us - Privacy"
    read = Read(f"{head}{BODY}\n\n{tail}\n", known=Known(outlet="Wexmouth Gazette"))
    read.check()
    assert read.exact("publisher") == ["Skerry Media Group"]


def linked_data(publisher: str, *, more: str = "") -> str:
    script = f'{{"@type": "NewsArticle", "headline": "Sea wall gives way", "publisher": {publisher}{more}}}'
    return f'{SITE}<script type="application/ld+json">{script}</script>'


def test_linked_data_name_a_publisher_who_is_not_the_site() -> None:
    assert of_html(linked_data('{"@type": "Organization", "name": "Skerry Media Group"}')) == ["Skerry Media Group"]
    assert of_html(linked_data('{"@type": "Organization", "name": "Wexmouth Gazette"}')) == []
    assert of_html(linked_data('{"@type": "Organization", "name": "Reuters"}')) == []


def test_linked_data_name_the_parent_and_the_holder_of_rights() -> None:
    parent = '{"name": "Wexmouth Gazette", "parentOrganization": {"name": "Skerry Media Group"}}'
    assert of_html(linked_data(parent)) == ["Skerry Media Group"]
    holder = linked_data('{"name": "Wexmouth Gazette"}', more=', "copyrightHolder": {"name": "Skerry Media Ltd"}')
    assert of_html(holder) == ["Skerry Media Ltd"]


def test_a_name_ends_where_its_element_does() -> None:
    foot = '<p>© Grupo Albaida <a href="/c">Contacto Local</a> <a href="/p">Quien somos</a></p>'
    assert of_html(SITE, foot) == ["Grupo Albaida"]
