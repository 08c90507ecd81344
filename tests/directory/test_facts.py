"""What HSDS bodies say about using a service: cost, access, referrals, and how it is given."""

import pytest

from resource_app.directory.categories import CATEGORIES
from resource_app.directory.facts import (
    AUDIENCES,
    SENSITIVE_AUDIENCES,
    SENSITIVE_CATEGORIES,
    accepts_referrals_of,
    cost_of,
    is_sensitive,
    remote_of,
    wheelchair_of,
)


@pytest.mark.parametrize(
    ("fees", "cost"),
    [
        ("None", "free"),
        ("No fee" + " " * 120, "free"),
        ("None. Donations welcome", "free"),
        ("Services are free", "free"),
        ("Gratis", "free"),
        ("No dues or fees", "free"),
        ("$3 suggested donation for meal", ""),
        ("Vary according to income", "sliding"),
        ("Sliding Scale", "sliding"),
        ("Fees based on ability to pay. No one turned away", "sliding"),
        ("Rent is 30% of a tenant's gross income", "sliding"),
        ("Según sus ingresos", "sliding"),
        ("Free for residents, others $5", "fee"),
        ("$26 per unit", "fee"),
        ("Vary according to service. Some services are free", "fee"),
        ("Cash and checks accepted", "fee"),
        ("Call for information", ""),
        ("", ""),
    ],
)
def test_the_cost_is_read_from_the_words(fees: str, cost: str) -> None:
    assert cost_of(fees) == cost


def test_cost_options_speak_when_the_words_do_not() -> None:
    assert cost_of("", [{"option": "Adult", "amount": 12.5}, {"option": "Child", "amount": 0}]) == "fee"
    assert cost_of("", [{"amount": 0}]) == "free"
    assert cost_of("", iter([{"option": "Sliding scale"}])) == "sliding"
    assert cost_of("None", [{"option": "Late fee", "amount": "5"}]) == "fee"


@pytest.mark.parametrize(
    ("descriptions", "accessible"),
    [
        (["Wheelchair accessible", "Ramp"], True),
        (["Handicap accessible"], True),
        (["Accesible en silla de ruedas"], True),
        (["Not wheelchair accessible at this time"], False),
        (["Wheelchair accessible", "Second floor is not accessible"], False),
        (["Elevator", "Restroom"], None),
        (["Varies according to location"], None),
        (["SE"], None),
        ([], None),
    ],
)
def test_a_wheelchair_gets_in_only_where_it_says_so(descriptions: list[str], accessible: bool | None) -> None:
    assert wheelchair_of([{"description": text} for text in descriptions]) is accessible


@pytest.mark.parametrize(
    ("service", "kinds", "remote"),
    [
        ({"name": "Harbor Crisis Line"}, [], ("phone",)),
        ({"name": "Meals on Wheels"}, [], ("home",)),
        ({"description": "Telehealth visits with a nurse"}, [], ("phone", "online")),
        ({"description": "Home visiting for new parents, and online classes"}, [], ("online", "home")),
        ({"description": "Classes"}, ["virtual"], ("online",)),
        ({"description": "A virtually complete collection of books", "application_process": "Apply by phone"}, [], ()),
        ({}, ["physical"], ()),
    ],
)
def test_what_reaches_people_at_home(service: dict, kinds: list[str], remote: tuple[str, ...]) -> None:
    assert remote_of(service, kinds) == remote


@pytest.mark.parametrize(
    ("text", "accepts"),
    [
        ("Must be referred by a doctor", True),
        ("Referral from community agency necessary", True),
        ("Referrals accepted from schools", True),
        ("No referral needed. Walk in", None),
        ("No referrals accepted", False),
        ("Self-referral only", False),
        ("Walk in or apply by phone", None),
        ("", None),
    ],
)
def test_whether_an_agency_may_send_somebody(text: str, accepts: bool | None) -> None:
    assert accepts_referrals_of("", text) is accepts


def test_services_whose_use_says_something_about_a_person_are_sensitive() -> None:
    assert is_sensitive(["health-care", "substance-use"])
    assert is_sensitive([], ["survivors"])
    assert is_sensitive(["housing"], [], "A shelter for people who flee domestic violence")
    assert is_sensitive([], [], "Gender-affirming care")
    assert not is_sensitive(["food-services", "food-pantry"], ["families"], "Groceries for everybody")


def test_the_sensitive_codes_are_codes_of_the_tables() -> None:
    assert {row.code for row in CATEGORIES} >= SENSITIVE_CATEGORIES
    assert {row.code for row in AUDIENCES} >= SENSITIVE_AUDIENCES
