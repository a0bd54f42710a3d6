"""Copies: articles that carry one text, to the letter or rewritten, by aligning their passages.

Each passage is aligned with the one passage of the other text that shares most of its word stems, the best
pairs first. Direct speech aligns nothing: many outlets may quote one speaker without copying each other.
Two reports of one event share a passage or two; a rewritten copy shares its order of facts, sentence for sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt
from typing import Literal

from dateline.linking.clusters import Pair, cluster
from dateline.linking.corpus import SharedText
from dateline.linking.passages import Passage, passages
from dateline.records.base import record
from dateline.records.dossier import Copies
from dateline.records.evidence import Evidence

__all__ = ["find_copies"]

_LITERAL = 0.9  # share of the shorter text's passages that stand word for word in the other
# On the example story (14 pages, 91 pairs) the one rewritten copy aligns .38 of its passages, and the next pair .27.
_REWRITTEN = 0.35
_ALIGNED = 0.3  # cosine of two passages' stems
_STEMS = 3  # fewest stems that two passages share
_FEWEST = 3  # aligned passages; fewer may be a common source's
_DAYS = 14  # a background paragraph reprinted weeks later makes no copy
_CROWD = 40  # a stem met in more texts than this tells nothing and is dropped
_SHOWN = 12  # aligned sentences kept as evidence, a text

Kind = Literal["literal", "rewritten"]


@record
class _Aligned:
    kind: Kind
    spans: tuple[tuple[Evidence, Evidence], ...]


def find_copies(texts: Sequence[SharedText]) -> tuple[Copies, ...]:
    """Group the texts that copy one another; articles that share one text are literal copies."""
    laid = [passages(text) for text in texts]
    aligned: dict[tuple[int, int], _Aligned] = {}
    for left, right in _candidates(laid, texts):
        if (found := _align(laid[left], laid[right])) is not None:
            aligned[left, right] = found
    laying = _Laying(texts=tuple(texts), laid=tuple(laid), aligned=aligned)
    literal = _grouped(laying, kinds=("literal",))
    rewritten = _grouped(laying, kinds=("literal", "rewritten"))
    copies = [_literal(group, laying) for group in literal if len(_articles(group, texts)) > 1]
    copies += [_rewritten(group, laying) for group in rewritten if group not in literal]
    return tuple(copies)


@record
class _Laying:
    texts: tuple[SharedText, ...]
    laid: tuple[tuple[Passage, ...], ...]
    aligned: dict[tuple[int, int], _Aligned]


def _grouped(laying: _Laying, *, kinds: tuple[Kind, ...]) -> tuple[tuple[int, ...], ...]:
    pairs = [
        Pair(left=a, right=b, strength=len(found.spans), reason=found.kind)
        for (a, b), found in laying.aligned.items()
        if found.kind in kinds
    ]
    return cluster(laying.texts, pairs, clash=lambda _a, _b: False, merge=lambda a, _b: a).groups


def _articles(group: Sequence[int], texts: Sequence[SharedText]) -> tuple[str, ...]:
    return tuple(article for i in group for article in texts[i].article_ids)


def _literal(group: tuple[int, ...], laying: _Laying) -> Copies:
    shown = list(_spans(group, laying)) or [p.evidence for p in laying.laid[group[0]][:_SHOWN]]
    return Copies(articles=_articles(group, laying.texts), kind="literal", evidence=tuple(dict.fromkeys(shown)))


def _rewritten(group: tuple[int, ...], laying: _Laying) -> Copies:
    shown = tuple(dict.fromkeys(_spans(group, laying)))
    return Copies(articles=_articles(group, laying.texts), kind="rewritten", evidence=shown)


def _spans(group: Sequence[int], laying: _Laying) -> Iterator[Evidence]:
    for (a, b), found in laying.aligned.items():
        if a in group and b in group:
            yield from (words for pair in found.spans[:_SHOWN] for words in pair)


def _candidates(laid: Sequence[Sequence[Passage]], texts: Sequence[SharedText]) -> list[tuple[int, int]]:
    """Pairs of texts of one fortnight that share enough stems to align at all."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, own in enumerate(laid):
        for passage in own:
            for stem in () if passage.quoted else passage.stems:
                holders[stem].add(i)
    shared = Counter(
        pair for members in holders.values() if 1 < len(members) <= _CROWD for pair in combinations(sorted(members), 2)
    )
    return sorted((a, b) for (a, b), count in shared.items() if count >= _STEMS * _FEWEST and _near(texts[a], texts[b]))


def _near(left: SharedText, right: SharedText) -> bool:
    return left.day is None or right.day is None or abs((left.day - right.day).days) <= _DAYS


def _align(left: Sequence[Passage], right: Sequence[Passage]) -> _Aligned | None:
    ours, theirs = ([p for p in side if not p.quoted and len(p.stems) >= _STEMS] for side in (left, right))
    likes = ((_alike(p, q), a, b) for a, p in enumerate(ours) for b, q in enumerate(theirs))
    scored = sorted((-score, a, b) for score, a, b in likes if score >= _ALIGNED)
    taken: dict[int, int] = {}
    for _, a, b in scored:
        if a not in taken and b not in taken.values():
            taken[a] = b
    fewest = min(len(ours), len(theirs))
    if len(taken) < _FEWEST or len(taken) < _REWRITTEN * fewest:
        return None
    literal = sum(ours[a].folded == theirs[b].folded for a, b in taken.items())
    spans = tuple((ours[a].evidence, theirs[b].evidence) for a, b in sorted(taken.items()))
    return _Aligned(kind="literal" if literal >= _LITERAL * fewest else "rewritten", spans=spans)


def _alike(left: Passage, right: Passage) -> float:
    shared = len(left.stems & right.stems)
    return shared / sqrt(len(left.stems) * len(right.stems)) if shared >= _STEMS else 0.0
