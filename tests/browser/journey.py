"""What every journey in a browser does: sign in, press something that leads to another page, see that a page fits."""

import re
from datetime import datetime

from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person


def press(where: Locator) -> None:
    """Press something and wait for the page it leads to, whole."""
    with where.page.expect_navigation():
        where.click()


def sign_in(page: Page, person: Person, way: str = "/sign-in", now: datetime = NOW) -> None:
    """Sign in on the way to a page; a code counts once, so every journey has a person of its own."""
    page.goto(way)
    page.locator("#email").fill(person.email)
    page.locator("#password").fill(PASSWORD)
    enter(page)
    page.locator("#code").fill(person.code(now))
    enter(page)
    expect(page).to_have_url(re.compile("/account$" if way == "/sign-in" else re.escape(way) + "$"))


def enter(page: Page, key: str = "Enter") -> None:
    """Send the form in which one types, or press a key that leads to another page, and wait for that page, whole."""
    with page.expect_navigation():
        page.keyboard.press(key)


def fits(page: Page) -> bool:
    """Nothing of the page, once it is whole, reaches beyond its side."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
