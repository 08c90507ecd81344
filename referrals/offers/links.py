"""How does an organization answer where nobody signs in for it? By the link in a letter to the address that its listing gives.

The secret of a link is kept nowhere: it is worked out again from the offer and the address it was sent to. A link is good for
one answer. It ends with the offer, when the listing gives another address, and when somebody signs in for the organization.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers.models import Offer, OfferEvent
from referrals.offers.queries import Asked, asked_of
from resource_app.accounts import inboxes
from resource_app.accounts.people import address_in
from resource_app.errors import LinkOver
from resource_app.keys import Keys
from search import stored

LINK: Final = "offer"
AT: Final = "/offers"
LASTS = timedelta(days=30)  # at most; an offer that waits for an answer runs out before
ANSWERS = ("accept", "waitlist", "decline")  # the moves that use a link up; a question does not


@dataclass(frozen=True, slots=True)
class Used:
    """A link by which an offer was answered: `move` is the answer."""

    asked: Asked
    move: str


def mailbox(session: Session, offer: Offer) -> str:
    """The address that the listing gives, or else its organization; empty where there is none."""
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    if document is None:
        return ""
    given = document.display["service"]["email"] or document.display["organization"]["email"]
    return address_in(given)


def path(keys: Keys, offer: Offer, to: str) -> str:
    """Where the link in a letter to an address leads."""
    return f"{AT}/{offer.id}/{keys.sign(LINK, offer.id, to)}"


def is_open(session: Session, offer: Offer, now: datetime) -> bool:
    """Whether a link to the offer works, or would be worth a letter."""
    waits = offer.state == "sent" and now - offer.moved_at < LASTS
    return waits and not inboxes.has_account(session, offer.organization_id)


def find(session: Session, keys: Keys, offer_id: str, secret: str, now: datetime) -> Asked:
    """The offer of a link; raises LinkOver for one that is none of ours, or works no more."""
    asked = _ours(session, keys, offer_id, secret)
    if asked is None or not is_open(session, asked.offer, now):
        raise LinkOver(LINK, offer_id)
    return asked


def used(session: Session, keys: Keys, offer_id: str, secret: str) -> Used | None:
    """What was answered by a link; None for one that is none of ours, or that nobody answered by."""
    asked = _ours(session, keys, offer_id, secret)
    if asked is None:
        return None
    mine = select(OfferEvent.move).where(OfferEvent.offer_id == offer_id, OfferEvent.actor_kind == "link")
    move = session.scalar(mine.where(OfferEvent.move.in_(ANSWERS)))
    return Used(asked, move) if move else None


def _ours(session: Session, keys: Keys, offer_id: str, secret: str) -> Asked | None:
    asked = asked_of(session, offer_id)
    to = mailbox(session, asked.offer) if asked is not None else ""
    return asked if to and keys.is_signed(LINK, secret, offer_id, to) else None
