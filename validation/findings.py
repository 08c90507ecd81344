"""What is found wrong with a listing now, and since when? One open finding for each listing and check.

A failure is noted and hides nothing; a finding that lasts opens one task for its listing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from resource_app.database import parts_of
from resource_app.directory.models import Listing, Service
from resource_app.directory.queries import is_kept
from resource_app.tasks.operations import close_tasks, open_tasks
from validation.checks.looks import Verdict
from validation.checks.table import BY_CODE, Check
from validation.models import Finding

TASK: Final = "check failed"
OFFERED = select(Listing.id).join(Service, Listing.service_id == Service.id).where(is_kept())


def open_of(session: Session, listing_id: str) -> Sequence[Finding]:
    """What is found wrong with a listing, the oldest first."""
    mine = select(Finding).where(Finding.listing_id == listing_id, Finding.cleared_at.is_(None))
    return session.scalars(mine.order_by(Finding.first_at, Finding.code)).all()


def keep(session: Session, check: Check, verdicts: Mapping[str, Verdict], now: datetime) -> None:
    """Note what a check found of listings. Where it could not say, all stays as it was."""
    for part in parts_of(verdicts):
        known = {finding.listing_id: finding for finding in session.scalars(_open(check.code, part))}
        for listing_id in part:
            finding, verdict = known.get(listing_id), verdicts[listing_id]
            if verdict.right is None:
                continue
            if verdict.right:
                if finding is not None:
                    finding.cleared_at = now
            elif finding is None:
                made = Finding(listing_id=listing_id, code=check.code, first_at=now, last_at=now, note=verdict.note)
                session.add(made)
            else:
                finding.failures, finding.last_at, finding.note = finding.failures + 1, now, verdict.note
    session.flush()
    _tell(session, verdicts, now)


def forget_gone(session: Session, check: Check, now: datetime) -> None:
    """Clear what was found of listings that are offered no more."""
    gone = Finding.listing_id.not_in(OFFERED)
    mine = select(Finding.listing_id).where(Finding.code == check.code, Finding.cleared_at.is_(None), gone)
    ids = session.scalars(mine).all()
    for part in parts_of(ids):
        theirs = update(Finding).where(
            Finding.code == check.code, Finding.listing_id.in_(part), Finding.cleared_at.is_(None)
        )
        session.execute(theirs.values(cleared_at=now), execution_options={"synchronize_session": False})
    session.expire_all()
    _tell(session, ids, now)


def _open(code: str, listing_ids: Collection[str]) -> Select[Finding]:
    return select(Finding).where(
        Finding.code == code, Finding.listing_id.in_(listing_ids), Finding.cleared_at.is_(None)
    )


def _tell(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Open a task for each listing with a finding that has lasted; close that of one that has none any more. One that somebody
    closed comes back only when a check fails anew.
    """
    for part in parts_of(listing_ids):
        lasting: dict[str, list[Finding]] = {}
        for finding in session.scalars(
            select(Finding).where(Finding.listing_id.in_(part), Finding.cleared_at.is_(None))
        ):
            if _lasts(finding):
                lasting.setdefault(finding.listing_id, []).append(finding)
        untold = {key for key, found in lasting.items() if any(each.told_at is None for each in found)}
        open_tasks(session, TASK, [(f"listing:{key}", "") for key in sorted(untold)], now)
        for key in untold:
            for finding in lasting[key]:
                finding.told_at = finding.told_at or now
        close_tasks(session, TASK, [f"listing:{key}" for key in part if key not in lasting], "passed", now)


def _lasts(finding: Finding) -> bool:
    check = BY_CODE.get(finding.code)
    if check is None or check.failures is None:
        return False
    return finding.failures >= check.failures and finding.last_at - finding.first_at >= check.over
