"""Traits of the words of a text, as the judge of attributions sees them.  Units in, numbers out.

A unit is a row of pieces: its own words, and each quoted stretch as one piece, since to the sentence around it a
stretch is opaque. A piece has traits (part of speech, tag, dependency label, the kind of name in which it stands, its
shape, the classes in which the project's own word lists have it) and a governing piece. No word that is not in those
lists is a trait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.lexicon import people, tables
from dateline.nlp import Parse, Token
from dateline.reading.quotations.units import Unit
from dateline.reading.quoted import Quoted

__all__ = ["Piece", "Row", "listed", "rows_of", "stands_to", "word_classes"]

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
_FAR = (1, 2, 3, 4, 5, 6, 8, 11, 16, 24)
_MARK = 3
_UPMOST = 4
_KEPT = 50_000
"""Kinds of words whose traits are kept: most words of a text stood in one before."""
_DOWNMOST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One word or stretch: its characters, its traits, where its governing piece stands in the row (itself: root)."""

    start: int
    end: int
    traits: tuple[str, ...]
    words: tuple[str, ...]
    head: int
    dep: str
    token: Token | None
    quote: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and its pieces, in text order."""

    unit: Unit
    pieces: tuple[Piece, ...]


@cache
def listed() -> dict[tuple[str, str], tuple[str, ...]]:
    """(word, part of speech) to the keys of its traits: itself, its classes, what it takes as a verb of saying."""
    found: dict[tuple[str, str], set[str]] = {}
    for word, part, classes in tables.rows("attitude_words"):
        found.setdefault((word, part), set()).update(f"class={name}" for name in classes.split())
    for verb, takes, *_ in tables.rows("cue_verbs"):
        found.setdefault((verb, "verb"), set()).update(f"takes={letter}" for letter in takes)
    return {(word, part): (f"word={part}:{word}", *sorted(keys)) for (word, part), keys in found.items()}


@cache
def word_classes() -> dict[str, tuple[str, ...]]:
    """Lemmas of nouns to what they stand for: somebody, a body, a medium, a day."""
    found: dict[str, list[str]] = {}
    for noun, *_ in tables.rows("person_nouns"):
        found.setdefault(noun, []).append("is=person")
    for name in ("living_nouns", "organisation_nouns", "office_nouns", "spokespeople", "force_nouns"):
        for noun in tables.words(name):
            found.setdefault(noun, []).append(f"is={name}")
    for noun, _, form in tables.rows("media"):
        found.setdefault(noun, []).append(f"is=medium:{form}")
    for table in ("weekdays", "months"):
        for _, name, *_ in tables.rows(table):
            found.setdefault(name.lower(), []).append(f"is={table}")
    return {noun: tuple(classes) for noun, classes in found.items()}


def rows_of(parse: Parse, units: Sequence[Unit]) -> list[Row]:
    """The units as rows of pieces."""
    names = {i: name.label for name in parse.names for i in range(name.first, name.last)}
    firsts = frozenset(sentence.first for sentence in parse.sentences)
    return [Row(unit, tuple(_pieces(parse, unit, names=names, firsts=firsts))) for unit in units]


def _pieces(parse: Parse, unit: Unit, *, names: dict[int, str], firsts: frozenset[int]) -> list[Piece]:
    ordered: list[Token | Quoted] = sorted((*unit.tokens, *unit.quotes), key=lambda one: one.start)
    place = {one.i: at for at, one in enumerate(ordered) if isinstance(one, Token)}
    inner: dict[int, tuple[Token, ...]] = {}
    for at, one in enumerate(ordered):
        if isinstance(one, Quoted):
            inner[at] = parse.tokens_in(one.first, one.last)
            place.update((token.i, at) for token in inner[at])
    found = []
    common = ("within=quote",) if unit.inside is not None else ()
    for at, one in enumerate(ordered):
        if isinstance(one, Token):
            extra = (*common, *(("first=1",) if one.i in firsts else ()))
            label = names.get(one.i)
            traits = (
                *_traits(one.text, one.lemma, one.pos, one.tag, one.dep),
                *extra,
                *((f"name={label}",) if label else ()),
            )
            words = _words(one.lemma, one.pos, one.tag)
            found.append(Piece(one.start, one.end, traits, words, place.get(one.head, at), one.dep, one))
        else:
            top = _top(inner[at])
            head = place.get(top.head, at) if top is not None else at
            dep = top.dep if top is not None else ""
            traits = (*_quote_traits(parse, one, inner[at]), *common, f"dep={dep}")
            found.append(Piece(one.start, one.end, traits, (), head, dep, None, one))
    return found


@lru_cache(maxsize=_KEPT)
def _traits(text: str, lemma: str, pos: str, tag: str, dep: str) -> tuple[str, ...]:
    lower = text.lower()
    found = [f"pos={pos}", f"tag={tag}", f"dep={dep}", f"shape={_shape(text)}"]
    if lower in tables.words("small_words") or (pos == "PUNCT" and len(text) < 3 and not any(map(str.isalnum, lower))):
        found.append(f"small={lower}")
    found.extend(word_classes().get(lemma.lower(), ()))
    if text[0].isupper() and people.is_title(text):
        found.append("is=title")
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _words(lemma: str, pos: str, tag: str) -> tuple[str, ...]:
    part = _PARTS.get(pos)
    lemma = lemma.lower()
    keys = listed().get((lemma, part)) if part else None
    if keys is None and (tag in ("VBN", "VBG", "VBD") or lemma.endswith(("ed", "ing"))):
        stems = (lemma, lemma[:-1], lemma[:-2], lemma[:-3], lemma[:-3] + "e", lemma[:-2] + "e")
        keys = next((listed()[stem, "verb"] for stem in stems if (stem, "verb") in listed()), None)
    return keys or ()


def _shape(word: str) -> str:
    if word.isdigit():
        return "digits"
    if word.isupper():
        return "upper" if len(word) > 1 else "letter"
    if word[0].isupper():
        return "capital"
    return "lower" if word.isalpha() else "mixed"


def _quote_traits(parse: Parse, quote: Quoted, inside: Sequence[Token]) -> tuple[str, ...]:
    words = sum(token.pos not in ("PUNCT", "SPACE") for token in inside)
    size = next((str(limit) for limit in (1, 2, 3, 5, 8, 14) if words <= limit), "more")
    last = parse.text[quote.last - 1]
    finite = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in inside)
    return (
        "quote=1",
        f"quote:size={size}",
        f"quote:end={last if last in '.,?!;:—-…' else 'word'}",
        f"quote:finite={int(finite)}",
        f"quote:capital={int(parse.text[quote.first].isupper())}",
        f"quote:single={int(quote.single)}",
        f"quote:closed={int(quote.closed)}",
    )


def _top(inside: Sequence[Token]) -> Token | None:
    """The first word that is governed from outside, or that governs all."""
    if not inside:
        return None
    low, high = inside[0].i, inside[-1].i
    tops = [t for t in inside if t.head == t.i or not low <= t.head <= high]
    return next((t for t in tops if t.pos not in ("PUNCT", "SPACE")), tops[0] if tops else inside[0])


def stands_to(row: Row, cue: int) -> list[tuple[str, str, str]]:
    """How each piece stands to one of them: how far, by which branch of the tree, how deep on that branch."""
    pieces = row.pieces
    above: dict[int, tuple[int, str]] = {}
    at, up, by = cue, 0, ""
    while at not in above:
        above[at] = up, by
        by = pieces[at].dep
        at, up = pieces[at].head, min(up + 1, _UPMOST)
    found: list[tuple[str, str, str]] = []
    known: dict[int, tuple[str, int]] = {one: (f"above={up}:{by}", 0) for one, (up, by) in above.items()}
    known[cue] = "self", 0
    for one in range(len(pieces)):
        branch, down = _branch(pieces, one, above, known)
        found.append((_far(one - cue), f"by={branch}", f"down={min(down, _DOWNMOST)}"))
    return found


def _branch(
    pieces: Sequence[Piece], one: int, above: dict[int, tuple[int, str]], known: dict[int, tuple[str, int]]
) -> tuple[str, int]:
    """Under which of the cue's governors a piece hangs, by which label, and how deep; looked up once a piece."""
    trail = []
    while one not in known:
        trail.append(one)
        head = pieces[one].head
        if head in above:
            known[one] = f"{above[head][0]}:{pieces[one].dep}", 1
        elif head == one or head in trail:
            known[one] = "apart", 0
        else:
            one = head
    for piece in reversed(trail[:-1] if trail and one == trail[-1] else trail):
        branch, down = known[pieces[piece].head]
        known[piece] = branch, down + 1
    return known[trail[0]] if trail else known[one]


def _far(distance: int) -> str:
    size = abs(distance)
    step = next((limit for limit in reversed(_FAR) if limit <= size), 0)
    return f"far={'-' if distance < 0 else ''}{step}"
