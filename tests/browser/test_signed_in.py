"""Pages of people who sign in, in a real browser: by keyboard, on a phone, without scripts, and before a session ends."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from resource_app.accounts import mailed_codes, people
from resource_app.accounts.models import MailedCode
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.models import ListingUse
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.factories import LISTING, ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "staffed"}
DESKTOP = {"site": "staffed"}
NO_SCRIPT = {"java_script_enabled": False, "site": "staffed"}
ROLES = ("network_admin", "privacy_officer", "organization_admin", "organization_staff")
BY_MAIL = "organization_staff"  # whose codes are mailed
PAGES = {
    "network_admin": ("/account", "/people", "/network/rules", "/account/password", "/account/email"),
    "privacy_officer": ("/audit",),
    "organization_admin": (f"/organizations/{ORGANIZATION}/staff",),
    "organization_staff": ("/account", "/account/prove", "/account/authenticator", f"/listings/{LISTING}/numbers"),
}
PEOPLE: dict[str, list[Person]] = {role: [] for role in ROLES}
OPENED: list[tuple[Connections, Keys]] = []


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with people who sign in: enough of each role, since the clock stands still and a code counts once."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
            session.add_all(_used())
        for role in ROLES:
            home = ORGANIZATION if role.startswith("organization") else None
            held, factor = Held(role, home), role != BY_MAIL
            PEOPLE[role] += [a_person(opened, Keys.of(settings), held, factor=factor) for _ in range(8)]
        OPENED.append((opened, Keys.of(settings)))

    with served(tmp_path_factory.mktemp("staffed"), migrated, (), fill) as address:
        yield address


def _used() -> Iterator[ListingUse]:
    """How often the listing was found and opened: in a year, but for two small months."""
    for number, found in enumerate((420, 380, 7, 8, 510, 640, 560, 720, 1_240, 980, 1_105, 1_310)):
        day = date(2025 + (number + 9) // 12, (number + 9) % 12 + 1, 5)
        for zip3, share in (("021", 2), ("024", 3), ("", 6)):
            counts = {"found": found // share, "opened": found // share // 4}
            yield ListingUse(
                day=day, listing_id=LISTING, category="" if share == 3 else "food-services", zip3=zip3, **counts
            )


def sign_in(page: Page, role: str) -> None:
    person = PEOPLE[role].pop()
    give_password(page, person)
    show_code(page, person)
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    page.wait_for_load_state()  # a heading is there before the scripts are


def give_password(page: Page, person: Person) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_have_count(0)
    page.wait_for_load_state()


def show_code(page: Page, person: Person) -> None:
    expect(page.get_by_role("heading", level=1, name="Your second factor")).to_be_visible()
    page.get_by_label("Code").fill(person.code(NOW) if person.seed else mailed(person))
    page.keyboard.press("Enter")


def mailed(person: Person) -> str:
    """The code in the letter."""
    opened, keys = OPENED[-1]
    with opened.reading() as session:
        waiting = select(MailedCode).where(MailedCode.user_id == person.id, MailedCode.ended_at.is_(None))
        return mailed_codes.code(keys, session.scalars(waiting).one(), people.get(session, person.id))


@pytest.mark.parametrize("page", [PHONE, NO_SCRIPT], indirect=True, ids=["phone", "no script"])
def test_a_code_by_email_and_a_device_that_is_remembered(page: Page, axe: Callable[..., list[str]]) -> None:
    person = PEOPLE[BY_MAIL].pop()
    give_password(page, person)
    expect(page.get_by_label("Code")).to_have_attribute("inputmode", "numeric")
    if page.viewport_size == PHONE["viewport"]:
        assert axe() == []
    page.get_by_role("button", name="Send me a new code").click()
    page.get_by_text("Remember this device for 30 days").click()
    show_code(page, person)
    expect(page.get_by_role("heading", name="Devices that need no code")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    give_password(page, person)
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_role("heading", name="Devices that need no code")).to_have_count(0)
    page.get_by_role("button", name="Sign out everywhere").click()
    give_password(page, person)
    expect(page.get_by_role("heading", level=1, name="Your second factor")).to_be_visible()


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


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_item_18_somebody_is_told_before_they_are_signed_out(page: Page) -> None:
    """While they type: nothing takes their words or the place they stand in, and the strip covers nothing."""
    page.clock.install()
    sign_in(page, "network_admin")
    page.goto("/people")
    page.wait_for_load_state()
    typed = page.get_by_role("textbox", name="Email address", exact=True)
    typed.fill("somebody@example.org")
    note = page.locator("#session")
    page.clock.fast_forward("27:50")
    expect(note).to_be_hidden()
    page.clock.fast_forward("00:15")
    expect(note).to_be_visible()
    expect(note.get_by_role("alert")).to_contain_text("You will be signed out in two minutes.")
    expect(typed).to_be_focused()
    under, strip = note.bounding_box(), page.locator(".strip").bounding_box()
    assert under is not None
    assert strip is not None
    assert under["y"] >= strip["y"] + strip["height"] - 1
    note.get_by_role("button", name="Stay signed in").click()
    expect(note).to_be_hidden()
    expect(typed).to_have_value("somebody@example.org")
    page.clock.fast_forward("27:00")
    expect(note).to_be_hidden()
    page.clock.fast_forward("01:30")
    expect(note).to_be_visible()


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
def test_item_18_a_machine_that_slept_does_not_show_the_page_again(page: Page) -> None:
    page.clock.install()
    sign_in(page, "network_admin")
    page.context.clear_cookies()  # as if the session had ended meanwhile
    page.clock.fast_forward("31:00")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE, DESKTOP, NO_SCRIPT], indirect=True, ids=["phone", "desktop", "no script"])
def test_figures_are_a_picture_and_a_table(page: Page) -> None:
    sign_in(page, "organization_staff")
    page.goto(f"/listings/{LISTING}/numbers")
    expect(page.get_by_role("img", name="Found most often in September 2026")).to_have_count(
        1
    )  # the other is not drawn
    row = page.get_by_role("row", name="September 2026")
    expect(row).to_be_hidden()
    page.get_by_text("The same as a table").click()
    expect(row.get_by_role("cell")).to_have_text(["1,309", "326"])
    page.get_by_role("link", name="Parts of the listing").click()
    expect(page.get_by_role("link", name="How often people find it")).to_be_visible()
