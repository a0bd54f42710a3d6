"""Search: what somebody typed, and the pages that were read, in; hits with the words in context out."""

from dateline.search.aliases import same_names
from dateline.search.errors import QueryError
from dateline.search.finding import find
from dateline.search.grammar import parse
from dateline.search.indexing import VERSION, catch_up, forget, renew
from dateline.search.passages import passages
from dateline.search.pointing import Pointed, point

__all__ = [
    "VERSION", "Pointed", "QueryError", "catch_up", "find", "forget", "parse", "passages", "point", "renew",
    "same_names",
]  # fmt: skip
