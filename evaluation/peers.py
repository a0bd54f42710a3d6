"""Peers as systems under measurement: each runs in the peers' own environment, JSON lines in, JSON lines out."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.context import Runner
from evaluation.files import Row

__all__ = ["TOOLS", "peer"]

_FOLDER = Path(__file__).parent / "peer_tools"
_LOCK = Path(__file__).parents[1] / "requirements" / "peers.lock"

TOOLS = {
    "trafilatura": "articles",
    "newspaper4k": "articles",
    "readability-lxml": "articles",
    "jusText": "articles",
    "resiliparse": "articles",
    "htmldate": "articles",
    "visible-text": "articles",
    "jusText-lines": "articles",
    "textacy": "quotations",
    "marks-and-parse": "quotations",
    "spacy-dateparser": "times",
    "spacy": "names",
    "agency-mark": "credit",
    "tf-idf": "clusters",
    "patterns": "facts",
    "publication-counts": "timelines",
    "rapidfuzz": "name_pairs",
    "minhash": "copies",
    "minhash-rare": "copies",
    "same-lemma": "same_words",
}
"""Peer -> the script of peer_tools that runs it."""


def peer(name: str, *, python: Path) -> Runner | None:
    """The peer of this name, or None where its environment is not there."""
    if name not in TOOLS or not python.exists():
        return None
    script = _FOLDER / f"{TOOLS[name]}.py"
    version = hashlib.sha256(script.read_bytes() + _LOCK.read_bytes()).hexdigest()[:16]
    return Runner(name=name, version=version, run=lambda asks: _run(name, asks, script=script, python=python))


def _run(name: str, asks: Sequence[Row], *, script: Path, python: Path) -> Iterator[Row]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(ask) + "\n" for ask in asks)
        file.flush()
        # Peers' complaints about pages are no news; one that dies leaves its last words in the exit status.
        command = [str(python), "-W", "ignore", str(script), name, file.name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("{"):
                    yield json.loads(line)
        if process.returncode:
            raise RuntimeError(f"{name} ended with {process.returncode}: run it by hand: {' '.join(command)}")
