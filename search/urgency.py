"""Which help comes first, whatever the words say? Somebody is in danger: what helps against it stands before all else.

Which danger that is, the caller has heard (`Query.urgent`). The kinds of help are found by their label, which is a keyword of
every listing of the kind, and by the directory words of concepts; what the words say besides only orders them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.language import Alternate, Language
from search.query import Tier
from search.ranking import TEXT
from search.reading import Group, Plan
from search.texts import term
from search.wording import split

UNEXPLAINED = frozenset({"plain", "unknown", "number"})  # roles of words that in danger are part of a cry, no subject


def first(plan: Plan, language: Language, tiers: Sequence[Tier]) -> Plan:
    """The plan of a question in danger: the help it needs first, and what else was said beside it."""
    codes = tuple(dict.fromkeys(code for tier in tiers for code in tier.concepts))
    kinds = tuple((number, TEXT.own) for tier in tiers for number in _labels(tier))
    called = tuple(dict(each for tier in tiers for each in _called(language, tier)).items())
    help_first = Group(kinds or called, called if kinds else (), "topic", TEXT.urgent, codes)
    groups = [help_first, *(_meant(language, code) for code in codes), *map(_beside, plan.groups)]
    return replace(
        plan,
        groups=tuple(groups),
        concepts=plan.concepts | {*codes},
        roles=plan.roles | {"topic"},
        urgent=tuple((*_labels(tier), *dict(_called(language, tier))) for tier in tiers),
    )


def _labels(tier: Tier) -> Iterable[int]:
    return (term("k", " ".join(split(label))) for label in tier.kinds)


def _called(language: Language, tier: Tier) -> Iterable[Alternate]:
    """The directory words that say the same as a concept of the tier."""
    return (each for code in tier.concepts for each in language.alternates[code] if each[1] >= TEXT.strong)


def _meant(language: Language, code: str) -> Group:
    """What the danger is called in directories: of two kinds of help, what names this danger is the nearer one."""
    best, *others = sorted(language.alternates[code], key=lambda each: -each[1])
    return Group((best,), tuple(others), "topic", TEXT.danger, (code,))


def _beside(group: Group) -> Group:
    least = TEXT.unexplained_in_danger if group.role in UNEXPLAINED else TEXT.beside_danger
    return replace(group, weight=group.weight * least)
