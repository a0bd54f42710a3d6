"""Golds and the dossiers of their pages -> what was found, missed and made up, and the figures of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.files import Row
from evaluation.scoring import gold_pairs as pairs
from evaluation.scoring import gold_points as points
from evaluation.scoring.clusters import b_cubed
from evaluation.scoring.gold_picture import Picture
from evaluation.scoring.ratios import f1_of_counts, share

__all__ = ["Counts", "Labelled", "counted", "figures_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A picture and the golds of the stories in it."""

    picture: Picture
    golds: Sequence[Row]


@dataclass(slots=True)
class Counts:
    """`right` of `given` and `wanted` by measure, cluster labels by measure, and each miss in words."""

    right: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    clusters: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, *, right: int, given: int, wanted: int) -> None:
        """Add to a measure's counts."""
        for counts, more in ((self.right, right), (self.given, given), (self.wanted, wanted)):
            counts[name] = counts.get(name, 0) + more

    def say(self, name: str, right: bool) -> None:
        """Add one point, right or not."""
        self.add(name, right=int(right), given=1, wanted=1)


def counted(parts: Sequence[Labelled], pictures: Mapping[str, Picture]) -> Counts:
    """Score every part; `pictures` holds those of a few pages alone, by "story/point"."""
    counts = Counts()
    for at, part in enumerate(parts):
        for gold in part.golds:
            _points(counts, part.picture, gold, pictures)
            _clusters(counts, part.picture, gold, prefix=str(at))
        _changes(counts, part)
        _disputes(counts, part)
        _confusion(counts, part)
        _copies(counts, part)
    return counts


def _points(counts: Counts, picture: Picture, gold: Row, pictures: Mapping[str, Picture]) -> None:
    for point in gold["events"]:
        if point["origins"] is None:
            continue
        name = f"{gold['name']}/{point['id']}"
        found = points.origins_counted(pictures.get(name, picture), point)
        exact = found is not None and len(found) == len(point["origins"])
        counts.say("origins", exact)
        counts.say("origins_named", exact and points.origins_named(point, found or []))
        if not exact:
            told = "nothing that tells it" if found is None else f"{[names[:1] for names in found]}"
            counts.misses.append(f"origins {name}: {len(point['origins'])} wanted, given {told}")
    for page in gold["pages"]:
        counts.say("days", points.day_right(picture, page))
        for chain in page["chains"]:
            counts.say("chains", points.chain_found(picture, page, chain))


def _clusters(counts: Counts, picture: Picture, gold: Row, *, prefix: str) -> None:
    for name, labels in (
        ("stories_b3", points.story_clusters(picture, gold)),
        ("entities_b3", points.entity_clusters(picture, gold)),
        ("events_b3", points.event_clusters(picture, gold)),
    ):
        wanted, given = counts.clusters.setdefault(name, ([], []))
        wanted += labels[0]
        given += [f"{prefix} {label}" for label in labels[1]]


def _changes(counts: Counts, part: Labelled) -> None:
    picture, wanted = part.picture, _all(part, "changes")
    given = picture.dossier["changes"]
    found, optional = pairs.matched(wanted, given, lambda one, other: pairs.change_is(picture, one, other))
    _pairs(counts, "changes", wanted, given, found=found, optional=optional)
    for one in wanted:
        if not one.get("optional"):
            of_any = [each for each in given if pairs.change_is(picture, one, each, any_kind=True)]
            if of_any:
                counts.say("kinds", any(each["kind"] == one["kind"] for each in of_any))
    counts.misses += [f"change missed {_told_change(one)}" for one in _missed(wanted, found)]
    counts.misses += [
        f"change wrong {_told_change(one)} {sorted(picture.pages(one['after']['evidence']))[:1]}"
        for one in _wrong(given, found, optional)
    ]


def _disputes(counts: Counts, part: Labelled) -> None:
    picture, wanted = part.picture, _all(part, "disputes")
    given = picture.dossier["disputes"]
    found, optional = pairs.matched(wanted, given, lambda one, other: pairs.dispute_is(picture, one, other))
    _pairs(counts, "disputes", wanted, given, found=found, optional=optional)
    counts.misses += [f"dispute missed {_told_dispute(one)}" for one in _missed(wanted, found)]
    counts.misses += [
        f"dispute wrong {_told_dispute(one)} {sorted(picture.pages([s['evidence'] for s in one['stands']]))[:2]}"
        for one in _wrong(given, found, optional)
    ]


def _all(part: Labelled, key: str) -> list[Row]:
    return [one for gold in part.golds for one in gold[key]]


def _pairs(
    counts: Counts,
    name: str,
    wanted: Sequence[Row],
    given: Sequence[Row],
    *,
    found: Mapping[int, int],
    optional: set[int],
) -> None:
    asked = sum(not one.get("optional") for one in wanted)
    counts.add(name, right=len(found), given=len(given) - len(optional), wanted=asked)


def _missed(wanted: Sequence[Row], found: Mapping[int, int]) -> Iterator[Row]:
    return (one for at, one in enumerate(wanted) if at not in found and not one.get("optional"))


def _wrong(given: Sequence[Row], found: Mapping[int, int], optional: set[int]) -> Iterator[Row]:
    return (one for at, one in enumerate(given) if at not in found.values() and at not in optional)


def _told_change(one: Row) -> str:
    return f"{one['kind']} {one['attribute']}: {one['before']['value']} -> {one['after']['value']} ({one['about']})"


def _told_dispute(one: Row) -> str:
    return f"{one['kind']}: {' | '.join(str(stand['value']) for stand in one['stands'])} ({one['about']})"


def _confusion(counts: Counts, part: Labelled) -> None:
    picture = part.picture
    for gold in part.golds:
        taken, turned = pairs.confused(picture, gold)
        found = [
            one
            for kind, is_one in (("changes", pairs.change_is), ("disputes", pairs.dispute_is))
            for one in gold[kind]
            if not any(one is other for other in (*taken, *turned))
            and any(is_one(picture, one, each) for each in picture.dossier[kind])
        ]
        wrong = len(taken) + len(turned)
        counts.add("confused", right=wrong, given=0, wanted=wrong + len(found))
        counts.misses += [f"change taken for a dispute {_told_change(one)}" for one in taken]
        counts.misses += [f"dispute taken for a change {_told_dispute(one)}" for one in turned]


def _copies(counts: Counts, part: Labelled) -> None:
    picture = part.picture
    wanted = pairs.pairs_of_copies(_all(part, "copies"), pages=lambda one: one["pages"])
    given = pairs.pairs_of_copies(
        picture.dossier["copies"], pages=lambda one: (picture.page_of[article] for article in one["articles"])
    )
    counts.add("copies", right=len(wanted & given), given=len(given), wanted=len(wanted))
    counts.misses += [f"copies missed {sorted(pair)}" for pair in sorted(wanted - given, key=sorted)]
    counts.misses += [f"copies wrong {sorted(pair)}" for pair in sorted(given - wanted, key=sorted)]


def figures_of(counts: Counts) -> dict[str, float]:
    """Shares of points, precision, recall and F1 of pairs, B-cubed F1 of clusters."""
    found: dict[str, float] = {
        name: share(counts.right[name], counts.wanted[name])
        for name in ("origins", "origins_named", "confused", "kinds", "chains", "days")
        if name in counts.wanted
    }
    for name in ("changes", "disputes", "copies"):
        right, given, wanted = counts.right[name], counts.given[name], counts.wanted[name]
        found[f"{name}_precision"] = share(right, given)
        found[f"{name}_recall"] = share(right, wanted)
        found[f"{name}_f1"] = f1_of_counts(right, given, wanted)
    return found | {name: b_cubed(*labels)[2] for name, labels in counts.clusters.items()}
