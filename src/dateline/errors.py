"""The errors that Dateline raises, each with a stable code, its facts, and the repair.

    DatelineError
    ├── UsageError      the call is wrong (an unknown reference, a setting that does not exist)
    ├── EvidenceError   words that do not stand where they are said to stand
    ├── StoreError      the workspace file cannot be opened, written or understood
    └── Refusal         a stage refuses its input; the engine turns it into a stored Failure

A Refusal never leaves the engine: one bad page costs one Failure, never the batch.
Exit codes and HTTP statuses are the surfaces' affair.
"""

from __future__ import annotations

__all__ = ["DatelineError", "EvidenceError", "Refusal", "StoreError", "UsageError"]


class DatelineError(Exception):
    """Anything that Dateline raises on purpose: `code` is stable, `message` ends with the repair."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{message} [{code}]")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[DatelineError], tuple[str, str]]:
        # An exception crosses from worker to parent by its two fields, not by its formatted text.
        return type(self), (self.code, self.message)


class UsageError(DatelineError):
    """The caller asked for something that cannot be."""


class EvidenceError(DatelineError):
    """Words were pinned to a place where they do not stand."""


class StoreError(DatelineError):
    """A workspace cannot be opened, written or understood."""


class Refusal(DatelineError):
    """A stage cannot read its input; becomes a Failure with the same code and message."""
