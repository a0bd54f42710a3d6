"""Text -> its language, by its function words; None where they do not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from dateline.lexicon.tables import rows

__all__ = ["function_words", "language_of", "stated_language"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000
_LEAST_WORDS = 8
_LEAST_SHARE = 0.12
_LEAD = 1.15
"""How much more the first language must explain than the second: closely related ones share many words."""
_TAG = re.compile(r"([a-zA-Z]{2})(?:[-_]|$)")


def language_of(texts: Iterable[str]) -> str | None:
    """The ISO 639-1 code of the language in which most of these words are, or None."""
    words = [word.lower() for word in _WORD.findall("\n".join(texts)[: _SAMPLE * 10])][:_SAMPLE]
    if len(words) < _LEAST_WORDS:
        return None
    count = Counter(words)
    scores = sorted(
        ((sum(count[word] for word in found) / len(words), name) for name, found in _by_language().items()),
        reverse=True,
    )
    (first, name), (second, _) = scores[0], scores[1]
    return name if first >= _LEAST_SHARE and first >= _LEAD * second else None


def function_words(language: str | None) -> frozenset[str]:
    """The function words of a language, or of all where it is unknown or not in the table."""
    return _by_language().get(language or "") or frozenset().union(*_by_language().values())


def stated_language(tag: str) -> str | None:
    """The language of a BCP 47 tag (``en-GB`` is ``en``)."""
    found = _TAG.match(tag.strip())
    return found[1].lower() if found else None


@cache
def _by_language() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in rows("function_words")}
