"""One invented directory in the forms a file may have: nested rows, tables, and San Mateo's raw rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from resource_app.directory.hsds_objects import KINDS
from tests.importers.invented import ndjson, table

Object = dict[str, Any]


def as_nested(path: Path, services: Iterable[Object]) -> Path:
    return ndjson(path.with_suffix(".ndjson"), services)


def as_tables(path: Path, services: Iterable[Object]) -> Path:
    tables: dict[str, dict[tuple[str, ...], Object]] = defaultdict(dict)
    for each in services:
        _lay("service", each, {}, tables)
    path.mkdir()
    for kind, rows in tables.items():
        table(path / f"{kind}.csv", list(rows.values()))
    return path


def _lay(kind: str, found: Object, parent: Mapping[str, Any], tables: dict[str, dict[tuple[str, ...], Object]]) -> None:
    row = {**parent}
    for name, value in found.items():
        held = next((each for each in KINDS[kind].held if each.name == name), None)
        if held is None:
            row[name] = value
        elif held.type == "object":
            _lay(held.of, value, {}, tables)
            row[f"{name}_id"] = value["id"]
        else:
            for each in value:
                _lay(held.of, each, _hook(kind, held.of, found["id"]), tables)
    tables[kind].setdefault((found["id"], *parent.values()), row)


def _hook(kind: str, child: str, parent: str) -> Mapping[str, Any]:
    if child in {"attribute", "metadata"}:
        names = ("link_id", "link_entity") if child == "attribute" else ("resource_id", "resource_type")
        return dict(zip(names, (parent, kind), strict=True))
    return {f"{kind}_id": parent}


def as_raw(path: Path, services: Iterable[Object]) -> Path:
    return ndjson(path.with_suffix(".raw.ndjson"), [_raw(each) for each in services])


def _raw(service: Object) -> Object:
    known = {"name", "description", "organization", "phones", "service_at_locations", "id", "status"}
    listing = next(iter(service.get("service_at_locations", ())), {})
    place = listing.get("location", {})
    address = next(iter(place.get("addresses", ())), {})
    organization = service["organization"]
    marks = {**_marks("location", place), **_marks("address", address), **_marks("service_at_location", listing)}
    spot = [place[name] for name in ("longitude", "latitude") if place.get(name) is not None]
    return {
        "name": service["name"],
        "agency": organization["name"],
        "description": f"{organization['description']} {service['description']}",
        **dict.fromkeys(("services_provided", "how_to_apply", "service_wait"), ""),
        "street_address": address.get("address_1", ""),
        "city": address.get("city", ""),
        "state": address.get("state_province", ""),
        "zipcode": address.get("postal_code", ""),
        "coordinates": spot,
        "phones": [[{"number": each["number"]}] for each in service.get("phones", ())],
        **{name.removeprefix("x_"): value for name, value in {**marks, **_marks("service", service)}.items()},
        **{name: value for name, value in service.items() if name not in known and not name.startswith("x_")},
    }


def _marks(kind: str, found: Object) -> Object:
    """What HSDS does not know, and a raw row has as its own."""
    return {name: value for name, value in found.items() if name not in KINDS[kind].fields}
