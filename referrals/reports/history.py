"""What happened to referrals that were made between two moments, as it was known at a third? Only ids, codes and times."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from referrals.offers.models import Offer, OfferEvent, Referral, ReferralAnswer
from referrals.offers.moves import TAKES, Party, State
from referrals.offers.standing import ANSWERED, CONFIRMED, Kept, Offered, Resolution, Standing, level_of, standing

ANSWERS = ("accept", "waitlist", "decline", "ask")  # what an organization may say first
ENDS = ("decline", "expire", "unable", "cancel")  # with a reason
_HAPPENED = (OfferEvent.move, OfferEvent.state, OfferEvent.party, OfferEvent.reason, OfferEvent.at)


class Happened(NamedTuple):
    """A move of an offer."""

    move: str
    state: State
    party: Party
    reason: str
    at: datetime


@dataclass(slots=True)
class Offering:
    """An offer with what happened to it, the first before the others."""

    events: list[Happened] = field(default_factory=list)
    disputed: bool = False

    def first(self, *moves: str) -> datetime | None:
        """When one of these moves was made for the first time."""
        return next((each.at for each in self.events if each.move in moves), None)

    @property
    def reason(self) -> str:
        """Why it ended; empty while it has not."""
        last = self.events[-1]
        return last.reason if last.move in ENDS else ""


@dataclass(slots=True)
class Course:
    """A referral with its offers; `closed_at` and `resolution` are None where it was open at that moment."""

    made_at: datetime
    closed_at: datetime | None
    resolution: Resolution | None
    is_confirmed: bool = False
    offers: dict[str, Offering] = field(default_factory=lambda: defaultdict(Offering))

    def hear(self, answer: ReferralAnswer) -> None:
        """What the person said; after the end it changes nothing."""
        if self.closed_at is not None and answer.at > self.closed_at:
            return
        self.is_confirmed |= answer.said in ANSWERED
        self.offers[answer.offer_id].disputed |= answer.said == "no"

    @property
    def standing(self) -> Standing:
        """How it stood."""
        offers = [Offered(each.events[-1].state, each.disputed) for each in self.offers.values()]
        return standing(Kept(resolution=self.resolution), offers)

    @property
    def level(self) -> int:
        """How well it was known, 0 to 4."""
        made = [level_of(event.move, event.party) for each in self.offers.values() for event in each.events]
        return CONFIRMED if self.is_confirmed else max(made, default=0)

    @property
    def taken_at(self) -> datetime | None:
        """When an organization first took it."""
        return min(filter(None, (each.first(*TAKES) for each in self.offers.values())), default=None)


def offerings(session: Session, listing_id: str, seen_at: datetime) -> Sequence[Offering]:
    """What happened until `seen_at` to the offers that were put to a listing."""
    happened = select(OfferEvent).join(Offer, OfferEvent.offer_id == Offer.id)
    theirs = happened.where(Offer.listing_id == listing_id, OfferEvent.at < seen_at)
    found: dict[str, Offering] = defaultdict(Offering)
    only = theirs.with_only_columns(Offer.id, *_HAPPENED).order_by(OfferEvent.offer_id, OfferEvent.version)
    for offer_id, *move in session.execute(only):
        found[offer_id].events.append(Happened._make(move))
    return list(found.values())


def courses(session: Session, first: datetime, before: datetime, seen_at: datetime) -> Sequence[Course]:
    """Referrals that were made from `first` on and `before`, as they stood at `seen_at`."""

    def theirs(asked: Select) -> Select:  # type: ignore[type-arg]
        return asked.where(Referral.made_at >= first, Referral.made_at < before)

    found = {}
    for row in session.execute(theirs(select(Referral.id, Referral.made_at, Referral.closed_at, Referral.resolution))):
        ended = row.closed_at is not None and row.closed_at < seen_at
        resolution = cast("Resolution", row.resolution) if ended else None
        found[row.id] = Course(row.made_at, row.closed_at if ended else None, resolution)
    happened = (
        select(OfferEvent, Offer.referral_id)
        .join(Offer, OfferEvent.offer_id == Offer.id)
        .join(Referral, Offer.referral_id == Referral.id)
        .with_only_columns(Offer.referral_id, Offer.id, *_HAPPENED)
        .order_by(OfferEvent.offer_id, OfferEvent.version)
    )
    for referral_id, offer_id, *move in session.execute(theirs(happened).where(OfferEvent.at < seen_at)):
        found[referral_id].offers[offer_id].events.append(Happened._make(move))
    said = select(ReferralAnswer).join(Referral, ReferralAnswer.referral_id == Referral.id)
    for answer in session.scalars(theirs(said).where(ReferralAnswer.at < seen_at)):
        found[answer.referral_id].hear(answer)
    return list(found.values())
