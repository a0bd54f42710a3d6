"""Fit the weights of `dateline.reading.quotations.judging` on annotated articles, and say how well on outlets left out.

    python tools/fit_attributions.py DATA [OUTLET,OUTLET ..]

DATA holds quotes_polnear. The articles of the outlets named are left out of eight rounds of fitting and scored; the
weights that are written go on from there for three rounds over all articles. They stand beside tags, labels, shapes and
the words of the project's own lists, and hold no words of the articles. Needs torch besides the project's model.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from dateline.nlp import Parse, model
from dateline.reading import quoted
from dateline.reading.mentions import coreference, mentions
from dateline.reading.quotations import drafts, proposals, traits, units
from dateline.reading.quotations.judging import GAP, PARTS
from dateline.reading.times import times
from dateline.reading.who import Who
from dateline.records.evidence import Text
from dateline.records.ids import text_id

Row = dict[str, Any]
STEPS = (1, 2, 4)
_OUT = Path(__file__).parents[1] / "src" / "dateline" / "lexicon" / "data" / "attribution_weights.tsv"


class Keys(dict[str, int]):
    """Trait names to their numbers, in the order met."""

    def of(self, names: Iterable[str]) -> list[int]:
        return [self.setdefault(name, len(self)) for name in names]


def articles(data: Path) -> Iterator[Row]:
    with gzip.open(data / "quotes_polnear" / "docs.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def sample_of(article: Row, parse: Parse, keys: tuple[Keys, Keys, Keys]) -> Row:
    """An article's pieces in numbers: traits, words, governors, which head a cue, and for each cue who plays what."""
    text = Text(id=text_id(parse.text), text=parse.text)
    when = times.find(parse, text)
    chains = coreference.resolve(parse, text, mentions=mentions.find(parse, text, times=when))
    who = Who(parse, chains.mentions, chains.chains)
    pieces = units.cut(parse, quoted.find(parse.text))
    rows = traits.rows_of(parse, pieces)
    ruled = [list(proposals.ruled(parse, unit, who=who)) for unit in pieces]
    marks = [drafts.marks_of(row, own) for row, own in zip(rows, ruled, strict=True)]
    gold = gold_of(article, parse, rows)
    found: dict[str, list[Any]] = {name: [] for name in ("trait", "trait_at", "word", "word_at", "head", "real", "cue")}
    cues = []
    for row, marked, wanted in zip(rows, marks, gold, strict=True):
        for _ in range(GAP):
            lay(found, keys, traits=(), words=(), head=len(found["head"]), real=0, cue=False)
        base = len(found["head"])
        for at, piece in enumerate(row.pieces):
            told = sorted({f"rule={PARTS[parts[at]]}" for parts in marked.values() if parts[at]})
            told += ["rule:head"] if at in marked else []
            lay(found, keys, traits=(*piece.traits, *told), words=piece.words, head=base + piece.head, real=1,
                cue=any(at == head for head, _ in wanted))  # fmt: skip
        for head, parts in wanted:
            own = marked.get(head)
            stands = [
                keys[2].of((*names, f"rule={PARTS[own[at]] if own else 'no'}"))
                for at, names in enumerate(traits.stands_to(row, head))
            ]
            cues.append((base, len(row.pieces), base + head, np.array(stands), np.array(parts)))
    numbers = {name: np.array(found[name], np.int64) for name in ("trait", "trait_at", "word", "word_at", "head")}
    floats = {name: np.array(found[name], np.float32) for name in ("real", "cue")}
    return {**numbers, **floats, "cues": cues, "outlet": article["publisher"]}


def lay(found: dict[str, list[Any]], keys: tuple[Keys, Keys, Keys], *, traits: Sequence[str], words: Sequence[str],
        head: int, real: int, cue: bool) -> None:  # fmt: skip
    found["trait_at"].append(len(found["trait"]))
    found["word_at"].append(len(found["word"]))
    found["trait"] += keys[0].of(traits)
    found["word"] += keys[1].of(words)
    found["head"].append(head)
    found["real"].append(real)
    found["cue"].append(cue)


def gold_of(article: Row, parse: Parse, rows: Sequence[traits.Row]) -> list[list[tuple[int, list[int]]]]:
    """For each row its annotated cues: the place of the head, and the part that each piece plays."""
    where = {piece.token.i: (n, at) for n, row in enumerate(rows) for at, piece in enumerate(row.pieces) if piece.token}
    found: list[list[tuple[int, list[int]]]] = [[] for _ in rows]
    for one in article["annotations"][0]["relations"]:
        tokens = [t for start, end, *_ in one["cue"] for t in parse.tokens_in(start, end) if t.i in where]
        if not one["content"] or not tokens:
            continue
        number = Counter(where[t.i][0] for t in tokens).most_common(1)[0][0]
        places = [where[t.i][1] for t in tokens if where[t.i][0] == number]
        pieces = rows[number].pieces
        tops = [p for p in places if not _is_stop(pieces[p]) and (pieces[p].head == p or pieces[p].head not in places)]
        verbs = [p for p in tops if pieces[p].token.pos in ("VERB", "AUX")]  # type: ignore[union-attr]
        roles = tuple([span[:2] for span in one[role]] for role in PARTS[1:])
        found[number].append(((verbs or tops or places)[0], [drafts.part_of(piece, roles) for piece in pieces]))
    return found


def _is_stop(piece: traits.Piece) -> bool:
    return piece.token is not None and piece.token.pos == "PUNCT"


class Network(nn.Module):
    """The two steps of `judging`, with dropout; a listed word is now and then hidden, so that its company speaks."""

    def __init__(self, sizes: tuple[int, int, int], *, wide: int = 64, narrow: int = 48, listed: int = 10) -> None:
        super().__init__()
        self.trait = nn.EmbeddingBag(sizes[0], wide, mode="sum")
        self.word = nn.EmbeddingBag(sizes[1] + 1, listed, mode="sum", padding_idx=sizes[1])
        self.stand = nn.Embedding(sizes[2], narrow)
        for table, spread in ((self.trait, 0.15), (self.word, 0.3), (self.stand, 0.15)):
            nn.init.normal_(table.weight, 0, spread)
        self.word_in = nn.Linear(listed, wide)
        self.near = nn.ModuleList([nn.Conv1d(wide, wide, 2 * reach + 1, padding=reach) for reach in (2, 1)])
        self.head = nn.ModuleList([nn.Linear(wide, wide, bias=False) for _ in range(2)])
        self.kids = nn.ModuleList([nn.Linear(wide, wide, bias=False) for _ in range(2)])
        self.out = nn.Linear(2 * wide, 1)
        self.piece = nn.Linear(2 * wide, narrow)
        self.cue = nn.Linear(2 * wide, narrow, bias=False)
        self.deep = nn.ModuleList([nn.Conv1d(narrow, narrow, 3, padding=step, dilation=step) for step in STEPS])
        self.deep_head = nn.ModuleList([nn.Linear(narrow, narrow, bias=False) for _ in STEPS])
        self.part = nn.Linear(narrow, len(PARTS))
        self.drop = nn.Dropout(0.2)

    def seen(self, b: Row) -> torch.Tensor:
        real, heads, word = b["real"][:, None], b["head"], b["word"]
        if self.training and len(word):
            hidden = torch.full_like(word, self.word.num_embeddings - 1)
            word = torch.where(torch.rand(len(word)) < 0.12, hidden, word)
        x = self.drop((self.trait(b["trait"], b["trait_at"]) + self.word_in(self.word(word, b["word_at"]))) * real)
        layers = []
        for near, head, kids in zip(self.near, self.head, self.kids, strict=True):
            about = near(x.t()[None])[0].t()
            x = self.drop(F.relu(about + head(x)[heads] + kids(governed(x, heads, b["real"]))) * real)
            layers.append(x)
        return torch.cat(layers, 1)

    def parts(self, seen: torch.Tensor, c: Row) -> torch.Tensor:
        real = c["real"][:, None]
        z = F.relu(self.piece(seen)[c["piece"]] + self.cue(seen)[c["cue"]] + self.stand(c["stand"]).sum(1)) * real
        for near, head in zip(self.deep, self.deep_head, strict=True):
            z = (z + F.relu(near(self.drop(z).t()[None])[0].t() + head(z)[c["head"]])) * real
        found: torch.Tensor = self.part(self.drop(z))
        return found


def governed(x: torch.Tensor, heads: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """The mean of what each piece governs."""
    below = (heads != torch.arange(len(heads))) & (real > 0)
    total = torch.zeros_like(x).index_add(0, heads[below], x[below])
    many = torch.zeros(len(x)).index_add(0, heads[below], torch.ones(int(below.sum())))
    return total / many.clamp(min=1)[:, None]


def batch(samples: Sequence[Row]) -> tuple[Row, Row]:
    laid: dict[str, list[Any]] = {n: [] for n in ("trait", "trait_at", "word", "word_at", "head", "real", "cue")}
    second: dict[str, list[Any]] = {n: [] for n in ("piece", "cue", "stand", "head", "real", "wanted")}
    pieces = traits_before = words_before = place = 0
    for one in samples:
        for name, before in (("trait_at", traits_before), ("word_at", words_before), ("head", pieces)):
            laid[name].append(one[name] + before)
        for name in ("trait", "word", "real", "cue"):
            laid[name].append(one[name])
        for base, size, cue, stands, wanted in one["cues"]:
            gap = np.zeros(GAP, np.int64)
            second["piece"].append(np.r_[gap, np.arange(base, base + size) + pieces])
            second["cue"].append(np.full(size + GAP, cue + pieces))
            second["stand"].append(np.vstack([np.zeros((GAP, stands.shape[1]), np.int64), stands]))
            local = one["head"][base : base + size] - base
            second["head"].append(np.r_[np.arange(place, place + GAP), local + place + GAP])
            second["real"].append(np.r_[gap, np.ones(size, np.int64)].astype(np.float32))
            second["wanted"].append(np.r_[gap, wanted])
            place += size + GAP
        pieces += len(one["head"])
        traits_before += len(one["trait"])
        words_before += len(one["word"])
    return tuple({k: torch.from_numpy(np.concatenate(v)) for k, v in held.items()} for held in (laid, second))  # type: ignore[return-value]


def fit(network: Network, samples: list[Row], *, rounds: int, rate: float, size: int = 6) -> None:
    adam = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    steps = rounds * -(-len(samples) // size)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=steps, pct_start=0.1)
    network.train()
    for _ in range(rounds):
        random.shuffle(samples)
        for at in range(0, len(samples), size):
            b, c = batch(samples[at : at + size])
            seen = network.seen(b)
            real, real_parts = b["real"] > 0, c["real"] > 0
            cues = F.binary_cross_entropy_with_logits(network.out(seen)[:, 0][real], b["cue"][real], reduction="sum")
            parts = F.cross_entropy(network.parts(seen, c)[real_parts], c["wanted"][real_parts], reduction="sum")
            adam.zero_grad()
            ((cues + parts / 6) / max(1.0, float(b["cue"].sum()))).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            adam.step()
            plan.step()


def figures(network: Network, samples: list[Row], *, least: float = 0.45) -> tuple[float, float]:
    """F1 of cues' heads, and the share of pieces whose part is right, given the cue."""
    network.eval()
    hit = given = wanted = right = pieces = 0.0
    with torch.no_grad():
        for at in range(0, len(samples), 12):
            b, c = batch(samples[at : at + 12])
            seen = network.seen(b)
            likely = (torch.sigmoid(network.out(seen)[:, 0]) >= least) & (b["real"] > 0)
            hit += float((b["cue"] * likely).sum())
            given += float(likely.sum())
            wanted += float(b["cue"].sum())
            real = c["real"] > 0
            right += float((network.parts(seen, c).argmax(1) == c["wanted"])[real].sum())
            pieces += float(real.sum())
    return 2 * hit / (given + wanted), right / pieces


def write(network: Network, keys: tuple[Keys, Keys, Keys], *, said: str) -> None:
    w = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    lines = [
        "# Weights of the network that judges attributions (dateline.reading.quotations.judging): name, numbers.",
        "# trait, word and stand: a tag, label, shape or class, or a word of the project's own lists; then numbers.",
        "# Made by tools/fit_attributions.py from annotated news articles; they hold no words of any article.",
        f"# {said}",
    ]
    for name, own in zip(("trait", "word", "stand"), keys, strict=True):
        lines += ["\t".join([name, key, *_cells(w[f"{name}.weight"][at])]) for key, at in own.items()]
    tables = {name: w[f"{name}.weight"] for name in ("word_in", "out", "piece", "cue", "part")}
    tables |= {f"{name}_b": w[f"{name}.bias"] for name in ("word_in", "out", "piece", "part")}
    for at, name in enumerate(("one", "two")):
        tables |= {f"{name}_near": _flat(w[f"near.{at}.weight"]), f"{name}_b": w[f"near.{at}.bias"]}
        tables |= {f"{name}_head": w[f"head.{at}.weight"], f"{name}_kids": w[f"kids.{at}.weight"]}
    for at, step in enumerate(STEPS):
        tables |= {f"deep{step}_near": _flat(w[f"deep.{at}.weight"]), f"deep{step}_b": w[f"deep.{at}.bias"]}
        tables |= {f"deep{step}_head": w[f"deep_head.{at}.weight"]}
    for name, table in tables.items():
        lines += ["\t".join([name, *_cells(row)]) for row in np.atleast_2d(table)]
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _flat(kernel: np.ndarray) -> np.ndarray:
    """A convolution as one matrix over rows side by side."""
    return kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0])


def _cells(row: np.ndarray) -> list[str]:
    return [f"{value:.3g}" for value in row]


def main(data: Path, left_out: frozenset[str]) -> None:
    torch.manual_seed(0)
    random.seed(0)
    torch.set_num_threads(1)
    keys = Keys(), Keys(), Keys()
    every = list(articles(data))
    parses = model.parse_all(str(article["text"]) for article in every)
    samples = [sample_of(article, parse, keys) for article, parse in zip(every, parses, strict=True)]
    network = Network((len(keys[0]), len(keys[1]), len(keys[2])))
    fit(network, [one for one in samples if one["outlet"] not in left_out], rounds=8, rate=3e-3)
    cues, parts = figures(network, [one for one in samples if one["outlet"] in left_out])
    said = f"On {len(left_out)} outlets left out: F1 of cues' heads {cues:.3f}; of pieces' parts {parts:.3f} right."
    print(said, flush=True)
    fit(network, samples, rounds=3, rate=1.2e-3)
    write(network, keys, said=said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), frozenset(",".join(sys.argv[2:] or ["usa-today,huff-post"]).split(",")))
