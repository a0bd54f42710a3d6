"""Ids and free strings as SQLite keeps them: hex as bytes, half the size, and names that are no Unicode.

An id of hex digits is kept as a BLOB, any other as TEXT; both come back as they were.
"""

from __future__ import annotations

__all__ = ["Name", "from_name", "from_words", "to_name", "to_words"]

Name = bytes | str


def to_name(id: str) -> Name:
    """An id as it is kept."""
    try:
        binary = bytes.fromhex(id)
    except ValueError:
        binary = b""
    # TEXT takes no lone surrogates, and a source's key may hold some: Latin-1 shows its bytes one by one.
    return binary if id and binary.hex() == id else to_words(id).decode("latin-1")


def from_name(name: Name) -> str:
    """The id again."""
    return name.hex() if isinstance(name, bytes) else from_words(name.encode("latin-1"))


def to_words(words: str) -> bytes:
    """Any string, even the name of a file that is no Unicode."""
    return words.encode("utf-8", "surrogatepass")


def from_words(words: bytes) -> str:
    """The string again."""
    return words.decode("utf-8", "surrogatepass")
