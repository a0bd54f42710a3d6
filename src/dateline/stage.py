"""A stage: a frozen dataclass whose fields are its settings, with a name and a version.

`open()` loads what the stage needs, once a worker, and returns a function from one input to its product.
So a stage can be shipped to a worker, hashed into a derivation key and printed as provenance. The function
raises Refusal for what it cannot read; the engine turns that, and any slip of ours, into a Failure.

`version` rises with the code, and with the shape of the records that the stage makes: what an older version
made is kept, but never given out beside what a newer one made of the same input.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from dateline.records.base import record
from dateline.records.evidence import Text
from dateline.records.ids import digest
from dateline.records.outcome import Warning

__all__ = ["Product", "Stage", "derivation_key", "is_isolated", "settings_of"]

In = TypeVar("In", contravariant=True)
Out = TypeVar("Out")
Out_co = TypeVar("Out_co", covariant=True)


@record
class Product(Generic[Out]):
    """What a stage made of one input: its output, the texts it froze, its payload, and its reservations."""

    output: Out
    texts: tuple[Text, ...] = ()
    payload: bytes | None = None
    warnings: tuple[Warning, ...] = ()


class Stage(Protocol[In, Out]):
    """What the engine runs. Settings that change the output are fields; `version` rises with the code.

    A stage that hands hostile input to C code sets ``isolated: ClassVar[bool] = True``: it then runs in a
    process of its own even where the engine has but one worker, so a hang or a crash costs one input.
    """

    name: ClassVar[str]
    version: ClassVar[int]

    def open(self) -> Callable[[In], Product[Out]]:
        """Load what is needed and return the function that does the work."""
        ...

    def key(self, input: In, /) -> str:
        """What names an input: a source's key, a capture's id, a text's id. Must not fail."""
        ...


def is_isolated(stage: Stage[In, Out]) -> bool:
    """Whether the stage asks for a process of its own."""
    return bool(getattr(stage, "isolated", False))


def settings_of(stage: Stage[In, Out]) -> str:
    """A stage's settings as canonical JSON."""
    fields: dict[str, object] = asdict(stage) if is_dataclass(stage) and not isinstance(stage, type) else {}
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def derivation_key(stage: Stage[In, Out], input_key: str) -> str:
    """The name of (stage, version, settings, input): 32 hex digits. Equal keys have equal outcomes."""
    said = "\x1f".join((stage.name, str(stage.version), settings_of(stage), input_key))
    return digest(said.encode("utf-8", "surrogatepass"))[:32]
