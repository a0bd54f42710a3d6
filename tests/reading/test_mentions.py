"""Names: what is one, where it begins and ends, what kind of thing it names."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.nlp import model
from dateline.reading.mentions import mentions, types
from dateline.reading.mentions.found import Found, disjoint, trim
from dateline.records.evidence import capture_text, holds
from dateline.records.ids import record_id
from dateline.records.reading import TimeExpression

from .naming_people import read

pytestmark = pytest.mark.model


def names_of(words: str) -> dict[str, str]:
    return {m.evidence.exact: m.type for m in read(words).chains.mentions if m.form == "name"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("the Harbour Cartel", "Harbour Cartel"),
        ("President Ann Example", "Ann Example"),
        ("Gen. Ann Example’s", "Ann Example"),
        ("“Ann Example,”", "Ann Example"),
        ("Ann Example—now jailed", "Ann Example"),
        ("Sam Example Jr.", "Sam Example Jr."),
        ("U.S.", "U.S."),
        ("—", None),
    ],
)
def test_trim_keeps_the_name(written: str, kept: str | None) -> None:
    span = trim(written, 0, len(written), person=True)
    assert (written[slice(*span)] if span else None) == kept


def test_the_longest_of_overlapping_spans_stays() -> None:
    short, long, apart = Found(0, 4, "person"), Found(0, 9, "person"), Found(10, 12, "place")
    assert disjoint([short, apart, long]) == [long, apart]


def test_kinds_of_names() -> None:
    found = names_of(
        "Police in Oakmere said the Sandovar cartel and the Ministry of Health had met Mexico’s military and "
        "the Mexican government. U.S. Marines watched. Ann Kowalski was held at Fulbrook prison in Ohio."
    )
    assert found["Sandovar cartel"] == "organization"
    assert found["Ministry of Health"] == "organization"
    assert found["Mexico’s military"] == "organization"
    assert found["Mexican government"] == "organization"
    assert found["U.S. Marines"] == "organization"
    assert found["Fulbrook prison"] == "facility"
    assert found["Oakmere"] == found["Ohio"] == "place"
    assert found["Ann Kowalski"] == "person"


def test_a_description_with_an_indefinite_article_is_no_name() -> None:
    assert "Dangerous Boating Organisation" not in names_of("Ann Kowalski called it a Dangerous Boating Organisation.")


def test_military_before_a_noun_is_no_body() -> None:
    assert set(names_of("Ann Kowalski said U.S. military assistance would end.")) == {"Ann Kowalski", "U.S."}


def test_a_nickname_inside_is_part_of_one_name() -> None:
    assert "Tomas 'El Rey' Vargas" in names_of("Police arrested Tomas 'El Rey' Vargas on Monday.")
    assert "Tomas “El Rey” Vargas" in names_of("Police arrested Tomas “El Rey” Vargas on Monday.")


def test_a_dash_does_not_glue() -> None:
    found = names_of("The gang was run by Tomas Vargas—now locked up for life in Ohio.")
    assert "Tomas Vargas" in found


def test_a_name_known_from_elsewhere_is_found_again() -> None:
    text = "Tomas 'El Rey' Vargas ran. \"'El Rey' could swim and swam,\" she said. Rey-like men ran too."
    assert [m.evidence.exact for m in read(text).chains.mentions if m.form == "name"].count("El Rey") == 1


def test_the_whole_text_votes_on_a_type() -> None:
    read_ = read("Oakmere burned. The mayor of Oakmere wept in Oakmere. In the town of Oakmere, shops shut.")
    assert read_.types() == {"Oakmere": "place"}


def test_a_last_name_is_a_person_where_the_full_name_is() -> None:
    kinds = names_of('Irina Velkova denied it. "No crack was reported to the board," Velkova said in a statement.')
    assert kinds["Velkova"] == "person"


def test_the_town_of_a_dateline() -> None:
    assert names_of("ASHBURNE, Ohio (AP) — Ann Kowalski said it rained.")["ASHBURNE"] == "place"


def test_headline_words_are_cut_off_a_name() -> None:
    text = "Ajax Fenwick Plane Crash: what we know\n\nAjax Fenwick died when a plane hit a hill. The crash killed two."
    assert "Ajax Fenwick Plane Crash" not in names_of(text)


def test_a_name_inside_a_time_is_none() -> None:
    text = capture_text("Ann Kowalski left in May Day week.")
    parse = model.parse(text.text)
    start = text.text.index("May")
    evidence = text.cut(start, start + 12)
    time = TimeExpression(id=record_id("time", text.id, 0), type="DATE", value=None, anchor=None, evidence=evidence)
    found = mentions.find(parse, text, times=(time,))
    assert [m.evidence.exact for m in found if m.form == "name"] == ["Ann Kowalski"]


def test_votes_of_the_model_do_not_add_up() -> None:
    text = capture_text("Mr. Velk left. Velk sang. Velk ran. Velk sat.")
    parse = model.parse(text.text)
    spans = [Found(at, at + 4, "organization") for at in (4, 15, 26, 36)]
    assert {found.type for found in types.settle(parse, spans)} == {"person"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["Ann Kowalski", "'El Rey'", "“", "”", "—", "(CJ)", "'s", " the ", "\n", "known as ", " or XY, ",
             "He said ", "his ", "cartel", "U.S.", "\ufffd", "Dr. ", ",", " of ", "président ", "Ministry", "’", " 12 "]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_odd_text_is_read_and_its_evidence_holds(pieces: list[str]) -> None:
    read_ = read("".join(pieces))
    known = {mention.id for mention in read_.chains.mentions}
    assert all(holds(mention.evidence, read_.text.text) for mention in read_.chains.mentions)
    assert len(known) == len(read_.chains.mentions)
    in_chains = [mention for chain in read_.chains.chains for mention in chain.mentions]
    assert sorted(in_chains) == sorted(known)
    for chain in read_.chains.chains:
        said = [*(alias.evidence for alias in chain.aliases), *(role.evidence for role in chain.roles)]
        assert all(holds(evidence, read_.text.text) for evidence in said)


def test_a_firm_is_told_by_what_only_a_firm_has() -> None:
    found = names_of("Workers at Tarn Glass walked out after it was bought by Ostmark Stahl AG.")
    assert {found["Tarn Glass"], found["Ostmark Stahl AG"]} == {"organization"}


def test_a_ship_is_nobody() -> None:
    found = names_of("The MV Santa Orlina left Rotterdam for Hamburg late on Friday.")
    assert "person" not in found.values()
    assert found["Hamburg"] == "place"


def test_who_speaks_is_somebody_also_where_the_model_sees_no_name() -> None:
    found = names_of('"They were looking at my lanterns," said Vrooman, 57, a plumber. He came from Brisbane.')
    assert (found["Vrooman"], found["Brisbane"]) == ("person", "place")


def test_a_town_or_an_agency_that_speaks_is_nobody() -> None:
    found = names_of("Moscow said on Monday that it had not been asked. Reuters said that the talks had failed.")
    assert "person" not in found.values()


def test_people_at_the_head_of_a_sentence_are_no_name() -> None:
    assert "Gunmen" not in names_of("KADUNA, Nigeria (AP) — Gunmen abducted a teacher from his home, police said.")


def test_a_name_is_taken_whole() -> None:
    found = names_of("But Basilan governor Hadja Nuriya Sahibul put the death toll at 25.")
    assert found["Hadja Nuriya Sahibul"] == "person"


def test_one_of_them_is_somebody_and_what_a_thing_is_called_nobody() -> None:
    found = names_of(
        "Two specialists examined it. “It is consistent,” concluded one of them, Milena Dravova of the Technical "
        "Institute. The crack has a name: it is called “Martha”, after a month."
    )
    assert found["Milena Dravova"] == "person"
    assert found.get("Martha") != "person"


def test_who_is_wanted_or_has_resigned_is_somebody() -> None:
    assert names_of("Josphat Kimaro is wanted for fraud in Arusha.")["Josphat Kimaro"] == "person"
    assert names_of("A court issued a warrant for the arrest of Josphat Kimaro.")["Josphat Kimaro"] == "person"


def test_who_is_introduced_by_a_role_is_somebody() -> None:
    assert (
        names_of("The price was six millions, Mercy Wanjoga, the auditor, told a meeting.")["Mercy Wanjoga"] == "person"
    )
    assert (
        names_of("The former governor of Teso, Josphat Kimaro, was found at a border post.")["Josphat Kimaro"]
        == "person"
    )


def test_a_person_of_a_body_or_a_county_is_two_names() -> None:
    of_firm = names_of("Priscilla Nartoh of Volta Starch Ltd has resigned as manager.")
    assert (of_firm["Priscilla Nartoh"], of_firm["Volta Starch Ltd"]) == ("person", "organization")
    of_county = names_of("Governor Josphat Kimaro of Teso County sold four hectares of land.")
    assert (of_county["Josphat Kimaro"], of_county["Teso County"]) == ("person", "place")


def test_a_body_with_of_in_its_name_is_one_name() -> None:
    assert names_of("She studied at the University of Marlow Bay.")["University of Marlow Bay"] == "organization"
