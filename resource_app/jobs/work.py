"""What do the jobs do? Each takes the connections and the moment, opens its own short transactions, and says what it did."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, or_

from referrals.offers import drafts as referral_drafts
from referrals.offers import ticking
from resource_app.accounts import passing, throttles
from resource_app.audit.anchoring import anchor
from resource_app.connections import Connections
from resource_app.directory import claims, drafts, new_listings, problems, use
from resource_app.jobs.models import JobRun
from resource_app.outward import Outward
from validation import beginning, checking, climbing, priorities

KEPT = timedelta(days=30)
SIGNING_IN_KEPT = timedelta(days=90)
OFTEN, OFTEN_KEPT = (
    "it is there",
    timedelta(days=1),
)  # what most runs of a job of every half minute say, and how long they are kept


def check_index(connections: Connections, now: datetime) -> str:
    """Find what is wrong in the search index, and heal it."""
    del now
    healed = connections.search.heal(connections.engine)
    drift = healed.found
    if not drift.count:
        return f"{drift.checked:,} listings, none wrong in the index"
    said = f"{drift.count:,} of {drift.checked:,} listings were wrong in the index and were put right"
    if healed.left:
        structlog.get_logger().error("index not healed", listings=healed.left)
        return f"{said}, but {healed.left:,} of them, which are still wrong"
    return said


def ensure_index(connections: Connections, now: datetime) -> str:
    """Make the search index where it is missing."""
    del now
    made = connections.search.ensure(connections.engine)
    return f"made with {made:,} listings" if made else OFTEN


def tidy_jobs(connections: Connections, now: datetime) -> str:
    """Forget old runs."""
    with connections.transaction() as session:
        old = or_(JobRun.finished_at < now - KEPT, (JobRun.finished_at < now - OFTEN_KEPT) & (JobRun.note == OFTEN))
        gone = session.execute(delete(JobRun).where(old))
    return f"{gone.rowcount:,} forgotten"  # type: ignore[attr-defined]  # a delete counts its rows


def tidy_sign_ins(connections: Connections, now: datetime) -> str:
    """Forget what passes of signing in, and counts of tries."""
    with connections.transaction() as session:
        gone = passing.forget(session, now - SIGNING_IN_KEPT)
    return f"{gone:,} rows and {throttles.forget(connections, now):,} counts forgotten"


def erase_claims(connections: Connections, now: datetime) -> str:
    """Forget who asked to keep an organization's listings right, long after it was decided."""
    with connections.transaction() as session:
        return f"{claims.erase(session, now - claims.KEPT):,} erased"


def erase_problems(connections: Connections, now: datetime) -> str:
    """Forget what was typed of problems that were closed long ago."""
    with connections.transaction() as session:
        return f"{problems.erase(session, now):,} erased"


def erase_new_listings(connections: Connections, now: datetime) -> str:
    """Forget what was typed of proposed listings that were decided long ago."""
    with connections.transaction() as session:
        return f"{new_listings.erase(session, now):,} erased"


def tidy_drafts(connections: Connections, now: datetime) -> str:
    """Forget what was typed long ago and never saved or sent: a listing's form, a referral."""
    with connections.transaction() as session:
        return f"{drafts.forget(session, now) + referral_drafts.forget_old(session, now):,} forgotten"


def count_use(connections: Connections, now: datetime) -> str:
    """Add up how often listings were found and opened."""
    return f"{use.add_up(connections, now):,} bytes added"


def tidy_use(connections: Connections, now: datetime) -> str:
    """Forget counts that are shown no more."""
    with connections.transaction() as session:
        return f"{use.forget(session, now):,} counts forgotten"


def begin_cycles(connections: Connections, now: datetime) -> str:
    """Give listings a day by which they must be confirmed."""
    return f"{beginning.begin(connections, now):,} begun"


def rank_new_work(connections: Connections, now: datetime) -> str:
    """Work out how soon new work should be done."""
    return f"{priorities.refresh(connections, now, new_only=True):,} ranked"


def rank_work(connections: Connections, now: datetime) -> str:
    """Work out how soon all work should be done."""
    return f"{priorities.refresh(connections, now):,} ranked"


def ask_for_confirmations(connections: Connections, now: datetime) -> str:
    """Do what is due of the six-month promise."""
    return str(climbing.climb(connections, now))


def tick_referrals(connections: Connections, now: datetime) -> str:
    """Do what is due of referrals."""
    return ticking.tick(connections, now)


def check_listings(connections: Connections, now: datetime) -> str:
    """Look for what a machine can find wrong with listings."""
    return checking.check_listings(connections, now, Outward(connections.settings.origin))


def anchor_audit(connections: Connections, now: datetime) -> str:
    """Bind what was written down until now; the log has the hash too, so that it is kept in two places."""
    with connections.transaction() as session:
        made = anchor(session, now)
        if made is None:
            return "nothing new"
        structlog.get_logger().info("audit anchor", number=made.number, hash=made.hash)
        return f"anchor {made.number}: {made.heads:,} chains, {made.hash}"
