"""A member has a copy of all that is kept of them: from their own team, on paper or as a file, and nothing of it for a
parent who is not to know.
"""

import re

import pytest
from flask import Flask

from referrals.people import related
from referrals.people.models import Person
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_member_links import Asking, text
from tests.web.test_referral_minors import CANARIES, MOTHER, Under

pytestmark = pytest.mark.usefixtures("quick")
KEPT = (
    "Ada Lantern",
    "617-555-0103",
    "She can come on Fridays.",
    "Her brother must not know.",
    "2 boxes",
    "Bea Lantern",
    "Asked about Monday.",
    "Yes, it helped",
    "name and how to reach them",
)


def test_item_70_referral_a_member_gets_a_copy_of_all_that_is_kept(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    scene = Asking(site, connections, keys, watch)
    scene.referral = scene.sent()
    scene.report()
    scene.nurse.post(f"{scene.referral}/answer", scene.referral, said="yes", source="member")
    with connections.transaction() as session:
        person = session.get_one(Person, scene.person)
        related.add(session, person, "household", {"name": "Bea Lantern", "relation": "child"}, BY)
    case = text(scene.nurse.get(f"/members/{scene.person}")).partition("/cases/")[2].partition("/")[0]
    way = f"/cases/{case}/contacts"
    said = {"whom": "member", "channel": "call", "result": "reached", "words": "Asked about Monday."}
    assert scene.nurse.post(way, way, **said).status_code == 303
    copy = f"/members/{scene.person}/copy"
    assert f'href="{copy}"' in text(scene.nurse.get(f"/members/{scene.person}"))
    page, file = text(scene.nurse.get(copy)), scene.nurse.get(f"{copy}.json")
    assert "attachment" in file.headers["Content-Disposition"]
    for each in (page, file.get_data(as_text=True)):
        assert [word for word in KEPT if word not in each] == []
    scene.change(street="9 Lark Lane", mail_address="PO Box 4")
    assert ("9 Lark Lane" in text(scene.nurse.get(copy)), "PO Box 4" in text(scene.nurse.get(copy))) == (False, True)
    stranger = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", "another-team")))
    for address in (copy, f"{copy}.json"):
        assert stranger.get(address).status_code == 404
        assert scene.staff.get(address).status_code == 403


def test_referral_a_copy_has_each_consent_once_and_says_what_was_taken_back(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    scene = Asking(site, connections, keys, watch)
    scene.sent()
    consents = f"/members/{scene.person}/consents"
    consent = re.findall(rf'href="({consents}/(?!new)[^"/]+)"', text(scene.nurse.get(consents)))[0]
    assert scene.nurse.post(f"{consent}/revoke", consent, why="not_said").status_code == 303
    parts = scene.nurse.get(f"/members/{scene.person}/copy.json").get_json()
    (given,) = (part["items"] for part in parts if part["title"] == "What they agreed to")
    ((state, *_rest, taken, agreed),) = (item["rows"] for item in given)
    assert state == ["State", "Taken back"]
    assert taken[1].startswith("It was taken back; ")
    assert agreed[1].startswith("They agreed; ")
    assert "name and how to reach them" in agreed[1]
    assert "Agreed, until" not in text(scene.nurse.get(f"/members/{scene.person}/copy"))


def test_item_70_referral_a_copy_for_a_parent_holds_nothing_that_a_minor_agreed_to_alone(
    site: Flask, connections: Connections, keys: Keys, watch: Watch
) -> None:
    under = Under(site, connections, keys, watch)
    under.begin()
    copy = f"/members/{under.person}/copy"
    number = text(under.nurse.get(under.alone)).partition("RL-")[2][:6]
    for address in (copy, f"{copy}.json"):
        page = text(under.nurse.get(address))
        assert [word for word in (*CANARIES, number) if word in page] == []
        assert MOTHER in page
        own = text(under.nurse.get(f"{address}?alone=yes"))
        assert [word for word in (*CANARIES, number) if word not in own] == []
