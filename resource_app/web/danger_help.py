"""Which help goes against which danger? The kinds of help a person in danger is led to, and the number to call first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resource_app.settings import HelpLine
from resource_app.web.danger import Danger
from resource_app.web.danger_table import SELF_HARM, SENTENCES

EMERGENCY = "911"
CRISIS = "988"


@dataclass(frozen=True, slots=True)
class Against:
    """What helps against some dangers of the table: kinds of help, best first, and the number to call first."""

    dangers: frozenset[str]
    kinds: tuple[str, ...]
    number: str


# The first row that was heard says which number is first: an ambulance or the police before a talk. A life at risk may be
# one's own doing (an overdose): of the kinds of help only the crisis line fits it, 911 stands above.
AGAINST: tuple[Against, ...] = (
    Against(
        frozenset(row.danger for row in SENTENCES) - {SELF_HARM, "life at risk"},
        ("violence-help", "safe-housing"),
        EMERGENCY,
    ),
    Against(frozenset({"life at risk"}), ("crisis-lines",), EMERGENCY),
    Against(frozenset({SELF_HARM}), ("crisis-lines", "mental-health"), CRISIS),
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
    return tuple(dict.fromkeys(kind for row in _heard(danger) for kind in row.kinds))


def _heard(danger: Danger) -> tuple[Against, ...]:
    return tuple(row for row in AGAINST if row.dangers & danger.dangers)
