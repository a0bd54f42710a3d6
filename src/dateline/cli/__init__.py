"""The command line: each command renders one verb of the workspace.

Exit status: 0 done, 1 some pages failed (or evidence does not hold), 2 wrong usage. What a program reads
goes to standard output; progress, summaries of a `--json` run and complaints go to standard error.
Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys

import click

from dateline.cli.corroborating import corroborate_command
from dateline.cli.exporting import export_command
from dateline.cli.judging import COMMANDS
from dateline.cli.options import (
    EXIT_DONE,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    as_of_option,
    json_option,
    on_option,
    open_workspace,
    print_json,
    workspace_option,
)
from dateline.cli.protocol import mcp_command
from dateline.cli.registering import registry_command
from dateline.cli.searching import search_command
from dateline.cli.serving import serve_command
from dateline.cli.stories import stories_command

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="%(prog)s %(version)s")
def dateline() -> None:
    """Read news pages and say who, what, when and where, and who says so.

    Every line that is printed carries a reference; `dateline show REFERENCE` prints the words behind it.

    \b
    dateline read page.html pages/ more.txt
    dateline dossier
    dateline dossier "A Name"
    """


@dateline.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@workspace_option
@click.option("--published", metavar="DATE", help="When the page was published, as you know it (ISO 8601).")
@click.option("--url", metavar="URL", help="Where the page came from; to read an address, name it as PATH.")
@click.option("--outlet", metavar="NAME", help="Who published the page.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that read.")
@click.option("--follow", is_flag=True, help="Ask for the pages that a feed's entries link to, one by one.")
@click.option("--retry", is_flag=True, help="Try again what failed for want of time or memory.")
@json_option
@click.option("--jsonl", is_flag=True, help="Print one dossier a page, one a line, as they are read.")
def read_command(
    paths: tuple[str, ...],
    workspace: str,
    *,
    published: str | None,
    url: str | None,
    outlet: str | None,
    workers: int,
    follow: bool,
    retry: bool,
    as_json: bool,
    jsonl: bool,
) -> int:
    """Read pages into the workspace: files, folders, globs, addresses (https://..), feeds, .jsonl and WARC files, or -.

    An address is asked for only where it is named here; robots.txt is kept to, and private networks are refused.
    """
    from dateline.cli.reading import Ask, progress, run

    if as_json and jsonl:
        raise click.UsageError("--json prints one dossier, --jsonl one a page: choose one")
    ask = Ask(
        paths=paths,
        published=published,
        url=url,
        outlet=outlet,
        follow=follow,
        retry=retry,
        as_json=as_json,
        jsonl=jsonl,
    )
    with progress() as tick, open_workspace(workspace, workers=workers, create=True, progress=tick) as opened:
        return run(opened, ask)


@dateline.command("dossier")
@click.argument("what", required=False)
@workspace_option
@on_option
@as_of_option
@click.option("--top", type=click.IntRange(1), metavar="N", help="The N most important lines of the timeline.")
@json_option
def dossier_command(
    what: str | None, workspace: str, *, on: str | None, as_of: str | None, top: int | None, as_json: bool
) -> int:
    """Print the picture: of everything, of one story, or of one entity by name."""
    with open_workspace(workspace) as opened:
        picture = opened.dossier(what, on=on, as_of=as_of, top=top)
    if as_json:
        print_json(picture)
    else:
        from dateline.cli.picture import console, show

        show(picture, console())
    return EXIT_DONE


@dateline.command("diff")
@click.argument("before", metavar="DAY1")
@click.argument("after", metavar="DAY2")
@click.argument("what", required=False)
@workspace_option
@click.option("--on", metavar="DAY", help="What was known of the world on that day, by one day and by the other.")
@json_option
def diff_command(before: str, after: str, what: str | None, workspace: str, *, on: str | None, as_json: bool) -> int:
    """Print what is new, changed and gone in the picture as published between two days."""
    with open_workspace(workspace) as opened:
        found = opened.diff(before, after, what=what, on=on)
    if as_json:
        print_json(found)
    else:
        from dateline.cli.differing import show_diff
        from dateline.cli.picture import console

        show_diff(found, console())
    return EXIT_DONE


@dateline.command("show")
@click.argument("reference")
@workspace_option
@on_option
@as_of_option
@json_option
def show_command(reference: str, workspace: str, *, on: str | None, as_of: str | None, as_json: bool) -> int:
    """Print the words around the evidence of a line, with the words marked."""
    with open_workspace(workspace) as opened:
        passages = opened.show(reference, on=on, as_of=as_of)
    if as_json:
        print_json(passages)
    else:
        from dateline.cli.picture import console, show_passages

        show_passages(passages, console())
    return EXIT_DONE


@dateline.command("versions")
@click.argument("reference")
@workspace_option
@click.option("--on", metavar="DAY", help="The one that stood on that day: the last that had been seen by then.")
@click.option("--as-of", metavar="DAY", help="Only those that had been seen by that day.")
@json_option
def versions_command(reference: str, workspace: str, *, on: str | None, as_of: str | None, as_json: bool) -> int:
    """Print a page as it was seen each time, by its address or its article's id, and what was edited in between."""
    with open_workspace(workspace) as opened:
        versions = opened.versions(reference, on=on, as_of=as_of)
    if as_json:
        print_json(versions)
    else:
        from dateline.cli.picture import console, show_versions

        show_versions(versions, console())
    return EXIT_DONE


@dateline.command("check")
@workspace_option
@json_option
def check_command(workspace: str, *, as_json: bool) -> int:
    """Cut every piece of kept evidence again from the stored texts, and say how many hold."""
    with open_workspace(workspace) as opened:
        checked = opened.check()
    if as_json:
        print_json(checked)
    else:
        click.echo(f"{checked.holding:,} of {checked.total:,} pieces of evidence hold")
        for evidence in checked.broken:
            click.echo(f"  broken: text {evidence.text_id[:12]} [{evidence.start}:{evidence.end}]")
    return EXIT_DONE if checked.holding == checked.total else EXIT_SOME_FAILED


@dateline.command("failures")
@workspace_option
@json_option
def failures_command(workspace: str, *, as_json: bool) -> int:
    """List what could not be read, and why."""
    from dateline.rendering.harmless import printable

    with open_workspace(workspace) as opened:
        failures = opened.failures()
    if as_json:
        print_json(failures)
        return EXIT_DONE
    for failure in failures:
        click.echo(f"{printable(failure.source)}: {printable(failure.message)} [{failure.stage}: {failure.code}]")
    if not failures:
        click.echo("everything was read")
    return EXIT_DONE


@dateline.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of the contract."""
    import json

    from dateline.records.dossier import Dossier
    from dateline.records.schema import json_schema

    click.echo(json.dumps(json_schema(Dossier), indent=2, ensure_ascii=False))
    return EXIT_DONE


def main() -> None:
    """The `dateline` command."""
    from dateline.errors import DatelineError

    try:
        status = dateline.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped; what was read is kept, and the next run goes on from there", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except DatelineError as error:
        from dateline.rendering.harmless import printable

        click.echo(f"dateline: {printable(error.message)} [{error.code}]", err=True)
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        # The reader of our pipe left; there is nobody to complain to, and nothing more to flush.
        sys.stderr.close()
        sys.exit(EXIT_DONE)
    sys.exit(status if isinstance(status, int) else EXIT_DONE)


for _command in (
    *COMMANDS, corroborate_command, export_command, mcp_command, registry_command, search_command, serve_command,
    stories_command,
):  # fmt: skip
    dateline.add_command(_command)
