"""What is wrong with a listing, or could be better? Rules over one HSDS object, for forms, the API, imports and checks.

Each rule looks at one kind of object and yields what it found. An error stops saving; a warning needs a look before people
rely on it; a hint makes the listing better. Nothing here reads a clock or a database.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from resource_app.directory.addresses import holds_street_address
from resource_app.directory.astray import astray
from resource_app.directory.coverage import of_name
from resource_app.directory.facts import languages_of, phones_of
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.hours.clock import DAY, iso_minutes
from resource_app.directory.hsds_objects import CHOICES, KINDS
from resource_app.directory.points import checked_point
from resource_app.directory.readability import grade_of
from resource_app.directory.secrecy import says_confidential
from resource_app.directory.street_addresses import ZIP

Severity = Literal["error", "warning", "hint"]
Body = Mapping[str, Any]

HARDEST_GRADE = 8
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 40, 2500  # characters
LONGEST_DAY = 18 * 60  # minutes; longer hours that are not day and night are often a slip of am and pm
# South, west, north, east of the states and of the territories in the Caribbean and the Pacific.
UNITED_STATES = (
    (17.6, -179.2, 71.5, -64.5),
    (51.0, 172.4, 53.1, 180.0),
    (13.2, 144.6, 20.6, 146.1),
    (-14.6, -171.1, -11.0, -168.1),
)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
WEB_ADDRESS = re.compile(r"https?://[^\s/.]+\.[^\s]+", re.IGNORECASE)
_TEXTS = ("description", "application_process", "eligibility_description", "fees_description", "alert")


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `path` is where ("phones[0].number"), `message` what is wrong, `hint` what to do about it."""

    code: str
    severity: Severity
    path: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the HSDS kinds it looks at ("" for every kind), and the check."""

    kinds: tuple[str, ...]
    check: Callable[[str, Body], Iterator[Issue]]


def issues_of(kind: str, body: Body, gazetteer: Gazetteer | None = None) -> tuple[Issue, ...]:
    """Everything the rules find in an HSDS object of `kind` and in what it holds, in the order of the rules.

    With a gazetteer the points are held against the addresses, and the areas served against the map, too.
    """
    found = [issue for rule in RULES if kind in rule.kinds or not rule.kinds for issue in rule.check(kind, body)]
    found += _pin_astray(body, gazetteer) if kind == "location" and gazetteer else ()
    found += _area(body, gazetteer) if kind == "service_area" and gazetteer else ()
    for field in KINDS[kind].held if kind in KINDS else ():
        for index, held in enumerate(_listed(body.get(field.name))):
            where = f"{field.name}[{index}]" if field.type == "list" else field.name
            found += [_below(where, issue) for issue in issues_of(field.of, held, gazetteer)]
    return tuple(found)


def _listed(value: Any) -> list[Body]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, Mapping)]


def _below(where: str, issue: Issue) -> Issue:
    return Issue(
        issue.code, issue.severity, f"{where}.{issue.path}" if issue.path else where, issue.message, issue.hint
    )


def _required(kind: str, body: Body) -> Iterator[Issue]:
    for field in KINDS[kind].fields.values() if kind in KINDS else ():
        if field.required and field.name != "id" and not str(body.get(field.name) or "").strip():
            severity: Severity = "error" if field.name == "name" else "warning"
            yield Issue("missing", severity, field.name, f"The {_words(field.name)} is missing.", "Fill it in.")


def _choice(kind: str, body: Body) -> Iterator[Issue]:
    for field in KINDS[kind].fields.values() if kind in KINDS else ():
        allowed, value = CHOICES.get(f"{kind}.{field.name}"), body.get(field.name)
        if allowed and value and value not in allowed:
            message = f"“{value}” is none of the values for {_words(field.name)}."
            yield Issue("not-a-choice", "warning", field.name, message, f"Use one of: {', '.join(allowed)}.")


def _reachable(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    mail, url = str(body.get("email") or "").strip(), str(body.get("url") or body.get("website") or "").strip()
    if mail and not _EMAIL.fullmatch(mail):
        yield Issue("email", "warning", "email", f"“{mail}” is not an e-mail address.", "Write it as name@example.org.")
    if url and not WEB_ADDRESS.fullmatch(url):
        path = "url" if body.get("url") else "website"
        yield Issue("url", "warning", path, f"“{url}” is not a web address.", "Start it with https://.")


def _phone(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    number = str(body.get("number") or "").strip()
    if number and not any(phone.call for phone in phones_of([body])):
        yield Issue(
            "phone", "warning", "number", f"Nobody can call “{number}”.", "Write all ten digits, as in 617-555-0142."
        )


def _readable(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    text = str(body.get("description") or "").strip()
    if len(text) < SHORTEST_DESCRIPTION:
        yield Issue("short", "hint", "description", "The description says little.", "Say what people get, and how.")
    elif len(text) > LONGEST_DESCRIPTION:
        yield Issue("long", "hint", "description", "The description is long.", "Keep what helps somebody decide.")
    elif (grade := grade_of(text)) > HARDEST_GRADE:
        message = f"The description reads like grade {grade:.0f}."
        yield Issue(
            "hard-to-read", "hint", "description", message, "Use short sentences and everyday words: grade 6 to 8."
        )


def _eligible(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    if not str(body.get("eligibility_description") or "").strip():
        hint = "Say who can come. If everybody can, say that."
        yield Issue("missing-eligibility", "hint", "eligibility_description", "Who can come is not said.", hint)


def _ages(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    low, high = body.get("minimum_age"), body.get("maximum_age")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        message = f"The lowest age ({low:g}) is above the highest ({high:g})."
        yield Issue("ages", "warning", "minimum_age", message, "Change one of them.")


def _hours(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    times = {name: iso_minutes(body.get(name)) for name in ("opens_at", "closes_at")}
    for name, read in times.items():
        if body.get(name) and read is None:
            yield Issue("time", "warning", name, f"“{body[name]}” is not a time.", "Write it as 09:00 or 17:30.")
    opens, closes = times["opens_at"], times["closes_at"]
    if opens and closes:
        yield from _span(opens[0], closes[0])
    elif bool(opens) != bool(closes):
        yield Issue(
            "half-open",
            "warning",
            "closes_at" if opens else "opens_at",
            "One of the two times is missing.",
            "Fill it in.",
        )
    first, last = str(body.get("valid_from") or ""), str(body.get("valid_to") or "")
    if first and last and last < first:
        yield Issue("dates", "warning", "valid_to", "These hours end before they begin.", "Change one of the dates.")


def _span(opens: int, closes: int) -> Iterator[Issue]:
    if opens == closes % DAY and opens != 0:
        yield Issue(
            "no-hours", "warning", "closes_at", "It opens and closes at the same time.", "Change one of the times."
        )
    elif closes < opens and closes + DAY - opens > LONGEST_DAY:
        yield Issue("closes-first", "warning", "closes_at", "It closes before it opens.", "Change one of the times.")
    elif closes < opens:
        message = "It closes the next morning."
        yield Issue(
            "past-midnight",
            "hint",
            "closes_at",
            message,
            "If that is a slip, change the closing time to the afternoon.",
        )
    elif LONGEST_DAY < closes - opens < DAY:
        yield Issue("long-day", "hint", "closes_at", "These are long hours.", "Check morning and afternoon.")


def _pin(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    written = [body.get(name) for name in ("latitude", "longitude")]
    if all(value is None or value == "" for value in written):
        return
    try:
        lat, lon = (float(str(value)) for value in written)
    except ValueError:
        yield Issue(
            "pin", "warning", "latitude", "The place on the map is not a pair of numbers.", "Set the pin again."
        )
        return
    if not any(south <= lat <= north and west <= lon <= east for south, west, north, east in UNITED_STATES):
        swapped = any(south <= lon <= north and west <= lat <= east for south, west, north, east in UNITED_STATES)
        hint = "Latitude and longitude are swapped." if swapped else "Set the pin again."
        yield Issue("pin-outside", "warning", "latitude", "The pin is not in the United States.", hint)


def _pin_astray(body: Body, gazetteer: Gazetteer) -> Iterator[Issue]:
    point, _, _ = checked_point(body)
    said = astray(body, point, gazetteer) if point else ""
    if said:
        yield Issue(
            "pin-astray", "warning", "latitude", f"{said} It is not used.", "Set the pin again, or mend the address."
        )


def _area(body: Body, gazetteer: Gazetteer) -> Iterator[Issue]:
    """A name that no place has: nobody who lives there finds what serves it."""
    name = "" if body.get("extent") else str(body.get("name") or "").strip()
    for piece in of_name(name, gazetteer).unread:
        if piece.why == "unknown":
            message = f"“{piece.text}” is no area that we know."
            yield Issue("area", "warning", "name", message, "Write a city, a county, a ZIP code or a state.")


def _language(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    for each in languages_of([body]):
        if not each.code:
            message = f"“{each.name}” is no language that we know."
            yield Issue("language", "warning", "name", message, "Write its English or Spanish name.")


def _zip(kind: str, body: Body) -> Iterator[Issue]:
    del kind
    code = str(body.get("postal_code") or "").strip()
    if code and body.get("country") in {None, "", "US"} and not ZIP.fullmatch(code):
        yield Issue("zip", "warning", "postal_code", f"“{code}” is not a ZIP code.", "Write five digits, as in 02150.")


def _confidential(kind: str, body: Body) -> Iterator[Issue]:
    for name in _TEXTS:
        text = str(body.get(name) or "")
        if says_confidential(text):
            message = "The text says that the location is confidential."
            yield Issue("confidential", "warning", name, message, "Mark the address as private.")
            if holds_street_address(text):
                yield Issue("address-in-text", "warning", name, "The text holds a street address.", "Take it out.")
    if kind == "location" and says_confidential(str(body.get("name") or "")):
        message = "The place's name says that its location is confidential."
        yield Issue("confidential", "warning", "name", message, "Mark the address as private.")


def _words(name: str) -> str:
    return name.replace("_", " ").replace(" at", " time")


RULES: tuple[Rule, ...] = (
    Rule((), _required),
    Rule((), _choice),
    Rule((), _reachable),
    Rule(("phone",), _phone),
    Rule(("service",), _readable),
    Rule(("service",), _eligible),
    Rule(("service",), _ages),
    Rule(("schedule",), _hours),
    Rule(("location",), _pin),
    Rule(("language",), _language),
    Rule(("address",), _zip),
    Rule(("service", "location", "service_at_location", "organization"), _confidential),
)
