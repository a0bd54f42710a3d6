"""Timelines by how much was published: the days with most articles, and the sentences nearest to how these open.

python timelines.py publication-counts FILE: {"pages": [{text, published}]} a row, one sentence a line of text;
{"lines": [{day, text, weight}]} a line. Sentences are ranked by their likeness to the mean of the openings of that
day's and the next day's articles (TF-IDF), as the publication counts of the literature are completed to timelines.
"""

import json
import sys
from collections import defaultdict
from datetime import date, timedelta

OPENING = 5
MOST = 10


def lines(ask):
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    openings, counts = defaultdict(list), defaultdict(int)
    every = []
    for page in ask["pages"]:
        sentences = [line for line in page["text"].split("\n") if line.strip()]
        every.extend(sentences)
        counts[page["published"][:10]] += 1
        day = date.fromisoformat(page["published"][:10])
        for when in (day, day - timedelta(days=1)):
            openings[when.isoformat()].extend(sentences[:OPENING])
    vectorizer = TfidfVectorizer(stop_words="english").fit(every)
    found = []
    for day, count in counts.items():
        sentences = list(dict.fromkeys(openings[day]))
        vectors = vectorizer.transform(sentences)
        likeness = vectors @ np.asarray(vectors.sum(axis=0)).ravel()
        ranked = sorted(zip(likeness, sentences, strict=True), reverse=True)[:MOST]
        found += [
            {"day": day, "text": sentence, "weight": count + 0.5 / (1 + rank)}
            for rank, (_, sentence) in enumerate(ranked)
        ]
    return found


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            print(json.dumps({"lines": lines(json.loads(line))}), flush=True)
