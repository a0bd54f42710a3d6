"""Stories: what is one developing happening, what only looks like it; and that arrival does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import log1p
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import kinship, link, stories
from dateline.linking.shelf import MemoryShelf
from dateline.linking.sketches import rareness, sketched
from dateline.records.linked import Linked, Page
from dateline.records.sketch import Sketch

from .build import Scribe

FLOOD = (
    "The Lerva burst its banks above Tornmouth on Monday night and drove four hundred people from their homes, mayor "
    "Ana Ruhl said. Fire brigades carried residents of the Weavers' Quarter out by boat. A pumping station at Old "
    "Sluice failed shortly after midnight, and the river authority opened an inquiry into why its alarm stayed silent. "
    "Ruhl asked the army for sandbags."
)
FLOOD_LATER = (
    "An alarm at the Old Sluice pumping station had been switched off for repairs when the Lerva flooded Tornmouth, "
    "the river authority said on Thursday. Mayor Ana Ruhl called the finding shameful. Some four hundred residents of "
    "the Weavers' Quarter still sleep in school halls while fire brigades drain their cellars."
)
STRIKE = (
    "Tram drivers in Halvik walked out on Tuesday over a new rota that their union says leaves them too little sleep. "
    "Ivo Brandt of the transport workers told reporters that no tram would leave the depots before a deal was signed. "
    "The city council offered talks for the weekend."
)
OTHER_FLOOD = (
    "Meltwater from the Sarn glacier flooded two farms at Upper Brask on Tuesday, and police closed the mountain road. "
    "Nobody was hurt, said constable Otto Lind. Farmers moved their sheep to the village of Brenn before dusk."
)


def page(words: str, name: str, *, published: str | None = None, title: str | None = None) -> Page:
    return Scribe(words).page(name, published=published, title=title)


def peopled(words: str, name: str, *people: str, published: str | None = None, title: str | None = None) -> Page:
    s = Scribe(words)
    for person in people:
        s.chain("person", person)
    return s.page(name, published=published, title=title)


def grouped(linked: Linked) -> list[list[str]]:
    source = {article.id: article.source.removesuffix(".txt") for article in linked.articles}
    return sorted(sorted(source[a] for a in story.articles) for story in linked.stories)


def test_a_report_and_its_follow_up_are_one_story_with_and_without_dates() -> None:
    first = page(FLOOD, "a", published="2026-03-02", title="River drives hundreds from homes in Tornmouth")
    others = [page(STRIKE, "s", published="2026-03-03"), page(OTHER_FLOOD, "o", published="2026-03-03")]
    dated = page(FLOOD_LATER, "b", published="2026-03-05", title="Tornmouth flood alarm was off")
    undated = page(FLOOD_LATER, "b", title="Tornmouth flood alarm was off")
    assert grouped(link([first, *others, dated])) == [["a", "b"], ["o"], ["s"]]
    assert grouped(link([first, *others, undated])) == [["a", "b"], ["o"], ["s"]]


def test_another_flood_of_the_same_week_is_another_story() -> None:
    pages = [page(FLOOD, "a", published="2026-03-03"), page(OTHER_FLOOD, "o", published="2026-03-03")]
    assert grouped(link(pages)) == [["a"], ["o"]]


def test_a_story_spans_its_dated_articles_and_is_named_after_the_most_central() -> None:
    pages = [
        peopled(FLOOD, "a", "Ana Ruhl", published="2026-03-01", title="Tornmouth flooded"),
        peopled(FLOOD_LATER, "b", "Ana Ruhl", published="2026-03-04T10:00", title="The alarm of Tornmouth"),
        page(FLOOD + " More follows.", "c"),
    ]
    (story,) = link(pages).stories
    assert (story.from_, story.to, story.title) == ("2026-03-01", "2026-03-04", "Tornmouth flooded")


def test_an_article_that_names_nobody_is_a_story_of_its_own() -> None:
    linked = link([Scribe("It rained.").page("a", title="Rain")])
    assert [(story.title, story.entities) for story in linked.stories] == [("Rain", ())]


def test_stories_found_among_more_pages_are_taken_as_they_are() -> None:
    pages = [page(FLOOD, "a", published="2026-03-02"), page(STRIKE, "s", published="2026-03-03")]
    flood, strike = (one.article.text_id for one in pages)
    assert grouped(link(pages, stories={flood: strike, strike: strike})) == [["a", "s"]]


WORDS = ("tornmouth", "lerva", "sluice", "halvik", "brandt", "sarn", "brask", "weavers", "ruhl", "depot")


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    """Texts that share some of a few words and lie some days apart; enough of them for chains of kin."""
    made = []
    for at in range(draw(st.integers(2, 14))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True))
        day = draw(st.none() | st.integers(739_000, 739_020))
        weights = {word: round(len(words) ** -0.5, 4) for word in sorted(words)}
        made.append(
            sketched(
                dict.fromkeys(("title", "opening", "lead", "words"), weights),
                text_id=f"t{at:02}", order=f"{day or '~'} a{at:02}", day=day, length=90,
            )
        )  # fmt: skip
    return made


def stories_of(shelf: MemoryShelf, texts: Sequence[Sketch]) -> dict[str, tuple[str | None, Mapping[str, float]]]:
    """The story of each text, and its kin, from which those of others follow."""
    return {one.text_id: (shelf.founder(one.text_id), dict(shelf.kin(one.text_id))) for one in texts}


@contextmanager
def narrow(data: st.DataObject) -> Iterator[None]:
    """Few texts looked at, and few that count: so that a handful of texts meets every limit."""
    limits = {"_A_KEY": (2, 3, 24), "_COMPARED": (2, 3, 40), "_MEMBERS": (1, 2, 10)}
    with ExitStack() as stack:
        for name, values in limits.items():
            stack.enter_context(patch.object(stories, name, data.draw(st.sampled_from(values), label=name)))
        yield


@settings(max_examples=200)
@given(data=st.data(), texts=sketches())
def test_the_order_of_arrival_cannot_matter(data: st.DataObject, texts: list[Sketch]) -> None:
    at_once, one_by_one = MemoryShelf(), MemoryShelf()
    with narrow(data):
        stories.settle(at_once, texts)
        for one in data.draw(st.permutations(texts)):
            stories.settle(one_by_one, [one])
    assert stories_of(one_by_one, texts) == stories_of(at_once, texts)


@settings(max_examples=200)
@given(data=st.data(), texts=sketches(), each=st.booleans())
def test_what_is_taken_out_leaves_no_trace(data: st.DataObject, texts: list[Sketch], *, each: bool) -> None:
    gone = sorted(data.draw(st.sets(st.sampled_from([one.text_id for one in texts]))))
    left = [one for one in texts if one.text_id not in gone]
    without, after = MemoryShelf(), MemoryShelf()
    with narrow(data):
        stories.settle(without, left)
        stories.settle(after, texts)
        for some in [[text] for text in gone] if each else [gone]:
            stories.settle(after, gone=some)
    assert stories_of(after, left) == stories_of(without, left)


@settings(max_examples=200)
@given(data=st.data(), texts=sketches())
def test_texts_that_come_again_with_other_days_stand_where_they_would_have_stood(
    data: st.DataObject, texts: list[Sketch]
) -> None:
    some = data.draw(st.sets(st.sampled_from(range(len(texts))), max_size=3))
    moved = [
        replace(one, day=739_000 + 7 * at, order=f"{739_000 + 7 * at} a{at:02}") if at in some else one
        for at, one in enumerate(texts)
    ]
    again, at_once, straight = MemoryShelf(), MemoryShelf(), MemoryShelf()
    with narrow(data):
        stories.settle(again, texts)
        stories.settle(at_once, texts)
        stories.settle(at_once, [one for one in moved if one not in texts])
        for one in moved:
            stories.settle(again, [one] if one not in texts else [])
        stories.settle(straight, moved)
    assert stories_of(again, texts) == stories_of(at_once, texts) == stories_of(straight, texts)


def test_a_text_that_goes_under_another_name_since_stays_where_it_stands() -> None:
    texts = [told(WORDS[:4], at=at, day=at) for at in range(3)]
    shelf = MemoryShelf()
    stories.settle(shelf, texts)
    before = stories_of(shelf, texts)
    stories.settle(shelf, [replace(texts[1], names=(4, 8))])
    assert stories_of(shelf, texts) == before
    assert shelf.sketch("t1").names == (4, 8)


def test_the_sketches_of_the_laws_do_form_stories() -> None:
    """Else the laws above would hold of nothing."""
    weights = dict.fromkeys(WORDS[:4], 0.5)
    one = sketched(
        dict.fromkeys(("title", "opening", "lead", "words"), weights),
        text_id="t0", order="739000 a0", day=739_000, length=90,
    )  # fmt: skip
    shelf = MemoryShelf()
    stories.settle(shelf, [one, replace(one, text_id="t1", order="739001 a1", day=739_001)])
    assert shelf.members("t0") == ["t0", "t1"]


def told(words: Sequence[str], *, at: int, day: int | None) -> Sketch:
    weights = {word: round(len(words) ** -0.5, 4) for word in words}
    fields = {"title": dict([*weights.items()][:1]), "lead": weights, "words": weights, "pairs": {}, "people": weights}
    return sketched(fields, text_id=f"t{at}", order=f"{day or '~'} a{at}", day=day, length=40 + at)


words_of = st.lists(st.sampled_from(WORDS), max_size=6, unique=True)


@given(left=words_of, right=words_of, other=words_of, days=st.tuples(*[st.none() | st.integers(1, 60)] * 2))
def test_how_alike_two_texts_are_depends_on_the_two_alone(
    left: list[str], right: list[str], other: list[str], days: tuple[int | None, int | None]
) -> None:
    one, two, third = told(left, at=1, day=days[0]), told(right, at=2, day=days[1]), told(other, at=3, day=days[1])
    (alone,) = kinship.likely(one, [two])
    assert kinship.likely(two, [one]) == [alone]
    assert kinship.likely(one, [third, two])[1] == alone


@given(left=words_of, right=words_of)
def test_what_two_texts_share_is_what_their_words_say(left: list[str], right: list[str]) -> None:
    found = dict(zip(kinship.TRAITS, kinship.traits(told(left, at=1, day=5), told(right, at=2, day=8)), strict=True))
    both = set(left) & set(right)
    cosine = len(both) / (len(left) * len(right)) ** 0.5 if both else 0.0
    assert abs(found["words"] - cosine) < 1e-3
    assert found["people"] == found["words"]
    assert abs(found["lead in text"] - max(len(both) / max(len(left), 1), len(both) / max(len(right), 1))) < 1e-3
    assert abs(found["rare words"] - log1p(sum(rare for word in both if (rare := rareness(word)) > 2.2))) < 1e-9
    assert found["days"] == log1p(3)
    assert found["people in both"] == float(bool(left and right))
