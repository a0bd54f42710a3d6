"""Origins counted, happenings joined, entities joined, stories, days and chains: a gold's points against a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evaluation.files import Row
from evaluation.scoring.gold_picture import Picture
from evaluation.scoring.gold_words import same_name
from evaluation.scoring.ratios import share

__all__ = [
    "chain_found",
    "day_right",
    "entity_clusters",
    "event_clusters",
    "origins_counted",
    "origins_named",
    "story_clusters",
]

Labels = tuple[list[str], list[str]]
"""The gold cluster and the given cluster of each item, in one order."""


def origins_counted(picture: Picture, point: Row) -> list[list[str]] | None:
    """The names of each origin that a dossier counts for a gold happening or value; None where it has none such.

    The answer is what fits the gold's passages best: an event or a timeline line for a happening, a stand in a
    dispute for a value, or where there is no dispute the holders of the numbers that stand in the passages. Where
    nothing fits, it is the origins of the claims that stand there.
    """
    passages = point["evidence"]
    kinds = ("stands",) if point["asks"] == "value" else ("events", "timeline")
    for kind in kinds:
        if best := _best(picture, picture.listed(kind), passages):
            return [picture.origin_names(origin) for origin in sorted(set(best["origins"]))]
    return (_holders(picture, passages) if point["asks"] == "value" else None) or _claimed(picture, passages)


def _best(picture: Picture, candidates: Sequence[Row], passages: Sequence[Row]) -> Row | None:
    scored = [(_fit(picture, one, passages), at) for at, one in enumerate(candidates)]
    fit, at = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
    return candidates[at] if fit > 0 else None


def _fit(picture: Picture, candidate: Row, passages: Sequence[Row]) -> float:
    """How much of both is shared: passages that are told, and words of the candidate that stand in them."""
    told = list(candidate.get("mentions") or candidate["evidence"])
    hits = picture.hits(told, passages)
    right = sum(picture.hits([one], passages) > 0 for one in told)
    return share(hits + right, len(passages) + len(told)) if hits else 0.0


def _holders(picture: Picture, passages: Sequence[Row]) -> list[list[str]] | None:
    found: dict[str, list[str]] = {}
    for event in picture.dossier["events"]:
        for one in event["casualties"]:
            if picture.hits(one["evidence"], passages):
                found[one["holder"]["entity"] or one["holder"]["name"]] = picture.holder_names([one["holder"]])
    return list(found.values()) or None


def _claimed(picture: Picture, passages: Sequence[Row]) -> list[list[str]] | None:
    found: dict[str, list[str]] = {}
    for claim in picture.dossier["claims"]:
        if picture.hits(claim["evidence"], passages):
            origin = picture.origin_of(claim)
            name = origin or claim["holder"]["entity"] or claim["holder"]["name"]
            found[name] = picture.origin_names(origin) if origin else picture.holder_names([claim["holder"]])
    return list(found.values()) or None


def origins_named(point: Row, found: Sequence[Sequence[str]]) -> bool:
    """Whether the origins counted are those of the gold, by name."""
    return len(found) == len(point["origins"]) and all(
        any(same_name(wanted["names"], names) for names in found) for wanted in point["origins"]
    )


def event_clusters(picture: Picture, gold: Row) -> Labels:
    """Each passage of a happening; given is the event that tells it, of several the one that tells most of them."""
    wanted: list[str] = []
    given: list[str] = []
    for point in (one for one in gold["events"] if one["asks"] == "event"):
        told = [
            {one["id"] for one in picture.dossier["events"] if picture.stands_at(one["mentions"], passage)}
            for passage in point["evidence"]
        ]
        _label(wanted, given, told, name=f"{gold['name']}/{point['id']}")
    return wanted, given


def entity_clusters(picture: Picture, gold: Row) -> Labels:
    """Each name in each page where it stands for an entity; given is what most of its mentions there mean."""
    wanted: list[str] = []
    given: list[str] = []
    for entity, page, name in _namings(gold):
        wanted.append(f"{gold['name']}/{entity['id']}")
        meant = picture.meant(page, name, is_place=entity["type"] == "place")
        given.append(meant or f"none {page} {name}")
    return wanted, given


def _namings(gold: Row) -> Iterator[tuple[Row, str, str]]:
    for entity in gold["entities"]:
        for page, names in entity["names_in"].items():
            for name in names:
                yield entity, page, name


def story_clusters(picture: Picture, gold: Row) -> Labels:
    """Each page; given is its story, of several (a live page may have) the one that most of its fellows are in."""
    wanted: list[str] = []
    given: list[str] = []
    for story in gold["stories"]:
        told = [
            {one["id"] for one in picture.dossier["stories"] if articles & set(one["articles"])}
            for articles in ({article["id"] for article in picture.articles(page)} for page in story["pages"])
        ]
        _label(wanted, given, told, name=f"{gold['name']}/{story['id']}")
    return wanted, given


def _label(wanted: list[str], given: list[str], told: Sequence[set[str]], *, name: str) -> None:
    """Label items that are one in the gold: each with that of its given clusters which most of them share."""
    counts = Counter(cluster for clusters in told for cluster in clusters)
    for at, clusters in enumerate(told):
        wanted.append(name)
        given.append(min(clusters, key=lambda one: (-counts[one], one)) if clusters else f"none {name}/{at}")


def day_right(picture: Picture, page: Row) -> bool:
    """Whether the day of a page is right, or said to be unknown where it is."""
    days = {(one["published"]["value"] or "")[:10] for one in picture.articles(page["file"])}
    return days == {(page["published"] or "")[:10]}


def chain_found(picture: Picture, page: Row, chain: Row) -> bool:
    """Whether a dossier has this path for the page: all its hands, in their order, others perhaps between them."""
    for one in picture.dossier["chains"]:
        if page["file"] in {picture.page_of.get(article) for article in one["articles"]}:
            links = iter(one["links"])
            if all(
                any(same_name([wanted["name"]], [link["name"], *picture.names(link["entity"])]) for link in links)
                for wanted in chain["links"]
            ):
                return True
    return False
