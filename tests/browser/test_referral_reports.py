"""What can be told of many referrals, and what came of one, in real browsers: on a phone, at a desk, and in Spanish."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from referrals.cases.models import Case
from referrals.demo import loading
from referrals.demo.loading import Wanted
from referrals.offers.models import Referral
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, press, sign_in
from tests.validation.listings import load_many
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
WAYS = {
    "phone": {"viewport": PHONE},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "spanish": {"viewport": PHONE, "locale": "es-US"},
}
MEMBERS = Wanted(members=160, active=160, staff=20)
PEOPLE: dict[str, list[Person]] = {"care_team": [], "network_admin": []}
CLOSED: dict[str, str] = {}  # the id of a referral by its resolution


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A network with a year of made-up referrals."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load_many(session, [1] * 4, NOW)
            team = add_care_organization(session, "Northpoint Care Team", NOW, command("test"))
        loading.load(opened, MEMBERS, team, NOW, lambda _done, _of: None)
        for role, home in (("care_team", team), ("network_admin", None)):
            PEOPLE[role].extend(a_person(opened, Keys.of(settings), Held(role, home)) for _ in WAYS)
        with opened.reading() as session:
            ours = select(Referral.resolution, Referral.id).join(Case, Referral.case_id == Case.id)
            CLOSED.update(
                session.execute(ours.where(Case.organization_id == team, Referral.resolution.is_not(None))).all()
            )

    with served(tmp_path_factory.mktemp("told"), migrated, (), fill) as address:
        yield address


sites = pytest.mark.parametrize(
    "page", [{**options, "site": "told"} for options in WAYS.values()], indirect=True, ids=list(WAYS)
)


@sites
def test_referral_numbers_are_a_picture_a_table_and_a_file(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, PEOPLE["network_admin"].pop())
    page.goto("/network/numbers")
    assert fits(page)
    assert axe() == []
    assert page.locator("main svg").count() > 0
    assert page.locator("main table").count() > 0
    for row in page.locator("main details").all():
        row.locator("summary").click()
    assert fits(page)
    assert axe() == []
    figures = re.findall(r"\d+", " ".join(page.locator("main table td").all_inner_texts()))
    assert figures
    assert [each for each in figures if 0 < int(each) < 11] == []
    with page.expect_download() as download:
        page.locator('main a[href="/network/numbers.csv"]').click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("quarter from,as of,part")
    assert len(lines) > 15


@sites
def test_the_result_of_a_referral_fits_on_one_page(page: Page, axe: Callable[..., list[str]]) -> None:
    sign_in(page, PEOPLE["care_team"].pop())
    for resolution in ("resolved", "unresolved", "withdrawn"):
        page.goto(f"/referrals/{CLOSED[resolution]}/result")
        assert fits(page), resolution
        assert axe() == [], resolution
        assert page.locator("main h2").count() == 3
        assert page.title().count("RL-") == 1
    page.emulate_media(media="print")
    expect(page.locator("main .screen-only")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page.locator("main .back a"))
    assert page.url.endswith(CLOSED["withdrawn"])
