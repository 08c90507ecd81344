"""How does an act get written down? In the caller's transaction, or in one of its own when that one will be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.audit.actions import BY_CODE
from resource_app.audit.chain import FIRST, hash_of
from resource_app.audit.models import AuditEvent, AuditHead
from resource_app.audit.totals import INSERT, keys_in, touch
from resource_app.database import table_of

Outcome = Literal["done", "denied", "failed"]
# Every act asks these: they are built once.
_EVENT = insert(table_of(AuditEvent))
_HEADS = table_of(AuditHead)
_THIS = _HEADS.c.chain == bindparam("of")
_HEAD = select(_HEADS.c.seq, _HEADS.c.hash).where(_THIS).with_for_update()
_MOVE = update(_HEADS).where(_THIS)
_BEGIN = {name: insert_(_HEADS).on_conflict_do_nothing() for name, insert_ in INSERT.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an act came from: the id of its request and the network address; empty for a command or a job."""

    request_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act to be written down. `subject` is a kind and an id ("user:…"); `chain` files it elsewhere: a list is filed under
    who saw it. `details` are ids and codes.
    """

    action: str
    subject: str
    chain: str = ""
    outcome: Outcome = "done"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, from where, and when: what every verb is handed that is written down."""

    actor: Actor
    origin: Origin
    at: datetime


def record(session: Session, entry: Entry, by: By) -> None:
    """Add an event. Raises KeyError for an act nobody declared: what cannot be named is not done."""
    chain = _chain(entry)
    seq, previous = _next(session, chain)
    row = _row(entry, by, seq, previous, keys_in(session)[0])
    touch(session, chain, seq - 1, previous)
    session.execute(_EVENT, row)
    session.execute(_MOVE, {"of": chain, "seq": seq, "hash": row["hash"]})


def record_new(session: Session, acts: Iterable[tuple[Entry, By]]) -> None:
    """Add many events, each after those of its chain that come before it. Raises IntegrityError for a chain that was begun."""
    key = keys_in(session)[0]
    heads: dict[str, tuple[int, str]] = {}
    rows = []
    for entry, by in acts:
        seq, previous = heads.get(_chain(entry), (0, FIRST))
        rows.append(_row(entry, by, seq + 1, previous, key))
        heads[_chain(entry)] = seq + 1, rows[-1]["hash"]
    for chain in heads:
        touch(session, chain, 0, FIRST)
    begun = [{"chain": chain, "seq": seq, "hash": hashed, "anchored": 0} for chain, (seq, hashed) in heads.items()]
    session.execute(insert(_HEADS), begun)
    session.execute(_EVENT, rows)


def _chain(entry: Entry) -> str:
    return entry.chain or entry.subject


def _row(entry: Entry, by: By, seq: int, previous: str, key: bytes) -> dict[str, Any]:
    row = {
        "chain": _chain(entry),
        "seq": seq,
        "at": by.at,
        "action": BY_CODE[entry.action].code,
        "actor_kind": by.actor.kind,
        "actor_id": by.actor.id,
        "organization_id": by.actor.organization_id,
        "subject": entry.subject,
        "outcome": entry.outcome,
        "details": dict(entry.details),
        "request_id": by.origin.request_id,
        "address": by.origin.address,
        "previous": previous,
    }
    return row | {"hash": hash_of(row, key)}


def _next(session: Session, chain: str) -> tuple[int, str]:
    """The number of the next row and the hash before it; nobody else adds to this chain until the transaction ends."""
    new = {"chain": chain, "seq": 0, "hash": FIRST, "anchored": 0}
    session.execute(_BEGIN[session.get_bind().dialect.name], new)
    head = session.execute(_HEAD, {"of": chain}).one()
    return head.seq + 1, head.hash
