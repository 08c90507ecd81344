"""What is late, and what follows? The clocks of a referral, in the working time of the organization; one table.

Pure. Rows say when a clock is due; a job only ticks. Each (offer, clock, due) happens once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from referrals.offers.business_time import Calendar

Priority = Literal["routine", "urgent"]
ClockCode = Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"]
Unit = Literal["business hours", "business days", "days"]
Does = Literal[
    "notice",
    "remind",
    "escalate",
    "offer_next",
    "expire",
    "ask_contact",
    "ask_progress",
    "ask_member",
    "close",
    "raise",
]
Since = Literal["sent", "answered", "accepted", "served", "reported", "idle"]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; days of the calendar where it is not working time."""

    amount: int
    unit: Unit

    def after(self, start: datetime, calendar: Calendar) -> datetime:
        """The moment it is over, counted from an aware moment; in UTC."""
        if self.unit == "business hours":
            return calendar.after_hours(start, self.amount)
        if self.unit == "business days":
            return calendar.after_days(start, self.amount)
        return start + timedelta(days=self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock: it runs `since` something, is due after each of the spans for a priority, and then does what `about` says."""

    code: ClockCode
    since: Since
    routine: tuple[Span, ...]
    urgent: tuple[Span, ...]
    does: Does

    def dues(self, start: datetime, priority: Priority, calendar: Calendar) -> tuple[datetime, ...]:
        """When it is due, first to last."""
        spans = self.urgent if priority == "urgent" else self.routine
        return tuple(span.after(start, calendar) for span in spans)


def _hours(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "business hours") for amount in amounts)


def _business_days(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "business days") for amount in amounts)


def _days(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "days") for amount in amounts)


CLOCKS: tuple[Clock, ...] = (
    Clock(code="T1", since="sent", routine=_business_days(2), urgent=_hours(4), does="notice"),
    Clock(code="T2", since="sent", routine=_business_days(1, 2), urgent=_hours(2, 4), does="remind"),
    Clock(code="T3", since="sent", routine=_business_days(4), urgent=_hours(8), does="escalate"),
    Clock(code="T4", since="sent", routine=_business_days(4), urgent=_hours(8), does="offer_next"),
    Clock(code="T5", since="sent", routine=_days(10), urgent=_days(3), does="expire"),
    Clock(code="T6", since="accepted", routine=_business_days(3), urgent=_business_days(1), does="ask_contact"),
    Clock(code="T7", since="accepted", routine=_days(14, 30), urgent=_days(7, 14), does="ask_progress"),
    Clock(code="T8", since="reported", routine=_business_days(3), urgent=_business_days(2), does="ask_member"),
    Clock(code="T9", since="reported", routine=_days(30), urgent=_days(14), does="close"),
    Clock(code="T10", since="idle", routine=_business_days(2), urgent=_business_days(1), does="raise"),
)
BY_CODE: Mapping[ClockCode, Clock] = {clock.code: clock for clock in CLOCKS}
HARD_CAP = timedelta(days=14)  # no offer stays open longer, whatever the network sets
LONGEST_PAUSE = Span(2, "business days")  # a question stops T1 to T4 for so long at most
