"""A dossier with every kind of record in it, all of whose words may be what a hostile page says."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dateline.records.dossier import (
    Chain,
    Change,
    Copies,
    Dispute,
    Dossier,
    DossierArgument,
    DossierArticle,
    DossierCasualty,
    DossierClaim,
    DossierEvent,
    DossierFailure,
    DossierMention,
    DossierQuantity,
    DossierQuotation,
    DossierRole,
    DossierSpeaker,
    DossierState,
    DossierText,
    DossierTime,
    DossierToponym,
    DossierWarning,
    Entity,
    Held,
    Holder,
    Joined,
    Link,
    Origin,
    QuotationEvidence,
    Scope,
    Stand,
    Story,
    TimelineLine,
)
from dateline.records.evidence import Evidence, Text, article_text
from dateline.records.judgement import Correction, Judgement, Pin
from dateline.records.page import Block
from dateline.records.reading import Alias, Place
from dateline.records.registry import RegistryLink, RegistrySaid, RegistryTopic
from dateline.records.time import UNKNOWN, Time, on_day, stated

__all__ = ["HOSTILE", "LINKS", "hostile", "picture"]

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)//",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}}${7*7}",
    "javascript:alert(1)",
    "&lt;b&gt; &#60;script&#62;",
    "\x1b[31mred\x1b]8;;http://evil.example\x07link\x9b2J\x00\x07\x08",
    "\u202egnp.exe\u2066\u2069\u200f\u061c",
    "\u2028\u2029\ufeff\u200b\U000e0041",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\uff1d1+1",
    '"quoted", and\r\nmore; |parted|',
    "\\\\server\\share %00 %0d%0aSet-Cookie: a=b",
    "a" * 600,
    "word " * 150,
    "«Ирина» 李小龙 عبد אבג 🧨 é",
)
"""Words as pages that mean harm have them; none is empty."""

LINKS = (
    "https://news.example/a?b=1&c=%22",
    "http://news.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/a",
    'https://news.example/"onclick="alert(1)',
    "https://news.example/<script>",
    "https://news.example/\u202e",
    "https://[",
    "https://",
    "",
)
"""Addresses as pages have them; the first two alone may be followed."""


_DAY = date(2026, 3, 1)


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """Hostile words, alone or among others; never empty or blank."""
    said = draw(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=40)), min_size=1, max_size=3))
    words = "".join(said)
    return words if words.strip() else f"x{words}"


def picture(words: str, *, url: str | None = LINKS[0]) -> Dossier:
    """A dossier that says `words` wherever a page's words can stand, and refers to itself throughout."""
    page = article_text([f"First {words} last.", f"Second {words}."])
    source = article_text([f"Title {words}"])
    text_end = len(page.text)
    said = page.cut(6, text_end)
    head = source.cut(0, len(source.text))
    day = on_day(_DAY, kind="stated", reason=words, evidence=(head,))
    minute = stated("2026-03-05T09:15", zone="+02:00")
    holder = Holder(name=words, entity="e1")
    nobody = Holder(name=words, entity=None, clear=False)
    pin = Pin(kind="article", name=words, source=words, url=url, evidence=said, context=said, said=words)
    clear = DossierSpeaker(text=words, entity="e1", clear=True)
    unclear = DossierSpeaker(text=words, entity=None, clear=False)
    return Dossier(
        scope=Scope(story="s1", as_of="2026-03-09"),
        texts=(
            DossierText(text_id=page.id, kind="article", articles=("a1", "a2"), text=page.text),
            DossierText(text_id=source.id, kind="capture", articles=("a1",), text=source.text),
        ),
        articles=(
            _article("a1", words, page=page, source=source, url=url, published=minute),
            _article("a2", words, page=page, source=source, url=None, published=Time(latest="2026-03-07")),
        ),
        entities=(
            Entity(
                id="e1",
                name=words,
                type="person",
                aliases=(Alias(text=f"the {words}", basis="nickname", evidence=said),),
                roles=(DossierRole(text=words, since=UNKNOWN, until=UNKNOWN, evidence=said),),
                joined=(Joined(reason=words, names=(words, "the other"), evidence=(said,)),),
                registry=(_registry(words, said),),
            ),
            Entity(id="e2", name="The Board", type="organization", aliases=(), roles=()),
            Entity(id="e3", name=words, type="other", aliases=(), roles=()),
        ),
        places=(
            Place(id="geonames:1", name=words, variants=(words,), latitude=-33.5, longitude=151.0, country="AU"),
            Place(id="p2", name=words, within=("geonames:1",)),
        ),
        mentions=(
            DossierMention(id="m1", entity="e1", type="person", form="name", evidence=said),
            DossierMention(id="m2", entity="e3", type="other", form="nominal", evidence=said),
            DossierMention(id="m3", entity=None, type="place", form="name", evidence=said),
        ),
        times=(DossierTime(id="t1", type="DATE", value="2026-03-01", time=day, evidence=said),),
        toponyms=(DossierToponym(id="o1", place="geonames:1", evidence=said),),
        quotations=(
            _quotation("q1", words, speaker=clear, page=page),
            _quotation("q2", words, speaker=unclear, page=page, parent="q1"),
        ),
        claims=(
            DossierClaim(
                id="c1", articles=("a1",), holder=holder, quotation="q1", text=words, modality="possible",
                polarity="negative", about=Time(earliest="2026-03-01", latest="2026-03-04"), evidence=(said,),
            ),
        ),
        events=(_event(words, page=page, day=day, holder=holder),),
        states=(
            DossierState(
                id="st1", entity="e1", value="at_large", since=day, until=UNKNOWN, holder=holder, evidence=(said,)
            ),
        ),
        quantities=(DossierQuantity(id="n1", value=-2.5, lower=None, upper=7.0, unit=words, of=words, evidence=said),),
        stories=(
            Story(
                id="s1", title=words, from_="2026-03-01", to="2026-03-07", about=("v1",), articles=("a1", "a2"),
                entities=("e1",),
            ),
        ),
        timeline=(
            TimelineLine(
                time=day, text=words, weight=2.5, event="v1", stories=("s1",), origins=("g1",), articles=("a1", "a2"),
                evidence=(said,),
            ),
            TimelineLine(
                time=UNKNOWN, text=words, weight=1.0, event="st1", stories=(), origins=(), articles=("a2",),
                evidence=(head,),
            ),
        ),
        changes=(
            Change(
                kind="world", about="e1", attribute=words,
                before=Held(value=words, time=day, holders=(holder,), evidence=(said,)),
                after=Held(value=f"not {words}", time=UNKNOWN, holders=(), evidence=(head,)), basis=words,
            ),
        ),
        disputes=(
            Dispute(
                kind="value", about="v1",
                stands=(
                    Stand(value=words, holders=(holder,), origins=("g1",), evidence=(said,)),
                    Stand(value="11", holders=(nobody,), origins=(), evidence=(head,)),
                ),
            ),
        ),
        chains=(
            Chain(
                id="h1",
                links=(
                    Link(role="outlet", name=words, entity=None),
                    Link(role="agency", name="AGY", entity=None),
                    Link(role="speaker", name=words, entity="e1"),
                    Link(role="medium", name=words, entity=None),
                ),
                origin="g1", articles=("a1",), evidence=(said, head),
            ),
        ),
        origins=(Origin(id="g1", name=words, kind="speaker", entity="e1", articles=("a1", "a2")),),
        copies=(Copies(articles=("a1", "a2"), kind="rewritten", evidence=(said,)),),
        judgements=(
            Judgement(
                id="j1", kind="correct", author=words, at="2026-03-08T10:00:00.000Z",
                about=(pin,), corrections=(Correction(field="outlet", value=words),),
            ),
        ),
        warnings=(DossierWarning(source=words, code="cut_page", message=words),),
        failures=(DossierFailure(source=words, stage="capture", code="empty", message=words),),
    )  # fmt: skip


def _article(name: str, words: str, *, page: Text, source: Text, url: str | None, published: Time) -> DossierArticle:
    head = source.cut(0, len(source.text))
    return DossierArticle(
        id=name, source=words, url=url, text_id=page.id, capture_text_id=source.id, title=words, outlet=words,
        republisher=words, credit=(words, "AGY"), byline=words, language="en", published=published, about=("v1",),
        blocks=(Block(kind="paragraph", start=0, end=len(page.text)),), evidence={"title": (head,), "outlet": (head,)},
    )  # fmt: skip


def _registry(words: str, said: Evidence) -> RegistryLink:
    return RegistryLink(
        id="l1", registry=words, record=words, schema="Person", name=words, aliases=(words,),
        topics=(RegistryTopic(code="sanction", words=words),), said=(RegistrySaid(property=words, value=words),),
        likelihood=0.93, reasons=(words,), evidence=(said,),
    )  # fmt: skip


def _quotation(
    name: str, words: str, *, speaker: DossierSpeaker, page: Text, parent: str | None = None
) -> DossierQuotation:
    first, second = page.cut(0, 5), page.cut(6, len(page.text) - 1)
    return DossierQuotation(
        id=name, articles=("a1", "a2"), speaker=speaker, cue=words, content=words, kind="direct", medium=words,
        said=on_day(_DAY, kind="stated", reason=words), parent=parent, chain="h1",
        evidence=QuotationEvidence(speaker=(first,), cue=(first,), content=(first, second), medium=(second,)),
    )  # fmt: skip


def _event(words: str, *, page: Text, day: Time, holder: Holder) -> DossierEvent:
    said = page.cut(0, len(page.text))
    who = DossierArgument(text=words, type="person", entity="e1", named=words, evidence=said)
    some = DossierArgument(text=words, type="group", entity=None, named=None, evidence=said)
    toll = DossierCasualty(kind="killed", number=None, lower=3, upper=None, besides=False, holder=holder, evidence=said)
    return DossierEvent(
        id="v1", articles=("a1", "a2"), type="assault", mode=words, mentions=(said,), actors=(who, some),
        recipients=(some, who), instruments=(), place="geonames:1", time=day, modality="asserted", polarity="positive",
        origins=("g1",), casualties=(toll,), evidence=(said,),
    )  # fmt: skip
