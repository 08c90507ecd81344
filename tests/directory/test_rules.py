"""What is wrong with a listing, or could be better."""

import pytest

from resource_app.directory.readability import grade_of
from resource_app.directory.rules import Issue, issues_of

GOOD = {
    "id": "1",
    "name": "Lantern Pantry",
    "status": "active",
    "description": "We give out food on Fridays. Bring a bag. You do not need an ID.",
    "eligibility_description": "Anyone can come.",
    "email": "help@lantern.example.org",
    "url": "https://lantern.example.org",
    "phones": [{"id": "2", "number": "617-555-0142"}],
    "schedules": [{"id": "3", "freq": "WEEKLY", "byday": "FR", "opens_at": "09:00", "closes_at": "12:00"}],
}


def codes(kind: str, body: dict) -> list[tuple[str, str]]:
    return [(issue.code, issue.path) for issue in issues_of(kind, body)]


def test_a_good_service_has_no_issue() -> None:
    assert issues_of("service", GOOD) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": " "}, ("missing", "name")),
        ({"status": "open"}, ("not-a-choice", "status")),
        ({"email": "help at lantern"}, ("email", "email")),
        ({"url": "lantern.example.org"}, ("url", "url")),
        ({"description": ""}, ("short", "description")),
        ({"eligibility_description": " "}, ("missing-eligibility", "eligibility_description")),
        ({"description": "We help. " * 400}, ("long", "description")),
        ({"minimum_age": 65, "maximum_age": 18}, ("ages", "minimum_age")),
        ({"phones": [{"id": "2", "number": "555-0142"}]}, ("phone", "phones[0].number")),
        ({"phones": [{"id": "2"}]}, ("missing", "phones[0].number")),
        ({"languages": [{"id": "2", "name": "Zymurgish"}]}, ("language", "languages[0].name")),
        ({"schedules": [{"opens_at": "9 o'clock"}]}, ("time", "schedules[0].opens_at")),
        ({"schedules": [{"opens_at": "09:00"}]}, ("half-open", "schedules[0].closes_at")),
        ({"schedules": [{"opens_at": "09:00", "closes_at": "09:00"}]}, ("no-hours", "schedules[0].closes_at")),
        ({"schedules": [{"opens_at": "13:00", "closes_at": "07:00"}]}, ("past-midnight", "schedules[0].closes_at")),
        ({"schedules": [{"opens_at": "03:00", "closes_at": "22:00"}]}, ("long-day", "schedules[0].closes_at")),
        ({"schedules": [{"valid_from": "2026-05-01", "valid_to": "2026-04-01"}]}, ("dates", "schedules[0].valid_to")),
        (
            {"description": "A shelter at a confidential location. Call us day and night."},
            ("confidential", "description"),
        ),
    ],
)
def test_each_fault_is_found_where_it_is(change: dict, found: tuple[str, str]) -> None:
    assert found in codes("service", {**GOOD, **change})


def test_a_whole_day_and_a_night_are_no_faults() -> None:
    day = {"schedules": [{"opens_at": "00:00", "closes_at": "23:59"}]}
    assert codes("service", {**GOOD, **day}) == []
    (night,) = issues_of("service", {**GOOD, "schedules": [{"opens_at": "20:00", "closes_at": "06:00"}]})
    assert night.severity == "hint"


def test_hard_words_get_a_hint_that_says_the_grade() -> None:
    hard = (
        "Comprehensive interdisciplinary rehabilitation facilitates participants' reintegration into remunerative "
        "employment opportunities through individualized vocational evaluation methodologies."
    )
    (issue,) = issues_of("service", {**GOOD, "description": hard})
    assert issue == Issue("hard-to-read", "hint", "description", issue.message, issue.hint)
    assert f"grade {grade_of(hard):.0f}" in issue.message
    assert grade_of("The cat sat. The dog ran.") < 3
    assert grade_of("") == 0
    assert grade_of("Ofrecemos comida y ropa para las familias de la ciudad que lo necesitan") == 0


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ({"latitude": 42.36, "longitude": -71.06}, []),
        ({"latitude": "42.36", "longitude": "-71.06"}, []),
        ({"latitude": 21.3, "longitude": -157.86}, []),
        ({}, []),
        ({"latitude": "", "longitude": None}, []),
        ({"latitude": -71.06, "longitude": 42.36}, ["pin-outside"]),
        ({"latitude": 0, "longitude": 0}, ["pin-outside"]),
        ({"latitude": 48.85, "longitude": 2.35}, ["pin-outside"]),
        ({"latitude": float("nan"), "longitude": -71.06}, ["pin-outside"]),
        ({"latitude": 42.36}, ["pin"]),
        ({"latitude": "north", "longitude": "west"}, ["pin"]),
        ({"latitude": [42.36], "longitude": {}}, ["pin"]),
    ],
)
def test_a_pin_lies_in_the_united_states(point: dict, found: list[str]) -> None:
    assert [issue.code for issue in issues_of("location", {"id": "1", "location_type": "physical", **point})] == found


def test_a_swapped_pin_is_told_so() -> None:
    (issue,) = issues_of("location", {"location_type": "physical", "latitude": -71.06, "longitude": 42.36})
    assert "swapped" in issue.hint


def test_a_street_in_a_text_that_speaks_of_a_secret_place_is_pointed_out() -> None:
    text = "A shelter at a secret location. Come to 12 Elm Street after calling."
    found = codes("location", {"location_type": "physical", "name": "Undisclosed location", "description": text})
    assert found == [("confidential", "description"), ("address-in-text", "description"), ("confidential", "name")]


@pytest.mark.parametrize(("code", "found"), [("02150", []), ("02150-1234", []), ("", ["missing"]), ("2150", ["zip"])])
def test_a_zip_code_has_five_digits(code: str, found: list[str]) -> None:
    address = {"address_1": "9 Lantern Street", "city": "Chelsea", "state_province": "MA", "country": "US"}
    whole = {**address, "address_type": "physical", "postal_code": code}
    assert [each for each, _ in codes("address", whole)] == found
    assert codes("address", {**whole, "postal_code": "K1A 0B1", "country": "CA"}) == []


def test_an_unknown_kind_and_odd_children_are_no_error() -> None:
    assert issues_of("zymurgy", {"name": 5}) == ()
    assert (
        codes("service", {**GOOD, "phones": "617-555-0142", "schedules": [None, "daily"], "organization": "id"}) == []
    )
