import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from importers.reading import digest_of
from importers.record import Record
from importers.sources import tabular
from importers.sources.table import default_name, source_for
from resource_app.connections import Connections
from resource_app.errors import BadInput
from tests.importers.invented import bring, key, place, service, table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two services of one organization at one place, with children of children."""
    at = place(1)
    address = at.pop("addresses")[0]
    package = tmp_path / "package"
    package.mkdir()
    own = {"organization_id": key("organization", 1)}
    table(package / "organizations.csv", [{**service(1)["organization"], "year_incorporated": "1999"}])
    table(package / "services.csv", [{**plain(service(n)), **own, "minimum_age": "12", "alert": ""} for n in (1, 2)])
    table(package / "locations.csv", [{**at, **own}])
    table(package / "addresses.csv", [{**address, "location_id": at["id"]}])
    table(
        package / "service_at_location.csv",
        [{"id": key("listing", n), "service_id": key("service", n), "location_id": at["id"]} for n in (1, 2)],
    )
    table(
        package / "phones.csv",
        [
            {"id": key("phone", 1), "number": "617-555-0101", "extension": "12", "service_id": key("service", 1)},
            {"id": key("phone", 3), "number": "617-555-0103", "contact_id": key("contact", 1)},
        ],
    )
    table(package / "contacts.csv", [{"id": key("contact", 1), "name": "Front desk", "service_id": key("service", 1)}])
    table(package / "languages.csv", [{"id": key("language", 1), "name": "Spanish", "phone_id": key("phone", 3)}])
    table(package / "taxonomies.csv", [{"id": key("taxonomy"), "name": "Needs", "description": "Needs"}])
    table(
        package / "taxonomy_terms.csv",
        [
            {"id": key("term", n), "name": f"Food {n}", "description": "Food", "taxonomy_id": key("taxonomy")}
            for n in (1, 2)
        ],
    )
    table(
        package / "attributes.csv",
        [
            {
                "id": key("attribute", 1),
                "link_id": key("service", 1),
                "link_entity": "service",
                "taxonomy_term_id": key("term", 1),
            }
        ],
    )
    return package


def plain(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if not isinstance(value, list | dict)}


def read(path: Path, source: str = "lantern") -> list[Record]:
    reading = tabular.read(path, source)
    try:
        found = list(reading.records)
    finally:
        reading.close()
    assert reading.total == len(found)
    return found


def rewrite(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text().replace(before, after))


def test_children_come_with_their_service(folder: Path) -> None:
    first, second, leftover = read(folder)
    assert [record.line for record in (first, second)] == [2, 3]
    found = first.nested
    assert found is not None
    assert found["organization"]["year_incorporated"] == 1999
    assert found["minimum_age"] == 12
    assert "alert" not in found
    assert found["phones"] == [{"id": key("phone", 1), "number": "617-555-0101", "extension": 12}]
    assert found["contacts"][0]["phones"][0]["languages"][0]["name"] == "Spanish"
    spot = found["service_at_locations"][0]["location"]
    assert (spot["latitude"], spot["addresses"][0]["city"]) == (42.39, "Chelsea")
    assert found["attributes"][0]["taxonomy_term"]["name"] == "Food 1"
    assert first.extra == [("taxonomy", {"id": key("taxonomy"), "name": "Needs", "description": "Needs"})]
    assert second.nested is not None
    assert second.nested["service_at_locations"][0]["location"] == spot
    assert (leftover.kind, leftover.file) == ("taxonomy_term", "taxonomy_terms.csv")


def test_it_says_what_the_nested_form_says(folder: Path) -> None:
    [first, *_] = read(folder)
    nested = service(1)
    del nested["phones"]
    assert first.nested is not None
    at = first.nested["service_at_locations"][0]["location"]
    assert at.pop("organization_id") == key("organization", 1)
    kept = {name: first.nested[name] for name in nested if name != "organization"}
    assert kept == {name: value for name, value in nested.items() if name != "organization"}


def test_a_zip_and_a_datapackage_say_the_same(folder: Path, tmp_path: Path) -> None:
    expected = [record.nested for record in read(folder)]
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as out:
        for file in folder.iterdir():
            out.write(file, f"inside/{file.name}")
    assert [record.nested for record in read(tmp_path / "package.zip")] == expected
    (folder / "services.csv").rename(folder / "programs and more.csv")
    resources = [{"name": "service", "path": "programs and more.csv"}]
    (folder / "datapackage.json").write_text(json.dumps({"name": "Lantern 2026", "resources": resources}))
    assert [record.nested for record in read(folder / "datapackage.json")] == expected
    assert default_name(folder) == "lantern-2026"
    assert digest_of(folder / "datapackage.json") == digest_of(folder)


def package(folder: Path, *paths: object) -> None:
    resources = [{"name": "unit", "path": path} for path in paths]
    (folder / "datapackage.json").write_text(json.dumps({"name": "Lantern", "resources": resources}))


@pytest.mark.parametrize("path", ["units.csv", ["accessibility.csv", "units.csv"], "../units.csv"])
def test_a_package_that_lacks_what_it_names_is_not_read(
    path: object, folder: Path, connections: Connections, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    folder = folder.rename(tmp_path / "outside" / "inside")
    (folder.parent / "units.csv").write_text("id,name\n")
    package(folder, path)
    for said in (folder, folder / "datapackage.json"):
        with pytest.raises(BadInput, match=r"names what is not in its folder: .*units\.csv\. Nothing was imported"):
            bring(connections, said)
    with connections.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM service")) == 0


def test_a_package_may_keep_its_tables_in_a_folder(folder: Path) -> None:
    expected = [record.nested for record in read(folder)]
    (folder / "data").mkdir()
    (folder / "services.csv").rename(folder / "data" / "list.csv")
    resources = [{"name": "service", "path": "data/list.csv"}]
    (folder / "datapackage.json").write_text(json.dumps({"name": "Lantern", "resources": resources}))
    assert [record.nested for record in read(folder)] == expected


def test_tables_of_a_folder_within_are_another_directory(folder: Path) -> None:
    expected = [record.nested for record in read(folder)]
    (folder / "older").mkdir()
    (folder / "older" / "services.csv").write_text("id,name\ns9,Older\n")
    reading = tabular.read(folder, "lantern")
    assert [record.nested for record in reading.records] == expected
    reading.close()
    assert reading.notes == ("The folder older has tables, too; it was not read. Import it by itself.",)


@pytest.mark.parametrize("packed", [False, True])
def test_two_directories_in_one_folder_are_imported_one_by_one(packed: bool, folder: Path, tmp_path: Path) -> None:
    both = tmp_path / "both"
    both.mkdir()
    shutil.copytree(folder, both / "one")
    assert len(read(both)) == len(read(folder))
    shutil.copytree(folder, both / "two")
    path = Path(shutil.make_archive(str(tmp_path / "both"), "zip", both)) if packed else both
    with pytest.raises(BadInput, match=r"several folders: one, two\. Import them one by one\."):
        tabular.read(path, "lantern")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("agency1", "agency1"),
        ("region-2", "region-2"),
        ("district9.ndjson.gz", "district9"),
        ("area_51_2.csv", "area-51-2"),
        ("211-listings.json", "211-listings"),
        ("lantern-2026-10-01.json", "lantern"),
        ("lantern_20261001.ndjson", "lantern"),
        ("lantern-20261001T120000Z.json", "lantern"),
        ("2026-10 lantern.zip", "lantern"),
        ("lantern_10-01-2026.csv", "lantern"),
        ("lantern-v3.1", "lantern"),
        ("lantern_3.1.1_full", "lantern-full"),
        ("hsds-3.1-v2", "hsds"),
        ("north20269999", "north20269999"),
        ("2026-10-01.json", "import"),
    ],
)
def test_a_name_loses_dates_and_versions_and_no_other_digits(tmp_path: Path, path: str, name: str) -> None:
    assert default_name(tmp_path / path) == name


def as_cp1252(text: str) -> bytes:
    return text.encode("cp1252")


def with_mark(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def as_utf16(text: str) -> bytes:
    return text.encode("utf-16")


def with_cr_only(text: str) -> bytes:
    return text.replace("\r\n", "\r").encode()


def with_semicolons(text: str) -> bytes:
    return text.replace(",", ";").encode()


def with_tabs(text: str) -> bytes:
    return text.replace(",", "\t").encode()


def with_spaces(text: str) -> bytes:
    return text.replace(",", ", ").encode()


@pytest.mark.parametrize(
    "write", [as_cp1252, with_mark, as_utf16, with_cr_only, with_semicolons, with_tabs, with_spaces]
)
def test_tables_come_in_every_encoding_and_with_any_separator(folder: Path, write: Any) -> None:
    file = folder / "services.csv"
    text = file.read_bytes().decode().replace("Lantern Pantry", "Café")
    file.write_bytes(write(text))
    first, second, _ = read(folder)
    assert first.nested is not None
    assert second.nested is not None
    assert (first.nested["name"], second.nested["name"]) == ("Café 1", "Café 2")
    assert (first.line, second.line) == (2, 3)


def test_a_row_with_too_many_cells_is_rejected_with_its_line(folder: Path) -> None:
    with (folder / "services.csv").open("a") as out:
        out.write(f"{key('service', 3)},Unquoted, comma,active,text,more,and,more\r\n")
    bad = next(record for record in read(folder) if record.rejected)
    assert (bad.file, bad.line, bad.issues[0].code) == ("services.csv", 4, "ragged")
    assert "Unquoted" in bad.original


def test_a_short_row_is_taken_and_noted(folder: Path) -> None:
    with (folder / "services.csv").open("a") as out:
        out.write(f"{key('service', 3)},Short row\r\n")
    short = next(record for record in read(folder) if record.native_id == key("service", 3))
    assert not short.rejected
    assert [issue.code for issue in short.issues] == ["ragged"]


def test_a_quotation_mark_left_open_names_its_line(folder: Path) -> None:
    with (folder / "phones.csv").open("a") as out:
        out.write('x,"617-555-0199\r\n' + "y,617\r\n" * 60_000)
    bad = next(record for record in read(folder) if record.rejected)
    assert (bad.file, bad.line) == ("phones.csv", 4)
    assert "quotation mark" in bad.issues[0].message


@pytest.mark.parametrize("others", ["{}", '"{}"'])
def test_a_quotation_mark_left_open_costs_its_own_row_only(folder: Path, others: str) -> None:
    """Whether or not another row has quotation marks of its own, which would close it."""
    services = folder / "services.csv"
    header = services.read_text().splitlines()[0]
    names = header.split(",")
    row = dict.fromkeys(names, "") | {"organization_id": key("organization", 1), "status": "active"}
    lines = []
    for number in range(20):
        text = '"Text that is not closed' if number == 9 else others.format(f"Text {number}")
        lines.append(",".join((row | {"id": f"s{number}", "name": f"S {number}", "description": text}).values()))
    services.write_text("\n".join([header, *lines]) + "\n")
    records = read(folder)
    lost = [(record.file, record.line) for record in records if record.rejected and record.file == "services.csv"]
    assert lost == [("services.csv", 11)]
    found = {record.nested["name"] for record in records if record.kind == "service" and record.nested}
    assert found == {f"S {number}" for number in range(20)} - {"S 9"}


def test_text_of_several_lines_is_one_cell(folder: Path) -> None:
    services = folder / "services.csv"
    header = services.read_text().splitlines()[0]
    row = dict.fromkeys(header.split(","), "") | {"organization_id": key("organization", 1), "status": "active"}
    text = '"Bring, if you can:\na letter, a card, a ""proof"", a bill,\nand a photo."'
    services.write_text(
        header + "\n" + ",".join((row | {"id": "s1", "name": "S 1", "description": text}).values()) + "\n"
    )
    (found,) = (record.nested for record in read(folder) if record.kind == "service")
    assert found is not None
    assert found["description"].splitlines()[1] == 'a letter, a card, a "proof", a bill,'


def test_keys_that_lead_nowhere(folder: Path) -> None:
    rewrite(folder / "contacts.csv", key("service", 1), key("nowhere"))
    rewrite(folder / "services.csv", key("organization", 1), key("elsewhere"))
    records = read(folder)
    lost = [record for record in records if record.rejected]
    assert {(record.file, record.issues[0].code) for record in lost} == {("contacts.csv", "dangling")}
    service_record = records[0]
    assert service_record.nested is not None
    assert service_record.nested["organization_id"] == key("elsewhere")
    assert [(issue.code, issue.field, issue.original) for issue in service_record.issues] == [
        ("dangling", "service.organization_id", key("elsewhere"))
    ]
    assert [record.kind for record in records].count("organization") == 1  # no service leads to it any more


def test_an_address_of_no_place_is_told_without_where_it_is(folder: Path) -> None:
    addresses = folder / "addresses.csv"
    lost = {"id": key("lost"), "location_id": key("nowhere"), "address_1": "9 Quillwort Road", "city": "Chelsea"}
    table(addresses, [{**lost, "postal_code": "02150-7788", "x_door": "behind Quillwort", "country": "US"}])
    [record] = [record for record in read(folder) if record.rejected]
    assert (record.file, record.line, record.issues[0].field) == ("addresses.csv", 2, "address.location_id")
    assert json.loads(record.original) == {
        "id": key("lost"), "location_id": key("nowhere"), "address_1": "…", "city": "…", "postal_code": "…", "x_door": "…",
        "country": "US",
    }  # fmt: skip


def test_a_row_with_one_good_key_stays_and_says_so(folder: Path) -> None:
    contacts = folder / "contacts.csv"
    table(contacts, [{"id": key("contact", 1), "service_id": key("service", 1), "organization_id": key("nowhere")}])
    [first, *_] = read(folder)
    assert [(issue.code, issue.field, issue.original) for issue in first.issues] == [
        ("dangling", "contact.organization_id", key("nowhere"))
    ]


def test_one_id_for_two_kinds(folder: Path) -> None:
    for file in folder.iterdir():
        rewrite(file, key("organization", 1), key("service", 1))
    [first, *_] = read(folder)
    assert first.nested is not None
    assert first.nested["organization"]["id"] == first.nested["id"] == key("service", 1)
    assert "attributes" not in first.nested["organization"]


def test_native_ids_are_joined_and_minted(folder: Path) -> None:
    for file in folder.iterdir():
        for number, name in enumerate((key("service", 1), key("organization", 1), key("place", 1), key("listing", 1))):
            rewrite(file, name, str(number))
    [first, *_] = read(folder)
    found = first.nested
    assert found is not None
    at = found["service_at_locations"][0]["location"]
    assert at["organization_id"] == found["organization"]["id"]
    assert (found["x_source_id"], found["organization"]["x_source_id"], at["x_source_id"]) == ("0", "1", "2")
    assert found["attributes"][0]["link_id"] == found["id"]


def test_tables_nobody_knows_are_named(folder: Path) -> None:
    table(folder / "eligibility.csv", [{"id": "1"}])
    reading = tabular.read(folder, "lantern")
    reading.close()
    assert reading.notes == ("eligibility.csv is no HSDS 3 table; it was not read.",)


@pytest.mark.parametrize(
    ("version", "tables", "said"),
    [
        ("", ("physical_addresses", "regular_schedules"), "HSDS 1.x or 2.x"),
        ("", ("holiday_schedules",), "HSDS 1.x"),
        ("", ("service_attributes",), "HSDS 2.x"),
        ("2.0.1", ("services_at_location", "payments_accepted"), "HSDS 2.0.1"),
        ("0.1", ("services_at_location",), "HSDS 1.x or 2.x"),
    ],
)
def test_tables_of_earlier_versions_are_refused_by_name(
    tmp_path: Path, version: str, tables: tuple[str, ...], said: str
) -> None:
    for name in ("organizations", "services", *tables):
        table(tmp_path / f"{name}.csv", [{"id": "1", "name": "Lantern"}])
    (tmp_path / "datapackage.json").write_text(json.dumps({"version": version}))
    with pytest.raises(BadInput, match=f"looks like {re.escape(said)} .*not read yet"):
        tabular.read(tmp_path, "lantern")
    table(tmp_path / "addresses.csv", [{"id": "1", "location_id": "1"}])
    tabular.read(tmp_path, "lantern").close()


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(BadInput, match="no format that can be read"):
        source_for(tmp_path)
    with pytest.raises(BadInput, match=r"no services\.csv"):
        tabular.read(tmp_path, "lantern")


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(BadInput, match="no readable zip"):
        tabular.read(tmp_path / "package.zip", "lantern")


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    yield
    left = list(room.iterdir())
    shutil.rmtree(room)
    assert left == []
