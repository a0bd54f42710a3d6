"""PROV-JSON of the chains: by whose hands each report came to the reader.

Each link of a chain is an entity (the report as that hand had it), attributed to an agent and derived from the next
link: quoted from a speaker, had from an agency as its primary source, else merely derived. An article is derived from
its chains' first links. Evidence is an entity quoted from its text (https://www.w3.org/submissions/prov-json/).
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.export.moments import iso
from dateline.export.streams import object_of
from dateline.records.dossier import Chain, Dossier, DossierArticle, Link, Origin
from dateline.records.evidence import Evidence
from dateline.records.ids import record_id
from dateline.records.plain import Plain
from dateline.rendering.harmless import web_link

__all__ = ["as_provenance"]

PREFIXES: Plain = {"dl": "urn:dateline:", "prov": "http://www.w3.org/ns/prov#"}
_DERIVED = {"speaker": "prov:Quotation", "agency": "prov:PrimarySource", "medium": "prov:Quotation"}
"""What a derivation is called by the hand it comes from (PROV-DM 5.2); of the rest only that it is one is known."""


class _Statements:
    """PROV statements by their kind, each under a name of its own; said twice they are one."""

    def __init__(self) -> None:
        self.said: dict[str, dict[str, Plain]] = {}

    def add(self, kind: str, name: str, **about: Plain) -> str:
        kept = {key.replace("__", ":"): value for key, value in about.items() if value is not None}
        self.said.setdefault(kind, {})[name] = dict[str, Plain](kept)
        return name

    def relate(self, kind: str, **ends: Plain) -> None:
        name = record_id(kind, "", *sorted(f"{key}={value}" for key, value in ends.items()))
        self.add(kind, f"_:{name}", **ends)


def as_provenance(picture: Dossier) -> Iterator[str]:
    """One PROV-JSON object."""
    made = _Statements()
    for article in picture.articles:
        _add_article(made, article)
    for origin in picture.origins:
        _add_origin(made, origin)
    for chain in picture.chains:
        _add_chain(made, chain)
    return object_of({"prefix": PREFIXES, **made.said})


def _add_article(made: _Statements, article: DossierArticle) -> None:
    made.add(
        "entity",
        f"dl:article-{article.id}",
        prov__type=_name("dl:Article"),
        prov__label=article.title or article.source,
        prov__location=web_link(article.url),
        dl__id=article.id,
        dl__published=iso(article.published),
        dl__text=article.text_id,
    )


def _add_origin(made: _Statements, origin: Origin) -> None:
    made.add(
        "agent",
        f"dl:origin-{origin.id}",
        prov__type=_name("prov:Agent"),
        prov__label=origin.name,
        dl__id=origin.id,
        dl__kind=origin.kind,
        dl__entity=origin.entity,
    )


def _add_chain(made: _Statements, chain: Chain) -> None:
    before: str | None = None
    for number, link in enumerate(chain.links):
        report = _add_link(made, chain, number)
        if before is None:
            for article in chain.articles:
                _derive(made, f"dl:article-{article}", report, link)
        else:
            _derive(made, before, report, link)
        before = report
    if before is not None:
        made.relate("wasAttributedTo", **{"prov:entity": before, "prov:agent": f"dl:origin-{chain.origin}"})


def _add_link(made: _Statements, chain: Chain, number: int) -> str:
    link = chain.links[number]
    report = made.add(
        "entity",
        f"dl:chain-{chain.id}-{number}",
        prov__type=_name("dl:Report"),
        dl__chain=chain.id,
        dl__role=link.role,
        prov__label=link.name,
    )
    who = made.add(
        "agent",
        f"dl:{link.role}-{link.entity or record_id('agent', '', link.role, link.name)}",
        prov__type=_name("prov:Agent"),
        prov__label=link.name,
        dl__role=link.role,
        dl__entity=link.entity,
    )
    made.relate("wasAttributedTo", **{"prov:entity": report, "prov:agent": who})
    if number == 0:
        for words in chain.evidence:
            made.relate("wasInfluencedBy", **{"prov:influencee": report, "prov:influencer": _add_evidence(made, words)})
    return report


def _derive(made: _Statements, later: str, earlier: str, link: Link) -> None:
    ends: dict[str, Plain] = {"prov:generatedEntity": later, "prov:usedEntity": earlier}
    if link.role in _DERIVED:
        ends["prov:type"] = _name(_DERIVED[link.role])
    made.relate("wasDerivedFrom", **ends)


def _add_evidence(made: _Statements, words: Evidence) -> str:
    text = made.add("entity", f"dl:text-{words.text_id}", prov__type=_name("dl:Text"), dl__id=words.text_id)
    name = made.add(
        "entity",
        f"dl:evidence-{words.text_id}-{words.start}-{words.end}",
        prov__type=_name("dl:Evidence"),
        prov__value=words.exact,
        dl__text=words.text_id,
        dl__start=words.start,
        dl__end=words.end,
    )
    ends: dict[str, Plain] = {"prov:generatedEntity": name, "prov:usedEntity": text}
    made.relate("wasDerivedFrom", **ends, **{"prov:type": _name("prov:Quotation")})
    return name


def _name(qualified: str) -> Plain:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}
