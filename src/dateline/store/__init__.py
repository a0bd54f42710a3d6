"""The store: forgets nothing unasked.  A path in, a Store out (`dateline.ports`)."""

from dateline.store.opening import open_store

__all__ = ["open_store"]
