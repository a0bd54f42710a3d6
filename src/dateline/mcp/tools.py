"""The tools: one function a tool, each a look at the workspace.  What is asked for in, an answer and its words out.

A tool's name, its parameters with their descriptions, and its docstring are what a client is told of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from dateline.dossier import Diff
from dateline.errors import UsageError
from dateline.mcp import telling
from dateline.mcp.answers import (
    CorroborateAnswer,
    DiffAnswer,
    EvidenceAnswer,
    Overview,
    Part,
    SearchAnswer,
    ShownPassage,
    StoriesAnswer,
    TextAnswer,
)
from dateline.mcp.desk import Desk
from dateline.mcp.handing import cited, fitting
from dateline.mcp.paging import page_of
from dateline.mcp.parts import Answered, ListName, list_of, more, overview_of, pages_of, part_of, quoted
from dateline.records.corroboration import Cited
from dateline.records.ids import digest
from dateline.rendering.wording import Wording, counted

__all__ = ["TOOLS", "Answered", "Tools"]

T = TypeVar("T")

On = Annotated[
    str | None, Field(description="The world on that day, as now known: a day, as 2026-02-21.", max_length=20)
]
AsOf = Annotated[
    str | None, Field(description="Only what had been published by that day: a day, as 2026-02-21.", max_length=20)
]
Cursor = Annotated[
    str | None,
    Field(description="Goes on behind an earlier answer: its `next`, with all else as then.", max_length=400),
]
Limit = Annotated[int, Field(description="How many are wanted at most; an answer may hold fewer.", ge=1, le=50)]
What = Annotated[
    str | None,
    Field(
        description="A story (id or headline), or somebody or something (any name, or id); none: all.", max_length=500
    ),
]
Named = Annotated[str, Field(description="The name or the id.", min_length=1, max_length=500)]

_TEXT = 8_000
"""Characters of a text in one answer."""
_PASSAGES = 20


class Tools:
    """The tools over one workspace. Each raises DatelineError, with a code and the repair."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(
        self,
        query: Annotated[
            str,
            Field(
                description='Words, "phrases", beginn*, OR, -without, and fields: kind:quotation speaker:"A Name" '
                'about:"A Name" place: outlet: origin: date:2026-02..2026-03 when:2026-02-21',
                max_length=2000,
            ),
        ],
        limit: Limit = 10,
        cursor: Cursor = None,
        sort: Annotated[Literal["rank", "date"], Field(description="What fits best first, or the newest.")] = "rank",
        on: On = None,
        as_of: AsOf = None,
    ) -> Answered:
        """Find articles, quotations, sentences that tell of events, and entities, with the words in context.

        "Who said that X was killed" is: kind:quotation about:"X" killed
        """
        with self._desk.look() as workspace:
            found = workspace.search(query, limit=limit, after=cursor, on=on, as_of=as_of, sort=sort)
        pages = tuple(
            Cited(
                id=hit.article, source=hit.source, url=hit.url, title=hit.title, outlet=hit.outlet,
                text_id=snippet.evidence.text_id, published=hit.published,
            )
            for hit in found.hits
            for snippet in hit.snippets
        )  # fmt: skip
        counts = ", ".join(f"{each.count}{'+' if each.capped else ''} {each.kind}" for each in found.counts)
        head = [f"Found: {counts or 'nothing'}.", *([f"More: cursor {found.next}"] if found.next else [])]
        return Answered(
            answer=SearchAnswer(results=found), articles=pages, text=telling.said(head, telling.hit_lines(found))
        )

    def stories(self, limit: Limit = 20, cursor: Cursor = None, as_of: AsOf = None) -> Answered:
        """List the stories of the archive, the one that moved last first, with how much was written when."""
        with self._desk.look() as workspace:
            found = workspace.stories(limit=limit, after=cursor, as_of=as_of)
        lines = [
            telling.line(
                each.id, f"{each.from_ or '?'} to {each.to or '?'}", counted(each.articles, "article"), each.headline
            )
            for each in found.stories
        ]
        head = [f"Stories: {len(found.stories)}.", *([f"More: cursor {found.next}"] if found.next else [])]
        return Answered(
            answer=StoriesAnswer(stories=found.stories, next=found.next), articles=(), text=telling.said(head, lines)
        )

    def story(self, story: Named, on: On = None, as_of: AsOf = None) -> Answered:
        """The chief things of a story: timeline, changes, disputes, whose reports it rests on, and its pages."""
        picture = self._desk.picture(story, on=on, as_of=as_of)
        return overview_of(picture)

    def entity(self, name: Named, on: On = None, as_of: AsOf = None) -> Answered:
        """Who or what somebody or something is: other names and why, roles, states, registries' records, events."""
        picture = self._desk.picture(name, on=on, as_of=as_of)
        return overview_of(picture)

    def dossier(
        self,
        part: Annotated[ListName, Field(description="Which list of the picture.")],
        what: What = None,
        limit: Limit = 20,
        cursor: Cursor = None,
        on: On = None,
        as_of: AsOf = None,
    ) -> Answered:
        """One list of the picture of everything, a story, or somebody, page by page: timeline, changes, disputes .."""
        picture = self._desk.picture(what, on=on, as_of=as_of)
        key = ("dossier", part, what, on, as_of)
        page = page_of(list_of(picture, part), key=key, cursor=cursor, limit=limit)
        return part_of(picture, part, page, on=on, as_of=as_of)

    def quotations(
        self,
        speaker: Annotated[str | None, Field(description="Who says it: a name or an id.", max_length=500)] = None,
        about: Annotated[
            str | None, Field(description="Who or what it mentions: a name or an id.", max_length=500)
        ] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
        on: On = None,
        as_of: AsOf = None,
    ) -> Answered:
        """Who says what, in which words, how and when: of one speaker, about somebody, or of one about another.

        A speaker is named only where that is sure (`speaker.clear`).
        """
        picture = self._desk.picture(speaker or about, on=on, as_of=as_of)
        found = quoted(picture, speaker=speaker, about=about)
        page = page_of(found, key=("quotations", speaker, about, on, as_of), cursor=cursor, limit=limit)
        return part_of(picture, "quotations", page, on=on, as_of=as_of)

    def evidence(
        self,
        reference: Annotated[
            str, Field(description="Any id of an answer, or the beginning of it.", min_length=1, max_length=200)
        ],
        cursor: Cursor = None,
    ) -> Answered:
        """The words around all evidence behind an id: of a line, quotation, event, change, dispute, person, page."""
        with self._desk.look() as workspace:
            passages = workspace.show(reference)
            page = page_of(passages, key=("evidence", reference), cursor=cursor, limit=_PASSAGES)
            pages = workspace.dossier(pages=sorted({p.source for p in page.found}))
        shown = tuple(
            ShownPassage(
                source=p.source, title=p.title, text_id=p.text_id, start=p.start, end=p.end, text=p.text,
                evidence=p.evidence, why=p.why,
            )
            for p in page.found
        )  # fmt: skip
        lines = [telling.line(p.source, p.title, f"[{p.start}:{p.end}]", p.text) for p in shown]
        answer = EvidenceAnswer(reference=reference, total=page.total, next=page.next, passages=shown)
        head = [f"{counted(page.total, 'passage')}.", *more(page)]
        return Answered(answer=answer, articles=pages_of(pages), text=telling.said(head, lines))

    def text(
        self,
        article: Annotated[
            str, Field(description="The id of the article, as evidence names it.", min_length=1, max_length=200)
        ],
        text_id: Annotated[str, Field(description="The text, as evidence names it.", pattern="^[0-9a-f]{64}$")],
        start: Annotated[int, Field(description="The first character, from 0 (Unicode code points).", ge=0)] = 0,
        end: Annotated[int | None, Field(description="Behind the last character; none: 8000 further on.", ge=1)] = None,
    ) -> Answered:
        """A stretch of a frozen text, to check evidence against: its [start:end] are the words of the evidence."""
        with self._desk.look() as workspace:
            picture = workspace.dossier(pages=[article])
        whole = next((each.text for each in picture.texts if each.text_id == text_id), None)
        if whole is None:
            raise UsageError("unknown_text", "this article has no such text: take article and text_id of one evidence")
        last = min(len(whole), start + _TEXT, len(whole) if end is None else end)
        if start >= last:
            raise UsageError("bad_span", f"[{start}:{end}] is no stretch of {len(whole)} characters: begin within them")
        words = whole[start:last]
        answer = TextAnswer(
            text_id=text_id, start=start, end=last, total=len(whole), text=words,
            digest=digest(words.encode("utf-8", "surrogatepass")), articles=tuple(map(cited, picture.articles)),
        )  # fmt: skip
        head = [f"[{start}:{last}] of {len(whole)} characters; SHA-256 {answer.digest}."]
        lines = telling.said(head, words.split("\n"))
        return Answered(answer=answer, articles=pages_of(picture), text=lines, whole=True)

    def corroborate(
        self,
        sentence: Annotated[
            str, Field(description="A full sentence, with full names and dates.", min_length=1, max_length=1000)
        ],
        on: On = None,
        as_of: AsOf = None,
    ) -> Answered:
        """Whether a sentence is reported: by which independent origins, since when, and what speaks against it.

        Verdicts: reported, disputed, superseded, denied, otherwise (told with another number, place or day), not_found
        (which does not make it false), unclear (a note says why). A page supports it only where it says all of it.
        """
        with self._desk.look() as workspace:
            found = workspace.corroborate(sentence, on=on, as_of=as_of)
        origins = len({origin for point in found.points for origin in point.origins})
        head = [f"Verdict: {found.verdict}. Independent origins: {origins}."]
        head += [f"First reported: {Wording.time(found.first)}."] if found.first.earliest else []
        return Answered(
            answer=CorroborateAnswer(since=found.first, corroboration=found),
            articles=found.articles,
            text=telling.said(head, telling.found_lines(found)),
        )

    def diff(
        self,
        before: Annotated[str, Field(description="The earlier day, as 2026-02-21.", max_length=20)],
        after: Annotated[str, Field(description="The later day.", max_length=20)],
        what: What = None,
        limit: Limit = 30,
    ) -> Answered:
        """What is new, changed and gone in the picture as published, from one day to another."""
        with self._desk.look() as workspace:
            found = workspace.diff(before, after, what=what)
        totals = {name: len(getattr(found, name)) for name in ("new", "changed", "gone")}
        shown = Diff(
            before=found.before, after=found.after,
            new=fitting(found.new, limit=limit, room=24_000),
            changed=fitting(found.changed, limit=limit, room=18_000),
            gone=fitting(found.gone, limit=limit, room=12_000),
        )  # fmt: skip
        picture = self._desk.picture(what, on=None, as_of=after)
        ids = {article for points in (shown.new, shown.changed, shown.gone) for p in points for article in p.articles}
        articles = tuple(cited(a) for a in picture.articles if a.id in ids)
        lines = [
            telling.line(name, point.kind, point.id, point.text) for name in totals for point in getattr(shown, name)
        ]
        head = [", ".join(f"{number} {name}" for name, number in totals.items()) + "."]
        return Answered(
            answer=DiffAnswer(totals=totals, difference=shown, articles=articles),
            articles=pages_of(picture),
            text=telling.said(head, lines),
        )


TOOLS: Mapping[str, tuple[str, type]] = {
    "search": ("Search the archive", SearchAnswer),
    "stories": ("List stories", StoriesAnswer),
    "story": ("A story at a glance", Overview),
    "entity": ("Somebody or something at a glance", Overview),
    "dossier": ("A list of the picture", Part),
    "quotations": ("Who says what", Part),
    "evidence": ("The words behind an id", EvidenceAnswer),
    "text": ("A stretch of a text", TextAnswer),
    "corroborate": ("Is it reported?", CorroborateAnswer),
    "diff": ("What changed between two days", DiffAnswer),
}
"""The tools by name (a method of `Tools`), each with its title and what it answers."""
