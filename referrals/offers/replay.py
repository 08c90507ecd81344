"""Does what is stored follow from what happened? Every offer's state is worked out anew from its events and from the audit."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.offers import moves
from referrals.offers.models import Offer, OfferEvent, Outcome, Referral, ReferralAnswer
from referrals.offers.moves import Party
from referrals.offers.standing import CONFIRMED, level_of
from resource_app.audit.models import AuditEvent


def faults(session: Session) -> Iterator[tuple[str, str]]:
    """(id of an offer or a referral, what is wrong) for everything that does not follow; nothing, where all is well."""
    offers = {offer.id: offer for offer in session.scalars(select(Offer))}
    ends: dict[str, tuple[str, int]] = {}
    for event in session.scalars(select(OfferEvent).order_by(OfferEvent.offer_id, OfferEvent.version)):
        state, version = ends.get(event.offer_id, ("", 0))
        move = moves.BY_CODE[event.move]
        if (
            event.version != version + 1
            or (state not in move.sources if state else bool(move.sources))
            or event.state != (move.target or state)
        ):
            yield event.offer_id, f"event {event.version} does not follow"
        ends[event.offer_id] = (event.state, event.version)
    for offer in offers.values():
        if ends.get(offer.id) != (offer.state, offer.version):
            yield offer.id, "it is not where its events lead"
    yield from _untold(session, ends)
    yield from _unseen(session, offers)
    yield from _ended_otherwise(session)
    yield from _answered_otherwise(session, offers)


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


def _ended_otherwise(session: Session) -> Iterator[tuple[str, str]]:
    """Referrals that ended otherwise than was written down, or are known better than by what happened."""
    levels: dict[str, int] = {}
    happened = select(Offer.referral_id, OfferEvent.move, OfferEvent.party).join(Offer, OfferEvent.offer_id == Offer.id)
    for referral_id, move, party in session.execute(happened):
        levels[referral_id] = max(levels.get(referral_id, 0), level_of(move, cast("Party", party)))
    told = {event.subject.partition(":")[2]: event.details for event in _audited(session, "referral_closed")}
    for referral in session.scalars(select(Referral)):
        known = levels.get(referral.id, 0)
        said = told.get(referral.id, {"resolution": None, "loop_level": known, "reason": ""})
        stored = referral.resolution, referral.loop_level, referral.closed_for
        if stored != (said["resolution"], said["loop_level"], said["reason"]) or referral.loop_level not in (
            known,
            CONFIRMED,
        ):
            yield referral.id, "it ended otherwise than was written down"


def _answered_otherwise(session: Session, offers: Mapping[str, Offer]) -> Iterator[tuple[str, str]]:
    """Offers that were answered or reported otherwise than was written down, or disputed by nobody."""
    answers = {(each.offer_id, each.number, each.said, each.source) for each in session.scalars(select(ReferralAnswer))}
    yield from _differing(session, answers, "referral_answered", ("offer_id", "number", "said", "source"))
    reports = {(each.offer_id, each.number, each.resolution, each.party) for each in session.scalars(select(Outcome))}
    yield from _differing(session, reports, "outcome_recorded", ("offer_id", "number", "resolution", "party"))
    denied = {answer[0] for answer in answers if answer[2] == "no"}
    for offer in offers.values():
        if offer.disputed and offer.id not in denied:
            yield offer.id, "nobody disputed it"


def _differing(
    session: Session, rows: Collection[tuple[object, ...]], action: str, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """What stands only in the rows, or only in the audit."""
    told = {tuple(event.details[name] for name in names) for event in _audited(session, action)}
    for row in set(rows) ^ told:
        yield str(row[0]), "the audit says something else of what came of it"


def _audited(session: Session, action: str) -> Iterator[AuditEvent]:
    asked = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.chain, AuditEvent.seq)
    yield from session.scalars(asked)
