"""A search in danger leaves no words behind, with or without scripts."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from resource_app.web import rescue

BOX = 'id="danger-title"'


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "my boyfriend chokes me", "where": "02150"},
        {"what": "food", "where": "my husband hits me"},
        {"what": "domestik violance", "where": "02150"},
        {"what": "estoy en peligro", "where": "02150"},
        {"what": "he has a knife", "where": "0215"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_in_danger_shows_the_lines_and_is_stored_nowhere(
    client: FlaskClient, sent: dict[str, str], method: str
) -> None:
    answer = client.post("/search", data=sent) if method == "POST" else client.get("/search", query_string=sent)
    text = answer.get_data(as_text=True)
    assert answer.status_code in {200, 422}
    assert answer.headers["Cache-Control"] == "no-store"
    assert BOX in text
    links = re.findall(r'(?:href|action|data-places|hx-get)="([^"]*)"', text)
    assert [
        link for link in links if any(word in link for word in ("chokes", "hits", "violance", "peligro", "knife"))
    ] == []


def test_an_ordinary_answer_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/search?what=food&where=02150")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert BOX not in answer.get_data(as_text=True)


def test_without_scripts_an_address_with_such_words_can_be_left(client: FlaskClient) -> None:
    asked = {"what": "he beats me", "where": "02150"}
    text = client.get("/search", query_string=asked).get_data(as_text=True)
    way = re.search(r'<noscript><form method="post" action="/search">(.*?)</form></noscript>', text, re.DOTALL)
    assert way
    assert dict(re.findall(r'name="(\w+)" value="([^"]*)"', way[1])) == asked
    assert "<noscript><form" not in client.post("/search", data=asked).get_data(as_text=True)


def test_a_request_that_cannot_be_read_repeats_no_words_of_danger(client: FlaskClient) -> None:
    answer = client.get("/search?what=he+beats+me&page=0")
    assert answer.status_code == 422
    assert "beats" not in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_map_draws_nothing_of_it(client: FlaskClient) -> None:
    for asked in ({"what": "he beats me"}, {"where": "he beats me"}):
        answer = client.get("/map/places.json", query_string=asked)
        assert answer.get_json() == {"places": []}
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "words", "other"),
    [
        ("en", "he hits me", ""),
        ("es", "he hits me", 'lang="en"><b>Are you in danger now?</b> <a href="tel:911">Call 911.</a>'),
        ("en", "me pega", 'lang="es"><b>¿Está en peligro ahora?</b> <a href="tel:911">Llame al 911.</a>'),
        ("es", "suicidio", ""),
    ],
)
def test_the_box_also_speaks_the_language_of_the_words(app: Flask, language: str, words: str, other: str) -> None:
    text = (
        app.test_client()
        .post(f"/search?lang={language}", data={"what": words, "where": "02150"})
        .get_data(as_text=True)
    )
    box = re.search(r'<section class="danger".*?</section>', text, re.DOTALL)
    assert box
    assert other in box[0]
    assert box[0].count("<b>") == (1 if other else 0)


def test_who_is_in_danger_and_finds_nothing_is_led_to_help_against_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "kinds_against", lambda _danger: ("legal-support", "violence-help"))
    text = client.post("/search", data={"what": "estoy en peligro", "where": "02150"}).get_data(as_text=True)
    assert 'class="nothing"' in text
    assert "Everything under “Legal help”" in text
    assert "Help with violence or abuse" not in text  # it would find nothing here
    answer = client.post("/search", data={"where": "02150", "category": "violence-help"})
    assert answer.status_code == 200  # and gets no address either
    assert BOX in answer.get_data(as_text=True)
    assert client.get("/search?where=02150&category=violence-help").headers["Cache-Control"] == "private, no-cache"


def test_the_ways_to_help_against_a_danger_stand_above_what_was_found_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "kinds_against", lambda _danger: ("legal-support", "violence-help", "food-services"))
    text = client.post("/search", data={"what": "food and he hits me", "where": "02150"}).get_data(as_text=True)
    assert 'class="nothing"' not in text
    ways, cards = text.index('class="ways"'), text.index('id="cards"')
    assert ways < text.index("Everything under “Legal help”") < text.index("Everything under “Food”") < cards
    assert 'class="ways"' not in client.get("/search?what=food&where=02150").get_data(as_text=True)


def test_a_way_to_help_that_is_nowhere_near_leads_anywhere(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue, "kinds_against", lambda _danger: ("food-services",))
    text = client.post("/search", data={"what": "i want to die", "where": "94015"}).get_data(as_text=True)
    way = text[text.index('class="ways"') :]
    way = way[: way.index("</form>")]
    assert "Everything under “Food”" in way
    assert 'name="where"' not in way


def test_a_place_nobody_knows_hides_no_way_to_help(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "kinds_against", lambda _danger: ("food-services",))
    answer = client.post("/search", data={"what": "i want to die", "where": "Nowhereville"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert BOX in text
    assert (
        "Everything under “Food”"
        in text[text.index('class="ways"') : text.index("</form>", text.index('class="ways"'))]
    )


def test_nothing_found_is_no_heading_for_who_is_in_danger(client: FlaskClient) -> None:
    for words, language, title in (
        ("suicide", "en", "Help you can reach"),
        ("suicidio", "es", "Ayuda a su alcance"),
        ("estoy en peligro", "es", "Ayuda a su alcance"),
    ):
        text = client.post(f"/search?lang={language}", data={"what": words, "where": "02150"}).get_data(as_text=True)
        assert f"<h1>{title}</h1>" in text
        assert words not in "".join(re.findall(r"<h[12].*?</h[12]>|<title>.*?</title>", text, re.DOTALL))


def test_a_listing_of_such_an_answer_leads_back_to_it(client: FlaskClient) -> None:
    asked = {"what": "food and he hits me", "where": "02150"}
    text = client.post("/search", data=asked).get_data(as_text=True)
    way = re.search(r'form="again" formaction="(/services/[^"]+)"', text)
    assert way
    assert 'href="/services/' not in text  # a link would lose the search
    answer = client.post(way[1], data=asked)
    page = answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    back = re.search(r'<form class="back" method="post" action="/search">.*?</form>', page, re.DOTALL)
    assert back
    assert 'value="food and he hits me"' in back[0]
    assert f'action="{way[1]}{"&amp;" if "?" in way[1] else "?"}lang=es"' in page
    assert 'class="back" method="post"' not in client.get(way[1]).get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "sent", "held"),
    [
        ("/search?what=food&where=02150&category=food-services", None, {"hits", "category", "zip3", "shown"}),
        ("/services/service-pantry", None, {"opened"}),
        ("/services/service-pantry", {"what": "he hits me"}, set()),
        ("/search", {"what": "he hits me", "where": "02150"}, set()),
        ("/search?where=02150&category=violence-help", None, set()),
    ],
)
def test_the_log_counts_use_and_nothing_of_a_danger(
    app: Flask, capsys: pytest.CaptureFixture[str], path: str, sent: dict[str, str] | None, held: set[str]
) -> None:
    client = app.test_client()
    capsys.readouterr()
    client.get(path) if sent is None else client.post(path, data=sent)
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {*line} - {"event", "level", "at", "request", "method", "path", "status", "ms"} == held
