"""The names under which a text is found: whom it names, its headlines, and who printed it.  A text in, numbers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.lexicon.folding import fold
from dateline.linking.names import bare, without_title
from dateline.linking.vectors import whole
from dateline.records.page import Article
from dateline.records.reading import CoreferenceChain, EntityType, Reading
from dateline.records.sketch import NamedPlace, NamedThing, Namings

__all__ = ["is_name", "name_key", "names_of", "names_of_chain", "namings_of", "title_key"]

_KINDS = 4
_NAME, _TITLE, _HAND = range(3)


def namings_of(reading: Reading) -> Namings:
    """What a reading names; the store gives the same of a text without unpacking the rest (`Store.namings`)."""
    written = {mention.id: mention.evidence.exact for mention in reading.mentions if mention.form == "name"}
    times = Counter(toponym.place for toponym in reading.toponyms)
    return Namings(
        text_id=reading.text_id,
        things=tuple(
            NamedThing(
                type=chain.type,
                name=chain.name,
                aliases=tuple(alias.text for alias in chain.aliases),
                mentions=len(chain.mentions),
                written=tuple(dict.fromkeys(written[one] for one in chain.mentions if one in written)),
            )
            for chain in reading.coreference
            if chain.named
        ),
        places=tuple(
            NamedPlace(name=place.name, gazetteer_id=place.gazetteer_id, times=times[place.id])
            for place in reading.places
            if place.id in times
        ),
    )


def names_of(namings: Namings, articles: Sequence[Article]) -> tuple[int, ...]:
    """The numbers of all names and titles of a text."""
    found = {name_key(name) for thing in namings.things for name in _names(thing.name, thing.type, *thing.aliases)}
    found |= {_written_key(words) for thing in namings.things for words in thing.written}
    found |= {title_key(article.title) for article in articles if article.title}
    found |= {_key(_HAND, fold(hand)) for article in articles for hand in _hands(article)}
    return tuple(sorted(found))


def names_of_chain(chain: CoreferenceChain) -> list[str]:
    """The folded names of a chain."""
    return sorted(_names(chain.name, chain.type, *(alias.text for alias in chain.aliases)))


@lru_cache(maxsize=1 << 14)
def _names(name: str, type: EntityType, *aliases: str) -> frozenset[str]:
    names = [name, bare(name), *aliases, *([without_title(name)] if type == "person" else [])]
    return frozenset(folded for name in names if (folded := fold(name)))


@lru_cache(maxsize=1 << 15)
def _written_key(words: str) -> int:
    return name_key(fold(bare(words)))


def name_key(folded: str) -> int:
    """The number of a folded name."""
    return _key(_NAME, folded)


def title_key(title: str) -> int:
    """The number of a headline."""
    return _key(_TITLE, fold(title))


def is_name(key: int) -> bool:
    """Whether a number is that of a name in the text."""
    return key % _KINDS == _NAME


def _key(kind: int, words: str) -> int:
    number = whole(words)
    return number - number % _KINDS + kind


def _hands(article: Article) -> Iterator[str]:
    yield from (name for name in (article.outlet, article.republisher, *article.credit) if name)
