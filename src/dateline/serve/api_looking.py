"""The API's looks: what the verbs of a workspace give, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from starlette.responses import Response

from dateline.dossier import Diff
from dateline.errors import UsageError
from dateline.records.corroboration import Corroboration
from dateline.records.dossier import Dossier, DossierFailure
from dateline.records.judgement import Judgement
from dateline.records.plain import Plain, hints_of, to_plain
from dateline.records.registry import Registry
from dateline.records.search import Results, Sort
from dateline.records.shown import Articles, Checked, Passage
from dateline.records.story import Stories
from dateline.records.versions import Version
from dateline.serve.api_endpoint import MOST, Endpoint, Parameter, as_json, limit_of, list_page, next_link, plain_list
from dateline.serve.asking import Asked
from dateline.workspace import Workspace

__all__ = ["LISTS", "LOOKING", "ON", "SCOPE"]

LISTS: tuple[str, ...] = tuple(key for key in hints_of(Dossier) if key not in ("schema", "scope"))
"""The lists of a dossier."""

_WORDS: Mapping[str, Plain] = {"type": "string"}
_NUMBER: Mapping[str, Plain] = {"type": "integer", "minimum": 1, "maximum": MOST}
ON = (
    Parameter(name="on", words="The world on that day, as now known (2026-02-21).", schema=_WORDS),
    Parameter(name="as_of", words="Only what had been published by that day.", schema=_WORDS),
)
_WHAT = Parameter(
    name="what", words="One story or one entity, by id or name; everything where it is missing.", schema=_WORDS
)
_TOP = Parameter(
    name="top", words="The N most important lines of the timeline.", schema={"type": "integer", "minimum": 1}
)
SCOPE = (_WHAT, *ON)
_PAGED = (
    Parameter(name="limit", words="Records in one answer.", schema=_NUMBER),
    Parameter(name="after", words="The cursor of the answer before: its `next`, or its header Link.", schema=_WORDS),
)


def _id(words: str, name: str = "id") -> Parameter:
    return Parameter(name=name, words=words, schema=_WORDS, where="path", required=True)


def _picture(asked: Asked, what: str | None) -> Dossier:
    top = asked.number("top", least=1, most=10**6)
    return asked.desk.picture(what, on=asked.query("on"), as_of=asked.query("as_of"), top=top)


def _told(asked: Asked, what: str | None, *, only: str | None = None) -> Response:
    picture = _picture(asked, what)
    if only is not None and getattr(picture.scope, only) is None:
        raise UsageError("not_found", f"{what!r} is no {only} here: GET /api/search finds what there is")
    return as_json(picture)


def _dossier(asked: Asked) -> Response:
    return _told(asked, asked.query("what"))


def _story(asked: Asked) -> Response:
    return _told(asked, asked.path("id"), only="story")


def _entity(asked: Asked) -> Response:
    return _told(asked, asked.path("id"), only="entity")


def _list(asked: Asked) -> Response:
    name = asked.path("list")
    if name not in LISTS:
        raise UsageError("not_found", f"a dossier has no list {name!r}: it has {', '.join(LISTS)}")
    picture = _picture(asked, asked.query("what"))
    attribute, _ = hints_of(Dossier)[name]
    head = {"schema": picture.schema, "scope": to_plain(picture.scope)}
    return list_page(name, getattr(picture, attribute), asked, head=head)


def _stories(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        found = workspace.stories(
            limit=limit_of(asked, default=30), after=asked.query("after"), as_of=asked.query("as_of")
        )
    return as_json(found, headers=next_link(asked, found.next))


def _articles(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        found = workspace.articles(limit=limit_of(asked), after=asked.query("after"))
    return as_json(found, headers=next_link(asked, found.next))


def _article(asked: Asked) -> Response:
    id = asked.path("id")
    picture = asked.desk.ask(Workspace.dossier, pages=[id])
    if not picture.articles:
        raise UsageError("unknown_reference", f"no article {id!r} is here: GET /api/articles lists them")
    return as_json(picture)


def _search(asked: Asked) -> Response:
    sort = asked.query("sort") or "rank"
    if sort not in get_args(Sort):
        raise UsageError("bad_parameter", f"sort is none of {', '.join(get_args(Sort))}")
    with asked.desk.look() as workspace:
        found = workspace.search(
            asked.query("q") or "",
            limit=limit_of(asked, default=20),
            after=asked.query("after"),
            on=asked.query("on"),
            as_of=asked.query("as_of"),
            sort="date" if sort == "date" else "rank",
        )
    return as_json(found, headers=next_link(asked, found.next))


def _diff(asked: Asked) -> Response:
    before, after = asked.query("before"), asked.query("after")
    if before is None or after is None:
        raise UsageError("bad_parameter", "a diff wants two days: give before=2026-02-21 and after=2026-02-23")
    return as_json(asked.desk.ask(Workspace.diff, before, after, what=asked.query("what")))


def _corroborate(asked: Asked) -> Response:
    sentence, on, as_of = asked.query("sentence") or "", asked.query("on"), asked.query("as_of")
    return as_json(asked.desk.ask(Workspace.corroborate, sentence, on=on, as_of=as_of))


def _evidence(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        return plain_list(workspace.show(asked.path("reference")), asked)


def _versions(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        return plain_list(workspace.versions(asked.path("reference")), asked)


def _failures(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        return plain_list(workspace.failures(), asked)


def _judgements(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        return plain_list(workspace.judgements(), asked)


def _registries(asked: Asked) -> Response:
    with asked.desk.look() as workspace:
        return plain_list(workspace.registries(), asked)


def _check(asked: Asked) -> Response:
    return as_json(asked.desk.ask(Workspace.check))


LOOKING: Sequence[Endpoint] = (
    Endpoint(
        path="/api/stories", summary="Stories, the one that moved last first.", look=_stories, gives=Stories,
        parameters=(*_PAGED, ON[1]),
    ),
    Endpoint(
        path="/api/story/{id}", summary="The dossier of a story, by its id or title.", look=_story, gives=Dossier,
        parameters=(_id("The story."), *ON, _TOP),
    ),
    Endpoint(
        path="/api/entity/{id}", summary="The dossier of an entity, by its id or any of its names.", look=_entity,
        gives=Dossier, parameters=(_id("The entity."), *ON, _TOP),
    ),
    Endpoint(
        path="/api/dossier", summary="The picture: of everything, of one story or of one entity.", look=_dossier,
        gives=Dossier, parameters=(*SCOPE, _TOP),
    ),
    Endpoint(
        path="/api/dossier/{list}", summary="One list of a dossier, in pages.", look=_list, gives=Dossier, of_list=True,
        parameters=(
            Parameter(
                name="list", words="Which list.", schema={"type": "string", "enum": list(LISTS)}, where="path",
                required=True,
            ),
            *SCOPE, _TOP, *_PAGED,
        ),
    ),
    Endpoint(
        path="/api/articles", summary="All articles, as their own pages tell of them.", look=_articles, gives=Articles,
        parameters=_PAGED,
    ),
    Endpoint(
        path="/api/article/{id}", summary="The dossier of one article alone.", look=_article, gives=Dossier,
        parameters=(_id("The article's id, or the name under which its page was read."),),
    ),
    Endpoint(
        path="/api/evidence/{reference}", summary="The words around the evidence of a line.", look=_evidence,
        gives=Passage, many=True,
        parameters=(_id("A line's reference, or the beginning of an id.", "reference"), *_PAGED),
    ),
    Endpoint(
        path="/api/search", summary="Articles, quotations, events and entities that fit a query.", look=_search,
        gives=Results,
        parameters=(
            Parameter(name="q", words="The query, in the grammar of the command line.", schema=_WORDS, required=True),
            *ON, *_PAGED,
            Parameter(
                name="sort", words="What comes first.", schema={"type": "string", "enum": list(get_args(Sort))}
            ),
        ),
    ),
    Endpoint(
        path="/api/corroborate", summary="Whether a sentence is reported, by whom, and what speaks against it.",
        look=_corroborate, gives=Corroboration,
        parameters=(
            Parameter(name="sentence", words="The sentence: 1,000 characters at most.", schema=_WORDS, required=True),
            *ON,
        ),
    ),
    Endpoint(
        path="/api/diff", summary="What is new, changed and gone between two days.", look=_diff, gives=Diff,
        parameters=(
            Parameter(name="before", words="The earlier day.", schema=_WORDS, required=True),
            Parameter(name="after", words="The later day.", schema=_WORDS, required=True),
            _WHAT,
        ),
    ),
    Endpoint(
        path="/api/versions/{reference}", summary="A page as it was seen each time, and what was edited.",
        look=_versions, gives=Version, many=True,
        parameters=(_id("The article's id, or the name under which its page was read.", "reference"), *_PAGED),
    ),
    Endpoint(
        path="/api/failures", summary="What could not be read, and why.", look=_failures, gives=DossierFailure,
        many=True, parameters=_PAGED,
    ),
    Endpoint(
        path="/api/judgements", summary="What people said, the oldest first.", look=_judgements, gives=Judgement,
        many=True, parameters=_PAGED,
    ),
    Endpoint(
        path="/api/registries", summary="The registries that were added.", look=_registries, gives=Registry, many=True,
        parameters=_PAGED,
    ),
    Endpoint(path="/api/check", summary="Cut all evidence again, and count what holds.", look=_check, gives=Checked),
)  # fmt: skip
