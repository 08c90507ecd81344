"""One case, three needs, three targets, five actors: a nurse who reviews a stay hands somebody in, a care manager refers, two
organizations help, an advocate speaks with the member and her doctor. Each prints a line and leaves a picture (`pytest -s`).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served, watched
from tests.browser.journey import fits, press, sign_in
from tests.validation.listings import id_of, load_many
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.acceptance]
TARGETS = {"housing-instability": 1, "stress": 2, "medical-cost-burden": 3}  # needs, and organizations
ASKED_BY_NAME = {"stress": "mental_health", "medical-cost-burden": "health"}
ACTORS: dict[str, Person] = {}


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with two care teams, three organizations and the five actors."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load_many(session, [1] * len(TARGETS), NOW)
            review = add_care_organization(session, "Harborview Review", NOW, command("test"))
            team = add_care_organization(session, "Northpoint Care Team", NOW, command("test"))
        homes = {
            "nurse": Held("care_team", review),
            "care manager": Held("care_team", team),
            "housing": Held("organization_staff", id_of("organization 1")),
            "behavioral partner": Held("organization_staff", id_of("organization 2")),
            "advocate": Held("advocate", team),
        }
        ACTORS.update({name: a_person(opened, Keys.of(settings), held) for name, held in homes.items()})

    with served(tmp_path_factory.mktemp("scenario"), migrated, (), fill) as address:
        yield address


def hand_in(page: Page) -> str:
    """The nurse: an admission that could have been avoided."""
    page.goto("/hand-in")
    page.locator("#team").select_option(label="Northpoint Care Team")
    page.locator("#name").fill("Ada Lantern")
    page.locator("#born_on").fill("1984-02-29")
    page.locator("#phone").fill("617-555-0103")
    page.locator("label[for=channels-call]").click()
    page.locator("#reason").select_option("caregiver")
    page.locator("#source").select_option("provider")
    page.locator("#words").fill("She may lose her home and stopped her treatment.")
    press(page.get_by_role("button", name="Hand in"))
    assert "Waiting for an answer" in page.locator("main").inner_text()
    return "hands Ada in after an admission that could have been avoided"


def take_on_and_refer(page: Page) -> str:
    """The care manager: accepts, and refers for three needs."""
    page.goto("/intake")
    press(page.get_by_role("button", name=re.compile("^Accept")))
    member = page.url
    write_down(page, member, "member", "The landlord wants her out by the end of the month.")
    write_down(page, member, "care_team", "Her doctor sees her on Monday.")
    for need, number in TARGETS.items():
        page.goto(f"/refer?listing={id_of(f'listing {number}-0')}")
        press(page.locator("button.choose"))
        page.locator("#need").select_option(need)
        page.locator("#found").select_option("talk")
        page.locator("#call_back").fill("617-555-0121")
        press(page.locator("button[value=go]"))
        if "/consent" in page.url:
            consent(page, need)
        press(page.locator("button[value=send]"))
        assert "Waiting for an answer" in page.locator("main").inner_text()
    return "takes her on, calls her and her doctor, and refers her for three needs to three places"


def consent(page: Page, need: str) -> None:
    if need in ASKED_BY_NAME:
        page.locator(f"label[for=tell_{ASKED_BY_NAME[need]}]").click()
    page.locator("#signer").fill("Ada Lantern")
    page.locator("label[for=method-3]").click()
    press(page.locator("button[value=give]"))


def write_down(page: Page, member: str, whom: str, words: str) -> None:
    """A call, in the contact log of the case."""
    page.goto(member)
    press(page.locator("a[href$='/contacts']"))
    page.locator("#whom").select_option(whom)
    page.locator("#channel").select_option("call")
    page.locator("#result").select_option("reached")
    page.locator("#words").fill(words)
    press(page.locator("#entry button[type=submit]"))
    assert words in page.locator("main").inner_text()


def help_her(page: Page) -> str:
    """An organization: accepts, begins, and says what was given."""
    page.goto("/inbox")
    assert "Lantern" not in page.locator("main").inner_text()
    press(page.get_by_role("button", name=re.compile("^Accept")))
    assert "617-555-0103" in page.locator("main").inner_text()
    press(page.locator("a[href$='/start']"))
    page.locator("#contacted_on").fill("2026-10-13")
    press(page.locator("main form button[type=submit]"))
    press(page.locator("a[href$='/complete']"))
    page.locator("#served_on").fill("2026-10-13")
    page.locator("#given").fill("What was agreed")
    page.locator("#resolution").select_option("resolved")
    press(page.locator("main form button[type=submit]"))
    return "accepts without having read a name, begins, and reports what was given"


def close_the_loop(page: Page) -> str:
    """The advocate: asks the member, and records what the third place says on the phone."""
    for need, said in (("Keeping a home", "said-1"), ("Help with stress", "said-2")):
        open_referral(page, need)
        page.locator(f"label[for={said}]").click()
        press(page.get_by_role("button", name="Write it down"))
        assert "confirmed" in page.locator("main").inner_text().lower()
    open_referral(page, "Help with medical costs")
    press(page.locator("a[href$='/decline']"))
    page.locator("#reason").select_option("at_capacity")
    press(page.locator("main form button[type=submit]"))
    page.locator("details summary").filter(has_text="Close it").click()
    page.locator("#reason").select_option("at_capacity")
    press(page.get_by_role("button", name="Close it"))
    press(page.locator("a[href^='/members/']").first)
    member = page.url
    write_down(page, member, "care_team", "Her doctor goes on with the treatment.")
    page.goto(member)
    assert page.locator("a[href$='/contacts'] .count").inner_text() == "3"
    return (
        "hears from Ada that she keeps her home, and from her doctor that her treatment goes on without the third place"
    )


def open_referral(page: Page, need: str) -> None:
    page.goto("/referrals?whose=team")
    page.goto(page.locator("a[href^='/referrals/']").filter(has_text=need).first.get_attribute("href") or "")


def test_referral_scenario_five_actors_close_three_needs(
    chromium: Browser, network: str, known_errors: list[str], tmp_path: Path
) -> None:
    steps = {
        "nurse": hand_in,
        "care manager": take_on_and_refer,
        "housing": help_her,
        "behavioral partner": help_her,
        "advocate": close_the_loop,
    }
    for number, (actor, act) in enumerate(steps.items(), 1):
        with watched(chromium, network, known_errors) as seen:
            sign_in(seen, ACTORS[actor])
            said = act(seen)
            assert fits(seen)
            picture = tmp_path / f"{number} {actor}.png"
            seen.screenshot(path=picture, full_page=True)
            print(f"{number}. The {actor} {said}. {picture}")  # noqa: T201 - the story is what it is for
