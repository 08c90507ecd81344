"""What a place says of itself, how it is marked, and how a map names it: the shapes, in every form a file may have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from resource_app.connections import Connections
from resource_app.directory.reviewing import review
from resource_app.settings import Settings
from tests.importers.forms import Object, as_nested, as_raw, as_tables
from tests.importers.invented import NOW, key, place, service
from tests.importers.test_former_addresses import (
    STREET,
    WRITERS,
    Files,
    blanked,
    bring_all,
    house,
    leaks,
    marked,
    public,
    teller,
)
from tests.importers.test_giving_away import SHAPES, rows
from tests.importers.test_giving_away import STREET as LANTERN

OSM_SHORT = "https://osm.org/go/ZfI62v7nM--"


def history(value: str) -> list[Object]:
    return [
        {
            "id": key("m"), "field_name": "address_1", "previous_value": value, "replacement_value": "Call us",
            "last_action_date": "2026-01-01", "last_action_type": "update", "updated_by": "A",
        }
    ]  # fmt: skip


def change(name: str, to: str) -> list[Object]:
    return [{**history("")[0], "field_name": name, "replacement_value": to}]


SAID_BY_THE_PLACE: tuple[Object, ...] = (
    {"description": f"Ring first. Enter from {STREET}, behind 9 Quillwort Road."},
    {"description": f"Parking at 9 Quillwort Road; the door is at {STREET}."},
    {"transportation": "Bus 9 to the corner, then to number 61 zyxwhisper lane"},
    {"name": f"House ({STREET})"},
    {"schedules": [{"id": key("s"), "description": f"Mondays at {STREET}"}]},
    {"accessibility": [{"id": key("a"), "description": f"A ramp leads in from {STREET}."}]},
    {"metadata": history(STREET)},
    {"x_directions": {"by_car": f"Turn at {STREET}"}},
)


@pytest.mark.parametrize("said", SAID_BY_THE_PLACE)
@pytest.mark.parametrize("writer", [as_nested, as_tables])
def test_a_street_in_a_places_own_text_is_told_nowhere(
    said: Object,
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    if writer is as_tables and "x_directions" in said:
        said = {"x_directions": f"Turn at {STREET}"}
    bring_all(connections, tmp_path, [[service(1, at={**marked(), **said}), teller()]], writer)
    assert not leaks(connections, settings)


MARKS_OF_A_PLACE: tuple[Object, ...] = (
    {"x_flags": {"confidential": True}},
    {"x_flags": {"address": {"hidden": "yes"}}},
    {"x_settings": [{"name": "privacy", "hide_address": 1}]},
    {"x_flags": ["confidential"]},
    {"x_dv_shelter": True},
    {"dv_shelter": "Y"},
    {"x_is_domestic_violence_shelter": 1},
    {"x_safe_house": "true"},
    {"attributes": [{"id": key("at"), "label": "DV shelter", "value": "yes"}]},
    {"attributes": [{"id": key("at"), "label": "Confidential", "value": "x"}]},
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS_OF_A_PLACE)
@pytest.mark.parametrize("on", ["place", "service"])
def test_a_name_that_means_a_confidential_place_hides_it(
    mark: Object, on: str, settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    at, more = ({**house(), **mark}, {}) if on == "place" else (house(), mark)
    bring_all(connections, tmp_path, [[service(1, at=at, **more), teller()]])
    assert not leaks(connections, settings)


GUESSED_MARKS: tuple[Object, ...] = (
    {"x_confidential_flag": "Y"}, {"confidentiality": "high"}, {"confidencial": "si"}, {"x_non_public": 1},
    {"x_do_not_share": "yes"}, {"x_anonymous": "true"}, {"disclose_address": "no"}, {"share_address": "false"},
    {"x_release_address": "N"}, {"x_access_level": "staff"}, {"x_masked": "1"}, {"x_sensitive": "y"}, {"x_dv": "Y"},
    {"x_dv_site": "true"}, {"x_tags": "shelter; private-address"}, {"x_dirección_oculta": "sí"},
)  # fmt: skip


@pytest.mark.parametrize("mark", GUESSED_MARKS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_name_made_of_words_of_hiding_hides_a_place(
    mark: Object,
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    bring_all(connections, tmp_path, [[service(1, at={**house(), **mark})]], writer)
    assert not leaks(connections, settings)


@pytest.mark.parametrize(
    "mark",
    [
        {"x_masked": "1"}, {"x_non_public": "yes"}, {"x_tags": ["dv"]}, {"x_domestic_violence": "Y"}, {"x_no_map": 1},
        {"x_publish": "phone only"}, {"x_public": "all but not the address"},
        {"metadata": change("address_is_public", "false")},
        {"metadata": change("x_address_visibility", "private")}, {"contacts": [{"id": key("c"), "name": "Conf. location"}]},
    ],
)  # fmt: skip
def test_a_doubtful_mark_is_a_task(mark: Object, settings: Settings, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, at={**house(), **mark})]])
    assert not leaks(connections, settings)
    assert ("confidential place",) in rows(connections, "SELECT kind FROM task")


@pytest.mark.parametrize(
    "said",
    [
        {"x_confidential_flag": "N"}, {"confidentiality": "low"}, {"x_access_level": "public"}, {"x_private_rooms": True},
        {"x_access": "Wheelchair ramp"}, {"share_address": "yes"}, {"x_tags": ["shelter", "family"]},
        {"x_publish": "everything"}, {"metadata": change("address_is_public", "true")}, {"metadata": change("name", "Private")},
        {"address_is_public": "true", "metadata": change("address_is_public", "false")},
    ],
)  # fmt: skip
def test_other_names_hide_no_place(said: Object, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, at={**house(), **said})]])
    assert rows(connections, "SELECT address_visibility FROM location") == [("public",)]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    "said", ["Location cannot be disclosed.", "Safe house; address protected.", "Lugar seguro y secreto."]
)
def test_a_description_that_says_it_hides_the_place_in_every_form(
    said: str,
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    bring_all(connections, tmp_path, [[service(1, at=house(), description=said), teller()]], writer)
    assert not leaks(connections, settings)
    assert ("confidential place",) in rows(connections, "SELECT kind FROM task")


SHELTER_ON_A_STREET = (
    "Meals to the shelter on Zyxwhisper Ln (Chelsea)",
    "Comidas para el albergue de la calle Zyxwhisper, Chelsea",
    "Rides to the safe house near Zyxwhisper Lane, Chelsea",
)


@pytest.mark.parametrize("said", SHELTER_ON_A_STREET)
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_shelter_on_a_street_is_told_by_nobody(
    said: str,
    late: bool,
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    private, told = service(1, at=marked_house()), teller(said)
    files: Files = [[service(1, at=house()), told], [private]] if late else [[private], [told]]
    bring_all(connections, tmp_path, files, writer)
    assert not leaks(connections, settings)


@pytest.mark.parametrize(
    "said",
    [
        "Meals to the shelter on Zyxwhisper Lane in Quincy",
        "Meals at Zyxwhisper Lane, Chelsea",
        "Meals to the shelter at 40 Zyxwhisper Lane, Chelsea",
        "The shelter is closed in summer. Ask at our desk, which is in the library on Zyxwhisper Lane, Chelsea",
    ],
)
def test_another_house_of_the_street_is_no_secret(said: str, connections: Connections, tmp_path: Path) -> None:
    elsewhere = place(9)
    elsewhere["addresses"][0] |= {"city": "Quincy", "postal_code": "02169"}
    told = service(3, name="Other thing", description=said, at=elsewhere)
    bring_all(connections, tmp_path, [[service(1, at=marked_house())], [told]])
    held = f"SELECT held FROM listing WHERE id = '{key('listing', 3)}'"  # noqa: S608
    assert rows(connections, held) == [(None,)]


def marked_house() -> Object:
    return {**house(), "x_address_visibility": "private"}


@pytest.mark.parametrize(
    "mark", [{"x_masked": 1}, {"transportation": "Confidential; we pick you up"}, {"x_tags": ["dv"]}]
)
def test_what_was_stored_before_is_judged_by_todays_words(
    mark: Object, settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, at={**house(), **mark}), teller()]])
    with connections.transaction() as session:
        session.execute(text("UPDATE location SET address_visibility = 'public'"))
        session.execute(text("UPDATE listing SET held = NULL"))
        session.execute(text("DELETE FROM task"))
    review(connections, NOW, lambda _done, _total: None)
    assert not leaks(connections, settings)
    assert ("confidential place",) in rows(connections, "SELECT kind FROM task")


@pytest.mark.parametrize("writer", [as_nested, as_tables])
@pytest.mark.parametrize("where", ["attention", "transportation"])
def test_what_a_place_says_of_itself_hides_it(
    where: str,
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    hidden = house()
    (hidden["addresses"][0] if where == "attention" else hidden)[where] = "Confidential; we pick you up"
    bring_all(connections, tmp_path, [[service(1, at=hidden), teller()]], writer)
    assert not leaks(connections, settings)
    assert ("confidential place",) in rows(connections, "SELECT kind FROM task")


@pytest.mark.parametrize("mark", [{"confidential": True}, {"x_dv_shelter": "Y"}, {"flags": {"confidential": True}}])
def test_a_raw_row_is_marked_by_such_names_too(
    mark: Object, settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, at=house(), **mark), teller()]], as_raw)
    assert not leaks(connections, settings)


@pytest.mark.parametrize(
    "mark",
    [
        {"hidden": True},
        {"x_hidden": "yes"},
        {"x_flags": {"hidden": True}},
        {"x_is_suppressed": 1},
        {"x_visible": False},
        {"unlisted": "Y"},
        {"attributes": [{"id": key("at"), "label": "Hidden", "value": "true"}]},
    ],
)
def test_a_listing_not_to_be_shown_is_staffs(mark: Object, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, **mark), service(2)]])
    found = dict(rows(connections, "SELECT id, staff_only FROM listing"))
    assert {key: bool(value) for key, value in found.items()} == {key("listing", 1): True, key("listing", 2): False}


@pytest.mark.parametrize(
    "said",
    [
        {"hidden": False},
        {"x_flags": {"confidential": False}},
        {"x_dv_shelter": "no"},
        {"x_visible": "yes"},
        {"safe_house": ""},
    ],
)
def test_such_names_that_say_no_hide_nothing(said: Object, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, **said)]])
    shown = "SELECT l.staff_only, l.held, p.address_visibility FROM listing l JOIN location p ON p.id = l.location_id"
    [(staff_only, held, visibility)] = rows(connections, shown)
    assert (bool(staff_only), held, visibility) == (False, None, "public")


ON_A_MAP = (
    "geo:42.39877,-71.03765?z=18",
    "https://www.google.com/maps/@42.3987,-71.0376,17.25z",
    "https://www.google.com/maps/place/x/data=!4m5!3m4!8m2!3d42.398765!4d-71.037654",
    "https://maps.google.com/?q=42.3987%2C-71.0376",
    "https://maps.apple.com/?ll=42.3987,-71.0376",
    "https://www.openstreetmap.org/?mlat=42.3987&mlon=-71.0376#map=18/42.3987/-71.0376",
    "https://www.bing.com/maps?cp=42.3987~-71.0376",
    "https://waze.com/ul?ll=42.3987%2C-71.0376",
    "42°23'55.6\"N 71°02'15.6\"W",
    "87JC9XX6+GW",
    "9XX6+GW Chelsea",
    "https://plus.codes/87JC9XX6%2BGW",
    OSM_SHORT,
    OSM_SHORT.replace("osm.org", "openstreetmap.org").replace("--", "?m="),
)


@pytest.mark.parametrize("link", ON_A_MAP)
@pytest.mark.parametrize("late", [False, True])
def test_a_map_link_of_another_organization_is_held(
    link: str, late: bool, connections: Connections, tmp_path: Path
) -> None:
    private = service(1, at={**house(), "x_address_visibility": "private"})
    told = teller(f"We also run a desk: {link}")
    files: Files = [[service(1, at=house()), told], [private]] if late else [[private], [told]]
    bring_all(connections, tmp_path, files)
    held = f"SELECT held FROM listing WHERE id = '{key('listing', 3)}'"  # noqa: S608
    assert rows(connections, held) == [("address in text",)]


@pytest.mark.parametrize(
    "link",
    ["87JC9XQ6+GW", "9XX9+GW Chelsea", "https://osm.org/go/ZfI7i6qmY--", "geo:42.5,-71.2", "Call +1 617 555 0123"],
)
def test_another_point_is_no_secret(link: str, connections: Connections, tmp_path: Path) -> None:
    private = service(1, at={**house(), "x_address_visibility": "private"})
    bring_all(connections, tmp_path, [[private], [teller(f"We also run a desk: {link}")]])
    held = f"SELECT held FROM listing WHERE id = '{key('listing', 3)}'"  # noqa: S608
    assert rows(connections, held) == [(None,)]


def test_blanked_says_nothing() -> None:
    """What the tests of former addresses stand on."""
    said: Any = blanked()
    assert "Zyx" not in str(said)


@pytest.mark.parametrize("writer", [as_tables, as_raw])
@pytest.mark.parametrize(
    "shape", [shape for shape in SHAPES if all("organization" in row for rows in shape() for row in rows)]
)
def test_tables_and_raw_rows_give_nothing_away_either(
    shape: Callable[[], Files],
    writer: Callable[[Path, list[Object]], Path],
    settings: Settings,
    connections: Connections,
    tmp_path: Path,
) -> None:
    bring_all(connections, tmp_path, shape(), writer)
    assert LANTERN.lower() not in public(connections, settings).replace("st.", "street")


OWN_ADDRESSES: tuple[Object, ...] = (
    {"x_street": STREET, "x_zip": "02150-7788", "x_latitude": 42.398765},
    {
        "addresses": [{"address_1": STREET, "city": "Chelsea", "postal_code": "02150-7788"}],
        "phones": [{"id": key("own phone"), "number": "617-555-0177"}],
    },
)


@pytest.mark.parametrize("own", OWN_ADDRESSES)
@pytest.mark.parametrize("above", ["organization", "program"])
@pytest.mark.parametrize(
    ("hiding", "tasks"),
    [
        ({"x_address_visibility": "private"}, 0),
        ({"description": "Shelter for survivors; address confidential."}, 1),
        ({"x_non_public_address": "yes"}, 1),
    ],
)
def test_a_hidden_address_of_an_organization_itself_is_told_nowhere(
    hiding: Object, tasks: int, above: str, own: Object, settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    said = {"id": key(above, 1), "name": "Lantern", "description": "Neighbors.", **hiding, **own}
    bring_all(connections, tmp_path, [[service(1, **{above: said, "service_at_locations": []})]])
    assert not leaks(connections, settings)
    assert "617-555-0101" in public(connections, settings)
    opened = rows(connections, "SELECT subject FROM task WHERE kind = 'confidential place'")
    assert opened == [(f"{above}:{key(above, 1)}",)] * tasks


def test_the_only_phone_of_a_shelter_is_its_hotline(
    settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    said = {
        "id": key("organization", 1),
        "name": "Lantern",
        "description": "Neighbors.",
        "x_address_visibility": "private",
    }
    bring_all(
        connections, tmp_path, [[service(1, organization=said | OWN_ADDRESSES[1], service_at_locations=[], phones=[])]]
    )
    assert "617-555-0177" in public(connections, settings)


ZIP_PLUS_FOUR, POINT = "02115-7391", (42.33717, -71.09713)
TELLS_NO_STREET: tuple[Object, ...] = (
    {"description": f"Our location is confidential. We are in {ZIP_PLUS_FOUR}."},
    {"description": f"Our location is confidential. {POINT[0]}, {POINT[1]}"},
    {"description": "Our location is confidential.", "x_latitude": POINT[0], "x_longitude": POINT[1]},
    {"description": "Our location is confidential.", "x_zip": ZIP_PLUS_FOUR},
    {"x_address_visibility": "private", "x_zip": ZIP_PLUS_FOUR},
)


@pytest.mark.parametrize("at", [[], [{"id": key("listing", 1), "location": place(1, addresses=[], latitude=None)}]])
@pytest.mark.parametrize("said", TELLS_NO_STREET)
def test_a_hiding_service_is_held_for_a_zip_plus_four_or_a_point(
    said: Object, at: list[Object], settings: Settings, connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, **{**said, "service_at_locations": at})]])
    assert rows(connections, "SELECT held FROM listing") == [("address in text",)]
    assert not [each for each in (ZIP_PLUS_FOUR, *map(str, POINT)) if each in public(connections, settings)]


@pytest.mark.parametrize(
    "said",
    [
        {"description": "Our location is confidential. Write to P.O. Box 12, Boston 02115-7391. Call 617.555.0101."},
        {"description": "Our location is confidential.", "x_ref": "c0012345-1234-4c6b-9d3e-000000000000"},
        {
            "description": "Our location is confidential.",
            "service_areas": [{"id": key("sa"), "name": "Region", "extent": "POINT (-71.09713 42.33717)"}],
        },
        {"description": "Free groceries near 42.33717, -71.09713."},
    ],
)
def test_what_leads_nowhere_or_hides_nothing_is_shown(said: Object, connections: Connections, tmp_path: Path) -> None:
    bring_all(connections, tmp_path, [[service(1, **{**said, "service_at_locations": []})]])
    assert rows(connections, "SELECT held FROM listing") == [(None,)]


def test_a_listing_without_a_place_that_was_let_through_is_judged_again(
    connections: Connections, tmp_path: Path
) -> None:
    bring_all(connections, tmp_path, [[service(1, **TELLS_NO_STREET[0], service_at_locations=[])]])
    with connections.transaction() as session:
        session.execute(text("UPDATE listing SET held = NULL"))
    review(connections, NOW, lambda _done, _total: None)
    assert rows(connections, "SELECT held FROM listing") == [("address in text",)]
