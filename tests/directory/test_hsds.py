import json
from pathlib import Path

import pytest

from resource_app.directory.hsds import Incoming, assemble, placeless_id, split
from resource_app.directory.hsds_objects import CHOICES, KINDS, OBJECTS, joins
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, lantern

EXAMPLES = (
    ("service", "service_full"),
    ("organization", "organization_full"),
    ("service_at_location", "service_at_location_full"),
    ("taxonomy", "taxonomy"),
    ("taxonomy_term", "taxonomy_term"),
)


def stored(objects: list[Incoming]) -> dict[tuple[str, str], dict]:
    return {(each.kind, each.id): each.body for each in objects}


def test_a_stored_body_has_ids_where_other_stored_objects_stand() -> None:
    bodies = stored(split("service", lantern()))
    assert bodies["service", SERVICE]["organization"] == ORGANIZATION
    assert bodies["service", SERVICE]["service_at_locations"] == [LISTING]
    assert bodies["service_at_location", LISTING]["location"] == PLACE
    assert bodies["location", PLACE]["addresses"][0]["address_1"] == "9 Lantern Street"


def test_objects_come_before_those_that_refer_to_them() -> None:
    kinds = [each.kind for each in split("service", lantern())]
    assert kinds == ["organization", "location", "service", "service_at_location"]


def test_an_object_mentioned_inside_a_smaller_one_is_not_whole() -> None:
    whole = {each.kind: each.whole for each in split("service", lantern())}
    assert whole == {"organization": False, "location": True, "service": True, "service_at_location": True}


def test_a_service_without_a_place_has_a_placeless_listing() -> None:
    listing = split("service", {"id": SERVICE, "name": "Warm line", "status": "active"})[-1]
    assert (listing.kind, listing.id, listing.body) == ("service_at_location", placeless_id(SERVICE), {})
    assert listing.columns == {"service_id": SERVICE}


def test_a_reference_that_leads_nowhere_is_written_as_a_key() -> None:
    nested = assemble("service", {"id": SERVICE, "organization": ORGANIZATION}, lambda _kind, _id: None)
    assert nested == {"id": SERVICE, "organization_id": ORGANIZATION}


def test_unknown_properties_come_back() -> None:
    nested = lantern(x_vendor={"deep": [1, None, ""]}, alert=None)
    bodies = stored(split("service", nested))
    assert assemble("service", bodies["service", SERVICE], lambda kind, key: bodies.get((kind, key))) == nested


@pytest.mark.real_data
@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_the_examples_of_the_standard_come_back_as_they_were(real_data: Path, kind: str, name: str) -> None:
    example = json.loads((real_data / "hsds/3.1.1/examples" / f"{name}.json").read_text())
    bodies = stored(split(kind, example))

    def lookup(of: str, key: str) -> dict | None:
        return bodies.get((of, key))

    again = assemble(kind, bodies[kind, example["id"]], lookup)
    if kind == "organization":
        services = [body for (of, _), body in bodies.items() if of == "service"]
        again["services"] = [assemble("service", each, lookup, ("organization",)) for each in services]
    assert again == example


@pytest.mark.real_data
@pytest.mark.parametrize("kind", [kind.name for kind in OBJECTS])
def test_the_table_says_what_the_schema_says(real_data: Path, kind: str) -> None:
    schema = json.loads((real_data / "hsds/3.1.1/schema" / f"{kind}.json").read_text())
    fields = KINDS[kind].fields
    beyond = {"organization": {"services"}, "service_at_location": {"service"}}  # in the compiled schemas only
    assert fields.keys() - beyond.get(kind, set()) == schema["properties"].keys()
    assert {name for name, field in fields.items() if field.required} == set(schema["required"])
    for name, said in schema["properties"].items():
        field = fields[name]
        assert field.of == (said.get("items", said).get("$ref", ".json"))[: -len(".json")]
        assert (field.type == "number") == (said.get("type") == "number")
        assert field.choices == tuple(said.get("enum", ()))
        assert (field.type in {"uuid", "uri", "email", "date-time"}) == ("format" in said)


def test_every_choice_belongs_to_a_field() -> None:
    assert {f"{kind.name}.{name}" for kind in OBJECTS for name, each in kind.fields.items() if each.choices} == set(
        CHOICES
    )


def test_a_phone_hangs_on_whatever_its_keys_name() -> None:
    assert {join.parent for join in joins("phone")} == {
        "organization",
        "service",
        "service_at_location",
        "location",
        "contact",
    }
    assert [(join.column, join.field) for join in joins("service_capacity")] == [("service_id", "capacities")]
