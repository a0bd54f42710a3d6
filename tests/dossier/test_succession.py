"""States that gave way to others: which ends which, in what order, and what is no change at all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.dossier import changes
from dateline.records.dossier import Change, DossierRole
from dateline.records.time import UNKNOWN

from .build import Newsroom


def found(room: Newsroom) -> tuple[Change, ...]:
    return changes.find(room.linked, text=room.text)


def hunted() -> tuple[Newsroom, str]:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("old", "Oskar Brandl is still a fugitive. There is a reward for his arrest.", outlet="Lake Echo")
    room.state("old", "still a fugitive", entity=man, value="at_large")
    room.state("old", "a reward for his arrest", entity=man, value="wanted")
    return room, man


def test_a_death_ends_what_an_undated_page_tells() -> None:
    room, man = hunted()
    room.page("new", "Soldiers killed Oskar Brandl on Sunday.", published="2026-05-11")
    room.state("new", "killed Oskar Brandl", entity=man, value="dead", since="2026-05-10")
    (change,) = found(room)
    assert (change.kind, change.about, change.attribute) == ("world", man, "status")
    assert (change.before.value, change.after.value) == ("at large, wanted", "killed")
    assert [holder.name for holder in change.before.holders] == ["Lake Echo"]
    assert [words.exact for words in change.before.evidence] == ["still a fugitive", "a reward for his arrest"]
    assert change.after.time.value == "2026-05-10"
    assert (change.before.time.value, change.before.time.latest) == (None, "2026-05-10")
    assert "whenever the page that has “at large, wanted” was published" in change.basis


def test_a_death_that_is_no_killing_is_told_as_dead() -> None:
    room, man = hunted()
    room.page("new", "Oskar Brandl died in his sleep.", published="2026-05-11")
    room.state("new", "died in his sleep", entity=man, value="dead")
    (change,) = found(room)
    assert change.after.value == "dead"
    assert (change.after.time.value, change.after.time.latest) == (None, "2026-05-11")


def test_a_rumour_of_death_that_a_later_page_belies_changes_nothing() -> None:
    room, man = hunted()
    room.page("rumour", "A post claimed that Brandl was dead.", published="2026-05-03")
    room.state("rumour", "Brandl was dead", entity=man, value="dead")
    room.page("seen", "Brandl is on the run and was seen in Varna.", published="2026-05-05")
    room.state("seen", "on the run", entity=man, value="at_large")
    assert found(room) == ()


def test_what_the_page_of_the_arrest_recalls_is_what_was_before() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("new", "Police arrested Oskar Brandl, who had been wanted for a year.", published="2026-05-11")
    room.state("new", "arrested Oskar Brandl", entity=man, value="arrested", since="2026-05-10")
    room.state("new", "had been wanted", entity=man, value="wanted")
    (change,) = found(room)
    assert (change.before.value, change.after.value) == ("wanted", "arrested")


def test_the_steps_of_a_case_follow_each_other_by_their_days() -> None:
    room, man = hunted()
    room.page("caught", "Oskar Brandl was arrested on 10 May.", published="2026-05-11")
    room.state("caught", "was arrested", entity=man, value="arrested", since="2026-05-10")
    room.page("court", "Brandl was indicted on 2 June.", published="2026-06-02")
    room.state("court", "was indicted", entity=man, value="indicted", since="2026-06-02")
    told = [(change.before.value, change.after.value) for change in found(room)]
    assert told == [("at large, wanted", "arrested"), ("arrested", "indicted")]


def test_an_indictment_of_old_does_not_follow_an_arrest_of_today() -> None:
    room = Newsroom()
    man = room.entity("Oskar Brandl")
    room.page("new", "Brandl, who was indicted in 2019, was arrested.", published="2026-05-11")
    room.state("new", "was indicted", entity=man, value="indicted", since="2019")
    room.state("new", "was arrested", entity=man, value="arrested", since="2026-05-11")
    assert found(room) == ()


def test_a_day_after_the_page_that_tells_of_it_is_not_believed() -> None:
    room, man = hunted()
    room.page("one", "Brandl was arrested on Tuesday.", published="2026-05-12")
    room.state("one", "was arrested", entity=man, value="arrested", since="2026-05-12")
    room.page("two", "Brandl came home on 2 June after he was arrested in May.", published="2026-06-03")
    room.state("two", "was arrested", entity=man, value="arrested", since="2026-06-02")
    (change,) = found(room)
    assert change.after.time.value == "2026-05-12"


def test_who_resigns_was_in_the_office_that_his_role_names() -> None:
    room = Newsroom()
    woman = room.entity("Ilse Kamp")
    room.page("new", "Ilse Kamp, head of the port authority, resigned on Monday.", published="2026-05-12")
    room.state("new", "resigned on Monday", entity=woman, value="resigned", since="2026-05-11")
    assert found(room) == ()
    role = room.words("new", "head of the port authority")
    held = DossierRole(text=role.exact, since=UNKNOWN, until=UNKNOWN, evidence=role)
    linked = replace(room.linked, entities=tuple(replace(each, roles=(held,)) for each in room.linked.entities))
    (change,) = changes.find(linked, text=room.text)
    assert (change.before.value, change.after.value) == ("in office", "resigned")
    assert change.before.evidence == (role,)


@given(st.permutations(range(4)))
def test_the_order_of_what_was_found_does_not_matter(order: list[int]) -> None:
    room, man = hunted()
    room.page("caught", "Oskar Brandl was arrested on 10 May. He was wounded.", published="2026-05-11")
    room.state("caught", "was arrested", entity=man, value="arrested", since="2026-05-10")
    room.state("caught", "was wounded", entity=man, value="wounded")
    states = tuple(room.linked.states[n] for n in order)
    shuffled = changes.find(replace(room.linked, states=states), text=room.text)
    assert [(c.before.value, c.after.value) for c in shuffled] == [("at large, wanted", "arrested")]


def test_who_is_told_by_name_to_have_resigned_was_in_office() -> None:
    room = Newsroom()
    boss = room.entity("Ada Roth")
    room.page("old", "Chief executive Ada Roth spoke.", published="2026-05-01")
    room.page("new", "Ada Roth has resigned. Ben Cole resigned himself to it.", published="2026-05-04")
    room.mention("old", "Ada Roth", boss)
    room.mention("new", "Ada Roth", boss)
    room.state("old", "Chief executive Ada Roth", entity=boss, value="in_office")
    (change,) = found(room)
    assert (change.before.value, change.after.value) == ("in office", "resigned")
    assert [words.exact for words in change.after.evidence] == ["Ada Roth has resigned"]


def test_a_release_without_a_day_follows_an_arrest_that_pages_before_it_told() -> None:
    def told(*, released: str) -> list[tuple[str, str]]:
        room = Newsroom()
        man = room.entity("Oskar Brandl")
        room.page("old", "Oskar Brandl was arrested.", published="2026-05-02")
        room.page("new", "He had been released.", published=released)
        room.state("old", "was arrested", entity=man, value="arrested", since="2026-05-01")
        room.state("new", "had been released", entity=man, value="released")
        return [(change.before.value, change.after.value) for change in found(room)]

    assert told(released="2026-05-09") == [("arrested", "released")]
    assert told(released="2026-05-01") == []
