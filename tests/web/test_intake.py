"""A colleague hands somebody to a care team; the team takes them on or declines, and the sender is told that and no more."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.cases.models import Case, Intake
from referrals.people import operations as people
from referrals.people import sealing
from referrals.people.models import Person as Member
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.conftest import NOW
from tests.web.people import BY, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
BO = {
    "name": "Bo Lantern",
    "born_on": "1951-05-02",
    "phone": "617-555-0147",
    "channels-call": "yes",
    "reason": "caregiver",
    "source": "provider",
    "words": "Asked for help after a fall.",
    "once": "66666666-6666-4666-8666-666666666666",
    "act": "save",
}


@pytest.fixture
def team(connections: Connections) -> str:
    with connections.transaction() as session:
        return add_care_organization(session, "Northpoint Care Team", NOW, command("test"))


@pytest.fixture
def sender(site: Flask, connections: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(connections, keys, Held("organization_staff", ORGANIZATION)))


@pytest.fixture
def nurse(site: Flask, connections: Connections, keys: Keys, team: str) -> Visitor:
    return Visitor(site).sign_in(a_person(connections, keys, Held("care_team", team)))


def one(connections: Connections) -> Intake:
    with connections.reading() as session:
        found = session.scalars(select(Intake)).one()
        session.expunge(found)
        return found


def persons(connections: Connections) -> int:
    """How many are kept whose key is there."""
    with connections.reading() as session:
        return len(session.scalars(select(Member.id).where(Member.key.is_not(None))).all())


def test_referral_intake_is_handed_in_once_accepted_and_opens_a_case(
    sender: Visitor, nurse: Visitor, connections: Connections, team: str
) -> None:
    wrong = sender.post("/hand-in", team=team, **BO | {"reason": ""})
    assert wrong.status_code == 422
    assert "617-555-0147" in wrong.text
    for _ in range(2):
        assert sender.post("/hand-in", team=team, **BO).status_code == 303
    assert persons(connections) == 1
    told = sender.get("/hand-in").text
    assert "Waiting for an answer" in told
    assert "Lantern" not in told
    waits = nurse.get("/intake").text
    for words in ("Bo Lantern", "617-555-0147", "Asked for help after a fall.", "A practice or a clinician"):
        assert words in waits
    assert "Who is to be taken on" in nurse.get("/work?whose=team").text
    accepted = nurse.post(f"/intake/{one(connections).id}/accept", "/intake")
    assert accepted.location == f"/members/{one(connections).person_id}"
    page = nurse.get(accepted.location).text
    assert "617-555-0147" in page
    assert "How they came to the team" in page
    for words in (
        "Asked for help after a fall.",
        "A practice or a clinician",
        "Somebody who cares for them needs help",
    ):
        assert words in page
    with connections.reading() as session:
        assert session.scalars(select(Case.person_id)).all() == [one(connections).person_id]
    assert "Accepted" in sender.get("/hand-in").text
    again = nurse.post(f"/intake/{one(connections).id}/decline", "/intake", why="known")
    assert again.status_code == 422
    assert "Somebody was faster" in again.text


def test_referral_intake_that_is_declined_leaves_nothing_of_the_person(
    sender: Visitor, nurse: Visitor, connections: Connections, team: str
) -> None:
    sender.post("/hand-in", team=team, **BO)
    way = f"/intake/{one(connections).id}/decline"
    assert nurse.post(way, "/intake", why="").status_code == 422
    assert persons(connections) == 1
    assert nurse.post(way, "/intake", why="no_capacity").status_code == 303
    assert persons(connections) == 0
    assert "The team takes on nobody new now" in sender.get("/hand-in").text
    assert "Nobody waits." in nurse.get("/intake").text


def test_referral_intake_of_one_whom_the_team_knows_goes_to_that_record(
    sender: Visitor, nurse: Visitor, connections: Connections, team: str
) -> None:
    with connections.transaction() as session:
        known = people.add(session, {"name": "Bo Lantern", "born_on": BO["born_on"], "phone": "617-555-0100"}, team, BY)
        other = people.add(session, {"name": "Cleo Harbor"}, team, BY)
    sender.post("/hand-in", team=team, **BO)
    way = f"/intake/{one(connections).id}/accept"
    assert re.search(rf'name="same_as" value="{known}"', nurse.get("/intake").text)
    assert nurse.post(way, "/intake", same_as=other).status_code == 422
    assert nurse.post(way, "/intake", same_as=known).location == f"/members/{known}"
    assert persons(connections) == 2
    for page in (f"/members/{known}", f"/members/{known}/copy"):
        assert "Asked for help after a fall." in nurse.get(page).text
    with connections.reading() as session:
        assert sealing.values_of(session, session.get_one(Member, known))["phone"] == "617-555-0100"


def test_referral_intake_is_seen_and_answered_by_its_team_alone(
    site: Flask, sender: Visitor, connections: Connections, keys: Keys, team: str, nurse: Visitor
) -> None:
    assert sender.post("/hand-in", team=ORGANIZATION, **BO).status_code == 422
    assert sender.post("/hand-in", team=team, **BO).status_code == 303
    stranger = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", "another-team")))
    assert "Bo Lantern" not in stranger.get("/intake").text
    assert stranger.post(f"/intake/{one(connections).id}/accept", "/work").status_code == 404
    assert one(connections).state == "waiting"
    assert nurse.get("/intake").status_code == 200
