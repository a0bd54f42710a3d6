"""What is wrong with a query, and where."""

from __future__ import annotations

from dateline.errors import DatelineError, UsageError

__all__ = ["QueryError"]


class QueryError(UsageError):
    """A query that cannot be understood; `position` is the character at which, counted from zero."""

    def __init__(self, code: str, message: str, *, position: int) -> None:
        super().__init__(code, f"at character {position + 1} of the query: {message}")
        self.position = position
        self._said = message

    def __reduce__(self) -> tuple[type[DatelineError], tuple[str, str]]:
        return UsageError, (self.code, self.message)
