"""No count under eleven is shown, nor can one be worked out from what is."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from resource_app.directory.small_counts import LEAST, Quarter, guarded, shown_quarters


def test_nobody_works_a_small_month_out() -> None:
    """Who knows the total, every month that is shown and these rules: for each small count held back there is another that it
    could be. Of all cells up to three times the limit.
    """
    could_be: dict[object, list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    outcomes = []
    for cells in product(range(3 * LEAST), repeat=3):
        total, made, _ = guarded(dict(enumerate(cells)))
        outcomes.append((cells, (total, *made.values())))
        for number, cell in enumerate(cells):
            could_be[outcomes[-1][1]][number].add(cell)
    for cells, seen in outcomes:
        for number, cell in enumerate(cells):
            assert cell >= LEAST or len(could_be[seen][number]) > 1, (cells, seen)


def nonzero(cells: tuple[int, ...]) -> dict[int, int]:
    return {key: count for key, count in enumerate(cells) if count}


def test_nobody_works_out_a_small_count_of_a_kind_or_a_zip3() -> None:
    """The same of parts that are named only where they are shown; of four, one of which nobody asked for."""
    could_be: dict[object, list[set[int]]] = defaultdict(lambda: [set(), set(), set(), set()])
    outcomes = []
    for cells in product(range(LEAST + 5), repeat=4):
        total, _, [made] = guarded({"July": sum(cells)}, nonzero(cells))
        outcomes.append((cells, (total, *((key, count) for key, count in made.items() if count is not None))))
        for number, cell in enumerate(cells):
            could_be[outcomes[-1][1]][number].add(cell)
    for cells, seen in outcomes:
        for number, cell in enumerate(cells):
            assert 0 not in cells or not 0 < cell < LEAST or len(could_be[seen][number]) > 1, (cells, seen)


COUNTS = st.integers(0, 40)


@given(st.lists(COUNTS, min_size=3, max_size=3), st.dictionaries(st.text(max_size=3), COUNTS, max_size=12))
def test_what_is_held_back_is_two_parts_and_eleven_or_everything(months: list[int], cells: dict[str, int]) -> None:
    total, said, [made] = guarded(dict(enumerate(months)), cells)
    assert total in {None, sum(months)}
    for counted, told in ((dict(enumerate(months)), said), (cells, made)):
        held = [counted[key] for key, count in told.items() if count is None]
        assert all(count is None or count == counted[key] >= LEAST for key, count in told.items())
        assert len(held) in {0, len(told)} or (len(held) > 1 and sum(held) >= LEAST)
        assert total is not None or len(held) == len(told)


def test_nothing_is_held_back_without_need() -> None:
    many = {"July": 400, "August": 11, "September": 60}
    assert guarded(many, {"021": 11, "022": 300}) == (471, many, ({"021": 11, "022": 300},))
    for small, other in ((5, 6), (5, 12)):
        parts = {"021": small, "022": other, "023": 300}
        assert guarded(many, parts)[2] == ({"021": None, "022": None, "023": 300},)
    assert guarded({"July": 5, "August": 7, "September": 60})[1] == {"July": None, "August": None, "September": 60}
    assert guarded({"July": 5, "August": 50, "September": 60})[:2] == (115, dict.fromkeys(many))
    assert guarded(dict.fromkeys(many, 10), {"021": 30}) == (None, dict.fromkeys(many), ({"021": None},))
    assert guarded({"July": 5, "August": 5, "September": 0}) == (None, dict.fromkeys(many), ())


def test_quarters_are_shown_a_week_after_their_end_and_never_overlap() -> None:
    assert shown_quarters(date(2026, 10, 7))[-1] == Quarter(2026, 1)
    assert shown_quarters(date(2026, 10, 8)) == (Quarter(2025, 3), Quarter(2026, 0), Quarter(2026, 1), Quarter(2026, 2))
    assert (Quarter(2026, 2).first, Quarter(2026, 2).last) == (date(2026, 7, 1), date(2026, 9, 30))
    day = date(2023, 12, 1)
    for _ in range(1_200):
        quarters = shown_quarters(day)
        assert all(one.after == next_one for one, next_one in pairwise(quarters))
        assert quarters[-1].shown_from <= day < quarters[-1].after.shown_from
        day += timedelta(days=1)
