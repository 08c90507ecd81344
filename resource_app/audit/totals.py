"""How many acts and anchors are there? Totals beside the heads, sealed with the key and changed in the same transaction.

A head that is set back, emptied or removed with its rows leaves no hash that is wrong; the total then is. The heads are
spread over several totals, which a transaction takes last of all, in one order, for no longer than its end lasts.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog
from sqlalchemy import bindparam, event, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from resource_app.audit.chain import ANCHORS, FIRST, PURPOSE, TOTALS, is_one, moved, part_of, seal_of
from resource_app.audit.models import AuditHead, AuditTotal
from resource_app.connections import keys_of
from resource_app.database import table_of

TOUCHED = "audit_touched"  # in a session's info: the heads it changes, as they were (number, hash)
INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Every transaction that writes an act down asks these: they are built once.
_HEADS, _TOTALS = table_of(AuditHead).c, table_of(AuditTotal).c
_MOVED = select(_HEADS.chain, _HEADS.seq, _HEADS.hash).where(_HEADS.chain.in_(bindparam("chains", expanding=True)))
_THIS = _TOTALS.name == bindparam("of")
_TOTAL = select(_TOTALS.number, _TOTALS.sum, _TOTALS.seal).where(_THIS).with_for_update()
_SEAL = update(table_of(AuditTotal)).where(_THIS)


def keys_in(session: Session) -> list[bytes]:
    """The keys that rows are bound with, today's first."""
    return keys_of(session).each(PURPOSE)


def touch(session: Session, chain: str, seq: int, hashed: str) -> None:
    """Note a head before it changes: when the transaction ends, its total changes too."""
    session.info.setdefault(TOUCHED, {}).setdefault(chain, (seq, hashed))


def count_anchor(session: Session, previous: tuple[int, str], new: tuple[int, str]) -> None:
    """One more anchor (number, hash) than before. Where others were counted the total stays: so it tells of them."""
    _replace(session, ANCHORS, lambda count, hashed: new if (count, hashed) == previous else (count, hashed))


@event.listens_for(Session, "before_commit")
def _settle(session: Session) -> None:
    """What a transaction wrote down comes into the totals; last, since others wait for them."""
    touched: dict[str, tuple[int, str]] = session.info.pop(TOUCHED, {})
    if not touched:
        return
    session.flush()
    heads = {row.chain: (row.seq, row.hash) for row in session.execute(_MOVED, {"chains": [*touched]})}
    parts = defaultdict(list)
    for chain, before in touched.items():
        parts[part_of(chain)].append(((chain, *before), (chain, *heads.get(chain, (0, FIRST)))))
    for name in sorted(parts):
        _replace(session, name, partial(_after, parts[name]))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(TOUCHED, None)


def _after(moves: list[tuple[Any, Any]], count: int, sum_: str) -> tuple[int, str]:
    for old, new in moves:
        count += new[1] - old[1]
        sum_ = moved(sum_, old, new)
    return count, sum_


def _begin(session: Session) -> None:
    """Make all totals, where there is none at all: one alone that is missing was taken away, and stays missing."""
    if session.scalar(select(AuditTotal.name).limit(1)) is not None:
        return
    key = keys_in(session)[0]
    rows = [{"name": name, "number": 0, "sum": "", "seal": seal_of(name, 0, "", key)} for name in TOTALS]
    session.execute(INSERT[session.get_bind().dialect.name](table_of(AuditTotal)).on_conflict_do_nothing(), rows)


def _replace(session: Session, name: str, change: Callable[[int, str], tuple[int, str]]) -> None:
    """Change a total under a new seal. One that is not ours stays as it is: a new seal would make it right."""
    row = session.execute(_TOTAL, {"of": name}).one_or_none()
    if row is None:
        _begin(session)
        row = session.execute(_TOTAL, {"of": name}).one_or_none()
    keys = keys_in(session)
    if row is None or not is_sealed(name, row, keys):
        structlog.get_logger().error("audit total is not ours", total=name)
        return
    count, sum_ = change(row.number, row.sum)
    seal = seal_of(name, count, sum_, keys[0])
    session.execute(_SEAL, {"of": name, "number": count, "sum": sum_, "seal": seal})


def is_sealed(name: str, total: Any, keys: list[bytes]) -> bool:
    """Whether one of our keys made its seal."""
    return is_one(total.seal, (seal_of(name, total.number, total.sum, key) for key in keys))
