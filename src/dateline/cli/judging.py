"""The commands with which a person has a say: same, different, correct, reject, undo; judgements, forget, backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import EXIT_DONE, author_of, json_option, open_workspace, print_json, workspace_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.records.judgement import Judgement

__all__ = ["COMMANDS"]

_author = click.option(
    "--author", envvar="DATELINE_AUTHOR", metavar="NAME", help="Who says so; your account's name where none is given."
)
_judgement_json = click.option("--json", "as_json", is_flag=True, help="Print what was judged as JSON.")


@click.command("same")
@click.argument("a")
@click.argument("b")
@workspace_option
@_author
@_judgement_json
def same_command(a: str, b: str, workspace: str, *, author: str | None, as_json: bool) -> int:
    """Say that two are one: people, bodies, places, events, stories or pages of one story.

    A and B are references, names, or NAME@PAGE: who bears a name on one page; one of them may be a registry's record:
    the reference of its line, its id, or REGISTRY:ID.
    """
    with open_workspace(workspace) as opened:
        judged = opened.same(a, b, author=author_of(author))
    return _told(judged, as_json=as_json)


@click.command("different")
@click.argument("a")
@click.argument("b")
@workspace_option
@_author
@_judgement_json
def different_command(a: str, b: str, workspace: str, *, author: str | None, as_json: bool) -> int:
    """Say that two are two, whatever the rules find; A and B are given as for `same`."""
    with open_workspace(workspace) as opened:
        judged = opened.different(a, b, author=author_of(author))
    return _told(judged, as_json=as_json)


@click.command("correct")
@click.argument("article")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@workspace_option
@_author
@_judgement_json
def correct_command(article: str, fields: tuple[str, ...], workspace: str, *, author: str | None, as_json: bool) -> int:
    """Say what a page's date, outlet or credit should be: date=2026-02-23, outlet=NAME, credit=NAME,NAME.

    ARTICLE is a page's reference, address or the name under which it was read. An empty value says that there is none.
    """
    given = dict(_pair(field) for field in fields)
    with open_workspace(workspace) as opened:
        judged = opened.correct(article, given, author=author_of(author))
    return _told(judged, as_json=as_json)


@click.command("reject")
@click.argument("reference")
@workspace_option
@_author
@_judgement_json
def reject_command(reference: str, workspace: str, *, author: str | None, as_json: bool) -> int:
    """Say that something was read wrongly: it is left out, with what hangs on it."""
    with open_workspace(workspace) as opened:
        judged = opened.reject(reference, author=author_of(author))
    return _told(judged, as_json=as_json)


@click.command("undo")
@click.argument("judgement", required=False)
@workspace_option
@_author
@_judgement_json
def undo_command(judgement: str | None, workspace: str, *, author: str | None, as_json: bool) -> int:
    """Take back the last judgement that stands, or one by its id (see `dateline judgements`) or its beginning."""
    with open_workspace(workspace) as opened:
        judged = opened.undo(judgement, author=author_of(author))
    return _told(judged, as_json=as_json)


@click.command("judgements")
@workspace_option
@_judgement_json
def judgements_command(workspace: str, *, as_json: bool) -> int:
    """List what people said, the oldest first, with what was taken back."""
    from dateline.records.judgement import standing

    with open_workspace(workspace) as opened:
        log = opened.judgements()
    if as_json:
        print_json(log)
        return EXIT_DONE
    held = {judgement.id for judgement in standing(log)}
    for judgement in log:
        taken_back = judgement.kind != "undo" and judgement.id not in held
        click.echo(_line(judgement) + ("  (taken back)" if taken_back else ""))
    if not log:
        click.echo("nobody has judged anything")
    return EXIT_DONE


@click.command("forget")
@click.argument("article")
@workspace_option
@json_option
def forget_command(article: str, workspace: str, *, as_json: bool) -> int:
    """Take a page out for good: its bytes, texts and readings, in every version, but not what another page shares.

    ARTICLE is a page's reference's id, address or the name under which it was read. Copies made before still have it.
    """
    from dateline.rendering.harmless import printable

    with open_workspace(workspace) as opened:
        gone = opened.forget(article)
    if as_json:
        print_json(gone)
        return EXIT_DONE
    for each in gone:
        click.echo(f"forgotten: {printable(each.title or each.source)}  {each.id}")
    if not gone:
        click.echo("forgotten: a page that held no article")
    return EXIT_DONE


@click.command("backup")
@click.argument("file", type=click.Path())
@workspace_option
def backup_command(file: str, workspace: str) -> int:
    """Copy the workspace, in use or not, to a new file, readable by you alone."""
    from dateline.rendering.harmless import printable

    with open_workspace(workspace) as opened:
        opened.backup(file)
    click.echo(f"copied to {printable(file)}")
    return EXIT_DONE


COMMANDS: Sequence[click.Command] = (
    same_command, different_command, correct_command, reject_command, undo_command, judgements_command,
    forget_command, backup_command,
)  # fmt: skip


def _pair(field: str) -> tuple[str, str]:
    name, equals, value = field.partition("=")
    if not equals:
        raise click.UsageError(f"{field!r} is no correction: give FIELD=VALUE, as date=2026-02-23")
    return name.strip(), value


def _told(judgement: Judgement, *, as_json: bool) -> int:
    if as_json:
        print_json(judgement)
    else:
        click.echo(_line(judgement))
    return EXIT_DONE


def _line(judgement: Judgement) -> str:
    """A judgement in a line: its id, when, by whom, and what of what."""
    from dateline.records.judgement import told_by
    from dateline.rendering.harmless import printable

    about = " | ".join(_about(judgement))
    fields = ", ".join(f"{each.field}={each.value}" for each in judgement.corrections)
    undone = f" {judgement.undoes}" if judgement.undoes else ""
    said = f"{judgement.kind}{undone} {told_by(judgement)}: {about}" + (f"  {fields}" if fields else "")
    return f"{judgement.id}  {printable(said)}"


def _about(judgement: Judgement) -> Iterator[str]:
    """What it is about: the two that were compared, else the thing once, however often it stands there."""
    pins = judgement.about if judgement.kind in ("same", "different") else judgement.about[:1]
    for pin in pins:
        yield f"{pin.name} ({pin.kind}, {pin.source})"
    if judgement.record is not None:
        yield f"{judgement.record.name} (record {judgement.record.registry}:{judgement.record.record})"
    if len(judgement.about) > len(pins):
        yield f"and {len(judgement.about) - len(pins)} more"
