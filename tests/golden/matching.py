"""Hold a dossier against a golden one that a person wrote in words.  golden + dossier in, complaints out.

A golden is a partial dossier (the contract's own keys) in a JSON file, with `pages`, a `note` and `never`
beside it. Every object listed must fit some object of the output in every field given. Offsets are never
written down: evidence is given as words, located in the texts that the dossier carries.

- Evidence: ``"words"``, or ``{"exact": "he", "within": "he said on Monday"}``, or ``"nth"`` (from 1),
  ``"in": "capture"`` and ``"page"``. A list is a split thing, span by span. ``{"near": "words"}`` is met
  by any span that overlaps the words, ``{"starts": "words"}`` by one that begins with them. Edges are
  compared without the punctuation that may or may not belong to a span; quotation marks do count.
- Anything else: a string is met by an equal string (case and shape of quotation marks aside), by an object
  of that name, or by an id whose object bears that name; ``{"any": [..]}``, ``{"not": ..}``,
  ``{"has": [..]}``, ``{"starts": ".."}`` and ``{"at_most": 2}`` (of a list) say what they say. A day is
  met by any minute of that day.
- `never`: objects that no output object may fit; under `body`, words that no article text may hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from .wording import WORDING, GoldenError, Json, Object, locate

Span: TypeAlias = tuple[str, int, int]

OPERATORS = frozenset({"any", "not", "has", "starts", "at_most"})
EDGES = " \n\t,.;:–—-"
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Golden:
    """A golden file: the pages that it is about, what must be there, what must not.

    `not_yet` lists, as the beginnings of complaints ("events 2 is missing"), what is known to fall short today.
    """

    name: str
    pages: tuple[str, ...]
    expected: Mapping[str, Sequence[Object]]
    never: Mapping[str, Sequence[Json]]
    not_yet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """A dossier's texts by kind and page, and the names by which its ids may be called."""

    texts: Sequence[tuple[str, str, str, tuple[str, ...]]]
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


def load(path: Path) -> Golden:
    """Read a golden file; raises GoldenError where it expects nothing."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    expected = {key: value for key, value in raw.items() if key not in ("pages", "note", "never", "not_yet")}
    if not raw.get("pages") or not any(expected.values()):
        raise GoldenError(f"{path.name}: a golden names its pages and what it expects of them")
    return Golden(
        name=path.stem,
        pages=tuple(raw["pages"]),
        expected=expected,
        never=raw.get("never", {}),
        not_yet=tuple(raw.get("not_yet", [])),
    )


def missing(golden: Golden, dossier: Object) -> list[str]:
    """Say what the dossier lacks and what it should not hold; an empty list is a dossier that passes."""
    book = open_book(dossier)
    return [*_absent(golden, dossier, book), *_forbidden(golden, dossier, book)]


def open_book(dossier: Object) -> Book:
    """The dossier's texts, with the sources of their articles, and the names that its ids answer to."""
    sources = {str(item["id"]): str(item["source"]).rsplit("/", 1)[-1] for item in _objects(dossier, "articles")}
    texts = [
        (
            str(item["text_id"]), str(item["kind"]), str(item["text"]),
            tuple(sources.get(str(owner), "") for owner in _items(item.get("articles"))),
        )
        for item in _objects(dossier, "texts")
    ]  # fmt: skip
    names: dict[str, frozenset[str]] = {key: frozenset({fold(name)}) for key, name in sources.items()}
    for section in ("entities", "places", "origins", "stories", "quotations", "events"):
        for item in _objects(dossier, section):
            names[str(item["id"])] = frozenset(fold(name) for name in _called(item))
    return Book(texts=texts, names=names)


def fold(words: str) -> str:
    """A string without what goldens do not insist on: case, shape of quotation marks, spaces."""
    return " ".join(words.translate(_QUOTES).casefold().split())


def fits(wanted: Json, found: Json, book: Book) -> bool:
    """Whether an output value meets a golden one."""
    if isinstance(wanted, Mapping):
        if wanted and set(wanted) <= OPERATORS:
            return _operates(wanted, found, book)
        return isinstance(found, Mapping) and not differing(wanted, found, book)
    if isinstance(wanted, str):
        return _fits_name(wanted, found, book)
    if isinstance(wanted, Sequence):
        return all(any(fits(one, other, book) for other in _items(found)) for one in wanted) and (
            bool(wanted) or not _items(found)
        )
    if isinstance(found, Mapping) and not isinstance(wanted, bool):
        return "value" in found and fits(wanted, found["value"], book)
    return wanted == found and isinstance(wanted, bool) == isinstance(found, bool)


def differing(wanted: Object, found: Object, book: Book) -> list[str]:
    """The fields of a golden object that an output object does not meet."""
    return [
        key
        for key, value in wanted.items()
        if not (fits_evidence(value, found.get(key), book) if key == "evidence" else fits(value, found.get(key), book))
    ]


def fits_evidence(wanted: Json, found: Json, book: Book, *, whole: bool = False) -> bool:
    """Whether output Evidence stands where the golden's words stand; `whole` allows no span besides."""
    if isinstance(wanted, Mapping) and not set(wanted) <= WORDING:
        return isinstance(found, Mapping) and all(
            fits_evidence(value, found.get(role), book, whole=True) for role, value in wanted.items()
        )
    spans = [item for item in _items(found) if isinstance(item, Mapping)]
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return len(wanted) == len(spans) and all(
            _stands(one, span, book) for one, span in zip(wanted, spans, strict=True)
        )
    near = isinstance(wanted, Mapping) and "near" in wanted
    return (not whole or near or len(spans) == 1) and any(_stands(wanted, span, book) for span in spans)


def places_of(wanted: Json, book: Book) -> list[Span]:
    """Every text of the dossier in which a golden's words stand, and where."""
    spec = wanted if isinstance(wanted, Mapping) else {}
    spans = []
    for text_id, kind, text, pages in book.texts:
        if kind == spec.get("in", "article") and ("page" not in spec or spec["page"] in pages):
            try:
                spans.append((text_id, *locate(wanted, text)))
            except GoldenError:
                continue
    return spans


def _stands(wanted: Json, found: Object, book: Book) -> bool:
    spec = wanted if isinstance(wanted, Mapping) else {}
    texts = {text_id: text for text_id, _, text, _ in book.texts}
    text_id, start, end = found.get("text_id"), found.get("start"), found.get("end")
    if not isinstance(text_id, str) or not isinstance(start, int) or not isinstance(end, int):
        return False
    text = texts.get(text_id, "")
    if not 0 <= start < end <= len(text) or text[start:end] != found.get("exact"):
        return False
    here = _trim(start, end, text)
    for there_id, left, right in places_of(wanted, book):
        there = _trim(left, right, text) if there_id == text_id else (-1, -1)
        if there_id == text_id and (
            (here[0] < there[1] and there[0] < here[1])
            if "near" in spec
            else here[0] == there[0] and (here[1] == there[1] or ("starts" in spec and here[1] > there[1]))
        ):
            return True
    return False


def _trim(start: int, end: int, text: str) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def _operates(wanted: Object, found: Json, book: Book) -> bool:
    words = fold(found) if isinstance(found, str) else ""
    most = wanted.get("at_most")
    return (
        (not isinstance(most, int) or 0 < len(_items(found)) <= most)
        and ("any" not in wanted or any(fits(one, found, book) for one in _items(wanted["any"])))
        and ("not" not in wanted or not fits(wanted["not"], found, book))
        and all(fold(str(part)) in words for part in _items(wanted.get("has")))
        and words.startswith(fold(str(wanted.get("starts", ""))))
    )


def _fits_name(wanted: str, found: Json, book: Book) -> bool:
    if isinstance(found, str):
        same = fold(wanted) == fold(found) or fold(wanted) in book.names.get(found, ())
        minute = bool(_DAY.match(wanted)) and re.match(re.escape(wanted) + "[T:Z+]", found) is not None
        return same or minute
    if isinstance(found, Mapping):
        return any(_fits_name(wanted, found.get(key), book) for key in ("value", "name", "text", "entity"))
    return any(_fits_name(wanted, one, book) for one in _items(found))


def _called(item: Object) -> Iterator[str]:
    for key in ("name", "title", "content", "type"):
        if isinstance(value := item.get(key), str) and not (key == "type" and "name" in item):
            yield value
    for other in (*_items(item.get("aliases")), *_items(item.get("variants"))):
        yield str(other["text"]) if isinstance(other, Mapping) else str(other)


def _items(value: Json) -> Sequence[Json]:
    if value is None:
        return ()
    return (value,) if isinstance(value, (str, int, float, Mapping)) else value


def _objects(dossier: Object, section: str) -> list[Object]:
    return [item for item in _items(dossier.get(section)) if isinstance(item, Mapping)]


def _absent(golden: Golden, dossier: Object, book: Book) -> Iterator[str]:
    for section, wanted in golden.expected.items():
        found = _objects(dossier, section)
        for number, one in enumerate(wanted, 1):
            tries = [(len(bad := differing(one, other, book)), bad, other) for other in found]
            if any(count == 0 for count, _, _ in tries):
                continue
            told = f"{golden.name}: {section} {number} is missing: {json.dumps(one, ensure_ascii=False)}"
            if not tries:
                yield f"{told}; the output has no {section}"
                continue
            _, bad, other = min(tries, key=lambda entry: entry[0])
            nearest = {key: other.get(key) for key in bad}
            yield f"{told}; the nearest differs in {json.dumps(nearest, ensure_ascii=False)[:600]}"


def _forbidden(golden: Golden, dossier: Object, book: Book) -> Iterator[str]:
    for section, unwanted in golden.never.items():
        for one in unwanted:
            told = f"{golden.name}: {section} must not hold {json.dumps(one, ensure_ascii=False)}"
            if isinstance(one, str):
                texts = [text for _, kind, text, _ in book.texts if kind == "article"]
                yield from [told for text in texts if one in text][:1]
            elif isinstance(one, Mapping):
                hits = [item for item in _objects(dossier, section) if not differing(one, item, book)]
                yield from [f"{told}; it holds {json.dumps(hit, ensure_ascii=False)[:300]}" for hit in hits]
