"""Who may read the health detail that goes with an offer? Somebody of the organization that has it, for a while after a code of
their authenticator, in the session in which they showed it; as far as a consent covers it at that moment.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.offers.models import DetailOpening
from referrals.offers.queries import Asked
from resource_app.audit.recording import By, Entry, record

LASTS = timedelta(minutes=15)


def open_for(session: Session, asked: Asked, session_id: str, by: By) -> None:
    """Let it be read in a session until `LASTS` is over, and write that down. Whoever calls has seen the code."""
    session.merge(DetailOpening(offer_id=asked.offer.id, session_id=session_id, until=by.at + LASTS))
    details = {"offer_id": asked.offer.id, "until": (by.at + LASTS).isoformat()}
    record(session, Entry(action="detail_opened", subject=f"referral:{asked.referral.id}", details=details), by)


def open_until(session: Session, offer_id: str, session_id: str, now: datetime) -> datetime | None:
    """Until when it may be read in a session; None where it may not."""
    mine = DetailOpening.offer_id == offer_id, DetailOpening.session_id == session_id, DetailOpening.until > now
    return session.scalar(select(DetailOpening.until).where(*mine))


def forget(session: Session, now: datetime) -> None:
    """Forget what is over."""
    session.execute(delete(DetailOpening).where(DetailOpening.until <= now))
