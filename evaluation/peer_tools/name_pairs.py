"""Two names by the likeness of their letters, words in any order.

python name_pairs.py rapidfuzz FILE: {"name1", "name2"} a row; {"match", "score"} a line.
"""

import json
import sys

ALIKE = 85

with open(sys.argv[2], encoding="utf-8") as file:
    from rapidfuzz import fuzz, utils

    for line in file:
        pair = json.loads(line)
        score = fuzz.token_sort_ratio(pair["name1"], pair["name2"], processor=utils.default_process)
        print(json.dumps({"match": score >= ALIKE, "score": score / 100}), flush=True)
