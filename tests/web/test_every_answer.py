"""Promises every answer keeps, whatever the route."""

import itertools

import pytest
from flask import Flask
from flask.testing import FlaskClient

from resource_app import access
from resource_app.connections import Connections
from resource_app.factory import create_app
from resource_app.settings import Settings
from tests.stores import settings_in

PAGES = (
    ("/", 200),
    ("/search", 200),
    ("/search?what=food&where=02150", 200),
    ("/search?what=food&where=02150&sort=name&open=now&cost=free&language=spa&within=5&unconfirmed=1", 200),
    ("/search?what=xylophone&where=02150&within=10&open=now", 200),
    ("/search?what=food&where=0215", 422),
    ("/search?what=suicide", 200),
    ("/search?within=abc", 422),
    ("/search?box=1,2,3", 422),
    ("/search?box=nan,-71,43,-70", 422),
    ("/search?box=42,-inf,43,-70", 422),
    ("/search?lat=nan&lon=-71", 422),
    ("/services/service-pantry", 200),
    ("/services/service-pantry?place=listing-pantry-revere", 200),
    ("/services/service-pantry/print", 200),
    ("/services/service-snap", 200),
    ("/services/service-lantern", 200),
    ("/services/service-brigid", 200),
    ("/services/service-mystic", 200),
    ("/services/service-harsh", 200),
    ("/services/service-closed", 410),
    ("/services/service-candidate", 404),
    ("/services/no-such-service", 404),
    ("/organizations/dockside-neighbors-collaborative", 200),
    ("/organizations/no-such-organization", 404),
    ("/categories", 200),
    ("/categories/food-services", 200),
    ("/categories/no-such-kind", 404),
    ("/about", 200),
    ("/no/such/page", 404),
)


@pytest.mark.parametrize(("path", "status"), PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_is_strict_html_and_a_get_writes_nothing(
    client: FlaskClient, written: list[str], path: str, status: int, language: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.get_data(as_text=True)
    assert written == []


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/map/places.json?what=food", "/static/app.css"])
def test_what_is_no_page_keeps_the_headers_too(client: FlaskClient, written: list[str], path: str) -> None:
    assert client.get(path).status_code == 200
    assert written == []


def test_every_page_names_the_help_lines_and_the_way_out(client: FlaskClient) -> None:
    for path, _status in PAGES:
        text = client.get(path).get_data(as_text=True)
        assert all(f'href="tel:{number}"' in text for number in ("911", "988", "211")), path
        assert 'href="https://www.weather.gov" rel="nofollow noreferrer"' in text, path


def test_an_unexpected_error_is_a_page_without_a_trace(capsys: pytest.CaptureFixture[str], app: Flask) -> None:
    def fail() -> None:
        message = "a secret word somebody typed"
        raise RuntimeError(message)

    app.add_url_rule("/fails", view_func=access.open_to(access.PUBLIC)(fail))
    answer = app.test_client().get("/fails")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "secret word" not in text
    assert "Traceback" not in text
    assert answer.headers["X-Request-ID"] in text
    logged = capsys.readouterr().out
    assert "secret word" not in logged
    assert "test_every_answer.py" in logged


def test_a_foreign_host_is_refused(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example.org"})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/", method=method.upper()).status_code == 405


def test_a_huge_body_is_refused(client: FlaskClient) -> None:
    assert client.post("/search", data={"what": "x" * 70_000}).status_code == 413


def test_too_long_an_address_is_answered_in_the_readers_language_and_not_repeated(client: FlaskClient) -> None:
    answer = client.get("/search?what=" + "hunger" * 700, headers={"Accept-Language": "es"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 414
    assert '<html lang="es"' in text
    assert "hunger" not in text
    assert client.get("/search?what=" + "x" * 3_000).status_code == 422  # a field has its own limit


def test_odd_parameters_never_break_a_page(client: FlaskClient) -> None:
    odd = ["", "0", "-1", "99999999999999999999", "nan", "1e400", "%00", "’", "[]", "<script>", "💥" * 30, "a" * 400]
    names = [
        "what",
        "where",
        "lat",
        "lon",
        "within",
        "sort",
        "page",
        "box",
        "exact",
        "category",
        "open",
        "lang",
        "utm_x",
    ]
    for name, value in itertools.product(names, odd):
        status = client.get("/search", query_string={name: value}).status_code
        assert status in {200, 303, 422}, (name, value)
    assert client.get("/search?what=a&what=b&utm_source=mail").status_code == 200


def test_every_route_says_who_may_open_it(app: Flask) -> None:
    policies = [access.policy_of(app, rule.endpoint) for rule in app.url_map.iter_rules()]
    assert None not in policies
    assert {access.PUBLIC, access.SIGNED_IN} <= set(policies)


def test_an_undeclared_route_is_refused_at_start(app: Flask) -> None:
    app.add_url_rule("/open", view_func=lambda: "", endpoint="forgotten")
    with pytest.raises(access.Undeclared, match=r"/open \(forgotten\)"):
        access.require_declared(app)


def test_a_route_that_is_not_public_is_never_free_of_the_token(app: Flask) -> None:
    @access.open_to(access.SIGNED_IN, writes_nothing=True)
    def change() -> str:
        return ""

    app.add_url_rule("/change", view_func=change, methods=["POST"])
    with pytest.raises(access.Undeclared, match="change"):
        access.require_declared(app)


def test_the_tile_host_alone_is_let_in(shelf: tuple[Settings, Connections]) -> None:
    settings, connections = shelf
    tiled = settings_in(settings.data_dir, MAP_TILE_URL="https://tiles.example.org/{z}/{x}/{y}.png")
    policy = create_app(tiled, connections).test_client().get("/").headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.org;" in policy
    assert "tiles.example.org" not in policy.replace("img-src 'self' data: https://tiles.example.org;", "")


def test_a_secure_site_says_so_for_a_year(shelf: tuple[Settings, Connections]) -> None:
    settings, connections = shelf
    secure = settings_in(settings.data_dir, PUBLIC_URL="https://help.example.org")
    client = create_app(secure, connections).test_client()
    answer = client.get("/", headers={"Host": "help.example.org"})
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
