"""Who answers where the text names nobody: the body and its speaker, those who speak together, "he said"."""

from __future__ import annotations

from dateline.linking import link
from dateline.records.linked import Linked

from .build import Scribe

OUTLET = "Fenmoor Post"


def behind(linked: Linked, trigger: str) -> list[str]:
    """The names of the origins of the event with this trigger."""
    names = {origin.id: origin.name for origin in linked.origins}
    event = next(one for one in linked.events if any(words.exact == trigger for words in one.mentions))
    return sorted(names[origin] for origin in event.origins)


def test_police_and_their_spokesman_are_one() -> None:
    s = Scribe("A mill burned in Tolvik, police said. It was empty, police spokesman Ivo Kessel said.")
    first = s.quote("A mill burned in Tolvik", speaker=None, words="police", clear=False)
    kessel = s.chain("person", "Ivo Kessel", roles=["police spokesman"])
    s.quote("It was empty", speaker=kessel, words="Ivo Kessel")
    s.event("burned", type="disaster", quotation=first)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["Ivo Kessel"]


def test_a_body_without_anybody_who_speaks_for_it_stands_under_its_own_words() -> None:
    s = Scribe("A mill burned in Tolvik, the fire service said. Baker Ivo Kessel said it smelt of bread.")
    first = s.quote("A mill burned in Tolvik", speaker=None, words="the fire service", clear=False)
    s.quote("it smelt of bread", speaker=s.chain("person", "Ivo Kessel", roles=["Baker"]), words="Ivo Kessel")
    s.event("burned", type="disaster", quotation=first)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["the fire service"]


def test_who_speaks_together_is_counted_apart() -> None:
    s = Scribe("Nine died when the mill burned, the coast guard and the town council said.")
    both = s.quote(
        "Nine died when the mill burned", speaker=None, words="the coast guard and the town council", clear=False
    )
    s.event("burned", type="disaster", quotation=both)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["the coast guard", "the town council"]


def test_it_says_what_the_body_just_named_says() -> None:
    s = Scribe("A rights group named 34 people who it says were killed. Eleven were children, Ana Ruhl said.")
    s.quote("34 people", speaker=None, words="A rights group", cue="named", clear=False)
    inner = s.quote("were killed", speaker=None, words="it", cue="says", clear=False)
    s.quote("Eleven were children", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl")
    s.event("killed", type="assault", quotation=inner)
    assert behind(link([s.page(outlet=OUTLET)]), "killed") == ["A rights group"]


def test_who_is_described_first_and_named_next_is_one() -> None:
    s = Scribe("The mill burned, a crane driver said. The smoke was yellow, said Ana Ruhl, who works there.")
    first = s.quote("The mill burned", speaker=None, words="a crane driver", clear=False)
    s.quote("The smoke was yellow", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl")
    s.event("burned", type="disaster", quotation=first)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["Ana Ruhl"]


def test_of_two_who_speak_together_the_next_who_is_named_is_only_the_one_whose_role_says_so() -> None:
    s = Scribe("The mill burned, the coast guard and the government said. Too late, said Governor Ana Ruhl.")
    both = s.quote("The mill burned", speaker=None, words="the coast guard and the government", clear=False)
    s.quote("Too late", speaker=s.chain("person", "Ana Ruhl", roles=["Governor"]), words="Ana Ruhl")
    s.event("burned", type="disaster", quotation=both)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["Ana Ruhl", "the coast guard"]


def test_a_picture_answers_for_nothing() -> None:
    s = Scribe("A video shows that the mill burned.")
    shown = s.quote("the mill burned", speaker=None, words="A video", cue="shows", clear=False)
    s.event("burned", type="disaster", quotation=shown)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == [OUTLET]


def test_he_said_is_who_spoke_just_before() -> None:
    s = Scribe("It rained, said Ivo Kessel. The mill burned, he said.")
    s.quote("It rained", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel")
    burned = s.quote("The mill burned", speaker=None, words="he", cue="said", clear=False)
    s.event("burned", type="disaster", quotation=burned)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["Ivo Kessel"]


def test_he_said_is_nobody_where_somebody_else_was_named_since() -> None:
    s = Scribe("It rained, said Ivo Kessel. Bo Lund came later. The mill burned, he said.")
    s.quote("It rained", speaker=s.chain("person", "Ivo Kessel"), words="Ivo Kessel")
    s.chain("person", "Bo Lund")
    burned = s.quote("The mill burned", speaker=None, words="he", clear=False)
    s.event("burned", type="disaster", quotation=burned)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == [OUTLET]


def test_the_one_described_is_not_who_comes_next_with_another_role() -> None:
    s = Scribe("The mill burned, the operator said. Too late, union leader Ana Ruhl said.")
    first = s.quote("The mill burned", speaker=None, words="the operator", clear=False)
    s.quote("Too late", speaker=s.chain("person", "Ana Ruhl", roles=["union leader"]), words="Ana Ruhl")
    s.event("burned", type="disaster", quotation=first)
    assert behind(link([s.page(outlet=OUTLET)]), "burned") == ["the operator"]
