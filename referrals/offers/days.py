"""Which days can be said with a move? One table: how far back and how far ahead of the day on which it is said.

Pure. The day where an organization is may be one ahead of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from resource_app.errors import N_, BadInput

_DAY, _YEAR = timedelta(days=1), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Span:
    """From how long before a day to how long after it, and what to do where a day lies outside."""

    before: timedelta
    after: timedelta
    otherwise: str


_PAST = Span(_YEAR, _DAY, N_("Give a day that has been, within the last year, year first: 2026-10-30."))
SPANS: Mapping[tuple[str, str], Span] = {  # by what is said, and the move where it differs
    ("contacted_on", ""): _PAST,
    ("tried_on", ""): _PAST,
    ("served_on", ""): _PAST,
    ("review_on", ""): Span(timedelta(0), _YEAR, N_("Give a day to come, within a year, year first: 2026-10-30.")),
    ("review_on", "pause"): Span(
        timedelta(0), timedelta(days=30), N_("Give a day within the next 30 days, year first: 2026-10-30.")
    ),
}


def has_been(name: str) -> bool:
    """Whether a day of this name is one that has been."""
    return SPANS.get((name, "")) is _PAST


def require_days(move: str, said: Mapping[str, str], today: date) -> None:
    """Raise BadInput naming what is no day, or none that can be."""
    for name, typed in said.items():
        span = SPANS.get((name, move)) or SPANS.get((name, ""))
        if span is not None and not _fits(typed.strip(), span, today):
            raise BadInput(span.otherwise, name)


def _fits(typed: str, span: Span, today: date) -> bool:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return False
    return today - span.before <= day <= today + span.after
