"""A dossier set for a terminal: timeline, changes, disputes, who says what, where it comes from, who is who.

Every line ends with a short reference for `dateline show`. All page text passes through `printable`, and
rich's markup is never parsed in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.copied import copied
from dateline.records.dossier import Dossier, Entity
from dateline.records.time import Time
from dateline.records.versions import Version
from dateline.rendering.harmless import printable
from dateline.rendering.wording import Wording, counted
from dateline.workspace import Passage

__all__ = ["console", "fitted", "row", "show", "show_passages", "show_versions"]

_NARROW, _WIDE = 80, 160
_DATE_WIDTH = 16
_LISTED, _SAID, _SAID_BESIDE = 20, 12, 3
"""Entities under "In registries", and what a record says that is shown, of the subject and of others."""


def console() -> Console:
    """Standard output, between 80 and 160 columns wide; colour only where a terminal shows it."""
    width = min(max(Console().width, _NARROW), _WIDE) if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def show(picture: Dossier, out: Console) -> None:
    """Print a dossier."""
    with fitted(out):
        _lay_out(picture, out)


def show_versions(versions: Sequence[Version], out: Console) -> None:
    """Print each version of a page with its edits: what was dropped in red, what came in green."""
    with fitted(out):
        for version in versions:
            head = Text(printable(version.observed_at or "seen at an unknown time"), style="dim")
            head.append(f"  {printable(version.title or version.source)}", style="bold")
            out.print(head)
            for edit in version.edits:
                out.print(Padding(Text(f"{edit.what} {edit.kind}", style="dim"), (0, 0, 0, 2)))
                for sign, words, style in (("-", edit.before, "red"), ("+", edit.after, "green")):
                    if words is not None:
                        out.print(Padding(Text(f"{sign} {printable(words.exact)}", style=style), (0, 0, 0, 4)))
            if version is not versions[0] and not version.edits:
                out.print(Padding(Text("no word of the article was edited", style="dim"), (0, 0, 0, 2)))


@contextmanager
def fitted(out: Console) -> Iterator[None]:
    """Print to a terminal as it is, to a pipe without the spaces that fill a terminal's lines."""
    if out.is_terminal:
        yield
        return
    with out.capture() as printed:
        yield
    out.file.write("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n")


def _lay_out(picture: Dossier, out: Console) -> None:
    say = Wording(picture)
    out.print(_head(say))
    sections: Sequence[tuple[str, Iterable[RenderableType]]] = (
        ("Timeline", _timeline(say)),
        ("What changed", _changes(say)),
        ("What is disputed", _disputes(say)),
        ("Who says what", _quotations(say)),
        ("Where it comes from", _chains(say)),
        ("What copies dropped and added", _copies(say)),
        ("Who and what", _entities(say)),
        ("In registries", _registries(say)),
        ("Pages", _pages(say)),
        ("Not read, or read with reservations", _troubles(picture)),
    )
    for title, lines in sections:
        rows = list(lines)
        if rows:
            out.print()
            out.print(Text(title, style="bold"))
            out.print(Padding(Group(*rows), (0, 0, 0, 2)))


def show_passages(passages: Sequence[Passage], out: Console) -> None:
    """Print the words around each piece of evidence, with the words themselves marked, and why they count."""
    with fitted(out):
        for number, passage in enumerate(passages):
            if number:
                out.print()
            out.print(Text(printable(passage.title or passage.source), style="bold"))
            spans = ", ".join(f"[{e.start}:{e.end}]" for e in passage.evidence)
            out.print(Text(f"{printable(passage.source)}  text {passage.text_id[:12]} {spans}", style="dim"))
            for reason in passage.why:
                out.print(Text(f"because  {printable(reason)}", style="green"))
            out.print(Padding(_marked(passage), (0, 0, 0, 2)))


def _marked(passage: Passage) -> Text:
    """The passage with its evidence marked twice, by colour and by signs, so that a pipe shows it too."""
    words = Text("… " if passage.start else "")
    at = passage.start
    for evidence in passage.evidence:
        if evidence.start < at:
            continue  # stands inside the one before, and is marked with it
        words.append(_kept_spaces(passage.text[at - passage.start : evidence.start - passage.start]))
        words.append(f"»{printable(evidence.exact)}«", style="bold reverse")
        at = evidence.end
    words.append(_kept_spaces(passage.text[at - passage.start :]))
    return words.append(" …")


def _kept_spaces(text: str) -> str:
    first, last = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{first}{printable(text)}{last}" if text.strip() else " " * bool(text)


def _head(say: Wording) -> RenderableType:
    title = Text(printable(say.scope()), style="bold")
    lines = [title, Text(say.counts(), style="dim")]
    entity = say.subject()
    if entity is not None:
        lines.insert(1, _portrait(entity, say, name=False))
    scope = say.picture.scope
    if scope.was is not None:
        now = scope.story or scope.entity or ""
        lines.insert(1, Text(f"{printable(scope.was)} went into {printable(now)}", style="dim"))
    return Group(*lines)


def _portrait(entity: Entity, say: Wording, *, name: bool) -> Text:
    """An entity in a line: name, other names, roles, states."""
    text = Text(printable(entity.name) if name else "", style="bold")
    parts = (
        ("also " + ", ".join(say.other_names(entity)), "not bold", bool(say.other_names(entity))),
        ("; ".join(say.roles(entity)), "not bold dim", True),
        (", ".join(say.states(entity)), "not bold yellow", True),
    )
    for words, style, wanted in parts:
        if wanted and words:
            text.append(("  " if text.plain else "") + printable(words), style=style)
    return text


def _grid(*widths: int | None) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        if width is None:
            grid.add_column(ratio=1, overflow="fold")
        else:
            grid.add_column(width=width, overflow="fold")
    return grid


def row(when: Time | str, text: Text, ref: str) -> Table:
    grid = _grid(_DATE_WIDTH, None, len(ref))
    day = when if isinstance(when, str) else Wording.time(when)
    grid.add_row(Text(day, style="cyan"), text, Text(ref, style="dim"))
    return grid


def _line(text: Text | Padding, ref: str = "", *, indent: int = 0) -> RenderableType:
    grid = _grid(None, len(ref))
    grid.add_row(Padding(text, (0, 0, 0, indent)), Text(ref, style="dim"))
    return grid


def _timeline(say: Wording) -> Iterable[RenderableType]:
    lines, lighter = say.chief_lines()
    for line in lines:
        text = Text(printable(line.text))
        text.append(f"  ({say.standing(line.articles, line.origins)})", style="dim")
        if stands := say.stands(line.event):
            text.append(f"\nas it stands: {printable(stands)}", style="not bold green")
        yield row(line.time, text, say.ref(line.event))
    if lighter:
        yield Text(f"and {counted(lighter, 'lighter line')}, which --json has", style="dim")


def _changes(say: Wording) -> Iterable[RenderableType]:
    for change in say.picture.changes:
        text = Text(printable(say.name(change.about)), style="bold")
        text.append(f"  {printable(change.attribute)}: ", style="not bold")
        text.append(printable(change.before.value), style="not bold red")
        text.append(" → ", style="not bold")
        text.append(printable(change.after.value), style="not bold green")
        sides = " → ".join(filter(None, (say.holders(change.before.holders), say.holders(change.after.holders))))
        text.append("\n" + printable(f"{sides}: {change.basis}" if sides else change.basis), style="not bold dim")
        when = change.after.time
        yield row(when if change.kind == "world" else change.kind, text, say.ref(say.change_id(change)))


def _disputes(say: Wording) -> Iterable[RenderableType]:
    for dispute in say.picture.disputes:
        head = Text(printable(say.name(dispute.about)), style="bold")
        head.append(f"  ({dispute.kind})", style="not bold dim")
        yield _line(head, say.ref(say.dispute_id(dispute)))
        for stand in dispute.stands:
            text = Text(printable(stand.value), style="yellow")
            text.append(" — " + printable(say.holders(stand.holders)), style="dim")
            yield _line(text, indent=2)


def _quotations(say: Wording) -> Iterable[RenderableType]:
    for speaker, things, more in say.by_speaker():
        yield Text(printable(speaker), style="bold")
        for said in things:
            quotation = said.quotation
            # A quotation split by its cue is shown as split: the words between were not said.
            content = " … ".join(printable(part.exact) for part in quotation.evidence.content)
            text = Text(f"“{content}”" if quotation.kind == "direct" else content)
            pages = counted(len(said.pages), "page") if len(said.pages) > 1 else None
            how = ", ".join(filter(None, (quotation.cue, quotation.medium, pages)))
            text.append(f"  ({printable(how)})", style="dim")
            yield row(quotation.said, text, say.ref(quotation.id))
        if more:
            yield Text(f"and {more} more, which --json has", style="dim")


def _chains(say: Wording) -> Iterable[RenderableType]:
    for origin, chains, more in say.by_origin():
        shown = say.shows_family(chains[0].origin)
        yield _line(Text(printable(origin), style="bold"), say.ref(chains[0].origin) if shown else "")
        for chain in chains:
            text = Text()
            for position, link in enumerate(chain.links):
                if position:
                    text.append(" ← ", style="dim")
                text.append(printable(link.name))
                text.append(f" ({link.role})", style="dim")
            yield _line(text, say.ref(chain.id), indent=2)
        if more:
            yield Text(f"  and {more} more, which --json has", style="dim")


def _copies(say: Wording) -> Iterable[RenderableType]:
    for text, ref in copied(say):
        yield _line(text, ref)


def _entities(say: Wording) -> Iterable[RenderableType]:
    for entity in say.chief_entities():
        yield row(entity.type, _portrait(entity, say, name=True), say.ref(entity.id))


def _registries(say: Wording) -> Iterable[RenderableType]:
    """What registries have on whom the picture tells of, in their own words, and how sure the link is."""
    subject = say.subject()
    listed = [entity for entity in say.picture.entities if entity.registry]
    listed.sort(key=lambda entity: entity is not subject)
    for entity in listed[:_LISTED]:
        for link in entity.registry:
            text = Text(printable(entity.name), style="bold")
            topics = ", ".join(dict.fromkeys(topic.words for topic in link.topics))
            text.append(f"  {printable(topics or link.schema)}", style="not bold yellow")
            sure = "judged" if link.likelihood == 1.0 else f"likelihood {link.likelihood:.2f}"
            told = f"{link.name}, record {link.record} ({sure}: {'; '.join(link.reasons)})"
            text.append("\n" + printable(told), style="not bold dim")
            said = link.said[: _SAID if entity is subject else _SAID_BESIDE]
            for each in said:
                text.append("\n" + printable(f"{each.property}: {each.value}"), style="not bold")
            if len(link.said) > len(said):
                text.append(f"\nand {len(link.said) - len(said)} more, which --json has", style="not bold dim")
            yield row(printable(link.registry), text, say.ref(link.id))
    if len(listed) > _LISTED:
        yield Text(f"and {len(listed) - _LISTED} more, which --json has", style="dim")


def _pages(say: Wording) -> Iterable[RenderableType]:
    for article in say.picture.articles:
        text = Text(printable(article.title or article.source))
        credit = say.provenance(article)
        text.append(f"  {printable(credit)}", style="dim")
        yield row(article.published, text, say.ref(article.id))


def _troubles(picture: Dossier) -> Iterable[RenderableType]:
    for failure in picture.failures:
        text = Text(printable(f"{failure.source}: {failure.message}"), style="red")
        yield row("not read", text, "")
    for warning in picture.warnings:
        yield row("warning", Text(printable(f"{warning.source}: {warning.message}")), "")
