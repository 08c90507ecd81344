"""What do the jobs do? Each takes the connections and the moment, opens its own short transactions, and says what it did."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from resource_app.connections import Connections
from resource_app.jobs.models import JobRun

KEPT = timedelta(days=30)


def check_index(connections: Connections, now: datetime) -> str:
    """Find what is wrong in the search index, and heal it."""
    del now
    with connections.reading() as session:
        drift = connections.search.verify(session.connection())
    if not drift.count:
        return f"{drift.checked:,} listings, none wrong in the index"
    made = connections.search.rebuild(connections.engine, lambda _done, _total: None)
    return f"{drift.count:,} of {drift.checked:,} listings were wrong in the index; it was made anew with {made:,}"


def tidy_jobs(connections: Connections, now: datetime) -> str:
    """Forget old runs."""
    with connections.transaction() as session:
        gone = session.execute(delete(JobRun).where(JobRun.finished_at < now - KEPT))
    return f"{gone.rowcount:,} forgotten"  # type: ignore[attr-defined]  # a delete counts its rows
