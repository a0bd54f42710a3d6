"""The body of a page against its gold, as the article extraction benchmark scores it.

Shingles are runs of four words (a shorter text is one shingle). A page's counts are normed to sum to one;
precision and recall are means over pages (of those with an answer, and of those with gold), F1 is theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evaluation.files import Row
from evaluation.scoring.ratios import f1, mean, share

__all__ = ["body_counts", "body_figures", "page_f1"]

_WORD = re.compile(r"\w+")
_RUN = 4


def body_counts(wanted: str, given: str) -> Row:
    """`right`, `surplus` and `missed` shingles as shares of the page, and whether the words are the same."""
    gold, answer = _shingles(wanted), _shingles(given)
    right = sum((gold & answer).values())
    surplus, missed = sum((answer - gold).values()), sum((gold - answer).values())
    whole = right + surplus + missed
    return {
        "right": share(right, whole),
        "surplus": share(surplus, whole),
        "missed": share(missed, whole),
        "same": _WORD.findall(wanted) == _WORD.findall(given),
    }


def page_f1(counts: Row) -> float:
    """One page's F1."""
    right = counts["right"]
    if not counts["surplus"] and not counts["missed"]:
        return 1.0
    return share(2 * right, 2 * right + counts["surplus"] + counts["missed"])


def body_figures(scores: Sequence[Row]) -> dict[str, float]:
    """body_precision, body_recall, body_f1 and the share of pages that are right to the word; none without bodies."""
    scores = [score for score in scores if "right" in score]
    if all(score.get("failed") for score in scores):
        return {}
    precision = mean(share(s["right"], s["right"] + s["surplus"]) for s in scores if s["right"] + s["surplus"])
    recall = mean(share(s["right"], s["right"] + s["missed"]) for s in scores if s["right"] + s["missed"])
    return {
        "body_f1": f1(precision, recall),
        "body_precision": precision,
        "body_recall": recall,
        "body_same": mean(float(s["same"]) for s in scores),
    }


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
