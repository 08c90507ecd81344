"""Organizations keep their own listings right, from the first letter to what a visitor reads: on a phone, also without scripts
and in Spanish.
"""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pyotp
import pytest
from babel.support import NullTranslations, Translations
from playwright.sync_api import Browser, Locator, Page, expect

from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import set_trusted
from resource_app.jobs.deliveries import drain
from resource_app.jobs.posting import TRANSLATIONS
from resource_app.keys import Keys
from resource_app.phrases.moments import Translator, until_clock
from resource_app.phrases.week import span
from resource_app.settings import Settings
from tests.browser.conftest import served, watched
from tests.browser.journey import fits, sign_in
from tests.factories import LISTING, ORGANIZATION, SERVICE, load
from tests.web.conftest import NOW
from tests.web.people import Person, a_person

pytestmark = [pytest.mark.browser, pytest.mark.journey]
MAILBOX, CLAIMANT, REPORTER = "info@lantern.example.org", "lark@lantern.example.org", "otter@example.org"
HOME = {"id": ORGANIZATION, "name": "Lantern Neighbors", "description": "Neighbors who share.", "email": MAILBOX}
MORNINGS = [
    {
        "id": "99999999-9999-4999-8999-999999999999",
        "freq": "WEEKLY",
        "byday": "MO",
        "opens_at": "09:00",
        "closes_at": "12:00",
    }
]
STAFF, CURATOR = Held("organization_staff", ORGANIZATION), Held("curator", None)
EDIT = f"/listings/{LISTING}/edit"
PHONE = {"viewport": {"width": 390, "height": 844}}
WAYS = {
    "phone": PHONE,
    "phone without scripts": PHONE | {"java_script_enabled": False},
    "phone in Spanish": PHONE | {"locale": "es-US"},
}


@dataclass
class Network:
    """A site with one listing, the letters that left it, and who signs in: a code counts once, so everybody does so once."""

    address: str
    opened: Connections
    mail: Path
    options: dict[str, object]
    open_window: Callable[..., Page]
    words: Translator
    people: dict[str, list[Person]] = field(default_factory=dict)

    def say(self, words: str) -> str:
        """Words of ours in the language of the phones."""
        return self.words.gettext(words)

    def window(self) -> Page:
        """Somebody's own phone."""
        return self.open_window(**self.options)

    def letters(self, to: str) -> list[str]:
        """The subjects and texts of the letters that have left for an address."""
        settings = replace(self.opened.settings, mail_url=f"file:{self.mail}")
        drain(replace(self.opened, settings=settings), lambda: NOW)
        made = [
            email.message_from_bytes(each.read_bytes(), policy=email.policy.default) for each in self.mail.glob("*.eml")
        ]
        return [f"{each['Subject']}\n{each.get_content()}" for each in made if each["To"] == to]  # type: ignore[attr-defined]

    def link(self, to: str) -> str:
        """The way in the one letter to an address."""
        [letter] = self.letters(to)
        [way] = re.findall(r"^https?://[^/\s]+(/\S+)$", letter, re.MULTILINE)
        return str(way)

    def signed_in(self, role: str) -> Page:
        """The phone of somebody who has signed in."""
        page, person = self.window(), self.people[role].pop()
        sign_in(page, person)
        return page

    def trust(self) -> None:
        """Let what the organization changes be shown at once."""
        with self.opened.transaction() as session:
            set_trusted(session, ORGANIZATION, NOW, command("test"), trusted=True)


@pytest.fixture
def known_errors(known_errors: list[str]) -> list[str]:
    return [*known_errors, "status of 409"]


@pytest.fixture(params=WAYS)
def network(
    request: pytest.FixtureRequest,
    chromium: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    migrated: Path,
    known_errors: list[str],
) -> Iterator[Network]:
    options = WAYS[request.param]
    spanish = "locale" in options
    words = cast("Translator", Translations.load(TRANSLATIONS, ["es"]) if spanish else NullTranslations())
    made: list[Network] = []

    def fill(settings: Settings, opened: Connections) -> None:
        with opened.transaction() as session:
            load(session, NOW, organization=HOME, schedules=MORNINGS)
        people = {held.role: [a_person(opened, Keys.of(settings), held) for _ in range(2)] for held in (STAFF, CURATOR)}
        made.append(Network("", opened, tmp_path_factory.mktemp("mail"), options, Page, words, people))

    with served(tmp_path_factory.mktemp("right"), migrated, (), fill) as address, ExitStack() as windows:
        made[0].open_window = lambda **more: windows.enter_context(watched(chromium, address, known_errors, **more))
        yield made[0]


def opened(page: Page, link: Locator, heading: str) -> None:
    """Follow a link, or press a button, to the page with this heading."""
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def saved(page: Page, words: str) -> None:
    """Save a part of the form, and read what becomes of it."""
    page.locator("aside button[value=save]").click()
    expect(page.get_by_role("status")).to_have_text(words)
    page.wait_for_load_state()


def claimed(network: Network) -> Page:
    """Somebody of the organization asks for its listing, the listed mailbox says yes, a curator too; their phone, signed in."""
    say, phone = network.say, network.window()
    phone.goto(f"/services/{SERVICE}")
    opened(
        phone,
        phone.get_by_role("link", name=say("Is this your organization? Keep it right")),
        say("Is this your organization?"),
    )
    for name, typed in (("name", "Lark Rowan"), ("email", CLAIMANT), ("does", "I run the pantry")):
        phone.locator(f"#{name}").fill(typed)
    phone.locator("label:has(+ *), label").filter(has_text=say("We write to the address in the listing")).first.click()
    opened(phone, phone.get_by_role("button", name=say("Ask for this listing")), say("Thank you, we have it"))
    reader = network.window()
    reader.goto(network.link(MAILBOX))
    opened(reader, reader.get_by_role("button", name=say("Yes, this is us")), say("Thank you: we know now"))
    desk = network.signed_in("curator")
    desk.goto("/desk")
    desk.locator("#queue li").filter(has_text=say("An organization asks for its listing")).get_by_role("link").click()
    desk.locator("label[for=trusted]").click()
    desk.get_by_role("button", name=say("Grant and invite them")).click()
    expect(desk.get_by_text(say("Granted"), exact=True)).to_be_visible()
    phone.goto(network.link(CLAIMANT))
    phone.locator("#name").fill("Lark Rowan")
    phone.locator("#password").fill("seven herons over the weir")
    opened(phone, phone.locator("main form button"), say("Set up your second factor"))
    phone.get_by_role("button", name=say("Begin")).click()
    seed = phone.locator("code").inner_text().replace(" ", "")
    phone.locator("#code").fill(pyotp.TOTP(seed).at(NOW))
    opened(phone, phone.get_by_role("button", name=say("Use this authenticator")), say("Your recovery codes"))
    return phone


def test_from_the_claim_to_hours_in_the_search(network: Network) -> None:
    say = network.say
    phone = claimed(network)
    phone.goto("/listings/mine")
    opened(phone, phone.get_by_role("link", name=re.compile(f"^{say('Edit')}")), "Lantern Pantry")
    opened(phone, phone.get_by_role("link", name=re.compile(f"^{say('Hours')}")), say("When are you open?"))
    phone.locator("#TU-0-opens").select_option("13:00")
    phone.locator("#TU-0-closes").select_option("18:00")
    assert fits(phone)
    saved(phone, say("Saved. People read it now."))
    visitor = network.window()
    visitor.goto("/search?what=pantry")
    card, now = visitor.get_by_role("article"), say("Open %(until)s") % {"until": until_clock(network.words, 18 * 60)}
    expect(card).to_contain_text(now)
    opened(visitor, card.get_by_role("link", name="Lantern Pantry"), "Lantern Pantry")
    expect(visitor.get_by_text(now).first).to_be_visible()
    expect(visitor.locator(".week")).to_contain_text(span(network.words, 13 * 60, 18 * 60))


def test_a_reported_problem_is_mended_and_its_reporter_told_once(network: Network) -> None:
    say, visitor, typed = network.say, network.window(), "It rings in a bakery."
    visitor.goto(f"/services/{SERVICE}")
    opened(visitor, visitor.locator(f"a[href='/listings/{LISTING}/problem']"), say("Is something wrong here?"))
    visitor.locator("label").filter(has_text=say("A phone number is wrong")).click()
    visitor.locator("#text").fill(typed)
    visitor.locator("#email").fill(REPORTER)
    opened(visitor, visitor.get_by_role("button", name=say("Tell us")), say("Thank you"))
    desk = network.signed_in("curator")
    desk.goto("/desk")
    desk.locator("#queue li").filter(has_text=say("Somebody reported a problem")).get_by_role("link").click()
    expect(desk.get_by_text(typed)).to_be_visible()
    problem = desk.url
    staff = network.signed_in("organization_staff")
    staff.goto(f"{EDIT}/phones")
    staff.locator("input[type=tel]").first.fill("617-555-0148")
    saved(staff, say("Saved. A curator looks at it before people read it."))
    visitor.goto(f"/services/{SERVICE}")
    expect(visitor.locator("main")).to_contain_text("617-555-0142")
    desk.goto("/desk")
    desk.locator("#queue li").filter(has_text=say("Changes wait")).get_by_role("link").click()
    expect(desk.locator("#fields ins")).to_contain_text("617-555-0148")
    desk.wait_for_load_state()
    assert fits(desk)
    desk.locator("#fields label").filter(has_text=say("Use new")).click()
    opened(desk, desk.locator("#decide button[type=submit]"), say("Changes that wait"))
    desk.goto(problem)
    opened(desk, desk.get_by_role("button", name=say("Mended")), say("Work that waits"))
    expect(desk.locator("#queue li")).to_have_count(0)
    visitor.goto(f"/services/{SERVICE}")
    expect(visitor.locator("main")).to_contain_text("617-555-0148")
    expect(visitor.locator("main")).not_to_contain_text("617-555-0142")
    for _ in range(2):
        [letter] = network.letters(REPORTER)
        assert letter.startswith(say("What you told us about a listing"))
        assert typed not in letter
        assert "617" not in letter


def test_what_was_changed_is_taken_back(network: Network) -> None:
    say = network.say
    network.trust()
    phone = network.signed_in("organization_staff")
    phone.goto(f"{EDIT}/before")
    phone.locator("textarea[name$=fees_description]").fill("Two dollars a bag.")
    saved(phone, say("Saved. People read it now."))
    visitor = network.window()
    visitor.goto(f"/services/{SERVICE}")
    expect(visitor.locator("main")).to_contain_text("Two dollars a bag")
    phone.goto(f"/listings/{LISTING}/history")
    assert fits(phone)
    phone.get_by_role("button", name=say("Take this back")).first.click()
    expect(phone.get_by_role("status")).to_have_text(
        say("It was taken back. The listing says again what it said before.")
    )
    expect(phone.get_by_text(say("Taken back later"))).to_be_visible()
    visitor.goto(f"/services/{SERVICE}")
    expect(visitor.locator("main")).not_to_contain_text("Two dollars a bag")


def test_of_two_at_once_nobody_loses_a_word(network: Network) -> None:
    say = network.say
    network.trust()
    phone, desk = network.signed_in("organization_staff"), network.signed_in("curator")
    box = "textarea[name$=eligibility_description]"
    for page in (phone, desk):
        page.goto(f"{EDIT}/who")
        expect(page.locator(box)).to_have_value("")
    desk.locator(box).fill("Anyone who lives in Revere.")
    saved(desk, say("Saved. People read it now."))
    phone.locator(box).fill("Anyone who lives in Chelsea.")
    phone.locator("aside button[value=save]").click()
    told = phone.get_by_role("alert")
    expect(told).to_contain_text(say("Somebody was faster. Nothing of yours is lost."))
    for words in (say("A curator"), "Anyone who lives in Revere."):
        expect(told).to_contain_text(words)
    phone.wait_for_load_state()
    expect(phone.locator(box)).to_have_value("Anyone who lives in Chelsea.")
    assert fits(phone)
    saved(phone, say("Saved. People read it now."))
    phone.goto(f"/services/{SERVICE}")
    expect(phone.locator("main")).to_contain_text("Anyone who lives in Chelsea.")


def test_a_draft_waits_for_who_typed_it(network: Network) -> None:
    say, phone = network.say, network.signed_in("organization_staff")
    phone.goto(f"{EDIT}/languages")
    box = phone.locator("textarea").first
    box.fill("English\nHaitian Creole")
    opened(phone, phone.locator("aside button[value=keep]"), "Lantern Pantry")
    expect(phone.get_by_text(say("A draft of yours, not saved"))).to_be_visible()
    opened(
        phone, phone.get_by_role("link", name=re.compile(f"^{say('Languages')}")), say("Which languages do you speak?")
    )
    expect(box).to_have_value("English\nHaitian Creole")
    expect(phone.get_by_text(say("You typed this before and did not save it."))).to_be_visible()
    saved(phone, say("Saved. A curator looks at it before people read it."))
