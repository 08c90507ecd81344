"""What is late, and whose work is it? The clocks that have run out, as the team of the person sees them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.offers.clocks import CLOCKS, Does
from referrals.offers.models import Offer, OfferClock, Referral
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput

LONGEST = timedelta(days=30)
LISTED: tuple[Does, ...] = ("escalate", "ask_contact", "ask_progress", "ask_member", "raise")  # what a person has to do
_LISTED = {clock.code: clock.does for clock in CLOCKS if clock.does in LISTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A line of the work list: what is to be done (`does`) about an offer, since when, and who answers for the case."""

    offer_id: str
    referral_id: str
    number: str
    case_id: str
    person_id: str
    owner_id: str
    priority: str
    clock: str
    does: Does
    due_at: datetime


def late(session: Session, teams: Collection[str], now: datetime) -> Sequence[Late]:
    """What is late in the cases of these care organizations, the longest first."""
    due = (
        select(Offer, Referral, Case.owner_id, OfferClock.clock, OfferClock.due_at)
        .join(Offer, OfferClock.offer_id == Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(Case, Referral.case_id == Case.id)
        .where(Case.organization_id.in_(teams), OfferClock.clock.in_(_LISTED))
        .where(OfferClock.due_at <= now, OfferClock.ended_at.is_(None))
        .where(or_(OfferClock.put_off_to.is_(None), OfferClock.put_off_to <= now.date()))
    )
    return [
        Late(
            offer_id=offer.id,
            referral_id=referral.id,
            number=referral.number,
            case_id=referral.case_id,
            person_id=referral.person_id,
            owner_id=owner_id,
            priority=referral.priority,
            clock=clock,
            does={str(code): does for code, does in _LISTED.items()}[clock],
            due_at=due_at,
        )
        for offer, referral, owner_id, clock, due_at in session.execute(due.order_by(OfferClock.due_at, Offer.id))
    ]


def put_off(session: Session, offer_id: str, clock: str, until: date, by: By) -> None:
    """Let what is late of an offer wait until a day. Raises BadInput for a day that is not still to come, or too far."""
    if not by.at.date() < until <= by.at.date() + LONGEST:
        raise BadInput(N_("Choose a day within the next 30 days."), "until")
    mine = OfferClock.offer_id == offer_id, OfferClock.clock == clock, OfferClock.ended_at.is_(None)
    session.execute(update(OfferClock).where(*mine, OfferClock.due_at <= by.at).values(put_off_to=until))
    referral_id = session.scalars(select(Offer.referral_id).where(Offer.id == offer_id)).one()
    details = {"offer_id": offer_id, "clock": clock, "until": until.isoformat()}
    record(session, Entry(action="work_put_off", subject=f"referral:{referral_id}", details=details), by)
