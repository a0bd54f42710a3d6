"""Whether what a word hangs on lies behind or ahead: a token of the parse in, past, future or unclear out."""

from __future__ import annotations

from dateline.lexicon.tables import words
from dateline.nlp import Parse, Token
from dateline.records.time import Direction

__all__ = ["aim"]

_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "could", "may", "might", "should", "must", "can"})
_WOULD = frozenset({"would", "could", "might", "should", "must", "may"})


def aim(parse: Parse, token: Token) -> Direction | None:
    """The side of the day of publication on which the clause of `token` puts it; None where nothing says.

    "will meet on Friday", "is due on Friday" and "to open in May" lie ahead; "met on Friday" and "could have met"
    lie behind. An infinitive or participle takes the side of what governs it.
    """
    if token.dep == "poss":
        return None  # "Wednesday's ruling": the verb says when something is done about it
    for above in (token, *parse.ancestors(token)):
        if above.lemma.lower() in words("ahead_words") and above is not token:
            return "past" if above.tag == "VBD" and _when_done(parse, token, above) else "future"
        if above.pos in ("VERB", "AUX"):
            side = _side(parse, above)
            if side is not None:
                return side
    return None


def _when_done(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether a time says when something was ordered or agreed, not for when: "on Friday ordered", "agreed Friday"."""
    head = parse.head(token)
    own = (head.i == verb.i and token.dep == "npadvmod") or (head.dep == "prep" and head.head == verb.i)
    return own and token.i < verb.i + 3


def _side(parse: Parse, verb: Token) -> Direction | None:
    helpers = parse.children(verb, "aux", "auxpass")
    small = {kid.lower for kid in helpers}
    lemmas = {kid.lemma.lower() for kid in helpers}
    if small & _AHEAD:
        return "past" if "have" in lemmas and small & _WOULD else "future"
    if "have" in lemmas or verb.tag == "VBD" or any(kid.tag == "VBD" for kid in helpers):
        going = verb.lemma == "go" and any(kid.dep == "xcomp" for kid in parse.children(verb))
        return "future" if going else "past"
    if verb.tag == "VBN" and not helpers:
        return "past" if verb.dep in ("acl", "ROOT", "relcl", "conj", "advcl", "amod") else None
    if verb.tag in ("VBZ", "VBP", "VBG") and any(kid.lemma == "be" for kid in helpers):
        return "future"  # "is meeting", "are to meet"
    if verb.tag in ("VBZ", "VBP"):
        return _of_present(parse, verb)
    if "to" in small and verb.dep not in ("xcomp", "ccomp"):
        return "future" if verb.dep in ("acl", "ROOT", "relcl") else None
    return None


def _of_present(parse: Parse, verb: Token) -> Direction | None:
    if any(kid.tag == "VB" and kid.dep == "xcomp" for kid in parse.children(verb)):
        return "future" if verb.lemma in ("be", "have", "go") else None
    return "future" if verb.lemma in ("begin", "start", "open", "end", "expire", "take", "run", "meet") else None
