"""The dossier room: the linked picture in, the contract out, for everything, one story or one entity."""

from dateline.dossier.build import build
from dateline.dossier.references import Reference, References, change_id, dispute_id, references

__all__ = ["Reference", "References", "build", "change_id", "dispute_id", "references"]
