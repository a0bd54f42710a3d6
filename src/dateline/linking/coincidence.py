"""Which event mentions may be one happening: mentions in, pairs with reasons out, by blocks of equal keys.

A person dies once, so a shared victim is enough for a killing; elsewhere it takes a shared participant and
one thing more (word, place, day), or the place, the day and the kind of happening.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.linking.clusters import Pair
from dateline.linking.happenings import Happening, Seen
from dateline.linking.places import Atlas
from dateline.linking.times import overlap
from dateline.records.time import Time, day_of

__all__ = ["coincidences", "contradicts"]

_UNIQUE = frozenset({"disaster", "accident", "election"})  # a text seldom tells of two of a kind
_ONCE = frozenset(
    {
        "coerce/arrest",
        "coerce",
        "retreat/release",
        "killing",
        "disaster",
        "accident",
        "appointment",
        "crime",
        "company",
        "protest",
        "concede",
    }
)  # what befalls somebody once a day
_SINGLE = frozenset({"killing", "coerce/arrest", "retreat/release"})
_BEFALLS = frozenset({"coerce/arrest", "coerce", "retreat/release", "killing", "crime"})
"""What may befall several people of one story within days: two who are not named may be two."""
_SHARED = 2  # names of people, bodies and towns that two texts of one story share
_NEXT = 600  # characters between an opening and the sentence that tells it again with names and hours
_CROWD = 60  # a key shared by more mentions tells nothing: only neighbours are compared


def coincidences(seen: Sequence[Seen], atlas: Atlas) -> list[Pair]:
    """The pairs worth joining, strongest first in kind."""
    pairs = []
    for left, right in sorted(_candidates(seen)):
        one, other = seen[left], seen[right]
        if not contradicts(one.happening, other.happening, atlas=atlas) and (why := _why(one, other)):
            pairs.append(Pair(left=left, right=right, strength=why[0], reason=why[1]))
    return [*pairs, *_tolls(seen, atlas)]


def contradicts(left: Happening, right: Happening, *, atlas: Atlas) -> bool:
    """Whether two groups cannot be one happening: in kind, standing, day, place, or in who was killed."""
    if "other" in (left.family, right.family):
        return False  # given words, of no kind that the rules know
    if left.standing != right.standing or not _kin(left, right):
        return True
    if not overlap(left.time, right.time):
        return True
    if left.harm and right.harm and left.recalled != right.recalled:
        return True  # "four years ago 31 people died when .." is another happening than the undated one of the day
    if left.harm and right.harm and _differ(left.groups, right.groups):
        return True
    # Tolls are counted where the hurt were taken, which need not be where they were hurt.
    fit = atlas.near if left.harm and right.harm else atlas.fit
    if not all(fit(a, b) for a in left.places for b in right.places):
        return True
    # Two different people killed or arrested are two happenings, unless one place and one day hold them together.
    apart = left.people and right.people and not left.people & right.people
    return bool(apart and left.family in _SINGLE and not _same_day(left.time, right.time))


def _same_kind(left: str, right: str) -> bool:
    """Whether two families are one, or one of them does not say in which way it was done."""
    return left == right or left == right.split("/")[0] or right == left.split("/")[0]


def _kin(left: Happening, right: Happening) -> bool:
    if left.family == right.family or left.besides or right.besides or (left.harm and right.harm):
        return True
    roots = {left.family.split("/")[0], right.family.split("/")[0]}
    return len(roots) == 1 or roots == {"assault", "killing"}


def _candidates(seen: Sequence[Seen]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(seen):
        for key in _keys(one):
            blocks[key].append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= _CROWD:
            pairs.update(combinations(members, 2))
        else:
            pairs.update((a, b) for at, a in enumerate(members) for b in members[at + 1 : at + 4])
    return pairs


def _keys(one: Seen) -> Iterator[tuple[str, ...]]:
    happening = one.happening
    if happening.family == "other":
        return
    root = "violence" if happening.family.split("/")[0] in ("assault", "killing") else happening.family.split("/")[0]
    base = root, happening.standing
    day = (happening.time.earliest or "")[:10]
    stem = next(iter(happening.stems))
    for entity in happening.recipients | happening.actors | happening.instruments:
        yield (*base, "who", entity)
    for place in happening.places:
        yield (*base, "where", place, day)
    yield (*base, "word", stem, one.text.text_id)
    yield (*base, "sentence", one.mention.evidence.exact)
    for kind, number in happening.numbers:
        yield (*base, "number", kind, str(number))
    if happening.harm:
        yield "harm", happening.standing, one.text.text_id
        for entity in one.cast:
            yield "harm", happening.standing, entity
    if happening.standing == "done" and happening.family in _ONCE:
        for entity in one.cast | one.towns:
            yield happening.family, "story", entity
        yield root, "once", one.story
    yield (*base, "text", one.text.text_id)


def _why(one: Seen, other: Seen) -> tuple[int, str] | None:
    left, right = one.happening, other.happening
    if left.family == "killing" and right.family == "killing" and left.people & right.people:
        return 6, "the same person killed"
    together = left.texts == right.texts
    if one.mention.evidence.exact == other.mention.evidence.exact and left.stems & right.stems and not together:
        return 6, "the same words"
    stem = bool(left.stems & right.stems)
    day = _same_day(left.time, right.time)
    place = bool(left.places & right.places)
    same_kind = _same_kind(left.family, right.family)
    one_story = _one_story(one, other)
    if left.recipients & right.recipients and (stem or place or day or (together and same_kind)):
        return 5, "the same recipient, and the same word, place, day or text"
    shared = (left.actors & right.actors) | (left.instruments & right.instruments)
    if (
        shared
        and same_kind
        and not _differ(left.recipients, right.recipients)
        and ((stem and (together or place or day)) or (place and day))
    ):
        return 4, "the same actor, and the same word and day, place or text"
    if same_kind and place and day and not _differ(left.people, right.people):
        return 3, "the same kind, place and day"
    if same_kind and left.family in _ONCE and left.standing == "done" and (why := _once(one, other)):
        return why
    if same_kind and day and one_story and left.family in _UNIQUE and not _differ(left.people, right.people):
        return 2, "the same kind and day, in one story"
    akin = together or one.story == other.story or _akin(one.cast, other.cast)
    if same_kind and akin and left.numbers & right.numbers and not _differ(left.people, right.people):
        return 3, "the same kind and number, in one story"
    if left.harm and right.harm and akin and (together or (_counts(one) and _counts(other))):
        return (2 if together else 1), "a toll, and what it is the toll of"
    if left.harm and right.harm and one_story and _may_be_one_day(left.when, right.when):
        return 1, "a toll of one day, in one story"
    if together and place and not _differ(left.recipients, right.recipients):
        return 2, "the same place in one text, and the same kind"
    if together and same_kind and left.family in _UNIQUE:
        return 2, "one happening of its kind in the text"
    plan = together and same_kind and stem and left.standing == "not_done"
    if plan and not _differ(left.recipients, right.recipients):
        return 2, "the same plan in the same word"
    return None


def _once(one: Seen, other: Seen) -> tuple[int, str] | None:
    """What befalls somebody once, told twice: again with his name, or by another who does not name him."""
    left, right = one.happening, other.happening
    if one.mention.mode != other.mention.mode:
        return None
    if left.named & right.named and _one_story(one, other):
        return 4, "the same to whom it happens once, in one story"
    if left.named and right.named:
        return None
    if left.texts == right.texts:
        near = abs(one.mention.trigger.start - other.mention.trigger.start) <= _NEXT
        return (3, "told again, by name") if near and overlap(left.time, right.time) else None
    dated = all(time.earliest and time.latest for time in (left.when, right.when))
    if one.story == other.story and left.stems & right.stems and left.family not in _BEFALLS:
        return (2, "told in the same word, in one story") if dated and overlap(left.when, right.when) else None
    if not _may_be_one_day(left.when, right.when):
        return None
    if left.people & other.cast or right.people & one.cast:
        return 3, "one of that day, and the other text names whom"
    return (2, "one of that day, in one story") if _one_story(one, other) else None


def _one_story(one: Seen, other: Seen) -> bool:
    """Whether two texts are of one story, or name two of the same, not two places, or three places."""
    if one.story == other.story:
        return True
    people, towns = len(one.cast & other.cast), len(one.towns & other.towns)
    return people + towns >= _SHARED and (people > 0 or towns > _SHARED)


def _may_be_one_day(left: Time, right: Time) -> bool:
    """Whether both are dated, at least to within days, and can be one day."""
    dated = all(time.earliest and time.latest for time in (left, right))
    return dated and overlap(left, right) and (day_of(left) is not None or day_of(right) is not None)


def _tolls(seen: Sequence[Seen], atlas: Atlas) -> Iterator[Pair]:
    """A toll that counts others than those named belongs to what was told just before it, or in its sentence."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(seen):
        by_text[one.text.text_id].append(i)
    for members in by_text.values():
        heads = [i for i in members if seen[i].happening.family == "killing" and seen[i].happening.people]
        for i in members:
            one = seen[i]
            if not one.mention.casualties or one.happening.people:
                continue
            found = _nearest(i, heads, seen=seen, atlas=atlas) if one.happening.besides else None
            if found is None:
                found = _beside(i, members, seen=seen)
            if found is not None:
                yield Pair(left=min(i, found), right=max(i, found), strength=2, reason="a toll of what was just told")


def _nearest(i: int, heads: Iterable[int], *, seen: Sequence[Seen], atlas: Atlas) -> int | None:
    fitting = [h for h in heads if not contradicts(seen[i].happening, seen[h].happening, atlas=atlas)]
    return min(fitting, key=lambda h: abs(seen[h].mention.trigger.start - seen[i].mention.trigger.start), default=None)


def _beside(i: int, members: Sequence[int], *, seen: Sequence[Seen]) -> int | None:
    """The mention with a toll in the same sentence, told first."""
    for other in members:
        same = seen[other].mention.evidence == seen[i].mention.evidence and seen[other].mention.casualties
        if other < i and same and seen[other].happening.standing == seen[i].happening.standing:
            left = seen[other].happening
            if overlap(left.time, seen[i].happening.time):
                return other
    return None


def _akin(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two texts name enough of the same people and bodies to be of one story."""
    return len(left & right) >= min(3, max(2, min(len(left), len(right))))


def _counts(one: Seen) -> bool:
    """Whether a mention counts people harmed, or tells of what harmed them."""
    return bool(one.mention.casualties) or one.happening.family != "killing"


def _same_day(left: Time, right: Time) -> bool:
    day = day_of(left)
    return day is not None and day == day_of(right)


def _differ(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right and not left & right)
