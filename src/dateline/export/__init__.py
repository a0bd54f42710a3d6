"""The export room: a dossier in, the same picture out in the formats of other fields, as streams of text."""

from dateline.export.files import blocks, pack
from dateline.export.formats import FORMATS, Format, Part, check, export

__all__ = ["FORMATS", "Format", "Part", "blocks", "check", "export", "pack"]
