"""Who stands behind a happening: the source that a text states for it, and its own voice only where it states none."""

from __future__ import annotations

from dateline.linking import link

from .build import Scribe
from .test_parties import OUTLET, behind


def test_an_attribution_carries_on_in_its_paragraph() -> None:
    s = Scribe("Three barges sank, Ivo Kessel said. Two mills burned on Monday.")
    s.quote("Three barges sank", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel")
    s.event("burned", type="disaster")
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["Ivo Kessel"]


def test_what_stands_beside_it_in_its_sentence_is_no_source() -> None:
    s = Scribe("Bo Lund resigned two days after Ivo Kessel accused him of sleeping")
    s.quote("him of sleeping", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel", cue="accused")
    s.event("resigned", type="appointment", mode="resign", actors=[s.chain("person", "Bo Lund")])
    assert behind(link([s.page(outlet=OUTLET)]), "resigned") == [OUTLET]


def test_whoever_denies_something_tells_nothing_of_what_stands_around_it() -> None:
    s = Scribe("Two mills burned on Monday. Ivo Kessel denied that he had been warned. Bo Lund was charged.")
    denied = s.quote("he had been warned", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel", cue="denied")
    s.claim("he had been warned", quotation=denied, modality="denied")
    s.event("charged", type="court", mode="charge", recipients=[s.chain("person", "Bo Lund")])
    assert behind(link([s.page(outlet=OUTLET)]), "charged") == [OUTLET]


def test_whoever_confirms_it_is_a_source_besides() -> None:
    s = Scribe("The dockers' strike ended, Ivo Kessel said. Ana Ruhl confirmed that the strike was over.")
    ended = s.quote("The dockers' strike ended", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel")
    s.quote("the strike was over", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl", cue="confirmed")
    s.event("ended", type="agree", quotation=ended)
    assert behind(link([s.page(outlet=OUTLET)]), "ended") == ["Ana Ruhl", "Ivo Kessel"]


def test_a_deed_is_told_and_not_said_by_who_did_it() -> None:
    s = Scribe("Dockers voted to accept the offer.")
    voted = s.quote("accept the offer", speaker=None, words="Dockers", cue="voted", clear=False)
    s.event("accept", type="agree", quotation=voted)
    assert behind(link([s.page(outlet=OUTLET)]), "accept") == [OUTLET]


def test_a_text_that_states_nobody_speaks_for_itself() -> None:
    s = Scribe("Two mills burned on Monday.")
    s.event("burned", type="disaster")
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == [OUTLET]
