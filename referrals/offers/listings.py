"""What do referrals say of listings? That something in the directory is wrong leaves as an event of a listing, a reason and a
day. That one was full is shown to staff; of it the directory gets a day, until which the listing comes later in results.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from referrals.cases.models import CaseNeed
from referrals.cases.needs import NEEDS
from referrals.offers.models import Offer, OfferEvent, Referral
from referrals.offers.moves import TAKES
from referrals.offers.reasons import DISPUTES
from referrals.people.models import Person
from resource_app import outbox
from resource_app.directory import operations
from resource_app.directory.confirmations import WHO_KNOWS
from resource_app.directory.models import Confirmation
from resource_app.directory.problems import DISPUTED
from resource_app.directory.queries import today_at
from resource_app.errors import N_, BadInput
from search import stored
from search.hours import moved

COUNTS_FOR = timedelta(days=14)  # a word that there was no room
ROOM: Final = (
    "listing_room"  # the topic that tells of a listing that had room for a referral, or none, by its id and no more
)
_NO_ROOM = "at_capacity"
REFUSES = ("decline", "unable")
_DISCREET = tuple(need.code for need in NEEDS if need.discreet)


def tell(session: Session, listing_id: str, move: str, reason: str, now: datetime) -> None:
    """Let a listing be looked at where a move says that it is not right, with the reason, or whether it has room. No other
    reason leaves.
    """
    if move in REFUSES and reason in DISPUTES:
        day = today_at(session, listing_id, now)
        outbox.put(session.connection(), DISPUTED, [f"{listing_id}|{reason}|{day.isoformat()}"], now)
    if move in TAKES or (move in REFUSES and reason == _NO_ROOM):
        outbox.put(session.connection(), ROOM, [listing_id], now)


def require_other(session: Session, suggested: str, listing_id: str) -> None:
    """Raise BadInput for a suggestion that is not another listing that people may find; for none all is well."""
    document = stored.load(session.connection(), [suggested]).get(suggested) if suggested else None
    if suggested and (document is None or document.hidden or document.staff_only or suggested == listing_id):
        raise BadInput(N_("Choose one of these places."), "better_fit")


def rank(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Let those that lately had no room come later in results for two weeks, and the others no more."""
    full = full_on(session, listing_ids, now)
    operations.set_said_full(session, {each: full[each] + COUNTS_FOR if each in full else None for each in listing_ids})


def full_on(session: Session, listing_ids: Collection[str], now: datetime) -> Mapping[str, date]:
    """The last day, there, on which a listing said to a referral within two weeks that it had no room, unless it has said
    something of its room since, taken a referral, or been confirmed by who knows it. Of needs that ask for discretion, of
    people whom nobody finds, of what somebody under age agreed to alone and of sensitive listings nothing is told.
    """
    said = (
        select(Offer.listing_id, func.max(OfferEvent.at))
        .join(Offer, OfferEvent.offer_id == Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .join(Person, Referral.person_id == Person.id)
        .where(Offer.listing_id.in_(listing_ids), OfferEvent.reason == _NO_ROOM, OfferEvent.at > now - COUNTS_FOR)
        .where(OfferEvent.move.in_(REFUSES), CaseNeed.code.not_in(_DISCREET))
        .where(Person.locked.is_(False), Referral.alone.is_(False))
        .group_by(Offer.listing_id)
    )
    refused: dict[str, datetime] = dict(session.execute(said).all())
    otherwise = _otherwise(session, refused, now - COUNTS_FOR)
    found: dict[str, date] = {}
    for listing_id, document in stored.load(session.connection(), list(refused)).items():
        at = refused[listing_id]
        day = moved(at, document.opening.zone).date()
        spoken = document.capacity is not None and document.capacity.said_on >= day
        if not (document.sensitive or spoken or otherwise.get(listing_id, at) > at):
            found[listing_id] = day
    return found


def _otherwise(session: Session, listing_ids: Collection[str], since: datetime) -> Mapping[str, datetime]:
    """When each of the listings last took a referral, or was confirmed by who knows it."""
    taken = (
        select(Offer.listing_id, OfferEvent.at)
        .join(Offer, OfferEvent.offer_id == Offer.id)
        .where(Offer.listing_id.in_(listing_ids), OfferEvent.move.in_(TAKES), OfferEvent.at > since)
    )
    confirmed = select(Confirmation.listing_id, Confirmation.recorded_at).where(
        Confirmation.listing_id.in_(listing_ids),
        Confirmation.confirmed_by.in_(WHO_KNOWS),
        Confirmation.recorded_at > since,
    )
    last: dict[str, datetime] = {}
    for listing_id, at in session.execute(union_all(taken, confirmed)):
        last[listing_id] = max(at, last.get(listing_id, at))
    return last
