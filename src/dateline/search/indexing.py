"""The index kept up to date: texts that wait for it in, what they are found by put in its place.

The index is a projection: with another `VERSION` it is emptied and filled anew from what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dateline.ports import Index, Store
from dateline.records.linked import Page
from dateline.search.parts import searched
from dateline.search.rows import name_rows, rows

__all__ = ["VERSION", "catch_up", "forget", "renew"]

VERSION = "1"
"""Of the words, the parts and the rows: with another, all pages are put in anew."""
_BATCH = 200

Pages = Callable[[Sequence[str]], Iterable[Page]]
"""The standing pages that have one of these texts (by text id), as people corrected them."""


def catch_up(store: Store, pages: Pages) -> None:
    """Put in order what is not, a batch at a time, each in a transaction; where nothing waits, nothing is written."""
    while some := store.unsearched(version=VERSION, most=_BATCH):
        renew(store, some, pages=pages)


def renew(store: Store, texts: Sequence[str], *, pages: Pages) -> None:
    """Put the pages with these texts in as they are now, and take those out that are no more."""
    # The pages are read inside the transaction: what another process keeps meanwhile waits for the next one.
    with store.indexing(version=VERSION, texts=texts) as index:
        by_text: dict[str, list[Page]] = {}
        for page in pages(texts):
            by_text.setdefault(page.article.text_id, []).append(page)
        for text in texts:
            _renew(index, text, by_text.get(text, []), store=store)


def _renew(index: Index, text: str, pages: Sequence[Page], *, store: Store) -> None:
    known = index.pages(text)
    made = searched(pages) if pages else ()
    if tuple(page for _, page in known) == made:
        return
    words = store.text(text)
    # A text gives its names once, with the first of its pages.
    for at, (number, page) in reversed(list(enumerate(known))):
        index.drop(number, list(rows(page, words)), names=() if at else list(name_rows(page)))
    for at, page in enumerate(made):
        index.put(page, list(rows(page, words)), names=() if at else list(name_rows(page)))


def forget(store: Store, texts: Sequence[str]) -> None:
    """Take these texts out, which wait to be put in again as long as they are here."""
    with store.indexing(version=VERSION) as index:
        for text in texts:
            _renew(index, text, (), store=store)
