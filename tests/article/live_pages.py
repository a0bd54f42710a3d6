"""Invented live pages and digests, and ordinary pages with many times about them."""

from __future__ import annotations

POSTS = (
    ("18:55", "Second breach found in sea wall", (
        "Engineers have found a second breach in the sea wall at Wexmouth, forty metres north of the first, the county "
        "council said. Nobody lives behind it.",
        '"We will not sleep tonight," the council engineer, Odile Harkness, told reporters at the harbour.',
    )),
    ("16:10", "Families may go home on Saturday", (
        "The forty families in the school may go home on Saturday if the pumps hold, the fire service said. It asked "
        "them to boil their water for a week.",
    )),
    ("11:30", "Grain store is empty", (
        "The old grain store has been pumped dry, the fire service said, and nothing in it can be saved. Its owner, "
        "Basil Threlkeld, put the loss at two hundred thousand pounds.",
    )),
    ("07:45", "Trains stopped at Ebbing", (
        "No train will run between Ebbing and Wexmouth today, the railway said, since the line is under water in two "
        "places. Buses leave from the market every half hour.",
    )),
)  # fmt: skip
SPANISH = (
    ("19:20", "Aparece una segunda grieta", (
        "Los ingenieros han encontrado una segunda grieta en la presa de Valdetorra, a cuarenta metros de la primera, "
        "informó el ayuntamiento. Nadie vive detrás de ella.",
        "«Esta noche no vamos a dormir», dijo la alcaldesa, Remedios Almenar, a los periodistas que esperaban en el "
        "puente.",
    )),
    ("15:05", "Las familias vuelven el sábado", (
        "Las cuarenta familias alojadas en la escuela podrán volver a casa el sábado si las bombas aguantan, según los "
        "bomberos. Se les pide que hiervan el agua durante una semana.",
    )),
    ("09:40", "El molino está vacío", (
        "El viejo molino ha quedado vacío y nada de lo que había dentro puede salvarse, dijeron los bomberos. Su "
        "dueño, Blas Torrecilla, calcula que ha perdido doscientos mil euros.",
    )),
)  # fmt: skip


def plain_live() -> str:
    """A live page as plain text, newest first."""
    posts = "\n\n".join(f"{clock}\n{head}\n\n" + "\n\n".join(words) for clock, head, words in POSTS)
    return (
        "Wexmouth Gazette\nHOME   NEWS   COUNTY   SPORT   TIDES\nSign in | Register\n\n"
        "LIVE: Wexmouth flood, Friday's updates\n\n13 February 2026 | last updated 18:55\nShare   Tweet   Email\n\n"
        f"{posts}\n\nOlder posts   1  2  Next\n\nMost read\n1. Ferry fares to rise by a tenth in April\n"
        "2. Choir wins prize for the third time\n\n(c) 2026 Wexmouth Gazette Ltd - About us - Contact - Privacy\n"
    )


def plain_spanish() -> str:
    """A live page in Spanish as plain text: clock and headline on one line."""
    posts = "\n\n".join(f"{clock} | {head}\n" + "\n".join(words) for clock, head, words in SPANISH)
    return (
        "El Faro de Valdetorra\nPortada   Local   Deportes   Cultura\nIniciar sesión\n\n"
        "En directo: la presa de Valdetorra, minuto a minuto\n\n13 de febrero de 2026\nCompartir\n\n"
        f"{posts}\n\nLo más leído\nEl coro gana su tercer premio\n© 2026 El Faro de Valdetorra. Todos los derechos "
        "reservados\n"
    )


def _head(title: str, *, site: str, language: str, data: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title} | {site}</title>\n'
        f'<meta property="og:site_name" content="{site}"><meta property="og:title" content="{title}">{data}</head>\n'
        f'<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><h1>{title}</h1>\n'
    )


_FOOT = (
    '</main><aside><h2>Most read</h2><ul><li><a href="/1">Ferry fares to rise</a></li></ul></aside>'
    "<footer>&copy; 2026 Wexmouth Gazette Ltd</footer></body></html>\n"
)


def _paragraphs(words: tuple[str, ...]) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


def html_live() -> str:
    """A live page in HTML: an `article` with heading and `time` an update."""
    posts = "\n".join(
        f'<article class="post"><h2>{head}</h2><time datetime="2026-02-13T{clock}:00+00:00">{clock} GMT</time>'
        f"{_paragraphs(words)}</article>"
        for clock, head, words in POSTS
    )
    return _head("Wexmouth flood: live updates", site="Wexmouth Gazette", language="en") + posts + _FOOT


def html_linked() -> str:
    """A live page whose data name its updates, and whose times are relative on the page."""
    updates = ",".join(
        f'{{"@type": "BlogPosting", "headline": "{head}", "datePublished": "2026-02-13T{clock}:00+01:00"}}'
        for clock, head, _ in SPANISH
    )
    data = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "La presa de Valdetorra", '
        f'"datePublished": "2026-02-13T09:00:00+01:00", "liveBlogUpdate": [{updates}]}}</script>'
    )
    posts = "\n".join(
        f"<div class=entry><span>hace {hours} horas</span><h3>{head}</h3>{_paragraphs(words)}</div>"
        for hours, (_, head, words) in enumerate(SPANISH, 1)
    )
    return _head("La presa de Valdetorra", site="El Faro", language="es", data=data) + posts + _FOOT


def html_entries() -> str:
    """A page of posts that look alike, newest first, with relative times; nothing says that it is live."""
    posts = "\n".join(
        f'<article><h3>{head}</h3><time datetime="2026-02-13T{clock}:00Z">3 hours ago</time>'
        f"{_paragraphs(words)}</article>"
        for clock, head, words in POSTS
    )
    return _head("Wexmouth flood", site="Wexmouth Gazette", language="en") + posts + _FOOT


def html_bylined() -> str:
    """A digest whose stories have byline and time on one line."""
    posts = "\n".join(
        f"<article><h2>{head}</h2><p>By Petra Lindqvist-Moor | 13 February 2026, {clock}</p>"
        f"{_paragraphs(words)}</article>"
        for clock, head, words in POSTS
    )
    return _head("Morning digest", site="Wexmouth Gazette", language="en") + posts + _FOOT


def plain_bare() -> str:
    """A live page as plain text, oldest first, whose updates have no headlines."""
    posts = "\n\n".join(f"{clock} GMT\n" + "\n".join(words) for clock, _, words in reversed(POSTS))
    return (
        f"Wexmouth Gazette\n\nFlood in Wexmouth - live\n\nFriday 13 February 2026\n\n{posts}\n\nMore news\nChoir wins\n"
    )


def html_digest() -> str:
    """A digest: three stories, each with its own day under its heading."""
    days = ("13 February 2026", "12 February 2026", "11 February 2026")
    posts = "\n".join(
        f"<section><h2>{head}</h2><p class=date>{day}</p>{_paragraphs(words)}</section>"
        for day, (_, head, words) in zip(days, POSTS, strict=False)
    )
    return _head("The county in brief", site="Wexmouth Gazette", language="en") + posts + _FOOT
