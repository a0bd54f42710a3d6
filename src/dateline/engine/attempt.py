"""One input through one stage: a product becomes an Outcome, and so does everything that can go wrong.

This is the one place of Dateline where any exception is caught.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dateline.errors import Refusal
from dateline.records.outcome import Failure, Outcome
from dateline.stage import Product

__all__ = ["attempt"]

In = TypeVar("In")
Out = TypeVar("Out")

_MESSAGE_CHARACTERS = 500
"""Some libraries put the whole input into what they complain of."""


def attempt(work: Callable[[In], Product[Out]], input: In, *, key: str) -> Outcome[Out]:
    """Run a stage's opened function on one input, which is named `key`."""
    try:
        product = work(input)
    except Refusal as refusal:
        return Outcome(input=key, failure=Failure(code=refusal.code, message=refusal.message))
    except MemoryError:
        message = "this page needs more memory than one page may have: leave it out, or allow more"
        return Outcome(input=key, failure=Failure(code="out_of_memory", message=message))
    except Exception as slip:
        message = f"{type(slip).__name__}: {slip}"[:_MESSAGE_CHARACTERS]
        return Outcome(input=key, failure=Failure(code="internal_error", message=message))
    return Outcome(
        input=key,
        output=product.output,
        texts=product.texts,
        payload=product.payload,
        warnings=product.warnings,
    )
