"""Which help comes first, whatever the words say? Somebody is in danger: what helps against it stands before all else.

Which danger that is, the caller has heard (`Query.urgent`). The kinds of help are found by their label, which is a keyword of
every listing of the kind, and by the directory words of concepts; what the words say besides only orders them. What is
named after another danger ("Elder Abuse Line", where somebody harms herself) is no answer, though it is of the kind. What is
asked for besides ("and I need diapers") comes right behind the help that is needed most.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from search.language import Alternate, Language
from search.query import Tier
from search.ranking import TEXT
from search.reading import Group, Plan, read
from search.texts import term
from search.wording import split

# No word of wishing: "I want to die".
ASKING = frozenset(
    {"need", "needs", "looking", "find", "necesito", "necesitamos", "busco", "buscamos", "ocupo", "preciso"}
)
UNEXPLAINED = frozenset({"plain", "unknown", "number"})  # roles of words that in danger are part of a cry, no subject


def first(plan: Plan, language: Language, tiers: Sequence[Tier], words: Sequence[str]) -> Plan:
    """The plan of a question in danger: the help it needs first, and what else its `words` say beside it."""
    codes = tuple(dict.fromkeys(code for tier in tiers for code in tier.concepts))
    kinds = tuple((number, TEXT.own) for tier in tiers for number in _labels(tier))
    called = tuple(dict(each for tier in tiers for each in _called(language, tier)).items())
    besides = _asked_besides(language, words, codes)
    help_first = Group(kinds or called, called if kinds else (), "topic", TEXT.urgent, codes)
    others = (_beside(group, {code for each in besides for code in each.concepts}) for group in plan.groups)
    urgent = [(*_labels(tier), *dict(_called(language, tier))) for tier in tiers]
    if besides:
        urgent.insert(1, tuple(dict.fromkeys(number for group in besides for number in _surely(group))))
    return replace(
        plan,
        groups=(help_first, *(_meant(language, code) for code in codes), *others),
        concepts=plan.concepts | {*codes},
        roles=plan.roles | {"topic"},
        urgent=tuple(urgent),
        aside=language.in_names({code for tier in tiers for code in tier.aside}) - language.in_names(codes),
    )


def _asked_besides(language: Language, words: Sequence[str], codes: Sequence[str]) -> list[Group]:
    """What is asked for behind a word of asking, and is no help against the danger."""
    behind = next((place for place, word in enumerate(words) if word in ASKING), len(words))
    return [
        group
        for group in read(language, words[behind + 1 :]).groups
        if group.role == "topic" and not group.inherited and not {*group.concepts}.intersection(codes)
    ]


def _surely(group: Group) -> Iterable[int]:
    """The terms that by themselves mean what the group asks for."""
    said = (*group.own, *group.alternates)
    return (number for number, weight in said if weight >= TEXT.strong and number not in group.loose)


def _labels(tier: Tier) -> Iterable[int]:
    return (term("k", " ".join(split(label))) for label in tier.kinds)


def _called(language: Language, tier: Tier) -> Iterable[Alternate]:
    """The directory words that say the same as a concept of the tier."""
    return (each for code in tier.concepts for each in language.alternates[code] if each[1] >= TEXT.strong)


def _meant(language: Language, code: str) -> Group:
    """What the danger is called in directories: of two kinds of help, what names this danger is the nearer one."""
    best, *others = sorted(language.alternates[code], key=lambda each: -each[1])
    return Group((best,), tuple(others), "topic", TEXT.danger, (code,))


def _beside(group: Group, asked: Collection[str]) -> Group:
    if group.role == "topic" and not {*group.concepts}.isdisjoint(asked):
        return replace(group, weight=group.weight * TEXT.asked_in_danger)
    least = TEXT.unexplained_in_danger if group.role in UNEXPLAINED else TEXT.beside_danger
    return replace(group, weight=group.weight * least)
