"""What stands on a result card? A Hit as plain words, so that the template only lays them out."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from resource_app import phrases
from resource_app.phrases import Said, Translator
from resource_app.web import kinds
from search.documents import Document
from search.opening import Coming, Opening, OpenState, coming
from search.query import Hit, OtherPlace, Reason
from search.same import Same

NO_CALL = frozenset({"fax", "tty"})  # kinds of numbers that most people cannot talk to
REMEMBERED = 2_048  # listings whose words a process keeps: results show the same ones again and again


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: the translator, the language's code, the present moment, the link pattern of “Directions”."""

    t: Translator
    locale: str
    now: datetime
    directions: str
    listings_in: str = "en"  # the language most listings' own texts are in

    def day(self, at: datetime) -> str:
        """The day of a moment, where it is now."""
        return phrases.full_date(self.t, at.astimezone(self.now.tzinfo).date())

    def moment(self, at: datetime) -> str:
        """The day and the time of day of a moment, where it is now."""
        return phrases.moment(self.t, at.astimezone(self.now.tzinfo))


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call: `href` is empty when it cannot be dialled as written."""

    number: str
    href: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Another place of the same service."""

    url: str
    words: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """What a card says of the listing itself, the whole day long and whatever was asked. `loose` marks a listing that is
    unconfirmed or past due; `closed` is said instead of hours. `note` is what the organization said of its capacity, in its
    own words; `note_lang` is their language where the page's is another. `hours` are the week's, for paper.

    Two are the same only when they are one object: it is a key of what is remembered, compared forty times a page.
    """

    listing_id: str
    url: str
    name: str
    organization: str
    kind: kinds.Kind
    point: tuple[float, float] | None
    closed: Said | None
    soon: tuple[str, ...]
    statuses: tuple[Said, ...]
    note: str
    note_lang: str
    private: bool
    facts: tuple[tuple[str, str], ...]
    fresh: Said
    disputes: tuple[Said, ...]
    loose: bool
    call: Call | None
    website: str
    directions: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True)
class Card:
    """One result. `number` is on its pin too."""

    about: About
    number: int | None
    beyond: bool
    reason: Said
    opening: Said
    others: tuple[PlaceLink, ...]


def cards_of(hits: tuple[Hit, ...], reader: Reader) -> tuple[Card, ...]:
    """The cards of one page of results; those with a pin are numbered from 1."""
    cards: list[Card] = []
    pins = 0
    for hit in hits:
        pinned = shown_point(hit.document) is not None
        pins += pinned
        cards.append(card_of(hit, reader, pins if pinned else None))
    return tuple(cards)


def card_of(hit: Hit, reader: Reader, number: int | None = None) -> Card:
    """One hit as a card."""
    document, today = hit.document, local_day(hit.document, reader.now)
    days = (today, reader.now.date())
    about = _about(
        Same(document), days, reader.t, reader.locale, reader.directions, reader.listings_in, single=not hit.others
    )
    return Card(
        about=about,
        number=number,
        beyond=hit.reason.kind == "beyond",
        reason=phrases.reason(reader.t, hit.reason, document),
        opening=about.closed or open_words(document, reader, today),
        others=tuple(_other(other, document, reader) for other in hit.others),
    )


@lru_cache(maxsize=REMEMBERED)
def _about(
    same: Same[Document],
    days: tuple[date, date],
    t: Translator,
    locale: str,
    directions: str,
    listings_in: str,
    *,
    single: bool,
) -> About:
    """`days` are today at the place, and today of the whole directory, with which confirmations end."""
    document, (today, directory_day) = same.it, days
    statuses, capacity = phrases.statuses(t, document, today), phrases.capacity(t, document.capacity, today)
    fresh = phrases.freshness(t, document, directory_day)
    loose = fresh.tone == "wait"
    point = shown_point(document)
    return About(
        listing_id=document.id,
        url=listing_url(document, single=single),
        name=document.name,
        organization=document.organization,
        kind=kinds.kind_of(document, locale),
        point=point,
        closed=phrases.closed(t, document, today),
        soon=phrases.changes_soon(t, document.opening, today),
        statuses=statuses,
        note=phrases.capacity_note(document.capacity) if capacity in statuses else "",
        note_lang="" if listings_in == locale else listings_in,
        private=is_private(document),
        facts=_facts(document, t, locale, loose=loose),
        fresh=fresh,
        disputes=phrases.disputes(t, document),
        loose=loose,
        call=call_of(document),
        website=website_of(document),
        directions=directions_of(point, directions),
        address=", ".join(address_lines(document)),
        hours=_hours(document, today, t),
    )


def document_card(document: Document, reader: Reader) -> Card:
    """A listing as a card without a search around it."""
    return card_of(Hit(document, 0.0, Reason("unplaced"), {}), reader)


def open_words(document: Document, reader: Reader, today: date) -> Said:
    """Open until, opens at; `today` is the day there. A placeless service answers the phone and has no door."""
    opening = document.opening
    known = _coming(Same(opening), today)
    state = known.state(reader.now) if known else OpenState("unknown")
    return phrases.open_words(reader.t, state, opening, reader.now, spoken=document.display["place"] is None)


@lru_cache(maxsize=REMEMBERED)
def _coming(same: Same[Opening], today: date) -> Coming | None:
    return coming(same.it, today)


def _facts(document: Document, t: Translator, locale: str, *, loose: bool) -> tuple[tuple[str, str], ...]:
    facts = phrases.card_facts(t, document, locale)
    rows = ((t.gettext("Who"), facts.who), (t.gettext("Bring"), facts.bring), (t.gettext("Cost"), facts.cost))
    missing = t.gettext("Not given") if loose else ""
    shown = [(label, shortened(value) or missing) for label, value in rows]
    return tuple((label, value) for label, value in (*shown, (t.gettext("Speaks"), facts.speaks)) if value)


FACT_LENGTH = 180


def shortened(text: str) -> str:
    """The beginning of a long text, cut after a sentence or a word."""
    flat = " ".join(text.split())
    if len(flat) <= FACT_LENGTH:
        return flat
    cut = flat[:FACT_LENGTH]
    sentence = cut.rfind(". ")
    return cut[: sentence + 1] if sentence > FACT_LENGTH // 3 else cut[: cut.rfind(" ")].rstrip(",;:") + "\u00a0…"


def _hours(document: Document, today: date, t: Translator) -> str:
    """The week in one line: "Monday 9 a.m. to noon, Tuesday 1 p.m. to 5 p.m."; else the directory's own words."""
    said = phrases.hours_line(t, document.opening, today) or shortened(
        " ".join(document.display["hours_texts"] or document.opening.texts)
    )
    return said or t.gettext("Hours not given: call first")


def address_lines(document: Document) -> tuple[str, ...]:
    """The street lines and the town; nothing of a private address."""
    place = document.display["place"] or {}
    address = place.get("address")
    if not address or place.get("private"):
        return ()
    town = " ".join(filter(None, (address["city"], "\u00a0".join(filter(None, (address["state"], address["zip"]))))))
    return tuple(line for line in (*address["lines"], town) if line)


def _other(other: OtherPlace, document: Document, reader: Reader) -> PlaceLink:
    name = other.city or other.name or reader.t.gettext("Another place")
    words = f"{name}, {phrases.miles(reader.t, other.miles, rough=other.rough)}" if other.miles is not None else name
    return PlaceLink(place_url(document.service_id, other.listing_id), words, None if other.rough else other.point)


def listing_url(document: Document, *, single: bool) -> str:
    """The page of the listing; one of several places is named in it."""
    return f"/services/{quote(document.service_id)}" if single else place_url(document.service_id, document.id)


@lru_cache(maxsize=REMEMBERED)
def place_url(service_id: str, listing_id: str) -> str:
    """The page of a service, opened at one of its places."""
    return f"/services/{quote(service_id)}?place={quote(listing_id)}"


def is_private(document: Document) -> bool:
    """Whether its address is kept from the public."""
    place: dict[str, Any] | None = document.display["place"]
    return bool(place and place["private"])


def shown_point(document: Document) -> tuple[float, float] | None:
    """The point a map may show: never that of a private address, whatever the document says, nor the middle of a town."""
    return None if is_private(document) or document.rough else document.point


def call_of(document: Document) -> Call | None:
    """The first number a person can talk to."""
    for phone in document.display["phones"]:
        if phone["kind"] not in NO_CALL:
            return Call(phone["number"], f"tel:{phone['call']}" if phone["call"] else "", phone["extension"])
    return None


def website_of(document: Document) -> str:
    """The service's address on the web, or its organization's; only http and https."""
    display = document.display
    for address in (display["service"]["url"], display["organization"]["website"]):
        if str(address).startswith(("http://", "https://")):
            return str(address)
    return ""


def directions_of(point: tuple[float, float] | None, pattern: str) -> str:
    """The link to a way there, from the setting; empty without a point."""
    return pattern.replace("{lat}", f"{point[0]:.5f}").replace("{lon}", f"{point[1]:.5f}") if point else ""


def local_day(document: Document, now: datetime) -> date:
    """Today's date where the listing is."""
    zone = document.opening.zone
    return now.astimezone(_zone(zone)).date() if zone else now.date()


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
