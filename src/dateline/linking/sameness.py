"""How likely two event mentions are of one happening: mentions in, pairs with a likelihood out.

A small network over what the two share: their words, who took part, where, when, and what their texts have in common.
It knows no words itself; `lexicon.roots` says which words are of one root and which are kindred. Its weights are plain
numbers in a table of the lexicon (`tools/fit_sameness.py`), whose header says how well they do on what was left out.
Texts are compared where they share keys (`sketches`), mentions where their words or sentences have something in common.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import fsum, log1p, sqrt

import numpy as np

from dateline.lexicon.folding import fold
from dateline.lexicon.frequency import rarity
from dateline.lexicon.roots import kindred, root
from dateline.lexicon.weights import network
from dateline.linking import kinship
from dateline.linking.averaging import averaged
from dateline.linking.clusters import Pair, pairs_of
from dateline.linking.corpus import SharedText
from dateline.linking.happenings import Happening, Seen
from dateline.linking.sentences import telling
from dateline.linking.sketches import keys_of, sketch
from dateline.linking.times import overlap
from dateline.records.base import record
from dateline.records.reading import Argument
from dateline.records.time import UNKNOWN, day_of

__all__ = ["TRAITS", "Told", "alike", "compared", "tell", "traits"]

Weights = Mapping[str, float]

TRAITS = (
    "one text", "one root", "how rare the one root is", "how rare the commoner word is", "kindred", "kindred and rare",
    "sentence", "beside", "one sentence", "an entity", "an actor", "a recipient",
    "participants", "actors", "recipients", "none of the participants", "other entities", "one place", "two places",
    "one day", "two times", "one standing", "a number", "other numbers", "apart", "both first", "rivals", "more rivals",
    "the other's word beside", "words of the sentences", "beginning of the words",
    *(f"texts: {name}" for name in kinship.TRAITS),
)  # fmt: skip
"""What the network is shown of a pair."""
_LEAST = 0.25
"""Groups of mentions are one from this likelihood on, on average; the best on topics left out."""
_STRENGTH = 1
"""Of the pairs: less than that of what a rule joins."""
_NEAR = 60  # characters on either side of a trigger: what is said of it
_FIRST = 120  # characters: the title or the first words
_LETTERS = 5
_MEETING = 4
_KEYS = 2  # keys that two texts share before they are compared
_CROWD = 60  # a key of more texts tells nothing
_LIKE = 0.35  # likeness of sentences from which two words of nothing in common are compared
_WORD = re.compile(r"[\w’'-]+")
_ONE = (1.0,) * len(kinship.TRAITS)


@record
class Told:
    """What an event mention is weighed by; `rivals` counts the roots of all mentions of its text."""

    happening: Happening
    text: str
    start: int
    word: str
    root: str
    kindred: frozenset[int]
    sentence: Weights
    beside: Weights
    participants: Weights
    actors: Weights
    recipients: Weights
    entities: frozenset[str]
    numbers: frozenset[str]
    around: frozenset[str]
    exact: str
    rivals: Mapping[str, int]


def tell(seen: Sequence[Seen]) -> list[Told]:
    """Lay out what mentions are weighed by."""
    rivals: dict[str, Counter[str]] = defaultdict(Counter)
    for one in seen:
        rivals[one.text.text_id][root(one.mention.trigger.exact)] += 1
    return [_told(one, rivals[one.text.text_id]) for one in seen]


def _told(one: Seen, rivals: Mapping[str, int]) -> Told:
    mention, happening = one.mention, one.happening
    word = fold(mention.trigger.exact).split(" ")[0]
    own = telling(mention.trigger.exact).keys()
    words = _WORD.findall(mention.evidence.exact)
    return Told(
        happening=happening,
        text=mention.trigger.text_id,
        start=mention.trigger.start,
        word=word,
        root=root(word),
        kindred=kindred(root(word)),
        sentence=_unit({stem: weight for stem, weight in telling(mention.evidence.exact).items() if stem not in own}),
        beside=_unit({stem: weight for stem, weight in telling(_beside(one)).items() if stem not in own}),
        participants=_unit(_named((*mention.actors, *mention.recipients))),
        actors=_unit(_named(mention.actors)),
        recipients=_unit(_named(mention.recipients)),
        entities=happening.actors | happening.recipients | happening.instruments,
        numbers=frozenset(each for each in words if each[0].isdigit()),
        around=frozenset(map(root, words)) - {root(word)},
        exact=mention.evidence.exact,
        rivals=rivals,
    )


def _beside(one: Seen) -> str:
    """The words of its sentence that stand near a trigger."""
    trigger, sentence, text = one.mention.trigger, one.mention.evidence, one.text.text
    before = text[max(sentence.start, trigger.start - _NEAR) : trigger.start]
    return f"{before} {text[trigger.end : min(sentence.end, trigger.end + _NEAR)]}"


def _named(arguments: Sequence[Argument]) -> Weights:
    return telling(" ".join(argument.text for argument in arguments))


def alike(seen: Sequence[Seen]) -> list[Pair]:
    """The pairs that make groups of mentions which are likely one happening."""
    groups = averaged(len(seen), _likely(seen), least=_LEAST)
    reason = "alike in words, people, places and texts"
    pairs = (pair for group in groups for pair in pairs_of(group, strength=_STRENGTH, reason=reason))
    # What a text opens with and does not date is of its own days.
    return [pair for pair in pairs if overlap(seen[pair.left].happening.when, seen[pair.right].happening.when)]


def _likely(seen: Sequence[Seen]) -> dict[tuple[int, int], float]:
    """The likelihood that two mentions are of one happening, for those that have something in common."""
    told = tell(seen)
    texts = {one.text.text_id: one.text for one in seen}
    pairs, shown = [], []
    for left, right, kin in compared(told, list(texts.values())):
        pairs.append((left, right))
        shown.append(traits(told[left], told[right], kin))
    if not pairs:
        return {}
    found = np.round(kinship.apply(np.array(shown), network("sameness_weights")), 6)
    return {pair: float(value) for pair, value in zip(pairs, found, strict=True)}


def compared(told: Sequence[Told], texts: Sequence[SharedText]) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    """The pairs of mentions worth weighing, with what their texts have in common."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        by_text[one.text].append(number)
    for members in by_text.values():
        yield from ((a, b, _ONE) for a, b in combinations(members, 2) if _meet(told[a], told[b]))
    sketches = [sketch(text) for text in texts]
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, laid in enumerate(sketches):
        for key in keys_of(laid):
            blocks[key].append(number)
    shared = Counter(pair for block in blocks.values() if len(block) <= _CROWD for pair in combinations(block, 2))
    for (first, second), count in sorted(shared.items()):
        if count < _KEYS:
            continue
        kin: tuple[float, ...] | None = None
        for a, b in product(by_text[sketches[first].text_id], by_text[sketches[second].text_id]):
            if _meet(told[a], told[b]):
                kin = kin or kinship.traits(sketches[first], sketches[second])
                yield min(a, b), max(a, b), kin


def _meet(left: Told, right: Told) -> bool:
    """Whether two mentions have enough in common to be weighed."""
    if left.root == right.root or left.kindred & right.kindred or left.word[:_MEETING] == right.word[:_MEETING]:
        return True
    return _like(left.sentence, right.sentence) > _LIKE


def traits(left: Told, right: Told, kin: tuple[float, ...]) -> tuple[float, ...]:
    """What two mentions share, in the order of `TRAITS`; the same whichever comes first."""
    ours, theirs = left.happening, right.happening
    together, one_root, akin = left.text == right.text, left.root == right.root, bool(left.kindred & right.kindred)
    rare = min(rarity(left.word), rarity(right.word))
    entities = left.entities & right.entities
    participants = _like(left.participants, right.participants)
    told = left.participants and right.participants
    rivals = sorted((left.rivals[right.root] - one_root, right.rivals[left.root] - one_root))
    day = day_of(ours.time)
    timed = ours.time != UNKNOWN != theirs.time
    return (
        float(together), float(one_root), rare if one_root else 0.0, rare, float(akin), rare if akin else 0.0,
        _like(left.sentence, right.sentence), _like(left.beside, right.beside), float(left.exact == right.exact),
        float(bool(entities)), float(bool(ours.actors & theirs.actors)),
        float(bool(ours.recipients & theirs.recipients)),
        participants, _like(left.actors, right.actors), _like(left.recipients, right.recipients),
        float(bool(told) and participants == 0 and not entities),
        float(bool(left.entities and right.entities) and not entities),
        float(bool(ours.places & theirs.places)),
        float(bool(ours.places and theirs.places) and not ours.places & theirs.places),
        float(day is not None and day == day_of(theirs.time)), float(timed and not overlap(ours.time, theirs.time)),
        float(ours.standing == theirs.standing),
        float(bool(left.numbers & right.numbers)),
        float(bool(left.numbers and right.numbers) and not left.numbers & right.numbers),
        log1p(abs(left.start - right.start)) if together else 0.0,
        float((left.start < _FIRST) + (right.start < _FIRST)), float(rivals[0]), float(rivals[1]),
        float((left.root in right.around) + (right.root in left.around)),
        log1p(min(len(left.sentence), len(right.sentence))),
        float(left.word[:_LETTERS] == right.word[:_LETTERS]),
        *kin,
    )  # fmt: skip


def _like(left: Weights, right: Weights) -> float:
    """The cosine of two sets of weighted words."""
    # fsum is exact, whatever the order in which a set gives its members.
    return fsum([left[key] * right[key] for key in shared]) if (shared := left.keys() & right.keys()) else 0.0


def _unit(weights: Weights) -> Weights:
    """The same with squares that sum to one, or nothing."""
    size = sqrt(fsum([weight * weight for weight in weights.values()]))
    return {key: weight / size for key, weight in weights.items()} if size else {}
