"""A listing that is said not to be right is called about at once; said three times to be no more, it takes no referrals until
somebody confirms it.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import outbox
from resource_app.actor import VISITOR
from resource_app.connections import Connections
from resource_app.directory import operations, problems
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.models import Listing, Problem
from resource_app.directory.problems import Report
from resource_app.jobs.deliveries import DELIVERIES, drain
from resource_app.mail import LetterRow
from resource_app.tasks.models import Task
from search import stored
from search.documents import UNTIL_CONFIRMED
from tests.factories import LISTING, ORGANIZATION, load
from validation import disputes
from validation.beginning import begin
from validation.climbing import climb
from validation.models import Answer, Cycle, Dispute, Suspension

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = date(2026, 10, 13)
TURN = f"organization:{ORGANIZATION}"
HERE = tuple(each for each in DELIVERIES if each.topic in {"listing_disputed", "listing_confirmed", "problem_reported"})


@pytest.fixture
def site(listed: Connections) -> Connections:
    begin(listed, NOW)
    return listed


def dispute(site: Connections, reason: str = "no_longer_offered", on: date = TODAY, now: datetime = NOW) -> None:
    with site.transaction() as session:
        outbox.put(session.connection(), "listing_disputed", [f"{LISTING}|{reason}|{on}"], now)
    drain(site, lambda: now, HERE)


def right(site: Connections, *fields: str, now: datetime = NOW + timedelta(hours=1), by: str = "organization") -> None:
    with site.transaction() as session:
        confirm(session, LISTING, Said(fields or ("service.name",), now.date(), by, "phone"), now, VISITOR)
    drain(site, lambda: now, HERE)


def report(site: Connections, kind: str, email: str = "", now: datetime = NOW) -> str:
    said = Report(listing_id=LISTING, kind=kind, text="Shut.", email=email, language="es", on=now.date())
    with site.transaction() as session:
        made = problems.report(session, said, now)
    drain(site, lambda: now, HERE)
    return made


def calls(site: Connections) -> list[Task]:
    with site.reading() as session:
        found = list(session.scalars(select(Task).where(Task.kind == "confirm").order_by(Task.id)))
        session.expunge_all()
        return found


def until(site: Connections) -> date | None:
    with site.reading() as session:
        told = stored.load(session.connection(), [LISTING])[LISTING].no_referrals_until
        assert told == session.get_one(Listing, LISTING).no_referrals_until
        return told


def test_validation_a_disputed_listing_is_called_about_today_and_once(site: Connections) -> None:
    dispute(site, "phone_wrong")
    dispute(site, "phone_wrong")
    dispute(site, "place_moved")
    [call] = calls(site)
    assert (call.subject, call.due_on, call.closed_at) == (TURN, TODAY, None)
    with site.reading() as session:
        assert [each.reason for each in session.scalars(select(Dispute).order_by(Dispute.id))] == [
            "phone_wrong",
            "place_moved",
        ]
    assert until(site) is None


def test_validation_a_call_that_waits_already_is_due_today(site: Connections) -> None:
    with site.transaction() as session:
        session.add(Task(kind="confirm", subject=TURN, due_on=date(2026, 12, 1), opened_at=NOW))
    dispute(site, "org_closed")
    [call] = calls(site)
    assert call.due_on == TODAY


def test_validation_said_three_times_to_be_no_more_it_takes_no_referrals_until_confirmed(site: Connections) -> None:
    for ahead in range(2):
        dispute(site, on=TODAY + timedelta(days=ahead))
    dispute(site, "phone_wrong", TODAY + timedelta(days=2))
    assert until(site) is None
    dispute(site, "org_closed", TODAY + timedelta(days=3))
    assert until(site) == UNTIL_CONFIRMED
    with site.reading() as session:
        assert not stored.load(session.connection(), [LISTING])[LISTING].hidden, "it stays findable"
    right(site, by="source")
    assert until(site) is not None, "a file's word is none of somebody who knows it"
    right(site)
    assert until(site) is None
    [call] = calls(site)
    assert call.outcome == "confirmed"
    with site.reading() as session:
        assert session.scalar(select(Dispute).where(Dispute.cleared_at.is_(None))) is None
        assert session.scalars(select(Suspension)).one().ended_at == NOW + timedelta(hours=1)
    dispute(site, on=TODAY + timedelta(days=9), now=NOW + timedelta(days=9))
    assert until(site) is None, "counted from the confirmation"


@pytest.mark.parametrize(("day", "is_settled"), [(TODAY - timedelta(days=1), False), (TODAY, True)])
def test_validation_a_visit_before_it_was_disputed_settles_nothing(
    site: Connections, day: date, is_settled: bool
) -> None:
    report(site, "closed")
    for ahead in range(3):
        dispute(site, on=TODAY - timedelta(days=ahead))
    visited_at = NOW + timedelta(hours=1)
    with site.transaction() as session:
        confirm(session, LISTING, Said(("service.name",), day, "curator", "visit"), visited_at, VISITOR)
    drain(site, lambda: visited_at, HERE)
    with site.reading() as session:
        left = session.scalars(select(Dispute.said_on).where(Dispute.cleared_at.is_(None))).all()
        assert (TODAY in left) != is_settled
        assert (session.scalars(select(Problem.closed_at)).one() is not None) == is_settled
    assert (until(site) is None) == is_settled


def test_validation_who_is_asked_says_three_times_that_it_is_no_more(site: Connections) -> None:
    with site.transaction() as session:
        cycle = session.scalars(select(Cycle)).one()
        for number, path in enumerate(("service.name", "service.phones", "service.description", "service.alert")):
            session.add(answer(cycle, path, f"ask-{number}"))
        session.flush()
        disputes.weigh(session, [LISTING], NOW)
    assert until(site) is None, "a phone that is no more is no listing that is"
    with site.transaction() as session:
        cycle = session.scalars(select(Cycle)).one()
        session.add(answer(cycle, "service", "ask-0"))
        session.flush()
        disputes.weigh(session, [LISTING], NOW)
    assert until(site) is None, "one who says it twice says it once"
    dispute(site)
    with site.transaction() as session:
        cycle = session.scalars(select(Cycle)).one()
        session.add(answer(cycle, "listing", "ask-9"))
        session.flush()
        disputes.weigh(session, [LISTING], NOW)
    assert until(site) is not None


def answer(cycle: Cycle, path: str, who: str) -> Answer:
    return Answer(cycle_id=cycle.id, path=path, said="gone", actor_kind="link", actor_id=who, said_at=NOW, sent_at=NOW)


def test_validation_what_an_organization_said_of_referrals_itself_stays(site: Connections) -> None:
    monday = TODAY + timedelta(days=30)
    with site.transaction() as session:
        operations.restate(session, LISTING, NOW, disputes.Edit(VISITOR), no_referrals_until=monday)
    for ahead in range(3):
        dispute(site, on=TODAY + timedelta(days=ahead))
    assert until(site) == UNTIL_CONFIRMED
    right(site)
    assert until(site) == monday


def test_validation_a_suspension_taken_back_by_hand_begins_again_with_the_next_word(site: Connections) -> None:
    monday = TODAY + timedelta(days=30)
    for ahead in range(3):
        dispute(site, on=TODAY + timedelta(days=ahead))
    with site.transaction() as session:
        operations.restate(session, LISTING, NOW, disputes.Edit(VISITOR), no_referrals_until=monday)
    assert until(site) == monday
    dispute(site, on=TODAY + timedelta(days=3))
    assert until(site) == UNTIL_CONFIRMED
    right(site)
    assert until(site) == monday


def test_validation_what_was_suspended_in_another_directory_is_released_here(site: Connections) -> None:
    with site.transaction() as session:
        operations.restate(session, LISTING, NOW, disputes.Edit(VISITOR), no_referrals_until=UNTIL_CONFIRMED)
    right(site)
    assert until(site) is None


def test_validation_a_later_dispute_outlives_an_earlier_confirmation(site: Connections) -> None:
    later = NOW + timedelta(hours=2)
    with site.transaction() as session:
        confirm(session, LISTING, Said(("service.name",), TODAY, "curator", "phone"), NOW, VISITOR)
        disputes.hear(session, disputes.Said(LISTING, "phone_wrong", TODAY), later)
    drain(site, lambda: later, HERE)
    [call] = calls(site)
    assert call.closed_at is None


def test_validation_a_call_for_a_dispute_stays_when_another_listing_is_confirmed(site: Connections) -> None:
    dispute(site, "phone_wrong", now=NOW + timedelta(hours=3))
    right(site)
    assert [call.closed_at for call in calls(site)] == [None]
    climb(site, NOW)


@pytest.mark.parametrize("subject", ["", "one|two", f"{LISTING}|unheard|2026-10-13", f"{LISTING}|org_closed|soon"])
def test_validation_what_says_nothing_is_kept_and_named(site: Connections, subject: str) -> None:
    with site.transaction() as session:
        outbox.put(session.connection(), "listing_disputed", [subject], NOW)
    drain(site, lambda: NOW, HERE)
    with site.reading() as session:
        assert session.scalars(select(outbox.Outgoing.error)).all() == ["Unreadable"]
    assert not calls(site)


def test_validation_of_a_listing_that_is_gone_nobody_is_called(site: Connections) -> None:
    with site.transaction() as session:
        session.execute(update(Listing).values(held="withdrawn"))
        outbox.put(session.connection(), "listing_disputed", ["nobody|org_closed|2026-10-13"], NOW)
    dispute(site)
    assert not calls(site)


def problem(session: Session, problem_id: str) -> Problem:
    return session.get_one(Problem, problem_id)


def test_validation_a_reported_problem_lets_somebody_call_and_stops_no_referrals(site: Connections) -> None:
    for ahead in range(5):
        report(site, "closed", now=NOW + timedelta(days=ahead))
    [call] = calls(site)
    assert (call.subject, call.due_on) == (TURN, TODAY)
    assert until(site) is None


def test_validation_a_confirmation_of_the_fields_closes_a_problem_and_tells_who_reported_it(site: Connections) -> None:
    wrong_number = report(site, "phone", "reporter@mail.example.org")
    other = report(site, "other")
    right(site, "service.name", "service.phones")
    with site.reading() as session:
        assert problem(session, wrong_number).outcome is None, "the place has a number of its own"
    right(site, "location.phones", now=NOW + timedelta(hours=2))
    with site.reading() as session:
        assert problem(session, wrong_number).outcome == "nothing wrong"
        assert problem(session, other).outcome is None
        assert session.scalars(select(Task.outcome).where(Task.kind == "problem")).one() is None
        assert len(session.scalars(select(LetterRow).where(LetterRow.about == wrong_number)).all()) == 1
    right(site, "service.phones", "location.phones", now=NOW + timedelta(hours=3))
    with site.reading() as session:
        assert len(session.scalars(select(LetterRow).where(LetterRow.about == wrong_number)).all()) == 1


def test_validation_what_was_changed_before_it_was_confirmed_was_mended(site: Connections) -> None:
    wrong = report(site, "not as said")
    with site.transaction() as session:
        load(session, NOW + timedelta(minutes=10), description="Groceries twice a week.")
    right(site, "service.description")
    with site.reading() as session:
        assert problem(session, wrong).outcome == "mended"


def test_validation_a_problem_that_was_reported_after_the_confirmation_stays(site: Connections) -> None:
    with site.transaction() as session:
        confirm(session, LISTING, Said(("service.name",), TODAY, "curator", "phone"), NOW, VISITOR)
    made = report(site, "closed", now=NOW + timedelta(hours=1))
    drain(site, lambda: NOW + timedelta(hours=1), HERE)
    with site.reading() as session:
        assert problem(session, made).outcome is None
