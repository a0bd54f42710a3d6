"""Names of things: texts by their SHA-256, records by their text and their content.

An id hashes what is said, never when it was seen, how sure we were, or which version saw it. So the
same words give the same ids on every machine, and reading again changes nothing.
"""

from __future__ import annotations

import hashlib

__all__ = ["digest", "founded_id", "record_id", "text_id"]

_TEXT_HEX = 8
_CONTENT_HEX = 12
_SEPARATOR = "\x1f"


def digest(payload: bytes) -> str:
    """The SHA-256 of some bytes, 64 hex digits."""
    return hashlib.sha256(payload).hexdigest()


def text_id(text: str) -> str:
    """The name of a frozen text: the SHA-256 of its UTF-8 form, 64 hex digits."""
    return digest(text.encode("utf-8"))


def record_id(kind: str, text: str, *content: object) -> str:
    """The id of a record of this `kind`: 8 hex of its text's id, then 12 hex of its content.

    `text` is a text id, or "" for what belongs to no text (a chain, an outlet that no text names). `content` is
    anything whose `str` is stable: offsets, words, other ids.
    """
    said = _SEPARATOR.join([kind, *map(str, content)])
    return text[:_TEXT_HEX] + digest(said.encode("utf-8", "surrogatepass"))[:_CONTENT_HEX]


def founded_id(kind: str, founder: str) -> str:
    """The id of what spans texts, an entity or a story, say: named after its first record, and by the text of that."""
    return record_id(kind, founder, founder)
