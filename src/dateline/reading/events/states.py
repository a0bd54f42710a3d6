"""What holds of whom for a while: at large, wanted, arrested, dead, in office ..  Parse and chains in, states out.

Only what is asserted: a state that is planned, feared, denied or asked about is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from dateline.lexicon.tables import rows, words
from dateline.nlp import Parse, Token
from dateline.reading import clauses
from dateline.reading.events import arguments, holders, modality, triggers
from dateline.reading.events.circumstances import Circumstances
from dateline.reading.events.senses import Site, fill, is_force
from dateline.reading.who import Who, head_of
from dateline.records.evidence import Text
from dateline.records.ids import record_id
from dateline.records.reading import Mention, Quotation, State, StateValue, TimeExpression

__all__ = ["find"]

_SINCE: Final = frozenset({"since", "for", "from"})
_UNTIL: Final = frozenset({"until", "till", "through"})
_LASTING: Final = frozenset({"at_large", "wanted", "imprisoned", "in_office", "indicted"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_TITLE_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class _Said:
    """A state as said: of whom, what, by which word, and the words' characters besides the holder's."""

    holder: Token
    value: StateValue
    word: Token
    start: int
    end: int
    point: bool = False


def find(
    parse: Parse,
    text: Text,
    *,
    who: Who,
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[State, ...]:
    """Find the states of a text: of each holder, value and quotation the first one said, with a time if any has one."""
    about = Circumstances(parse, times=times, toponyms=(), quotations=quotations)
    spans = {time.id: time for time in times}
    best: dict[tuple[str, str, str | None], State] = {}
    for said in _all(parse, who):
        state = _state(parse, text, who=who, about=about, said=said, times=spans)
        if state is None:
            continue
        # A title is the reporter's, whoever is being quoted.
        key = (state.chain, state.value, None if state.value == "in_office" else state.quotation)
        known = best.get(key)
        if known is None or (known.since is None and known.until is None and (state.since or state.until)):
            best[key] = state
    return tuple(sorted(best.values(), key=lambda state: (state.evidence.start, state.evidence.end, state.value)))


def _all(parse: Parse, who: Who) -> Iterator[_Said]:
    yield from _brought_about(parse, who)
    yield from _by_words(parse, who)
    yield from _by_phrases(parse)
    yield from _in_office(parse, who)


def _state(
    parse: Parse, text: Text, *, who: Who, about: Circumstances, said: _Said, times: dict[str, TimeExpression]
) -> State | None:
    chain = arguments.chain_of(parse, who, said.holder)
    if chain is None or chain.type not in ("person", "organization", "group"):
        return None
    if chain.type != "person" and said.value not in ("designated", "charged", "indicted", "convicted"):
        return None
    if not chain.named and (said.holder.tag in _PLURAL or said.holder.pos == "NUM"):
        return None
    since, until = (None, None) if said.value == "in_office" else _when(parse, about, said, times)
    start, end = _words(parse, said, [times[name] for name in (since, until) if name is not None])
    return State(
        id=record_id("state", text.id, chain.id, said.value, start, end),
        chain=chain.id,
        value=said.value,
        evidence=text.cut(start, end),
        since=since,
        until=until,
        quotation=about.quotation(said.word),
    )


def _words(parse: Parse, said: _Said, times: Sequence[TimeExpression]) -> tuple[int, int]:
    """The words that say it: the holder's, the state's and the time's, within one sentence."""
    low, high = clauses.clause_span(parse, said.word)
    first, last = clauses.noun_phrase(parse, said.holder)
    start = min([said.start, first, *(time.evidence.start for time in times)])
    end = max([said.end, last, *(time.evidence.end for time in times)])
    return max(start, min(low, said.start)), min(end, max(high, said.end))


def _when(
    parse: Parse, about: Circumstances, said: _Said, times: dict[str, TimeExpression]
) -> tuple[str | None, str | None]:
    line = [said.word]
    if said.word.pos not in ("VERB", "AUX"):
        line += [token for token in parse.ancestors(said.word) if token.pos in ("VERB", "AUX")][:1]
    lasting = about.time(line, alone=False, types=frozenset({"DURATION"}))
    since = until = None
    if lasting is not None and _before(parse, times[lasting]) == "for" and said.value in _LASTING - {"imprisoned"}:
        since = lasting
    day = about.time(line, alone=said.point) or _since_clause(parse, about, said.word)
    if day is not None:
        word = _before(parse, times[day])
        if word in _UNTIL:
            until = day
        elif word in _SINCE or said.point or _since_clause(parse, about, said.word) == day:
            since = since or day
    return since, until


def _since_clause(parse: Parse, about: Circumstances, word: Token) -> str | None:
    """The time of "wanted since the dam burst on Tuesday"."""
    for clause in parse.children(word, "advcl"):
        mark = parse.child(clause, "mark")
        if mark is not None and mark.lower == "since":
            return about.time([clause], alone=False)
    return None


def _before(parse: Parse, time: TimeExpression) -> str:
    inside = parse.tokens_in(time.evidence.start, time.evidence.end)
    if not inside or not inside[0].i:
        return ""
    if inside[0].lower in _SINCE | _UNTIL:
        return inside[0].lower
    return parse.tokens[inside[0].i - 1].lower


def _asserted(parse: Parse, word: Token, *, carrier: Token | None = None) -> bool:
    return modality.judge(parse, word, carrier=carrier)[0] == "asserted"


def _brought_about(parse: Parse, who: Who) -> Iterator[_Said]:
    """States that event words bring about: "was arrested", "X's death", "the killing of X", "resigned"."""
    for trigger in triggers.find(parse, who):
        role, _, value = (trigger.outcome or "").rpartition(":")
        if value not in _VALUES or not _asserted(parse, trigger.token, carrier=trigger.site.carrier):
            continue
        nouns = [noun for slot in trigger.sense.slots(role or "R") for noun in fill(trigger.site, slot)]
        for noun in (one for filled in nouns for one in holders.of_number(parse, filled)):
            yield _Said(noun, cast(StateValue, value), trigger.token, trigger.token.start, trigger.token.end, True)


_VALUES: Final = frozenset({
    "dead", "wounded", "arrested", "detained", "imprisoned", "missing", "indicted", "charged", "convicted",
    "sentenced", "released", "designated", "resigned", "at_large", "wanted",
})  # fmt: skip


@cache
def _table(form: str) -> dict[str, StateValue]:
    return {word: cast(StateValue, value) for word, kind, value in rows("state_words") if kind == form}


def _by_words(parse: Parse, who: Who) -> Iterator[_Said]:
    nouns, adjectives, sought, seekers = (_table(form) for form in "nafv")
    for token in parse.tokens:
        lemma, lower = token.lemma.lower(), token.lower
        found: list[Token] = []
        value: StateValue | None = None
        if lemma in nouns and token.pos in ("NOUN", "PROPN") and not _past(parse, token):
            found, value = holders.of_noun(parse, who, token), nouns[lemma]
        elif lower in adjectives and token.pos in ("ADJ", "VERB") and not _past(parse, token):
            found, value = _described(parse, who, token), adjectives[lower]
        elif lemma in sought and token.pos == "NOUN":
            found, value = holders.under_for(parse, token), sought[lemma]
        elif lemma == "serve" and token.pos == "VERB" and _serves_time(parse, token):
            found, value = holders.of_participle(parse, who, token), "imprisoned"
        elif lemma in seekers and token.pos == "VERB" and _police(parse, who, token):
            found, value = _hunted(parse, token), seekers[lemma]
        if not found or value is None or not _asserted_above(parse, token):
            continue
        for noun in found:
            yield _Said(noun, value, token, *_span(parse, token))


def _described(parse: Parse, who: Who, token: Token) -> list[Token]:
    if token.pos == "VERB" and token.dep not in ("amod", "acomp", "acl") and token.tag != "VBN":
        return []
    if parse.child(token, "nummod") is not None or (token.i and parse.tokens[token.i - 1].pos == "NUM"):
        return []  # "17 dead" counts, and says nothing of anybody
    if any(one.lower == "or" for one in clauses.whole(parse, token)):
        return []
    return holders.of_adjective(parse, who, token)


def _past(parse: Parse, token: Token) -> bool:
    near = [*parse.children(token, "amod", "advmod", "compound", "nmod"), *parse.tokens[max(token.i - 1, 0) : token.i]]
    return any(one.lower in words("past_words") for one in near)


def _serves_time(parse: Parse, verb: Token) -> bool:
    """ "Serving six years for fraud in a prison", "serves a life sentence"; not "served two terms as mayor"."""
    if verb.tag not in ("VBG", "VBZ", "VBP") or parse.child(verb, "dobj") is None:
        return False
    told = {token.lemma.lower() for token in clauses.below(parse, verb)}
    return bool(told & {"prison", "jail", "penitentiary", "sentence"})


def _police(parse: Parse, who: Who, verb: Token) -> bool:
    site = Site(parse, who, verb, None)
    return any(
        is_force(site, noun) or noun.lemma.lower() in ("detective", "investigator", "prosecutor")
        for noun in clauses.agents(parse, verb)
    )


def _hunted(parse: Parse, verb: Token) -> list[Token]:
    under = [noun for name, noun in clauses.prepositions(parse, verb) if name == "for"]
    return under or (clauses.objects(parse, verb) if verb.lemma in ("hunt", "seek") else [])


def _asserted_above(parse: Parse, token: Token) -> bool:
    """Whether the clause that says it is asserted; a noun or adjective is as its verb is."""
    if token.pos == "VERB":
        return _asserted(parse, token)
    if any(kid.lower == "no" for kid in parse.children(token, "det")):
        return False
    for above in parse.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            return _asserted(parse, above)
        if above.dep == "relcl":
            break
    return True


def _span(parse: Parse, token: Token) -> tuple[int, int]:
    """The state word with what it governs on its right ("reward for X's arrest") and its noun phrase."""
    start, end = clauses.noun_phrase(parse, token)
    for _, noun in clauses.prepositions(parse, token):
        end = max(end, clauses.noun_phrase(parse, noun)[1])
    return start, end


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], StateValue], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], StateValue]]] = {}
    for phrase, value in _table("p").items():
        first, *rest = phrase.split()
        found.setdefault(first, []).append((tuple(rest), value))
    return {first: tuple(more) for first, more in found.items()}


def _by_phrases(parse: Parse) -> Iterator[_Said]:
    for token in parse.tokens:
        for rest, value in _phrases().get(token.lower, ()):
            after = parse.tokens[token.i + 1 : token.i + 1 + len(rest)]
            if tuple(one.lower for one in after) != rest:
                continue
            head = parse.head(token)
            carried = head if head.pos in ("VERB", "AUX") else None
            if carried is not None and not _asserted(parse, carried):
                continue
            for noun in holders.of_phrase(parse, token):
                yield _Said(noun, value, token, token.start, after[-1].end)


def _in_office(parse: Parse, who: Who) -> Iterator[_Said]:
    """A title before a name, in present use: "President X", "the minister of justice, X"; not "former president X"."""
    names = {m.id: m for token in parse.tokens if (m := who.mention(token)) is not None and m.form == "name"}
    for mention in names.values():
        title = _title(parse, mention)
        head = head_of(parse, mention.evidence.start, mention.evidence.end)
        if title is None or head is None:
            continue
        first, office = title
        yield _Said(head, "in_office", office, parse.tokens[first].start, office.end)


def _title(parse: Parse, mention: Mention) -> tuple[int, Token] | None:
    """The first token of a title before a person's name, and the office; None where there is none or it is past."""
    if mention.form != "name" or mention.type != "person":
        return None
    inside = parse.tokens_in(mention.evidence.start, mention.evidence.end)
    if not inside:
        return None
    office = parse.tokens[inside[0].i - 1] if inside[0].i else inside[0]
    if not _is_office(office) and _is_office(inside[0]) and len(inside) > 1:
        office = inside[0]
    if not _is_office(office):
        return _apposed_title(parse, mention)
    first = office.i
    while first > max(office.i - _TITLE_WORDS, 0) and _belongs_to_title(parse.tokens[first - 1]):
        first -= 1
    around = parse.tokens[max(first - 1, 0) : office.i + 1]
    if any(part in words("past_words") for token in around for part in (token.lower, *token.lower.split("-"))):
        return None
    return first, office


def _apposed_title(parse: Parse, mention: Mention) -> tuple[int, Token] | None:
    """The office set beside a name: "Norway's interior minister, X, ..", "X, the mayor of Y, .."."""
    head = head_of(parse, mention.evidence.start, mention.evidence.end)
    if head is None:
        return None
    beside = [parse.head(head)] if head.dep == "appos" else parse.children(head, "appos")
    for office in beside:
        start, end = clauses.noun_phrase(parse, office)
        inside = parse.tokens_in(start, end)
        said = {part for token in inside for part in (token.lower, *token.lower.split("-"))}
        if _is_office(office) and not said & (words("past_words") | {"once"}):
            return inside[0].i, office
    return None


def _is_office(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.lower.rstrip(".") in words("office_nouns")


def _belongs_to_title(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "ADJ") or token.text == "-" or token.lower in ("for", "of", "the", "'s", "’s")
