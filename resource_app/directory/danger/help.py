"""Which help goes against which danger? The kinds of help a person in danger is led to, and the number to call first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from resource_app.directory.categories import category
from resource_app.directory.danger import Danger
from resource_app.directory.danger.table import SELF_HARM
from resource_app.setting_values import HelpLine
from search.query import Tier

EMERGENCY = "911"
CRISIS = "988"
AGAINST_VIOLENCE = "violence-help"


@dataclass(frozen=True, slots=True)
class Need:
    """Kinds of help by their codes, and concepts of the lexicon that other listings with such help call themselves by."""

    kinds: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """What helps against some dangers of the table, what is needed most first, and the number to call first."""

    dangers: frozenset[str]
    needs: tuple[Need, ...]
    number: str


# The first row that was heard says which number is first: an ambulance or the police before a talk. A life at risk may be
# one's own doing (an overdose): of the kinds of help only the crisis line fits it, 911 stands above.
AGAINST: tuple[Against, ...] = (
    Against(
        frozenset({"violence", "danger now", "held, followed", "weapon"}),
        (Need(("violence-help", "safe-housing")), Need(("crisis-lines",), ("dv", "restraining"))),
        EMERGENCY,
    ),
    Against(
        frozenset({"sexual violence"}),
        (Need(("violence-help",), ("sexual_assault",)), Need(("crisis-lines", "safe-housing"))),
        EMERGENCY,
    ),
    Against(
        frozenset({"trafficking"}),
        (Need(("violence-help", "safe-housing")), Need(("crisis-lines",), ("crime_victim",))),
        EMERGENCY,
    ),
    Against(
        frozenset({"children and elders"}),
        (Need(("violence-help",), ("child_abuse", "elder_abuse")), Need(("crisis-lines",))),
        EMERGENCY,
    ),
    Against(frozenset({"somebody missing"}), (Need(("crisis-lines",), ("runaway",)),), EMERGENCY),
    Against(frozenset({"poisoning"}), (Need((), ("poison",)), Need(("crisis-lines", "hospitals"))), EMERGENCY),
    Against(frozenset({"life at risk"}), (Need(("crisis-lines", "hospitals")),), EMERGENCY),
    Against(frozenset({SELF_HARM}), (Need(("crisis-lines",)), Need(("mental-health",), ("crisis",))), CRISIS),
)
# Kinds of help that by themselves tell of a danger, so that a search for them is kept as private, and of which one.
TELLING: dict[str, str] = {AGAINST_VIOLENCE: "violence", "safe-housing": "violence", "crisis-lines": SELF_HARM}


@dataclass(frozen=True, slots=True)
class Box:
    """What stands above the answer: the languages the words were in, the help lines in order, whether the first is to talk."""

    languages: tuple[str, ...]
    lines: tuple[HelpLine, ...]
    talk: bool


def box_of(danger: Danger, lines: Sequence[HelpLine]) -> Box | None:
    """The box for what was heard; None when nothing was."""
    if not danger:
        return None
    first = next((row.number for row in _heard(danger)), EMERGENCY)
    ordered = tuple(sorted(lines, key=lambda line: line.number != first))
    return Box(danger.languages, ordered, talk=ordered[0].number == CRISIS)


def told_by(kinds: Iterable[str], language: str) -> Danger:
    """The danger that kinds of help tell of, where one does; said in the reader's `language`."""
    dangers = frozenset(TELLING[kind] for kind in kinds if kind in TELLING)
    return Danger((language,), dangers) if dangers else Danger()


def kinds_against(danger: Danger) -> tuple[str, ...]:
    """The kinds of help to offer, best first."""
    return tuple(dict.fromkeys(kind for row in _heard(danger) for need in row.needs for kind in need.kinds))


def urgent_in(danger: Danger) -> tuple[Tier, ...]:
    """What a search in danger finds first, tier by tier; of several dangers each has its greatest need in the first."""
    together = zip_longest(*(row.needs for row in _heard(danger)), fillvalue=Need())
    aside = () if AGAINST_VIOLENCE in kinds_against(danger) else _of_violence()
    return tuple(_tier(needs, aside) for needs in together)


def _tier(needs: Sequence[Need], aside: tuple[str, ...]) -> Tier:
    labels = dict.fromkeys(category(kind).label for need in needs for kind in need.kinds)
    return Tier(tuple(labels), tuple(dict.fromkeys(concept for need in needs for concept in need.concepts)), aside)


def _of_violence() -> tuple[str, ...]:
    """The concepts whose names tell of help against violence: many such lines are crisis lines, too."""
    rows = (row for row in AGAINST if any(AGAINST_VIOLENCE in need.kinds for need in row.needs))
    return tuple(dict.fromkeys(concept for row in rows for need in row.needs for concept in need.concepts))


def _heard(danger: Danger) -> tuple[Against, ...]:
    return tuple(row for row in AGAINST if row.dangers & danger.dangers)
