"""Chains and origins: every distinct path of every article, who is counted for each, and which passage took which.

Paths are laid by `paths` and counted by `origins`; here they are made one record a path, a path without its
medium falls under the same path with it, and what was copied is counted under whom it was copied from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from dateline.linking.corpus import SharedText
from dateline.linking.entities import Register
from dateline.linking.families import Families
from dateline.linking.origins import Answerable, origin_of, spoken_for
from dateline.linking.parties import Parties
from dateline.linking.paths import Path, Paths, passing_on
from dateline.linking.speakers import Speakers
from dateline.records.base import record
from dateline.records.dossier import Chain, Copies, Link, Origin
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.page import Article
from dateline.records.reading import Quotation

__all__ = ["Provenance", "trace"]

T = TypeVar("T")
Key = tuple[tuple[str, str], ...]


@record
class Provenance:
    """Chains and origins, and the way to them: an article's chains, a quotation's chain (its founder's),
    the origins of a quotation by id, several where several speak together; of a text's own voice by text id, and who
    that is before outlets of one publisher are counted as one."""

    chains: tuple[Chain, ...]
    origins: tuple[Origin, ...]
    of_article: Mapping[str, tuple[str, ...]]
    of_quotation: Mapping[str, str]
    origins_of_quotation: Mapping[str, tuple[str, ...]]
    origin_of_voice: Mapping[str, str]
    voice: Mapping[str, Answerable]


@record
class _Passed:
    """A path that some passage took: in which text, by which quotation (None: the text's own voice)."""

    text_id: str
    quotation: str | None
    path: Path


def trace(
    texts: Sequence[SharedText],
    *,
    register: Register,
    speakers: Speakers,
    parties: Parties,
    copies: Sequence[Copies],
    families: Families,
) -> Provenance:
    """Find the chain of each passage of each article, and whom it is counted under."""
    passing = passing_on(texts, register=register, speakers=speakers)
    paths = Paths(register, parties=parties, passing=passing)
    borrowed = _borrowed(texts, copies=copies, paths=paths)
    passed = _longest([step for text in texts for step in _passed(text, paths, borrowed)])
    voices = spoken_for(register)
    by_key: dict[Key, list[_Passed]] = {}
    for step in passed:
        by_key.setdefault(step.path.key, []).append(step)
    answered = {key: origin_of(steps[0].path.links, register=register, voices=voices) for key, steps in by_key.items()}
    answers = {key: families.counted(answer) for key, answer in answered.items()}
    chains = tuple(_chain(key, steps, answers[key]) for key, steps in by_key.items())
    return Provenance(
        chains=chains,
        origins=_origins(chains, answers.values(), families),
        of_article=_by_article(texts, chains),
        of_quotation=_first((step.quotation, _chain_id(step.path.key)) for step in passed if step.quotation),
        origins_of_quotation=_all((step.quotation, answers[step.path.key].id) for step in passed if step.quotation),
        origin_of_voice=_first((step.text_id, answers[step.path.key].id) for step in passed if not step.quotation),
        voice=_first((step.text_id, answered[step.path.key]) for step in passed if not step.quotation),
    )


def _passed(text: SharedText, paths: Paths, borrowed: Mapping[str, tuple[Link, tuple[Evidence, ...]]]) -> list[_Passed]:
    found = []
    for article in text.articles:
        own = paths.own(article)
        if (lent := borrowed.get(article.id)) is not None:
            own = Path(article=article.id, links=(*own.links, lent[0]), evidence=(*own.evidence, *lent[1]))
        found.append(_Passed(text_id=text.text_id, quotation=None, path=own))
        innermost = _innermost(text.reading.quotations)
        for quotation in text.reading.quotations:
            quoted = paths.quoted(innermost[quotation.id], own=own, text=text)
            found += [_Passed(text_id=text.text_id, quotation=quotation.id, path=path) for path in quoted]
    return found


def _innermost(quotations: Sequence[Quotation]) -> dict[str, Quotation]:
    """For each quotation the one that it merely passes on: it stands inside, alone, and makes up most of it."""
    inner: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.parent and quotation.speaker.clear:
            inner.setdefault(quotation.parent, []).append(quotation)
    found = {}
    for quotation in quotations:
        last, seen = quotation, {quotation.id}
        while len(inside := inner.get(last.id, [])) == 1 and 2 * _covered(inside[0]) > len(last.content):
            if inside[0].id in seen:
                break
            last = inside[0]
            seen.add(last.id)
        found[quotation.id] = last
    return found


def _covered(quotation: Quotation) -> int:
    """How many characters of the quotation around it a quotation takes, speaker and cue included."""
    return len(quotation.content) + len(quotation.speaker.text) + len(quotation.cue)


def _borrowed(
    texts: Sequence[SharedText], *, copies: Sequence[Copies], paths: Paths
) -> dict[str, tuple[Link, tuple[Evidence, ...]]]:
    """What copies owe: the agency that one of them credits, else the outlet of the one that was first by date."""
    articles = {article.id: article for text in texts for article in text.articles}
    owed: dict[str, tuple[Link, tuple[Evidence, ...]]] = {}
    for group in copies:
        members = [articles[article] for article in group.articles]
        lender = articles.get(group.base or "", members[0])
        link = paths.own(lender).links[-1:]
        for article in members:
            if link and article is not lender and _owes(article, lender):
                owed[article.id] = link[0], group.evidence
    return owed


def _owes(article: Article, lender: Article) -> bool:
    if article.credit:
        return False
    if lender.credit:
        return True
    ours, theirs = article.outlet, lender.outlet
    return lender.published.latest is not None and theirs is not None and ours != theirs


def _longest(passed: Sequence[_Passed]) -> list[_Passed]:
    """Let a path that ends with a speaker fall under the one path of its article that adds the medium."""
    longer: dict[tuple[str, Key], dict[Key, Path]] = {}
    for step in passed:
        if step.path.links and step.path.links[-1].role == "medium":
            longer.setdefault((step.path.article, step.path.key[:-1]), {})[step.path.key] = step.path
    found = []
    for step in passed:
        fuller = longer.get((step.path.article, step.path.key), {})
        path = next(iter(fuller.values())) if step.quotation and len(fuller) == 1 else step.path
        found.append(_Passed(text_id=step.text_id, quotation=step.quotation, path=path))
    return found


def _chain_id(key: Key) -> str:
    return record_id("chain", "", *(f"{role}:{who}" for role, who in key))


def _chain(key: Key, steps: Sequence[_Passed], answer: Answerable) -> Chain:
    return Chain(
        id=_chain_id(key),
        links=steps[0].path.links,
        origin=answer.id,
        articles=tuple(dict.fromkeys(step.path.article for step in steps)),
        evidence=tuple(dict.fromkeys(words for step in steps for words in step.path.evidence)),
    )


def _origins(chains: Sequence[Chain], answers: Iterable[Answerable], families: Families) -> tuple[Origin, ...]:
    found: dict[str, Answerable] = {}
    for answer in answers:
        # One body may pass a report on and speak for itself elsewhere: the accountable kind is told.
        if answer.id not in found or answer.kind == "speaker":
            found[answer.id] = answer
    articles: dict[str, list[str]] = {}
    for chain in chains:
        articles.setdefault(chain.origin, []).extend(chain.articles)
    return tuple(
        Origin(
            id=a.id, name=a.name, kind=a.kind, entity=a.entity, articles=tuple(dict.fromkeys(articles[a.id])),
            family=families.outlets(a.id),
        )
        for a in found.values()
    )  # fmt: skip


def _by_article(texts: Sequence[SharedText], chains: Sequence[Chain]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {article: [] for text in texts for article in text.article_ids}
    for chain in chains:
        for article in chain.articles:
            found[article].append(chain.id)
    return {article: tuple(ids) for article, ids in found.items()}


def _first(entries: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for key, value in entries:
        found.setdefault(key, value)
    return found


def _all(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in entries:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
