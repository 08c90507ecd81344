"""Calling organizations from the curator's list, in a real browser: wide and on a phone, in Spanish, without scripts."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.models import Listing
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, sign_in
from tests.validation.listings import id_of, load_many
from tests.web.conftest import NOW
from tests.web.people import Person, a_person
from validation.beginning import begin
from validation.climbing import climb
from validation.models import Finding, Turn

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "calls_site"}
DESKTOP = {"site": "calls_site"}
SPANISH = {"viewport": {"width": 390, "height": 844}, "locale": "es-US", "site": "calls_site"}
NO_SCRIPT = {"java_script_enabled": False, "site": "calls_site"}
CURATORS: list[Person] = []
LIST = "/desk?kind=confirm"
PAGE = f"/desk/confirm/organization:{id_of('organization 2')}/calls"


@pytest.fixture(scope="session")
def calls_site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site whose four organizations are to be called."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load_many(session, [1, 2, 1, 3], NOW)
            session.execute(update(Listing).values(due_on=date(2026, 11, 2)))
            for number, code in enumerate(("link", "phone", "mail")):
                for listing in ("listing 2-0", "listing 4-2")[: 2 - number // 2]:
                    session.add(Finding(listing_id=id_of(listing), code=code, first_at=NOW, last_at=NOW))
        begin(opened, NOW - timedelta(days=70))
        with opened.transaction() as session:
            session.execute(update(Turn).values(channel="phone"))
        climb(opened, NOW)
        held = Held("curator", None), Held("organization_admin", id_of("organization 2"))
        CURATORS.extend(a_person(opened, Keys.of(settings), *held) for _ in range(6))

    with served(tmp_path_factory.mktemp("calls"), migrated, (), fill) as address:
        yield address


@pytest.mark.parametrize("page", [PHONE, DESKTOP, SPANISH], indirect=True, ids=["phone", "desktop", "spanish"])
def test_validation_axe_finds_nothing_on_the_pages_of_calls(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, CURATORS.pop(), LIST)
    assert axe() == []
    assert fits(page)
    page.locator("#queue .usa-checkbox__label").first.click()
    page.locator("#bulk button").first.click()
    expect(page.locator("input[name=sure]")).to_be_attached()
    page.wait_for_load_state()
    assert axe() == []
    assert fits(page)
    page.goto(PAGE)
    page.locator("#calls-form button").evaluate("button => { button.form.noValidate = true; }")
    page.locator("#calls-form button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_load_state()
    assert axe() == []
    page.locator("label[for=result-2]").click()
    page.locator("#note").fill("The porch light was off.")
    page.locator("#calls-form button").click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_text("The porch light was off.").first).to_be_visible()
    page.wait_for_load_state()
    assert axe() == []
    assert fits(page)
    page.goto(f"/organizations/{id_of('organization 2')}/asking")
    assert axe() == []
    assert fits(page)


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True)
def test_validation_calls_go_without_a_script(page: Page) -> None:
    sign_in(page, CURATORS.pop(), LIST)
    boxes = page.locator("#queue .usa-checkbox__label")
    boxes.nth(0).click()
    boxes.nth(1).click()
    page.get_by_role("button", name="Mark for a visit").click()
    expect(page.get_by_text("Its log will say that somebody has to go there.")).to_be_visible()
    page.get_by_role("button", name="Mark for a visit (2)").click()
    expect(page.get_by_text("It was done with 2.")).to_be_visible()
    page.get_by_role("link", name="To confirm by phone").click()
    expect(page.locator(".queue-state").filter(has_text="Somebody has to go there")).to_have_count(2)
