"""Which fields have room for where a place is? Any text has, and what no schema knows; dates, choices and codes have not."""

from typing import Any

from resource_app.directory.history import DECIDED
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.merging import is_blank

_OF_THE_PLACE = frozenset(
    {("location", "latitude"), ("location", "longitude"), ("location", "phones"), ("listing", "phones")}
)
_NO_ROOM = frozenset({"uuid", "date-time", "date", "time", "choice", "number"})
_CODES = frozenset(
    {
        *(f"schedule.{each}" for each in ("byday", "byweekno", "bymonthday", "byyearday", "attending_type")),
        *("language.name", "language.code", "phone.number", "phone.type", "cost_option.currency"),
    }
)


def may_hold_address(kind: str, name: str, value: Any) -> bool:
    """Whether the value of a field may say where a place is, in whatever words; a place's own phone tells it, too."""
    if is_blank(value) or (kind == "listing" and name in DECIDED):
        return False
    return (kind, name) in _OF_THE_PLACE or _has_room("service_at_location" if kind == "listing" else kind, name, value)


def _has_room(kind: str, name: str, value: Any) -> bool:
    field = KINDS[kind].fields.get(name)
    if field is None or is_blank(value):
        return not is_blank(value)
    if field.of:
        within = value if isinstance(value, list) else [value]
        return any(
            not isinstance(each, dict) or any(_has_room(field.of, key, said) for key, said in each.items())
            for each in within
        )
    return field.type not in _NO_ROOM and f"{kind}.{name}" not in _CODES
