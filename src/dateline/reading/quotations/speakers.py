"""Speakers: whose words they are.  A cue in, the words that name its speaker out, and whom they mean.

The words are taken from the tree, or where the tree fails from the words beside the cue. A named speaker
is given by the name; any other by its noun phrase, without what follows in apposition or as a relative
clause.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from dateline.nlp import Parse, Token
from dateline.reading.quotations.cues import Cue, verbs
from dateline.reading.quotations.units import Unit
from dateline.reading.who import Who

__all__ = ["Source", "find"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LEAD = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "ADV"})
_AFTERTHOUGHT = frozenset({"relcl", "appos", "acl", "punct", "parataxis"})
_SHARING = frozenset({"advcl", "conj", "xcomp", "acl", "pcomp", "prep", "dep", "ccomp", "relcl"})
_RELATIVE = frozenset({"who", "which", "that"})
_NEAR = 30
_EMPTY = frozenset({"there", "what", "whoever", "nobody", "one", "this"})


@dataclass(frozen=True, slots=True)
class Source:
    """The head of the speaker's words, their characters, and the characters of all that belongs to them."""

    head: Token
    start: int
    end: int
    reach: tuple[int, int]
    lead: int | None
    """Where an "as" before them begins ("as Smith said")."""
    after: bool
    """Whether it stands after its cue ("said Smith")."""
    whole: tuple[int, int] | None = None
    """The characters of the whole phrase, with titles and what is set beside it, where they are known."""


def find(parse: Parse, unit: Unit, cue: Cue, *, who: Who) -> Source | None:
    """The speaker of a cue, or None where no words give one."""
    if cue.form == "source":
        head = _object_after(parse, unit, cue)
    elif cue.form == "held":
        head = _holder(unit, cue)
    elif cue.form == "noun":
        head = parse.child(cue.head, "poss") or _of(parse, cue.head)
    else:
        head = _subject(parse, unit, cue)
    if head is None or (head.lower in _EMPTY and parse.child(head, "prep") is None):
        return None
    return source(parse, unit, head, cue=cue, who=who)


def source(parse: Parse, unit: Unit, head: Token, *, cue: Cue, who: Who) -> Source:
    """The words of the noun phrase that `head` governs, cut to the role's own."""
    own = {t.i for t in unit.tokens}
    core = _core(parse, head, own)
    while (left := core[0].i - 1) in own and parse.tokens[left].head == cue.head.i and head.dep == "compound":
        core.insert(0, parse.tokens[left])  # the tree took the cue for a noun: "the letter read"
    below = [t for t in parse.subtree(head) if t.i in own]
    reach = min(t.start for t in (*core, *below[:1])), max(t.end for t in (*core, *below[-1:]))
    start, end = core[0].start, core[-1].end
    name = who.mention(head)
    if name is not None and name.form == "name" and head.pos == "PROPN" and name.evidence.start < name.evidence.end:
        held = name.evidence.start, name.evidence.end
        if start <= held[0] and not any(t.pos == "CCONJ" for t in core):
            article = next((t.start for t in core if t.tag == "DT" and t.end + 1 == held[0]), held[0])
            start, end = article, held[1]
    before = next((t for t in reversed(unit.tokens) if t.end <= start), None)
    lead = before.start if before is not None and before.lower == "as" else None
    return Source(head, start, end, reach, lead, head.i > cue.head.i)


def _core(parse: Parse, head: Token, own: set[int]) -> list[Token]:
    """The phrase without clauses and apposition after its head, in one piece around the head."""
    keep = {head.i}
    timed = _timed(parse, head)
    todo = [head]
    while todo:
        token = todo.pop()
        for kid in parse.children(token):
            if kid.i not in own or (kid.dep in _AFTERTHOUGHT and kid.dep != "punct"):
                continue
            if kid.dep == "prep" and any(k.i in timed for k in parse.children(kid, "pobj")):
                continue
            if kid.i in timed and kid.i > head.i:
                continue
            if kid.dep == "punct" and (kid.i > head.i or kid.text not in "-–'’.,"):
                continue
            keep.add(kid.i)
            todo.append(kid)
    first = last = head.i
    while first - 1 in keep:
        first -= 1
    while last + 1 in keep:
        last += 1
    core = [parse.tokens[i] for i in range(first, last + 1)]
    while len(core) > 1 and core[0].text in ",;:-–—":
        core.pop(0)
    while len(core) > 1 and core[-1].pos in ("PUNCT", "CCONJ", "ADP"):
        core.pop()
    return core


def _timed(parse: Parse, head: Token) -> set[int]:
    """Tokens of dates and times soon after the head: "the mayor on Monday" is the mayor."""
    near = bisect_left(parse.names, head.i - _NEAR, key=lambda name: name.first)
    return {
        i
        for name in takewhile(lambda one: one.first < head.i + _NEAR, parse.names[near : near + _NEAR])
        if name.label in ("DATE", "TIME")
        for i in range(name.first, name.last)
    }


def _subject(parse: Parse, unit: Unit, cue: Cue) -> Token | None:
    verb = cue.head
    if parse.child(verb, "auxpass"):
        agent = parse.child(verb, "agent")
        return parse.child(agent, "pobj") if agent else None
    own = {t.i for t in unit.tokens}
    found = parse.child(verb, *_SUBJECTS)
    if found is not None and found.i in own and found.pos in ("VERB", "AUX"):
        found = _opening(unit, verb)
    if found is not None and found.i in own:
        return _antecedent(parse, found)
    beside = _beside(unit, cue)
    if beside is not None:
        return beside
    return _governing_subject(parse, verb, own)


def _opening(unit: Unit, verb: Token) -> Token | None:
    """The head of the noun phrase with which a unit begins, where the tree lost its subject."""
    run: list[Token] = []
    for token in unit.tokens:
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.i >= verb.i:
            break
        run.append(token)
    return run[-1] if run and run[-1].pos in _NOUNS else None


def _antecedent(parse: Parse, subject: Token) -> Token:
    verb = parse.head(subject)
    if subject.lower in _RELATIVE and verb.dep == "relcl":
        return parse.head(verb)
    return subject


def _governing_subject(parse: Parse, verb: Token, own: set[int]) -> Token | None:
    """The subject of "alleging", of a second verb after "and", of "went on to say": that of the verb above.

    A verb of saying above is preferred to what it says: "she said it was old, adding .." is she.
    """
    token, found = verb, None
    for above in parse.ancestors(verb):
        if token.dep not in _SHARING or (token.dep in ("ccomp", "relcl") and found is not None and not _says(above)):
            break
        if token.dep in ("acl", "relcl") and above.pos in _NOUNS:
            return found or (above if above.i in own else None)
        subject = parse.child(above, *_SUBJECTS)
        if subject is not None and subject.i in own and not parse.child(above, "auxpass"):
            found = _antecedent(parse, subject)
            if _says(above):
                return found
        elif subject is not None and found is None:
            return None
        if found is not None and verb.tag != "VBG":
            break
        token = above
    return found


def _says(verb: Token) -> bool:
    entry = verbs().get(verb.lemma.lower())
    return entry is not None and "s" in entry[0]


def _beside(unit: Unit, cue: Cue) -> Token | None:
    """The noun phrase beside a cue that stands by a quotation or comma, where the tree gives no subject."""
    tokens = [t for t in unit.tokens if t.start >= cue.end]
    closed = any(0 <= cue.start - q.end <= 2 for q in unit.quotes)
    before = [t for t in unit.tokens if t.end <= cue.start]
    finite = cue.head.tag not in ("VBG", "VB", "VBN")
    if finite and (closed or (before and before[-1].text == "," and tokens)):
        run: list[Token] = []
        for token in tokens:
            if token.pos not in _LEAD or token.lower in ("that", "to"):
                break
            if token.pos == "ADP" and run and run[-1].pos == "PROPN":
                break
            run.append(token)
        nouns = [t for t in run if t.pos in _NOUNS]
        if nouns and run[0].pos != "ADP":
            stop = next((k for k, t in enumerate(run) if t.pos == "ADP"), len(run))
            inside = [t for t in run[:stop] if t.pos in _NOUNS]
            return inside[-1] if inside else nouns[0]
    return _between(unit, cue)


def _between(unit: Unit, cue: Cue) -> Token | None:
    """The head of the noun phrase that stands between a closing mark and the cue."""
    closed = [q.end for q in unit.quotes if q.end <= cue.start]
    if not closed:
        return None
    run: list[Token] = []
    for token in [t for t in unit.tokens if closed[-1] <= t.start and t.end <= cue.start]:
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV"):
            break
        run.append(token)
    nouns = [t for t in run if t.pos in _NOUNS]
    return nouns[-1] if nouns else None


def _object_after(parse: Parse, unit: Unit, cue: Cue) -> Token | None:
    own = [t for t in unit.tokens if t.start >= cue.end]
    if not own:
        return None
    last = [t for t in unit.tokens if t.end <= cue.end][-1]
    found = parse.child(last, "pobj") or parse.child(parse.head(last), "pobj")
    if found is not None and found.start >= cue.end:
        return found
    run = []
    for token in own:
        if token.pos not in _LEAD:
            break
        run.append(token)
    nouns = [t for t in run if t.pos in _NOUNS]
    return nouns[-1] if nouns else None


def _holder(unit: Unit, cue: Cue) -> Token | None:
    inside = [t for t in unit.tokens if cue.start <= t.start < cue.end]
    held = [t for t in inside[1:-1] if t.tag in ("PRP$", "NNP", "NN", "NNS", "NNPS")]
    return held[-1] if held else None


def _of(parse: Parse, noun: Token) -> Token | None:
    for preposition in parse.children(noun, "prep"):
        if preposition.lower in ("of", "by", "from"):
            return parse.child(preposition, "pobj")
    return None
