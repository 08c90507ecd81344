"""On a phone, somebody of a food pantry says that it is out of food, and whoever searches reads it; also without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.test_signed_in import give_password, show_code
from tests.factories import LISTING, ORGANIZATION, SERVICE, lantern, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "kept"}
DESKTOP = {"site": "kept"}
NO_SCRIPT = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False, "site": "kept"}
SPANISH = PHONE | {"locale": "es-US"}
PAGE = f"/listings/{LISTING}/now"
SECOND = "22222222-2222-4222-8222-222222222223"
PEOPLE: list[Person] = []


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with a food pantry of two places, and somebody who works there."""
    first = lantern()["service_at_locations"][0]
    ids = {"id": "33333333-3333-4333-8333-333333333334", "name": "Back room", "addresses": [], "phones": []}
    second = {"id": SECOND, "location": first["location"] | ids}

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW, name="Lantern Food Pantry", service_at_locations=[first, second])
        PEOPLE.append(a_person(opened, Keys.of(settings), Held("organization_staff", ORGANIZATION)))

    with served(tmp_path_factory.mktemp("kept"), migrated, (), fill) as address:
        yield address


def sign_in(page: Page) -> None:
    page.goto("/sign-in?lang=en")
    give_password(page, PEOPLE[-1])
    show_code(page, PEOPLE[-1])
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()


def is_whole(page: Page) -> bool:
    """Nothing reaches beyond the page's side, and every button is big enough for a thumb."""
    sizes = [button.bounding_box() for button in page.locator("main .button").all()]
    assert all(size and size["height"] >= 48 for size in sizes)
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return fits


@pytest.mark.parametrize("page", [PHONE, NO_SCRIPT], indirect=True, ids=["phone", "no script"])
def test_one_tap_is_read_in_search_and_taken_back(page: Page) -> None:
    sign_in(page)
    page.goto("/search?what=food")
    card = page.get_by_role("article")
    expect(card).to_have_id(f"listing-{SECOND}")
    page.goto(f"/listings/{SECOND}/now")
    expect(page.get_by_role("heading", level=1, name="How is it now?")).to_be_visible()
    page.get_by_role("button", name="Out of food today").click()
    expect(page.get_by_role("status")).to_have_text("Done. From now on people read this.")
    expect(page.locator("#said")).to_contain_text("Ends by itself: Tomorrow, Wednesday 14 October")
    page.goto("/search?what=food")
    expect(card).to_have_id(f"listing-{LISTING}")  # the place that has some comes first
    page.goto(f"{PAGE}?places=all")
    page.get_by_role("button", name="Out of food today", exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/search?what=food")
    expect(card).to_contain_text("Out of food today")
    page.goto(f"/services/{SERVICE}/print")
    expect(page.locator(".key")).to_contain_text("Out of food today")
    page.goto(PAGE)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#said")).to_contain_text("Nothing special: the usual hours.")
    page.goto("/search?what=food")
    expect(card).not_to_contain_text("Out of food today")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_day_is_tapped_for_all_places_or_typed(page: Page) -> None:
    sign_in(page)
    page.goto(PAGE)
    page.get_by_role("link", name="All our 2 places").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(2)
    page.get_by_role("region", name="Closed until").get_by_role("button", name="Monday 19 October").click()
    expect(page.get_by_text("Closed until Monday 19 October", exact=True)).to_have_count(2)
    page.get_by_label("Or the day you take referrals again").fill("2027-05-03")
    page.get_by_role("button", name="No referrals until this day").click()
    expect(page.get_by_text("No new referrals until 3 May", exact=True)).to_have_count(2)


@pytest.mark.parametrize("page", [PHONE, DESKTOP, SPANISH], indirect=True, ids=["phone", "desktop", "Spanish"])
def test_the_page_is_for_everybody_also_when_something_is_wrong(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page)
    if page.evaluate("navigator.language").startswith("es"):
        page.goto(f"{PAGE}?lang=es")
        expect(page.get_by_role("button", name="Hoy ya no hay comida")).to_be_visible()
    page.goto(PAGE)
    assert axe() == []
    assert is_whole(page)
    page.locator("#until-closed").evaluate("field => field.setAttribute('type', 'text')")
    page.locator("#until-closed").fill("10/1/2026")
    page.locator("form:has(#until-closed) button").click()
    expect(page.locator("#until-closed")).to_have_attribute("aria-invalid", "true")
    page.wait_for_load_state()
    assert axe() == []
    assert is_whole(page)
