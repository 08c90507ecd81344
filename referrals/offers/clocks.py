"""What is late, and what follows? The clocks of a referral, in the working time of the organization; one table.

Pure. Rows say when a clock is due; a job only ticks. Each (offer, clock, due) happens once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from referrals.offers.business_time import Calendar
from referrals.offers.moves import FINAL, HOLDING, State
from resource_app.network.rules import RULE

Priority = Literal["routine", "urgent"]
ClockCode = Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "W1", "W2", "R1", "R2"]
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
    "give_up",
    "answer",
    "give_name",
]
Since = Literal["sent", "waitlisted", "accepted", "reported", "idle", "placed", "asked", "unnamed"]


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
    """A clock: it runs `since` something while the offer is in one of the states `runs`, is due after each of the spans for a
    priority, and then does what `does` says. The `rule` of the network moves the routine spans, each by as many days as it
    differs from what it is when nobody has set it.
    """

    code: ClockCode
    since: Since
    runs: tuple[State, ...]
    routine: tuple[Span, ...]
    urgent: tuple[Span, ...]
    does: Does
    rule: str = ""

    def dues(
        self, start: datetime, priority: Priority, calendar: Calendar, rules: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[datetime, ...]:
        """When it is due, first to last."""
        if priority == "urgent":
            return tuple(span.after(start, calendar) for span in self.urgent)
        if self.rule not in rules:
            return tuple(span.after(start, calendar) for span in self.routine)
        more = int(rules[self.rule]) - int(RULE[self.rule].default)
        spans = (Span(max(1, span.amount + more), span.unit) for span in self.routine)
        return tuple(span.after(start, calendar) for span in spans)


def _hours(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "business hours") for amount in amounts)


def _business_days(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "business days") for amount in amounts)


def _days(*amounts: int) -> tuple[Span, ...]:
    return tuple(Span(amount, "days") for amount in amounts)


_SENT: tuple[State, ...] = ("sent",)
_WAITLISTED: tuple[State, ...] = ("waitlisted",)
_REPORTED: tuple[State, ...] = ("completed",)
_AT_ONCE = _days(0)
CLOCKS: tuple[Clock, ...] = (
    Clock(
        code="T1",
        since="sent",
        runs=_SENT,
        routine=_business_days(2),
        urgent=_hours(4),
        does="notice",
        rule="answer_days",
    ),
    Clock(
        code="T2",
        since="sent",
        runs=_SENT,
        routine=_business_days(1, 2),
        urgent=_hours(2, 4),
        does="remind",
        rule="answer_days",
    ),
    Clock(
        code="T3",
        since="sent",
        runs=_SENT,
        routine=_business_days(4),
        urgent=_hours(8),
        does="escalate",
        rule="answer_days",
    ),
    Clock(
        code="T4",
        since="sent",
        runs=_SENT,
        routine=_business_days(4),
        urgent=_hours(8),
        does="offer_next",
        rule="answer_days",
    ),
    Clock(code="T5", since="sent", runs=_SENT, routine=_days(10), urgent=_days(3), does="expire", rule="expire_days"),
    Clock(
        code="T6",
        since="accepted",
        runs=("accepted",),
        routine=_business_days(3),
        urgent=_business_days(1),
        does="ask_contact",
        rule="first_contact_days",
    ),
    Clock(code="T7", since="accepted", runs=HOLDING, routine=_days(14, 30), urgent=_days(7, 14), does="ask_progress"),
    Clock(
        code="T8",
        since="reported",
        runs=_REPORTED,
        routine=_business_days(3, 7, 11),  # three tries within two weeks
        urgent=_business_days(2, 4, 7),
        does="ask_member",
        rule="ask_member_days",
    ),
    Clock(
        code="T9",
        since="reported",
        runs=_REPORTED,
        routine=_days(30),
        urgent=_days(14),
        does="close",
        rule="close_days",
    ),
    Clock(code="T10", since="idle", runs=FINAL, routine=_business_days(2), urgent=_business_days(1), does="raise"),
    Clock(code="W1", since="waitlisted", runs=_WAITLISTED, routine=_days(30), urgent=_days(14), does="ask_progress"),
    Clock(code="W2", since="placed", runs=_WAITLISTED, routine=_days(14), urgent=_days(14), does="give_up"),
    # What the team that refers has to do at once: answer a question, give the name to who accepted by a link.
    Clock(code="R1", since="asked", runs=_SENT, routine=_AT_ONCE, urgent=_AT_ONCE, does="answer"),
    Clock(code="R2", since="unnamed", runs=("accepted",), routine=_AT_ONCE, urgent=_AT_ONCE, does="give_name"),
)
BY_CODE: Mapping[ClockCode, Clock] = {clock.code: clock for clock in CLOCKS}
PAUSED: tuple[ClockCode, ...] = ("T1", "T2", "T3", "T4")  # by a question of the organization
HARD_CAP = timedelta(days=14)  # no offer stays open longer, whatever the network sets
LONGEST_PAUSE = Span(2, "business days")  # a question stops them for so long at most
