"""Does what is stored follow from what happened? Every offer's state is worked out anew from its events and from the audit."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers import moves
from referrals.offers.models import Offer, OfferEvent
from resource_app.audit.models import AuditEvent


def faults(session: Session) -> Iterator[tuple[str, str]]:
    """(id of an offer, what is wrong) for everything that does not follow; nothing, where all is well."""
    offers = {offer.id: offer for offer in session.scalars(select(Offer))}
    ends: dict[str, tuple[str, int]] = {}
    for event in session.scalars(select(OfferEvent).order_by(OfferEvent.offer_id, OfferEvent.version)):
        state, version = ends.get(event.offer_id, ("", 0))
        move = moves.BY_CODE[event.move]
        if (
            event.version != version + 1
            or (state and state not in move.sources)
            or event.state != (move.target or state)
        ):
            yield event.offer_id, f"event {event.version} does not follow"
        ends[event.offer_id] = (event.state, event.version)
    for offer in offers.values():
        if ends.get(offer.id) != (offer.state, offer.version):
            yield offer.id, "it is not where its events lead"
    yield from _untold(session, ends)
    yield from _unseen(session, offers)


def _untold(session: Session, ends: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Offers of which the audit says something else than their events."""
    told: dict[str, tuple[str, int]] = {}
    for event in _audited(session, "offer_moved"):
        told[event.details["offer_id"]] = (event.details["state"], event.details["version"])
    for offer_id in ends.keys() | told.keys():
        if told.get(offer_id) != ends.get(offer_id):
            yield offer_id, "the audit says something else"


def _unseen(session: Session, offers: Mapping[str, Offer]) -> Iterator[tuple[str, str]]:
    """Offers that were opened first at another moment than the audit says."""
    opened: dict[str, datetime] = {event.details["offer_id"]: event.at for event in _audited(session, "offer_viewed")}
    for offer_id in offers.keys() | opened.keys():
        if offer_id not in offers or offers[offer_id].viewed_at != opened.get(offer_id):
            yield offer_id, "the audit says something else of when it was opened"


def _audited(session: Session, action: str) -> Iterator[AuditEvent]:
    asked = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.chain, AuditEvent.seq)
    yield from session.scalars(asked)
