"""Has the organization opened it? The first time is written down, beside the offer: nobody's page of it becomes an old one."""

from sqlalchemy.orm import Session

from referrals.offers.facts import put
from referrals.offers.moves import BY_CODE
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import NotFound


def view(session: Session, offer_id: str, by: By) -> bool:
    """Keep that the organization opened its offer; whether it was the first time. Once it is answered nothing is kept."""
    at = put(session, offer_id)
    if at is None:
        raise NotFound("offer", offer_id)
    if at.offer.viewed_at is not None or at.offer.state not in BY_CODE["view"].sources:
        return False
    at.offer.viewed_at = by.at
    session.flush()
    entry = Entry(action="offer_viewed", subject=f"referral:{at.referral.id}", details={"offer_id": offer_id})
    record(session, entry, by)
    return True
