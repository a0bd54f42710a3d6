"""What is meant by a name, a title or an id in a linked picture.  Words in, the scope of a dossier out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.errors import UsageError
from dateline.lexicon.folding import fold
from dateline.linking.earlier import became
from dateline.ports import Store
from dateline.records.dossier import Entity, Scope
from dateline.records.linked import Linked

__all__ = ["scope_of"]


def scope_of(what: str | None, linked: Linked, *, pages: Sequence[str] | None, store: Store) -> Scope:
    """What `what` names: an entity or a story by its id of now or of earlier, or by any of its names, or its title."""
    if pages is not None:
        wanted = set(pages)
        return Scope(pages=tuple(a.id for a in linked.articles if wanted & {a.id, a.source}))
    if what is None:
        return Scope()
    for one in linked.stories:
        if what == one.id or fold(what) == fold(one.title):
            return Scope(story=one.id)
    weights = Counter(mention.entity for mention in linked.mentions)
    named = [entity for entity in linked.entities if what == entity.id or fold(what) in _names(entity)]
    if named:
        return Scope(entity=max(named, key=lambda entity: (weights[entity.id], entity.id)).id)
    if (now := became(what, linked, store=store)) is not None:
        return Scope(story=now.story, entity=now.entity, was=what)
    if (story := _headed(what, linked)) is not None:
        return Scope(story=story)
    raise UsageError("not_found", f"nothing here is called {what!r}: `dateline dossier` lists who and what is")


def _headed(what: str, linked: Linked) -> str | None:
    """The story of the page with this headline, name or id."""
    asked = fold(what)
    named = [a.id for a in linked.articles if what in (a.id, a.source, a.url) or fold(a.title or "") == asked]
    return next((story.id for story in linked.stories if set(named) & {*story.articles}), None)


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *(alias.text for alias in entity.aliases))}
