"""Which help comes first, whatever the words say? Somebody is in danger: what helps against it stands before all else.

Which danger that is, the caller has heard (`Query.urgent`). The kinds of help are found by their label, which is a keyword of
every listing of the kind, and what the words say besides only orders them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.language import Alternate, Language
from search.query import Urgent
from search.ranking import TEXT
from search.reading import Group, Plan
from search.texts import term
from search.wording import split

UNEXPLAINED = frozenset({"plain", "unknown", "number"})  # roles of words that in danger are part of a cry, no subject


def first(plan: Plan, language: Language, urgent: Urgent) -> Plan:
    """The plan of a question in danger: the help it needs first, and what else was said beside it."""
    tiers = tuple(tuple(_keyword(label) for label in tier) for tier in urgent.kinds)
    kinds = Group(tuple((number, TEXT.own) for tier in tiers for number in tier), (), "topic")
    groups = [kinds, *_meant(language, urgent.concepts), *map(_beside, plan.groups)]
    return replace(
        plan,
        groups=tuple(groups),
        concepts=plan.concepts | {*urgent.concepts},
        roles=plan.roles | {"topic"},
        urgent=tiers,
    )


def _keyword(label: str) -> int:
    return term("k", " ".join(split(label)))


def _meant(language: Language, codes: Sequence[str]) -> Iterable[Group]:
    """What the danger is called in directories: of two kinds of help, what names this danger is the nearer one."""
    for code in codes:
        alternates = language.alternates[code]
        heaviest = max(alternates, key=_weight)
        others = tuple(each for each in alternates if each != heaviest)
        yield Group((heaviest,), others, "topic", TEXT.beside_danger, (code,))


def _weight(alternate: Alternate) -> float:
    return alternate[1]


def _beside(group: Group) -> Group:
    least = TEXT.unexplained_in_danger if group.role in UNEXPLAINED else TEXT.beside_danger
    return replace(group, weight=group.weight * least)
