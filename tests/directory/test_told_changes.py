"""What became of an object is told to the public as HSDS metadata, and never what could give a place or a person away."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor, importing
from resource_app.connections import Connections
from resource_app.directory import operations, rewinding, unhiding
from resource_app.directory.applying import apply_batch
from resource_app.directory.editing import Kind, Saying, edit
from resource_app.directory.exporting import export_objects
from resource_app.directory.history import Edit
from resource_app.directory.hsds_valid import publishable
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Organization
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern, load

CURATOR = Held("curator", None)
BORIS = Actor("user", "user-2", label="Boris Boll", roles=frozenset({"curator"}))
LATER = NOW + timedelta(days=1)
KINDS = ("service", "organization", "service_at_location", "location")
IDS: dict[Kind, str] = {"service": SERVICE, "organization": ORGANIZATION, "location": PLACE, "listing": LISTING}


@pytest.fixture
def session(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as opened:
        load(opened, NOW)
        yield opened


def say(session: Session, kind: Kind, why: str = "", at: datetime = LATER, **fields: Any) -> None:
    sayings = [Saying(kind, IDS[kind], name, value) for name, value in fields.items()]
    edit(session, keeper_of(session, LISTING, [CURATOR]), sayings, 10**6, at, Edit(BORIS, why))


def public(session: Session, kind: str) -> list[dict[str, Any]]:
    return list(export_objects(session, kind, Counter(), NOW.date()))


def everything(session: Session) -> str:
    return json.dumps([public(session, kind) for kind in KINDS])


def harbor_hall() -> dict[str, Any]:
    """Another place than the one of the pantry."""
    place = lantern()["service_at_locations"][0]["location"]
    address = {**place["addresses"][0], "id": "b" * 8 + PLACE[8:], "address_1": "5 Harbor Street"}
    return {
        **place,
        "id": "b" * 8 + PLACE[8:],
        "addresses": [address],
        "latitude": 42.35,
        "longitude": -71.05,
        "name": "Harbor Hall",
    }


def told(session: Session, kind: str) -> list[dict[str, Any]]:
    [found] = public(session, kind)
    said: list[dict[str, Any]] = found.get("metadata", [])
    return said


def test_a_change_is_told_without_a_name(session: Session) -> None:
    say(session, "service", "Ann Persona called", description="Bread.", minimum_age=18)
    first, second = told(session, "service")
    assert first | {"id": ""} == {
        "id": "",
        "resource_id": SERVICE,
        "resource_type": "service",
        "last_action_date": "2026-10-14",
        "last_action_type": "update",
        "field_name": "description",
        "previous_value": "Groceries every week.",
        "replacement_value": "Bread.",
        "updated_by": "curator",
    }
    assert (second["last_action_type"], second["previous_value"], second["replacement_value"]) == (
        "create",
        "(none)",
        "18",
    )
    assert publishable("metadata", first, Counter()) == first
    for word in ("Persona", "Boris", "user-2"):
        assert word not in everything(session)


@pytest.mark.parametrize("kind", ["organization", "location", "listing"])
def test_each_kind_of_object_has_its_own(session: Session, kind: Kind) -> None:
    say(session, kind, description="Ask for Bread.")
    hsds = "service_at_location" if kind == "listing" else kind
    [change] = told(session, hsds)
    assert (change["resource_type"], change["resource_id"]) == (hsds, IDS[kind])
    assert told(session, hsds)[0]["id"] == change["id"]  # the same every time
    nested = json.dumps(public(session, "service"))
    assert change["id"] in nested


def test_it_stands_beside_the_history_of_the_source(session: Session) -> None:
    own = {"id": "99999999-9999-4999-8999-999999999999", "last_action_date": "2026-01-01", "last_action_type": "update"}
    own |= {
        "field_name": "name",
        "previous_value": "Old",
        "replacement_value": "Lantern Pantry",
        "updated_by": "import",
    }
    load(session, LATER, metadata=[own])
    say(session, "service", description="Bread.")
    assert [each["field_name"] for each in told(session, "service")] == ["name", "description"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", "We moved to 4 Canary Street."),
        ("description", "Ring at 4 Canary Street"),
        ("description", "See https://maps.example.org/?q=42.39123,-71.03123"),
        ("description", "This is a confidential location."),
        ("application_process", "Write to us, 02150-1234"),
        ("contacts", [{"id": "99999999-9999-4999-8999-999999999999", "name": "Ann Persona"}]),
        ("assurer_email", "ann.persona@example.org"),
        ("phones", [{"id": "99999999-9999-4999-8999-999999999999", "number": "617-555-0111", "private": True}]),
    ],
)
def test_no_value_that_may_tell_where_or_who(session: Session, field: str, value: Any) -> None:
    say(session, "service", **{field: value})
    say(session, "service", **{field: None})
    text = json.dumps(public(session, "service"))
    for secret in ("Canary", "42.39123", "confidential location", "02150-1234", "Persona", "persona", "0111"):
        assert secret not in text
    assert [each["previous_value"] for each in told(session, "service") if each["field_name"] == field][-1:] in (
        [],
        ["…"],
    )


def test_a_number_that_is_kept_back_now_is_told_by_no_change(session: Session) -> None:
    phone = {"id": "99999999-9999-4999-8999-999999999999", "number": "617-555-0111"}
    say(session, "service", phones=[phone])
    say(session, "service", phones=[phone | {"private": True}])
    assert "0111" not in everything(session)


def test_of_an_address_only_that_it_changed(session: Session) -> None:
    address = {**lantern()["service_at_locations"][0]["location"]["addresses"][0], "address_1": "4 Canary Street"}
    say(session, "location", addresses=[address], latitude=42.5)
    changes = told(session, "location")
    assert {each["field_name"] for each in changes} == {"addresses", "latitude"}
    assert {each["previous_value"] for each in changes} | {each["replacement_value"] for each in changes} == {"…"}


def test_what_only_staff_know_is_no_change_in_public(session: Session) -> None:
    operations.set_do_not_refer(session, LISTING, LATER, BORIS, refuse=True)
    operations.set_do_not_refer(session, LISTING, LATER, BORIS, refuse=False)
    operations.set_staff_only(session, LISTING, LATER, BORIS, staff_only=True)
    operations.set_staff_only(session, LISTING, LATER, BORIS, staff_only=False)
    say(session, "service", x_note="Ask Ann Persona", x_staff_only="no")
    assert [told(session, kind) for kind in KINDS] == [[]] * 4


def test_canary_a_place_marked_late_leaves_nothing(session: Session) -> None:
    moved = {**lantern()["service_at_locations"][0]["location"]["addresses"][0], "address_1": "4 Canary Street"}
    say(session, "location", "They moved to 4 Canary Street", addresses=[moved], description="Behind the canary gate")
    say(session, "listing", description="At the canary gate")
    say(session, "service", description="Ring at 4 Canary Street.")
    say(session, "service", description="Ring at the canary gate.")
    say(session, "service", description="Ring first.")
    say(session, "organization", description="We are at the canary gate.")
    say(session, "organization", description="Neighbors who share.")
    assert "canary gate" in everything(session)
    operations.mark_confidential(session, PLACE, LATER, BORIS)
    assert "canary" not in everything(session).lower()
    assert "metadata" not in everything(session)


def test_canary_a_place_that_is_shown_again_tells_nothing_of_its_secret_time(session: Session) -> None:
    shown = LATER + timedelta(days=1)
    operations.mark_confidential(session, PLACE, NOW, BORIS)
    for kind in IDS:
        say(session, kind, description="At the canary gate")
        say(session, kind, description="Ring first.")
    unhiding.show(session, PLACE, shown, Edit(BORIS, "Wren called"), safe=True)
    assert "9 Lantern Street" in everything(session)
    assert "canary" not in everything(session)
    assert "metadata" not in everything(session)
    for kind in IDS:
        say(session, kind, at=shown + timedelta(days=1), description="Ring twice.")
    assert [[each["field_name"] for each in told(session, kind)] for kind in KINDS] == [["description"]] * 4
    assert "Ring first." in everything(session)


def test_canary_an_import_brings_no_history_of_the_secret_time(session: Session) -> None:
    own = {"id": "99999999-9999-4999-8999-999999999999", "last_action_date": "2026-12-01", "last_action_type": "update"}
    own |= {"field_name": "address_1", "previous_value": "4 Canary Street", "replacement_value": "9 Lantern Street"}
    body = lantern(metadata=[own])
    body["phones"][0]["metadata"] = [own]
    [at_place] = body["service_at_locations"]
    for each in (body["organization"], at_place, at_place["location"], at_place["location"]["addresses"][0]):
        each["metadata"] = [own]
    apply_batch(session, [entry_of("service", body)], NOW, importing("demo"))
    assert everything(session).count("Canary") > len(KINDS)  # of a place that never was secret it is told
    apply_batch(session, [entry_of("service", lantern())], NOW, importing("demo"))
    operations.mark_confidential(session, PLACE, NOW, BORIS)
    unhiding.show(session, PLACE, LATER, Edit(BORIS, "Wren called"), safe=True)
    apply_batch(session, [entry_of("service", body)], LATER + timedelta(days=99), importing("demo"))
    assert "9 Lantern Street" in everything(session)
    assert "Canary" not in everything(session)


def test_canary_a_service_that_leaves_a_secret_place_tells_nothing_of_its_time_there(session: Session) -> None:
    own = {"id": "99999999-9999-4999-8999-999999999999", "last_action_date": "2026-12-01", "last_action_type": "update"}
    own |= {"field_name": "description", "previous_value": "4 Canary Street", "replacement_value": "Ring first."}
    operations.mark_confidential(session, PLACE, NOW, BORIS)
    for kind in IDS:
        gate = "We are at 9 Lantern Street" if kind == "organization" else "At the canary gate"
        say(session, kind, f"They called: {gate}", description=gate)
        say(session, kind, description="Ring first.")
    left = LATER + timedelta(days=1)
    nested = lantern(metadata=[own])
    nested["service_at_locations"][0]["location"] = harbor_hall()
    apply_batch(session, [entry_of("service", nested)], left, importing("demo"))
    assert "Harbor Hall" in everything(session)
    assert "anary" not in everything(session)
    assert "Lantern Street" not in everything(session)
    keeper = keeper_of(session, LISTING, [CURATOR])
    staff = [rewinding.as_it_was(session, keeper, at) for at in (NOW, LATER, left)]
    staff += [(c.was, c.became, c.why) for each in rewinding.history_of(session, keeper, 100) for c in each.changes]
    assert "canary gate" not in str(staff)
    assert "Lantern Street" not in str(staff)
    for kind in ("service", "organization"):
        say(session, kind, at=left + timedelta(days=1), description="Ring twice.")
        assert [each["replacement_value"] for each in told(session, kind)] == ["Ring twice."]


def test_another_place_of_the_same_service_is_silent_too(session: Session) -> None:
    other = "b" * 8 + PLACE[8:]
    nested = lantern()
    nested["service_at_locations"].append(
        {"id": "c" * 8 + LISTING[8:], "location": {"id": other, "location_type": "physical", "name": "Back door"}}
    )
    apply_batch(session, [entry_of("service", nested)], NOW, importing("demo"))
    say(session, "location", description="Near the canary gate")
    say(session, "location", description="Near the bridge")
    operations.mark_confidential(session, other, LATER, BORIS)
    assert "canary" not in everything(session)


def test_an_organization_that_hides_where_it_is_tells_no_change(session: Session) -> None:
    say(session, "service", description="Bread.")
    say(session, "organization", description="Our location is confidential.")
    assert session.get_one(Organization, ORGANIZATION)
    assert "metadata" not in everything(session)


def test_the_private_export_has_the_sources_history_alone(session: Session) -> None:
    say(session, "service", description="Bread.")
    assert "metadata" not in json.dumps(list(export_objects(session, "service", Counter(), None)))
