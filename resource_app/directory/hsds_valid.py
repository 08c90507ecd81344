"""Which part of an HSDS object is valid? What is not is left out, with its object when HSDS requires it, and counted. Pure.

Nulls and empty texts are never written. The formats are a little stricter than the schemas' own checks, never laxer.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, Field

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
# RFC 3986 without IP literals; schemes that run code in a page are left out, valid or not.
_PERCENT = r"%[0-9A-Fa-f]{2}"
_LETTERS = r"A-Za-z0-9._~!$&'()*+,;=\-"
_AUTHORITY = rf"(?:(?:[{_LETTERS}:]|{_PERCENT})*@)?(?:[{_LETTERS}]|{_PERCENT})+(?::\d*)?"
_PATH = rf"(?:[{_LETTERS}:@/]|{_PERCENT})*"
_QUERY = rf"(?:[{_LETTERS}:@/?]|{_PERCENT})*"
_URI = re.compile(
    rf"(?!(?i:javascript|vbscript|data):)[A-Za-z][A-Za-z0-9+.-]*:"
    rf"(?://{_AUTHORITY}(?:/{_PATH})?|(?!//){_PATH})(?:\?{_QUERY})?(?:#{_QUERY})?"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)")
_LONGEST_EMAIL = 254
_LONGEST_NAME = 64  # before the @


def _is_moment(value: str) -> bool:
    if not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(f"{value[:19]}+00:00")
    except ValueError:
        return False
    return True


def _is_email(value: str) -> bool:
    if not _EMAIL.fullmatch(value) or len(value) > _LONGEST_EMAIL:
        return False
    return value.index("@") <= _LONGEST_NAME


FORMATS: Mapping[str, Callable[[str], Any]] = {
    "uuid": _UUID.fullmatch,
    "email": _is_email,
    "uri": _URI.fullmatch,
    "date-time": _is_moment,
}


def is_valid(field: Field, value: Any) -> bool:
    """Whether a single value (no list, no object) may stand in the field."""
    if field.type == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not isinstance(value, str) or not value.strip():
        return False
    if field.choices:
        return value in field.choices
    check = FORMATS.get(field.type)
    return True if check is None else bool(check(value))


def publishable(kind: str, nested: Json, left_out: Counter[str], path: str = "") -> Json | None:
    """The valid part of a nested object, None when something HSDS requires is missing or wrong.

    `left_out` counts what could not be written by its path ("service.email", "service.phones"); blanks are not counted.
    """
    where = path or kind
    fields = KINDS[kind].fields
    kept: Json = {}
    for name, value in nested.items():
        field = fields.get(name)
        if field is None:
            written = without_blanks(value)
        elif field.of:
            written = _held(field, value, left_out, f"{where}.{name}")
        else:
            written = value if is_valid(field, value) else None
        if written is not None:
            kept[name] = written
        elif field is not None and not is_blank(value):
            left_out[f"{where}.{name}"] += 1
    return None if any(field.required and name not in kept for name, field in fields.items()) else kept


def _held(field: Field, value: Any, left_out: Counter[str], where: str) -> Any:
    """The valid objects of a field, None when there are none."""
    if field.type == "object":
        return publishable(field.of, value, left_out, where) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    kept = []
    for each in value:
        written = publishable(field.of, each, left_out, where) if isinstance(each, dict) else None
        if written is not None:
            kept.append(written)
        else:
            left_out[where] += 1
    return kept


def is_blank(value: Any) -> bool:
    """Whether the value says nothing."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def without_blanks(value: Any) -> Any:
    """The value without nulls and empty texts at any depth, None when nothing is left."""
    if isinstance(value, dict):
        kept = {name: each for name, inner in value.items() if (each := without_blanks(inner)) is not None}
        return kept or None
    if isinstance(value, list):
        return [each for inner in value if (each := without_blanks(inner)) is not None] or None
    return None if is_blank(value) or (isinstance(value, float) and not math.isfinite(value)) else value
