"""What of a page can be found: its articles with their reading in, pages with their parts out.

A text is found once, under the article that came first: the article itself, its quotations, the sentences that tell of
events. Its other articles, which say the same words elsewhere, are found as articles alone. Names are those of the text
as it was read: "he said" is found under whom he is, where that is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dateline.records.evidence import Evidence
from dateline.records.linked import Page
from dateline.records.page import Article
from dateline.records.reading import EventMention, Place, Quotation, Reading, TimeExpression
from dateline.records.search import Name, Part, Searched, Span
from dateline.records.time import Time, close, day_of, span_of

__all__ = ["searched"]


def searched(pages: Iterable[Page]) -> tuple[Searched, ...]:
    """The pages of one text as they are found, the one that came first at the head."""
    given = sorted(pages, key=lambda page: _order(page.article))
    names, places = _Names(given[0].reading), _Places(given[0].reading)
    made = []
    for number, page in enumerate(given):
        article = page.article
        first, day = (_ordinal(bound) for bound in (article.published.earliest, article.published.latest))
        whole = _whole(page, names, places)
        parts = (whole, *_inner(page, names, places)) if number == 0 else (whole,)
        title = article.evidence.get("title", ())
        made.append(
            Searched(
                article=article.id,
                text_id=article.text_id,
                capture_text_id=article.capture_text_id,
                source=article.source,
                url=article.url,
                title=article.title,
                title_span=_span(title[0]) if len(title) == 1 and title[0].text_id == article.capture_text_id else None,
                outlets=tuple(dict.fromkeys(filter(None, (article.outlet, article.republisher)))),
                published=_bare(article.published),
                first=first,
                day=day if day is not None else first,
                names=names.names,
                places=places.places,
                parts=parts,
                others=tuple(other.article.id for other in given if other is not page),
            )
        )
    return tuple(made)


def _order(article: Article) -> tuple[str, str]:
    # As `order_of` has it for what is made of it.
    return article.published.latest or article.published.earliest or "~", article.id


class _Names:
    """Who and what a text names, by their place in a list, and by their mentions."""

    def __init__(self, reading: Reading) -> None:
        spans = {mention.id: _span(mention.evidence) for mention in reading.mentions}
        forms = {mention.id: mention.form for mention in reading.mentions}
        made: list[Name] = []
        self._of_chain: dict[str, int] = {}
        self._mentions: list[tuple[Span, int]] = []
        for chain in reading.coreference:
            known = [mention for mention in chain.mentions if mention in spans]
            if not chain.named or not known:
                continue
            named = next((mention for mention in known if forms[mention] == "name"), known[0])
            others = dict.fromkeys(alias.text for alias in chain.aliases if alias.text != chain.name)
            self._of_chain[chain.id] = len(made)
            self._mentions += [(spans[mention], len(made)) for mention in known]
            made.append(Name(id=chain.id, name=chain.name, type=chain.type, span=spans[named], others=tuple(others)))
        self.names = tuple(made)

    def of(self, chain: str | None) -> int | None:
        """The place of a chain."""
        return self._of_chain.get(chain or "")

    def within(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Who and what is meant by words inside these."""
        return tuple(dict.fromkeys(name for span, name in self._mentions if _inside(span, spans)))


class _Places:
    """The places that a text names, and those around them, by their place in a list."""

    def __init__(self, reading: Reading) -> None:
        known = {place.id: place for place in reading.places}
        number: dict[str, int] = {}
        self._toponyms: list[tuple[Span, tuple[int, ...]]] = []
        self._of_toponym: dict[str, tuple[int, ...]] = {}
        for toponym in reading.toponyms:
            there = known.get(toponym.place)
            called = dict.fromkeys([toponym.evidence.exact, *(_called(there, known) if there else ())])
            places = tuple(number.setdefault(name, len(number)) for name in called)
            self._toponyms.append((_span(toponym.evidence), places))
            self._of_toponym[toponym.id] = places
        self.places = tuple(number)

    def of(self, toponym: str | None) -> tuple[int, ...]:
        """The names of what a toponym means, and of what that lies in."""
        return self._of_toponym.get(toponym or "", ())

    def within(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """The same, of all toponyms inside some words."""
        return tuple(dict.fromkeys(one for span, places in self._toponyms if _inside(span, spans) for one in places))


def _called(place: Place, known: dict[str, Place]) -> Iterator[str]:
    for each in (place, *(known[outer] for outer in place.within if outer in known)):
        yield each.name
        yield from each.variants


def _whole(page: Page, names: _Names, places: _Places) -> Part:
    """The article itself. It is counted under the agencies that it credits, else under its outlet."""
    article = page.article
    return Part(
        kind="article",
        id=article.id,
        types=(),
        words=(Span(start=0, end=len(page.text)),),
        about=tuple(range(len(names.names))),
        where=tuple(range(len(places.places))),
        origins=_own(article),
    )


def _own(article: Article) -> tuple[str, ...]:
    return article.credit or tuple(filter(None, (article.outlet or article.republisher,)))


def _inner(page: Page, names: _Names, places: _Places) -> Iterator[Part]:
    reading = page.reading
    times = {time.id: time for time in reading.times}
    day = day_of(page.article.published)
    said = {quotation.id: quotation for quotation in reading.quotations}
    for quotation in reading.quotations:
        words = tuple(map(_span, quotation.content_evidence))
        if words:
            first, last = _days(times.get(quotation.said or ""), day)
            speaker = names.of(quotation.speaker.chain) if quotation.speaker.clear else None
            yield Part(
                kind="quotation",
                id=quotation.id,
                types=(quotation.kind,),
                words=words,
                saying=tuple(map(_span, quotation.speaker_phrase or quotation.speaker_evidence)),
                speaker=speaker,
                about=names.within(words),
                where=places.within(words),
                origins=_voice(quotation, names),
                first=first,
                last=last,
            )
    sentences: dict[Span, list[EventMention]] = {}
    for event in reading.events:
        sentences.setdefault(_span(event.evidence), []).append(event)
    for span, events in sentences.items():
        yield _told(span, events, article=page.article, names=names, places=places, said=said, times=times, day=day)


def _told(
    span: Span,
    events: Sequence[EventMention],
    *,
    article: Article,
    names: _Names,
    places: _Places,
    said: dict[str, Quotation],
    times: dict[str, TimeExpression],
    day: date | None,
) -> Part:
    """A sentence that tells of events. What is told in a quotation is counted under its speaker."""
    parties = [part for event in events for part in (*event.actors, *event.recipients, *event.instruments)]
    about = dict.fromkeys(at for part in parties if (at := names.of(part.chain)) is not None)
    voices = [said[event.quotation] for event in events if event.quotation in said]
    own = len(voices) < len(events)
    speakers = dict.fromkeys(
        at for one in voices if one.speaker.clear and (at := names.of(one.speaker.chain)) is not None
    )
    spans = [_days(times.get(event.time or ""), day) for event in events]
    firsts, lasts = ([one for one in side if one is not None] for side in zip(*spans, strict=True))
    return Part(
        kind="event",
        id=events[0].id,
        types=tuple(dict.fromkeys(event.type for event in events)),
        words=(span,),
        speaker=next(iter(speakers), None),
        about=tuple(dict.fromkeys((*about, *names.within((span,))))),
        where=tuple(dict.fromkeys((*(at for e in events for at in places.of(e.place)), *places.within((span,))))),
        origins=tuple(
            dict.fromkeys((*(name for one in voices for name in _voice(one, names)), *(_own(article) if own else ())))
        ),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


def _voice(quotation: Quotation, names: _Names) -> tuple[str, ...]:
    """Who is counted for what is quoted: the speaker, where that is sure."""
    speaker = quotation.speaker
    if not speaker.clear:
        return ()
    at = names.of(speaker.chain)
    return (speaker.text,) if at is None else (names.names[at].name,)


def _days(time: TimeExpression | None, day: date | None) -> tuple[int | None, int | None]:
    """First and last day of a time, as far as it is known to the day: an hour alone is of no known day."""
    if time is None or time.type in ("DURATION", "SET"):
        return None, None
    value, anchor = time.value, time.anchor
    if value is None and anchor is not None and day is not None:
        if anchor.which is None and not anchor.shift and (anchor.part or "")[:1].isdigit():
            return None, None
        try:
            value = close(anchor, day)
        except (OverflowError, ValueError):
            return None, None
    earliest, latest, _ = span_of(value or "")
    return _ordinal(earliest), _ordinal(latest)


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _bare(published: Time) -> Time:
    """When a page was published, without the words that say so: `dateline show` has these."""
    return Time(
        value=published.value,
        earliest=published.earliest,
        latest=published.latest,
        precision=published.precision,
        zone=published.zone,
    )


def _span(evidence: Evidence) -> Span:
    return Span(start=evidence.start, end=evidence.end)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)
