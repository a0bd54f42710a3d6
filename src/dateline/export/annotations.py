"""W3C Web Annotation: every piece of evidence as an annotation of its text, in one collection.

The target is the frozen text (``urn:dateline:text:`` and its SHA-256) with a TextPositionSelector, whose offsets are
code points as ours are, and a TextQuoteSelector; `scope` is the page's address. The bodies name the record that the
words support, and say as what (https://www.w3.org/TR/annotation-model/).
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.spans import Span, iri, spans
from dateline.export.streams import object_of
from dateline.records.dossier import Dossier
from dateline.records.ids import record_id
from dateline.records.plain import Plain
from dateline.rendering.harmless import web_link

__all__ = ["as_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters of the text kept on either side of a quote, as the model's examples have."""
_MOTIVATIONS = {"mention": "identifying", "toponym": "identifying", "time": "classifying", "quantity": "classifying"}


def as_annotations(picture: Dossier) -> Iterator[str]:
    """An AnnotationCollection with all annotations on its one page."""
    found = sum(1 for _ in spans(picture))
    scope = picture.scope
    name = record_id(
        "annotations", "", scope.story, scope.entity, scope.on, scope.as_of, *(a.id for a in picture.articles)
    )
    page = {
        "id": iri("annotation-page", name),
        "type": "AnnotationPage",
        "partOf": iri("annotations", name),
        "startIndex": 0,
        "items": _annotations(picture),
    }
    return object_of(
        {
            "@context": CONTEXT,
            "id": iri("annotations", name),
            "type": "AnnotationCollection",
            "label": "Evidence of a Dateline dossier",
            "total": found,
            "first": page,
        }
    )


def _annotations(picture: Dossier) -> Iterator[Plain]:
    texts = {text.text_id: text.text for text in picture.texts}
    pages: dict[str, list[str]] = {}
    for article in picture.articles:
        address = web_link(article.url)
        if address is not None:
            pages.setdefault(article.text_id, []).append(address)
            pages.setdefault(article.capture_text_id, []).append(address)
    for span in spans(picture):
        text = texts.get(span.evidence.text_id, "")
        yield _annotation(span, text=text, pages=sorted(set(pages.get(span.evidence.text_id, []))))


def _annotation(span: Span, *, text: str, pages: list[str]) -> Plain:
    words = span.evidence
    quote: dict[str, Plain] = {"type": "TextQuoteSelector", "exact": words.exact}
    if text:
        quote["prefix"] = text[max(words.start - _AROUND, 0) : words.start]
        quote["suffix"] = text[words.end : words.end + _AROUND]
    position: Plain = {"type": "TextPositionSelector", "start": words.start, "end": words.end}
    target: dict[str, Plain] = {
        "type": "SpecificResource",
        "source": iri("text", words.text_id),
        "selector": [position, quote],
    }
    if pages:
        target["scope"] = [*pages]
    name = record_id("annotation", words.text_id, span.kind, span.id, span.pointer, words.start, words.end)
    return {
        "id": iri("annotation", name),
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(span.kind, "describing"),
        "body": [
            {"type": "SpecificResource", "source": iri(span.kind, span.id), "purpose": "identifying"},
            {"type": "TextualBody", "value": f"{span.kind}: {span.role}", "format": "text/plain", "purpose": "tagging"},
        ],
        "target": target,
    }
