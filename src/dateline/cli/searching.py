"""`dateline search`: hits with the words in context, those that fit marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, open_workspace, print_json, workspace_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.text import Text

    from dateline.records.search import Hit, Results, Snippet

__all__ = ["search_command"]


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@workspace_option
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 500), help="Hits to print.")
@click.option("--after", metavar="CURSOR", help="Go on behind these hits: the cursor is printed with them.")
@click.option(
    "--sort", type=click.Choice(["rank", "date"]), default="rank", show_default=True, help="What comes first."
)
@click.option("--on", metavar="DAY", help="What had been published, happened or been said by that day, as now known.")
@click.option("--as-of", metavar="DAY", help="Only what had been published by that day.")
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON, with the offsets of all words.")
def search_command(
    query: tuple[str, ...],
    workspace: str,
    *,
    limit: int,
    after: str | None,
    sort: str,
    on: str | None,
    as_of: str | None,
    as_json: bool,
) -> int:
    """Find articles, quotations, events and entities: dateline search 'kind:quotation about:"A Name" killed'.

    \b
    words side by side   "state of emergency"     beginnings    emerg*
    one or the other     flood OR dam             without       -dam
    fields   speaker: about: place: outlet: origin: kind: date:2026-02..2026-03 when:2026-02-21

    A query with marks or dashes is set in the shell's own quotation marks; behind -- it may begin with a dash.
    """
    asked = " ".join(query)
    with open_workspace(workspace) as opened:
        found = opened.search(
            asked, limit=limit, after=after, on=on, as_of=as_of, sort="date" if sort == "date" else "rank"
        )
    if as_json:
        print_json(found)
    else:
        from dateline.cli.picture import console

        show_results(found, console())
    return EXIT_DONE


def show_results(found: Results, out: Console) -> None:
    """Print hits, one under the other."""
    from rich.padding import Padding
    from rich.text import Text

    from dateline.rendering.harmless import printable

    out.print(Text(_counts(found), style="bold"))
    for also in found.also:
        others = ", ".join(map(printable, also.others))
        out.print(Text(f"{printable(also.name)} was looked for as {others} as well", style="dim"))
    if found.waiting:
        out.print(Text("some pages that were read wait to be found: open a workspace that can be written", style="dim"))
    for hit in found.hits:
        out.print()
        out.print(_head(hit))
        for snippet in hit.snippets:
            out.print(Padding(_context(snippet), (0, 0, 0, 4), expand=False))
        out.print(Padding(Text(_where(hit), style="dim"), (0, 0, 0, 4), expand=False))
    if found.next:
        out.print()
        out.print(Text(f"there is more: --after {found.next}", style="dim"), soft_wrap=True)


def _counts(found: Results) -> str:
    parts = [f"{each.count:,}{'+' if each.capped else ''} {_plural(each.kind, each.count)}" for each in found.counts]
    return ", ".join(parts) if parts else "nothing was found"


def _plural(kind: str, count: int) -> str:
    return kind if count == 1 else "entities" if kind == "entity" else f"{kind}s"


def _head(hit: Hit) -> Text:
    """What a hit is: its kind, and the title, the speaker or the name."""
    from rich.text import Text

    from dateline.rendering.harmless import printable

    text = Text(f"{hit.kind:<9} ", style="cyan")
    if hit.kind == "entity":
        text.append(printable(hit.name or ""), style="bold")
        also = f"  also {', '.join(map(printable, hit.also))}" if hit.also else ""
        text.append(
            f"  ({', '.join(hit.types)}, in {hit.pages:,} {_plural('text', hit.pages)}){also}", style="not bold dim"
        )
    elif hit.kind == "quotation":
        unsure = "" if hit.clear else "  (speaker unclear)"
        text.append(printable(hit.speaker or "somebody"), style="bold")
        text.append(f"{unsure}  {', '.join(hit.types)}", style="not bold dim")
    elif hit.kind == "event":
        text.append(", ".join(hit.types), style="bold")
    else:
        text.append(printable(hit.title or hit.source), style="bold")
    return text


def _where(hit: Hit) -> str:
    from dateline.rendering.harmless import printable

    title = hit.title if hit.kind != "article" else None
    told = (hit.published.value or hit.published.latest, hit.outlet, title, None if title else hit.source)
    more = f"and {len(hit.articles) - 1} more with the same text" if len(hit.articles) > 1 else None
    return f"{' · '.join(printable(each) for each in (*told, more) if each)}  {hit.id}"


def _context(snippet: Snippet) -> Text:
    """A snippet with what fits marked twice, by colour and by signs, so that a pipe shows it too."""
    from rich.text import Text

    words, at = snippet.evidence.exact, snippet.evidence.start
    text = Text()
    for stretch, is_match in _pieces(snippet):
        said = _spaced(words[stretch[0] - at : stretch[1] - at])
        text.append(f"»{said}«" if is_match else said, style="bold reverse" if is_match else "")
    return text


def _pieces(snippet: Snippet) -> Iterable[tuple[tuple[int, int], bool]]:
    at = snippet.evidence.start
    for match in snippet.matches:
        if match.start > at:
            yield (at, match.start), False
        yield (match.start, match.end), True
        at = match.end
    if at < snippet.evidence.end:
        yield (at, snippet.evidence.end), False


def _spaced(words: str) -> str:
    """Words made harmless, with a blank on the sides that had one."""
    from dateline.rendering.harmless import printable

    first, last = (" " if edge.isspace() else "" for edge in (words[:1], words[-1:]))
    return f"{first}{printable(words)}{last}" if words.strip() else " " * bool(words)
