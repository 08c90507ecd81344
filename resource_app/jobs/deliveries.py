"""Who delivers what lies in the outbox? One row for each topic. How to add one: write its `deliver`, add its row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from referrals.offers import listings as of_referrals
from resource_app import mail, outbox
from resource_app.clock import Clock
from resource_app.connections import Connections
from resource_app.directory.confirmations import CONFIRMED
from resource_app.directory.problems import DISPUTED, REPORTED
from resource_app.directory.search_profile import INDEX
from resource_app.jobs import posting
from validation import disputes
from validation.beginning import CHUNK, restart

# Subjects and the moment -> those that failed, with an error's name.
Deliver = Callable[[Connections, Sequence[str], datetime], Mapping[str, str]]


LATER = outbox.doubling(timedelta(minutes=10))


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one topic is delivered: `batch` rows at once, which takes less than `lease`; `wait` says how long after so many
    failures.
    """

    topic: str
    deliver: Deliver
    batch: int = 500
    lease: timedelta = timedelta(minutes=5)
    wait: Callable[[int], timedelta] = LATER


def begin_anew(connections: Connections, listings: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Count the time until the next confirmation from the one that was given, which settles what was disputed."""
    for start in range(0, len(listings), CHUNK):
        with connections.transaction() as session:
            disputes.settle(session, listings[start : start + CHUNK], now)
            restart(session, listings[start : start + CHUNK], now)
    return {}


def hear(connections: Connections, subjects: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Let somebody be called about listings that were disputed; what says nothing we know is kept."""
    failed: dict[str, str] = {}
    for subject in subjects:
        said = disputes.read(subject)
        if said is None:
            failed[subject] = "Unreadable"
            continue
        with connections.transaction() as session:
            disputes.hear(session, said, now)
    return failed


def hear_of_problems(connections: Connections, problems: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Let somebody be called about listings of which a problem was reported."""
    for problem_id in problems:
        with connections.transaction() as session:
            disputes.hear_of_problem(session, problem_id, now)
    return {}


def rank_by_room(connections: Connections, listings: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Let listings that had no room for a referral come later in results for a while."""
    with connections.transaction() as session:
        of_referrals.rank(session, listings, now)
    return {}


def feed_index(connections: Connections, listings: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Bring listings in the search cluster up to what the database says."""
    del now
    return connections.search.feed(connections.engine, listings)


DELIVERIES: tuple[Delivery, ...] = (
    # A process that dies, or loses the database, gives back what it held within half a minute: feeding twice does no harm.
    Delivery(INDEX, feed_index, lease=timedelta(seconds=25), wait=outbox.doubling(timedelta(seconds=20))),
    Delivery(CONFIRMED, begin_anew),
    Delivery(DISPUTED, hear),
    Delivery(REPORTED, hear_of_problems),
    Delivery(of_referrals.ROOM, rank_by_room, batch=50),
    Delivery(mail.TOPIC, posting.deliver, batch=20, wait=posting.wait),
)


def drain(connections: Connections, clock: Clock, deliveries: Sequence[Delivery] = DELIVERIES) -> int:
    """Deliver everything that is due; how many rows were taken. What fails waits, and stops nothing else."""
    done = 0
    for each in deliveries:
        while claimed := outbox.claim(connections, each.topic, clock(), each.batch, each.lease):
            subjects = list(dict.fromkeys(row.subject for row in claimed))
            try:
                failed = each.deliver(connections, subjects, clock())
            except Exception as error:  # noqa: BLE001 - whatever it is, the rows are tried again
                name = type(error).__qualname__  # its message may quote what is delivered
                structlog.get_logger().error("delivery failed", topic=each.topic, error=name)
                failed = dict.fromkeys(subjects, name)
            outbox.settle(connections, claimed, failed, clock(), each.wait)
            done += len(claimed)
    return done
