"""What linking makes of all articles and readings: everything that spans texts, ready to be laid out.

The lists of entities, places, events, .. are the contract's own records (records/dossier.py), whole and
unscoped; the dossier selects from them and adds timeline, changes and disputes. The maps say which entity
or place a thing of one text means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from dateline.records.base import record
from dateline.records.dossier import (
    Chain,
    Copies,
    DossierArticle,
    DossierClaim,
    DossierEvent,
    DossierMention,
    DossierQuantity,
    DossierQuotation,
    DossierState,
    DossierTime,
    DossierToponym,
    Entity,
    Origin,
    Story,
)
from dateline.records.page import Article
from dateline.records.reading import Place, Reading

__all__ = ["Linked", "Page"]


@record
class Page:
    """An article with its text and the reading of it: what linking takes in, one a page."""

    article: Article
    reading: Reading
    text: str


@record
class Linked:
    """The linked picture of a set of pages. `entity_of` maps coreference chain ids, `place_of` place ids
    of readings, to the entity or place across texts; `chains_of` maps article ids to their chains; `sources_of` maps
    event mention ids to the origins that their own text gives for them."""

    articles: tuple[DossierArticle, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[DossierMention, ...] = ()
    times: tuple[DossierTime, ...] = ()
    toponyms: tuple[DossierToponym, ...] = ()
    quotations: tuple[DossierQuotation, ...] = ()
    claims: tuple[DossierClaim, ...] = ()
    events: tuple[DossierEvent, ...] = ()
    states: tuple[DossierState, ...] = ()
    quantities: tuple[DossierQuantity, ...] = ()
    stories: tuple[Story, ...] = ()
    chains: tuple[Chain, ...] = ()
    origins: tuple[Origin, ...] = ()
    copies: tuple[Copies, ...] = ()
    entity_of: Mapping[str, str]
    place_of: Mapping[str, str]
    chains_of: Mapping[str, tuple[str, ...]]
    sources_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
