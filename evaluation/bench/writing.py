"""A report of a happening with its reading, as if it had been read.  A happening and a day in, a page out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.ids import record_id
from dateline.records.reading import (
    Argument,
    Casualty,
    Claim,
    CoreferenceChain,
    EntityType,
    EventMention,
    EventType,
    Mention,
    Place,
    Quantity,
    Quotation,
    Reading,
    Speaker,
    State,
    Toponym,
)
from evaluation.bench.world import Happening, World

__all__ = ["Report", "write"]

_SENTENCES = 10, 26
_KINDS: dict[str, EventType] = {
    "crime": "crime", "accident": "accident", "disaster": "disaster", "protest": "protest", "court": "court",
    "election": "election",
}  # fmt: skip
_TRIGGERS = {
    "crime": "shooting", "accident": "crash", "disaster": "flood", "protest": "march", "court": "trial",
    "election": "vote",
}  # fmt: skip


@dataclass(frozen=True)
class Report:
    """A headline, and an article text with its reading."""

    title: str
    text: Text
    reading: Reading


@dataclass
class _Draft:
    """Words as they come, and where names and the like stand among them."""

    blocks: list[str] = field(default_factory=list)
    at: int = 0
    spans: dict[str, list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def sentence(self, *parts: str | tuple[str, str]) -> None:
        """One block: words, and (kind, words) whose place is kept."""
        said = ""
        for part in parts:
            words = part if isinstance(part, str) else part[1]
            begun = len(said) + (1 if said else 0)
            said = f"{said} {words}" if said else words
            if not isinstance(part, str):
                self.spans[part[0]].append((words, self.at + begun, self.at + begun + len(words)))
        self.blocks.append(f"{said}.")
        self.at += len(said) + 3  # a full stop, and the empty line between blocks


def write(world: World, of: Happening) -> Report:
    """Write one report of a happening."""
    draw, draft = world.random, _Draft()
    topic = draw.sample(of.words, min(24, len(of.words)))
    town, trigger = of.towns[0], _TRIGGERS[of.kind]
    toll = 1 + (of.number * 7 + draw.randrange(2)) % 40
    title = " ".join((*topic[:3], trigger, "in", town)).capitalize()

    def filler(count: int) -> str:
        return " ".join(world.word() for _ in range(count))

    draft.sentence(
        ("person", of.people[0]), "and the", ("body", of.bodies[0]), topic[0], filler(6), "after a", ("event", trigger),
        "in", ("town", town), "killed", ("toll", str(toll)), topic[1], filler(5),
    )  # fmt: skip
    for at in range(draw.randint(*_SENTENCES)):
        words = [draw.choice(topic), filler(5), draw.choice(topic), filler(4)]
        match at % 5:
            case 0:
                draft.sentence(("speaker", draw.choice(of.people)), ("cue", "said"), ("content", " ".join(words)))
            case 1:
                draft.sentence(words[0], words[1], "of the", ("body", draw.choice(of.bodies)), words[2], words[3])
            case 2:
                draft.sentence(words[0], words[1], ("person", draw.choice(of.people)), words[2], words[3])
            case 3:
                draft.sentence(words[0], words[1], "near", ("town", draw.choice(of.towns)), words[2], words[3])
            case _:
                draft.sentence(*words, filler(6))
    text = article_text(draft.blocks)
    return Report(title=title, text=text, reading=_Reader(text, draft, of, draw).reading())


class _Reader:
    """Makes the records of what a draft says."""

    def __init__(self, text: Text, draft: _Draft, of: Happening, draw: Random) -> None:
        self._text, self._spans, self._of, self._draw = text, draft.spans, of, draw
        self._mentions: dict[str, list[Mention]] = defaultdict(list)

    def reading(self) -> Reading:
        """All records, in the order of the text."""
        chains = [
            *self._chains("person", "person", "speaker"), *self._chains("organization", "body"),
            *self._chains("place", "town"),
        ]  # fmt: skip
        chain_of = {chain.name: chain.id for chain in chains}
        mentions = sorted((one for some in self._mentions.values() for one in some), key=lambda one: one.evidence.start)
        places = {name: self._place(name) for name, _, _ in self._spans["town"]}
        quotations = tuple(self._quotations(chain_of))
        return Reading(
            text_id=self._text.id,
            mentions=tuple(mentions),
            coreference=tuple(chains),
            places=tuple(places.values()),
            toponyms=tuple(
                Toponym(
                    id=self._id("toponym", start),
                    place=places[name].id,
                    mention=self._id("mention", start, end),
                    evidence=self._cut(start, end),
                )
                for name, start, end in self._spans["town"]
            ),
            quotations=quotations,
            claims=tuple(
                Claim(
                    id=self._id("claim", one.id),
                    text=one.content,
                    modality="asserted",
                    polarity="positive",
                    evidence=one.content_evidence,
                    quotation=one.id,
                )
                for one in quotations
            ),
            events=(self._event(chain_of),),
            states=tuple(self._states(chain_of)),
            quantities=tuple(self._quantities()),
        )

    def _id(self, kind: str, *content: object) -> str:
        return record_id(kind, self._text.id, *content)

    def _cut(self, start: int, end: int) -> Evidence:
        return self._text.cut(start, end)

    def _chains(self, type: EntityType, *kinds: str) -> list[CoreferenceChain]:
        named: dict[str, list[Mention]] = defaultdict(list)
        for name, start, end in sorted((span for kind in kinds for span in self._spans[kind]), key=lambda one: one[1]):
            mention = Mention(
                id=self._id("mention", start, end), type=type, form="name", evidence=self._cut(start, end)
            )
            named[name].append(mention)
            self._mentions[name].append(mention)
        return [
            CoreferenceChain(
                id=self._id("chain", own[0].id), type=type, name=name, named=True, mentions=tuple(one.id for one in own)
            )
            for name, own in named.items()
        ]

    def _place(self, name: str) -> Place:
        return Place(id=self._id("place", name), name=name, variants=(name,))

    def _quotations(self, chain_of: dict[str, str]) -> list[Quotation]:
        spans = zip(self._spans["speaker"], self._spans["cue"], self._spans["content"], strict=True)
        return [
            Quotation(
                id=self._id("quotation", content[1], content[2]), kind="indirect",
                speaker=Speaker(text=speaker[0], chain=chain_of[speaker[0]], clear=True), cue=cue[0],
                content=content[0], speaker_evidence=(self._cut(*speaker[1:]),), cue_evidence=(self._cut(*cue[1:]),),
                content_evidence=(self._cut(*content[1:]),),
            )
            for speaker, cue, content in spans
        ]  # fmt: skip

    def _event(self, chain_of: dict[str, str]) -> EventMention:
        (_, start, end), toll, town = self._spans["event"][0], self._spans["toll"][0], self._spans["town"][0]
        name, first, last = self._spans["person"][0]
        dead = int(toll[0])
        return EventMention(
            id=self._id("event", start), type=_KINDS[self._of.kind], mode=None, trigger=self._cut(start, end),
            evidence=self._cut(0, self._text.text.index(".") + 1), place=self._id("toponym", town[1]),
            actors=(Argument(text=name, type="person", chain=chain_of[name], evidence=self._cut(first, last)),),
            casualties=(
                Casualty(
                    kind="killed", number=dead, lower=dead, upper=dead, besides=False, evidence=self._cut(*toll[1:])
                ),
            ),
        )  # fmt: skip

    def _states(self, chain_of: dict[str, str]) -> list[State]:
        name, start, end = self._spans["person"][0]
        if self._of.kind not in ("crime", "court"):
            return []
        value = self._draw.choice(("wanted", "detained", "charged"))
        return [
            State(
                id=self._id("state", start, value), chain=chain_of[name], value="wanted", evidence=self._cut(start, end)
            )
        ]

    def _quantities(self) -> list[Quantity]:
        return [
            Quantity(
                id=self._id("quantity", start), value=float(words), lower=None, upper=None, unit=None, of=None,
                evidence=self._cut(start, end),
            )
            for words, start, end in self._spans["toll"]
        ]  # fmt: skip
