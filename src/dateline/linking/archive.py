"""The stories of a whole archive, kept up to date: what was read in, the shelf of stories changed.

Only what arrived, and what it touches, is looked at. All else that linking finds is found when it is asked for, among
the pages that are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.linking.amending import amend
from dateline.linking.corpus import arrange, by_text, day_among
from dateline.linking.sketches import sketch, sketch_of
from dateline.linking.stories import settle
from dateline.ports import Store
from dateline.records.judgement import Judgement, standing
from dateline.records.linked import Page
from dateline.records.page import Article
from dateline.records.sketch import Sketch

__all__ = ["VERSION", "catch_up", "pages_of", "shelve", "standing_pages", "unshelve"]

VERSION = "4"
"""Of the sketches, the likeness and the rule by which stories are found: with another, all are found anew."""
_BATCH = 500


def shelve(store: Store, texts: Sequence[str]) -> None:
    """Put the stories of these texts in order: of those that are new or changed, and without those that no
    article has any more."""
    # All in one transaction: what another process keeps meanwhile is put in order after it.
    with store.shelving(version=VERSION, texts=texts) as shelf:
        made = list(_sketches(store, texts))
        standing = {one.text_id for one in made}
        known = {text: shelf.sketch(text) for text in texts if shelf.holds(text)}
        fresh = sorted((one for one in made if known.get(one.text_id) != one), key=lambda one: one.order)
        settle(shelf, fresh, gone=sorted(known.keys() - standing))


def _sketches(store: Store, texts: Sequence[str]) -> Iterator[Sketch]:
    """The sketches of these texts. Only of those that somebody corrected the whole reading is needed."""
    articles = by_text(store.sharing(texts))
    amended = _amended(articles, store.judgements())
    for text in arrange(standing_pages(store, sorted(amended))):
        yield sketch(text)
    for namings in store.namings(sorted(articles.keys() - amended)):
        own = articles[namings.text_id]
        yield sketch_of(namings, text=store.text(namings.text_id), articles=own, day=day_among(own))


def _amended(articles: Mapping[str, Sequence[Article]], judgements: Iterable[Judgement]) -> set[str]:
    """The texts that a correction or a rejection may be of."""
    said = [one for one in standing(judgements) if one.kind in ("correct", "reject")]
    texts = {pin.evidence.text_id for one in said for pin in one.about}
    pages = {pin.url or pin.source for one in said for pin in one.about}
    return {
        text for text, own in articles.items() if text in texts or any((one.url or one.source) in pages for one in own)
    }


def unshelve(store: Store, texts: Sequence[str]) -> None:
    """Take these texts out of all stories."""
    with store.shelving(version=VERSION) as shelf:
        settle(shelf, gone=[text for text in texts if shelf.holds(text)])


def catch_up(store: Store) -> None:
    """Put in order what is not: after reading, after a run that was killed, or where other rules filled the shelf.

    A batch at a time, each in a transaction of its own; where nothing waits, nothing is written.
    """
    while some := store.unshelved(version=VERSION, most=_BATCH):
        shelve(store, some)


def standing_pages(store: Store, texts: Sequence[str]) -> Sequence[Page]:
    """The standing pages that have one of these texts, as people corrected them."""
    return amend(pages_of(store, store.sharing(texts)), store.judgements())


def pages_of(store: Store, articles: Iterable[Article]) -> Iterator[Page]:
    """Articles with their texts and readings; those whose text could not be read are left out."""
    found = list(articles)
    readings = {reading.text_id: reading for reading in store.readings(sorted({a.text_id for a in found}))}
    for article in found:
        if article.text_id in readings:
            yield Page(article=article, reading=readings[article.text_id], text=store.text(article.text_id))
