"""However a private place and its street come together, in whatever order and file, the public never sees the street."""

import copy
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory import applying
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.exporting import export_objects
from resource_app.directory.hsds import placeless_id
from resource_app.directory.operations import mark_confidential, publish, set_staff_only, withdraw
from resource_app.directory.reviewing import review
from resource_app.factory import create_app
from resource_app.settings import Settings
from tests import stores
from tests.importers.invented import NOW, bring, key, ndjson, place, service

STREET = "1 Lantern Street"
WHO = command("test")
Files = list[list[dict[str, Any]]]


def private(number: int = 1, **changes: Any) -> dict[str, Any]:
    return place(number, x_address_visibility="private", **changes)


def at(number: int, of: int) -> dict[str, Any]:
    return {"id": key("listing", number), "location_id": key("place", of)}


def organization(**changes: Any) -> dict[str, Any]:
    return {"id": key("organization", 1), "name": "Lantern Neighbors", "description": "Neighbors.", **changes}


def sibling() -> Files:
    one = service(1, description=f"Shelter at {STREET}. Office open daily.", at=private())
    one["service_at_locations"].append({"id": key("listing", 99), "location": place(99)})
    return [[one]]


def organization_text() -> Files:
    said = organization(description=f"Our shelter is at {STREET}, Chelsea.")
    return [[service(1, at=private(), organization=said), service(2, name="Other thing", organization=said)]]


def program_text() -> Files:
    program = {"id": key("program", 1), "name": "Nights", "description": "At 1 Lantern St."}
    return [[service(1, at=private(), program=program)]]


def organization_name() -> Files:
    return [[service(1, at=private(), organization=organization(name=f"The House at {STREET}"))]]


def program_name() -> Files:
    program = {"id": key("program", 1), "name": f"{STREET} Nights", "description": "Every night."}
    return [[service(1, at=private(), program=program)]]


def in_a_url() -> Files:
    return [[service(1, at=private(), url="https://maps.example.org/?q=1+Lantern+Street+Chelsea")]]


def location_row_alone() -> Files:
    told = service(1, description=f"Shelter at {STREET}.", service_at_locations=[at(1, 1)])
    return [[private(), told]]


def confidential_by_reference() -> Files:
    told = service(1, description="Our location is confidential.", service_at_locations=[at(1, 1)])
    return [[place(1), told]]


def shared_place() -> Files:
    return [[service(2, at=place(1), name="Other thing"), service(1, description="Our location is confidential.")]]


def street_in_an_earlier_row() -> Files:
    return [
        [
            service(2, at=place(1), description=f"Come to {STREET}."),
            service(1, description="Our location is confidential."),
        ]
    ]


def marked_by_a_later_file() -> Files:
    return [[service(1, description=f"Come to {STREET}.")], [private()]]


def street_in_a_later_file() -> Files:
    later = service(1, description=f"Come to {STREET}.", service_at_locations=[at(1, 1)])
    return [[service(1, at=private())], [later]]


def second_record_of_the_place() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    return [[service(1, at=private()), service(2, at=twin, name="Counseling", organization=service(1)["organization"])]]


def record_of_another_source() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    return [[service(2, at=twin, name="Counseling for families")], [service(1, at=private())]]


def other_spelling() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    twin["addresses"] = [{**twin["addresses"][0], "address_1": "1 LANTERN St.", "address_2": "Floor 2"}]
    return [[service(1, at=private()), service(2, at=twin, name="Counseling")]]


def suite_before_the_street() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    twin["addresses"] = [{**twin["addresses"][0], "address_1": f"Suite 4, {STREET}"}]
    return [[service(2, at=twin, name="Counseling")], [service(1, at=private())]]


def street_on_the_second_line() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    twin["addresses"] = [{**twin["addresses"][0], "address_1": "Lantern House", "address_2": STREET}]
    return [[service(1, at=private())], [service(2, at=twin, name="Counseling")]]


def no_city() -> Files:
    twin = {**place(1), "id": key("place", "twin")}
    twin["addresses"] = [{**twin["addresses"][0], "city": ""}]
    return [[service(1, at=private()), service(2, at=twin, name="Counseling")]]


def text_of_somebody_else() -> Files:
    told = f"We also run a desk at {STREET} in Chelsea."
    return [[service(1, at=private())], [service(2, description=told)]]


def text_of_somebody_else_first() -> Files:
    told = f"We also run a desk at {STREET} in Chelsea."
    other = {"id": key("organization", 2), "name": "Others", "description": told}
    return [[service(2, organization=other)], [service(1, at=private())]]


def chain_of_twins() -> Files:
    """Another organization's record with the street, and a third place at that one's point."""
    second = {**place(1), "id": key("place", "second"), "latitude": 42.3901, "longitude": -71.0302}
    third = {**second, "id": key("place", "third"), "addresses": [], "name": f"House at {STREET}"}
    return [[service(3, at=third, name="Meals"), service(2, at=second, name="Advice"), service(1, at=private())]]


def other_number_and_direction() -> Files:
    twin = {**place(1), "id": key("place", "twin"), "latitude": 42.3901}
    twin["addresses"] = [{**twin["addresses"][0], "address_1": f"c/o Jo, {STREET}"}]
    other = {**twin, "id": key("place", "other")}
    other["addresses"] = [{**twin["addresses"][0], "address_1": "1-3 N. Lantern"}]
    return [[service(1, at=private()), service(2, at=twin, name="Advice"), service(3, at=other, name="Meals")]]


def marked_by_another_name() -> Files:
    return [[service(1, at=place(1, isAddressPrivate="TRUE"))]]


def marked_on_the_listing() -> Files:
    one = service(1)
    one["service_at_locations"][0]["x_address_visibility"] = "restricted"
    return [[one]]


def marked_on_the_service() -> Files:
    return [[service(1, attributes=[{"id": key("a"), "label": "Address Visibility", "value": "DV - private"}])]]


def program_says_so() -> Files:
    program = {"id": key("program", 1), "name": "Nights", "description": "Our location is confidential."}
    return [[service(1, program=program)]]


def marked_do_not_publish() -> Files:
    return [[service(1, at=place(1, do_not_publish=True))]]


def marked_not_public() -> Files:
    house = place(1)
    house["addresses"][0]["public"] = "false"
    return [[service(1, at=house)]]


def street_is_the_name() -> Files:
    house = private(name=STREET, addresses=[])
    return [[service(1, at=house, organization=organization(description=f"Come to {STREET}."))]]


def text_with_the_zip_only() -> Files:
    elsewhere = place(2, addresses=[], latitude=42.1, longitude=-71.5)
    return [[service(1, at=private())], [service(2, at=elsewhere, description=f"A desk at {STREET}, 02150.")]]


def text_without_a_place() -> Files:
    return [[service(1, at=private())], [service(2, service_at_locations=[], description=f"A group at {STREET}.")]]


def marked_on_the_service_alone() -> Files:
    return [[service(1, confidential_address=True)]]


def hidden_from_the_map() -> Files:
    return [[service(1, at=place(1, hide_from_map="yes"))]]


def street_without_its_number() -> Files:
    said = organization(description="Our house is on Lantern Street.", x_number=1, x_street="Lantern Street")
    return [[service(1, at=private(), organization=said), service(2, name="Other thing", organization=said)]]


def only_the_name_says_where() -> Files:
    house = private(name=STREET, addresses=[])
    return [[service(1, at=house, organization=organization(description=f"At {STREET}."))]]


def neighborhood_for_a_city() -> Files:
    twin = {**place(1), "id": key("place", "twin"), "latitude": 42.3901}
    twin["addresses"] = [
        {**twin["addresses"][0], "city": "Prattville", "address_1": f"Rear, Lantern House - {STREET} 2R"}
    ]
    return [[service(1, at=private()), service(2, at=twin, name="Counseling", description=f"{STREET}, MA 02150")]]


def history_of_a_sibling() -> Files:
    past = {"id": key("m"), "field_name": "address_1", "previous_value": STREET, "last_action_type": "update"}
    own = service(1)["organization"]
    return [[service(1, at=private(), organization=own), service(2, at=place(9), organization=own, metadata=[past])]]


def term_of_an_attribute() -> Files:
    term = {"id": key("t"), "name": STREET, "code": "x", "description": "x"}
    return [[service(1, at=private(), attributes=[{"id": key("a"), "label": "x", "taxonomy_term": term}])]]


SHAPES = (
    term_of_an_attribute,
    marked_on_the_service_alone, hidden_from_the_map, street_without_its_number, only_the_name_says_where,
    neighborhood_for_a_city, history_of_a_sibling,
    sibling, organization_text, organization_name, program_text, program_name, in_a_url,
    location_row_alone, confidential_by_reference, shared_place,
    street_in_an_earlier_row, marked_by_a_later_file, street_in_a_later_file, second_record_of_the_place,
    record_of_another_source, other_spelling, suite_before_the_street, street_on_the_second_line, no_city,
    chain_of_twins, other_number_and_direction, marked_by_another_name,
    text_of_somebody_else, text_of_somebody_else_first, marked_on_the_listing, marked_on_the_service,
    program_says_so, marked_do_not_publish, marked_not_public, street_is_the_name, text_with_the_zip_only, text_without_a_place,
)  # fmt: skip


def bring_all(connections: Connections, tmp_path: Path, files: Files) -> None:
    for number, rows in enumerate(files):
        bring(connections, ndjson(tmp_path / f"{number}.ndjson", rows))


def public(connections: Connections, settings: Settings) -> str:
    """All the public sees, squeezed: the export, the documents, the pages and the API."""
    with connections.reading() as session:
        kinds = ("organization", "program", "service", "service_at_location", "location")
        said = [json.dumps(list(export_objects(session, kind, Counter(), NOW.date()))) for kind in kinds]
        shown = "SELECT d.doc FROM search_document d JOIN listing l ON l.id = d.id WHERE l.held IS NULL"
        said += [bytes(doc).decode() if isinstance(doc, bytes) else str(doc) for doc in session.scalars(text(shown))]
    client = create_app(settings, connections).test_client()
    one, group = key("service", 1), key("organization", 1)
    pages = (
        f"/services/{one}",
        f"/organizations/{group}",
        "/api/organizations",
        f"/api/services/{one}",
        "/search?what=lantern",
    )
    said += [client.get(page).get_data(as_text=True) for page in pages]
    return " ".join(said).replace("+", " ").replace("St.", "Street")


def rows(connections: Connections, sql: str) -> list[tuple[Any, ...]]:
    with connections.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_gives_the_street_away(
    shape: Callable[[], Files], settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, shape())
    assert STREET not in public(connections, settings)
    private_places = rows(connections, "SELECT id FROM location WHERE address_visibility = 'private'")
    assert (key("place", 1),) in private_places


def test_the_same_point_without_another_street_is_the_same_place(connections: Connections, tmp_path: Path) -> None:
    nameless = {**place(7), "addresses": []}
    elsewhere = place(8, latitude=42.4, longitude=-71.05)
    bring_all(connections, tmp_path, [[service(2, at=nameless), service(3, at=elsewhere)], [service(1, at=private())]])
    found = dict(rows(connections, "SELECT id, address_visibility FROM location"))
    assert found == {key("place", 1): "private", key("place", 7): "private", key("place", 8): "public"}


@pytest.mark.parametrize("told", ["Come to 1 Lantern Street, Quincy.", "Call 1 Lantern for help in Chelsea."])
def test_the_same_street_of_another_town_is_another(told: str, connections: Connections, tmp_path: Path) -> None:
    quincy = place(8, latitude=42.25, longitude=-71.0)
    quincy["addresses"][0] |= {"address_1": STREET, "city": "Quincy", "postal_code": "02169"}
    told_there = told.replace("Chelsea", "Quincy")
    bring_all(connections, tmp_path, [[service(1, at=private())], [service(2, at=quincy, description=told_there)]])
    held = f"SELECT held FROM listing WHERE id = '{key('listing', 2)}'"  # noqa: S608
    assert rows(connections, held) == [(None,)]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_large_directory_is_read_again_at_the_end(
    shape: Callable[[], Files],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(applying, "MOST_TO_READ", 0)
    bring_all(connections, tmp_path, shape())
    assert STREET not in public(connections, settings)


def test_a_large_directory_is_read_until_nothing_more_is_private(
    settings: Settings, connections: Connections, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "MOST_TO_READ", 0)
    second = {**place(1), "id": key("place", "second")}
    house = {**second["addresses"][0], "id": key("b"), "address_1": "9 Lampwick Road"}
    second["addresses"] = [*second["addresses"], house]
    other = organization(description="At 9 Lampwick Road, Chelsea.", id=key("organization", 3))
    files: Files = [[service(3, organization=other), service(2, at=second, name="Advice")], [service(1, at=private())]]
    bring_all(connections, tmp_path, files)
    assert "Lampwick" not in public(connections, settings)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_file_again_changes_nothing(
    shape: Callable[[], Files], connections: Connections, tmp_path: Path
) -> None:
    files = shape()
    bring_all(connections, tmp_path, files)
    before = rows(connections, "SELECT id, held, version FROM listing ORDER BY id")
    _, again = bring(connections, ndjson(tmp_path / "again.ndjson", files[-1]))
    assert {row.outcome for row in again} == {"unchanged"}
    assert rows(connections, "SELECT id, held, version FROM listing ORDER BY id") == before


def test_a_place_marked_late_holds_what_speaks_of_it(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    told = organization(description=f"We are at {STREET}.")
    bring_all(connections, tmp_path, [[service(1, description=f"Come to {STREET}.", organization=told)]])
    assert STREET in public(connections, settings)
    with connections.transaction() as session:
        mark_confidential(session, key("place", 1), NOW, WHO)
    assert STREET not in public(connections, settings)
    assert rows(connections, "SELECT held FROM listing") == [("address in text",)]
    assert ("address in text",) in rows(connections, "SELECT kind FROM task")


@pytest.mark.parametrize(
    "told",
    [
        {"url": "https://maps.example.org/@42.39001,-71.03002,17z"},
        {"description": "Write to Chelsea, MA 02150-7788."},
        {"x_point": {"lat": 42.39001, "lng": -71.03002}},
        {"x_point": [-71.03002, 42.39001]},
    ],
)
def test_what_tells_a_private_point_or_zip_plus_four_is_held(
    told: dict[str, Any], connections: Connections, tmp_path: Path
) -> None:
    house = private()
    house["addresses"][0]["postal_code"] = "02150-7788"
    bring_all(connections, tmp_path, [[service(1, at=house, **told)]])
    assert rows(connections, "SELECT held FROM listing") == [("address in text",)]


@pytest.mark.parametrize("link", ["https://maps.app.goo.gl/Lantern1", "Find us: 87JC9XX6+G2", "///lamp.wick.glow"])
def test_what_leads_to_a_map_is_held_at_a_private_place_only(
    link: str, connections: Connections, tmp_path: Path
) -> None:
    owner = organization(description=f"See {link}")
    office = service(2, description=f"Office: {link}", organization=owner)
    bring_all(
        connections, tmp_path, [[service(1, at=private(), description=f"House: {link}", organization=owner), office]]
    )
    held = dict(rows(connections, "SELECT id, held FROM listing"))
    assert held == {key("listing", 1): "address in text", key("listing", 2): None}
    [(withheld,)] = rows(connections, "SELECT withheld FROM organization")
    assert "description" in withheld


@pytest.mark.parametrize("number", ["617\u2013555\u20110199", "617\u00b7555\u00b70199", "617 555 01 99", "555-0199"])
def test_the_number_of_a_private_place_is_taken_out_however_it_is_written(
    number: str, settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    desk = {"id": key("desk"), "number": "617-555-0199"}
    bring_all(connections, tmp_path, [[service(1, at=private(phones=[desk]), description=f"The house: {number}.")]])
    shown = public(connections, settings)
    assert number not in shown
    assert json.dumps(number)[1:-1] not in shown
    assert "617-555-0101" in shown


def test_a_name_that_tells_it_is_a_task(connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, organization_name())
    subject = f"organization:{key('organization', 1)}"
    assert ("address in name", subject) in rows(connections, "SELECT kind, subject FROM task")


def test_a_shelter_with_one_number_keeps_it_as_its_hotline(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    number = {"id": key("desk"), "number": "617-555-0101"}
    bring_all(connections, tmp_path, [[service(1, at=private(phones=[number]))]])
    assert "617-555-0101" in public(connections, settings)


def test_the_number_of_an_organizations_private_place_is_with_none_of_its_services(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    desk = {"id": key("desk"), "number": "617-555-0199"}
    owner = organization(phones=[{"id": key("main"), "number": "+1 617 555 0199 x3"}])
    shelter = service(2, at=private(2, phones=[desk]), organization=owner)
    office = service(1, organization=owner, description="The house: 617-555-0199.", phones=[])
    bring_all(connections, tmp_path, [[shelter, office]])
    assert "555 0199" not in public(connections, settings).replace("-", " ")


def test_a_private_export_brings_back_what_is_hidden(connections: Connections, migrated: Path, tmp_path: Path) -> None:
    placeless = service(4)
    del placeless["service_at_locations"]
    bring_all(connections, tmp_path, [[service(1), service(2), service(3), placeless]])
    with connections.transaction() as session:
        mark_confidential(session, key("place", 1), NOW, WHO)
        set_staff_only(session, key("listing", 2), NOW, WHO, staff_only=True)
        withdraw(session, key("listing", 3), NOW, WHO)
        set_staff_only(session, placeless_id(key("service", 4)), NOW, WHO, staff_only=True)
    with connections.reading() as session:
        whole = [json.dumps(each) for each in export_objects(session, "service", Counter(), None)]
        shown = list(export_objects(session, "service", Counter(), NOW.date()))
    assert [each["id"] for each in shown] == [key("service", 1)]
    (tmp_path / "whole.ndjson").write_text("\n".join(whole))
    folder = tmp_path / "fresh"
    folder.mkdir()
    stores.copy(migrated, folder)
    fresh = Connections.open(stores.settings_in(folder), connections.search)
    bring(fresh, tmp_path / "whole.ndjson")
    del shown[0]["last_modified"]  # when it came to be shown otherwise here; there nothing ever was
    with fresh.reading() as session:
        assert list(export_objects(session, "service", Counter(), NOW.date())) == shown
    fresh.close()


def test_a_held_listing_a_curator_has_read_is_shown(connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, description=f"Come to {STREET}.", at=private())]])
    with connections.transaction() as session:
        publish(session, key("listing", 1), NOW, WHO)
    assert rows(connections, "SELECT held FROM listing") == [(None,)]
    review(connections, NOW, lambda _done, _total: None)
    assert rows(connections, "SELECT held FROM listing") == [(None,)]


def test_a_mended_rule_reaches_what_was_stored_before_it(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, description=f"Come to {STREET}.", at=private())]])
    with connections.transaction() as session:
        session.execute(text("UPDATE listing SET held = NULL"))
    assert review(connections, NOW, lambda _done, _total: None) == 1
    assert STREET not in public(connections, settings)
    assert rows(connections, "SELECT held FROM listing") == [("address in text",)]


def test_a_review_reads_the_sources_marks_again(connections: Connections, tmp_path: Path) -> None:
    hidden = service(2, at=place(2), organization=organization(exclude_from_website="yes"))
    bring_all(connections, tmp_path, [*marked_by_another_name(), [hidden]])
    with connections.transaction() as session:
        session.execute(text("UPDATE location SET address_visibility = 'public'"))
        session.execute(text("UPDATE listing SET staff_only = false"))
    review(connections, NOW, lambda _done, _total: None)
    seen = dict(rows(connections, "SELECT id, address_visibility FROM location"))
    assert seen == {key("place", 1): "private", key("place", 2): "public"}
    assert rows(connections, "SELECT staff_only FROM listing") == [(1,), (1,)]


def of_another_source(one: dict[str, Any]) -> dict[str, Any]:
    other = copy.deepcopy(one)
    other["id"] = key("x", 1)
    other["service_at_locations"][0]["id"] = key("y", 1)
    other["service_at_locations"][0]["location"]["id"] = key("z", 1)
    other["organization"]["id"] = key("o", 1)
    return other


def test_a_candidate_is_held_for_its_text_when_it_is_published(connections: Connections, tmp_path: Path) -> None:
    bring(connections, ndjson(tmp_path / "a.ndjson", [service(1)]), "one")
    other = of_another_source(service(1, description=f"Come to {STREET}.", at=private()))
    bring(connections, ndjson(tmp_path / "b.ndjson", [other]), "two")
    listing = key("y", 1)
    held = f"SELECT held FROM listing WHERE id = '{listing}'"  # noqa: S608
    assert rows(connections, held) == [("candidate",)]
    opened = rows(connections, f"SELECT kind FROM task WHERE subject = 'listing:{listing}' ORDER BY kind")  # noqa: S608
    assert opened == [("address in text",), ("candidate listing",)]
    with connections.transaction() as session:
        publish(session, listing, NOW, WHO)
    assert rows(connections, held) == [("address in text",)]


@pytest.mark.parametrize("late", ["by its source", "by hand"])
@pytest.mark.parametrize("street", [STREET, "12 PEÑA Street"])
def test_what_was_kept_of_the_address_is_forgotten(
    late: str, street: str, connections: Connections, tmp_path: Path
) -> None:
    one = service(1, status="nonsense", at=place(1, latitude=-71.03, longitude=42.39))
    one["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = street
    bring(connections, ndjson(tmp_path / "a.ndjson", [one]), "one")
    with connections.transaction() as session:
        said = Said(("location.addresses",), NOW.date(), "organization", "link")
        confirm(session, key("listing", 1), said, NOW, WHO)
    bring(connections, ndjson(tmp_path / "b.ndjson", [of_another_source(one)]), "two")
    moved = copy.deepcopy(one)
    moved["service_at_locations"][0]["location"]["addresses"][0]["address_2"] = "Floor 2"
    bring(connections, ndjson(tmp_path / "c.ndjson", [moved]), "one")
    kept = (
        "SELECT original, CAST(issues AS TEXT) FROM import_row "
        "UNION ALL SELECT CAST(was AS TEXT), CAST(proposed AS TEXT) FROM proposal"
    )
    assert "Street" in str(rows(connections, kept))
    assert "-71.03" in str(rows(connections, kept))
    if late == "by hand":
        with connections.transaction() as session:
            mark_confidential(session, key("place", 1), NOW, WHO)
    else:
        moved["service_at_locations"][0]["location"]["x_address_visibility"] = "private"
        bring(connections, ndjson(tmp_path / "d.ndjson", [moved]), "one")
    assert not [word for word in ("Street", "Floor 2", "-71.03") if word in str(rows(connections, kept))]
    assert set(rows(connections, "SELECT address_visibility FROM location")) == {("private",)}


@pytest.mark.parametrize(
    "said",
    ["Shelter at a confidential location. Come to 1 Lantern Street, Boston.", "El lugar es secreto: Calle Olmo 12."],
)
def test_a_listing_without_a_place_that_tells_a_secret_street_is_held(
    connections: Connections, settings: Settings, tmp_path: Path, said: str
) -> None:
    alone = {**service(1), "description": said}
    del alone["service_at_locations"]
    bring(connections, ndjson(tmp_path / "a.ndjson", [alone]))
    shown = public(connections, settings)
    assert STREET not in shown
    assert "Olmo" not in shown
    assert rows(connections, "SELECT kind FROM task") == [("address in text",)]
