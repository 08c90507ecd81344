"""A health detail goes with a referral only by a consent that names it, and is read for a while after a code."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.consents import queries as given
from referrals.offers import closing
from referrals.offers.models import DetailOpening
from referrals.offers.ticking import tick
from referrals.people.models import Person
from resource_app.accounts import factors
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_referrals import CONSENT, NEED, Scene, text, version_of

pytestmark = pytest.mark.usefixtures("quick")
DETAIL = "She has no fridge for her insulin."
ASKED = NEED | {"detail": DETAIL, "detail_class": "health"}


class Detailed(Scene):
    """A referral with a health detail, and somebody of the organization who has an authenticator."""

    def __init__(self, site: Flask, connections: Connections, keys: Keys, watch: Watch) -> None:
        super().__init__(site, connections, keys, watch)
        self.watch = watch
        self.who = a_person(connections, keys, Held("organization_staff", self.organization))
        self.browser_of_theirs = Visitor(site).sign_in(self.who)

    @property
    def way(self) -> str:
        return f"/inbox/{self.offer()}"

    def refer(self, **agreed: str) -> str:
        draft = self.drafted()
        assert self.nurse.post(f"{draft}/need", **ASKED).headers["Location"] == f"{draft}/consent"
        assert self.nurse.post(f"{draft}/consent", **(CONSENT | agreed)).status_code == 303
        self.shared = text(self.nurse.get(draft))
        answer = self.nurse.post(draft, act="send")
        assert answer.status_code == 303, text(answer)
        return str(answer.headers["Location"])

    def accept(self) -> None:
        said = {"version": version_of(self.page()), "contact_person": "Front desk"}
        assert self.browser_of_theirs.post(f"{self.way}/accept", self.way, **said).status_code == 303

    def page(self) -> str:
        return text(self.browser_of_theirs.get(self.way))

    def show_code(self, code: str = "") -> int:
        self.watch.at += timedelta(minutes=1)
        said = code or self.who.code(self.watch.at)
        return self.browser_of_theirs.post(f"{self.way}/detail", self.way, code=said).status_code


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Detailed:
    return Detailed(site, connections, keys, watch)


def test_referral_a_detail_opens_with_a_code_and_shuts_again(scene: Detailed) -> None:
    referral = scene.refer(tell_health="yes")
    assert DETAIL in scene.shared
    assert DETAIL in text(scene.nurse.get(referral))
    assert scene.show_code() == 404
    assert "Health detail" not in scene.page()
    scene.accept()
    shut = scene.page()
    assert "Health detail" in shut
    assert DETAIL not in shut
    assert scene.show_code("000000") == 422
    assert DETAIL not in scene.page()
    assert scene.show_code() == 303
    assert DETAIL in scene.page()
    assert DETAIL not in text(scene.browser_of_theirs.get("/inbox?list=active"))
    scene.watch.at += timedelta(minutes=16)
    assert DETAIL not in scene.page()
    tick(scene.connections, scene.watch.at)
    with scene.connections.reading() as session:
        assert session.scalars(select(DetailOpening)).all() == []
        [written] = session.scalars(select(AuditEvent).where(AuditEvent.action == "detail_opened"))
        assert (written.actor_id, written.subject) == (scene.who.id, referral.replace("/referrals/", "referral:"))


def test_referral_a_detail_opens_for_nobody_else_and_not_after_the_end(scene: Detailed) -> None:
    scene.refer(tell_health="yes")
    scene.accept()
    assert scene.show_code() == 303
    assert DETAIL not in text(scene.staff.get(scene.way))
    done = {"served_on": "2026-10-13", "given": "2 boxes", "resolution": "resolved"}
    form = text(scene.browser_of_theirs.get(f"{scene.way}/complete"))
    said = done | {"version": version_of(form)}
    assert scene.browser_of_theirs.post(f"{scene.way}/complete", scene.way, **said).status_code == 303
    assert "Ada Lantern" in scene.page()
    assert DETAIL not in scene.page()
    assert scene.show_code() == 404


def test_referral_without_a_consent_that_names_it_no_detail_is_there(scene: Detailed) -> None:
    scene.refer()
    assert DETAIL not in scene.shared
    assert "Not shared: health" in scene.shared
    scene.accept()
    assert "Health detail" not in scene.page()
    assert scene.show_code() == 404


def test_referral_a_detail_shuts_at_once_when_its_consent_is_taken_back(scene: Detailed) -> None:
    scene.refer(tell_health="yes")
    scene.accept()
    assert scene.show_code() == 303
    with scene.connections.transaction() as session:
        person = session.scalars(select(Person)).one()
        [consent] = given.of_person(session, person.id)
        terms = given.terms_of(consent)
        less = replace(terms, data_classes=terms.data_classes - {"health"})
        closing.narrow(session, person, consent.id, less, replace(BY, at=scene.watch.at))
    page = scene.page()
    assert "Ada Lantern" in page
    assert DETAIL not in page


def test_referral_somebody_without_an_authenticator_is_sent_to_set_one_up(scene: Detailed) -> None:
    scene.refer(tell_health="yes")
    scene.accept()
    with scene.connections.transaction() as session:
        factors.remove(session, scene.who.id)  # from now on a code by email is enough to sign in
    page = scene.page()
    assert "Ada Lantern" in page
    assert "/account/authenticator" in page
    assert scene.show_code("00000000") == 422
    assert DETAIL not in scene.page()


def test_referral_a_detail_says_what_it_is_about_and_a_no_leaves_it_out(scene: Detailed) -> None:
    draft = scene.drafted()
    answer = scene.nurse.post(f"{draft}/need", **(ASKED | {"detail_class": "part_2"}))
    assert answer.status_code == 422
    assert "Say what this is about" in text(answer)
    assert scene.nurse.post(f"{draft}/need", **NEED).status_code == 303
    assert scene.nurse.post(f"{draft}/consent", **CONSENT).status_code == 303
    assert scene.nurse.post(f"{draft}/need", **ASKED).headers["Location"] == f"{draft}/consent"
    assert scene.nurse.post(f"{draft}/consent", **(CONSENT | {"act": "refuse"})).status_code == 303
    assert "Not shared: health" in text(scene.nurse.get(draft))
