"""A confidential address shows in no channel, whether its source marked it or somebody marks it late (docs/privacy.md)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import inspect

from resource_app.actor import command
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.directory.operations import mark_confidential
from resource_app.factory import create_app
from resource_app.settings import Settings
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, lantern, load
from tests.stores import environment_of

pytestmark = pytest.mark.acceptance

CANARIES = ("zyxwhisper", "42.398765", "-71.037654", "02150-7788", "555-0177", "5550177", "side door")
PAGES = (
    "/",
    "/search",
    "/search?what=pantry",
    "/search?what=zyxwhisper",
    "/search?what=zyxwhispr+street",
    "/search?what=pantry&where=02150&sort=distance",
    "/search?what=pantry&where=Boston&within=25",
    "/search?box=42.39,-71.05,42.41,-71.02",
    "/search?where=02150-7788",
    f"/services/{SERVICE}",
    f"/services/{SERVICE}?place={LISTING}",
    f"/services/{SERVICE}/print",
    f"/organizations/{ORGANIZATION}",
    "/categories",
    "/categories/food-services",
    "/map/places.json?box=42.39,-71.05,42.41,-71.02",
    "/map/places.json?what=pantry",
    "/about",
    f"/services/{PLACE}",
    "/api/services",
    "/api/services?full=true",
    "/api/services?search=zyxwhisper",
    f"/api/services/{SERVICE}",
    "/api/organizations?full=true&full_service=true",
    f"/api/organizations/{ORGANIZATION}?full_service=true",
    f"/api/service_at_locations/{LISTING}",
)


def secret(**changes: object) -> dict:
    service = lantern(**changes)
    place = service["service_at_locations"][0]["location"]
    place |= {"latitude": 42.398765, "longitude": -71.037654, "name": "Side door at Zyxwhisper Street"}
    place["addresses"][0] |= {"address_1": "9 Zyxwhisper Street", "postal_code": "02150-7788"}
    return service


def marked() -> dict:
    service = secret()
    service["service_at_locations"][0]["location"]["x_address_visibility"] = "private"
    return service


@pytest.fixture(params=["marked by its source", "marked late"])
def directory(request: pytest.FixtureRequest, connections: Connections, now: datetime) -> Connections:
    late = request.param == "marked late"
    with connections.transaction() as session:
        load(session, now, **(secret() if late else marked()))
    if late:
        with connections.reading() as session:
            assert CANARIES[0] in str(stored_text(connections)).lower()
        with connections.transaction() as session:
            mark_confidential(session, PLACE, now, command("test"))
    return connections


@pytest.fixture
def client(settings: Settings, directory: Connections) -> Iterator[FlaskClient]:
    app = create_app(settings, directory)
    with app.test_client() as opened:
        yield opened


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


def shown(text: str, address: str) -> list[str]:
    """What leaked, but for words that the address itself holds and a page may repeat."""
    return [canary for canary in leaks(text) if canary not in address.lower()]


def stored_text(connections: Connections) -> str:
    """Every value of every table search owns."""
    with connections.engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name.startswith("search_")]
        rows = [tuple(row) for name in names for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]  # noqa: S608
    return repr(rows)


def test_no_page_and_no_answer_shows_it(capsys: pytest.CaptureFixture[str], client: FlaskClient) -> None:
    leaked = {}
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code < 500, address
        leaked[address] = shown(answer.get_data(as_text=True), address)
    assert {address: found for address, found in leaked.items() if found} == {}
    logged = capsys.readouterr().out
    assert logged.count('"event": "answer"') == len(PAGES)
    assert leaks(logged) == []


def test_the_listing_itself_is_still_found_and_can_be_called(client: FlaskClient) -> None:
    page = client.get("/search?what=pantry&where=02150").get_data(as_text=True)
    assert "Lantern Pantry" in page
    assert "617-555-0142" in page
    assert "miles away" not in page


def test_a_word_of_the_address_finds_nothing(client: FlaskClient) -> None:
    assert "Lantern Pantry" not in client.get("/search?what=zyxwhisper").get_data(as_text=True)


def test_no_table_of_the_index_holds_it_before_and_after_a_rebuild(directory: Connections) -> None:
    assert leaks(stored_text(directory)) == []
    directory.search.rebuild(directory.engine, lambda _done, _total: None)
    assert leaks(stored_text(directory)) == []


def test_copies_of_the_api_hear_of_a_late_mark(client: FlaskClient, connections: Connections, now: datetime) -> None:
    since = {"modified_after": (now + timedelta(hours=1)).isoformat()}
    assert client.get("/api/services", query_string=since).get_json()["contents"] == []
    with connections.transaction() as session:
        mark_confidential(session, PLACE, now + timedelta(hours=2), command("test"))
    assert [each["id"] for each in client.get("/api/services", query_string=since).get_json()["contents"]] == [SERVICE]


def test_neither_export_nor_import_report_holds_it(settings: Settings, directory: Connections, tmp_path: Path) -> None:
    directory.close()
    file = tmp_path / "again.ndjson"
    file.write_bytes(orjson.dumps(marked() | {"status": "nonsense"}) + b"\n{not json\n")
    report = tmp_path / "report.json"
    run = CliRunner().invoke(
        group, ["import", str(file), "--source", "other", "--report", str(report)], env=variables(settings)
    )
    assert leaks(run.output) == []
    assert leaks(report.read_text(encoding="utf-8")) == []
    public = tmp_path / "public.ndjson"
    CliRunner().invoke(group, ["export", "--output", str(public)], env=variables(settings), catch_exceptions=False)
    assert "Lantern Pantry" in public.read_text(encoding="utf-8")
    assert leaks(public.read_text(encoding="utf-8")) == []


def variables(settings: Settings) -> dict[str, str]:
    return environment_of(settings.data_dir)
