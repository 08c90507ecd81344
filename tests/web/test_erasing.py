"""The privacy officer erases what is kept of a member by the number of the record, after a second look; lists go on working."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import inspect, select
from sqlalchemy import text as sql
from werkzeug.test import TestResponse

from referrals.people.models import Person
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.web.people import Visitor, Watch, a_person
from tests.web.test_referrals import ADA, NEED, Scene, text

pytestmark = pytest.mark.usefixtures("quick")
HERE = "/members/erase"
SECRETS = (ADA["name"], ADA["phone"], NEED["note"], NEED["private_note"])


class Records(Scene):
    """A member with a referral that their organization has, and the privacy officer."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
        super().__init__(site, connections, keys, watch)
        self.referral = self.sent()
        with connections.reading() as session:
            self.person = session.scalars(select(Person.id)).one()
        self.officer = Visitor(site).sign_in(a_person(connections, keys, Held("privacy_officer", None)))

    def open(self) -> str:
        """The page of the record, for the officer."""
        return text(self.officer.get(f"{HERE}?record={self.person}"))

    def erase(self, **said: str) -> TestResponse:
        """The officer sends the form."""
        return self.officer.post(HERE, f"{HERE}?record={self.person}", record=self.person, **said)

    def hold(self, act: str, words: str = "") -> TestResponse:
        """The officer sets a hold, or ends it."""
        way = f"{HERE}?record={self.person}"
        return self.officer.post("/members/hold", way, record=self.person, act=act, words=words)


@pytest.fixture
def records(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Records:
    return Records(site, connections, keys, watch)


def test_item_69_referral_the_privacy_officer_erases_a_member_and_every_list_goes_on_working(records: Records) -> None:
    offer, mine = records.offer(), f"/members/{records.person}"
    assert records.person in text(records.nurse.get(mine))
    shown = records.open()
    assert "Northpoint Care Team" in shown
    assert [word for word in SECRETS if word in shown] == []
    for said, wrong in (({"why": "asked"}, "Tick that you have looked"), ({"sure": "yes"}, "Choose a reason")):
        refused = records.erase(**said)
        assert (refused.status_code, wrong in text(refused)) == (422, True)
    assert records.nurse.get(mine).status_code == 200
    done = records.erase(why="asked", sure="yes")
    assert (done.status_code, done.location) == (303, f"{HERE}?done=1")
    assert "It is erased." in text(records.officer.get(done.location))

    for who, lists in (
        (records.nurse, ("/members", "/referrals", "/referrals?whose=team", "/work", "/intake")),
        (records.staff, ("/inbox", "/inbox?list=done")),
    ):
        for page in lists:
            answer = who.get(page)
            assert (answer.status_code, [word for word in SECRETS if word in text(answer)]) == (200, []), page
    for who, gone in ((records.nurse, mine), (records.nurse, records.referral), (records.staff, f"/inbox/{offer}")):
        assert who.get(gone).status_code == 404
    assert records.officer.get(f"/audit?subject=person:{records.person}").status_code == 200
    again = records.officer.get(f"{HERE}?record={records.person}")
    assert (again.status_code, "erased already" in text(again)) == (422, True)


def test_item_69_referral_what_was_sealed_of_an_erased_member_opens_with_no_key_that_is_left(records: Records) -> None:
    with records.connections.reading() as session:
        sealed = session.scalars(select(Person.key)).one()
    records.erase(why="not_needed", sure="yes")
    with records.connections.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            rows = repr(session.execute(sql(f'SELECT * FROM "{table}"')).all())  # noqa: S608 - our own names
            assert [word for word in (*SECRETS, str(sealed)) if word in rows] == [], table


def test_item_69_referral_a_legal_hold_stops_the_officer_until_it_ends(records: Records) -> None:
    assert records.hold("begin").status_code == 422
    assert records.hold("begin", "Lawsuit Qz12").status_code == 303
    shown = records.open()
    assert "Lawsuit Qz12" in shown
    assert "I have looked at it once more" not in shown
    refused = records.erase(why="asked", sure="yes")
    assert (refused.status_code, "A legal hold keeps this record" in text(refused)) == (422, True)
    assert records.nurse.get(f"/members/{records.person}").status_code == 200
    assert records.hold("end").status_code == 303
    assert records.erase(why="asked", sure="yes").status_code == 303


def test_item_69_referral_nobody_else_erases_and_an_old_proof_is_asked_for_anew(records: Records, watch: Watch) -> None:
    for who in (records.nurse, records.staff):
        assert who.get(HERE).status_code == 403
        assert who.post(HERE, "/", record=records.person, why="asked", sure="yes").status_code == 403
    watch.at += timedelta(minutes=11)
    late = records.erase(why="asked", sure="yes")
    assert "/account/prove" in str(late.location)
    assert records.nurse.get(f"/members/{records.person}").status_code == 200
