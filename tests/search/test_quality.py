"""nDCG, recall and the rest, worked out by hand."""

import math

import pytest

from search.quality import mean, measure


def test_a_perfect_order_is_one() -> None:
    result = measure(["a", "b", "c"], {"a": 2, "b": 1, "c": 0})
    assert (result.ndcg, result.recall, result.judged, result.right_on_top) == (1.0, 1.0, 1.0, True)


def test_the_gain_is_linear_and_discounted_by_place() -> None:
    result = measure(["x", "b", "a"], {"a": 2, "b": 1})
    assert result.ndcg == pytest.approx((1 / math.log2(3) + 2 / math.log2(4)) / (2 + 1 / math.log2(3)))
    assert result.judged == pytest.approx(2 / 3)


def test_the_ideal_is_the_ten_best_of_all_judged() -> None:
    grades = {f"g{number}": 2 for number in range(15)}
    assert measure(list(grades)[:10], grades).ndcg == pytest.approx(1.0)


def test_a_right_one_below_the_third_place_is_not_on_top() -> None:
    assert measure(["x", "y", "z", "a"], {"a": 2}).right_on_top is False


def test_nothing_found_and_nothing_judged() -> None:
    assert measure([], {"a": 2}).ndcg == 0.0
    assert mean([])["ndcg"] == 0.0


def test_the_mean_counts_every_query_alike() -> None:
    means = mean([measure(["a"], {"a": 2}), measure(["x"], {"a": 2})])
    assert (means["ndcg"], means["right_on_top"]) == (0.5, 0.5)
