"""A page's layout -> whether it shows the beginning of an article alone, and the text without the offer of the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.article.lines import Line
from dateline.article.page import Page
from dateline.lexicon.boilerplate import counts
from dateline.records.evidence import Text
from dateline.records.outcome import Warning

__all__ = ["without_offer"]

_LONGEST = 240
_NEAR = 8
"""The last lines of the text, and the first below it, among which the offer of the rest stands."""
_STUB = 1500
"""Characters of text up to which a page that keeps the rest back holds no whole article."""
_CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)


def without_offer(page: Page, *, text: Text, after: Sequence[Line]) -> Page:
    """The page without lines that offer the rest of it, and with a warning where the rest is kept back."""
    last = len(page.blocks) - _NEAR
    kept = [number for number, block in enumerate(page.blocks) if number < last or not _offers(block.line.text)]
    offered = len(kept) < len(page.blocks) or any(_offers(line.text) for line in after[:_NEAR])
    closed = offered or bool(_CLOSED.search(text.text))
    if not kept or not closed or sum(len(page.blocks[number].line.text) for number in kept) > _STUB:
        return page
    warning = Warning(code="paywall", message="the page shows the beginning alone: the rest is for subscribers")
    return replace(
        page,
        blocks=tuple(page.blocks[number] for number in kept),
        xpaths=tuple(page.xpaths[number] for number in kept if number < len(page.xpaths)),
        warnings=(*page.warnings, warning),
    )


def _offers(words: str) -> bool:
    return len(words) <= _LONGEST and counts(words, "paywall") > 0
