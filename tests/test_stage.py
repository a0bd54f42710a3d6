"""A derivation's key names stage, version, settings and input: it changes with each, and with nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from dateline.stage import Product, derivation_key, is_isolated, settings_of


@dataclass(frozen=True, kw_only=True)
class Counting:
    """A stage with settings of several types."""

    name: ClassVar[str] = "counting"
    version: ClassVar[int] = 1
    word: str = "the"
    limit: int = 10
    kinds: tuple[str, ...] = ("a", "b")
    share: float | None = None

    def open(self) -> Callable[[str], Product[int]]:
        return lambda text: Product(output=text.count(self.word))

    def key(self, input: str, /) -> str:
        return input


@dataclass(frozen=True, kw_only=True)
class Recounting(Counting):
    """The same, one version later."""

    version: ClassVar[int] = 2


@dataclass(frozen=True, kw_only=True)
class Weighing(Counting):
    """The same under another name, in a process of its own."""

    name: ClassVar[str] = "weighing"
    isolated: ClassVar[bool] = True


def test_each_of_the_four_changes_the_key() -> None:
    keys = [
        derivation_key(Counting(), "one"),
        derivation_key(Counting(), "two"),
        derivation_key(Recounting(), "one"),
        derivation_key(Weighing(), "one"),
        derivation_key(Counting(word="a"), "one"),
        derivation_key(Counting(limit=11), "one"),
        derivation_key(Counting(kinds=("b", "a")), "one"),
        derivation_key(Counting(share=0.5), "one"),
    ]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 32 and set(key) <= set("0123456789abcdef") for key in keys)


@given(st.text(st.characters()), st.text(st.characters(categories=["Cs"]), max_size=2), st.integers())
def test_equal_stages_and_inputs_have_equal_keys(word: str, lone: str, limit: int) -> None:
    stage, same = (Counting(word=word + lone, limit=limit) for _ in range(2))
    assert derivation_key(stage, word + lone) == derivation_key(same, word + lone)


def test_the_key_does_not_hang_on_the_process() -> None:
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from test_stage import Counting, derivation_key\n"
        "print(derivation_key(Counting(kinds=('x', 'y')), 'input'))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == derivation_key(Counting(kinds=("x", "y")), "input")


def test_settings_are_the_fields_and_no_class_variables() -> None:
    assert json.loads(settings_of(Weighing(word="é"))) == {
        "word": "é", "limit": 10, "kinds": ["a", "b"], "share": None
    }  # fmt: skip


def test_a_stage_is_isolated_only_where_it_says_so() -> None:
    assert is_isolated(Weighing())
    assert not is_isolated(Counting())
