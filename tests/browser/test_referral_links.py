"""On a phone, an organization without an account answers a referral by the link in a letter; in Spanish and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import links
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer
from referrals.offers.referring import Wanted, refer
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.connections import Connections
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.browser.journey import fits, press
from tests.factories import LISTING, load
from tests.web.conftest import NOW
from tests.web.people import BY

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
WAYS = {
    "phone": {"viewport": PHONE},
    "spanish": {"viewport": PHONE, "locale": "es-US"},
    "no script": {"viewport": PHONE, "java_script_enabled": False},
}
LEAST = 44  # pixels of what is tapped
LINKS: list[str] = []
SAID = {"need": "food-insecurity", "found": "talk", "priority": "routine", "call_back": "617-555-0121", "adults": "2"}
AGREED = terms.Terms(
    kind="platform",
    purposes=frozenset({"referral"}),
    data_classes=terms.USUAL,
    recipients=frozenset({terms.EVERYBODY}),
    starts_on=BY.at.date(),
)


def sent(session: Session, keys: Keys) -> str:
    """The link of a referral of somebody new."""
    person = session.get_one(
        Person, people.add(session, {"name": "Ada Lantern", "zip": "02139", "born_on": "1984-02-29"}, "a-team", BY)
    )
    consents.give(session, person, AGREED, Signed(name="Ada Lantern", language="en"), BY)
    case = cases.open_case(session, person, "olive", BY)
    need = cases.add_need(session, case, "food-insecurity", "talk", BY)
    made = refer(session, case, need, Wanted(listing_ids=(LISTING,), said=SAID), BY)
    offer = session.scalars(select(Offer).where(Offer.referral_id == made)).one()
    make_move(session, Asked(offer_id=offer.id, move="send", version=1, party="referrer"), BY)
    return links.path(keys, offer, links.mailbox(session, offer))


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with an organization for which nobody signs in, and a link for every way: each is good for one answer."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW, email="intake@lantern.example.org")
            LINKS.extend(sent(session, Keys.of(settings)) for _ in WAYS)

    with served(tmp_path_factory.mktemp("linked"), migrated, (), fill) as address:
        yield address


@pytest.mark.parametrize(
    "page", [{**options, "site": "linked"} for options in WAYS.values()], indirect=True, ids=list(WAYS)
)
def test_referral_answered_by_a_link_on_a_phone(
    page: Page, axe: Callable[..., list[str]], request: pytest.FixtureRequest
) -> None:
    def check(name: str) -> None:
        assert "Lantern, " not in page.locator("main").inner_text(), name
        if request.node.callspec.id != "no script":
            assert fits(page), name
            assert axe() == [], name

    page.goto(LINKS.pop())
    check("before")
    acts = page.locator(".offer-acts :is(a, button)")
    assert acts.count() == 4  # accept, waitlist, ask, decline
    for each in acts.all():
        box = each.bounding_box()
        assert box
        assert box["height"] >= LEAST
        assert PHONE["height"] / 3 < box["y"] < PHONE["height"]
    press(acts.first)
    check("accepting")
    press(page.locator("main form button[type=submit]"))
    check("what is missing")
    page.locator("#contact_person").fill("Front desk")
    press(page.locator("main form button[type=submit]"))
    check("accepted")
    assert "617-555-0142" in page.locator("main").inner_text()
    page.reload()
    assert page.locator(".offer-acts").count() == 0
