"""What is told of the referrals of a quarter: counted as the formulas say, and nothing small."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from referrals.offers import closing
from referrals.offers.business_time import OFFICE, Calendar, Worked
from referrals.offers.models import Referral
from referrals.reports import numbers as reports
from referrals.reports.spread import Spread, spread
from resource_app.connections import Connections
from tests.referrals.offering import BY, NOW, move, referred
from tests.validation.listings import load_many

ZONE = ZoneInfo("America/New_York")
SENT = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)  # a Tuesday, 2:40 p.m.
SHOWN = date(2027, 2, 2)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1, 1, 1, 1], NOW)
    return connections


def made(site: Connections, *ways: tuple[str, ...]) -> None:
    """Referrals on each of these ways; every move is three working hours after the one before, and the end by an answer."""
    for way in ways:
        (offer,) = referred(site)
        at = SENT
        for code in ("send", *way):
            if code in ("yes", "no"):
                with site.transaction() as session:
                    closing.answer(session, offer, code, "member", BY)
            else:
                move(site, offer, code, at=at)
            at += timedelta(hours=1)


def read(site: Connections, today: date = SHOWN) -> reports.Numbers:
    with site.reading() as session:
        return reports.numbers(session, today, ZONE)


def test_referrals_of_a_quarter_are_counted_by_how_they_stood(site: Connections) -> None:
    made(site, *[("accept", "complete", "yes")] * 12, *[("decline",)] * 11, *[()] * 11)
    found = read(site)
    assert found.quarter.first == date(2026, 10, 1)
    assert found.made[found.quarter] == 34
    told = {code: count for code, count in found.stands.items() if count is not None}
    assert told == {"offering": 11, "closed": 12}  # the third of them would tell that all others are none
    assert found.answer == Spread(1.0, 1.0)
    assert found.accept == Spread(1.0, 1.0)
    assert found.close.median == 0.0
    assert found.reasons == {"at_capacity": 11}


def test_of_few_referrals_nothing_is_told(site: Connections) -> None:
    made(site, *[("accept", "complete", "yes")] * 5, *[("decline",)] * 5)
    found = read(site)
    assert found.made[found.quarter] is None
    assert set(found.stands.values()) | set(found.loops.values()) == {None}
    assert (found.reasons, found.others) == ({}, None)
    assert {found.answer, found.accept, found.close} == {Spread()}


def test_where_closed_referrals_are_few_nothing_else_tells_how_many(site: Connections) -> None:
    made(site, *[("accept", "complete", "yes")] * 4, *[()] * 30)
    found = read(site)
    assert found.made[found.quarter] == 34
    assert found.stands["closed"] is None
    assert found.stands["offering"] is None  # with the total it would tell the small ones
    assert set(found.loops.values()) == {None}
    assert found.close == Spread()


def test_what_happened_to_a_referral_later_changes_no_figure(site: Connections) -> None:
    made(site, *[()] * 12, *[("accept",)] * 12)
    before = read(site)
    with site.transaction() as session:
        session.execute(update(Referral).values(closed_at=datetime(2027, 2, 1, tzinfo=UTC), resolution="unknown"))
    assert read(site) == before
    assert before.stands["closed"] is None


def test_a_quarter_of_referrals_is_shown_a_month_after_its_end() -> None:
    assert reports.newest(date(2027, 1, 30)).first == date(2026, 7, 1)
    assert reports.newest(date(2027, 1, 31)).first == date(2026, 10, 1)


def test_the_middle_of_what_referrals_took_and_what_nine_of_ten_do_not_exceed() -> None:
    assert spread([float(number) for number in range(1, 21)]) == Spread(10.5, 18.0)
    assert spread([1.0] * 10) == Spread()


@pytest.mark.parametrize("until", ["13T18:40", "13T19:40", "13T21:00", "14T12:59", "15T13:00", "19T16:00", "24T10:00"])
def test_working_hours_of_referrals_are_the_same_added_up_as_one_by_one(until: str) -> None:
    end = datetime.fromisoformat(f"2026-10-{until}").replace(tzinfo=UTC)
    worked = Worked(OFFICE, ZONE, date(2026, 10, 1), date(2026, 12, 31))
    assert worked.hours(SENT, end) == pytest.approx(Calendar(OFFICE, ZONE).hours_between(SENT, end))


def test_levels_of_referrals_are_counted_of_those_that_ended(site: Connections) -> None:
    made(site, *[("accept", "complete", "yes")] * 24)
    found = read(site)
    assert Counter(found.loops.values()) == {None: 5}  # all of one level: the others would be told to be none
    assert found.stands["closed"] is None
