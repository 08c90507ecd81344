"""How does somebody who keeps a listing right change it? What a trusted keeper says is shown at once; what another says waits
as proposals for a curator. Nothing anybody changed meanwhile is overwritten unseen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from resource_app.connections import search_of
from resource_app.database import Json
from resource_app.directory import operations, proposals
from resource_app.directory.applying import Batch
from resource_app.directory.batch_rows import LISTING, BatchRows
from resource_app.directory.confidential import CONFIDENTIAL
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.history import STATED, WATCHED, Edit, plain
from resource_app.directory.hsds import Incoming
from resource_app.directory.keepers import Keeper
from resource_app.directory.merging import Stored, is_blank, says_same
from resource_app.directory.models import Change, Listing, Service
from resource_app.directory.parts import stored_parts
from resource_app.directory.proposals import Key
from resource_app.directory.rules import issues_of
from resource_app.errors import N_, BadInput, NotFound, ResourceLoopError
from resource_app.tasks.operations import open_tasks

Kind = Literal["organization", "service", "location", "listing"]

_SINCE = (  # asked at every save: built once
    select(Change)
    .where(
        Change.id > bindparam("seen"),
        tuple_(Change.kind, Change.object_id, Change.field).in_(bindparam("keys", expanding=True)),
    )
    .order_by(Change.id)
)
_HIDDEN = "Its organization keeps the address secret. Look whether a text still tells where it is."


@dataclass(frozen=True, slots=True)
class Saying:
    """One field of one object as somebody says it; None takes it away."""

    kind: Kind
    object_id: str
    field: str
    value: Any

    @property
    def key(self) -> Key:
        """Which field of which object."""
        return (self.kind, self.object_id, self.field)

    @property
    def is_fact(self) -> bool:
        """Whether it is one of the facts whoever keeps a listing states of it, which nobody needs to look at first."""
        return self.kind == "listing" and self.field in STATED

    @property
    def is_end(self) -> bool:
        """Whether it says that the listing is no longer offered, or is again."""
        return self.kind == "listing" and self.field == "held"

    @property
    def is_secrecy(self) -> bool:
        """Whether it says who sees the address of a place."""
        return self.kind == "location" and self.field == "address_visibility"


@dataclass
class ChangedMeanwhile(ResourceLoopError):
    """Somebody else changed the same fields since the form was opened."""

    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of an edit: the fields that are shown now, and those that wait for a curator."""

    shown: tuple[Key, ...] = ()
    waiting: tuple[Key, ...] = ()


def objects_of(keeper: Keeper) -> dict[Kind, str]:
    """The objects a listing is made of, by kind. A listing without a place has nothing of its own to edit."""
    found: dict[Kind, str | None] = {
        "organization": keeper.organization_id,
        "service": keeper.service_id,
        "location": keeper.location_id,
        "listing": keeper.listing_id if keeper.location_id else None,
    }
    return {kind: id_ for kind, id_ in found.items() if id_}


def bodies_of(session: Session, keeper: Keeper) -> dict[Kind, Json]:
    """What stands in every field of the listing's objects, by kind, private ones too; a place's and a listing's with the facts
    whose history is kept.
    """
    [row] = stored_parts(session, [keeper.listing_id])
    found: dict[Kind, Json | None] = {
        "organization": row.organization,
        "service": row.service,
        "location": row.place and {**row.place, **{name: getattr(row, name) for name in WATCHED["location"]}},
        "listing": {**row.hsds, **{name: plain(getattr(row, name)) for name in WATCHED[LISTING]}},
    }
    return {kind: body for kind, body in found.items() if body is not None}


def last_change(session: Session, keeper: Keeper) -> int:
    """The number of the last change of the listing's objects: what a form that is opened now has seen."""
    return last_of(session, {**objects_of(keeper), "listing": keeper.listing_id})


def last_of(session: Session, objects: Mapping[Kind, str]) -> int:
    """The number of the last change of these objects; 0 before the first."""
    mine = select(func.max(Change.id)).where(tuple_(Change.kind, Change.object_id).in_(list(objects.items())))
    return session.scalar(mine) or 0


def edit(session: Session, keeper: Keeper, sayings: Iterable[Saying], seen: int, now: datetime, change: Edit) -> Edited:
    """Change the fields, or propose to. `seen` is the last change the keeper's form showed. Whoever keeps a place may hide its
    address at once, before anything else is written of it.

    Raises ChangedMeanwhile where one of the fields was changed after that, BadInput for what can never be shown, NotFound for
    an object that is not of this listing.
    """
    said, change = [_as_kept(each) for each in sayings], replace(change, actor=keeper.acting(change.actor))
    hidden = [each for each in said if each.is_secrecy]
    said = [each for each in said if not each.is_secrecy]
    _hide(session, keeper, hidden, now, change)
    facts = [each for each in said if each.is_fact and _is_news(session, keeper, each)]
    rows = loaded(session, objects_of(keeper), keeper.who, now)
    wanted = [each for each in said if not each.is_fact and _differs(rows, keeper, each)]
    require_unchanged(session, [each.key for each in (*facts, *wanted)], seen)
    _require_own_end(session, keeper, wanted)
    _require_sound(session, rows, wanted)
    at_once, waiting = _parted(session, keeper, wanted)
    if facts:
        values = {each.field: each.value for each in facts}
        operations.restate(session, keeper.listing_id, now, change, **values)
    if at_once:
        overwrite(session, rows, at_once, word_of(session, keeper.who, now), change, now)
    if waiting:
        proposed = [proposals.Offer(each.key, _stands(_row(rows, keeper, each), each), each.value) for each in waiting]
        proposals.propose(session, keeper, proposed, now, change.actor)
    return Edited(tuple(each.key for each in (*hidden, *facts, *at_once)), tuple(each.key for each in waiting))


def _hide(session: Session, keeper: Keeper, hidden: Sequence[Saying], now: datetime, change: Edit) -> None:
    """Hide the address of the keeper's place. Raises BadInput where it should be shown again, NotFound for another place."""
    for each in hidden:
        if each.object_id != keeper.location_id:
            raise NotFound(each.kind, each.object_id)
        if each.value != "private":
            raise BadInput(N_("A secret address stays secret. Ask a curator if people may see it."), each.field)
        operations.hide_address(session, each.object_id, now, change)
        if keeper.who != "curator":
            open_tasks(session, CONFIDENTIAL, [(f"location:{each.object_id}", _HIDDEN)], now)


def loaded(session: Session, objects: Mapping[Kind, str], source: str, now: datetime) -> BatchRows:
    """The rows of objects, by kind and id, to be written in the name of a source; nobody else writes them meanwhile."""
    rows = BatchRows(session, source, now)
    rows.load([Incoming(stored_kind(kind), key, {}) for kind, key in objects.items()])
    return rows


def stored_kind(kind: str) -> str:
    """The name of a kind in HSDS."""
    return LISTING if kind == "listing" else kind


def _row(rows: BatchRows, keeper: Keeper, saying: Saying) -> Stored:
    row = rows.get(stored_kind(saying.kind), saying.object_id)
    if row is None or objects_of(keeper).get(saying.kind) != saying.object_id:
        raise NotFound(saying.kind, saying.object_id)
    return row


def _differs(rows: BatchRows, keeper: Keeper, saying: Saying) -> bool:
    known = _stands(_row(rows, keeper, saying), saying)
    return not (known == saying.value or says_same(known, saying.value))


def _stands(row: Stored, saying: Saying) -> Any:
    return (row.columns if saying.is_end else row.body).get(saying.field)


def _require_own_end(session: Session, keeper: Keeper, wanted: Sequence[Saying]) -> None:
    """Raise BadInput where an organization would offer again what somebody else took out."""
    if keeper.who == "curator" or not any(each.is_end and each.value is None for each in wanted):
        return
    ends = select(Change.who).where(Change.kind == "listing", Change.object_id == keeper.listing_id)
    if session.scalar(ends.where(Change.field == "held").order_by(Change.id.desc()).limit(1)) != "organization":
        raise BadInput(N_("A curator took it out of the directory. Ask them to show it again."), "held")


def _as_kept(saying: Saying) -> Saying:
    """The same, with an empty text where a fact cannot be left out."""
    empty = saying.is_fact and saying.value is None and not Listing.__table__.c[saying.field].nullable
    return replace(saying, value="") if empty else saying


def _is_news(session: Session, keeper: Keeper, saying: Saying) -> bool:
    """Whether a fact is another one than before; NotFound for a fact of another listing."""
    if saying.object_id != keeper.listing_id:
        raise NotFound(saying.kind, saying.object_id)
    return bool(getattr(session.get_one(Listing, saying.object_id), saying.field) != saying.value)


def require_unchanged(session: Session, keys: Sequence[Key], seen: int) -> None:
    """Raise ChangedMeanwhile where one of the fields was changed after the change `seen`."""
    if changes := changes_since(session, keys, seen):
        for each in changes:
            session.expunge(each)  # they are told of after the transaction was undone
        raise ChangedMeanwhile(changes)


def changes_since(session: Session, keys: Sequence[Key], seen: int) -> Sequence[Change]:
    """What became of these fields after the change `seen`."""
    return session.scalars(_SINCE, {"seen": seen, "keys": keys}).all() if keys else []


def _require_sound(session: Session, rows: BatchRows, wanted: Sequence[Saying]) -> None:
    """Raise BadInput for an error in a field that is said, as its object would be."""
    said: dict[tuple[str, str], Json] = defaultdict(dict)
    for each in wanted:
        said[stored_kind(each.kind), each.object_id][each.field] = each.value
    for (kind, key), fields in said.items():
        row = rows.get(kind, key)
        body = {name: value for name, value in {**(row.body if row else {}), **fields}.items() if not is_blank(value)}
        for issue in issues_of(kind, body, gazetteer_of(session)):
            if issue.severity == "error" and issue.path.split("[")[0].split(".")[0] in fields:
                raise BadInput(f"{issue.message} {issue.hint}".strip(), issue.path)


def _parted(session: Session, keeper: Keeper, wanted: Sequence[Saying]) -> tuple[list[Saying], list[Saying]]:
    """What is shown at once, and what waits: of a place where others offer something, an organization alone cannot say."""
    if not keeper.trusted:
        return [], list(wanted)
    if keeper.who == "curator" or not _is_shared(session, keeper):
        return list(wanted), []
    return [each for each in wanted if each.kind != "location"], [each for each in wanted if each.kind == "location"]


def _is_shared(session: Session, keeper: Keeper) -> bool:
    """Whether another organization offers something at the same place."""
    there = select(Listing.id).join(Service, Listing.service_id == Service.id)
    others = there.where(Service.organization_id.is_distinct_from(keeper.organization_id), Listing.held.is_(None))
    return session.scalar(others.where(Listing.location_id == keeper.location_id).limit(1)) is not None


def overwrite(
    session: Session, rows: BatchRows, sayings: Sequence[Saying], origin: Json, change: Edit, now: datetime
) -> None:
    """Write what is said into rows that were loaded, in the name of `origin`, with all that follows."""
    ends = [each for each in sayings if each.is_end]
    if said := [each for each in sayings if not each.is_end]:
        _lay_over(session, rows, said, origin, change, now)
    for each in ends:
        operations.set_offered(session, each.object_id, each.value, now, change)
    proposals.settle(session, {each.key: each.value for each in sayings}, now)


def _lay_over(
    session: Session, rows: BatchRows, sayings: Sequence[Saying], origin: Json, change: Edit, now: datetime
) -> None:
    fields: dict[tuple[str, str], Json] = defaultdict(dict)
    for each in sayings:
        fields[stored_kind(each.kind), each.object_id][each.field] = None if is_blank(each.value) else each.value
    batch = Batch(rows, origin["source"])
    for (kind, key), said in fields.items():
        batch.overwrite(kind, key, said, origin)
    batch.write(session, change, now)


def word_of(session: Session, who: str, now: datetime, source: str = "") -> Json:
    """The origin of a field that an organization or a curator says, or that a curator takes from a `source`."""
    today = search_of(session).local(session.connection(), now).date()
    return {"source": source or who, "confirmed_by": who, "confirmed_on": today.isoformat()}
