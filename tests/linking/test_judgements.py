"""A person's word outranks the rules: what is the same, what is not, what a page should say, what was read wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from dateline.linking import link
from dateline.linking.amending import amend
from dateline.records.evidence import Evidence, article_text
from dateline.records.ids import record_id
from dateline.records.judgement import (
    Correction,
    Judgement,
    JudgementKind,
    Pin,
    PinKind,
    judge,
    place_again,
    standing,
)
from dateline.records.linked import Linked, Page
from dateline.records.time import day_of

from .build import Scribe

FERRY = "Harbour master Sira Voll closed the port. Voll was arrested on Monday. Two sailors were hurt in Ostrel."
RACE = "The cyclist Sira Voll won the race on Sunday. Voll thanked the crowd of Brae."


def ferry(name: str = "ferry", *, published: str = "2026-03-02") -> Page:
    s = Scribe(FERRY)
    voll = s.chain("person", "Sira Voll", "Voll#2", roles=["Harbour master"])
    town = s.place("Ostrel")
    monday = s.time("Monday", value="2026-03-02")
    quotation = s.quote("Two sailors were hurt in Ostrel", speaker=voll, words="Voll", cue="arrested")
    s.claim("Two sailors were hurt in Ostrel", quotation=quotation)
    s.event("arrested", type="coerce", mode="arrest", recipients=[voll], time=monday)
    s.event("hurt", type="accident", place=town, quotation=quotation, casualties=[("wounded", 2, False, "Two")])
    s.state("Voll was arrested", chain=voll, value="arrested", since=monday)
    return s.page(name, outlet="Ostrel Post", published=published, title="Port closed")


def race() -> Page:
    s = Scribe(RACE)
    s.chain("person", "Sira Voll", "Voll#2", roles=["cyclist"])
    s.place("Brae")
    return s.page("race", outlet="Ostrel Post", published="2026-03-02", title="Voll wins")


def pin(page: Page, words: str, kind: PinKind = "entity", *, nth: int = 1, said: str | None = None) -> Pin:
    start = -1
    for _ in range(nth):
        start = page.text.index(words, start + 1)
    text = article_text([page.text])
    around = text.cut(max(start - 30, 0), min(start + len(words) + 30, len(page.text)))
    return Pin(
        kind=kind, name=words, source=page.article.source, url=page.article.url,
        evidence=text.cut(start, start + len(words)), context=around, said=said,
    )  # fmt: skip


def said(
    kind: JudgementKind, *about: Pin, day: int = 1, corrections: Iterable[Correction] = (), undoes: str | None = None
) -> Judgement:
    at = f"2026-04-{day:02}T10:00:00.000Z"
    return judge(kind, about, author="Ada", at=at, corrections=corrections, undoes=undoes)


def named(linked: Linked, name: str) -> list[str]:
    return [entity.id for entity in linked.entities if entity.name == name]


def people(pages: Sequence[Page], *judgements: Judgement) -> int:
    return len({m.entity for m in link(pages, judgements=judgements).mentions if m.evidence.exact == "Sira Voll"})


def test_two_that_the_rules_join_are_kept_apart_and_the_reverse() -> None:
    pages = [ferry(), race()]
    by_rule = people(pages)
    word: JudgementKind = "different" if by_rule == 1 else "same"
    judged = said(word, pin(pages[0], "Sira Voll"), pin(pages[1], "Sira Voll"))
    assert people(pages, judged) == 3 - by_rule
    assert people(pages, judged, said("undo", day=2, undoes=judged.id)) == by_rule


def test_names_that_have_nothing_in_common_are_joined_with_a_reason_and_found_under_either() -> None:
    def page(name: str, text: str) -> Page:
        s = Scribe(text)
        s.chain("person", text.split(" sang")[0])
        return s.page(name, published="2026-03-02")

    pages = [page(n, f"{who} sang in the {n}.") for n, who in (("hall", "Edda Marsk"), ("yard", "Tilo Brenn"))]
    more = [page("inn", "Edda Marsk sang in the inn."), page("barn", "Tilo Brenn sang in the barn.")]
    judged = said("same", pin(pages[0], "Edda Marsk"), pin(pages[1], "Tilo Brenn"))
    assert len(link([*pages, *more]).entities) == 2
    (entity,) = link([*pages, *more], judgements=[judged]).entities
    assert {entity.name, *(alias.text for alias in entity.aliases)} == {"Edda Marsk", "Tilo Brenn"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_word_holds_and_the_order_of_pages_does_not_matter(order: tuple[int, ...]) -> None:
    pages = [ferry(), race(), ferry("copy", published="2026-03-03")]
    pins = pin(pages[0], "Sira Voll"), pin(pages[1], "Sira Voll")
    log = [said("same", *pins, day=1), said("different", *pins, day=2)]
    shuffled = [pages[at] for at in order]
    assert people(shuffled, *log) == 2
    assert people(shuffled, *log, said("same", *pins, day=3)) == 1
    assert link(shuffled, judgements=log) == link(pages, judgements=log)


def test_a_third_cannot_join_two_that_were_judged_different() -> None:
    s = Scribe("Sira Voll spoke at noon.")
    s.chain("person", "Sira Voll")
    pages = [ferry(), race(), s.page("third", published="2026-03-02")]
    judged = said("different", pin(pages[0], "Sira Voll"), pin(pages[1], "Sira Voll"))
    linked = link(pages, judgements=[judged])
    bearer = {m.evidence.text_id: m.entity for m in linked.mentions if m.evidence.exact == "Sira Voll"}
    assert bearer[pages[0].article.text_id] != bearer[pages[1].article.text_id]


def test_events_are_joined_and_kept_apart() -> None:
    pages = [ferry(), race()]
    s = Scribe("The police took Sira Voll away on Monday.")
    voll = s.chain("person", "Sira Voll")
    s.event("took", type="crime", recipients=[voll])
    pages.append(s.page("police", published="2026-03-03"))
    before = len(link(pages).events)
    sides = pin(pages[0], "arrested", "event", said="coerce"), pin(pages[2], "took", "event", said="crime")
    assert len(link(pages, judgements=[said("same", *sides)]).events) == before - 1
    twice = [ferry(), replace(ferry("late"), text=FERRY)]
    assert len(link(twice, judgements=[said("different", sides[0], sides[0])]).events) == len(link(twice).events)


def test_stories_are_joined_and_split() -> None:
    pages = [ferry(), race()]
    sides = pin(pages[0], "Harbour master", "article"), pin(pages[1], "The cyclist", "story")
    assert [len(story.articles) for story in link(pages, judgements=[said("same", *sides)]).stories] == [2]
    apart = link(pages, judgements=[said("same", *sides, day=1), said("different", *sides, day=2)])
    assert [len(story.articles) for story in apart.stories] == [1, 1]


def test_a_corrected_page_says_what_it_should_and_why() -> None:
    page = ferry()
    fields = [Correction(field="date", value="2026-02-27"), Correction(field="outlet", value="Brae Courier"),
              Correction(field="credit", value="Norvik Press Agency, Sund Wire")]  # fmt: skip
    judged = said("correct", pin(page, "Harbour master", "article"), corrections=fields)
    (article,) = link([page], judgements=[judged]).articles
    assert (article.outlet, article.credit) == ("Brae Courier", ("Norvik Press Agency", "Sund Wire"))
    assert str(day_of(article.published)) == "2026-02-27"
    assert [basis.reason for basis in article.published.basis] == ["corrected by Ada on 2026-04-01"]
    cleared = said(
        "correct", pin(page, "Harbour master", "article"), day=2, corrections=[Correction(field="outlet", value="")]
    )
    assert [one.article.outlet for one in amend([page], [judged, cleared])] == [None]
    assert [one.article.credit for one in amend([page, race()], [judged])] == [article.credit, ()]


def test_a_correction_of_one_page_leaves_its_copy_alone() -> None:
    pages = [ferry(), ferry("copy")]
    judged = said("correct", pin(pages[0], "Harbour", "article"), corrections=[Correction(field="outlet", value="X")])
    assert [one.article.outlet for one in amend(pages, [judged])] == ["X", "Ostrel Post"]


@pytest.mark.parametrize(
    ("kind", "words", "said_there", "gone"),
    [
        ("quotation", "Two sailors were hurt in Ostrel", "Voll", {"quotations": 1, "claims": 1, "events": 1}),
        ("claim", "Two sailors were hurt in Ostrel", None, {"claims": 1}),
        ("event", "arrested", "coerce", {"events": 1}),
        ("state", "Voll was arrested", "arrested", {"states": 1}),
        ("time", "Monday", None, {"times": 1}),
        ("toponym", "Ostrel", None, {"toponyms": 1, "places": 1}),
    ],
)
def test_a_rejected_record_goes_with_what_hangs_on_it(
    kind: PinKind, words: str, said_there: str | None, gone: dict[str, int]
) -> None:
    page = ferry()
    judged = said("reject", pin(page, words, kind, said=said_there))
    (left,) = amend([page], [judged])
    lists = ("mentions", "coreference", "times", "places", "toponyms", "quotations", "claims", "events", "states")
    lost = {name: len(getattr(page.reading, name)) - len(getattr(left.reading, name)) for name in lists}
    assert {name: count for name, count in lost.items() if count} == gone
    link([page], judgements=[judged])  # nothing that is left refers to it
    assert amend([page], [judged, said("undo", day=2, undoes=judged.id)]) == [page]


def test_what_was_read_otherwise_since_is_not_rejected() -> None:
    page = ferry()
    judged = said("reject", pin(page, "Voll was arrested", "state", said="dead"))
    assert amend([page], [judged]) == [page]


def test_a_chain_lives_as_long_as_a_mention_of_it() -> None:
    page = ferry()
    first, second = pin(page, "Sira Voll", "mention"), pin(page, "Voll", "mention", nth=2)
    (left,) = amend([page], [said("reject", first)])
    assert [chain.name for chain in left.reading.coreference] == ["Voll"]
    assert len(left.reading.states) == 1
    (left,) = amend([page], [said("reject", first, second)])
    assert (left.reading.coreference, left.reading.states) == ((), ())
    assert [one.speaker.clear for one in left.reading.quotations] == [False]
    assert named(link([page], judgements=[said("reject", first, second)]), "Sira Voll") == []


def test_judgements_survive_another_reading_and_another_text_of_the_page() -> None:
    page = ferry()
    newer = "Updated. " + FERRY.replace("Two sailors", "Three sailors")
    s = Scribe(newer)
    voll = s.chain("person", "Sira Voll", "Voll#2")
    s.state("was arrested", chain=voll, value="arrested")
    again = s.page("ferry", outlet="Ostrel Post", published="2026-03-02")
    log = [
        said("reject", pin(page, "Voll was arrested", "state", said="arrested")),
        said("correct", pin(page, "Harbour master", "article"), corrections=[Correction(field="outlet", value="X")]),
    ]
    assert again.article.text_id != page.article.text_id
    (left,) = amend([again], log)
    assert (left.reading.states, left.article.outlet) == ((), "X")
    other = race()
    by_rule = people([again, other])
    word: JudgementKind = "different" if by_rule == 1 else "same"
    assert people([again, other], said(word, pin(page, "Sira Voll"), pin(other, "Sira Voll"))) == 3 - by_rule


def test_words_are_found_again_with_those_around_them_or_not_at_all() -> None:
    page = ferry()
    second = pin(page, "Voll", nth=2)
    moved = "In short: " + FERRY
    found = place_again(second, moved)
    assert isinstance(found, Evidence)
    assert moved[found.start : found.end] == found.exact == "Voll"
    assert found.start == second.evidence.start + len("In short: ")
    assert place_again(second, "Voll here, Voll there.") is None
    assert place_again(second, "Only one Voll.") is not None


def test_an_entry_is_named_by_what_it_says_and_when() -> None:
    page = ferry()
    one, two = (said("reject", pin(page, "Monday", "time"), day=day) for day in (1, 2))
    assert one.id != two.id
    assert one == said("reject", pin(page, "Monday", "time"))
    assert standing([one, two, said("undo", day=3, undoes=one.id)]) == (two,)
    assert record_id("judgement", "", "x") != one.id
