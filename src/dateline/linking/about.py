"""What a page or a story is about: events in, their ids out, the most important first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.lexicon.weights import numbers
from dateline.linking.names import tokens_of
from dateline.records.dossier import DossierEvent
from dateline.records.page import Article

__all__ = ["about_article", "about_story"]

_MOST = 12
_NUMBER = re.compile(r"\d")
_WEIGHTLESS = 4  # letters: shorter words are mostly grammar
_TITLE = 3.0  # a word of the headline tells more than a place in the text
_LEAD = 4.0


def about_article(article: Article, events: Iterable[DossierEvent]) -> tuple[str, ...]:
    """The events that an article tells of: what its headline says first, then what stands early, hurts and recurs."""
    own = [event for event in events if article.id in event.articles]
    title = _words(article.title or "")
    length = max((block.end for block in article.blocks), default=1)
    scored = {event.id: _score(event, title=title, text_id=article.text_id, length=length) for event in own}
    return tuple(sorted(scored, key=lambda event: -scored[event])[:_MOST])


def about_story(
    articles: Sequence[str], *, events: Iterable[DossierEvent], about: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The events of a story: those that most of its articles put high."""
    known = {event.id for event in events}
    scored: dict[str, float] = {}
    for article in articles:
        for place, event in enumerate(about.get(article, ())):
            if event in known:
                scored[event] = scored.get(event, 0.0) + 1 / (1 + place)
    return tuple(sorted(scored, key=lambda event: -scored[event])[:_MOST])


def _score(event: DossierEvent, *, title: frozenset[str], text_id: str, length: int) -> float:
    here = [words for words in event.mentions if words.text_id == text_id]
    sentences = [words for words in event.evidence if words.text_id == text_id]
    named = " ".join(
        [
            *(words.exact for words in here),
            *(a.named or a.text for a in (*event.actors, *event.recipients, *event.instruments)),
        ]
    )
    told = _words(named)
    first = min((words.start for words in sentences), default=length)
    shared = sum(any(_meet(word, other) for other in told) for word in title)
    weight = numbers("event_weights").get(event.type, 1.0) + 0.5 * len(event.casualties)
    standing = 0.5 if event.polarity == "negative" else 1.0
    return standing * (weight + _TITLE * shared + _LEAD * (1 - first / max(length, 1)) + 0.5 * len(here))


def _words(passage: str) -> frozenset[str]:
    """The words that carry a passage's content: the longer ones, and numbers."""
    return frozenset(word for word in tokens_of(passage) if len(word) >= _WEIGHTLESS or _NUMBER.search(word))


def _meet(left: str, right: str) -> bool:
    return left == right or (len(left) > 4 and len(right) > 4 and left[:5] == right[:5])
