"""How does what we know of listings, and HSDS has no place for, leave the house and come back? As lines of a private file.

The objects themselves go out and come in as HSDS; these lines are laid over them: capacity, confirmations, due dates,
proposals, changes, where each field comes from, where places were. Only whoever runs the installation brings them in; none
of them shows what is hidden here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Boolean, Column, Date, String, Table, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from resource_app.connections import Connections
from resource_app.database import Base, Json, UtcTime
from resource_app.directory.confidential import HELD, READ
from resource_app.directory.forgetting import forget
from resource_app.directory.former_addresses import CARRIED
from resource_app.directory.history import HOLD
from resource_app.directory.models import (
    Change,
    Confirmation,
    Listing,
    Location,
    Organization,
    Program,
    Proposal,
    Service,
    Taxonomy,
    TaxonomyTerm,
)
from resource_app.directory.models.change import WHOLE
from resource_app.directory.reviewing import review
from resource_app.errors import BadInput

CHUNK = 500  # lines in one transaction
_OF_AN_OBJECT = ("id", "source", "origins")
_OF_A_PLACED_ONE = (*_OF_AN_OBJECT, "told_since")
_FLAGS = ("staff_only", "do_not_refer")
_NAMING = ("id", "listing_id", "candidate_of", "merged_into", "location_id")  # columns that name what must be here


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of line: the columns of a table. With `id` among them a stored row is changed; else one like no other is added,
    and `about` is the column that names what it is about.
    """

    name: str
    model: type[Base]
    columns: tuple[str, ...]
    about: str = "id"

    @property
    def table(self) -> Table:
        return Base.metadata.tables[self.model.__tablename__]


FACTS: tuple[Fact, ...] = (
    Fact("organization", Organization, (*_OF_A_PLACED_ONE, "listed", "trusted", "asked_out")),
    *(Fact(model.__tablename__, model, _OF_A_PLACED_ONE) for model in (Program, Location, Service)),
    *(Fact(model.__tablename__, model, _OF_AN_OBJECT) for model in (Taxonomy, TaxonomyTerm)),
    Fact(
        "listing",
        Listing,
        (
            *_OF_A_PLACED_ONE,
            *HOLD,
            *_FLAGS,
            *("closed_until", "out_until", "no_referrals_until", "accepts_referrals", "referral_method"),
            *("capacity", "capacity_said_on", "capacity_note", "capacity_until", "capacity_wait", "said_full_until"),
            *("confirmed_on", "confirmed_by", "confirmed_how", "due_on", "unconfirmed"),
        ),
    ),
    Fact(
        "confirmation",
        Confirmation,
        (
            "listing_id",
            "confirmed_on",
            "confirmed_by",
            "how",
            "fields",
            "actor_kind",
            "actor_id",
            "recorded_at",
            "told_by",
            "found_at",
        ),
        "listing_id",
    ),
    Fact(
        "proposal",
        Proposal,
        (
            *("kind", "object_id", "field", "source", "was", "proposed", "state", "made_at"),
            *("user_id", "decided_at", "decided_by", "answer"),
        ),
        "object_id",
    ),
    Fact(
        "change",
        Change,
        (
            *("edit_id", "kind", "object_id", "field", "was", "became", "who", "actor_kind", "actor_id"),
            *("why", "undoes", "made_at"),
        ),
        "object_id",
    ),
    Fact("former_address", CARRIED, ("location_id", "hsds", "noted_at", "seen"), "location_id"),
)
_READ_AS: dict[type[Any], tuple[type[Any], Any]] = {  # a column's type: what stands in the line, and how it is read
    UtcTime: (str, lambda value: datetime.fromisoformat(value).astimezone(UTC)),
    Date: (str, date.fromisoformat),
    Boolean: (bool, bool),
    String: (str, str),
}
_PRIVATE = select(Location.id).where(Location.address_visibility == "private")
_FIRST = aliased(Change)
_BORN_AGAIN = delete(Change).where(  # by the import that brought it here: it was there before
    Change.field == WHOLE,
    exists().where(_FIRST.field == WHOLE, _FIRST.object_id == Change.object_id, _FIRST.made_at < Change.made_at),
)
_ABOUT: dict[str, Any] = {"listing_id": Listing.__table__, "location_id": Location.__table__}
_BY_NAME = {fact.name: fact for fact in FACTS}


def facts_of(session: Session) -> Iterator[Json]:
    """Every fact, private ones too; the objects they are about come first."""
    for fact in FACTS:
        table = fact.table
        rows = session.execute(select(*(table.c[name] for name in fact.columns)).order_by(*table.primary_key.columns))
        for row in rows.mappings().yield_per(CHUNK):
            yield {"fact": fact.name, **row}


def restore(connections: Connections, lines: Iterable[bytes], now: datetime) -> Counter[str]:
    """Lay facts over the objects they are about; how many by kind, under "" those whose object is not here.

    Every listing is judged again at the end, so that none shows what it must not. The same lines again change no fact. Raises
    BadInput for a line that is none of ours; what came before it stays.
    """
    done: Counter[str] = Counter()
    numbered = enumerate(lines, 1)
    while chunk := list(islice(numbered, CHUNK)):
        read = [_read(number, line) for number, line in chunk]
        try:
            with connections.transaction() as session:
                for fact in FACTS:
                    done += _lay(session, fact, [values for each, values in read if each is fact])
                if any(fact.model in {Proposal, Change, Confirmation} for fact, _ in read):
                    forget(session, session.scalars(_PRIVATE).all(), now)
        except IntegrityError as error:
            raise BadInput(f"Lines {chunk[0][0]} to {chunk[-1][0]} hold a fact that cannot be.", "facts") from error
    with connections.transaction() as session:
        session.execute(_BORN_AGAIN)
    review(connections, now, lambda _done, _total: None)
    return done


def _read(number: int, line: bytes) -> tuple[Fact, Json]:
    try:
        said = orjson.loads(line)
        fact = _BY_NAME[said.pop("fact")]
        return fact, {name: _value(fact.table.c[name], said.pop(name)) for name in fact.columns}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"Line {number} is no fact that was exported here. Check the file.", "facts") from error


def _value(column: Column[Any], value: Any) -> Any:
    """A value as its column takes it; ValueError or TypeError for one that it does not."""
    if value is None and column.nullable:
        return None
    for kind, (python, read) in _READ_AS.items():
        if isinstance(column.type, kind) and not isinstance(value, python):
            raise TypeError(column.name)
        if isinstance(column.type, kind):
            return read(value)
    return value


def _lay(session: Session, fact: Fact, said: Sequence[Json]) -> Counter[str]:
    """The facts of one kind in a chunk; `said` may be empty."""
    known = _stored(session, _ABOUT.get(fact.about, fact.table), said, _NAMING)
    here = [each for each in said if _is_here(fact, each, known)]
    if fact.about == "id":
        for each in here:
            changes = _changes(each, known[each["id"]])
            session.execute(update(fact.table).where(fact.table.c.id == each["id"]).values(changes))
    elif new := _news(session, fact, here):
        session.execute(insert(fact.table), new)
    return Counter({fact.name: len(here), "": len(said) - len(here)})


def _stored(session: Session, table: Any, said: Sequence[Json], names: Sequence[str]) -> dict[str, Json]:
    """The rows of a table that the lines name, by id."""
    ids = {each[name] for each in said for name in names if each.get(name)}
    columns = [column for column in table.c if column.name in {"id", "held", "told_since"}]
    rows = session.execute(select(*columns).where(table.c.id.in_(ids))).mappings() if ids else ()
    return {row["id"]: dict(row) for row in rows}


def _is_here(fact: Fact, said: Json, known: Mapping[str, Any]) -> bool:
    named = [said[name] for name in _NAMING if said.get(name)]
    return fact.about == "object_id" or all(each in known for each in named)


def _changes(said: Json, stored: Mapping[str, Any]) -> Json:
    """What of a line is taken: nothing that would show what is hidden here, unless a curator had decided so."""
    changes = {name: value for name, value in said.items() if name != "id"}
    for flag in _FLAGS:
        if not changes.get(flag):
            changes.pop(flag, None)
    if since := stored.get("told_since"):
        changes["told_since"] = max(since, changes["told_since"] or since)
    decided = stored.get("held") == "candidate" or (stored.get("held") == HELD and READ in said["origins"])
    if not said.get("held") and not decided:
        changes = {name: value for name, value in changes.items() if name not in HOLD}
    return changes


def _news(session: Session, fact: Fact, said: Sequence[Json]) -> list[Json]:
    """Those of the rows that are not there yet; one open proposal for a field and a source stays the only one, and one that has
    ended here since does not wait again.
    """
    table = fact.table
    about = {each[fact.about] for each in said}
    columns = [table.c[name] for name in fact.columns]
    stored = session.execute(select(*columns).where(table.c[fact.about].in_(about))).mappings() if about else ()
    seen = {identity for row in stored for identity in (_identity(dict(row)), _sent(dict(row)))}
    new = []
    for each in said:
        known = {_identity(each), *([_sent(each)] if each.get("state") == "open" else [])}
        if seen.isdisjoint(known):
            seen.add(_identity(each))
            new.append(each)
    return new


def _sent(row: Mapping[str, Any]) -> bytes:
    """What tells a proposal from others whatever became of it; the same of every other row."""
    told = [row[name] for name in ("kind", "object_id", "field", "source", "made_at")] if "state" in row else []
    return orjson.dumps(told)


def _identity(row: Mapping[str, Any]) -> bytes:
    """What tells a row from others."""
    if row.get("state") == "open":
        row = {name: row[name] for name in ("kind", "object_id", "field", "source", "state")}
    return orjson.dumps(dict(row), option=orjson.OPT_SORT_KEYS)
