"""How dossiers and what was found look in a notebook: records in, harmless HTML out.

Nothing is imported for it but where a notebook is running already. A dossier is the report of `dateline export html`,
in a frame of its own that runs no script; words of pages are escaped wherever they stand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.rendering.harmless import html_text

if TYPE_CHECKING:
    from dateline.records.dossier import Dossier
    from dateline.records.search import Hit, Results, Snippet

__all__ = ["dossier_html", "results_html", "show_in_notebook"]


def show_in_notebook() -> None:
    """Let the notebook that runs this, if one does, show records as HTML."""
    notebook = sys.modules.get("IPython")
    shell = notebook.get_ipython() if notebook is not None else None
    if shell is not None:
        formatter = shell.display_formatter.formatters["text/html"]
        formatter.for_type_by_name("dateline.records.dossier", "Dossier", dossier_html)
        formatter.for_type_by_name("dateline.records.search", "Results", results_html)


def dossier_html(picture: Dossier) -> str:
    """A dossier's report in a frame."""
    from dateline.export.report import as_report

    report = html_text("".join(as_report(picture)))
    return f'<iframe sandbox="" title="Dossier" style="width:100%;height:36em;border:0" srcdoc="{report}"></iframe>'


def results_html(found: Results) -> str:
    """Hits as a list, the words that fit marked."""
    counts = ", ".join(f"{each.count:,}{'+' if each.capped else ''} {each.kind}" for each in found.counts)
    head = f"<p><b>{html_text(counts or 'nothing was found')}</b></p>"
    return f"{head}<ol>{''.join(f'<li>{_hit(hit)}</li>' for hit in found.hits)}</ol>"


def _hit(hit: Hit) -> str:
    who = hit.name or hit.speaker if hit.kind in ("entity", "quotation") else None
    named = who or (", ".join(hit.types) if hit.kind == "event" else hit.title) or hit.source
    unsure = " (speaker unclear)" if not hit.clear else ""
    where = " · ".join(
        filter(None, (hit.published.value, hit.outlet, hit.title if named != hit.title else None, hit.id))
    )
    words = "".join(f"<br>{''.join(_marked(snippet))}" for snippet in hit.snippets)
    return f"{hit.kind}: <b>{html_text(named)}</b>{unsure}{words}<br><small>{html_text(where)}</small>"


def _marked(snippet: Snippet) -> Iterator[str]:
    words, start = snippet.evidence.exact, snippet.evidence.start
    at = start
    for match in snippet.matches:
        yield html_text(words[at - start : match.start - start])
        yield f"<mark>{html_text(match.exact)}</mark>"
        at = match.end
    yield html_text(words[at - start :])
