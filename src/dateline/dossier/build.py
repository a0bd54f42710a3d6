"""The dossier of a scope: select, lay out, and carry every text that its evidence names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from dateline.dossier import changes, days, disputes, timeline
from dateline.dossier.comparing import compare
from dateline.dossier.select import kept_by, select, trimmed
from dateline.dossier.standing import Moved, with_standing
from dateline.dossier.trim import Kept, trim
from dateline.records.dossier import (
    Change,
    Dispute,
    Dossier,
    DossierFailure,
    DossierText,
    DossierWarning,
    Scope,
)
from dateline.records.judgement import Judgement, standing
from dateline.records.linked import Linked

__all__ = ["build"]


def build(
    linked: Linked,
    *,
    scope: Scope,
    text: Callable[[str], str],
    top: int | None = None,
    judgements: Iterable[Judgement] = (),
    warnings: Iterable[DossierWarning] = (),
    failures: Iterable[DossierFailure] = (),
) -> Dossier:
    """Lay the picture out. `text` gives a frozen text by its id; `top` keeps so many lines of the timeline.

    `judgements` are the log of what people said; those that stand, and whose words the part holds, are carried.
    """
    text = cache(text)
    compared = compare(linked, text=text)
    found = changes.find(linked, text=text, compared=compared)
    disputed = disputes.find(linked, text=text, compared=compared)
    counts, sources = compared.tolls.counts, compared.sources
    moved = Moved(changes=found, disputes=disputed)
    part = select(with_standing(linked, counts=counts, moved=moved, sources=sources), scope)
    if scope.on is not None:
        whole, part = part, trimmed(days.on(part, scope.on, changes=found))
        found = days.changed_by(found, scope.on, linked=linked)
        disputed = days.disputed_by(disputed, linked=whole, part=part)
    about, kept = _things(part, scope), kept_by(part)
    names = {article.source for article in part.articles}
    everything = scope.story is None and scope.entity is None
    return Dossier(
        scope=scope,
        texts=_texts(part, text),
        articles=part.articles,
        entities=part.entities,
        places=part.places,
        mentions=part.mentions,
        times=part.times,
        toponyms=part.toponyms,
        quotations=part.quotations,
        claims=part.claims,
        events=part.events,
        states=part.states,
        quantities=part.quantities,
        stories=part.stories,
        timeline=timeline.lines(part, text=text, top=top, until=scope.on),
        changes=_changed(found, about, kept),
        disputes=_disputed(disputed, about, kept),
        chains=part.chains,
        origins=part.origins,
        copies=part.copies,
        judgements=tuple(one for one in standing(judgements) if _is_about(one, kept)),
        warnings=tuple(w for w in warnings if everything or w.source in names),
        failures=tuple(f for f in failures if everything or f.source in names),
    )


def _changed(found: Iterable[Change], about: set[str], kept: Kept) -> tuple[Change, ...]:
    """The changes in scope; one with nothing left to show for either side is none."""
    mine = trim((change for change in found if change.about in about), kept)
    return tuple(change for change in mine if change.before.evidence and change.after.evidence)


def _disputed(found: Iterable[Dispute], about: set[str], kept: Kept) -> tuple[Dispute, ...]:
    """The disputes in scope, each with the stands that the scope can show; one stand is no dispute."""
    mine = trim((dispute for dispute in found if dispute.about in about), kept)
    shown = (replace(each, stands=tuple(stand for stand in each.stands if stand.evidence)) for each in mine)
    return tuple(dispute for dispute in shown if len(dispute.stands) > 1)


def _is_about(judgement: Judgement, kept: Kept) -> bool:
    """Whether a judgement's words stand in texts that are kept, all of them: else it would refer outside."""
    return all(pin.evidence.text_id in kept.texts for pin in judgement.about)


def _things(part: Linked, scope: Scope) -> set[str]:
    """The ids of what a change or a dispute in this scope may be about."""
    entities = {scope.entity} if scope.entity else {entity.id for entity in part.entities}
    others = (part.events, part.places, part.articles, part.stories)
    return {each for each in entities if each} | {each.id for several in others for each in several}


def _texts(part: Linked, text: Callable[[str], str]) -> tuple[DossierText, ...]:
    """The texts that the articles in scope are, and were found in; each once, with all who share it."""
    articles: dict[str, list[str]] = defaultdict(list)
    captures: dict[str, list[str]] = defaultdict(list)
    for article in part.articles:
        articles[article.text_id].append(article.id)
        captures[article.capture_text_id].append(article.id)
    # A page that is its article already (bare text) has one text for both; it is listed as the article.
    captures = {name: who for name, who in captures.items() if name not in articles}
    return (
        *(DossierText(text_id=n, kind="article", articles=tuple(w), text=text(n)) for n, w in articles.items()),
        *(DossierText(text_id=n, kind="capture", articles=tuple(w), text=text(n)) for n, w in captures.items()),
    )
