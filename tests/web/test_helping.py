"""Whom a care team searches for: the last member of the session fills the search in, and stands first where one is referred."""

import pytest
from flask import Flask

from referrals.people import operations
from referrals.people.models import Person as Member
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import LISTING, load
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
TEAM = "riverside-care"
ADA = {"name": "Ada Lantern", "born_on": "1984-02-29", "zip": "02150-1234", "language": "Spanish", "diet": "halal"}


@pytest.fixture
def nora(connections: Connections, keys: Keys) -> Person:
    return a_person(connections, keys, Held("care_team", TEAM))


@pytest.fixture(autouse=True)
def _listed(connections: Connections, watch: Watch) -> None:
    with connections.transaction() as session:
        load(session, watch.at)


@pytest.fixture
def nurse(site: Flask, nora: Person, _listed: None) -> Visitor:
    return Visitor(site).sign_in(nora)


def add(connections: Connections, **more: str) -> str:
    with connections.transaction() as session:
        return operations.add(session, ADA | more, TEAM, BY)


def chosen(nurse: Visitor, person: str) -> str:
    assert nurse.post(f"/members/{person}/help").headers["Location"] == "/"
    return nurse.get("/").text


def test_referral_search_is_filled_in_for_whom_one_searches_until_it_is_somebody_else(
    nurse: Visitor, connections: Connections
) -> None:
    page = chosen(nurse, add(connections, worker_gender="woman"))
    for told in ("searching for <b>Ada Lantern", 'value="02150"', 'value="spa" checked', 'value="halal"', "a woman"):
        assert told in page
    assert "02150-1234" not in page
    assert nurse.post("/search", what="food", where="Boston", also="halal", language="spa").headers["Location"] == (
        "/search?what=food+halal&where=Boston&language=spa"
    )
    nurse.post("/members/help/end")
    assert "searching for" not in nurse.get("/").text


def test_referral_search_for_somebody_whose_home_is_secret_does_not_say_where(
    nurse: Visitor, connections: Connections
) -> None:
    page = chosen(nurse, add(connections, mail_address="P.O. Box 7, Boston"))
    assert "Ada Lantern" in page
    assert "02150" not in page


def test_referral_search_for_somebody_who_is_locked_begins_at_no_home(nurse: Visitor, connections: Connections) -> None:
    person = add(connections)
    with connections.transaction() as session:
        operations.lock(session, session.get_one(Member, person), BY, locked=True)
    page = chosen(nurse, person)
    assert 'value="spa" checked' in page
    assert "02150" not in page


def test_referral_search_for_a_member_is_seen_in_this_session_alone(
    nurse: Visitor, nora: Person, site: Flask, connections: Connections
) -> None:
    person = add(connections)
    assert "Ada Lantern" in chosen(nurse, person)
    assert "Ada Lantern" not in Visitor(site).get("/").text
    assert "Ada Lantern" not in Visitor(site).sign_in(nora).get("/").text
    with connections.transaction() as session:
        operations.forget(session, session.get_one(Member, person), BY)
    assert "searching for" not in nurse.get("/").text


def test_referral_search_for_a_member_of_another_team_is_not_found(
    site: Flask, connections: Connections, keys: Keys
) -> None:
    other = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", "another-team")))
    assert other.post(f"/members/{add(connections)}/help").status_code == 404


def test_referral_the_member_one_searched_for_stands_first(nurse: Visitor, connections: Connections) -> None:
    chosen(nurse, add(connections))
    page = nurse.get(f"/refer?listing={LISTING}").text
    assert "Ada Lantern" in page
    assert "searched for last" in page


def test_referral_a_place_that_is_not_known_keeps_the_language_that_was_asked_for(nurse: Visitor) -> None:
    answer = nurse.post("/search", what="food", where="Nowhereville", language="spa")
    assert answer.status_code == 422
    assert 'name="language" value="spa"' in answer.text
