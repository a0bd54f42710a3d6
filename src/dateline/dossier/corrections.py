"""Corrections and retractions: the notes in which outlets take back what they wrote.  Texts in, Changes out.

A note is the rest of its paragraph (or the paragraph below its heading). What was wrong and what is right are taken
from its clauses; where it tells the wrong alone, from the sentence of the article that now has it otherwise. A
retraction takes back what its article claimed. That another outlet withdrew a report may be told in any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from dateline.dossier import errata
from dateline.dossier.errata import Span, shown, stems
from dateline.dossier.sentences import sentences
from dateline.dossier.sources import Sources
from dateline.records.base import record
from dateline.records.dossier import Change, DossierArticle, Held
from dateline.records.evidence import Evidence, Text
from dateline.records.linked import Linked
from dateline.records.time import UNKNOWN, Time

__all__ = ["Note", "find", "notes"]

Kind = Literal["correction", "retraction"]
_LONG = 100
_HINT = re.compile(
    r"correct|clarif|errat|version|edition|retract|withd|wrong|mistak|errone|false|inaccur|mis(?:st|sp|id)|amend|"
    r"first|originally|initially|previously|earlier|disown|took back|takes? back|note",
    re.I,
)
"""What every note has a word of: asked before the patterns, which cost more."""


@record
class Note:
    """An outlet's note on an article of its own; `attribute` is what it is about ("killed", else "text")."""

    article: str
    outlet: str | None
    kind: Kind
    attribute: str
    before: str
    after: str
    before_evidence: tuple[Evidence, ...]
    after_evidence: tuple[Evidence, ...]
    basis: str = "the outlet says so in a note of its own"


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
            basis=note.basis,
        )
        for note in notes
    )


def _of_article(article: DossierArticle, where: str) -> Iterator[Note]:
    spans = sentences(where)
    done = 0
    for number, (start, end) in enumerate(spans):
        if start < done or not _HINT.search(where, start, end):
            continue
        kind, first = _begins(where[start:end]), number
        if kind is None and _heads(where, spans, number):
            kind, first = _begins(where[slice(*spans[number + 1])]) or "correction", number + 1
        if kind is None:
            taken = _withdrawn(article, where, (start, end), role="withdrawn")
            if taken is not None:
                yield taken
            continue
        begin = spans[first][0]
        rest = [span for span in spans[first:] if "\n" not in where[begin : span[1]].strip()] or [spans[first]]
        done = rest[-1][1]
        yield _note(article, kind, where, rest)


def _begins(said: str) -> Kind | None:
    if any(pattern.search(said) for pattern in errata.patterns("retraction")):
        return "retraction"
    return "correction" if any(pattern.search(said) for pattern in errata.patterns("correction")) else None


def _heads(where: str, spans: Sequence[Span], number: int) -> bool:
    """Whether a sentence is the heading of a note that stands below it."""
    words = where[slice(*spans[number])]
    return number + 1 < len(spans) and any(pattern.fullmatch(words) for pattern in errata.patterns("heading"))


def _note(article: DossierArticle, kind: Kind, where: str, spans: Sequence[Span]) -> Note:
    for span in spans:
        taken = _withdrawn(article, where, span, role="withdrawn_note", rest=spans)
        if taken is not None:
            return taken
    whole = (_cut(article, where, (spans[0][0], spans[-1][1])),)
    if kind == "retraction":
        claim, evidence = _claimed(article, where, (spans[0][0], spans[-1][1]))
        return _made(article, kind, "article", (claim, "retracted"), (evidence or whole, whole))
    found = errata.read(where, spans)
    right = found.right
    if found.wrong is not None and right is None:
        right = _now(where, found.wrong, outside=(spans[0][0], spans[-1][1]))
    first = (_cut(article, where, _sentence_of(found.wrong, spans)),) if found.wrong else whole
    second = (_cut(article, where, _sentence_of(right, spans)),) if right else whole
    if found.numbers is not None:
        return _made(article, kind, found.kind, found.numbers, (first, second))
    before = shown(where, found.wrong) if found.wrong else "as first published"
    after = _short(shown(where, right)) if right else "corrected"
    return _made(article, kind, "text", (before, after), (first, second))


def _withdrawn(article: DossierArticle, where: str, span: Span, *, role: str, rest: Sequence[Span] = ()) -> Note | None:
    """A report that somebody took back, as a sentence tells it."""
    found = next((hit for pattern in errata.patterns(role) if (hit := pattern.search(where, *span))), None)
    if found is None:
        return None
    told = (_cut(article, where, span),)
    later = next((other for other in rest if other[0] >= span[1]), None)
    second = (*told, _cut(article, where, later)) if later else told
    made = _made(article, "retraction", "report", (shown(where, found.span("wrong")), "retracted"), (told, second))
    return replace(made, basis="the text says that it was taken back")


def _claimed(article: DossierArticle, where: str, note: Span) -> tuple[str, tuple[Evidence, ...]]:
    """What an article claimed: its title, unless that only names the site; then its first line outside the note."""
    body = where[: note[0]] + where[note[1] :]
    title = article.title
    own = stems(title or "") - stems(article.outlet or "")
    first = next((span for span in sentences(where) if span[1] <= note[0] or span[0] >= note[1]), None)
    if title and (own & stems(body) or first is None):
        return title, article.evidence.get("title") or ()
    if first is None:
        return title or "published", ()
    return _short(shown(where, first)), (_cut(article, where, first),)


def _now(where: str, wrong: Span, *, outside: Span) -> Span | None:
    """The sentence of an article that tells what its note calls wrong, as it stands now."""
    said = where[slice(*wrong)]
    wanted, pairs = stems(said), errata.pairs(said)
    spans = [span for span in sentences(where) if span[1] <= outside[0] or span[0] >= outside[1]]
    if errata.measured(said):
        spans = [span for span in spans if errata.measured(where[slice(*span)])]

    def shared(span: Span) -> int:
        here = where[slice(*span)]
        return len(wanted & stems(here)) + 2 * len(pairs & errata.pairs(here))

    best = max(spans, key=lambda span: (shared(span), -span[0]), default=None)
    return best if best is not None and shared(best) > max(1, len(wanted) // 2) else None


def _made(
    article: DossierArticle,
    kind: Kind,
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


def _cut(article: DossierArticle, where: str, span: Span) -> Evidence:
    return Text(id=article.text_id, text=where).cut(*span)


def _sentence_of(span: Span, spans: Sequence[Span]) -> Span:
    return next(((start, end) for start, end in spans if start <= span[0] < end), span)


def _short(said: str) -> str:
    return said if len(said) <= _LONG else said[:_LONG].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _dated(note: Note, linked: Linked) -> Time:
    for words in (*note.after_evidence, *note.before_evidence):
        for time in linked.times:
            here = time.evidence
            if here.text_id == words.text_id and words.start <= here.start < words.end and time.time.value:
                return time.time
    return UNKNOWN
