"""People's ways through the pages, by the links and forms they are given."""

import html
import re

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.journey


def link(text: str, words: str) -> str:
    """The address of the first link whose words begin so."""
    for address, label in re.findall(r'<a[^>]*? href="([^"]+)"[^>]*>(.*?)</a>', text, re.DOTALL):
        if re.sub(r"<[^>]+>", "", label).strip().startswith(words):
            return html.unescape(address)
    message = f"there is no link “{words}”"
    raise AssertionError(message)


def opened_by_form(text: str, words: str) -> tuple[str, dict[str, str]]:
    """Where a button with these words sends the form `again`, and the fields it takes along."""
    button = re.search(rf'<button[^>]*form="again" formaction="([^"]+)"[^>]*>{words}', text)
    form = re.search(r'<form[^>]*id="again".*?</form>', text, re.DOTALL)
    assert button is not None
    assert form is not None
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0])
    return html.unescape(button[1]), {name: html.unescape(value) for name, value in fields}


def test_a_parent_finds_groceries_in_spanish_and_prints_the_page(client: FlaskClient) -> None:
    first = client.get("/").get_data(as_text=True)
    first = client.get(link(first, "Español")).get_data(as_text=True)
    assert "¿Qué necesita?" in first
    sent = client.post("/search", data={"what": "comida", "where": "Chelsea"})
    results = client.get(sent.headers["Location"]).get_data(as_text=True)
    assert re.search(r"<h1>\d+ servicios? para “comida”</h1>", results)
    listing = client.get(link(results, "Harbor Street Community Pantry")).get_data(as_text=True)
    assert "Qué llevar" in listing
    sheet = client.get(link(listing, "Imprimir")).get_data(as_text=True)
    assert "Impreso el 13 de octubre de 2026." in sheet


def test_somebody_afraid_at_home_finds_a_hotline_and_leaves_no_trace(client: FlaskClient) -> None:
    answer = client.post("/search", data={"what": "groceries, he hits me", "where": "02150"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert link(text, "Call 911") == "tel:911"
    address, fields = opened_by_form(text, "Groceries for families leaving violence")
    assert "hits" not in address
    opened = client.post(address, data=fields)
    listing = opened.get_data(as_text=True)
    assert link(listing, "Call 617-555-0190") == "tel:+16175550190"
    assert opened.headers["Cache-Control"] == "no-store"
    assert "hits" not in re.sub(r'<input type="hidden"[^>]*>', "", listing)  # only in the form that leads back
    assert "Set-Cookie" not in answer.headers


def test_a_helper_narrows_widens_and_shares_a_search(client: FlaskClient) -> None:
    results = client.get("/search?what=food&where=02150&language=hat").get_data(as_text=True)
    assert len(re.findall("<article", results)) == 1
    wider = client.get(link(results, "Haitian Creole")).get_data(as_text=True)
    assert len(re.findall("<article", wider)) > 1
    shared = client.get("/search?what=food&where=02150").get_data(as_text=True)
    assert re.findall('id="listing-[^"]+"', shared) == re.findall('id="listing-[^"]+"', wider)


def test_an_old_link_leads_somewhere_useful(client: FlaskClient) -> None:
    gone = client.get("/services/service-closed").get_data(as_text=True)
    listing = client.get(link(gone, "Harbor Street Community Pantry"))
    assert listing.status_code == 200


def test_browsing_by_kind_ends_at_a_service(client: FlaskClient) -> None:
    kinds = client.get(link(client.get("/").get_data(as_text=True), "Kinds of help")).get_data(as_text=True)
    food = client.get(link(kinds, "Food pantries")).get_data(as_text=True)
    assert client.get(link(food, "Saint Brigid Parish Food Shelf")).status_code == 200
