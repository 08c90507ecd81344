"""Reporting a problem and the curator's list in a real browser: by keyboard, on a phone, without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.settings import Settings
from resource_app.tasks.operations import open_tasks
from tests.browser.conftest import served
from tests.browser.journey import enter, fits, sign_in
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "desk_site"}
DESKTOP = {"site": "desk_site"}
NO_SCRIPT = {"java_script_enabled": False, "site": "desk_site"}
SPANISH = {"locale": "es-US", "site": "desk_site"}
CURATORS: list[Person] = []
FORM = f"/listings/{LISTING}/problem"


@pytest.fixture(scope="session")
def desk_site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with one listing, work of three kinds, and curators: a code counts once, so each signs in once."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
            open_tasks(session, "confidential place", [(f"location:{PLACE}", "A text says so.")], NOW)
            open_tasks(session, "address in name", [(f"organization:{ORGANIZATION}", "")], NOW)
            open_tasks(session, "missing from source", [(f"listing:{LISTING}", "")], NOW)
        CURATORS.extend(a_person(opened, Keys.of(settings), Held("curator", None)) for _ in range(12))

    with served(tmp_path_factory.mktemp("desk"), migrated, (), fill) as address:
        yield address


@pytest.mark.parametrize("page", [PHONE, NO_SCRIPT], indirect=True, ids=["phone", "no script"])
def test_a_problem_is_reported_shown_and_closed(page: Page) -> None:
    page.goto(f"/services/{SERVICE}")
    page.get_by_role("link", name="Tell us what is wrong.").click()
    expect(page.get_by_role("heading", level=1, name="Is something wrong here?")).to_be_visible()
    page.get_by_text("A phone number is wrong").click()
    page.get_by_label("What did you find?").fill("It rings in a bakery.")
    page.get_by_role("button", name="Tell us").click()
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    sign_in(page, CURATORS.pop(), "/desk")
    row = page.locator("#queue li").filter(has_text="Somebody reported a problem").first
    row.get_by_role("link").click()
    expect(page.get_by_text("It rings in a bakery.")).to_be_visible()
    page.get_by_role("button", name="Likely right: say so on the listing").click()
    expect(page.get_by_text("The listing says so since")).to_be_visible()
    problem = page.url
    page.goto(f"/services/{SERVICE}")
    expect(page.get_by_text("Someone reported a wrong phone number on 13 October. We are checking.")).to_be_visible()
    page.goto(problem)
    page.get_by_role("button", name="Mended").click()
    expect(page.get_by_role("heading", level=1, name="Work that waits")).to_be_visible()
    page.goto(f"/services/{SERVICE}")
    expect(page.get_by_role("heading", level=1, name="Lantern Pantry")).to_be_visible()
    expect(page.get_by_text("Someone reported")).to_have_count(0)


@pytest.mark.parametrize("page", [PHONE, DESKTOP, SPANISH], indirect=True, ids=["phone", "desktop", "spanish"])
def test_axe_finds_nothing_on_the_form(page: Page, axe: Callable[..., list[str]]) -> None:
    page.goto(FORM)
    assert axe() == []
    assert fits(page)
    page.locator("form[action$='problem']").evaluate("form => { form.noValidate = true; }")
    page.locator("#text").fill("It rings in a bakery.")
    page.locator("form[action$='problem'] button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator("#text")).to_have_value("It rings in a bakery.")
    assert axe() == []
    page.goto(f"{FORM}?sent=1")
    assert axe() == []


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_desk(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, CURATORS.pop(), "/desk")
    assert axe() == []
    assert fits(page)
    page.keyboard.press("?")
    expect(page.locator("#keys-all")).to_be_visible()
    assert axe() == []
    page.goto("/desk?kind=missing+from+source")
    page.locator("#queue a").first.click()
    expect(page.get_by_role("button", name="It is done")).to_be_visible()
    page.wait_for_load_state()
    assert axe() == []
    assert fits(page)
    page.goto(f"/services/{SERVICE}")
    expect(page.get_by_role("heading", name="Shown, because")).to_be_visible()
    page.wait_for_load_state()
    assert axe() == []


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_the_list_goes_by_keyboard(page: Page) -> None:
    sign_in(page, CURATORS.pop(), "/desk?kind=confidential+place")
    links = page.locator("#queue .queue-link")
    page.goto("/desk")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    enter(page, "t")
    expect(page.locator("#queue li").nth(0).get_by_role("button", name="Give back")).to_be_visible()
    page.keyboard.press("j")
    enter(page, "t")
    expect(page.get_by_role("button", name="Give back")).to_have_count(0)
    page.get_by_role("button", name="Use no keys").click()
    page.keyboard.press("j")
    expect(links.nth(0)).not_to_be_focused()
    page.get_by_role("button", name="Use the keys").click()
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    enter(page)
    expect(page.get_by_role("button", name="It is done")).to_be_visible()
