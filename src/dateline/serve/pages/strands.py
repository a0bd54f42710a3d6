"""What changed, as strands: values of one thing that gave way one to the next stand in one row, first to last.

Changes of the world, corrections and retractions are told apart: an outlet that takes something back tells of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.records.dossier import Change, Held
from dateline.records.references import change_id
from dateline.rendering import pieces
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Markup, element, join
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import Wording, counted

__all__ = ["strands"]


def strands(say: Wording, changes: Sequence[Change], quoting: Quoting) -> Iterator[Markup]:
    """A card for each strand; corrections and retractions have one each, first of all."""
    for change in changes:
        if change.kind != "world":
            yield pieces.change(say, change, quoting)
    for strand in _strands([change for change in changes if change.kind == "world"]):
        yield pieces.change(say, strand[0], quoting) if len(strand) == 1 else _card(say, strand, quoting)


def _strands(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes of one attribute of one thing, each beginning where the one before ends."""
    found: list[list[Change]] = []
    for change in changes:
        for strand in found:
            last = strand[-1]
            same = (last.about, last.attribute) == (change.about, change.attribute)
            if same and last.after.value == change.before.value:
                strand.append(change)
                break
        else:
            found.append([change])
    return found


def _card(say: Wording, strand: Sequence[Change], quoting: Quoting) -> Markup:
    first = strand[0]
    name = shortened(say.name(first.about), 160)
    steps = [_step(first.before, quoting.about(change_id(first)), tag="del")]
    for number, change in enumerate(strand):
        tag = "ins" if number == len(strand) - 1 else "span"
        steps.append(_step(change.after, quoting.about(change_id(change)), tag=tag, change=change))
    chip = element("span", f"the world changed, {counted(len(strand), 'time')}", class_="kind")
    return element(
        "article",
        element("h3", name[:1].upper() + name[1:], dir="auto"),
        element("p", element("span", shortened(first.attribute, 80)), chip, class_="attribute"),
        element("ol", steps, class_="steps"),
        class_="card world",
    )


def _step(held: Held, quoting: Quoting, *, tag: str, change: Change | None = None) -> Markup:
    known = held.time.value or held.time.earliest or held.time.latest
    by = Wording.holders(held.holders)
    pages = quoting.pages(held.evidence)
    return element(
        "li",
        element("p", pieces.when(held.time), class_="label") if known else None,
        element("p", element(tag, shortened(held.value, 200)), class_="value", dir="auto"),
        element("p", element("b", shortened(by, 160)), class_="by", dir="auto") if by else None,
        element("p", join("in ", pages), class_="origins") if pages else None,
        element("p", shortened(change.basis, 200), class_="why-order") if change else None,
        id=pieces.line_anchor(change_id(change)) if change else None,
    )
