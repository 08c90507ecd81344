"""What is late, and whose work is it? The clocks that have run out, as the team of the person sees them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.offers.clocks import CLOCKS, Does
from referrals.offers.models import Offer, OfferClock, Referral

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
