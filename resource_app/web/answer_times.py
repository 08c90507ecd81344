"""By when is an offer to be answered, in the reader's words and by the organization's own clock and hours?"""

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.offers import clocks
from referrals.offers.business_time import Calendar
from referrals.offers.clocks import Priority
from referrals.offers.models import Offer, OfferClock
from referrals.offers.timing import SOMEWHERE
from resource_app import phrases
from resource_app.phrases import Said, Translator
from resource_app.phrases.moments import minutes_of
from search import stored
from search.documents import Document


def due_if_sent(document: Document, now: datetime, priority: Priority, network: Mapping[str, str]) -> datetime:
    """Until when an answer would be waited for, were it sent now; aware and in the zone of the listing."""
    calendar = Calendar.of(document.opening, document.opening.zone or SOMEWHERE)
    (due,) = clocks.BY_CODE["T1"].dues(now, priority, calendar, network)
    return due.astimezone(calendar.zone)


def dues(session: Session, of: Mapping[str, str]) -> dict[str, datetime]:
    """Until when answers are waited for: the id of each offer that one is waited for of, and the moment in its zone. Takes the
    listings of offers, by their ids.
    """
    waits = select(OfferClock.offer_id, func.max(OfferClock.due_at).label("due")).where(
        OfferClock.offer_id.in_(of), OfferClock.clock == "T1", OfferClock.ended_at.is_(None)
    )
    rows = session.execute(waits.group_by(OfferClock.offer_id)).all()
    documents = stored.load(session.connection(), list({of[row.offer_id] for row in rows}))
    return {row.offer_id: row.due.astimezone(_zone(documents.get(of[row.offer_id]))) for row in rows}


def zones(session: Session, offer_ids: Collection[str]) -> dict[str, ZoneInfo]:
    """The zone in which the clocks of each of these offers run, by its id: that of its listing."""
    rows = session.execute(select(Offer.id, Offer.listing_id).where(Offer.id.in_(offer_ids)))
    of: dict[str, str] = {row.id: row.listing_id for row in rows}
    documents = stored.load(session.connection(), list(set(of.values())))
    return {offer_id: _zone(documents.get(listing_id)) for offer_id, listing_id in of.items()}


def _zone(document: Document | None) -> ZoneInfo:
    return ZoneInfo((document.opening.zone if document else "") or SOMEWHERE)


def answer_by(t: Translator, due: datetime, now: datetime) -> Said:
    """Until when an answer is waited for: the tag of a card."""
    today, at = now.astimezone(due.tzinfo).date(), phrases.clock(t, minutes_of(due))
    days = (due.date() - today).days
    if due <= now:
        return Said(t.gettext("Answer is late"), "stop", "clock-x")
    if days == 0:
        return Said(t.gettext("Answer by %(time)s today") % {"time": at}, "stop", "clock-x")
    if days == 1:
        return Said(t.gettext("Answer by %(time)s tomorrow") % {"time": at}, "wait", "clock")
    return Said(t.gettext("Answer by %(day)s") % {"day": phrases.full_date(t, due.date())}, "plain", "clock")
