"""The dossier room: the linked picture in, the contract out, for everything, one story or one entity."""

from dateline.dossier.asked import Words, sentence_of, words_of
from dateline.dossier.build import build
from dateline.dossier.corroboration import corroborate
from dateline.dossier.days import day, published_by
from dateline.dossier.diff import Diff, Difference, Point, diff
from dateline.dossier.pinning import Pins
from dateline.dossier.select import only
from dateline.records.references import Reference, References, change_id, dispute_id, references

__all__ = [
    "Diff", "Difference", "Pins", "Point", "Reference", "References", "Words", "build", "change_id", "corroborate",
    "day", "diff", "dispute_id", "only", "published_by", "references", "sentence_of", "words_of",
]  # fmt: skip
