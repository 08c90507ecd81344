"""What is late of referrals stands on the list of the team, says what to do, and may wait until a day and no longer."""

import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.offers.models import Referral
from referrals.offers.ticking import tick
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.referrals.offering import move
from tests.web.people import Visitor, Watch
from tests.web.test_referrals import Scene, text

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Scene:
    return Scene(site, connections, keys, watch)


def test_a_referral_that_nobody_answers_comes_to_the_work_list(scene: Scene, watch: Watch) -> None:
    referral, nurse_id = scene.sent(), "mine"
    assert "Nothing is late." in text(scene.nurse.get("/work"))
    watch.forward(days=9)
    tick(scene.connections, watch.at)
    nurse = scene.browser("care_team", scene.team)
    assert "Nothing is late." in text(nurse.get(f"/work?whose={nurse_id}"))
    listed = text(nurse.get("/work?whose=team"))
    assert "They have not answered. Call them, or offer the next place." in listed
    assert referral in listed
    assert "Ada Lantern" in listed


def test_what_is_late_of_a_referral_waits_until_the_day_that_somebody_says(scene: Scene, watch: Watch) -> None:
    scene.sent()
    offer = scene.offer()
    watch.forward(days=9)
    nurse = scene.browser("care_team", scene.team)
    for until in ("", "soon", watch.at.date().isoformat(), (watch.at + timedelta(days=31)).date().isoformat()):
        refused = nurse.post(f"/work/{offer}", "/work?whose=team", clock="T3", until=until)
        assert refused.status_code == 422, until
    until = (watch.at + timedelta(days=2)).date().isoformat()
    assert nurse.post(f"/work/{offer}", "/work?whose=team", clock="T3", until=until).status_code == 303
    assert "Nothing is late." in text(nurse.get("/work?whose=team&why=escalate"))
    watch.forward(days=2)
    again = scene.browser("care_team", scene.team)
    assert "They have not answered." in text(again.get("/work?whose=team&why=escalate"))


def test_another_team_sees_and_puts_off_nothing_of_a_referral(scene: Scene, watch: Watch) -> None:
    scene.sent()
    watch.forward(days=9)
    stranger = scene.browser("advocate", "another-team")
    assert "Nothing is late." in text(stranger.get("/work?whose=team"))
    until = (watch.at + timedelta(days=2)).date().isoformat()
    assert stranger.post(f"/work/{scene.offer()}", "/work", clock="T3", until=until).status_code == 404
    assert scene.staff.get("/work").status_code in (302, 303, 403)


@pytest.mark.parametrize(
    ("way", "why", "said"),
    [
        (("ask",), "answer", "They asked a question and wait for your answer."),
        (("decline",), "declined", "Offer it to another place, help directly, or close it with a reason."),
        (("accept", "unable"), "not_completed", "Offer it to another place, help directly, or close it with a reason."),
    ],
)
def test_referral_that_somebody_has_to_act_on_stands_on_the_list_at_once(
    scene: Scene, watch: Watch, way: tuple[str, ...], why: str, said: str
) -> None:
    scene.sent()
    for code in way:
        move(scene.connections, scene.offer(), code, at=watch.at)
    assert said in text(scene.nurse.get(f"/work?why={why}"))
    until = (watch.at + timedelta(days=2)).date().isoformat()
    clock = "R1" if why == "answer" else "T10"
    assert scene.nurse.post(f"/work/{scene.offer()}", "/work", clock=clock, until=until).status_code == 303
    assert said not in text(scene.nurse.get("/work"))


def test_referral_that_did_not_help_says_so_on_the_list_and_on_its_page(scene: Scene, watch: Watch) -> None:
    reported(scene, watch)
    with scene.connections.reading() as session:
        page = f"/referrals/{session.scalars(select(Referral.id)).one()}"
    assert scene.nurse.post(f"{page}/answer", page, said="no", source="member").status_code == 303
    assert "The member says no. Ask what is missing" in text(scene.nurse.get("/work?why=disputed"))
    assert "The member: No. 13 October 2026" in text(scene.nurse.get(page))


def reported(scene: Scene, watch: Watch) -> str:
    """A referral whose service the organization says was given; the id of its case."""
    scene.sent()
    offer = scene.offer()
    move(scene.connections, offer, "accept", at=watch.at)
    move(scene.connections, offer, "complete", at=watch.at)
    with scene.connections.reading() as session:
        return session.scalars(select(Referral.case_id)).one()


def asking(scene: Scene, watch: Watch, **later: float) -> tuple[Visitor, str]:
    """The list of whom to ask, after a while; a browser of somebody of the team."""
    watch.forward(**later)
    tick(scene.connections, watch.at)
    nurse = scene.browser("care_team", scene.team)
    return nurse, text(nurse.get("/work?whose=team&why=ask_member"))


def call(nurse: Visitor, case_id: str, whom: str = "member") -> None:
    said = {"whom": whom, "channel": "call", "result": "no_answer", "to": "work", "once": str(uuid.uuid4())}
    assert nurse.post(f"/cases/{case_id}/contacts", "/work?whose=team", **said).status_code == 303


def test_referral_a_member_is_asked_three_times_and_the_list_says_what_follows(scene: Scene, watch: Watch) -> None:
    case_id = reported(scene, watch)
    assert "Nothing is late." in asking(scene, watch, days=1)[1]
    for turn in (1, 2, 3):
        nurse, listed = asking(scene, watch, days=5)
        assert f"Try {turn} of 3. Without an answer it closes on" in listed
        call(nurse, case_id, "organization")
        assert f"Try {turn} of 3." in text(nurse.get("/work?whose=team&why=ask_member"))
        for _ in range(2):
            call(nurse, case_id)  # twice a day is one try
        assert "Nothing is late." in text(nurse.get("/work?whose=team&why=ask_member"))
    assert "Nothing is late." in asking(scene, watch, days=5)[1]
    asking(scene, watch, days=30)
    with scene.connections.reading() as session:
        closed = session.scalars(select(Referral)).one()
        assert (closed.resolution, closed.loop_level) == ("resolved", 2)


def test_referral_tries_that_nobody_made_stand_on_the_list_once(scene: Scene, watch: Watch) -> None:
    case_id = reported(scene, watch)
    nurse, listed = asking(scene, watch, days=20)
    assert listed.count("Ask the member whether it helped.") == 1
    assert "Try 1 of 3." in listed
    call(nurse, case_id, "proxy")
    assert "Try 2 of 3." in text(nurse.get("/work?whose=team&why=ask_member"))


def test_referral_that_nobody_has_comes_to_the_supervisor_after_the_time_of_its_team(
    scene: Scene, watch: Watch
) -> None:
    scene.sent()
    with scene.connections.reading() as session:
        number = session.scalars(select(Referral.number)).one()
    move(scene.connections, scene.offer(), "decline", at=watch.at)
    page = "/network/hand-overs"
    supervisor = scene.browser("supervisor", None)
    assert number not in text(supervisor.get(page))
    watch.forward(days=4)
    tick(scene.connections, watch.at)
    supervisor = scene.browser("supervisor", None)
    said = text(supervisor.get(page))
    assert number in said
    assert not [secret for secret in ("Ada", "Lantern", "617-555") if secret in said]
    nurse = scene.browser("care_team", scene.team)
    assert number in text(nurse.get("/work?whose=team&why=declined"))
    until = (watch.at + timedelta(days=2)).date().isoformat()
    offer = scene.offer()
    assert nurse.post(f"/work/{offer}", "/work?whose=team", clock="T10", until=until).status_code == 303
    assert "Every referral is with somebody, or its team has time." in text(supervisor.get(page))
