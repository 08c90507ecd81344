"""A member is looked up, added, read, asked for consent, erased, in a real browser: on a phone, in Spanish, without scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, press, sign_in
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = pytest.mark.browser
WAYS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desktop": {},
    "spanish": {"viewport": {"width": 390, "height": 844}, "locale": "es-US"},
    "no script": {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False},
}
NURSES: list[Person] = []


@pytest.fixture(scope="session")
def caring(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with people of a care team: enough of them, since the clock stands still and a code counts once."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
        held = Held("care_team", ORGANIZATION), Held("privacy_officer", None)
        NURSES.extend(a_person(opened, Keys.of(settings), *held) for _ in WAYS)

    with served(tmp_path_factory.mktemp("caring"), migrated, (), fill) as address:
        yield address


def looked_at(page: Page, axe: Callable[..., list[str]], name: str) -> None:
    """Nothing is wrong with the page as it is, and nothing of the member stands in its title or address."""
    assert not re.search("lantern", f"{page.title()} {page.url}", re.IGNORECASE)
    assert fits(page), name
    assert axe() == [], name


@pytest.mark.parametrize(
    "page", [{**options, "site": "caring"} for options in WAYS.values()], indirect=True, ids=list(WAYS)
)
def test_referral_member_from_look_up_to_consent_and_the_end(
    page: Page, axe: Callable[..., list[str]], request: pytest.FixtureRequest
) -> None:
    way = request.node.callspec.id

    def check(name: str) -> None:
        if way != "no script":
            looked_at(page, axe, name)

    sign_in(page, NURSES.pop())
    look_up(page, f"Ada Lantern {way}", check)
    add(page, f"Ada Lantern {way}", check)
    open_case_with_a_child(page, check)
    consent(page, check)
    erase(page, check)


def look_up(page: Page, name: str, check: Callable[[str], None]) -> None:
    page.goto("/members")
    check("members")
    page.locator("#name").fill(name)
    page.locator("#born_on").fill("1984-02-29")
    press(page.locator("#look-up").get_by_role("button"))
    expect(page.locator("#found")).to_be_visible()
    check("nobody found")
    press(page.locator("form[action='/members/new'] button"))
    expect(page.locator("#name")).to_have_value(name)
    check("new")


def add(page: Page, name: str, check: Callable[[str], None]) -> None:
    page.locator("label[for='channels-text']").click()
    page.locator("#phone").fill("617")
    page.locator("#safe_from").fill("15:00")
    page.locator("#street").fill("77 Marigold Way")
    page.locator("#mail_address").fill("PO Box 7, Boston")
    press(page.locator("#person .actions button"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#phone")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#channels-text")).to_be_checked()
    check("wrong phone")
    page.locator("#phone").fill("617-555-0142")
    press(page.locator("#person .actions button"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".reach")).to_contain_text("617-555-0142")
    expect(page.locator("main")).not_to_contain_text("Marigold")


def open_case_with_a_child(page: Page, check: Callable[[str], None]) -> None:
    press(page.locator("form[action$='/case'] button"))
    expect(page.locator("form[action$='/case']")).to_have_count(0)
    check("member")
    press(page.locator("a[href$='/household']"))
    page.locator("#name").fill("Cleo Lantern")
    press(page.locator("#related .button"))
    expect(page.get_by_role("heading", level=2, name="Cleo Lantern")).to_be_visible()
    check("household")
    press(page.locator(".back a"))


def consent(page: Page, check: Callable[[str], None]) -> None:
    press(page.locator("a[href$='/consents']"))
    check("consents")
    press(page.locator("a[href$='/consents/new']"))
    check("consent form")
    page.locator("#organization").fill("lantern")
    press(page.locator("button[value='find']"))
    expect(page.locator(f"#to_{ORGANIZATION}")).to_be_attached()
    page.locator("label[for=method-3]").click()
    press(page.locator("button[value='give']"))
    expect(page.locator(".tag-good")).to_be_visible()
    press(page.locator("h2 a"))
    check("one consent")
    page.locator("#document").set_input_files(
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    press(page.locator("form[action$='/files'] button"))
    expect(page.locator("section[aria-labelledby='files'] li")).to_have_count(1)
    check("a consent with its paper")


def erase(page: Page, check: Callable[[str], None]) -> None:
    page.goto(page.url.partition("/consents")[0])
    number = page.locator("code").inner_text()
    page.goto("/members/erase")
    check("record to erase")
    page.locator("#record").fill(number)
    press(page.locator("form[method='get'] button"))
    check("a record")
    press(page.locator("form[action='/members/erase'][method='post'] button"))
    expect(page.get_by_role("alert")).to_be_visible()
    check("not sure")
    page.locator("label[for='sure']").click()
    page.locator("label[for='why-1']").click()
    press(page.locator("form[action='/members/erase'][method='post'] button"))
    expect(page.get_by_role("status")).to_be_visible()
    check("erased")
