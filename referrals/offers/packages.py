"""Several needs of one person for one organization: a package. Each need is a referral of its own, sent with the others or not
at all; the organization sees them together, and answers each by itself.

What asks for discretion is never in one: the other needs beside it would tell too much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.cases.needs import NEED, NEEDS
from referrals.offers import making
from referrals.offers.facts import SEEN
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import GuardCode
from referrals.offers.referring import Wanted, documents_of, refer
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput

_OPEN = (
    CaseNeed.code.in_([need.code for need in NEEDS if not need.discreet]),
    Referral.alone.is_(False),
)  # what may be seen beside something else


@dataclass(frozen=True, slots=True)
class Line:
    """A need of a package, and what is asked for it: the first place of its list is the organization's."""

    need: CaseNeed
    wanted: Wanted


def refer_together(
    session: Session, case: Case, lines: Sequence[Line], overrides: Mapping[GuardCode, str], by: By
) -> list[str]:
    """Refer for each need, and ask the organization for all of them; the ids of the referrals, in that order. Raises BadInput
    for fewer than two needs, one that is twice or asks for discretion, and places of several organizations; making.Refused
    where a guard stands in the way of any: then the caller undoes all.
    """
    codes = [line.need.code for line in lines]
    if not 1 < len(set(codes)) == len(codes):
        raise BadInput(N_("Choose two or more needs, each once."), "need")
    if any(NEED[line.need.code].discreet or line.wanted.alone for line in lines):
        raise BadInput(N_("What asks for discretion is referred by itself."), "need")
    first = [documents_of(session, line.wanted.listing_ids)[0].organization_id for line in lines]
    if len(set(first)) > 1:
        raise BadInput(N_("Choose places of one organization."), "listing")
    made = [refer(session, case, line.need, line.wanted, by) for line in lines]
    for referral_id in made:
        asked = select(Offer).where(Offer.referral_id == referral_id).order_by(Offer.rank).limit(1)
        offer = session.scalars(asked).one()
        sent = making.Asked(
            offer_id=offer.id, move="send", version=offer.version, party="referrer", overrides=overrides
        )
        making.make_move(session, sent, by)
    return made


def beside(session: Session, offer: Offer) -> Sequence[Offer]:
    """What the same organization has for the same person beside an offer, and may see with it: nothing where one of them asks
    for discretion.
    """
    mine = (
        select(Referral.case_id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .where(Referral.id == offer.referral_id, *_OPEN)
    )
    others = (
        select(Offer)
        .join(Referral, Offer.referral_id == Referral.id)
        .join(CaseNeed, Referral.need_id == CaseNeed.id)
        .where(Offer.organization_id == offer.organization_id, Offer.id != offer.id, Offer.state.in_(SEEN), *_OPEN)
    )
    of_them = others.where(Referral.case_id == mine.correlate(None).scalar_subquery())
    return session.scalars(of_them.order_by(Referral.made_at, Referral.number)).all()
