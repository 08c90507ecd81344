"""Which typed columns follow from an HSDS body? Pure; the body itself is never altered.

A value a source gave that cannot be right gives no column: a latitude of 100 gives no point, an unknown status is "active".
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from resource_app.database import Json
from resource_app.directory.hsds_objects import CHOICES
from resource_app.directory.policy import is_private_place

STATUSES = CHOICES["service.status"]
Known = Callable[[str, Any], str | None]  # kind, id -> the id when there is such an object, else None


def text_of(value: Any) -> str:
    """The value as text, empty when it is none."""
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def reference_of(body: Mapping[str, Any], field: str) -> Any:
    """The id a body refers to by `field`, kept in the object's place or as `<field>_id`."""
    value = body.get(field)
    return value if isinstance(value, str) and value else body.get(f"{field}_id")


def point_of(body: Mapping[str, Any]) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees, None when either is missing, no finite number, out of range, or both are zero."""
    lat, lon = (_degrees(body.get(name)) for name in ("latitude", "longitude"))
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):  # noqa: PLR2004 - degrees
        return None
    return lat, lon


def _degrees(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _organization(body: Json, known: Known) -> Json:
    del known
    return {"name": text_of(body.get("name"))}


def _program(body: Json, known: Known) -> Json:
    return {"organization_id": known("organization", reference_of(body, "organization"))}


def _service(body: Json, known: Known) -> Json:
    status = text_of(body.get("status")).lower()
    return {
        "name": text_of(body.get("name")),
        "status": status if status in STATUSES else "active",
        "organization_id": known("organization", reference_of(body, "organization")),
        "program_id": known("program", reference_of(body, "program")),
    }


def _location(body: Json, known: Known) -> Json:
    attributes = body.get("attributes")
    listed = attributes if isinstance(attributes, list) else []
    private = {"address_visibility": "private"} if is_private_place({**body, "attributes": listed}) else {}
    return {
        "organization_id": known("organization", reference_of(body, "organization")),
        **dict(zip(("lat", "lon"), point_of(body) or (None, None), strict=True)),
        **private,
    }


def _listing(body: Json, known: Known) -> Json:
    if not body:
        return {}
    return {
        "service_id": known("service", reference_of(body, "service")),
        "location_id": known("location", reference_of(body, "location")),
    }


def _nothing(body: Json, known: Known) -> Json:
    del body, known
    return {}


DERIVED: dict[str, Callable[[Json, Known], Json]] = {
    "organization": _organization,
    "program": _program,
    "service": _service,
    "location": _location,
    "service_at_location": _listing,
    "taxonomy": _nothing,
    "taxonomy_term": _nothing,
}
