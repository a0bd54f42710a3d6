"""Copies on a terminal: who carries whose text, and which sentences were added (+) and dropped (-)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.text import Text

from dateline.records.dossier import CopyEdit, Dossier
from dateline.records.references import copies_id
from dateline.rendering.copied import by_whom, carriers, with_edits
from dateline.rendering.harmless import printable
from dateline.rendering.wording import Wording, counted

__all__ = ["Row", "copied"]

_MOST, _EACH = 10, 6
"""Copied texts, and sentences of each kind, that a terminal shows; the JSON has them all."""

Row = tuple[Text | Padding, str]
"""A line, and the reference at its end."""


def copied(say: Wording) -> Iterable[Row]:
    """The texts that were copied with changes, each with its added and dropped sentences."""
    found = with_edits(say.picture)
    for one in found[:_MOST]:
        head, who = carriers(one, say.picture)
        text = Text(printable(head), style="bold")
        text.append(f"  {printable(who)}", style="not bold dim")
        yield text, say.ref(copies_id(one))
        yield from _edits("-", one.dropped, say.picture, style="red")
        yield from _edits("+", one.added, say.picture, style="green")
    if len(found) > _MOST:
        yield Text(f"and {counted(len(found) - _MOST, 'more copied text')}, which --json has", style="dim"), ""


def _edits(sign: str, edits: Sequence[CopyEdit], picture: Dossier, *, style: str) -> Iterable[Row]:
    for edit in edits[:_EACH]:
        text = Text(f"{sign} {printable(edit.evidence.exact)}", style=style)
        text.append(f"  ({printable(by_whom(edit, picture))})", style="dim")
        yield Padding(text, (0, 0, 0, 2)), ""
    if len(edits) > _EACH:
        yield Padding(Text(f"{sign} and {len(edits) - _EACH} more, which --json has", style="dim"), (0, 0, 0, 2)), ""
