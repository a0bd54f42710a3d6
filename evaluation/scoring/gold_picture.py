"""A dossier as JSON, asked by the pages of a gold: what stands where, who is meant, who stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from evaluation.files import Row
from evaluation.scoring.gold_words import folded, stems

__all__ = ["Picture"]

Span = tuple[str, int, int]
"""Text id, start, end."""


class Picture:
    """One dossier. Pages are called by the names under which they were read."""

    def __init__(self, dossier: Row) -> None:
        self.dossier = dossier
        self.page_of: dict[str, str] = {one["id"]: one["source"] for one in dossier["articles"]}
        self._article_of: dict[str, Row] = {one["id"]: one for one in dossier["articles"]}
        self._articles: dict[str, list[Row]] = {}
        for one in dossier["articles"]:
            self._articles.setdefault(one["source"], []).append(one)
        self._texts: dict[str, str] = {one["text_id"]: one["text"] for one in dossier["texts"]}
        self._pages: dict[str, set[str]] = {}
        for one in dossier["articles"]:
            for text in (one["text_id"], one["capture_text_id"]):
                self._pages.setdefault(text, set()).add(one["source"])
        self._located: dict[tuple[str, str], list[Span]] = {}

    def articles(self, page: str) -> list[Row]:
        """The articles of a page: none where it was not read, several where it is a live page."""
        return self._articles.get(page, [])

    def pages(self, evidence: object) -> set[str]:
        """The pages in which evidence stands; copies to the letter share their text."""
        return {page for text, _, _ in spans_of(evidence) for page in self._pages.get(text, ())}

    def stands_at(self, evidence: object, passage: Row) -> bool:
        """Whether evidence overlaps the words of a gold passage."""
        return any(
            text == where and start < last and first < end
            for where, first, last in self._spans(passage)
            for text, start, end in spans_of(evidence)
        )

    def hits(self, evidence: object, passages: Sequence[Row]) -> int:
        """How many of the gold passages evidence overlaps."""
        return sum(self.stands_at(evidence, passage) for passage in passages)

    def _spans(self, passage: Row) -> list[Span]:
        key = (str(passage["page"]), str(passage["exact"]))
        if key not in self._located:
            texts = {text for one in self.articles(key[0]) for text in (one["text_id"], one["capture_text_id"])}
            pattern = _pattern(key[1])
            self._located[key] = [
                (text, *found.span()) for text in sorted(texts) for found in pattern.finditer(self._texts.get(text, ""))
            ]
        return self._located[key]

    @cached_property
    def origins(self) -> dict[str, Row]:
        """Origins by id."""
        return {one["id"]: one for one in self.dossier["origins"]}

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        found = {one["id"]: [one["name"], *(alias["text"] for alias in one["aliases"])] for one in self._entities()}
        return found | {one["id"]: [one["name"], *one["variants"]] for one in self.dossier["places"]}

    def _entities(self) -> Iterator[Row]:
        yield from self.dossier["entities"]

    def names(self, reference: str | None) -> list[str]:
        """All names of an entity or a place; nothing for what is neither."""
        return self._named.get(reference or "", [])

    def listed(self, kind: str) -> list[Row]:
        """What the dossier lists under a key; "stands" are those of all disputes."""
        if kind == "stands":
            return [stand for dispute in self.dossier["disputes"] for stand in dispute["stands"]]
        found: list[Row] = self.dossier[kind]
        return found

    @cached_property
    def _chained(self) -> dict[str, str]:
        chains = {one["id"]: one["origin"] for one in self.dossier["chains"]}
        return {one["id"]: chains[one["chain"]] for one in self.dossier["quotations"] if one["chain"] in chains}

    def origin_of(self, claim: Row) -> str | None:
        """The origin of a claim: that of its quotation's chain, or the one that bears its holder's name."""
        if claim["quotation"] in self._chained:
            return self._chained[claim["quotation"]]
        holder = claim["holder"]
        named = (one["id"] for one in self.dossier["origins"] if one["entity"] == holder["entity"] is not None)
        return next(named, next((one["id"] for one in self.dossier["origins"] if one["name"] == holder["name"]), None))

    def origin_names(self, origin: str) -> list[str]:
        """All names of an origin."""
        one = self.origins.get(origin)
        return [one["name"], *self.names(one["entity"])] if one else []

    def holder_names(self, holders: Iterable[Row]) -> list[str]:
        """All names of holders."""
        return [name for one in holders for name in (one["name"], *self.names(one["entity"]))]

    def about(self, reference: str) -> str:
        """What a reference means, in words: an entity's names, an article's title and outlet, an event's sentences."""
        if names := self.names(reference):
            return " ".join(names)
        if reference in self.page_of:
            article = self._article_of[reference]
            return f"{article['title'] or ''} {article['outlet'] or ''}"
        event = self._events.get(reference)
        if event is None:
            return reference
        words = [str(each["exact"]) for each in event["evidence"]] + self.names(event.get("place"))
        return " ".join(words)

    @cached_property
    def _events(self) -> dict[str, Row]:
        return {one["id"]: one for one in (*self.dossier["events"], *self.dossier["states"])}

    @cached_property
    def _namings(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for kind, key in (("mentions", "entity"), ("toponyms", "place")):
            for one in self.dossier[kind]:
                if one[key] and one.get("form", "name") == "name":
                    for page in self._pages.get(one["evidence"]["text_id"], ()):
                        found.setdefault((kind, page), []).append((folded(one["evidence"]["exact"]), one[key]))
        return found

    def meant(self, page: str, name: str, *, is_place: bool) -> str | None:
        """The entity (a place: the place) that a name means in a page, by most of its mentions there."""
        for kind in ("toponyms", "mentions") if is_place else ("mentions",):
            namings = self._namings.get((kind, page), [])
            wanted, words = folded(name).removeprefix("the "), stems(name)
            same = [to for exact, to in namings if exact.removeprefix("the ") == wanted]
            within = same or [to for exact, to in namings if words and words <= stems(exact)]
            if within:
                return min(Counter(within).items(), key=lambda pair: (-pair[1], pair[0]))[0]
        return None


def spans_of(evidence: object) -> Iterator[Span]:
    """The spans of one piece of evidence or of a list of them."""
    if isinstance(evidence, dict):
        yield (str(evidence["text_id"]), int(evidence["start"]), int(evidence["end"]))
    elif isinstance(evidence, list | tuple):
        for each in evidence:
            yield from spans_of(each)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    # Between words anything may stand that is none: white space and quotation marks differ from page to text.
    return re.compile(r"\W+".join(map(re.escape, re.findall(r"\w+", words))))
