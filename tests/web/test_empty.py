"""What does a directory say that holds nothing yet? That it does, and what to do: never fourteen kinds with 0 services."""

import pytest
from flask import Flask

from resource_app.connections import Connections
from resource_app.settings import Settings
from tests.web import samples
from tests.web.conftest import application

PATHS = ("/", "/search", "/search?what=food&where=02150", "/categories", "/categories/food-services")


@pytest.fixture
def empty(settings: Settings, connections: Connections) -> Flask:
    return application(settings, connections)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_an_empty_directory_says_so_and_what_to_do(empty: Flask, path: str) -> None:
    text = empty.test_client().get(path).get_data(as_text=True)
    main = text[text.index("<main") : text.index("</main>")]
    assert "<h1>There are no listings yet</h1>" in main
    assert "<title>There are no listings yet" in text
    for number in ("911", "988", "211"):
        assert f'href="tel:{number}"' in main
    for command in ("resourceloop import FILE", "resourceloop demo load"):
        assert command in main
    assert "0 services" not in main


def test_it_says_so_in_spanish(empty: Flask) -> None:
    assert "<h1>Todavía no hay fichas en esta lista</h1>" in empty.test_client().get("/?lang=es").get_data(as_text=True)


def test_a_link_to_nothing_offers_no_empty_kinds(empty: Flask) -> None:
    answer = empty.test_client().get("/services/nothing")
    assert answer.status_code == 404
    assert "0 services" not in answer.get_data(as_text=True)


def test_danger_is_heard_in_an_empty_directory(empty: Flask) -> None:
    text = empty.test_client().post("/search", data={"what": "my husband hits me"}).get_data(as_text=True)
    assert text.index("Are you in danger now?") < text.index("<h1>There are no listings yet</h1>")


def test_the_first_listings_show_at_once(empty: Flask, connections: Connections) -> None:
    client = empty.test_client()
    assert "There are no listings yet" in client.get("/").get_data(as_text=True)
    with connections.transaction() as session:
        connections.search.index(session.connection(), samples.everything())
    assert "6 services" in client.get("/").get_data(as_text=True)
