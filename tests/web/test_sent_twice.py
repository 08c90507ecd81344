"""A form that is sent twice, by an impatient finger or a bad line, does what it asks for once, and leads to the same page."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from referrals.cases.models import CaseEntry
from referrals.offers.models import OfferEvent, ReferralDraft
from referrals.people.models import Person
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import LISTING
from tests.web.people import Visitor, Watch
from tests.web.test_referrals import Scene, text

pytestmark = pytest.mark.usefixtures("quick")
KEY = re.compile(r'name="request_key" value="([^"]+)"')


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Scene:
    return Scene(site, connections, keys, watch)


def key_on(page: str) -> str:
    found = KEY.search(page)
    assert found
    return found[1]


def twice(who: Visitor, path: str, page: str, **fields: str) -> list[TestResponse]:
    """The form of a page, sent twice as it stands."""
    key = key_on(text(who.get(page)))
    return [who.post(path, page, request_key=key, **fields) for _ in range(2)]


def count(scene: Scene, table: type) -> int:
    with scene.connections.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def person_of(scene: Scene) -> str:
    with scene.connections.reading() as session:
        return session.scalars(select(Person.id)).one()


def test_referral_a_form_sent_twice_begins_one_draft_and_leads_to_it(scene: Scene) -> None:
    scene.sent()
    page = f"/refer?listing={LISTING}"
    first, second = twice(scene.nurse, "/refer", page, act="choose", listing=LISTING, person=person_of(scene))
    assert first.headers["Location"] == second.headers["Location"]
    assert count(scene, ReferralDraft) == 1


def test_referral_a_task_that_is_sent_twice_is_there_once(scene: Scene) -> None:
    scene.sent()
    member = text(scene.nurse.get(f"/members/{person_of(scene)}"))
    found = re.search(r'href="(/cases/[^"]+/tasks)"', member)
    assert found
    day = scene.site.extensions["clock"].at.date().isoformat()
    first, second = twice(scene.nurse, found[1], found[1], act="save", words="Ask about the key", due_on=day)
    assert (first.status_code, second.status_code) == (303, 303), text(first)
    assert count(scene, CaseEntry) == 1


def test_referral_a_move_that_is_sent_twice_is_made_once_and_nobody_was_faster(scene: Scene) -> None:
    scene.sent()
    offer = scene.offer()
    said = {"version": "2", "contact_person": "Front desk"}
    answers = twice(scene.staff, f"/inbox/{offer}/accept", f"/inbox/{offer}/accept", **said)
    assert [each.status_code for each in answers] == [303, 303]
    with scene.connections.reading() as session:
        assert list(session.scalars(select(OfferEvent.move).order_by(OfferEvent.version))) == [
            "create",
            "send",
            "accept",
        ]


def test_referral_a_form_sent_again_with_something_else_in_it_is_refused(scene: Scene) -> None:
    scene.sent()
    page, person = f"/refer?listing={LISTING}", person_of(scene)
    key = key_on(text(scene.nurse.get(page)))
    sent = {"act": "choose", "listing": LISTING, "request_key": key}
    assert scene.nurse.post("/refer", page, person=person, **sent).status_code == 303
    with scene.connections.reading() as session:
        before = session.scalar(select(func.count()).select_from(ReferralDraft))
    added = scene.nurse.post(f"/members/{person}/help", page, request_key=key)
    assert added.status_code == 422
    assert "This was sent already, with something else in it." in text(added)
    assert count(scene, ReferralDraft) == before


def test_referral_two_that_are_sent_at_the_same_moment_lead_to_the_same_draft(scene: Scene) -> None:
    scene.sent()
    page = f"/refer?listing={LISTING}"
    shown = text(scene.nurse.get(page))
    fields = {"csrf_token": scene.nurse.token(page), "request_key": key_on(shown)}
    fields |= {"act": "choose", "listing": LISTING, "person": person_of(scene)}
    cookie = scene.nurse.client.get_cookie("session")
    assert cookie

    def send(_number: int) -> str:
        browser = scene.site.test_client()
        browser.set_cookie("session", cookie.value)
        return str(browser.post("/refer", data=fields).headers.get("Location"))

    with ThreadPoolExecutor(2) as pool:
        ways = list(pool.map(send, range(2)))
    assert len({*ways}) == 1
    assert ways[0].startswith("/refer/")
    assert count(scene, ReferralDraft) == 1
