"""Tolls compared: what rose, what is disputed, and what is neither."""

from __future__ import annotations

from dateline.dossier import changes, disputes
from dateline.records.dossier import Change, Dispute

from .build import Newsroom


def risen(room: Newsroom) -> list[tuple[str, str, str]]:
    return [(c.attribute, c.before.value, c.after.value) for c in changes.find(room.linked, text=room.text)]


def at_odds(room: Newsroom) -> list[dict[str, list[str]]]:
    found = disputes.find(room.linked, text=room.text)
    assert all(dispute.kind == "value" for dispute in found)
    return [{stand.value: [holder.name for holder in stand.holders] for stand in dispute.stands} for dispute in found]


def ferry(*counts: tuple[str, int, str, str]) -> Newsroom:
    """Pages (day, number, holder, outlet) that each count the dead of one sinking."""
    room = Newsroom()
    event = ""
    for n, (day, number, holder, outlet) in enumerate(counts):
        name = f"p{n}"
        room.page(name, f"The ferry sank. {number} people died, page {n} said.", published=day, outlet=outlet)
        event = event or room.event(name, "The ferry sank.", trigger="sank")
        room.toll(name, f"{number} people", event=event, number=number, holder=holder or None)
    return room


def test_a_later_larger_number_is_a_change_and_each_step_is_one() -> None:
    room = ferry(
        ("2026-05-01", 4, "Coast Guard", "A"), ("2026-05-03", 9, "Coast Guard", "B"), ("2026-05-02", 7, "", "C")
    )  # fmt: skip
    assert risen(room) == [("killed", "4", "7"), ("killed", "7", "9")]
    assert at_odds(room) == []


def test_a_change_names_who_held_which_number_and_when() -> None:
    room = ferry(("2026-05-01", 4, "Coast Guard", "A"), ("2026-05-03", 9, "Port Office", "B"))
    (change,) = changes.find(room.linked, text=room.text)
    assert isinstance(change, Change)
    assert (change.kind, change.about) == ("world", "event0")
    assert [holder.name for holder in change.before.holders] == ["Coast Guard"]
    assert (change.before.time.value, change.after.time.value) == ("2026-05-01", "2026-05-03")
    assert [words.exact for words in change.after.evidence] == ["9 people"]


def test_two_numbers_of_one_day_are_a_dispute_and_no_change() -> None:
    room = ferry(("2026-05-01", 14, "hospital", "A"), ("2026-05-01", 11, "ministry", "B"))
    assert risen(room) == []
    assert at_odds(room) == [{"11": ["ministry"], "14": ["hospital"]}]


def test_numbers_of_one_voice_are_no_dispute() -> None:
    room = ferry(("2026-05-01", 14, "ministry", "A"), ("2026-05-01", 11, "ministry", "A"))
    assert at_odds(room) == []


def test_a_number_told_again_after_a_larger_one_stands_against_it() -> None:
    room = ferry(
        ("2026-05-01", 4, "militia", "A"), ("2026-05-02", 9, "army", "B"), ("2026-05-04", 4, "militia", "A")
    )  # fmt: skip
    assert risen(room) == []
    assert at_odds(room) == [{"4": ["militia"], "9": ["army"]}]


def test_morning_and_evening_of_one_day_are_two_times() -> None:
    room = ferry(("2026-05-01T08:00", 4, "Coast Guard", "A"), ("2026-05-01T19:30", 9, "Port Office", "B"))
    assert risen(room) == [("killed", "4", "9")]
    assert at_odds(room) == []


def test_after_a_dispute_the_change_starts_from_what_the_same_hand_had_said() -> None:
    room = ferry(
        ("2026-05-01", 14, "hospital", "A"), ("2026-05-01", 11, "ministry", "B"), ("2026-05-02", 17, "ministry", "C")
    )  # fmt: skip
    assert risen(room) == [("killed", "11", "17")]


def test_a_smaller_later_number_of_dead_is_no_change() -> None:
    assert risen(ferry(("2026-05-01", 9, "Coast Guard", "A"), ("2026-05-03", 7, "Coast Guard", "B"))) == []


def test_at_least_so_many_does_not_contradict_more() -> None:
    room = Newsroom()
    room.page("p", "The ferry sank. At least 11 people died.", published="2026-05-01", outlet="A")
    room.page("q", "Officials counted 14 people dead.", published="2026-05-01", outlet="B")
    event = room.event("p", "The ferry sank.", trigger="sank")
    room.toll("p", "At least 11 people", event=event, number=11, at_least=True)
    room.toll("q", "14 people", event=event, number=14)
    assert (risen(room), at_odds(room)) == ([], [])


def test_the_missing_may_become_fewer() -> None:
    room = Newsroom()
    room.page("p", "The ferry sank. 30 people are missing.", published="2026-05-01")
    room.page("q", "Still 8 people are missing.", published="2026-05-04")
    event = room.event("p", "The ferry sank.", trigger="sank")
    room.toll("p", "30 people", event=event, number=30, kind="missing")
    room.toll("q", "8 people", event=event, number=8, kind="missing")
    assert risen(room) == [("missing", "30", "8")]


def test_others_besides_those_named_and_part_counts_are_no_tolls() -> None:
    room = Newsroom()
    room.page("p", "The gang boss died. Three others were killed.", published="2026-05-01", outlet="A")
    room.page(
        "q", "In all 20 people died, the army said. The hospital lost 5 people in the night.", published="2026-05-01"
    )
    event = room.event("p", "The gang boss died.", trigger="died")
    room.toll("p", "Three others", event=event, number=3, besides=True)
    room.toll("q", "20 people", event=event, number=20, holder="army")
    room.toll("q", "5 people", event=event, number=5, holder="hospital")
    assert (risen(room), at_odds(room)) == ([], [])


def test_a_sentence_may_state_the_change_itself() -> None:
    room = Newsroom()
    room.page("p", "Nineteen people are known to be dead, up from 17 on Friday.", published="2026-05-01")
    event = room.event("p", "Nineteen people are known to be dead, up from 17 on Friday.")
    room.toll("p", "Nineteen people", event=event, number=19)
    (change,) = changes.find(room.linked, text=room.text)
    assert (change.before.value, change.after.value) == ("17", "19")
    assert [words.exact for words in change.before.evidence] == ["17"]


def test_tolls_of_two_stories_are_not_compared() -> None:
    room = Newsroom()
    for name, day, number in (("p", "2026-05-01", 4), ("q", "2026-05-02", 9)):
        room.page(name, f"The roof fell. {number} people died.", published=day, story=name)
        event = room.event(name, "The roof fell.", trigger="fell")
        room.toll(name, f"{number} people", event=event, number=number)
    assert risen(room) == []


def test_tolls_of_two_days_in_one_story_are_not_compared() -> None:
    room = Newsroom()
    for name, day, number in (("p", "2026-05-01", 4), ("q", "2026-05-08", 9)):
        room.page(name, f"The roof fell. {number} people died.", published=day)
        event = room.event(name, "The roof fell.", trigger="fell", time=day)
        room.toll(name, f"{number} people", event=event, number=number)
    assert risen(room) == []


def test_a_number_put_on_the_toll_just_told() -> None:
    room = Newsroom()
    room.page("p", "The ferry sank. 14 people died, the hospital said. The Coast Guard puts the number at 11.",
              published="2026-05-01")  # fmt: skip
    guard = room.entity("Coast Guard", type="organization")
    room.mention("p", "The Coast Guard", guard)
    event = room.event("p", "The ferry sank.", trigger="sank")
    room.toll("p", "14 people", event=event, number=14, holder="hospital")
    assert at_odds(room) == [{"11": ["Coast Guard"], "14": ["hospital"]}]


def test_figures_that_a_page_recalls_came_before_its_own() -> None:
    room = Newsroom()
    room.page("p", "The ferry sank. The toll has risen to 17. On Friday they had published other figures, 9 and 14.")
    event = room.event("p", "The ferry sank.", trigger="sank")
    room.toll("p", "17", event=event, number=17)
    assert (risen(room), at_odds(room)) == ([("killed", "9", "17")], [])


def test_counts_of_different_people_are_not_compared() -> None:
    room = Newsroom()
    room.page("p", "The fort fell. 12 soldiers died.", published="2026-05-01", outlet="A")
    room.page("q", "The fort fell and 20 villagers died.", published="2026-05-01", outlet="B")
    room.page("r", "The fort fell and 25 villagers died.", published="2026-05-03", outlet="B")
    event = room.event("p", "The fort fell.", trigger="fell")
    room.toll("p", "12 soldiers", event=event, number=12)
    room.toll("q", "20 villagers", event=event, number=20)
    room.toll("r", "25 villagers", event=event, number=25)
    assert (risen(room), at_odds(room)) == ([("killed", "20", "25")], [])


def test_a_smaller_number_after_a_larger_one_starts_no_second_rise() -> None:
    room = ferry(
        ("2026-05-01", 4, "Coast Guard", "A"), ("2026-05-02", 9, "Coast Guard", "B"), ("2026-05-03", 7, "Port", "C")
    )  # fmt: skip
    assert risen(room) == [("killed", "4", "9")]


def test_numbers_far_apart_count_different_things() -> None:
    room = ferry(("2026-05-01", 12, "Coast Guard", "A"), ("2026-05-01", 20000, "Rescue League", "B"))
    assert (risen(room), at_odds(room)) == ([], [])


def test_a_dispute_has_origins_and_evidence() -> None:
    room = ferry(("2026-05-01", 14, "hospital", "A"), ("2026-05-01", 11, "", "B"))
    (dispute,) = disputes.find(room.linked, text=room.text)
    assert isinstance(dispute, Dispute)
    assert {stand.value: stand.origins for stand in dispute.stands} == {"11": ("origin-B",), "14": ()}
    assert [words.exact for stand in dispute.stands for words in stand.evidence] == ["11 people", "14 people"]


def test_a_death_toll_is_put_on_the_dead_and_not_on_the_missing() -> None:
    room = Newsroom()
    words = "18 people died and 40 people are missing. Governor Ravn put the death toll at 25."
    room.page("p", words, published="2026-05-01", outlet="A")
    event = room.event("p", "18 people died", trigger="died")
    room.toll("p", "18 people", event=event, number=18, holder="Coast Guard")
    room.toll("p", "40 people", event=event, number=40, holder="Coast Guard", kind="missing")
    room.mention("p", "Ravn", room.entity("Ravn"))
    assert at_odds(room) == [{"18": ["Coast Guard"], "25": ["Ravn"]}]


def test_a_toll_remembered_is_none_of_the_day() -> None:
    room = Newsroom()
    for name, day, words in (
        ("p", "2026-05-01", "A ferry sank and 25 people died. In 2022, 31 people died here."),
        ("q", "2026-05-03", "The toll of the ferry rose: 33 people died."),
    ):
        room.page(name, words, published=day, outlet="A")
    event = room.event("p", "A ferry sank and 25 people died.", trigger="sank")
    room.toll("p", "25 people", event=event, number=25, holder="Coast Guard")
    room.toll("q", "33 people", event=event, number=33, holder="Coast Guard")
    past = room.event("p", "In 2022, 31 people died here.", trigger="In 2022", time="2022-07-01")
    room.toll("p", "31 people", event=past, number=31, holder="Port Office")
    assert risen(room) == [("killed", "25", "33")]
    assert at_odds(room) == []


def counted(*pages: tuple[str, str, tuple[tuple[str, int, str], ...]]) -> Newsroom:
    """Pages (name, day, ((words, number, holder), ..)) that count the dead of one collapse."""
    room = Newsroom()
    event = ""
    for name, day, said in pages:
        room.page(name, f"The stand fell. {' '.join(f'{words} {name}.' for words, _, _ in said)}", published=day)
        event = event or room.event(name, "The stand fell.", trigger="fell")
        for words, number, holder in said:
            room.toll(name, words.split(" died")[0], event=event, number=number, holder=holder)
    return room


def test_of_two_counts_at_odds_the_smaller_is_what_the_toll_rose_to() -> None:
    room = counted(
        ("p", "2026-05-01", (("4 people died on", 4, "police"),)),
        ("q", "2026-05-02", (("9 people died on", 9, "hospital"), ("13 people died on", 13, "mayor"))),
    )
    assert risen(room) == [("killed", "4", "9")]
    assert at_odds(room) == [{"9": ["hospital"], "13": ["mayor"]}]


def test_a_count_that_nobody_else_holds_any_more_gives_way_to_the_larger_one() -> None:
    room = counted(
        ("q", "2026-05-02", (("9 people died on", 9, "hospital"), ("13 people died on", 13, "mayor"))),
        ("r", "2026-05-04", (("13 people died on", 13, "ministry"),)),
    )
    assert risen(room) == [("killed", "9", "13")]


def test_who_held_the_larger_count_from_the_beginning_settles_nothing() -> None:
    room = counted(
        ("q", "2026-05-02", (("9 people died on", 9, "hospital"), ("13 people died on", 13, "mayor"))),
        ("r", "2026-05-04", (("13 people died on", 13, "mayor"),)),
    )
    assert risen(room) == []


def test_a_third_count_between_two_at_odds_follows_the_smaller() -> None:
    room = counted(
        ("q", "2026-05-02", (("9 people died on", 9, "hospital"), ("13 people died on", 13, "mayor"))),
        ("r", "2026-05-04", (("11 people died on", 11, "ministry"),)),
    )
    assert risen(room) == [("killed", "9", "11")]


def test_at_least_so_many_can_rise() -> None:
    room = Newsroom()
    room.page("p", "The stand fell. At least 9 people died.", published="2026-05-01", outlet="A")
    room.page("q", "Officials counted 14 people dead.", published="2026-05-02", outlet="B")
    event = room.event("p", "The stand fell.", trigger="fell")
    room.toll("p", "At least 9 people", event=event, number=9, at_least=True)
    room.toll("q", "14 people", event=event, number=14)
    assert risen(room) == [("killed", "9", "14")]


def test_a_sentence_may_tell_an_earlier_number_beside_its_own() -> None:
    room = Newsroom()
    room.page("p", "The stand fell. 15 people died, the ministry said, raising an earlier toll of 12.")
    event = room.event("p", "The stand fell.", trigger="fell")
    room.toll("p", "15 people", event=event, number=15)
    room.toll("p", "12", event=event, number=12)
    assert risen(room) == [("killed", "12", "15")]


def test_the_missing_told_behind_the_dead_are_all_of_them() -> None:
    room = Newsroom()
    room.page("p", "The stand fell. 30 people are missing.", published="2026-05-01")
    room.page("q", "The stand fell. 21 people died. Eight more are missing.", published="2026-05-04")
    event = room.event("p", "The stand fell.", trigger="fell")
    room.toll("p", "30 people", event=event, number=30, kind="missing")
    room.toll("q", "21 people", event=event, number=21)
    room.toll("q", "Eight more", event=event, number=8, kind="missing", besides=True)
    assert ("missing", "30", "8") in risen(room)


def test_who_puts_a_toll_in_the_same_sentence_holds_it() -> None:
    room = Newsroom()
    room.page("p", "The stand fell. 14 people died, the hospital said, but the fans' union put the toll at 17.",
              published="2026-05-01")  # fmt: skip
    event = room.event("p", "The stand fell.", trigger="fell")
    room.toll("p", "14 people", event=event, number=14, holder="hospital")
    room.toll("p", "17", event=event, number=17, holder="hospital")
    assert at_odds(room) == [{"14": ["hospital"], "17": ["the fans' union"]}]


def test_counts_of_the_dead_alone_go_on_whatever_their_day_and_town() -> None:
    room = Newsroom()
    room.page("p", "The fever broke out. Six people died.", published="2026-05-02")
    room.page("q", "The number of dead has reached 9 in Upton, officials said on Friday.", published="2026-05-09")
    first = room.event("p", "The fever broke out.", trigger="broke", type="death", time="2026-05-01")
    later = room.event("q", "The number of dead has reached 9", trigger="dead", type="death", time="2026-05-08")
    room.toll("p", "Six people", event=first, number=6)
    room.toll("q", "9", event=later, number=9)
    assert risen(room) == [("killed", "6", "9")]
