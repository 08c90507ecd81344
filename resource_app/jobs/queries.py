"""What can be said of the jobs without naming what they work on?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.jobs.models import JobRun

NOTICED_WITHIN = timedelta(minutes=1)  # what was due so lately is not missed yet
PATIENCE = timedelta(minutes=5)  # with a job of every few seconds, while others take their time


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many runs are due that nobody took, and for how long the longest."""

    runs: int
    longest: timedelta


def waiting(session: Session, now: datetime) -> Waiting:
    """What is due and not begun."""
    found = select(func.count(), func.min(JobRun.due_at)).where(JobRun.state == "waiting")
    runs, oldest = session.execute(found).one()
    return Waiting(runs, now - oldest if runs else timedelta(0))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands: the run that ended last, the one that comes before all others, and since when nobody came to it."""

    ended: JobRun | None
    open: JobRun | None
    missed: datetime | None


def standing(session: Session, name: str, due_at: datetime) -> Standing:
    """How a job stands that was last due at `due_at`."""
    runs = select(JobRun).where(JobRun.name == name).limit(1)
    ended = session.scalars(runs.where(JobRun.finished_at.is_not(None)).order_by(JobRun.finished_at.desc())).first()
    not_ended = session.scalars(runs.where(JobRun.finished_at.is_(None)).order_by(JobRun.due_at)).first()
    seen = session.scalars(runs.where(JobRun.due_at >= due_at)).first()
    return Standing(ended, not_ended, None if seen else due_at)


def late_since(stands: Standing, interval: timedelta, now: datetime) -> datetime | None:
    """Since when a job is late: it was due more than its interval ago, and was not done since. None for one that is in time."""
    if stands.ended is not None:
        due_at = stands.ended.due_at + interval
    elif stands.open is not None:
        due_at = stands.open.due_at
    else:
        return stands.missed
    return due_at if due_at < now - max(interval, PATIENCE) else None
