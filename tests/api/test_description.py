"""The API is what its OpenAPI document says, and says no politely."""

from collections.abc import Iterator

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from schemathesis.config import HealthCheck
from schemathesis.engine import events, from_schema
from schemathesis.schemas import BaseSchema

EXAMPLES = 30
PUBLIC_PATHS = {
    "/api/",
    "/api/services",
    "/api/services/{id}",
    "/api/organizations",
    "/api/organizations/{id}",
    "/api/service_at_locations/{id}",
}


@pytest.fixture
def described(app: Flask) -> BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


def test_the_description_is_openapi_and_complete(client: FlaskClient, described: BaseSchema) -> None:
    described.validate()
    told = client.get("/api/openapi.json").get_json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == PUBLIC_PATHS
    for path, operations in told["paths"].items():
        assert set(operations["get"]["responses"]) >= {"200", "405", "422"}
        assert ("404" in operations["get"]["responses"]) == ("{id}" in path)


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    told = client.get("/api/openapi.json").get_json()
    named = {each.removeprefix("#/components/schemas/") for each in references(told)}
    assert named
    assert named <= set(told["components"]["schemas"])
    assert set(told["components"]["schemas"]) - named == {"meta_table_description"}  # of tabular files only


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from references(each)


def test_schemathesis_finds_nothing(described: BaseSchema) -> None:
    described.config.generation.update(max_examples=EXAMPLES, database="none", deterministic=True)
    described.config.update(suppress_health_check=[HealthCheck.all])
    found, tried = [], 0
    for each in from_schema(described).execute():
        if isinstance(each, events.NonFatalError | events.FatalError):
            found.append(str(each))
        if isinstance(each, events.ScenarioFinished):
            checks = [check for checks in each.recorder.checks.values() for check in checks]
            tried += len(checks)
            found += [f"{each.recorder.label}: {check.failure_info}" for check in checks if check.failure_info]
    assert tried > 500
    assert found == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_api_is_read_only(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/services", method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=blue", "colour"),
        ("page=0", "page"),
        ("page=1.0", "page"),
        ("page=2&page=3", "page"),
        ("page=", "page"),
        ("per_page=101", "per_page"),
        ("full=maybe", "full"),
        ("modified_after=soon", "modified_after"),
        ("format=ndjson", "format"),
        ("search=" + "x" * 301, "search"),
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str, named: str) -> None:
    answer = client.get(f"/api/services?{query}")
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    told = answer.get_json()
    assert list(told["errors"]) == [named]
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert (told["status"], named in told["detail"]) == (422, True)


@pytest.mark.parametrize("address", ["/api/", "/api/services/x", "/api/organizations/x", "/api/service_at_locations/x"])
def test_an_endpoint_without_parameters_refuses_any(client: FlaskClient, address: str) -> None:
    assert client.get(address + "?colour=blue").status_code == 422


def test_an_address_the_api_does_not_have_is_a_problem(client: FlaskClient) -> None:
    answer = client.get("/api/locations")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_strange_host_is_a_problem(client: FlaskClient) -> None:
    answer = client.get("/api/", headers={"Host": "elsewhere.example.org"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
