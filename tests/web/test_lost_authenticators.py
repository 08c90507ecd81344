"""Somebody has lost their authenticator, and who may gives them a new start. Numbers are items of docs/security/items.md."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, text

from resource_app import mail
from resource_app.accounts.roles import ROLES, Held, may_help
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
ELSEWHERE = "77777777-7777-4777-8777-777777777777"
NOBODY = "00000000-0000-4000-8000-000000000000"
PAGE = f"/organizations/{ORGANIZATION}/staff"
ADMIN = Held("organization_admin", ORGANIZATION)


@pytest.fixture
def listed(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load(session, NOW)
    return connections


@pytest.fixture
def boss(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    """An administrator of the organization that is listed."""
    return Visitor(site).sign_in(a_person(listed, keys, ADMIN))


def take(visitor: Visitor, person_id: str, page: str = PAGE) -> tuple[int, str]:
    answer = visitor.post(f"/people/{person_id}/authenticator/take", page=page)
    return answer.status_code, re.sub(r'message: \w+|value="[^"]*"', "", answer.text).replace(person_id, "")


def test_a_lost_authenticator_is_taken_away_and_a_new_one_set_up(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys
) -> None:
    loser = a_person(listed, keys, ADMIN)
    theirs = Visitor(site).sign_in(loser)
    theirs.post("/account/recovery-codes", page="/account")
    assert f"/people/{loser.id}/authenticator/take" in boss.get(PAGE).text
    answer = boss.post(f"/people/{loser.id}/authenticator/take", page=PAGE)
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert theirs.get("/account").location.startswith("/sign-in")
    with listed.reading() as session:
        for table in ("factor", "recovery_code"):
            kept = session.scalars(text(f"SELECT user_id FROM {table}")).all()  # noqa: S608 - one of two names
            assert loser.id not in kept
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "factor_removed")).one()
        assert row.subject == f"user:{loser.id}"
        assert row.actor_id != loser.id
        assert session.scalars(select(mail.LetterRow.kind)).all() == [
            "changed",
            "changed",
        ]  # new codes, and the one taken away
    assert theirs.password(loser).location == "/sign-in/code"
    assert theirs.get("/sign-in/code").location == "/account/authenticator"
    assert f"/people/{loser.id}/authenticator/take" not in boss.get(PAGE).text
    assert take(boss, loser.id)[0] == 404  # there is none any more


def test_staff_of_an_organization_go_on_with_a_code_by_email(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys
) -> None:
    loser = a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    assert take(boss, loser.id)[0] == 303
    visitor = Visitor(site)
    visitor.password(loser)
    assert "email address" in visitor.get("/sign-in/code").text


def test_item_38_nobody_takes_it_from_whom_they_may_not_give_every_role(
    boss: Visitor, listed: Connections, keys: Keys
) -> None:
    unknown = take(boss, NOBODY)
    assert unknown[0] == 404
    for held in (
        [Held("organization_admin", ELSEWHERE)],
        [Held("curator", None)],
        [Held("network_admin", None)],
        [Held("organization_staff", ORGANIZATION), Held("curator", None)],
        [Held("organization_staff", ORGANIZATION), Held("organization_staff", ELSEWHERE)],
        [],
    ):
        person = a_person(listed, keys, *held)
        assert take(boss, person.id) == unknown  # item 31: foreign is unknown
        assert f"/people/{person.id}/authenticator/take" not in boss.get(PAGE).text
    with listed.reading() as session:
        assert not session.scalars(select(AuditEvent).where(AuditEvent.action == "factor_removed")).all()


def test_item_38_nobody_takes_away_their_own(site: Flask, listed: Connections, keys: Keys, admin: Person) -> None:
    visitor = Visitor(site).sign_in(admin)
    assert take(visitor, admin.id, "/people")[0] == 404
    assert "/authenticator/take" not in visitor.get("/people").text
    other = a_person(listed, keys, Held("network_admin", None))
    assert take(visitor, other.id, "/people")[0] == 303


def test_item_38_who_may_help_whom() -> None:
    for role in ROLES:
        for other in ROLES:
            helper = [Held(role.code, None if "network" in role.places else "o-1")]
            held = [Held(other.code, None if "network" in other.places else "o-1")]
            at_home = role.code == "organization_admin" and "network" not in other.places
            assert may_help(helper, held) is (role.code == "network_admin" or at_home)


def test_item_11_taking_one_away_asks_for_a_proof(boss: Visitor, listed: Connections, keys: Keys, watch: Watch) -> None:
    loser = a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    watch.forward(minutes=11)
    assert boss.post(f"/people/{loser.id}/authenticator/take", page=PAGE).location == "/account/prove"
