"""The network's administrator and the organizations that work in it: found by name, care organizations added, none shown."""

import re

import pytest
from flask import Flask

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.people import Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
PAGE = "/organizations"
UNKNOWN = "/organizations/77777777-7777-4777-8777-777777777777"


@pytest.fixture
def admin(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    """The network's administrator, over a directory with one organization."""
    return Visitor(site).sign_in(a_person(listed, keys, Held("network_admin", None)))


def test_a_care_organization_is_added_and_staffed(admin: Visitor) -> None:
    answer = admin.post(PAGE, page=PAGE, name="Lantern Health")
    assert answer.status_code == 303
    staff = answer.location
    assert "Staff of Lantern Health" in admin.get(staff).text
    asked = admin.post(f"{staff}/invite", page=staff, email="lark@example.org", role="care_team", group="nurse")
    assert (asked.status_code, asked.location) == (303, f"{staff}?invited=1")
    assert "Lantern Health" in admin.get(PAGE).text


def test_on_the_page_of_everybody_roles_of_the_network_are_given(
    admin: Visitor, listed: Connections, keys: Keys
) -> None:
    """And any role is ended, wherever it is held."""
    a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    text = admin.get("/people").text
    assert re.findall(r'<option value="(\w+)"', text)[:4] == [
        "curator",
        "supervisor",
        "privacy_officer",
        "network_admin",
    ]
    assert text.count("End this role") == 1


def test_a_role_says_where_it_is_held(admin: Visitor, listed: Connections, keys: Keys) -> None:
    a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    assert f'<a href="/organizations/{ORGANIZATION}/staff">Lantern' in admin.get("/people").text


def test_a_care_organization_is_nowhere_in_public(admin: Visitor) -> None:
    path = admin.post(PAGE, page=PAGE, name="Lantern Health").location.removesuffix("/staff")
    unknown, shown = admin.get(UNKNOWN).text, admin.get(path).text
    assert "Lantern Health" not in shown
    assert re.findall(r"<(?:title|h1|p)>.*", shown) == re.findall(r"<(?:title|h1|p)>.*", unknown) != []
    assert admin.get(f"/api{path}").status_code == 404
    for api in ("/api/organizations", "/api/organizations?full=true"):
        assert [each["id"] for each in admin.get(api).json["contents"]] == [ORGANIZATION]


def test_an_organization_is_found_by_words_of_its_name(admin: Visitor) -> None:
    staff = f"/organizations/{ORGANIZATION}/staff"
    assert staff not in admin.get(PAGE).text
    assert staff in admin.get(f"{PAGE}?q=LANTERN").text
    assert "There is none." in admin.get(f"{PAGE}?q=%25").text


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_a_name_that_cannot_be_is_refused_where_it_was_typed(admin: Visitor, name: str) -> None:
    answer = admin.post(PAGE, page=PAGE, name=name)
    assert answer.status_code == 422
    assert 'href="#name"' in answer.text
