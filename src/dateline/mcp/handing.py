"""Answers made ready to be handed over: records in, plain values out, bounded in size, with nothing in them that acts.

Every piece of evidence names its page and carries the digest of its words. Words that are too long are cut, and their
end with them, so that what is left is evidence still. Characters that can act on a terminal or hide words become
U+FFFD, one for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast

from dateline.records.base import record
from dateline.records.corroboration import Cited
from dateline.records.dossier import DossierArticle
from dateline.records.evidence import Evidence
from dateline.records.ids import digest
from dateline.records.plain import Plain, hints_of, to_plain
from dateline.records.schema import json_schema
from dateline.records.time import Time
from dateline.rendering.harmless import clean

__all__ = ["Shown", "cited", "fitting", "plain_answer", "schema_of", "size_of"]

T = TypeVar("T")

ANSWER_BYTES = 40_000
"""What the list of an answer may take: some 10,000 tokens at most, mostly far less."""
_WORDS = 600
"""Characters of a piece of evidence that are shown, and of any other string."""
_SPANS = 6
"""Pieces of evidence of one thing that are shown: the tool `evidence` gives them all."""
_PIN = 420
"""Characters of a piece of evidence besides its words."""
_NAMES = 12
"""Entries of other lists within one thing (aliases, roles, ids of articles)."""

_TIME = hints_of(Time).keys()
"""A time comes without its basis, which would take more room than all else; `--json` and the API have it."""
_INNER = 3
"""From here on a list is one within a thing: the answer is 0, its list 1, the thing in it 2."""


@record
class Shown:
    """Words of a text: ``text[start:end]``, with the page that has them, and the SHA-256 of their UTF-8 form.

    `exact` shows characters that could act or hide as U+FFFD; the digest is that of the true ones. `text_id` is the
    SHA-256 of the whole text; the tool `text` gives any stretch of it.
    """

    text_id: str
    start: int
    end: int
    exact: str
    digest: str
    article: str | None
    source: str | None
    outlet: str | None


def plain_answer(answer: object, articles: Iterable[Cited], *, whole: bool = False) -> dict[str, Plain]:
    """An answer as plain values; `articles` are those whose texts its evidence may name. `whole` cuts no list."""
    pages: dict[str, Cited] = {}
    for article in articles:
        pages.setdefault(article.text_id, article)

    def pin(evidence: Evidence) -> Plain:
        words = evidence.exact[:_WORDS]
        page = pages.get(evidence.text_id)
        return to_plain(
            Shown(
                text_id=evidence.text_id,
                start=evidence.start,
                end=evidence.start + len(words),
                exact=words,
                digest=digest(words.encode("utf-8", "surrogatepass")),
                article=page.id if page else None,
                source=page.source if page else None,
                outlet=page.outlet if page else None,
            )
        )

    return cast("dict[str, Plain]", _harmless(to_plain(answer, pin=pin), depth=0, whole=whole))


def _harmless(value: Plain, *, depth: int, whole: bool) -> Plain:
    if isinstance(value, str):
        return clean(value) if len(value) <= 2 * _WORDS or whole else f"{clean(value[: 2 * _WORDS])} …"
    if isinstance(value, list):
        most = len(value) if whole or depth < _INNER else _SPANS if _is_evidence(value) else _NAMES
        return [_harmless(each, depth=depth + 1, whole=whole) for each in value[:most]]
    if isinstance(value, dict):
        if value.keys() == _TIME:
            value = {**value, "basis": []}
        return {clean(key): _harmless(each, depth=depth + 1, whole=whole) for key, each in value.items()}
    return value


def _is_evidence(value: Sequence[Plain]) -> bool:
    return bool(value) and isinstance(value[0], dict) and "digest" in value[0]


def size_of(record_: object) -> int:
    """About how many bytes a record takes in an answer."""
    return len(json.dumps(_harmless(to_plain(record_, pin=_wide), depth=2, whole=False)))


def _wide(evidence: Evidence) -> Plain:
    """Evidence as large as it gets: with a digest, an article's id and the names of page and outlet."""
    return {"digest": "0" * _PIN, "exact": evidence.exact[:_WORDS]}


def fitting(found: Sequence[T], *, limit: int, room: int = ANSWER_BYTES) -> tuple[T, ...]:
    """As many of some records, at most `limit`, as an answer has room for; one at least."""
    kept: list[T] = []
    for each in found[:limit]:
        room -= size_of(each)
        if room < 0 and kept:
            break
        kept.append(each)
    return tuple(kept)


def cited(article: DossierArticle) -> Cited:
    """A page as it is cited."""
    return Cited(
        id=article.id,
        source=article.source,
        url=article.url,
        title=article.title,
        outlet=article.outlet,
        text_id=article.text_id,
        published=article.published,
    )


def schema_of(answer: type) -> dict[str, Plain]:
    """The JSON Schema of an answer: that of its record, with evidence as it is handed over."""
    made = cast("dict[str, dict[str, Plain]]", json_schema(answer))
    shown = cast("dict[str, dict[str, Plain]]", json_schema(Shown))
    definitions = dict(made["$defs"])
    if "Evidence" in definitions:
        definitions["Evidence"] = shown["$defs"]["Shown"]
    root = cast(Mapping[str, Plain], definitions.pop(answer.__name__))
    return {**root, "$defs": definitions}
