"""A care team lets an organization read of a case, and it does, in browsers: phone and desk, in Spanish, without scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from referrals.cases import entries
from referrals.cases import operations as cases
from referrals.consents import operations as consents
from referrals.offers.referring import Wanted, refer
from referrals.people import operations as people
from referrals.people.models import Person as Member
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, press, sign_in
from tests.browser.test_members import WAYS
from tests.factories import LISTING, ORGANIZATION, load
from tests.referrals.test_consents import SIGNED
from tests.web.conftest import NOW
from tests.web.people import BY, Person, a_person
from tests.web.test_shared_cases import ADA, AGREED

pytestmark = [pytest.mark.browser, pytest.mark.journey]
PEOPLE: dict[str, list[Person]] = {"care_team": [], "organization_staff": []}
CASES: list[str] = []


@pytest.fixture(scope="session")
def sharing(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with a case for every way, whose member agreed that those who help work together."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW)
            team = add_care_organization(session, "Northpoint Care Team", NOW, command("test"))
            for _ in WAYS:
                member = session.get_one(Member, people.add(session, ADA, team, BY))
                case = cases.open_case(session, member, "olive", BY)
                need = cases.add_need(session, case, "caregiver-support", "talk", BY)
                refer(session, case, need, Wanted(listing_ids=(LISTING,)), BY)
                task = {"words": "Ask about the pills", "due_on": NOW.date().isoformat(), "told": "yes"}
                entries.add(session, case, "task", task, BY)
                consents.give(session, member, AGREED, SIGNED, BY)
                CASES.append(case.id)
        for role, home in (("care_team", team), ("organization_staff", ORGANIZATION)):
            PEOPLE[role].extend(a_person(opened, Keys.of(settings), Held(role, home)) for _ in WAYS)

    with served(tmp_path_factory.mktemp("sharing"), migrated, (), fill) as address:
        yield address


@pytest.mark.parametrize(
    "page", [{**options, "site": "sharing"} for options in WAYS.values()], indirect=True, ids=list(WAYS)
)
def test_referral_case_is_shared_with_an_organization_and_read_there(
    page: Page, axe: Callable[..., list[str]], request: pytest.FixtureRequest
) -> None:
    way = request.node.callspec.id

    def check(name: str) -> None:
        if way != "no script":
            assert not re.search("lantern", f"{page.title()} {page.url}", re.IGNORECASE), name
            assert fits(page), name
            assert axe() == [], name

    sign_in(page, PEOPLE["care_team"].pop())
    write_down(page, CASES.pop(), check)
    page.context.clear_cookies()
    sign_in(page, PEOPLE["organization_staff"].pop())
    read(page, check)


def write_down(page: Page, case_id: str, check: Callable[[str], None]) -> None:
    page.goto(f"/cases/{case_id}/team")
    page.locator("#name").fill("Cleo Harbor")
    page.locator("#part").select_option("primary_care")
    page.locator("#who").select_option(ORGANIZATION)
    for each in ("needs", "contact", "tasks"):
        page.locator(f"label[for=sees-{each}]").click()
    press(page.locator("#entry button.button"))
    expect(page.locator("main .part")).to_contain_text("Cleo Harbor")
    check("care team")


def read(page: Page, check: Callable[[str], None]) -> None:
    page.goto("/inbox")
    press(page.locator("a[href='/shared']"))
    check("list")
    press(page.locator("a.queue-link").first)
    shown = page.locator("main")
    for words in ("Ada Lantern", "617-555-0103", "Ask about the pills"):
        expect(shown).to_contain_text(words)
    expect(page.locator("#referrals")).to_have_count(0)
    check("case")
