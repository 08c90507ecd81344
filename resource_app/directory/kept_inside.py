"""What of an organization's or a program's own words tells where its hidden place is? Also where it has no location. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from resource_app.database import Json, read_json
from resource_app.directory.addresses import leads_somewhere
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.marks import SIGNS, effects_of, is_doubted
from resource_app.directory.said import strings
from resource_app.directory.secrecy import may_say_confidential, says_confidential

_KINDS = ("organization", "program")
_HISTORY = "metadata"  # may hold what an address was
_JUDGED_BY_ITSELF = ("id", "locations", "programs", "services", "phones")
# A name of a part of an address, wherever it is said: an attribute may hold the house number alone.
_A_PART = re.compile(r"street|addr|zip|postal|latitude|longitude|coordinate|direccion|domicilio|enderec", re.IGNORECASE)


def says_private(kind: str, stored: str, body: Json | None = None) -> bool:
    """Whether a text or a mark of an object says so; most are told to be silent by one look at how they are stored."""
    lower = stored.lower()
    if any(sign in lower for sign in SIGNS) and effects_of(kind, _read(stored, body)).get("private"):
        return True
    if not may_say_confidential(lower):
        return False
    return any(says_confidential(text, of_place=kind == "location") for text in strings(_read(stored, body)))


def _read(stored: str, body: Json | None) -> Json:
    return read_json(stored) if body is None else body


def telling(kind: str, body: Json, *, with_phones: bool = True) -> list[str]:
    """The fields which the public may not see: none unless it says that its place is private.

    Fields that HSDS does not know are withheld whole: nobody can tell what they say. Where they hold an address, the phones
    beside it may ring there: they are withheld, too, `with_phones`, when its services have phones of their own.
    """
    if kind not in _KINDS or not says_private(kind, repr(body), body):
        return []
    found = list(_fields(kind, body))
    holds_address = any(_tells_where({name: body[name]}) for name in found)
    return [*found, "phones"] if with_phones and holds_address and "phones" in body else found


def is_guess(kind: str, body: Json) -> bool:
    """Whether it withholds something of which nobody can be sure: somebody should look."""
    return bool(telling(kind, body)) and (not effects_of(kind, body).get("private") or is_doubted(kind, body))


def _fields(kind: str, body: Json) -> Iterator[str]:
    known = KINDS[kind].fields
    for name, value in body.items():
        if name not in known or name == _HISTORY or (name not in _JUDGED_BY_ITSELF and _tells_where({name: value})):
            yield name


def _tells_where(value: Any) -> bool:
    """Whether a street, a ZIP+4, a point or a part of an address stands within a value."""
    if isinstance(value, dict):
        labels = (value.get(name) for name in ("label", "link_type", "name"))
        said = [(each, value.get("value")) for each in labels if isinstance(each, str)]
        return any(_is_part(name, each) for name, each in said) or any(map(_told_by, value.keys(), value.values()))
    if isinstance(value, list):
        return any(map(_tells_where, value))
    return leads_somewhere(str(value))


def _told_by(name: str, value: Any) -> bool:
    return name != "id" and not name.endswith("_id") and (_is_part(name, value) or _tells_where(value))


def _is_part(name: str, value: Any) -> bool:
    """Whether it is a part of an address, and no word on whether that is shown."""
    if value in (None, "", [], {}) or not _A_PART.search(name):
        return False
    return isinstance(value, dict | list) or not effects_of("location", {name: value})
