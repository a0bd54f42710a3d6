"""A workspace of pages whose readings were made by hand, without a model: pages in, something to search in out."""

from __future__ import annotations

from pathlib import Path

from dateline.ports import Product, Store
from dateline.records.evidence import Text
from dateline.records.ids import digest
from dateline.records.linked import Page
from dateline.records.outcome import Outcome
from dateline.records.page import Capture, Observation
from dateline.records.search import Hit, Results
from dateline.workspace import Workspace
from linking.build import Scribe
from store.pages import kept

__all__ = ["arrest", "fire", "found", "keep", "race", "tell", "words_of"]


def keep(store: Store, page: Page, *, url: str | None = None, observed_at: str | None = None) -> None:
    """Put a page into a store as the stages would; at an address it was seen at a time."""
    article = page.article
    text = Text(id=article.text_id, text=page.text)
    payload = page.text.encode()
    capture = Capture(
        id=article.capture, source=article.source, payload=digest(payload), text_id=text.id, media_type="text/plain",
        charset="utf-8", url=url, observation=Observation(observed_at=observed_at) if observed_at else None,
    )  # fmt: skip
    captured: Outcome[Product] = Outcome(input=capture.id, output=capture, texts=(text,), payload=payload)
    store.add(
        [
            kept(captured, stage="capture"),
            kept(Outcome(input=capture.id, output=(article,), texts=(text,)), stage="article"),
            kept(Outcome(input=text.id, output=page.reading), stage="reading"),
        ]
    )


def tell(path: Path, *pages: Page) -> Workspace:
    """A workspace with these pages."""
    workspace = Workspace(path)
    for page in pages:
        keep(workspace._store, page)
    return workspace


def fire() -> Page:
    """A fire on 2026-03-03: the harbour master speaks, and so does somebody unknown."""
    scribe = Scribe(
        "A fire killed two men at Ostrel on Monday. Harbour master Sira Voll said the men were killed by a blast. "
        "She praised the crew of the Élan. Someone said Marsk was killed. Edda Marsk, known as the Heron, owned it."
    )
    voll = scribe.chain("person", "Sira Voll", "She")
    marsk = scribe.chain("person", "Edda Marsk", "Marsk", aliases=[("the Heron", "known_as")])
    land = scribe.place("Ostrel", within=())
    monday = scribe.time("Monday", value="2026-03-02")
    scribe.quote("the men were killed by a blast", speaker=voll, words="Harbour master Sira Voll")
    scribe.quote("Marsk was killed", speaker=None, words="Someone", clear=False)
    scribe.event("killed", type="death", place=land, time=monday, recipients=[marsk])
    return scribe.page(
        "fire", outlet="Harbour Post", credit=["Norvik Press Agency"], published="2026-03-03",
        title="Two die in Ostrel blaze",
    )  # fmt: skip


def arrest() -> Page:
    """An arrest on 2026-04-10, under another name of the owner of what burned."""
    scribe = Scribe(
        'Police arrested the Heron in Brae. "He was no killer," her lawyer Ann Lee said. A fire burned there.'
    )
    heron = scribe.chain("person", "Heron", "He")
    lee = scribe.chain("person", "Ann Lee")
    brae = scribe.place("Brae")
    scribe.quote("He was no killer", speaker=lee, words="her lawyer Ann Lee", kind="direct")
    scribe.event("arrested", type="crime", place=brae, recipients=[heron])
    return scribe.page("arrest", outlet="Daily Quill", published="2026-04-10", title="Owner arrested")


def race() -> Page:
    """A race, of no known day."""
    scribe = Scribe("The cyclist Ann Smith Lee won the race through the Elan valley. 東京都は雨だった。")
    scribe.chain("person", "Ann Smith Lee")
    return scribe.page("race", title="Smith wins")


def found(results: Results) -> list[tuple[str, str]]:
    """The kind of each hit, and its first words."""
    return [(hit.kind, words_of(hit)) for hit in results.hits]


def words_of(hit: Hit) -> str:
    """The words of a hit's first snippet."""
    return hit.snippets[0].evidence.exact
