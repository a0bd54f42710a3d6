"""`dateline serve`: the workspace in a browser, and as an HTTP API."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.cli.options import EXIT_DONE, author_of, workspace_option
from dateline.cli.tokens import token_of

__all__ = ["serve_command"]

_MAKERS = 4
"""Processes that work out pictures, one a core: beyond some, memory is the dearer thing."""


@click.command("serve")
@workspace_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--write", is_flag=True, help="Let pages be added, and people judge; else everything is only looked at.")
@click.option("--token-file", type=click.Path(), metavar="FILE", help="Ask for the token in it; made if missing.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Answer to this name too; may be repeated.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests at a time.")
@click.option("--author", envvar="DATELINE_AUTHOR", metavar="NAME", help="Who judges, where nobody is named.")
def serve_command(
    workspace: str,
    *,
    host: str,
    port: int,
    write: bool,
    token_file: str | None,
    allow_host: tuple[str, ...],
    threads: int,
    author: str | None,
) -> int:
    """Show the workspace in a browser, with an HTTP API under /api.

    It listens to this machine alone. On any other address whoever asks must show a token: the environment variable
    DATELINE_TOKEN, or the first line of --token-file.
    """
    from dateline.errors import UsageError
    from dateline.serve.running import run
    from dateline.serve.settings import Settings, is_loopback

    if not write and not Path(workspace).exists():
        raise UsageError(
            "no_workspace",
            f"there is no workspace {workspace}: `dateline read PATH...` makes one, or --write begins one",
        )
    token = token_of(token_file)
    if token is None and not is_loopback(host):
        raise UsageError(
            "token_needed",
            f"{host} can be reached from other machines: set DATELINE_TOKEN, or name a file with --token-file",
        )
    settings = Settings(
        host=host,
        port=port,
        write=write,
        token=token,
        allow_hosts=allow_host,
        author=author_of(author) if write else None,
        threads=threads,
        makers=min(_MAKERS, os.cpu_count() or 1),
    )
    try:
        run(workspace, settings=settings, started=lambda address: _tell(address, settings.write))
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    return EXIT_DONE


def _tell(address: str, write: bool) -> None:
    what = "pages can be added and judged" if write else "to look at only: --write allows changes"
    click.echo(f"{address}  ({what}; Ctrl-C ends)")
