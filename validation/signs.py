"""What speaks against each listing? One question to the database for each sign, for however many listings at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from resource_app.directory.models import Listing, ListingUse, Problem
from validation.models import Dispute, Finding
from validation.queue import Signs, risk

QUARTER = timedelta(days=91)
YEAR = timedelta(days=365)
MONTH_DAYS = 30.44  # on average


def signs_of(session: Session, among: Select[str], today: date) -> Iterator[tuple[str, Signs]]:
    """The signs of every listing whose id `among` selects."""
    used = select(ListingUse.listing_id, func.sum(ListingUse.opened)).where(
        ListingUse.day > today - QUARTER, ListingUse.opened > 0
    )
    reported = select(Problem.object_id, func.count()).where(Problem.closed_at.is_(None))
    failed = select(Finding.listing_id, func.count()).where(Finding.cleared_at.is_(None))
    declined = select(Dispute.listing_id, func.count()).where(
        Dispute.came_by == "referral", Dispute.said_on > today - YEAR
    )
    counted = used, reported, failed, declined
    opened, problems, checks, declines = (_counts(session, each, among) for each in counted)
    confirmed = select(Listing.id, Listing.confirmed_on).where(Listing.id.in_(among))
    for listing_id, day in session.execute(confirmed):
        yield (
            listing_id,
            Signs(
                months=None if day is None else (today - day).days / MONTH_DAYS,
                opened=opened[listing_id],
                problems=problems[listing_id],
                checks=checks[listing_id],
                declines=declines[listing_id],
            ),
        )


def risks_of(session: Session, among: Select[str], today: date) -> Mapping[str, int]:
    """The risk of each listing, from 0 to 100."""
    return {listing_id: risk(signs) for listing_id, signs in signs_of(session, among, today)}


def _counts(session: Session, counted: Select[str, int], among: Select[str]) -> Counter[str]:
    """By listing, which is the first column; only those that have something to count."""
    listing_id = counted.selected_columns[0]
    rows = session.execute(counted.where(listing_id.in_(among)).group_by(listing_id))
    return Counter({row[0]: row[1] for row in rows})
