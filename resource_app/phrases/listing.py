"""What does a listing say about itself? Reasons, open states, freshness and the facts of a card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from resource_app.clock import months_later
from resource_app.phrases.moments import (
    Translator,
    at_clock,
    day_and_month,
    full_date,
    miles,
    minutes_of,
    until_clock,
    weekday,
)
from search.documents import Area, Document
from search.opening import Opening, OpenState, open_state
from search.query import Reason

CONFIRMED_MONTHS = 6
WEEK = 7  # days: from here on the name of a day is not enough to know which one is meant
SHORT_HOURS = 60  # characters of free-text hours a card has room for


@dataclass(frozen=True, slots=True)
class Said:
    """A short sentence with what it means: `tone` is "good", "wait", "stop" or "plain"; `icon` names a symbol."""

    text: str
    tone: str = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Who, Bring, Cost, Speaks: empty where nothing is known."""

    who: str
    bring: str
    cost: str
    speaks: str


def reason(t: Translator, why: Reason, document: Document) -> Said:
    """Why the listing is among the results: "1.2 miles away, Chelsea", "By phone, anywhere in MA"."""
    place = document.display["place"]
    private = bool(place and place["private"])
    away = _away(t, why, "" if private else document.city, rough=document.rough)
    if why.kind in {"near", "beyond"} and away:
        return Said(away, icon="map-pin")
    if why.kind == "serves" and why.area is not None:
        serves = _serves(t, why.area)
        return Said(f"{serves} · {away}" if away and not private else serves, icon="map-2")
    if why.kind == "remote":
        return _remote(t, why.area, document)
    if document.city and not private:
        return Said(document.city, icon="map-pin")
    if document.remote:
        return _remote(t, next(iter(document.areas), None), document)
    return Said(t.gettext("Call to ask where"), icon="map-pin")


def _away(t: Translator, why: Reason, city: str, *, rough: bool) -> str:
    """How far its door is: whom it serves must still get there."""
    if why.miles is None:
        return ""
    away = t.gettext("%(distance)s away") % {"distance": miles(t, why.miles, rough=rough)}
    return f"{away}, {city}" if city else away


def _serves(t: Translator, area: Area) -> str:
    if area.kind == "nation":
        return t.gettext("Serves the whole country")
    if area.kind == "zip":
        return t.gettext("Serves ZIP %(zip)s") % {"zip": area.code or area.name}
    if area.kind in {"county", "state"}:
        return t.gettext("Serves all of %(area)s") % {"area": area.name}
    return t.gettext("Serves %(area)s") % {"area": area.name} if area.name else t.gettext("Serves this area")


def _remote(t: Translator, area: Area | None, document: Document) -> Said:
    ways = document.remote
    if "phone" in ways and "online" in ways:
        way, icon = t.gettext("By phone or online"), "phone"
    elif "online" in ways:
        way, icon = t.gettext("Online"), "world"
    elif ways == ("home",):
        way, icon = t.gettext("They come to you"), "home"
    else:
        way, icon = t.gettext("By phone"), "phone"
    if area is None or not area.name or area.kind in {"virtual", "nation"}:
        return Said(t.gettext("%(way)s, from anywhere") % {"way": way}, icon=icon)
    name = area.state if area.kind == "state" and area.state else area.name
    return Said(t.gettext("%(way)s, anywhere in %(area)s") % {"way": way, "area": name}, icon=icon)


def open_now(t: Translator, opening: Opening, now: datetime, *, spoken: bool = False) -> Said:
    """Like "Open until 5 p.m.", "Opens tomorrow at 8 a.m.", "Hours not given: call first". `spoken`: a phone line, no door."""
    return open_words(t, open_state(opening, now), opening, now, spoken=spoken)


def open_words(t: Translator, state: OpenState, opening: Opening, now: datetime, *, spoken: bool = False) -> Said:
    """The words for an OpenState that is already worked out."""
    if state.state == "always":
        words = t.gettext("Answers day and night") if spoken else t.gettext("Open day and night")
        return Said(words, "good", "clock")
    if state.state == "open" and state.until is not None:
        until = until_clock(t, minutes_of(state.until))
        return Said(t.gettext("Open %(until)s") % {"until": until}, "good", "clock")
    if state.state == "open":
        return Said(t.gettext("Open now"), "good", "clock")
    if state.state == "closed":
        return Said(_opens(t, state.opens_at, now, opening.zone), icon="clock")
    return Said(_hours_unsure(t, opening), icon="clock")


def _opens(t: Translator, opens_at: datetime | None, now: datetime, zone: str) -> str:
    if opens_at is None:
        return t.gettext("Not open now")
    clock_time = at_clock(t, minutes_of(opens_at))
    today = now.astimezone(opens_at.tzinfo or ZoneInfo(zone)).date()
    days = (opens_at.date() - today).days
    if days == 0:
        return t.gettext("Opens today %(at)s") % {"at": clock_time}
    if days == 1:
        return t.gettext("Opens tomorrow %(at)s") % {"at": clock_time}
    day = weekday(t, opens_at.weekday())
    if days < WEEK:
        return t.gettext("Opens %(day)s %(at)s") % {"day": day, "at": clock_time}
    when = {"day": day, "date": day_and_month(t, opens_at.date()), "at": clock_time}
    return t.gettext("Opens %(day)s %(date)s %(at)s") % when


def _hours_unsure(t: Translator, opening: Opening) -> str:
    texts = [text.strip() for text in opening.texts if text.strip()]
    if texts and len(texts[0]) <= SHORT_HOURS:
        return texts[0]
    if texts:
        return t.gettext("Hours on their page")
    return t.gettext("By appointment") if opening.appointment else t.gettext("Hours not given: call first")


def freshness(t: Translator, document: Document, today: date) -> Said:
    """When the listing was last confirmed: tone "good", or "wait" with "Call before you go."; the icon is the ring's name.

    A date that only its source gives is no confirmation: tone "plain", and no ring.
    """
    confirmed = document.confirmed_on
    if confirmed is None:
        return Said(t.gettext("Not yet confirmed. Call before you go."), "wait", "ring-dashed")
    day = full_date(t, confirmed)
    due = document.due_on or months_later(confirmed, CONFIRMED_MONTHS)
    by_source = document.confirmed_by == "source"
    if due < today and by_source:
        words = t.gettext("Last checked by its source %(date)s, more than six months ago. Call before you go.")
        return Said(words % {"date": day}, "wait", "ring-open")
    if by_source:
        return Said(t.gettext("Checked %(date)s by its source") % {"date": day}, "plain", "calendar-event")
    if due < today:
        words = t.gettext("Last confirmed %(date)s, more than six months ago. Call before you go.")
        if months_later(confirmed, CONFIRMED_MONTHS) >= today:  # some kinds of help are confirmed more often
            words = t.gettext("Last confirmed %(date)s. It must be confirmed again. Call before you go.")
        return Said(words % {"date": day}, "wait", "ring-open")
    return Said(
        confirmed_words(t, document.confirmed_by, document.confirmed_how) % {"date": day}, "good", "ring-closed"
    )


def confirmed_words(t: Translator, by: str, how: str) -> str:
    """Like "Confirmed %(date)s by the organization"; the date is still to be put in."""
    if how == "phone":
        return t.gettext("Confirmed %(date)s by phone")
    if how == "visit":
        return t.gettext("Confirmed %(date)s on a visit")
    if how == "outside":
        return t.gettext("Confirmed %(date)s from another source")
    if by == "organization":
        return t.gettext("Confirmed %(date)s by the organization")
    return t.gettext("Confirmed %(date)s")


def served(t: Translator, groups: Iterable[Mapping[str, Any]]) -> str:
    """Whom it serves: "Chelsea and Revere (02151), MA; Massachusetts", from groups of names with their state."""
    return "; ".join(", ".join(filter(None, (_listed(t, group["names"]), group["state"]))) for group in groups)


def _listed(t: Translator, names: Sequence[str]) -> str:
    *most, last = names
    return t.gettext("%(some)s and %(last)s") % {"some": ", ".join(most), "last": last} if most else last


def disputes(t: Translator, document: Document) -> tuple[Said, ...]:
    """Like "Someone reported a wrong phone number on 9 October. We are checking."; nothing where nobody did. Some listings say
    no day.
    """
    return tuple(
        Said(_disputed(t, each["kind"], each["on"]), "wait", "alert-triangle")
        for each in document.display.get("disputes", ())
    )


def _disputed(t: Translator, kind: str, on: str) -> str:
    phone = t.gettext("The organization sent a change of the phone number. We are checking it.")
    if sent := {
        "new phone": phone,
        "new phone of the organization": phone,
        "new address": t.gettext("The organization sent a change of the address. We are checking it."),
        "new hours": t.gettext("The organization sent a change of the hours. We are checking it."),
    }.get(kind):
        return sent
    if not on:
        return {
            "phone": t.gettext("Someone reported a wrong phone number. We are checking."),
            "closed": t.gettext("Someone reported that it is closed. We are checking."),
            "moved": t.gettext("Someone reported that it has moved. We are checking."),
            "not as said": t.gettext("Someone reported that it is not what it says here. We are checking."),
        }.get(kind, t.gettext("Someone reported a problem. We are checking."))
    words = {
        "phone": t.gettext("Someone reported a wrong phone number on %(date)s. We are checking."),
        "closed": t.gettext("Someone reported on %(date)s that it is closed. We are checking."),
        "moved": t.gettext("Someone reported on %(date)s that it has moved. We are checking."),
        "not as said": t.gettext("Someone reported on %(date)s that it is not what it says here. We are checking."),
    }.get(kind, t.gettext("Someone reported a problem on %(date)s. We are checking."))
    return words % {"date": day_and_month(t, date.fromisoformat(on))}


def cost(t: Translator, document: Document) -> str:
    """The fee in the directory's words, or the kind of cost."""
    fees = str(document.display["service"]["fees"]).strip()
    if document.cost == "free":
        return t.gettext("Free")
    if fees:
        return fees
    return {"sliding": t.gettext("You pay what you can"), "fee": t.gettext("There is a fee")}.get(document.cost, "")


def language_name(t: Translator, code: str, fallback: str, locale: str) -> str:
    """The name of an ISO 639-3 language in the reader's language, with a capital letter."""
    del t
    return _language_names(locale).get(code) or fallback or code


@lru_cache(maxsize=8)
def _language_names(locale: str) -> dict[str, str]:
    names = Locale.parse(locale).languages
    short = {long: alias for long, alias in get_global("language_aliases").items() if len(long) == len("spa")}
    known = {long: names[alias] for long, alias in short.items() if alias in names}
    known |= {code: name for code, name in names.items() if len(code) == len("spa")}
    return {code: name[:1].upper() + name[1:] for code, name in known.items()}


def card_facts(t: Translator, document: Document, locale: str) -> CardFacts:
    """The four facts a person asks for on the phone."""
    display = document.display
    spoken = [language_name(t, each["code"], each["name"], locale) for each in display["languages"]]
    return CardFacts(
        who=document.eligibility.strip(),
        bring="; ".join(display["documents"]),
        cost=cost(t, document),
        speaks=", ".join(spoken),
    )
