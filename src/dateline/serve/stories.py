"""The pages of stories and of whom they tell: the front page, a story, somebody, and what changed between two days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from dateline.dossier import Diff, day
from dateline.errors import UsageError
from dateline.records.dossier import Dossier
from dateline.records.story import Stories
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, join
from dateline.serve.answering import page
from dateline.serve.asking import Asked, view
from dateline.serve.layout import Crumb, Message
from dateline.serve.pages.addresses import entity_href, story_href
from dateline.serve.pages.asof import Back, published_days, stepped
from dateline.serve.pages.differences import changes_page
from dateline.serve.pages.front import Front, front
from dateline.serve.pages.sections import SECTIONS
from dateline.serve.pages.subject import entity_page, story_page

__all__ = ["routes"]

_STORIES = 20
"""Stories on a page of the list."""
_ALL = Crumb(text="Stories", href="/")


def routes() -> Sequence[BaseRoute]:
    """All of them."""
    return (
        # What the list says of a story grows while it is being counted, so it has no tag.
        view("/", _front, name="front", tagged=False),
        view("/story/{what}", _story, name="story"),
        view("/story/{what}/changes", _changes, name="story_changes"),
        view("/entity/{what}", _entity, name="entity"),
        view("/entity/{what}/changes", _changes, name="entity_changes"),
    )


def _front(asked: Asked) -> Response:
    after, since = asked.query("after"), _day(asked, "since")
    stories = asked.desk.remember(("stories", after), lambda: _listed(asked, after), size=_size)
    told = Front(
        stories=stories, facts=asked.counting.facts(stories.stories), since=since,
        after=after, writable=asked.settings.write,
    )  # fmt: skip
    return page(asked.request, *front(told), title="Dateline", here="/")


def _listed(asked: Asked, after: str | None) -> Stories:
    with asked.desk.look() as workspace:
        return workspace.stories(limit=_STORIES, after=after)


def _size(stories: Stories) -> int:
    return 500 + sum(400 + 120 * len(story.days) for story in stories.stories)


def _story(asked: Asked) -> Response:
    what = asked.path("what")
    now = asked.desk.picture(what)
    if (elsewhere := _elsewhere(now, what, kind="story")) is not None:
        return elsewhere
    back = _back(asked, now, href=story_href(what))
    if isinstance(back, Response):
        return back
    picture = _then(asked, now, back)
    story = next(one for one in picture.stories if one.id == picture.scope.story)
    whole, judged = _whole(asked), asked.settings.write
    body = _remembered(
        asked, back, whole, lambda: story_page(picture, story, back=back, whole=whole, judged=judged)
    )  # fmt: skip
    title = shortened(story.title, 120) or "Untitled"
    return page(asked.request, body, title=title, here="/", crumbs=[_ALL], messages=_notes(picture))


def _entity(asked: Asked) -> Response:
    what = asked.path("what")
    now = asked.desk.picture(what)
    if (elsewhere := _elsewhere(now, what, kind="entity")) is not None:
        return elsewhere
    back = _back(asked, now, href=entity_href(what))
    if isinstance(back, Response):
        return back
    picture = _then(asked, now, back)
    entity = next(one for one in picture.entities if one.id == picture.scope.entity)
    crumbs = [_ALL, *(Crumb(text=story.title, href=story_href(story.id)) for story in picture.stories[:1])]
    whole, judged = _whole(asked), asked.settings.write
    body = _remembered(
        asked, back, whole, lambda: entity_page(picture, entity, back=back, whole=whole, judged=judged)
    )  # fmt: skip
    return page(asked.request, body, title=entity.name, crumbs=crumbs, messages=_notes(picture))


def _remembered(asked: Asked, back: Back, whole: str | None, make: Callable[[], Sequence[Child]]) -> Markup:
    """A page's body, made once for as long as nobody writes."""
    key = ("body", back.href, back.as_of, back.on, whole)
    return asked.desk.remember(key, lambda: join(*make()), size=len)


def _elsewhere(picture: Dossier, what: str, *, kind: str) -> Response | None:
    """The way to the page of its own that a story or an entity has, where it was asked for by another name."""
    scope = picture.scope
    if scope.story is not None and (kind != "story" or scope.story != what):
        return RedirectResponse(story_href(scope.story), status_code=303)
    if scope.entity is not None and (kind != "entity" or scope.entity != what):
        return RedirectResponse(entity_href(scope.entity), status_code=303)
    return None


def _back(asked: Asked, now: Dossier, *, href: str) -> Back | Response:
    """The two clocks as they are asked for; a step of the slider leads to the address of its day."""
    days = published_days(now)
    as_of, on = _day(asked, "as_of"), _day(asked, "on")
    step = asked.number("step", least=0, most=100_000)
    if step is not None:
        query = "&".join(f"{name}={value}" for name, value in (("as_of", stepped(days, step)), ("on", on)) if value)
        return RedirectResponse(f"{href}?{query}" if query else href, status_code=303)
    return Back(href=href, days=days, as_of=as_of, on=on)


def _then(asked: Asked, now: Dossier, back: Back) -> Dossier:
    """The picture by the clocks; raises UsageError("not_found") where it had not begun."""
    if back.as_of is None and back.on is None:
        return now
    try:
        return asked.desk.picture(now.scope.story or now.scope.entity, on=back.on, as_of=back.as_of)
    except UsageError as error:
        if error.code != "not_found" or not back.days:
            raise
        raise UsageError(
            "not_found", f"nothing of this had been published by {back.as_of}: the first article is of {back.days[0]}"
        ) from None


def _changes(asked: Asked) -> Response:
    what = asked.path("what")
    now = asked.desk.picture(what)
    scope = now.scope
    name_of = {story.id: story.title for story in now.stories} | {entity.id: entity.name for entity in now.entities}
    about = scope.story or scope.entity or what
    href = story_href(about) if scope.story else entity_href(about)
    days = published_days(now)
    before = _day(asked, "before") or (days[0] if days else None)
    after = _day(asked, "after") or (days[-1] if days else None)
    if before is None or after is None:
        raise UsageError("bad_day", "of these articles no day of publication is known: there is nothing to compare")
    key = ("diff", about, before, after)
    found = asked.desk.remember(key, lambda: _diff(asked, about, before=before, after=after), size=_weight)
    picture = asked.desk.picture(about, as_of=after)
    name = name_of.get(about, about)
    body = changes_page(found, name=name, picture=picture, back=Back(href=href, days=days, compared=(before, after)))
    crumbs = [_ALL, Crumb(text=name, href=href)]
    return page(asked.request, *body, title="What changed", here="/", crumbs=crumbs)


def _diff(asked: Asked, about: str, *, before: str, after: str) -> Diff:
    with asked.desk.look() as workspace:
        return workspace.diff(before, after, what=about)


def _weight(found: Diff) -> int:
    return 2_000 * (len(found.new) + len(found.changed) + len(found.gone) + 1)


def _day(asked: Asked, name: str) -> str | None:
    """A day of the query; raises UsageError("bad_day")."""
    said = asked.query(name)
    return None if said is None else day(said)


def _whole(asked: Asked) -> str | None:
    """The section that is asked for whole."""
    said = asked.query("all")
    return said if said in SECTIONS else None


def _notes(picture: Dossier) -> list[Message]:
    """What a reader should know of the picture as such."""
    left = picture.scope.left_out
    if not left:
        return []
    told = f"This is told by more than can be linked at once: {left:,} further texts are left out. Search finds them."
    return [Message(text=told)]
