"""The real San Mateo directory in its three forms, and real dirt from food banks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from importers.preparing import CANDIDATE
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Location, Organization, Service
from resource_app.errors import BadInput
from resource_app.tasks.models import Task
from tests.importers.invented import bring, outcomes

pytestmark = pytest.mark.real_data
SERVICES = 1_703


@pytest.fixture
def smc(real_data: Path) -> Path:
    return real_data / "data" / "smc-cip"


@pytest.fixture
def nested(smc: Path) -> Path:
    return smc / "services.hsds-3.1.ndjson.gz"


def counts(connections: Connections) -> tuple[int, ...]:
    with connections.reading() as session:
        models = (Organization, Service, Location, Listing)
        numbers = [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]
        points = session.scalar(select(func.count()).where(Location.lat.is_not(None))) or 0
    return (*numbers, points)


@pytest.mark.parametrize("name", ["services.hsds-3.1.ndjson.gz", "hsds-3.1-tabular"])
def test_either_form_gives_the_whole_directory(connections: Connections, smc: Path, name: str) -> None:
    _, rows = bring(connections, smc / name)
    assert outcomes(rows) == ["accepted"] * SERVICES
    assert counts(connections) == (1_321, SERVICES, 1_427, SERVICES, 1_423)


def test_the_tables_say_what_the_objects_say(connections: Connections, smc: Path, nested: Path) -> None:
    bring(connections, nested)
    _, rows = bring(connections, smc / "hsds-3.1-tabular", "tables")
    assert outcomes(rows) == ["unchanged"] * SERVICES


def test_the_raw_form_is_known_again(connections: Connections, smc: Path, nested: Path) -> None:
    bring(connections, nested)
    raw = smc / "organizations.ndjson.gz"
    _, rows = bring(connections, raw, "raw")
    assert outcomes(rows) == ["candidate"] * SERVICES
    with connections.reading() as session:
        shown = session.scalar(select(func.count()).select_from(Listing).where(Listing.held.is_(None)))
        assert shown == SERVICES
        assert session.scalar(select(func.count()).where(Task.kind == CANDIDATE)) == SERVICES
        # Every service is told from its neighbors: each candidate is of the very listing its line became.
        pairs = select(Listing.candidate_of).where(Listing.held == "candidate").distinct()
        assert len(session.scalars(pairs).all()) == SERVICES
    _, again = bring(connections, raw, "raw")
    assert outcomes(again) == ["unchanged"] * SERVICES


def files(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "data" / "food-banks" / "hsds-like-json").glob("*.ndjson"))


def test_what_a_machine_called_hsds_is_read_without_a_stumble(connections: Connections, real_data: Path) -> None:
    ended = {}
    for file in files(real_data):
        _, rows = bring(connections, file, file.stem)
        ended[file.stem] = [len(rows), outcomes(rows).count("rejected")]
        assert all(row.reason for row in rows if row.outcome == "rejected")
    assert ended == {
        "capital_area_food_bank_dc": [339, 0],
        "chester_county_food_bank_pa": [20, 0],
        "second_harvest_of_silicon_valley_ca": [287, 2],
        "sfmarin_food_bank_ca": [74, 1],
        "the_food_pantries_org": [454, 0],
    }


def test_older_tables_are_refused_by_their_version(connections: Connections, smc: Path) -> None:
    with pytest.raises(BadInput, match=r"looks like HSDS 2\.0\.1"):
        bring(connections, smc / "hsds-2.0.1-tabular-first400")
