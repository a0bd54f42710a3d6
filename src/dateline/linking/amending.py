"""Pages as people corrected them: pages and judgements in, pages out.

A correction sets what an article says of itself; a rejection takes a reading's record out, with what hangs on it. Both
are found again by their words, so that a page that was read anew, or seen anew, stays corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.linking.rejecting import without
from dateline.records.evidence import Evidence
from dateline.records.judgement import CorrectedField, Correction, Judgement, Pin, place_again, standing, told_by
from dateline.records.linked import Page
from dateline.records.page import Article, ArticleField
from dateline.records.reading import Reading
from dateline.records.time import UNKNOWN, Basis, Time, span_of

__all__ = ["amend"]

_FIELDS: Mapping[CorrectedField, ArticleField] = {"date": "published", "outlet": "outlet", "credit": "credit"}


def amend(pages: Iterable[Page], judgements: Iterable[Judgement]) -> Sequence[Page]:
    """The pages with all corrections and rejections that stand; amending twice changes nothing more."""
    given = list(pages)
    held = standing(judgements)
    corrections = _by_page(one for one in held if one.kind == "correct")
    rejected = [pin for one in held if one.kind == "reject" for pin in one.about]
    if corrections:
        given = [replace(page, article=_corrected(page, corrections, given=given)) for page in given]
    if rejected:
        readings = _readings(given, rejected)
        given = [replace(page, reading=readings[page.article.text_id]) for page in given]
    return given


def _by_page(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for pin in judgement.about:
            found[pin.url or pin.source].append(judgement)
    return found


def _corrected(page: Page, corrections: Mapping[str, Sequence[Judgement]], *, given: Sequence[Page]) -> Article:
    article = page.article
    for judgement in corrections.get(article.url or article.source, ()):
        if any(_is_of(page, pin, given=given) for pin in judgement.about):
            for correction in judgement.corrections:
                article = _set(article, correction, by=judgement)
    return article


def _is_of(page: Page, pin: Pin, *, given: Sequence[Page]) -> bool:
    """Whether a pin is of this article: by its text, else by its words, else as the only one at its address."""
    if page.article.text_id == pin.evidence.text_id:
        return True
    if place_again(pin, page.text) is not None:
        return True
    return pin.url is not None and sum(other.article.url == pin.url for other in given) == 1


def _set(article: Article, correction: Correction, *, by: Judgement) -> Article:
    """The article with one field as it should be: what the page said of it is its evidence no more."""
    value = correction.value.strip()
    field = _FIELDS[correction.field]
    evidence = {name: words for name, words in article.evidence.items() if name != field}
    if correction.field == "date":
        return replace(article, published=_time(value, by=by), evidence=evidence)
    if correction.field == "outlet":
        return replace(article, outlet=value or None, evidence=evidence)
    credit = tuple(name for part in value.split(",") if (name := part.strip()))
    return replace(article, credit=credit, evidence=evidence)


def _time(value: str, *, by: Judgement) -> Time:
    if not value:
        return UNKNOWN
    earliest, latest, precision = span_of(value)
    basis = Basis(bound="value", kind="caller", reason=f"corrected {told_by(by)}")
    return Time(value=value, earliest=earliest, latest=latest, precision=precision, basis=(basis,))


def _readings(pages: Sequence[Page], rejected: Sequence[Pin]) -> dict[str, Reading]:
    """The reading of each text, without what was rejected there."""
    in_text: dict[str, list[Pin]] = defaultdict(list)
    on_page: dict[str, list[Pin]] = defaultdict(list)
    for pin in rejected:
        in_text[pin.evidence.text_id].append(pin)
        on_page[pin.url or pin.source].append(pin)
    found: dict[str, dict[tuple[Pin, Evidence], None]] = defaultdict(dict)
    for page in pages:
        name = page.article.text_id
        found[name].update(dict.fromkeys((pin, pin.evidence) for pin in in_text.get(name, ())))
        found[name].update(dict.fromkeys(_again(page, on_page)))
    by_text = {page.article.text_id: page.reading for page in pages}
    return {name: without(by_text[name], list(pins)) if pins else by_text[name] for name, pins in found.items()}


def _again(page: Page, pins: Mapping[str, Sequence[Pin]]) -> Iterator[tuple[Pin, Evidence]]:
    """The pins of this page that were set in another text of it, where their words stand in this one."""
    for pin in pins.get(page.article.url or page.article.source, ()):
        if pin.evidence.text_id != page.article.text_id:
            evidence = place_again(pin, page.text)
            if evidence is not None:
                yield pin, evidence
