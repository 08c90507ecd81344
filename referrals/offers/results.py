"""What came of a referral? The last report of the service, and what the member or who cares for them answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers import outcomes
from referrals.offers.models import Offer, Outcome, ReferralAnswer
from referrals.offers.queries import Opened
from referrals.people import sealing


@dataclass(frozen=True, slots=True)
class Report:
    """The last report of a service at the place of `offer`: when it was, and what was given."""

    offer: Offer
    outcome: Outcome
    served_on: str
    given: str


def report(session: Session, opened: Opened) -> Report | None:
    """The newest report of the referral; None where no place gave a service."""
    found = [(each, outcomes.newest(session, each.id)) for each in opened.offers]
    made = [(offer, outcome) for offer, outcome in found if outcome is not None]
    if not made:
        return None
    offer, outcome = max(made, key=lambda each: each[1].at)
    said = sealing.unseal(session, opened.person, f"outcome {offer.id} {outcome.number}", outcome.said)
    return Report(offer, outcome, said["served_on"], said["given"])


def answers(session: Session, opened: Opened) -> Sequence[ReferralAnswer]:
    """What was answered to whether it helped, the first before the others."""
    theirs = select(ReferralAnswer).where(ReferralAnswer.referral_id == opened.referral.id)
    return session.scalars(theirs.order_by(ReferralAnswer.number)).all()
