"""How was somebody tried to be reached? An organization that says it could not reach them has written down how: often enough,
on more than one day, and in more than one way.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers.facts import Put
from referrals.offers.models import OfferEvent
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.errors import N_, BadInput

LEAST, LEAST_DAYS, LEAST_WAYS = 3, 2, 2
NEEDING = "could_not_contact"  # the reason that needs them


@dataclass(frozen=True, slots=True)
class Try:
    """A try: on which day, and how (a code)."""

    on: str
    how: str


def enough(tries: Collection[Try]) -> bool:
    """Whether nobody can be asked to try once more."""
    days, ways = {each.on for each in tries}, {each.how for each in tries}
    return len(tries) >= LEAST and len(days) >= LEAST_DAYS and len(ways) >= LEAST_WAYS


def require_enough(session: Session, at: Put) -> None:
    """Raise BadInput where more should be tried before a person counts as one who cannot be reached."""
    made = select(OfferEvent).where(OfferEvent.offer_id == at.offer.id, OfferEvent.move == "tried")
    person = session.get_one(Person, at.referral.person_id)
    said = [
        sealing.unseal(session, person, f"offer {each.offer_id} {each.version}", each.said)
        for each in session.scalars(made)
    ]
    if not enough([Try(each["tried_on"], each["tried_how"]) for each in said]):
        raise BadInput(
            N_("Write down first how you tried to reach them: three times at least, on two days, in two ways."),
            "reason",
        )
