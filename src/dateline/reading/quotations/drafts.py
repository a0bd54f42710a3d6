"""Drafts of quotations.  Units in, for each unit what attributes in it: cue, speaker's words, content.

Rules over the tree propose; the judge, who has seen many annotated articles, decides which proposals hold, finds
attributions that no rule knows, and says where the words of each role begin and end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dateline.nlp import Parse
from dateline.reading.quotations import cues, judging, speakers, traits
from dateline.reading.quotations.cues import Cue
from dateline.reading.quotations.judging import PARTS, Judgement
from dateline.reading.quotations.proposals import Draft, Span, names, ruled
from dateline.reading.quotations.speakers import Source
from dateline.reading.quotations.traits import Piece, Row
from dateline.reading.quotations.units import Unit
from dateline.reading.who import Who, head_of

__all__ = ["find", "marks_of", "part_of"]

LIKELY, LIKELY_ALONE, LIKELY_UNSAID = 0.4, 0.5, 0.62
"""From which likelihood a cue attributes: one that a rule proposes, one that only the judge sees, and the same where no
words name a speaker. Near the best on outlets left out; the judge alone is held to more than the best F1 would ask."""
UNLIKELY = 0.01
"""Below which even a whole stretch of speech with its cue, as the rules see it, is none."""
_MENDS = 3
_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nummod", "poss", "aux", "auxpass", "neg"})
_SOURCE, _CUE, _CONTENT = PARTS.index("source"), PARTS.index("cue"), PARTS.index("content")


def find(parse: Parse, units: Sequence[Unit], *, who: Who) -> list[Draft]:
    """The drafts of all units, in their order."""
    proposed = [list(ruled(parse, unit, who=who)) for unit in units]
    rows = traits.rows_of(parse, units)
    marks = [marks_of(row, drafts) for row, drafts in zip(rows, proposed, strict=True)]
    judged = judging.judge(rows, marks, least=LIKELY)
    return [
        draft
        for row, drafts, judgements in zip(rows, proposed, judged, strict=True)
        for draft in _decided(parse, row, drafts, judgements, who=who)
    ]


def marks_of(row: Row, drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """What the rules propose, piece by piece: the head of each cue to the part that every piece plays."""
    place = {piece.token.i: at for at, piece in enumerate(row.pieces) if piece.token is not None}
    found: dict[int, list[int]] = {}
    for draft in drafts:
        if draft.cue is not None and draft.cue.head.i in place:
            source = [(draft.source.start, draft.source.end)] if draft.source else []
            roles = (source, [(draft.cue.start, draft.cue.end)], draft.spans)
            found[place[draft.cue.head.i]] = [part_of(piece, roles) for piece in row.pieces]
    return found


def part_of(piece: Piece, roles: tuple[Sequence[Span], ...]) -> int:
    """Which role covers at least half of a piece."""
    covered = [sum(max(0, min(piece.end, e) - max(piece.start, s)) for s, e in spans) for spans in roles]
    most = max(range(len(covered)), key=lambda at: covered[at])
    return most + 1 if covered[most] and 2 * covered[most] >= piece.end - piece.start else 0


def _decided(
    parse: Parse, row: Row, drafts: Sequence[Draft], judgements: Sequence[Judgement], *, who: Who
) -> Iterator[Draft]:
    by_head = {draft.cue.head.i: draft for draft in drafts if draft.cue is not None}
    idle: list[Draft] = []
    told: list[Span] = []
    for judgement in judgements:
        token = row.pieces[judgement.head].token
        assert token is not None
        rule = by_head.get(token.i)
        if judgement.likely < LIKELY:
            least = UNLIKELY if row.unit.inside is None else 0.0
            if rule is not None and judgement.likely >= least and _plain(parse, rule):
                yield rule
            elif rule is not None:
                idle.append(rule)
            continue
        if rule is None and judgement.likely < LIKELY_ALONE:
            continue
        draft = _judged(parse, row, judgement, rule=rule, who=who) or rule
        if draft is not None and (rule is not None or draft.source is not None or judgement.likely >= LIKELY_UNSAID):
            told.extend(draft.spans)
            yield draft
    yield from (rule for rule in idle if _nested(rule, told))


def _nested(draft: Draft, told: Sequence[Span]) -> bool:
    """Whether a proposal tells within what somebody says that another said something: nobody annotated such."""
    cue, source = draft.cue, draft.source
    if cue is None or source is None or cue.form != "verb" or "h" in cue.takes or source.head.pos == "PRON":
        return False
    return any(start <= source.start and cue.end < draft.spans[-1][1] <= end for start, end in told)


def _plain(parse: Parse, draft: Draft) -> bool:
    """Whether a proposal speaks for itself: "according to", "by her account", or marks around more than a name."""
    if draft.cue is not None and draft.cue.form in ("source", "held"):
        return True
    return any(q.start == draft.spans[0][0] and not names(parse.text, q) for q in draft.unit.quotes)


def _judged(parse: Parse, row: Row, judgement: Judgement, *, rule: Draft | None, who: Who) -> Draft | None:
    parts = _settled(parse, row, judgement)
    spans = _spans(row, parts, head=judgement.head)
    if not spans or (rule is None and any(q.start == spans[0][0] and names(parse.text, q) for q in row.unit.quotes)):
        return None
    if rule is not None and rule.cue is not None and rule.cue.phrase:
        spans = rule.spans  # "has let it be known through a lawyer that .."
    if rule is not None and _whole(rule.spans, row):
        spans = tuple(span for span in spans if _holds_speech(span, row)) or rule.spans
    cue = _cue(parse, row, parts, judgement.head, rule=rule)
    source = _source(parse, row, judgement, parts, cue=cue, rule=rule, who=who)
    if cue.head.pos == "PUNCT" and not _speaks(source, spans, row=row, who=who):
        return None
    return Draft(row.unit, cue, source, spans)


def _whole(spans: Sequence[Span], row: Row) -> bool:
    """Whether content is nothing but whole stretches, so that no words beside them belong to it."""
    return all(any(q.start == start and q.end >= end - 1 for q in row.unit.quotes) for start, end in spans)


def _holds_speech(span: Span, row: Row) -> bool:
    return any(span[0] <= quote.start < span[1] for quote in row.unit.quotes)


def _speaks(source: Source | None, spans: Sequence[Span], *, row: Row, who: Who) -> bool:
    """Whether a mark alone attributes, as in 'Ann Lee: "We go."': somebody named, and speech in marks."""
    mention = who.mention(source.head) if source is not None else None
    named = mention is not None and mention.form == "name" and mention.type in ("person", "organization")
    return named and any(_holds_speech(span, row) for span in spans)


def _settled(parse: Parse, row: Row, judgement: Judgement) -> list[int]:
    """The part of each piece: the likeliest, but for what cannot be.

    The head is the cue's; a stretch of speech names nobody.
    """
    parts = list(judgement.parts)
    for at, piece in enumerate(row.pieces):
        if piece.quote is not None and parts[at] in (_SOURCE, _CUE) and not names(parse.text, piece.quote):
            parts[at] = _CONTENT
    parts[judgement.head] = _CUE
    return parts


def _spans(row: Row, parts: Sequence[int], *, head: int) -> tuple[Span, ...]:
    """The runs of content; what only punctuation parts is one, and a "that" before a clause introduces it.

    What is said before its cue does not go on behind a semicolon after it.
    """
    found: list[list[int]] = []
    at = 0
    for part, run in groupby(parts):
        size = len(list(run))
        if part == _CONTENT:
            found.append([at, at + size])
        at += size
    joined: list[list[int]] = []
    for first, last in found:
        if joined and all(_is_stop(row.pieces[k]) and not parts[k] for k in range(joined[-1][1], first)):
            joined[-1][1] = last
        else:
            joined.append([first, last])
    ends = [at for at, piece in enumerate(row.pieces) if piece.token is not None and piece.token.text == ";"]
    joined = [run for run in joined if not (joined[0][1] <= head and any(head < at < run[0] for at in ends))]
    trimmed = [(_begin(row, first, last), _end(row, last, parts)) for first, last in joined]
    return tuple((row.pieces[f].start, row.pieces[e - 1].end) for f, e in trimmed if _wordy(row.pieces[f:e]))


def _begin(row: Row, first: int, last: int) -> int:
    token = row.pieces[first].token
    introduces = token is not None and token.lower == "that" and token.tag == "IN" and last - first > 1
    return first + 1 if introduces else first


def _end(row: Row, last: int, parts: Sequence[int]) -> int:
    """On to where a phrase ends that was cut behind its first words: "hit the town in | the small hours"."""
    for _ in range(_MENDS):
        piece = row.pieces[last - 1]
        if piece.dep == "prep" or (piece.dep in _BEFORE_HEAD and piece.head >= last):
            top = last - 1 if piece.dep == "prep" else piece.head
            end = last
            while end < len(row.pieces) and not parts[end] and (end <= top or _under(row, end, top)):
                end += 1
            if end > last:
                last = end
                continue
        return last
    return last


def _under(row: Row, at: int, top: int) -> bool:
    """Whether a piece hangs below another."""
    for _ in row.pieces:
        if at == top:
            return True
        if row.pieces[at].head == at:
            return False
        at = row.pieces[at].head
    return False


def _is_stop(piece: Piece) -> bool:
    return piece.token is not None and piece.token.pos == "PUNCT"


def _wordy(pieces: Sequence[Piece]) -> bool:
    return any(not _is_stop(piece) for piece in pieces)


def _run(parts: Sequence[int], at: int) -> tuple[int, int]:
    """The run of equal parts around a place."""
    first = last = at
    while first and parts[first - 1] == parts[at]:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1] == parts[at]:
        last += 1
    return first, last


def _cue(parse: Parse, row: Row, parts: Sequence[int], head: int, *, rule: Draft | None) -> Cue:
    if rule is not None and rule.cue is not None:
        return rule.cue
    first, last = _run(parts, head)
    pieces = row.pieces[first : last + 1]
    while len(pieces) > 1 and last > head and (_is_stop(pieces[-1]) or _breaks_name(parse, pieces[-1])):
        pieces = pieces[:-1]
        last -= 1
    while len(pieces) > 1 and _is_stop(pieces[0]) and first < head:
        pieces = pieces[1:]
        first += 1
    token = row.pieces[head].token
    assert token is not None
    verb = token.pos in ("VERB", "AUX")
    takes, modality, polarity = cues.verbs().get(token.lemma.lower(), ("", "asserted", "positive"))
    return Cue(
        pieces[0].start, pieces[-1].end, token, "verb" if verb else "noun", takes, modality, polarity  # type: ignore[arg-type]
    )  # fmt: skip


def _breaks_name(parse: Parse, piece: Piece) -> bool:
    """Whether a name or a date goes on after the piece: "reported last | week"."""
    if piece.token is None:
        return False
    at = bisect_right(parse.names, piece.token.i, key=lambda name: name.first) - 1
    return at >= 0 and parse.names[at].first <= piece.token.i < parse.names[at].last - 1


def _source(
    parse: Parse,
    row: Row,
    judgement: Judgement,
    parts: Sequence[int],
    *,
    cue: Cue,
    rule: Draft | None,
    who: Who,
) -> Source | None:
    """The run of source words that is surest, with the head and the words by which the rules name a speaker."""
    best: tuple[float, int, int] | None = None
    for at, part in enumerate(parts):
        if part == _SOURCE and (at == 0 or parts[at - 1] != _SOURCE):
            first, last = _run(parts, at)
            sure = float(judgement.scores[first : last + 1, _SOURCE].sum())
            if best is None or sure > best[0]:
                best = sure, first, last
    if best is None:
        return None
    pieces = row.pieces[best[1] : best[2] + 1]
    while len(pieces) > 1 and _is_stop(pieces[-1]):
        pieces = pieces[:-1]
    while len(pieces) > 1 and pieces[0].token is not None and pieces[0].token.pos in ("CCONJ", "SCONJ", "PUNCT"):
        pieces = pieces[1:]
    whole = pieces[0].start, pieces[-1].end
    head = head_of(parse, *whole)
    if head is None:
        return None
    relative = head.tag in ("WDT", "WP")
    if rule is not None and rule.source is not None and (relative or whole[0] <= rule.source.head.start < whole[1]):
        return replace(rule.source, whole=whole)
    if relative and (verb := next((t for t in parse.ancestors(head) if t.dep == "relcl"), None)) is not None:
        head = parse.head(verb)
    return replace(speakers.source(parse, row.unit, head, cue=cue, who=who), whole=whole)
