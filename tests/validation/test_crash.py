"""However many processes climb, and however they are killed: every step happens once, and with all that belongs to it."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from resource_app.connections import Connections
from resource_app.directory.models import Listing
from resource_app.mail import LetterRow
from resource_app.outbox import Outgoing
from resource_app.settings import Settings
from resource_app.tasks.models import Task
from search import stored
from tests import crashing
from tests.validation import climber
from tests.validation.listings import id_of, load_many
from validation.beginning import begin
from validation.models import Ask, Cycle, Step, Turn

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
    rows = (cycles, steps, asks, letters, sent, tasks, turns, listings)
    return *(tuple(map(tuple, each)) for each in rows), shown


def _until(number: int) -> Callable[[Connections], None]:
    def climbed(connections: Connections) -> None:
        for moment in MOMENTS[:number]:
            climber.climb_all(replace(connections.settings, confirm_letters_per_hour=10**6), moment)

    return climbed


def _answered(connections: Connections) -> None:
    _until(1)(connections)
    climber.keep_all_right(connections, MOMENTS[0])


@pytest.mark.crash
@pytest.mark.parametrize(
    ("verb", "before", "now"),
    [
        ("begin", None, NOW),
        ("climb", _until(0), MOMENTS[0]),
        ("climb", _until(3), MOMENTS[3]),
        ("climb", _until(5), datetime(2027, 2, 4, 15, tzinfo=UTC)),
        ("confirm", _until(5), datetime(2027, 2, 5, 15, tzinfo=UTC)),
        ("send", _answered, MOMENTS[0]),
    ],
    ids=["begin", "letter", "call", "out of sight", "confirmed", "answered"],
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
    climber.do(settings, verb, FIRST, now, 0)
    assert verb == "confirm" or state(connections) == seen[-1]
