"""What are the pieces of a demo service? One function for each kind of HSDS object that a service or a place holds."""

import json
import re
import uuid
from datetime import date
from typing import Any

from importers.demo.dates import noon, number, said_on
from importers.demo.hours import schedules
from importers.demo.shapes import Org, Row, Spot
from importers.demo.terms import TERM_OF
from importers.demo.towns import STATE_NAMES, TOWN_OF
from importers.demo.vocabulary import COST_OPTIONS, LANGUAGES, POLYGONS, REMOTE_WORDS

DEMO = uuid.UUID("9d1c8d3a-6c1d-5b53-8f0e-2b6a4f7c1e55")  # the namespace of every demo id
CAPACITY = re.compile(r"(?P<state>\w+) (?P<available>\d+)/(?P<maximum>\d+) (?P<unit>[^:]+?)(?:: (?P<note>.*))?")
Hsds = dict[str, Any]


def demo_id(kind: str, *key: str) -> str:
    """The id of a demo object: always the same for the same kind and key."""
    return str(uuid.uuid5(DEMO, "/".join((kind, *key))))


def slug(text: str) -> str:
    """A name as part of an address: "Harbor Table Network" gives "harbor-table-network"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def listed(text: str) -> list[str]:
    """The parts between semicolons."""
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


EXTENSION_IN = 5  # one service in so many has an extension of its own


def phone(owner: str, digits: str, about: str = "", **more: Any) -> Hsds:
    """A phone; `owner` is the id of what it belongs to."""
    entry: Hsds = {"id": demo_id("phone", owner, digits, about), "number": digits, "type": "voice", **more}
    return entry | ({"description": about} if about else {})


def phones(owner: str, row: Row, org: Org) -> list[Hsds]:
    """The hotline first, if there is one; then the organization's number, for some with an extension; the fax last."""
    town = TOWN_OF[org.town]
    prefix = f"{town.area_code}-555-01"
    found = []
    if row.hotline:
        digits, _, about = row.hotline.partition(": ")
        found.append(phone(owner, digits, about or "Hotline, day and night"))
    own = {"extension": 100 + number(owner, 90)} if number(owner + "ext", EXTENSION_IN) == 0 else {}
    found.append(phone(owner, f"{prefix}{org.line:02}", "Main line", **own))
    if number(owner + "fax", 5) == 0:
        found.append(phone(owner, f"{prefix}{org.line + 1:02}", type="fax"))
    return found


def timetable(owner: str, notation: str, today: date, remote: str = "") -> list[Hsds]:
    """Schedules with ids; `remote` says how a service without a place is attended."""
    attending = "; ".join(REMOTE_WORDS[how] for how in remote.split())
    return [
        {"id": demo_id("schedule", owner, str(at)), **schedule, **({"attending_type": attending} if attending else {})}
        for at, schedule in enumerate(schedules(notation, today))
    ]


def languages(owner: str, codes: str) -> list[Hsds]:
    """The languages people there speak."""
    return [{"id": demo_id("language", owner, code), "name": LANGUAGES[code], "code": code} for code in codes.split()]


def attributes(owner: str, terms: str) -> list[Hsds]:
    """Links to taxonomy terms."""
    return [
        {
            "id": demo_id("attribute", owner, key),
            "link_id": owner,
            "link_entity": "service",
            "taxonomy_term_id": demo_id("term", key),
            "taxonomy_term": taxonomy_term(key),
        }
        for key in terms.split()
    ]


def taxonomy_term(key: str) -> Hsds:
    """The taxonomy term `key` of `importers.demo.terms`."""
    term = TERM_OF[key]
    taxonomy = "Open Eligibility" if term.code.isdigit() else "ResourceLoop"
    return {
        "id": demo_id("term", key),
        "code": term.code,
        "name": term.name,
        "description": term.name,
        "taxonomy": taxonomy,
    }


def cost(owner: str, text: str) -> Hsds:
    """`fees_description` and `cost_options` from "free", "sliding: words" or "fee 25: words"; nothing where nobody said."""
    if not text:
        return {}
    kind_and_amount, _, words = text.partition(": ")
    kind, _, amount = kind_and_amount.partition(" ")
    option: Hsds = {"id": demo_id("cost", owner), "option": COST_OPTIONS[kind]}
    if kind == "free":
        option |= {"amount": 0, "currency": "USD"}
    elif amount:
        option |= {"amount": float(amount), "currency": "USD"}
    if words:
        option["amount_description"] = words
    priced = kind == "fee" and words
    said = words if priced else " ".join(filter(None, (f"{COST_OPTIONS[kind]}.", words)))
    return {"fees_description": said, "cost_options": [option]}


def areas(owner: str, reach: str) -> list[Hsds]:
    """Service areas from the short form of `Row.reach`."""
    found: list[Hsds] = []
    for part in listed(reach):
        kind, _, rest = part.partition(" ")
        if kind == "zip":
            found.extend(_area(owner, code) for code in rest.split())
        elif kind == "polygon":
            found.append(_polygon(owner, rest))
        else:
            found.append(_area(owner, _area_name(kind, rest)))
    return found


def _area_name(kind: str, rest: str) -> str:
    if kind == "nation":
        return "Nationwide"
    if kind == "state":
        return STATE_NAMES[rest]
    name, _, state = rest.rpartition(" ")
    return f"{name}, {state}"


def _area(owner: str, name: str, **more: str) -> Hsds:
    return {"id": demo_id("area", owner, name), "name": name, **more}


def _polygon(owner: str, key: str) -> Hsds:
    name, ring = POLYGONS[key]
    outline = {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}
    return _area(owner, name, extent=json.dumps(outline), extent_type="geojson")


def capacity(owner: str, row: Row, today: date) -> tuple[list[Hsds], Hsds]:
    """HSDS capacities of the service, and the same as facts of the listing (`x_capacity` and on)."""
    if not row.capacity:
        return [], {}
    match = CAPACITY.fullmatch(row.capacity)
    if match is None:
        raise ValueError(f"The capacity of {row.name!r} cannot be read: {row.capacity!r}")
    said = said_on(row, today)
    note = match["note"] or ""
    entry: Hsds = {
        "id": demo_id("capacity", owner),
        "unit": {"id": demo_id("unit", match["unit"]), "name": match["unit"]},
        "available": int(match["available"]),
        "maximum": int(match["maximum"]),
        "updated": noon(said),
    }
    facts: Hsds = {"x_capacity": match["state"], "x_capacity_said_on": said.isoformat()}
    if note:
        entry["description"] = facts["x_capacity_note"] = note
    return [entry], facts


def location(spot: Spot) -> Hsds:
    """The HSDS location of `spot`. A private one says so, and its address and phone come along, for readers to hide."""
    town = TOWN_OF[spot.town]
    found: Hsds = {"id": demo_id("location", spot.key), "location_type": "virtual" if spot.virtual else "physical"}
    if spot.name:
        found["name"] = spot.name
    if spot.virtual:
        return found
    found |= {"latitude": _near(town.lat, spot.key + "lat"), "longitude": _near(town.lon, spot.key + "lon")}
    found["addresses"] = [
        {
            "id": demo_id("address", spot.key),
            "address_1": spot.street,
            "city": town.name,
            "state_province": town.state,
            "postal_code": town.zip,
            "country": "US",
            "address_type": "physical",
        }
    ]
    if spot.bus:
        found["transportation"] = spot.bus
    if spot.access:
        found["accessibility"] = [_access(spot)]
    if spot.private:
        found["x_address_visibility"] = "private"
        found["phones"] = [
            phone(found["id"], f"{town.area_code}-555-01{number(spot.key, 50) * 2 + 1:02}", "House phone")
        ]
    return found


def _near(degrees: float, key: str) -> float:
    """A point within half a kilometre of the town's middle."""
    return round(degrees + (number(key, 101) - 50) / 10_000, 5)


def _access(spot: Spot) -> Hsds:
    answer, _, detail = spot.access.partition(": ")
    words = "Wheelchair accessible" if answer == "yes" else "Not wheelchair accessible"
    return {"id": demo_id("accessibility", spot.key), "description": words} | ({"details": detail} if detail else {})
