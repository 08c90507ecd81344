"""What may the public know of what became of an object? HSDS metadata made of its changes; less rather than more.

Whether anything is told of an object at all, the export decides: nothing where a place of it is private. Here no change of what
staff decide is told, nor of a reference; and no value that may say where a place is, who somebody is, or what is kept back now.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from resource_app.database import Json, parts_of
from resource_app.directory.addresses import holds_street_address, leads_somewhere
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.models import Change
from resource_app.directory.policy import NOT_SHOWN, PublicContext, public_body
from resource_app.directory.said import strings
from resource_app.directory.secrecy import says_confidential

TOLD_OF = ("organization", "service", "location", "service_at_location")
NOTHING = "(none)"  # of a field that was left out: HSDS wants a value
_TABLE = {"service_at_location": "listing"}  # as changes call it
_PLACE = frozenset({"addresses", "latitude", "longitude"})
_PEOPLE = frozenset({"contacts", "assurer_email"})
_UNTOLD = frozenset({"id", "metadata"})
Changes = Mapping[tuple[str, str], Sequence[Change]]


def changes_of(session: Session, objects: Collection[tuple[str, str]]) -> Changes:
    """What became of these objects, by HSDS kind and id, the first change first."""
    found: dict[tuple[str, str], list[Change]] = defaultdict(list)
    wanted = {(_TABLE.get(kind, kind), key): (kind, key) for kind, key in objects if kind in TOLD_OF}
    for some in parts_of(wanted):
        asked = select(Change).where(tuple_(Change.kind, Change.object_id).in_(some)).order_by(Change.id)
        for change in session.scalars(asked):
            found[wanted[change.kind, change.object_id]].append(change)
    return found


def metadata_of(kind: str, body: Json, changes: Sequence[Change], context: PublicContext) -> list[Json]:
    """One HSDS metadata object for each change that may be told; `body` is what is stored now."""
    return [_told(kind, body, each, context) for each in changes if _may_be_told(kind, each)]


def _may_be_told(kind: str, change: Change) -> bool:
    """Only fields of HSDS that hold something of the object's own, and only what is still kept."""
    field = KINDS[kind].fields.get(change.field)
    own = field is not None and field.is_own and field.name not in _UNTOLD
    return own and not (change.was is None and change.became is None)


def _told(kind: str, body: Json, change: Change, context: PublicContext) -> Json:
    shown = _may_be_read(kind, body, change, context)
    done = "create" if change.was is None else "delete" if change.became is None else "update"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{change.edit_id} {kind} {change.object_id} {change.field}")),
        "resource_id": change.object_id,
        "resource_type": kind,
        "last_action_date": change.made_at.date().isoformat(),
        "last_action_type": done,
        "field_name": change.field,
        "previous_value": _words(change.was) if shown else NOT_SHOWN,
        "replacement_value": _words(change.became) if shown else NOT_SHOWN,
        "updated_by": change.who,
    }


def _may_be_read(kind: str, body: Json, change: Change, context: PublicContext) -> bool:
    """Whether both values may be read: neither they nor what stands there now holds anything that is kept back."""
    if change.field in _PLACE | _PEOPLE:
        return False
    values = (change.was, change.became, body.get(change.field))
    said = [{change.field: value} for value in values if value is not None]
    if any(public_body(kind, each, context) != each for each in said):
        return False
    return not any(_gives_away(text) for text in strings([change.was, change.became]))


def _gives_away(text: str) -> bool:
    tells_where = holds_street_address(text) or leads_somewhere(text)
    return tells_where or says_confidential(text) or says_confidential(text, of_place=True)


def _words(value: Any) -> str:
    if value is None:
        return NOTHING
    return value if isinstance(value, str) and value.strip() else json.dumps(value, ensure_ascii=False)
