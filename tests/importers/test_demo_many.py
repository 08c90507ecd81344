"""Made-up listings for benchmarks: exactly as many as asked for, always the same, each with words of its own."""

import re
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from importers.demo.directory import listings_of, services
from importers.demo.many import made_up, proper_name

TODAY = date(2026, 10, 13)


@pytest.mark.parametrize("listings", [1, 7, 444, 1500])
def test_there_are_exactly_so_many_listings(listings: int) -> None:
    assert sum(map(listings_of, services(TODAY, listings))) == listings


def test_the_same_number_gives_the_same_listings() -> None:
    assert list(services(TODAY, 700)) == list(services(TODAY, 700))


def test_more_listings_begin_with_the_same_ones() -> None:
    few, more = list(services(TODAY, 600)), list(services(TODAY, 900))
    assert more[: len(few) - 1] == few[:-1]


def test_ids_and_names_are_told_apart() -> None:
    found = list(islice(made_up(TODAY), 2000))
    places = [place["id"] for nested in found for place in nested.get("service_at_locations", ())]
    for told in ([nested["id"] for nested in found], [nested["name"] for nested in found], places):
        assert max(Counter(told).values()) == 1


def test_a_place_and_an_organization_are_said_alike_everywhere() -> None:
    said: dict[str, dict] = {}
    for nested in islice(made_up(TODAY), 1000):
        for each in (nested["organization"], *(place["location"] for place in nested.get("service_at_locations", ()))):
            assert said.setdefault(each["id"], each) == each


def test_every_number_has_its_own_name() -> None:
    assert len({proper_name(number) for number in range(50_000)}) > 49_500


def test_a_few_words_are_common_and_most_are_rare() -> None:
    count: Counter[str] = Counter()
    for nested in islice(made_up(TODAY), 2000):
        count.update(set(re.findall(r"\w+", (nested["name"] + " " + nested["description"]).lower())))
    assert sum(seen > 1000 for seen in count.values()) < 30
    assert sum(seen == 1 for seen in count.values()) > len(count) / 4
