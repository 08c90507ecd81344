"""The API gives valid HSDS 3.1 objects, those of the public export, in pages."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from resource_app.connections import Connections
from resource_app.directory.exporting import objects_of
from tests.api.invented import (
    ALLIANCE,
    BACK_ROOM,
    CLINIC,
    HAVEN,
    HILL,
    LINE,
    ODD,
    PANTRY,
    PIER,
    PUBLIC,
    QUIET,
    REFUGE,
    SHELTER,
    TUTORS,
    key,
    listing_ids,
)
from tests.conftest import NOW

Json = dict[str, Any]
Get = Callable[..., Json]
PAGES = (
    ("/api/services", "service_list"),
    ("/api/services?full=true", "service"),
    ("/api/services?search=harbor", "service_list"),
    ("/api/organizations", "organization_list"),
    ("/api/organizations?full=true", "organization"),
    ("/api/organizations?full_service=true", "organization"),
)
OBJECTS = (
    *((f"/api/services/{each['id']}", "service") for each in PUBLIC),
    *((f"/api/organizations/{each['id']}", "organization") for each in (ALLIANCE, HAVEN)),
    *((f"/api/organizations/{each['id']}?full_service=true", "organization") for each in (ALLIANCE, HAVEN)),
    *(
        (f"/api/service_at_locations/{each}", "service_at_location")
        for each in listing_ids(PANTRY) + listing_ids(REFUGE)
    ),
)


def names(page: Json) -> set[str]:
    return {each["name"] for each in page["contents"]}


def values(told: Any) -> Iterator[Any]:
    yield told
    for each in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from values(each)


@pytest.mark.real_data
@pytest.mark.parametrize(("address", "schema"), PAGES)
def test_what_a_page_holds_is_valid(get: Get, validators: dict[str, Any], address: str, schema: str) -> None:
    page = get(address)
    assert page["contents"]
    assert [error.message for each in page["contents"] for error in validators[schema].iter_errors(each)] == []


@pytest.mark.real_data
@pytest.mark.parametrize(("address", "schema"), OBJECTS)
def test_an_object_is_valid(get: Get, validators: dict[str, Any], address: str, schema: str) -> None:
    assert [error.message for error in validators[schema].iter_errors(get(address))] == []


@pytest.mark.parametrize("address", [address for address, _ in (*PAGES, *OBJECTS)])
def test_nothing_is_null(get: Get, address: str) -> None:
    assert None not in list(values(get(address)))


@pytest.mark.real_data
def test_the_root_answer_is_valid(get: Get, validators: dict[str, Any]) -> None:
    assert [error.message for error in validators["root"].iter_errors(get("/api/"))] == []


def test_the_root_answer_says_what_this_is_and_who_answers_for_it(get: Get) -> None:
    told = get("/api/")
    assert told["version"] == "3.1"
    assert told["openapi_url"] == "http://localhost/api/openapi.json"
    assert told["publisher"]["name"] == "Harbor Council"
    assert told["publisher"]["email"] == "council@example.org"


def test_the_list_is_plain_with_organization_and_program(get: Get) -> None:
    (pantry,) = (each for each in get("/api/services")["contents"] if each["id"] == PANTRY["id"])
    assert pantry["organization"]["name"] == "Harbor Alliance"
    assert pantry["program"]["name"] == "Table"
    assert [name for name, value in pantry.items() if isinstance(value, dict | list)] == ["organization", "program"]
    assert not any(isinstance(value, dict | list) for value in pantry["organization"].values())


def test_a_plain_organization_is_the_whole_one_without_what_it_holds(get: Get) -> None:
    plain = {each["id"]: each for each in get("/api/organizations")["contents"]}
    for id_, told in plain.items():
        whole = get(f"/api/organizations/{id_}")
        assert told == {name: value for name, value in whole.items() if not isinstance(value, dict | list)}


def test_a_service_is_whole(get: Get) -> None:
    told = get(f"/api/services/{PANTRY['id']}")
    assert [each["location"]["name"] for each in told["service_at_locations"]] == ["Pier Hall", "Hill Room"]
    assert told["service_at_locations"][0]["location"]["addresses"][0]["address_1"] == "3 Wharf Street"
    assert told["schedules"][0]["opens_at"] == "09:00"
    assert told["attributes"][0]["taxonomy_term"]["name"] == "Groceries"


def test_a_list_of_whole_services_holds_the_same_objects(get: Get) -> None:
    listed = {each["id"]: each for each in get("/api/services", full="true")["contents"]}
    assert listed == {each["id"]: get(f"/api/services/{each['id']}") for each in PUBLIC}


def test_an_unknown_property_is_kept(get: Get) -> None:
    assert get(f"/api/services/{LINE['id']}")["x_tone"] == "kind"


def test_what_cannot_be_valid_is_left_out(get: Get) -> None:
    told = get(f"/api/services/{ODD['id']}")
    assert told["name"] == "Odd Values"
    assert not told.keys() & {"email", "url", "last_modified", "minimum_age", "alert"}


def test_an_organization_names_its_services_or_tells_them(get: Get) -> None:
    named = get(f"/api/organizations/{ALLIANCE['id']}")
    told = get(f"/api/organizations/{ALLIANCE['id']}", full_service="true")
    expected = {"Harbor Pantry", "Listening Line", "Harbor Clinic", "Harbor Tutors", "Odd Values"}
    assert {each["name"] for each in named["services"]} == {each["name"] for each in told["services"]} == expected
    assert not any("phones" in each for each in named["services"])
    assert any("phones" in each for each in told["services"])


def test_a_service_at_a_location_has_both(get: Get) -> None:
    told = get(f"/api/service_at_locations/{listing_ids(PANTRY)[0]}")
    assert told["location"]["name"] == "Pier Hall"
    assert told["service"]["name"] == "Harbor Pantry"
    assert told["service"]["organization"]["name"] == "Harbor Alliance"


@pytest.mark.parametrize("nested", [CLINIC, TUTORS], ids=["staff only", "past due"])
def test_only_the_public_places_of_a_service_are_told(get: Get, nested: Json) -> None:
    told = get(f"/api/services/{nested['id']}")
    assert [each["location"]["id"] for each in told["service_at_locations"]] == [HILL["id"]]
    (again,) = (
        each
        for each in get(f"/api/organizations/{ALLIANCE['id']}", full_service="true")["services"]
        if each["id"] == nested["id"]
    )
    assert again["service_at_locations"] == told["service_at_locations"]


def test_the_objects_are_those_of_the_public_export(get: Get, filled: Connections) -> None:
    with filled.reading() as session:
        for kind, ids in (
            ("service", [each["id"] for each in PUBLIC if each is not TUTORS]),
            ("organization", [HAVEN["id"]]),
            ("service_at_location", listing_ids(PANTRY)),
        ):
            exported = list(objects_of(session, kind, ids, Counter(), NOW.date()))
            query = "?full_service=true" if kind == "organization" else ""
            assert [get(f"/api/{kind}s/{id_}{query}") for id_ in ids] == exported


def test_an_organization_without_services_is_told(get: Get) -> None:
    assert get(f"/api/organizations/{QUIET['id']}") == QUIET | {"services": []}


def test_of_a_private_place_only_its_kind_is_told(get: Get) -> None:
    (at,) = get(f"/api/services/{REFUGE['id']}")["service_at_locations"]
    assert at["location"] == {"id": SHELTER["id"], "location_type": "physical"}


def test_an_organization_has_no_place_that_only_staff_see(get: Get) -> None:
    places = {each["id"] for each in get(f"/api/organizations/{ALLIANCE['id']}")["locations"]}
    assert PIER["id"] in places
    assert BACK_ROOM["id"] not in places


def test_pages_cut_the_list_without_gap_or_repetition(get: Get) -> None:
    pages = [get("/api/services", per_page="4", page=str(number)) for number in (1, 2)]
    assert [(page["size"], page["first_page"], page["last_page"], page["empty"]) for page in pages] == [
        (4, True, False, False),
        (2, False, True, False),
    ]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(6, 2)}
    ids = [each["id"] for page in pages for each in page["contents"]]
    assert sorted(ids) == sorted(each["id"] for each in PUBLIC)


def test_a_page_past_the_last_is_empty(get: Get) -> None:
    page = get("/api/services", page="9")
    assert (page["total_items"], page["page_number"], page["size"]) == (6, 9, 0)
    assert (page["empty"], page["last_page"], page["contents"]) == (True, True, [])


def test_minimal_gives_every_id_on_one_page(get: Get) -> None:
    page = get("/api/services", minimal="true")
    assert {each["id"] for each in page["contents"]} == {each["id"] for each in PUBLIC}
    assert {"id": PANTRY["id"], "last_modified": PANTRY["last_modified"]} in page["contents"]
    assert not any(each.keys() - {"id", "last_modified"} for each in page["contents"])
    assert page["total_pages"] == 1


def test_minimal_is_cut_when_asked(get: Get) -> None:
    page = get("/api/services", minimal="true", per_page="2")
    assert (page["size"], page["total_pages"]) == (2, 3)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "pantry"}, {"Harbor Pantry"}),
        ({"search": "harbor", "organization_id": HAVEN["id"]}, set()),
        ({"organization_id": HAVEN["id"]}, {"Safe Nights"}),
        ({"organization_id": "unknown"}, set()),
        ({"modified_after": "2026-08-01"}, {"Safe Nights", "Listening Line", "Odd Values"}),
        ({"modified_after": "2026-09-01T12:00:00+02:00", "organization_id": HAVEN["id"]}, {"Safe Nights"}),
        ({"modified_after": "2026-09-01T10:00:01Z"}, {"Odd Values"}),
        ({"taxonomy_term_id": key("term Groceries")}, {"Harbor Pantry"}),
        ({"taxonomy_term_id": key("term CANARY term")}, set()),
        ({"taxonomy_id": key("taxonomy")}, {"Harbor Pantry", "Listening Line"}),
        ({"taxonomy_id": key("taxonomy"), "modified_after": "2026-08-01"}, {"Listening Line"}),
        ({"taxonomy_id": key("taxonomy"), "taxonomy_term_id": key("term Groceries")}, {"Harbor Pantry"}),
        ({"taxonomy_id": key("taxonomy"), "search": "pantry"}, {"Harbor Pantry"}),
    ],
)
def test_conditions_add_up(get: Get, query: dict[str, str], expected: set[str]) -> None:
    page = get("/api/services", **query)
    assert names(page) == expected
    assert page["total_items"] == len(expected)


def test_a_service_whose_source_gives_no_day_counts_from_its_arrival(get: Get) -> None:
    assert "Odd Values" in names(get("/api/services", modified_after="2026-10-13T18:40:00Z"))
    assert "Odd Values" not in names(get("/api/services", modified_after="2026-10-13T18:41:00Z"))


def test_organizations_are_found_by_the_words_of_their_services(get: Get) -> None:
    assert names(get("/api/organizations", search="pantry")) == {"Harbor Alliance"}
    assert names(get("/api/organizations")) == {"Harbor Alliance", "Haven", "Quiet Circle"}


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-09-01T10:00:00 02:00"]
)
def test_any_moment_can_be_asked_for(client: FlaskClient, moment: str) -> None:
    assert client.get("/api/services", query_string={"modified_after": moment}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/api/services?full=true", "/api/services", "/api/organizations?full_service=true"]
)
def test_a_page_asks_the_database_a_fixed_number_of_times(
    client: FlaskClient, filled: Connections, address: str
) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(filled.engine, "before_cursor_execute", note)
    assert len(client.get(address).get_json()["contents"]) > 2
    event.remove(filled.engine, "before_cursor_execute", note)
    kinds = ("organization", "program", "service", "location", "listing")
    # ids, what is past due, which places are private and what they said before, whose day it is, the rule who may see it,
    # what became of them (of organizations and of their services by themselves), and the transactions' own
    assert len(asked) <= len(kinds) + 14
