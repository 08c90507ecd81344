"""What is said with one tap: which ends are proposed, which can be, and on which day each ends by itself, wherever it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.directory import operations, statuses
from resource_app.directory.keepers import keeper_of
from resource_app.directory.rewinding import history_of, undo
from resource_app.directory.statuses import BY_CODE, STATUSES, Tap
from resource_app.errors import BadInput
from search import stored
from search.documents import Capacity, Document
from tests.factories import LISTING, ORGANIZATION, load

TUESDAY = date(2026, 10, 13)
STAFF = Held("organization_staff", ORGANIZATION)
CURATOR = Held("curator", None)
ACTOR = Actor("user", "u1")


def days(start: date, many: int) -> Iterator[date]:
    return (start + timedelta(days=ahead) for ahead in range(many))


@pytest.mark.parametrize("status", STATUSES, ids=lambda status: status.code)
@pytest.mark.parametrize("today", [*days(TUESDAY, 8), *days(date(2026, 12, 26), 8), *days(date(2028, 2, 26), 5)])
def test_every_day_has_ends_that_are_later_different_and_in_order(status: statuses.Status, today: date) -> None:
    ends = statuses.ends(status, today)
    assert list(ends) == sorted(set(ends))
    assert all(statuses.end_of(Tap(status, end), today) == end for end in ends)
    assert today < ends[0] <= today + statuses.MONTH


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (TUESDAY, ("2026-10-14", "2026-10-19", "2026-10-20")),
        (date(2026, 10, 16), ("2026-10-17", "2026-10-19", "2026-10-23")),
        (date(2026, 10, 18), ("2026-10-19", "2026-10-25")),  # a Sunday: tomorrow is Monday
        (date(2026, 10, 19), ("2026-10-20", "2026-10-26")),  # a Monday: the next is in a week
        (date(2026, 12, 30), ("2026-12-31", "2027-01-04", "2027-01-06")),
    ],
)
def test_tomorrow_monday_and_in_a_week_are_proposed_for_closing(today: date, ends: tuple[str, ...]) -> None:
    assert tuple(map(str, statuses.ends(BY_CODE["closed"], today))) == ends


@pytest.mark.parametrize(
    ("code", "until", "said"),
    [
        ("out", None, date(2026, 10, 14)),
        ("out", date(2026, 12, 1), date(2026, 10, 14)),  # only today, whatever is sent
        ("full", None, date(2026, 11, 12)),
        ("full", date(2026, 10, 14), date(2026, 10, 14)),
        ("closed", date(2027, 10, 14), date(2027, 10, 14)),
        ("closed", date(2027, 10, 15), "Choose a day within a year from now."),
        ("closed", TUESDAY, "Choose a day after today."),
        ("full", date(2026, 10, 12), "Choose a day after today."),
        ("closed", None, "Choose the day from which it is as ever again."),
        ("no_referrals", None, "Choose the day from which it is as ever again."),
    ],
)
def test_an_end_is_a_day_of_the_coming_year(code: str, until: date | None, said: date | str) -> None:
    try:
        found: date | str = statuses.end_of(Tap(BY_CODE[code], until), TUESDAY)
    except BadInput as error:
        found = error.message
    assert found == said


@pytest.mark.parametrize(
    ("number", "unit", "kept"),
    [("3", "W", "P3W"), (" 10 ", "D", "P10D"), ("99", "M", "P99M"), ("", "W", ""), (" ", "", "")],
)
def test_a_waitlist_is_kept_as_a_number_and_a_unit(number: str, unit: str, kept: str) -> None:
    assert statuses.wait_of(number, unit) == kept


@pytest.mark.parametrize(("number", "unit"), [("0", "W"), ("100", "W"), ("3", ""), ("3", "Y"), ("x", "W"), ("-1", "D")])
def test_no_number_is_no_waitlist(number: str, unit: str) -> None:
    with pytest.raises(BadInput):
        statuses.wait_of(number, unit)


@pytest.mark.parametrize("status", STATUSES, ids=lambda status: status.code)
def test_what_is_said_stands_until_its_end_and_is_taken_back_whole(status: statuses.Status) -> None:
    nothing: dict[str, Any] = {"closed_until": None, "out_until": None, "no_referrals_until": None}
    nothing |= statuses.capacity_columns(None)
    end = TUESDAY + timedelta(days=3)
    said = nothing | statuses.columns(Tap(status, end, "P3W"), end, TUESDAY)
    for today, stands in ((TUESDAY, True), (end - timedelta(days=1), True), (end, False)):
        standing = statuses.standing(SimpleNamespace(**said), today)
        assert [each.status.code for each in standing] == ([status.code] if stands else [])
    assert said["capacity_wait"] == ("P3W" if status.waits else "")
    assert said | statuses.unsaid(status) == nothing


def at(zone: str) -> dict[str, Any]:
    """The fictional listing, on the clock of a place."""
    schedule = {"id": "99999999-9999-4999-8999-999999999999", "timezone": zone, "freq": "WEEKLY", "byday": "MO"}
    return {"schedules": [schedule | {"opens_at": "09:00", "closes_at": "17:00"}]}


def document_of(session: Session) -> Document:
    return stored.load(session.connection(), [LISTING])[LISTING]


@pytest.mark.parametrize(
    ("zone", "now", "tomorrow"),
    [
        ("America/New_York", "2026-10-13T18:40", "2026-10-14"),
        ("America/New_York", "2026-10-14T03:59", "2026-10-14"),  # one minute to midnight there
        ("America/New_York", "2026-10-14T04:00", "2026-10-15"),
        ("Pacific/Honolulu", "2026-10-14T04:00", "2026-10-14"),
        ("Pacific/Guam", "2026-10-13T18:40", "2026-10-15"),
        ("America/New_York", "2026-11-01T03:59", "2026-11-01"),  # clocks go back in the night after
        ("America/New_York", "2026-11-01T04:00", "2026-11-02"),
        ("America/New_York", "2026-11-02T04:59", "2026-11-02"),  # the day was an hour longer
        ("America/New_York", "2026-11-02T05:00", "2026-11-03"),
        ("America/New_York", "2027-03-15T03:59", "2027-03-15"),  # and one was an hour shorter
    ],
)
def test_today_is_the_day_where_the_listing_is(session: Session, zone: str, now: str, tomorrow: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    load(session, moment, **at(zone))
    assert document_of(session).opening.zone == zone
    keeper = keeper_of(session, LISTING, [STAFF])
    assert str(operations.say(session, keeper, Tap(BY_CODE["out"]), moment, ACTOR)) == tomorrow
    assert str(document_of(session).out_until) == tomorrow


def test_each_is_said_and_taken_back_in_the_document_at_once(session: Session, now: datetime) -> None:
    load(session, now)
    keeper = keeper_of(session, LISTING, [STAFF])
    monday = date(2026, 10, 19)
    for code in ("closed", "out", "no_referrals"):
        operations.say(session, keeper, Tap(BY_CODE[code], monday), now, ACTOR)
    operations.say(session, keeper, Tap(BY_CODE["waitlist"], monday, "P3W"), now, ACTOR)
    document = document_of(session)
    assert (document.closed_until, document.no_referrals_until) == (monday, monday)
    assert document.out_until == date(2026, 10, 14)
    assert document.capacity == Capacity("waitlist", TUESDAY, "", monday, "P3W")
    for code in ("closed", "out", "no_referrals", "waitlist"):
        operations.take_back(session, keeper, BY_CODE[code], now, ACTOR)
    document = document_of(session)
    assert (document.closed_until, document.out_until, document.no_referrals_until, document.capacity) == (None,) * 4


def test_what_was_said_is_in_the_history_and_can_be_undone(session: Session, now: datetime) -> None:
    load(session, now)
    keeper = keeper_of(session, LISTING, [STAFF])
    operations.say(session, keeper, Tap(BY_CODE["waitlist"], wait="P3W"), now, ACTOR)
    operations.say(session, keeper, Tap(BY_CODE["out"]), now, ACTOR)
    last, first = history_of(session, keeper, 10)[:2]
    assert [(each.field, each.became, each.who) for each in last.changes] == [
        ("out_until", "2026-10-14", "organization")
    ]
    fields = {"capacity", "capacity_said_on", "capacity_until", "capacity_wait"}
    assert {each.field for each in first.changes} == fields
    undo(session, keeper_of(session, LISTING, [CURATOR]), last.edit_id, now, ACTOR)
    undo(session, keeper_of(session, LISTING, [CURATOR]), first.edit_id, now, ACTOR)
    document = document_of(session)
    assert (document.out_until, document.capacity) == (None, None)
