"""Run the command as a user would: in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pages"


def dateline(*arguments: str | Path, stdin: bytes = b"", timeout: float = 300) -> subprocess.CompletedProcess[bytes]:
    """Run `dateline` and return what it printed and how it ended."""
    command = [sys.executable, "-m", "dateline", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=timeout)


def picture(*arguments: str | Path, status: int = 0) -> dict[str, Any]:
    """The JSON that a command prints; asserts its exit status."""
    done = dateline(*arguments)
    assert done.returncode == status, done.stderr.decode()
    return dict(json.loads(done.stdout))
