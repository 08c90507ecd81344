"""The API over the invented directory, made once: its tests only read."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient

from resource_app.connections import Connections
from resource_app.directory.search_profile import make_backend
from resource_app.factory import create_app
from tests.api.invented import fill
from tests.conftest import NOW
from tests.stores import copy, settings_in

Json = dict[str, Any]
COMPILED = ("service", "service_list", "organization", "organization_list", "service_at_location")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Connections]:
    folder = tmp_path_factory.mktemp("api")
    copy(migrated, folder)
    settings = settings_in(folder)
    opened = Connections.open(settings, make_backend(settings.dialect))
    with opened.transaction() as session:
        fill(session, NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(filled: Connections, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("app")
    return create_app(settings_in(folder, PUBLISHER="Harbor Council", CONTACT="council@example.org"), filled)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient) -> Callable[..., Json]:
    """The JSON of a GET that is answered 200."""

    def ask(address: str, **query: str) -> Json:
        answer = client.get(address, query_string=query or None)
        assert answer.status_code == 200, answer.text
        found: Json = answer.get_json()
        return found

    return ask


@pytest.fixture(scope="session")
def validators(real_data: Path) -> dict[str, Any]:
    """A validator for each compiled HSDS 3.1.1 schema, and for the root answer of 3.2; formats count."""
    folder = real_data / "hsds"
    schemas = {name: _read(folder / "3.1.1/schema/compiled" / f"{name}.json") for name in COMPILED}
    schemas["root"] = _read(folder / "3.2/root-response.schema.json")
    return {name: jsonschema_rs.Draft202012Validator(each, validate_formats=True) for name, each in schemas.items()}


def _read(path: Path) -> Json:
    packed = path.with_name(path.name + ".gz")
    found: Json = json.loads(path.read_bytes() if path.exists() else gzip.decompress(packed.read_bytes()))
    return found
