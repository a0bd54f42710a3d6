"""Evidence -> the passages that show it, with the words around."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.records.dossier import DossierArticle
from dateline.records.evidence import Evidence
from dateline.records.page import Article
from dateline.records.shown import Passage

__all__ = ["passages"]

_AROUND = 160
"""Characters shown on either side of a piece of evidence: about two lines of a terminal."""


def passages(
    evidence: Iterable[Evidence],
    articles: Sequence[Article | DossierArticle],
    *,
    text: Callable[[str], str],
    why: Sequence[tuple[Evidence, str]] = (),
) -> Iterator[Passage]:
    """The passages in which some evidence stands, in the order of the texts' ids and of their words."""
    for group in _together(evidence):
        text_id = group[0].text_id
        words = text(text_id)
        article = next((a for a in articles if text_id in (a.text_id, a.capture_text_id)), None)
        start = max(group[0].start - _AROUND, 0)
        end = min(max(each.end for each in group) + _AROUND, len(words))
        yield Passage(
            source=article.source if article else "",
            title=article.title if article else None,
            text_id=text_id,
            start=start,
            end=end,
            text=words[start:end],
            evidence=tuple(group),
            why=tuple(dict.fromkeys(said for shown, said in why if shown in group)),
        )


def _together(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """Evidence in groups that one passage can show: of one text, each within sight of the one before."""
    groups: list[list[Evidence]] = []
    for each in sorted(evidence, key=lambda e: (e.text_id, e.start, e.end)):
        last = groups[-1][-1] if groups else None
        if last is not None and last.text_id == each.text_id and each.start - last.end < 2 * _AROUND:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups
