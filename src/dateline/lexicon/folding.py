"""Name folding: a name as written in, the form under which equal names meet out.

`fold` levels case, accents and punctuation; `fold_place` also what place names vary in ("St." and "Saint",
a leading "the"). A folded form is a key, never shown.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "fold_place"]

# Letters that Unicode does not take apart into a base and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_SILENT = re.compile(r"[.'’‘ʼʻ`´]")
_GAP = re.compile(r"[\W_]+")
_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(name: str) -> str:
    """Lower case, no accents, no points or apostrophes; any other run of punctuation is one blank."""
    if name.isascii():
        plain = name.lower()
    else:
        # Twice, for compatibility letters come apart into capitals, and small letters into letter and accent.
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        plain = "".join(ch for ch in parts if not unicodedata.combining(ch)).translate(_LETTERS)
    if plain.isalpha():
        return plain
    return _GAP.sub(" ", _SILENT.sub("", plain.replace("&", " and "))).strip()


def fold_place(name: str) -> str:
    """`fold`, with "St.", "Mt." and "Ft." written out and a leading "the" left out."""
    folded = fold(name)
    if " " not in folded:
        return folded
    return " ".join(_SHORTENED.get(word, word) for word in folded.removeprefix("the ").split())
