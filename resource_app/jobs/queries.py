"""What can be said of the jobs without naming what they work on?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.jobs.models import JobRun


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
