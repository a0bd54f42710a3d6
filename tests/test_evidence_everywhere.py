"""The law of evidence from bytes to dossier: ``text[start:end] == exact``, whatever Unicode a page holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import dossier
from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.linking import link
from dateline.reading.stage import read
from dateline.records.dossier import Dossier, Scope
from dateline.records.evidence import holds
from dateline.records.linked import Page
from dateline.records.page import Known, Source
from dateline.records.plain import to_plain

pytestmark = pytest.mark.model

STORY = """Ferry captain held after {0}Port Avila sinking

Tuesday, 3 February 2026

The captain of the ferry {1}Maria Stella{2} was arrested on Monday in Port Avila, police said, two days after the ship \
sank with {3}at least 12 people on board.

“We asked him to wait for the storm to pass,”{4} said harbour master Ines Dorado. “He laughed,{5} and he sailed.”

Rafael “El Zorro” Quintana,{6} the captain, denies that the ship was overloaded. “My ship was light,” he told reporters.
The ferry company (FCA{7}) says it lost three of its crew, and that two were injured. -- AFP
"""

hostile = st.text(
    st.one_of(
        st.sampled_from(
            "\u0301\u200d\ufe0f\u202e\u2066\ufeff\u00ad\x00\x1b\r\n\t\x85\u2028\u3000\U0001f600\U0001d400é́ﬁ“”’'\""
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(fillings=st.lists(hostile, min_size=8, max_size=8), encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_all_evidence_is_cut_from_its_text(fillings: list[str], encoding: str) -> None:
    source = Source(name="page", payload=STORY.format(*fillings).encode(encoding), known=Known())
    picture, text_of = read_page(source)
    pieces = list(evidence_in(to_plain(picture)))
    assert len(pieces) > 20
    texts = {text.text_id: text.text for text in picture.texts}
    for piece in pieces:
        assert texts[str(piece["text_id"])][int(piece["start"]) : int(piece["end"])] == piece["exact"]
    for quotation in picture.quotations:
        assert all(holds(part, text_of(part.text_id)) for part in quotation.evidence.content)


def read_page(source: Source) -> tuple[Dossier, Callable[[str], str]]:
    """One page through every room, without a store."""
    capture = CaptureStage().open()(source)
    articles = ArticleStage().open()(Captured(capture=capture.output, text=capture.texts[0]))
    texts = {text.id: text for text in (*capture.texts, *articles.texts)}
    pages = [
        Page(article=article, reading=read(texts[article.text_id]), text=texts[article.text_id].text)
        for article in articles.output
    ]

    def text_of(text_id: str) -> str:
        return texts[text_id].text

    return dossier.build(link(pages), scope=Scope(), text=text_of), text_of


def evidence_in(value: object) -> Iterator[dict[str, str | int]]:
    """Every piece of evidence anywhere in a plain dossier."""
    if isinstance(value, dict):
        if {"text_id", "start", "end", "exact"} == set(value):
            yield value
        else:
            for inner in value.values():
                yield from evidence_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence_in(inner)
