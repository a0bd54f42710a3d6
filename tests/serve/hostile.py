"""Pages that mean harm, as files: markup, scripts and data islands in every field, links that act, characters that hide
or reorder words, formulas, search syntax, a headline of a megabyte. All words and names are made up here."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["ALARM", "lay_out"]

ALARM = "window.harmed=1"
"""What each script here would do; a browser that shows the pages must not have it done."""
_SCRIPT = f"<script>{ALARM}</script>"
_IMAGE = f"<img src=x onerror={ALARM}>"


def lay_out(folder: Path) -> list[Path]:
    """Write the pages into a folder."""
    pages = {
        "01_markup.html": _markup(),
        "02_data.html": _data(),
        "03_hidden.txt": _hidden(),
        "04_formulas.txt": _FORMULAS,
        "05_syntax.txt": _SYNTAX,
        "06_long.jsonl": _long(),
        f"07_{_IMAGE.replace('/', '')}.txt": _NAMED,
        "08_plain.txt": _PLAIN,
    }
    made = []
    for name, text in pages.items():
        file = folder / name
        file.write_bytes(text.encode("utf-8"))
        made.append(file)
    return made


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _markup() -> str:
    """Every field says markup: as words, so that a page that showed it unescaped would run it."""
    evil, image = _escaped(_SCRIPT), _escaped(_IMAGE)
    breaking = _escaped("</script></title></textarea>")
    closed = _escaped(f"<a href='javascript:{ALARM}'>closed</a>")
    return f"""<!doctype html><html lang="en"><head><title>{evil} Fire at Dunmoor mill {image}</title>
<link rel="canonical" href="javascript:{ALARM}"><meta property="og:site_name" content="{evil} Gazette">
<meta name="author" content="{image} Holt"><meta property="article:published_time" content="2026-02-23T10:40:00Z">
<style>body{{background:url(http://evil.example/x)}}</style></head>
<body onload="{ALARM}"><nav>Home | {evil}</nav><article><h1>{evil} Fire at Dunmoor mill {image}</h1>
<p>Police in Dunmoor arrested two men on Monday after a fire destroyed the mill, Chief Inspector Mara Holt said.
{evil}</p>
<p>"{evil} We are looking for a third man, {image}" said Mara Holt, "and he is known by name." "&gt;&lt;svg onload=</p>
<p>Mayor Otto {breaking} Brandt denied on Tuesday that the town had been warned. The mill, {closed}, had stood empty
since March 2024.</p></article><iframe src="javascript:{ALARM}"></iframe>{_SCRIPT}</body></html>"""


def _data() -> str:
    """A data island that tries to end the script that it stands in, wherever that is."""
    island = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"Strike ends </script>{_SCRIPT} in Selmouth",
        "datePublished": "2026-02-24T08:00:00Z",
        "publisher": {"@type": "Organization", "name": f"</script>{_IMAGE}"},
        "url": f"javascript:{ALARM}",
    }
    data = json.dumps(island).replace("<", "\\u003c")
    return f"""<html><head><script type="application/ld+json">{data}</script></head><body><article>
<h1>Strike ends in Selmouth</h1><p>Dockers in Selmouth went back to work on Friday, the port authority said.
"Nobody has won," said union leader Ida Vance.</p><p>Vance said that 120 dockers had been on strike since January. The
port authority confirmed the number on Saturday.</p></article></body></html>"""


def _hidden() -> str:
    return (
        "Ferry \u202eseog\u202c aground\x07 near Ostrava Point\x1b[31m\n\nWednesday 25 February 2026\n\nA ferry ran "
        "aground near Ostrava Point on Wednesday\u2066, the coast guard said\u2069. Eleven people were hurt\x00.\n\n"
        "\u200b\u200f\ufeff\u202dCaptain Lio Marsh\u202c said: \u201cThe lights were out \U000e0041\U000e007f and "
        "nobody answered.\u201d \x9b2J\x1b]8;;http://evil.example\x07Marsh has been captain since 2019.\n"
    )


def _long() -> str:
    """A row whose headline, outlet and address are a megabyte each."""
    row = {
        "source": "long", "title": f"Flood in Harrow <b>{'word ' * 200_000}{'x' * 100_000}", "outlet": "<i>" * 350_000,
        "url": f"https://news.example/{'a' * 1_000_000}", "published": "2026-03-01", "bare": True,
        "text": 'A flood in Harrow killed two people on Sunday, police said. "We had no warning," said farmer Jan Toll.'
        f"\n\nThe water, {'very ' * 2_000}high, has been falling since Monday, the river board said.",
    }  # fmt: skip
    return json.dumps(row)


_FORMULAS = """=HYPERLINK("http://evil.example";"Council votes on bridge")

Thursday 26 February 2026

=cmd|'/c calc'!A0 The council of Torrin voted on Thursday for a new bridge, Mayor @SUM(1+1) Dell said.

+1+1 "-2+3 is what it costs," said Dell. "=1+1 million euros." The bridge will be closed for 3 months.
"""

_SYNTAX = """kind:quotation speaker:"* OR ( NEAR/2 "unclosed

Friday 27 February 2026

The town of about:"Torrin opened date:2026..-01 its new library on Friday, librarian Uma"); DROP TABLE article;-- said.

"origin:* AND NOT ((( what people want to read," said librarian Uma Keel. place:%00 %0d%0aSet-Cookie: a=b
"""


_NAMED = """Library roof to be mended

Saturday 28 February 2026

The roof of the library in Torrin will be mended in May, the council said on Saturday. "It leaks," said Mayor Ana Dell.
"""

_PLAIN = """Third man held after fire at Dunmoor mill

Tuesday 24 February 2026

Police in Dunmoor arrested a third man on Tuesday over the fire at the mill, Chief Inspector Mara Holt said.

"We have all three," Holt told reporters.
"""
