"""Who copied or quoted whom, as a picture and as trees."""

from __future__ import annotations

from dataclasses import replace

from dateline.records.dossier import Chain, Dossier, Link, LinkRole, Origin
from dateline.rendering.quoting import Quoting
from dateline.rendering.wording import Wording
from dateline.serve.pages.origins import origin_flow, origin_trees
from export.pictures import picture

from .trees import faults, tree


def chain(number: int, *links: tuple[LinkRole, str], origin: str = "o1") -> Chain:
    made = tuple(Link(role=role, name=name, entity=None) for role, name in links)
    return Chain(id=f"c{number}", links=made, origin=origin, articles=("a1",), evidence=(EVIDENCE,))


BASE = picture("words")
EVIDENCE = BASE.timeline[0].evidence[0]


def told(*chains: Chain, origins: tuple[Origin, ...] = ()) -> Dossier:
    first = Origin(id="o1", name="The Ministry", kind="speaker", entity=None, articles=("a1",))
    return replace(BASE, chains=chains, origins=origins or (first,))


def test_a_tree_begins_with_who_is_counted_and_ends_with_who_is_read() -> None:
    made = told(
        chain(
            1, ("republisher", "Hub"), ("outlet", "Post"), ("agency", "NPA"), ("speaker", "The Ministry"),
            ("medium", "X"),
        ),
        chain(2, ("outlet", "Echo"), ("agency", "NPA"), ("speaker", "The Ministry")),
        chain(3, ("outlet", "Gazette"), ("speaker", "A Spokesman")),
    )  # fmt: skip
    body = tree(origin_trees(Wording(made), Quoting(made, lambda _: "/article/a1"), most=9))
    [root] = body.xpath("//ul[@class='forest']/li")
    assert "on X" in root.xpath("./p[@class='root']")[0].text_content()
    branches = root.xpath("./ul/li")
    assert [branch.xpath("./bdi")[0].text for branch in branches] == ["NPA", "A Spokesman"]
    under_agency = [str(one) for one in branches[0].xpath("./ul/li/bdi/text()")]
    assert under_agency == ["Post", "Echo"]
    assert branches[0].xpath("./ul/li[1]/ul/li/bdi")[0].text == "Hub"
    assert branches[1].xpath("./ul/li/bdi")[0].text == "Gazette"


def test_origins_beyond_the_most_are_left_out_the_least_carried_first() -> None:
    origins = tuple(
        Origin(id=f"o{n}", name=f"Speaker {n}", kind="speaker", entity=None, articles=("a1",) * n) for n in range(1, 6)
    )
    body = tree(origin_trees(Wording(told(origins=origins)), Quoting(BASE, lambda _: None), most=2))
    assert [b.text_content() for b in body.xpath("//p[@class='root']/b")] == ["Speaker 5", "Speaker 4"]


def test_the_picture_has_a_band_for_each_way_and_none_without_hands() -> None:
    made = told(
        chain(1, ("outlet", "Post"), ("agency", "NPA"), ("speaker", "The Ministry")),
        chain(2, ("outlet", "Echo"), ("agency", "NPA"), ("speaker", "The Ministry")),
        chain(3, ("outlet", "Post"), ("outlet", "Radio"), ("speaker", "A Witness")),
    )
    body = tree(origin_flow(made))
    titles = [str(one.text) for one in body.xpath("//path/title")]
    assert "The Ministry → NPA: 2 ways" in titles
    assert "NPA → Post: 1 way" in titles
    assert "Radio → Post: 1 way" in titles
    # Nobody stands left of whom they took it from.
    left = {group.findtext("title"): float(group.find("rect").get("x")) for group in body.xpath("//g")}
    assert left["The Ministry"] < left["NPA"] < left["Post"]
    assert left["A Witness"] < left["Radio"] < left["Post"]
    assert origin_flow(told(chain(1, ("outlet", "Post")))) is None
    assert [fault for fault in faults(body) if "h1" not in fault] == []


def test_two_outlets_that_quote_each_other_are_drawn() -> None:
    made = told(
        chain(1, ("outlet", "Post"), ("outlet", "Echo"), ("speaker", "A")),
        chain(2, ("outlet", "Echo"), ("outlet", "Post"), ("speaker", "A")),
    )
    assert len(tree(origin_flow(made)).xpath("//path")) == 4


def test_many_speakers_are_few_in_the_picture_and_the_caption_says_so() -> None:
    ways = [chain(n, ("outlet", "Post"), ("speaker", f"Speaker {n:03}")) for n in range(200)]
    body = tree(origin_flow(told(*ways)))
    assert len(body.xpath("//g")) == 15
    assert "186 speakers carried less" in body.text_content()
