"""What a person means by a reference, as pins: a dossier and a reference in, the words that say which thing it is out.

A reference is that of a line (its beginning is enough), an id, a name of an entity, a story's title, a page's address
or the name under which it was read. ``NAME@PAGE`` is who or what bears a name on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.errors import UsageError
from dateline.lexicon.folding import fold
from dateline.records.dossier import Dossier, DossierArticle, DossierMention, Entity, Story
from dateline.records.evidence import Evidence
from dateline.records.judgement import Pin, PinKind
from dateline.records.references import References, references
from dateline.records.registry import RegistryPin

__all__ = ["Pins"]

_AROUND = 40
"""Characters kept on either side of the words of a pin, to find them again in a newer text."""
_OPENING = 160
"""Characters of its first block by which an article is known again."""
_SHORT = 80
_KINDS: Mapping[PinKind, str] = {
    "entity": "identity", "mention": "identity", "place": "identity", "toponym": "identity", "event": "event",
    "outlet": "identity", "story": "story", "article": "story",
}  # fmt: skip
"""What can be the same as what."""


@dataclass(frozen=True)
class Pins:
    """Makes pins from references of one dossier, which must be that of everything."""

    picture: Dossier

    def one(self, reference: str) -> Pin:
        """The thing itself: of what stands in several places, the place that shows best what it is.

        Raises UsageError: unknown_reference, ambiguous_reference, not_judged (changes, disputes, chains ..).
        """
        return self.all(reference)[0]

    def all(self, reference: str) -> tuple[Pin, ...]:
        """Every place in which a thing was read, the one that shows best what it is first."""
        found = tuple(dict.fromkeys(self._of(self._id(reference.strip()))))
        if not found:
            raise UsageError(
                "not_judged", f"{reference!r} has no words of its own to pin a judgement to: name what it is made of"
            )
        return found

    def pair(self, left: str, right: str) -> tuple[Pin, Pin]:
        """Two things of one kind; raises UsageError("kinds_differ"), or ("one_thing") where both are the same words."""
        pins = self.one(left), self.one(right)
        kinds = {_KINDS.get(pin.kind) for pin in pins}
        if len(kinds) > 1 or None in kinds:
            raise UsageError(
                "kinds_differ",
                f"{left!r} is of kind {pins[0].kind}, {right!r} of kind {pins[1].kind}: name two that are somebody or "
                "something, two events, or two stories or pages",
            )
        # Two outlets may have printed one text.
        if pins[0].evidence == pins[1].evidence and (pins[0].kind != "outlet" or pins[0].name == pins[1].name):
            raise UsageError(
                "one_thing", f"{left!r} and {right!r} are one already: tell them apart by their pages, as NAME@PAGE"
            )
        return pins

    def record(self, reference: str) -> RegistryPin | None:
        """The registry's record that a line's reference means; None where it means none."""
        try:
            meant = self._references.find(reference).id
        except UsageError:
            return None
        links = (link for entity in self.picture.entities for link in entity.registry if link.id == meant)
        return next((RegistryPin(registry=one.registry, record=one.record, name=one.name) for one in links), None)

    def entity(self, reference: str) -> Pin:
        """Somebody or something; raises as `one` does, and UsageError("kinds_differ") for a thing of another kind."""
        pin = self.one(reference)
        if _KINDS.get(pin.kind) != "identity":
            raise UsageError(
                "kinds_differ",
                f"{reference!r} is of kind {pin.kind}: a registry's record is of who or what somebody is",
            )
        return pin

    def article(self, reference: str) -> DossierArticle:
        """The one article that a reference means: its own, its address or the name under which it was read."""
        named = [each for each in self.picture.articles if reference in (each.id, each.url, each.source)]
        if not named:
            meant = self._references.find(reference).id
            named = [each for each in self.picture.articles if each.id == meant]
        if not named:
            raise UsageError("not_an_article", f"{reference!r} is no page: name it by its reference or its address")
        if len(named) > 1:
            refs = ", ".join(self._references.short(each.id) for each in named)
            raise UsageError("ambiguous_reference", f"{reference!r} holds {len(named)} articles: name one of {refs}")
        return named[0]

    def of_article(self, article: DossierArticle, *, kind: PinKind = "article", name: str | None = None) -> Pin:
        """A pin for an article: the beginning of its text."""
        text = self._texts[article.text_id]
        start, end = (article.blocks[0].start, article.blocks[0].end) if article.blocks else (0, len(text))
        end = min(end, start + _OPENING)
        words = Evidence(text_id=article.text_id, start=start, end=end, exact=text[start:end])
        return Pin(
            kind=kind, name=name or article.title or article.source, source=article.source, url=article.url,
            evidence=words, context=self._around(words),
        )  # fmt: skip

    @cached_property
    def _references(self) -> References:
        return references(self.picture)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {text.text_id: text.text for text in self.picture.texts}

    @cached_property
    def _pages(self) -> Mapping[str, DossierArticle]:
        return {article.text_id: article for article in reversed(self.picture.articles)}

    def _id(self, reference: str) -> str:
        try:
            return self._references.find(reference).id
        except UsageError as error:
            if error.code != "unknown_reference":
                raise
        name, _, page = reference.rpartition("@")
        if name and page:
            return self._on_page(name, self.article(page))
        named = [*self._named(reference), *(a.id for a in self.picture.articles if reference in (a.url, a.source))]
        return self._single(reference, named)

    def _named(self, name: str) -> Iterator[str]:
        yield from (entity.id for entity in self.picture.entities if fold(name) in _names(entity))
        yield from (story.id for story in self.picture.stories if name == story.id or fold(name) == fold(story.title))

    def _on_page(self, name: str, article: DossierArticle) -> str:
        """The mention that bears a name on a page: its first, where all who bear it there are one."""
        mentions = [
            mention
            for mention in self.picture.mentions
            if mention.evidence.text_id == article.text_id and fold(mention.evidence.exact) == fold(name)
        ]
        first = {mention.entity or mention.id: mention.id for mention in reversed(mentions)}
        return self._single(f"{name}@{self._references.short(article.id)}", list(first.values()))

    def _single(self, reference: str, found: Sequence[str]) -> str:
        ids = list(dict.fromkeys(found))
        if not ids:
            raise UsageError("unknown_reference", f"nothing here is called {reference!r}: `dateline dossier` lists all")
        if len(ids) > 1:
            refs = ", ".join(self._references.short(each) for each in ids)
            raise UsageError("ambiguous_reference", f"{reference!r} may be {len(ids)} things: name one of {refs}")
        return ids[0]

    def _of(self, name: str) -> Iterator[Pin]:
        """The pins of the thing with this id."""
        picture = self.picture
        for entity in picture.entities:
            if entity.id == name:
                yield from self._entity(entity)
        yield from (self._story(story) for story in picture.stories if story.id == name)
        yield from (self.of_article(article) for article in picture.articles if article.id == name)
        for event in picture.events:
            if event.id == name:
                yield from self._pins("event", event.mentions)
        for place in picture.places:
            if place.id == name:
                where = [toponym.evidence for toponym in picture.toponyms if toponym.place == name]
                yield from self._pins("toponym", where, name=place.name)
        for quotation in picture.quotations:
            if quotation.id == name:
                yield from self._pins("quotation", quotation.evidence.content[:1], said=quotation.speaker.text)
        for state in picture.states:
            if state.id == name:
                yield from self._pins("state", state.evidence, said=state.value)
        yield from (
            pin for claim in picture.claims if claim.id == name for pin in self._pins("claim", claim.evidence[:1])
        )
        single: Sequence[tuple[PinKind, Iterable[tuple[str, Evidence]]]] = (
            ("mention", ((one.id, one.evidence) for one in picture.mentions)),
            ("time", ((one.id, one.evidence) for one in picture.times)),
            ("toponym", ((one.id, one.evidence) for one in picture.toponyms)),
            ("quantity", ((one.id, one.evidence) for one in picture.quantities)),
        )
        for kind, records in single:
            yield from self._pins(kind, [evidence for each, evidence in records if each == name])

    def _entity(self, entity: Entity) -> Iterator[Pin]:
        """The mentions of an entity: by its own name before other names, and names before descriptions.

        Of an outlet that no text names they are the pages that it published.
        """
        mentions = [mention for mention in self.picture.mentions if mention.entity == entity.id]
        own: Callable[[DossierMention], tuple[bool, bool]] = lambda mention: (  # noqa: E731
            mention.evidence.exact != entity.name,
            mention.form != "name",
        )
        yield from self._pins("mention", [each.evidence for each in sorted(mentions, key=own)], name=entity.name)
        names = _names(entity)
        for article in () if mentions else self.picture.articles:
            if article.outlet and fold(article.outlet) in names:
                yield self.of_article(article, kind="outlet", name=article.outlet)

    def _story(self, story: Story) -> Pin:
        first = next(article for article in self.picture.articles if article.id in story.articles)
        return self.of_article(first, kind="story", name=story.title)

    def _pins(
        self, kind: PinKind, evidence: Iterable[Evidence], *, name: str | None = None, said: str | None = None
    ) -> Iterator[Pin]:
        for words in evidence:
            page = self._pages.get(words.text_id)
            if page is not None:
                yield Pin(
                    kind=kind, name=name or _shortened(words.exact), source=page.source, url=page.url, evidence=words,
                    context=self._around(words), said=said,
                )  # fmt: skip

    def _around(self, words: Evidence) -> Evidence:
        text = self._texts[words.text_id]
        start, end = max(words.start - _AROUND, 0), min(words.end + _AROUND, len(text))
        return Evidence(text_id=words.text_id, start=start, end=end, exact=text[start:end])


def _names(entity: Entity) -> set[str]:
    return {fold(name) for name in (entity.name, *(alias.text for alias in entity.aliases))}


def _shortened(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else f"{plain[: _SHORT - 2]} …"
