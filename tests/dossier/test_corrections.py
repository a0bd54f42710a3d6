"""Notes in which outlets correct or retract what they wrote."""

from __future__ import annotations

import pytest

from dateline.dossier import changes
from dateline.records.dossier import Change

from .build import Newsroom


def found(text: str) -> Change | None:
    room = Newsroom()
    room.page("p", text, published="2026-05-02")
    changed = changes.find(room.linked, text=room.text)
    assert len(changed) < 2
    return changed[0] if changed else None


def test_a_wrong_number_of_dead_is_corrected() -> None:
    change = found(
        "The ferry sank off Port Elm.\n\nCorrection: An earlier version of this article said that 31 people had died. "
        "That is how many were injured; 13 people died. We apologise for the error."
    )
    assert change is not None
    assert (change.kind, change.about, change.attribute) == ("correction", "article-p", "killed")
    assert (change.before.value, change.after.value) == ("31", "13")
    assert [words.exact for words in change.before.evidence] == [
        "Correction: An earlier version of this article said that 31 people had died."
    ]
    assert [words.exact for words in change.after.evidence] == ["That is how many were injured; 13 people died."]
    assert [holder.name for holder in change.before.holders] == ["Harbour Post"]


@pytest.mark.parametrize(
    ("note", "before", "after"),
    [
        (
            "A previous version of this story misidentified the captain as Jon Hale. He is John Hail.",
            "Jon Hale",
            "John Hail",
        ),
        (
            "This article incorrectly stated that the bridge was closed in May. In fact, it closed in June.",
            "the bridge was closed in May",
            "it closed in June",
        ),
        (
            "This article was amended on 3 May 2026 to remove a wrong weight of 300 tonnes; it weighs 37 tonnes.",
            "a wrong weight of 300 tonnes",
            "it weighs 37 tonnes",
        ),
        (
            "CORRECTION: An earlier version of this story named all 12 people who died. Two names are not confirmed.",
            "all 12 people who died",
            "Two names are not confirmed",
        ),
        (
            "Correction: This story first said that the mill employs 4,000 people. The number is 400.",
            "the mill employs 4,000 people",
            "The number is 400",
        ),
        (
            "Correction: In an earlier version of this article Jana Orlik was called Hana Orlick.",
            "Hana Orlick",
            "Jana Orlik",
        ),
        ("Clarification: The vote should have been given as 51 to 40, not 15 to 40.", "15 to 40", "51 to 40"),
        ("Correction\n\nWe misspelled Ada Brand's name as Eda Brandt.", "Eda Brandt", "Ada Brand"),
    ],
)
def test_wrong_words_are_corrected(note: str, before: str, after: str) -> None:
    change = found(f"Some story.\n\n{note}")
    assert change is not None
    assert (change.kind, change.attribute) == ("correction", "text")
    assert (change.before.value, change.after.value) == (before, after)


def test_a_note_that_tells_the_wrong_alone_leaves_the_right_to_the_article() -> None:
    change = found(
        "The mayor was out of town. The bridge was closed for ten days in May, the council said.\n\n"
        "Correction: An earlier version of this article said that the bridge had been closed for a year."
    )
    assert change is not None
    assert (change.before.value, change.after.value) == (
        "the bridge had been closed for a year",
        "The bridge was closed for ten days in May, the council said",
    )


def test_a_retraction_on_a_page_titled_by_its_site_takes_its_first_line_back() -> None:
    room = Newsroom()
    room.page(
        "p", "Mayor sold the bridge.\n\nThis article has been retracted.\n\nThe mayor has sold it.", outlet="Page p"
    )
    change = changes.find(room.linked, text=room.text)[0]
    assert (change.kind, change.before.value, change.after.value) == (
        "retraction",
        "Mayor sold the bridge",
        "retracted",
    )


def test_a_report_that_another_outlet_withdrew_is_a_retraction() -> None:
    change = found("The Elm Post has withdrawn its report that the bridge was sold. Its editor apologised.")
    assert change is not None
    assert (change.kind, change.before.value, change.after.value) == ("retraction", "the bridge was sold", "retracted")


def test_a_note_that_does_not_say_what_was_wrong_is_still_a_correction() -> None:
    change = found("Some story.\n\nThis article has been corrected.")
    assert change is not None
    assert (change.kind, change.after.value) == ("correction", "corrected")


def test_a_retraction() -> None:
    change = found("This article has been retracted because its source could not be confirmed.")
    assert change is not None
    assert (change.kind, change.before.value, change.after.value) == ("retraction", "Page p", "retracted")


@pytest.mark.parametrize(
    "text",
    [
        "The minister corrected his figures. He said he had been wrong.",
        "She read from an earlier version of the treaty.",
        "The army has withdrawn from the town. The article of faith was retracted by the bishop.",
        "Corrections officers went on strike at the prison.",
    ],
)
def test_what_only_sounds_like_a_note_is_none(text: str) -> None:
    assert found(text) is None


def test_what_an_outlet_took_back_does_not_change_in_the_world() -> None:
    room = Newsroom()
    room.page("old", "The ferry sank. 31 people died.", published="2026-05-01")
    room.page("other", "The toll is 40. In all 40 people died.", published="2026-05-03", outlet="Lake Echo")
    room.page("new", "Some story.\n\nCorrection: An earlier version of this article said that 31 people had died. "
              "In fact 13 people died.", published="2026-05-02")  # fmt: skip
    event = room.event("old", "The ferry sank.", trigger="sank")
    for page, exact, number in (("old", "31 people", 31), ("new", "31 people", 31), ("new", "13 people", 13)):
        room.toll(page, exact, event=event, number=number)
    room.toll("other", "40 people", event=event, number=40)
    told = [
        (change.kind, change.before.value, change.after.value) for change in changes.find(room.linked, text=room.text)
    ]
    assert told == [("world", "13", "40"), ("correction", "31", "13")]
