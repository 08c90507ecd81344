"""What kind of object is this, and which field did the writer mean? Pure readings of JSON that is nearly HSDS."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from resource_app.directory.hsds_objects import KINDS, STORED, Field

NEAR_ENOUGH = (
    82  # of 100: "addresss", "fundings", "address" are near "addresses" and "funding"; "files" is near nothing
)
_WRAPPING_KEYS = 4  # a wrapper has few keys of its own beside the object
_PLAIN_WRAPPERS = ("contents", "data", "items", "results", "records")
_ORDER = ("organization", "service", "service_at_location", "location", "taxonomy_term", "program", "taxonomy")
_TELLING = {  # fields no other kind shares, or that settle a tie
    "service": ("status", "service_at_locations", "eligibility_description", "application_process", "organization"),
    "service_at_location": ("location", "service", "location_id"),
    "location": ("location_type", "latitude", "addresses", "addresss"),
    "organization": ("organization_identifiers", "services", "locations", "year_incorporated", "legal_status"),
    "taxonomy_term": ("taxonomy", "taxonomy_detail", "taxonomy_id", "parent_id", "term_uri"),
}
WRAPPERS: dict[str, str] = {
    **{KINDS[kind].table: kind for kind in STORED},
    **{kind: kind for kind in STORED},
    "service_at_locations": "service_at_location",
    **dict.fromkeys(_PLAIN_WRAPPERS, ""),
}


def kind_of(found: Mapping[str, Any], hint: str = "") -> str:
    """The kind a top-level object most looks like, empty when it looks like none. `hint` is a kind the file's name says."""
    scores = {kind: _likeness(kind, found) + (0.5 if kind == hint else 0) for kind in _ORDER}
    best = max(_ORDER, key=lambda kind: scores[kind])
    if scores[best] < 1.5 or (best != hint and _is_strange(best, found)):  # noqa: PLR2004 - an id alone says nothing
        return ""
    return best


def _is_strange(kind: str, found: Mapping[str, Any]) -> bool:
    """Whether most of it is of another format, and nothing of this kind alone: a name and a description are anybody's."""
    if any(name in found for name in _TELLING.get(kind, ())):
        return False
    own = sum(1 for name in found if name in KINDS[kind].fields or name.startswith("x_"))
    return len(found) > 2 * own


def _likeness(kind: str, found: Mapping[str, Any]) -> float:
    fields = KINDS[kind].fields
    shared = sum(1 for name in found if name in fields)
    return shared + 2 * sum(1 for name in _TELLING.get(kind, ()) if name in found)


def wrapper_of(found: Mapping[str, Any]) -> str:
    """The key whose value is what matters ({"organization": {…}}, {"contents": […]}), empty when the object is one itself."""
    keys = [key for key in WRAPPERS if isinstance(found.get(key), dict | list)]
    if len(keys) != 1 or "id" in found:
        return ""
    others = [key for key in found if key != keys[0]]
    is_page = keys[0] == "contents" and "total_pages" in found
    plain = all(not isinstance(found[key], dict | list) for key in others)
    return keys[0] if is_page or (len(others) < _WRAPPING_KEYS and plain and "name" not in found) else ""


@cache
def meant_field(kind: str, name: str) -> Field | None:
    """The field that holds objects an unknown key is a misspelling of, None when it is near none."""
    held = {field.name: field for field in KINDS[kind].held}
    found = process.extractOne(name.lower(), list(held), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    if found is None and f"{name.lower()}es" in held:
        return held[f"{name.lower()}es"]
    return None if found is None else held[found[0]]


def hint_of(file_name: str) -> str:
    """The kind a file's name speaks of ("organizations.json"), empty when of none."""
    stem = file_name.lower()
    return next((kind for word, kind in WRAPPERS.items() if kind and stem.startswith(word)), "")
