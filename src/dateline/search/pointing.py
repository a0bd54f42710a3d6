"""What was found, shown: the id of a hit in, the page and the evidence that stands behind it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.ports import Store
from dateline.records.base import record
from dateline.records.evidence import Evidence
from dateline.records.page import Article
from dateline.records.reading import Reading

__all__ = ["Pointed", "point"]

_ID = re.compile("[0-9a-f]{20}")
_TEXT_HEX = 8


@record
class Pointed:
    """The article that something is read in, and its words."""

    article: Article
    evidence: tuple[Evidence, ...]


def point(store: Store, reference: str) -> Pointed | None:
    """What the whole id of an article, or of a quotation, an event or a name in a text, means; None for other ids.

    The id says which text it is of, so that this costs the same in any archive.
    """
    asked = reference.strip().lower()
    if not _ID.fullmatch(asked):
        return None
    captures = sorted({capture for _, capture in store.named([asked])})
    for article in store.articles(captures) if captures else ():
        if article.id == asked:
            return Pointed(article=article, evidence=tuple(e for field in article.evidence.values() for e in field))
    texts = list(store.finder.texts(asked[:_TEXT_HEX]))
    for reading in store.readings(texts):
        words = next((evidence for id, evidence in _all(reading) if id == asked), None)
        if words is not None:
            return next((Pointed(article=one, evidence=words) for one in store.sharing([reading.text_id])), None)
    return None


def _all(reading: Reading) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for quotation in reading.quotations:
        yield (
            quotation.id,
            (*quotation.speaker_evidence, *quotation.cue_evidence, *quotation.content_evidence),
        )
    for event in reading.events:
        yield event.id, (event.evidence,)
    mentions = {mention.id: mention for mention in reading.mentions}
    for chain in reading.coreference:
        named = [mentions[one] for one in chain.mentions if one in mentions]
        yield chain.id, tuple(mention.evidence for mention in named if mention.form == "name")
