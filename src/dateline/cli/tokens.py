"""The token that a server asks for: from a file, which is made where it is missing, or from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import click

__all__ = ["token_of"]

_LEAST_TOKEN = 16
"""Characters of a token: fewer could be guessed."""


def token_of(file: str | None) -> str | None:
    """The token that is asked for: the file's first line, else the environment's, else none."""
    from dateline.errors import UsageError

    said = os.environ.get("DATELINE_TOKEN", "").strip() if file is None else _of_file(Path(file))
    if not said and file is None:
        return None
    if len(said) < _LEAST_TOKEN or not said.isascii() or not said.isprintable() or " " in said:
        raise UsageError(
            "bad_token",
            f"a token is {_LEAST_TOKEN} signs or more, letters, digits and -_.~: leave the file out to have one made",
        )
    return said


def _of_file(file: Path) -> str:
    import secrets

    from dateline.errors import UsageError

    try:
        made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        try:
            return file.read_text("utf-8").partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("bad_token", f"{file} cannot be read ({error}): name a text file") from None
    except OSError as error:
        raise UsageError("bad_token", f"{file} cannot be made ({error.strerror}): name another file") from None
    token = secrets.token_urlsafe(24)
    with os.fdopen(made, "w") as opened:
        opened.write(f"{token}\n")
    click.echo(f"a token was made: {file}", err=True)
    return token
