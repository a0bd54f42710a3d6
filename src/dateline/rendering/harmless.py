"""Page text made harmless for a terminal: no control, escape or direction character gets through."""

from __future__ import annotations

import re

__all__ = ["printable"]

# C0 and C1 controls (escape sequences begin with one), line and paragraph separators, zero-width and
# bidirectional controls, and the tag characters: all of them can hide or reorder what a reader sees.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


def printable(text: str) -> str:
    """The text on one line, with every unsafe character shown as U+FFFD."""
    return _UNSAFE.sub("\ufffd", _SPACE.sub(" ", text)).strip()
