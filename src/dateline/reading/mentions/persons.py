"""What is known of a cluster for the descriptions and pronouns that follow: gender, roles, country, words.

Clusters and roles in, one `Portrait` a cluster out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.lexicon import nations, people
from dateline.lexicon.folding import fold
from dateline.nlp import Parse
from dateline.reading.mentions.naming import Cluster
from dateline.reading.mentions.roles import Said
from dateline.records.reading import Mention

__all__ = ["Portrait", "portraits"]


@dataclass(slots=True)
class Portrait:
    """One cluster's gender, the nouns and words of its roles, its countries, the words of its names."""

    gender: people.Gender | None = None
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    name_words: set[str] = field(default_factory=set)


def portraits(
    parse: Parse, mentions: Sequence[Mention], *, clusters: Sequence[Cluster], said: Sequence[Said]
) -> list[Portrait]:
    """One portrait a cluster, in the same order."""
    owner = {i: number for number, one in enumerate(clusters) for i in one.mentions}
    made = [Portrait() for _ in clusters]
    for number, one in enumerate(clusters):
        texts = {one.name, *one.aliases}
        made[number].name_words = {word for text in texts for word in fold(text).split()}
    for role in said:
        if role.name in owner:
            portrait = made[owner[role.name]]
            text = parse.text[role.start : role.end]
            portrait.nouns.add(role.noun)
            if "prime minister" in text.lower():
                portrait.nouns.add("premier")
            portrait.words.update(fold(text).split())
            portrait.countries.update(countries_in(text))
    for number, one in enumerate(clusters):
        if one.type == "organization":
            made[number].nouns.update(_kinds(parse, [mentions[i] for i in one.mentions]))
        if one.persons:
            made[number].gender = _gender(parse, [mentions[i] for i in one.mentions], made[number].nouns)
    return made


def _kinds(parse: Parse, mentions: Sequence[Mention]) -> set[str]:
    """What the text calls an organisation beside its name: "the newspaper Evening Post", "Oak Homes, a charity"."""
    found: set[str] = set()
    for mention in mentions:
        start, end = mention.evidence.start, mention.evidence.end
        before = re.search(r"([a-z\-]+) [\"“]?$", parse.text[max(0, start - 24) : start])
        after = re.match(
            r"[\"”]? ([a-z\-]+)\b|(?: \([^()\n]{2,12}\))?, (?:a|an|the) (?:\w+ )?([a-z\-]+)[,.]",
            parse.text[end : end + 60],
        )
        words = [before[1]] if before else []
        words += [word for word in after.groups() if word] if after else []
        found.update(word for word in words if people.is_organisation_noun(word))
    return found


def countries_in(text: str) -> set[str]:
    """The countries to which words of the text point."""
    words = re.findall(r"[^\W\d_][\w.\-]*", text)
    runs = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return {code for run in runs if run[:1].isupper() and (code := nations.country_of(run)) is not None}


def _gender(parse: Parse, mentions: Sequence[Mention], nouns: set[str]) -> people.Gender | None:
    """What titles, nouns and given names tell, in this order; None where they tell nothing, or two things."""
    told: Counter[people.Gender] = Counter()
    for mention in mentions:
        at = mention.evidence.start
        before = re.search(r"([\w.]+)[ \u00a0]$", parse.text[max(0, at - 20) : at])
        title = people.title_gender(before[1]) if before and before[1][:1].isupper() else None
        if title is not None:
            told[title] += 1
    for noun in nouns:
        gender = people.person_noun_gender(noun)
        if gender is not None:
            told[gender] += 1
    if len(told) != 1:
        for mention in mentions:
            words = mention.evidence.exact.split()
            gender = people.given_name_gender(words[0]) if len(words) > 1 else None
            gender = gender or (people.family_name_gender(words[-1]) if words else None)
            if gender is not None:
                told[gender] += 1
    return told.most_common(1)[0][0] if len(told) == 1 else None
