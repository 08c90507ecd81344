"""HSDS schedules become rules; where their parts are missing or contradict the words, the words decide."""

from datetime import date, datetime

import pytest

from resource_app.directory.hours import opening_of, schedules_for
from search.holidays import CODES
from search.opening import Rule, open_state, spans_on

EAST = "America/New_York"
WEEKLY = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}


def only(**schedule: object) -> Rule:
    (rule,) = opening_of([schedule], EAST).rules
    return rule


def test_a_weekly_schedule_is_a_rule() -> None:
    opening = opening_of([{**WEEKLY, "description": "Office hours"}], EAST)
    assert opening.rules == (Rule(days=((0, 0), (0, 1)), opens=540, closes=1020),)
    assert (opening.zone, opening.texts, opening.sure) == (EAST, ("Office hours",), True)


@pytest.mark.parametrize(
    ("opens", "closes", "minutes"),
    [
        ("09:00:00", "17:30:00", (540, 1050)),
        ("09:00-05:00", "17:00-05:00", (540, 1020)),  # the zone's own offset
        ("09:00-04:00", "17:00-04:00", (540, 1020)),
        ("09:00Z", "17:00Z", (540, 1020)),  # stamped on a local time
        ("07:00-07:00", "15:00-07:00", (540, 1020)),  # somebody else's offset
        ("00:00", "23:59", (0, 1440)),
        ("00:00", "24:00", (0, 1440)),
        ("00:00", "00:00", (0, 1440)),
        ("18:00", "23:59:59", (1080, 1440)),
        ("20:00", "02:00", (1200, 120)),
    ],
)
def test_times_of_every_shape(opens: str, closes: str, minutes: tuple[int, int]) -> None:
    rule = only(**WEEKLY | {"opens_at": opens, "closes_at": closes})
    assert (rule.opens, rule.closes) == minutes


def test_days_intervals_and_bounds() -> None:
    assert only(**WEEKLY | {"freq": "MONTHLY", "byday": "1SA,-1FR"}).days == ((1, 5), (-1, 4))
    assert only(**WEEKLY | {"freq": "MONTHLY", "byday": "", "bymonthday": "1,15"}).month_days == (1, 15)
    assert only(**WEEKLY | {"byday": ["MO", "WE"]}).days == ((0, 0), (0, 2))
    rule = only(**WEEKLY, interval="2", dtstart="2026-10-06", until="2026-12-31", valid_to="2027-03-01")
    assert (rule.every, rule.monthly, rule.anchor) == (2, False, date(2026, 10, 6))
    assert (rule.valid_from, rule.valid_to) == (date(2026, 10, 6), date(2027, 3, 1))


def test_a_rule_without_days_has_those_of_its_start() -> None:
    assert only(freq="WEEKLY", dtstart="2026-10-13", opens_at="09:00", closes_at="10:00").days == ((0, 1),)
    assert only(freq="MONTHLY", dtstart="2026-10-13", opens_at="09:00", closes_at="10:00").month_days == (13,)
    once = only(dtstart="2026-10-13", opens_at="09:00", closes_at="10:00")
    assert (once.valid_from, once.valid_to) == (date(2026, 10, 13), date(2026, 10, 13))
    assert only(freq="DAILY", opens_at="09:00", closes_at="10:00").days == ()


def test_a_closure_shuts_its_days() -> None:
    holiday = {"valid_from": "2026-12-24", "valid_to": "2026-12-26", "description": "Closed for the holidays"}
    opening = opening_of([{**WEEKLY, "byday": "MO,TU,WE,TH,FR"}, holiday], EAST)
    assert opening.sure
    assert spans_on(opening, date(2026, 12, 24)) == ()
    assert spans_on(opening, date(2026, 12, 28)) == ((540, 1020),)


def test_a_day_that_says_closed_is_shut_and_a_sentence_with_hours_is_not() -> None:
    opening = opening_of([WEEKLY, {"byday": "SU", "description": "Closed"}], EAST)
    assert opening.sure
    assert opening.rules[1] == Rule(days=((0, 6),), closed=True)
    worded = opening_of([{"byday": "MO", "description": "Monday, 9-5, closed holidays"}], EAST)
    assert worded.rules == (Rule(days=((0, 0),), opens=540, closes=1020),)


@pytest.mark.parametrize(
    "broken",
    [
        {"opens_at": "nine"},
        {"opens_at": "09:75"},
        {"closes_at": None},
        {"byday": "MON"},
        {"byday": "", "freq": "WEEKLY"},
        {"byday": "1MO"},
        {"bymonthday": "32", "freq": "MONTHLY"},
        {"interval": "2"},
        {"interval": "often"},
        {"byweekno": "20"},
        {"freq": "YEARLY"},
        {"freq": "DAILY", "interval": 2, "dtstart": "2026-10-01"},
        {"interval": 2, "dtstart": "2026-10-01", "wkst": "SU"},
        {"count": 3},
        {"opens_at": "09:00", "closes_at": "09:00"},
        {"valid_from": "2026-12-01", "valid_to": "2026-11-01"},
    ],
)
def test_where_the_parts_make_no_sense_the_words_decide(broken: dict) -> None:
    worded = opening_of([WEEKLY | broken | {"description": "Wednesday, 1-4"}], EAST)
    assert worded.sure
    assert worded.rules == (Rule(days=((0, 2),), opens=780, closes=960),)
    silent = opening_of([WEEKLY | broken], EAST)
    assert (silent.sure, silent.rules) == (False, ())


def test_words_that_contradict_the_parts_make_the_hours_unsure() -> None:
    assert not opening_of([{**WEEKLY, "description": "Monday-Friday, 8-4"}], EAST).sure
    assert opening_of([{**WEEKLY, "description": "Monday, Tuesday, 9-5"}], EAST).sure
    assert opening_of([{**WEEKLY, "description": "Ring the bell"}], EAST).sure
    rows = [{**WEEKLY, "byday": day, "description": "Monday, Tuesday, 9-5"} for day in ("MO", "TU")]
    assert opening_of(rows, EAST).sure


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("Closed for lunch 12-1", ((540, 720), (780, 1020))),
        ("Closed from 12:30 to 1 pm", ((540, 750), (780, 1020))),
        ("cerrado de 12 a 1", ((540, 720), (780, 1020))),
        ("Closed Mondays", ()),
    ],
)
def test_words_beside_the_parts_say_when_they_do_not_hold(text: str, monday: tuple) -> None:
    opening = opening_of([{**WEEKLY, "description": text}], EAST)
    assert (opening.sure, opening.more) == (True, ())
    assert spans_on(opening, date(2026, 10, 19)) == monday


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Ring the bell", True),
        ("Office hours", True),
        ("By appointment", True),
        ("Closed in snow", True),
        ("Closed for lunch", False),
        ("Closed in August", False),
        ("Closed alternate Fridays", False),
        ("Not open the last week of the month", False),
    ],
)
def test_words_that_say_more_are_kept_and_doubt_what_they_contradict(text: str, sure: bool) -> None:
    opening = opening_of([{**WEEKLY, "description": text}], EAST)
    assert (opening.sure, opening.more) == (sure, (text,))


def test_holidays_are_kept_whichever_row_says_so() -> None:
    beside = opening_of([WEEKLY, {"description": "Closed on federal holidays"}], EAST)
    on_it = opening_of([{**WEEKLY, "description": "Closed holidays"}], EAST)
    alone = opening_of([{"description": "Mon, Tue 9-5; closed holidays"}], EAST)
    some = opening_of([WEEKLY, {"byday": "MO", "description": "Closed holidays"}], EAST)
    for opening in (beside, on_it, alone, some):
        assert (opening.sure, opening.holidays, opening.more) == (True, CODES, ())
        assert spans_on(opening, date(2026, 10, 12)) == ()
        assert spans_on(opening, date(2026, 10, 19)) == ((540, 1020),)
    dated = {"valid_from": "2026-11-26", "description": "Closed for Thanksgiving"}
    once = opening_of([WEEKLY, dated], EAST)
    assert (once.sure, once.holidays, once.more) == (True, (), ())
    assert [rule.why for rule in once.rules if rule.closed] == ["Thanksgiving"]
    assert (
        opening_of([{"opens_at": "00:00", "closes_at": "24:00", "freq": "DAILY", "notes": "No holidays"}], "").zone
        == ""
    )


def test_one_schedule_without_parts_is_read_beside_the_others() -> None:
    opening = opening_of([WEEKLY, {"description": "Saturday, 10-2"}], EAST)
    assert opening.sure
    assert [rule.days for rule in opening.rules] == [((0, 0), (0, 1)), ((0, 5),)]
    assert not opening_of([WEEKLY, {"description": "Saturdays in summer"}], EAST).sure


def test_an_appointment_is_no_rule() -> None:
    opening = opening_of([{"description": "By appointment"}], EAST)
    assert (opening.rules, opening.sure, opening.appointment) == ((), True, True)
    assert open_state(opening, datetime.fromisoformat("2026-10-13T12:00:00+00:00")).state == "unknown"


def test_no_schedule_is_no_hours() -> None:
    opening = opening_of([], EAST)
    assert (opening.rules, opening.texts) == ((), ())


def test_the_most_particular_schedules_hold() -> None:
    place, service, listing = ({"schedules": [{"id": name}]} for name in ("place", "service", "listing"))
    assert schedules_for(listing, service, place) == [{"id": "listing"}]
    assert schedules_for({"schedules": []}, service, place) == [{"id": "service"}]
    assert schedules_for({}, {"schedules": None}, place) == [{"id": "place"}]
    assert schedules_for({"schedules": "Monday"}, {"schedules": ["id-of-one"]}, {}) == []
