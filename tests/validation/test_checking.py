"""Findings come, last, open a task and go; a walk that is broken off goes on; nothing is hidden."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app.connections import Connections
from resource_app.directory.models import Listing
from resource_app.jobs import work
from resource_app.jobs.runner import once
from resource_app.jobs.timetable import job_named
from resource_app.notes import told
from resource_app.outward import Outward
from resource_app.tasks.models import Task
from resource_app.tasks.operations import close_tasks
from tests.factories import LISTING, load
from tests.validation.listings import load_many
from validation import checking
from validation.checking import check_listings
from validation.checks.table import BY_CODE
from validation.models import Finding, Walk

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
OUTSIDE = Outward("https://directory.example.org", ask=lambda *_: [])
CLOSED = "The pantry is permanently closed."
OPEN = "Groceries every week."


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def say(site: Connections, description: str) -> None:
    with site.transaction() as session:
        load(session, NOW, description=description)


def findings(session: Session, code: str = "says closed") -> list[Finding]:
    return list(session.scalars(select(Finding).where(Finding.code == code).order_by(Finding.id)))


def tasks(site: Connections) -> list[Task]:
    with site.reading() as session:
        found = list(session.scalars(select(Task).where(Task.kind == "check failed").order_by(Task.id)))
        session.expunge_all()
        return found


def test_validation_what_fails_three_times_over_a_week_opens_a_task_and_hides_nothing(listed: Connections) -> None:
    say(listed, CLOSED)
    for days in (0, 1, 3, 6):
        check_listings(listed, after(days), OUTSIDE)
    assert not tasks(listed)
    with listed.reading() as session:
        [finding] = findings(session)
        assert (finding.failures, finding.note) == (3, "permanently closed")
        assert (finding.first_at, finding.last_at) == (after(0), after(6))
    check_listings(listed, after(9), OUTSIDE)
    check_listings(listed, after(12), OUTSIDE)
    [task] = tasks(listed)
    assert (task.subject, task.opened_at, task.closed_at) == (f"listing:{LISTING}", after(9), None)
    with listed.reading() as session:
        listing = session.get_one(Listing, LISTING)
        assert (listing.held, listing.unconfirmed, listing.staff_only) == (None, False, False)


def test_validation_a_task_closes_by_itself_when_the_check_passes(listed: Connections) -> None:
    say(listed, CLOSED)
    for days in (0, 3, 6, 9):
        check_listings(listed, after(days), OUTSIDE)
    say(listed, OPEN)
    check_listings(listed, after(12), OUTSIDE)
    [task] = tasks(listed)
    assert (task.closed_at, task.outcome) == (after(12), "passed")
    with listed.reading() as session:
        [finding] = findings(session)
        assert finding.cleared_at == after(12)
    say(listed, CLOSED)
    check_listings(listed, after(15), OUTSIDE)
    with listed.reading() as session:
        assert [finding.failures for finding in findings(session)] == [4, 1]


def test_validation_a_task_that_somebody_closed_does_not_come_back_for_the_same(listed: Connections) -> None:
    say(listed, CLOSED)
    for days in (0, 3, 6, 9):
        check_listings(listed, after(days), OUTSIDE)
    with listed.transaction() as session:
        close_tasks(session, "check failed", [f"listing:{LISTING}"], "done", after(10))
    check_listings(listed, after(12), OUTSIDE)
    [task] = tasks(listed)
    assert task.outcome == "done"


def test_validation_what_is_a_signal_only_opens_no_task(listed: Connections) -> None:
    for days in range(0, 30, 3):
        check_listings(listed, after(days), OUTSIDE)
    with listed.reading() as session:
        [finding] = findings(session, "no hours")
        assert finding.failures == 10
    assert not tasks(listed)


def test_validation_of_a_listing_that_is_gone_nothing_is_found_any_more(listed: Connections) -> None:
    say(listed, CLOSED)
    for days in (0, 3, 6, 9):
        check_listings(listed, after(days), OUTSIDE)
    with listed.transaction() as session:
        session.execute(update(Listing).values(held="withdrawn"))
    check_listings(listed, after(12), OUTSIDE)
    with listed.reading() as session:
        assert session.scalar(select(Finding).where(Finding.cleared_at.is_(None))) is None
    assert [task.outcome for task in tasks(listed)] == ["passed"]


def test_validation_a_walk_goes_on_where_it_was_broken_off(
    connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connections.transaction() as session:
        load_many(session, [1] * 7, NOW)
    hours = BY_CODE["hours"]
    looked: list[str] = []

    def find(looks, outside):  # noqa: ANN001, ANN202
        looked.extend(look.document.id for look in looks)
        if len(looked) == 4:
            raise RuntimeError
        return hours.find(looks, outside)

    check = replace(hours, find=find, chunk=2)
    monkeypatch.setattr(checking, "CHECKS", (check,))
    with pytest.raises(RuntimeError):
        check_listings(connections, NOW, OUTSIDE)
    with connections.reading() as session:
        assert session.get_one(Walk, "hours").looked == 2
    said = check_listings(connections, after(1), OUTSIDE, seconds=0)
    assert str(said).startswith("looked at the hours of 2 of 7 listings")
    assert str(check_listings(connections, after(1), OUTSIDE)).startswith("all looked at")
    assert len(looked) == 9
    assert len(set(looked)) == 7
    check_listings(connections, after(2), OUTSIDE)
    assert len(looked) == 9, "every three days, counted from when it began"
    check_listings(connections, after(3), OUTSIDE)
    assert len(looked) == 16


def test_validation_two_who_look_at_the_same_chunk_count_it_once(listed: Connections) -> None:
    say(listed, CLOSED)
    check = BY_CODE["says closed"]

    def find(looks, outside):  # noqa: ANN001, ANN202
        checking._chunk(listed, check, after(0), OUTSIDE)
        return check.find(looks, outside)

    twice = replace(check, find=find)
    assert checking._chunk(listed, twice, NOW + timedelta(seconds=1), OUTSIDE)
    with listed.reading() as session:
        assert [finding.failures for finding in findings(session)] == [1]


def test_validation_an_operator_lets_the_listings_be_checked(
    listed: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins: list[str] = []

    def outward(origin: str) -> Outward:
        origins.append(origin)
        return OUTSIDE

    monkeypatch.setattr(work, "Outward", outward)
    say(listed, CLOSED)
    job = job_named("run-checks")
    assert job is not None
    done, note = once(listed, lambda: NOW, job)
    assert done
    assert told(note) == "all looked at; findings that are open: 2"
    assert origins == [listed.settings.origin]
