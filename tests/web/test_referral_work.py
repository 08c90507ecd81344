"""What is late of referrals stands on the list of the team, says what to do, and may wait until a day and no longer."""

from datetime import timedelta

import pytest
from flask import Flask

from referrals.offers.ticking import tick
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.web.people import Watch
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
