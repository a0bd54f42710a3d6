"""What tells whether two names are one's: an alignment in, numbers out, each under a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from dateline.lexicon.name_words import weight_of
from dateline.linking.alignment import Alignment, Meeting, sound

__all__ = ["SURE", "TRAITS", "traits_of"]

SURE = 0.88
"""Meetings at least so alike are taken for the same word."""
_MANY = 12  # edits: beyond, names are simply others
_LIGHT = 0.3  # words of so little weight ("al", "bin") say nothing about the order

TRAITS = {
    "body": 0, "dice": 1, "sure_dice": 1, "short_covered": 1, "long_covered": 1, "letters": 1, "jaro": 1, "sounds": 1,
    "first": 1, "last": 1, "equal_words": 1, "unmet_likeness": 0, "edits": -1, "edits_share": -1, "worst_edits": -1,
    "clash_weight": -1, "extra_weight": -1, "words_apart": -1, "turned": -1, "number_clash": -1, "number_extra": -1,
    "form_clash": -1, "initials": 0, "foreign": 0, "length": 0,
}  # fmt: skip
"""The traits by name: 1 where more of it can only speak for one bearer, -1 where only against, 0 where either."""


def traits_of(found: Alignment, *, person: bool) -> dict[str, float]:
    """The traits of a pair, in the order of `TRAITS`."""
    values = _shares(found) | _letters(found) | _differences(found)
    values["body"] = float(not person)
    return {name: values[name] for name in TRAITS}


def _shares(found: Alignment) -> dict[str, float]:
    """How much of the weight of the names meets."""
    ours, theirs = _weights(found.left.words), _weights(found.right.words)
    total_left, total_right = sum(ours) or 1.0, sum(theirs) or 1.0
    left = sum(one.likeness * sum(ours[i] for i in one.left) for one in found.met) / total_left
    right = sum(one.likeness * sum(theirs[j] for j in one.right) for one in found.met) / total_right
    over = sum(ours[i] for i in found.left_over), sum(theirs[j] for j in found.right_over)
    slips = sum(one.weight * (1 - one.likeness) for one in found.met if one.likeness < SURE)
    both = total_left + total_right
    return {
        "dice": 2 * sum(one.likeness * one.weight for one in found.met) / both,
        "sure_dice": 2 * sum(one.weight for one in found.met if one.likeness >= SURE) / both,
        "short_covered": left if total_left <= total_right else right,
        "long_covered": right if total_left <= total_right else left,
        "clash_weight": min(over) + slips,
        "extra_weight": max(over) - min(over),
    }


def _letters(found: Alignment) -> dict[str, float]:
    """How alike the names are as strings of letters."""
    left, right = found.left.words, found.right.words
    ours, theirs = "".join(left), "".join(right)
    edits = min(OSA.distance(ours, theirs), OSA.distance("".join(sorted(left)), "".join(sorted(right))))
    slips = [_edits(one, left, right) for one in found.met if one.likeness < SURE]
    return {
        "letters": fuzz.ratio(ours, theirs) / 100,
        "jaro": JaroWinkler.normalized_similarity(ours, theirs),
        "sounds": fuzz.ratio(_sounds(left), _sounds(right)) / 100,
        "edits": float(min(edits, _MANY)),
        "edits_share": edits / max(len(ours), len(theirs), 1),
        "worst_edits": float(max(slips, default=0)),
        "length": float(min(len(ours), len(theirs), 30)),
    }


def _differences(found: Alignment) -> dict[str, float]:
    """Order, numbers, legal forms, and the words that stand where the other name has others."""
    left, right = found.left.words, found.right.words
    places = [one.right[0] for one in found.met if one.weight > _LIGHT]
    ours, theirs = ({word for word in words if word[0].isdigit()} for words in (left, right))
    forms = {found.left.form, found.right.form}
    unmet = [_likeness(left[i], right[j]) for i in found.left_over for j in found.right_over]
    return {
        "first": _at(found, 0, 0),
        "last": _at(found, len(left) - 1, len(right) - 1),
        "turned": float(sum(b < a for a, b in pairwise(places))),
        "equal_words": float(sum(one.kind in ("equal", "number") for one in found.met)),
        "initials": float(sum(one.kind == "initial" for one in found.met)),
        "words_apart": float(abs(len(left) - len(right))),
        "number_clash": float(bool(ours - theirs) and bool(theirs - ours)),
        "number_extra": float(bool(ours) != bool(theirs)),
        "form_clash": float(None not in forms and len(forms) == 2),
        "foreign": float(found.left.foreign or found.right.foreign),
        "unmet_likeness": max(unmet, default=1.0),
    }


def _weights(words: Sequence[str]) -> list[float]:
    return [weight_of(word) for word in words]


def _edits(one: Meeting, left: Sequence[str], right: Sequence[str]) -> int:
    return OSA.distance("".join(left[i] for i in one.left), "".join(right[j] for j in one.right))


def _sounds(words: Sequence[str]) -> str:
    return " ".join(sorted(sound(word) for word in words))


def _likeness(left: str, right: str) -> float:
    spelled = OSA.normalized_similarity(left, right)
    return max(spelled, OSA.normalized_similarity(sound(left), sound(right)))


def _at(found: Alignment, left: int, right: int) -> float:
    """How alike the words at two places are, 0 where they do not meet."""
    return max((one.likeness for one in found.met if left in one.left and right in one.right), default=0.0)
