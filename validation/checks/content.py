"""What is wrong with a listing in itself? Numbers that are none, hours that cannot be, a pin elsewhere, words that say closed.

Pure; what `directory.rules` knows is asked there.
"""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import phonenumbers

from resource_app.directory.facts.phones import SHORT_CODES
from resource_app.directory.hours.clock import DAY, iso_minutes
from resource_app.directory.rules import issues_of
from validation.checks.looks import RIGHT, Look, Verdict, wrong

HOURS = frozenset({"time", "no-hours", "half-open", "dates", "closes-first"})  # codes of rules, as the next
PINS = frozenset({"pin", "pin-outside", "pin-astray"})
SEASONAL = ("valid_from", "valid_to", "dtstart", "until", "bymonthday", "bymonth", "byweekno", "byyearday")
EVERY_DAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_NOTED = 3  # numbers in a note
TEXTS = ("name", "description", "alert", "application_process", "eligibility", "fees")

# What a text says of something that is no more. "Closed" alone says nothing: on Mondays, to new clients.
CLOSED: tuple[str, ...] = (
    r"permanently closed|closed (?:permanently|for good|its doors|indefinitely)",
    r"no longer (?:offered|available|provided|exists?|in (?:operation|service|business)|operat(?:es|ing|ional))",
    r"(?:has|have|was|were|been) (?:discontinued|shut down|dissolved|disbanded)|out of business|ceased operations?",
    r"(?:program|service|project) (?:has )?ended",
    r"(?:permanente|definitiva)mente cerrad[oa]s?|cerrad[oa]s? (?:permanente|definitiva|para siempre)(?:mente)?",
    r"ya no (?:se )?(?:ofrecen?|ofrecemos|brindan?|prestan?|existen?|funcionan?|est[áa]n? disponibles?)",
    r"dej(?:ó|o|aron) de (?:funcionar|operar|ofrecer(?:se)?|prestar(?:se)?|existir)|cerr(?:ó|aron) sus puertas",
    r"(?:fue|ha sido|qued[óo]) (?:descontinuad|cancelad|suprimid)[oa]",
)
_CLOSED = re.compile(rf"\b(?:{'|'.join(CLOSED)})\b", re.IGNORECASE)


def phones(look: Look) -> Verdict:
    """Whether each number the public sees can be somebody's."""
    bad = [phone["number"] for phone in look.document.display["phones"] if not _is_a_number(phone["call"])]
    return wrong(", ".join(bad[:MOST_NOTED])) if bad else RIGHT


def _is_a_number(call: str) -> bool:
    if call in SHORT_CODES:
        return True
    try:
        parsed = phonenumbers.parse(call, "US")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(parsed) and phonenumbers.is_valid_number(parsed)


def hours(look: Look) -> Verdict:
    """Whether its hours can be."""
    found = {issue.code for each in look.schedules for issue in issues_of("schedule", each)}
    return wrong() if found & HOURS or _overlap(look) else RIGHT


def _overlap(look: Look) -> bool:
    """Whether two of its spans say of the same day, for the same thing, that it is open partly at the same time."""
    spans = [span for each in look.schedules if (span := _span(each))]
    return any(
        about == other_about
        and days & other_days
        and (opens, closes) != (other_opens, other_closes)
        and opens < other_closes
        and other_opens < closes
        for (about, days, opens, closes), (other_about, other_days, other_opens, other_closes) in combinations(spans, 2)
    )


def _span(schedule: Mapping[str, Any]) -> tuple[str, frozenset[str], int, int] | None:
    """What it is for, its days, and its minutes; None for hours of a season, or that cannot be read."""
    opens, closes = iso_minutes(schedule.get("opens_at")), iso_minutes(schedule.get("closes_at"))
    if not opens or not closes or any(schedule.get(name) for name in SEASONAL):
        return None
    if schedule.get("interval") not in {None, "", 1, "1"}:
        return None
    days = frozenset(filter(None, re.split(r"[\s,]+", str(schedule.get("byday") or "").upper()))) or frozenset(
        EVERY_DAY
    )
    about = " ".join(str(schedule.get(name) or "") for name in ("description", "notes"))
    return about, days, opens[0], closes[0] if closes[0] > opens[0] else closes[0] + DAY


def no_hours(look: Look) -> Verdict:
    """Whether a place with a door that people are told of says when it is open."""
    place, opening = look.document.display["place"], look.document.opening
    has_door = bool(place) and not place["virtual"] and not place["private"] and bool(place["address"])
    said = opening.rules or opening.texts or opening.appointment
    return wrong() if has_door and not said else RIGHT


def pin(look: Look) -> Verdict:
    """Whether its point is where its address is, and in a state it serves. That it is not tells nothing of where it is."""
    found = {issue.code for issue in issues_of("location", look.place, look.gazetteer)} if look.place else set()
    return wrong() if found & PINS or _outside(look) else RIGHT


def _outside(look: Look) -> bool:
    """Whether people go to a place in a state that is none of those it serves."""
    document = look.document
    here = {key.removeprefix("state:") for key in document.located if key.startswith("state:")}
    served = {area.code if area.kind == "state" else area.state for area in document.areas}
    return bool(here and served) and "" not in served and not document.remote and not here & served


def says_closed(look: Look) -> Verdict:
    """Whether no text says that it is no more."""
    service = look.document.display["service"]
    found = next(filter(None, (_CLOSED.search(str(service[name])) for name in TEXTS)), None)
    return wrong(found.group()) if found else RIGHT
