"""Articles joined by the words that they share: TF-IDF, each to its likest earlier one within a window of days.

python clusters.py tf-idf FILE: {"pages": [{title, text, date}], "window_days", "alike"} a row, {"clusters"} a line.
"""

import json
import sys
from datetime import date


def clusters(ask):
    from sklearn.feature_extraction.text import TfidfVectorizer

    pages = ask["pages"]
    words = [f"{page.get('title') or ''} {page['text']}" for page in pages]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(words)
    alike = vectors @ vectors.T
    days = [date.fromisoformat(page["date"][:10]).toordinal() if page.get("date") else None for page in pages]
    order = sorted(range(len(pages)), key=lambda at: (days[at] or 0, at))
    found, story, rank = {}, 0, {at: place for place, at in enumerate(order)}
    for at in order:
        row = alike.getrow(at)
        near = [
            (value, other)
            for other, value in zip(row.indices, row.data, strict=True)
            if rank[other] < rank[at] and value >= ask["alike"] and within(days[at], days[other], ask["window_days"])
        ]
        if near:
            found[at] = found[max(near)[1]]
        else:
            found[at] = story
            story += 1
    return [found[at] for at in range(len(pages))]


def within(left, right, window):
    return window is None or left is None or right is None or abs(left - right) <= window


with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        print(json.dumps({"clusters": clusters(json.loads(line))}), flush=True)
