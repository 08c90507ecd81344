"""What do the jobs do? Each takes the connections and the moment, opens its own short transactions, and says what it did."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, or_

from referrals import erasing
from referrals.offers import drafts as referral_drafts
from referrals.offers import ticking
from resource_app.accounts import passing, throttles
from resource_app.audit.anchoring import anchor
from resource_app.connections import Connections
from resource_app.directory import claims, drafts, new_listings, problems, use
from resource_app.errors import N_
from resource_app.jobs.models import JobRun
from resource_app.notes import Note
from resource_app.outward import Outward
from validation import beginning, checking, climbing, priorities

FORGOTTEN, ERASED, RANKED = N_("%(num)s forgotten"), N_("%(num)s erased"), N_("%(num)s ranked")
KEPT = timedelta(days=30)
SIGNING_IN_KEPT = timedelta(days=90)
OFTEN, OFTEN_KEPT = (
    Note.of(N_("it is there")),
    timedelta(days=1),
)  # what most runs of a job of every half minute say, and how long they are kept


def check_index(connections: Connections, now: datetime) -> Note:
    """Find what is wrong in the search index, and heal it."""
    del now
    healed = connections.search.heal(connections.engine)
    drift = healed.found
    if not drift.count:
        return Note.of(N_("%(num)s listings, none wrong in the index"), num=drift.checked)
    said = Note.of(
        N_("%(num)s of %(of)s listings were wrong in the index and were put right"), num=drift.count, of=drift.checked
    )
    if healed.left:
        structlog.get_logger().error("index not healed", listings=healed.left)
        return said + Note.of(N_("but %(num)s of them are still wrong"), num=healed.left)
    return said


def ensure_index(connections: Connections, now: datetime) -> Note:
    """Make the search index where it is missing."""
    del now
    made = connections.search.ensure(connections.engine)
    return Note.of(N_("made with %(num)s listings"), num=made) if made else OFTEN


def tidy_jobs(connections: Connections, now: datetime) -> Note:
    """Forget old runs."""
    with connections.transaction() as session:
        old = or_(
            JobRun.finished_at < now - KEPT, (JobRun.finished_at < now - OFTEN_KEPT) & (JobRun.note == OFTEN.kept)
        )
        gone = session.execute(delete(JobRun).where(old))
    return Note.of(FORGOTTEN, num=gone.rowcount)  # type: ignore[attr-defined]  # a delete counts its rows


def tidy_sign_ins(connections: Connections, now: datetime) -> Note:
    """Forget what passes of signing in, and counts of tries."""
    with connections.transaction() as session:
        gone = passing.forget(session, now - SIGNING_IN_KEPT)
    return Note.of(
        N_("%(num)s rows and %(counts)s counts forgotten"), num=gone, counts=throttles.forget(connections, now)
    )


def erase_claims(connections: Connections, now: datetime) -> Note:
    """Forget who asked to keep an organization's listings right, long after it was decided."""
    with connections.transaction() as session:
        return Note.of(ERASED, num=claims.erase(session, now - claims.KEPT))


def erase_problems(connections: Connections, now: datetime) -> Note:
    """Forget what was typed of problems that were closed long ago."""
    with connections.transaction() as session:
        return Note.of(ERASED, num=problems.erase(session, now))


def erase_new_listings(connections: Connections, now: datetime) -> Note:
    """Forget what was typed of proposed listings that were decided long ago."""
    with connections.transaction() as session:
        return Note.of(ERASED, num=new_listings.erase(session, now))


def tidy_drafts(connections: Connections, now: datetime) -> Note:
    """Forget what was typed long ago and never saved or sent: a listing's form, a referral."""
    with connections.transaction() as session:
        return Note.of(FORGOTTEN, num=drafts.forget(session, now) + referral_drafts.forget_old(session, now))


def erase_people(connections: Connections, now: datetime) -> Note:
    """Erase members whom nothing happened with for long enough, unless a legal hold keeps them."""
    return Note.of(ERASED, num=erasing.erase_over(connections, now))


def count_use(connections: Connections, now: datetime) -> Note:
    """Add up how often listings were found and opened."""
    return Note.of(N_("%(num)s bytes added"), num=use.add_up(connections, now))


def tidy_use(connections: Connections, now: datetime) -> Note:
    """Forget counts that are shown no more."""
    with connections.transaction() as session:
        return Note.of(N_("%(num)s counts forgotten"), num=use.forget(session, now))


def begin_cycles(connections: Connections, now: datetime) -> Note:
    """Give listings a day by which they must be confirmed."""
    return Note.of(N_("%(num)s begun"), num=beginning.begin(connections, now))


def rank_new_work(connections: Connections, now: datetime) -> Note:
    """Work out how soon new work should be done."""
    return Note.of(RANKED, num=priorities.refresh(connections, now, new_only=True))


def rank_work(connections: Connections, now: datetime) -> Note:
    """Work out how soon all work should be done."""
    return Note.of(RANKED, num=priorities.refresh(connections, now))


def ask_for_confirmations(connections: Connections, now: datetime) -> Note:
    """Do what is due of the six-month promise."""
    return climbing.climb(connections, now).note


def tick_referrals(connections: Connections, now: datetime) -> Note:
    """Do what is due of referrals."""
    return ticking.tick(connections, now)


def check_listings(connections: Connections, now: datetime) -> Note:
    """Look for what a machine can find wrong with listings."""
    return checking.check_listings(connections, now, Outward(connections.settings.origin))


def anchor_audit(connections: Connections, now: datetime) -> Note:
    """Bind what was written down until now; the log has the hash too, so that it is kept in two places."""
    with connections.transaction() as session:
        made = anchor(session, now)
        if made is None:
            return Note.of(N_("nothing new"))
        structlog.get_logger().info("audit anchor", number=made.number, hash=made.hash)
        return Note.of(
            N_("anchor %(number)s: %(chains)s chains, %(hash)s"), number=made.number, chains=made.heads, hash=made.hash
        )
