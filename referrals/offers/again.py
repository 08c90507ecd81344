"""An organization that let an offer go, late or by mistake, takes it after all: by a new offer, accepted at once."""

import uuid
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.offers import guards, making
from referrals.offers.facts import Put, facts, put
from referrals.offers.making import Asked, NotPossible, Refused
from referrals.offers.models import Offer
from referrals.offers.moves import ACCEPT_AGAIN, ENDED_EARLY
from resource_app.audit.recording import By
from resource_app.errors import NotFound


def accept_again(session: Session, asked: Asked, by: By) -> str:
    """Accept after all what the offer that is asked about was; the id of the new one. `asked.version` is that of the old one as
    it was read. Raises NotFound, NotPossible where it did not end so or the referral is closed, Refused where somebody has it
    or there is no consent any more, BadInput naming what is missing.
    """
    at, move = put(session, asked.offer_id), ACCEPT_AGAIN
    if at is None or asked.party not in move.by:
        raise NotFound("offer", asked.offer_id)
    if at.offer.state not in ENDED_EARLY or at.offer.version != asked.version or at.referral.closed_at is not None:
        raise NotPossible(at.offer.state, at.offer.version)
    making.require_said(session, at, move, asked.said, by.at.date())
    if refusals := guards.refusals(move, facts(session, at, asked.version, by.at.date()), asked.overrides):
        raise Refused(refusals)
    made = Put(_made(session, at.offer, by), at.referral, at.need)
    making.write_down(session, made, move, "accepted", replace(asked, offer_id=made.offer.id, version=0), by)
    making.follow_up(session, made, move, by)
    return made.offer.id


def _made(session: Session, old: Offer, by: By) -> Offer:
    new = Offer(
        id=str(uuid.uuid4()),
        referral_id=old.referral_id,
        listing_id=old.listing_id,
        service_id=old.service_id,
        organization_id=old.organization_id,
        snapshot=old.snapshot,
        rank=old.rank,
        eligible=old.eligible,
        state="accepted",
        moved_at=by.at,
        instead_of=old.id,
    )
    try:
        with session.begin_nested():
            session.add(new)
            session.flush()
    except IntegrityError as error:  # the one holder of a referral
        raise Refused([guards.TAKEN]) from error
    return new
