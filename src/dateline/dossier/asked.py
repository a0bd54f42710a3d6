"""A sentence that somebody asks about, understood.  Its reading and a linked picture in, what it says by points out.

A point is an event, a state, or, where neither is read, the bare words. Whatever the sentence says besides (names,
places, times, numbers, words that tell) belongs to the nearest point: what supports a point says all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from dateline.dossier.meant import Names
from dateline.errors import UsageError
from dateline.lexicon.folding import fold
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows, words
from dateline.records.base import record
from dateline.records.corroboration import Taken
from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.reading import (
    Argument,
    Casualty,
    EventMention,
    EventType,
    Modality,
    Polarity,
    Reading,
    StateValue,
)
from dateline.records.time import span_of

__all__ = [
    "Asked",
    "AskedPoint",
    "Told",
    "Words",
    "has_by",
    "owns",
    "sentence_of",
    "tell",
    "understand",
    "unsaying",
    "words_of",
]

_STEM = 5
"""Letters by which "arrested", "arrests" and "arrest" meet."""
_LONGEST = 1000
"""Characters of a sentence: more is a page."""
_QUERIED, _NAMED = 8, 4
"""Words, and names, by which pages of a large archive are looked for."""
_SHORTEST = 3
"""Letters of a word that tells something; shorter ones are function words more often than not."""
_TOKEN = re.compile(rf"(?:{number_pattern()})(?![^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_WHOSE = re.compile(r"his|her|its|their|my|our|your|(?s:.*)['’]s?", re.IGNORECASE)
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@record
class Told:
    """A word that tells something, folded, where it stands, and the stem (of a number ``#`` and its value) by which it
    meets others."""

    start: int
    end: int
    word: str
    stem: str


@record
class AskedPoint:
    """One thing that a sentence says, as it can be compared.

    `given` says as what it was read, `word` by which word. `actors` and `recipients` are entities, `acting` and
    `suffering` the stems of those who are described; `besides` are others whom it names. `places` is where it happened,
    `passing` what it names besides; `elsewhere` has for each place that no page names what it lies in. `namesakes` has
    for each name that several bear all of these, `strangers` says that a name is nobody's here. `days` are first and
    last days; `open_time` says that a time hangs on a day which nobody gave. `rest` are the stems that a passage must
    have, `ordered` all that tells, in order, names as their ids. `speaker` is who must say so. `unsaying` are its words
    that deny or doubt, `by` whether it has that word: these count where words alone are compared.
    """

    span: tuple[int, int]
    given: str
    type: EventType | None = None
    mode: str | None = None
    stem: str = ""
    word: str = ""
    state: StateValue | None = None
    subject: str | None = None
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    suffering: frozenset[str] = frozenset()
    casualty: Casualty | None = None
    places: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    namesakes: tuple[frozenset[str], ...] = ()
    strangers: bool = False
    elsewhere: tuple[frozenset[str], ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    open_time: bool = False
    rest: frozenset[str] = frozenset()
    ordered: tuple[str, ...] = ()
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    speaker: str | None = None
    unsaying: frozenset[str] = frozenset()
    by: bool = False


@record
class Asked:
    """A sentence, its points, and whom its names may mean."""

    points: tuple[AskedPoint, ...]
    names: tuple[Taken, ...]


@record
class _Named:
    """Words of the sentence that name somebody or some place."""

    start: int
    end: int
    taken: Taken
    is_place: bool
    within: frozenset[str] | None = None
    """Of a place that no page names: what it lies in."""


@record
class _Core:
    """What makes a point: the words around which all else is gathered, and an event or a state of the reading."""

    start: int
    end: int
    event: EventMention | None = None
    state: int | None = None


@record
class Words:
    """The names of a sentence, and a query for pages that have its words, of which `most` are worth a look."""

    names: tuple[str, ...]
    query: str
    most: int = 40


def sentence_of(said: str) -> Text:
    """A sentence as a text that can be read; raises UsageError: empty_sentence, sentence_too_long."""
    plain = " ".join(said.split())
    if not any(character.isalnum() for character in plain):
        raise UsageError("empty_sentence", "there is no sentence: say what is to be looked for, with names")
    if len(plain) > _LONGEST:
        raise UsageError("sentence_too_long", f"{len(plain)} characters are no sentence: give {_LONGEST} at most")
    return article_text([plain])


def words_of(text: Text, reading: Reading) -> Words:
    """What of a large archive a sentence leads to."""
    telling = [told.word for told in tell(text.text, 0, len(text.text)) if told.word.isalpha()]
    rarest = sorted(dict.fromkeys(telling), key=len, reverse=True)[:_QUERIED]
    query = " OR ".join(f'"{word}"' for word in rarest)
    return Words(
        names=tuple(dict.fromkeys(chain.name for chain in reading.coreference if chain.named))[:_NAMED],
        query=f"kind:article ({query})" if query else "",
    )


def understand(text: Text, reading: Reading, *, names: Names) -> Asked:
    """What a sentence says, in terms of a picture."""
    named = tuple(_named(reading, names))
    cores = _cores(reading)
    points = [_point(n, cores, text=text, reading=reading, named=named) for n in range(len(cores))]
    points = points or [_bare(text, reading, named)]
    taken = {(each.taken.text, each.taken.ids): each.taken for each in named}
    return Asked(points=tuple(point for point in points if point.ordered), names=tuple(taken.values()))


def tell(text: str, start: int, end: int) -> Iterator[Told]:
    """The words of a stretch that tell something."""
    for found in _TOKEN.finditer(text, start, end):
        said = found.group()
        value = value_of(said)
        if value is not None:
            if value > 1:
                yield Told(start=found.start(), end=found.end(), word=said, stem=f"#{value:g}")
            continue
        plain = fold(said.removesuffix("'s").removesuffix("’s"))
        if len(plain) >= _SHORTEST and plain not in _small():
            yield Told(start=found.start(), end=found.end(), word=plain, stem=plain[:_STEM])


def _named(reading: Reading, names: Names) -> Iterator[_Named]:
    """Each naming of the sentence, with whom it may mean; a place by its place."""
    mentions = {mention.id: mention for mention in reading.mentions}
    places = {place.id: place for place in reading.places}
    toponyms = {(t.evidence.start, t.evidence.end): places[t.place] for t in reading.toponyms if t.place in places}
    for chain in reading.coreference:
        if not chain.named:
            continue
        spans = [mentions[m].evidence for m in chain.mentions if m in mentions and mentions[m].form == "name"]
        for words_ in spans:
            place = toponyms.get((words_.start, words_.end))
            taken = names.place(place) if place is not None else None
            who = names.entity(words_.exact) if taken is None or not taken.ids else taken
            within = names.within(place, places) if place is not None and not who.ids else None
            is_place = within is not None or (taken is not None and bool(taken.ids))
            yield _Named(start=words_.start, end=words_.end, taken=who, is_place=is_place, within=within)


def _cores(reading: Reading) -> list[_Core]:
    """The events in order, those that count people before those of the same words; and states that no event tells."""
    events = {event.trigger: event for event in sorted(reading.events, key=lambda e: len(e.casualties))}
    cores = [_Core(start=t.start, end=t.end, event=event) for t, event in events.items()]
    for number, state in enumerate(reading.states):
        span = state.evidence
        if not any(span.start <= core.start < span.end for core in cores if core.event is not None):
            cores.append(_Core(start=span.start, end=span.end, state=number))
    return sorted(cores, key=lambda core: (core.start, core.end))


def _point(number: int, cores: Sequence[_Core], *, text: Text, reading: Reading, named: Sequence[_Named]) -> AskedPoint:
    core = cores[number]
    mine = _Mine(number, cores)
    if core.event is not None:
        return _of_event(core.event, mine, text=text, reading=reading, named=named)
    return _of_state(core, mine, text=text, reading=reading, named=named)


class _Mine:
    """Tells which words of a sentence belong to one of its points: those nearest to it."""

    def __init__(self, number: int, cores: Sequence[_Core]) -> None:
        self._number = number
        self._cores = cores

    def has(self, start: int, end: int) -> bool:
        def gap(core: _Core) -> int:
            return max(core.start - end, start - core.end, 0)

        nearest = min(range(len(self._cores)), key=lambda n: (gap(self._cores[n]), n))
        return nearest == self._number


def _of_event(event: EventMention, mine: _Mine, *, text: Text, reading: Reading, named: Sequence[_Named]) -> AskedPoint:
    casualty = next((c for c in event.casualties if not c.besides), None)
    actors, acting = _role(event.actors, named, counted=casualty is not None)
    recipients, suffering = _role(event.recipients, named, counted=casualty is not None)
    skipped = [(event.trigger.start, event.trigger.end)]
    if casualty is not None:
        skipped.append((casualty.evidence.start, casualty.evidence.end))
    where = next((t.evidence for t in reading.toponyms if t.id == event.place), None)
    point = _gathered(
        mine, text=text, reading=reading, named=named, skipped=skipped, quotation=event.quotation,
        idle=_anybody(casualty.kind) if casualty is not None else None, where=where,
    )  # fmt: skip
    return replace(
        point,
        span=(event.evidence.start, event.evidence.end),
        given=f"{event.type}/{event.mode}" if event.mode else event.type,
        type=event.type,
        mode=event.mode,
        stem=fold(event.trigger.exact)[:_STEM],
        word=fold(event.trigger.exact),
        state=_state_of(event, reading),
        actors=actors,
        recipients=recipients,
        besides=point.besides - actors - recipients,
        acting=acting,
        suffering=suffering,
        casualty=casualty,
        modality=event.modality,
        polarity=event.polarity,
    )


def _gathered(
    mine: _Mine,
    *,
    text: Text,
    reading: Reading,
    named: Sequence[_Named],
    skipped: Sequence[tuple[int, int]],
    quotation: str | None,
    idle: re.Pattern[str] | None = None,
    where: Evidence | None = None,
) -> AskedPoint:
    """What belongs to a point besides its own words: whom and where it names, when, who says so, what else it tells."""
    near = [each for each in named if mine.has(each.start, each.end)]
    known = [each for each in near if len(each.taken.ids) == 1]
    at = frozenset(n.taken.ids[0] for n in known if n.is_place and (where is None or n.start == where.start))
    days, open_time, when = _days(reading, mine)
    speaker, said = _speaker(reading, quotation, named)
    spans = [*skipped, *when, *said, *((each.start, each.end) for each in named)]
    return AskedPoint(
        span=(0, len(text.text)),
        given="",
        besides=frozenset(n.taken.ids[0] for n in known if not n.is_place) - {speaker},
        places=at if where is not None else frozenset(),
        passing=frozenset(n.taken.ids[0] for n in known if n.is_place) - (at if where is not None else set()),
        namesakes=tuple(frozenset(n.taken.ids) for n in near if len(n.taken.ids) > 1),
        strangers=any(not n.taken.ids for n in near if n.within is None),
        elsewhere=tuple(n.within for n in near if n.within is not None),
        days=days,
        open_time=open_time,
        rest=_rest(text, mine, spans, idle=idle),
        ordered=_ordered(text, named, mine.has),
        speaker=speaker,
    )


def _state_of(event: EventMention, reading: Reading) -> StateValue | None:
    """The state that the same words tell: who was arrested is arrested."""
    at = event.trigger
    return next((s.value for s in reading.states if s.evidence.start <= at.start < s.evidence.end), None)


def _of_state(core: _Core, mine: _Mine, *, text: Text, reading: Reading, named: Sequence[_Named]) -> AskedPoint:
    state = reading.states[core.state or 0]
    chain = next((c for c in reading.coreference if c.id == state.chain), None)
    mentions = {m.id: m.evidence for m in reading.mentions}
    spans = {(mentions[m].start, mentions[m].end) for m in (chain.mentions if chain else ()) if m in mentions}
    subject = next((n.taken.ids[0] for n in named if (n.start, n.end) in spans and len(n.taken.ids) == 1), None)
    point = _gathered(
        mine, text=text, reading=reading, named=named, skipped=[(core.start, core.end)], quotation=state.quotation
    )
    word = _last_word(text, core, named)
    return replace(
        point,
        given=state.value,
        stem=word[:_STEM],
        word=word,
        state=state.value,
        subject=subject,
        besides=point.besides - {subject},
    )


def _last_word(text: Text, core: _Core, named: Sequence[_Named]) -> str:
    """The last word that tells a state ("is dead", "in prison")."""
    spans = [(each.start, each.end) for each in named]
    return next((t.word for t in reversed([*tell(text.text, core.start, core.end)]) if not _within(t, spans)), "")


def _bare(text: Text, reading: Reading, named: Sequence[_Named]) -> AskedPoint:
    """A sentence in which neither an event nor a state is read: its words, in their order."""
    quotation = next((q for q in reading.quotations if q.speaker_evidence), None)
    speaker, said = _speaker(reading, quotation.id if quotation else None, named)
    _, open_time, when = _days(reading, None)
    skipped = [*said]
    return AskedPoint(
        span=(0, len(text.text)),
        given="words",
        besides=frozenset(each.taken.ids[0] for each in named if len(each.taken.ids) == 1),
        namesakes=tuple(frozenset(each.taken.ids) for each in named if len(each.taken.ids) > 1),
        strangers=any(not each.taken.ids or owns(text.text, each.start, each.end) for each in named),
        open_time=open_time and bool(when),
        ordered=_ordered(text, named, lambda s, e: not any(a <= s and e <= b for a, b in skipped)),
        speaker=speaker,
        unsaying=unsaying(text.text),
        by=has_by(text.text),
    )


def _role(
    arguments: Sequence[Argument], named: Sequence[_Named], *, counted: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Whom a role names, and the stems of those whom it describes; people who are counted are the number's affair."""
    who: set[str] = set()
    described: set[str] = set()
    for argument in arguments:
        span = argument.evidence
        exactly = [n for n in named if span.start <= n.start and n.end <= span.end]
        head = [n for n in exactly if not _words_beside(span, n)]
        if head:
            who.update(n.taken.ids[0] for n in head if len(n.taken.ids) == 1)
        elif not counted:
            inside = [(n.start - span.start, n.end - span.start) for n in exactly]
            described.update(t.stem for t in tell(span.exact, 0, len(span.exact)) if not _within(t, inside))
    return frozenset(who), frozenset(described)


def _words_beside(span: Evidence, name: _Named) -> bool:
    """Whether a participant is more than the name in it: "six employees of the firm" are not the firm."""
    around = span.exact[: name.start - span.start] + " " + span.exact[name.end - span.start :]
    return bool(re.search(r"\b(?:of|from|in|at|by|for|s)\b|['’]", around))


def _days(reading: Reading, mine: _Mine | None) -> tuple[tuple[tuple[str, str], ...], bool, list[tuple[int, int]]]:
    """The days that the sentence states, whether a time of it stays open, and where times stand."""
    days: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    is_open = False
    for time in reading.times:
        at = time.evidence
        if mine is not None and not mine.has(at.start, at.end):
            continue
        first, last, _ = span_of(time.value) if time.value else (None, None, "unknown")
        spans.append((at.start, at.end))
        if first is not None and last is not None:
            days.append((first[:10], last[:10]))
        else:
            is_open = True
    return tuple(days), is_open, spans


def _speaker(
    reading: Reading, quotation: str | None, named: Sequence[_Named]
) -> tuple[str | None, list[tuple[int, int]]]:
    """Who is said to say it, where that is somebody known; and the words that attribute it to him."""
    found = next((q for q in reading.quotations if q.id == quotation), None)
    if found is None:
        return None, []
    spans = [(each.start, each.end) for each in found.speaker_evidence]
    who = [n for n in named if any(a <= n.start and n.end <= b for a, b in spans) and len(n.taken.ids) == 1]
    if not who:
        return None, []
    phrase = [(each.start, each.end) for each in (*found.speaker_phrase, *found.cue_evidence)]
    return who[0].taken.ids[0], [*spans, *phrase]


def _rest(
    text: Text, mine: _Mine, skipped: Sequence[tuple[int, int]], *, idle: re.Pattern[str] | None = None
) -> frozenset[str]:
    """The stems of what is left when names, times, the word for the event and the number are taken away."""
    return frozenset(
        each.stem
        for each in tell(text.text, 0, len(text.text))
        if mine.has(each.start, each.end) and not _within(each, skipped)
        if idle is None or not idle.fullmatch(each.word)
    )


def _ordered(text: Text, named: Sequence[_Named], has: Callable[[int, int], bool]) -> tuple[str, ...]:
    """All that tells, in order, a name as the id of whom it means (else its own words, folded)."""
    spans = {(n.start, n.end): n for n in named}
    pieces = [
        (start, each.taken.ids[0] if len(each.taken.ids) == 1 else fold(each.taken.text))
        for (start, end), each in spans.items()
        if has(start, end)
    ]
    pieces += [
        (told.start, told.stem)
        for told in tell(text.text, 0, len(text.text))
        if has(told.start, told.end) and not _within(told, list(spans))
    ]
    return tuple(piece for _, piece in sorted(pieces))


def _within(told: Told, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= told.start and told.end <= end for start, end in spans)


def unsaying(said: str) -> frozenset[str]:
    """The words of a sentence that deny, doubt or wish."""
    found = {word for word in _WORD.findall(said.lower()) if word in _unsaying()}
    return frozenset(found | ({"not"} if _NOT.search(said) else set()))


@cache
def _unsaying() -> frozenset[str]:
    return words("unsaying_words")


def owns(said: str, start: int, end: int) -> bool:
    """Whether a mention tells only whose something is: "her lawyer", "the firm's head" are others."""
    return _WHOSE.fullmatch(said, start, end) is not None or said[end : end + 2] in ("'s", "’s")


def has_by(said: str) -> bool:
    """Whether a sentence has the word "by": what is done to somebody, and by whom."""
    return _BY.search(said) is not None


@cache
def _anybody(kind: str) -> re.Pattern[str]:
    """The words for a kind of toll and for people in general: where people are counted they tell nothing more."""
    of_toll = next((cue for name, _, cue in rows("toll_kinds") if name == kind), r"(?!)")
    return re.compile(rf"{of_toll}|\b(?:people|persons?|{'|'.join(sorted(words('anybody_nouns')))})s?\b", re.IGNORECASE)


@cache
def _small() -> frozenset[str]:
    return frozenset(next(found for language, found in rows("function_words") if language == "en").split())
