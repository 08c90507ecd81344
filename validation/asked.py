"""Who was asked last about a listing, how and when, while the answer is still to come? For what staff read of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from resource_app.mail import LOST, LetterRow
from validation.models import Ask, Call, Cycle, Step

SPOKEN = ("reached", "no answer", "left a message", "call back")  # calls that asked somebody, or tried to


@dataclass(frozen=True, slots=True)
class LastAsked:
    """The last time that somebody was asked and did not answer."""

    how: Literal["letter", "phone"]
    at: datetime


def last_asked(session: Session, listing_id: str) -> LastAsked | None:
    """The last letter that did not come back, or call, about a listing since it was confirmed; None where there is none."""
    since = _confirmed_at(listing_id)
    letters = (
        select(func.max(Ask.asked_at))
        .join(Step, Step.ask_id == Ask.id)
        .join(Cycle, Step.cycle_id == Cycle.id)
        .where(Cycle.listing_id == listing_id, Ask.asked_at > since, ~came_back())
    )
    asked = (Cycle.listing_id == listing_id, Cycle.ended_at.is_(None), Cycle.rung.is_not(None))  # its turn has come
    turn = select(Cycle.turn_id).where(*asked).scalar_subquery()
    calls = select(func.max(Call.called_at)).where(
        Call.turn_id == turn, Call.called_at > since, Call.result.in_(SPOKEN)
    )
    written_at, called_at = session.scalar(letters), session.scalar(calls)
    tried = [LastAsked("letter", written_at)] if written_at else []
    tried += [LastAsked("phone", called_at)] if called_at else []
    return max(tried, key=lambda each: each.at, default=None)


def came_back() -> ColumnElement[bool]:
    """Whether a letter of an ask did not arrive: its first one, or one that was sent with a new link."""
    return select(LetterRow.id).where(LetterRow.about == Ask.id, LetterRow.outcome.in_(LOST)).exists()


def _confirmed_at(listing_id: str) -> ScalarSelect[datetime | None]:
    """When its last cycle ended that somebody answered, or else when its first began."""
    answered = select(func.max(Cycle.ended_at)).where(Cycle.listing_id == listing_id, Cycle.outcome == "confirmed")
    first = select(func.min(Cycle.began_at)).where(Cycle.listing_id == listing_id)
    return select(func.coalesce(answered.scalar_subquery(), first.scalar_subquery())).scalar_subquery()
