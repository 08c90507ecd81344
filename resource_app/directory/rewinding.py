"""How was a listing before? What was done to it is told, taken back, and rewound to a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, Row, Select, or_, select, tuple_
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.directory import document, lookalikes
from resource_app.directory.deriving import DERIVED
from resource_app.directory.editing import Edited, Kind, Saying, bodies_of, edit, last_change, objects_of
from resource_app.directory.history import DECIDED, ENDED, WATCHED, Edit
from resource_app.directory.keepers import Keeper
from resource_app.directory.merging import says_same
from resource_app.directory.models import Change, Listing, ProposedListing
from resource_app.directory.models.change import WHOLE
from resource_app.directory.models.proposed_listing import PROPOSED
from resource_app.directory.parts import stored_parts
from resource_app.errors import N_, BadInput, NotFound
from search.documents import Document

_COLUMNS = WATCHED["service_at_location"]


@dataclass(frozen=True, slots=True)
class Told:
    """An edit as it is told: its changes, the last first, and the edit that took it back."""

    edit_id: str
    changes: tuple[Change, ...]
    undone_by: str = ""


def history_of(session: Session, keeper: Keeper, most: int, before: int | None = None) -> list[Told]:
    """What was done to the listing, the last edit first: those of at most `most` changes, with numbers under `before`.
    A curator reads also how it was changed before it was published.
    """
    proposed = select(ProposedListing.id).where(ProposedListing.service_id == keeper.service_id)
    unpublished = (Change.kind == PROPOSED) & Change.object_id.in_(proposed)
    mine = (
        (_changes_of(keeper, unpublished) if keeper.who == "curator" else _changes_of(keeper))
        .order_by(Change.id.desc())
        .limit(most)
    )
    found = session.scalars(mine.where(Change.id < before) if before else mine).all()
    edits = {each.edit_id for each in found}
    back = session.execute(select(Change.undoes, Change.edit_id).where(Change.undoes.in_(edits)))
    return told_of(found, {str(undone): by for undone, by in back})


def told_of(changes: Iterable[Change], taken_back: Mapping[str, str] = MappingProxyType({})) -> list[Told]:
    """The edits that changes were made with, in their order; `taken_back` says which edit took another back."""
    edits: dict[str, list[Change]] = {}
    for each in changes:
        edits.setdefault(each.edit_id, []).append(each)
    return [Told(edit_id, tuple(made), taken_back.get(edit_id, "")) for edit_id, made in edits.items()]


def undo(session: Session, keeper: Keeper, edit_id: str, now: datetime, actor: Actor) -> Edited:
    """Take an edit of this listing back: every field says again what it said before, or that is proposed.

    Raises NotFound for an edit of another listing, BadInput where that cannot be, or a field was changed again since.
    """
    changes = session.scalars(_changes_of(keeper).where(Change.edit_id == edit_id).order_by(Change.id.desc())).all()
    if not changes:
        raise NotFound("edit", edit_id)
    if not may_be_undone(changes) or (lookalikes.is_decision(changes) and keeper.who != "curator"):
        raise BadInput(N_("This cannot be taken back. Change it by hand."))
    sayings = []
    bodies = bodies_of(session, keeper)
    for each in changes:
        if not says_same(bodies[cast("Kind", each.kind)].get(each.field), each.became):
            raise BadInput(N_("It was changed again since. Take the later change back first, or change it by hand."))
        said = Saying(cast("Kind", each.kind), each.object_id, each.field, each.was)
        sayings.append(replace(said, value=_typed(each.field, each.was)) if said.is_fact else said)
    if lookalikes.is_decision(changes):
        lookalikes.wait_again(session, changes, now, Edit(keeper.acting(actor), undoes=edit_id))
        return Edited(tuple(each.key for each in sayings))
    return edit(session, keeper, sayings, last_change(session, keeper), now, Edit(actor, undoes=edit_id))


def may_be_undone(changes: Sequence[Change]) -> bool:
    """Whether an edit says what to go back to: not the beginning, nor one that is not kept, nor a curator's decision but one
    about a look-alike.
    """
    return lookalikes.is_decision(changes) or not any(
        (change.was is None and change.became is None)
        or change.field == WHOLE
        or change.kind == PROPOSED
        or is_decision(change)
        for change in changes
    )


def is_decision(change: Change) -> bool:
    """Whether a change says that something is shown or not, which a verb of its own decides."""
    return change.field in DECIDED and change.kind in {"listing", "location"} and not _is_own_end(change)


def _is_own_end(change: Change) -> bool:
    """Whether an organization said itself that a listing is no longer offered, or is again."""
    return change.who == "organization" and {change.was, change.became} == {None, ENDED}


def as_it_was(session: Session, keeper: Keeper, at: datetime) -> Document | None:
    """What the public was shown of the listing at a moment; None before there was one. What is private now was so then."""
    [row] = stored_parts(session, [keeper.listing_id])
    stood = {**row._mapping}  # noqa: SLF001 - the name SQLAlchemy gives it
    names = {"organization": "organization", "service": "service", "location": "place", "listing": "hsds"}
    for each in session.scalars(_changes_of(keeper).where(Change.made_at > at).order_by(Change.id.desc())):
        if each.field == WHOLE:
            return None
        if each.kind == "listing" and each.field in _COLUMNS:
            stood[each.field] = _typed(each.field, each.was)
        elif each.field not in DECIDED:
            stood[names[each.kind]] = {**(stood[names[each.kind]] or {}), each.field: each.was}
    for kind in ("service", "location"):
        derived = DERIVED[kind](stood[names[kind]] or {}, lambda _kind, value: value)
        stood |= {name: derived[name] for name in ("status", "lat", "lon") if name in derived}
    return document.of_rows(session, [cast("Row[Any]", SimpleNamespace(**stood))], {})[0]


def _changes_of(keeper: Keeper, *others: ColumnElement[bool]) -> Select[Change]:
    """Every change of the listing and of what it is made of, and others."""
    objects = [*objects_of(keeper).items(), ("listing", keeper.listing_id)]
    return select(Change).where(or_(tuple_(Change.kind, Change.object_id).in_(objects), *others))


def _typed(name: str, value: Any) -> Any:
    """A fact as its column has it."""
    dated = isinstance(Listing.__table__.c[name].type, Date)
    return date.fromisoformat(value) if dated and value else value
