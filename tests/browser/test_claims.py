"""An organization gets its listing at phone width: claim, proof, the curator's yes, the first day as its administrator."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from resource_app.accounts import invitations
from resource_app.accounts.models import Invitation
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory import claims
from resource_app.directory.models import Claim
from resource_app.keys import Keys
from resource_app.settings import Settings
from tests.browser.conftest import served
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person, a_person

pytestmark = [pytest.mark.browser, pytest.mark.journey]
MAILBOX = "info@lantern.example.org"
HOME = {
    "id": ORGANIZATION,
    "name": "Lantern Neighbors",
    "description": "Neighbors who share.",
    "email": MAILBOX,
    "website": "https://www.lantern.example.org",
}
PHONE = {"viewport": {"width": 390, "height": 844}, "site": "claimed"}
DESKTOP = {"site": "claimed"}
PEOPLE: list[Person] = []
OPENED: list[tuple[Connections, Keys]] = []
LETTER = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 an invented letter"}


@pytest.fixture
def claimed(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """A site with one organization, and curators."""

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW, organization=HOME)
        keys = Keys.of(settings)
        PEOPLE[:] = [a_person(opened, keys, Held("curator", None))]
        OPENED[:] = [(opened, keys)]

    with served(tmp_path_factory.mktemp("claimed"), migrated, (), fill) as address:
        yield address


def ask(page: Page, proof: str, name: str = "Lark Rowan") -> None:
    page.goto(f"/listings/{LISTING}/claim")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your work email address").fill("lark@lantern.example.org")
    page.get_by_label("What you do there").fill("I run the pantry")
    page.get_by_text(proof).click()
    if proof.startswith("You send"):
        page.get_by_label("The document, if you send one").set_input_files(LETTER)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ask for this listing").click()
    page.wait_for_load_state()


def letter(page: Page) -> str:
    """The address in the letter to the listed mailbox."""
    opened, keys = OPENED[0]
    with opened.reading() as session:
        made = session.scalars(select(Claim)).one()
        return f"/claims/{made.id}/{claims.secret(keys, made, MAILBOX)}"


def invitation() -> str:
    opened, keys = OPENED[0]
    with opened.reading() as session:
        return invitations.LINK.path(session, keys, session.scalars(select(Invitation)).one())


def claim_page() -> str:
    with OPENED[0][0].reading() as session:
        return f"/desk/claims/{session.scalars(select(Claim.id)).one()}"


def sign_in(page: Page) -> None:
    person = PEOPLE.pop()
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your second factor")).to_be_visible()
    page.get_by_label("Code").fill(person.code(NOW))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Your account")).to_be_visible()
    page.wait_for_load_state()


def set_up_authenticator(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second factor")
    page.get_by_role("button", name="Begin").click()
    seed = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(seed).at(NOW))
    page.get_by_role("button", name="Use this authenticator").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")


@pytest.mark.parametrize(
    "page",
    [PHONE, PHONE | {"java_script_enabled": False}],
    indirect=True,
    ids=["phone", "phone without scripts"],
)
def test_from_the_claim_to_the_first_day_as_administrator(page: Page) -> None:
    page.goto(f"/services/{SERVICE}")
    page.get_by_role("link", name="Is this your organization? Keep it right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this your organization?")
    ask(page, "We write to the address in the listing")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, we have it")
    page.goto(letter(page))
    page.get_by_role("button", name="Yes, this is us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: we know now")
    sign_in(page)
    page.goto(claim_page())
    expect(page.get_by_text("Waits, proved by mail")).to_be_visible()
    page.get_by_text("Trusted").click()
    page.get_by_role("button", name="Grant and invite them").click()
    expect(page.get_by_text("Granted", exact=True)).to_be_visible()
    page.context.clear_cookies()
    page.goto(invitation())
    page.get_by_label("Your name").fill("Lark Rowan")
    page.get_by_label("Password").fill("seven herons over the weir")
    page.get_by_role("button", name="Go on to the second factor").click()
    set_up_authenticator(page)
    page.goto("/account")
    page.get_by_role("link", name="Your staff").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff of Lantern Neighbors")
    expect(page.get_by_text("lark@lantern.example.org")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True, ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_pages_of_a_claim(page: Page, axe: Callable[..., list[str]]) -> None:
    def look(name: str) -> None:
        page.wait_for_load_state()
        assert axe() == [], name
        width = page.viewport_size["width"]  # type: ignore[index]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    page.goto(f"/listings/{LISTING}/claim")
    look("ask")
    ask(page, "You send a document", "\t")
    expect(page.get_by_role("alert")).to_be_visible()
    look("ask-wrong")
    ask(page, "We write to the address in the listing")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, we have it")
    look("asked")
    page.goto(letter(page))
    look("prove")
    sign_in(page)
    page.goto(claim_page())
    look("desk")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Refused", exact=True)).to_be_visible()
    look("desk-refused")
