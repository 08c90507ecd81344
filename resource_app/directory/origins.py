"""Where does a field's value come from, and who confirmed it? Read from the `origins` of a stored object."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PROTECTING = ("organization", "curator")  # a field either has confirmed is not overwritten by an import


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field's value comes from; `confirmed_by` is empty when nobody confirmed it."""

    source: str
    confirmed_by: str = ""
    confirmed_on: date | None = None


def origin_of(source: str, origins: Mapping[str, Any], field: str) -> Origin:
    """The origin of one field, from its row's `source` and `origins`."""
    said = origins.get(field)
    if said is None:
        return Origin(source)
    on = said.get("confirmed_on")
    return Origin(said.get("source", source), said.get("confirmed_by", ""), date.fromisoformat(on) if on else None)


def is_protected(origins: Mapping[str, Any], field: str) -> bool:
    """Whether an import must not overwrite the field: its organization or a curator confirmed it."""
    return origins.get(field, {}).get("confirmed_by") in PROTECTING
