"""Every page in a real browser: axe finds nothing, nothing scrolls sideways, and it works without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
NARROW = {"viewport": {"width": 320, "height": 640}}
NO_SCRIPT = {"java_script_enabled": False}
PATHS = (
    "/",
    "/search?what=food&where=02150",
    "/search?what=food&where=02150&cost=free&within=10&unconfirmed=1",
    "/search?what=supper&where=02150&cost=fee",
    "/search?what=zzqq+kvwxx&where=02150",
    "/search?what=food&where=0215",
    "/search?what=he+hits+me+food&where=02150",
    "/services/service-pantry",
    "/services/service-pantry/print",
    "/services/service-lantern",
    "/services/service-harsh",
    "/services/service-closed",
    "/services/no-such-service",
    "/organizations/dockside-neighbors-collaborative",
    "/categories",
    "/categories/food-services",
    "/about",
    "/no/such/page",
    "/search?within=abc",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["desktop", "phone"])
def test_axe_finds_nothing(page: Page, axe: Callable[..., list[str]], path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    # Overlapping pins are too close to one another for axe; the list is their equivalent (WCAG 2.5.8).
    assert axe("#map") == []


@pytest.mark.parametrize("path", ["/", "/search?what=food&where=02150", "/categories/food-services"])
@pytest.mark.parametrize("page", [{"site": "empty_site"}, PHONE | {"site": "empty_site"}], indirect=True)
def test_axe_finds_nothing_in_an_empty_directory(page: Page, axe: Callable[..., list[str]], path: str) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_have_text("There are no listings yet")
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ["/", "/search?what=food&where=02150", "/services/service-pantry"])
@pytest.mark.parametrize("page", [{"locale": "es"}], indirect=True)
def test_axe_finds_nothing_in_spanish(page: Page, axe: Callable[..., list[str]], path: str) -> None:
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert axe("#map") == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_nothing_scrolls_sideways_at_320_pixels(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/search?what=food&where=02150", "/services/service-pantry"])
@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_nothing_scrolls_sideways_with_text_twice_as_large(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("page", [NO_SCRIPT, NO_SCRIPT | PHONE], indirect=True, ids=["desktop", "phone"])
def test_help_is_found_without_javascript(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need?").fill("food")
    page.get_by_label("Where?").fill("02150")
    page.get_by_role("button", name="Find help").click()
    expect(page).to_have_url(re.compile("what=food&where=02150"))
    if page.viewport_size and page.viewport_size["width"] < 1024:
        page.get_by_role("link", name="Filters").click()
    page.locator('label[for="f-cost-free"]').click()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("cost=free"))
    page.get_by_role("link", name="Harbor Street Community Pantry").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbor Street Community Pantry")
    expect(page.get_by_role("link", name="Call 617-555-0142")).to_have_attribute("href", "tel:+16175550142")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_call_button_is_large_enough_for_a_thumb(page: Page) -> None:
    page.goto("/search?what=food&where=02150")
    sizes = [box["height"] for box in (each.bounding_box() for each in page.locator("a.call").all()) if box]
    assert sizes
    assert min(sizes) >= 44


def test_printing_leaves_out_what_passes_with_time(page: Page) -> None:
    page.goto("/services/service-pantry")
    page.emulate_media(media="print")
    for selector in (".strip", ".header", ".footer", "#map-region", ".open-state-line", "#near", ".print-way"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.get_by_text("Printed 13 October 2026.")).to_be_visible()
    expect(page.get_by_text("617-555-0142")).to_be_visible()


@pytest.mark.parametrize("page", [NO_SCRIPT], indirect=True)
def test_without_a_map_the_list_has_its_room(page: Page) -> None:
    page.goto("/search?what=food&where=02150")
    expect(page.locator("#map-region")).to_be_hidden()
    right = "each => each.getBoundingClientRect().right - parseFloat(getComputedStyle(each).paddingRight)"
    ends = [page.locator(each).evaluate(right) for each in ("#found", ".list-column")]
    assert abs(ends[0] - ends[1]) <= 1


def test_beside_a_map_the_list_has_two_thirds(page: Page) -> None:
    page.goto("/search?what=food&where=02150")
    expect(page.locator("#map-region")).to_be_visible()
    top = "each => each.getBoundingClientRect().top"
    tops = [page.locator(each).evaluate(top) for each in ("#map-region", ".list-column")]
    assert abs(tops[0] - tops[1]) <= 1
