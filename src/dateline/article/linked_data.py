"""A page's JSON-LD -> (key, value) pairs, each pinned to the raw words, escapes included."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from html.entities import html5
from itertools import islice

from dateline.article.fields import Found
from dateline.article.markup import Markup
from dateline.records.evidence import Evidence, Text

__all__ = ["linked", "live_updates", "locate"]

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|NewsStory|LiveBlogPosting|Review)$")
_PAGE_TYPES = re.compile(
    r"(?:Page|Recipe|HowTo|CreativeWork|DiscussionForumPosting|VideoObject|PodcastEpisode|Dataset)$"
)
_PEOPLE = re.compile(r"Person$")
_DAYS = {"datePublished": "published", "dateModified": "modified"}
_DAY = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"\\<>]{8,40})"')
_DEEPEST = 12
_MOST_THINGS = 2000
_MOST_SAID = 200
"""Values that are looked for in a page's scripts: each costs a look through its script."""
_MOST = 300
"""Updates of a live page that are looked at."""
_ESCAPES = {
    "&": ("&amp;", "&#38;", r"\u0026"),
    "<": ("&lt;", r"\u003C", r"\u003c"),
    ">": ("&gt;", r"\u003E", r"\u003e"),
    '"': ("&quot;", "&#34;", r"\"", "&#x22;"),
    "'": ("&#39;", "&#039;", "&apos;", "&#x27;", r"\u0027"),
    "/": (r"\/",),
}


def locate(words: str, *, text: Text, start: int, end: int) -> Evidence | None:
    """Find a value's words in a stretch of the capture text, as they are or as they stand escaped."""
    said = words.strip()
    if not said:
        return None
    at = text.text.find(said, start, end)
    if at != -1:
        return text.cut(at, at + len(said))
    found = re.compile("".join(map(_escaped, said[:600]))).search(text.text, start, end)
    return text.cut(found.start(), found.end()) if found else None


def _escaped(character: str) -> str:
    if character.isspace():
        return r"(?:\s|&nbsp;|&#160;|\\n|\\t|\\u00a0|&#xa0;)"
    forms = [character, *_ESCAPES.get(character, ())]
    if ord(character) > 126:
        code = ord(character)
        in_json = json.dumps(character)[1:-1]
        forms += [f"&#{code};", f"&#x{code:x};", f"&#x{code:X};", in_json, in_json.upper().replace("U", "u")]
        forms += [f"&{name}" for name in _named_entities().get(character, ())]
    return "(?:" + "|".join(re.escape(form) for form in forms) + ")" if len(forms) > 1 else re.escape(character)


@cache
def _named_entities() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, character in html5.items():
        if len(character) == 1 and ord(character) > 126:
            found[character] = (*found.get(character, ()), name)
    return found


def linked(text: Text, markup: Markup) -> Iterator[tuple[str, Found]]:
    """(key, value) from the article objects of the page's JSON-LD."""
    for tag in markup.tags:
        if tag.name != "script" or tag.inner is None or "ld+json" not in tag.get("type"):
            continue
        start, end = tag.inner
        for key, value in islice(_all_said(text.text[start:end]), _MOST_SAID):
            if (evidence := locate(value, text=text, start=start, end=end)) is not None:
                yield key, Found(value=html.unescape(value).strip(), evidence=(evidence,))


def live_updates(text: Text, markup: Markup) -> Iterator[tuple[str, Found]]:
    """(headline, else first words; time) of each update of a live page, as its JSON-LD has them."""
    for tag in markup.tags:
        if tag.name != "script" or tag.inner is None or "ld+json" not in tag.get("type"):
            continue
        start, end = tag.inner
        for thing in _things(_loaded(text.text[start:end])):
            for update in _many(thing.get("liveBlogUpdate")):
                said = next((one for key in ("headline", "articleBody") if isinstance(one := update.get(key), str)), "")
                day = next((one for key in _DAYS if isinstance(one := update.get(key), str)), "")
                found = locate(day, text=text, start=start, end=end) if said.strip() else None
                if found is not None:
                    yield html.unescape(said).strip(), Found(value=day.strip(), evidence=(found,))


def _many(value: object) -> Iterator[Mapping[str, object]]:
    yield from (one for one in (value if isinstance(value, list) else [value])[:_MOST] if isinstance(one, dict))


def _loaded(script: str) -> object:
    try:
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _all_said(script: str) -> Iterator[tuple[str, str]]:
    """What the articles of a script say, then what its pages say of their days."""
    data = _loaded(script)
    if data is None:
        # Broken JSON is common (a raw quotation mark): its days can be read all the same.
        yield from (("page_" + _DAYS[match[1]], match[2]) for match in _DAY.finditer(script))
        return
    things = list(_things(data))
    people = {str(thing["@id"]): thing for thing in things if _is(thing, _PEOPLE) and "@id" in thing}
    for thing in things:
        if _is(thing, _ARTICLE_TYPES):
            yield from _said(thing, people)
    for thing in things:
        if _is(thing, _PAGE_TYPES):
            yield from (("page_" + key, value) for key, value in _said(thing, people) if key in _DAYS.values())


def _is(thing: Mapping[str, object], types: re.Pattern[str]) -> bool:
    kinds = thing.get("@type")
    return any(types.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _things(data: object) -> Iterator[Mapping[str, object]]:
    waiting: deque[tuple[object, int]] = deque([(data, 0)])
    for _ in range(_MOST_THINGS):
        if not waiting:
            return
        thing, depth = waiting.popleft()
        if isinstance(thing, list):
            waiting += [(one, depth + 1) for one in thing[:50] if depth < _DEEPEST]
        elif isinstance(thing, dict):
            yield thing
            waiting += [
                (thing[key], depth + 1)
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if key in thing and depth < _DEEPEST
            ]


def _said(thing: Mapping[str, object], people: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, name in (("title", "headline"), ("published", "datePublished"), ("modified", "dateModified")):
        if isinstance(value := thing.get(name), str) and value.strip():
            yield key, value.strip()
    publisher = thing.get("publisher")
    yield from (("site", name) for name in _names(publisher, {}))
    above = [publisher.get("parentOrganization")] if isinstance(publisher, dict) else []
    yield from (("house", name) for one in (*above, thing.get("copyrightHolder")) for name in _names(one, {}))
    yield from (("author", name) for name in _names(thing.get("author") or thing.get("creator"), people))


def _names(value: object, people: Mapping[str, object]) -> Iterator[str]:
    for said in value[:20] if isinstance(value, list) else [value]:
        one = said
        if isinstance(said, dict) and "name" not in said:
            one = people.get(str(said.get("@id")))
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, list):
            name = next(iter(name), None)
        if isinstance(name, str) and name.strip():
            yield name.strip()
