"""Filters narrow, facets say what each choice would give. Every backend."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from resource_app.directory.filters import FILTERS
from search.holidays import CODES
from search.opening import Opening, Rule
from tests.backends.conftest import Desk
from tests.backends.invented import (
    AT_WORCESTER,
    CHELSEA,
    MASSACHUSETTS,
    NOW,
    SUFFOLK,
    ZONE,
    listing,
    newer,
    query,
    weekly,
)

pytestmark = pytest.mark.contract
TODAY = NOW.date()


def test_every_filter_narrows_to_what_its_facet_counts(desk: Desk) -> None:
    desk.store(
        listing(
            1,
            "Everything",
            categories=("food-services", "food-pantry"),
            languages=("eng", "spa"),
            interpretation=True,
            wheelchair=True,
            audiences=("veterans",),
            minimum_age=60,
            cost="free",
            opening=weekly(1),
            remote=("phone",),
            accepts_referrals=True,
            confirmed_on=TODAY,
        ),
        listing(2, "Nothing"),
    )
    facets = desk.ask(query()).facets
    assert set(facets) == {row.key for row in FILTERS}
    for key, values in facets.items():
        assert values, key
        for value in values:
            narrowed = desk.ask(query(filters={key: (value.value,)}))
            assert narrowed.total == value.count, (key, value)


def test_each_distance_says_what_it_would_list(desk: Desk) -> None:
    desk.store(
        listing(1, "Near"),
        listing(2, "Near, at its second place", point=AT_WORCESTER),
        newer(listing(3, "Near, at its second place"), service_id="service-2"),
        listing(4, "Far", point=AT_WORCESTER),
        listing(5, "Serves from far", point=AT_WORCESTER, areas=(SUFFOLK,)),
        listing(6, "By phone", point=None, remote=("phone",), areas=(MASSACHUSETTS,)),
        listing(7, "Nowhere", point=None),
        listing(8, "Not free", cost="fee"),
    )
    free = {"cost": ("free",)}
    desk.store(*(newer(listing(number, "Free"), cost="free") for number in range(9, 15)))
    assert "within" not in desk.ask(query()).facets
    for filters in ({}, free):
        counts = desk.counts(query(place=CHELSEA, within_miles=10, filters=filters), "within")
        assert list(counts) == ["5", "10", "25", "50", "100"]
        for miles, count in counts.items():
            found = desk.ask(query(place=CHELSEA, within_miles=float(miles), filters=filters))
            assert (found.total, found.near_count) == (count, None), (miles, filters)
    [chosen] = [each.value for each in desk.ask(query(place=CHELSEA, within_miles=10)).facets["within"] if each.chosen]
    assert chosen == "10"


def test_alternatives_within_a_filter_add_and_filters_narrow(desk: Desk) -> None:
    desk.store(
        listing(1, "A", languages=("spa",), cost="free"),
        listing(2, "B", languages=("por",), cost="free"),
        listing(3, "C", languages=("spa",), cost="fee"),
    )
    assert set(desk.ids(query(filters={"language": ("spa", "por")}))) == {"listing-1", "listing-2", "listing-3"}
    assert desk.ids(query(filters={"language": ("spa",), "cost": ("free",)})) == ["listing-1"]


def test_an_unknown_value_is_never_taken_for_another(desk: Desk) -> None:
    desk.store(listing(1, "A", opening=weekly(1), minimum_age=60, confirmed_on=TODAY, cost="free"))
    for row in FILTERS:
        assert desk.ids(query(filters={row.key: ("maybe",)})) == [], row.key


def test_a_facet_ignores_its_own_choice_and_obeys_the_others(desk: Desk) -> None:
    desk.store(
        listing(1, "A", languages=("spa",), cost="free"),
        listing(2, "B", languages=("por",), cost="free"),
        listing(3, "C", languages=("por",), cost="fee"),
    )
    asked = query(filters={"language": ("spa",), "cost": ("free",)})
    assert desk.counts(asked, "language") == {"spa": 1, "por": 1}
    assert desk.counts(asked, "cost") == {"free": 1}
    assert [value.value for value in desk.ask(asked).facets["language"] if value.chosen] == ["spa"]


def test_a_choice_nothing_has_gives_nothing_and_stays_visible(desk: Desk) -> None:
    desk.store(listing(1, "A", languages=("spa",)))
    results = desk.ask(query(filters={"language": ("kor",)}))
    assert results.total == 0
    assert ("kor", 0, True) in {(each.value, each.count, each.chosen) for each in results.facets["language"]}


def test_a_value_added_later_can_be_chosen(desk: Desk) -> None:
    desk.store(*(listing(number, "A", languages=(f"l{number}",)) for number in range(70)))
    desk.ask(query())
    desk.store(listing(99, "B", languages=("new",)))
    assert desk.ids(query(filters={"language": ("new",)})) == ["listing-99"]
    assert desk.counts(query(), "language")["new"] == 1


def test_no_referrals_now_is_not_shown_as_accepting(desk: Desk) -> None:
    desk.store(
        listing(1, "A", accepts_referrals=True),
        listing(2, "B", accepts_referrals=True, do_not_refer=True),
        listing(3, "C", accepts_referrals=False),
    )
    assert desk.ids(query(filters={"referrals": ("yes",)})) == ["listing-1"]


def test_who_takes_no_referrals_until_a_day_accepts_them_from_then_on(desk: Desk) -> None:
    paused = {"accepts_referrals": True, "no_referrals_until": TODAY + timedelta(days=3)}
    desk.store(
        listing(1, "A", **paused),
        listing(2, "B", accepts_referrals=True, no_referrals_until=TODAY),
        listing(3, "C", no_referrals_until=TODAY),
        *(listing(number, "D", service_id="service-4", **facts) for number, facts in ((4, paused), (5, {}))),
    )
    accepting = {"referrals": ("yes",)}
    for ahead, found in ((0, {"listing-2"}), (2, {"listing-2"}), (3, {"listing-1", "listing-2", "listing-4"})):
        now = NOW + timedelta(days=ahead)
        assert set(desk.ids(query(filters=accepting, now=now))) == found
        assert desk.counts(query(now=now), "referrals") == {"yes": len(found)}
        assert desk.counts(query(now=now, filters=accepting), "referrals") == {"yes": len(found)}


def test_ages_fit_what_a_listing_says(desk: Desk) -> None:
    desk.store(
        listing(1, "Camp", minimum_age=6, maximum_age=12),
        listing(2, "Lunch", minimum_age=60),
        listing(3, "Anyone"),
    )
    assert desk.ids(query(filters={"age": ("children",)})) == ["listing-1"]
    assert desk.ids(query(filters={"age": ("older_adults",)})) == ["listing-2"]


def test_freshness_counts_days_since_the_confirmation(desk: Desk) -> None:
    desk.store(
        listing(1, "A", confirmed_on=TODAY - timedelta(days=10)),
        listing(2, "B", confirmed_on=TODAY - timedelta(days=100)),
        listing(3, "C"),
    )
    assert desk.ids(query(filters={"freshness": ("30",)})) == ["listing-1"]
    assert set(desk.ids(query(filters={"freshness": ("180",)}))) == {"listing-1", "listing-2"}
    assert desk.ids(query(filters={"freshness": ("never",)})) == ["listing-3"]


OPEN = {"open": ("now",)}


AUTUMN = Rule(days=((0, 2),), opens=540, closes=1020, valid_from=date(2026, 9, 1), valid_to=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("opening", "is_open"),
    [
        (weekly(1), True),
        (weekly(2), False),
        (weekly(1, opens=15 * 60), False),
        (weekly(0, opens=20 * 60, closes=15 * 60), True),  # since Monday evening, until Tuesday 3 p.m.
        (weekly(1, sure=False), False),
        (Opening(ZONE, (Rule(),)), True),  # day and night
        (Opening(ZONE, (Rule(days=((2, 1),), opens=540, closes=1020),)), True),  # this is the second Tuesday
        (Opening(ZONE, (Rule(days=((1, 1),), opens=540, closes=1020),)), False),
        (Opening(ZONE, (Rule(days=((0, 1),), opens=540, closes=1020, valid_from=date(2026, 11, 1)),)), False),
        (Opening(ZONE, (Rule(opens=540, closes=1020), AUTUMN)), False),  # it is Tuesday, and autumn opens on Wednesdays
        (Opening(ZONE, (Rule(opens=540, closes=1020), replace(AUTUMN, valid_to=None))), False),
        (Opening(ZONE, (Rule(opens=540, closes=1020), replace(AUTUMN, valid_from=None))), False),
        (Opening(ZONE, (Rule(opens=540, closes=1020), replace(AUTUMN, valid_to=date(2027, 8, 31)))), False),
        (Opening(ZONE, (replace(AUTUMN, valid_to=None), Rule(((0, 1),), (), 540, 1020, valid_from=TODAY))), True),
        (
            Opening(
                ZONE,
                (
                    Rule(opens=1200, closes=1260),
                    Rule(((0, 1),), opens=540, closes=1020, valid_from=TODAY, valid_to=TODAY),
                ),
            ),
            True,
        ),
        (Opening("", (Rule(days=((0, 1),)),)), False),  # in no known zone
        (Opening(ZONE), False),
    ],
)
def test_open_now(desk: Desk, opening: Opening, is_open: bool) -> None:
    desk.store(listing(1, "A", opening=opening))
    assert bool(desk.ids(query(filters=OPEN))) is is_open
    assert bool(desk.counts(query(), "open")) is is_open


@pytest.mark.parametrize(
    ("closed", "is_open"),
    [
        ({"closed_until": TODAY + timedelta(days=1)}, False),
        ({"closed_until": TODAY}, True),
        ({"display": {"service": {"status": "temporarily closed"}}}, False),
        ({"display": {"service": {"status": "active"}}}, True),
    ],
)
@pytest.mark.parametrize("choice", [{"filters": OPEN}, {"text": "falconry open now"}])
def test_what_is_closed_for_now_is_not_open_now(desk: Desk, closed: dict, is_open: bool, choice: dict) -> None:
    always = Opening(
        zone="America/New_York", rules=(Rule(days=tuple((0, day) for day in range(7)), opens=0, closes=1440),)
    )
    one, other = listing(1, "Falconry", opening=always, **closed), listing(2, "Falconry", opening=always)
    desk.store(one, other)
    answer = desk.ask(query(**choice))
    if "filters" in choice:
        assert {hit.document.id for hit in answer.hits} == ({one.id, other.id} if is_open else {other.id})
    else:
        parts = {hit.document.id: hit.parts["hours"] for hit in answer.hits}
        assert (parts[one.id] == parts[other.id]) is is_open


def test_open_now_across_the_end_of_the_week_and_in_the_places_own_zone(desk: Desk) -> None:
    night = weekly(6, opens=22 * 60, closes=6 * 60)
    desk.store(listing(1, "A", opening=night))
    monday_five = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)  # 5 a.m. in Massachusetts
    assert desk.ids(query(filters=OPEN, now=monday_five)) == ["listing-1"]
    assert desk.ids(query(filters=OPEN, now=monday_five + timedelta(hours=2))) == []


THANKSGIVING = datetime(2026, 11, 26, 17, tzinfo=UTC)  # noon


@pytest.mark.parametrize(
    ("opening", "now", "is_open"),
    [
        (weekly(3), THANKSGIVING, True),
        (weekly(3, holidays=CODES), THANKSGIVING, False),
        (weekly(3, holidays=("christmas",)), THANKSGIVING, True),
        (weekly(3, holidays=CODES), THANKSGIVING - timedelta(days=7), True),
        (weekly(4, holidays=CODES), THANKSGIVING + timedelta(days=1), True),
        (weekly(2, opens=1320, closes=780, holidays=CODES), THANKSGIVING, True),  # since the evening before
        (weekly(3, opens=1320, closes=780, holidays=CODES), THANKSGIVING + timedelta(days=1), False),
        (Opening(ZONE, (Rule(days=((4, 3),), opens=540, closes=1020),), holidays=CODES), THANKSGIVING, False),
        (Opening(ZONE, (Rule(days=((4, 3),), opens=540, closes=1020),), holidays=CODES[:3]), THANKSGIVING, True),
    ],
)
def test_open_now_on_a_holiday(desk: Desk, opening: Opening, now: datetime, is_open: bool) -> None:
    desk.store(listing(1, "A", opening=opening))
    assert bool(desk.ids(query(filters=OPEN, now=now))) is is_open


def test_a_weekday_asked_for_is_the_coming_one(desk: Desk) -> None:
    desk.store(
        listing(1, "Falconry", opening=weekly(3, holidays=CODES)), listing(2, "Falconry", opening=weekly(3, opens=600))
    )
    first = [desk.ids(query("falconry on thursday", now=THANKSGIVING - timedelta(days=ago)))[0] for ago in (3, 10)]
    assert first == ["listing-2", "listing-1"]
