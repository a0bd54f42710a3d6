"""Copies by MinHash: pages that share runs of five words, by 128 hashes of them, all runs or the rare ones alone.

python copies.py minhash|minhash-rare FILE: {"pages": [{id, text}], "pairs": [[id, id]]} a row, {"copies": [..]} a line.
"minhash" joins from .8 on. "minhash-rare" first drops the runs that stand in four pages or more, and joins from .1 on.
"""

import json
import re
import sys
from collections import Counter
from zlib import crc32

import numpy as np

PRIME = (1 << 61) - 1
HASHES, RUN = 128, 5
ALIKE = {"minhash": 0.8, "minhash-rare": 0.1}
CROWD = 4


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def signature(shingles, factors, shifts):
    if not shingles:
        return None
    keys = np.array([crc32(shingle.encode()) for shingle in shingles], dtype=object)
    return np.array([min((factor * keys + shift) % PRIME) for factor, shift in zip(factors, shifts, strict=True)])


def copies(ask, name):
    random = np.random.default_rng(1)
    factors, shifts = ([int(one) for one in random.integers(1, PRIME, HASHES)] for _ in range(2))
    found = {page["id"]: runs(page["text"]) for page in ask["pages"]}
    if name == "minhash-rare":
        held = Counter(run for shingles in found.values() for run in shingles)
        found = {page: {run for run in shingles if held[run] < CROWD} for page, shingles in found.items()}
    asked = {page for pair in ask["pairs"] for page in pair}
    signed = {page: signature(found[page], factors, shifts) for page in asked}
    for left, right in ask["pairs"]:
        a, b = signed[left], signed[right]
        yield bool(a is not None and b is not None and np.mean(a == b) >= ALIKE[name])


with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        print(json.dumps({"copies": list(copies(json.loads(line), sys.argv[1]))}), flush=True)
