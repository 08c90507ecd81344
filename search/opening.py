"""When is it open? Opening hours as rules (the parts of RFC 5545 that HSDS schedules use), and the answer for a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Rule:
    """Hours that come again.

    `days` are (ordinal, weekday) pairs: weekday 0 is Monday; ordinal 0 means every one, 1 the first and -1 the last of the
    month. `opens` and `closes` are minutes after midnight, local time; `closes` at or below `opens` is the next morning,
    and 0 to 1440 is the whole day. `month_days` counts from 1. `every` with `anchor` is RRULE's INTERVAL (weeks or months).
    """

    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    opens: int = 0
    closes: int = DAY_MINUTES
    every: int = 1
    monthly: bool = False
    anchor: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    closed: bool = False  # an exception: shut on the days it names


@dataclass(frozen=True, slots=True)
class Opening:
    """A listing's hours: rules in `zone` (IANA name), and `texts`, the original words, shown when `sure` is false."""

    zone: str = ""
    rules: tuple[Rule, ...] = ()
    texts: tuple[str, ...] = ()
    sure: bool = True
    appointment: bool = False


@dataclass(frozen=True, slots=True)
class OpenState:
    """`state` "always" is day and night. `until` and `opens_at` are local, aware times in the place's zone."""

    state: Literal["open", "closed", "always", "unknown"]
    until: datetime | None = None
    opens_at: datetime | None = None


def spans_on(opening: Opening, day: date) -> tuple[tuple[int, int], ...]:
    """The (opens, closes) minutes that start on `day`, sorted; a span past midnight has `closes` above 1440."""
    raise NotImplementedError


def open_state(opening: Opening, at: datetime) -> OpenState:
    """Whether it is open at `at` (aware), until when, and when it opens next within 8 days."""
    raise NotImplementedError
