"""Stages that behave, and stages that do not: what an engine must live with."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from dateline.errors import Refusal, UsageError
from dateline.records.evidence import article_text
from dateline.records.outcome import Warning
from dateline.records.page import Block
from dateline.stage import Product

__all__ = ["Asking", "Cutting", "Isolated", "Misbehaving", "Opening", "Unsendable"]


@dataclass(frozen=True, kw_only=True)
class _Stage:
    """A stage over short strings."""

    name: ClassVar[str] = "test"
    version: ClassVar[int] = 1

    def key(self, input: str, /) -> str:
        return f"key of {input}"


@dataclass(frozen=True, kw_only=True)
class Cutting(_Stage):
    """Behaves: a block for every word, with texts, payload and warnings; refuses what has no words."""

    kind: str = "paragraph"

    def open(self) -> Callable[[str], Product[tuple[Block, ...]]]:
        return self._cut

    def _cut(self, input: str) -> Product[tuple[Block, ...]]:
        words = input.split()
        if not words:
            raise Refusal("empty", "no words")
        if words[0] == "slip":
            raise ValueError("a slip \ud800 of ours " + "x" * 2000)
        if words[0] == "deep":
            return self._cut(input)
        blocks = tuple(Block(kind="paragraph", start=at, end=at + len(word)) for at, word in enumerate(words))
        warnings = (Warning(code="long", message=f"{len(words)} words"),) if len(words) > 3 else ()
        return Product(output=blocks, texts=(article_text(words),), payload=input.encode(), warnings=warnings)


@dataclass(frozen=True, kw_only=True)
class Asking(_Stage):
    """Tells in which process it ran, and how often it was opened there."""

    def open(self) -> Callable[[str], Product[tuple[int, int]]]:
        global _opened
        _opened += 1
        return lambda _: Product(output=(os.getpid(), _opened))


_opened = 0


@dataclass(frozen=True, kw_only=True)
class Isolated(Asking):
    """The same, in a process of its own."""

    isolated: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class Misbehaving(_Stage):
    """Does what its input says."""

    isolated: ClassVar[bool] = True

    def open(self) -> Callable[[str], Product[str]]:
        return self._do

    def _do(self, input: str) -> Product[str]:
        what, _, how = input.partition(" ")
        if what == "hang":
            # PyDLL keeps the interpreter's lock: no thread and no handler of Python's can interrupt this.
            ctypes.PyDLL(None).sleep(int(how))
        elif what == "sleep":
            time.sleep(float(how))
        elif what == "exit":
            os._exit(int(how))
        elif what == "crash":
            ctypes.string_at(0)
        elif what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif what == "eat":
            return Product(output=str(len(bytearray(int(how)))))
        elif what == "print":
            print("noise on standard output", flush=True)
            os.write(1, b"more noise")
        elif what == "read":
            return Product(output=sys.stdin.read())
        elif what == "noise":
            for channel in range(3, 20):
                with suppress(OSError):
                    os.write(channel, b"noise" * 10)
        elif what == "end":
            raise SystemExit(3)
        return Product(output=input)


@dataclass(frozen=True, kw_only=True)
class Opening(_Stage):
    """Cannot be opened: `how` says in which way."""

    isolated: ClassVar[bool] = True
    how: str

    def open(self) -> Callable[[str], Product[str]]:
        if self.how == "refuses":
            raise UsageError("no_model", "There is no model: install one.")
        if self.how == "slips":
            raise ValueError("a slip")
        os._exit(9)


@dataclass(frozen=True, kw_only=True)
class Unsendable(_Stage):
    """Makes what no process can send to another."""

    isolated: ClassVar[bool] = True

    def open(self) -> Callable[[str], Product[object]]:
        return lambda input: Product(output=(lambda: input) if input == "lambda" else input)
