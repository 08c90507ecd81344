"""What the public sees of a stored object."""

from datetime import date
from types import SimpleNamespace

import pytest

from resource_app.directory.models.listing import HELD_REASONS
from resource_app.directory.policy import (
    SHOWING,
    PublicContext,
    Showing,
    digits_of,
    hidden_because,
    is_public,
    judged,
    marks_of_places,
    public_body,
)
from resource_app.directory.said import hides_address

PRIVATE = PublicContext(private_place=True, organization_email="help@lantern.example.org")
OPEN = PublicContext(private_place=False, organization_email="help@lantern.example.org")


@pytest.mark.parametrize(
    ("hsds", "private"),
    [
        ({"x_address_visibility": "private"}, True),
        ({"x_address_visibility": "Confidential"}, True),
        ({"attributes": [{"label": "address_visibility", "value": "private"}]}, True),
        ({"attributes": [{"link_type": "x_address_visibility", "value": "confidential"}]}, True),
        ({"attributes": [{"label": "Address Visibility", "value": "restricted"}]}, True),
        ({"attributes": [{"taxonomy_term": {"name": "x_address_visibility"}, "value": "private"}]}, True),
        ({"attributes": [{"label": "address_visibility"}]}, True),
        ({"address_visibility": "private"}, True),
        ({"x-address-visibility": "withheld"}, True),
        ({"X_AddressVisibility": "DV - private"}, True),
        ({"x_address_visibility": "not public"}, True),
        ({"x_address_visibility": {"value": "private"}}, True),
        ({"x_address_visibility": False}, True),
        ({"x_address_visibility": None}, False),
        ({"x_address_visibility": " Public "}, False),
        ({"x_address_visibility": "public"}, False),
        ({"attributes": [{"label": "address_visibility", "value": "public"}]}, False),
        ({"attributes": "odd"}, False),
        ({"attributes": 7}, False),
        ({}, False),
    ],
)
def test_a_place_says_by_itself_that_its_address_is_private(hsds: dict, private: bool) -> None:
    assert hides_address(hsds) is private


def test_of_a_private_place_only_its_id_and_kind_are_public() -> None:
    place = {
        "id": "1",
        "location_type": "physical",
        "name": "Lantern House",
        "latitude": 42.3,
        "longitude": -71.0,
        "addresses": [{"address_1": "9 Hidden Lane", "postal_code": "02150-1234"}],
        "phones": [{"number": "617-555-0199"}],
    }
    assert public_body("location", place, PRIVATE) == {"id": "1", "location_type": "physical"}
    assert public_body("location", place, OPEN) == place


def test_a_listing_at_a_private_place_keeps_what_is_not_the_places_own() -> None:
    at_place = {"id": "2", "phones": [{"number": "617-555-0199"}], "description": "Ring twice", "service_areas": []}
    assert public_body("service_at_location", at_place, PRIVATE) == {"id": "2", "service_areas": []}


def test_what_a_source_marks_private_is_left_out_at_any_depth() -> None:
    service = {
        "id": "3",
        "contacts": [
            {"id": "c", "phones": [{"id": "p", "x_private": True}, {"id": "q"}]},
            {"id": "d", "x_visibility": "private"},
        ],
    }
    assert public_body("service", service, OPEN) == {"id": "3", "contacts": [{"id": "c", "phones": [{"id": "q"}]}]}
    assert len(service["contacts"]) == 2


@pytest.mark.parametrize(
    "mark",
    [
        {"private": True},
        {"is_private": "Yes"},
        {"confidential": 1},
        {"do_not_publish": "x"},
        {"is_public": False},
        {"public": "no"},
        {"visibility": "internal"},
    ],
)
def test_a_vendors_own_mark_hides_a_phone(mark: dict) -> None:
    service = {
        "id": "6",
        "phones": [{"id": "p", "number": "617-555-0142"}, {"id": "q", "number": "617-555-0177", **mark}],
    }
    assert public_body("service", service, OPEN)["phones"] == [{"id": "p", "number": "617-555-0142"}]


def test_marks_that_say_nothing_private_hide_nothing() -> None:
    service = {"id": "7", "phones": [{"id": "p", "private": False, "is_public": True, "visibility": "public"}]}
    assert public_body("service", service, OPEN) == service


def test_names_of_people_stay_inside() -> None:
    service = {
        "id": "4",
        "assurer_email": "somebody@lantern.example.org",
        "metadata": [
            {"id": "m", "last_action_type": "update", "updated_by": "Somebody"},
            {"id": "n", "last_action_type": "update", "updated_by": "curator"},
        ],
    }
    shown = public_body("service", service, OPEN)
    assert "assurer_email" not in shown
    assert [each["updated_by"] for each in shown["metadata"]] == ["import", "curator"]
    assert "metadata" not in public_body("service", service, PRIVATE)


def test_the_organizations_own_address_may_be_the_assurers() -> None:
    service = {"id": "5", "assurer_email": "help@lantern.example.org"}
    assert public_body("service", service, OPEN) == service


@pytest.mark.parametrize(
    ("status", "held", "refuse", "unconfirmed", "asked_out", "reason"),
    [
        ("active", None, False, False, False, ""),
        ("temporarily closed", None, False, False, False, ""),
        ("inactive", None, False, False, False, "inactive"),
        ("defunct", None, False, False, False, "defunct"),
        ("active", "candidate", False, False, False, "candidate"),
        ("active", None, True, False, False, "do not refer"),
        ("active", None, False, True, False, "unconfirmed"),
        ("active", None, True, False, True, "asked not to be listed"),
    ],
)
def test_why_a_listing_is_hidden(
    status: str, held: str | None, *, refuse: bool, unconfirmed: bool, asked_out: bool, reason: str
) -> None:
    facts = Showing(status=status, held=held, do_not_refer=refuse, unconfirmed=unconfirmed, asked_out=asked_out)
    assert hidden_because(facts) == reason


FACTS = {
    "status": "active",
    "held": None,
    "do_not_refer": False,
    "staff_only": False,
    "due_on": None,
    "unconfirmed": False,
    "asked_out": False,
}
TODAY = date(2026, 10, 13)


@pytest.mark.parametrize(
    "hiding",
    [
        *({"held": reason} for reason in HELD_REASONS),
        {"do_not_refer": True},
        {"status": "defunct"},
        {"status": "inactive"},
        {"staff_only": True},
        {"due_on": date(2026, 10, 12)},
        {"unconfirmed": True},
        {"asked_out": True},
    ],
)
def test_staff_are_told_the_one_rule_that_hides_a_listing(hiding: dict) -> None:
    listing = SimpleNamespace(**(FACTS | hiding))
    said = judged(Showing.of(listing, listing, TODAY, asked_out=listing.asked_out))
    assert [shown for shown, _words in said].count(False) == 1
    assert all(words.endswith(".") for _shown, words in said)
    assert not is_public(listing, listing, TODAY, asked_out=listing.asked_out)


def test_staff_are_told_each_rule_that_lets_a_listing_show() -> None:
    listing = SimpleNamespace(**(FACTS | {"due_on": TODAY, "status": "temporarily closed"}))
    assert judged(Showing.of(listing, listing, TODAY, asked_out=False)) == [(True, rule.shown) for rule in SHOWING]
    assert is_public(listing, listing, TODAY, asked_out=False)


HOUSE = {"id": "place", "phones": [{"id": "desk", "number": "617-555-0177"}]}


@pytest.mark.parametrize(
    ("phones", "marked"),
    [
        ([], True),
        ([{"id": "a", "number": "617-555-0142"}, {"id": "b", "number": "(617) 555-0177"}], True),
        ([{"id": "desk", "number": "617-555-0177"}], True),
        ([{"id": "b", "number": "617-555-0177", "location_id": "place"}], True),
        ([{"id": "b", "number": "+1 617 555 0177"}], False),
    ],
)
def test_the_only_number_of_a_service_is_its_hotline(phones: list, marked: bool) -> None:
    marks = marks_of_places([HOUSE], [{"id": "service", "phones": phones}])
    assert {"place", "desk"} <= marks
    assert ("6175550177" in marks) is marked


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+1 (617) 555-0177", "6175550177"),
        ("617.555.0177 x2", "6175550177"),
        ("6175550177x26", "6175550177"),
        ("617-555-0177, ext. 4", "6175550177"),
        ("617 555 0177 #9", "6175550177"),
        ("911", "911"),
    ],
)
def test_an_extension_makes_no_other_number(number: str, digits: str) -> None:
    assert digits_of({"number": number}) == digits


def test_a_private_places_own_number_is_in_no_text_phone_or_contact() -> None:
    desk = {"name": "Desk", "phones": [{"id": "c", "number": "617-555-0188"}]}
    marks = marks_of_places([{**HOUSE, "contacts": [desk]}], [{"phones": [{"id": "h", "number": "617-555-0142"}]}])
    service = {
        "id": "6175550177",
        "description": "Call 617-555-0142, or (617) 555-0177 at night, or +1 617.555.0188.",
        "contacts": [{"phones": [{"id": "d", "number": "617-555-0188 x2"}]}],
    }
    assert public_body("service", service, PublicContext(of_places=marks)) == {
        "id": "6175550177",
        "description": "Call 617-555-0142, or … at night, or ….",
        "contacts": [{"phones": []}],
    }


@pytest.mark.parametrize(
    "written",
    ["617–555–0177", "(617) 555 - 0177", "617-555-0177x3", "617/555/0177", "617_555_0177", "617·555·0177", 6175550177],
)
def test_a_number_of_a_private_place_is_taken_out_however_it_is_written(written: object) -> None:
    context = PublicContext(of_places=marks_of_places([{"phones": [{"number": "617-555-0188 or 617-555-0177"}]}]))
    shown = public_body("service", {"id": "s", "note": written}, context)
    assert "0177" not in str(shown)


def test_a_short_link_may_lead_to_a_private_place() -> None:
    said = {"id": "1", "description": "See https://bit.ly/3canary. Call us.", "url": "https://tinyurl.com/canary"}
    hidden = public_body("service", said, PublicContext(of_places=frozenset({"place"})))
    assert hidden == {"id": "1", "description": "See …. Call us."}
    assert public_body("service", said, OPEN) == said
