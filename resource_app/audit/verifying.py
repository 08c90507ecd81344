"""Has anybody changed what was written down? Every chain is followed, and every anchor compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, func, insert, select, text, update
from sqlalchemy.orm import Session

from resource_app.audit.chain import FIRST, anchor_hash, hash_of
from resource_app.audit.models import AnchoredHead, AuditAnchor, AuditEvent, AuditHead

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at row `seq` of a chain."""

    chain: str
    seq: int
    what: str


@dataclass(slots=True)
class Verified:
    """What was looked at, what is wrong, and the hash of the newest anchor, to be compared with one kept elsewhere."""

    events: int = 0
    chains: int = 0
    anchors: int = 0
    newest: str = ""
    faults: list[Fault] = field(default_factory=list)


def verify(session: Session, kept: str = "") -> Verified:
    """Follow everything; a changed, removed or exchanged row is a fault, and so is an anchor `kept` elsewhere that is none
    of ours.
    """
    found = Verified()
    heads = {head.chain: head for head in session.scalars(select(AuditHead))}
    ordered = select(AuditEvent.__table__).order_by(AuditEvent.chain, AuditEvent.seq)
    events = session.execute(ordered.execution_options(yield_per=AT_ONCE))
    for chain, rows in groupby(events, attrgetter("chain")):
        found.chains += 1
        found.faults += _followed(chain, rows, heads.pop(chain, None))
    found.events = session.scalar(select(func.count()).select_from(AuditEvent)) or 0
    found.faults += [Fault(chain, head.seq, "every row is gone") for chain, head in heads.items() if head.seq]
    found.faults += _anchored(session, found)
    if kept and session.scalar(select(AuditAnchor.number).where(AuditAnchor.hash == kept)) is None:
        found.faults.append(Fault("anchors", found.anchors, "the anchor that was kept elsewhere is not there"))
    return found


def anchor(session: Session, now: datetime) -> AuditAnchor | None:
    """Bind all heads as they are now, where any has changed since the last anchor."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE audit_head IN EXCLUSIVE MODE"))  # SQLite has one writer anyway
    changed = [
        (head.chain, head.seq, head.hash)
        for head in session.scalars(select(AuditHead).where(AuditHead.seq > AuditHead.anchored))
    ]
    if not changed:
        return None
    last = session.scalars(select(AuditAnchor).order_by(AuditAnchor.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST)
    made = AuditAnchor(
        number=number,
        made_at=now,
        heads=len(changed),
        previous=previous,
        hash=anchor_hash(previous, now, changed),
    )
    session.add(made)
    session.flush()
    rows = [{"anchor": number, "chain": chain, "seq": seq, "hash": hashed} for chain, seq, hashed in changed]
    session.execute(insert(AnchoredHead), rows)
    session.execute(update(AuditHead).where(AuditHead.seq > AuditHead.anchored).values(anchored=AuditHead.seq))
    return made


def _followed(chain: str, rows: Iterable[Row[Any]], head: AuditHead | None) -> Iterator[Fault]:
    previous, number = FIRST, 0
    for number, row in enumerate(rows, 1):
        if row.seq != number:
            yield Fault(chain, number, "a row is gone")
            return
        if hash_of(row._asdict()) != row.hash:
            yield Fault(chain, number, "the row was changed")
        elif row.previous != previous:
            yield Fault(chain, number, "it does not follow from the row before")
        previous = row.hash
    if head is None or (head.seq, head.hash) != (number, previous):
        yield Fault(chain, number + 1, "the end is not where it was")


def _anchored(session: Session, found: Verified) -> Iterator[Fault]:
    """Anchors that do not hold, and heads that they name and that are not there any more."""
    previous = FIRST
    for number, each in enumerate(session.scalars(select(AuditAnchor).order_by(AuditAnchor.number)), 1):
        named = select(AnchoredHead.chain, AnchoredHead.seq, AnchoredHead.hash).where(
            AnchoredHead.anchor == each.number
        )
        heads = [(row.chain, row.seq, row.hash) for row in session.execute(named)]
        whole = (each.number, each.previous, each.heads) == (number, previous, len(heads))
        if not whole or each.hash != anchor_hash(previous, each.made_at, heads):
            yield Fault("anchors", number, "the anchor was changed")
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
