"""A small invented directory, with one of everything the public must not see. Whatever is secret says so: see CANARIES."""

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from resource_app.actor import command, importing
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.hsds import placeless_id
from resource_app.directory.operations import set_due_on, set_staff_only
from tests.factories import entry_of

Json = dict[str, Any]
SPACE = uuid.UUID("5b0c4f0e-9f0a-4ac0-9b1c-2f1d5a7e0001")
LATER = "2026-09-01T10:00:00.000Z"
CANARIES = ("CANARY", "Secretgate", "555-0177", "42.398765", "-71.031234", "02150-7777", "person@example.org")


def key(name: str) -> str:
    return str(uuid.uuid5(SPACE, name))


def phone(name: str, number: str, **more: Any) -> Json:
    return {"id": key(f"phone {name}"), "number": number, "type": "voice", **more}


def place(name: str, street: str, **more: Any) -> Json:
    address = {
        "id": key(f"address {name}"),
        "address_1": street,
        "city": "Chelsea",
        "state_province": "MA",
        "postal_code": "02150",
        "country": "US",
        "address_type": "physical",
    }
    return {
        "id": key(f"place {name}"),
        "location_type": "physical",
        "name": name,
        "latitude": 42.3921,
        "longitude": -71.0368,
        "addresses": [address],
        **more,
    }


def at(location: Json, name: str) -> Json:
    return {"id": key(f"at {name}"), "location": location}


def service(name: str, organization: Json, *places: Json, **more: Any) -> Json:
    return {
        "id": key(name),
        "name": name,
        "status": "active",
        "description": f"{name}, invented for tests.",
        "last_modified": "2026-03-01T10:00:00.000Z",
        "organization": organization,
        "service_at_locations": [at(each, f"{name} {each['name']}") for each in places],
        **more,
    }


def term(name: str) -> Json:
    taxonomy = {"id": key("taxonomy"), "name": "Invented terms", "description": "A taxonomy for tests"}
    return {"id": key(f"term {name}"), "name": name, "description": name, "taxonomy_detail": taxonomy}


def carries(name: str, **more: Any) -> list[Json]:
    return [{"id": key(f"attribute {name}"), "link_entity": "service", "taxonomy_term": term(name), **more}]


PIER = place("Pier Hall", "3 Wharf Street")
HILL = place("Hill Room", "40 Summit Street")
BACK_ROOM = place("CANARY back room", "9 CANARY Alley")
CELLAR = place("CANARY cellar", "5 CANARY Steps")
SHELTER = place(
    "Secretgate House",
    "17 Secretgate Lane",
    latitude=42.398765,
    longitude=-71.031234,
    x_address_visibility="private",
    phones=[phone("of the shelter", "617-555-0177")],
)
ALLIANCE: Json = {
    "id": key("Harbor Alliance"),
    "name": "Harbor Alliance",
    "description": "An invented alliance.",
    "email": "hello@example.org",
    "locations": [PIER, BACK_ROOM],
    "programs": [{"id": key("Table"), "name": "Table", "description": "An invented program."}],
}
HAVEN: Json = {
    "id": key("Haven"),
    "name": "Haven",
    "description": "An invented haven.",
    "locations": [SHELTER],
}
QUIET: Json = {"id": key("Quiet Circle"), "name": "Quiet Circle", "description": "An invented circle without services."}
LAPSED: Json = {"id": key("CANARY Lapsed"), "name": "CANARY Lapsed", "description": "CANARY: all of it is past due."}
SHADOW: Json = {"id": key("CANARY Shadow"), "name": "CANARY Shadow", "description": "CANARY: nothing of it is public."}

PANTRY = service(
    "Harbor Pantry",
    ALLIANCE,
    PIER,
    HILL,
    program=ALLIANCE["programs"][0],
    url="https://pantry.example.org",
    assurer_email="person@example.org",
    attributes=carries("Groceries"),
    phones=[phone("of the pantry", "617-555-0101"), phone("private", "CANARY", x_visibility="private")],
    schedules=[{"id": key("hours"), "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "12:00"}],
    metadata=[
        {
            "id": key("metadata"),
            "last_action_date": "2026-02-01",
            "last_action_type": "update",
            "field_name": "name",
            "previous_value": "Pantry",
            "replacement_value": "Harbor Pantry",
            "updated_by": "CANARY Person",
        }
    ],
)
REFUGE = service("Safe Nights", HAVEN, SHELTER, last_modified=LATER, phones=[phone("hotline", "617-555-0102")])
LINE = service(
    "Listening Line",
    ALLIANCE,
    last_modified=LATER,
    x_tone="kind",
    attributes=carries("Listening") + carries("CANARY term", x_visibility="private"),
)
CLINIC = service("Harbor Clinic", ALLIANCE, HILL, BACK_ROOM)  # staff only in the back room
TUTORS = service("Harbor Tutors", ALLIANCE, HILL, CELLAR)  # past due in the cellar
ODD = service(
    "Odd Values",
    ALLIANCE,
    HILL,
    email="no address",
    url="www.example.org",
    last_modified="lately",
    minimum_age="twelve",
    alert=None,
    contacts=[{"id": "not a uuid", "name": "Desk"}],
)
PUBLIC = (PANTRY, REFUGE, LINE, CLINIC, TUTORS, ODD)
STAFF_ONLY = service("CANARY staff pantry", ALLIANCE, HILL)
INACTIVE = service("CANARY closed pantry", SHADOW, HILL, status="inactive")
CANDIDATE = service("CANARY twin pantry", SHADOW, HILL)
PAST_DUE = service("CANARY stale pantry", LAPSED, HILL)
HIDDEN = (STAFF_ONLY, INACTIVE, CANDIDATE, PAST_DUE)


def listing_ids(nested: Json) -> list[str]:
    return [each["id"] for each in nested["service_at_locations"]] or [placeless_id(nested["id"])]


def fill(session: Session, now: datetime) -> None:
    """Put everything into the directory of `session`."""
    entries = [entry_of("service", each) for each in (*PUBLIC, STAFF_ONLY, INACTIVE, PAST_DUE)]
    entries.append(entry_of("organization", QUIET))
    apply_batch(session, [*entries, _as_candidate(entry_of("service", CANDIDATE))], now, importing("invented"))
    actor = command("test")
    for listing in (*listing_ids(STAFF_ONLY), listing_ids(CLINIC)[1]):
        set_staff_only(session, listing, now, actor, staff_only=True)
    for listing in (*listing_ids(PAST_DUE), listing_ids(TUTORS)[1]):
        set_due_on(session, listing, date(2020, 1, 1), now, actor)


def _as_candidate(entry: Entry) -> Entry:
    held = {"held": "candidate", "candidate_of": listing_ids(PANTRY)[0]}
    objects = [replace(each, columns=held) if each.kind == "service_at_location" else each for each in entry.objects]
    return replace(entry, objects=tuple(objects))
