"""The one decorator that makes a record: a frozen, slotted, keyword-only dataclass without I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

__all__ = ["record"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make `cls` a record."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
