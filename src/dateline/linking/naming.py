"""The names under which a text is found: whom it names, its headlines, and who printed it.  A text in, numbers out."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lexicon.folding import fold
from dateline.linking.corpus import SharedText
from dateline.linking.names import bare, without_title
from dateline.linking.vectors import whole
from dateline.records.page import Article
from dateline.records.reading import CoreferenceChain

__all__ = ["is_name", "name_key", "names_of", "names_of_chain", "title_key"]

_KINDS = 4
_NAME, _TITLE, _HAND = range(3)


def names_of(text: SharedText) -> tuple[int, ...]:
    """The numbers of all names and titles of a text."""
    written = {mention.id: mention.evidence.exact for mention in text.reading.mentions if mention.form == "name"}
    found = {name_key(name) for chain in text.reading.coreference if chain.named for name in names_of_chain(chain)}
    for chain in text.reading.coreference:
        found |= {name_key(fold(bare(written[one]))) for one in chain.mentions if chain.named and one in written}
    found |= {title_key(article.title) for article in text.articles if article.title}
    found |= {_key(_HAND, fold(hand)) for article in text.articles for hand in _hands(article)}
    return tuple(sorted(found))


def names_of_chain(chain: CoreferenceChain) -> list[str]:
    """The folded names of a chain."""
    names = [chain.name, bare(chain.name), *(alias.text for alias in chain.aliases)]
    names += [without_title(chain.name)] if chain.type == "person" else []
    return sorted({folded for name in names if (folded := fold(name))})


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
