"""Ids of earlier: that of a story or an entity as it was once, in; what became of it, out.

A story is named after its first article and an entity after its first chain. Where two were joined, where one was taken
apart, or where an earlier article came to it, that first one is still in some story, and says which. Of a page that was
seen anew the articles have other ids: there the earlier version says which article, or whose name, it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.linking.names import fold
from dateline.ports import Store
from dateline.records.base import record
from dateline.records.dossier import DossierArticle
from dateline.records.ids import founded_id
from dateline.records.linked import Linked
from dateline.records.page import Article

__all__ = ["Became", "became"]

_TEXT_HEX = 8


@record
class Became:
    """What an id of earlier means now: a story, or an entity, by its id."""

    story: str | None = None
    entity: str | None = None


def became(old: str, linked: Linked, *, store: Store) -> Became | None:
    """What became of a story or an entity with this id; None where nothing here ever had it."""
    for story in linked.stories:
        if any(_founded("story", article, old) for article in story.articles):
            return Became(story=story.id)
    for chain, entity in linked.entity_of.items():
        if _founded("entity", chain, old):
            return Became(entity=entity)
    return next(_anew(old, linked, store), None)


def _founded(kind: str, founder: str, old: str) -> bool:
    # Both begin with their text: most need no hashing.
    return founder[:_TEXT_HEX] == old[:_TEXT_HEX] and founded_id(kind, founder) == old


def _anew(old: str, linked: Linked, store: Store) -> Iterator[Became]:
    """The same, of pages that were seen anew since."""
    for article in store.earlier(old):
        captures = store.versions(article.capture)
        standing = {each.id: each for each in store.articles(captures) if each.id != article.id}
        if founded_id("story", article.id) == old:
            now = _same(article, [each for each in linked.articles if each.id in standing], standing)
            yield from (Became(story=story.id) for story in linked.stories if now in story.articles)
        for reading in store.readings([article.text_id]):
            for chain in reading.coreference:
                if founded_id("entity", chain.id) == old:
                    yield from _bearer(chain.name, linked, texts={each.text_id for each in standing.values()})


def _same(article: Article, found: list[DossierArticle], standing: dict[str, Article]) -> str | None:
    """Which of the articles that a page holds now is the one that it held: by its title, else the first."""
    titled = [each.id for each in found if standing[each.id].title == article.title]
    return next(iter([*titled, *(each.id for each in found)]), None)


def _bearer(name: str, linked: Linked, *, texts: set[str]) -> Iterator[Became]:
    """Who bears a name in these texts."""
    for mention in linked.mentions:
        if mention.entity and mention.evidence.text_id in texts and fold(mention.evidence.exact) == fold(name):
            yield Became(entity=mention.entity)
