"""What is new, changed and gone between two pictures."""

from __future__ import annotations

from dateline.dossier import Diff, build, diff
from dateline.records.dossier import Dossier, Scope

from .build import Newsroom


def picture(*, late: bool) -> Dossier:
    """A ferry sinks; later a page has more dead, the captain caught and one claim less."""
    room = Newsroom()
    room.page("first", "The ferry sank on Monday. In all 4 people died. Ben Cole is at large.", published="2026-05-05")
    ben = room.entity("Ben Cole")
    room.mention("first", "Ben Cole", ben)
    event = room.event("first", "The ferry sank on Monday.", trigger="sank", time="2026-05-04")
    room.toll("first", "4 people", event=event, number=4)
    if not late:
        room.event("first", "In all 4 people died.", trigger="died", type="death", time="2026-05-04")
    room.state("first", "at large", entity=ben, value="at_large")
    if late:
        room.page("second", "Now 7 people are dead. Ben Cole was arrested.", published="2026-05-07", outlet="Lake Echo")
        room.toll("second", "7 people", event=event, number=7)
        room.state("second", "was arrested", entity=ben, value="arrested", since="2026-05-06")
    return build(room.linked, scope=Scope(as_of="2026-05-07" if late else "2026-05-05"), text=room.text)


def told(found: Diff) -> dict[str, set[tuple[str, str]]]:
    return {
        "new": {(point.kind, point.text) for point in found.new},
        "changed": {(point.kind, point.text) for point in found.changed},
        "gone": {(point.kind, point.text) for point in found.gone},
    }


def test_what_is_new_changed_and_gone() -> None:
    found = diff(picture(late=False), picture(late=True))
    assert told(found) == {
        "new": {
            ("article", "Page second"),
            ("state", "Ben Cole: arrested"),
            ("change", "killed: 4 -> 7"),
            ("change", "Ben Cole, status: at large -> arrested"),
        },
        "changed": {("event", "The ferry sank on Monday."), ("story", "story")},
        "gone": {("event", "In all 4 people died.")},
    }
    assert (found.before.as_of, found.after.as_of) == ("2026-05-05", "2026-05-07")


def test_a_changed_point_says_how() -> None:
    found = diff(picture(late=False), picture(late=True))
    ferry = next(point for point in found.changed if point.kind == "event")
    assert [(each.attribute, each.before, each.after) for each in ferry.what] == [("killed", "4", "4, 7")]


def test_every_point_but_a_story_or_an_untitled_page_has_evidence() -> None:
    found = diff(picture(late=False), picture(late=True))
    points = (*found.new, *found.changed, *found.gone)
    assert all(point.evidence for point in points if point.kind not in ("story", "article"))


def test_a_picture_does_not_differ_from_itself() -> None:
    same = diff(picture(late=True), picture(late=True))
    assert (same.new, same.changed, same.gone) == ((), (), ())


def test_what_is_new_one_way_is_gone_the_other() -> None:
    there, back = (diff(picture(late=a), picture(late=not a)) for a in (False, True))
    assert {point.id for point in there.new} == {point.id for point in back.gone}
    assert {point.id for point in there.gone} == {point.id for point in back.new}
