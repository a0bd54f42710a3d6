"""Copies: articles that carry one text, to the letter or rewritten, told by their sentences.

To the letter: the sentences of the shorter one stand in the other, whatever either adds around them. Rewritten: what
the one tells is the other's, in other words or another order: nearly the same weight of words, the same numbers, and no
direct speech that the other has not; two reporters who were there bring home words of their own. What decides is how
rare words are in the language, never how common they are in the archive.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Literal

from dateline.linking.clusters import Pair, cluster
from dateline.linking.corpus import SharedText
from dateline.linking.retelling import ALIGNED, Edits
from dateline.linking.sentences import STEM, Prose, Sentence, prose, telling, tells
from dateline.records.base import record
from dateline.records.dossier import Copies
from dateline.records.evidence import Evidence
from dateline.records.page import Article

__all__ = ["find_copies"]

_LITERAL = 0.55
"""Share of the shorter text, by weight, whose sentences stand in the other word for word."""
_WHOLE = 0.9
"""The same of both texts, from which they are one whenever they were printed."""
_RUN = 4
"""Words in a row that are compared word for word."""
_TOLD = 0.4
"""Share of the weight of either text that the other has too. Measured on the project's gold: rewrites from .41 on."""
_TOLD_MOST = 0.5
"""The same, of that text of which it is more."""
_RETOLD = 0.3
"""The same of what each text tells outside direct speech: one quotation in two outlets is no copy."""
_PLAIN = 0.6
"""The same where neither text has direct speech by which two reports could be told apart."""
_NUMBERS = 0.4
"""Share of the numbers of the text that has fewer."""
_HEARD = 0.7
"""Share of the words of direct speech that the other text has too, whole or in part."""
_TITLES = 0.5
"""Share of the weight of the shorter of two titles."""
_CARRIED = 0.8
"""Share of the weight of a text from which the other carries it whole, however much that adds."""
_CARRIED_RUNS = 0.3
"""Share of it that stands there word for word at least."""
_DAYS = 2
"""Days after which a rewrite is no news; copies are of one fortnight, but for a text that is reprinted, or carried in a
later report, within a month."""
_FORTNIGHT = 14
_MONTH = 31
_KEYS = 24
"""Heaviest words of a text by which copies find each other, and how many two of them share at least."""
_SHARED = 5
_CROWD = 40
_SHOWN = 12
"""Aligned sentences kept as evidence, a pair."""

Kind = Literal["literal", "rewritten"]
Days = tuple[date, ...]


@record
class _Aligned:
    kind: Kind
    strength: int
    spans: tuple[tuple[Evidence, Evidence], ...]


def find_copies(texts: Sequence[SharedText]) -> tuple[Copies, ...]:
    """Group the texts that copy one another; articles that share one text are literal copies."""
    laid = [prose(text) for text in texts]
    aligned: dict[tuple[int, int], _Aligned] = {}
    for left, right in _candidates(laid):
        if (found := _align(laid[left], laid[right])) is not None:
            aligned[left, right] = found
    literal = _grouped(texts, aligned, kinds=("literal",))
    rewritten = _grouped(texts, aligned, kinds=("literal", "rewritten"))
    copies = [_copies(group, "literal", laid, aligned) for group in literal]
    copies += [_copies(group, "rewritten", laid, aligned) for group in rewritten if group not in literal]
    return tuple(one for one in copies if len(one.articles) > 1)


def _grouped(
    texts: Sequence[SharedText], aligned: Mapping[tuple[int, int], _Aligned], *, kinds: tuple[Kind, ...]
) -> tuple[tuple[int, ...], ...]:
    days: list[Days] = [(text.day,) if text.day else () for text in texts]
    pairs = {
        two: Pair(left=two[0], right=two[1], strength=found.strength, reason=found.kind)
        for two, found in aligned.items()
        if found.kind in kinds
    }
    # First what is of the same days: a text that is of no known day cannot bring reports of several weeks together.
    near = [pair for (a, b), pair in pairs.items() if not _far(days[a], days[b])]
    groups = cluster(days, near, clash=_far, merge=_both).groups
    group_of = {i: number for number, group in enumerate(groups) for i in group}
    late = [
        replace(pair, left=min(ends), right=max(ends))
        for two, pair in pairs.items()
        if pair not in near and len(ends := {group_of[i] for i in two}) > 1
    ]
    timeless: list[Days] = [()] * len(groups)
    joined = cluster(timeless, late, clash=_far, merge=_both).groups
    return tuple(tuple(sorted(i for number in several for i in groups[number])) for several in joined)


def _far(left: Days, right: Days) -> bool:
    return any(abs((a - b).days) > _FORTNIGHT for a in left for b in right)


def _both(left: Days, right: Days) -> Days:
    return (*left, *right)


def _articles(group: Sequence[int], laid: Sequence[Prose]) -> tuple[str, ...]:
    return tuple(article.id for i in group for article in _of_one(laid[i]))


def _of_one(text: Prose) -> Sequence[Article]:
    """The articles that a text makes copies: all where it tells most of their titles; of a form, those of one title."""
    articles = text.text.articles
    titles = [telling(article.title or "") for article in articles]
    if 2 * sum(tells(text.words, title) for title in titles) >= len(articles):
        return articles
    founder = text.text.founder
    told = zip(articles, titles, strict=True)
    return [article for article, title in told if article == founder or _titled_alike(title, text.title)]


def _copies(
    group: tuple[int, ...], kind: Kind, laid: Sequence[Prose], aligned: Mapping[tuple[int, int], _Aligned]
) -> Copies:
    spans = [pair for two in combinations(group, 2) if two in aligned for pair in aligned[two].spans]
    shown = [words for pair in spans for words in pair]
    if not shown:
        shown = [laid[group[0]].cut(sentence) for sentence in laid[group[0]].sentences[:_SHOWN]]
    return _with_edits(
        group, laid, Copies(articles=_articles(group, laid), kind=kind, evidence=tuple(dict.fromkeys(shown)))
    )


def _with_edits(group: tuple[int, ...], laid: Sequence[Prose], copies: Copies) -> Copies:
    """The copies with the one that the others are held against, and what these add to it and drop of it."""
    carried = {i: [article for article in _of_one(laid[i]) if article.id in copies.articles] for i in group}
    base = next((i for i in group if any(article.credit for article in carried[i])), group[0])
    edits = Edits(laid[base])
    for i in group:
        if i != base:
            edits.add(laid[i], [article.id for article in carried[i]])
    lender = next((article for article in carried[base] if article.credit), carried[base][0])
    return replace(copies, base=lender.id, added=edits.added, dropped=edits.dropped)


def _candidates(laid: Sequence[Prose]) -> list[tuple[int, int]]:
    """Pairs of texts that share several of their heaviest words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(laid):
        for word in sorted(own.words, key=lambda word: (-own.words[word], word))[:_KEYS]:
            holders[word].append(i)
    shared = Counter(
        pair for members in holders.values() if 1 < len(members) <= _CROWD for pair in combinations(members, 2)
    )
    return sorted(
        (a, b)
        for (a, b), count in shared.items()
        if count >= min(_SHARED, len(laid[a].words) // 3, len(laid[b].words) // 3)
    )


def _apart(left: Prose, right: Prose) -> int:
    """Days between two texts; none where one of them is undated."""
    a, b = left.text.day, right.text.day
    return abs((a - b).days) if a is not None and b is not None else 0


def _align(left: Prose, right: Prose) -> _Aligned | None:
    if not left.told or not right.told or not _are_articles(left, right):
        return None
    lesser, greater = sorted((_shared(left.words, right.words), _shared(right.words, left.words)))
    if greater < _TOLD_MOST:
        return None
    most, least = _repeated(left, right)
    if most >= _LITERAL and (least >= _WHOLE or _apart(left, right) <= _MONTH):
        return _laid(left, right, kind="literal")
    if most >= _CARRIED_RUNS and _apart(left, right) <= _MONTH and (_carried(left, right) or _carried(right, left)):
        return _laid(left, right, kind="rewritten")
    retold = min(_shared(left.told, right.words), _shared(right.told, left.words))
    if lesser < _TOLD or retold < _RETOLD or _apart(left, right) > _DAYS or not _as_counted(left, right):
        return None
    if left.speech or right.speech:
        told = not (_unheard(left, right) and _unheard(right, left))
    else:
        told = greater >= _PLAIN and lesser >= _TOLD_MOST
    return _laid(left, right, kind="rewritten") if told else None


def _carried(one: Prose, other: Prose) -> bool:
    """Whether a later report carries a text in its own: nearly all its words, its numbers and its direct speech."""
    if _shared(one.words, other.words) < _CARRIED or _unheard(one, other):
        return False
    return len(one.numbers & other.numbers) >= _CARRIED * len(one.numbers)


def _shared(words: Mapping[str, float], others: Mapping[str, float]) -> float:
    """The share of some words, by weight, that are among others."""
    return sum(weight for word, weight in words.items() if word in others) / max(sum(words.values()), 1.0)


def _are_articles(left: Prose, right: Prose) -> bool:
    """Whether a text tells what its title says, or the titles are alike; else there is but a form or a notice."""
    return left.titled or right.titled or _titled_alike(left.title, right.title)


def _titled_alike(left: Mapping[str, float], right: Mapping[str, float]) -> bool:
    shared = sum(weight for word, weight in left.items() if word in right)
    return shared >= _TITLES * min(sum(left.values()), sum(right.values())) > 0


def _laid(left: Prose, right: Prose, *, kind: Kind) -> _Aligned:
    pairs = tuple(_pairs(left, right))
    spans = tuple((left.cut(a), right.cut(b)) for a, b in pairs[:_SHOWN])
    return _Aligned(kind=kind, strength=len(pairs), spans=spans)


def _repeated(left: Prose, right: Prose) -> tuple[float, float]:
    """The shares of both texts, by weight, that the other has word for word: of the greater share first."""
    ours, theirs = _runs(left), _runs(right)
    shared = sum(weight for run, weight in ours.items() if run in theirs)
    shares = (shared / max(sum(runs.values()), 1.0) for runs in (ours, theirs))
    lesser, greater = sorted(shares)
    return greater, lesser


def _runs(text: Prose) -> dict[tuple[str, ...], float]:
    """Each run of some words of a text but for direct speech, which many may carry, by the words in it that tell."""
    told = [word for sentence in text.sentences if not sentence.quoted for word in sentence.folded]
    weights = [text.words.get(word[:STEM], 0.0) for word in told]
    return {tuple(told[at : at + _RUN]): sum(weights[at : at + _RUN]) for at in range(len(told) - _RUN + 1)}


def _share(sentence: Sentence, other: Sentence) -> float:
    return sum(weight for word, weight in sentence.words.items() if word in other.words) / sentence.weight


def _pairs(left: Prose, right: Prose) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence with the one of the other text that tells most of it, in order."""
    for sentence in left.sentences:
        best = max(right.sentences, key=lambda other: _share(sentence, other))
        if _share(sentence, best) >= ALIGNED:
            yield sentence, best


def _as_counted(left: Prose, right: Prose) -> bool:
    """Whether two texts give the same numbers, as far as the one with fewer of them does."""
    fewest = min(len(left.numbers), len(right.numbers))
    return bool(fewest) and len(left.numbers & right.numbers) >= _NUMBERS * fewest


def _unheard(one: Prose, other: Prose) -> bool:
    """Whether a text has direct speech that the other has not, not even in part."""
    return any(len(words & other.every) < _HEARD * len(words) for words in one.speech)
