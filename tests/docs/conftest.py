"""What the documentation's examples run on: the example pages, read once by the very command that the pages show."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import dateline
from dateline.errors import DatelineError

ROOT = Path(__file__).resolve().parents[2]
READ = "dateline read examples/pages"


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run_command(line: str) -> str:
    """Run one command of a shell block, and return all that it prints, its refusal included."""
    program, *arguments = shlex.split(line)
    assert program == "dateline", f"only dateline is run: {line}"
    result = CliRunner().invoke(dateline, arguments, standalone_mode=False)
    if isinstance(result.exception, DatelineError):
        return f"{result.output}{result.exception}\n"
    assert result.exception is None, f"{line}: {result.exception!r}"
    return result.output


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the example pages read, and what the command printed."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "examples").symlink_to(ROOT / "examples")
    with inside(folder):
        printed = run_command(READ)
    return folder, printed
