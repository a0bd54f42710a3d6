"""The lines of a page -> numbers that say what each looks like and where it stands: what `labelling` judges by.

A trait is a number about as large as one. Traits are of form and of general words alone (lengths, case, marks, links,
elements, kinds of boilerplate, the dates and names of fields): none knows a site or a subject. Their order is the
order of the weights' columns: a new trait is put at the end, and the weights are fitted anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from dateline.article.datelines import dates_in
from dateline.article.lines import Element, Line
from dateline.article.shape import Shape
from dateline.lexicon.boilerplate import counts, is_whole

__all__ = ["COUNT", "PLAIN", "traits_of"]

Numbers = NDArray[np.float64]

_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "div", "td", "figcaption", "blockquote", "br", "img", "button", "dt", "")
_AROUND = (
    "nav",
    "header",
    "footer",
    "aside",
    "figure",
    "ul",
    "ol",
    "table",
    "form",
    "article",
    "main",
    "blockquote",
    "section",
)
_GOOD = re.compile(r"article|body|content|story|entry|post|text|main|paragraph", re.I)
_BAD = re.compile(
    r"comment|relat|promo|shar(?:e|ing)|social|nav|menu|foot|side|widget|\bad[s_-]|advert|sponsor|recirc|recommend|trending|"
    r"popular|most|more|newsletter|subscri|signup|paywall|cookie|consent|breadcrumb|header|banner|modal|popup|teaser|card|"
    r"carousel|slider|list|hidden|login|tools?\b|toolbar",
    re.I,
)
_FIELD = re.compile(
    r"author|byline|meta|date|time|tag|categor|title|headline|credit|caption|bio|profile|publish|info|label", re.I
)
_CAPTION = re.compile(r"caption|credit|image|photo|media|gallery|figure|video", re.I)
_NAMED = re.compile(r"""\b(?:class|id|itemprop|role)\s*=\s*["']?([^"'>]*)""", re.I)
_NO_HINTS = (0.0, 0.0, 0.0, 0.0)
_LONGEST = 1000
_DEEPEST = 25
_SENTENCES = re.compile(r"[.!?…]['\"”’»)]*\s+[\"'“‘«(]?[^\W\d_a-zß-öø-ÿ]")
_CAPITAL = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][^\W\d_]*")
_BYLINE = re.compile(r"^(?:by|von|por|par|di|door|text|foto|photo|image|source|quelle|fuente)\b", re.I)

PLAIN = 34
"""How many of the traits there are without markup; they come first."""
_MARKED = 1 + 3 + len(_TAGS) + len(_AROUND) + 6 + 4
COUNT = PLAIN + _MARKED


def traits_of(
    lines: Sequence[Line], shapes: Sequence[Shape], *, run: tuple[int, int], covered: Mapping[int, float] | None = None
) -> Numbers:
    """One row a line. `run` is the rules' own body (half-open); `covered` the share of each line that the tree
    reader took, None for plain text, whose rows have the first `PLAIN` traits alone."""
    found = np.zeros((len(lines), PLAIN if covered is None else COUNT))
    if not lines:
        return found
    seen: Counter[str] = Counter()
    times = Counter(line.text.casefold() for line in lines)
    for index, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        key = line.text.casefold()
        found[index, : PLAIN - 8] = _form(line, shape, times=times[key], before=seen[key])
        seen[key] += 1
    found[:, PLAIN - 8 : PLAIN] = _position(lines, shapes, run=run)
    if covered is not None:
        _mark(found[:, PLAIN:], lines, covered)
    return found


def _form(line: Line, shape: Shape, *, times: int, before: int) -> list[float]:
    text = line.text
    length = max(1, len(text))
    short = length < 240
    return [
        1.0,
        log1p(length) / 5,
        log1p(shape.words) / 4,
        shape.function_share * 2,
        float(shape.sentence),
        float(shape.junk),
        float(shape.opens_other),
        max(-1.0, min(2.0, shape.score / 40)),
        min(3, len(_SENTENCES.findall(text[:1500]))) / 2,
        sum(map(str.isdigit, text)) / length * 3,
        len(_CAPITAL.findall(text)) / max(1, shape.words),
        float(text[0].islower()),
        float(text[0] in "\"'“‘«„"),
        float(text[0] in "-*•·‣–©|"),
        float(text[-1] == ":"),
        float(text[-1] in ".!?…"),
        float("|" in text or " · " in text or " • " in text),
        float(text.isupper()),
        min(3, times - 1) / 2,
        min(3, before) / 2,
        float(short and is_whole(text, "tool")),
        float(short and is_whole(text, "aside")),
        min(3, counts(text, "promo")) / 2,
        float(counts(text, "caption") > 0),
        float(short and bool(dates_in(text))),
        float(short and bool(_BYLINE.match(text))),
    ]


def _position(lines: Sequence[Line], shapes: Sequence[Shape], *, run: tuple[int, int]) -> Numbers:
    count = len(lines)
    at = np.arange(count, dtype=np.float64)
    first, last = run
    inside = ((at >= first) & (at < last)).astype(np.float64)
    size = np.array([len(line.text) for line in lines], dtype=np.float64)
    prose = np.array([max(0.0, shape.score) for shape in shapes])
    total = prose.sum() or 1.0
    through = np.cumsum(prose) / total
    return np.column_stack(
        [
            inside,
            np.clip((at - first) / 20, -1, 1),
            np.clip((at - last) / 20, -1, 1),
            through,
            at / max(1, count - 1),
            np.full(count, size[first:last].sum() / max(1.0, size.sum())),
            np.full(count, log1p(total) / 8),
            np.array([float(line.gap) for line in lines]),
        ]
    )


def _mark(found: Numbers, lines: Sequence[Line], covered: Mapping[int, float]) -> None:
    known: dict[Element | None, tuple[float, ...]] = {None: (0.0,) * (len(_AROUND) + 5)}
    taken: Counter[tuple[str, Element | None]] = Counter()
    sizes: Counter[tuple[str, Element | None]] = Counter()
    parents: Counter[Element | None] = Counter()
    whole = 0
    for index, line in enumerate(lines):
        key = (line.tag, line.place.around if line.place else None)
        size = len(line.text)
        part = covered.get(index, 0.0) * size
        taken[key] += int(part)
        sizes[key] += size
        parents[key[1]] += int(part)
        whole += int(part)
    most = max(parents.values(), default=0)
    for index, line in enumerate(lines):
        place = line.place
        around = place.around if place else None
        key = (line.tag, around)
        row = [covered.get(index, 0.0), (place.linked if place else 0) / max(1, len(line.text))]
        row += [taken[key] / max(1, sizes[key]), parents[around] / max(1, most)]
        row += [float(line.tag == tag) for tag in _TAGS]
        row += _elements(around, known)
        row += _hints(place.attributes) if place and place.attributes else _NO_HINTS
        row.append(float(whole == 0))
        found[index, :] = row


@lru_cache(maxsize=4096)
def _hints(attributes: str) -> tuple[float, ...]:
    """What the names hint at that a page's makers gave an element: body, other things, a field, a picture."""
    names = " ".join(_NAMED.findall(attributes[:_LONGEST]))
    return tuple(float(bool(pattern.search(names))) for pattern in (_GOOD, _BAD, _FIELD, _CAPTION))


def _elements(element: Element | None, known: dict[Element | None, tuple[float, ...]]) -> tuple[float, ...]:
    """What the elements around a line are: those of `_AROUND` among them, and what their names hint at."""
    found = known.get(element)
    if found is not None:
        return found
    kinds = dict.fromkeys(_AROUND, 0.0)
    hints = [0.0] * 4
    depth = 0
    one = element
    while one is not None and depth < _DEEPEST:
        if one.name in kinds:
            kinds[one.name] = 1.0
        if one.attributes and one.name not in ("html", "body"):
            near = 1.0 if depth < 3 else 0.5
            hints = [hint + near * said for hint, said in zip(hints, _hints(one.attributes), strict=True)]
        one = one.parent
        depth += 1
    found = (*kinds.values(), *(min(2.0, hint) / 2 for hint in hints), min(1.0, depth / _DEEPEST))
    known[element] = found
    return found
