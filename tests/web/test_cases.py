"""What a team writes down in a case: the care team, tasks, contacts, hand-overs, and what of it stands on the work list."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from referrals.cases import operations as cases
from referrals.cases.models import Case, CaseEntry
from referrals.consents import operations as consents
from referrals.people import operations as people
from referrals.people.models import Person as Member
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.referrals.test_consents import AGREED, SIGNED
from tests.web.conftest import NOW
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
TODAY = NOW.date()
ONCE = "66666666-6666-4666-8666-666666666666"
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def nora(connections: Connections, keys: Keys) -> Person:
    return a_person(connections, keys, Held("care_team", ORGANIZATION))


@pytest.fixture
def mo(connections: Connections, keys: Keys) -> Person:
    return a_person(connections, keys, Held("advocate", ORGANIZATION))


@pytest.fixture
def nurse(site: Flask, nora: Person) -> Visitor:
    return Visitor(site).sign_in(nora)


@pytest.fixture
def advocate(site: Flask, mo: Person) -> Visitor:
    return Visitor(site).sign_in(mo)


@pytest.fixture
def case_id(connections: Connections, nora: Person) -> str:
    with connections.transaction() as session:
        ada = people.add(session, {"name": "Ada Lantern", "phone": "617-555-0142"}, ORGANIZATION, BY)
        return cases.open_case(session, session.get_one(Member, ada), nora.id, BY).id


def entry(connections: Connections, kind: str) -> CaseEntry:
    with connections.reading() as session:
        found = session.scalars(select(CaseEntry).where(CaseEntry.kind == kind)).one()
        session.expunge(found)
        return found


def owner(connections: Connections, case_id: str) -> str:
    with connections.reading() as session:
        return session.get_one(Case, case_id).owner_id


def test_referral_case_team_is_written_down_sealed_and_taken_out(
    nurse: Visitor, connections: Connections, case_id: str
) -> None:
    way = f"/cases/{case_id}/team"
    told = {"name": "Cleo Harbor", "part": "primary_care", "phone": "617-555-0144", "sees-needs": "yes"}
    wrong = nurse.post(way, name="Cleo Harbor", phone="617-555-0144", act="save")
    assert wrong.status_code == 422
    assert "617-555-0144" in wrong.text
    assert nurse.post(way, act="save", **told).status_code == 303
    page = nurse.get(way).text
    for words in ("Cleo Harbor", "Primary care, where all comes together", "617-555-0144", "What is needed"):
        assert words in page
    assert "Harbor" not in entry(connections, "member").sealed
    with connections.reading() as session:
        assert "Harbor" not in str(session.execute(text("SELECT details FROM audit_event")).all())
    ended = nurse.post(f"/cases/{case_id}/entries/{entry(connections, 'member').id}/end", way, result="taken_out")
    assert ended.status_code == 303
    assert "not any more" in nurse.get(way).text
    again = nurse.post(f"/cases/{case_id}/entries/{entry(connections, 'member').id}/end", way, result="taken_out")
    assert again.status_code == 422
    assert "Somebody was faster" in again.text


def test_referral_case_task_is_for_who_writes_it_down_unless_another_is_chosen(
    nurse: Visitor, advocate: Visitor, connections: Connections, case_id: str, nora: Person, mo: Person
) -> None:
    way = f"/cases/{case_id}/tasks"
    for visitor, writer in ((nurse, nora), (advocate, mo)):
        assert re.findall(r'<option value="([^"]+)" selected>', visitor.get(way).text) == [writer.id]
    assert advocate.post(way, words="Ask about the key", due_on=TODAY.isoformat(), act="save").status_code == 303
    assert entry(connections, "task").who_id == mo.id


def test_referral_case_task_comes_to_the_work_list_on_its_day_waits_and_leaves_with_a_result(
    nurse: Visitor, advocate: Visitor, connections: Connections, case_id: str
) -> None:
    way = f"/cases/{case_id}/tasks"
    assert nurse.post(way, words="Ask about the key", due_on="2020-01-01", act="save").status_code == 422
    assert nurse.post(way, words="Ask about the key", due_on=TODAY.isoformat(), act="save").status_code == 303
    listed = nurse.get("/work").text
    assert "Ask about the key" in listed
    assert "Do it, or say that it is not needed any more." in listed
    assert "Nothing is late." in advocate.get("/work").text
    assert "Ask about the key" in advocate.get("/work?whose=team").text
    task = entry(connections, "task").id
    assert nurse.post(f"/work/tasks/{task}", "/work", until=TODAY.isoformat()).status_code == 422
    assert nurse.post(f"/work/tasks/{task}", "/work", until=TOMORROW.isoformat()).status_code == 303
    assert "Nothing is late." in nurse.get("/work").text
    assert nurse.post(f"/cases/{case_id}/entries/{task}/end", way, result="lost").status_code == 422
    assert nurse.post(f"/cases/{case_id}/entries/{task}/end", way, result="done").status_code == 303
    assert nurse.post(f"/work/tasks/{task}", "/work", until=TOMORROW.isoformat()).status_code == 404


def test_referral_case_contact_is_logged_in_two_taps_once_and_is_tried_again(
    nurse: Visitor, connections: Connections, case_id: str
) -> None:
    nurse.post(f"/cases/{case_id}/tasks", words="Ask about the key", due_on=TODAY.isoformat(), act="save")
    tapped = {"whom": "member", "channel": "call", "result": "no_answer", "to": "work", "once": ONCE}
    for _ in range(2):
        answer = nurse.post(f"/cases/{case_id}/contacts", "/work", **tapped)
        assert (answer.status_code, answer.location) == (303, "/work")
    assert entry(connections, "contact").result == "no_answer"
    assert "No answer" in nurse.get("/work").text
    again = {"whom": "member", "channel": "call", "result": "reached", "again_on": TOMORROW.isoformat(), "act": "save"}
    assert nurse.post(f"/cases/{case_id}/contacts", **again).status_code == 303
    assert "Tomorrow" not in nurse.get("/work").text
    with connections.reading() as session:
        due = session.scalars(select(CaseEntry.due_on).where(CaseEntry.kind == "task").order_by(CaseEntry.due_on)).all()
    assert due == [TODAY, TOMORROW]


def test_referral_case_is_handed_over_by_who_accepts_it_with_its_tasks(
    nurse: Visitor, advocate: Visitor, nora: Person, mo: Person, connections: Connections, case_id: str
) -> None:
    way = f"/cases/{case_id}/transfer"
    nurse.post(f"/cases/{case_id}/tasks", words="Ask about the key", due_on=TODAY.isoformat(), act="save")
    for who in ("", nora.id, "nobody"):
        assert nurse.post(way, words="She likes mornings.", who=who, act="save").status_code == 422
    assert nurse.post(way, words="She likes mornings.", who=mo.id, act="save").status_code == 303
    twice = nurse.post(way, words="Once more.", who=mo.id, act="save")
    assert twice.status_code == 422
    assert "handed over already" in twice.text
    made = entry(connections, "transfer")
    end = f"/cases/{case_id}/entries/{made.id}/end"
    assert nurse.post(end, way, result="accepted").status_code == 422
    assert owner(connections, case_id) == nora.id
    assert "Accept the case, or decline it." in advocate.get("/work").text
    assert "She likes mornings." in advocate.get(way).text
    assert advocate.post(end, way, result="accepted").status_code == 303
    assert owner(connections, case_id) == mo.id
    assert entry(connections, "task").who_id == mo.id
    assert "Nothing is late." in nurse.get("/work").text


def handed_over(nurse: Visitor, case_id: str, to: Person) -> None:
    way = f"/cases/{case_id}/transfer"
    assert nurse.post(way, words="She likes mornings.", who=to.id, act="save").status_code == 303


def test_referral_case_that_nobody_takes_over_goes_to_the_supervisor(
    site: Flask, nurse: Visitor, mo: Person, connections: Connections, keys: Keys, watch: Watch, case_id: str
) -> None:
    supervisor = Held("supervisor", None)
    first = Visitor(site).sign_in(a_person(connections, keys, supervisor))
    handed_over(nurse, case_id, mo)
    assert "Every hand-over was answered." in first.get("/network/hand-overs").text
    watch.forward(days=4)
    page = Visitor(site).sign_in(a_person(connections, keys, supervisor)).get("/network/hand-overs").text
    for words in ("Hand-overs that nobody answered", "From Wren Alder to Wren Alder", "since "):
        assert words in page
    assert not [secret for secret in ("Ada", "Lantern,", "mornings", case_id) if secret in page]
    other = a_person(connections, keys, Held("care_team", ORGANIZATION))
    assert "Hand-over" not in Visitor(site).sign_in(other).get("/work?whose=team").text
    advocate = Visitor(site).sign_in(mo)
    assert "Hand-over" in advocate.get("/work").text
    made = entry(connections, "transfer")
    end = f"/cases/{case_id}/entries/{made.id}/end"
    assert advocate.post(end, f"/cases/{case_id}/transfer", result="accepted").status_code == 303
    last = Visitor(site).sign_in(a_person(connections, keys, supervisor)).get("/network/hand-overs").text
    assert "Every hand-over was answered." in last


def test_referral_case_that_nobody_takes_over_is_the_teams_where_there_is_no_supervisor(
    site: Flask, nurse: Visitor, mo: Person, connections: Connections, keys: Keys, watch: Watch, case_id: str
) -> None:
    handed_over(nurse, case_id, mo)
    other = a_person(connections, keys, Held("care_team", ORGANIZATION))
    assert "Hand-over" not in Visitor(site).sign_in(other).get("/work?whose=team").text
    watch.forward(days=4)
    assert "Hand-over" in Visitor(site).sign_in(other).get("/work?whose=team").text


def test_referral_case_consent_that_ends_soon_stands_on_the_work_list(
    nurse: Visitor, connections: Connections, case_id: str
) -> None:
    with connections.transaction() as session:
        ada = session.get_one(Member, session.get_one(Case, case_id).person_id)
        soon = replace(AGREED, starts_on=BY.at.date(), ends_on=TODAY + timedelta(days=7))
        consents.give(session, ada, soon, SIGNED, BY)
    assert "Consent ends soon" in nurse.get("/work").text


def test_referral_case_of_somebody_who_was_forgotten_leaves_the_work_list(
    nurse: Visitor, connections: Connections, case_id: str
) -> None:
    nurse.post(f"/cases/{case_id}/tasks", words="Ask about the key", due_on=TODAY.isoformat(), act="save")
    with connections.transaction() as session:
        people.forget(session, session.get_one(Member, session.get_one(Case, case_id).person_id), BY)
    assert "Nothing is late." in nurse.get("/work").text


@pytest.mark.parametrize("way", ["team", "tasks", "contacts", "transfer"])
def test_referral_case_of_another_team_is_not_there(
    site: Flask, connections: Connections, keys: Keys, case_id: str, way: str
) -> None:
    stranger = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", "another-team")))
    assert stranger.get(f"/cases/{case_id}/{way}").status_code == 404
    assert stranger.post(f"/cases/{case_id}/{way}", "/work", name="Cleo", act="save").status_code == 404


def test_referral_case_is_closed_with_a_reason_once_its_referrals_are(
    nurse: Visitor, connections: Connections, case_id: str
) -> None:
    with connections.reading() as session:
        person = session.get_one(Case, case_id).person_id
    way = f"/cases/{case_id}/close"
    assert nurse.post(way, f"/members/{person}", reason="").status_code == 422
    assert nurse.post(way, f"/members/{person}", reason="goals_met").status_code == 303
    with connections.reading() as session:
        assert session.get_one(Case, case_id).closed_for == "goals_met"
    assert nurse.post(way, f"/members/{person}", reason="moved").status_code == 422
    assert nurse.post(f"/cases/{case_id}/tasks", words="Call", due_on=TODAY.isoformat(), act="save").status_code == 422
