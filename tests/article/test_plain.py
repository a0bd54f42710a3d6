"""Plain text with everything around the article left in becomes an article."""

from __future__ import annotations

import pytest

from dateline.errors import Refusal
from dateline.records.page import Known

from .pages import BODY, PARAGRAPHS, PLAIN, TAIL
from .reading import Read


def test_a_scraped_page_is_read() -> None:
    read = Read(PLAIN)
    read.check()
    article = read.article
    assert read.body == BODY
    assert article.title == "Sea wall gives way and floods old grain store in Wexmouth"
    assert (article.outlet, article.republisher) == ("Wexmouth Gazette", None)
    assert article.credit == ("PTI",)
    assert article.byline == "Petra Lindqvist-Moor"
    assert article.language == "en"
    assert (article.published.value, article.published.zone) == ("2026-02-12T14:05", "GMT")
    assert read.codes == set()


def test_each_field_has_its_own_words_as_evidence() -> None:
    read = Read(PLAIN)
    assert read.exact("credit") == ["PTI"]
    assert read.exact("published") == ["Thu, 12 February 2026", "14:05 GMT"]
    assert read.exact("outlet") == ["Wexmouth Gazette"]
    assert read.exact("byline") == ["Petra Lindqvist-Moor"]


def test_title_outlet_and_republisher_are_found_in_a_tail() -> None:
    read = Read(TAIL)
    read.check()
    assert read.body == BODY
    assert read.article.title == "Sea wall gives way and floods old grain store in Wexmouth"
    assert (read.article.outlet, read.article.republisher) == ("Wexmouth Gazette", "NewsHopper")
    assert read.article.published.value is None
    assert read.article.published.basis == ()


def test_a_text_wrapped_at_a_width_is_put_together_again() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(words, 60) for words in PARAGRAPHS)
    read = Read(wrapped)
    read.check()
    assert read.body == BODY
    assert [block.kind for block in read.article.blocks] == ["paragraph"] * 4


def test_a_text_broken_at_its_links_is_put_together_again() -> None:
    broken = PLAIN.replace("said Council engineer Odile Harkness.", "said\nCouncil engineer Odile Harkness.")
    assert Read(broken).body == BODY


def test_a_page_without_line_ends_is_read() -> None:
    read = Read(" ".join(PLAIN.replace("-- PTI", "").split()))
    read.check()
    assert PARAGRAPHS[1] in read.body
    assert PARAGRAPHS[2] in read.body
    assert "TOP STORIES" not in read.body
    assert "Privacy" not in read.body


def test_what_the_caller_knows_outranks_the_page() -> None:
    known = Known(outlet="The Moor", title="Flood", published="2026-02-13", url="https://moor.example/1")
    read = Read(PLAIN, known=known)
    article = read.article
    assert (article.outlet, article.title, article.url) == ("The Moor", "Flood", "https://moor.example/1")
    assert article.published.value == "2026-02-13"
    assert article.published.basis[0].kind == "caller"
    assert {"outlet", "title", "published"}.isdisjoint(article.evidence)


@pytest.mark.parametrize(
    ("given", "value", "zone"),
    [
        ("2026-02", "2026-02", None),
        ("2026-02-12T10:40:00+05:30", "2026-02-12T10:40", "+05:30"),
        ("12 Feb 2026", "2026-02-12", None),
    ],
)
def test_a_time_is_given_in_any_precision(given: str, value: str, zone: str | None) -> None:
    published = Read(PLAIN, known=Known(published=given)).article.published
    assert (published.value, published.zone) == (value, zone)


def test_a_time_that_cannot_be_read_is_said_and_not_used() -> None:
    read = Read(PLAIN, known=Known(published="soon"))
    assert read.codes == {"bad_published"}
    assert read.article.published.value == "2026-02-12T14:05"


def test_the_day_of_capture_bounds_an_unknown_day() -> None:
    published = Read(TAIL, known=Known(captured="2026-02-20T08:00:00Z")).article.published
    assert (published.value, published.earliest, published.latest) == (None, None, "2026-02-20T08:00")
    assert [(basis.bound, basis.kind) for basis in published.basis] == [("latest", "caller")]


def test_a_bare_text_is_taken_whole() -> None:
    text = "TOP STORIES\n\nOne line.\n\nAll of it counts. -- PTI"
    read = Read(text, known=Known(bare=True))
    read.check()
    assert read.body == text
    assert len(read.article.blocks) == 3
    assert read.article.published.value is None


def test_spanish_pages_get_title_date_and_body() -> None:
    body = (
        "El gobierno de la provincia informó el lunes que las lluvias de los últimos días dejaron sin luz a más de "
        "mil familias en el valle, y que los trabajos van a durar hasta el fin de semana.\n\n"
        "La alcaldesa dijo que no hubo heridos, aunque los daños son grandes, y pidió a los vecinos que no salgan de "
        "sus casas mientras no pase la tormenta."
    )
    head = "Inicio\nPolítica\nDeportes\n\nLas lluvias dejan sin luz a mil familias del valle\n\nPor Inés Robledo\n"
    page = f"{head}23 de febrero de 2026\n\n{body}\n\nTe puede interesar\n\nOtra noticia del día\n"
    read = Read(page)
    read.check()
    assert read.body == body
    assert read.article.title == "Las lluvias dejan sin luz a mil familias del valle"
    assert (read.article.language, read.article.published.value, read.article.byline) == (
        "es",
        "2026-02-23",
        "Inés Robledo",
    )


def test_decomposed_letters_are_composed_in_the_article_text_only() -> None:
    page = PLAIN.replace("Odile", "Ode\u0301lie")
    read = Read(page)
    read.check()
    assert "Odélie" in read.body
    assert "Ode\u0301lie" in read.capture_text


def test_a_page_without_prose_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        Read("HOME\nNEWS\nSPORT\n\nTop stories\n\nA headline here\nAnother headline\n")
    assert caught.value.code == "no_article"


def test_the_article_id_depends_on_text_and_capture() -> None:
    first, again, other = Read(PLAIN), Read(PLAIN), Read(PLAIN, name="elsewhere")
    assert first.article.id == again.article.id
    assert first.article.text_id == other.article.text_id
    assert first.article.id != other.article.id


_CRUMBS = (
    "Quarry Echo - News and comment\nNews  Courts  Weather\n"
    "Home > News > Bridge over the Orle reopens, two years late\n\n"
    "Bridge over the Orle reopens, two years late\n\nBy Tilda Marrow\n14 March 2026, 08:20\nShare   Save   Print\n\n"
)


def test_a_headline_that_the_crumbs_repeat_is_the_title_and_the_day_below_it_is_the_pages() -> None:
    read = Read(_CRUMBS + BODY)
    assert read.body == BODY
    assert read.article.title == "Bridge over the Orle reopens, two years late"
    assert read.article.published.value == "2026-03-14T08:20"


def test_a_day_by_itself_above_the_text_is_none_of_its_blocks() -> None:
    read = Read(f"Quarry Echo\nNews | Courts\n\nBridge over the Orle reopens\n\nSaturday, 14 March 2026\n\n{BODY}")
    assert read.body == BODY
    assert read.article.published.value == "2026-03-14"


def test_a_sentence_before_a_day_stays_in_the_text() -> None:
    first = "The county engineer had promised the bridge for the spring of 2024."
    read = Read(f"Quarry Echo\n\nBridge over the Orle reopens\n\n{first}\n\n14 March 2026\n\n{BODY}")
    assert read.body.startswith(first)
