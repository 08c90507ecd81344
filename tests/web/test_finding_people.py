"""The pages of people who sign in show fifty at once, and find by name or address."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import insert

from resource_app.accounts.models import Membership, User
from resource_app.accounts.queries import PER_PAGE
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import Person, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
PAGE = f"/organizations/{ORGANIZATION}/staff"


@pytest.fixture
def crowd(connections: Connections) -> Connections:
    """120 people of the organization that is listed, each with two roles there, and one with letters of their own."""
    with connections.transaction() as session:
        load(session, NOW)
        ids = [str(uuid.uuid4()) for _ in range(121)]
        names = [f"Person {number:03}" for number in range(120)] + ["Ángel Ñandú_100%"]
        session.execute(
            insert(User),
            [
                {"id": each, "email": f"n{number}@example.org", "name": name, "language": "en", "made_at": NOW}
                for number, (each, name) in enumerate(zip(ids, names, strict=True))
            ],
        )
        roles = ("organization_staff", "organization_admin")
        session.execute(
            insert(Membership),
            [
                {
                    "id": str(uuid.uuid4()),
                    "user_id": each,
                    "role": role,
                    "organization_id": ORGANIZATION,
                    "made_at": NOW,
                }
                for each in ids
                for role in roles
            ],
        )
    return connections


@pytest.fixture
def boss(site: Flask, crowd: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(crowd, keys, Held("organization_admin", ORGANIZATION)))


def names(visitor: Visitor, path: str) -> list[str]:
    return re.findall(r"<li><p><b>([^<]+)</b>", visitor.get(path).text)


def test_everybody_is_on_one_of_the_pages(boss: Visitor) -> None:
    pages = [names(boss, f"{PAGE}?page={number}") for number in (1, 2, 3)]
    assert [len(each) for each in pages] == [PER_PAGE, PER_PAGE, 122 - 2 * PER_PAGE]
    assert pages[0][0] == "Ángel Ñandú_100%"  # by letters, not by bytes
    assert len({name for each in pages for name in each}) == 122
    assert "page=2" in boss.get(PAGE).text
    assert "page=4" not in boss.get(f"{PAGE}?page=3").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999999999999999"])
def test_a_page_there_is_not_is_the_nearest(boss: Visitor, page: str) -> None:
    assert len(names(boss, f"{PAGE}?page={page}")) in {PER_PAGE, 22}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("person 01", 12),
        ("PERSON 017", 1),
        ("n17@example.org", 1),
        ("angel", 1),
        ("ÁNGEL nandu", 1),
        ("100%", 1),
        ("%", 1),
        ("_", 1),
        ("' OR 1=1 --", 0),
        ("nobody of this name", 0),
        ("   ", PER_PAGE),
    ],
)
def test_people_are_found_by_name_or_address(boss: Visitor, words: str, count: int) -> None:
    answer = boss.post(PAGE, q=words)
    found = re.findall(r"<li><p><b>([^<]+)</b>", answer.text)
    assert len(found) == count


def test_what_was_searched_for_stays_on_the_next_page(boss: Visitor) -> None:
    assert "person &#34;1" in boss.post(PAGE, q='person "1').text
    first = boss.post(PAGE, q="person").text
    assert 'name="q" value="person"><input type="hidden" name="page" value="2"' in first
    second = boss.post(PAGE, q="person", page="2").text
    assert len(re.findall(r"<li><p><b>Person", second)) == PER_PAGE
    assert "?q=" not in first + second  # no name in an address


def test_what_is_no_search_is_refused(boss: Visitor) -> None:
    assert boss.post(PAGE, q="x" * 201).status_code == 422
    assert boss.post(PAGE, q="person", page="٣").status_code == 200


def test_item_33_a_search_finds_nobody_of_another_organization(
    boss: Visitor, site: Flask, crowd: Connections, keys: Keys, admin: Person
) -> None:
    stranger = a_person(crowd, keys, Held("organization_admin", "elsewhere"))
    assert stranger.email not in boss.post(PAGE, q=stranger.email).text.replace(f'value="{stranger.email}"', "")
    network = Visitor(site).sign_in(admin)
    found = re.findall(r"<li><p><b>([^<]+)</b>", network.post("/people", q=stranger.email).text)
    assert found == ["Wren Alder"]
