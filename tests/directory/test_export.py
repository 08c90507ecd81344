import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema_rs
import pytest
from sqlalchemy.orm import Session

from resource_app.actor import command, importing
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.exporting import export_objects, objects_of
from resource_app.directory.hsds import Incoming
from resource_app.directory.operations import (
    add_care_organization,
    mark_confidential,
    merge,
    set_due_on,
    set_staff_only,
    withdraw,
)
from resource_app.errors import BadInput
from search import stored
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern

TEST = command("test")
OTHER, OTHER_LISTING, OTHER_PLACE = (f"{digit * 8}-aaaa-4aaa-8aaa-aaaaaaaaaaaa" for digit in "abc")


def load(session: Session, now: datetime, **changes: object) -> None:
    apply_batch(session, [entry_of("service", lantern(**changes))], now, importing("lantern"))


def second(**changes: object) -> dict:
    """Another service of the same organization, at another place."""
    at = {"id": OTHER_PLACE, "location_type": "physical", "name": "Back door", "organization_id": ORGANIZATION}
    listings = [{"id": OTHER_LISTING, "location": at}]
    return lantern(id=OTHER, name="Lantern Clinic", service_at_locations=listings, phones=[], **changes)


def public(session: Session, kind: str = "service") -> list[dict]:
    return list(export_objects(session, kind, Counter(), NOW.date()))


def whole(session: Session, kind: str = "service") -> list[dict]:
    return list(export_objects(session, kind, Counter(), None))


def test_a_listing_past_its_confirmation_date_is_only_in_the_backup(session: Session, now: datetime) -> None:
    load(session, now)
    set_due_on(session, LISTING, now.date(), now, TEST)
    assert public(session) == [lantern()]
    set_due_on(session, LISTING, now.date() - timedelta(days=1), now, TEST)
    assert (public(session), public(session, "organization"), public(session, "location")) == ([], [], [])
    assert whole(session) == [lantern()]


def test_a_service_comes_back_nested(session: Session, now: datetime) -> None:
    load(session, now)
    assert public(session) == whole(session) == [lantern()]


def test_a_care_organization_is_only_in_the_backup(session: Session, now: datetime) -> None:
    load(session, now)
    made = add_care_organization(session, "  Lantern   Health ", now, TEST)
    assert [each["id"] for each in public(session, "organization")] == [ORGANIZATION]
    assert {"id": made, "name": "Lantern Health", "description": ""} in whole(session, "organization")


@pytest.mark.parametrize("name", [" ", "x" * 201, "Lantern Health"])
def test_a_care_organization_has_a_name_of_its_own(session: Session, now: datetime, name: str) -> None:
    add_care_organization(session, "Lantern Health", now, TEST)
    with pytest.raises(BadInput):
        add_care_organization(session, name, now, TEST)


def test_an_organization_comes_with_its_services(session: Session, now: datetime) -> None:
    load(session, now)
    apply_batch(session, [entry_of("service", second())], now, importing("lantern"))
    [found] = public(session, "organization")
    assert [each["id"] for each in found["services"]] == [SERVICE, OTHER]
    assert "organization" not in found["services"][0]
    assert found["services"][0]["service_at_locations"][0]["location"]["id"] == PLACE


def test_a_service_at_location_comes_with_its_service_and_place(session: Session, now: datetime) -> None:
    load(session, now)
    [found] = public(session, "service_at_location")
    assert (found["id"], found["service"]["id"], found["location"]["id"]) == (LISTING, SERVICE, PLACE)
    assert "service_at_locations" not in found["service"]


def test_objects_by_id_keep_their_order_and_skip_the_unknown(session: Session, now: datetime) -> None:
    load(session, now)
    apply_batch(session, [entry_of("service", second())], now, importing("lantern"))
    found = objects_of(session, "service", [OTHER, "nowhere", SERVICE], Counter(), NOW.date())
    assert [each["id"] for each in found] == [OTHER, SERVICE]


@pytest.mark.parametrize("kind", ["service", "organization", "service_at_location", "location"])
def test_no_public_object_gives_a_private_place_away(session: Session, now: datetime, kind: str) -> None:
    moved = {
        "id": "12121212-1212-4212-8212-121212121212",
        "last_action_date": "2026-01-01",
        "last_action_type": "update",
        "field_name": "address_1",
        "previous_value": "9 Lantern Street",
        "replacement_value": "9 Lantern Street",
        "updated_by": "Ann Persona",
    }
    nested = lantern(metadata=[moved])
    nested["organization"] |= {"locations": [nested["service_at_locations"][0]["location"]], "metadata": [moved]}
    nested["service_at_locations"][0] |= {
        "phones": [{"id": moved["id"], "number": "617-555-0177"}],
        "description": "9 Lantern Street",
    }
    apply_batch(session, [entry_of("service", nested)], now, importing("lantern"))
    mark_confidential(session, PLACE, now, TEST)
    text = json.dumps(public(session, kind))
    assert PLACE in text
    for secret in ("Lantern Street", "42.39", "71.03", "0177", "Side door", "Chelsea", "02150"):
        assert secret not in text
    assert "9 Lantern Street" in json.dumps(whole(session, kind))


def hide_staff_only(session: Session, now: datetime) -> None:
    set_staff_only(session, LISTING, now, TEST, staff_only=True)


def hide_withdrawn(session: Session, now: datetime) -> None:
    withdraw(session, LISTING, now, TEST)


def hide_merged(session: Session, now: datetime) -> None:
    merge(session, LISTING, OTHER_LISTING, now, TEST)


def hide_inactive(session: Session, now: datetime) -> None:
    load(session, now, status="inactive")


def hide_candidate(session: Session, now: datetime) -> None:
    entry = entry_of("service", lantern(id=SERVICE.replace("1", "d"), service_at_locations=[]))
    listing = entry.objects[-1]
    held = Incoming(
        listing.kind, listing.id, {}, columns={**listing.columns, "held": "candidate", "candidate_of": OTHER_LISTING}
    )
    apply_batch(session, [Entry(entry.kind, entry.id, (*entry.objects[:-1], held))], now, importing("other"))
    withdraw(session, LISTING, now, TEST)


@pytest.mark.parametrize("hide", [hide_staff_only, hide_withdrawn, hide_merged, hide_inactive, hide_candidate])
def test_hidden_listings_are_in_no_public_object(session: Session, now: datetime, hide: object) -> None:
    nested = lantern()
    nested["organization"]["locations"] = [nested["service_at_locations"][0]["location"]]
    apply_batch(session, [entry_of("service", nested)], now, importing("lantern"))
    apply_batch(session, [entry_of("service", second())], now, importing("lantern"))
    assert callable(hide)
    hide(session, now)
    assert [each["id"] for each in public(session)] == [OTHER]
    assert [each["id"] for each in public(session, "service_at_location")] == [OTHER_LISTING]
    assert [each["id"] for each in public(session, "location")] == [OTHER_PLACE]
    assert "Lantern Street" not in json.dumps(
        [public(session, kind) for kind in ("service", "organization", "location")]
    )
    assert "Lantern Street" in json.dumps(whole(session))


PROGRAM = {"id": "99999999-9999-4999-8999-999999999999", "name": "Evening Program", "description": "Every evening."}


def test_a_program_is_shown_only_when_a_service_of_it_is(session: Session, now: datetime) -> None:
    load(session, now, program=PROGRAM)
    assert [each["id"] for each in public(session, "program")] == [PROGRAM["id"]]
    hide_staff_only(session, now)
    assert public(session, "program") == []


@pytest.mark.parametrize(
    "phone",
    [
        {"id": "a" * 8, "number": "617-555-0133", "location_id": PLACE},
        {"id": "88888888-8888-4888-8888-888888888888", "number": "617-555-0133"},
        {"id": "a" * 8, "number": "+1 (617) 555-0177"},
    ],
)
def test_a_private_places_phone_is_not_shown_with_its_service(session: Session, now: datetime, phone: dict) -> None:
    nested = lantern()
    nested["phones"].append(phone)
    nested["service_at_locations"][0]["location"]["x_address_visibility"] = "private"
    columns = {"address_visibility": "private"}
    entry = entry_of("service", nested)
    objects = tuple(replace(each, columns=columns) if each.kind == "location" else each for each in entry.objects)
    apply_batch(session, [replace(entry, objects=objects)], now, importing("lantern"))
    assert [each["number"] for each in public(session)[0]["phones"]] == ["617-555-0142"]
    document = stored.load(session.connection(), [LISTING])[LISTING]
    assert [each["number"] for each in document.display["phones"]] == ["617-555-0142"]


def test_an_organization_with_nothing_to_show_is_not_shown(session: Session, now: datetime) -> None:
    load(session, now)
    hide_staff_only(session, now)
    assert public(session, "organization") == []


def test_names_of_people_stay_inside(session: Session, now: datetime) -> None:
    change = {
        "id": "12121212-1212-4212-8212-121212121212",
        "last_action_date": "2026-01-01",
        "last_action_type": "update",
        "field_name": "name",
        "previous_value": "a",
        "replacement_value": "b",
    }
    said = [{**change, "updated_by": "Ann Persona"}, {**change, "updated_by": "curator"}]
    load(session, now, metadata=said, assurer_email="ann@example.org")
    [found] = public(session)
    assert [each["updated_by"] for each in found["metadata"]] == ["import", "curator"]
    assert "assurer_email" not in found
    own = {"id": ORGANIZATION, "name": "Lantern", "description": "x", "email": "ann@example.org"}
    load(session, now, assurer_email="ann@example.org", organization=own)
    assert public(session)[0]["assurer_email"] == "ann@example.org"


def test_what_is_not_valid_is_left_out_and_counted(session: Session, now: datetime) -> None:
    load(session, now, email="nobody", alert="", fees=None, status="")
    left_out: Counter[str] = Counter()
    [found] = export_objects(session, "service", left_out, NOW.date())
    assert {"email", "alert", "fees"}.isdisjoint(found)
    assert found["status"] == "active"  # as the directory reads it
    assert left_out == {"service.email": 1}
    assert whole(session)[0]["alert"] == ""


def test_a_whole_export_can_be_brought_in_again(session: Session, now: datetime) -> None:
    load(session, now, x_vendor={"kept": [1, None]}, alert="")
    [before] = whole(session)
    [outcome] = apply_batch(session, [entry_of("service", before)], now, importing("lantern"))
    assert outcome.status == "unchanged"


@pytest.mark.real_data
@pytest.mark.parametrize("kind", ["service", "organization", "service_at_location"])
def test_public_objects_pass_the_schemas(session: Session, now: datetime, real_data: Path, kind: str) -> None:
    load(session, now, url="no url", last_modified="2026", phones=[{"id": "x", "number": None}], x_kept={"a": None})
    apply_batch(session, [entry_of("service", second(required_documents=[{"id": "1"}]))], now, importing("lantern"))
    mark_confidential(session, PLACE, now, TEST)
    with gzip.open(real_data / "hsds/3.1.1/schema/compiled" / f"{kind}.json.gz") as packed:
        schema = jsonschema_rs.Draft202012Validator(json.load(packed), validate_formats=True)
    found = public(session, kind)
    assert found
    assert [error.message for each in found for error in schema.iter_errors(each)] == []
