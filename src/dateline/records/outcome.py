"""What a stage makes of one input: records with warnings, or one Failure; and the Derivation that keeps it."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from dateline.records.base import record
from dateline.records.evidence import Text

__all__ = ["Derivation", "Failure", "Outcome", "Warning"]

T_co = TypeVar("T_co", covariant=True)


@record
class Warning:
    """A stage's reservation about what it read all the same. `code` is stable, `message` for people."""

    code: str
    message: str


@record
class Failure:
    """A stage's refusal of one input. `code` is stable, `message` ends with what could be done."""

    code: str
    message: str


@record
class Outcome(Generic[T_co]):
    """One input's result: `output` and the `texts` that it froze, or `failure`; never both, never neither.

    `input` is the id of what was read: a source's key, a capture's id, a text's id.
    """

    input: str
    output: T_co | None = None
    texts: tuple[Text, ...] = ()
    payload: bytes | None = None
    warnings: tuple[Warning, ...] = ()
    failure: Failure | None = None


@record
class Derivation:
    """Provenance of one outcome: (stage, version, settings, input) -> status. `key` hashes the four."""

    key: str
    stage: str
    version: int
    settings: str
    input: str
    status: Literal["done", "failed"]
