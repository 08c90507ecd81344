from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.cleaning import Cleaned, clean
from resource_app.directory.deriving import status_of
from resource_app.directory.hsds import split
from resource_app.directory.marks import effects_of
from resource_app.directory.points import checked_point
from tests.importers.invented import key, place, service

PLACE, LISTING = key("place", 1), key("listing", 1)


def cleaned(nested: dict[str, Any], known: frozenset[str] = frozenset()) -> Cleaned:
    return clean(split("service", nested), known)


def columns(found: Cleaned, kind: str) -> dict[str, Any]:
    [said] = [dict(each.columns) for each in found.objects if each.kind == kind]
    return said


def codes(found: Cleaned) -> list[str]:
    return [issue.code for issue in found.issues]


def test_a_plain_service_has_nothing_to_say() -> None:
    found = cleaned(service(1))
    assert found.issues == []
    assert (found.private, found.confidential, found.held) == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (42.39, -71.03, ""),
        ("42.39", " -71.03 ", ""),
        ("+42.39", -71.03, ""),
        (18.2, -66.5, ""),
        (-71.03, 42.39, "point_swapped"),
        (-122.4, 37.7, "point_swapped"),
        (0, 0, "point_zero"),
        ("0.0", "0", "point_zero"),
        (5_200_000.5, -7_906_000.1, "point_mercator"),
        (-7_906_000, 5_200_000, "point_mercator"),
        (1e12, 5, "point_out_of_range"),
        (100, 101, "point_out_of_range"),
        (51.5, -0.1, "point_elsewhere"),
        (42.39, None, "point_unreadable"),
        ("north", "west", "point_unreadable"),
        (True, False, "point_unreadable"),
        (float("nan"), 1, "point_unreadable"),
        (float("inf"), 1, "point_unreadable"),
        ("1e400", 1, "point_unreadable"),
        (None, None, None),
        ("", " ", None),
    ],
)
def test_a_point_that_cannot_be_right_is_withheld(lat: Any, lon: Any, code: str | None) -> None:
    point, said, message = checked_point(place(1, latitude=lat, longitude=lon))
    assert said == (code or "")
    assert (point is not None) == (code == "")
    assert bool(message) == bool(code)


def test_a_place_abroad_may_lie_abroad() -> None:
    abroad = place(1, latitude=51.5, longitude=-0.1)
    abroad["addresses"][0]["country"] = "GB"
    assert checked_point(abroad) == ((51.5, -0.1), "", "")


def test_the_withheld_point_stays_in_the_body() -> None:
    found = cleaned(service(1, at=place(1, latitude=100, longitude=101)))
    [body] = [each.body for each in found.objects if each.kind == "location"]
    assert (body["latitude"], body["longitude"]) == (100, 101)
    assert [issue.original for issue in found.issues] == [[100, 101]]


MARKED_PLACES = [
    {"x_visibility": "confidential"},
    {"x_address_visibility": "private"},
    {"x_address_visibility": "Confidential"},
    {"confidential": True},
    {"isConfidential": "Yes"},
    {"hide_address": 1},
    {"show_address": "no"},
    {"attributes": [{"id": "1", "label": "x_address_visibility", "value": "private"}]},
    {"attributes": [{"id": "1", "link_type": "address_visibility", "value": "confidential"}]},
    {"attributes": [{"id": "1", "label": "Confidential address"}]},
    {"addresses": [{**place(1)["addresses"][0], "is_private": "true"}]},
    {"addresses": [{**place(1)["addresses"][0], "x_address_visibility": "private"}]},
]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"x_visibility": "private"}, {"staff_only": True}),
        ({"visibility": "Staff"}, {"staff_only": True}),
        ({"visibility": "public"}, {"staff_only": False}),
        ({"visibility": "members only"}, {"staff_only": True}),
        ({"visibility": ""}, {}),
    ],
)
def test_visibility_marks_a_whole_service(marks: dict[str, Any], said: dict[str, bool]) -> None:
    assert effects_of("service", service(1, **marks)) == said


@pytest.mark.parametrize("kind", ["location", "service", "organization"])
@pytest.mark.parametrize(
    ("mark", "is_guess"),
    [
        ({"x_hide_address": 1}, False),
        ({"address_confidential": "yes"}, False),
        ({"x_hideaddress": "y"}, False),
        ({"x_safe_shelter": "yes"}, False),
        ({"x_battered_womens_shelter": True}, False),
        ({"x_blind_address": "yes"}, True),
        ({"x_shelter_address_is_confidential": "yes"}, True),
        ({"x_withhold_street_from_print": "Y"}, True),
        ({"x_print_address": "no"}, True),
    ],
)
def test_a_name_with_words_of_hiding_near_words_of_a_place_hides_it(
    kind: str, mark: dict[str, Any], *, is_guess: bool
) -> None:
    nested = service(1)
    bodies = {
        "service": nested,
        "organization": nested["organization"],
        "location": nested["service_at_locations"][0]["location"],
    }
    bodies[kind].update(mark)
    found = cleaned(nested)
    assert (found.private, found.confidential) == ({PLACE}, {PLACE} if is_guess else frozenset())


@pytest.mark.parametrize("mark", [{"x_donotpublish": "Y"}, {"x_do_not_publish": True}, {"x_non_public": "yes"}])
def test_what_marks_a_whole_row_makes_a_guess_at_a_place(mark: dict[str, Any]) -> None:
    assert columns(cleaned(service(1, **mark)), "service_at_location") == {"staff_only": True}
    found = cleaned(service(1, at=place(1, **mark)))
    assert (found.private, found.confidential) == ({PLACE}, {PLACE})


@pytest.mark.parametrize(
    "mark",
    [
        {"address_confidential": "no"},
        {"x_blind_address": ""},
        {"x_safe_shelter": False},
        {"x_blind": "yes"},
        {"x_notes": "Call first"},
        {"location_not_accessible": "yes"},
        {"emergency_shelter": "yes"},
        {"not_open_to_public": "yes"},
        {"address_visible_to_public": "true"},
    ],
)
def test_other_names_say_nothing_of_the_address(mark: dict[str, Any]) -> None:
    assert cleaned(service(1, at=place(1, **mark), **mark)).private == frozenset()


@pytest.mark.parametrize("marks", MARKED_PLACES)
def test_a_place_its_source_marks_is_private(marks: dict[str, Any]) -> None:
    found = cleaned(service(1, at=place(1, **marks)))
    assert found.private == {PLACE}
    assert found.confidential == frozenset()
    assert columns(found, "location")["address_visibility"] == "private"


@pytest.mark.parametrize(
    "marks", [{"confidential": False}, {"x_note": "private parking"}, {"hide_address": "no"}, {"x_private": None}]
)
def test_a_place_that_is_not_marked_is_public(marks: dict[str, Any]) -> None:
    assert cleaned(service(1, at=place(1, **marks))).private == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "Shelter at a confidential location.",
        "The address is confidential",
        "Undisclosed location",
        "Ubicación confidencial",
    ],
)
@pytest.mark.parametrize("where", ["service", "place", "street", "organization"])
def test_words_of_a_confidential_place_hide_it(words: str, where: str) -> None:
    nested = service(1)
    at = nested["service_at_locations"][0]["location"]
    if where == "service":
        nested["description"] = words
    elif where == "place":
        at["description"] = words
    elif where == "street":
        at["addresses"][0]["address_1"] = words
    else:
        nested["organization"]["description"] = words
    found = cleaned(nested)
    assert (found.private, found.confidential) == ({PLACE}, {PLACE})


def test_confidential_help_is_no_confidential_place() -> None:
    assert cleaned(service(1, description="Free, confidential counseling.")).private == frozenset()


@pytest.mark.parametrize(
    ("field", "text", "held"),
    [
        ("description", "Come to 12 Elm Street.", True),
        ("application_process", "Knock at 1 lantern STREET, side door", True),
        ("alert", "Closed on the 5th.", False),
        ("description", "Call the hotline.", False),
    ],
)
def test_an_address_in_the_text_of_a_private_place_holds_the_listing(field: str, text: str, *, held: bool) -> None:
    found = cleaned(service(1, at=place(1, confidential=True), **{field: text}))
    assert found.held == ({LISTING} if held else frozenset())
    assert columns(found, "service_at_location") == ({"held": "address in text"} if held else {})


def test_an_address_in_the_text_of_a_public_place_is_plain() -> None:
    assert cleaned(service(1, description="Come to 12 Elm Street.")).held == frozenset()


def test_what_the_directory_knows_to_be_private_stays_so() -> None:
    found = cleaned(service(1, description="Come to 12 Elm Street."), frozenset({PLACE}))
    assert (found.private, found.confidential, found.held) == ({PLACE}, frozenset(), {LISTING})


def test_no_issue_shows_a_private_place() -> None:
    at = place(
        1, confidential=True, latitude=0, longitude=0, description="1 Lantern &amp; Street", phones=[{"number": "Elm"}]
    )
    found = cleaned(service(1, at=at))
    assert {issue.code for issue in found.issues} == {"point_zero", "markup", "phone"}
    assert all(issue.original is None for issue in found.issues)


@pytest.mark.parametrize(
    ("kind", "body", "effects"),
    [
        ("service", {"exclude_from_website": "Y"}, {"staff_only": True}),
        ("service", {"ExcludeFromWebsite": True}, {"staff_only": True}),
        ("service", {"x_staff_only": "false"}, {"staff_only": False}),
        ("service", {"published": "no"}, {"staff_only": True}),
        ("service", {"published": "2020-01-01"}, {}),
        ("service", {"do_not_refer": 1}, {"do_not_refer": True}),
        ("service", {"do not refer": True}, {"do_not_refer": True}),
        ("service", {"exclude-from-website": "if asked"}, {"staff_only": True}),
        ("service", {"exclude_from_website": "N/A"}, {"staff_only": False}),
        ("service", {"x_address_visibility": "private"}, {"private": True}),
        ("service", {"attributes": [{"label": "Do not refer", "value": "yes"}]}, {"do_not_refer": True}),
        ("service", {"attributes": [{"label": "Do not refer"}]}, {"do_not_refer": True}),
        ("organization", {"do_not_publish": "TRUE"}, {"staff_only": True}),
        ("location", {"do_not_refer": True}, {}),
        ("service", {"attributes": "none", "metadata": 3}, {}),
    ],
)
def test_marks(kind: str, body: dict[str, Any], effects: dict[str, bool]) -> None:
    assert effects_of(kind, body) == effects


def test_marks_of_service_and_organization_reach_the_listing() -> None:
    nested = service(1, do_not_refer="yes")
    nested["organization"]["exclude_from_website"] = "yes"
    assert columns(cleaned(nested), "service_at_location") == {"staff_only": True, "do_not_refer": True}


@pytest.mark.parametrize(
    ("said", "status", "noted"),
    [
        ("active", "active", False),
        ("Inactive", "inactive", False),
        ("", "active", True),
        (None, "active", True),
        ("Active, but do not refer", "active", True),
        ("Inactive since May", "inactive", True),
        ("Closed", "inactive", True),
        ("Temporarily closed until June", "temporarily closed", True),
        ("?", "active", True),
    ],
)
def test_a_status_of_its_own_words(said: str | None, status: str, *, noted: bool) -> None:
    found = cleaned(service(1, status=said))
    assert status_of(said)[0] == status
    assert ("status" in codes(found)) == noted
    assert columns(found, "service_at_location").get("do_not_refer") == (True if "refer" in (said or "") else None)


@pytest.mark.parametrize(
    ("number", "noted"),
    [
        ("650 363-4790", False),
        ("(202) 767- 0450", False),
        ("305-555-1234 x26618", False),
        ("211", False),
        ("800-555-HELP", False),
        ("682-0163 (o) / 347-9365 (c)", True),
        ("(   ) 999-", True),
        ("xOPT3", True),
        ("", True),
        (None, True),
        (6175550142, False),
        ([], True),
    ],
)
def test_numbers_nobody_can_call_are_noted(number: Any, *, noted: bool) -> None:
    assert ("phone" in codes(cleaned(service(1, phones=[{"id": key("p"), "number": number}])))) == noted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tom &amp; Ann", "markup"),
        ("It&#039;s", "markup"),
        ("<p>Hello</p>", "markup"),
        ("one^^two", "markup"),
        ("one\\ntwo", "markup"),
        ("opens ###MON### at 9", "markup"),
        ("DonGÇÖt wait", "mojibake"),
        ("Donâ€™t wait", "mojibake"),
        ("CafÃ© open", "mojibake"),
        ("<b>DonGÇÖt</b> wait", "markup mojibake"),
        ("5 < 6 & 7", ""),
        ("Café “here”", ""),
        ("SÃO PAULO", ""),
    ],
)
def test_garbled_text_is_noted_and_kept(text: str, code: str) -> None:
    found = cleaned(service(1, description=text))
    assert codes(found) == code.split()
    assert [each.body["description"] for each in found.objects if each.kind == "service"] == [text]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["name", "status", "phones", "attributes", "service_areas"]), ANY))
def test_nothing_a_service_says_breaks_cleaning(said: dict[str, Any]) -> None:
    clean(split("service", {**service(1), **said}))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["latitude", "longitude", "addresses", "attributes", "description"]), ANY))
def test_nothing_a_place_says_breaks_cleaning(said: dict[str, Any]) -> None:
    clean(split("service", service(1, at={**place(1), **said})))
