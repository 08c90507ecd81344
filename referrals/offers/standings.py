"""How do the referrals of a person stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases.models import CaseNeed
from referrals.cases.needs import NEED, Need
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import State
from referrals.offers.standing import Kept, Offered, Resolution, Standing, standing, submitted


@dataclass(frozen=True, slots=True)
class Stands:
    """A referral with what it is for and how it stands."""

    referral: Referral
    need: Need
    standing: Standing


def of_person(session: Session, person_id: str) -> Sequence[Stands]:
    """Every referral of a person, the newest first."""
    mine = select(Referral, CaseNeed.code).join(CaseNeed, Referral.need_id == CaseNeed.id)
    rows = session.execute(
        mine.where(Referral.person_id == person_id).order_by(Referral.made_at.desc(), Referral.id)
    ).all()
    offers: dict[str, list[Offered]] = {}
    put = select(Offer.referral_id, Offer.state, Offer.disputed).where(
        Offer.referral_id.in_([row.Referral.id for row in rows])
    )
    for referral_id, state, disputed in session.execute(put):
        offers.setdefault(referral_id, []).append(Offered(cast("State", state), disputed))
    return [
        Stands(row.Referral, NEED[row.code], _standing(row.Referral, offers.get(row.Referral.id, ()))) for row in rows
    ]


def _standing(referral: Referral, offers: Sequence[Offered]) -> Standing:
    resolution = cast("Resolution | None", referral.resolution)
    return standing(Kept(submitted=submitted([each.state for each in offers]), resolution=resolution), offers)
