"""Pictures in parts: a dossier in, an overview or one list of it out, with the pages and origins that it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar, cast, get_args

from dateline.lexicon.folding import fold
from dateline.mcp import telling
from dateline.mcp.answers import Overview, Part
from dateline.mcp.handing import cited, fitting
from dateline.mcp.paging import Page
from dateline.records.base import record
from dateline.records.corroboration import Cited
from dateline.records.dossier import Dossier, DossierQuotation, Entity
from dateline.records.plain import Plain, to_plain
from dateline.rendering.wording import Wording

__all__ = ["Answered", "ListName", "list_of", "more", "overview_of", "pages_of", "part_of", "quoted"]

T = TypeVar("T")

ListName = Literal[
    "timeline", "changes", "disputes", "quotations", "claims", "events", "states", "entities", "places", "stories",
    "chains", "origins", "articles",
]  # fmt: skip

_CHIEF, _FEW = 12, 6
_ID = 40


@record
class Answered:
    """An answer with the pages that its evidence may name, and the same in words; `whole` says that nothing is cut."""

    answer: object
    articles: tuple[Cited, ...]
    text: str
    whole: bool = False


def more(page: Page[T]) -> list[str]:
    return [f"More: cursor {page.next}"] if page.next else []


def pages_of(picture: Dossier) -> tuple[Cited, ...]:
    """The articles of a picture as they are cited, under the text of each and under that of its capture."""
    articles = [cited(article) for article in picture.articles]
    captures = [
        replace(one, text_id=article.capture_text_id) for one, article in zip(articles, picture.articles, strict=True)
    ]
    return (*articles, *captures)


def list_of(picture: Dossier, part: str) -> Sequence[object]:
    found: Sequence[object] = getattr(picture, part)
    return [cited(article) for article in picture.articles] if part == "articles" else found


def _names(picture: Dossier) -> Mapping[str, str]:
    several = (picture.entities, picture.places, picture.origins)
    names = {each.id: each.name for some in several for each in some}
    return (
        names
        | {each.id: each.title for each in picture.stories}
        | {a.id: a.title or a.source for a in picture.articles}
    )


def part_of(picture: Dossier, part: str, page: Page[T], *, on: str | None, as_of: str | None) -> Answered:
    """A page of a list, with the pages, entities and origins that it refers to."""
    answer = Part(
        name=Wording(picture).scope(), part=part, on=on, as_of=as_of, total=page.total, next=page.next,
    )  # fmt: skip
    lists: dict[str, Any] = {part: _slim(page.found)}
    answer = replace(answer, **lists)
    ids = set(_ids(to_plain(answer)))
    beside: dict[str, Any] = {
        "articles": tuple(cited(a) for a in picture.articles if a.id in ids),
        "origins": tuple(o for o in picture.origins if o.id in ids),
    }
    answer = replace(answer, **{name: found for name, found in beside.items() if name != part})
    lists = {name: getattr(answer, name) for name in ("states", "timeline", "changes", "disputes", "quotations")}
    lines = telling.part_lines(named=_names(picture), **lists)
    lines = lines or [telling.label(each, _names(picture)) for each in page.found]
    head = [f"{part}: {len(page.found)} of {page.total}.", *more(page)]
    return Answered(answer=answer, articles=pages_of(picture), text=telling.said(head, lines))


def _slim(found: Sequence[T]) -> tuple[T, ...]:
    """Records with lists of names that are no longer than a reader takes in; `evidence` shows the rest."""
    return tuple(
        cast("T", replace(each, aliases=each.aliases[:_FEW], roles=each.roles[:_FEW], joined=each.joined[:_FEW]))
        if isinstance(each, Entity)
        else each
        for each in found
    )


def _ids(value: Plain) -> Iterator[str]:
    """Every string of an answer that is as long as an id."""
    if isinstance(value, str):
        if len(value) <= _ID:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _ids(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _ids(each)


def overview_of(picture: Dossier) -> Answered:
    """The chief things of a picture."""
    wording = Wording(picture)
    scope = picture.scope
    entity = next((e for e in picture.entities if e.id == scope.entity), None)
    story = next((s for s in picture.stories if s.id == scope.story), None)
    heaviest = sorted(picture.timeline, key=lambda line: -line.weight)[:_CHIEF]
    weights = Counter(mention.entity for mention in picture.mentions)
    chief = sorted(picture.entities, key=lambda e: -weights[e.id])[:_CHIEF]
    shares = Counter(o for line in picture.timeline for o in line.origins)
    answer = Overview(
        name=wording.scope(),
        on=scope.on,
        as_of=scope.as_of,
        was=scope.was,
        left_out=scope.left_out,
        entity=next(iter(_slim([entity])), None) if entity is not None else None,
        story=story,
        totals={name: len(getattr(picture, name)) for name in get_args(ListName)},
        states=fitting([s for s in picture.states if entity and s.entity == entity.id], limit=_CHIEF, room=5_000),
        timeline=fitting([line for line in picture.timeline if line in heaviest], limit=_CHIEF, room=11_000),
        changes=fitting(picture.changes, limit=_CHIEF, room=7_000),
        disputes=fitting(picture.disputes, limit=_CHIEF, room=7_000),
        origins=tuple(sorted(picture.origins, key=lambda o: -shares[o.id])[:_CHIEF]),
        entities=_slim([replace(e, aliases=e.aliases[:2], roles=e.roles[:2], joined=()) for e in chief if e != entity]),
        articles=tuple(cited(article) for article in picture.articles[-_CHIEF:]),
    )
    lines = [
        answer.name,
        *(
            [telling.line("also", ", ".join(a.text for a in entity.aliases[:_CHIEF]))]
            if entity and entity.aliases
            else []
        ),
        *([telling.line("roles", "; ".join(r.text for r in entity.roles[:_CHIEF]))] if entity and entity.roles else []),
        *telling.part_lines(
            named=_names(picture),
            states=answer.states,
            timeline=answer.timeline,
            changes=answer.changes,
            disputes=answer.disputes,
        ),
    ]
    head = [", ".join(f"{number} {name}" for name, number in answer.totals.items() if number) + "."]
    return Answered(answer=answer, articles=pages_of(picture), text=telling.said(head, lines))


def quoted(picture: Dossier, *, speaker: str | None, about: str | None) -> list[DossierQuotation]:
    """What one speaker says, or what is said about somebody, or both."""
    found = list(picture.quotations)
    if speaker is not None:
        found = [q for q in found if q.speaker.entity is not None and q.speaker.entity == picture.scope.entity]
    if about is not None:
        who = _entity_of(picture, about) if speaker is not None else picture.scope.entity
        spans = [m.evidence for m in picture.mentions if who is not None and m.entity == who]
        found = [
            q
            for q in found
            if any(w.text_id == s.text_id and w.start <= s.start < w.end for w in q.evidence.content for s in spans)
        ]
    return found


def _entity_of(picture: Dossier, name: str) -> str | None:
    asked = fold(name)
    return next(
        (
            entity.id
            for entity in picture.entities
            if name == entity.id or asked in {fold(entity.name), *(fold(alias.text) for alias in entity.aliases)}
        ),
        None,
    )
