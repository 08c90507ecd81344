"""An organization confirms its listing on a phone; a curator does so during a call, with a few keys."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.models import Listing
from resource_app.keys import Keys
from resource_app.settings import Settings
from resource_app.tasks.operations import open_tasks
from tests.browser import test_claims
from tests.browser.conftest import served
from tests.browser.journey import press
from tests.browser.test_claims import sign_in
from tests.factories import LISTING, ORGANIZATION, load
from tests.validation.listings import id_of, load_many
from tests.web.conftest import NOW
from tests.web.people import a_person
from tests.web.test_validation_confirm import FULL
from validation.beginning import begin
from validation.climbing import climb
from validation.letters import path_of
from validation.models import Ask

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "asked"}
DESKTOP = {"site": "asked"}
OPENED: list[tuple[Connections, Keys]] = []


@pytest.fixture
def asked(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site where one organization is asked about one listing, and another about twelve."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW, **FULL)
            load_many(session, [12], NOW)
            session.execute(update(Listing).values(due_on=date(2026, 12, 12)))
        begin(opened, NOW)
        climb(opened, NOW)
        with opened.transaction() as session:
            homes = (ORGANIZATION, id_of("organization 1"))
            open_tasks(session, "confirm", [(f"organization:{each}", "") for each in homes], NOW, date(2026, 12, 12))
        keys = Keys.of(settings)
        test_claims.PEOPLE[:] = [a_person(opened, keys, Held("curator", None))]
        OPENED[:] = [(opened, keys)]

    with served(tmp_path_factory.mktemp("asked"), migrated, (), fill) as address:
        yield address


def link(*, many: bool = False) -> str:
    opened, keys = OPENED[0]
    with opened.reading() as session:
        ours = Ask.turn_id == f"organization:{ORGANIZATION}"
        return path_of(keys, session.scalars(select(Ask).where(~ours if many else ours)).one())


def confirmed(*, many: bool = False) -> set[str]:
    """How the one listing was confirmed, or the twelve."""
    with OPENED[0][0].reading() as session:
        which = Listing.id != LISTING if many else Listing.id == LISTING
        return set(session.scalars(select(Listing.confirmed_how).where(which)))


@pytest.mark.parametrize(
    "page",
    [PHONE, PHONE | {"java_script_enabled": False}, PHONE | {"forced_colors": "active"}],
    indirect=True,
    ids=["with-script", "without", "own-colours"],
)
def test_validation_journey_confirming_on_a_phone(page: Page) -> None:
    page.goto(link())
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this still right?")
    page.get_by_role("button", name="All 5 are right").first.click()
    expect(page.get_by_text("5 of 13 answered")).to_be_visible()
    expect(page.locator(".answers .icon").locator("visible=true")).to_have_count(5)
    hours = page.locator(".ask").filter(has_text="Monday 9")
    hours.get_by_label("Right").press("Space")
    expect(hours.locator(".answers .icon")).to_be_visible()
    hours.get_by_label("Changed").check()
    expect(hours.locator(".answers .icon")).to_be_hidden()
    hours.get_by_label("What is it now?").fill("Tuesday 9 a.m. to 5 p.m.")
    page.get_by_role("button", name="All 5 are right").last.click()
    expect(page.get_by_text("10 of 13 answered")).to_be_visible()
    page.get_by_role("button", name="All 3 are right").click()
    page.get_by_role("button", name="Send 13 answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert confirmed() == {"link"}


@pytest.mark.parametrize("page", [DESKTOP], indirect=True)
@pytest.mark.parametrize("many", [False, True], ids=["one listing", "twelve"])
def test_validation_journey_a_call_takes_six_keys_and_two_pages(page: Page, *, many: bool) -> None:
    sign_in(page)
    page.goto("/desk?kind=confirm")
    page.wait_for_load_state()
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    home = page.get_by_role("link", name="Harbor Circle 1" if many else "Lantern Neighbors", exact=True)
    presses = []
    while not home.evaluate("link => link === document.activeElement"):
        presses.append("j")
        page.keyboard.press("j")
    presses.append("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What to say")).to_be_visible()
    page.wait_for_load_state()
    presses += ["a", "s"]
    page.keyboard.press("a")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is left to ask")
    page.wait_for_load_state()
    assert len(presses) <= 6
    assert len(loads) <= 2
    assert confirmed(many=many) == {"phone"}


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
def test_validation_axe_finds_nothing_where_listings_are_confirmed(page: Page, axe: Callable[..., list[str]]) -> None:
    for path in (link(), link(many=True), link() + "?lang=es", link()[:-2] + "_x"):
        page.goto(path)
        page.wait_for_load_state()
        assert axe() == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(link(many=True) + "?lang=en")
    press(page.get_by_role("button", name="Something changed").first)
    expect(page.get_by_role("link", name="All your services")).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")  # it opens at its name, with half of the bar above it
    assert axe() == []
    page.goto(link())
    page.locator(".ask").first.get_by_label("Changed").check()
    page.get_by_role("button", name="Send the answers").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert axe() == []
    sign_in(page)
    page.goto(f"/desk/confirm/organization:{ORGANIZATION}")
    page.wait_for_load_state()
    assert axe() == []
