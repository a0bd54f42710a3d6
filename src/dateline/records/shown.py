"""What a workspace shows of what was read: checked evidence, passages, articles in a list, a page's own bytes."""

from __future__ import annotations

from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.page import Article

__all__ = ["Articles", "Checked", "Original", "Passage"]


@record
class Checked:
    """How many pieces of kept evidence still hold, how many there are, and the first that do not."""

    holding: int
    total: int
    broken: tuple[Evidence, ...]


@record
class Passage:
    """A stretch of a source around some evidence: ``text[start:end]``, and the evidence that stands in it.

    `why` says what the evidence shows, where it is why names, or a registry's record, are taken for somebody's.
    """

    source: str
    title: str | None
    text_id: str
    start: int
    end: int
    text: str
    evidence: tuple[Evidence, ...]
    why: tuple[str, ...] = ()


@record
class Articles:
    """Articles that stand, by id, as their own pages tell of them; `next` is the cursor of the next page, None where
    there is none."""

    articles: tuple[Article, ...]
    next: str | None


@record
class Original:
    """A page's own bytes as they were captured. They are hostile: nothing of them may act where they are handed out."""

    capture: str
    source: str
    url: str | None
    media_type: str
    charset: str
    payload: bytes
