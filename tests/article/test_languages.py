"""The article step in other languages that are written with spaces: title, date, byline, body, and the language."""

from __future__ import annotations

import re

from .reading import Read

SENTENCES = (
    "El río Almendro se desbordó en la madrugada del lunes y obligó a evacuar a unas trescientas personas de dos "
    "barrios de Villamora, según informó el ayuntamiento.",
    "«No habíamos visto nada igual desde hace cuarenta años», dijo la alcaldesa, que pidió a los vecinos que no "
    "vuelvan a sus casas hasta que baje el agua.",
    "Los bomberos trabajaban el lunes por la tarde en la calle mayor, donde el agua llegó a un metro de altura, y en "
    "el polideportivo, donde se ha instalado un refugio.",
)
TITLE = "El río se desborda en Villamora y obliga a evacuar dos barrios"
PAGE = f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">
<title>El río se desborda en Villamora | Diario del Puerto</title></head><body>
<nav><a href="/">Inicio</a> <a href="/d">Deportes</a></nav>
<h1>{TITLE}</h1>
<p class="firma">Por Remedios Altolaguirre</p><p class="fecha">23 de febrero de 2026</p>
{"".join(f"<p>{words}</p>" for words in SENTENCES)}
<aside><h2>Lo más leído</h2><ul><li><a href="/1">Suben los billetes de tren</a></li></ul></aside>
<footer>© 2026 Diario del Puerto. Todos los derechos reservados.</footer></body></html>"""


def check(read: Read) -> None:
    read.check()
    article = read.article
    assert (article.title, article.byline, article.language) == (TITLE, "Remedios Altolaguirre", "es")
    assert (article.outlet, article.published.value) == ("Diario del Puerto", "2026-02-23")
    assert read.exact("published") == ["23 de febrero de 2026"]
    assert read.body == "\n\n".join(SENTENCES)


def test_a_spanish_page_is_read() -> None:
    check(Read(PAGE, html=True))


def test_a_spanish_page_is_read_from_its_visible_words() -> None:
    check(Read(re.sub(r"\n\s*\n", "\n", re.sub(r"<title>.*?</title>|<[^>]+>", "\n", PAGE))))
