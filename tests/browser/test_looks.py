"""What must hold in other eyes: text twice as large, the reader's own colours, paper, long words on a narrow phone."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RESULTS = "/search?what=food&where=02150"
NARROW = {"viewport": {"width": 320, "height": 640}}
PHONE = {"viewport": {"width": 390, "height": 844}}
# A word that stands on two lines, or outside its tile, was cut.
CUT_WORDS = """selector => [...document.querySelectorAll(selector)].flatMap(element => {
  const node = element.firstChild, range = document.createRange();
  const edge = element.parentElement.getBoundingClientRect().right + 1;
  return [...node.textContent.matchAll(/\\S+/g)].filter(word => {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return range.getClientRects().length > 1 || range.getBoundingClientRect().right > edge;
  }).map(word => word[0]);
})"""
# How much of a control's text its box cuts off, in pixels.
CLIPPED = "all => all.map(each => Math.max(0, each.scrollHeight - each.clientHeight))"
BEFORE = "(each, name) => getComputedStyle(each, '::before')[name]"


@pytest.mark.parametrize("page", [NARROW, PHONE, NARROW | {"locale": "es"}, PHONE | {"locale": "es"}], indirect=True)
@pytest.mark.parametrize(("path", "selector"), [("/", ".kind b"), ("/services/service-pantry", ".facts dt")])
def test_no_word_is_cut_on_a_phone(page: Page, path: str, selector: str) -> None:
    page.goto(path)
    assert page.evaluate(CUT_WORDS, selector) == []


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True)
def test_controls_grow_with_the_text(page: Page) -> None:
    page.goto(RESULTS)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.locator("#open-filters").is_visible():
        page.locator("#search-summary").click()
    assert set(page.locator(".usa-input, .usa-select").evaluate_all(CLIPPED)) <= {0}
    for field in page.locator(".search-form .input-icon").all():
        icon, control = field.locator(".icon").bounding_box(), field.locator("input").bounding_box()
        assert icon
        assert control
        assert control["y"] <= icon["y"]
        assert icon["y"] + icon["height"] <= control["y"] + control["height"]
    assert page.locator('label[for="f-cost-free"]').evaluate(BEFORE, "width") == "48px"


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True)
def test_the_readers_own_colours_keep_every_shape(page: Page) -> None:
    page.goto(RESULTS + "&cost=free")
    radio = page.locator(".option-radio:checked + label")
    assert "gradient" in radio.evaluate(BEFORE, "backgroundImage")
    current, other = page.locator(".nav [aria-current]"), page.locator(".nav a:not([aria-current])").first
    edges = [each.evaluate("each => getComputedStyle(each).borderBlockEndColor") for each in (current, other)]
    assert edges[0] != edges[1]
    for selector in (".chip", "#exit", ".card", ".button"):
        style = page.locator(selector).first.evaluate("each => getComputedStyle(each).borderTopStyle")
        assert style == "solid", selector


def test_a_click_leaves_no_foreign_ring(page: Page) -> None:
    page.goto(RESULTS)
    page.locator('label[for="f-cost-free"]').click()
    expect(page.locator("#f-cost-free")).to_be_focused()
    assert page.locator('label[for="f-cost-free"]').evaluate(BEFORE, "outlineStyle") == "none"


def test_a_printed_list_says_where_and_when(page: Page) -> None:
    page.goto(RESULTS)
    card = page.locator("#listing-listing-pantry")
    hours = card.get_by_text("Monday 10\u00a0a.m. to 2\u00a0p.m., Tuesday 1\u00a0p.m. to 5\u00a0p.m.")
    expect(hours).to_be_hidden()
    page.emulate_media(media="print")
    expect(hours).to_be_visible()
    expect(card.get_by_text("214 Harbor Street, side door, Chelsea MA\u00a002150")).to_be_visible()
    expect(card.get_by_text("617-555-0142")).to_be_visible()
    expect(page.locator("#narrow")).to_be_hidden()


def test_a_printed_listing_has_no_rule_after_its_last_part(page: Page) -> None:
    page.goto("/services/service-pantry")
    page.emulate_media(media="print")
    parts = page.locator(".part:visible")
    assert parts.last.evaluate("each => getComputedStyle(each).borderBlockEndStyle") == "none"
    assert parts.first.evaluate("each => getComputedStyle(each).borderBlockStartStyle") == "none"
