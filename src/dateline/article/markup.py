"""Raw HTML -> its visible lines, its heads (meta, JSON-LD, title) and its depth; every character knows its place.

A tolerant scan of tags, in one pass and linear time, without building a tree: so metadata and visible words
are located in the capture text itself, entities included, and a page too deep for a parser is read all the same.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import islice

from dateline.article.lines import LINE_COST, MAX_CHARACTERS, Element, Line, Piece, Place, solid_length, too_long
from dateline.records.base import record

__all__ = ["Markup", "Tag", "scan"]

_OPEN = re.compile(r"""<(/?)([a-zA-Z][^\s/>"'<]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
_PLAIN = re.compile(r"<(/?)([a-zA-Z][^\s/>\"'<]*+)([^<>]*+)>")
_TAG_COST = 5
"""What a tag costs of the budget: 200,000 take a second to scan (of 541 pages measured, the richest has 20,000)."""
_KEPT_COST = 20
"""What a tag costs beside that whose attributes are read."""
_MOST_ATTRIBUTES = 200
"""Attributes of a tag that are read: a quotation mark that is never closed makes attributes of a whole page."""
_REACH = 60
"""Open elements among which the one that an end tag closes is looked for."""
_MISSES = 50
"""Tags with an unclosed quotation mark after which quotes in attributes are not minded: keeps the scan linear."""
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_TOKEN = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|(?:[^\s&]|\s(?=[^\s&]))+|&|\s")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body br button center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav ol option p picture "
    "pre section select source summary table tbody td tfoot th thead tr track ul video audio iframe img input label"
)
_OPAQUE = _names("script style noscript template textarea svg title iframe math object")
_FLAT = _names(
    "area base br col embed hr img input link meta param source track wbr p li dd dt option tr td th thead tbody tfoot "
    "colgroup optgroup rp rt html head body"
)
_KEPT = _names("html meta link h1 title script")
_GLOSS = re.compile(r"</?(?:rt|rp|rb|rtc|ruby)\b", re.I)
"""What ends a reading that stands over East Asian characters: it is no part of the text."""
_GLOSS_REACH = 200
_MARKED = re.compile(r"date(?:Published|Created)|[Aa]uthor|[Bb]yline|itemprop|datetime|pubdate")
"""In any element's attributes: what marks a publication date or an author."""


@record
class Tag:
    """A tag that may carry metadata: its attributes, each with its raw range, and what it encloses, if known."""

    name: str
    attributes: dict[str, tuple[str, int, int]]
    start: int
    end: int
    inner: tuple[int, int] | None = None

    def get(self, name: str) -> str:
        """An attribute's value with its entities read, or ""."""
        return self.attributes[name][0] if name in self.attributes else ""


@record
class Markup:
    """What the scan found. `depth` is how deep elements nest that do not close themselves."""

    lines: tuple[Line, ...]
    tags: tuple[Tag, ...]
    depth: int
    cut_off: bool


def scan(text: str, *, max_characters: int = MAX_CHARACTERS) -> Markup:
    """Scan a capture text that is HTML; raises Refusal("too_long") where it shows, or marks up, too much."""
    scanner = _Scanner(text=text, last=text.rfind(">"), budget=max_characters)
    scanner.run()
    return Markup(
        lines=tuple(scanner.lines),
        tags=tuple(scanner.tags),
        depth=scanner.deepest,
        cut_off=scanner.cut_off,
    )


@dataclass(slots=True)
class _Scanner:
    text: str
    last: int
    budget: int
    lines: list[Line] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    depth: int = 0
    deepest: int = 0
    cut_off: bool = False
    misses: int = 0
    words: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    space: bool = False
    block: str = ""
    attributes: str = ""
    element: Element | None = None
    linking: bool = False
    linked: int = 0
    rooted: bool = False
    closed: bool = False

    def run(self) -> None:
        """Read the whole text."""
        at = 0
        while at < len(self.text):
            sign = self.text.find("<", at)
            if sign == -1:
                self._say(at, len(self.text))
                break
            if sign > at:
                self._say(at, sign)
            at = self._markup(sign)
        self._flush("")
        self.cut_off = self.cut_off or (self.rooted and not self.closed)

    def _markup(self, at: int) -> int:
        """Read what begins with ``<`` here; return where reading goes on."""
        self._spend(_TAG_COST)
        following = self.text[at + 1 : at + 2]
        if following in ("!", "?"):
            closing = "-->" if self.text.startswith("<!--", at) else ">"
            found = self.text.find(closing, at + 2)
            self.cut_off |= found == -1
            return len(self.text) if found == -1 else found + len(closing)
        tag = self._match(at) if following == "/" or following.isalpha() else None
        if tag is None:
            if (following == "/" or following.isalpha()) and at > self.last:
                self.cut_off = True
                return len(self.text)
            self._say(at, at + 1)
            return at + 1
        name = tag[2].lower()
        return self._close(name, tag) if tag[1] else self._open(name, tag)

    def _match(self, at: int) -> re.Match[str] | None:
        found = _OPEN.match(self.text, at) if self.misses < _MISSES else None
        if found is None:
            self.misses += 1
            found = _PLAIN.match(self.text, at)
        return found

    def _close(self, name: str, tag: re.Match[str]) -> int:
        self.closed |= name in ("html", "body")
        if name == "a":
            self.linking = False
        if name in _BLOCKS:
            self._flush("")
        if name not in _FLAT:
            self.depth = max(0, self.depth - 1)
            if name in _BLOCKS:
                self._leave(name)
        return tag.end()

    def _leave(self, name: str) -> None:
        """Close the innermost open element of this name; an end that none of the nearest has opened closes nothing."""
        element = self.element
        for _ in range(_REACH):
            if element is None:
                return
            if element.name == name:
                self.element = element.parent
                return
            element = element.parent

    def _open(self, name: str, tag: re.Match[str]) -> int:
        self.rooted |= name in ("html", "body")
        if name in _BLOCKS:
            self._flush(name, tag[3])
            if name not in _FLAT and name not in _OPAQUE:
                self.element = Element(name=name, attributes=tag[3], parent=self.element)
        self.linking = name == "a" or (self.linking and name not in _BLOCKS)
        if name not in _FLAT and not tag[3].endswith("/"):
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        end = tag.end()
        if name in _OPAQUE and not tag[3].endswith("/"):
            return self._pass_over(name, tag)
        if name in ("rt", "rp") and (gloss := _GLOSS.search(self.text, end, end + _GLOSS_REACH)):
            return gloss.start()
        if name in _KEPT or (tag[3] and _MARKED.search(tag[3])):
            self._keep(name, tag, inner=None)
        return end

    def _pass_over(self, name: str, tag: re.Match[str]) -> int:
        # What an opaque element holds is no visible text; unclosed, it reaches to the end, as in a browser.
        closing = re.compile(f"</{re.escape(name)}(?=[\\s/>])", re.I).search(self.text, tag.end())
        until = closing.start() if closing else len(self.text)
        self.cut_off |= closing is None
        self.depth = max(0, self.depth - 1)
        if name in _KEPT:
            self._keep(name, tag, inner=(tag.end(), until))
        found = self.text.find(">", until)
        return len(self.text) if found == -1 else found + 1

    def _keep(self, name: str, tag: re.Match[str], *, inner: tuple[int, int] | None) -> None:
        if not tag[3].strip() and inner is None and name != "h1":
            return
        self._spend(_KEPT_COST)
        attributes: dict[str, tuple[str, int, int]] = {}
        for match in islice(_ATTRIBUTE.finditer(self.text, tag.start(3), tag.end(3)), _MOST_ATTRIBUTES):
            group = next((index for index in (2, 3, 4) if match[index] is not None), 0)
            value = (html.unescape(match[group]), match.start(group), match.end(group)) if group else ("", 0, 0)
            attributes.setdefault(match[1].lower(), value)
        self.tags.append(Tag(name=name, attributes=attributes, start=tag.start(), end=tag.end(), inner=inner))

    def _say(self, start: int, end: int) -> None:
        """Add visible characters to the line in hand."""
        if not self.words and self.text[start:end].isspace():
            return
        if end - start > self.budget and solid_length(self.text[start:end]) > self.budget:
            raise too_long()
        for match in _TOKEN.finditer(self.text, start, end):
            token = match[0]
            if token[0] == "&" and len(token) > 1:
                self._word(html.unescape(token), match.start(), match.end())
                continue
            lead = token[0].isspace()
            self.space |= lead
            if len(token) > lead:
                words = token[lead:]
                self._word(re.sub(r"\s", " ", words), match.start() + lead, match.end())

    def _word(self, word: str, start: int, end: int) -> None:
        if word.isspace() or word == "\u200b":
            self.space = True
            return
        if self.space and self.words:
            self.words.append(" ")
            self.length += 1
        self.space = False
        self.words.append(word)
        self.linked += len(word) if self.linking else 0
        self.pieces.append((self.length, start, end))
        self.length += len(word)

    def _spend(self, cost: int) -> None:
        self.budget -= cost
        if self.budget < 0:
            raise too_long()

    def _flush(self, following: str, attributes: str = "") -> None:
        if self.words:
            self._spend(self.length + LINE_COST)
            place = Place(attributes=self.attributes, around=self.element, linked=self.linked)
            self.lines.append(Line(text="".join(self.words), pieces=tuple(self.pieces), tag=self.block, place=place))
            self.words, self.pieces, self.length, self.linked = [], [], 0, 0
        self.space = False
        if following != "br":
            self.block, self.attributes = following, attributes
