import gzip
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.record import Record
from importers.shapes import kind_of
from importers.sources import nested
from importers.sources.nested import unwrapped
from tests.importers.invented import ndjson, place, service


def read(path: Path, source: str = "lantern") -> list[Record]:
    reading = nested.read(path, source)
    found = list(reading.records)
    assert reading.total in {len(found), 0}
    return found


def as_array(path: Path, rows: list[Any]) -> None:
    path.write_text(json.dumps(rows, indent=2))


def as_lines(path: Path, rows: list[Any]) -> None:
    ndjson(path, rows)


def as_lines_with_mark(path: Path, rows: list[Any]) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + "".join(json.dumps(row) + "\r\n" for row in rows).encode())


def as_old_mac_lines(path: Path, rows: list[Any]) -> None:
    path.write_bytes("\r".join(json.dumps(row) for row in rows).encode())


def as_gzip(path: Path, rows: list[Any]) -> None:
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))


def as_wrapped(path: Path, rows: list[Any]) -> None:
    path.write_text(json.dumps({"services": rows}, indent=1))


def as_wrapped_line(path: Path, rows: list[Any]) -> None:
    path.write_text(json.dumps({"services": rows}))


def as_wrapped_each(path: Path, rows: list[Any]) -> None:
    ndjson(path, [{"service": row} for row in rows])


def in_utf16(path: Path, rows: list[Any]) -> None:
    path.write_bytes(json.dumps(rows, indent=1, ensure_ascii=False).encode("utf-16"))


def in_utf16_lines(path: Path, rows: list[Any]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in rows)
    path.write_bytes(b"\xfe\xff" + lines.encode("utf-16-be"))


def in_packed_utf16(path: Path, rows: list[Any]) -> None:
    path.write_bytes(gzip.compress(json.dumps(rows, ensure_ascii=False).encode("utf-16")))


@pytest.mark.parametrize(
    "write",
    [
        *(as_array, as_lines, as_lines_with_mark, as_old_mac_lines, as_gzip),
        *(as_wrapped, as_wrapped_line, as_wrapped_each, in_utf16, in_utf16_lines, in_packed_utf16),
    ],
)
def test_the_same_services_in_every_form(tmp_path: Path, write: Any) -> None:
    rows = [service(1), service(2, description="Café “here”")]
    write(tmp_path / "rows", rows)
    records = list(nested.read(tmp_path / "rows", "lantern").records)
    assert [(record.kind, record.nested) for record in records] == [("service", row) for row in rows]
    assert not any(record.rejected for record in records)


def test_one_object_over_many_lines(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(service(1), indent=4))
    assert [record.nested for record in read(tmp_path / "one.json")] == [service(1)]


def test_a_page_of_an_api_leaves_things_out(tmp_path: Path) -> None:
    page = {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "contents": [service(1)]}
    for indent in (None, 2):
        (tmp_path / "page.json").write_text(json.dumps(page, indent=indent))
        [record] = read(tmp_path / "page.json")
        assert (record.kind, record.whole) == ("service", False)


def test_an_organization_over_many_lines_is_no_wrapper_of_its_services(tmp_path: Path) -> None:
    body = {"id": "1", "name": "Lantern", "description": "x", "services": [service(1)]}
    (tmp_path / "one.json").write_text(json.dumps(body, indent=2))
    [record] = read(tmp_path / "one.json")
    assert (record.kind, record.native_id) == ("organization", "1")


@pytest.mark.parametrize(
    "bomb",
    [
        '{"id": "1", "name": "x", "n": ' + "1" * 5_000 + "}",
        '{"services": ' + "[" * 100_000,
        '{"a": ' * 100_000,
        "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
    ],
)
@pytest.mark.parametrize("around", ["%s", "%s\n", "[\n%s\n]", '{\n"services": [\n%s]}'])
def test_numbers_and_depths_no_parser_takes_are_rejected_rows(tmp_path: Path, bomb: str, around: str) -> None:
    file = tmp_path / "bomb.json"
    file.write_text(around % bomb)
    records = list(nested.read(file, "lantern").records)
    assert records
    assert all(record.rejected for record in records)
    assert records[0].issues[0].code in {"unreadable", "unknown_kind"}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"phones": "617-555-0101"}, "phones"),
        ({"phones": [617]}, "phones[0]"),
        ({"schedules": "Mon-Fri 9-5"}, "schedules"),
        ({"service_areas": "Suffolk County"}, "service_areas"),
        ({"organization": "Lantern Neighbors"}, "organization"),
    ],
)
def test_text_where_objects_belong_is_kept_and_noted(tmp_path: Path, change: dict[str, Any], where: str) -> None:
    [record] = read(ndjson(tmp_path / "rows.ndjson", [service(1, **change)]))
    assert record.nested == service(1, **change)
    assert [(issue.code, issue.field) for issue in record.issues] == [("not_read", where)]
    [plain] = read(ndjson(tmp_path / "plain.ndjson", [service(1, organization=service(1)["organization"]["id"])]))
    assert plain.issues == []


def test_a_list_written_as_an_object_of_objects(tmp_path: Path) -> None:
    listings = [{"id": str(uuid.UUID(int=n)), "location": place(n)} for n in (1, 2)]
    row = service(1, service_at_locations={"0": listings[0], "1": listings[1]})
    [record] = read(ndjson(tmp_path / "rows.ndjson", [row]))
    assert record.nested is not None
    assert record.nested["service_at_locations"] == listings
    assert [issue.code for issue in record.issues] == ["not_a_list"]
    [one] = read(ndjson(tmp_path / "rows.ndjson", [service(1, service_at_locations={"location": place(1)})]))
    assert one.nested is not None
    assert one.nested["service_at_locations"][0]["location"] == place(1)


def test_one_bad_item_of_an_array_is_rejected_alone(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    good, other = json.dumps(service(1)), json.dumps(service(2))
    file.write_text(f"[\n{good},\n{{'single': quotes}},\n{other}\n]")
    records = read(file)
    assert [record.rejected for record in records] == [False, True, False]


def test_a_line_that_is_no_json_is_rejected_alone(tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    file.write_text(f"{json.dumps(service(1))}\nnot json at all\n\n{json.dumps(service(2))}\n")
    records = read(file)
    assert [(record.line, record.rejected) for record in records] == [(1, False), (2, True), (4, False)]
    assert records[1].issues[0].code == "unreadable"
    assert records[1].original == "not json at all"


def test_an_array_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    file.write_text("[\n" + json.dumps(service(1)) + ",\n" + json.dumps(service(2))[:80])
    records = list(nested.read(file, "lantern").records)
    assert [record.rejected for record in records] == [False, True]
    assert "breaks off after item 1" in records[1].issues[0].message


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ({"id": "1", "name": "x", "status": "active"}, "service"),
        ({"id": "1", "name": "x", "description": "y"}, "organization"),
        ({"id": "1", "name": "x", "legal_status": "y", "locations": []}, "organization"),
        ({"id": "1", "location_type": "physical"}, "location"),
        ({"id": "1", "service_id": "2", "location_id": "3"}, "service_at_location"),
        ({"id": "1", "code": "B", "name": "x", "description": "y", "taxonomy": "z"}, "taxonomy_term"),
        ({"id": "1", "name": "x", "description": "y", "uri": "z", "version": "2"}, "taxonomy"),
        ({"colour": "red"}, ""),
        ({}, ""),
    ],
)
def test_the_kind_is_told_by_the_fields(found: dict[str, Any], kind: str) -> None:
    assert kind_of(found) == kind


def test_ids_that_are_no_uuid_are_minted_and_kept(tmp_path: Path) -> None:
    row = service(1, id="svc-7")
    file = ndjson(tmp_path / "rows.ndjson", [row])
    [first], [again], [elsewhere] = read(file), read(file), read(file, "other")
    assert first.nested is not None
    assert again.nested == first.nested
    assert first.native_id == first.nested["x_source_id"] == "svc-7"
    assert elsewhere.nested is not None
    assert elsewhere.nested["id"] != first.nested["id"]


def test_a_placeholder_id_means_several_things(tmp_path: Path) -> None:
    rows = [
        {"id": "org_1", "name": f"Lantern {n}", "description": "x", "locations": [place(n, id="loc_1")]} for n in (1, 2)
    ]
    records = read(ndjson(tmp_path / "rows.ndjson", rows))
    ids = {record.nested["id"] for record in records if record.nested}
    places = {record.nested["locations"][0]["id"] for record in records if record.nested}
    assert len(ids) == len(places) == 2
    swapped = read(ndjson(tmp_path / "swapped.ndjson", rows[::-1]))
    assert {record.nested["id"] for record in swapped if record.nested} == ids


def test_one_native_id_of_one_thing_stays_one(tmp_path: Path) -> None:
    rows = [service(n, organization={"id": "org_9", "name": "Lantern", "description": "x"}) for n in (1, 2)]
    records = read(ndjson(tmp_path / "rows.ndjson", rows))
    assert len({record.nested["organization"]["id"] for record in records if record.nested}) == 1


def test_keys_follow_the_ids_they_name(tmp_path: Path) -> None:
    row = {
        "id": "org_1",
        "name": "Lantern",
        "description": "x",
        "locations": [place(1, id="loc", organization_id="org_1")],
    }
    [record] = read(ndjson(tmp_path / "rows.ndjson", [row]))
    assert record.nested is not None
    assert record.nested["locations"][0]["organization_id"] == record.nested["id"]


def test_misspelt_lists_are_read_as_meant(tmp_path: Path) -> None:
    address = place(1)["addresses"]
    row = {
        "id": "1",
        "name": "Lantern",
        "description": "x",
        "fundings": [{"source": "City"}],
        "locations": [
            {"location_type": "physical", "addresss": address},
            {"location_type": "physical", "address": address[0]},
        ],
        "services": [{"name": "Pantry", "status": "active", "locations": [place(3)]}],
    }
    [record] = read(ndjson(tmp_path / "rows.ndjson", [row]))
    found = record.nested
    assert found is not None
    assert found["funding"][0]["source"] == "City"
    assert [each["addresses"][0]["address_1"] for each in found["locations"]] == ["1 Lantern Street"] * 2
    assert found["services"][0]["service_at_locations"][0]["location"]["id"] == place(3)["id"]
    assert {issue.code for issue in record.issues} == {"misspelt", "not_a_list"}


@pytest.mark.parametrize(
    "row", [1, "text", None, [], [1], {"name": ""}, {"colour": "red"}, {"id": 1, "status": "active"}]
)
def test_rows_that_are_nothing_are_rejected_with_a_reason(tmp_path: Path, row: Any) -> None:
    file = ndjson(tmp_path / "rows.ndjson", [service(1), row])
    _, *others = read_loosely(file)
    assert all(record.rejected and record.issues[-1].message for record in others)


def read_loosely(path: Path) -> list[Record]:
    return list(nested.read(path, "lantern").records)


FIELDS = st.sampled_from(
    [
        "id",
        "name",
        "status",
        "organization",
        "phones",
        "locations",
        "addresses",
        "service_at_locations",
        "location",
        "attributes",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=25,
)


@settings(deadline=None)
@given(JSON)
def test_no_json_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    file = tmp_path_factory.mktemp("rows") / "rows.ndjson"
    file.write_text(json.dumps({"name": "x", "status": "active", "any": value}) + "\n" + json.dumps(value) + "\n")
    for record in read_loosely(file):
        assert record.rejected or (record.nested is not None and record.nested["id"])
    list(unwrapped(value))


def test_a_row_of_another_format_is_no_organization(tmp_path: Path) -> None:
    """A name and a description are anybody's: what tells where somebody lives would stand in fields nobody knows."""
    raw = {
        "agency": "Quill House",
        "name": "Quill House Shelter",
        "description": "Shelter site is not publicized.",
        "street_address": "700 Quillwort Street (Confidential)",
        "zipcode": "02130-4000",
        "coordinates": [42.3, -71.1],
    }
    path = tmp_path / "extract.ndjson"
    path.write_text(json.dumps(raw) + "\n")
    (record,) = nested.read(path, "test").records
    assert (record.rejected, record.issues[0].code) == (True, "unknown_kind")
    plain = {"id": "o1", "name": "Quill House", "description": "Help.", "x_more": 1, "odd": 2}
    path.write_text(json.dumps(plain) + "\n")
    (record,) = nested.read(path, "test").records
    assert (record.rejected, record.kind) == (False, "organization")


def test_a_first_line_that_is_very_long_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "services.ndjson"
    rows = [
        {"id": f"s{n}", "name": f"S {n}", "status": "active", "description": "x" * size}
        for n, size in ((1, 200_000), (2, 3))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert [record.native_id for record in nested.read(path, "test").records] == ["s1", "s2"]
