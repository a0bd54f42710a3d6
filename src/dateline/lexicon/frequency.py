"""How rare a word is in written language: what two texts share tells the more, the rarer it is."""

from __future__ import annotations

from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["rarity"]

_UNSEEN = 20
"""Ten times the Zipf value given to a word of no list: two in ten million."""
_COMMON = 58
"""From here on words are grammar, or as good as: "more", "first", "people"."""


def rarity(word: str) -> float:
    """0 for the commonest words to 3.8 for those of no list: orders of magnitude below a common word. Folded words."""
    return max(0, _COMMON - _frequencies().get(word, _UNSEEN)) / 10


@cache
def _frequencies() -> dict[str, int]:
    return {word: int(value) for value, words in rows("word_frequencies") for word in words.split()}
