"""Registries and entities: records under keys, found by an entity's names, and taken for it where more than that fits.

A record is filed under folded names and under sounds of its first and last word, so one look at an index finds what
an entity may be. Names are compared as those of entities are (`likeness`); then what else the pages tell counts: year
of birth or age, country, role, states, a second name (`record_fit`). A name that very many bear is not enough, nor one
that two records or two entities fit equally: those are left apart, and said to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from dateline.errors import Refusal
from dateline.lexicon.name_words import pet_forms
from dateline.lexicon.registries import shown_first, words_of_topic
from dateline.linking.alignment import sound
from dateline.linking.finding import overlap
from dateline.linking.names import core, fold
from dateline.linking.profiles import Profile, registered
from dateline.linking.record_fit import Fit, Known, Pages, fit
from dateline.ports import Registries
from dateline.records.dossier import Dossier, DossierMention, DossierWarning, Entity
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.judgement import Judgement, place_again, standing, told_by
from dateline.records.linked import Linked
from dateline.records.registry import (
    Registry,
    RegistryDetail,
    RegistryLink,
    RegistryRecord,
    RegistryRow,
    RegistryTopic,
    RegistryTrouble,
)

__all__ = ["keys_of", "link_records", "link_id", "take_in"]

_BATCH = 2000
_TROUBLES = 20
"""Lines that failed of which it is told why; the others are counted."""
_LIKELY, _POSSIBLE = 0.6, 0.5
"""From where on a record is linked, and from where on it is said that it may be somebody's."""
_EQUAL = 0.05
"""Two that are so near in likelihood fit equally."""
_NEVER_SURE = 0.99
"""What rules find is at most so likely: 1 is a person's word."""
_SHOWN, _SAID = 20, 40
"""Other names of a record, and things that it says, that are carried with a link."""


def keys_of(profile: Profile) -> frozenset[str]:
    """The keys under which a record is filed, and an entity looks: names, and the sounds of their words."""
    return frozenset(key for name in profile.full | profile.aliases for key in _keys(name, person=profile.person))


def _keys(name: str, *, person: bool) -> Iterator[str]:
    yield f"name {name}"
    if not person:
        yield f"body {' '.join(sorted(map(sound, core(name).split())))}"
        return
    words = name.split()
    if len(words) < 2:
        return
    for other in {words[-1], words[1]}:
        for given in pet_forms(words[0]) or (words[0],):
            # In one order, for registries put the family name first.
            yield f"person {' '.join(sorted((sound(given), sound(other))))}"


def take_in(
    rows: Iterable[RegistryRow],
    *,
    registries: Registries,
    name: str,
    file: str,
    digest: str,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Registry, tuple[RegistryTrouble, ...]]:
    """File a registry's records, all of them or none; returns what was filed, and the first lines that failed.

    Raises Refusal: what `rows` raises, and no_registry where no line is a record.
    """
    number = registries.begin(name)
    counts, troubles = {"records": 0, "passed": 0, "failed": 0}, list[RegistryTrouble]()
    try:
        lines = iter(rows)
        while some := list(islice(lines, _BATCH)):
            filed = [(row, _filed(row)) for row in some if isinstance(row, RegistryRecord | RegistryDetail)]
            again = registries.put(number, filed)
            failed = [row for row in some if isinstance(row, RegistryTrouble)]
            counts["records"] += sum(isinstance(row, RegistryRecord) for row, _ in filed) - again
            counts["passed"] += sum(row is None for row in some)
            counts["failed"] += len(failed) + again
            troubles += failed[: _TROUBLES - len(troubles)]
            progress(counts["records"])
        if not counts["records"]:
            raise Refusal("no_registry", "no line is a record of anybody: give JSON lines, or CSV with a heading")
    except BaseException:
        registries.leave(number)
        raise
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    made = Registry(name=name, file=file, digest=digest, added_at=at, **counts)
    registries.finish(number, made)
    return made, tuple(troubles)


def _filed(row: RegistryRecord | RegistryDetail) -> Sequence[str]:
    if isinstance(row, RegistryDetail):
        return ()
    kinds = ("person", "organization") if row.either else (row.type,)
    return sorted({key for kind in kinds for one in _forms(row, person=kind == "person") for key in keys_of(one)})


def _forms(row: RegistryRecord, *, person: bool) -> Iterator[Profile]:
    """A record under each of its names, weak ones left out: each may be the one that the pages use."""
    # Registries give a name in capitals too, and under many accents.
    for name in {fold(name): name for name in (row.name, *row.aliases)}.values():
        yield registered(name, type="person" if person else "organization")


def link_id(registry: str, record: str) -> str:
    """The id of a link: the same, whoever is taken for the record."""
    return record_id("registry", "", registry, record)


def link_records(
    picture: Dossier,
    linked: Linked,
    *,
    registries: Registries,
    text: Callable[[str], str],
    judgements: Iterable[Judgement] = (),
) -> Dossier:
    """The picture with the registries' records of its entities.

    `linked` is all that the picture was selected from, so that a link does not depend on what is shown; `text` gives a
    frozen text by its id.
    """
    if not registries.known():
        return picture
    pages = Pages(linked, text=text)
    said = _Said(linked, judgements, text=text)
    fits = [one for each in _shown(picture, linked) for one in _fits(pages.known(each), registries, said)]
    chosen, doubtful = _chosen(fits, said)
    shown = {entity.id for entity in picture.entities}
    texts = {text.text_id for text in picture.texts}
    found = defaultdict(list)
    for one in chosen:
        found[one.entity.id].append(_link(one, registries, texts=texts))
    return replace(
        picture,
        entities=tuple(
            replace(each, registry=tuple(sorted(found[each.id], key=lambda link: (-link.likelihood, link.id))))
            for each in picture.entities
        ),
        warnings=(
            *picture.warnings,
            *(_doubt(several) for several in doubtful if any(one.entity.id in shown for one in several)),
        ),
    )


def _shown(picture: Dossier, linked: Linked) -> list[Entity]:
    """The entities of the picture, and those outside of it that bear a name of one of them."""
    shown = {entity.id: entity for entity in picture.entities}
    names = {fold(entity.name) for entity in shown.values()}
    others = [other for other in linked.entities if other.id not in shown and fold(other.name) in names]
    return [*shown.values(), *others]


class _Said:
    """What people said of entities and records, the newest word last."""

    def __init__(self, linked: Linked, judgements: Iterable[Judgement], *, text: Callable[[str], str]) -> None:
        self._by: dict[tuple[str, str, str], Judgement] = {}
        log = [judgement for judgement in standing(judgements) if judgement.record is not None]
        pages: dict[str, list[str]] = defaultdict(list)
        for article in linked.articles if log else ():
            pages[article.url or article.source].append(article.text_id)
        of_text: dict[str, list[DossierMention]] = defaultdict(list)
        for mention in linked.mentions if log else ():
            of_text[mention.evidence.text_id].append(mention)
        for judgement in log:
            for pin in judgement.about[:1]:
                words = pin.evidence if pin.evidence.text_id in of_text else None
                for name in () if words else pages[pin.url or pin.source]:
                    words = words or place_again(pin, text(name))
                entity = _who(of_text.get(words.text_id, ()), words) if words else None
                if entity and judgement.record:
                    self._by[entity, judgement.record.registry, judgement.record.record] = judgement

    def of(self, entity: str, registry: str, record: str) -> Judgement | None:
        return self._by.get((entity, registry, record))

    def records(self, entity: str) -> list[tuple[str, str]]:
        """The records that an entity was judged to be."""
        return [
            (registry, record)
            for (who, registry, record), judgement in self._by.items()
            if who == entity and judgement.kind == "same"
        ]


def _who(mentions: Iterable[DossierMention], words: Evidence) -> str | None:
    """The entity whose mention stands at some words, most of it."""
    near = [(overlap(mention.evidence, words), mention.entity) for mention in mentions if mention.entity]
    share, entity = max(near, default=(0.0, None))
    return entity if share > 0 else None


def _fits(known: Known, registries: Registries, said: _Said) -> Iterator[Fit]:
    """The records that may be an entity's, with how well each fits; those that people said are not are left out."""
    judged = [
        (name, found)
        for registry, record in said.records(known.entity.id)
        for name, found in registries.called(record, registry=registry)
    ]
    candidates = registries.at(sorted(keys_of(known.profile))) if known.profile is not None else []
    for registry, record in dict.fromkeys((*judged, *candidates)):
        word = said.of(known.entity.id, registry, record.id)
        if word is not None:
            if word.kind == "same":
                reason = f"judged the same {told_by(word)}"
                yield Fit(
                    entity=known.entity, registry=registry, record=record, likelihood=1.0, reasons=(reason,),
                    evidence=known.named[:1],
                )  # fmt: skip
        elif (found := fit(known, record, registry=registry)) is not None and found.likelihood >= _POSSIBLE:
            yield found


def _chosen(fits: Sequence[Fit], said: _Said) -> tuple[list[Fit], list[list[Fit]]]:
    """The fits that stand, and those that are in doubt: of a registry's records an entity has the one that fits best,
    and a record the one entity; all that were judged so stand besides."""
    judged = [one for one in fits if said.of(one.entity.id, one.registry, one.record.id)]
    taken = {(one.registry, one.record.id) for one in judged} | {(one.registry, one.entity.id) for one in judged}
    open_ones = [
        one for one in fits if taken.isdisjoint({(one.registry, one.record.id), (one.registry, one.entity.id)})
    ]
    best, doubtful = _best(open_ones, lambda one: (one.registry, one.entity.id))
    alone, doubted = _best(best, lambda one: (one.registry, one.record.id))
    likely = [one for one in alone if one.likelihood >= _LIKELY]
    return [*judged, *likely], [*doubtful, *doubted, *([one] for one in alone if one.likelihood < _LIKELY)]


def _best(fits: Sequence[Fit], by: Callable[[Fit], tuple[str, str]]) -> tuple[list[Fit], list[list[Fit]]]:
    groups: dict[tuple[str, str], list[Fit]] = defaultdict(list)
    for one in fits:
        groups[by(one)].append(one)
    best, doubtful = [], []
    for several in groups.values():
        first, *rest = sorted(several, key=lambda one: (-one.likelihood, one.record.id, one.entity.id))
        near = [one for one in rest if one.likelihood > first.likelihood - _EQUAL]
        if near:
            doubtful.append([first, *near])
        else:
            best.append(first)
    return best, doubtful


def _link(one: Fit, registries: Registries, *, texts: Container[str]) -> RegistryLink:
    record = one.record
    said = dict.fromkeys((*record.said, *registries.details(one.registry, record.id)))
    order = shown_first()
    return RegistryLink(
        id=link_id(one.registry, record.id),
        registry=one.registry,
        record=record.id,
        schema=record.schema,
        name=record.name,
        aliases=tuple(dict.fromkeys((*record.aliases, *record.weak)))[:_SHOWN],
        topics=tuple(RegistryTopic(code=code, words=words_of_topic(code)) for code in record.topics),
        said=tuple(sorted(said, key=lambda each: order.get(each.property, len(order))))[:_SAID],
        likelihood=one.likelihood if one.likelihood == 1.0 else min(round(one.likelihood, 2), _NEVER_SURE),
        reasons=one.reasons,
        evidence=tuple(words for words in one.evidence if words.text_id in texts),
    )


def _doubt(several: Sequence[Fit]) -> DossierWarning:
    first = several[0]
    if len(several) == 1:
        return DossierWarning(
            source=f"registry {first.registry}",
            code="registry_unsure",
            message=f"record {first.record.id} may be of {first.entity.name} ({'; '.join(first.reasons)}), and is not "
            "linked: `dateline same ENTITY RECORD` or `different` says so",
        )
    records = list(dict.fromkeys(one.record.id for one in several))
    names = list(dict.fromkeys(one.entity.name for one in several))
    told = (
        f"records {', '.join(records[:5])} fit" if len(records) > 1 else f"record {records[0]} fits {len(several)} of"
    )
    return DossierWarning(
        source=f"registry {first.registry}",
        code="registry_namesakes",
        message=f"{told} {names[0]} equally well, so none is linked: `dateline same ENTITY RECORD` says which",
    )
