"""First due dates: every working day has as much to do, what is riskier comes first, who belongs together stays so."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from validation.cycle import is_working_day
from validation.levelling import Group, first_days, level
from validation.queue import Signs, marks, risk

TODAY = date(2026, 10, 13)


def test_validation_three_thousand_listings_make_about_as_many_a_working_day() -> None:
    sizes = [1 + number % 7 for number in range(750)]
    found = level((Group(f"o{number}", size) for number, size in enumerate(sizes)), {}, first_days(TODAY))
    loads: Counter[date] = Counter()
    for number, size in enumerate(sizes):
        loads[found[f"o{number}"]] += size
    assert sum(sizes) == 2997
    assert max(loads.values()) <= 26
    assert all(is_working_day(day) for day in loads)


def test_validation_what_is_due_already_leaves_less_room() -> None:
    days = first_days(TODAY)
    found = level([Group(f"g{number}", 1) for number in range(len(days))], {days[0]: 50}, days)
    assert days[0] not in found.values()


def test_validation_the_riskiest_come_first() -> None:
    days = first_days(TODAY)
    groups = [Group(f"calm {number}", 1) for number in range(300)] + [Group("risky", 1, risk=80)]
    assert level(groups, {}, days)["risky"] == days[0]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 100)), min_size=1, max_size=60))
def test_validation_every_group_gets_one_day_and_no_day_is_crowded(drawn: list[tuple[int, int]]) -> None:
    days = first_days(TODAY)
    groups = [Group(str(number), size, risk) for number, (size, risk) in enumerate(drawn)]
    found = level(groups, {}, days)
    assert set(found) == {group.key for group in groups}
    loads: Counter[date] = Counter()
    for group in groups:
        loads[found[group.key]] += group.size
    largest = max(group.size for group in groups)
    assert max(loads.values()) <= sum(group.size for group in groups) / len(days) + largest


def test_validation_risk_grows_with_every_sign_and_stays_within_a_hundred() -> None:
    calm = risk(Signs(months=0))
    assert calm == 0
    for sign in ({"opened": 10}, {"problems": 1}, {"checks": 1}, {"declines": 1}, {"months": 3}):
        assert risk(Signs(**({"months": 0} | sign))) > calm  # type: ignore[arg-type]
    worst = risk(Signs(months=None, opened=10**6, problems=99, checks=99, declines=99))
    assert (worst, marks(worst), marks(calm)) == (100, 3, 1)
