"""What copies add and drop, sentence by sentence; what is only put otherwise is neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dossier.select import select
from dateline.linking import link
from dateline.linking.corpus import arrange
from dateline.linking.retelling import not_told
from dateline.linking.sentences import prose
from dateline.records.dossier import Copies, Scope
from dateline.records.linked import Linked, Page

from .build import Scribe

FLOOD = (
    "The river broke its banks above Tolvik before dawn and flooded the lower town.",
    "Soldiers carried sandbags to the wooden bridge all morning.",
    "Two hundred families slept in the railway hall.",
    "The council has asked Brask for forty pumps.",
    "A veterinarian rescued eleven goats from a barn roof.",
)
EXTRA = "The museum of knots in Sandmar lent its ropes."


def page(name: str, *sentences: str, **article: object) -> Page:
    return Scribe(" ".join(sentences)).page(name, **article)  # type: ignore[arg-type]


def told(left: tuple[str, ...], right: tuple[str, ...]) -> list[str]:
    """The sentences of the left text that the right one does not tell."""
    one, other = (prose(arrange([page("a", *words)])[0]) for words in (left, right))
    return [one.cut(sentence).exact for sentence in not_told(one, by=other)]


def the_copies(linked: Linked) -> Copies:
    assert len(linked.copies) == 1
    return linked.copies[0]


def edits(linked: Linked, copies: Copies) -> tuple[list[tuple[list[str], str]], list[tuple[list[str], str]]]:
    source = {article.id: article.source.removesuffix(".txt") for article in linked.articles}
    added, dropped = (
        [([source[name] for name in edit.articles], edit.evidence.exact) for edit in some]
        for some in (copies.added, copies.dropped)
    )
    return added, dropped


@pytest.mark.parametrize(
    ("retold", "lost"),
    [
        (FLOOD, []),
        (FLOOD[:4], [FLOOD[4]]),
        (("Before dawn the Tolvik river broke its banks. The lower town was flooded.", *FLOOD[1:]), []),  # split
        (
            (FLOOD[0][:-1] + ", and soldiers carried sandbags to the wooden bridge all morning.", *FLOOD[2:]),
            [],
        ),  # joined
        ((FLOOD[0], "To the wooden bridge the soldiers took sandbags all morning.", *FLOOD[2:]), []),  # other words
        ((EXTRA,), [*FLOOD]),
    ],
)
def test_what_is_split_joined_or_put_otherwise_is_told(retold: tuple[str, ...], lost: list[str]) -> None:
    assert told(FLOOD, retold) == lost


def test_a_copy_says_what_it_added_and_dropped() -> None:
    linked = link([
        page("wire", *FLOOD, outlet="Fenmoor Post", credit=["Skerry Press"], published="2026-03-02"),
        page("cut", *FLOOD[:4], outlet="Tolvik Mail", published="2026-03-02"),
        page("more", *FLOOD[:4], EXTRA, outlet="Sandmar Echo", published="2026-03-02"),
    ])  # fmt: skip
    copies = the_copies(linked)
    assert next(a.source for a in linked.articles if a.id == copies.base) == "wire.txt"
    added, dropped = edits(linked, copies)
    assert added == [(["more"], EXTRA)]
    assert [(sorted(who), words) for who, words in dropped] == [(["cut", "more"], FLOOD[4])]


def test_the_first_by_date_is_the_one_held_against_where_none_credits() -> None:
    pages = [
        page("late", *FLOOD, outlet="Fenmoor Post", published="2026-03-03"),
        page("early", *FLOOD[:4], outlet="Tolvik Mail", published="2026-03-02"),
    ]
    linked = link(pages)
    copies = the_copies(linked)
    assert next(a.source for a in linked.articles if a.id == copies.base) == "early.txt"
    assert edits(linked, copies) == ([(["late"], FLOOD[4])], [])


def test_one_text_on_two_pages_was_not_edited() -> None:
    copies = the_copies(link([page("a", *FLOOD, outlet="Fenmoor Post"), page("b", *FLOOD, outlet="Tolvik Mail")]))
    assert (copies.added, copies.dropped) == ((), ())
    assert copies.base in copies.articles


def test_a_scope_tells_of_the_edits_that_it_can_show() -> None:
    wire = page("wire", *FLOOD, outlet="Fenmoor Post", credit=["Skerry Press"])
    cut = page("cut", *FLOOD[:4], outlet="Tolvik Mail")
    linked = link([wire, cut, page("brief", *FLOOD[:3], outlet="Sandmar Echo")])
    story = linked.stories[0]

    def scoped(*pages: Page) -> Copies:
        kept = replace(story, articles=tuple(one.article.id for one in pages))
        return the_copies(select(replace(linked, stories=(kept,)), Scope(story=story.id)))

    assert len(the_copies(linked).dropped) == 2
    assert [edit.articles for edit in scoped(wire, cut).dropped] == [(cut.article.id,)]
    without = scoped(cut)
    assert (without.base, without.added, without.dropped) == (None, (), ())


sentences = st.lists(st.sampled_from([*FLOOD, EXTRA]), min_size=1, max_size=6, unique=True).map(tuple)


@given(sentences, sentences)
def test_what_one_has_word_for_word_is_never_missing_in_it(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    missing = told(left, right)
    assert not set(missing) & set(right)
    assert [words for words in left if words in missing] == missing
