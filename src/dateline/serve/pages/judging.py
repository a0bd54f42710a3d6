"""Judging something: what it is and why it is taken for one, and the forms with which a verdict is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.records.base import record
from dateline.records.dossier import Dossier, DossierArticle, DossierEvent, Entity, Joined, Story
from dateline.records.evidence import Evidence
from dateline.records.judgement import Judgement, standing
from dateline.rendering.harmless import shortened
from dateline.rendering.markup import Child, Markup, element, join
from dateline.rendering.wording import Wording, counted
from dateline.serve.pages.addresses import Citing, article_href, entity_href, story_href
from dateline.serve.pages.forms import Writing, field, form, how_to_write, signed
from dateline.serve.pages.judgements import JUDGE, row
from dateline.serve.pages.notes import line_told

__all__ = ["Subject", "correction_form", "judge_page"]

_CHOICES = 300
"""Names offered where another one is to be named."""
_REASONS = 40
_HINT = "A name, a reference of a line, or NAME@PAGE: who bears a name on one page."


@record
class Subject:
    """What is to be judged: a record of a dossier by its id, with its words. `within` is the story or entity whose page
    led here, `stories` are those that may be the same as one, by their ids."""

    picture: Dossier
    about: str
    evidence: tuple[Evidence, ...]
    stories: tuple[tuple[str, str], ...] = ()
    within: str | None = None
    writing: Writing | None = None
    log: tuple[Judgement, ...] = ()


def judge_page(subject: Subject) -> Markup:
    """What the thing is, in which words it stands, and what may be said of it."""
    picture, about = subject.picture, subject.about
    say = Wording(picture)
    kind, name, body = _thing(subject, say)
    quoting = Citing(picture, reference=about)
    no_way = None if subject.writing else how_to_write("judge")
    return join(
        element("p", f"Judging: {kind}", class_="kicker"),
        element("h1", shortened(name, 240), dir="auto"),
        element("p", back, class_="facts") if (back := _back(subject, kind)) else None,
        no_way,
        element(
            "div",
            element("h2", "The words"),
            quoting.quotes(subject.evidence, most=8) or element("p", "none"),
            class_="words",
        ),
        *body,
        _said_before(subject),
    )


def _back(subject: Subject, kind: str) -> Markup | None:
    if kind == "story":
        return element("a", "Its page", href=story_href(subject.about))
    if kind == "article":
        return element("a", "Its page", href=article_href(subject.about))
    if any(one.id == subject.about for one in subject.picture.entities):
        return element("a", "Its page", href=entity_href(subject.about))
    story = next((one for one in subject.picture.stories if one.id == subject.within), None)
    return (
        element("a", f"Story: {shortened(story.title, 120)}", href=story_href(story.id), dir="auto") if story else None
    )


def _thing(subject: Subject, say: Wording) -> tuple[str, str, list[Child]]:
    """What kind of thing it is, what it is called, and the parts of its page."""
    picture, about = subject.picture, subject.about
    for entity in picture.entities:
        if entity.id == about:
            return (
                entity.type,
                entity.name,
                [_why_one(subject, entity), *_pairs(subject, _entity_names(picture, entity)), _reject(subject)],
            )
    for story in picture.stories:
        if story.id == about:
            return (
                "story",
                story.title,
                [*_pairs(subject, [one for one in subject.stories if one[0] != story.id]), _members(subject, story)],
            )
    for article in picture.articles:
        if article.id == about:
            return (
                "article",
                article.title or article.source,
                [_corrected(subject, article), *_pairs(subject, _article_names(picture, article))],
            )
    for event in picture.events:
        if event.id == about:
            return "event", say.name(event.id), [*_pairs(subject, _event_names(picture, event, say)), _reject(subject)]
    return _read_as(picture, about), line_told(picture, say, about), [_reject(subject)]


def _read_as(picture: Dossier, about: str) -> str:
    lists: Mapping[str, Iterable[object]] = {
        "place": picture.places, "mention": picture.mentions, "quotation": picture.quotations, "claim": picture.claims,
        "state": picture.states, "quantity": picture.quantities, "time": picture.times, "place name": picture.toponyms,
        "change": (), "dispute": (), "chain": picture.chains,
    }  # fmt: skip
    return next(
        (kind for kind, some in lists.items() if any(getattr(one, "id", None) == about for one in some)), "line"
    )


def _section(head: str, *body: Child) -> Markup:
    return element("section", element("h2", head), *body, class_="verdict")


def _hidden(subject: Subject, verdict: str, **more: str) -> list[tuple[str, str]]:
    within = [("in", subject.within)] if subject.within else []
    return [("verdict", verdict), ("about", subject.about), *within, *more.items()]


def _why_one(subject: Subject, entity: Entity) -> Child:
    """Why the names are one's, each with its words; where two texts are joined, they can be taken apart."""
    if not entity.joined:
        return None
    quoting = Citing(subject.picture, reference=entity.id)
    rows = [
        element(
            "li",
            element(
                "p",
                element("b", " = ".join(shortened(name, 80) for name in one.names), dir="auto"),
                f": {shortened(one.reason, 240)}",
            ),
            element("ul", [_quote(quoting, words) for words in one.evidence[:4]], class_="quotes"),
            _apart(subject, one, number),
        )
        for number, one in enumerate(entity.joined[:_REASONS])
    ]
    return _section(
        f"Why these are one: {counted(len(entity.joined), 'reason')}", element("ol", rows, class_="reasons")
    )


def _quote(quoting: Citing, words: Evidence) -> Markup:
    said = element("q", shortened(words.exact, 300), dir="auto")
    return element("li", said, Markup(" "), element("cite", quoting.link(words, shortened(quoting.page(words), 60))))


def _apart(subject: Subject, joined: Joined, number: int) -> Child:
    """The form that takes two apart, where the words that joined them are those of two texts."""
    mentions = {mention.evidence: mention.id for mention in subject.picture.mentions}
    by_text = {words.text_id: mentions[words] for words in joined.evidence if words in mentions}
    if subject.writing is None or len(by_text) < 2:
        return None
    left, right = [*by_text.values()][:2]
    name = f"apart-{number}"
    return form(
        subject.writing,
        signed(subject.writing, element("button", "They are two", type="submit"), anchor=name, known=True),
        action=JUDGE, name=name, hidden=_hidden(subject, "different", left=left, right=right), class_="inline",
    )  # fmt: skip


def _pairs(subject: Subject, others: Sequence[tuple[str, str]]) -> Iterator[Child]:
    """The forms that say of two that they are one, or are not."""
    writing = subject.writing
    if writing is None:
        return
    known = f"others-{subject.about}"
    yield element(
        "datalist",
        [element("option", shortened(told, 120), value=value) for value, told in others[:_CHOICES]],
        id=known,
    )
    for verdict, head, button, note in (
        ("same", "It is the same as another one", "Same", "From then on both are one, on every page."),
        (
            "different",
            "It is not the same as another one",
            "Different",
            "From then on the two are never taken for one.",
        ),
    ):
        yield _section(
            head,
            form(
                writing,
                field("The other one", "other", anchor=f"{verdict}-other", hint=_HINT, list=known, required=True,
                      autocomplete="off"),
                signed(writing, element("button", button, type="submit", class_="chief"), anchor=verdict),
                element("p", note, class_="note"),
                action=JUDGE, name=verdict, hidden=_hidden(subject, verdict),
            ),
        )  # fmt: skip


def _entity_names(picture: Dossier, entity: Entity) -> list[tuple[str, str]]:
    kin = [one for one in picture.entities if one.id != entity.id]
    kin.sort(key=lambda one: (one.type != entity.type, one.name))
    return [(one.id, f"{one.name} ({one.type})") for one in kin]


def _article_names(picture: Dossier, article: DossierArticle) -> list[tuple[str, str]]:
    return [(one.id, one.title or one.source) for one in picture.articles if one.id != article.id]


def _event_names(picture: Dossier, event: DossierEvent, say: Wording) -> list[tuple[str, str]]:
    return [(one.id, say.name(one.id)) for one in picture.events if one.id != event.id]


def _reject(subject: Subject) -> Child:
    writing = subject.writing
    if writing is None:
        return None
    told = "It was read wrongly: it is left out wherever it was read, with what hangs on it."
    return _section(
        "It was read wrongly",
        form(
            writing,
            element("p", told, class_="note"),
            signed(writing, element("button", "Read wrongly", type="submit", class_="grave"), anchor="reject"),
            action=JUDGE, name="reject", hidden=_hidden(subject, "reject"),
        ),
    )  # fmt: skip


def _members(subject: Subject, story: Story) -> Child:
    """The articles of a story: each can be taken out of it."""
    writing, picture = subject.writing, subject.picture
    mine = [article for article in picture.articles if article.id in story.articles]
    if writing is None or len(mine) < 2:
        return None
    rows = []
    for number, article in enumerate(mine[:200]):
        name, other = f"member-{number}", next(one for one in mine if one.id != article.id)
        told = element("a", shortened(article.title or article.source, 160), href=article_href(article.id), dir="auto")
        button = signed(writing, element("button", "Not of this story", type="submit"), anchor=name, known=True)
        hidden = _hidden(subject, "different", left=article.id, right=other.id)
        rows.append(element("li", told, form(writing, button, action=JUDGE, name=name, hidden=hidden, class_="inline")))
    return _section("Its articles", element("ul", rows, class_="members"))


def _corrected(subject: Subject, article: DossierArticle) -> Child:
    if subject.writing is None:
        return None
    return _section("What the page is", correction_form(subject.writing, article, within=subject.within))


def correction_form(writing: Writing, article: DossierArticle, *, within: str | None = None) -> Markup:
    """The form that corrects a page's date, outlet and credit; what is left as it is is not touched."""
    value = article.published.value or ""
    fields = (
        ("date", "Published", value, "As 2026-02-23 or 2026-02-23T10:40; empty where it is not known."),
        ("outlet", "Outlet", shortened(article.outlet or "", 200), None),
        ("credit", "Credit", shortened(", ".join(article.credit), 300), "The agencies it is from, parted by commas."),
    )
    kept = [("verdict", "correct"), ("about", article.id), *([("in", within)] if within else [])]
    return form(
        writing,
        [field(told, name, anchor=f"correct-{name}", value=said, hint=hint) for name, told, said, hint in fields],
        signed(writing, element("button", "Correct", type="submit", class_="chief"), anchor="correct"),
        action=JUDGE, name="correct", hidden=[*kept, *((f"was-{name}", said) for name, _, said, _ in fields)],
    )  # fmt: skip


def _said_before(subject: Subject) -> Child:
    """What stands of what people said of these words."""
    words = {(one.text_id, one.start, one.end) for one in subject.evidence}
    held = [
        one
        for one in standing(subject.log)
        if any((pin.evidence.text_id, pin.evidence.start, pin.evidence.end) in words for pin in one.about)
    ]
    if not held:
        return None
    rows = [row(one, writing=subject.writing) for one in held]
    return _section("What was said of it", element("ol", rows, class_="log"))
