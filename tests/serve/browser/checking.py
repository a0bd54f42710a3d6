"""What is measured on an open page: faults of accessibility, sideways scrolling, contrast in the dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

__all__ = ["grave_faults", "sideways"]

_GRAVE = ("serious", "critical")


def grave_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical, each with where it stands first."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({len(each['nodes'])}): {first['target']} {first.get('failureSummary', '')}"
        for each in found
        if each["impact"] in _GRAVE
        for first in each["nodes"][:1]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
