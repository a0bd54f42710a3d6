"""Linking: from the pages of many outlets to entities, places, events, origins and stories. `link` does it all."""

from dateline.linking.assemble import link

__all__ = ["link"]
