"""All passages that bear on one point of a sentence.  A point in, Findings out.

Events and states are compared by what was read of them, tolls by number (`tallying`), bare words by their order
(`phrasing`). What somebody denies is heard in each case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dateline.dossier.asked import AskedPoint, tell
from dateline.dossier.bearing import Fit, compare, is_anchored, of_kind, puts, spans_fit
from dateline.dossier.phrasing import denials, worded
from dateline.dossier.sources import distinct, inside
from dateline.dossier.tallying import tallied
from dateline.dossier.tellings import Archive, Telling
from dateline.records.corroboration import Bearing, Finding, FindingKind
from dateline.records.dossier import Change, Dispute, DossierState, Holder
from dateline.records.evidence import Evidence
from dateline.records.references import change_id, dispute_id
from dateline.records.time import UNKNOWN, Time

__all__ = ["Weighing"]

_ONE_DENIAL = "denied: "


class Weighing:
    """Finds what bears on points, in one picture with its changes and disputes."""

    def __init__(
        self,
        archive: Archive,
        *,
        changes: Callable[[], Sequence[Change]],
        disputes: Callable[[], Sequence[Dispute]],
    ) -> None:
        self._archive = archive
        self._changes = changes
        self._disputes = disputes

    def weigh(self, point: AskedPoint) -> list[Finding]:
        """Everything found, in no order."""
        if point.given == "words":
            return [*worded(point, self._archive)]
        found = [*self._events(point)] if point.type is not None else []
        if point.casualty is not None:
            found = [*tallied(point, self._archive, changes=self._changes())]
        if point.state is not None and self._is_bare(point) and not any(f.bearing == "supports" for f in found):
            found += self._states(point)
        found += denials(point, self._archive) if puts(point.modality, point.polarity) == "done" else []
        return [*found, *self._disputed(found)]

    @staticmethod
    def _is_bare(point: AskedPoint) -> bool:
        """Whether a state says all that the point says: who was killed is dead, but not the other way round."""
        if point.type is None:
            return True
        told = (
            point.places
            or point.elsewhere
            or point.days
            or point.actors
            or point.acting
            or point.casualty
            or point.mode == "kill"
        )
        return not told and point.type in ("coerce", "court", "appointment", "death") and len(point.recipients) == 1

    def _events(self, point: AskedPoint) -> Iterator[Finding]:
        asked = puts(point.modality, point.polarity)
        tellings = of_kind(point, self._archive.linked.events, self._archive)
        fits = [(telling, compare(point, telling, self._archive)) for telling in tellings]
        told = any(fit.whole and self._standing(telling) == asked for telling, fit in fits)
        for telling, fit in fits:
            if not fit.who:
                continue
            standing = self._standing(telling)
            opposite = {standing, asked} == {"done", "denied"}
            if opposite and not fit.differs and is_anchored(point):
                yield self._finding("denies" if not fit.lacks else "near", telling, fit=fit, point=point)
            elif standing != asked or (asked == "not_done" and telling.event.modality != point.modality):
                yield self._finding("near", telling, fit=_lacking(fit, "modality"), point=point)
            elif fit.whole:
                yield self._finding("supports", telling, fit=fit, point=point)
            elif fit.differs and not told and "words" not in fit.lacks and is_anchored(point):
                yield self._finding("differs", telling, fit=fit, point=point)
            elif is_anchored(point):
                yield self._finding("near", telling, fit=fit, point=point)

    @staticmethod
    def _standing(telling: Telling) -> str:
        standings = {puts(m.modality, m.polarity) for m in telling.mentions}
        # Linking may know better: what lies ahead of its page is planned, however it is told.
        return "not_done" if telling.event.modality not in ("asserted", "denied") else min(standings)

    def _finding(self, bearing: Bearing, telling: Telling, *, fit: Fit, point: AskedPoint) -> Finding:
        archive, event = self._archive, telling.event
        own = distinct(o for m in telling.mentions for o in archive.linked.sources_of.get(m.id, ()))
        holder = archive.sources.holder(telling.mentions[0].trigger)
        return self._made(
            bearing, "event", event.id, holder=holder, time=event.time, evidence=telling.evidence, point=point,
            # A copy that leaves its source out adds none: linking has left it out of the event's.
            origins=tuple(origin for origin in own if origin in event.origins),
            lacks=(*fit.lacks, *(name for name, _ in fit.differs)),
            value=next((value for _, value in fit.differs), None),
        )  # fmt: skip

    def _made(
        self,
        bearing: Bearing,
        kind: FindingKind,
        id: str,
        *,
        holder: Holder,
        origins: tuple[str, ...],
        evidence: tuple[Evidence, ...],
        point: AskedPoint,
        time: Time = UNKNOWN,
        lacks: tuple[str, ...] = (),
        value: str | None = None,
    ) -> Finding:
        if point.speaker is not None and holder.entity != point.speaker and bearing != "denies":
            bearing, lacks = "near", (*lacks, "speaker")
        texts = distinct(each.text_id for each in evidence)
        sources = self._archive.sources
        return Finding(
            bearing=bearing,
            kind=kind,
            id=id,
            text=" … ".join(" ".join(each.exact.split()) for each in evidence),
            value=value,
            lacks=distinct(lacks),
            holder=holder,
            origins=origins,
            time=time,
            published=min((sources.published(t) for t in texts), key=lambda t: t.earliest or "~", default=UNKNOWN),
            articles=distinct(a.id for t in texts for a in sources.articles(t)),
            evidence=evidence,
        )

    def _states(self, point: AskedPoint) -> Iterator[Finding]:
        subject = point.subject or next(iter(point.recipients | point.actors), None)
        found = [s for s in self._archive.linked.states if s.entity == subject and s.value == point.state]
        for state in found if subject is not None else ():
            sentences = distinct(self._archive.sentence(words) for words in state.evidence)
            said = {told.stem for span in sentences for told in tell(span.exact, 0, len(span.exact))}
            mentioned = self._archive.mentioned(sentences)
            lacks = [] if point.rest <= said else ["words"]
            lacks += [] if point.passing <= mentioned and not point.elsewhere else ["place"]
            lacks += [] if point.besides <= mentioned | {subject} and not point.strangers else ["who"]
            held = all(spans_fit(days, state.since) for days in point.days) and not point.open_time
            lacks += [] if held else ["time"]
            yield self._state(state, sentences, bearing="near" if lacks else "supports", lacks=lacks, point=point)
            if not lacks and point.type is None:
                yield from self._given_way(state, point)

    def _state(
        self,
        state: DossierState,
        sentences: tuple[Evidence, ...],
        *,
        bearing: Bearing,
        lacks: Sequence[str],
        point: AskedPoint,
    ) -> Finding:
        origin = self._archive.sources.origin(state.holder, sentences[0].text_id)
        return self._made(
            bearing, "state", state.id, holder=state.holder, origins=(origin,) if origin else (), time=state.since,
            evidence=sentences, point=point, lacks=tuple(lacks),
        )  # fmt: skip

    def _given_way(self, state: DossierState, point: AskedPoint) -> Iterator[Finding]:
        """What a state has given way to since."""
        for change in self._changes():
            if (
                change.about == state.entity
                and change.attribute == "status"
                and _touch(change.before.evidence, state.evidence)
            ):
                yield self._held(change, point)

    def _held(self, change: Change, point: AskedPoint) -> Finding:
        sentences = distinct(self._archive.sentence(words) for words in change.after.evidence)
        holder = next(iter(change.after.holders))
        origins = self._archive.sources.origins((each, s.text_id) for each in change.after.holders for s in sentences)
        return self._made(
            "replaces", "state", change_id(change), holder=holder, origins=origins, time=change.after.time,
            evidence=sentences, point=point, value=change.after.value,
        )  # fmt: skip

    def _disputed(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Those who deny what some of the supporting passages say."""
        spans = [words for one in found if one.bearing == "supports" for words in one.evidence]
        for dispute in self._disputes() if spans else ():
            denied = [stand for stand in dispute.stands if stand.value.startswith(_ONE_DENIAL)]
            said = [stand for stand in dispute.stands if stand not in denied]
            if not denied or not any(inside(words, spans) for stand in said for words in stand.evidence):
                continue
            for stand in denied:
                texts = distinct(words.text_id for words in stand.evidence)
                sources = self._archive.sources
                yield Finding(
                    bearing="denies",
                    kind="claim",
                    id=dispute_id(dispute),
                    text=" … ".join(" ".join(each.exact.split()) for each in stand.evidence),
                    value=stand.value,
                    holder=stand.holders[0],
                    origins=stand.origins,
                    published=min((sources.published(t) for t in texts), key=lambda t: t.earliest or "~"),
                    articles=distinct(a.id for t in texts for a in sources.articles(t)),
                    evidence=stand.evidence,
                )


def _lacking(fit: Fit, what: str) -> Fit:
    return Fit(who=fit.who, lacks=(*fit.lacks, what), differs=fit.differs)


def _touch(some: Iterable[Evidence], others: Sequence[Evidence]) -> bool:
    return any(
        one.text_id == other.text_id and one.start < other.end and other.start < one.end
        for one in some
        for other in others
    )
