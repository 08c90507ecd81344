"""By when is an offer to be answered, in the reader's words and by the organization's own clock and hours?"""

from datetime import datetime
from typing import cast

from referrals.offers import clocks
from referrals.offers.business_time import Calendar
from referrals.offers.clocks import Priority
from resource_app import phrases
from resource_app.phrases import Said, Translator
from resource_app.phrases.moments import minutes_of
from search.documents import Document
from search.opening import Opening


def due_at(document: Document | None, sent_at: datetime, priority: str, home: str) -> datetime:
    """The moment until which an answer is waited for, by the hours of the listing, aware and in its zone; `home` is the zone
    where it has none.
    """
    calendar = Calendar.of(document.opening if document else Opening(), home)
    (due,) = clocks.BY_CODE["T1"].dues(sent_at, cast("Priority", priority), calendar)
    return due.astimezone(calendar.zone)


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
