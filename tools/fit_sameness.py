"""Fit the weights of `dateline.linking.sameness` on annotated happenings, and say how well they do on topics left out.

    PYTHONPATH=. python tools/fit_sameness.py DATA KEPT

DATA holds coref_ecbplus; what is read of it is kept in the folder KEPT, since reading takes minutes. The network is
the one of `fit_stories`, fitted on the topics for training alone: in five parts, each grouped by weights fitted on the
other four, and all of them for the weights that are written; the topics for validation are grouped with these. The
weights hold no words of the texts. Needs numpy alone.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
from pathlib import Path

import numpy as np
from evaluation.event_answers import read_given
from evaluation.files import Row
from evaluation.scoring.coreference import conll
from evaluation.sets.coref_ecbplus import _pages, asked
from fit_stories import PARTS, _several

from dateline.linking import sameness
from dateline.linking.averaging import averaged
from dateline.linking.corpus import SharedText, arrange
from dateline.linking.entities import link_entities
from dateline.linking.finding import Bench
from dateline.linking.happenings import Seen, happenings
from dateline.linking.kinship import Numbers, apply
from dateline.linking.places import link_places
from dateline.linking.times import close_times
from dateline.records.time import UNKNOWN

OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "sameness_weights.tsv"
LEAST = sameness._LEAST


class Split:
    """The texts of one split: their mentions, each with its topic and gold groups, and the pairs that are weighed."""

    def __init__(self, rows: list[Row], kept: Path) -> None:
        if not kept.exists():
            kept.write_bytes(pickle.dumps(read_given(_pages(rows, "topic"))))
        told = pickle.loads(kept.read_bytes())
        gold = {one["id"]: (row["topic"], one["chain"] or one["id"]) for row in rows for one in asked(row)}
        texts = arrange(told.pages)
        seen = _seen(texts)
        self.gold = [
            [gold[str(given)] for given in told.ids[each.text.text_id, each.mention.trigger.start]] for each in seen
        ]
        laid = sameness.tell(seen)
        pairs = list(sameness.compared(laid, texts))
        self.left, self.right = np.array([a for a, _, _ in pairs]), np.array([b for _, b, _ in pairs])
        self.shown = np.array([sameness.traits(laid[a], laid[b], kin) for a, b, kin in pairs])
        self.same = np.array([float(self.gold[a][0] == self.gold[b][0]) for a, b, _ in pairs])
        self.topic = np.array([each[0][0] for each in self.gold])

    def score(self, likely: Numbers, least: float) -> float:
        """The CoNLL F1 of the groups that these likelihoods make."""
        values = {(int(a), int(b)): float(v) for a, b, v in zip(self.left, self.right, likely, strict=True)}
        group = {i: n for n, members in enumerate(averaged(len(self.gold), values, least=least)) for i in members}
        both = [(gold, group.get(i, -1 - i)) for i, several in enumerate(self.gold) for gold in several]
        return conll([gold for gold, _ in both], [given for _, given in both])["conll"]


def _seen(texts: tuple[SharedText, ...]) -> tuple[Seen, ...]:
    """The event mentions of undated texts, as linking sees them."""
    bench = Bench(texts, ())
    atlas = link_places(texts, bench=bench)
    clock = close_times(texts, {text.text_id: UNKNOWN for text in texts})
    register = link_entities(texts, atlas=atlas, clock=clock, bench=bench)
    return happenings(texts, register=register, atlas=atlas, clock=clock)


def _left_out(part: Split) -> Numbers:
    """The likelihood of each pair by weights that saw nothing of its topic."""
    topics, likely = sorted(set(part.topic)), np.zeros(len(part.same))
    for number in range(PARTS):
        mine = np.isin(part.topic[part.left], topics[number::PARTS]) | np.isin(
            part.topic[part.right], topics[number::PARTS]
        )
        weights = _several(part.shown[~mine], part.same[~mine], np.ones(int((~mine).sum())))
        likely[mine] = apply(part.shown[mine], weights)
    return likely


def main() -> None:
    """Fit, score on the parts left out and on the topics for validation, and write the table."""
    data, kept = Path(sys.argv[1]), Path(sys.argv[2])
    with gzip.open(data / "coref_ecbplus" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    train, valid = (
        Split([row for row in rows if row["std_split"] == name], kept / f"coref_ecbplus-{name}.pickle")
        for name in ("train", "valid")
    )
    likely = _left_out(train)
    weights = _several(train.shown, train.same, np.ones(len(train.same)))
    unseen = apply(valid.shown, weights)
    for least in (0.2, 0.25, 0.3, 0.35, 0.4):
        print(least, f"{train.score(likely, least):.4f}", f"{valid.score(unseen, least):.4f}", flush=True)
    header = (
        "# Weights of the network that judges whether two event mentions are of one happening\n"
        "# (dateline.linking.sameness): name, numbers. Made by tools/fit_sameness.py from the topics for training of\n"
        "# coref_ecbplus; they hold no words of any text.\n"
        f"# Grouped by them from {LEAST} on, CoNLL F1 with given mentions: on training topics left out (five parts)\n"
        f"# {train.score(likely, LEAST):.3f}, on the topics for validation {valid.score(unseen, LEAST):.3f}.\n"
    )
    lines = [
        "\t".join([n, *(f"{v:.4g}" for v in row)]) for n, matrix in weights.items() for row in np.atleast_2d(matrix)
    ]
    OUT.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
