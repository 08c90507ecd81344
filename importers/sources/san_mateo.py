"""The San Mateo County community information directory as it was published: one JSON object a line, no ids, Mongo dates.

A mapped source: the table says which field becomes which; what it does not name stays in the service under its own name.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from importers.identity import Identity, mint
from importers.reading import Unreadable, lines
from importers.record import Issue, Record, rejected
from importers.sources.nested import Row, rows
from importers.sources.reading_plan import Reading
from resource_app.database import Json
from resource_app.directory.marks import effects_of

KEYWORDS = "San Mateo County CIP subject headings"
_TELLING = (b'"services_provided"', b'"how_to_apply"', b'"service_wait"', b'"ask_for"', b'"target_group"')
_ENOUGH = 3  # of those, in the first rows

# raw field -> field of the service
SERVICE_FIELDS: tuple[tuple[str, str], ...] = (
    ("name", "name"),
    ("how_to_apply", "application_process"),
    ("fees", "fees_description"),
    ("service_wait", "wait_time"),
)
# raw fields -> (list of the service, field of its members)
SERVICE_LISTS: tuple[tuple[str, str, str], ...] = (
    ("service_area", "service_areas", "name"),
    ("languages_spoken", "languages", "name"),
    ("service_hours", "schedules", "description"),
    ("hours", "schedules", "description"),
    ("ask_for", "contacts", "name"),
    ("funding_sources", "funding", "source"),
)
# raw fields -> type of phone
PHONES: tuple[tuple[str, str], ...] = (
    ("phones", "voice"),
    ("telephone_no", "voice"),
    ("faxes", "fax"),
    ("fax_no", "fax"),
    ("ttys", "tty"),
)
_SAME = ("name", "agency", "street_address", "city")  # what makes two rows the same service: there are no ids
_READ = {
    *(raw for raw, _ in SERVICE_FIELDS),
    *(raw for raw, _, _ in SERVICE_LISTS),
    *(raw for raw, _ in PHONES),
    *("agency", "description", "services_provided", "eligibility_requirements", "target_group", "urls", "emails"),
    *("keywords", "street_address", "city", "state", "zipcode", "coordinates", "accessibility_options"),
    *("transportation_availability", "updated_at", "created_at"),
}


def recognizes(path: Path, head: bytes) -> bool:
    """Whether the first rows have this directory's own field names."""
    return path.is_file() and head.lstrip()[:1] == b"{" and sum(name in head for name in _TELLING) >= _ENOUGH


def read(path: Path, source: str) -> Reading:
    """A service with its organization and place for each line."""
    total = sum(1 for line in lines(path) if line.data is None or line.data.strip())
    return Reading(total, _records(path, source))


def _records(path: Path, source: str) -> Iterator[Record]:
    identity = Identity(source)
    seen: dict[str, int] = {}
    for row in rows(path):
        yield _record(path.name, row, identity, seen)


def _record(file: str, row: Row, identity: Identity, seen: dict[str, int]) -> Record:
    line, raw, issues, text = row
    if isinstance(raw, Unreadable):
        return rejected(file, line, ("unreadable", "", str(raw)), text)
    if not isinstance(raw, dict):
        return rejected(file, line, ("not_an_object", "", "The row is no JSON object."), text)
    name = _text(raw.get("name"))
    record = Record(file, line, "service", issues=list(issues), original=text)
    if not name:
        record.issues.append(Issue("missing", "service.name", "It has no name.", severity="error"))
        return record
    nested = service_of(raw)
    said = "\x1f".join(_text(raw.get(field)) for field in _SAME)
    again = seen[said] = seen.get(said, 0) + 1
    nested["id"] = mint(identity.source, "service", said, str(again))
    identity.settle("service", nested, record.issues)
    record.nested = nested
    return record


def service_of(raw: Json) -> Json:
    """The HSDS service a raw row says, without ids."""
    urls = _texts(raw.get("urls"))
    emails = _texts(raw.get("emails"))
    service: Json = {
        **{field: _text(raw.get(name)) for name, field in SERVICE_FIELDS},
        "description": " ".join(filter(None, (_text(raw.get("description")), _text(raw.get("services_provided"))))),
        "url": urls[0] if urls else "",
        "email": emails[0] if emails else "",
        "status": "active",
        "eligibility_description": _eligibility(raw),
        "last_modified": _moment(raw.get("updated_at")),
        "organization": _organization(raw, urls),
        "additional_urls": [{"url": url} for url in urls[1:]],
        "phones": [phone for name, kind in PHONES for phone in _phones(raw.get(name), kind)],
        "attributes": [_keyword(word) for word in _texts(raw.get("keywords"))],
        "service_at_locations": _places(raw),
    }
    for name, field, member in SERVICE_LISTS:
        service.setdefault(field, []).extend({member: text} for text in _texts(raw.get(name)))
    kept = {f"x_{name}": value for name, value in raw.items() if name not in _READ}
    return {name: value for name, value in {**service, **kept}.items() if value not in (None, "", [])}


def _eligibility(raw: Json) -> str:
    group = _text(raw.get("target_group"))
    return "; ".join(filter(None, (_text(raw.get("eligibility_requirements")), group and f"Target group: {group}")))


def _organization(raw: Json, urls: list[str]) -> Json:
    agency = _text(raw.get("agency"))
    if agency:
        return {"name": agency, "description": agency}
    description = _text(raw.get("description")) or _text(raw.get("name"))
    website = {"website": urls[0]} if urls else {}
    return {"name": _text(raw.get("name")), "description": description, **website}


def _places(raw: Json) -> list[Json]:
    street = _text(raw.get("street_address"))
    spot = raw.get("coordinates")
    has_spot = isinstance(spot, list) and len(spot) == 2  # noqa: PLR2004 - longitude and latitude
    if not street and not has_spot:
        return []
    place: Json = {
        "location_type": "physical",
        "name": _text(raw.get("name")),
        "transportation": _text(raw.get("transportation_availability")),
        "accessibility": [{"description": text} for text in _texts(raw.get("accessibility_options"))],
    }
    if has_spot:
        place |= {"latitude": spot[1], "longitude": spot[0]}  # type: ignore[index]
    if street:
        place["addresses"] = [_address(raw, street)]
    place |= {f"x_{name}": value for name, value in raw.items() if name not in _READ and _marks_place(name, value)}
    return [{"location": {name: value for name, value in place.items() if value not in (None, "", [])}}]


def _marks_place(name: str, value: object) -> bool:
    """Whether it would mark a place and says nothing of a service: a row is about both."""
    said = {name: value}
    return bool(effects_of("location", said).get("private")) and not effects_of("service", said)


def _address(raw: Json, street: str) -> Json:
    return {
        "address_1": street,
        "city": _text(raw.get("city")),
        "state_province": _text(raw.get("state")),
        "postal_code": _text(raw.get("zipcode")),
        "country": "US",
        "address_type": "physical",
    }


def _keyword(word: str) -> Json:
    term = {"name": word, "description": word, "taxonomy": KEYWORDS, "language": "en"}
    return {"link_type": "keyword", "link_entity": "service", "taxonomy_term": term}


def _phones(value: Any, kind: str) -> Iterator[Json]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, list):
            yield from _phones(each, kind)
        elif isinstance(each, dict):
            number = _text(each.get("number"))
            about = ", ".join(filter(None, (_text(each.get("department")), _text(each.get("phone_hours")))))
            if number or about:
                yield {"number": number or about, "type": kind, **({"description": about} if number and about else {})}
        elif text := _text(each):
            yield {"number": text, "type": kind}


def _moment(value: Any) -> str:
    """Mongo's {"$date": milliseconds} as an ISO moment, empty when it is none."""
    at = value.get("$date") if isinstance(value, dict) else None
    if not isinstance(at, int) or not 0 < at < 10**13:
        return ""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _texts(value: Any) -> list[str]:
    """The texts of a field that is one text or a list of them; blanks left out."""
    return [text for each in (value if isinstance(value, list) else [value]) if (text := _text(each))]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
