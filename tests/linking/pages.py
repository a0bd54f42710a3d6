"""Two invented pages of one story: a wire report of a raid, and an undated one in which the wanted man is at large."""

from __future__ import annotations

from dateline.records.linked import Page
from dateline.records.time import Anchor

from .build import Scribe

RAID = (
    "The Chancellery has confirmed that smuggler Ivo Brandt Kessel, known as the Osprey, was killed in Varna Sola. "
    'In a post on Pond, Chancellery press secretary Mara Oduya said the raid took place in Varnna Sola. "The Osprey '
    'was eliminated," the post read. According to Oduya, four more smugglers were killed. Kessel was killed on Sunday '
    "by the Coast Guard in the town of Varna Sola in Upper Brask. Kessel led the most feared ring of the coast, "
    "according to the Customs Crime Agency, Radio Tern reported."
)
AT_LARGE = (
    "President Otto Lindqvist considers strikes on smugglers in Upper Brask. Kessel, the Osprey, has been a fugitive "
    'for ten years. "The border has to hold," said Lindqvist on Tuesday. "It is not going to happen," said governor '
    "Runa Tveit. The smuggler Ivo Brandt Kessel and his cousin Jan Kessel grew up in Varna Sola. The Customs Crime "
    "Administration, or CCA, wants the Osprey."
)


def raid() -> Page:
    """The wire report: Mon 2 March 2026, outlet Fenmoor Post, agency Skerry Press."""
    s = Scribe(RAID)
    brask = s.place("Upper Brask", gazetteer_id="brask", country="NO")
    town = s.place("Varna Sola", within=[brask])
    s.place("Varnna Sola", within=[brask])
    kessel = s.chain(
        "person", "Ivo Brandt Kessel", "the Osprey", "The Osprey", "Kessel#2", "Kessel#3",
        aliases=[("the Osprey", "known_as"), ("Kessel", "last_name")], roles=["smuggler"],
    )  # fmt: skip
    house = s.chain("organization", "Chancellery")
    oduya = s.chain("person", "Mara Oduya", "Oduya#2", roles=["Chancellery press secretary"])
    guard = s.chain("organization", "Coast Guard")
    others = s.chain("group", "four more smugglers", named=False)
    agency = s.chain("organization", "Customs Crime Agency")
    radio = s.chain("organization", "Radio Tern")
    sunday = s.time("Sunday", anchor=Anchor(unit="weekday", which="7"))
    confirmed = s.quote(
        "smuggler Ivo Brandt Kessel, known as the Osprey, was killed in Varna Sola",
        speaker=house, words="The Chancellery", cue="confirmed",
    )  # fmt: skip
    post = s.quote(
        "The Osprey was eliminated,", speaker=oduya, words="the post", cue="read", kind="direct",
        medium=("post", "Pond", "post on Pond"),
    )  # fmt: skip
    toll = s.quote("four more smugglers were killed", speaker=oduya, words="Oduya", cue="According to")
    passed = s.quote(
        "Kessel led the most feared ring of the coast, according to the Customs Crime Agency",
        speaker=radio, words="Radio Tern", cue="reported",
    )  # fmt: skip
    s.quote(
        "Kessel led the most feared ring of the coast", speaker=agency, words="the Customs Crime Agency",
        cue="according to", parent=passed,
    )  # fmt: skip
    s.event("was killed in", type="assault", mode="kill", recipients=[kessel], place=town, quotation=confirmed)
    s.event("eliminated", type="assault", mode="kill", recipients=[kessel], quotation=post)
    s.event(
        "were killed", type="assault", mode="kill", recipients=[others], quotation=toll,
        casualties=[("killed", 4, True, "four more smugglers were killed")],
    )  # fmt: skip
    s.event(
        "killed on", type="assault", mode="kill", actors=[guard], recipients=[kessel], place=town, time=sunday
    )  # fmt: skip
    s.claim("Kessel was killed on Sunday by the Coast Guard")
    return s.page(
        "raid", outlet="Fenmoor Post", credit=["Skerry Press"], published="2026-03-02T10:40",
        title="Smuggler chief the Osprey killed in raid",
    )  # fmt: skip


def at_large(published: str | None = None) -> Page:
    """The undated page: outlet North Fjord Mail, republished by Gullfeed."""
    s = Scribe(AT_LARGE)
    brask = s.place("Upper Brask", gazetteer_id="brask", country="NO")
    s.place("Varna Sola", within=[brask])
    lindqvist = s.chain("person", "Otto Lindqvist", "Lindqvist#2", roles=["President"])
    tveit = s.chain("person", "Runa Tveit", roles=["governor"])
    kessel = s.chain(
        "person", "Ivo Brandt Kessel", "Kessel", "the Osprey", "the Osprey#2",
        aliases=[("the Osprey", "nickname"), ("Kessel", "last_name")],
    )  # fmt: skip
    s.chain("person", "Jan Kessel")
    s.chain(
        "organization", "Customs Crime Administration", "CCA", aliases=[("CCA", "acronym")]
    )  # fmt: skip
    smugglers = s.chain("group", "smugglers", named=False)
    ten = s.time("ten years", value="P10Y", type="DURATION")
    tuesday = s.time("Tuesday", anchor=Anchor(unit="weekday", which="2"))
    s.quote("The border has to hold,", speaker=lindqvist, words="Lindqvist", kind="direct", said=tuesday)
    s.quote("It is not going to happen,", speaker=tveit, words="Runa Tveit", kind="direct")
    s.event("strikes", type="assault", mode="aerial", actors=[lindqvist], recipients=[smugglers], modality="considered")
    s.state("a fugitive for ten years", chain=kessel, value="at_large", since=ten)
    return s.page(
        "at-large", outlet="North Fjord Mail", republisher="Gullfeed", published=published,
        title="What strikes on smugglers would mean for the fjord",
    )  # fmt: skip
