"""Chains, origins and copies: by which hands a report came, and whom it counts under."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking import link
from dateline.records.linked import Linked, Page

from .build import Scribe

REPORT = (
    "The river broke its banks above Tolvik before dawn. Soldiers carried sandbags to the lower bridge all morning. "
    "Two hundred families slept in the railway hall. The council has asked Brask for forty pumps."
)
RETOLD = (
    "Before dawn the river broke its banks above Tolvik town. All morning soldiers carried sandbags to the bridge. "
    "Some two hundred families spent the night in the railway hall. The weather stays bad."
)
OTHER = "The harbour opened a museum of knots in Sandmar. It charges four crowns."


def plain(words: str, name: str, **article: object) -> Page:
    """A page whose sentences are all claims in its own voice."""
    s = Scribe(words)
    for sentence in words.split(". "):
        s.claim(sentence)
    return s.page(name, **article)  # type: ignore[arg-type]


def copies(linked: Linked) -> list[tuple[str, list[str]]]:
    source = {article.id: article.source.removesuffix(".txt") for article in linked.articles}
    return sorted((one.kind, sorted(source[a] for a in one.articles)) for one in linked.copies)


def links_of(linked: Linked, name: str) -> list[list[tuple[str, str]]]:
    article = next(a.id for a in linked.articles if a.source == f"{name}.txt")
    return [[(li.role, li.name) for li in c.links] for c in linked.chains if article in c.articles]


def origin_names(linked: Linked) -> list[str]:
    return sorted(origin.name for origin in linked.origins)


def test_one_text_under_two_names_is_a_literal_copy() -> None:
    linked = link([plain(REPORT, "a", outlet="Fenmoor Post"), plain(REPORT, "b", outlet="Tolvik Mail")])
    assert copies(linked) == [("literal", ["a", "b"])]


def test_a_text_cut_short_is_a_literal_copy_too() -> None:
    short = REPORT.rsplit(". ", 1)[0] + "."
    assert copies(link([plain(REPORT, "a"), plain(short, "b")])) == [("literal", ["a", "b"])]


def test_a_text_in_other_words_is_a_rewritten_copy() -> None:
    linked = link([plain(REPORT, "a"), plain(REPORT, "b"), plain(RETOLD, "c"), plain(OTHER, "d")])
    assert copies(linked) == [("literal", ["a", "b"]), ("rewritten", ["a", "b", "c"])]
    rewritten = next(one for one in linked.copies if one.kind == "rewritten")
    assert {words.text_id for words in rewritten.evidence} == {
        a.text_id for a in linked.articles if "d" not in a.source
    }


def test_a_rewrite_without_credit_owes_the_agency() -> None:
    linked = link([
        plain(REPORT, "a", outlet="Fenmoor Post", credit=["Skerry Press"]), plain(RETOLD, "c", outlet="Tolvik Mail")
    ])  # fmt: skip
    assert links_of(linked, "c") == [[("outlet", "Tolvik Mail"), ("agency", "Skerry Press")]]
    assert origin_names(linked) == ["Skerry Press"]


def test_a_copy_without_agency_owes_the_outlet_that_was_first() -> None:
    linked = link([
        plain(REPORT, "a", outlet="Fenmoor Post", published="2026-03-02"),
        plain(REPORT, "b", outlet="Tolvik Mail", published="2026-03-03"),
    ])  # fmt: skip
    assert origin_names(linked) == ["Fenmoor Post"]


def report(words: str, name: str, *speech: str, published: str | None = None) -> Page:
    """A page whose direct speech is given."""
    s = Scribe(words)
    speaker = s.chain("person", "Ana Ruhl")
    for content in speech:
        s.quote(content, speaker=speaker, words="Ana Ruhl", kind="direct")
    return s.page(name, outlet=name, published=published)


HEARD = REPORT + ' "Nobody sleeps beside a river like this one," said Ana Ruhl.'
HEARD_TOO = RETOLD + ' "My mother wrote down every flood since the war," said Ana Ruhl.'


def test_a_rewrite_leaves_out_what_was_said() -> None:
    pages = [report(HEARD, "a", "Nobody sleeps beside a river like this one"), plain(RETOLD, "b")]
    assert copies(link(pages)) == [("rewritten", ["a", "b"])]


def test_two_who_heard_words_of_their_own_did_not_copy() -> None:
    pages = [
        report(HEARD, "a", "Nobody sleeps beside a river like this one"),
        report(HEARD_TOO, "b", "My mother wrote down every flood since the war"),
    ]
    assert link(pages).copies == ()


def test_a_text_retold_weeks_later_is_background() -> None:
    early = report(HEARD, "a", "Nobody sleeps beside a river like this one", published="2026-03-02")
    assert link([early, plain(RETOLD, "b", published="2026-03-20")]).copies == ()


NOTICE = (
    "We have mailed a verification link to your account. Please click the link to activate your Fenmoor profile. "
    "Check the junk folder for our message. Subscribers enjoy unlimited bulletins and puzzles."
)


def test_a_form_that_tells_nothing_of_the_title_is_no_copy() -> None:
    pages = [plain(NOTICE, "a", title="Barn burns in Tolvik"), plain(NOTICE + " Close", "b", title="Mayor sails")]
    assert link(pages).copies == ()
    assert len(link([plain(NOTICE, "a"), plain(NOTICE + " Close", "b")]).copies) == 1


def test_pages_that_hold_one_form_are_no_copies_but_those_of_one_title() -> None:
    titles = {"a": "Barn burns in Tolvik", "b": "Mayor sails to Brask", "c": "Tolvik barn burns again"}
    pages = [plain(NOTICE, name, title=title) for name, title in titles.items()]
    assert copies(link(pages)) == [("literal", ["a", "c"])]


CARRIED = (
    "The river broke its banks above Tolvik before dawn. Soldiers had carried sandbags to the lower bridge all "
    "morning. In the railway hall slept two hundred families. The council had asked Brask for its forty pumps."
)
LATER = (
    "A pump station was ordered for Tolvik on Friday, the council said after a closed session. "
    f"{CARRIED} Engineers from Sandmar expect to finish the dyke by summer, and the ferry has stopped."
)


def test_a_later_report_that_carries_a_text_whole_is_a_copy_of_it() -> None:
    early = plain(REPORT, "a", published="2026-03-02")
    assert copies(link([early, plain(LATER, "b", published="2026-03-12")])) == [("rewritten", ["a", "b"])]
    assert link([early, plain(LATER, "b", published="2026-06-12")]).copies == ()


def test_a_later_report_with_other_numbers_carries_nothing() -> None:
    other = LATER.replace("two hundred", "ninety").replace("forty", "seven")
    pages = [plain(REPORT, "a", published="2026-03-02"), plain(other, "b", published="2026-03-12")]
    assert link(pages).copies == ()


def test_one_quotation_in_two_outlets_is_no_copy() -> None:
    pages = []
    for name, opening in (("a", "In Tolvik it rained."), ("b", "A bridge has gone.")):
        s = Scribe(f'{opening} "The river will not wait for the council to find its forty pumps," said Ana Ruhl')
        s.quote(
            "The river will not wait for the council to find its forty pumps", speaker=s.chain("person", "Ana Ruhl"),
            words="Ana Ruhl", kind="direct",
        )  # fmt: skip
        pages.append(s.page(name, outlet=name))
    linked = link(pages)
    assert linked.copies == ()
    assert [origin.articles for origin in linked.origins if origin.name == "Ana Ruhl"] == [
        tuple(article.id for article in linked.articles)
    ]


def spoken(words: str, *speakers: tuple[str, Sequence[str], str], body: str | None = None) -> Linked:
    """One page; each speaker is (name, roles, words said); `body` is an organisation that says "so"."""
    s = Scribe(words)
    for name, roles, content in speakers:
        s.quote(content, speaker=s.chain("person", name, roles=roles), words=name)
    if body:
        s.quote("so", speaker=s.chain("organization", body), words=body)
    return link([s.page(outlet="Fenmoor Post")])


def test_a_spokesperson_and_the_institution_are_one_origin() -> None:
    words = "Chancellery spokeswoman Mara Oduya said yes. The Chancellery said so"
    linked = spoken(words, ("Mara Oduya", ["Chancellery spokeswoman"], "yes"), body="Chancellery")
    assert origin_names(linked) == ["Fenmoor Post", "Mara Oduya"]


def test_two_spokespeople_count_as_the_institution() -> None:
    words = (
        "Chancellery spokeswoman Mara Oduya said yes. Chancellery press officer Bo Lund: no. The Chancellery said so"
    )
    linked = spoken(
        words, ("Mara Oduya", ["Chancellery spokeswoman"], "yes"), ("Bo Lund", ["Chancellery press officer"], "no"),
        body="The Chancellery",
    )  # fmt: skip
    assert origin_names(linked) == ["Fenmoor Post", "The Chancellery"]


def test_a_minister_and_the_ministry_are_one_origin() -> None:
    words = "Harbour Minister Ana Ruhl said yes. The Ministry of the Harbour said so"
    linked = spoken(words, ("Ana Ruhl", ["Harbour Minister"], "yes"), body="Ministry of the Harbour")
    assert origin_names(linked) == ["Ana Ruhl", "Fenmoor Post"]


def test_somebody_who_once_worked_there_does_not_speak_for_it() -> None:
    words = "Retired Chancellery clerk Mara Oduya said yes. The Chancellery said so"
    linked = spoken(words, ("Mara Oduya", ["Retired Chancellery clerk"], "yes"), body="Chancellery")
    assert origin_names(linked) == ["Chancellery", "Fenmoor Post", "Mara Oduya"]


def test_a_speaker_that_is_unclear_has_no_chain_and_no_origin() -> None:
    s = Scribe('"Somebody has to pay," he said')
    s.quote("Somebody has to pay", speaker=None, words="he", kind="direct", clear=False)
    linked = link([s.page(outlet="Fenmoor Post")])
    assert linked.quotations[0].chain is None
    assert origin_names(linked) == ["Fenmoor Post"]


def test_the_outlets_own_reporters_are_the_outlet() -> None:
    s = Scribe("As the Fenmoor Post investigators reported, the wall leaks")
    s.quote("the wall leaks", speaker=None, words="the Fenmoor Post investigators", cue="reported", clear=False)
    linked = link([s.page(outlet="Fenmoor Post")])
    assert linked.quotations[0].speaker.clear
    assert linked.quotations[0].speaker.entity == linked.chains[0].links[0].entity
    assert links_of(linked, "page") == [[("outlet", "Fenmoor Post")]]


def test_a_page_that_names_only_its_republisher_has_an_unknown_origin() -> None:
    linked = link([plain(OTHER, "a", republisher="Gullfeed"), plain(REPORT, "b")])
    assert [(origin.kind, origin.name) for origin in linked.origins] == [("unknown", "unknown")]


def test_an_interview_came_through_the_outlet_that_held_it() -> None:
    s = Scribe('"The wall leaks," Ana Ruhl told Radio Tern. "It is sound," Bo Lund told the Fenmoor Post')
    s.quote(
        "The wall leaks,", speaker=s.chain("person", "Ana Ruhl"), words="Ana Ruhl", cue="told", kind="direct",
        medium=("interview", "Radio Tern", "Radio Tern"),
    )  # fmt: skip
    s.quote(
        "It is sound,", speaker=s.chain("person", "Bo Lund"), words="Bo Lund", cue="told", kind="direct",
        medium=("interview", "Fenmoor Post", "Fenmoor Post"),
    )  # fmt: skip
    found = links_of(link([s.page(outlet="Fenmoor Post")]), "page")
    assert [("outlet", "Fenmoor Post"), ("outlet", "Radio Tern"), ("speaker", "Ana Ruhl")] in found
    assert [("outlet", "Fenmoor Post"), ("speaker", "Bo Lund")] in found
