"""Words in context: a text, where to look in it and what is wanted in, stretches with the wanted words marked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.records.evidence import Text
from dateline.records.search import Either, Every, Phrase, SearchField, Snippet, Span, Wanted
from dateline.search.words import Word, may_hold, words_of

__all__ = ["phrases_of", "snippets"]

_AROUND = 90
"""Characters shown on either side of what fits."""
_LONGEST = 320
"""Characters of a quotation or a sentence that are shown whole."""
_MOST = 3


class _Mark(NamedTuple):
    """Where words that fit stand, and of which phrase they are."""

    start: int
    end: int
    phrase: int


def phrases_of(wanted: Wanted | None, *, field: SearchField | None = None) -> tuple[Phrase, ...]:
    """The phrases that are looked for in a field, or in the words themselves; those that are left out are not."""
    if isinstance(wanted, Phrase):
        return (wanted,) if wanted.field == field else ()
    if isinstance(wanted, Every | Either):
        return tuple(phrase for part in wanted.parts for phrase in phrases_of(part, field=field))
    return ()


def snippets(text: Text, spans: Sequence[Span], phrases: Iterable[Phrase]) -> tuple[Snippet, ...]:
    """Stretches of a text inside these spans: a short one whole, else around what fits, else the beginning."""
    wanted = tuple(dict.fromkeys(phrases))
    found: list[Snippet] = []
    for span in spans:
        found += (_snippet(text, stretch, marks) for stretch, marks in _stretches(text.text, span, wanted))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _snippet(text: Text, stretch: Span, marks: Sequence[_Mark]) -> Snippet:
    joined: list[Span] = []
    for start, end, _ in sorted(marks):
        if joined and start < joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(end, joined[-1].end))
        else:
            joined.append(Span(start=start, end=end))
    return Snippet(
        evidence=text.cut(stretch.start, stretch.end),
        matches=tuple(text.cut(mark.start, mark.end) for mark in joined),
    )


def _stretches(text: str, span: Span, phrases: Sequence[Phrase]) -> Iterator[tuple[Span, Sequence[_Mark]]]:
    if span.end <= span.start:
        return
    if span.end - span.start <= _LONGEST:
        yield span, list(_marks(text, span, phrases))
        return
    groups = _chosen(_groups(text, span, phrases), most=len(phrases))
    for group in groups:
        yield _around(text, group, span), group
    if not groups:
        yield _whole_words(text, Span(start=span.start, end=span.start + _LONGEST), span), []


def _groups(text: str, span: Span, phrases: Sequence[Phrase]) -> Iterator[list[_Mark]]:
    """What fits, a paragraph after the other, in groups that one stretch can show."""
    group: list[_Mark] = []
    for paragraph in _paragraphs(text, span):
        for mark in _marks(text, paragraph, phrases):
            if group and (mark.start - group[-1].end > _AROUND or mark.end - group[0].start > _LONGEST):
                yield group
                group = []
            group.append(mark)
    if group:
        yield group


def _chosen(groups: Iterable[list[_Mark]], *, most: int) -> list[list[_Mark]]:
    """Some groups in their order: the first ones, and the first with each phrase; no more is looked at than needed."""
    kept: list[list[_Mark]] = []
    seen: set[int] = set()
    for group in groups:
        fresh = {mark.phrase for mark in group} - seen
        if fresh or len(kept) < _MOST:
            seen |= fresh
            kept.append(group)
        if len(seen) == most and len(kept) >= _MOST:
            break
    while len(kept) > _MOST:
        # What shows nothing that another does not goes first, the last one of these.
        spare = next((at for at in reversed(range(len(kept))) if _is_spare(kept, at)), len(kept) - 1)
        kept.pop(spare)
    return kept


def _is_spare(groups: Sequence[Sequence[_Mark]], at: int) -> bool:
    others = {mark.phrase for other, group in enumerate(groups) if other != at for mark in group}
    return {mark.phrase for mark in groups[at]} <= others


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        gap = text.find("\n\n", start, span.end)
        end = span.end if gap < 0 else gap
        yield Span(start=start, end=end)
        start = end + 2


def _marks(text: str, span: Span, phrases: Sequence[Phrase]) -> Iterator[_Mark]:
    """Where phrases stand in a stretch, in order."""
    within = text[span.start : span.end]
    if not may_hold(within, (phrase.words[0] for phrase in phrases)):
        return
    words = list(words_of(within))
    first: dict[str, list[int]] = {}
    begun: list[tuple[str, int]] = []
    for number, phrase in enumerate(phrases):
        if phrase.prefix and len(phrase.words) == 1:
            begun.append((phrase.words[0], number))
        else:
            first.setdefault(phrase.words[0], []).append(number)
    for at, word in enumerate(words):
        meant = [*first.get(word.text, ()), *(number for begin, number in begun if word.text.startswith(begin))]
        for number in meant:
            phrase = phrases[number]
            if _fits(words, at, phrase):
                end = words[at + len(phrase.words) - 1].end
                yield _Mark(word.start + span.start, end + span.start, number)


def _fits(words: Sequence[Word], at: int, phrase: Phrase) -> bool:
    last = len(phrase.words) - 1
    if at + last >= len(words):
        return False
    for offset, wanted in enumerate(phrase.words):
        word = words[at + offset].text
        if word != wanted and not (phrase.prefix and offset == last and word.startswith(wanted)):
            return False
    return True


def _around(text: str, marks: Sequence[_Mark], span: Span) -> Span:
    return _whole_words(text, Span(start=marks[0].start - _AROUND, end=max(m.end for m in marks) + _AROUND), span)


def _whole_words(text: str, stretch: Span, span: Span) -> Span:
    """A stretch inside a span that begins and ends with whole words, as far as blanks part them, and with no blank."""
    start, end = max(stretch.start, span.start), min(stretch.end, span.end)
    if start > span.start:
        blank = text.find(" ", start, start + _AROUND // 2)
        start = blank + 1 if blank >= 0 else start
    if end < span.end:
        blank = text.rfind(" ", end - _AROUND // 2, end)
        end = blank if blank > start else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)
