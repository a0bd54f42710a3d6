"""Copies for a reader: who carries whose text, and what was added to it and dropped of it, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.records.dossier import Copies, CopyEdit, Dossier, DossierArticle
from dateline.records.references import copies_id
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element
from dateline.rendering.pieces import line_anchor
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import counted, listed

__all__ = ["by_whom", "cards", "carriers", "with_edits"]

_KINDS = {"literal": "to the letter", "rewritten": "rewritten"}
_MOST = 12
"""Sentences of each kind that a report shows of one text and its copies."""


def with_edits(picture: Dossier) -> list[Copies]:
    """The copies worth a look, rewritten ones first; of those to the letter the ones with a sentence more or less."""
    told = [one for one in picture.copies if one.kind == "rewritten" or one.added or one.dropped]
    return sorted(told, key=lambda one: one.kind != "rewritten")


def carriers(copies: Copies, picture: Dossier) -> tuple[str, str]:
    """What a text and its copies are called: the headline of the one held against, and who carries it how."""
    articles = {article.id: article for article in picture.articles}
    held = [articles[name] for name in copies.articles if name in articles]
    base = articles.get(copies.base or "")
    others = listed(list(dict.fromkeys(_name(one) for one in held if one is not base)))
    kind = _KINDS[copies.kind]
    if base is None:
        return kind, others
    return base.title or base.source, f"{_name(base)}; {kind} in {others}"


def _name(article: DossierArticle) -> str:
    return article.republisher or article.outlet or article.title or article.source


def by_whom(edit: CopyEdit, picture: Dossier) -> str:
    """The copies that an edit is of, by name."""
    return listed(list(dict.fromkeys(_name(one) for one in picture.articles if one.id in edit.articles)))


def cards(picture: Dossier, quoting: Quoting, *, most: int) -> Iterator[Child]:
    """A card for each text that was copied with changes."""
    for one in with_edits(picture)[:most]:
        name = copies_id(one)
        about = quoting.about(name)
        head, who = carriers(one, picture)
        sides = element(
            "div",
            _side("dropped", one.dropped, about, tag="del"),
            _side("added", one.added, about, tag="ins"),
            class_="sides",
        )
        yield element(
            "article",
            element("h3", shortened(head, 160), dir="auto"),
            element("p", shortened(who, 300), class_="attribute", dir="auto"),
            sides,
            id=line_anchor(name),
            class_=f"card copies {one.kind}",
        )


def _side(head: str, edits: Sequence[CopyEdit], quoting: Quoting, *, tag: str) -> Markup | None:
    if not edits:
        return None
    rows: Iterable[Markup] = (
        element(
            "li",
            element(tag, shortened(edit.evidence.exact, 400), dir="auto"),
            Markup(" "),
            element("cite", quoting.link(edit.evidence, shortened(quoting.page(edit.evidence), 60))),
        )
        for edit in edits[:_MOST]
    )
    more = counted(len(edits) - _MOST, "more sentence") if len(edits) > _MOST else None
    return element(
        "div",
        element("p", head, class_="label"),
        element("ul", list(rows), class_="quotes"),
        element("p", f"and {more}", class_="more") if more else None,
        class_="side",
    )
