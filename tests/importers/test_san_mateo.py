import json
from pathlib import Path

from importers.record import Record
from importers.sources import san_mateo
from importers.sources.table import source_for
from tests.importers.invented import ndjson

RAW = {
    "name": "Lantern Pantry",
    "agency": "Lantern Neighbors",
    "description": "Groceries.",
    "services_provided": "Gives food.",
    "how_to_apply": "Walk in",
    "fees": "None",
    "service_wait": "No wait",
    "ask_for": ["Front desk"],
    "target_group": "Anyone",
    "eligibility_requirements": "None",
    "street_address": "9 Lantern Street",
    "city": "Redwood City",
    "state": "CA",
    "zipcode": "94063",
    "coordinates": [-122.23, 37.48],
    "phones": [
        [{"number": "650 555-0142", "department": "Desk", "phone_hours": "(Monday)"}],
        [{"department": "800 555-HELP"}],
    ],
    "faxes": ["650 555-0143"],
    "service_area": "San Mateo County",
    "service_hours": "Monday-Friday, 9-5",
    "keywords": ["Food"],
    "urls": ["http://lantern.example.org", "http://more.example.org"],
    "updated_at": {"$date": 1372910164050},
    "products_sold": ["Plants"],
}


def read(path: Path, source: str = "raw") -> list[Record]:
    reading = san_mateo.read(path, source)
    found = list(reading.records)
    assert reading.total == len(found)
    return found


def test_a_raw_row_becomes_a_service(tmp_path: Path) -> None:
    file = ndjson(tmp_path / "rows.ndjson", [RAW])
    assert source_for(file).name == "san-mateo"
    [record] = read(file)
    found = record.nested
    assert found is not None
    assert found["description"] == "Groceries. Gives food."
    assert found["eligibility_description"] == "None; Target group: Anyone"
    assert found["organization"]["name"] == "Lantern Neighbors"
    assert [(phone["number"], phone["type"]) for phone in found["phones"]] == [
        ("650 555-0142", "voice"),
        ("800 555-HELP", "voice"),
        ("650 555-0143", "fax"),
    ]
    assert found["phones"][0]["description"] == "Desk, (Monday)"
    at = found["service_at_locations"][0]["location"]
    assert (at["latitude"], at["longitude"], at["addresses"][0]["postal_code"]) == (37.48, -122.23, "94063")
    assert found["last_modified"] == "2013-07-04T03:56:04.050Z"
    assert found["additional_urls"][0]["url"] == "http://more.example.org"
    assert found["x_products_sold"] == ["Plants"]
    assert record.issues == []


def test_ids_are_the_same_each_time_and_differ_between_rows(tmp_path: Path) -> None:
    file = ndjson(tmp_path / "rows.ndjson", [RAW, RAW, {**RAW, "city": "Pacifica"}])
    first, again = ([json.dumps(record.nested) for record in read(file)] for _ in range(2))
    assert first == again
    assert len({record.nested["id"] for record in read(file) if record.nested}) == 3
    edited = ndjson(tmp_path / "edited.ndjson", [{**RAW, "description": "Other words."}])
    assert [record.nested["id"] for record in read(edited) if record.nested] == [json.loads(first[0])["id"]]


def test_rows_that_say_little_or_nonsense(tmp_path: Path) -> None:
    odd = {
        "name": "X",
        "phones": [None, 5, [[]]],
        "coordinates": [1],
        "urls": "http://x.example.org",
        "updated_at": {"$date": "?"},
    }
    rows = [odd, {"name": " "}, [1], {"agency": "No name"}]
    records = read(ndjson(tmp_path / "rows.ndjson", rows))
    assert [record.rejected for record in records] == [False, True, True, True]
    assert records[0].nested is not None
    assert records[0].nested["url"] == "http://x.example.org"
    assert "service_at_locations" not in records[0].nested
