"""What do the checks look at now? Each walks all listings in the order of their ids, a chunk at a time, and begins again when
it is due; where it stands is a row, so whoever comes next goes on from there.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.directory.models import Listing
from resource_app.errors import N_
from resource_app.notes import Fact, Note
from resource_app.outward import Outward
from validation import findings
from validation.checks.looks import looks_of
from validation.checks.table import CHECKS, Check
from validation.models import Finding, Walk

SECONDS = 60.0  # that one run begins new chunks for: others wait for the process


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk stands, and when it began."""

    began_at: datetime
    after: str


def check_listings(connections: Connections, now: datetime, outside: Outward, seconds: float = SECONDS) -> Note:
    """Look at what is due, for about so many seconds; how far that came, in words."""
    ends_at = time.monotonic() + seconds
    for check in CHECKS:
        while time.monotonic() < ends_at and _chunk(connections, check, now, outside):
            pass
    with connections.reading() as session:
        return _progress(session)


def _chunk(connections: Connections, check: Check, now: datetime, outside: Outward) -> bool:
    """Look at the next listings; whether there were any to look at. Nothing is held while servers are asked."""
    with connections.reading() as session:
        place = _place(session.get(Walk, check.code), check, now)
        if place is None:
            return False
        ids = session.scalars(
            findings.OFFERED.where(Listing.id > place.after).order_by(Listing.id).limit(check.chunk)
        ).all()
        looks = looks_of(session, ids)
    verdicts = check.find(looks, outside) if looks else {}
    with connections.transaction() as session:
        walk = session.get(Walk, check.code, with_for_update=True)
        if _place(walk, check, now) != place:
            return True  # somebody else was quicker
        if walk is None:
            walk = Walk(code=check.code, began_at=now)
            session.add(walk)
        if not place.after:
            walk.began_at, walk.looked, walk.ended_at = place.began_at, 0, None
        findings.keep(session, check, verdicts, now)
        walk.after, walk.looked = ids[-1] if ids else place.after, walk.looked + len(ids)
        if len(ids) < check.chunk:
            walk.after, walk.ended_at = "", now
            findings.forget_gone(session, check, now)
    return True


def _place(walk: Walk | None, check: Check, now: datetime) -> _Place | None:
    """Where to go on; None until the next walk is due."""
    if walk is None:
        return _Place(now, "")
    if walk.ended_at is None:
        return _Place(walk.began_at, walk.after)
    return _Place(now, "") if walk.began_at + check.every <= now else None


def _progress(session: Session) -> Note:
    found = session.scalar(select(func.count()).where(Finding.cleared_at.is_(None))) or 0
    walks = {walk.code: walk for walk in session.scalars(select(Walk))}
    under_way = [check for check in CHECKS if check.code not in walks or walks[check.code].ended_at is None]
    said = Note.of(N_("findings that are open: %(num)s"), num=found)
    if not under_way:
        return Note.of(N_("all looked at")) + said
    total = session.scalar(select(func.count()).select_from(findings.OFFERED.subquery())) or 0
    looked: list[tuple[str, Mapping[str, Fact]]] = [
        (check.looked, {"num": walks[check.code].looked if check.code in walks else 0, "of": total})
        for check in under_way
    ]
    return Note(tuple(looked)) + said
