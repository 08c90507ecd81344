"""Whom does a listing serve, and what does it cost, said once?"""

from typing import Any

import pytest

from resource_app.directory import coverage
from resource_app.directory.coverage import saying
from resource_app.directory.display import cost_words
from resource_app.directory.gazetteer import Gazetteer
from resource_app.directory.gazetteer.sources import towns_of, with_counties
from tests.geography import small_counties, small_zips


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    listed = with_counties(small_zips(), small_counties())
    return Gazetteer([entry.row for entry in listed], towns_of(listed), small_counties())


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["02150", "02151", "Chelsea, MA"], [("MA", ["Revere", "Chelsea"])]),
        (["02150", "02128", "Chelsea, MA"], [("MA", ["East Boston", "Chelsea"])]),
        (["01901"], [("MA", ["Lynn (01901)"])]),
        (["01901", "01902"], [("MA", ["Lynn"])]),
        (["02118", "02108", "Lynn, MA"], [("MA", ["Boston (02118, 02108)", "Lynn"])]),
        (["Suffolk County, MA", "02150", "Boston, MA", "Lynn, MA"], [("MA", ["Suffolk County", "Lynn"])]),
        (["Massachusetts", "Lynn, MA", "Suffolk County, MA"], [("", ["Massachusetts"])]),
        (["Massachusetts", "Providence, RI"], [("", ["Massachusetts"]), ("RI", ["Providence"])]),
        (["Nationwide", "Massachusetts"], [("", ["United States"])]),
        (["Chelsea, MA", "The Hollow"], [("MA", ["Chelsea"]), ("", ["The Hollow"])]),
        (["Virtual"], []),
        ([], []),
    ],
)
def test_what_is_contained_is_not_said_again(
    gazetteer: Gazetteer, names: list[str], said: list[tuple[str, list[str]]]
) -> None:
    read = coverage.read([{"name": name} for name in names], gazetteer)
    assert [(group["state"], group["names"]) for group in saying.said(read, gazetteer)] == said


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (
            {"option": "Fee", "amount": 135.0, "currency": "USD", "amount_description": "$135 a week"},
            "Fee, $135 a week",
        ),
        ({"option": "Fee", "amount": 7.5, "currency": "USD"}, "Fee, $7.50"),
        ({"amount": 1200, "amount_description": "a month"}, "$1,200, a month"),
        ({"amount": 5, "currency": "USD", "amount_description": "15 visits"}, "$5, 15 visits"),
        ({"amount": 20, "currency": "EUR"}, "20 EUR"),
        ({"option": "Free", "amount": 0, "currency": "USD"}, "Free"),
        ({}, ""),
    ],
)
def test_money_is_written_as_people_write_it(option: dict[str, Any], words: str) -> None:
    assert cost_words(option) == words
