"""Has anybody changed what was written down? Every chain is followed, every anchor and every total compared.

What cannot be seen here is a database put back as a whole to what it once was: an anchor kept elsewhere shows it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from resource_app.audit.chain import ANCHORS, FIRST, TOTALS, anchor_hash, hash_of, is_one, moved, part_of
from resource_app.audit.models import AnchoredHead, AuditAnchor, AuditEvent, AuditHead, AuditTotal
from resource_app.audit.raw_rows import Raw, rows_of
from resource_app.audit.totals import is_sealed, keys_in
from resource_app.database import Base

GONE, CHANGED, UNREADABLE = "a row is gone", "the row was changed", "a value cannot be read"
EVERYTHING = "everything"  # where a fault is of no one chain


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at row `seq` of a chain."""

    chain: str
    seq: int
    what: str


@dataclass(slots=True)
class Verified:
    """What was looked at, what is wrong, and the hash of the newest anchor, to be compared with one kept elsewhere. `ours` is
    the number of rows that one of our keys made.
    """

    events: int = 0
    ours: int = 0
    chains: int = 0
    anchors: int = 0
    newest: str = ""
    faults: list[Fault] = field(default_factory=list)


def verify(session: Session, kept: str = "", begun: Mapping[str, datetime] | None = None) -> Verified:
    """Follow everything; a changed, removed, exchanged or unreadable row is a fault, and so is an anchor `kept` elsewhere that
    is none of ours, and a chain of `begun` that has no row as old as what it is about.
    """
    found, keys = Verified(), keys_in(session)
    heads = {row.chain: AuditHead(**row.values) for row in _readable(session, AuditHead, AuditHead.chain, found=found)}
    events = rows_of(session, AuditEvent, AuditEvent.chain, AuditEvent.seq)
    for chain, rows in groupby(events, attrgetter("chain")):
        found.chains += 1
        _follow(chain, rows, heads.get(chain), keys, found)
    found.faults += _begun(session, begun or {})
    found.faults += _headless(session)
    found.faults += _anchored(session, found, keys, heads)
    found.faults += _totalled(session, found, keys, heads.values())
    if kept and session.scalar(select(AuditAnchor.number).where(AuditAnchor.hash == kept)) is None:
        found.faults.append(Fault(ANCHORS, found.anchors, "the anchor that was kept elsewhere is not there"))
    return found


def _follow(chain: str, rows: Iterable[Raw], head: AuditHead | None, keys: list[bytes], found: Verified) -> None:
    """Follow one chain."""
    previous, number = FIRST, 0
    for row in rows:
        found.events += 1
        number += 1
        wrong = _wrong(row, number, previous, keys)
        if wrong:
            found.faults.append(Fault(chain, number, wrong))
        if wrong not in {GONE, CHANGED, UNREADABLE}:
            found.ours += 1
        number = row.seq if isinstance(row.seq, int) else number
        previous = row.hash
    if head is None or (head.seq, head.hash) != (number, previous):
        found.faults.append(Fault(chain, number + 1, "the end is not where it was"))


def _wrong(row: Raw, number: int, previous: str, keys: list[bytes]) -> str:
    """What is wrong with a row that should be the one of this number, after a hash; empty for nothing."""
    if row.unreadable:
        return UNREADABLE
    if row.seq != number:
        return GONE
    if not is_one(row.hash, (hash_of(row.values, key) for key in keys)):
        return CHANGED
    return "" if row.values["previous"] == previous else "it does not follow from the row before"


def _readable(
    session: Session, model: type[Base], *order: InstrumentedAttribute[Any], found: Verified
) -> Iterator[Raw]:
    """The rows of a table that can be read; the others are faults."""
    for row in rows_of(session, model, *order):
        if row.unreadable:
            found.faults.append(Fault(str(next(iter(row.values.values()))), 0, UNREADABLE))
        else:
            yield row


def _begun(session: Session, begun: Mapping[str, datetime]) -> Iterator[Fault]:
    """Chains that are not there, or are younger than what they are about."""
    firsts = rows_of(session, AuditEvent, AuditEvent.chain, where=AuditEvent.seq == 1)
    there = {row.chain: row.values["at"] for row in firsts if row.chain in begun and not row.unreadable}
    for chain, at in begun.items():
        if chain not in there or there[chain] > at:
            yield Fault(chain, 1, "its beginning is gone")


def _headless(session: Session) -> Iterator[Fault]:
    """Heads whose every row is gone."""
    rows = select(AuditEvent.chain).where(AuditEvent.chain == AuditHead.chain)
    empty = select(AuditHead.chain, AuditHead.seq).where(~rows.exists()).order_by(AuditHead.chain)
    for chain, seq in session.execute(empty):
        yield Fault(chain, seq, "every row is gone")


def _anchored(session: Session, found: Verified, keys: list[bytes], heads: Mapping[str, AuditHead]) -> Iterator[Fault]:
    """Anchors that do not hold, and heads that they name, or that name them, and that are not there any more."""
    previous = FIRST
    readable = _readable(session, AuditAnchor, AuditAnchor.number, found=found)
    for number, each in enumerate((AuditAnchor(**row.values) for row in list(readable)), 1):
        named = list(rows_of(session, AnchoredHead, AnchoredHead.chain, where=AnchoredHead.anchor == each.number))
        bound = [(row.chain, row.seq, row.hash) for row in named if not row.unreadable]
        whole = (each.number, each.previous, each.heads) == (number, previous, len(bound))
        if not whole or not is_one(each.hash, (anchor_hash(previous, each.made_at, bound, key) for key in keys)):
            yield Fault(ANCHORS, number, "the anchor was changed")
        previous = each.hash
        found.anchors, found.newest = number, each.hash
    gone = (
        select(AnchoredHead.chain, func.min(AnchoredHead.seq))
        .outerjoin(
            AuditEvent,
            (AuditEvent.chain == AnchoredHead.chain)
            & (AuditEvent.seq == AnchoredHead.seq)
            & (AuditEvent.hash == AnchoredHead.hash),
        )
        .where(AuditEvent.chain.is_(None))
        .group_by(AnchoredHead.chain)
    )
    for chain, seq in session.execute(gone):
        yield Fault(chain, seq, "an anchor names another row")
    newest = select(AnchoredHead.chain, func.max(AnchoredHead.seq)).group_by(AnchoredHead.chain)
    last = dict(session.execute(newest).all())
    for chain, head in heads.items():
        if head.anchored != last.get(chain, 0):
            yield Fault(chain, head.anchored, "its anchor is gone")


def _totalled(session: Session, found: Verified, keys: list[bytes], heads: Iterable[AuditHead]) -> Iterator[Fault]:
    """Totals that are gone, are none of ours, or are of other heads than there are."""
    readable = _readable(session, AuditTotal, AuditTotal.name, found=found)
    totals = {row.values["name"]: AuditTotal(**row.values) for row in readable}
    if not totals and not found.events and not found.anchors:
        return  # nothing was ever written down
    there = dict.fromkeys(TOTALS, (0, ""))
    for head in heads:
        count, sum_ = there[name := part_of(head.chain)]
        there[name] = (count + head.seq, moved(sum_, (head.chain, 0, FIRST), (head.chain, head.seq, head.hash)))
    there[ANCHORS] = (found.anchors, found.newest)
    for name, (count, sum_) in there.items():
        total, place = totals.get(name), name if name == ANCHORS else f"{EVERYTHING} {name}"
        if total is None or not is_sealed(name, total, keys):
            yield Fault(place, count, "what says how many there are was changed")
        elif (total.number, total.sum) != (count, sum_):
            yield Fault(place, count, f"there were {total.number:,}, and their ends are not what they were")
