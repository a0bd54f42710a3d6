"""`dateline export`: the picture in another field's format, to standard output, a file, a folder or a zip."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, open_workspace, workspace_option

if TYPE_CHECKING:
    from dateline.export import Part

__all__ = ["export_command"]


@click.command("export")
@click.argument("form", metavar="FORMAT")
@click.argument("what", required=False)
@workspace_option
@click.option(
    "--output", "-o", metavar="PATH", help="Write here instead of to standard output: a file, folder or .zip."
)
@click.option("--table", metavar="NAME", help="Of csv this one table.")
@click.option("--on", metavar="DAY", help="The world on that day, as now known (2026-02-21).")
@click.option("--as-of", metavar="DAY", help="Only what had been published by that day.")
def export_command(
    form: str,
    what: str | None,
    workspace: str,
    *,
    output: str | None,
    table: str | None,
    on: str | None,
    as_of: str | None,
) -> int:
    """Write the picture in another format: of everything, of one story, or of one entity by name.

    \b
    json        the contract of --json        annotation  W3C Web Annotations of all evidence
    jsonl       the same, a record a line     prov        PROV-JSON of the chains
    csv         a table for each list         stix        a STIX 2.1 bundle
    ftm         FollowTheMoney entities       html        a report that opens anywhere
    jsonld      schema.org JSON-LD
    """
    from dateline.rendering.harmless import printable

    with open_workspace(workspace) as opened:
        parts = opened.export(form, what, on=on, as_of=as_of)
    chosen = _chosen(parts, form=form, table=table)
    if output is None:
        _print(chosen, form=form)
    else:
        for path in _write(chosen, Path(output), several=form == "csv" and table is None):
            click.echo(f"written: {printable(str(path))}", err=True)
    return EXIT_DONE


def _chosen(parts: Sequence[Part], *, form: str, table: str | None) -> Sequence[Part]:
    from dateline.errors import UsageError

    if table is None:
        return parts
    if form != "csv":
        raise UsageError("no_tables", "--table chooses one of the tables of csv: leave it out for other formats")
    found = [part for part in parts if part.name == table]
    if not found:
        names = ", ".join(part.name for part in parts)
        raise UsageError("unknown_table", f"there is no table {table!r}: choose one of {names}")
    return found


def _print(parts: Sequence[Part], *, form: str) -> None:
    """The chief file to standard output, in UTF-8 wherever that leads."""
    from dateline.errors import UsageError
    from dateline.export import blocks

    if form == "csv" and len(parts) > 1:
        names = ", ".join(part.name for part in parts)
        raise UsageError("several_tables", f"give --output FOLDER or FILE.zip, or --table with one of {names}")
    try:
        sys.stdout.buffer.writelines(blocks(parts[0].pieces))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader of our pipe left; nobody wants the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(parts: Sequence[Part], output: Path, *, several: bool) -> Iterator[Path]:
    from dateline.errors import UsageError

    try:
        if several and output.suffix.lower() == ".zip":
            yield _zip(parts, output)
        elif several or output.is_dir():
            output.mkdir(exist_ok=True)
            for part in parts:
                yield _file(part, output / f"{part.name}{part.ending}")
        else:
            chief, *beside = parts
            yield _file(chief, output)
            name = output.name.removesuffix(chief.ending)
            name = name if name != output.name else output.stem
            for part in beside:
                yield _file(part, output.with_name(f"{name}{part.ending}"))
    except OSError as error:
        raise UsageError("cannot_write", f"{output}: {error.strerror or error}: name a place to write to") from error


def _file(part: Part, path: Path) -> Path:
    from dateline.export import blocks

    with _new(path) as out:
        out.writelines(blocks(part.pieces))
    return path


def _zip(parts: Sequence[Part], path: Path) -> Path:
    from dateline.export import pack

    with _new(path) as out:
        pack(parts, out)
    return path


@contextmanager
def _new(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is whole."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
