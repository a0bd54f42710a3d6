"""Hand-made linked pictures: invented pages and what was found in them, by their words.  Words in, Linked out."""

from __future__ import annotations

from dataclasses import replace

from dateline.records.dossier import (
    Chain,
    DossierArticle,
    DossierCasualty,
    DossierEvent,
    DossierMention,
    DossierQuantity,
    DossierQuotation,
    DossierSpeaker,
    DossierState,
    DossierTime,
    DossierToponym,
    Entity,
    Holder,
    Link,
    Origin,
    OriginKind,
    QuotationEvidence,
    Story,
)
from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.linked import Linked
from dateline.records.reading import (
    CasualtyKind,
    EntityType,
    EventType,
    MentionForm,
    Modality,
    Place,
    QuotationKind,
    StateValue,
)
from dateline.records.time import UNKNOWN, Time, stated


class Newsroom:
    """Pages under short names, and what they say; everything is found by its words."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._linked = Linked(entity_of={}, place_of={}, chains_of={})
        self._outlets: dict[str, str] = {}

    def page(
        self, name: str, text: str, *, published: str | None = None, outlet: str = "Harbour Post", story: str = "story"
    ) -> str:
        """Add a page; its paragraphs are parted by empty lines. Returns its article id."""
        frozen = article_text(text.strip().split("\n\n"))
        self._texts[name] = frozen
        self._outlets[name] = outlet
        article = DossierArticle(
            id=f"article-{name}", source=f"{name}.txt", url=None, text_id=frozen.id, capture_text_id=frozen.id,
            title=f"Page {name}", outlet=outlet, republisher=None, credit=(), byline=None, language="en",
            published=stated(published) if published else UNKNOWN, about=(), blocks=(), evidence={},
        )  # fmt: skip
        stories = {each.id: each for each in self._linked.stories}
        articles = (*stories[story].articles, article.id) if story in stories else (article.id,)
        stories[story] = Story(
            id=story, title=story, from_=None, to=None, about=(), articles=articles, entities=()
        )  # fmt: skip
        self._add(articles=article)
        self._linked = replace(self._linked, stories=tuple(stories.values()))
        self._chain(name, Link(role="outlet", name=outlet, entity=None))
        return article.id

    def words(self, page: str, exact: str, *, nth: int = 1) -> Evidence:
        """Evidence for the nth time that words stand on a page."""
        at = -1
        for _ in range(nth):
            at = self._texts[page].text.index(exact, at + 1)
        return self._texts[page].cut(at, at + len(exact))

    def entity(self, name: str, *, type: EntityType = "person") -> str:
        """Somebody, under an id made from the name."""
        made = Entity(id=f"entity-{name}", name=name, type=type, aliases=(), roles=())
        self._add(entities=made)
        return made.id

    def mention(self, page: str, exact: str, entity: str, *, form: MentionForm = "name", nth: int = 1) -> None:
        """Somebody named on a page."""
        kind = next(each.type for each in self._linked.entities if each.id == entity)
        evidence = self.words(page, exact, nth=nth)
        number = len(self._linked.mentions)
        self._add(mentions=DossierMention(id=f"m{number}", entity=entity, type=kind, form=form, evidence=evidence))

    def state(
        self,
        page: str,
        exact: str,
        *,
        entity: str,
        value: StateValue,
        since: str | None = None,
        holder: str | None = None,
    ) -> None:
        """What a page says holds of somebody."""
        made = DossierState(
            id=f"s{len(self._linked.states)}", entity=entity, value=value, since=_time(since), until=UNKNOWN,
            holder=self._holder(page, holder), evidence=(self.words(page, exact),),
        )  # fmt: skip
        self._add(states=made)

    def quote(
        self,
        page: str,
        content: str,
        *,
        speaker: str,
        cue: str = "said",
        kind: QuotationKind = "direct",
        clear: bool = True,
    ) -> None:
        """Somebody quoted, by entity id, or by words where it is nobody known."""
        known = {entity.id: entity.name for entity in self._linked.entities}
        entity = speaker if speaker in known else None
        name = known.get(speaker, speaker)
        made = DossierQuotation(
            id=f"q{len(self._linked.quotations)}", articles=(f"article-{page}",),
            speaker=DossierSpeaker(text=name, entity=entity if clear else None, clear=clear), cue=cue, content=content,
            kind=kind, medium=None, said=UNKNOWN, parent=None, chain=None,
            evidence=QuotationEvidence(speaker=(), cue=(), content=(self.words(page, content),)),
        )  # fmt: skip
        self._add(quotations=made)
        if clear:
            outlet = Link(role="outlet", name=self._outlets[page], entity=None)
            self._chain(page, outlet, Link(role="speaker", name=name, entity=entity))

    def event(
        self,
        page: str,
        sentence: str,
        *,
        type: EventType = "disaster",
        time: str | None = None,
        modality: Modality = "asserted",
        trigger: str | None = None,
    ) -> str:
        """Something told in a sentence of a page."""
        made = DossierEvent(
            id=f"event{len(self._linked.events)}", articles=(f"article-{page}",), type=type, mode=None,
            mentions=(self.words(page, trigger or sentence.split()[0]),), actors=(), recipients=(), instruments=(),
            place=None, time=_time(time), modality=modality, polarity="positive", origins=(), casualties=(),
            evidence=(self.words(page, sentence),),
        )  # fmt: skip
        self._add(events=made)
        return made.id

    def toll(
        self,
        page: str,
        exact: str,
        *,
        event: str,
        number: int,
        kind: CasualtyKind = "killed",
        holder: str | None = None,
        at_least: bool = False,
        besides: bool = False,
    ) -> None:
        """How many, in the words of a page."""
        made = DossierCasualty(
            kind=kind, number=number, lower=number if at_least else None, upper=None, besides=besides,
            holder=self._holder(page, holder), evidence=self.words(page, exact),
        )  # fmt: skip
        events = tuple(
            replace(each, casualties=(*each.casualties, made), articles=_with(each.articles, f"article-{page}"))
            if each.id == event
            else each
            for each in self._linked.events
        )
        self._linked = replace(self._linked, events=events)

    def time(self, page: str, exact: str, value: str, *, nth: int = 1) -> str:
        """When, in the words of a page, and what day they mean. Returns the id."""
        evidence = self.words(page, exact, nth=nth)
        number = len(self._linked.times)
        meant = stated(value, evidence)
        made = DossierTime(id=f"time{number}", type="DATE", value=value, time=meant, evidence=evidence)
        self._add(times=made)
        return made.id

    def place(self, name: str) -> str:
        """A place, under an id made from the name."""
        made = Place(id=f"place-{name}", name=name)
        self._add(places=made)
        return made.id

    def toponym(self, page: str, exact: str, place: str, *, nth: int = 1) -> None:
        """A place named on a page."""
        evidence = self.words(page, exact, nth=nth)
        self._add(toponyms=DossierToponym(id=f"t{len(self._linked.toponyms)}", place=place, evidence=evidence))

    def sum(
        self,
        page: str,
        exact: str,
        value: float | None,
        *,
        unit: str = "EUR",
        bounds: tuple[float | None, float | None] = (None, None),
    ) -> None:
        """A sum of money on a page."""
        made = DossierQuantity(
            id=f"n{len(self._linked.quantities)}", value=value, lower=bounds[0], upper=bounds[1], unit=unit, of=None,
            evidence=self.words(page, exact),
        )  # fmt: skip
        self._add(quantities=made)

    @property
    def linked(self) -> Linked:
        """The picture so far."""
        return self._linked

    def text(self, text_id: str) -> str:
        """A frozen text by its id."""
        return next(text.text for text in self._texts.values() if text.id == text_id)

    def _holder(self, page: str, name: str | None) -> Holder:
        known = {entity.id: entity.name for entity in self._linked.entities}
        if name is None:
            return Holder(name=self._outlets[page], entity=None)
        return Holder(name=known.get(name, name), entity=name if name in known else None)

    def _chain(self, page: str, *links: Link) -> None:
        """A path, and the origin that its last hand is."""
        last = links[-1]
        origin = f"origin-{last.name}"
        number = len(self._linked.chains)
        article = f"article-{page}"
        self._add(chains=Chain(id=f"c{number}", links=links, origin=origin, articles=(article,), evidence=()))
        if all(each.id != origin for each in self._linked.origins):
            kind: OriginKind = "speaker" if last.role == "speaker" else "outlet"
            made = Origin(id=origin, name=last.name, kind=kind, entity=last.entity, articles=(article,))
            self._add(origins=made)

    def _add(self, **made: object) -> None:
        grown = {name: (*getattr(self._linked, name), one) for name, one in made.items()}
        self._linked = replace(self._linked, **grown)  # type: ignore[arg-type]


def _time(value: str | None) -> Time:
    return stated(value) if value else UNKNOWN


def _with(articles: tuple[str, ...], article: str) -> tuple[str, ...]:
    return articles if article in articles else (*articles, article)
