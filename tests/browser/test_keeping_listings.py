"""Who keeps listings right, in a real browser: on a phone, on a desk, and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.connections import Connections
from resource_app.directory.editing import Saying, edit
from resource_app.directory.history import Edit
from resource_app.directory.keepers import keeper_of
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "kept"}
DESKTOP = {"site": "kept"}
NO_SCRIPT = {"java_script_enabled": False, "site": "kept"}
STAFF, CURATOR = Held("organization_staff", ORGANIZATION), Held("curator", None)
PEOPLE: dict[str, list[Person]] = {"organization_staff": [], "curator": []}
HOURS = [{"freq": "WEEKLY", "byday": "MO,TU,TH", "opens_at": "10:00", "closes_at": "14:00"}]


def fill(settings: Settings, opened: Connections) -> None:
    for held in (STAFF, CURATOR):
        PEOPLE[held.role] += [a_person(opened, Keys.of(settings), held) for _ in range(5)]
    with opened.transaction() as session:
        load(session, NOW)
        say(session, CURATOR, description="Groceries every week, and soup.", schedules=HOURS)
        say(session, STAFF, description="Groceries every week, soup and bread.", minimum_age=18)
        longer = [{**HOURS[0], "closes_at": "15:00"}]
        say(session, STAFF, schedules=longer, eligibility_description="Anyone living in Chelsea, Revere or Everett")
        load(session, NOW, description="Groceries.")


def say(session: Session, held: Held, **fields: object) -> None:
    keeper = keeper_of(session, LISTING, [held])
    actor = Actor("user", PEOPLE[held.role][0].id, held.organization_id)
    sayings = [Saying("service", SERVICE, name, value) for name, value in fields.items()]
    edit(session, keeper, sayings, 10**6, NOW, Edit(actor))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("kept"), migrated, (), fill) as address:
        yield address


def sign_in(page: Page, role: str) -> None:
    person = PEOPLE[role].pop()
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your second factor")).to_be_visible()
    page.wait_for_load_state()
    page.get_by_label("Code").fill(person.code(NOW))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    page.wait_for_load_state()


PAGES = {
    "organization_staff": (
        "/listings/mine",
        f"/listings/{LISTING}/history",
        f"/listings/{LISTING}/history/on?day=2026-10-13",
    ),
    "curator": (
        "/listings/mine",
        "/desk/proposals",
        f"/desk/proposals/service/{SERVICE}",
        f"/listings/{LISTING}/history",
    ),
}


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing_on_pages_of_keepers(page: Page, role: str, axe: Callable[..., list[str]]) -> None:
    sign_in(page, role)
    for path in PAGES[role]:
        page.goto(path)
        assert axe() == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path  # type: ignore[index]


@pytest.mark.parametrize("page", [NO_SCRIPT, DESKTOP], indirect=True, ids=["no script", "scripts"])
def test_a_curator_publishes_what_was_chosen(page: Page, request: pytest.FixtureRequest) -> None:
    scripted = "no script" not in request.node.name
    sign_in(page, "curator")
    page.goto(f"/desk/proposals/service/{SERVICE}")
    field = "Decide: Youngest age" if scripted else "Decide: Who can come"
    page.get_by_role("group", name=field).get_by_role("radio", name="Use new").check()
    if scripted:
        expect(page.get_by_role("button", name="Publish 1 change")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("1 change decided.")).to_be_visible()
    expect(page.get_by_role("group", name=field)).to_have_count(0)
