"""How is a question understood? Its words become groups; a group is one thing asked for, with every way to say it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from search.language import Alternate, Language, Recognised
from search.ranking import TEXT
from search.texts import term


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for. `own` are the terms of the person's own words, with weights; `concepts` what they mean.

    `role` is "topic", "audience", "cost", "kin", "plain" or "number"; `weight` is what the group counts among the others.
    """

    own: tuple[Alternate, ...]
    alternates: tuple[Alternate, ...]
    role: str
    weight: float = 1.0
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A question, understood. `pairs` are stems that stand side by side; `stems` all that are no filler."""

    groups: tuple[Group, ...] = ()
    stems: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    concepts: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)


def read(language: Language, words: Sequence[str]) -> Plan:
    """The plan of a question's words (folded, corrected, conditions taken out)."""
    content = [word for word in words if word not in language.stop_words]
    recognised = _best(language, words, content)
    groups = [_concept_group(language, *each) for each in recognised]
    explained = {word for phrase, _, _ in recognised for word in phrase}
    groups += [_plain_group(language, word) for word in dict.fromkeys(content) if word not in explained]
    stems = tuple(language.wording.stem(word) for word in content)
    return Plan(
        groups=tuple(_weighed(groups)),
        stems=stems,
        pairs=tuple(dict.fromkeys(pairwise(stems))),
        concepts=frozenset(code for group in groups for code in group.concepts),
        roles=frozenset(group.role for group in groups),
    )


Found = tuple[tuple[str, ...], Recognised, bool]  # the words, what they call, whether inside a longer phrase


def _best(language: Language, words: Sequence[str], content: Sequence[str]) -> list[Found]:
    """What is called, longest first; concepts of single words inside a longer phrase are kept, marked as inherited."""
    found: list[Found] = []
    covered: list[set[int]] = []
    seen: set[str] = set()
    for sequence in (words, content):
        taken: set[int] = set()
        for each in language.recognise(sequence):
            span = set(range(each.start, each.end))
            phrase = tuple(sequence[each.start : each.end])
            partly = bool(span & taken) and not span <= taken
            codes = {concept.code for concept in each.concepts}
            if partly or codes <= seen or (len(phrase) == 1 and phrase[0] in language.stop_words and len(words) > 1):
                continue
            found.append((phrase, each, span <= taken))
            seen |= codes
            taken |= span
        covered.append(taken)
    return found


def _concept_group(language: Language, words: tuple[str, ...], called: Recognised, inherited: bool) -> Group:  # noqa: FBT001 - part of Found
    stems = [language.wording.stem(word) for word in words]
    own = [(language.term_of(stems), TEXT.own)]
    if len(words) > 1:
        own += [
            (term("w", stem), TEXT.part)
            for word, stem in zip(words, stems, strict=True)
            if word not in language.stop_words
        ]
    alternates: dict[int, float] = {}
    for concept in called.concepts:
        for number, weight in language.alternates[concept.code]:
            alternates[number] = max(weight, alternates.get(number, 0.0))
    for number, _ in own:
        alternates.pop(number, None)
    roles = {concept.role for concept in called.concepts}
    role = "topic" if "topic" in roles else min(roles)
    codes = tuple(concept.code for concept in called.concepts)
    return Group(tuple(own), tuple(alternates.items()), role, TEXT.inherited if inherited else 1.0, codes)


def _plain_group(language: Language, word: str) -> Group:
    own = ((term("w", language.wording.stem(word)), TEXT.own),)
    glossed = tuple((language.term_of(language.wording.stems(each)), TEXT.strong) for each in language.glossed(word))
    return Group(own, glossed, "number" if word.isdigit() else "plain")


def _weighed(groups: Sequence[Group]) -> list[Group]:
    """Groups with their weights: beside a topic, whom it is for, how cheap it is and unexplained words count less."""
    roles = {group.role for group in groups}
    topic = "topic" in roles
    beside = {"audience": TEXT.audience, "cost": TEXT.cost, "plain": TEXT.plain} if topic else {}
    if not topic and "audience" in roles | {"plain"}:
        beside = {"cost": TEXT.cost} if roles - {"cost", "number"} else {}
    if len(roles) > 1 or topic:
        beside |= {"number": TEXT.number, "kin": TEXT.kin}
    return [
        Group(group.own, group.alternates, group.role, group.weight * beside.get(group.role, 1.0), group.concepts)
        for group in groups
    ]
