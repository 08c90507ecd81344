"""What do referrals say of listings? That something in the directory is wrong leaves as an event of a listing, a reason and a
day; that one was full stays here, and is shown to staff.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.cases.models import CaseNeed
from referrals.cases.needs import NEEDS
from referrals.offers.models import Offer, OfferEvent, Referral
from referrals.offers.reasons import DISPUTES
from resource_app import outbox
from resource_app.directory.problems import DISPUTED
from resource_app.directory.queries import today_at
from resource_app.errors import N_, BadInput
from search import stored
from search.hours import moved

COUNTS_FOR = timedelta(days=14)  # a word that there was no room
_DISCREET = tuple(need.code for need in NEEDS if need.discreet)


def dispute(session: Session, listing_id: str, reason: str, now: datetime) -> None:
    """Let a listing be looked at where the reason of a decline is about the listing; no other reason leaves."""
    if reason in DISPUTES:
        day = today_at(session, listing_id, now)
        outbox.put(session.connection(), DISPUTED, [f"{listing_id}|{reason}|{day.isoformat()}"], now)


def require_other(session: Session, suggested: str, listing_id: str) -> None:
    """Raise BadInput for a suggestion that is not another listing that people may find; for none all is well."""
    document = stored.load(session.connection(), [suggested]).get(suggested) if suggested else None
    if suggested and (document is None or document.hidden or document.staff_only or suggested == listing_id):
        raise BadInput(N_("Choose one of these places."), "better_fit")


def full_on(session: Session, listing_ids: Collection[str], now: datetime) -> Mapping[str, date]:
    """The last day, there, on which a listing said to a referral within two weeks that it had no room, unless it has said
    something of its room since. Of needs that ask for discretion nothing is told.
    """
    said = (
        select(Offer.listing_id, func.max(OfferEvent.at))
        .join(Offer, OfferEvent.offer_id == Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .where(Offer.listing_id.in_(listing_ids), OfferEvent.reason == "at_capacity", OfferEvent.at > now - COUNTS_FOR)
        .where(OfferEvent.move.in_(("decline", "unable")), CaseNeed.code.not_in(_DISCREET))
        .group_by(Offer.listing_id)
    )
    documents = stored.load(session.connection(), list(listing_ids))
    found: dict[str, date] = {}
    for listing_id, at in session.execute(said):
        document = documents.get(listing_id)
        day = moved(at, document.opening.zone if document else "").date()
        if document is None or document.sensitive:
            continue
        if document.capacity is None or document.capacity.said_on < day:
            found[listing_id] = day
    return found
