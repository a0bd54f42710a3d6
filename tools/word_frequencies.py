"""Makes lexicon/data/word_frequencies.tsv: how common words are in written language, from the lists of wordfreq.

    pip install wordfreq==3.1.1 && python tools/word_frequencies.py

wordfreq (Robyn Speer, data CC BY-SA 4.0) gives a word's frequency as its Zipf value: the base-10 logarithm of how often
it stands in a billion words. English in depth; of other languages what is common, so that their grammar weighs nothing.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency  # type: ignore[import-not-found,unused-ignore]

LANGUAGES = {"en": 30_000, "es": 2_000, "fr": 2_000, "de": 2_000, "it": 1_500, "pt": 1_500, "nl": 1_500}
TABLE = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "word_frequencies.tsv"
HEADER = f"""\
# Words by how common they are: the Zipf value times ten, then the words that have it, folded, in alphabetical order.
# Made by tools/word_frequencies.py from wordfreq 3.1.1 (Robyn Speer; CC BY-SA 4.0, see NOTICE), which counts Wikipedia,
# subtitles, news, books and the web. Languages and words taken of each:
# {", ".join(f"{language} {most}" for language, most in LANGUAGES.items())}.
"""


def main() -> None:
    """Write the table."""
    values: dict[str, int] = {}
    for language, most in LANGUAGES.items():
        for word in top_n_list(language, most):
            folded = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            if folded.isalpha():
                value = round(10 * zipf_frequency(word, language))
                values[folded] = max(value, values.get(folded, 0))
    bands: dict[int, list[str]] = defaultdict(list)
    for word, value in values.items():
        bands[value].append(word)
    lines = (f"{value}\t{' '.join(sorted(words))}\n" for value, words in sorted(bands.items(), reverse=True))
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
