"""The words of a passage that carry its content: words in, the longer ones and the numbers out."""

from __future__ import annotations

import re

from dateline.linking.names import tokens_of

__all__ = ["words_of"]

_NUMBER = re.compile(r"\d")
_WEIGHTLESS = 4  # letters: shorter words are mostly grammar; numbers always count


def words_of(words: str) -> frozenset[str]:
    """The words that carry content: longer ones, and numbers."""
    return frozenset(w for w in tokens_of(words) if len(w) >= _WEIGHTLESS or _NUMBER.search(w))
