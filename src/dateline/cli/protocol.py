"""`dateline mcp`: the workspace as tools of the Model Context Protocol."""

from __future__ import annotations

import click

from dateline.cli.options import EXIT_DONE, workspace_option
from dateline.cli.tokens import token_of

__all__ = ["mcp_command"]


@click.command("mcp")
@workspace_option
@click.option("--http", is_flag=True, help="Speak over HTTP instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --http: the address to listen at.")
@click.option(
    "--port", default=8090, show_default=True, type=click.IntRange(0, 65535), help="With --http; 0 takes a free one."
)
@click.option("--token-file", type=click.Path(), metavar="FILE", help="Ask for the token in it; made if missing.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="Answer to this name too; may be repeated.")
def mcp_command(
    workspace: str, *, http: bool, host: str, port: int, token_file: str | None, allow_host: tuple[str, ...]
) -> int:
    """Let a client of the Model Context Protocol look at the workspace; it can change nothing.

    A client starts this command and speaks on its standard input and output. With --http it listens to this machine
    alone; on any other address whoever asks must show a token: the environment variable DATELINE_TOKEN, or the first
    line of --token-file.
    """
    from dateline.errors import UsageError
    from dateline.mcp.desk import Desk
    from dateline.serve.settings import is_loopback

    try:
        from dateline.mcp.server import serve_http, serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UsageError(
            "missing_library", "the protocol's library is not installed: pip install 'dateline[mcp]'"
        ) from None
    if not http:
        desk = Desk(workspace)
        try:
            serve_stdio(desk)
        except KeyboardInterrupt:
            pass
        finally:
            desk.close()
        return EXIT_DONE
    token = token_of(token_file)
    if token is None and not is_loopback(host):
        raise UsageError(
            "token_needed",
            f"{host} can be reached from other machines: set DATELINE_TOKEN, or name a file with --token-file",
        )
    desk = Desk(workspace)
    try:
        serve_http(desk, host=host, port=port, token=token, allow_hosts=allow_host, started=_tell)
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        desk.close()
    return EXIT_DONE


def _tell(address: str) -> None:
    click.echo(f"{address}  (to look at only; Ctrl-C ends)")
