"""However many processes climb, and however they are killed: every step happens once, and with all that belongs to it."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from resource_app.actor import importing
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.applying import apply_batch
from resource_app.directory.models import Listing, Organization, Problem
from resource_app.mail import LetterRow
from resource_app.outbox import Outgoing
from resource_app.settings import Settings
from resource_app.tasks.models import Task
from search import stored
from tests import crashing
from tests.factories import entry_of
from tests.validation import climber
from tests.validation.listings import id_of, load_many, nested
from validation.beginning import begin
from validation.models import Answer, Ask, Call, Cycle, Dispute, Finding, Step, Suspension, Turn, Walk

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
DUE = date(2027, 1, 4)
LISTINGS, PROCESSES, KILLS = 2_000, 8, 80
FIRST = id_of("listing 1-0")
MOMENTS = tuple(  # at ten in the morning, when the rungs from the first letter to the last notice are due
    datetime(*day, 15, tzinfo=UTC)
    for day in ((2026, 11, 5), (2026, 11, 20), (2026, 12, 7), (2026, 12, 14), (2026, 12, 28))
)
LETTERS = 4  # of these are letters; one is a call


@pytest.fixture(scope="module", autouse=True)
def _imported_once() -> None:
    crashing.imported_once("tests.validation.climber")


def prepared(connections: Connections, sizes: list[int]) -> Settings:
    """Listings that are due on one day, and letters as many as like an hour."""
    with connections.transaction() as session:
        load_many(session, sizes, NOW)
        session.execute(update(Listing).values(due_on=DUE))
    begin(connections, NOW)
    return replace(connections.settings, confirm_letters_per_hour=10**6)


@pytest.mark.crash
def test_validation_two_thousand_listings_eight_processes_eighty_kills(connections: Connections) -> None:
    settings = prepared(connections, [1] * LISTINGS)
    draw = random.Random(20_261_128)  # noqa: S311 - the same kills every time
    for moment in MOMENTS:
        crashing.harassed(climber.climb_all, [(settings, moment)] * PROCESSES, KILLS // len(MOMENTS), draw, 0.1)
        climber.climb_all(settings, moment)  # what the last one to die held
    with connections.reading() as session:
        steps = Counter(session.scalars(select(Step.rung)))
        assert steps == dict.fromkeys(("mail", "reminder", "next contact", "call", "last notice"), LISTINGS)
        assert len(session.execute(select(Step.cycle_id, Step.rung).distinct()).all()) == LISTINGS * len(MOMENTS)
        written = LISTINGS - LISTINGS // 10  # every tenth gives no address
        assert session.scalar(select(func.count()).select_from(Ask)) == written * LETTERS
        letters = set(session.scalars(select(LetterRow.id)))
        assert letters == set(session.scalars(select(Ask.id)))
        outgoing = session.scalars(select(Outgoing.subject).where(Outgoing.topic == "mail")).all()
        assert Counter(outgoing) == Counter(letters)
        assert session.scalar(select(func.count()).select_from(Task)) == LISTINGS
        assert set(session.scalars(select(Cycle.rung))) == {"last notice"}


BESIDE = (
    select(Answer.path, Answer.said, Answer.sent_at).order_by(Answer.id),
    select(Dispute.reason, Dispute.said_on, Dispute.cleared_at).order_by(Dispute.id),
    select(Suspension.until_on, Suspension.ended_at),
    select(Listing.no_referrals_until),
    select(Call.result),
    select(Problem.kind, Problem.likely_at, Problem.closed_at),
    select(Finding.code, Finding.failures),
    select(Walk.code, Walk.looked, Walk.ended_at),
    select(Ask.version, Ask.expires_at),
    select(Turn.channel, Turn.email),
    select(Organization.asked_out),
    select(AuditEvent.action).order_by(AuditEvent.seq),
)


def state(connections: Connections) -> tuple[object, ...]:
    """All that the promise keeps of the first listing, without numbers drawn by chance."""
    with connections.reading() as session:
        cycles = session.execute(
            select(Cycle.due_on, Cycle.rung, Cycle.next_at, Cycle.outcome, Cycle.periods).order_by(Cycle.id)
        ).all()
        steps = session.execute(select(Step.rung, Step.note, Step.ask_id.is_not(None)).order_by(Step.id)).all()
        asks = session.execute(select(Ask.rung, Ask.recipient, Ask.asked_on)).all()
        letters = session.execute(select(LetterRow.kind, LetterRow.id.in_(select(Ask.id)))).all()
        sent = session.execute(
            select(Outgoing.topic, func.count()).group_by(Outgoing.topic).order_by(Outgoing.topic)
        ).all()
        tasks = session.execute(select(Task.kind, Task.subject, Task.outcome)).all()
        turns = session.execute(select(Turn.id, Turn.next_at)).all()
        listings = session.execute(select(Listing.due_on, Listing.unconfirmed, Listing.confirmed_on)).all()
        document = stored.load(session.connection(), [FIRST])[FIRST]
        shown = (document.due_on, document.hidden, document.confirmed_on)
        beside = [session.execute(asked).all() for asked in BESIDE]
    rows = (cycles, steps, asks, letters, sent, tasks, turns, listings, *beside)
    return *(tuple(map(tuple, each)) for each in rows), shown


def _until(number: int) -> Callable[[Connections], None]:
    def climbed(connections: Connections) -> None:
        for moment in MOMENTS[:number]:
            climber.climb_all(replace(connections.settings, confirm_letters_per_hour=10**6), moment)

    return climbed


def _answered(connections: Connections) -> None:
    _until(1)(connections)
    climber.keep_all_right(connections, MOMENTS[0])


def _disputed(times: int) -> Callable[[Connections], None]:
    """The listing was said to be no more on so many days, the last of them the day of NOW."""

    def disputed(connections: Connections) -> None:
        for ahead in range(times):
            climber.act(connections, "hear", FIRST, NOW - timedelta(days=times - ahead))

    return disputed


def _says_closed(connections: Connections) -> None:
    with connections.transaction() as session:
        said = nested(1, 0, description="This program has permanently closed.")
        apply_batch(session, [entry_of("service", said)], NOW, importing("demo"))


def _unlisted(connections: Connections) -> None:
    climber.act(connections, "unlist", FIRST, NOW)


LATER = NOW + timedelta(hours=2)
AGAIN = {"begin", "climb", "send", "keep", "hear", "prefer", "unlist", "list again", "check"}  # done twice, as once


@pytest.mark.crash
@pytest.mark.parametrize(
    ("verb", "before", "now"),
    [
        ("begin", None, NOW),
        ("climb", _until(0), MOMENTS[0]),
        ("climb", _until(3), MOMENTS[3]),
        ("climb", _until(5), datetime(2027, 2, 4, 15, tzinfo=UTC)),
        ("confirm", _until(5), datetime(2027, 2, 5, 15, tzinfo=UTC)),
        ("keep", _until(1), MOMENTS[0]),
        ("send", _answered, MOMENTS[0]),
        ("renew", _until(1), MOMENTS[1]),
        ("hear", _disputed(2), LATER),
        ("settle", _disputed(3), LATER),
        ("call", _until(4), MOMENTS[3]),
        ("move", _until(0), LATER),
        ("prefer", _until(0), LATER),
        ("unlist", _until(4), MOMENTS[3]),
        ("list again", _unlisted, LATER),
        ("check", _says_closed, LATER),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_validation_a_verb_that_dies_before_any_of_its_statements_has_not_happened_or_is_whole(
    connections: Connections, verb: str, before: Callable[[Connections], None] | None, now: datetime
) -> None:
    with connections.transaction() as session:
        load_many(session, [1], NOW)
        session.execute(update(Listing).values(due_on=DUE))
    if before:
        begin(connections, NOW)
        before(connections)
    settings = replace(connections.settings, confirm_letters_per_hour=10**6)
    seen = crashing.died_everywhere(climber.do, (settings, verb, FIRST, now), lambda: state(connections))
    assert len(seen) == 2, "half done"
    if verb in AGAIN:
        climber.do(settings, verb, FIRST, now, 0)
        assert state(connections) == seen[-1]
