"""What does an organization say of a listing for a while? Closed, given out, room for new people, no new referrals."""

from collections.abc import Sequence
from datetime import date, timedelta

from resource_app.phrases.listing import Said
from resource_app.phrases.moments import NBSP, Translator, day_and_month, near_date, weekday
from search.documents import UNTIL_CONFIRMED, Capacity, Document

SAID_FOR_DAYS = 60  # an older word on capacity is no longer news
# The first kind of help that is here tells what is given out; "" is places.
_GIVEN_OUT = {
    **dict.fromkeys(("food-benefits", "nutrition"), ""),
    "food-services": "food",
    **dict.fromkeys(("clothing", "baby-supplies", "medical-supplies"), "supplies"),
}


def statuses(t: Translator, document: Document, today: date) -> tuple[Said, ...]:
    """What a card says beside the hours: everything given out, with a waitlist, or else the capacity, then the referrals."""
    out, room = given_out(t, document, today), capacity(t, document.capacity, today)
    waitlist = room if document.capacity and document.capacity.state == "waitlist" else None
    said = (out, waitlist if out else room, no_referrals(t, document, today))
    return tuple(each for each in said if each is not None)


def closed(t: Translator, document: Document, today: date) -> Said | None:
    """Like "Closed until Monday 19 October", or "Closed for now"; None when it is not closed."""
    day = document.closed_until
    if day is not None and day > today:
        when = {"weekday": weekday(t, day.weekday()), "date": near_date(t, day, today)}
        return Said(t.gettext("Closed until %(weekday)s %(date)s") % when, icon="calendar-due")
    if document.display["service"]["status"] == "temporarily closed":
        return Said(t.gettext("Closed for now"), icon="calendar-due")
    return None


def given_out(t: Translator, document: Document, today: date) -> Said | None:
    """Like "Out of food today"; None when there is some."""
    if document.out_until is None or document.out_until <= today:
        return None
    return Said(out_words(t, document.categories), "stop", "ban")


def out_words(t: Translator, categories: Sequence[str]) -> str:
    """What is said where everything is given out, by the main kind of help and its first part."""
    kinds = {_GIVEN_OUT[code] for code in categories[:2] if code in _GIVEN_OUT}
    if "supplies" in kinds:
        return t.gettext("Out of supplies today")
    return t.gettext("Out of food today") if kinds == {"food"} else t.gettext("No places left today")


def no_referrals(t: Translator, document: Document, today: date) -> Said | None:
    """Like "No new referrals until 3 May", or that we check whether it is still offered; None when they are taken."""
    day = document.no_referrals_until
    if day is None or day <= today:
        return None
    if day == UNTIL_CONFIRMED:
        return Said(t.gettext("No new referrals: we are checking whether it is still offered"), icon="clock")
    words = t.gettext("No new referrals until %(date)s") % {"date": near_date(t, day, today)}
    return Said(words, icon="calendar-due")


def capacity(t: Translator, said: Capacity | None, today: date) -> Said | None:
    """Like "Waitlist, about 3 weeks. Said 9 October"; None when nobody said what holds. `capacity_note` is the note."""
    if said is None or not capacity_holds(said, today):
        return None
    day = day_and_month(t, said.said_on)
    words, tone, icon = {
        "available": (t.gettext("Taking new people"), "good", "check"),
        "limited": (t.gettext("A few places"), "wait", "circle-dashed"),
        "waitlist": (_waitlist(t, said.wait), "wait", "hourglass"),
        "full": (t.gettext("Full"), "stop", "ban"),
    }[said.state]
    return Said(t.gettext("%(capacity)s. Said %(date)s") % {"capacity": words, "date": day}, tone, icon)


def capacity_holds(said: Capacity, today: date) -> bool:
    """Whether what was said of the capacity still holds: until its end, else for a month."""
    return today < (said.until or said.said_on + timedelta(days=SAID_FOR_DAYS + 1))


def _waitlist(t: Translator, wait: str) -> str:
    """`wait` is an ISO 8601 duration of days, weeks or months, or empty."""
    if not wait:
        return t.gettext("Waitlist")
    number = int(wait[1:-1])
    words = {
        "D": t.ngettext("Waitlist, about %(num)s day", "Waitlist, about %(num)s days", number),
        "W": t.ngettext("Waitlist, about %(num)s week", "Waitlist, about %(num)s weeks", number),
        "M": t.ngettext("Waitlist, about %(num)s month", "Waitlist, about %(num)s months", number),
    }[wait[-1]] % {"num": number}
    return words.replace(f"{number} ", f"{number}{NBSP}")


def capacity_note(said: Capacity | None) -> str:
    """What was said of the capacity beside its state, as a sentence in the organization's own words: "About 3 weeks."."""
    note = said.note.strip() if said else ""
    return f"{note[:1].upper()}{note[1:]}{'' if note.endswith(('.', '!', '?')) else '.'}" if note else ""
