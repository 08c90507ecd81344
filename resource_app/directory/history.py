"""What became of a listing's fields, by whom, and when? Every verb that changes one notes it here (HSDS metadata)."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.database import Json, table_of
from resource_app.directory.models import Change
from resource_app.directory.models.change import WHOLE

# The columns whose history is kept, beside the fields of an object's body: what is derived from the body is not, nor what
# confirmations tell. A change calls a service_at_location by its table's name: "listing".
HOLD = ("held", "candidate_of", "merged_into")  # one fact: why a listing is held, and which other one that is about
_SAID = (*HOLD, "staff_only", "do_not_refer", "accepts_referrals", "referral_method")
_ENDING = ("closed_until", "out_until", "no_referrals_until")
_CAPACITY = ("capacity", "capacity_said_on", "capacity_note", "capacity_until", "capacity_wait")
WATCHED: dict[str, tuple[str, ...]] = {
    "organization": (),
    "program": (),
    "service": (),
    "location": ("address_visibility",),
    "service_at_location": (*_SAID, *_ENDING, *_CAPACITY),
}
DECIDED = (*HOLD, "staff_only", "do_not_refer", "address_visibility")  # whether something is shown: verbs of their own
ENDED = "withdrawn"  # of `held`: no longer offered, which whoever keeps a listing says, and takes back
# Facts that whoever keeps a listing states of it.
STATED = tuple(name for name in WATCHED["service_at_location"] if name not in DECIDED)
_NEW = insert(table_of(Change))
_COLUMNS = {**WATCHED, "listing": WATCHED["service_at_location"]}


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes made together: by whom, and why; one that takes another edit back names it in `undoes`."""

    actor: Actor
    why: str = ""
    undoes: str | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one object: what it was and what it became; None where it is left out."""

    kind: str
    object_id: str
    field: str
    was: Any
    became: Any


def made(kind: str, object_id: str) -> Iterator[Changed]:
    """That there is a new listing; of other objects it is not noted."""
    if kind == "listing":
        yield Changed(kind, object_id, WHOLE, None, None)


def differing(kind: str, object_id: str, before: tuple[Json, Json], after: tuple[Json, Json]) -> Iterator[Changed]:
    """The fields in which an object's body and columns differ; of a private place that they do, and not how."""
    (body, columns), (new_body, new_columns) = before, after
    private = "private" in {columns.get("address_visibility"), new_columns.get("address_visibility")}
    names = dict.fromkeys([*body, *new_body])
    for name in names:
        was, became = body.get(name), new_body.get(name)
        if was != became:
            yield Changed(kind, object_id, name, None if private else was, None if private else became)
    for name in _COLUMNS[kind]:
        was, became = plain(columns.get(name)), plain(new_columns.get(name))
        if was != became:
            yield Changed(kind, object_id, name, was, became)


def note(session: Session, changed: Iterable[Changed], edit: Edit, now: datetime) -> None:
    """Write the changes down, in the order given."""
    actor = edit.actor
    same = {
        "edit_id": edit.id,
        "who": actor.public_name,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "why": edit.why or None,
        "undoes": edit.undoes,
        "made_at": now,
    }
    rows = [
        {"kind": each.kind, "object_id": each.object_id, "field": each.field, "was": each.was, "became": each.became}
        | same
        for each in changed
    ]
    if rows:
        session.execute(_NEW, rows)


def last_of_all(session: Session) -> int:
    """The number of the last change of anything; 0 before the first."""
    return session.scalar(select(func.max(Change.id))) or 0


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
