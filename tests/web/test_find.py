"""Finding help: the first page, results, and what happens when nothing is found."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from resource_app.connections import Connections
from resource_app.settings import Settings
from tests.stores import settings_in
from tests.web import samples
from tests.web.conftest import NOW, application

STREET = "214 Harbor Street, Chelsea, MA"


def card_of(text: str, listing: str) -> str:
    """The card of one listing, without tags."""
    card = re.search(rf'<article class="card[^"]*" id="listing-{listing}".*?</article>', text, re.DOTALL)
    assert card, f"{listing} is not among the results"
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", card[0]))


def test_the_first_page_counts_the_kinds_of_help(client: FlaskClient) -> None:
    text = client.get("/").get_data(as_text=True)
    assert 'href="/categories/food-services"' in text
    food = text[text.index('href="/categories/food-services"') :]
    assert "6 services" in food[: food.index("</li>")]


def test_a_card_answers_what_one_asks_on_the_phone(client: FlaskClient) -> None:
    card = card_of(client.get("/search?what=food&where=02150").get_data(as_text=True), "listing-pantry")
    for words in (
        "0.2\u00a0miles away, Chelsea",
        "Open until 5\u00a0p.m.",
        "Who Anyone living in Chelsea",
        "Bring Something that shows your address. No photo ID.",
        "Cost Free",
        "Speaks English, Spanish, Haitian Creole",
        "Confirmed 3 May 2026 by the organization",
        "Call 617-555-0142",
        "Directions",
        "And 2 more places:",
    ):
        assert words in card


def test_a_state_is_searched_from_edge_to_edge(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=Massachusetts").get_data(as_text=True)
    assert "<b>food</b> in Massachusetts" in text
    for kept_out in ("miles away", "Distances are from", "Within 25"):
        assert kept_out not in text
    empty = client.get("/search?what=zebra+stable&where=Massachusetts").get_data(as_text=True)
    assert "No “zebra stable” in Massachusetts" in empty
    assert "Look within" not in empty


def test_another_place_of_the_name_is_offered(client: FlaskClient) -> None:
    for address in ("/search?what=food&where=Suffolk+County", "/search?what=food+in+suffolk+county"):
        text = client.get(address).get_data(as_text=True)
        assert 'Did you mean <a href="/search?what=food&amp;where=Suffolk+County%2C+NY">Suffolk County, NY</a>?' in text
    assert "Did you mean" not in client.get("/search?what=food&where=Suffolk+County,+MA").get_data(as_text=True)


def test_a_card_in_spanish(client: FlaskClient) -> None:
    text = client.get("/search?what=comida&where=02150&lang=es").get_data(as_text=True)
    card = card_of(text, "listing-pantry")
    for words in (
        "A 0.2\u00a0millas, Chelsea",
        "Abierto hasta las 5\u00a0p.m.",
        "Hablan Inglés, Español, Criollo haitiano",
        "Confirmado el 3 de mayo de 2026 por la organización",
        "Y en 2 lugares más:",
    ):
        assert words in card


def test_what_is_remembered_of_a_card_keeps_to_its_language_and_its_day(app: Flask) -> None:
    client, address = app.test_client(), "/search?what=food&where=02150"
    for language, words in (
        ("en", "Confirmed 3 May 2026 by"),
        ("es", "Confirmado el 3 de mayo"),
        ("en", "Confirmed 3 May"),
    ):
        assert words in card_of(client.get(f"{address}&lang={language}").get_data(as_text=True), "listing-pantry")
    app.extensions["clock"] = lambda: NOW + timedelta(days=60)
    card = card_of(client.get(f"{address}&lang=en&unconfirmed=1").get_data(as_text=True), "listing-pantry")
    assert "Last confirmed 3 May 2026, more than six months ago." in card


def test_unconfirmed_cards_say_so_and_name_what_is_missing(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=02150&unconfirmed=1").get_data(as_text=True)
    assert "Not yet confirmed. Call before you go. 2 1.4\u00a0miles" in card_of(text, "listing-brigid")
    assert "Who Not given" in card_of(text, "listing-brigid")
    assert "Last confirmed 2 March 2026, more than six months ago." in card_of(text, "listing-mystic")


def test_reach_and_waitlist_are_said_in_words(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=02150").get_data(as_text=True)
    assert "By phone, anywhere in MA" in card_of(text, "listing-snap")
    assert "Waitlist. Said 9 October About 3\u00a0weeks." in card_of(text, "listing-meals")
    assert "Opens tomorrow at 8\u00a0a.m." in card_of(text, "listing-meals")


def test_a_private_address_has_a_note_and_no_point(client: FlaskClient) -> None:
    text = client.get("/search?what=groceries+leaving+home&where=02150").get_data(as_text=True)
    card = re.search(r'<article[^>]*id="listing-listing-lantern"[^>]*>', text)
    assert card
    assert "data-lat" not in card[0]
    assert "The address is private" in card_of(text, "listing-lantern")


def test_the_form_is_answered_by_an_address(client: FlaskClient) -> None:
    answer = client.post("/search", data={"what": " food  pantry ", "where": "02150", "category": "food-services"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/search?what=food+pantry&where=02150&category=food-services"


@pytest.mark.parametrize("field", ["what", "where"])
def test_a_street_address_never_stands_in_an_address(client: FlaskClient, field: str) -> None:
    typed = {"what": "food", "where": ""} | {field: STREET if field == "where" else f"food near {STREET}"}
    for answer in (client.post("/search", data=typed), client.get("/search", query_string=typed)):
        assert answer.status_code == 303
        asked = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert asked["what"] == ["food"]
        assert "Harbor" not in answer.headers["Location"]
        assert "Chelsea" in asked["where"][0] or asked["where"] == ["02150"]


def test_an_unknown_place_keeps_both_fields_and_says_what_to_do(client: FlaskClient) -> None:
    for answer in (
        client.post("/search", data={"what": "food", "where": "0215"}),
        client.get("/search?what=food&where=0215"),
    ):
        text = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert "We do not know the place “0215”. Enter a ZIP code, city or county." in text
        assert 'name="what" value="food"' in text
        assert 'name="where" value="0215"' in text
        assert 'aria-invalid="true"' in text
        assert "<title>Error: " in text


def test_words_of_danger_stand_above_the_results_and_get_no_address(client: FlaskClient) -> None:
    answer = client.post("/search", data={"what": "food, my husband hits me", "where": "02150"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert text.index("Are you in danger now?") < text.index('class="cards"')
    links = re.findall(r'(?:href|action|data-places|hx-get)="([^"]*)"', text)
    assert [link for link in links if "hits" in link] == []
    assert "hits" not in re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]  # type: ignore[index]


DANGER = {"what": "food, my husband hits me", "where": "02150", "cost": "free"}


@pytest.mark.parametrize(
    "sent", [DANGER, {"what": "food, he hits me", "where": "0215"}, {"what": "food", "where": "0215"}]
)
def test_a_search_without_an_address_is_sent_again_in_the_other_language(app: Flask, sent: dict[str, str]) -> None:
    client = app.test_client()
    first = client.post("/search", data=sent)
    forms = re.findall(r'<form method="post" action="/search\?lang=(\w+)">(.*?)</form>', first.get_data(as_text=True))
    assert [language for language, _ in forms] == ["en", "es"]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', forms[1][1]))
    assert fields == sent
    second = client.post("/search?lang=es", data=fields)
    assert second.status_code == first.status_code
    assert '<html lang="es"' in second.get_data(as_text=True)
    assert second.get_data(as_text=True).count("<article") == first.get_data(as_text=True).count("<article")
    assert '<html lang="es"' in client.get("/").get_data(as_text=True)  # and it is remembered


def test_danger_in_an_address_leaves_no_way_to_share_it(client: FlaskClient) -> None:
    text = client.get("/search?what=he+beats+me&where=02150").get_data(as_text=True)
    assert "Are you in danger now?" in text
    assert [link for link in re.findall(r'(?:href|action)="([^"]*)"', text) if "beats" in link] == []
    assert 'data-private="yes"' in text or "<title>Find help" in text


def test_filters_in_use_are_chips_that_can_be_taken_off(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=02150&cost=free&language=spa&within=10").get_data(as_text=True)
    chips = dict(re.findall(r'<a class="chip" href="([^"]+)" aria-label="([^"]+)"', text))
    assert chips == {
        "/search?what=food&amp;where=02150&amp;within=10&amp;language=spa": "Take off “Free”",
        "/search?what=food&amp;where=02150&amp;within=10&amp;cost=free": "Take off “Spanish”",
        "/search?what=food&amp;where=02150&amp;language=spa&amp;cost=free": "Take off “Within 10\u00a0miles”",
    }
    assert 'name="language" value="spa" checked' in text


def test_nothing_found_offers_only_ways_that_find_something(client: FlaskClient) -> None:
    text = client.get("/search?what=supper&where=02150&cost=fee&unconfirmed=1").get_data(as_text=True)
    assert 'class="nothing"' in text
    ways = re.findall(
        r'<li class="way-out">.*?<a href="([^"]+)".*?<span class="way-count">(\d+) service', text, re.DOTALL
    )
    assert ways
    for url, count in ways:
        answer = client.get(url.replace("&amp;", "&")).get_data(as_text=True)
        assert int(count) > 0
        title = re.search(r"<h1>(.*?)</h1>", answer, re.DOTALL)
        assert title
        assert re.search(rf"\b{count} service", title[1]), (url, title[1])
    assert 'href="tel:211"' in text[text.index("Talk to a person") :]


def test_a_page_past_the_end_leads_to_the_first(client: FlaskClient) -> None:
    answer = client.get("/search?what=food&page=9")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?what=food")


def test_text_from_outside_cannot_become_markup(client: FlaskClient) -> None:
    for path in ("/search?what=harsh", "/services/service-harsh", "/search?what=%3Cscript%3Ealert(1)%3C/script%3E"):
        text = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_a_kind_of_help_is_counted_and_leads_to_its_parts(client: FlaskClient) -> None:
    text = client.get("/categories/food-services").get_data(as_text=True)
    assert 'href="/search?category=food-pantry"' in text
    answer = client.get("/categories/food-pantry")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?category=food-pantry")


def test_an_unmatched_path_is_not_in_the_log(capsys: pytest.CaptureFixture[str], app: Flask) -> None:
    capsys.readouterr()
    app.test_client().get("/search/harsh words of mine")
    lines = capsys.readouterr().out
    assert '"path": "-"' in lines
    assert "harsh" not in lines


def test_the_log_holds_the_path_only(capsys: pytest.CaptureFixture[str], app: Flask) -> None:
    client = app.test_client()
    client.get("/search?what=groceries&where=02150&category=food-services")
    client.post("/search", data={"what": "canary he hits me", "where": "02150"})
    client.get("/services/service-lantern?utm_source=canary")
    client.get("/services/service-pantry")
    lines = capsys.readouterr().out
    for kept_out in ("groceries", "canary", "hits me", "?", "02150", "lantern"):
        assert kept_out not in lines
    assert '"category": "food-services", "zip3": "021"' in lines
    assert '"opened": "listing-pantry' in lines
    assert '"path": "/services/<service_id>"' in lines


def test_control_characters_in_the_words_are_dropped(client: FlaskClient) -> None:
    page = client.get("/search?what=food%00%1b%0a").get_data(as_text=True)
    assert "\x00" not in page
    assert "\x1b" not in page
    assert "food" in page


def test_words_nothing_knows_lead_to_the_kinds_of_help_there_are_and_to_a_person(client: FlaskClient) -> None:
    text = client.get("/search?what=zzqq+kvwxx&where=02150").get_data(as_text=True)
    nothing = text[text.index('class="nothing"') :]
    assert "Check the spelling, or choose a kind of help." in nothing
    assert '<a href="/search?where=02150&amp;category=food-services">Food</a>' in nothing
    assert 'href="#search-form">Say it in other words' in nothing
    assert 'href="/categories">See every kind of help' in nothing
    assert "Here is what does exist." not in nothing
    for number in ("911", "988", "211"):
        assert f'href="tel:{number}"' in nothing


def heading(text: str) -> str:
    """The words of the page's h1."""
    found = re.search(r"<h1>(.*?)</h1>", text, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("where", ["02150", "01970"])
def test_the_heading_counts_what_is_within_and_a_facet_keeps_its_word(client: FlaskClient, where: str) -> None:
    asked = f"/search?what=food&where={where}&within=5"
    text = client.get(asked).get_data(as_text=True)
    options = re.findall(r'name="language" value="(\w+)".*\n.*<span class="count">(\d+)</span>', text)
    assert options
    for language, count in options:
        narrowed = client.get(f"{asked}&language={language}").get_data(as_text=True)
        assert heading(narrowed).startswith(f"{count} service"), language


def test_what_is_farther_away_is_counted_by_itself(client: FlaskClient) -> None:
    text = client.get("/search?what=food&where=01970&within=5").get_data(as_text=True)
    within, farther = re.match(r"\d+", heading(text)), re.search(r"Farther away: (\d+) more", text)
    assert within
    assert farther
    assert int(within[0]) + int(farther[1]) == text.count("<article")
    assert f"Only {within[0]} within 5\u00a0miles. These are farther away." in text
    assert "Más lejos: " in client.get("/search?what=food&where=01970&within=5&lang=es").get_data(as_text=True)


def test_nothing_near_is_said_and_the_nearest_follow_with_ways_out(client: FlaskClient) -> None:
    text = client.get("/search?what=pantry&where=01970&within=5").get_data(as_text=True)
    assert heading(text) == "No “pantry” within 5\u00a0miles of 01970, Salem MA"
    assert "None within 5\u00a0miles. These are farther away." in text
    assert text.index("Look within 25\u00a0miles") < text.index("<article")


def test_far_from_everything_no_service_is_promised(client: FlaskClient) -> None:
    text = client.get("/search?what=pantry&where=94080").get_data(as_text=True)
    assert heading(text).startswith("No “pantry” within 25\u00a0miles of 94080")
    assert "<article" not in text
    assert "Look everywhere" in text


def test_what_only_the_filters_took_away_is_there(client: FlaskClient) -> None:
    for language, title, lead in (
        ("en", "with “Khmer”, “Free”", "are there without these filters. Here is what does exist."),
        ("es", "con “Jemer”, “Gratis”", "Sin estos filtros hay"),
    ):
        text = client.get(f"/search?what=food&where=02150&language=khm&cost=free&lang={language}").get_data(
            as_text=True
        )
        assert heading(text).endswith(title)
        assert lead in text
    text = client.get("/search?what=qqzzxx&where=02150&language=khm").get_data(as_text=True)
    assert "Khmer" not in heading(text)
    assert "without these filters" not in text


@pytest.mark.parametrize("words", ["pqzx kkvw " * 20, "q" * 200])
def test_long_words_are_not_repeated_whole(client: FlaskClient, words: str) -> None:
    text = client.get("/search", query_string={"what": words, "where": "02150"}).get_data(as_text=True)
    title = heading(text)
    assert len(title) < 120
    assert title.partition("…")[0].split()[-1] in words.split() or " " not in words.strip()


@pytest.mark.parametrize("wrong", ["open=maybe", "age=elf", "cost=cheap", "freshness=7", "remote=pigeon"])
def test_an_unknown_value_of_a_filter_is_not_guessed(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/search?what=food&{wrong}")
    assert answer.status_code == 422
    assert "We could not read this request" in answer.get_data(as_text=True)


def test_a_wrong_method_is_not_a_missing_page(client: FlaskClient) -> None:
    answer = client.post("/about")
    assert answer.status_code == 405
    assert "This page cannot be used that way" in answer.get_data(as_text=True)
    assert "There is no such page" not in answer.get_data(as_text=True)


def test_a_box_narrows_and_the_place_still_measures(client: FlaskClient) -> None:
    near = client.get("/search?what=food&where=02150").get_data(as_text=True)
    assert near.count("<article") > 1
    boxed = client.get("/search?what=food&where=02150&within=5&box=42.38,-71.05,42.41,-71.02").get_data(as_text=True)
    assert "0.2\u00a0miles away, Chelsea" in boxed
    assert 0 < boxed.count("<article") < near.count("<article")
    assert 'href="/search?what=food&amp;where=02150&amp;within=5" aria-label="Take off “What the map shows”"' in boxed
    assert "Within 5" not in boxed  # the box says what is near enough
    far = client.get("/search?what=food&where=94080&box=42.38,-71.05,42.41,-71.02").get_data(as_text=True)
    assert heading(far).startswith("1 service")
    assert client.get("/map/places.json?what=food&where=94080&box=42.38,-71.05,42.41,-71.02").get_json()["places"]


def test_an_unknown_kind_of_help_is_named(client: FlaskClient) -> None:
    for address in ("/search?what=food&category=zzz", "/search?category=zzz"):
        answer = client.get(address)
        assert answer.status_code == 422
        assert "We do not know the kind of help “zzz”." in answer.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["application/json", "text/xml", "text/plain"])
def test_only_a_form_is_a_search_that_was_sent(client: FlaskClient, kind: str) -> None:
    assert client.post("/search", data=b"{}", content_type=kind).status_code == 415
    assert client.post("/services/service-pantry", data=b"{}", content_type=kind).status_code == 415


@pytest.mark.parametrize(
    ("path", "status", "there"),
    [
        ("/search?what=food&lat=42.391234&lon=-71.035678", 303, "/search?what=food&lat=42.39&lon=-71.04"),
        ("/search?lang=es&lat=42.391234&lon=-71.035678", 303, "/search?lat=42.39&lon=-71.04&lang=es"),
        ("/search?what=food&lat=42.39&lon=-71.040", 200, None),
        ("/search?what=he+hits+me&lat=42.391234&lon=-71.035678", 200, None),
        ("/search?what=food&lat=42.391234&lon=-71.035678&page=0", 422, None),
        ("/search?what=food&lat=42.391234+x&lon=-71.035678", 422, None),
        ("/about?lat=42.391234&lon=-71.035678", 200, None),
    ],
)
def test_no_answer_repeats_where_somebody_is_closer_than_a_kilometre(
    client: FlaskClient, path: str, status: int, there: str | None
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers.get("Location")) == (status, there)
    text = answer.get_data(as_text=True)
    assert "42.391" not in text
    assert "71.035" not in text


def test_a_town_misspelt_in_the_words_is_asked_about_and_leads_on_without_it(
    settings: Settings, connections: Connections
) -> None:
    with connections.transaction() as session:
        connections.search.index(session.connection(), samples.everything())
    client = application(settings_in(settings.data_dir, HOME_AREA="Chelsea, MA"), connections).test_client()
    answer = client.get("/search?what=food near chelsae")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "We do not know the place “chelsae”" in text
    assert 'href="/search?what=food&amp;where=Chelsea%2C+MA"' in text
