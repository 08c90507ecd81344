"""Which typed columns follow from an HSDS body? Pure; the body itself is never altered.

The one place that decides so: always asked about the stored body, what all sources and curators say together. A value that
cannot be right gives no column: a latitude of 100 gives no point, an unknown status is "active".
"""

from collections.abc import Callable, Mapping
from typing import Any

from resource_app.database import Json
from resource_app.directory.hsds_objects import CHOICES
from resource_app.directory.marks import effects_of
from resource_app.directory.points import checked_point

STATUSES = CHOICES["service.status"]
Known = Callable[[str, Any], str | None]  # kind, id -> the id when there is such an object, else None


def text_of(value: Any) -> str:
    """The value as text, empty when it is none."""
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def reference_of(body: Mapping[str, Any], field: str) -> Any:
    """The id a body refers to by `field`, kept in the object's place or as `<field>_id`."""
    value = body.get(field)
    return value if isinstance(value, str) and value else body.get(f"{field}_id")


def status_of(said: Any) -> tuple[str, str]:
    """(one of STATUSES, a sentence when a source wrote something else): an unknown word hides nothing, "closed" does."""
    word = said.strip().lower() if isinstance(said, str) else ""
    if word in STATUSES:
        return word, ""
    if not word:
        return "active", "It has no status; it was taken as active."
    if "do not refer" in word:
        return "active", "Taken as active, and marked as not to be referred to."
    found = next((status for status in reversed(STATUSES) if word.startswith(status)), None)
    if found or "closed" in word:
        return found or "inactive", f"HSDS has no such status; it was taken as {found or 'inactive'}."
    return (
        "active",
        "HSDS has no such status; it was taken as active. Use active, inactive, defunct or temporarily closed.",
    )


def _organization(body: Json, known: Known) -> Json:
    del known
    return {"name": text_of(body.get("name"))}


def _program(body: Json, known: Known) -> Json:
    return {"organization_id": known("organization", reference_of(body, "organization"))}


def _service(body: Json, known: Known) -> Json:
    return {
        "name": text_of(body.get("name")),
        "status": status_of(body.get("status"))[0],
        "organization_id": known("organization", reference_of(body, "organization")),
        "program_id": known("program", reference_of(body, "program")),
    }


def _location(body: Json, known: Known) -> Json:
    private = {"address_visibility": "private"} if effects_of("location", body).get("private") else {}
    return {
        "organization_id": known("organization", reference_of(body, "organization")),
        **dict(zip(("lat", "lon"), checked_point(body)[0] or (None, None), strict=True)),
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
