"""Chains: what names one thing, and what stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reading.mentions import coreference, mentions
from dateline.reading.times import times

from .naming_people import Read, read

pytestmark = pytest.mark.model


def same(read_: Read, *words: str) -> bool:
    """Whether all these words belong to mentions of one chain."""
    exact = {mention.id: mention.evidence.exact for mention in read_.chains.mentions}
    return any(set(words) <= {exact[i] for i in chain.mentions} for chain in read_.chains.chains)


def test_two_people_of_one_family_stay_two() -> None:
    read_ = read("Maria Silva met Joao Silva in Lisbon. Silva said the talks went well. Ms Silva left early.")
    assert read_.words("Maria Silva") == ["Maria Silva", "Silva"]
    assert read_.words("Joao Silva") == ["Joao Silva"]
    assert read_.words("Silva") == ["Silva"]


def test_a_bare_name_goes_to_the_only_one_named_so_far() -> None:
    read_ = read("Kalle Berg is wanted. Berg fled. A cousin, Stefan Berg, was told.")
    assert read_.words("Kalle Berg") == ["Kalle Berg", "Berg"]


def test_two_nicknames_with_one_word_stay_two() -> None:
    read_ = read(
        "Tomas 'El Rey' Vargas was killed. Luis 'El Lobo' Marin is in prison. El Rey was feared; El Lobo was not."
    )
    assert read_.words("Tomas Vargas") == ["Tomas 'El Rey' Vargas", "El Rey"]
    assert read_.words("Luis Marin") == ["Luis 'El Lobo' Marin", "El Lobo"]


def test_father_and_son_stay_two() -> None:
    read_ = read("Paul Grady Jr. met his son, Paul Grady III, in Ohio.")
    assert {"Paul Grady Jr.", "Paul Grady III"} <= set(read_.types())


def test_a_headlines_last_name_is_the_first_one_named_in_full() -> None:
    read_ = read("Brandt wins again\n\nKarla Brandt won in Ohio. Her brother Peter Brandt lost.")
    assert read_.words("Karla Brandt")[:2] == ["Brandt", "Karla Brandt"]


def test_an_abbreviated_title_is_its_word() -> None:
    read_ = read("Sen. Paul Grady spoke. In June, the Ohio senator was silent.")
    assert "the Ohio senator" in read_.words("Paul Grady")


def test_accents_and_middle_names_do_not_part() -> None:
    read_ = read("Juan Pérez Gil spoke. Juan Perez left. Pérez Gil returned.")
    assert read_.words("Juan Pérez Gil") == ["Juan Pérez Gil", "Juan Perez", "Pérez Gil"]


def test_a_country_is_one_however_written() -> None:
    read_ = read("The United States agreed. The US paid. Nobody in the U.S. minded.")
    assert read_.words("United States") == ["United States", "US", "U.S."]


def test_an_acronym_without_brackets_is_that_of_the_one_body_it_fits() -> None:
    read_ = read("Norden Coast Survey boats came. The NCS said nothing.")
    assert read_.words("Norden Coast Survey") == ["Norden Coast Survey", "NCS"]


def test_a_body_goes_on_by_its_noun() -> None:
    read_ = read("The Clean Rivers Alliance sued. The alliance won. Its chief, Ann Kowalski, wept.")
    assert read_.words("Clean Rivers Alliance")[:2] == ["Clean Rivers Alliance", "The alliance"]
    assert "Its chief" in read_.words("Ann Kowalski")


def test_lower_case_words_of_a_name_mean_it() -> None:
    read_ = read("The Harbour New Wave Cartel grew. Tomas Vargas and his new wave cartel fled.")
    assert "his new wave cartel" in read_.words("Harbour New Wave Cartel")


def test_the_company_is_no_ministry() -> None:
    read_ = read("The Health Ministry blamed Brightwell Foods Ltd. The company denied it.")
    assert "The company" in read_.words("Brightwell Foods Ltd.")


def test_a_president_is_told_by_country_even_before_the_name() -> None:
    read_ = read(
        "While President Alan Trent talks of a fence along the coast of Chile, the country’s president told fishermen "
        "on Friday there would be none, a rare joke from the Chilean leader. President Marta Rojas said she rows."
    )
    assert read_.words("Marta Rojas") == ["the country’s president", "the Chilean leader", "Marta Rojas", "she"]
    assert read_.words("Alan Trent") == ["Alan Trent"]


def test_a_role_told_once_is_taken_up() -> None:
    read_ = read(
        "“The tide was wrong,” said retired Norden Coast Survey official Paul Grady. Grady lives in Ohio. "
        "The NCS is mute. The former NCS official is not."
    )
    assert "The former NCS official" in read_.words("Paul Grady")


def test_a_leader_is_told_before_the_name_by_what_he_leads() -> None:
    read_ = read(
        "The cartel leader was killed on Sunday, officials said.\n\n"
        "Ramiro Velasco Ibarra, 58, had led the Oakmere Cartel for ten years."
    )
    assert read_.words("Ramiro Velasco Ibarra") == ["The cartel leader", "Ramiro Velasco Ibarra"]


def test_who_is_identified_as_somebody_was_meant_before() -> None:
    read_ = read(
        "Police held the suspect near the border.\n\n"
        "The suspect, later identified by police as Pavel Dimov, 34, is in hospital. He will appear in court."
    )
    assert read_.words("Pavel Dimov") == ["the suspect", "The suspect", "Pavel Dimov", "He"]


def test_the_driver_is_not_the_victim_named() -> None:
    read_ = read("The victim was named as Julia Olsen, 67. The driver, who was not named, fled.")
    assert "The driver" not in read_.words("Julia Olsen")


def test_a_role_holds_since_the_time_right_behind_it() -> None:
    read_ = read("Ana Brandt, who has led the ministry since March 2024, resigned on Monday.")
    times_ = times.find(read_.parse, read_.text)
    chains = coreference.resolve(
        read_.parse, read_.text, mentions=mentions.find(read_.parse, read_.text, times=times_), times=times_
    )
    (role,) = next(chain for chain in chains.chains if chain.name == "Ana Brandt").roles
    since = {time.id: time.value for time in times_}
    assert (role.text, since.get(role.since or ""), role.until) == ("led the ministry", "2024-03", None)


def test_two_ministers_are_told_apart() -> None:
    read_ = read(
        "Interior Minister Vera Kolb met Environment Minister Paul Grady. The environment minister smiled. "
        "The minister left."
    )
    assert read_.words("Paul Grady") == ["Paul Grady", "The environment minister"]
    assert read_.words("Vera Kolb") == ["Vera Kolb"]


def test_the_only_person_around_may_be_the_mayor() -> None:
    read_ = read("Rosa Penn walks up the lane. “There are fewer every night,” said the mayor of Oakmere.")
    assert "the mayor of Oakmere" in read_.words("Rosa Penn")
    assert [role.text for role in read_.named("Rosa Penn").roles] == ["the mayor of Oakmere"]


def test_the_man_may_be_another() -> None:
    read_ = read("Rosa Penn walks up the lane. “There are fewer every night,” said the man.")
    assert read_.words("Rosa Penn") == ["Rosa Penn"]


def test_pronouns_by_gender() -> None:
    read_ = read("Vera Kolb called Paul Grady a liar. She said he had known.")
    assert read_.words("Vera Kolb") == ["Vera Kolb", "She"]
    assert read_.words("Paul Grady") == ["Paul Grady", "he"]


def test_a_pronoun_that_could_be_two_is_left_out() -> None:
    read_ = read("Paul Grady and Peter Kolb met. He wept.")
    assert all(mention.form != "pronoun" for mention in read_.chains.mentions)


def test_a_stranger_stands_in_a_pronouns_way() -> None:
    read_ = read("Paul Grady heard a policeman. He shouted, and he ran.")
    assert "him" not in read_.words("Paul Grady")
    blocked = read("A policeman saw Paul Grady. A soldier and a waiter came too. He shouted.")
    assert blocked.words("Paul Grady") == ["Paul Grady"]


def test_pronouns_in_speech_are_left_to_the_speaker() -> None:
    read_ = read("Paul Grady came. “He is the worst man that I have ever met in my life,” said Vera Kolb.")
    assert read_.words("Paul Grady") == ["Paul Grady"]


def test_a_chain_of_descriptions_has_no_name() -> None:
    read_ = read("The driver of the van fled. Nobody knows where the driver of the van is.")
    chain = next(chain for chain in read_.chains.chains if not chain.named)
    assert (chain.name, len(chain.mentions)) == ("The driver of the van", 2)


def test_every_mention_has_the_type_of_its_chain() -> None:
    read_ = read('Tomas Vargas, nicknamed "the Heron", fled. The Heron is wanted in Ohio.')
    kinds = {mention.id: mention.type for mention in read_.chains.mentions}
    for chain in read_.chains.chains:
        assert {kinds[i] for i in chain.mentions} == {chain.type}


def seed(shared: Path, start: str) -> Read:
    return read(next((shared / "seeds").glob(f"{start}*.txt")).read_text(encoding="utf-8"))


def test_the_first_seed(shared: Path) -> None:
    read_ = seed(shared, "000")
    assert same(read_, "El Mencho", "Nemesio Oseguera Cervantes")
    assert same(read_, "CJNG", "Jalisco New Generation Cartel")
    assert same(read_, "Karoline Leavitt", "Leavitt", "She", "her")
    assert [role.text for role in read_.named("Karoline Leavitt").roles] == ["White House Press Secretary"]
    kinds = read_.types()
    for body in ("White House", "Mexican government", "Mexico's military", "CNN", "US Drug Enforcement Agency"):
        assert kinds[body] == "organization"
    assert kinds["Tapalpa"] == kinds["Talpalpa"] == kinds["Jalisco"] == "place"


def test_the_second_seed(shared: Path) -> None:
    read_ = seed(shared, "004")
    assert same(read_, "El Mencho", "Nemesio Oseguera Cervantes", "Mencho")
    assert same(read_, "Claudia Sheinbaum", "Sheinbaum", "the country’s president", "the Mexican leader")
    assert same(read_, "Michael Gannon", "Gannon", "The former DEA official")
    assert same(read_, "Drug Enforcement Administration", "DEA")
    assert "El Chapo" in {alias.text for alias in read_.named("Joaquin El Chapo Guzman").aliases}
    assert "El Chapo" not in {alias.text for alias in read_.named("Nemesio Oseguera Cervantes").aliases}
    kinds = read_.types()
    assert kinds["U.S. Marines"] == kinds["Sinaloa cartel"] == "organization"


def test_the_company_is_no_newspaper() -> None:
    read_ = read(
        "The newspaper Evening Sentinel reported on Sunday that a loan was hidden. The company denied it on Monday."
    )
    assert not same(read_, "Evening Sentinel", "The company")


def test_the_group_is_the_one_body_just_named() -> None:
    read_ = read("The Tarn Falcons denied it on Monday. “He is alive,” the group said in a message.")
    assert same(read_, "Tarn Falcons", "the group")
