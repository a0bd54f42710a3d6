"""Invented pages at every step, as a store is given them: each call makes the same, for the same number."""

from __future__ import annotations

from dateline.ports import Kept, Product
from dateline.records.evidence import Text, article_text, capture_text
from dateline.records.ids import digest, record_id
from dateline.records.outcome import Derivation, Failure, Outcome, Warning
from dateline.records.page import Article, Block, Capture
from dateline.records.reading import Mention, Place, Quantity, Reading
from dateline.records.time import stated

__all__ = ["article_of", "capture_of", "failed", "kept", "page", "reading_of", "texts_of"]


def texts_of(number: int) -> tuple[Text, Text]:
    """The capture text and the article text of page `number`."""
    lines = [f"The ferry {word} left Ostrel with {number} passengers." for word in ("Aurora", "Corvin", "Élan 🚢")]
    return capture_text("MENU\r\n" + "\r\n".join(lines)), article_text(lines)


def capture_of(number: int, *, source: str | None = None) -> Capture:
    """The capture of page `number`."""
    page, _ = texts_of(number)
    name = f"page-{number}.txt" if source is None else source
    payload = digest(page.text.encode() + b"\r\n")
    return Capture(
        id=record_id("capture", page.id, payload, name), source=name, payload=payload, text_id=page.id,
        media_type="text/plain", charset="utf-8",
    )  # fmt: skip


def article_of(number: int, *, source: str | None = None) -> Article:
    """The article of page `number`, with evidence from both of its texts."""
    page, body = texts_of(number)
    capture = capture_of(number, source=source)
    title = page.cut(5, 21)
    return Article(
        id=record_id("article", body.id, capture.id), capture=capture.id, source=capture.source, text_id=body.id,
        capture_text_id=page.id, blocks=(Block(kind="paragraph", start=0, end=10),), title=title.exact,
        credit=("Norvik Press Agency",), published=stated("2024-05-03", page.cut(0, 4)),
        evidence={"title": (title,), "credit": (body.cut(0, 3), page.cut(6, 9))},
    )  # fmt: skip


def reading_of(number: int) -> Reading:
    """The reading of the text of page `number`."""
    _, body = texts_of(number)
    spans = [(at, at + 4 + at % 5) for at in range(0, len(body.text) - 10, 5)]
    return Reading(
        text_id=body.id,
        mentions=tuple(
            Mention(id=record_id("mention", body.id, *span), type="other", form="name", evidence=body.cut(*span))
            for span in spans
        ),
        places=(Place(id="p", name="Ostrel", latitude=61.5, longitude=-0.25),),
        quantities=(
            Quantity(id="q", value=float(number), lower=None, upper=None, unit=None, of=None, evidence=body.cut(4, 9)),
        ),
    )


def kept(
    outcome: Outcome[Product], *, stage: str, version: int = 1, settings: str = "{}", source: str | None = None
) -> Kept:
    """An outcome with its provenance."""
    key = digest("\x1f".join((stage, str(version), settings, outcome.input)).encode("utf-8", "surrogatepass"))[:32]
    derivation = Derivation(
        key=key, stage=stage, version=version, settings=settings, input=outcome.input,
        status="failed" if outcome.failure else "done",
    )  # fmt: skip
    return Kept(derivation=derivation, outcome=outcome, source=source)


def failed(input: str, code: str, *, stage: str, version: int = 1, source: str | None = None) -> Kept:
    """A failure of a stage."""
    failure = Failure(code=code, message=f"It is {code}.")
    return kept(Outcome(input=input, failure=failure), stage=stage, version=version, source=source)


def page(number: int, *, source: str | None = None) -> list[Kept]:
    """Page `number` as capture, article and reading, in the order in which they come to be."""
    text, body = texts_of(number)
    capture, article, reading = capture_of(number, source=source), article_of(number, source=source), reading_of(number)
    payload = text.text.encode() + b"\r\n"
    doubts = (Warning(code="odd_ends", message="Odd line ends."),) if number % 2 else ()
    captured: Outcome[Product] = Outcome(
        input=capture.id, output=capture, texts=(text,), payload=payload, warnings=doubts
    )
    return [
        kept(captured, stage="capture"),
        kept(Outcome(input=capture.id, output=(article,), texts=(body,)), stage="article"),
        kept(Outcome(input=body.id, output=reading), stage="reading"),
    ]
