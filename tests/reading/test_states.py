"""What holds of whom: said by nouns, adjectives, phrases, titles and by what was done to them; only where asserted."""

from __future__ import annotations

from pathlib import Path

import pytest

from .happening import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Anna Petrova is a fugitive.", "at_large"),
        ("Police have had Anna Petrova as a fugitive for ten years.", "at_large"),
        ("Anna Petrova remains at large.", "at_large"),
        ("Anna Petrova has been on the run for two weeks.", "at_large"),
        ("Anna Petrova is wanted in Norway.", "wanted"),
        ("There is a reward for Anna Petrova's arrest.", "wanted"),
        ("A court issued a warrant for Anna Petrova.", "wanted"),
        ("Police are looking for Anna Petrova.", "wanted"),
        ("Anna Petrova is under indictment in Oslo.", "indicted"),
        ("Anna Petrova was indicted on Monday.", "indicted"),
        ("Anna Petrova was charged with fraud.", "charged"),
        ("Police arrested Anna Petrova on Monday.", "arrested"),
        ("Anna Petrova was caught at a border crossing on Monday.", "arrested"),
        ("Anna Petrova remains in custody.", "detained"),
        ("Anna Petrova was convicted of fraud.", "convicted"),
        ("Anna Petrova was sentenced to six years in prison.", "sentenced"),
        ("Anna Petrova—now locked up for life—wrote a book.", "imprisoned"),
        ("Anna Petrova was released on Monday.", "released"),
        ("Anna Petrova was wounded on Monday.", "wounded"),
        ("Anna Petrova is missing.", "missing"),
        ("Anna Petrova died on Monday.", "dead"),
        ("Anna Petrova's death shocked Lisbon.", "dead"),
        ("Gunmen killed Anna Petrova on Monday.", "dead"),
        ("Anna Petrova resigned on Monday.", "resigned"),
        ("President Anna Petrova spoke on Monday.", "in_office"),
    ],
)
def test_a_state_and_who_is_in_it(sentence: str, value: str) -> None:
    assert ("Anna Petrova", value) in read(sentence).held()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Former president Anna Petrova spoke on Monday.", "in_office"),
        ("Police may arrest Anna Petrova on Monday.", "arrested"),
        ("Police did not arrest Anna Petrova.", "arrested"),
        ("There is a reward for Anna Petrova's arrest.", "arrested"),
        ("There is a reward for information that leads to the arrest of Anna Petrova.", "arrested"),
        ("Anna Petrova was declared dead, drunk or in Dubai.", "dead"),
        ("Anna Petrova is not a fugitive.", "at_large"),
        ("Anna Petrova will plead not guilty.", "convicted"),
        ("If Anna Petrova is arrested, the talks end.", "arrested"),
    ],
)
def test_what_is_past_planned_denied_or_supposed_is_no_state(sentence: str, value: str) -> None:
    assert ("Anna Petrova", value) not in read(sentence).held()


def test_a_duration_says_since_when() -> None:
    found = read("Police have had Anna Petrova as a fugitive for ten years.")
    (state,) = [state for state in found.states if state.value == "at_large"]
    since = next(time for time in found.times if time.id == state.since)
    assert (since.type, since.value) == ("DURATION", "P10Y")


def test_the_day_of_the_deed_is_since() -> None:
    found = read("Anna Petrova was indicted on Monday.")
    (state,) = [state for state in found.states if state.value == "indicted"]
    assert found.time(state.since) == "Monday"
    assert state.evidence.exact.startswith("Anna Petrova was indicted")


def test_the_arrest_of_unnamed_people_is_no_state() -> None:
    assert read("Police arrested six dockers on Monday.").states == ()


def test_a_state_said_in_a_quotation_is_its_speakers() -> None:
    found = read("“Anna Petrova is a fugitive,” said Boris Lund.")
    (state,) = [state for state in found.states if state.value == "at_large"]
    assert state.quotation == found.quotations[0].id


def test_a_group_can_be_designated() -> None:
    found = read("The treasury designated the Red Lantern Cartel as a terrorist organisation last year.")
    assert {value for _, value in found.held()} == {"designated"}


def test_the_seeds_tell_of_a_fugitive_who_is_dead(shared: Path) -> None:
    before = (shared / "seeds" / "004_7f613b99dbe152a2.txt").read_text(encoding="utf-8")
    after = (shared / "seeds" / "000_c5228dfd27c67ca4.txt").read_text(encoding="utf-8")
    sought = read(*[line.strip() for line in before[: before.index("Hence then")].split("\n") if line.strip()])
    ended = read(
        *[
            line.strip()
            for line in after[after.index("The White House has") : after.index(" -- ANI")].split("\n")
            if line
        ]
    )
    assert {value for name, value in sought.held() if "Cervantes" in name} >= {"at_large", "wanted", "indicted"}
    assert "dead" not in {value for _, value in sought.held()}
    assert "dead" in {value for name, value in ended.held() if "Cervantes" in name}


def test_an_office_set_beside_a_name_is_held() -> None:
    assert ("Anna Petrova", "in_office") in read("Norway's interior minister, Anna Petrova, spoke on Monday.").held()
    assert ("Anna Petrova", "in_office") in read("Anna Petrova, the mayor of Lisbon, spoke on Monday.").held()
    assert ("Anna Petrova", "in_office") not in read("Anna Petrova, a former mayor of Lisbon, spoke.").held()


def test_who_serves_years_in_prison_is_imprisoned_and_who_serves_a_term_in_office_is_not() -> None:
    assert ("Boris Lund", "imprisoned") in read("Boris Lund is serving six years in a Lisbon prison for fraud.").held()
    assert ("Boris Lund", "imprisoned") not in read("Boris Lund is serving a second term as mayor.").held()
