"""A member is referred, an organization answers, and the member says whether it helped, in real browsers: phone and desk, in
Spanish, and without scripts.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, press, sign_in
from tests.factories import LISTING, ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PHONE = {"width": 390, "height": 844}
WAYS = {
    "phone": {"viewport": PHONE},
    "desktop": {},
    "spanish": {"viewport": PHONE, "locale": "es-US"},
    "no script": {"viewport": PHONE, "java_script_enabled": False},
}
LEAST = 44  # pixels of what is tapped
PEOPLE: dict[str, list[Person]] = {"care_team": [], "organization_staff": []}


@pytest.fixture(scope="session")
def referring(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with a care team and an organization: a person of each for every way, since a code counts once."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
            team = add_care_organization(session, "Northpoint Care Team", NOW, command("test"))
        for role, home in (("care_team", team), ("organization_staff", ORGANIZATION)):
            PEOPLE[role].extend(a_person(opened, Keys.of(settings), Held(role, home)) for _ in WAYS)

    with served(tmp_path_factory.mktemp("referring"), migrated, (), fill) as address:
        yield address


@pytest.mark.parametrize(
    "page", [{**options, "site": "referring"} for options in WAYS.values()], indirect=True, ids=list(WAYS)
)
def test_referral_from_a_listing_to_an_answer_of_the_member(
    page: Page, axe: Callable[..., list[str]], request: pytest.FixtureRequest
) -> None:
    way = request.node.callspec.id

    def check(name: str) -> None:
        if way == "no script":
            return
        assert not re.search("ada |lantern|0103", f"{page.title()} {page.url}", re.IGNORECASE), name
        assert fits(page), name
        assert axe() == [], name

    sign_in(page, PEOPLE["care_team"].pop())
    number = refer(page, f"Ada {way.title()} Lantern", check)
    referral, nurse = page.url, page.context.cookies()
    page.context.clear_cookies()
    sign_in(page, PEOPLE["organization_staff"].pop())
    answer(page, number, check, tapped=page.viewport_size == PHONE)
    page.context.clear_cookies()
    page.context.add_cookies(nurse)  # type: ignore[arg-type]  # what it gave
    page.goto(referral)
    code = coded(page, check)
    page.context.clear_cookies()
    confirm(page, code, check)


def refer(page: Page, name: str, check: Callable[[str], None]) -> str:
    """In five pages; the number of the referral."""
    page.goto(f"/refer?listing={LISTING}")
    check("who")
    page.locator("#name").fill(name)
    page.locator("#born_on").fill("1984-02-29")
    press(page.locator("button[type=submit]:visible").last)
    check("nobody")
    page.locator("#phone").fill("617-555-0103")
    page.locator("label[for=channels-call]").click()
    press(page.locator("#new ~ form button[type=submit]"))
    check("need")
    press(page.locator("button[value=go]"))
    check("what is missing")
    page.locator("#need").select_option("food-insecurity")
    page.locator("#found").select_option("talk")
    page.locator("#call_back").fill("617-555-0121")
    page.locator("#note").fill("She can come on Fridays.")
    press(page.locator("button[value=go]"))
    check("consent")
    page.locator("#signer").fill(name)
    page.locator("label[for=method-3]").click()
    press(page.locator("button[value=give]"))
    check("what is shared")
    press(page.locator("button[value=send]"))
    check("sent")
    found = re.search(r"RL-\w{6}", page.locator("main").inner_text())
    assert found
    return found[0]


def answer(page: Page, number: str, check: Callable[[str], None], *, tapped: bool) -> None:
    """Accepted, begun and given; no name before."""
    page.goto("/inbox")
    check("inbox")
    assert "Lantern, " not in page.locator("main").inner_text()
    page.goto(
        page.locator(".told-card, .then-list li")
        .filter(has_text=number)
        .locator("a[href*='/inbox/']")
        .first.get_attribute("href")
        or ""
    )
    offer = re.sub(r"/(waitlist|ask|decline)$", "", page.url)
    page.goto(offer)
    check("before")
    acts = page.locator(".offer-acts :is(a, button)")
    if tapped:
        assert reachable(page) == ["accept", "waitlist", "ask", "decline"]
    press(acts.first)
    check("after")
    if tapped:
        assert reachable(page) == ["start", "complete", "tried", "pause", "unable"]
        page.goto("/inbox?list=active")
        assert "unable" in reachable(page)
        page.goto(offer)
    assert "617-555-0103" in page.locator("main").inner_text()
    press(page.locator("a[href$='/start']"))
    check("start")
    page.locator("#contacted_on").fill("2026-10-14")
    press(page.locator("main form button[type=submit]"))
    press(page.locator("a[href$='/complete']"))
    page.locator("#served_on").fill("2026-10-14")
    page.locator("#given").fill("2 boxes")
    page.locator("#resolution").select_option("resolved")
    press(page.locator("main form button[type=submit]"))
    check("given")
    assert "2 boxes" in page.locator("main").inner_text()


def reachable(page: Page) -> list[str]:
    """What the buttons of the first offer on a page do: each is large enough for a thumb, and lies where one reaches."""
    done = []
    for each in page.locator(".offer-acts").first.locator(":is(a, button)").all():
        box = each.bounding_box()
        assert box
        assert box["height"] >= LEAST
        assert box["y"] > PHONE["height"] / 3
        way = each.get_attribute("href") or each.locator("xpath=ancestor::form").get_attribute("action") or ""
        done.append(way.rpartition("/")[2])
    return done


def coded(page: Page, check: Callable[[str], None]) -> str:
    """A code to be read out, in Spanish; the page of it is in Spanish, too, for nobody else."""
    page.locator("section:has(#asking) summary").click()
    page.locator("section:has(#asking) label[for=way-1]").click()
    page.locator("#language").select_option("es")
    check("who is asked")
    press(page.locator("form[action$='/links'] button[type=submit]"))
    check("code")
    assert page.locator("html").get_attribute("lang") == "es"
    return page.locator(".code-sheet-code").inner_text()


def confirm(page: Page, code: str, check: Callable[[str], None]) -> None:
    """The member types the code, sees what was shared after the birth year, and says that it helped."""
    page.goto("/answer")
    check("box for the code")
    page.locator("#code").fill(code)
    press(page.locator("main form button"))
    check("did it help")
    assert page.title() == "Su lista"
    assert not re.search("lantern|0103", page.content(), re.IGNORECASE)
    press(page.locator("form:has(#said) > button"))
    check("no choice")
    page.locator("#year").fill("1984")
    press(page.locator("form[action$='/more'] button"))
    check("what was shared")
    assert page.locator(".answer-place").count() == 1
    page.locator("summary").last.click()
    check("stop sharing")
    page.locator("label:has([value=partly])").click()
    press(page.locator("form:has(#said) > button"))
    check("thanks")
    assert "Gracias" in page.locator("h1").inner_text()
