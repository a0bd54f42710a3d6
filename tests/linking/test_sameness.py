"""Which event mentions are alike enough to be one happening, by weights."""

from __future__ import annotations

from dateline.lexicon.weights import network
from dateline.linking import link
from dateline.linking.sameness import TRAITS
from dateline.records.linked import Page

from .build import Scribe

FIRST = "Brewer Ana Ruhl bought the Tolvik harbour on Friday. She paid forty crowns for the Tolvik harbour."
SECOND = "The purchase of the Tolvik harbour by brewer Ana Ruhl cost forty crowns. Nobody in Tolvik was asked."
OTHER = "A Sandmar museum bought nine knots from a sailor. The museum of Sandmar has shown knots for ten years."


def told(name: str, words: str, *triggers: str) -> Page:
    """A page whose given words tell of events of no kind that the rules know."""
    s = Scribe(words)
    for trigger in triggers:
        s.event(trigger, type="other")
    return s.page(name)


def happenings(*pages: Page) -> list[list[str]]:
    return sorted(sorted(words.exact for words in event.mentions) for event in link(pages).events)


def test_a_verb_and_its_noun_in_two_reports_of_one_thing_are_one_happening() -> None:
    pages = (told("a", FIRST, "bought"), told("b", SECOND, "purchase"), told("c", OTHER, "bought", "shown"))
    assert happenings(*pages) == [["bought"], ["bought", "purchase"], ["shown"]]


def test_the_order_of_pages_does_not_matter() -> None:
    pages = (told("a", FIRST, "bought", "paid"), told("b", SECOND, "purchase", "cost"), told("c", OTHER, "bought"))
    assert happenings(*pages) == happenings(*reversed(pages))


def test_the_weights_are_for_the_traits_that_are_shown() -> None:
    assert network("sameness_weights")["mean"].shape == (1, len(TRAITS))
