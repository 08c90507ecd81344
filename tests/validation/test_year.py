"""A year of the promise: three thousand listings whose people answer as people do, and not one is shown past its six months."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from click import echo
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.clock import months_later
from resource_app.connections import Connections
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Listing
from resource_app.jobs import posting
from resource_app.mail import LetterRow
from resource_app.tasks.models import Task
from search.query import Query
from tests.validation.listings import load_many
from validation.beginning import begin, restart
from validation.climbing import climb
from validation.cycle import is_working_day
from validation.models import Ask, Cycle

BEGUN = date(2026, 1, 5)
ZONE = ZoneInfo("America/New_York")
LISTINGS = 3_000
SEED = 20_261_128
CALL_MINUTES, LISTING_MINUTES = 6, 2  # of a curator's time: a call, and each listing gone through
LEAST_SHOWN = 0.7
FIELDS = ("service.description", "location.phones")

# What share answers: within a few days of the letter, or when the curator calls.
ANSWERS = {"mail": 0.35, "reminder": 0.20, "next contact": 0.10, "last notice": 0.0, "call": 0.60}
DEAD = 0.08  # addresses


@dataclass
class Year:
    """What happened, day by day."""

    letters: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    reached: int = 0
    minutes: int = 0
    shown: list[float] = field(default_factory=list)
    overdue: list[date] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {rung}" for rung, count in self.letters.items())
        return (
            f"{sum(self.letters.values()):,} letters ({kinds}), "
            f"{self.calls:,} calls ({self.reached:,} reached), {self.minutes / 60:,.0f} curator hours, "
            f"each day's share shown: least {min(self.shown):.0%}, mean {sum(self.shown) / len(self.shown):.0%}\n"
            f"{self.shares}"
        )

    @property
    def shares(self) -> str:
        """Each day's share that is shown, four weeks a line."""
        figures = [f"{share:5.0%}" for share in self.shown]
        return "\n".join("".join(figures[at : at + 28]) for at in range(0, len(figures), 28))


def drawing(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311 - the same year every time


def sizes() -> list[int]:
    """Most organizations have one or two listings, a few have dozens."""
    draw, found = drawing(SEED), []
    while sum(found) < LISTINGS:
        found.append(min(draw.choice((1, 1, 1, 2, 2, 3, 4, 8, 30, 75)), LISTINGS - sum(found)))
    return found


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 30), ZONE).astimezone(UTC)


def waiting(session: Session, turn_id: str, until: date) -> Sequence[str]:
    asked = select(Cycle.listing_id).where(Cycle.turn_id == turn_id, Cycle.ended_at.is_(None), Cycle.due_on <= until)
    return session.scalars(asked).all()


def answer(session: Session, turn_id: str, until: date, how: str, now: datetime) -> int:
    """Everything a turn is asked about is right."""
    ids = waiting(session, turn_id, until)
    said = Said(FIELDS, now.astimezone(ZONE).date(), "organization" if how == "link" else "curator", how)
    for listing_id in ids:
        confirm(session, listing_id, said, now, Actor("link", "year"))
    restart(session, ids, now)
    return len(ids)


def take_letters(site: Connections, year: Year, draw: random.Random, now: datetime) -> Iterator[tuple[date, str, date]]:
    """The letters that left since: some come back, some will be answered on a day."""
    with site.transaction() as session:
        fresh = select(Ask).join(LetterRow, LetterRow.id == Ask.id).where(LetterRow.outcome == "")
        for ask in session.scalars(fresh.order_by(Ask.turn_id)).all():
            year.letters[ask.rung] += 1
            dead = drawing(f"{SEED} {ask.recipient}").random() < DEAD
            posting.settle(session, ask.id, "refused" if dead else "sent", ask.recipient, now)
            if not dead and draw.random() < ANSWERS[ask.rung]:
                yield now.date() + timedelta(days=draw.randint(0, 4)), ask.turn_id, ask.until_on


def call(site: Connections, year: Year, draw: random.Random, now: datetime) -> None:
    """The curators call everybody whose task is open; whom they do not reach they call again the next working day."""
    with site.reading() as session:
        tasks = session.execute(select(Task.subject).where(Task.kind == "confirm", Task.closed_at.is_(None))).all()
    for (turn_id,) in sorted(tasks):
        year.calls += 1
        year.minutes += CALL_MINUTES
        if draw.random() < ANSWERS["call"]:
            with site.transaction() as session:
                count = answer(session, turn_id, now.date() + timedelta(days=60), "phone", now)
            year.reached += 1
            year.minutes += LISTING_MINUTES * count


def watch(site: Connections, year: Year, now: datetime) -> None:
    """What default results show on a day, against what they may show."""
    today = now.astimezone(ZONE).date()
    with site.reading() as session:
        connection = session.connection()
        total = site.search.search(connection, Query(now=site.search.local(connection, now))).total
        facts = session.execute(select(Listing.confirmed_on, Listing.due_on, Listing.unconfirmed)).all()
    year.shown.append(total / LISTINGS)
    fresh = 0
    for confirmed_on, due_on, unconfirmed in facts:
        last = months_later(confirmed_on or BEGUN, 6)
        fresh += not unconfirmed and due_on is not None and today <= due_on
        if due_on is not None and today <= due_on and today > last:
            year.overdue.append(today)
    assert total == fresh, today


@pytest.mark.acceptance
@pytest.mark.embedded
def test_validation_in_a_year_nothing_is_shown_past_its_six_months(connections: Connections) -> None:
    draw, year, answers = drawing(SEED), Year(), []
    begun = at(BEGUN, 9)
    with connections.transaction() as session:
        load_many(session, sizes(), begun)
    assert begin(connections, begun) == LISTINGS
    for ahead in range(365):
        today = BEGUN + timedelta(days=ahead)
        for hour in (9, 11, 14):
            climb(connections, at(today, hour))
            answers += take_letters(connections, year, draw, at(today, hour))
        due, answers = [each for each in answers if each[0] <= today], [each for each in answers if each[0] > today]
        for _day, turn_id, until in due:
            with connections.transaction() as session:
                answer(session, turn_id, until, "link", at(today, 15))
        if is_working_day(today):
            call(connections, year, draw, at(today, 16))
        watch(connections, year, at(today, 20))
    echo(f"\n{year}")
    assert not year.overdue
    assert min(year.shown) >= LEAST_SHOWN
    with connections.reading() as session:
        assert session.scalar(select(func.count()).where(Cycle.ended_at.is_(None))) == LISTINGS
