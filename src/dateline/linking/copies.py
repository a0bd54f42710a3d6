"""Copies: articles that carry one text, to the letter or rewritten, by aligning their passages.

Passages of two texts are candidates where they share a rare shingle of words, and align where most of
their words of content agree, numbers included. Direct speech aligns nothing: many outlets may quote one
speaker without copying each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Literal

from dateline.linking.clusters import Pair, cluster
from dateline.linking.corpus import SharedText
from dateline.linking.passages import Passage, passages
from dateline.records.base import record
from dateline.records.dossier import Copies
from dateline.records.evidence import Evidence

__all__ = ["find_copies"]

_LITERAL = 0.9  # share of the shorter text's passages that stand word for word in the other
_REWRITTEN = 0.4  # share that aligns; below it two reports of one event look alike by chance
_ALIGNED = 0.6  # share of the words of content that two passages have in common
_FEWEST = 2  # one aligned sentence may be a common source's
_CROWD = 40  # a pair of words met in more texts than this tells nothing and is dropped
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
    for left, right in _candidates(laid):
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


def _candidates(laid: Sequence[Sequence[Passage]]) -> list[tuple[int, int]]:
    """Pairs of texts that share several rare pairs of neighbouring words."""
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, own in enumerate(laid):
        for passage in own:
            if not passage.quoted:
                words = [word for word in passage.folded.split() if word in passage.words]
                for pair in pairwise(words):
                    holders[pair].add(i)
    shared = Counter(
        pair for members in holders.values() if 1 < len(members) <= _CROWD for pair in combinations(sorted(members), 2)
    )
    return sorted(pair for pair, count in shared.items() if count > 2 * _FEWEST)


def _align(left: Sequence[Passage], right: Sequence[Passage]) -> _Aligned | None:
    ours, theirs = ([p for p in side if not p.quoted and len(p.words) > 3] for side in (left, right))
    if not ours or not theirs:
        return None
    exact = {passage.folded: passage for passage in theirs}
    spans, literal = [], 0
    for passage in ours:
        if (same := exact.get(passage.folded)) is not None:
            literal += 1
            spans.append((passage.evidence, same.evidence))
        elif (near := max(theirs, key=lambda other: _overlap(passage, other))) and _overlap(passage, near) >= _ALIGNED:
            spans.append((passage.evidence, near.evidence))
    fewest = min(len(ours), len(theirs))
    if len(spans) < _FEWEST or len(spans) < _REWRITTEN * fewest:
        return None
    return _Aligned(kind="literal" if literal >= _LITERAL * fewest else "rewritten", spans=tuple(spans))


def _overlap(left: Passage, right: Passage) -> float:
    return len(left.words & right.words) / max(min(len(left.words), len(right.words)), 1)
