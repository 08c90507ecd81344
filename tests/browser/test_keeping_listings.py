"""Who keeps listings right, in a real browser: on a phone, on a desk, and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.connections import Connections
from resource_app.directory.editing import Saying, edit
from resource_app.directory.history import Edit
from resource_app.directory.keepers import keeper_of
from resource_app.keys import Keys
from resource_app.settings import Settings
from resource_app.web.edit_parts import PART
from tests.browser.conftest import served
from tests.browser.journey import fits, press, sign_in
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = pytest.mark.browser


@pytest.fixture
def known_errors(known_errors: list[str]) -> list[str]:
    return [*known_errors, "status of 409"]


PHONE = {"viewport": {"width": 390, "height": 844}, "site": "kept"}
SMALL = {"viewport": {"width": 390, "height": 700}, "site": "kept"}
WHOLE_PAGE = 9_000  # pixels: longer than any form
ONE_ROW = 80  # pixels: a button, and the space around it
DESKTOP = {"site": "kept"}
NO_SCRIPT = {"java_script_enabled": False, "site": "kept"}
STAFF, CURATOR = Held("organization_staff", ORGANIZATION), Held("curator", None)
PEOPLE: dict[str, list[Person]] = {"organization_staff": [], "curator": []}
HOURS = [{"freq": "WEEKLY", "byday": "MO,TU,TH", "opens_at": "10:00", "closes_at": "14:00"}]


def fill(settings: Settings, opened: Connections) -> None:
    for held in (STAFF, CURATOR):
        PEOPLE[held.role] += [a_person(opened, Keys.of(settings), held) for _ in range(8)]
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


PAGES = {
    "organization_staff": (
        "/listings/mine",
        f"/listings/{LISTING}/edit",
        *(f"/listings/{LISTING}/edit/{part}" for part in PART),
        f"/listings/{LISTING}/numbers",
        "/listings/new",
        "/listings/new?sent=yes",
        f"/listings/{LISTING}/history",
        f"/listings/{LISTING}/history/on?day=2026-10-13",
        f"/listings/{LISTING}/history/on?day=2026-10-12",
        f"/listings/{LISTING}/history/on?day=2030-01-01",
    ),
    "curator": (
        "/listings/mine",
        "/desk/proposals",
        f"/desk/proposals/service/{SERVICE}",
        f"/listings/{LISTING}/history",
        f"/listings/{LISTING}/edit/hours",
    ),
}


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing_on_pages_of_keepers(page: Page, role: str, axe: Callable[..., list[str]]) -> None:
    sign_in(page, PEOPLE[role].pop())
    for path in PAGES[role]:
        page.goto(path)
        unroll(page)
        assert axe() == [], path
        assert fits(page), path


def sound(page: Page, axe: Callable[..., list[str]], *shown: str) -> None:
    """The page that a form led to says this, axe finds nothing on it, and it fits."""
    for words in shown:
        expect(page.locator("main")).to_contain_text(words)
    page.wait_for_load_state()
    unroll(page)
    assert axe() == [], shown
    assert fits(page), shown


def unroll(page: Page) -> None:
    """Show the whole page at once: no bar that stays in sight lies half over a box, which axe would call too small."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": WHOLE_PAGE})  # type: ignore[index]


def send(page: Page, act: str) -> None:
    page.locator(f"aside button[value={act}]").dispatch_event("click")


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
def test_axe_finds_nothing_where_a_form_is_wrong(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, PEOPLE["organization_staff"].pop())
    page.goto(f"/listings/{LISTING}/edit/what")
    page.locator("#service-name").fill("")
    send(page, "save")
    sound(page, axe, "One thing to correct")
    expect(page.locator("#service-name")).to_have_attribute("aria-invalid", "true")
    page.goto(f"/listings/{LISTING}/edit/who")
    page.locator("#service-minimum_age").fill("old")
    send(page, "save")
    sound(page, axe, "One thing to correct")
    page.goto(f"/listings/{LISTING}/edit/phones")
    page.locator("#service-phones-1-description").fill("Evenings")
    send(page, "save")
    sound(page, axe, "One thing to correct")
    page.goto(f"/listings/{LISTING}/edit/hours")
    page.locator("#MO-0-closes").select_option("")
    send(page, "save")
    sound(page, axe, "Choose when you close.")
    page.locator("#MO-0-closes").select_option("02:00")
    page.locator("button[value='more:TU']").click()
    sound(page, axe, "next morning")
    page.locator("#other-0-which").select_option("1")
    page.locator("#other-0-day").select_option("SA")
    send(page, "save")
    sound(page, axe, "One thing to correct")
    page.goto("/listings/new")
    page.locator("#name").fill("Lantern Pantry")
    page.locator("#organization").fill("Lantern Neighbors")
    press(page.locator("#new .actions button:not([value])"))
    sound(page, axe, "Give a phone")
    page.locator("#phone").fill("617-555-0142")
    press(page.locator("#new .actions button:not([value])"))
    sound(page, axe, "Is it one of these?")


@pytest.mark.parametrize(
    "page", [SMALL, {**SMALL, "java_script_enabled": False}], indirect=True, ids=["scripts", "no script"]
)
def test_on_a_small_phone_an_error_is_in_sight_and_leads_to_its_field(page: Page) -> None:
    sign_in(page, PEOPLE["organization_staff"].pop())
    page.goto(f"/listings/{LISTING}/edit/hours")
    page.locator("#FR-0-opens").select_option("10:00")
    page.get_by_role("button", name="Save hours").last.click()
    summary, bar = page.locator(".error-summary"), page.locator(".edit-look .actions")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport(ratio=1)
    expect(bar).to_be_in_viewport(ratio=1)
    assert top(bar) >= bottom(summary)
    assert bottom(bar) - top(bar) < ONE_ROW
    read = page.locator("#look p").first
    expect(read).to_be_in_viewport(ratio=1)
    assert top(bar) - top(read) < ONE_ROW
    assert top(read) >= bottom(summary)
    summary.get_by_role("link").click()
    field = page.locator("#FR-0-closes")
    expect(field).to_be_in_viewport(ratio=1)
    assert top(read) >= bottom(field)


def top(found: Locator) -> float:
    return found.evaluate("each => each.getBoundingClientRect().top")  # type: ignore[no-any-return]


def bottom(found: Locator) -> float:
    return found.evaluate("each => each.getBoundingClientRect().bottom")  # type: ignore[no-any-return]


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
def test_axe_finds_nothing_where_a_curator_is_late_or_looks_first(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, PEOPLE["curator"].pop())
    page.goto(f"/desk/proposals/service/{SERVICE}")
    page.locator("#decide button[type=submit]").click()
    sound(page, axe, "There is a problem")
    page.goto(f"/desk/proposals/service/{SERVICE}")
    page.locator("#decide").evaluate("form => { form.elements.seen.value = '0'; }")
    page.locator("details.write summary").first.click()
    page.locator("#fields label").filter(has_text="Use").first.click()
    page.locator("#decide button[type=submit]").click()
    sound(page, axe, "Somebody was faster.")
    page.goto("/desk/proposals")
    page.locator("#changes .docked button").click()
    sound(page, axe, "There is a problem")
    page.locator("#changes label").first.click()
    page.locator("#changes .docked button").click()
    expect(page.locator("#changes .docked")).to_have_count(0)
    sound(page, axe)
    page.goto(f"/listings/{LISTING}/edit/what")
    page.locator("#part input[name=seen]").evaluate("field => { field.value = '0'; }")
    page.locator("#service-description").fill("Groceries and soup.")
    page.locator("#part input[name=seen]").evaluate("field => { field.value = '0'; }")
    send(page, "save")
    sound(page, axe, "Somebody was faster. Nothing of yours is lost.")


@pytest.mark.parametrize("page", [NO_SCRIPT, DESKTOP], indirect=True, ids=["no script", "scripts"])
def test_a_curator_publishes_what_was_chosen(page: Page, request: pytest.FixtureRequest) -> None:
    scripted = "no script" not in request.node.name
    sign_in(page, PEOPLE["curator"].pop())
    page.goto(f"/desk/proposals/service/{SERVICE}")
    if scripted:
        first = page.locator("#decide fieldset[data-field]").first
        page.keyboard.press("a")
        expect(first.get_by_role("radio").first).to_be_checked()
        expect(page.get_by_role("button", name="Publish 1 change")).to_be_visible()
        first.get_by_role("radio").first.focus()
        page.keyboard.press("s")
        expect(first.get_by_role("radio", name="Keep")).to_be_checked()
        page.get_by_role("button", name="Choose anew").click()
    field = "Decide: Youngest age" if scripted else "Decide: Who can come"
    page.get_by_role("group", name=field).get_by_role("radio", name="Use new").check()
    if scripted:
        expect(page.get_by_role("button", name="Publish 1 change")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("1 change decided.")).to_be_visible()
    expect(page.get_by_role("group", name=field)).to_have_count(0)
