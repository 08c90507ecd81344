"""Where listings come from, and the band that says a directory is made up."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError

from importers.models import ImportRun
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Service
from resource_app.settings import Settings
from resource_app.web import origins
from tests.web.conftest import application

THEN = datetime(2026, 10, 1, 12, tzinfo=UTC)
BAND = "This is a made-up directory for trying ResourceLoop. Do not call these numbers."
BAND_SPANISH = "Esta lista es inventada, para probar ResourceLoop. No llame a estos números."


def add(connections: Connections, source: str, *, services: int, hidden: int = 0) -> None:
    """One finished import of `services` listings, and `hidden` ones the public may not see."""
    common = {"hsds": {}, "source": source, "updated_at": THEN}
    with connections.transaction() as session:
        session.add(
            ImportRun(
                key=source,
                source=source,
                format="hsds-json",
                file_name="listings.json",
                state="done",
                rows_total=services,
                started_at=THEN,
                finished_at=THEN,
            )
        )
        for number in range(services + hidden):
            name = f"{source}-{number}"
            session.add(Service(id=name, name=name, status="active" if number < services else "defunct", **common))
            session.flush()
            session.add(Listing(id=name, service_id=name, **common))


def test_every_page_over_made_up_listings_says_so(settings: Settings, connections: Connections) -> None:
    add(connections, "demo", services=1)
    client = application(settings, connections).test_client()
    for path in ("/", "/search?what=food", "/categories", "/about", "/services/nothing", "/no/such/page"):
        assert BAND in client.get(path).get_data(as_text=True), path
        assert BAND_SPANISH in client.get(path, headers={"Accept-Language": "es"}).get_data(as_text=True), path


def test_a_directory_of_others_does_not(settings: Settings, connections: Connections) -> None:
    add(connections, "county", services=1)
    assert "made-up" not in application(settings, connections).test_client().get("/about").get_data(as_text=True)


def test_the_about_page_names_each_source(settings: Settings, connections: Connections) -> None:
    add(connections, "county", services=3, hidden=2)
    add(connections, "parishes", services=1)
    text = application(settings, connections).test_client().get("/about").get_data(as_text=True)
    assert "<li><b>county</b>: 3 services, last imported 1 October 2026</li>" in text
    assert "<li><b>parishes</b>: 1 service, last imported 1 October 2026</li>" in text
    assert text.index("county") < text.index("parishes")


def test_a_database_that_does_not_answer_breaks_no_error_page(
    settings: Settings, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("select", {}, OSError())

    monkeypatch.setattr(origins, "reading", fail)
    assert application(settings, connections).test_client().get("/no/such/page").status_code == 404
