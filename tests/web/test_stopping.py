"""A stolen account is stopped, also a last administrator's; who runs the installation gives the last one of all a way back.

Numbers are items of docs/security/items.md.
"""

import re
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts import devices
from resource_app.accounts.devices import Browser
from resource_app.accounts.models import RememberedDevice, User
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.errors import BadInput
from resource_app.keys import Keys
from tests.accounts.test_commands import run
from tests.factories import ORGANIZATION
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = f"/organizations/{ORGANIZATION}/staff"
NEW = "harbor bells at seven in the fog"


@pytest.fixture
def boss(listed: Connections, keys: Keys) -> Person:
    """The only administrator of the organization that is listed."""
    return a_person(listed, keys, Held("organization_admin", ORGANIZATION))


def test_item_38_an_organizations_last_administrator_can_be_stopped_after_a_warning(
    site: Flask, listed: Connections, keys: Keys, boss: Person, admin: Person
) -> None:
    network, stolen = Visitor(site).sign_in(admin), Visitor(site).sign_in(boss)
    path = f"/people/{boss.id}/disable"
    [warned] = re.findall(rf"<details.*?{path}.*?</details>", network.get("/people").text, re.DOTALL)[-1:]
    assert "They are the last administrator of" in warned
    assert network.post(path, page="/people").status_code == 303
    assert stolen.get(STAFF).status_code == 303
    other = a_person(listed, keys, Held("organization_admin", ORGANIZATION))
    a_person(listed, keys, Held("organization_admin", ORGANIZATION))
    path = f"/people/{other.id}/disable"
    [asked] = re.findall(rf"<details.*?{path}.*?</details>", network.get("/people").text, re.DOTALL)[-1:]
    assert "They are the last administrator of" not in asked.rpartition("<details")[2]  # there are two
    with listed.reading() as session:
        assert session.get_one(User, boss.id).disabled_at is not None


def test_item_19_an_administrator_ends_somebody_elses_sessions(
    site: Flask, listed: Connections, keys: Keys, boss: Person, watch: Watch
) -> None:
    staff = a_person(listed, keys, Held("organization_staff", ORGANIZATION))
    theirs, seer = Visitor(site).sign_in(staff), Visitor(site).sign_in(boss)
    with listed.transaction() as session:
        devices.remember(session, staff.id, Browser("Firefox", "192.0.2.1"), BY)
    assert f"/people/{staff.id}/sessions/end" in seer.get(STAFF).text
    answer = seer.post(f"/people/{staff.id}/sessions/end", page=STAFF)
    assert (answer.status_code, answer.location) == (303, STAFF)
    assert theirs.get("/account").status_code == 303
    with listed.reading() as session:
        assert session.scalars(select(RememberedDevice.ended_at)).one() == watch.at
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "session_ended")).one()
        assert (row.subject, row.actor_id, row.details) == (f"user:{staff.id}", boss.id, {"session": "all"})
    for somebody in (boss.id, a_person(listed, keys, Held("curator", None)).id, "nobody"):
        assert seer.post(f"/people/{somebody}/sessions/end", page=STAFF).status_code == 404


def test_item_4_the_operator_lets_a_network_administrator_in_again_who_lost_everything(
    site: Flask, connections: Connections, admin: Person, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource_app.cli.people.utc_now", watch)
    stolen = Visitor(site).sign_in(admin)
    [path] = re.findall(r"(/reset/\S+)", run(tmp_path, "people", "let-back", admin.email).output)
    assert stolen.get("/account").status_code == 303
    visitor = Visitor(site)
    assert visitor.password(admin).status_code == 422  # the old password is worth nothing any more
    assert visitor.post(path, password=NEW).location == "/sign-in"
    assert visitor.get(path).status_code == 404
    assert visitor.password(admin, NEW).location == "/sign-in/code"
    visitor.post("/account/authenticator/begin", page="/account/authenticator")
    shown = visitor.get("/account/authenticator").text
    seed = re.findall(r"<code>([A-Z2-7 ]+)</code>", shown)[0].replace(" ", "")
    assert visitor.post("/account/authenticator", code=pyotp.TOTP(seed).at(watch.at)).status_code == 200
    assert visitor.get("/people").status_code == 200
    with connections.reading() as session:
        acts = select(AuditEvent.action).where(AuditEvent.actor_id == "people let-back")
        assert {"factor_removed", "password_changed", "reset_asked"} == set(session.scalars(acts))


def test_item_4_the_operators_command_is_for_the_networks_administrators_alone(
    connections: Connections, keys: Keys, tmp_path: Path
) -> None:
    curator = a_person(connections, keys, Held("curator", None))
    for address in (curator.email, "nobody@example.org"):
        assert isinstance(run(tmp_path, "people", "let-back", address).exception, BadInput)
    with connections.reading() as session:
        assert session.get_one(User, curator.id).password
