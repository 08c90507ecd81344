"""What was sent of what a turn is asked? By a link, or by somebody who signed in; each answer with its listing's id."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from validation.models import Answer, Ask, Cycle

Sent = Sequence[tuple[Answer, str]]


def by_link(session: Session, ask: Ask) -> Sent:
    """What was sent of the listings a link asks about, whether their cycle has ended since or not."""
    theirs = (Cycle.due_on <= ask.until_on) & (Cycle.began_at <= ask.asked_at)
    return _sent(session, ask.turn_id, theirs & (Answer.sent_at > ask.asked_at - timedelta(seconds=1)))


def by_user(session: Session, turn_id: str, user_id: str, since: datetime) -> Sent:
    """What somebody who is signed in sent since then."""
    theirs = (Answer.actor_kind == "user") & (Answer.actor_id == user_id)
    return _sent(session, turn_id, theirs & (Answer.sent_at >= since))


def _sent(session: Session, turn_id: str, which: ColumnElement[bool]) -> Sent:
    asked = select(Answer, Cycle.listing_id).join(Cycle, Answer.cycle_id == Cycle.id)
    found = session.execute(asked.where(Cycle.turn_id == turn_id, which).order_by(Answer.id))
    return [(row[0], row[1]) for row in found]
