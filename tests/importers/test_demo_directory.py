"""The demo's tables: plainly fictional, rich enough to show everything, and true to themselves."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from importers.demo.building import service
from importers.demo.content import DIRECTORY, ROWS
from importers.demo.directory import listings_of, services
from importers.demo.parts import demo_id, location
from importers.demo.shapes import Row, Town
from importers.demo.spanish import SPANISH
from importers.demo.terms import TERMS
from importers.demo.towns import TOWN_OF, TOWNS
from importers.demo.vocabulary import LANGUAGES
from resource_app.directory import facts
from resource_app.directory.categories import CATEGORIES, Category, category_codes

TODAY = date(2026, 10, 13)
DEMO = list(services(TODAY))
BY_ID = {nested["id"]: nested for nested in DEMO}
ACCESS = {"yes": True, "no": False, "": None}


def built(row: Row) -> dict[str, Any]:
    return BY_ID[demo_id("service", row.org, row.name)]


def categories_of(nested: dict[str, Any]) -> tuple[str, ...]:
    terms = [attribute["taxonomy_term"] for attribute in nested["attributes"]]
    named = [(term["name"], term["code"], term["taxonomy"]) for term in terms]
    return category_codes(named, nested["name"], nested["description"])


CATEGORIES_SHOWN = Counter(code for nested in DEMO for code in categories_of(nested))


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects_in(inner)


def values_of(name: str) -> set[Any]:
    return {each[name] for nested in DEMO for each in objects_in(nested) if isinstance(each.get(name), str | int)}


def schedules() -> list[dict[str, Any]]:
    return [schedule for nested in DEMO for each in objects_in(nested) for schedule in each.get("schedules", ())]


@pytest.mark.acceptance
@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.code)
def test_every_category_and_child_has_a_listing(category: Category) -> None:
    assert CATEGORIES_SHOWN[category.code] > 0


@pytest.mark.acceptance
def test_it_holds_at_least_three_hundred_services_in_three_states() -> None:
    assert len(DEMO) >= 300
    assert values_of("state_province") == {"MA", "RI", "NH"}
    assert len({nested["organization"]["id"] for nested in DEMO}) > 100


def test_every_town_has_a_pantry_that_serves_it() -> None:
    reached = {part for row in ROWS if "food-pantry" in row.terms.split() for part in words_of(row.reach)}
    assert [town.key for town in TOWNS if not reached & set(words_of(reach_of(town)))] == []


def words_of(reach: str) -> list[str]:
    """The parts of a short form of areas, each ZIP code by itself."""
    parts = [part.strip() for part in reach.split(";")]
    return [each for part in parts for each in (part.split()[1:] if part.startswith("zip ") else [part])]


def reach_of(town: Town) -> str:
    """The areas a town lies in."""
    return f"zip {town.zip}; city {town.name} {town.state}; county {town.county} {town.state}; state {town.state}"


def test_names_and_ids_are_told_apart() -> None:
    assert max(Counter(nested["name"] for nested in DEMO).values()) == 1
    assert len(BY_ID) == len(DEMO)
    lines = Counter((TOWN_OF[org.town].area_code, org.line) for org in DIRECTORY.orgs.values())
    assert max(lines.values()) == 1


def test_every_organization_and_spot_is_used() -> None:
    used = {place.partition("=")[0].strip() for row in ROWS for place in row.at.split("|")}
    assert set(DIRECTORY.spots) <= used
    assert {row.org for row in ROWS} == set(DIRECTORY.orgs)


def test_nothing_in_it_is_real() -> None:
    assert all(re.fullmatch(r"\d{3}-555-01\d\d", number) for number in values_of("number"))
    assert all(address.endswith(".example.org") for address in values_of("email") | values_of("assurer_email"))
    assert all(".example.org" in address for address in values_of("url") | values_of("website"))
    contacts = [contact for nested in DEMO for contact in nested["organization"].get("contacts", ())]
    assert contacts
    assert not any("name" in contact for contact in contacts)


@pytest.mark.real_data
def test_every_service_is_valid_hsds(real_data: Path) -> None:
    schema = json.loads(gzip.decompress((real_data / "hsds/3.1.1/schema/compiled/service.json.gz").read_bytes()))
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    wrong = [(nested["name"], error.message) for nested in DEMO for error in validator.iter_errors(nested)]
    assert not wrong


def test_facts_say_what_the_texts_say() -> None:
    assert {row.name: told for row in ROWS if (told := read_from(row)) != meant_by(row)} == {}


def meant_by(row: Row) -> dict[str, Any]:
    return {
        "cost": row.cost.partition(":")[0].partition(" ")[0],
        "languages": set(row.speaks.split()),
        "interpretation": bool(row.interpreters),
        "remote": set(row.remote.split()),
    }


def read_from(row: Row) -> dict[str, Any]:
    nested = built(row)
    kinds = [place["location"]["location_type"] for place in nested.get("service_at_locations", ())]
    return {
        "cost": facts.cost_of(nested.get("fees_description", ""), nested.get("cost_options", ())),
        "languages": {language.code for language in facts.languages_of(nested["languages"])},
        "interpretation": facts.interpretation_of(nested, nested["languages"], ()),
        "remote": set(facts.remote_of(nested, kinds)),
    }


def test_some_services_tell_of_themselves_in_spanish_too() -> None:
    paragraphs = {row.name: built(row)["description"].split("\n") for row in ROWS}
    told = {name for name, parts in paragraphs.items() if len(parts) > 1}
    assert set(SPANISH) == told
    assert len(told) >= 25
    assert not [row.name for row in ROWS if row.name in told and "spa" not in row.speaks.split()]


def test_a_description_is_the_services_own_words() -> None:
    stuck = re.compile(r"Advice is given by phone|There is an online meeting room|Home visits are part of it")
    assert not [row.name for row in ROWS if stuck.search(built(row)["description"])]


def test_what_is_closed_until_a_day_names_no_other_end() -> None:
    closed = [row for row in ROWS if "closed-until" in row.facts]
    assert closed
    assert not [
        row.name for row in closed if re.search(r"opening date|reopen|until (?!the date)", row.alert + row.text)
    ]


def test_a_price_is_written_once() -> None:
    priced = [built(row)["fees_description"] for row in ROWS if row.cost.startswith("fee") and ":" in row.cost]
    assert priced
    assert not [fees for fees in priced if fees.startswith("Fee.")]


def test_how_to_apply_never_contradicts_whether_referrals_are_taken() -> None:
    assert not [row.name for row in ROWS if facts.accepts_referrals_of(row.apply) not in {None, takes_referrals(row)}]


def takes_referrals(row: Row) -> bool:
    return bool(row.refer) and row.refer != "no"


def test_access_is_yes_no_or_unknown_as_the_words_say() -> None:
    places = {key: location(spot).get("accessibility", ()) for key, spot in DIRECTORY.spots.items()}
    told = {key: facts.wheelchair_of(said) for key, said in places.items()}
    assert told == {key: ACCESS[spot.access.partition(":")[0]] for key, spot in DIRECTORY.spots.items()}


def test_access_is_told_in_all_three_ways() -> None:
    told = Counter(spot.access.partition(":")[0] for spot in DIRECTORY.spots.values())
    assert min(told[answer] for answer in ACCESS) > 20


def test_many_services_have_several_places_some_with_hours_of_their_own() -> None:
    several = [nested for nested in DEMO if listings_of(nested) > 1]
    assert len(several) >= 20
    assert any("schedules" in place for nested in several for place in nested["service_at_locations"])
    assert any(not nested.get("service_at_locations") for nested in DEMO)


def test_hours_of_every_kind_occur() -> None:
    found = schedules()
    assert any(each.get("byday", "").startswith("1") for each in found)
    assert any(each.get("byday", "").startswith("-1") for each in found)
    assert any(each.get("valid_from", "") != each.get("valid_to", "") and "byday" in each for each in found)
    assert any(each.get("closes_at", "24") < each.get("opens_at", "") for each in found)
    assert any(each.get("opens_at") == "00:00" and each.get("closes_at") == "23:59" for each in found)
    assert any(each["description"].startswith("Closed on") for each in found)
    assert any("By appointment" in each["description"] for each in found)
    assert any("opens_at" not in each and "call" in each["description"] for each in found)


def test_confidential_places_are_marked_in_both_ways() -> None:
    places = [place["location"] for nested in DEMO for place in nested.get("service_at_locations", ())]
    marked = [place for place in places if place.get("x_address_visibility") == "private"]
    assert marked
    assert all(place["addresses"] and place["phones"] for place in marked)
    assert any("confidential location" in place.get("name", "") for place in places if place not in marked)


def test_areas_of_every_kind_occur() -> None:
    names = {area["name"] for nested in DEMO for area in nested.get("service_areas", ())}
    assert {"02150", "Chelsea, MA", "Suffolk County, MA", "Rhode Island", "Nationwide"} <= names
    assert "geojson" in values_of("extent_type")
    assert any(len(nested.get("service_areas", ())) >= 3 for nested in DEMO)
    assert any(not nested.get("service_areas") for nested in DEMO)


@pytest.mark.parametrize(
    "fact",
    [
        "x_staff_only",
        "x_do_not_refer",
        "x_closed_until",
        "x_accepts_referrals",
        "x_referral_method",
        "x_capacity",
        "alert",
        "program",
        "interpretation_services",
        "required_documents",
        "minimum_age",
        "maximum_age",
        "alternate_name",
    ],
)
def test_each_fact_is_said_somewhere(fact: str) -> None:
    assert any(fact in each for nested in DEMO for each in objects_in(nested))


def test_capacity_is_said_in_every_state() -> None:
    assert values_of("x_capacity") == {"available", "limited", "waitlist", "full"}
    assert any(each.get("x_accepts_referrals") is False for nested in DEMO for each in objects_in(nested))
    said = values_of("x_capacity_said_on")
    assert min(said) >= (TODAY - timedelta(days=9)).isoformat()
    assert max(said) < TODAY.isoformat()


def test_languages_of_the_region_are_spoken() -> None:
    spoken = Counter(language["code"] for nested in DEMO for language in nested["languages"])
    assert spoken["spa"] > 100
    assert all(spoken[code] >= 10 for code in ("por", "hat", "vie", "khm", "kea"))
    assert sum("Clase" in nested["name"] or "Ayuda" in nested.get("alternate_name", "") for nested in DEMO) > 3


def test_confirmations_are_fresh_old_and_missing() -> None:
    days = [(TODAY - date.fromisoformat(each["assured_date"])).days for each in DEMO if "assured_date" in each]
    assert min(days) < 31
    assert any(90 < day < 180 for day in days)
    assert any(day > 184 for day in days)
    assert len(days) < len(DEMO)


def test_only_dates_move_with_the_day() -> None:
    moved = {"assured_date", "last_modified", "x_capacity_said_on", "updated", "x_closed_until", "due"}
    dated = moved | {"valid_from", "valid_to", "dtstart", "until", "description"}
    first, later = ROWS[0], date(2027, 2, 1)
    before, after = service(first, DIRECTORY, TODAY), service(first, DIRECTORY, later)
    assert before == service(first, DIRECTORY, TODAY)
    assert before["assured_date"] < after["assured_date"]
    for was, now in zip(objects_in(before), objects_in(after), strict=True):
        kept = {name for name in was if not isinstance(was[name], dict | list) and name not in dated}
        assert {name: was[name] for name in kept} == {name: now[name] for name in kept}


def test_every_term_and_language_is_used() -> None:
    assert {term.key for term in TERMS} == {key for row in ROWS for key in row.terms.split()}
    assert set(LANGUAGES) == {code for row in ROWS for code in row.speaks.split()}
