"""What does a listing's page say? A service at the chosen place as plain words, ready for the template."""

import re
from dataclasses import dataclass, replace
from typing import Any

from resource_app import phrases
from resource_app.directory.facts.access import ACCESS, WHEELCHAIR
from resource_app.phrases import Provenance, WeekRow
from resource_app.web.cards import (
    NO_CALL,
    Card,
    Reader,
    address_lines,
    document_card,
    local_day,
    open_words,
    place_url,
)
from resource_app.web.near import Around
from resource_app.web.origins import source_name
from search.documents import Document
from search.query import Hit

PAYING = frozenset({"fee", "fees", "cost", "price", "charge", "costo", "precio", "tarifa", "cuota"})  # say nothing more


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One number with what it is for; `href` is empty for a number nobody calls."""

    number: str
    href: str
    about: str
    icon: str = "phone"


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Another place of the service."""

    url: str
    name: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True)
class NearLine:
    """A service near by: its card and how far it is."""

    card: Card
    distance: str


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A listing's page. Texts are empty and tuples empty where nothing is known. `phones` are those beside the card's;
    `past_due` says what follows from a confirmation that is.
    """

    card: Card
    organization_id: str
    alert: str
    past_due: str
    address: tuple[str, ...]
    place_name: str
    description: tuple[str, ...]
    eligibility: tuple[str, ...]
    bring: tuple[str, ...]
    steps: tuple[str, ...]
    know: tuple[tuple[str, str], ...]
    phones: tuple[PhoneLine, ...]
    email: str
    website: str
    links: tuple[tuple[str, str], ...]
    week: tuple[WeekRow, ...]
    week_notes: tuple[str, ...]
    hours_texts: tuple[str, ...]
    places: tuple[PlaceLine, ...]
    near: tuple[NearLine, ...]
    provenance: Provenance
    instead: tuple[NearLine, ...]
    sources: str
    printed_on: str
    service_id: str
    listing_id: str
    place_id: str
    address_to_share: str


def page_of(
    document: Document, others: tuple[Document, ...], around: Around, reader: Reader, origin: str
) -> ListingPage:
    """The page of `document`; `others` are the service's other public listings, `origin` the site's own address."""
    t, display = reader.t, document.display
    service, place = display["service"], display["place"] or {}
    today = local_day(document, reader.now)
    card = document_card(document, reader)
    week = phrases.week_rows(t, document.opening, today, now=card.opening.tone == "good")
    if card.about.closed:
        week = tuple(replace(row, hours=card.about.closed.text, closed=True) if row.today else row for row in week)
    return ListingPage(
        card=card,
        organization_id=document.organization_id,
        alert=service["alert"],
        past_due=_past_due(document, reader),
        address=address_lines(document),
        place_name=place.get("name", ""),
        description=_paragraphs(service["description"]),
        eligibility=_paragraphs(_who(document, reader)),
        bring=tuple(display["documents"]),
        steps=_steps(service["application_process"]),
        know=_good_to_know(document, reader),
        phones=_phones(document, reader),
        email=service["email"] or display["organization"]["email"],
        website=_web(service["url"]) or _web(display["organization"]["website"]),
        links=tuple(
            (each["url"], each["label"] or each["url"]) for each in service["additional_urls"] if _web(each["url"])
        ),
        week=week,
        week_notes=phrases.exceptions(t, document.opening, today),
        hours_texts=_hours_texts(document, shown_surely=bool(week)),
        places=tuple(_place_line(each, reader) for each in others),
        near=tuple(_near_line(hit, reader) for hit in around.near),
        instead=tuple(_near_line(hit, reader) for hit in around.instead),
        provenance=phrases.provenance(t, document),
        sources=", ".join(source_name(t, each) for each in display["sources"]),
        printed_on=phrases.full_date(t, today),
        service_id=document.service_id,
        listing_id=document.id,
        place_id=document.id if others else "",
        address_to_share=f"{origin}/services/{document.service_id}",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\n+", text) if part.strip())


def _steps(text: str) -> tuple[str, ...]:
    """How to apply, a step a line; one paragraph stays one."""
    parts = _paragraphs(text)
    return tuple(re.sub(r"^(?:\d+[.)]|[-*•])\s*", "", part) for part in parts)


def _who(document: Document, reader: Reader) -> str:
    t, low, high = reader.t, document.minimum_age, document.maximum_age
    if document.eligibility or (low is None and high is None):
        return document.eligibility
    if low is None:
        return t.gettext("Up to age %(age)d") % {"age": high}
    if high is None:
        return t.gettext("Age %(age)d and over") % {"age": low}
    return t.gettext("Age %(low)d to %(high)d") % {"low": low, "high": high}


def _good_to_know(document: Document, reader: Reader) -> tuple[tuple[str, str], ...]:
    t, display = reader.t, document.display
    service, place = display["service"], display["place"] or {}
    facts = phrases.card_facts(t, document, reader.locale)
    speaks = ". ".join(filter(None, (facts.speaks, service["interpretation"])))
    rows = (
        (t.gettext("Cost"), _cost(document, facts.cost)),
        (t.gettext("Speaks"), speaks),
        (t.gettext("Access"), ". ".join(_access(text, document, reader) for text in place.get("access", ()))),
        (t.gettext("Getting there"), place.get("transportation", "")),
        (t.gettext("Serves"), phrases.served(t, display.get("served", ()))),
        (t.gettext("Waiting time"), service["wait_time"]),
        (t.gettext("Referrals"), _referrals(document, reader)),
        (t.gettext("Licenses"), service["accreditations"]),
        (t.gettext("Program"), display["program"]),
    )
    return tuple((label, value) for label, value in rows if value)


def _access(text: str, document: Document, reader: Reader) -> str:
    """What is said of getting in; where it is one of the form's own words, in the reader's language."""
    said = text.strip(" .").casefold()
    if document.wheelchair and said == WHEELCHAIR.casefold() and reader.locale != "en":
        return reader.t.gettext("Wheelchair can get in")
    return next((reader.t.gettext(words) for words in ACCESS.values() if words.casefold() == said), text)


def _cost(document: Document, known: str) -> str:
    """What it costs; the options of a free service say nothing more, nor does one whose every word was said."""
    said = [known.rstrip(".")] if known else []
    for option in () if document.cost == "free" else document.display["costs"]:
        if not _words(option) <= _words(" ".join(said)) | (PAYING if said else set()):
            said.append(option)
    return ". ".join(said)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w$]+(?:[.,]\d+)*", text.lower()))


def _referrals(document: Document, reader: Reader) -> str:
    t, method = reader.t, document.display["referral_method"]
    paused = phrases.no_referrals(t, document, local_day(document, reader.now))
    if paused is not None:
        return paused.text
    if past_due := _past_due(document, reader):
        return past_due
    if document.accepts_referrals is None:
        return ""
    if not document.accepts_referrals:
        return t.gettext("No referral is needed or taken.")
    return ". ".join(filter(None, (t.gettext("Accepts referrals"), method)))


def _past_due(document: Document, reader: Reader) -> str:
    """That nobody is referred to what nobody confirmed in time; a confirmation ends with the day of the whole directory."""
    if document.due_on is None or document.due_on >= reader.now.date():
        return ""
    return reader.t.gettext("No new referrals go there until it is confirmed again.")


def _phones(document: Document, reader: Reader) -> tuple[PhoneLine, ...]:
    kinds = {
        "fax": reader.t.gettext("Fax"),
        "tty": reader.t.gettext("TTY"),
        "sms": reader.t.gettext("Text message"),
    }
    lines = []
    for phone in _without_the_call(document):
        kind = kinds.get(phone["kind"], "")
        own = "" if phone["about"].casefold() in {kind.casefold(), phone["kind"]} else phone["about"]
        about = [kind, own, ", ".join(phone["languages"])]
        number = phone["number"]
        if phone["extension"]:
            number += " " + reader.t.gettext("ext. %(extension)s") % {"extension": phone["extension"]}
        callable_href = f"tel:{phone['call']}" if phone["call"] and phone["kind"] != "fax" else ""
        icon = "printer" if phone["kind"] == "fax" else "phone"
        lines.append(PhoneLine(number, callable_href, " · ".join(filter(None, about)), icon))
    return tuple(lines)


def _without_the_call(document: Document) -> list[dict[str, Any]]:
    """The phones beside the one the Call button dials."""
    phones: list[dict[str, Any]] = list(document.display["phones"])
    called = next((phone for phone in phones if phone["kind"] not in NO_CALL), None)
    return [phone for phone in phones if phone is not called]


def _hours_texts(document: Document, *, shown_surely: bool) -> tuple[str, ...]:
    """The hours in the directory's own words, where they were not read surely, and those that say more than the rules."""
    if shown_surely and document.opening.sure:
        return document.opening.more
    return tuple(document.display["hours_texts"] or document.opening.texts)


def _web(address: str) -> str:
    return address if str(address).startswith(("http://", "https://")) else ""


def _place_line(document: Document, reader: Reader) -> PlaceLine:
    place = document.display["place"] or {}
    private, today = place.get("private", False), local_day(document, reader.now)
    name = (
        reader.t.gettext("Private address")
        if private
        else ", ".join(dict.fromkeys(filter(None, (place.get("name", ""), document.city))))
    )
    hours = phrases.short_hours(reader.t, document.opening, today)
    return PlaceLine(
        place_url(document.service_id, document.id),
        name or reader.t.gettext("By phone or online"),
        ", ".join(address_lines(document)),
        hours or open_words(document, reader, today).text,
    )


def _near_line(hit: Hit, reader: Reader) -> NearLine:
    miles, rough = hit.reason.miles, hit.document.rough
    distance = phrases.miles(reader.t, miles, rough=rough) if miles is not None else ""
    return NearLine(document_card(hit.document, reader), distance)
