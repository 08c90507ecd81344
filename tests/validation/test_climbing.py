"""Who is asked when: one letter for all listings, the next contact, a call; and what nobody confirms is hidden."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Listing
from resource_app.jobs import posting
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from resource_app.mail import LetterRow
from resource_app.tasks.models import Task
from tests.factories import LISTING, load
from tests.validation.listings import id_of, load_many
from validation import asking, links
from validation.beginning import JOB, begin, restart
from validation.climbing import climb
from validation.cycle import may_write
from validation.letters import KINDS
from validation.models import Ask, Cycle, Step, Turn

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
ZONE = "America/New_York"
FIRST = id_of("listing 1-0")


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1], NOW)
    return connections


def due(site: Connections, ids: Iterable[str], day: date) -> None:
    """Let listings that never were confirmed be due on a day."""
    with site.transaction() as session:
        session.execute(update(Listing).where(Listing.id.in_(ids)).values(due_on=day))
    begin(site, NOW)


def days(first: date, last: date) -> Iterator[datetime]:
    """Ten in the morning and at night of each day."""
    for ahead in range((last - first).days + 1):
        for hour in (10, 23):
            yield datetime.combine(first + timedelta(days=ahead), datetime.min.time(), ZoneInfo(ZONE)).replace(
                hour=hour
            )


def steps(site: Connections, listing_id: str) -> list[tuple[str, date]]:
    with site.reading() as session:
        rows = session.execute(
            select(Step.rung, Step.done_at)
            .join(Cycle, Step.cycle_id == Cycle.id)
            .where(Cycle.listing_id == listing_id)
            .order_by(Step.id)
        )
        return [(row.rung, row.done_at.astimezone(ZoneInfo(ZONE)).date()) for row in rows]


def asks(session: Session) -> list[Ask]:
    return list(session.scalars(select(Ask).order_by(Ask.asked_at, Ask.ended_at.is_(None))))


def listing(session: Session, listing_id: str) -> Listing:
    return session.get_one(Listing, listing_id)


def test_validation_a_listing_that_never_was_confirmed_gets_a_day_within_six_months(site: Connections) -> None:
    assert begin(site, NOW) == 1
    assert begin(site, NOW) == 0
    with site.reading() as session:
        due_on = listing(session, FIRST).due_on
        cycle = session.scalars(select(Cycle)).one()
        assert due_on == cycle.due_on
        assert date(2026, 10, 23) <= cycle.due_on <= date(2027, 4, 13)
        assert session.get_one(Turn, cycle.turn_id).zone == ZONE


def test_validation_the_ladder_of_six_months_is_climbed_on_its_days(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    for now in days(date(2026, 10, 14), date(2027, 2, 10)):
        climb(site, now)
    assert steps(site, FIRST) == [
        ("mail", date(2026, 11, 5)),
        ("reminder", date(2026, 11, 20)),
        ("next contact", date(2026, 12, 7)),  # the 5th is a Saturday
        ("call", date(2026, 12, 14)),
        ("last notice", date(2026, 12, 28)),
        ("leave", date(2027, 1, 5)),
        ("unpublish", date(2027, 2, 4)),
    ]
    with site.reading() as session:
        assert listing(session, FIRST).unconfirmed
        assert [ask.recipient for ask in asks(session)] == ["desk@circle1.example.org"] * 4
        ended, begun = session.scalars(select(Cycle).order_by(Cycle.id)).all()
        assert (ended.outcome, begun.due_on, begun.periods) == ("unanswered", date(2027, 7, 4), 1)
        assert listing(session, FIRST).due_on == date(2027, 1, 4)


def test_validation_what_its_source_confirmed_anew_begins_anew(connections: Connections) -> None:
    with connections.transaction() as session:
        load(session, NOW)
    begin(connections, NOW)
    with connections.transaction() as session:
        load(session, NOW, assured_date="2026-10-12")
    begin(connections, NOW)
    with connections.reading() as session:
        assert listing(session, LISTING).due_on == date(2027, 4, 12)


def test_validation_whoever_confirms_it_the_time_counts_from_then(site: Connections) -> None:
    begin(site, NOW)
    said = Said(("service.description",), date(2026, 10, 12), "curator", "phone")
    with site.transaction() as session:
        confirm(session, FIRST, said, NOW, Actor("user", "u1"))
    drain(site, lambda: NOW)
    with site.reading() as session:
        assert listing(session, FIRST).due_on == date(2027, 4, 12)


def test_validation_a_confirmation_brings_it_back_at_once_and_closes_the_call(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    for now in days(date(2026, 11, 5), date(2027, 2, 10)):
        climb(site, now)
    now = datetime(2027, 2, 11, 15, tzinfo=UTC)
    said = Said(("service.description",), date(2027, 2, 11), "organization", "link")
    with site.transaction() as session:
        assert session.scalars(select(Task)).one().due_on == date(2027, 1, 4)
        confirm(session, FIRST, said, now, Actor("link", "ask"))
        restart(session, [FIRST], now)
    with site.reading() as session:
        back = listing(session, FIRST)
        assert (back.unconfirmed, back.due_on) == (False, date(2027, 8, 11))
        assert session.scalars(select(Task)).one().outcome == "confirmed"
        cycle = session.scalars(select(Cycle).where(Cycle.ended_at.is_(None))).one()
        assert (cycle.anchor_on, cycle.periods, cycle.ladder) == (date(2027, 2, 11), 1, 6)


def test_validation_an_organization_gets_one_letter_for_all_its_listings(connections: Connections) -> None:
    with connections.transaction() as session:
        ids = load_many(session, [1, 40], NOW)
    due(connections, ids, date(2027, 1, 4))
    assert climb(connections, datetime(2026, 11, 6, 15, tzinfo=UTC)).letters == 2
    with connections.reading() as session:
        assert sorted(Counter(session.scalars(select(Step.ask_id))).values()) == [1, 40]


def test_validation_no_letter_leaves_at_night_on_a_weekend_or_twice_a_day(connections: Connections) -> None:
    with connections.transaction() as session:
        ids = load_many(session, [3, 2, 4], NOW)
    for ahead, each in enumerate(ids):
        due(connections, [each], date(2027, 1, 1) + timedelta(days=ahead))
    for now in days(date(2026, 10, 14), date(2027, 1, 20)):
        climb(connections, now)
    with connections.reading() as session:
        sent = asks(session)
        assert all(may_write(ask.asked_at, ZONE) for ask in sent)
        assert len({(ask.turn_id, ask.asked_on) for ask in sent}) == len(sent)
        assert len(session.scalars(select(Step).where(Step.rung == "last notice")).all()) == 9


def test_validation_what_was_missed_while_down_is_made_up_in_order_one_letter_a_day(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    for now in days(date(2026, 11, 27), date(2026, 12, 11)):
        climb(site, now)
    assert steps(site, FIRST) == [
        ("mail", date(2026, 11, 27)),
        ("reminder", date(2026, 11, 30)),
        ("next contact", date(2026, 12, 7)),
    ]


def test_validation_only_so_many_letters_leave_within_an_hour(connections: Connections) -> None:
    with connections.transaction() as session:
        ids = load_many(session, [1] * 9, NOW)
    due(connections, ids, date(2027, 1, 4))
    few = connections.settings
    object.__setattr__(few, "confirm_letters_per_hour", 4)
    now = datetime(2026, 11, 6, 15, tzinfo=UTC)
    assert [climb(connections, now + timedelta(minutes=minute)).letters for minute in range(0, 150, 10)] == [
        *(4, 0, 0, 0, 0, 0),
        *(4, 0, 0, 0, 0, 0),
        *(1, 0, 0),
    ]


def test_validation_who_has_no_address_is_called_instead(connections: Connections) -> None:
    with connections.transaction() as session:
        load_many(session, [0] * 9 + [1], NOW)  # the tenth gives none
    due(connections, [id_of("listing 10-0")], date(2027, 1, 4))
    done = climb(connections, datetime(2026, 11, 6, 15, tzinfo=UTC))
    assert (done.letters, done.calls) == (0, 1)
    with connections.reading() as session:
        task = session.scalars(select(Task)).one()
        assert (task.kind, task.subject) == ("confirm", f"organization:{id_of('organization 10')}")
        notes = {step.rung: step.note for step in session.scalars(select(Step))}
        assert notes == {
            "mail": "nobody to write to",
            "reminder": "nobody to write to",
            "next contact": "nobody to write to",
            "call": "",
        }


def test_validation_who_wants_to_be_called_gets_no_letter(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    with site.transaction() as session:
        session.execute(update(Turn).values(channel="phone"))
    assert climb(site, datetime(2026, 11, 6, 15, tzinfo=UTC)).calls == 1
    with site.reading() as session:
        assert not asks(session)


def test_validation_a_letter_that_comes_back_goes_to_the_next_contact_the_day_after(site: Connections) -> None:
    with site.transaction() as session:
        load_many(session, [1], NOW)
        session.execute(update(Turn).values(email="gone@circle1.example.org"))
    due(site, [FIRST], date(2027, 1, 4))
    with site.transaction() as session:
        session.execute(update(Turn).values(email="gone@circle1.example.org"))
    now = datetime(2026, 11, 5, 15, tzinfo=UTC)
    assert climb(site, now).letters == 1
    with site.transaction() as session:
        [ask] = asks(session)
        assert ask.recipient == "gone@circle1.example.org"
        posting.settle(session, ask.id, "refused", ask.recipient, now)
    assert climb(site, now + timedelta(minutes=5)).letters == 0
    assert climb(site, now + timedelta(days=1)).letters == 1
    assert climb(site, now + timedelta(days=1, minutes=5)).letters == 0
    with site.reading() as session:
        first, second = asks(session)
        assert (first.ended_at is None, second.recipient) == (False, "desk@circle1.example.org")
        assert [(step.rung, step.ask_id) for step in session.scalars(select(Step))] == [("mail", second.id)]
        assert session.scalars(select(LetterRow.kind)).all() == ["confirm", "confirm"]


@pytest.mark.parametrize("outcome", ["refused", "given up"])
def test_validation_a_new_link_that_comes_back_goes_to_the_next_contact_once(site: Connections, outcome: str) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    with site.transaction() as session:
        session.execute(update(Turn).values(email="gone@circle1.example.org"))
    now = datetime(2026, 11, 5, 15, tzinfo=UTC)
    climb(site, now)
    with site.transaction() as session:
        [ask] = asks(session)
        posting.settle(session, ask.id, "sent", ask.recipient, now)
    now += timedelta(days=4)
    by = By(Actor("link", "a letter's"), Origin(), now)
    with site.transaction() as session:
        [ask] = asks(session)
        assert links.renew(session, ask, "renewed", by)
    with site.transaction() as session:
        posting.settle(session, "renewed", outcome, "gone@circle1.example.org", now)
    assert climb(site, now).letters == 1
    assert climb(site, now + timedelta(days=1)).letters == 0
    with site.transaction() as session:
        first, second = asks(session)
        assert (first.ended_at, second.recipient) == (now, "desk@circle1.example.org")
        assert [(step.rung, step.ask_id) for step in session.scalars(select(Step))] == [("mail", second.id)]
        assert not links.renew(session, first, "once more", by)


def test_validation_a_letter_that_nobody_gets_becomes_a_call(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    now = datetime(2026, 11, 5, 15, tzinfo=UTC)
    climb(site, now)
    with site.transaction() as session:
        [ask] = asks(session)
        posting.settle(session, ask.id, "refused", ask.recipient, now)
    assert climb(site, now + timedelta(minutes=5)).calls == 1
    with site.reading() as session:
        assert [step.rung for step in session.scalars(select(Step).order_by(Step.id))] == [
            "mail",
            "reminder",
            "next contact",
            "call",
        ]


def test_validation_a_letter_is_about_what_its_link_shows(connections: Connections) -> None:
    with connections.transaction() as session:
        ids = load_many(session, [3], NOW)
    due(connections, ids, date(2027, 1, 4))
    with connections.transaction() as session:
        operations.set_staff_only(session, ids[0], NOW, JOB, staff_only=True)
    now = datetime(2026, 11, 6, 15, tzinfo=UTC)
    climb(connections, now)
    with connections.reading() as session:
        [ask] = asks(session)
        [kind] = KINDS
        draft = kind.draft(session, Keys.of(connections.settings), "https://help.example.org", ask.id, now)
        assert draft is not None
        assert draft.values["count"] == "2"  # a link asks nothing of what is for staff alone


def test_validation_what_was_asked_about_in_vain_can_still_be_gone_through_on_the_phone(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    for now in days(date(2026, 11, 5), date(2027, 2, 10)):
        climb(site, now)
    with site.reading() as session:
        form = asking.by_phone(session, session.scalars(select(Turn.id)).one(), datetime(2027, 2, 11, 15, tzinfo=UTC))
        assert [line.document.id for line in form.lines] == [FIRST]


def test_validation_what_is_offered_no_more_is_asked_about_no_more(site: Connections) -> None:
    due(site, [FIRST], date(2027, 1, 4))
    for now in days(date(2026, 11, 5), date(2026, 12, 15)):
        climb(site, now)
    with site.transaction() as session:
        operations.withdraw(session, FIRST, NOW, JOB)
    assert climb(site, datetime(2026, 12, 28, 15, tzinfo=UTC)).letters == 0
    with site.reading() as session:
        assert session.scalars(select(Cycle.outcome)).one() == "gone"
        assert session.scalars(select(Task.outcome)).one() == "gone"
