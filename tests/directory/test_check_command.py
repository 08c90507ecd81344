"""`resourceloop check` counts what the rules find, and writes each finding for staff."""

from datetime import datetime
from pathlib import Path

import orjson
from click.testing import CliRunner

from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.settings import Settings
from tests.factories import SERVICE, lantern, load
from tests.stores import environment_of


def test_findings_are_counted_and_written(
    settings: Settings, connections: Connections, now: datetime, tmp_path: Path
) -> None:
    with connections.transaction() as session:
        load(session, now, minimum_age=70, maximum_age=12)
    file = tmp_path / "findings.ndjson"
    run = CliRunner().invoke(group, ["check", "--output", str(file)], env=environment_of(settings.data_dir))
    assert run.exit_code == 0, run.output
    assert "1 services" in run.output
    rows = [orjson.loads(line) for line in file.read_bytes().splitlines()]
    assert {row["service"] for row in rows} == {SERVICE}
    assert any("age" in row["code"] for row in rows)


def test_a_pin_far_from_its_address_is_found(
    settings: Settings, connections: Connections, now: datetime, tmp_path: Path
) -> None:
    nested = lantern()
    nested["service_at_locations"][0]["location"] |= {"latitude": 37.57, "longitude": -122.32}
    with connections.transaction() as session:
        load(session, now, **nested)
    file = tmp_path / "findings.ndjson"
    CliRunner().invoke(group, ["check", "--output", str(file)], env=environment_of(settings.data_dir))
    [row] = [row for row in map(orjson.loads, file.read_bytes().splitlines()) if row["code"] == "pin-astray"]
    assert row["path"] == "service_at_locations[0].location.latitude"
    assert row["message"].startswith("The pin is 2,6")
