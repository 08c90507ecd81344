"""Pages of people who sign in, in a real browser: by keyboard, on a phone, without scripts, and before a session ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "staffed"}
DESKTOP = {"site": "staffed"}
NO_SCRIPT = {"java_script_enabled": False, "site": "staffed"}
ROLES = ("network_admin", "privacy_officer", "organization_admin")
PAGES = {
    "network_admin": ("/account", "/people", "/network/rules", "/account/password"),
    "privacy_officer": ("/audit",),
    "organization_admin": (f"/organizations/{ORGANIZATION}/staff",),
}
PEOPLE: dict[str, list[Person]] = {role: [] for role in ROLES}


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with people who sign in: enough of each role, since the clock stands still and a code counts once."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
        for role in ROLES:
            home = ORGANIZATION if role.startswith("organization") else None
            PEOPLE[role] += [a_person(opened, Keys.of(settings), Held(role, home)) for _ in range(8)]

    with served(tmp_path_factory.mktemp("staffed"), migrated, (), fill) as address:
        yield address


def sign_in(page: Page, role: str) -> None:
    person = PEOPLE[role].pop()
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Code").fill(person.code(NOW))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    page.wait_for_load_state()  # a heading is there before the scripts are


@pytest.mark.parametrize("page", [PHONE, DESKTOP, NO_SCRIPT], indirect=True, ids=["phone", "desktop", "no script"])
def test_signing_in_by_keyboard_and_out(page: Page) -> None:
    sign_in(page, "network_admin")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/account")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_pages_of_people_who_sign_in(page: Page, role: str, axe: Callable[..., list[str]]) -> None:
    page.goto("/sign-in")
    assert axe() == []
    sign_in(page, role)
    for path in PAGES[role]:
        page.goto(path)
        assert axe() == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path  # type: ignore[index]


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_what_is_wrong_is_said_where_it_is_wrong(page: Page, axe: Callable[..., list[str]]) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("The address or the password is wrong.")
    expect(page.get_by_label("Email address")).to_have_attribute("aria-invalid", "true")
    assert axe() == []


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_item_18_somebody_is_told_before_they_are_signed_out(page: Page) -> None:
    page.clock.install()
    sign_in(page, "network_admin")
    note = page.locator("#session")
    expect(note).to_be_hidden()
    page.clock.fast_forward("27:50")
    expect(note).to_be_hidden()
    page.clock.fast_forward("00:15")
    expect(note).to_be_visible()
    expect(note.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    expect(page.locator("#session")).to_be_hidden()


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_item_18_a_machine_that_slept_does_not_show_the_page_again(page: Page) -> None:
    page.clock.install()
    sign_in(page, "network_admin")
    page.context.clear_cookies()  # as if the session had ended meanwhile
    page.clock.fast_forward("31:00")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
