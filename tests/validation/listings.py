"""Plainly fictional listings by the dozen, with and without mail addresses, and the moments of a mail server that answers."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from resource_app.actor import importing
from resource_app.directory.applying import apply_batch
from tests.factories import entry_of

SPACE = uuid.UUID("9a1f6d1e-7d52-4c3b-9f6e-2a3b4c5d6e7f")


def id_of(name: str) -> str:
    return str(uuid.uuid5(SPACE, name))


def nested(organization: int, service: int, **changes: object) -> dict:
    """Service `service` of organization `organization`, at a place of its own in Chelsea."""
    name = f"{organization}-{service}"
    said: dict = {
        "id": id_of(f"organization {organization}"),
        "name": f"Harbor Circle {organization}",
        "description": "Neighbors.",
    }
    if organization % 10:
        said["email"] = f"desk@circle{organization}.example.org"
    return {
        "id": id_of(f"service {name}"),
        "name": f"Pantry {name}",
        "status": "active",
        "description": "Groceries every week.",
        "organization": said,
        "service_at_locations": [
            {
                "id": id_of(f"listing {name}"),
                "location": {
                    "id": id_of(f"place {name}"),
                    "location_type": "physical",
                    "name": f"Hall {name}",
                    "latitude": 42.39,
                    "longitude": -71.03,
                },
            }
        ],
        **changes,
    }


def load_many(session: Session, sizes: Iterator[int] | list[int], now: datetime) -> list[str]:
    """Organizations with so many services each; the ids of their listings."""
    found: list[str] = []
    entries = []
    for organization, size in enumerate(sizes, 1):
        for service in range(size):
            entries.append(entry_of("service", nested(organization, service)))
            found.append(id_of(f"listing {organization}-{service}"))
    for start in range(0, len(entries), 500):
        apply_batch(session, entries[start : start + 500], now, importing("demo"))
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)
