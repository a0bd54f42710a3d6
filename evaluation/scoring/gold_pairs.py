"""Changes, disputes and copies of a gold against those of a dossier: found, missed, and taken for the other kind.

A change is two values, a dispute two or more: both are told by their values, by what they are about, and by where
their evidence stands. Optional gold is neither asked nor wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from evaluation.files import Row
from evaluation.scoring.gold_picture import Picture
from evaluation.scoring.gold_words import agrees, numbers, same_name, says

__all__ = ["change_is", "confused", "dispute_is", "matched", "pairs_of_copies"]

_COUNTED = {
    "killed": ("killed", "dead", "deaths", "death toll", "fatalities"),
    "wounded": ("wounded", "injured", "hurt"),
    "missing": ("missing",),
    "arrested": ("arrested", "detained", "held"),
    "displaced": ("displaced", "evacuated"),
}
_DESIGNATED = ("value", "spelling")


def change_is(picture: Picture, wanted: Row, given: Row, *, any_kind: bool = False) -> bool:
    """Whether a given change is the wanted one: its kind, both values, and its subject or its evidence."""
    if not any_kind and wanted["kind"] != given["kind"]:
        return False
    if _other_count(wanted["attribute"], given["attribute"]):
        return False
    sides = ("before", "after")
    if not all(agrees(wanted[side]["value"], given[side]["value"]) for side in sides):
        return False
    return _anchored(
        picture,
        wanted["about"],
        [one for side in sides for one in wanted[side]["evidence"]],
        about=given["about"],
        evidence=[given[side]["evidence"] for side in sides],
    )


def _other_count(wanted: str | None, given: str | None) -> bool:
    """Whether the two count different things: killed are not wounded, whatever the numbers."""
    kinds = [
        next((kind for kind, names in _COUNTED.items() if says(names, name or "")), None) for name in (wanted, given)
    ]
    return None not in kinds and kinds[0] != kinds[1]


def _anchored(
    picture: Picture, subjects: Sequence[str], passages: Sequence[Row], *, about: str, evidence: object
) -> bool:
    """Whether it is told in the wanted pages, and is about the wanted subject or rests on the wanted words."""
    if not picture.pages(evidence) & {str(one["page"]) for one in passages}:
        return False
    return picture.hits(evidence, passages) > 0 or same_name(subjects, [picture.about(about)]) or says(subjects, about)


def dispute_is(picture: Picture, wanted: Row, given: Row, *, any_kind: bool = False) -> bool:
    """Whether a given dispute is the wanted one: two of its stands are, and its subject or its evidence."""
    if not any_kind and wanted["kind"] != given["kind"]:
        return False
    found = [
        {at for at, stand in enumerate(given["stands"]) if _stand_is(picture, one, stand, kind=wanted["kind"])}
        for one in wanted["stands"]
    ]
    if not any(len(left | right) > 1 and left and right for left, right in combinations(found, 2)):
        return False
    return _anchored(
        picture,
        wanted["about"],
        [passage for one in wanted["stands"] for passage in one["evidence"]],
        about=given["about"],
        evidence=[one["evidence"] for one in given["stands"]],
    )


def _stand_is(picture: Picture, wanted: Row, given: Row, *, kind: str) -> bool:
    """Values and spellings go by what is said, stands by who says it."""
    if kind == "stand":
        return any(same_name(names, picture.holder_names(given["holders"])) for names in wanted["holders"])
    if kind == "spelling":
        return any(one.casefold() in str(given["value"]).casefold() for one in wanted["value"])
    return agrees(wanted["value"], given["value"])


def matched(
    wanted: Sequence[Row], given: Sequence[Row], is_one: Callable[[Row, Row], bool]
) -> tuple[dict[int, int], set[int]]:
    """The given one for each wanted one that was found, each at most once; and the given that are only optional."""
    pairs: dict[int, int] = {}
    for at, one in enumerate(wanted):
        if not one.get("optional"):
            free = (other for other, each in enumerate(given) if other not in pairs.values() and is_one(one, each))
            if (found := next(free, None)) is not None:
                pairs[at] = found
    optional = [one for one in wanted if one.get("optional")]
    rest = [at for at in range(len(given)) if at not in pairs.values()]
    return pairs, {at for at in rest if any(is_one(one, given[at]) for one in optional)}


def confused(picture: Picture, gold: Row) -> tuple[list[Row], list[Row]]:
    """Gold changes that are given as a dispute, and gold disputes of values or spellings that are given as a change.

    Where the gold has the same two values both ways (a toll that was disputed and then rose), neither is confusion.
    """
    disputes = [_as_dispute(one) for one in gold["changes"]]
    values = [one for one in gold["disputes"] if one["kind"] in _DESIGNATED]
    given = picture.dossier
    taken = [
        change
        for change, one in zip(gold["changes"], disputes, strict=True)
        if any(_values_as(picture, one, each) for each in given["disputes"])
        and not any(_same_values(one["stands"], other["stands"]) for other in values)
    ]
    given_changes = [_as_dispute(one) for one in given["changes"]]
    reversed_ = [
        one
        for one in values
        if any(_values_as(picture, one, each) for each in given_changes)
        and not any(_same_values(one["stands"], other["stands"]) for other in disputes)
    ]
    return taken, reversed_


def _as_dispute(change: Row) -> Row:
    return {**change, "kind": "value", "stands": [change["before"], change["after"]]}


def _values_as(picture: Picture, wanted: Row, given: Row) -> bool:
    # A stand for or against something has words for a value, in which any value may be found.
    if given["kind"] == "stand" or _other_count(wanted.get("attribute"), given.get("attribute")):
        return False
    return dispute_is(picture, wanted, given, any_kind=True)


def _same_values(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two of the stands on either side are the same two values."""
    found = [{at for at, other in enumerate(right) if _alike(one["value"], other["value"])} for one in left]
    return any(len(one | other) > 1 and one and other for one, other in combinations(found, 2))


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    if any(numbers(one) for one in (*left, *right)):
        return bool({n for one in left for n in numbers(one)} & {n for one in right for n in numbers(one)})
    return any(agrees(left, one) for one in right)


def pairs_of_copies(copies: Iterable[Row], *, pages: Callable[[Row], Iterable[str]]) -> set[frozenset[str]]:
    """Pairs of pages that carry one text, to the letter or rewritten."""
    return {frozenset(pair) for one in copies for pair in combinations(sorted(set(pages(one))), 2)}
