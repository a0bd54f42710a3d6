"""An agency's mark in brackets or before a dash near the beginning of a text.

python credit.py agency-mark FILE: {"text"} a row; {"credit": [names]} a line.
"""

import json
import re
import sys

MARK = re.compile(r"\((AP|UPI|AFP|Reuters|REUTERS)\)|\b(AP|UPI|AFP|Reuters)\s+[-–—]")

with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        found = MARK.search(json.loads(line)["text"][:400])
        print(json.dumps({"credit": [found[1] or found[2]] if found else []}), flush=True)
