"""A dossier in words: names for ids, times for readers, who stands behind a line, short references."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.records.base import record
from dateline.records.dossier import (
    Chain,
    Dossier,
    DossierArticle,
    DossierEvent,
    DossierQuotation,
    Entity,
    Holder,
    Origin,
    Standing,
    TimelineLine,
)
from dateline.records.evidence import Evidence
from dateline.records.references import References, change_id, dispute_id, references
from dateline.records.registry import RegistryLink
from dateline.records.time import Time

__all__ = ["Said", "Wording", "counted", "listed", "taken_for"]

UNCLEAR = "speaker unclear"
_NOUNS = {
    "accident": "accident", "assault": "attack", "crime": "crime", "death": "death", "disaster": "disaster",
    "election": "election", "protest": "protest",
}  # fmt: skip
"""Events that a noun names well enough; the others are named by a sentence of theirs."""
_LINES = 30
"""Lines of the timeline on a terminal: the heaviest; the JSON has them all."""
_FEW = 40
"""Quotations, or chains, that a terminal shows all of; of more, these many speakers and things of each."""
_SPEAKERS, _SAID, _CHAINS = 12, 5, 4
_CHIEF = 15
"""Entities listed under "Who and what": the most mentioned; the JSON has them all."""


@record
class Said:
    """Something said, and the pages that carry it in the same words."""

    quotation: DossierQuotation
    pages: tuple[str, ...]


class Wording:
    """Turns the ids and records of one dossier into words."""

    def __init__(self, picture: Dossier) -> None:
        self.picture = picture
        # Made when it is asked for: it takes a third of the time of a page that has no use for it.
        self._refs: References | None = None
        self._entities = {entity.id: entity for entity in picture.entities}
        self._articles = {article.id: article for article in picture.articles}
        self._names: dict[str, str] = {entity.id: entity.name for entity in picture.entities}
        self._names |= {place.id: place.name for place in picture.places}
        self._names |= {article.id: article.title or article.source for article in picture.articles}
        self._names |= {story.id: story.title for story in picture.stories}
        self._names |= {origin.id: origin.name for origin in picture.origins}
        # The first line of an event is what it is told by.
        self._told = {line.event: line.text for line in reversed(picture.timeline)}
        self._names |= {event.id: self._event_name(event) for event in picture.events}
        self._standing = {event.id: event.standing for event in picture.events if event.standing}

    def ref(self, record_id: str) -> str:
        """The shortest reference that `dateline show` understands."""
        if self._refs is None:
            self._refs = references(self.picture)
        return self._refs.short(record_id)

    change_id = staticmethod(change_id)
    dispute_id = staticmethod(dispute_id)

    def name(self, record_id: str) -> str:
        """What a thing is called."""
        return self._names.get(record_id, record_id)

    def _event_name(self, event: DossierEvent) -> str:
        """What happened to whom, where and when, from the event's own fields; else the words of its sentence."""
        noun = _NOUNS.get(event.type)
        whom = next((a.named for a in event.recipients if a.named), None)
        where = self._names.get(event.place or "")
        if noun is not None and (whom or where):
            parts = (f" of {whom}" if whom else "", f" in {where}" if where else "")
            when = f", {event.time.value[:10]}" if event.time.value else ""
            return noun + "".join(parts) + when
        sentence = event.evidence[0].exact if event.evidence else event.type
        return _shortened(self._told.get(event.id, sentence))

    def scope(self) -> str:
        """The dossier's heading."""
        scope = self.picture.scope
        named = scope.entity or scope.story
        if named:
            return self.name(named)
        titles = [story.title for story in self.picture.stories]
        return titles[0] if len(titles) == 1 else "Everything read" if scope.pages is None else "The pages named"

    def subject(self) -> Entity | None:
        """The entity that the dossier is about, where it is about one."""
        return self._entities.get(self.picture.scope.entity or "")

    def counts(self) -> str:
        """How many pages, outlets and origins the picture rests on."""
        outlets = {article.outlet for article in self.picture.articles if article.outlet}
        pages = {(article.source, article.capture_text_id) for article in self.picture.articles}
        return ", ".join(
            (
                counted(len(pages), "page"),
                counted(len(outlets), "outlet"),
                counted(len(self.picture.origins), "origin"),
                counted(len(self.picture.quotations), "quotation"),
            )
        )

    def chief_lines(self) -> tuple[list[TimelineLine], int]:
        """The heaviest lines of the timeline, in its order, and how many lighter ones were left out."""
        lines = self.picture.timeline
        heaviest = sorted(lines, key=lambda line: -line.weight)[:_LINES]
        least = heaviest[-1].weight if heaviest else 0.0
        kept = [line for line in lines if line.weight >= least][: _LINES + 5]
        return kept, len(lines) - len(kept)

    def stands(self, event_id: str) -> str:
        """What stands of a happening, each value with how many reports give it; empty where nothing is stated."""
        found = self._standing.get(event_id, ())
        return ", ".join(f"{self._value(one)} ({one.reports} of {counted(one.among, 'report')})" for one in found)

    def _value(self, one: Standing) -> str:
        if one.attribute == "place":
            return self.name(one.value)
        return one.value if one.attribute == "day" else f"{one.value} {one.attribute}"

    def standing(self, articles: Sequence[str], origins: Sequence[str]) -> str:
        """How many articles and independent origins stand behind a line, and who they are."""
        names = [self.name(origin) for origin in origins]
        told = counted(len(articles), "page")
        return f"{told}, origin unknown" if not names else f"{told}, {counted(len(names), 'origin')}: {listed(names)}"

    @staticmethod
    def time(time: Time) -> str:
        """A time for a reader: its value, else its bounds, else nothing."""
        if time.value:
            return time.value.replace("T", " ")
        if time.latest and time.earliest:
            return f"{time.earliest} to {time.latest}"
        if time.latest:
            return f"by {time.latest}"
        return f"from {time.earliest}" if time.earliest else "undated"

    @staticmethod
    def holders(holders: Iterable[Holder]) -> str:
        """Who holds something."""
        return listed(list(dict.fromkeys(h.name if h.clear else UNCLEAR for h in holders)))

    def by_speaker(self, *, most: int = _SPEAKERS, each: int = _SAID) -> list[tuple[str, list[Said], int]]:
        """Who said what, and how much more than is shown: the most quoted first, the unclear last.

        Of many quotations these are `most` speakers and `each` of theirs. The same words carried by several texts are
        one thing said, with all the pages that carry them.
        """
        groups: dict[str, dict[str, Said]] = defaultdict(dict)
        for quotation in self.picture.quotations:
            told = groups[self.speaker(quotation)]
            words = " ".join(quotation.content.lower().split())
            first = told.get(words)
            pages = {*quotation.articles, *(first.pages if first else ())}
            told[words] = Said(quotation=first.quotation if first else quotation, pages=tuple(sorted(pages)))
        ranked = sorted(groups.items(), key=lambda item: (item[0] == UNCLEAR, -len(item[1]), item[0]))
        few = len(self.picture.quotations) <= _FEW
        return [
            (speaker, said, len(told) - len(said))
            for speaker, told in ranked[: None if few else most]
            for said in [_chief_said(list(told.values()), None if few else each)]
        ]

    def speaker(self, quotation: DossierQuotation) -> str:
        """Who says something, by the best name; "speaker unclear" where that is not sure."""
        if not quotation.speaker.clear:
            return UNCLEAR
        entity = quotation.speaker.entity
        return self.name(entity) if entity else quotation.speaker.text or UNCLEAR

    def by_origin(self, *, most: int = _SPEAKERS, each: int = _CHAINS) -> list[tuple[str, list[Chain], int]]:
        """Chains by the origin that is counted, the most carried first, and how many more than are shown."""
        groups: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.picture.chains:
            groups[chain.origin].append(chain)
        told = {origin.id: _counted_under(origin) for origin in self.picture.origins}
        ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(self.picture.chains) <= _FEW:
            return [(told.get(origin, "unknown"), chains, 0) for origin, chains in ranked]
        return [
            (told.get(origin, "unknown"), chains[:each], max(0, len(chains) - each)) for origin, chains in ranked[:most]
        ]

    def shows_family(self, origin_id: str) -> bool:
        """Whether an origin is that of several outlets, and has a reference to the words that show it."""
        return any(origin.id == origin_id and origin.family for origin in self.picture.origins)

    def chief_entities(self, most: int = _CHIEF) -> list[Entity]:
        """The `most` entities most mentioned, named ones only."""
        weight = Counter(m.entity for m in self.picture.mentions if m.entity)
        named = {m.entity for m in self.picture.mentions if m.form == "name"}
        chief = [entity for entity in self.picture.entities if entity.id in named]
        return sorted(chief, key=lambda entity: (-weight[entity.id], entity.name))[:most]

    @staticmethod
    def other_names(entity: Entity) -> list[str]:
        """The other names of an entity, each once."""
        return list(dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name))

    @staticmethod
    def roles(entity: Entity) -> list[str]:
        """What the entity is said to be, each once."""
        return list(dict.fromkeys(role.text for role in entity.roles))

    def states(self, entity: Entity) -> list[str]:
        """The states of an entity, each once, in order."""
        mine = (state for state in self.picture.states if state.entity == entity.id)
        return list(dict.fromkeys(state.value.replace("_", " ") for state in mine))

    def first_told(self, evidence: Iterable[Evidence]) -> str | None:
        """The first day on which a page with any of these words is known to have been published."""
        texts = {words.text_id for words in evidence}
        told = (a.published.value for a in self.picture.articles if {a.text_id, a.capture_text_id} & texts)
        return min((value[:10] for value in told if value and len(value) >= 10), default=None)

    @staticmethod
    def provenance(article: DossierArticle) -> str:
        """Republisher, outlet and agencies of an article, nearest the reader first."""
        names = [article.republisher, article.outlet, *article.credit]
        return " ← ".join(name for name in names if name) or "outlet unknown"


def _counted_under(origin: Origin) -> str:
    """An origin with what it is and how many pages have it; of a publisher also which of its outlets."""
    outlets = f": {listed([one.name for one in origin.family])}" if origin.family else ""
    kind = "outlets of one publisher" if origin.family else origin.kind
    return f"{origin.name} ({kind}{outlets}, {counted(len(origin.articles), 'page')})"


def _chief_said(told: list[Said], most: int | None) -> list[Said]:
    """The most carried, direct speech first, in the order of the text."""
    ranked = sorted(told, key=lambda said: (-len(said.pages), said.quotation.kind != "direct"))[:most]
    return [said for said in told if said in ranked]


def taken_for(link: RegistryLink) -> str:
    """The record that somebody is taken for, and how surely."""
    return f"taken for {link.name} ({link.registry} {link.record}), {link.likelihood:.0%}"


def counted(number: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _shortened(text: str, width: int = 80) -> str:
    words = text.split()
    kept: list[str] = []
    for word in words:
        if sum(len(k) + 1 for k in kept) + len(word) > width:
            return " ".join(kept) + " …"
        kept.append(word)
    return " ".join(kept)
