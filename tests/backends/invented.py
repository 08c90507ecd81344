"""Invented listings for the backends, and the few places they are in."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from search.documents import Area, Document
from search.opening import Opening, Rule
from search.query import Place, Query

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m. in Massachusetts
ZONE = "America/New_York"

CHELSEA = Place(
    label="02150, Chelsea MA",
    kind="zip",
    lat=42.3959,
    lon=-71.0325,
    area_keys=frozenset({"zip:02150", "city:MA/chelsea", "county:25025", "state:MA", "nation:US", "virtual"}),
    zip_code="02150",
    city="Chelsea",
    state="MA",
)
AT_CHELSEA, AT_BOSTON, AT_WORCESTER = (42.3917, -71.0328), (42.3601, -71.0589), (42.2626, -71.8023)
SUFFOLK = Area("county", "25025", "Suffolk County", "MA")
WORCESTER = Area("county", "25027", "Worcester County", "MA")
MASSACHUSETTS = Area("state", "MA", "Massachusetts", "MA")


def listing(number: int, name: str, **facts: Any) -> Document:
    """A listing of its own service, at Chelsea unless said otherwise."""
    values: dict[str, Any] = {
        "id": f"listing-{number}",
        "service_id": f"service-{number}",
        "organization_id": f"organization-{number}",
        "version": 1,
        "name": name,
        "organization": f"Helping Hands {number}",
        "point": AT_CHELSEA,
        "city": "Chelsea",
        "areas": (SUFFOLK,),
        "display": {"place": None},
    }
    return Document(**{**values, **facts})


def newer(document: Document, **facts: Any) -> Document:
    """The next version of a listing."""
    return replace(document, version=document.version + 1, **facts)


def query(text: str = "", **facts: Any) -> Query:
    return Query(**{"text": text, "now": NOW, **facts})


def weekly(*days: int, opens: int = 9 * 60, closes: int = 17 * 60, **facts: Any) -> Opening:
    """Open on weekdays (0 is Monday), in Massachusetts."""
    rule = Rule(days=tuple((0, day) for day in days), opens=opens, closes=closes)
    return Opening(zone=ZONE, rules=(rule,), **facts)
