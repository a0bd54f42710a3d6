"""Corrections and retractions: the notes in which outlets take back what they wrote.  Texts in, Changes out.

A note is the rest of its paragraph. What was wrong and what is right are taken from its clauses; where both
count people harmed in one way, the numbers are the values, else the words are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from dateline.dossier.sentences import sentences
from dateline.dossier.sources import Sources
from dateline.lexicon.numbers import number_pattern, value_of
from dateline.lexicon.tables import rows
from dateline.records.base import record
from dateline.records.dossier import Change, DossierArticle, Held
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.time import UNKNOWN, Time

__all__ = ["Note", "find", "notes"]

Span = tuple[int, int]
_CLAUSE = re.compile(r"(?:[^;.,]|(?<=\d)[.,](?=\d))+")


@record
class Note:
    """An outlet's note on an article of its own; `attribute` is what it is about ("killed", else "text")."""

    article: str
    outlet: str | None
    kind: Literal["correction", "retraction"]
    attribute: str
    before: str
    after: str
    before_evidence: tuple[Evidence, ...]
    after_evidence: tuple[Evidence, ...]


def notes(linked: Linked, *, text: Callable[[str], str]) -> tuple[Note, ...]:
    """The notes in the texts of all articles, in their order."""
    return tuple(note for article in linked.articles for note in _of_article(article, text(article.text_id)))


def find(linked: Linked, *, sources: Sources, notes: Sequence[Note]) -> tuple[Change, ...]:
    """One change a note, about its article."""
    published = {article.id: article for article in linked.articles}
    return tuple(
        Change(
            kind=note.kind,
            about=note.article,
            attribute=note.attribute,
            before=Held(
                value=note.before,
                time=published[note.article].published,
                holders=(sources.voice(published[note.article].text_id),),
                evidence=note.before_evidence,
            ),
            after=Held(
                value=note.after,
                time=_dated(note, linked),
                holders=(sources.voice(published[note.article].text_id),),
                evidence=note.after_evidence,
            ),
            basis="the outlet says so in a note of its own",
        )
        for note in notes
    )


def _of_article(article: DossierArticle, where: str) -> Iterator[Note]:
    spans = sentences(where)
    done = 0
    for number, (start, end) in enumerate(spans):
        kind = _begins(where[start:end])
        if kind is None or start < done:
            continue
        rest = [span for span in spans[number:] if "\n" not in where[start : span[1]].strip()]
        done = rest[-1][1] if rest else end
        yield _note(article, kind, where, rest or [(start, end)])


def _begins(words: str) -> Literal["correction", "retraction"] | None:
    if any(pattern.search(words) for pattern in _patterns("retraction")):
        return "retraction"
    return "correction" if any(pattern.search(words) for pattern in _patterns("correction")) else None


def _note(
    article: DossierArticle, kind: Literal["correction", "retraction"], where: str, spans: Sequence[Span]
) -> Note:
    frozen = Text(id=article.text_id, text=where)
    whole = (frozen.cut(spans[0][0], spans[-1][1]),)
    if kind == "retraction":
        title = article.title or "published"
        return _made(article, kind, "article", (title, "retracted"), (article.evidence.get("title") or whole, whole))
    wrong = _clause(where, spans, "wrong")
    told = [span for span in spans if not _idle(where, span)]
    rest = _after_clause(told, wrong) if wrong else told
    toll = _toll(where, wrong, rest) if wrong else None
    first = (frozen.cut(*_sentence_of(wrong, spans)),) if wrong else whole
    if toll is not None:
        attribute, number, better, right = toll
        second = (frozen.cut(*_sentence_of(right, spans)),) if right else whole
        return _made(article, kind, attribute, (number, better), (first, second))
    right = _clause(where, rest, "right") or (rest[0] if rest else None)
    after = _words(where, right) if right else "corrected"
    second = (frozen.cut(*_sentence_of(right, spans)),) if right else whole
    before = _words(where, wrong) if wrong else "as first published"
    return _made(article, kind, "text", (before, after), (first, second))


def _made(
    article: DossierArticle,
    kind: Literal["correction", "retraction"],
    attribute: str,
    values: tuple[str, str],
    evidence: tuple[tuple[Evidence, ...], tuple[Evidence, ...]],
) -> Note:
    return Note(
        article=article.id,
        outlet=article.outlet,
        kind=kind,
        attribute=attribute,
        before=values[0],
        after=values[1],
        before_evidence=evidence[0],
        after_evidence=evidence[1],
    )


def _clause(where: str, spans: Sequence[Span], role: str) -> Span | None:
    for start, end in spans:
        for pattern in _patterns(role):
            if (found := pattern.search(where, start, end)) is not None:
                return found.span(role)
    return None


def _after_clause(spans: Sequence[Span], wrong: Span) -> list[Span]:
    """What a note says after the clause with the error."""
    found = [(max(start, wrong[1]), end) for start, end in spans if end > wrong[1]]
    return [span for span in found if span[1] - span[0] > 2]


def _toll(where: str, wrong: Span, rest: Sequence[Span]) -> tuple[str, str, str, Span | None] | None:
    """The kind of harm, the wrong number, the right one and its place, where the error was in a number of people."""
    for kind, pattern in _kinds().items():
        before = _counted(where, wrong, pattern)
        if before is None:
            continue
        for span in rest:
            after = _counted(where, span, pattern)
            if after is not None and after[0] != before[0]:
                return kind, before[0], after[0], after[1]
        if not rest:
            return kind, before[0], "corrected", None
    return None


def _counted(where: str, span: Span, pattern: re.Pattern[str]) -> tuple[str, Span] | None:
    """A number in a clause that also says what harm it counts."""
    for clause in _CLAUSE.finditer(where, *span):
        number = re.search(number_pattern(), clause.group(), re.I)
        if number is not None and pattern.search(clause.group()) and (value := value_of(number.group())) is not None:
            return f"{value:.0f}", (clause.start() + number.start(), clause.start() + number.end())
    return None


def _sentence_of(span: Span, spans: Sequence[Span]) -> Span:
    return next(((start, end) for start, end in spans if start <= span[0] < end), span)


def _idle(where: str, span: Span) -> bool:
    return any(pattern.search(where, *span) for pattern in _patterns("idle"))


def _words(where: str, span: Span) -> str:
    return " ".join(where[span[0] : span[1]].split()).strip(" .,;")


def _dated(note: Note, linked: Linked) -> Time:
    for words in (*note.after_evidence, *note.before_evidence):
        for time in linked.times:
            here = time.evidence
            if here.text_id == words.text_id and words.start <= here.start < words.end and time.time.value:
                return time.time
    return UNKNOWN


@cache
def _patterns(role: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for kind, pattern in rows("corrections") if kind == role)


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern, re.I) for kind, _, pattern in rows("toll_kinds")}
