"""Which listing should be looked at first? A figure from 0 to 100 out of what speaks against it; one table of weights.

Pure. It ranks, it never decides: no listing is hidden for its figure, and no figure is about a person.
"""

from dataclasses import dataclass
from typing import Literal

FULL = 100
Sign = Literal["age", "use", "problems", "checks", "declines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a listing: months since it was confirmed (None: never), how often it was opened in a quarter, problems
    reported and open, checks that failed, referrals declined because of it in a year.
    """

    months: float | None
    opened: int = 0
    problems: int = 0
    checks: int = 0
    declines: int = 0


@dataclass(frozen=True, slots=True)
class Weight:
    """Of one sign: `points` at its `full` measure, and in proportion below."""

    sign: Sign
    points: int
    full: float


WEIGHTS: tuple[Weight, ...] = (
    Weight("age", 25, 12),  # months
    Weight("use", 20, 50),  # times opened
    Weight("problems", 25, 2),
    Weight("checks", 15, 2),
    Weight("declines", 15, 3),
)
MARKS = (20, 45)  # from here on two of three marks, and three


def risk(signs: Signs) -> int:
    """From 0 to 100, the higher the sooner."""
    measured: dict[Sign, float] = {
        "age": WEIGHTS[0].full if signs.months is None else signs.months,
        "use": signs.opened,
        "problems": signs.problems,
        "checks": signs.checks,
        "declines": signs.declines,
    }
    return round(sum(each.points * min(1.0, max(0.0, measured[each.sign]) / each.full) for each in WEIGHTS))


def marks(figure: int) -> int:
    """One to three marks, for a page."""
    return 1 + sum(figure >= least for least in MARKS)


assert sum(each.points for each in WEIGHTS) == FULL  # noqa: S101 - checked at import
