"""What the tests of the article step share: reading a page, and checking its laws."""

from __future__ import annotations

import html
import re
import unicodedata

from dateline.article import ArticleStage, Captured
from dateline.capture import CaptureStage
from dateline.records.evidence import holds
from dateline.records.page import Article, Capture, Known, Source
from dateline.stage import Product

_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")


class Read:
    """A page read: its capture, its article (the first, where `several` are allowed), and both texts."""

    def __init__(
        self,
        page: str | bytes,
        *,
        known: Known | None = None,
        name: str = "page",
        html: bool = False,
        several: bool = False,
    ) -> None:
        payload = page.encode("utf-8", "replace") if isinstance(page, str) else page
        media_type = "text/html" if html else None
        source = Source(name=name, payload=payload, known=known or Known(), media_type=media_type)
        self.captured: Product[Capture] = CaptureStage().open()(source)
        capture_text = self.captured.texts[0]
        page_read = Captured(capture=self.captured.output, text=capture_text)
        self.product = ArticleStage().open()(page_read)
        assert several or len(self.product.output) == 1
        self.article = self.product.output[0]
        self.capture_text = capture_text.text
        self.body = self.product.texts[0].text

    @property
    def codes(self) -> set[str]:
        """The codes of all warnings."""
        return {warning.code for warning in (*self.captured.warnings, *self.product.warnings)}

    def exact(self, name: str) -> list[str]:
        """The words of a field's evidence."""
        return [words.exact for key, found in self.article.evidence.items() if key == name for words in found]

    def check(self) -> None:
        """Assert the laws: blocks tile the article text and lead back to the capture, and all evidence holds."""
        assert len({article.id for article in self.product.output}) == len(self.product.output)
        for article, body in zip(self.product.output, self.product.texts, strict=True):
            check_blocks(article, body.text, self.capture_text)
            for found in article.evidence.values():
                assert found
                assert all(holds(words, self.capture_text) for words in found)
            for basis in article.published.basis:
                assert all(holds(words, self.capture_text) for words in basis.evidence)


def check_blocks(article: Article, body: str, capture: str) -> None:
    """Blocks follow one another with an empty line between, and hold the words of their capture range."""
    assert article.blocks
    assert "\n\n".join(body[block.start : block.end] for block in article.blocks) == body
    for block in article.blocks:
        words = body[block.start : block.end]
        assert words.strip()
        assert "\n" not in words
        if block.capture_start is not None and block.capture_end is not None:
            assert 0 <= block.capture_start < block.capture_end <= len(capture)
            raw = capture[block.capture_start : block.capture_end]
            assert solid(words) == solid(raw, words=words) or stands_in(solid(words), html.unescape(raw))


def stands_in(words: str, raw: str) -> bool:
    """Whether words stand in raw markup in their order, from its first character to its last: for broken markup."""
    raw = unicodedata.normalize("NFC", raw)
    rest = iter(raw)
    return all(character in rest for character in words) and words[:1] == raw[:1] and words[-1:] == raw[-1:]


def solid(text: str, *, words: str | None = None) -> str:
    """A text in NFC without spaces; markup and entities are taken out where the plain form is not the same."""
    plain = unicodedata.normalize("NFC", re.sub(r"\s+", "", text))
    if words is None or plain == solid(words):
        return plain
    shown = html.unescape(
        _TAG.sub(
            "",
            re.sub(
                r"(?s)<!--.*?-->|<[!?][^>]*>|<(script|style|noscript|svg|template|textarea|iframe|math|object|title)\b.*?</\1\s*>",
                "",
                text,
            ),
        )
    )
    return unicodedata.normalize("NFC", re.sub(r"[\s\u200b]+", "", shown))
