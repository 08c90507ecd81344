"""Does the ladder move? What is due and not yet done, and whether letters leave; no name and no address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.mail import LOST, LetterRow, Suppressed
from validation.climbing import HOUR, LETTER
from validation.models import Ask, Turn

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Progress:
    """Turns that are due and for how long the longest; letters of the last hour and how many may leave in one; letters of the
    last 30 days that did not arrive, and addresses that nothing is sent to.
    """

    turns: int
    longest: timedelta
    letters: int
    most_letters: int
    lost: int
    suppressed: int


def progress(session: Session, now: datetime) -> Progress:
    """How the ladder moves now."""
    turns, oldest = session.execute(select(func.count(), func.min(Turn.next_at)).where(Turn.next_at <= now)).one()
    lost = select(func.count()).where(
        LetterRow.kind == LETTER, LetterRow.outcome.in_(LOST), LetterRow.settled_at > now - LATELY
    )
    return Progress(
        turns,
        now - oldest if oldest is not None else timedelta(0),
        session.scalar(select(func.count()).where(Ask.asked_at > now - HOUR)) or 0,
        session.info["settings"].confirm_letters_per_hour,
        session.scalar(lost) or 0,
        session.scalar(select(func.count()).select_from(Suppressed)) or 0,
    )
