"""How often a listing was found and opened: from a search to the page of who keeps it right, and nothing small on the way."""

import csv
import json
import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.models import ListingUse
from resource_app.factory import create_app
from resource_app.jobs import work
from resource_app.keys import Keys
from resource_app.web.using import is_robot
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, load
from tests.stores import settings_in
from tests.web.conftest import NOW
from tests.web.people import Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
NUMBERS = f"/listings/{LISTING}/numbers"
TOGETHER = f"/organizations/{ORGANIZATION}/numbers"
OTHER_PLACE = {
    "id": "c" * 8 + LISTING[8:],
    "location": {"id": "c" * 8 + PLACE[8:], "location_type": "physical", "name": "Front door"},
}
FOUND = "/search?what=groceries&where=02150"
HERE = {"Referer": f"http://localhost{FOUND}&category=food-services"}
PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def staff(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_staff", ORGANIZATION)))


def use(listed: Connections, *rows: tuple[date, str, str, int, int]) -> None:
    with listed.transaction() as session:
        for day, category, zip3, found, opened in rows:
            counts = {"found": found, "opened": opened}
            session.add(ListingUse(day=day, listing_id=LISTING, category=category, zip3=zip3, **counts))


def noted(listed: Connections) -> list[dict[str, object]]:
    folder = listed.settings.use_folder
    files = sorted(folder.glob("*")) if folder and folder.is_dir() else []
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def summed(listed: Connections) -> list[tuple[str, str, int, int]]:
    work.count_use(listed, NOW)
    with listed.reading() as session:
        rows = session.scalars(select(ListingUse).order_by(ListingUse.category, ListingUse.zip3))
        return [(row.category, row.zip3, row.found, row.opened) for row in rows]


def test_a_search_and_an_opening_are_added_up(visitor: Visitor, listed: Connections) -> None:
    assert visitor.get(FOUND).status_code == 200
    visitor.get(f"/services/{SERVICE}", headers=HERE)
    visitor.get(f"/services/{SERVICE}")
    assert summed(listed) == [("", "", 0, 1), ("", "021", 1, 0), ("food-services", "021", 0, 1)]


@pytest.mark.parametrize("came_from", [
    "https://elsewhere.example.org/search?where=02150&category=food-services",
    "http://localhost/about?where=02150",
    "http://localhost/search?where=Chelsea&category=canary",
    "http://localhost/search?where=02150&category=violence-help",
    "http://[",
])  # fmt: skip
def test_only_a_search_of_ours_says_what_was_chosen(visitor: Visitor, listed: Connections, came_from: str) -> None:
    assert visitor.get(f"/services/{SERVICE}", headers={"Referer": came_from}).status_code == 200
    assert noted(listed) == [{"opened": LISTING}]


@pytest.mark.parametrize(
    "headers",
    [{"User-Agent": GOOGLE}, {"User-Agent": ""}, {"User-Agent": "curl/8.4"}, {"Sec-Purpose": "prefetch;prerender"}],
)
def test_robots_and_what_is_fetched_ahead_count_nothing(
    visitor: Visitor, listed: Connections, headers: dict[str, str]
) -> None:
    for path in (FOUND, f"/services/{SERVICE}"):
        assert visitor.get(path, headers=headers).status_code == 200
    assert noted(listed) == []


def test_what_is_not_shown_counts_nothing(visitor: Visitor, listed: Connections) -> None:
    visitor.client.head(f"/services/{SERVICE}")
    visitor.get("/services/nothing")
    visitor.client.post("/search", data={"what": "he hits me", "where": "02150"})
    visitor.client.post(f"/services/{SERVICE}", data={"what": "he hits me"})
    visitor.get("/search?where=02150&category=violence-help")
    assert noted(listed) == []


def test_robots_say_what_they_are() -> None:
    for robot in (
        GOOGLE,
        "AhrefsBot/7.0",
        "python-requests/2.31",
        "Baiduspider",
        "Go-http-client/2.0",
        "HeadlessChrome/1",
    ):
        assert is_robot(robot)
    assert not is_robot(PHONE)


@pytest.mark.parametrize("role", ["organization_staff", "curator", "care_team"])
def test_who_keeps_listings_right_is_not_counted(site: Flask, listed: Connections, keys: Keys, role: str) -> None:
    held = Held(role, None if role == "curator" else ORGANIZATION)
    visitor = Visitor(site).sign_in(a_person(listed, keys, held))
    visitor.get(FOUND)
    visitor.get(f"/services/{SERVICE}")
    visitor.get(NUMBERS)
    assert len(noted(listed)) == (2 if role == "care_team" else 0)


def test_a_site_that_does_not_count(listed: Connections, watch: Watch) -> None:
    made = create_app(settings_in(listed.settings.data_dir, USE_DIR="off"), listed)
    made.extensions["clock"] = watch
    assert made.test_client().get(FOUND).status_code == 200
    keys: Keys = made.extensions["keys"]
    visitor = Visitor(made).sign_in(a_person(listed, keys, Held("curator", None)))
    assert noted(listed) == []
    assert "This site does not count" in visitor.get(NUMBERS).text


BUSY = (
    (date(2026, 7, 3), "food-services", "021", 1_200, 300),
    (date(2026, 7, 31), "", "", 40, 5),
    (date(2026, 8, 1), "food-services", "024", 300, 7),
    (date(2026, 9, 30), "housing", "019", 3, 4),
    (date(2026, 9, 30), "", "018", 4, 0),
    (date(2026, 2, 1), "", "", 10, 2),
    (date(2026, 10, 1), "food-services", "023", 5_000, 5_000),  # a quarter that runs
    (date(2025, 9, 30), "food-services", "023", 7_000, 7_000),  # long ago
)


def rows_of(page: str) -> list[tuple[str, ...]]:
    return [tuple(re.findall(r"<t[hd][^>]*>([^<]*)<", row)) for row in re.findall(r"<tr>(.*?)</tr>", page)]


def test_the_page_shows_quarters_that_are_over_and_nothing_small(staff: Visitor, listed: Connections) -> None:
    use(listed, *BUSY)
    page = staff.get(NUMBERS).text
    rows = rows_of(page)
    assert "<b>1,547</b>" in page
    assert "<b>316</b>" in page
    assert ("July 2026", "–", "305") in rows  # September alone was small of those found: the others would tell it
    assert ("August 2026", "–", "–") in rows
    assert ("Food", "1,500", "–") in rows  # 5 and 4 are less than eleven together: the others would tell that
    assert ("All others together", "47", "316") in rows
    assert ("021…", "1,200", "300") in rows
    assert ("024…", "300", "–") in rows
    assert ("All others together", "47", "16") in rows
    assert not any(number in page for number in ("5,000", "7,000", "018", "019", "housing", "10,"))
    assert "October to December 2026 will be here on 8 January 2027." in page
    assert "Opened most often in July 2026: 305 times" in page


def test_the_file_says_no_more_than_the_page(staff: Visitor, listed: Connections) -> None:
    use(listed, *BUSY)
    answer = staff.get(f"{NUMBERS}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="numbers.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    head, *rows = csv.reader(answer.text.splitlines())
    assert head == ["part", "from", "to", "of", "found", "opened"]
    assert ["quarter", "2026-07-01", "2026-09-30", "", "1547", "316"] in rows
    assert ["month", "2026-02-01", "2026-02-28", "", "–", "–"] in rows
    assert ["ZIP3", "2026-07-01", "2026-09-30", "021", "1200", "300"] in rows
    counts = [cell for row in rows for cell in row[4:]]
    assert [cell for cell in counts if cell != "–" and int(cell) < 11] == []
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)


def test_a_listing_nobody_found_has_a_page(staff: Visitor) -> None:
    page = staff.get(NUMBERS).text
    assert page.count("<b>–</b>") == 2
    assert "There is no month that may be shown" in page
    assert '<svg class="chart' not in page
    assert f"{NUMBERS}" in staff.get(f"/listings/{LISTING}/edit").text


def test_a_listing_of_a_sensitive_kind_shows_none_and_says_why(
    site: Flask, connections: Connections, keys: Keys
) -> None:
    name = "Domestic violence shelter"
    with connections.transaction() as session:
        load(session, NOW, name=name, description="Emergency shelter for victims of domestic violence.")
    use(connections, *BUSY)
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("organization_admin", ORGANIZATION)))
    page = visitor.get(NUMBERS).text
    assert "This listing has no figures." in page
    assert "1,547" not in page
    assert visitor.get(f"{NUMBERS}.csv").text.splitlines() == ["part,from,to,of,found,opened"]


def test_listings_together_tell_no_more_than_each_by_itself(staff: Visitor, listed: Connections) -> None:
    with listed.transaction() as session:
        load(session, NOW, service_at_locations=[OTHER_PLACE])
        for category, found in (("food-services", 500), ("housing", 10)):
            made = {"category": category, "zip3": "021", "found": found, "opened": 10}
            session.add(ListingUse(day=date(2026, 7, 3), listing_id=OTHER_PLACE["id"], **made))
    use(listed, *BUSY)
    page = staff.get(TOGETHER).text
    rows = rows_of(page)
    assert "<b>2,057</b>" in page  # 1,547 and 510
    assert "<b>336</b>" in page
    assert ("July 2026", "–", "305") in rows  # its July is not told: what stands there is the other's alone
    assert ("Food", "1,500", "–") in rows
    assert ("021…", "1,710", "320") in rows
    assert TOGETHER in staff.get(NUMBERS).text
    assert "Cuántas veces se encuentran las fichas" in staff.get(f"{TOGETHER}?lang=es").text


def test_an_organization_without_figures_says_so(site: Flask, connections: Connections, keys: Keys) -> None:
    with connections.transaction() as session:
        load(session, NOW, name="Domestic violence shelter", description="Shelter for victims of domestic violence.")
    use(connections, *BUSY)
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held("organization_admin", ORGANIZATION)))
    page = visitor.get(TOGETHER).text
    assert "There are no figures" in page
    assert "1,547" not in page


def test_another_organization_does_not_see_it(site: Flask, listed: Connections, keys: Keys) -> None:
    other = Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", "9" * 8 + ORGANIZATION[8:])))
    assert other.get(TOGETHER).status_code == 404
    curator = Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))
    assert curator.get(TOGETHER).status_code == 200
    assert curator.get("/organizations/none/numbers").status_code == 404


def test_the_page_speaks_spanish(staff: Visitor, listed: Connections) -> None:
    use(listed, *BUSY)
    page = staff.get(f"{NUMBERS}?lang=es").text
    for words in ("Julio a septiembre de 2026", "Julio de 2026", "Cómo se cuenta", "Todos los demás juntos"):
        assert words in page, words
    for english in ("Found", "Opened", "together", "ZIP"):
        assert english not in page, english


def test_only_who_keeps_it_right_sees_it(site: Flask, listed: Connections, keys: Keys) -> None:
    other = Visitor(site).sign_in(
        a_person(listed, keys, Held("organization_admin", "99999999-9999-4999-8999-999999999999"))
    )
    for path in (NUMBERS, f"{NUMBERS}.csv"):
        assert other.get(path).status_code == 404
        assert Visitor(site).get(path).status_code in {302, 303}
