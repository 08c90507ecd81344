"""What of a proposal may stay when an address becomes secret: what has no room for one."""

import pytest

from resource_app.directory.address_room import may_hold_address

WEEK = {"id": "w", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("kind", "name", "value", "may"),
    [
        ("service", "minimum_age", 18, False),
        ("service", "status", "inactive", False),
        ("service", "schedules", [WEEK], False),
        ("service", "schedules", [{**WEEK, "notes": "Enter behind the church."}], True),
        ("service", "schedules", ["Mondays behind the church"], True),
        ("service", "languages", [{"id": "l", "name": "Spanish", "code": "es"}], False),
        ("service", "languages", [{"id": "l", "name": "Spanish", "x_where": "upstairs"}], True),
        ("service", "phones", [{"id": "p", "number": "617-555-0142", "type": "voice"}], False),
        ("service", "phones", [{"id": "p", "number": "617-555-0142", "description": "At the church"}], True),
        ("service", "description", "Groceries.", True),
        ("service", "description", None, False),
        ("service", "url", "https://lantern.example", True),
        ("service", "x_side_door", True, True),
        ("listing", "phones", [{"id": "p", "number": "617-555-0142"}], True),
        ("listing", "held", "withdrawn", False),
        ("location", "phones", [{"id": "p", "number": "617-555-0142"}], True),
        ("location", "latitude", 42.39, True),
        ("location", "addresses", [{"id": "a", "city": "Chelsea"}], True),
        ("organization", "year_incorporated", 1990, False),
    ],
)
def test_only_what_has_room_for_an_address_may_hold_one(kind: str, name: str, value: object, may: bool) -> None:
    assert may_hold_address(kind, name, value) is may
