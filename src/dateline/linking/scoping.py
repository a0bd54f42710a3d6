"""Which pages a look needs, in an archive that is too large to be linked whole.  What is asked for in, texts out.

Of a story these are its texts, of somebody those that name him, with the stories that these are of; where nothing is
asked for, the stories that moved last. With them the texts are drawn in that came first under the chief names of these,
so that whoever is named bears the id of the first page that tells of him, and those that somebody judged along with
them. What other pages say is not heard. docs/architecture.md has the rule with its limits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.lexicon.folding import fold
from dateline.linking.naming import is_name, name_key, names_of_chain, title_key
from dateline.ports import Store
from dateline.records.base import record
from dateline.records.ids import founded_id
from dateline.records.judgement import Judgement, standing
from dateline.records.reading import CoreferenceChain

__all__ = ["WHOLE", "Part", "part_about"]

WHOLE = 400
"""Texts up to which an archive is linked whole: some seconds."""
_MOST = 300
"""Texts that are linked at most, those drawn in not counted."""
_LATEST = 150
"""Texts of the stories that moved last, where nothing is asked for."""
_NAMED = 200
"""Texts that name somebody: the newest of them."""
_NAMES = 16
"""Chief names of the texts in scope under which the first text is drawn in."""
_DRAWN = 24
_BEGIN = 8
_ID = re.compile(rf"[0-9a-f]{{{_BEGIN}}}[0-9a-f]{{12}}")


@record
class Part:
    """The texts in scope, those drawn in with them, and how many more there are in scope than are linked."""

    texts: tuple[str, ...]
    drawn: tuple[str, ...] = ()
    left_out: int = 0


def part_about(store: Store, what: Sequence[str], *, judgements: Iterable[Judgement] = ()) -> Part | None:
    """The part of the archive that these names, titles, ids and addresses are about; the stories that moved last where
    there are none. None where nothing here is called so."""
    found = [_about(store, one) for one in what] if what else [_latest(store)]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return None
    texts = tuple(dict.fromkeys(text for part in parts for text in part.texts))
    drawn = [*_judged(texts, judgements), *_first_named(store, texts)]
    return Part(
        texts=texts,
        drawn=tuple(text for text in dict.fromkeys(drawn) if text not in set(texts))[:_DRAWN],
        left_out=sum(part.left_out for part in parts),
    )


def _about(store: Store, what: str) -> Part | None:
    asked = what.strip()
    if _ID.fullmatch(asked.lower()):
        return _of_id(store, asked.lower())
    named, _, page = asked.rpartition("@")
    captures = sorted({capture for name in (asked, page) for _, capture in store.named([name] if name else [])})
    texts = sorted({article.text_id for article in store.articles(captures)}) if captures else []
    if found := texts or store.catalogue.naming(title_key(asked), most=_NAMED):
        return _of_stories(store, found)
    return _of_names(store, [fold(name) for name in (asked, named) if name])


def _of_id(store: Store, asked: str) -> Part | None:
    """The part that an id leads to: by the text with which it begins."""
    texts: Sequence[str] = store.catalogue.beginning(asked[:_BEGIN])
    for reading in store.readings(texts):
        for chain in reading.coreference:
            if asked in (chain.id, founded_id("entity", chain.id)):
                return _of_chain(store, reading.text_id, chain)
    if not texts:
        # Of a page that was seen anew since: what it is now.
        captures = {one for article in store.earlier(asked) for one in store.versions(article.capture)}
        texts = sorted({article.text_id for article in store.articles(sorted(captures))}) if captures else []
    return _of_stories(store, texts) if texts else None


def _of_chain(store: Store, text: str, chain: CoreferenceChain) -> Part | None:
    part = _of_names(store, names_of_chain(chain)) if chain.named else None
    here = _of_stories(store, [text])
    if part is None or text in part.texts:
        return part or here
    return Part(texts=(*here.texts, *(one for one in part.texts if one not in here.texts)), left_out=part.left_out)


def _of_stories(store: Store, texts: Sequence[str]) -> Part:
    """The stories of these texts; of one that is too long its beginning and its latest texts."""
    founders = dict.fromkeys(store.stories(texts).values())
    members = [text for founder in founders for text in store.catalogue.members(founder)]
    kept = members if len(members) <= _MOST else [members[0], *members[1 - _MOST :]]
    return Part(texts=tuple(kept), left_out=len(members) - len(kept))


def _of_names(store: Store, names: Sequence[str]) -> Part | None:
    """The newest texts that bear one of these names, the first one, and what their stories say besides."""
    keys = [name_key(name) for name in names]
    newest = dict.fromkeys(text for key in keys for text in store.catalogue.naming(key, most=_NAMED))
    if not newest:
        return None
    first = [text for key in keys for text in store.catalogue.naming(key, most=1, newest=False)]
    texts = dict.fromkeys((*list(newest)[:_NAMED], *first))
    for founder in dict.fromkeys(store.stories(list(texts)).values()):
        more = [text for text in store.catalogue.members(founder) if text not in texts]
        if len(texts) + len(more) <= _MOST:
            texts |= dict.fromkeys(more)
    left_out = max(store.catalogue.named(key) for key in keys) - _NAMED
    return Part(texts=tuple(texts), left_out=max(left_out, 0))


def _latest(store: Store) -> Part:
    """The stories that moved last, as many as may be, and one at least."""
    texts: list[str] = []
    for story in store.catalogue.moved(most=_LATEST):
        if texts and len(texts) + story.texts > _LATEST:
            break
        texts += store.catalogue.members(story.founder)[-_MOST:]
    return Part(texts=tuple(texts), left_out=store.catalogue.size() - len(texts))


def _first_named(store: Store, texts: Sequence[str]) -> list[str]:
    """The first text of the archive under each of the names that most of these texts bear."""
    counts = Counter(key for names in store.catalogue.names(texts) for key in names if is_name(key))
    chief = sorted(counts, key=lambda key: (-counts[key], key))[:_NAMES]
    return [text for key in chief for text in store.catalogue.naming(key, most=1, newest=False)]


def _judged(texts: Sequence[str], judgements: Iterable[Judgement]) -> list[str]:
    """The texts that somebody judged along with one of these."""
    here = set(texts)
    pinned = [{pin.evidence.text_id for pin in one.about} for one in standing(judgements)]
    return sorted({text for some in pinned if some & here for text in some - here})
