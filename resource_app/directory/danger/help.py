"""Which help goes against which danger? The kinds of help a person in danger is led to, and the number to call first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from resource_app.directory.categories import category
from resource_app.directory.danger import Danger
from resource_app.directory.danger.table import SELF_HARM
from resource_app.settings import HelpLine
from search.query import Urgent

EMERGENCY = "911"
CRISIS = "988"


@dataclass(frozen=True, slots=True)
class Against:
    """What helps against some dangers of the table: kinds of help, tier by tier, and the number to call first.

    `concepts` of the lexicon say which of these kinds' listings are the nearest.
    """

    dangers: frozenset[str]
    kinds: tuple[tuple[str, ...], ...]
    concepts: tuple[str, ...]
    number: str


# The first row that was heard says which number is first: an ambulance or the police before a talk. A life at risk may be
# one's own doing (an overdose): of the kinds of help only the crisis line fits it, 911 stands above.
AGAINST: tuple[Against, ...] = (
    Against(
        frozenset({"violence", "danger now", "held, followed", "weapon"}),
        (("violence-help", "safe-housing"), ("crisis-lines",)),
        ("dv",),
        EMERGENCY,
    ),
    Against(
        frozenset({"sexual violence"}),
        (("violence-help",), ("crisis-lines", "safe-housing")),
        ("sexual_assault",),
        EMERGENCY,
    ),
    Against(
        frozenset({"trafficking"}),
        (("violence-help", "safe-housing"), ("crisis-lines",)),
        ("crime_victim",),
        EMERGENCY,
    ),
    Against(
        frozenset({"children and elders"}),
        (("violence-help",), ("crisis-lines",)),
        ("child_abuse", "elder_abuse"),
        EMERGENCY,
    ),
    Against(frozenset({"life at risk"}), (("crisis-lines",), ("hospitals",)), (), EMERGENCY),
    Against(frozenset({SELF_HARM}), (("crisis-lines",), ("mental-health",)), ("crisis",), CRISIS),
)
# Kinds of help that by themselves tell of a danger, so that a search for them is kept as private, and of which one.
TELLING: dict[str, str] = {"violence-help": "violence", "safe-housing": "violence", "crisis-lines": SELF_HARM}


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
    return tuple(dict.fromkeys(kind for row in _heard(danger) for tier in row.kinds for kind in tier))


def urgent_of(danger: Danger) -> Urgent | None:
    """What a search in danger finds first; None when nothing was heard. Of several dangers each has its first tier there."""
    heard = _heard(danger)
    if not heard:
        return None
    tiers = zip_longest(*(row.kinds for row in heard), fillvalue=())
    return Urgent(
        tuple(_labels(chain.from_iterable(tier)) for tier in tiers),
        tuple(dict.fromkeys(concept for row in heard for concept in row.concepts)),
    )


def _labels(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(category(kind).label for kind in kinds))


def _heard(danger: Danger) -> tuple[Against, ...]:
    return tuple(row for row in AGAINST if row.dangers & danger.dangers)
