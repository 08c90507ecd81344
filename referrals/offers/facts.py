"""What is so about an offer, now? Reads all that the guards ask (`guards.Facts`) and decides nothing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.cases.models import CaseNeed
from referrals.cases.needs import NEED
from referrals.consents import queries as consents
from referrals.consents.terms import Asked
from referrals.offers.clearing import is_cleared
from referrals.offers.guards import Eligible, Facts, ListingFacts
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import HOLDING, LIVE, State
from referrals.offers.standing import Kept, Offered, Resolution, Standing, standing, submitted
from resource_app.errors import NotFound
from search import stored
from search.documents import Document

SEEN = tuple(state for state in LIVE if state != "queued")  # an organization has it


@dataclass(frozen=True, slots=True)
class Put:
    """An offer with what it belongs to."""

    offer: Offer
    referral: Referral
    need: CaseNeed


def put(session: Session, offer_id: str) -> Put | None:
    """The offer with its referral and need, as they are now; whoever else moves an offer of this referral waits until the
    transaction ends, so that no two of them hold what the other needs.
    """
    mine = select(Offer.referral_id).where(Offer.id == offer_id).scalar_subquery()
    session.execute(select(Referral.id).where(Referral.id == mine).with_for_update())
    asked = (
        select(Offer, Referral, CaseNeed)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .where(Offer.id == offer_id)
    )
    row = session.execute(asked.execution_options(populate_existing=True)).one_or_none()
    return Put(*row) if row else None


def hold(session: Session, referral_id: str) -> Referral:
    """The referral as it is now; whoever else moves an offer of it waits until the transaction ends. Raises NotFound."""
    asked = select(Referral).where(Referral.id == referral_id).with_for_update()
    referral = session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    if referral is None:
        raise NotFound("referral", referral_id)
    return referral


def standing_of(session: Session, referral: Referral, day: date) -> Standing:
    """How a referral stands. Where nobody has been asked yet, that depends on whether consent covers any of those to ask."""
    offers = session.scalars(select(Offer).where(Offer.referral_id == referral.id).order_by(Offer.rank, Offer.id)).all()
    queued = [each.organization_id for each in offers if each.state == "queued"]
    kept = Kept(
        submitted=submitted([cast("State", each.state) for each in offers]),
        consent=not queued or any(may_be_told(session, referral, each, day) for each in queued),
        resolution=cast("Resolution | None", referral.resolution),
    )
    return standing(kept, [Offered(cast("State", each.state), disputed=each.disputed) for each in offers])


def may_be_told(session: Session, referral: Referral, organization_id: str, day: date) -> bool:
    """Whether consents cover all that an organization is told of a referral, on a day."""
    return not consents.uncovered(session, referral.person_id, consented(referral, organization_id, day))


def is_told_nowhere(session: Session, referral: Referral, day: date) -> bool:
    """Whether no consent covers, on a day, what any place of a referral was told."""
    places = session.scalars(select(Offer.organization_id).where(Offer.referral_id == referral.id).distinct())
    return not any(may_be_told(session, referral, each, day) for each in places.all())


def _is_agreed(session: Session, referral: Referral, organization_id: str, day: date) -> bool:
    """Whether consents cover what an organization is told, and that it tells how it went: else nothing is begun with it."""
    asked = replace(consented(referral, organization_id, day), share_back=True)
    return not consents.uncovered(session, referral.person_id, asked)


def consented(referral: Referral, organization_id: str, day: date) -> Asked:
    """What is asked of consents before an organization is told of a referral."""
    return Asked(
        organization_id=organization_id,
        purpose="referral",
        day=day,
        data_classes=frozenset(referral.tells),
        alone=referral.alone,
    )


def facts(session: Session, at: Put, version_read: int, today: date) -> Facts:
    """What the guards ask of an offer."""
    offer, referral = at.offer, at.referral
    siblings = select(Offer.state).where(Offer.referral_id == referral.id, Offer.id != offer.id)
    states = list(session.scalars(siblings))
    document = stored.load(session.connection(), [offer.listing_id]).get(offer.listing_id)
    return Facts(
        today=today,
        listing=listing_facts(document, today),
        consented=_is_agreed(session, referral, offer.organization_id, today),
        eligible=cast("Eligible", offer.eligible),
        twin=_has_twin(session, at),
        live_offers=sum(state in SEEN for state in states),
        discreet=NEED[at.need.code].discreet or referral.alone,
        cleared=is_cleared(session, offer.organization_id, NEED[at.need.code]),
        version_read=version_read,
        version=offer.version,
        held_by_another=any(state in HOLDING for state in states),
    )


def listing_facts(document: Document | None, today: date) -> ListingFacts:
    """A listing as far as sending somebody there is concerned; one that is not there any more is hidden."""
    if document is None:
        return ListingFacts(hidden=True)
    return ListingFacts(
        do_not_refer=document.do_not_refer,
        hidden=bool(document.hidden),
        past_due=document.due_on is not None and document.due_on < today,
        closed_until=document.closed_until,
        no_referrals_until=document.no_referrals_until,
        capacity=document.capacity,
    )


def _has_twin(session: Session, at: Put) -> bool:
    """Whether the same service has the same need of the person already, by whichever referral: each writes the need anew."""
    same = (
        select(func.count())
        .select_from(Offer)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .where(
            Referral.person_id == at.referral.person_id,
            CaseNeed.code == at.need.code,
            Offer.service_id == at.offer.service_id,
            Offer.id != at.offer.id,
            Offer.state.in_(SEEN),
        )
    )
    return bool(session.scalar(same))
