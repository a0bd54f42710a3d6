"""Where and when a text's main happening took place.  Places, days and event words in; the likeliest of each out.

Reports set the scene once ("It happened about 2 a.m. Sunday in the 300 block of ..") and tell of the happening many
times. Every place and every day of the text is judged by how it stands: in the dateline, beside which words, under
which verb, how early and how often. The weights are a table of the lexicon that `tools/fit_scenes.py` made; they hold
no words but those of our own table `scene_words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

from dateline.lexicon import openings
from dateline.lexicon.tables import rows
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events.circumstances import tells_toll
from dateline.reading.events.drafts import Draft
from dateline.reading.who import head_of
from dateline.records.reading import Place, Quotation, TimeExpression, Toponym

__all__ = ["NONE", "Scene", "Sight", "Traits", "day_traits", "judge", "look", "place_traits", "set_scene"]

_HARM: Final = frozenset({"assault", "death", "disaster", "accident", "crime"})
_LIKELY: Final = 0.5

_EARLY: Final = (1, 3, 7, 15)
_HOPS: Final = 8
_BESIDE_SAYING: Final = 9
"""Words from "told" to a day that is its own: "told the Example Gazette late on Tuesday"."""
_WHERE: Final = frozenset({"at", "near", "on", "outside", "inside", "around", "off", "along", "across"})
_WAYS: Final = frozenset({"from", "to", "into", "toward", "towards", "through"})
_VAGUE: Final = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_NO_DAY: Final = frozenset({"year", "decade", "month", "season", "quarter", "week", "weekend"})
NONE: Final = "none"
"""The name under which "none of them" is weighed."""

Traits = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the traits look at: the parse, the tokens of harmful event words, the places and times that these have of
    their own, the times when something was said, and what is quoted."""

    parse: Parse
    harm: frozenset[int]
    linked: frozenset[str]
    said: frozenset[str]
    quoted: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The toponym (id) and the time expression (id) of the main happening, with how likely each is; None for none."""

    place: str | None
    place_likely: float
    day: str | None
    day_likely: float


def look(parse: Parse, drafts: Iterable[Draft], *, quotations: Sequence[Quotation]) -> Sight:
    """What there is to see of a text once its event words are known."""
    harm = [draft for draft in drafts if _is_harm(draft)]
    return Sight(
        parse=parse,
        harm=frozenset(draft.token.i for draft in harm),
        linked=frozenset(name for draft in harm for name in (draft.place, draft.time) if name is not None),
        said=frozenset(one.said for one in quotations if one.said is not None),
        quoted=tuple((words.start, words.end) for one in quotations for words in one.content_evidence),
    )


def _is_harm(draft: Draft) -> bool:
    return draft.kind in _HARM and draft.modality == "asserted" and draft.polarity == "positive"


def set_scene(
    drafts: Sequence[Draft],
    scene: Scene,
    *,
    toponyms: Sequence[Toponym],
    places: Mapping[str, Place],
    times: Sequence[TimeExpression],
) -> None:
    """Give the mentions of the main happening its place and day where they have none of their own."""
    known = {time.id: time for time in times}
    day = scene.day if scene.day_likely >= _LIKELY else None
    place = scene.place if scene.place_likely >= _LIKELY else None
    key = _day_key(known[day]) if day is not None else None
    here = {one.id: one for one in toponyms if one.place in places}
    located = {name for name, one in here.items() if _kind(places[one.place], places) in ("city", "county")}
    for draft in _of_main([one for one in drafts if _is_harm(one) and one.into is None], key=key, times=known):
        if day is not None and (draft.time is None or _is_clock(known[draft.time])):
            draft.time = day
        if place is not None and draft.place not in located:
            draft.place = place


def _of_main(harm: Sequence[Draft], *, key: str | None, times: Mapping[str, TimeExpression]) -> Iterator[Draft]:
    """The mentions of the main happening: all that are of no other day, nor of other people told of far from it."""
    attacked = any(draft.kind == "assault" for draft in harm)
    for draft in harm:
        counts = {one.kind for one in draft.casualties}
        if counts & {"missing", "displaced"} or (counts and not attacked):
            continue  # the toll of a misfortune moves for days: it is not of the day
        if draft.time is not None and not _is_clock(times[draft.time]) and _day_key(times[draft.time]) != key:
            continue
        yield draft


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in rows("scene_words"):
        found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _kinds_of(token: Token) -> frozenset[str]:
    table = _kinds()
    return table.get(token.lower, frozenset()) | table.get(token.lemma.lower(), frozenset())


def place_traits(
    sight: Sight, toponyms: Sequence[Toponym], places: Mapping[str, Place]
) -> dict[str, tuple[Traits, Toponym]]:
    """The traits of each place (id) over all its names, with the toponym that shows most of them."""
    opened = [(opening.start, opening.end) for opening in openings.find(sight.parse.text)]
    of_place: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        if toponym.place in places:
            of_place[toponym.place].append(toponym)
    first = {place: names[0].evidence.start for place, names in of_place.items()}
    found: dict[str, tuple[Traits, Toponym]] = {}
    towns = sorted((at, place) for place, at in first.items() if _kind(places[place], places) == "city")
    frames = _frames(of_place, places)
    for place, names in of_place.items():
        kind = _kind(places[place], places)
        told = [(_place_marks(sight, name, opened), name) for name in names]
        marks = frozenset().union(*(marks for marks, _ in told))
        whole = {f"kind:{kind}", f"count:{min(len(names), 4)}", f"{kind}:count:{min(len(names), 4)}"}
        if towns and place == towns[0][1]:
            whole.add("first_town")
            if len(towns) == 1:
                whole.add("only_town")
        top = max(len(of) for of in of_place.values())
        if len(names) == top:
            whole.add(f"{kind}:most")
        whole |= {f"{kind}:{mark}" for mark in marks if mark in _CROSSED}
        whole |= {f"{kind}:{mark}" for mark in frames.get(place, ())}
        found[place] = marks | whole, max(told, key=lambda one: (_worth(one[0], "place"), -one[1].evidence.start))[1]
    return found


_CROSSED: Final = frozenset({
    "dateline", "linked", "s:0", "in", "at", "next:police", "next:county", "scene", "gov:occur", "gov:reach",
    "of_person",     "next:person", "next:clinic", "next:school", "next:street", "way", "part", "none_above", "block",
})  # fmt: skip


def _frames(of_place: Mapping[str, Sequence[Toponym]], places: Mapping[str, Place]) -> dict[str, set[str]]:
    """Whether a place lies where most other places of the text lie: in its state and in its country."""
    found: dict[str, set[str]] = defaultdict(set)
    for depth, name in ((-2, "state"), (-1, "country")):
        around = {place: _around_at(place, places, depth) for place in of_place}
        often: dict[str, int] = defaultdict(int)
        for place, outer in around.items():
            if outer is not None:
                often[outer] += len(of_place[place])
        for place, outer in around.items():
            if outer is not None:
                rest = often[outer] - len(of_place[place])
                most = max((n for other, n in often.items() if other != outer), default=0)
                stands = "first" if rest >= most and rest else "alone" if not rest else "behind"
                found[place].add(f"{name}:{stands}")
    return found


def _around_at(place: str, places: Mapping[str, Place], depth: int) -> str | None:
    """The state (-2) or country (-1) of a place, or it itself where it is one."""
    chain = [place, *(one for one in places[place].within if one in places)]
    return chain[depth] if len(chain) >= -depth and places[place].country is not None else None


def _kind(place: Place, places: Mapping[str, Place]) -> str:
    if place.latitude is None and place.gazetteer_id is None:
        return "unknown"
    if place.country is None:
        return "region"
    if place.name.endswith((" County", " Parish", " Borough")):
        return "county"
    around = [one for one in place.within if one in places]
    return ("country", "state", "city")[min(len(around), 2)]


def _place_marks(sight: Sight, toponym: Toponym, opened: Sequence[tuple[int, int]]) -> Traits:
    parse, start, end = sight.parse, toponym.evidence.start, toponym.evidence.end
    head = head_of(parse, start, end)
    if head is None:
        return frozenset()
    inside = parse.tokens_in(start, end)
    before, after = _around(parse, inside[0].i, inside[-1].i)
    marks = _standing(sight, head, start)
    if any(first <= start < last for first, last in opened):
        marks.add("dateline")
    if toponym.id in sight.linked:
        marks.add("linked")
    for word in after[:1]:
        marks |= {f"next:{kind}" for kind in _kinds_of(word) if kind in _NAMES_ON}
    for word in after[1:3]:
        marks |= {f"next2:{kind}" for kind in _kinds_of(word) if kind in _NAMES_ON}
    if before and "part" in _kinds_of(before[-1]):
        marks.add("part")
    if len(before) > 1 and before[-1].lower == "of" and before[-2].text == ",":
        marks.add("of_person")
    elif before and before[-1].lower == "of" and len(before) > 1:
        marks |= {f"of:{kind}" for kind in _kinds_of(before[-2])}
    if any(word.lower in ("block", "blk", "intersection", "corner") for word in before[-6:]):
        marks.add("block")
    if any(word.lower in ("miles", "mile", "kilometers", "kilometres", "km", "minutes") for word in before[-5:]):
        marks.add("away")
    if after and after[0].text == "," and any(word.lower in ("miles", "mile") for word in after[1:4]):
        marks.add("described")
    if after and after[0].text in ("'s", "’s"):
        marks.add("owns")
    return frozenset(marks)


_NAMES_ON: Final = frozenset({"police", "county", "clinic", "school", "street", "court", "press", "person", "home"})


def _around(parse: Parse, first: int, last: int) -> tuple[Sequence[Token], Sequence[Token]]:
    line_before = parse.tokens[max(first - 8, 0) : first]
    cut = next((at for at in range(len(line_before) - 1, -1, -1) if "\n" in line_before[at].text), -1)
    line_after = []
    for token in parse.tokens[last + 1 : last + 5]:
        if "\n" in token.text:
            break
        line_after.append(token)
    return line_before[cut + 1 :], line_after


def _standing(sight: Sight, head: Token, start: int) -> set[str]:
    """How a word stands: how early, under which verb and preposition, beside which event words, in whose words."""
    parse = sight.parse
    sentence = parse.sentence_of(head)
    number = parse.number_of(sentence)
    marks = {f"s:{sum(number >= edge for edge in _EARLY)}"}
    inside = parse.tokens[sentence.first : sentence.last]
    if any(token.i in sight.harm for token in inside):
        marks.add("beside:harm")
    kinds = {kind for token in inside for kind in _kinds_of(token)}
    marks |= {f"beside:{kind}" for kind in kinds & _BESIDE}
    if {"event", "occur"} <= kinds:
        marks.add("scene")
    if any(first <= start < last for first, last in sight.quoted):
        marks.add("quoted")
    marks |= _above(sight, head)
    return marks


_BESIDE: Final = frozenset({"occur", "event", "reach", "care", "process", "mourn", "live", "late"})


def _above(sight: Sight, head: Token) -> set[str]:
    """The preposition over a word and the words over that, up to the first verb."""
    parse = sight.parse
    marks: set[str] = set()
    token = head
    for _ in range(_HOPS):
        above = parse.head(token)
        if above.i == token.i:
            marks.add("none_above")
            break
        if above.pos in ("ADP", "SCONJ") and token.dep == "pobj" and not marks & {"in", "at", "way", "of", "other"}:
            name = above.lower
            marks.add(
                "in"
                if name == "in"
                else "at"
                if name in _WHERE
                else "way"
                if name in _WAYS
                else "of"
                if name == "of"
                else "other"
            )
        if above.i in sight.harm:
            marks.add("gov:harm")
        if above.pos in ("VERB", "AUX", "NOUN", "PROPN"):
            marks |= {f"gov:{kind}" for kind in _kinds_of(above)}
        token = above
        if token.pos in ("VERB", "AUX"):
            if tells_toll(parse, token) or parse.child(token, "expl") is not None:
                marks.add("toll")
            between = parse.tokens[token.i + 1 : head.i]
            if clauses.is_reporting(token) and token.i < head.i <= token.i + _BESIDE_SAYING:
                held = parse.child(token, "dobj")
                told = held is None or "event" not in _kinds_of(held)  # "reported a fire on Sunday" dates the fire
                marks |= {"say"} if told and not any(one.pos in ("VERB", "AUX") for one in between) else set()
            marks.add("verb:past" if token.tag in ("VBD", "VBN") else f"verb:{token.tag}")
            break
    return marks


def day_traits(sight: Sight, times: Sequence[TimeExpression]) -> dict[str, tuple[Traits, TimeExpression]]:
    """The traits of each day over all expressions that name it, with the best of them; keys as of `_day_key`."""
    of_day: dict[str, list[TimeExpression]] = defaultdict(list)
    for time in times:
        if (key := _day_key(time)) is not None:
            of_day[key].append(time)
    found = {}
    opened = [(opening.start, opening.end) for opening in openings.find(sight.parse.text)]
    order = sorted(of_day, key=lambda key: of_day[key][0].evidence.start)
    for key, expressions in of_day.items():
        told = [(_day_marks(sight, time, opened), time) for time in expressions]
        own = [one for one in told if not one[0] & _ASIDE]
        told = own or told
        marks = frozenset().union(*(marks for marks, _ in told))
        whole = {f"count:{min(len(expressions), 3)}", f"rank:{min(order.index(key), 3)}"}
        if len(order) == 1:
            whole.add("only")
        form = next(mark for mark in marks if mark.startswith("form:"))
        whole |= {f"{form}/{mark}" for mark in marks if mark in _DAY_CROSSED}
        found[key] = marks | whole, max(told, key=lambda one: (_worth(one[0], "day"), -one[1].evidence.start))[1]
    return found


_ASIDE: Final = frozenset({"say", "toll"})
"""Marks of a day on which something was said or counted: where it has no others, it is no more than a guess."""
_A_GUESS: Final = 0.3

_DAY_CROSSED: Final = frozenset(
    {"linked", "s:0", "gov:harm", "gov:process", "gov:occur", "beside:harm", "scene", "dateline", "said"}
)


def _day_key(time: TimeExpression) -> str | None:
    """What makes two expressions one day; None for what is no day."""
    if time.type not in ("DATE", "TIME"):
        return None
    if time.value is not None:
        head = time.value[:10]
        return head if len(head) == 10 and head[4] == "-" == head[7] and head[5:7].isdigit() else None
    anchor = time.anchor
    if anchor is None or anchor.unit in _NO_DAY:
        return None
    if anchor.unit == "day" and anchor.shift == 0 and anchor.which is None and (anchor.part or "")[:1].isdigit():
        return None  # a bare clock
    return f"{anchor.unit}/{anchor.shift}/{anchor.which}/{anchor.direction}"


def _is_clock(time: TimeExpression) -> bool:
    """Whether only an hour is said, of a day that the words do not name."""
    anchor = time.anchor
    if anchor is None or anchor.which is not None or (anchor.unit, anchor.shift) != ("day", 0):
        return False
    return (anchor.part or "")[:1].isdigit()


def _day_marks(sight: Sight, time: TimeExpression, opened: Sequence[tuple[int, int]]) -> Traits:
    parse, start, end = sight.parse, time.evidence.start, time.evidence.end
    head = head_of(parse, start, end)
    if head is None:
        return frozenset({"form:other"})
    marks = _standing(sight, head, start)
    anchor = time.anchor
    if time.value is not None:
        marks.add("form:date")
    elif anchor is not None and anchor.unit == "weekday":
        marks.add("form:weekday")
    elif anchor is not None and anchor.which:
        marks.add("form:month")
    else:
        marks.add(f"form:{max(-2, min(1, anchor.shift if anchor else 0))}")
    if anchor is not None and (anchor.direction == "future" or anchor.shift > 0):
        marks.add("ahead")
    if anchor is not None and anchor.part:
        marks.add("clock" if anchor.part[:1].isdigit() else f"part:{anchor.part}")
    if time.type == "TIME":
        marks.add("timed")
    if time.id in sight.linked:
        marks.add("linked")
    if time.id in sight.said:
        marks.add("said")
    if any(first <= start < last for first, last in opened):
        marks.add("dateline")
    inside = parse.tokens_in(start, end)
    before, after = _around(parse, inside[0].i, inside[-1].i)
    near = (*before[-5:], *after[:4])
    if any(t.lower.rstrip(".") in ("a.m", "p.m", "am", "pm") for t in near):
        marks.add("near_clock")
    if before and before[-1].lower in ("on", "late", "early", "since", "until", "by", "before", "after", "from", "for"):
        marks.add(f"before:{before[-1].lower}")
    for word in after[:2]:
        marks |= {f"next:{kind}" for kind in _kinds_of(word) if kind in _BESIDE}
    if after and after[0].text in ("'s", "’s"):
        marks.add("owns")
    return frozenset(marks)


@cache
def _weights(what: str) -> Mapping[str, float]:
    return {trait: float(weight) for kind, trait, weight in rows("scene_weights") if kind == what}


def _worth(traits: Iterable[str], what: str) -> float:
    weights = _weights(what)
    return sum(weights.get(trait, 0.0) for trait in traits)


def judge(
    sight: Sight, *, toponyms: Sequence[Toponym], places: Mapping[str, Place], times: Sequence[TimeExpression]
) -> Scene:
    """The likeliest place and day of the main happening."""
    where, where_likely = _best(
        {name.id: traits for traits, name in place_traits(sight, toponyms, places).values()}, "place"
    )
    days = {time.id: traits for traits, time in day_traits(sight, times).values()}
    when, when_likely = _best(days, "day")
    if when is not None and days[when] & _ASIDE:
        when_likely = min(when_likely, _A_GUESS)
    return Scene(place=where, place_likely=where_likely, day=when, day_likely=when_likely)


def _best(traits: Mapping[str, Traits], what: str) -> tuple[str | None, float]:
    if not traits:
        return None, 0.0
    scores = {name: _worth(of, what) for name, of in traits.items()}
    scores_none = _weights(what).get(NONE, 0.0)
    best = max(scores, key=lambda name: scores[name])
    total = sum(exp(score - scores[best]) for score in scores.values()) + exp(scores_none - scores[best])
    return best, 1 / total
