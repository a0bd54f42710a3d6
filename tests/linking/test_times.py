"""Times closed: against the publication, inside speech, and where only bounds are known."""

from __future__ import annotations

import pytest

from dateline.linking import link
from dateline.linking.times import narrower, overlap
from dateline.records.linked import Linked, Page
from dateline.records.time import UNKNOWN, Anchor, Time, stated

from .build import Scribe

SUNDAY = Anchor(unit="weekday", which="7")
TODAY = Anchor(unit="day")
LAST_YEAR = Anchor(unit="year", shift=-1)


def day(words: str, span: str, anchor: Anchor, published: str | None) -> Time:
    s = Scribe(words)
    s.time(span, anchor=anchor)
    return link([s.page(published=published)]).times[0].time


@pytest.mark.parametrize(
    ("anchor", "published", "value"),
    [
        (SUNDAY, "2026-02-23", "2026-02-22"),
        (SUNDAY, "2026-02-23T10:40", "2026-02-22"),
        (SUNDAY, "2026-02-22", "2026-02-22"),
        (LAST_YEAR, "2026-02-23", "2025"),
        (SUNDAY, "2026-02", None),
        (SUNDAY, None, None),
    ],
)
def test_an_open_time_is_closed_by_a_known_day_only(anchor: Anchor, published: str | None, value: str | None) -> None:
    assert day("It rained on Sunday", "Sunday", anchor, published).value == value


def test_a_closed_time_says_from_which_day_it_was_counted() -> None:
    (basis,) = day("It rained on Sunday", "Sunday", SUNDAY, "2026-02-23").basis
    assert (basis.kind, basis.evidence[0].exact) == ("relative", "Sunday")
    assert "2026-02-23" in basis.reason


def test_copies_share_the_earliest_known_day() -> None:
    s = Scribe("It rained on Sunday")
    s.time("Sunday", anchor=SUNDAY)
    pages = s.page("late", published="2026-03-04"), s.page("early", published="2026-02-23"), s.page("undated")
    assert link(pages).times[0].time.value == "2026-02-22"


@pytest.mark.parametrize("words", ["now", "recently"])
def test_vague_times_have_bounds_and_no_value(words: str) -> None:
    s = Scribe(f"He is {words} known")
    s.time(words, value="PRESENT_REF" if words == "now" else "PAST_REF")
    time = link([s.page(published="2026-02-23")]).times[0].time
    assert (time.value, time.latest) == (None, "2026-02-23")


def test_a_bare_clock_time_does_not_name_its_day() -> None:
    six = Anchor(unit="day", part="06:00")
    assert day("He was caught shortly after 6 a.m. at sea", "shortly after 6 a.m.", six, "2026-02-25").value is None
    dated = Anchor(unit="day", which="02-22", part="06:00")
    assert (
        day("He was caught at 6 a.m. on Feb. 22", "6 a.m. on Feb. 22", dated, "2026-02-25").value == "2026-02-22T06:00"
    )
    assert day("He was caught at 6 a.m. today", "6 a.m. today", six, "2026-02-25").value == "2026-02-25T06:00"


def spoken(*, said: bool) -> Linked:
    s = Scribe("Ana Ruhl said on Sunday: We found it today. It was lost last year")
    sunday = s.time("Sunday", anchor=SUNDAY)
    s.quote(
        "We found it today. It was lost last year", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl",
        kind="direct", said=sunday if said else None,
    )  # fmt: skip
    s.time("today", anchor=TODAY)
    s.time("last year", anchor=LAST_YEAR)
    return link([s.page(published="2026-02-25")])


def test_today_in_somebodys_mouth_is_the_day_of_speech() -> None:
    values = {time.evidence.exact: time.time.value for time in spoken(said=True).times}
    assert values == {"Sunday": "2026-02-22", "today": "2026-02-22", "last year": "2025"}


def test_and_only_bounded_where_that_day_is_unknown() -> None:
    times = {time.evidence.exact: time.time for time in spoken(said=False).times}
    assert (times["today"].value, times["today"].latest) == (None, "2026-02-25")
    assert times["last year"].value == "2025"


@pytest.mark.parametrize(("published", "value"), [("2026-03-05T09:15", "2026-03-04TNI"), ("2026-03-05T21:00", None)])
def test_tonight_said_before_the_morning_paper_is_last_night(published: str, value: str | None) -> None:
    s = Scribe("Ana Ruhl said: We found it tonight")
    s.quote("We found it tonight", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl", kind="direct")
    s.time("tonight", anchor=Anchor(unit="day", part="NI"))
    assert link([s.page(published=published)]).times[0].time.value == value


def held(duration: str, published: str | None) -> Time:
    s = Scribe("Ivo Kessel, a fugitive for some time")
    since = s.time("for some time", value=duration, type="DURATION")
    s.state("a fugitive", chain=s.chain("person", "Ivo Kessel"), value="at_large", since=since)
    return link([s.page(published=published)]).states[0].since


@pytest.mark.parametrize(
    ("duration", "value"),
    [("P10Y", "2016"), ("P3M", "2025-11"), ("P2W", "2026-02-14"), ("P5D", "2026-02-23"), ("PXY", None)],
)
def test_a_state_that_has_held_for_so_long_began_so_long_ago(duration: str, value: str | None) -> None:
    assert held(duration, "2026-02-28").value == value


def test_without_a_publication_its_beginning_is_unknown() -> None:
    assert held("P10Y", None) == UNKNOWN


def free_and_caught(*, freed: bool = False, days: tuple[str, ...] = ("2026-03-24",)) -> Linked:
    s = Scribe("Ivo Kessel is wanted")
    s.state("wanted", chain=s.chain("person", "Ivo Kessel"), value="wanted")
    pages: list[Page] = [s.page("wanted")]
    for number, caught in enumerate(days):
        t = Scribe(f"Ivo Kessel was arrested on {caught}. He was freed")
        kessel = t.chain("person", "Ivo Kessel")
        t.event("arrested", type="coerce", mode="arrest", recipients=[kessel], time=t.time(caught, value=caught))
        if freed:
            t.state("freed", chain=kessel, value="released")
        pages.append(t.page(f"caught{number}", published="2026-04-01"))
    return link(pages)


def bound(linked: Linked) -> str | None:
    return next(a.published.latest for a in linked.articles if a.source == "wanted.txt")


def test_who_is_wanted_is_not_caught_yet() -> None:
    assert bound(free_and_caught()) == "2026-03-24"


def test_and_is_wanted_until_then() -> None:
    (state,) = [state for state in free_and_caught().states if state.value == "wanted"]
    assert (state.until.value, state.until.basis[0].kind) == ("2026-03-24", "inferred")


def test_two_days_for_one_capture_bound_by_the_later() -> None:
    assert bound(free_and_caught(days=("2026-03-24", "2026-03-26"))) == "2026-03-26"


def test_who_was_released_may_be_wanted_again() -> None:
    assert bound(free_and_caught(freed=True)) is None


def test_a_page_that_tells_the_capture_itself_is_not_bounded_by_it() -> None:
    s = Scribe("Ivo Kessel, long wanted, was arrested")
    kessel = s.chain("person", "Ivo Kessel")
    s.state("wanted", chain=kessel, value="wanted")
    s.event("arrested", type="coerce", mode="arrest", recipients=[kessel])
    t = Scribe("Ivo Kessel was arrested on 2026-03-24")
    t.event(
        "arrested", type="coerce", mode="arrest", recipients=[t.chain("person", "Ivo Kessel")],
        time=t.time("2026-03-24", value="2026-03-24"),
    )  # fmt: skip
    assert bound(link([s.page("wanted"), t.page("caught", published="2026-03-25")])) is None


def test_the_narrower_time_wins_and_bounds_alone_lose() -> None:
    times = [Time(latest="2026-02-01"), stated("2026"), stated("2026-02-22"), stated("2026-02-22T10:40")]
    assert narrower(times).value == "2026-02-22T10:40"
    assert narrower(reversed(times[:2])).value == "2026"
    assert narrower([]) == UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "yes"),
    [("2026", "2026-02-22", True), ("2026-02-22", "2026-02-23", False), ("2026-02-22TMO", "2026-02-22T18:00", True)],
)
def test_times_that_can_be_one(left: str, right: str, yes: bool) -> None:
    assert overlap(stated(left), stated(right)) is yes
    assert overlap(stated(left), UNKNOWN)
