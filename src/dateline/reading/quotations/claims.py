"""Claims: what is held to be so.  Quotations and the text's own sentences in, Claims out.

Every quotation gives one claim, its content. Of the text's own voice only those sentences are claims that
state something hard: a time, a number, or a plan, a threat or a possibility; the others would repeat the
text. A claim's modality is its main verb's ("would", "could", "is weighing") unless the cue tells another
("denied that"); a denial of the whole has polarity negative.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.lexicon import tables
from dateline.nlp import Parse, Token
from dateline.reading import quoted
from dateline.reading.quotations import cues, units
from dateline.reading.quotations.units import Unit
from dateline.reading.who import head_of
from dateline.records.evidence import Evidence, Text
from dateline.records.ids import record_id
from dateline.records.reading import Claim, Modality, Polarity, Quotation, TimeExpression

__all__ = ["find"]

_NEGATIVE = frozenset({"no", "nobody", "none", "nothing", "never", "neither", "nor"})
_SUBJECTS = ("nsubj", "nsubjpass")
_SHARE = 0.4
"""A sentence of which more than this stands in quotations' content is theirs, not the text's own."""
_AMOUNTS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
_SHORTEST = 25
_NEAR = 60
_AND_THAT = re.compile(r"\band that\s+")


def find(
    parse: Parse, text: Text, *, quotations: Sequence[Quotation], times: Sequence[TimeExpression]
) -> tuple[Claim, ...]:
    """The claims of a text, in text order."""
    held = [claim for one in quotations for claim in _of_quotation(parse, text, one, times=times)]
    own = _own_voice(parse, text, quotations=quotations, times=times)
    return tuple(sorted([*held, *own], key=lambda claim: (claim.evidence[0].start, -claim.evidence[-1].end)))


def _of_quotation(parse: Parse, text: Text, one: Quotation, *, times: Sequence[TimeExpression]) -> Iterator[Claim]:
    """The content as one claim; what follows "and that" once more by itself, as it may have another polarity.

    Whom or what somebody thanks, backs or blames is no claim, where the content has no verb of its own.
    """
    if one.kind == "indirect" and not _states(parse, one):
        return
    yield _claim(parse, text, one, evidence=one.content_evidence, times=times)
    if one.kind != "direct" and len(one.content_evidence) == 1:
        whole = one.content_evidence[0]
        for hit in _AND_THAT.finditer(text.text, whole.start, whole.end):
            if hit.end() < whole.end:
                yield _claim(parse, text, one, evidence=(text.cut(hit.end(), whole.end),), times=times)


def _claim(
    parse: Parse, text: Text, one: Quotation, *, evidence: tuple[Evidence, ...], times: Sequence[TimeExpression]
) -> Claim:
    spans = [(part.start, part.end) for part in evidence]
    root = _main_verb(parse, spans)
    modality, polarity = _stance(parse, root) if root else ("asserted", "positive")
    head = _cue_head(parse, one)
    entry = cues.verbs().get(head.lemma.lower()) if head is not None else None
    if entry is not None and (entry[2] == "negative" or _negated(parse, head)):
        modality, polarity = "denied", "negative"
    elif entry is not None and entry[1] != "asserted" and polarity == "positive":
        modality = entry[1]  # type: ignore[assignment]
    return Claim(
        id=record_id("claim", text.id, one.id, *[span[0] for span in spans]),
        text=" ".join(part.exact for part in evidence),
        modality=modality,
        polarity=polarity,
        evidence=evidence,
        quotation=one.id,
        about=_about(parse, spans, root, times=times),
    )


def _states(parse: Parse, one: Quotation) -> bool:
    """Whether a cue is the lexicon's, or the content has a verb."""
    head = _cue_head(parse, one)
    if head is None or head.lemma.lower() in cues.verbs() or (head.lemma.lower(),) in cues.phrases("noun"):
        return True
    spans = [(part.start, part.end) for part in one.content_evidence]
    return any(token.pos in ("VERB", "AUX") for span in spans for token in parse.tokens_in(*span))


def _cue_head(parse: Parse, one: Quotation) -> Token | None:
    if not one.cue_evidence:
        return None
    tokens = parse.tokens_in(one.cue_evidence[0].start, one.cue_evidence[-1].end)
    return next((t for t in reversed(tokens) if t.pos in ("VERB", "NOUN")), None)


def _main_verb(parse: Parse, spans: Sequence[tuple[int, int]]) -> Token | None:
    """The main verb of the first sentence that is no question, else of the first."""
    heads: list[tuple[bool, Token]] = []
    for start, end in spans:
        tokens = parse.tokens_in(start, end)
        if not tokens:
            continue
        low, high = tokens[0].i, tokens[-1].i
        for token in tokens:
            outside = token.head == token.i or not low <= token.head <= high
            if outside and token.pos in ("VERB", "AUX"):
                heads.append((_asks(parse, token), token))
    plain = [token for asks, token in heads if not asks]
    if plain:
        return plain[0]
    return heads[0][1] if heads else head_of(parse, *spans[0])


def _asks(parse: Parse, token: Token) -> bool:
    sentence = parse.sentence_of(token)
    end = parse.sentence_span(sentence)[1]
    return parse.text[max(end - 3, 0) : end].rstrip("\"”’' ").endswith("?")


@cache
def _table(part: str) -> dict[str, Modality]:
    return {row[0]: row[2] for row in tables.rows("claim_modality") if row[1] == part}  # type: ignore[misc]


def _stance(parse: Parse, root: Token) -> tuple[Modality, Polarity]:
    """Modality and polarity as the main verb and its company tell them."""
    if _negated(parse, root):
        return "denied", "negative"
    kids = parse.children(root)
    if any(kid.dep == "advcl" and any(k.lower == "if" for k in parse.children(kid, "mark")) for kid in kids):
        return "hypothetical", "positive"
    for kid in kids:
        if kid.dep in ("aux", "auxpass") and (told := _table("aux").get(kid.lower)):
            return told, "positive"
    if root.lemma == "go" and parse.child(root, "xcomp") is not None and root.tag == "VBG":
        return "planned", "positive"
    told = _table("verb").get(root.lemma) or _company(parse, kids)
    return told or "asserted", "positive"


def _company(parse: Parse, kids: Sequence[Token]) -> Modality | None:
    for kid in kids:
        table = {"ADJ": "adj", "ADV": "adv", "NOUN": "noun"}.get(kid.pos)
        if table == "noun" and kid.dep not in ("nsubj", "nsubjpass", "attr", "dobj"):
            continue
        if table and (told := _table(table).get(kid.lemma.lower())):
            return told
        under = parse.child(kid, "pobj") if kid.dep == "prep" and kid.lower in ("under", "of") else None
        if under is not None and (told := _table("noun").get(under.lemma.lower())):
            return told
    return None


def _negated(parse: Parse, token: Token | None) -> bool:
    if token is None:
        return False
    for kid in parse.children(token):
        if kid.dep == "neg" or (kid.dep == "advmod" and kid.lower in _NEGATIVE):
            return True
        if kid.dep in _SUBJECTS and (
            kid.lower in _NEGATIVE or any(k.lower in _NEGATIVE for k in parse.children(kid, "det"))
        ):
            return True
    return False


def _about(
    parse: Parse, spans: Sequence[tuple[int, int]], root: Token | None, *, times: Sequence[TimeExpression]
) -> str | None:
    """The time inside the claim that its main verb governs; a lone one is taken as such."""
    inside = [
        time
        for time in times
        if time.type in ("DATE", "TIME") and any(s <= time.evidence.start and time.evidence.end <= e for s, e in spans)
    ]
    for time in inside:
        head = head_of(parse, time.evidence.start, time.evidence.end)
        if head is None or root is None:
            continue
        verbs = [t for t in parse.ancestors(head) if t.pos in ("VERB", "AUX")]
        if verbs and verbs[0].i == root.i:
            return time.id
    return inside[0].id if len(inside) == 1 else None


def _own_voice(
    parse: Parse, text: Text, *, quotations: Sequence[Quotation], times: Sequence[TimeExpression]
) -> Iterator[Claim]:
    said = sorted((e.start, e.end) for one in quotations for e in (*one.content_evidence, *one.cue_evidence))
    starts = [time.evidence.start for time in times]
    reached = 0
    counted = frozenset(name.first for name in parse.names if name.label in _AMOUNTS)
    for unit in units.cut(parse, quoted.find(text.text)):
        start, end = unit.start, unit.end
        while reached < len(said) and said[reached][1] <= start:
            reached += 1
        if unit.inside is not None or end - start < _SHORTEST or not unit.tokens:
            continue
        if _covered(said[reached : reached + _NEAR], start, end) > _SHARE * (end - start):
            continue
        root = _root(parse, unit)
        if root is None:
            continue
        modality, polarity = _stance(parse, root)
        if modality == "asserted":
            modality = _under_way(parse, unit) or modality
        timed = bisect_left(starts, start) < bisect_left(starts, end)
        if not (timed or modality != "asserted" or _counts(unit, counted)):
            continue
        yield Claim(
            id=record_id("claim", text.id, "own", start, end),
            text=text.text[start:end],
            modality=modality,
            polarity=polarity,
            evidence=(text.cut(start, end),),
            about=_about(parse, [(start, end)], root, times=times),
        )


def _counts(unit: Unit, counted: frozenset[int]) -> bool:
    return any((t.pos == "NUM" or t.i in counted) and t.lower not in ("one", "first") for t in unit.tokens)


def _root(parse: Parse, unit: Unit) -> Token | None:
    """The first main verb with a subject: the unit's own head, or a clause set before it by a semicolon."""
    own = {t.i for t in unit.tokens}
    for token in unit.tokens:
        if token.pos in ("VERB", "AUX") and (token.head == token.i or token.head not in own):
            early = [kid for kid in parse.children(token, "ccomp", "parataxis") if kid.i < token.i and kid.i in own]
            first = early[0] if early else token
            return first if parse.child(first, *_SUBJECTS) else None
    return None


def _covered(said: Sequence[tuple[int, int]], start: int, end: int) -> int:
    total, reached = 0, start
    for left, right in said:
        if right <= reached:
            continue
        if left >= end:
            break
        total += min(right, end) - max(left, reached)
        reached = min(right, end)
    return total


def _under_way(parse: Parse, unit: Unit) -> Modality | None:
    """ "a plan that is being weighed": a noun of planning with the verb that says how far it has come."""
    for token in unit.tokens:
        if token.pos == "NOUN" and _table("noun").get(token.lemma) in ("planned", "considered"):
            for verb in parse.children(token, "relcl", "acl"):
                if told := _table("verb").get(verb.lemma):
                    return told
    return None
