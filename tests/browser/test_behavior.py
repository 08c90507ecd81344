"""What scripts add: live filters that keep the focus, the map, quick exit, the reader's rough location."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Page, Route, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
HERE = {"geolocation": {"latitude": 42.396312, "longitude": -71.032587}, "permissions": ["geolocation"]}
RESULTS = "/search?what=food&where=02150"


def test_a_filter_narrows_the_list_in_place_and_keeps_the_focus(page: Page) -> None:
    page.goto(RESULTS)
    before = page.locator("article.card").count()
    page.locator("#f-remote-phone").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"1 service"))
    assert page.locator("article.card").count() == 1 < before
    assert page.evaluate("document.activeElement.id") == "f-remote-phone"
    assert "remote=phone" in page.url
    expect(page.get_by_role("link", name="Take off “By phone”")).to_be_visible()
    page.go_back()
    expect(page.locator("article.card")).to_have_count(before)


@pytest.mark.parametrize("how", ["filter", "sort"])
def test_what_is_chosen_before_the_scripts_are_there_narrows_the_list_once_they_are(page: Page, how: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/htmx.min.js*", hold)
    with page.expect_request("**/htmx.min.js*"):
        page.goto(RESULTS, wait_until="commit")
    if how == "filter":
        page.locator('label[for="f-remote-phone"]').click()
    else:
        page.get_by_label("Sort").select_option("name")
    before = page.locator(".card-title").all_inner_texts()
    held[0].continue_()
    expect(page).to_have_url(re.compile("remote=phone" if how == "filter" else "sort=name"))
    expect(page.locator(".card-title")).not_to_have_text(before)


@pytest.mark.parametrize("page", [PHONE, {}], indirect=True)
def test_other_words_are_typed_where_the_first_were(page: Page) -> None:
    page.goto("/search?what=zzqq+kvwxx&where=02150")
    page.get_by_role("link", name="Say it in other words").click()
    expect(page.locator("#what")).to_be_focused()


def test_sorting_works_from_outside_its_form(page: Page) -> None:
    page.goto(RESULTS)
    page.get_by_label("Sort").select_option("name")
    expect(page.locator(".card-title").first).to_have_text("Food stamps (SNAP) sign-up by phone")
    assert "sort=name" in page.url


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_filters_and_map_open_on_demand(page: Page) -> None:
    page.goto(RESULTS)
    expect(page.locator("#narrow")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#narrow")).to_be_visible()
    page.locator('label[for="f-cost-free"]').click()
    expect(page.locator("#f-cost-free")).to_be_checked()
    expect(page.locator(".chip", has_text="Free")).to_have_count(1)
    expect(page.locator("#narrow")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("link", name="Take off “Free”")).to_be_visible()
    page.get_by_role("button", name="Show map").click()
    expect(page.locator("#map")).to_be_visible()
    expect(page.locator("article.card").first).to_be_hidden()
    page.get_by_role("button", name="Show list").click()
    expect(page.locator("article.card").first).to_be_visible()


def test_a_pin_has_the_number_of_its_card_and_opens_from_the_keyboard(page: Page) -> None:
    page.goto(RESULTS)
    pin = page.get_by_role("button", name="Harbor Street Community Pantry").first
    expect(pin).to_have_text("1")
    expect(page.locator("#listing-listing-pantry .pin-number")).to_have_text("1")
    pin.focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup a", has_text="Harbor Street")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    expect(pin).to_be_focused()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_the_chosen_place_stands_in_a_sheet_under_the_map(page: Page, axe: Callable[..., list[str]]) -> None:
    page.goto(RESULTS)
    page.get_by_role("button", name="Show map").click()
    sheet = page.locator("#map-sheet")
    expect(sheet.get_by_role("link", name="Harbor Street Community Pantry")).to_be_visible()
    expect(page.get_by_role("button", name="Show list")).to_be_focused()
    sizes = [
        each.bounding_box()
        for each in (sheet.locator(".call"), sheet.locator(".directions"), sheet.get_by_role("button"))
    ]
    assert all(size and size["height"] >= 44 and size["width"] >= 44 for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe("#map") == []
    page.keyboard.press("Escape")  # not in the map: nothing closes
    expect(sheet).to_be_visible()
    pin = page.get_by_role("button", name="2, Saint Brigid").first
    for key in ("Enter", "Space"):
        pin.focus()
        page.keyboard.press(key)
        link = sheet.get_by_role("link", name="Saint Brigid")
        expect(link).to_be_focused()
        expect(page.locator(".leaflet-popup")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(pin).to_be_focused()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_another_place_of_a_service_leads_to_its_page_from_the_sheet(page: Page) -> None:
    page.goto(RESULTS)
    page.get_by_role("button", name="Show map").click()
    page.locator(".pin-other").first.click(force=True)
    sheet = page.locator("#map-sheet")
    expect(sheet.get_by_role("link", name="See the page")).to_have_attribute("href", re.compile(r"\?place="))
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()


def test_closer_than_the_outlines_are_good_for_there_is_no_shore(page: Page) -> None:
    page.goto(RESULTS + "&within=5")
    expect(page.locator("#map.is-close")).to_be_visible()
    expect(page.locator(".leaflet-control-scale")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert set(page.locator("#map .land").evaluate_all("all => all.map(each => getComputedStyle(each).stroke)")) <= {
        "none"
    }
    land = page.locator("#map").evaluate("each => getComputedStyle(each).backgroundColor")
    assert land == "rgb(247, 246, 241)"


def test_a_private_place_has_no_pin(page: Page) -> None:
    page.goto("/search?what=groceries+families+leaving&where=02150")
    expect(page.locator("#listing-listing-lantern")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("button", name="Groceries for families leaving violence").count() == 0


@pytest.mark.parametrize("way", ["click", "shift"])
def test_quick_exit_leaves_at_once(page: Page, way: str) -> None:
    left: list[str] = []
    page.context.unroute("**/*")
    page.context.route(
        "https://www.weather.gov/**", lambda route: (left.append(route.request.url), route.fulfill(body=""))
    )
    page.goto("/services/service-lantern")
    if way == "click":
        page.locator("#exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.weather.gov/**")
    assert left


@pytest.mark.parametrize("page", [HERE], indirect=True)
def test_a_location_is_rounded_before_it_is_sent(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.goto("/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator('input[name="lat"]')).to_have_value("42.40")
    page.get_by_label("What do you need?").fill("food")
    page.get_by_role("button", name="Find help").click()
    expect(page.locator("article.card").first).to_be_visible()
    assert "lat=42.4" in page.url
    assert not [each for each in sent if "42.396" in each or "71.032" in each]


def test_a_search_in_danger_leaves_the_address_bar(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need?").fill("food, he hits me")
    page.get_by_label("Where?").fill("02150")
    page.get_by_role("button", name="Find help").click()
    expect(page.get_by_role("heading", name="Are you in danger now?")).to_be_visible()
    assert "hits" not in page.url
    page.locator('label[for="f-cost-free"]').click()
    expect(page.get_by_role("button", name="Take off “Free”")).to_be_visible()
    assert "hits" not in page.url
    expect(page.get_by_role("heading", name="Are you in danger now?")).to_be_visible()


@pytest.mark.parametrize("page", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no script"])
def test_the_language_of_a_search_in_danger_changes_and_all_else_stays(page: Page) -> None:
    page.goto("/")
    page.get_by_label("What do you need?").fill("food, he hits me")
    page.get_by_label("Where?").fill("02150")
    page.get_by_role("button", name="Find help").click()
    page.wait_for_url("**/search")
    page.wait_for_load_state()  # its scripts have run
    page.locator('label[for="f-cost-free"]').click()
    if page.locator("#open-map").get_attribute("hidden") is None:  # with scripts the list narrows itself
        expect(page.get_by_role("button", name="Take off “Free”")).to_be_visible()
    else:
        page.get_by_role("button", name="Show").click()
    cards = page.locator("article.card").count()
    page.get_by_role("navigation", name="Language").get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="¿Está en peligro ahora?")).to_be_visible()
    expect(page.locator("#f-cost-free")).to_be_checked()
    expect(page.locator("article.card")).to_have_count(cards)
    expect(page.locator("#what")).to_have_value("food, he hits me")
    assert "hits" not in page.url


def test_the_language_follows_the_filters(page: Page) -> None:
    page.goto(RESULTS)
    page.locator('label[for="f-cost-free"]').click()
    expect(page.get_by_role("link", name="Take off “Free”")).to_be_visible()
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#f-cost-free")).to_be_checked()


def test_the_skip_link_comes_first_and_leads_to_the_main_part(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_listing_leads_back_to_the_results_it_came_from(page: Page) -> None:
    page.goto(RESULTS)
    page.get_by_role("link", name="Food stamps (SNAP) sign-up by phone").click()
    page.get_by_role("link", name="Back to the results").click()
    assert page.url.endswith(RESULTS)


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["desktop", "phone"])
@pytest.mark.parametrize("how", ["no network", "an error", "another page"])
def test_a_list_that_could_not_be_renewed_stays(page: Page, how: str, known_errors: list[str]) -> None:
    known_errors += ["status of 500", "net::ERR_FAILED", "htmx:error"]
    page.goto(RESULTS)
    before = page.locator("article.card").count()
    answers = {
        "an error": {"status": 500, "body": "<h1>No</h1>"},
        "another page": {"body": "<h1>Sign in to Wi-Fi</h1>"},
    }
    page.context.route(
        "**/search?**", lambda route: route.fulfill(**answers[how]) if how in answers else route.abort("failed")
    )
    if page.locator("#open-filters").is_visible():
        page.locator("#open-filters").click()
    page.locator('label[for="f-cost-free"]').click()
    sentence = "We could not update the list. Check your connection and try again."
    expect(page.locator("#update-failed p")).to_have_text(sentence)
    expect(page.locator("#update-failed")).to_be_in_viewport(ratio=0.99)
    expect(page.get_by_role("status").first).to_have_text(sentence)
    expect(page.locator("#found.is-updating")).to_have_count(0)
    expect(page.locator("article.card")).to_have_count(before)
    page.context.unroute("**/search?**")
    page.get_by_role("button", name="Load the page again").click()
    page.wait_for_url(re.compile("cost=free"))
    expect(page.locator("#f-cost-free")).to_be_checked()
    expect(page.locator("#update-failed")).to_be_hidden()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_filters_of_a_phone_are_a_panel_one_gets_out_of(page: Page, axe: Callable[..., list[str]]) -> None:
    page.goto(RESULTS)
    opener = page.get_by_role("button", name="Filters")
    expect(opener).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        opener.focus()
        page.keyboard.press(key)
        panel = page.get_by_role("dialog", name="Narrow the list")
        expect(panel.get_by_role("heading", name="Narrow the list")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#narrow")).to_be_hidden()
        expect(opener).to_be_focused()
    opener.click()
    box = panel.bounding_box()
    strip = page.locator(".strip").bounding_box()
    assert box
    assert strip
    assert (box["y"], box["y"] + box["height"], box["width"]) == (strip["height"], 844, 390)
    expect(page.locator("#exit")).to_be_in_viewport()  # the way out of the site stays in reach
    expect(page.get_by_role("button", name="Show map")).to_be_hidden()
    show = panel.get_by_role("button", name=re.compile("Show .* services"))
    expect(show).to_be_in_viewport(ratio=1)
    assert axe("#map") == []
    page.locator('label[for="f-cost-free"]').click()
    expect(page.get_by_role("status").first).to_have_text(re.compile("service"))
    expect(panel).to_be_visible()  # a swap leaves it open, and named
    panel.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    show.click()
    expect(page.locator("#narrow")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_order_is_chosen_in_the_panel(page: Page) -> None:
    page.goto(RESULTS)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("dialog").get_by_role("link", name="Name, A to Z").click()
    page.wait_for_url(re.compile("sort=name"))
    expect(page.locator(".card-title").first).to_have_text("Food stamps (SNAP) sign-up by phone")


def test_the_map_shows_where_the_search_starts_and_can_be_searched(page: Page) -> None:
    page.goto("/search?what=supper&where=02150&unconfirmed=1")
    expect(page.locator(".pin-own")).to_have_count(1)
    outer, inner = page.locator("#map").bounding_box(), page.locator("#map path.middle").bounding_box()
    assert outer
    assert inner
    assert outer["x"] <= inner["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    assert outer["y"] <= inner["y"]
    assert inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    area = page.get_by_role("link", name="Search this area")
    expect(area).to_be_hidden()
    page.get_by_role("button", name="Zoom out").click()
    area.click()
    page.wait_for_url(re.compile(r"what=supper&where=02150&unconfirmed=1&box="))
    expect(page.locator("#where")).to_have_value("02150")
    expect(page.locator("article.card").first).to_be_visible()
    page.get_by_role("link", name="Take off “What the map shows”").click()
    page.wait_for_url(re.compile(r"what=supper&where=02150&unconfirmed=1$"))


def on_one_spot(page: Page) -> None:
    """Every card of the answer at the same point, as in a building of many services."""
    page.add_init_script(
        """document.addEventListener("readystatechange", () => document.querySelectorAll("#cards [data-lat]").forEach(
        (each) => Object.assign(each.dataset, {lat: "42.39", lon: "-71.03"})))"""
    )


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True)
def test_places_on_one_spot_stand_under_a_ring_that_fans_out(page: Page) -> None:
    on_one_spot(page)
    page.goto("/search?what=food&where=02150&unconfirmed=1")
    if page.locator("#open-map").is_visible():
        page.locator("#open-map").click()
    ring = page.get_by_role("button", name=re.compile(r"^\d places here"))
    expect(ring).to_have_count(1)
    number = int(ring.inner_text())
    assert number > 2
    expect(page.locator(".pin")).to_have_count(0)
    ring.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pin")).to_have_count(number)
    focused = page.locator(".leaflet-marker-icon:focus .pin")
    expect(focused).to_have_count(1)
    boxes = [each.bounding_box() for each in page.locator(".pin").all()]
    assert len({(round(box["x"]), round(box["y"])) for box in boxes if box}) == number
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-marker-icon.is-chosen .pin")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".pin")).to_have_count(0)
    expect(ring).to_be_focused()
    ring.click()
    expect(page.locator(".pin")).to_have_count(number)


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True)
def test_a_fan_covers_no_neighbour_and_stays_on_the_map(page: Page) -> None:
    page.add_init_script(
        """const [up, right] = [[0, 0, 0, 0, 0.015], [0, 0, 0.021, -0.021, 0]];
        document.addEventListener("readystatechange", () => document.querySelectorAll("#cards .card").forEach((each, index) =>
        Object.assign(each.dataset, {lat: 42.39 + up[index % 5], lon: -71.03 + right[index % 5], number: index})))"""
    )
    page.goto("/search?where=02150&unconfirmed=1")
    if page.locator("#open-map").is_visible():
        page.locator("#open-map").click()
    expect(page.locator(".cluster").first).to_be_visible()
    for label in [
        each.get_attribute("aria-label") for each in page.locator(".leaflet-marker-icon:has(.cluster)").all()
    ]:
        page.get_by_role("button", name=str(label)).first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".leg").first).to_be_attached()
        boxes = [each.bounding_box() for each in page.locator(".leaflet-marker-icon:has(.pin, .cluster)").all()]
        area = page.locator("#map").bounding_box()
        assert area
        for number, box in enumerate(boxes):
            assert box
            assert area["x"] - 1 <= box["x"] <= area["x"] + area["width"] - box["width"] + 1
            assert not [other for other in boxes[:number] if other and covers(box, other)]
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")  # on a phone the first closes the sheet
        expect(page.locator(".leg")).to_have_count(0)


def covers(one: FloatRect, other: FloatRect) -> bool:
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return min(across, down) > 1


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True)
def test_the_lines_of_a_card_share_one_edge(page: Page) -> None:
    page.goto("/search?what=food&where=02150")
    card = page.locator("#listing-listing-pantry")
    lines = [card.locator(".fact-line > .said").nth(0).locator("> span").last, card.locator(".open-state > span")]
    edges = [box["x"] for line in lines if (box := line.bounding_box())]
    address = card.locator(".card-address").evaluate(
        "each => { const r = document.createRange(); r.selectNodeContents(each); return r.getBoundingClientRect().x }"
    )
    assert max(*edges, address) - min(*edges, address) < 1 or edges[1] - edges[0] > 60  # the opening may stand beside


def test_going_back_to_a_search_in_danger_tells_how_to_search_again(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto("/")
    note = page.get_by_text("Your last search was not kept")
    expect(note).to_be_hidden()
    page.locator("#what").fill("food and he hits me")
    page.locator("#where").fill("02150")
    page.get_by_role("button", name="Find help", exact=True).click()
    page.wait_for_function("() => history.state?.notKept")  # the script has run: who is faster is asked by the browser
    page.locator("#cards .card-title button").first.click()
    page.wait_for_url(re.compile(r"/services/"))
    page.go_back()
    expect(note).to_be_visible()
    expect(page.locator("#what")).to_have_value("")
    assert page.evaluate("location.pathname + location.search") == "/"
    assert page.evaluate("JSON.stringify(history.state)") == '{"notKept":true}'
    assert not [each for each in addresses if "hits" in each]
    page.goto("/about")
    page.goto("/")
    expect(note).to_be_hidden()


@pytest.mark.parametrize("page", [{}, {"java_script_enabled": False}], indirect=True)
def test_a_listing_of_a_search_in_danger_leads_back(page: Page) -> None:
    page.goto("/")
    page.locator("#what").fill("food and he hits me")
    page.locator("#where").fill("02150")
    page.get_by_role("button", name="Find help", exact=True).click()
    page.locator("#cards .card-title button").first.click()
    page.wait_for_url(re.compile(r"/services/[^?]+(\?place=[^?]+)?$"))
    page.get_by_role("button", name="Back to the results").click()
    expect(page.locator("#what")).to_have_value("food and he hits me")
    expect(page.locator(".danger")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE | HERE], indirect=True)
def test_a_location_in_use_is_shown_once_and_stays(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator("#where")).to_have_attribute("placeholder", "Near you")
    expect(page.locator("#locate-said")).to_have_text("Near you")  # aloud only
    said = page.locator("#locate-said").bounding_box()
    assert said
    assert said["x"] < 0
    page.get_by_role("button", name="Find help").click()
    page.get_by_role("button", name="Change").click()
    expect(page.locator("#where")).to_have_attribute("placeholder", "Near you")
    page.locator("#where").fill("Lynn")
    assert page.locator('#search-form input[name="lat"]').count() == 0


def test_directions_are_a_link_a_desktop_can_follow(page: Page) -> None:
    page.goto("/services/service-pantry")
    link = page.get_by_role("link", name="Directions")
    expect(link).to_have_attribute("href", "https://www.openstreetmap.org/directions?to=42.39350,-71.03360")
    expect(link).to_have_attribute("rel", "noreferrer noopener")
