"""Words in context: a text, where to look in it and what is wanted in, stretches with the wanted words marked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.records.evidence import Text
from dateline.records.search import Either, Every, Phrase, SearchField, Snippet, Span, Wanted
from dateline.search.words import Word, words_of

__all__ = ["marked", "phrases_of", "snippets"]

_AROUND = 90
"""Characters shown on either side of what fits."""
_LONGEST = 320
"""Characters of a quotation or a sentence that are shown whole."""
_MOST = 3


def phrases_of(wanted: Wanted | None, *, field: SearchField | None = None) -> tuple[Phrase, ...]:
    """The phrases that are looked for in a field, or in the words themselves; those that are left out are not."""
    if isinstance(wanted, Phrase):
        return (wanted,) if wanted.field == field else ()
    if isinstance(wanted, Every | Either):
        return tuple(phrase for part in wanted.parts for phrase in phrases_of(part, field=field))
    return ()


def marked(words: Sequence[Word], phrases: Iterable[Phrase]) -> list[Span]:
    """Where the words of these phrases stand, each stretch once, in order."""
    found = {
        (words[at].start, words[at + len(phrase.words) - 1].end)
        for phrase in phrases
        for at in range(len(words) - len(phrase.words) + 1)
        if _fits(words, at, phrase)
    }
    spans: list[Span] = []
    for start, end in sorted(found):
        if spans and start < spans[-1].end:
            spans[-1] = Span(start=spans[-1].start, end=max(end, spans[-1].end))
        else:
            spans.append(Span(start=start, end=end))
    return spans


def _fits(words: Sequence[Word], at: int, phrase: Phrase) -> bool:
    last = len(phrase.words) - 1
    for offset, wanted in enumerate(phrase.words):
        word = words[at + offset].text
        if word != wanted and not (phrase.prefix and offset == last and word.startswith(wanted)):
            return False
    return True


def snippets(text: Text, spans: Sequence[Span], phrases: Iterable[Phrase]) -> tuple[Snippet, ...]:
    """Stretches of a text inside these spans: a short one whole, else around what fits, else the beginning."""
    wanted = tuple(phrases)
    found: list[Snippet] = []
    for span in spans:
        marks = _marks(text.text, span, wanted)
        for stretch, inside in _stretches(text.text, span, marks):
            found.append(
                Snippet(
                    evidence=text.cut(stretch.start, stretch.end),
                    matches=tuple(text.cut(mark.start, mark.end) for mark in inside),
                )
            )
            if len(found) == _MOST:
                return tuple(found)
    return tuple(found)


def _marks(text: str, span: Span, phrases: Sequence[Phrase]) -> list[Span]:
    shifted = [
        Word(word.text, word.start + span.start, word.end + span.start)
        for word in words_of(text[span.start : span.end])
    ]
    return marked(shifted, phrases)


def _stretches(text: str, span: Span, marks: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    if span.end - span.start <= _LONGEST:
        if span.end > span.start:
            yield span, list(marks)
        return
    if not marks:
        yield _whole_words(text, Span(start=span.start, end=span.start + _LONGEST), span), []
        return
    group: list[Span] = []
    for mark in marks:
        if group and (mark.start - group[-1].end > _AROUND or mark.end - group[0].start > _LONGEST):
            yield _around(text, group, span), group
            group = []
        group.append(mark)
    yield _around(text, group, span), group


def _around(text: str, marks: Sequence[Span], span: Span) -> Span:
    return _whole_words(text, Span(start=marks[0].start - _AROUND, end=marks[-1].end + _AROUND), span)


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
