"""How is a question understood? Its words become groups; a group is one thing asked for, with every way to say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from search.language import Alternate, Language, Recognised
from search.ranking import TEXT
from search.texts import term

SAYS_WHICH = frozenset({"topic", "audience", "unknown"})  # beside one of these, a form of help is only its form

PASSIVE = frozenset({"got", "get", "gets", "getting", "gotten", "was", "were", "is", "are", "be", "been", "being"})
DENYING = frozenset({"without", "no", "sin"})  # no insurance is asked for in "doctor without insurance"


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for. `own` are the terms of the person's own words, with weights; `concepts` what they mean.

    `role` is "topic", "generic" (a form of help of any subject, beside something that says which), "audience", "cost", "kin",
    "plain", "unknown" (a word the language has never heard) or "number"; `weight` is what the group counts among the others.
    `inherited` says that its word stood inside a longer phrase. `loose` are those of `own` that are words of a phrase and
    do not mean it alone.
    """

    own: tuple[Alternate, ...]
    alternates: tuple[Alternate, ...]
    role: str
    weight: float = 1.0
    concepts: tuple[str, ...] = ()
    loose: frozenset[int] = frozenset()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A question, understood. `pairs` are stems that stand side by side; `stems` all that are no filler.

    `urgent` are the terms of what comes before everything else, tier by tier (`search.urgency`), `aside` those of names
    that are no answer then.
    """

    groups: tuple[Group, ...] = ()
    stems: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    concepts: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    urgent: tuple[tuple[int, ...], ...] = ()
    aside: frozenset[int] = frozenset()


def read(language: Language, words: Sequence[str]) -> Plan:
    """The plan of a question's words (folded, corrected, conditions taken out)."""
    content = [word for word in words if word not in language.stop_words]
    recognised = _best(language, words, content)
    groups = _together(language, [_concept_group(language, *each) for each in recognised])
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


def _only_describes(language: Language, words: Sequence[str], part: Recognised, wholes: Sequence[range]) -> bool:
    """Whether a word inside a phrase that was understood only says what kind it is: no bed is asked for in "bed bugs"."""
    whole = next((each for each in wholes if part.start in each and part.end - 1 in each), None)
    if whole is None or len(whole) == part.end - part.start or any(each.role != "topic" for each in part.concepts):
        return False
    head = _head(language, words[whole.start : whole.stop]) + whole.start
    return not part.start <= head < part.end


def _head(language: Language, phrase: Sequence[str]) -> int:
    """What a phrase is a kind of: its last word in English, its first in Spanish, before "for" or before whom it is for."""
    last = [each.role for found in language.recognise(phrase[-1:]) if found.exact for each in found.concepts]
    linked = bool(last) and set(last) <= {"audience", "kin"}
    linked |= any(word in language.stop_words for word in phrase) or language.is_spanish(phrase[0])
    return 0 if linked else len(phrase) - 1


def _parts(language: Language, words: Sequence[str], codes: frozenset[str]) -> tuple[list[str], bool]:
    """The words of a phrase that may stand for it, and whether they mean it alone ("gambling" of "gambling problem").

    If none does, those that do not mean another thing, unless it is what the phrase is a kind of.
    """
    head = _head(language, words)
    alone = [
        {
            each.code
            for found in language.recognise([word])
            if found.exact
            for each in found.concepts
            if each.role == "topic"
        }
        for word in words
    ]
    meaning = [word for word, means in zip(words, alone, strict=True) if means & codes]
    others = [word for place, word in enumerate(words) if place == head or not alone[place]]
    return [word for word in meaning or others if word not in language.stop_words], bool(meaning)


Found = tuple[tuple[str, ...], Recognised, bool]  # the words, what they call, whether inside a longer phrase


def _best(language: Language, words: Sequence[str], content: Sequence[str]) -> list[Found]:
    """What is called, longest first; concepts of single words inside a longer phrase are kept, marked as inherited."""
    found: list[Found] = []
    seen: set[str] = set()
    denied = set[tuple[str, ...]]()  # told by a filler word, so in a sequence that has it
    plainly = [word for word in words if word not in PASSIVE]  # "gas got shut off" is gas shut off
    for sequence in (plainly, words, content):
        taken: set[int] = set()
        wholes: list[range] = []
        for each in language.recognise(sequence):
            span = set(range(each.start, each.end))
            phrase = tuple(sequence[each.start : each.end])
            partly = bool(span & taken) and not span <= taken
            codes = {concept.code for concept in each.concepts}
            by_another_form = span <= taken and not each.exact  # "smoke detector" is not about smoking
            filler = len(phrase) == 1 and phrase[0] in language.stop_words and len(words) > 1
            describes = _only_describes(language, sequence, each, wholes)
            if describes and sequence[each.start - 1] in DENYING:
                denied.add(phrase)
            if partly or by_another_form or filler or describes or phrase in denied:
                continue
            wholes.append(range(each.start, each.end))
            if codes <= seen:
                taken |= span
                continue
            found.append((phrase, each, span <= taken))
            seen |= codes
            taken |= span
    return found


def _concept_group(language: Language, words: tuple[str, ...], called: Recognised, inherited: bool) -> Group:  # noqa: FBT001 - part of Found
    stems = [language.wording.stem(word) for word in words]
    own = [(language.term_of(stems), TEXT.own), *((number, TEXT.own) for number in _glossed(language, " ".join(words)))]
    codes = tuple(concept.code for concept in called.concepts)
    loose: frozenset[int] = frozenset()
    if len(words) > 1:
        parts, alone = _parts(language, words, frozenset(codes))
        terms = [term("w", language.wording.stem(word)) for word in parts]
        own += [(number, TEXT.part) for number in terms]
        loose = frozenset() if alone else frozenset(terms)
    alternates: dict[int, float] = {}
    for concept in called.concepts:
        for number, weight in language.alternates[concept.code]:
            alternates[number] = max(weight, alternates.get(number, 0.0))
    for number, _ in own:
        alternates.pop(number, None)
    roles = {concept.role for concept in called.concepts}
    role = next((each for each in ("topic", "generic") if each in roles), min(roles))
    weight = TEXT.inherited if inherited else 1.0
    return Group(tuple(own), tuple(alternates.items()), role, weight, codes, loose, inherited)


def _together(language: Language, groups: Sequence[Group]) -> list[Group]:
    """Two things that mean a third: it joins the one that is asked for, and the other only says what for."""
    made = list(groups)
    for rule in language.together:
        asked = [place for place, group in enumerate(made) if rule.asked in group.concepts]
        beside = [place for place, group in enumerate(made) if rule.beside & set(group.concepts) and place not in asked]
        said = [place for place, group in enumerate(made) if rule.makes in group.concepts]
        if not beside or not (asked or said):
            continue
        for place in [] if said else asked:
            alternates = dict(made[place].alternates) | dict(language.alternates[rule.makes])
            for number, _ in made[place].own:
                alternates.pop(number, None)
            codes = (*made[place].concepts, rule.makes)
            made[place] = replace(made[place], alternates=tuple(alternates.items()), concepts=codes)
        for place in (each for each in beside if made[each].role == "topic" and each not in said):
            made[place] = replace(made[place], weight=made[place].weight * TEXT.beside)
    return made


def _glossed(language: Language, said: str) -> Iterator[int]:
    """The terms of a Spanish phrase in English: nobody who asks means it less."""
    return (language.term_of(language.wording.stems(each)) for each in language.glossed(said))


def _plain_group(language: Language, word: str) -> Group:
    own = ((term("w", language.wording.stem(word)), TEXT.own),)
    glossed = tuple((number, TEXT.strong) for number in _glossed(language, word))
    role = "number" if word.isdigit() else "plain" if language.knows(word) else "unknown"
    return Group(own, glossed, role)


def _weighed(groups: Sequence[Group]) -> list[Group]:
    """Groups with their weights: beside a topic, whom it is for, how cheap it is and unexplained words count less.

    A form of help alone, or beside words that only describe it, is what is asked for.
    """
    if not {group.role for group in groups} & SAYS_WHICH:
        groups = [replace(group, role="topic") if group.role == "generic" else group for group in groups]
    roles = {group.role for group in groups}
    topic = "topic" in roles
    beside = {"audience": TEXT.audience, "cost": TEXT.cost} if topic else {}
    if topic:
        beside |= {"plain": TEXT.plain, "unknown": TEXT.plain}
    if not topic and "audience" in roles | {"plain"}:
        beside = {"cost": TEXT.cost} if roles - {"cost", "number"} else {}
    if len(roles) > 1 or topic:
        beside |= {"number": TEXT.number, "kin": TEXT.kin}
    return [replace(group, weight=group.weight * beside.get(group.role, 1.0)) for group in groups]
