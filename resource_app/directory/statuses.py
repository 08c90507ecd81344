"""What can an organization say of a listing with one tap, and when does it end by itself? One table; the rest reads it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from resource_app.errors import N_, BadInput
from search.documents import Capacity, CapacityState

Column = Literal["closed_until", "out_until", "capacity_until", "no_referrals_until"]
End = Literal["tomorrow", "monday", "week", "month"]

FARTHEST = timedelta(days=366)
MONTH = timedelta(days=30)
WAIT_UNITS = ("D", "W", "M")  # ISO 8601: days, weeks, months
_WAIT = re.compile(r"P([1-9][0-9]?)([DWM])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One thing to say. `column` holds its end, the first day it is no longer so; `capacity` is what it says of capacity.

    `proposed` are ends to choose from; with `unasked` the last of them is taken where nobody chose. `typed` lets any day of the
    coming year be one. `waits` lets it say how long a waitlist is.
    """

    code: str
    column: Column
    proposed: tuple[End, ...]
    unasked: bool = False
    typed: bool = True
    capacity: CapacityState | None = None
    waits: bool = False


STATUSES: tuple[Status, ...] = (
    Status(code="out", column="out_until", proposed=("tomorrow",), unasked=True, typed=False),
    Status(code="closed", column="closed_until", proposed=("tomorrow", "monday", "week")),
    Status(code="available", column="capacity_until", proposed=("month",), unasked=True, capacity="available"),
    Status(code="limited", column="capacity_until", proposed=("month",), unasked=True, capacity="limited"),
    Status(code="full", column="capacity_until", proposed=("month",), unasked=True, capacity="full"),
    Status(
        code="waitlist", column="capacity_until", proposed=("month",), unasked=True, capacity="waitlist", waits=True
    ),
    Status(code="no_referrals", column="no_referrals_until", proposed=("monday", "week", "month")),
)
BY_CODE: Mapping[str, Status] = {status.code: status for status in STATUSES}


@dataclass(frozen=True, slots=True)
class Tap:
    """A status as somebody says it: with the end they chose, if they did, and how long a waitlist is ("P3W")."""

    status: Status
    until: date | None = None
    wait: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that is said now, and its end; None where a word about capacity has only its age to go by."""

    status: Status
    until: date | None


def ends(status: Status, today: date) -> tuple[date, ...]:
    """The ends to choose from, soonest first; a Monday that is tomorrow stands once."""
    days: dict[End, date] = {
        "tomorrow": tomorrow(today),
        "monday": today + timedelta(days=7 - today.weekday()),
        "week": today + timedelta(days=7),
        "month": today + MONTH,
    }
    return tuple(sorted({days[end] for end in status.proposed}))


def tomorrow(today: date) -> date:
    """The first day that can be an end."""
    return today + timedelta(days=1)


def end_of(tap: Tap, today: date) -> date:
    """The end somebody chose, or the one that goes without saying. Raises BadInput for one that cannot be."""
    status, until = tap.status, tap.until
    if status.unasked and (until is None or not status.typed):
        return ends(status, today)[-1]
    if until is None:
        raise BadInput(N_("Choose the day from which it is as ever again."), "until")
    if until <= today:
        raise BadInput(N_("Choose a day after today."), "until")
    if until > today + FARTHEST:
        raise BadInput(N_("Choose a day within a year from now."), "until")
    return until


def wait_of(number: str, unit: str) -> str:
    """How long a waitlist is, about, as it is kept: "P3W"; empty where no number was given. Raises BadInput for none."""
    if not number.strip():
        return ""
    written = f"P{number.strip()}{unit}"
    if not _WAIT.fullmatch(written):
        raise BadInput(N_("Type how long the wait is as a number from 1 to 99, or leave it out."), "number")
    return written


def columns(tap: Tap, end: date, today: date) -> dict[str, Any]:
    """What saying it sets on a listing."""
    status = tap.status
    if status.capacity is None:
        return {status.column: end}
    return capacity_columns(Capacity(status.capacity, today, until=end, wait=tap.wait if status.waits else ""))


def unsaid(status: Status) -> dict[str, Any]:
    """What taking it back sets on a listing."""
    return {status.column: None} if status.capacity is None else capacity_columns(None)


def capacity_columns(said: Capacity | None) -> dict[str, Any]:
    """A word about capacity as a listing keeps it; what it said to a referral before counts no more."""
    return {
        "capacity": said.state if said else None,
        "capacity_said_on": said.said_on if said else None,
        "capacity_note": said.note if said else "",
        "capacity_until": said.until if said else None,
        "capacity_wait": said.wait if said else "",
        "said_full_until": None,
    }


def standing(listing: Any, today: date) -> Sequence[Standing]:
    """What is said of a listing (the columns of one) and has not ended."""
    found = []
    for status in STATUSES:
        until: date | None = getattr(listing, status.column)
        said = listing.capacity == status.capacity if status.capacity else until is not None
        if said and (until is None or until > today):
            found.append(Standing(status, until))
    return found
