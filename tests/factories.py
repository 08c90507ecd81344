"""One plainly fictional listing that tests load and change."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.actor import importing
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.hsds import split
from resource_app.tasks.operations import open_tasks

SERVICE = "11111111-1111-4111-8111-111111111111"
LISTING = "22222222-2222-4222-8222-222222222222"
PLACE = "33333333-3333-4333-8333-333333333333"
ORGANIZATION = "44444444-4444-4444-8444-444444444444"


def entry_of(kind: str, nested: dict) -> Entry:
    """The entry of one nested HSDS object; every object in it must have an id."""
    return Entry(kind, nested["id"], tuple(split(kind, nested)))


def lantern(**changes: object) -> dict:
    return {
        "id": SERVICE,
        "name": "Lantern Pantry",
        "status": "active",
        "description": "Groceries every week.",
        "organization": {"id": ORGANIZATION, "name": "Lantern Neighbors", "description": "Neighbors who share."},
        "phones": [{"id": "55555555-5555-4555-8555-555555555555", "number": "617-555-0142"}],
        "service_areas": [{"id": "66666666-6666-4666-8666-666666666666", "name": "Suffolk County"}],
        "service_at_locations": [
            {
                "id": LISTING,
                "location": {
                    "id": PLACE,
                    "location_type": "physical",
                    "name": "Side door",
                    "latitude": 42.39,
                    "longitude": -71.03,
                    "addresses": [
                        {
                            "id": "77777777-7777-4777-8777-777777777777",
                            "address_1": "9 Lantern Street",
                            "city": "Chelsea",
                            "state_province": "MA",
                            "postal_code": "02150",
                            "country": "US",
                            "address_type": "physical",
                        }
                    ],
                    "phones": [{"id": "88888888-8888-4888-8888-888888888888", "number": "617-555-0177"}],
                },
            }
        ],
        **changes,
    }


WHARF = "77777777-7777-4777-8777-777777777778"


def load(session: Session, now: datetime, **changes: object) -> str:
    [outcome] = apply_batch(session, [entry_of("service", lantern(**changes))], now, importing("demo"))
    return outcome.status


def load_wharf(session: Session, now: datetime) -> str:
    """Another pantry, of an organization for which nobody signs in; the id of all its objects."""
    place = lantern()["service_at_locations"][0]["location"] | {"id": WHARF, "name": "Wharf House", "phones": []}
    home = {"id": WHARF, "name": "Wharf Neighbors", "description": "They share fish."}
    body = {"id": WHARF, "name": "Wharf Food Pantry", "phones": [], "email": "wharf@example.org"}
    load(session, now, **body, organization=home, service_at_locations=[{"id": WHARF, "location": place}])
    return WHARF


def a_lookalike(session: Session, now: datetime, **changes: object) -> str:
    """A listing that another source brought, held since it looks like the loaded one, with its task; its id."""
    [at_place] = lantern()["service_at_locations"]
    place = {**at_place["location"], "id": _other(PLACE)}
    twin = {
        "id": _other(SERVICE),
        "name": "Lantern Food Pantry",
        "organization": {"id": _other(ORGANIZATION), "name": "Lantern Neighbors"},
        "service_at_locations": [{"id": _other(LISTING), "location": place}],
    }
    entry = entry_of("service", lantern(**twin | changes))
    held = {"held": "candidate", "candidate_of": LISTING}
    objects = [replace(each, columns=held) if each.kind == "service_at_location" else each for each in entry.objects]
    apply_batch(session, [replace(entry, objects=tuple(objects))], now, importing("second"))
    open_tasks(session, "candidate listing", [(f"listing:{_other(LISTING)}", f"Looks like listing {LISTING}.")], now)
    return _other(LISTING)


def _other(key: str) -> str:
    return "c" * 8 + key[8:]
