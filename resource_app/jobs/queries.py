"""What can be said of the jobs without naming what they work on?"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.jobs.models import JobRun


def longest_wait(session: Session, now: datetime) -> timedelta:
    """For how long the longest waiting run has been due; nothing when none waits."""
    oldest = session.scalar(select(func.min(JobRun.due_at)).where(JobRun.state == "waiting"))
    return now - oldest if oldest else timedelta(0)
