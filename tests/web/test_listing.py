"""A service's page, and what is said in place of one that cannot be shown."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest
from babel.support import Translations
from flask.testing import FlaskClient

from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Service
from resource_app.directory.operations import merge, set_staff_only
from resource_app.settings import Settings
from resource_app.web.cards import Reader
from resource_app.web.listing_page import ListingPage, page_of
from resource_app.web.near import Around
from search.documents import Capacity, Document
from tests.stores import settings_in
from tests.web import samples
from tests.web.conftest import NOW, application
from tests.web.test_translations import TRANSLATIONS

THEN = datetime(2026, 10, 1, tzinfo=UTC)


def words_of(text: str) -> str:
    main = re.search(r"<main.*</main>", text, re.DOTALL)
    assert main
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", main[0]))


@pytest.fixture
def pantry(client: FlaskClient) -> str:
    return words_of(client.get("/services/service-pantry?place=listing-pantry").get_data(as_text=True))


@pytest.mark.parametrize(
    "words",
    [
        "Harbor Street Community Pantry",
        "by Dockside Neighbors Collaborative",
        "Open until 5\u00a0p.m.",
        "214 Harbor Street, side door",
        "Chelsea MA\u00a002150",
        "Confirmed 3 May 2026 by the organization",
        "Confirmed 2 March 2026: languages, access.",
        "Not asked then: cost.",
        "Call 617-555-0142",
        "617-555-0143 Fax",
        "What you get A cart of groceries once a week",
        "Who can get this help Anyone living in Chelsea",
        "What to bring Something that shows your address",
        "How to get it Come to the side door during opening hours. No appointment. Say your name",
        "Cost Free Speaks English, Spanish, Haitian Creole. Other languages by phone interpreter",
        "Access No steps at the side door. Wheelchair-friendly toilet",
        "Serves Chelsea, Revere and East Boston, MA",
        "Referrals Accepts referrals. Walk in as well",
        "Also at 2 more places Jeffries Point Room, East Boston 3 Sample Street, East Boston MA\u00a002128 Second and fourth",
        "Beachmont Hall, Revere 9 Example Way, Revere MA\u00a002151 Wednesday 3\u00a0p.m. to 6\u00a0p.m.",
        "Today, Tuesday Tuesday 1\u00a0p.m. to 5\u00a0p.m. Wednesday Closed",
        "First Saturday of the month 9\u00a0a.m. to noon Sunday Closed",
        "Closed Thursday 26 November.",
        "Near this place",
        "Saint Brigid Parish Food Shelf",
        "This listing comes from: Fictional directory.",
    ],
)
def test_the_page_tells_everything(pantry: str, words: str) -> None:
    assert words in pantry


def shown(document: Document, locale: str = "en") -> ListingPage:
    translator = Translations.load(str(TRANSLATIONS), [locale])
    return page_of(document, (), Around((), ()), Reader(translator, locale, NOW, ""), "https://help.example.org")


def with_display(**more: object) -> Document:
    pantry = samples.pantry()[0]
    return replace(pantry, cost="fee", display=pantry.display | more)


@pytest.mark.parametrize(
    ("fees", "costs", "said"),
    [
        ("$135 a week.", ["Fee, $135 a week."], "$135 a week"),
        ("Fee. $135 a week.", ["Fee, $135 a week."], "Fee. $135 a week"),
        ("Sliding scale. From $10.", ["Sliding scale, $10", "Students, $5"], "Sliding scale. From $10. Students, $5"),
        ("", ["Fee, $20"], "There is a fee. Fee, $20"),
    ],
)
def test_the_cost_is_said_once(fees: str, costs: list[str], said: str) -> None:
    service = samples.pantry()[0].display["service"] | {"fees": fees}
    assert dict(shown(with_display(service=service, costs=costs)).know)["Cost"] == said


@pytest.mark.parametrize(
    ("texts", "language", "said"),
    [
        (["Wheelchair accessible"], "es", "Se puede entrar en silla de ruedas"),
        (["Wheelchair accessible."], "en", "Wheelchair accessible"),
        (["Wheelchair accessible by the back door"], "es", "Wheelchair accessible by the back door"),
    ],
)
def test_a_known_fact_is_said_in_the_readers_language(texts: list[str], language: str, said: str) -> None:
    document = samples.pantry()[0]
    place = (document.display["place"] or {}) | {"access": texts}
    document = replace(document, wheelchair=True, display=document.display | {"place": place})
    assert dict(shown(document, language).know)[{"en": "Access", "es": "Acceso"}[language]] == said


def test_a_fax_is_said_once_and_not_called() -> None:
    fax, tty = samples.phone("617-555-0143", kind="fax", about="Fax"), samples.phone("617-555-0144", kind="tty")
    call = samples.phone("617-555-0142")
    lines = shown(with_display(phones=[call, tty, fax])).phones
    assert [(line.number, line.about, bool(line.href), line.icon) for line in lines] == [
        ("617-555-0144", "TTY", True, "phone"),
        ("617-555-0143", "Fax", False, "printer"),
    ]
    only_fax = shown(with_display(phones=[fax]))
    assert (only_fax.card.about.call, [line.about for line in only_fax.phones]) == (None, ["Fax"])


@pytest.mark.parametrize(("hour", "green"), [(18, True), (23, False)])
def test_today_is_marked_open_only_while_it_is(hour: int, green: bool) -> None:
    page = page_of(
        samples.pantry()[0],
        (),
        Around((), ()),
        Reader(NullTranslations(), "en", NOW.replace(hour=hour), ""),
        "https://help.example.org",
    )
    assert [row.now for row in page.week if row.today] == [green]
    assert not any(row.now for row in page.week if not row.today)


def test_a_note_stays_in_its_own_language() -> None:
    about = shown(samples.home_meals(), "es").card.about
    assert (about.statuses[0].text, about.note, about.note_lang) == (
        "Lista de espera. Dicho el 9 de octubre",
        "About 3\u00a0weeks.",
        "en",
    )
    assert shown(samples.home_meals()).card.about.note_lang == ""


def test_another_place_of_the_service_opens_by_its_link(client: FlaskClient) -> None:
    text = words_of(client.get("/services/service-pantry?place=listing-pantry-revere").get_data(as_text=True))
    assert "9 Example Way" in text
    assert "Harbor Street Hall, Chelsea Monday" in text or "Harbor Street Hall, Chelsea" in text


def test_a_private_place_shows_the_hotline_and_no_place(client: FlaskClient) -> None:
    text = client.get("/services/service-lantern").get_data(as_text=True)
    assert "Call <bdi>617-555-0190</bdi>" in text
    assert "The address is private" in text
    for kept_out in ("data-lat", "Directions", 'id="map"', "Near this place"):
        assert kept_out not in text


def test_the_print_view_has_the_sheet_and_its_last_line(client: FlaskClient) -> None:
    text = client.get("/services/service-pantry/print").get_data(as_text=True)
    assert '<body class="on-paper">' in text
    assert "Printed 13 October 2026." in text
    assert "http://localhost/services/service-pantry" in text


def test_a_closed_service_says_so_and_offers_three_like_it(client: FlaskClient) -> None:
    text = client.get("/services/service-closed").get_data(as_text=True)
    assert "<h1>Old Mill Pantry has closed</h1>" in text
    assert len(re.findall(r'<article class="card', text)) == 3
    assert "noindex" not in text


def test_a_closed_service_says_since_when_it_is_not_shown(settings: Settings, connections: Connections) -> None:
    with connections.transaction() as session:
        connections.search.index(session.connection(), samples.everything())
    client = application(settings, connections).test_client()
    assert "We have not shown it" not in client.get("/services/service-closed").get_data(as_text=True)
    with connections.transaction() as session:
        said = {"name": "Old Mill Pantry", "status": "inactive", "source": "test", "hsds": {}}
        session.add(Service(id="service-closed", updated_at=datetime(2026, 9, 2, 1, tzinfo=UTC), **said))
    words = words_of(client.get("/services/service-closed").get_data(as_text=True))
    assert "We have not shown it since 1 September 2026." in words.replace(
        "\u00a0", " "
    )  # the day where the directory is


def test_hidden_and_unknown_look_the_same(client: FlaskClient) -> None:
    hidden = client.get("/services/service-candidate")
    unknown = client.get("/services/service-whatever")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.get_data(as_text=True).replace("candidate", "whatever") == unknown.get_data(as_text=True)
    text = unknown.get_data(as_text=True)
    assert '<article class="card' not in text  # nobody here helps to find other help
    for offered in ('role="search"', 'href="/categories/food-services"', 'call <a href="tel:211">211</a>'):
        assert offered in text


def test_a_page_of_nothing_offers_three_who_help_to_find_help(settings: Settings, connections: Connections) -> None:
    line = samples.phone_line()
    guides = [
        replace(line, id=f"guide-{each}", service_id=f"service-guide-{each}", categories=("benefits-navigation",))
        for each in range(4)
    ]
    with connections.transaction() as session:
        connections.search.index(session.connection(), (*samples.everything(), *guides))
    client = application(settings, connections).test_client()
    hidden = client.get("/services/service-candidate").get_data(as_text=True)
    unknown = client.get("/services/service-whatever").get_data(as_text=True)
    assert hidden.replace("candidate", "whatever") == unknown
    assert "They help people find help" in unknown
    assert len(re.findall(r'<article class="card', unknown)) == 3
    assert "service-pantry" not in unknown


def test_a_service_closed_until_a_day_offers_three_like_it(settings: Settings, connections: Connections) -> None:
    pantry = samples.everything()[0]
    closed = replace(pantry, id="holiday", service_id="service-holiday", closed_until=date(2026, 10, 19))
    with connections.transaction() as session:
        connections.search.index(session.connection(), (*samples.everything(), closed))
    client = application(settings, connections).test_client()
    text = client.get("/services/service-holiday").get_data(as_text=True)
    assert "Closed until Monday 19 October" in words_of(text)
    offered = text[text.index('id="instead"') : text.index('id="wrong"')]
    assert len(re.findall(r'<a href="/services/', offered[: offered.index("</section>")])) == 3
    assert "service-holiday" not in offered
    assert 'id="instead"' not in client.get("/services/service-pantry").get_data(as_text=True)


def test_no_place_that_can_help_nobody_now_is_offered_instead_of_a_closed_one(
    settings: Settings, connections: Connections
) -> None:
    pantry, today = samples.everything()[0], date(2026, 10, 14)
    others = {
        "closed": {"closed_until": date(2026, 10, 19)},
        "full": {"capacity": Capacity("full", today, until=date(2026, 11, 1))},
        "out": {"out_until": date(2026, 10, 20)},
        "once-full": {"capacity": Capacity("full", date(2026, 6, 1))},
    }
    made = [replace(pantry, id=name, service_id=f"service-{name}", **said) for name, said in others.items()]
    with connections.transaction() as session:
        connections.search.index(session.connection(), made)
    text = application(settings, connections).test_client().get("/services/service-closed").get_data(as_text=True)
    offered = text[text.index('id="instead"') : text.index('id="wrong"')]
    assert re.findall(r'<a href="/services/([^"#/]+)', offered[: offered.index("</section>")]) == ["service-once-full"]


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("help@example.org", '<a href="mailto:help@example.org">help@example.org</a>'),
        ("617-555-0100", '<a href="tel:6175550100">617-555-0100</a>'),
        ("https://example.org/tell", '<a href="https://example.org/tell">example.org/tell</a>'),
        ("the desk in the <lobby>", "the desk in the &lt;lobby&gt;"),
    ],
)
def test_a_mistake_is_told_by_a_link_where_somebody_answers(
    shelf: tuple[Settings, Connections], contact: str, link: str
) -> None:
    settings, connections = shelf
    answering = settings_in(settings.data_dir, CONTACT=contact)
    client = application(answering, connections).test_client()
    assert f"Or write or call: {link}" in client.get("/services/service-pantry").get_data(as_text=True)
    assert f"You reach them here: {link}" in client.get("/about").get_data(as_text=True)


def test_without_a_contact_nothing_is_promised(client: FlaskClient) -> None:
    text = words_of(client.get("/services/service-pantry").get_data(as_text=True))
    assert "Is something wrong here? Tell us what is wrong." in text
    assert "Or write or call" not in text


def test_words_of_another_language_say_so(client: FlaskClient) -> None:
    english = client.get("/services/service-pantry?lang=en").get_data(as_text=True)
    spanish = client.get("/services/service-pantry?lang=es").get_data(as_text=True)
    assert 'lang="en">A cart of groceries once a week' in spanish
    assert (
        '<dd>Acepta referencias. <span lang="en">Walk in as well</span></dd>' in spanish
    )  # our own words need no mark
    body = english[english.index("<main") : english.index("</main>")]
    assert 'lang="' not in body


@pytest.mark.parametrize(("hidden", "status"), [(False, 301), (True, 404)])
def test_merged_services_lead_to_the_last_one_if_it_is_shown(
    settings: Settings, connections: Connections, hidden: bool, status: int
) -> None:
    common = {"hsds": {}, "source": "test", "updated_at": THEN}
    with connections.transaction() as session:
        for service in ("first", "second", "kept"):
            session.add(Service(id=service, name=service, status="active", **common))
            session.flush()
            session.add(Listing(id=f"listing-{service}", service_id=service, **common))
        session.flush()
        merge(session, "listing-first", "listing-second", THEN, command("test"))
        merge(session, "listing-second", "listing-kept", THEN, command("test"))
        set_staff_only(session, "listing-kept", THEN, command("test"), staff_only=hidden)
    client = application(settings, connections).test_client()
    for service in ("first", "second"):
        answer = client.get(f"/services/{service}")
        assert answer.status_code == status
        assert answer.headers.get("Location") == (None if hidden else "/services/kept?place=listing-kept")


def test_an_organization_lists_each_service_once(client: FlaskClient) -> None:
    text = client.get("/organizations/dockside-neighbors-collaborative").get_data(as_text=True)
    assert len(re.findall(r'<article class="card', text)) == 1
    assert "1 service" in text


def test_only_web_addresses_become_links(client: FlaskClient) -> None:
    text = client.get("/services/service-harsh").get_data(as_text=True)
    assert "javascript:" not in text
    assert "Call <bdi>see &lt;b&gt;web&lt;/b&gt;</bdi>" in text
    assert "tel:see" not in text


def test_words_no_rule_keeps_stand_beside_the_hours() -> None:
    pantry = samples.pantry()[0]
    assert shown(pantry).hours_texts == ()
    more = replace(pantry.opening, texts=("Mon 9-5", "Ring the bell"), more=("Ring the bell",))
    page = shown(replace(pantry, opening=more))
    assert page.week
    assert page.hours_texts == ("Ring the bell",)


@pytest.mark.parametrize(
    ("differing", "scope", "lines"),
    [
        ([], "", ()),
        ([{"on": "", "by": "", "parts": ["cost"]}], "Not asked then: cost.", ()),
        (
            [
                {
                    "on": "",
                    "by": "",
                    "parts": ["hours", "address", "description", "eligibility", "documents", "application"],
                }
            ],
            "They were asked about: phone, cost, languages, access, area served. The rest was not asked.",
            (),
        ),
    ],
)
def test_a_confirmation_says_what_it_was_about(
    differing: list[dict[str, object]], scope: str, lines: tuple[str, ...]
) -> None:
    told = shown(with_display(provenance=differing)).provenance
    assert (told.scope, told.lines) == (scope, lines)


def test_a_listing_closed_for_now_says_nothing_of_today_but_that() -> None:
    document = with_display(service=samples.pantry()[0].display["service"] | {"status": "temporarily closed"})
    today = next(row for row in shown(document).week if row.today)
    assert (today.hours, today.now) == ("Closed for now", False)


def test_an_unknown_organization_is_called_one(client: FlaskClient) -> None:
    assert "<h1>We do not show this organization</h1>" in client.get("/organizations/nobody").get_data(as_text=True)
    assert "<h1>We do not show this service</h1>" in client.get("/services/nothing").get_data(as_text=True)


def test_paper_says_the_day_and_not_that_it_is_today(client: FlaskClient) -> None:
    text = client.get("/services/service-pantry/print").get_data(as_text=True)
    assert '<span class="screen-only">Today, Tuesday</span><span class="paper-only">Tuesday</span>' in text
