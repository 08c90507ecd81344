"""Changing the address one signs in with, as a browser does it. Numbers are items of docs/security/items.md."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, text

from resource_app import mail
from resource_app.accounts import addresses, people, resets
from resource_app.accounts.models import AddressChange, Reset
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from tests.web.people import PASSWORD, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
NEW = "new.lark@example.org"


@pytest.fixture
def asked(signed_in: Visitor) -> Visitor:
    """Somebody who asked for another address."""
    assert signed_in.post("/account/email", email=" New.Lark@Example.org ").status_code == 200
    return signed_in


def link(connections: Connections, keys: Keys) -> str:
    with connections.reading() as session:
        made = session.scalars(select(AddressChange).order_by(AddressChange.made_at.desc())).first()
        assert made is not None
        return addresses.LINK.path(session, keys, made)


def address_of(connections: Connections, person: Person) -> str:
    with connections.reading() as session:
        return people.get(session, person.id).email


def sent(connections: Connections, watch: Watch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """To whom letters went just now."""
    capsys.readouterr()
    drain(connections, watch)
    return re.findall(r"--- mail to (\S+):", capsys.readouterr().err)


def test_an_address_is_changed_by_the_link_in_a_letter_to_it(
    asked: Visitor,
    site: Flask,
    admin: Person,
    connections: Connections,
    keys: Keys,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = Visitor(site).sign_in(admin)
    assert sent(connections, watch, capsys) == [NEW]
    path = link(connections, keys)
    shown = asked.get(path)
    assert NEW in shown.text
    assert (shown.headers["Referrer-Policy"], shown.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert address_of(connections, admin) == admin.email  # looking spends nothing
    answer = asked.post(path)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert address_of(connections, admin) == NEW
    assert sent(connections, watch, capsys) == [admin.email]  # the old one is told
    assert asked.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert asked.get(path).status_code == 404
    assert Visitor(site).password(admin).status_code == 422
    assert Visitor(site).post("/sign-in", email=NEW, password=PASSWORD).status_code == 303
    with connections.reading() as session:
        rows = session.execute(select(AuditEvent.action, AuditEvent.details)).all()
    assert {"address_change_asked", "address_changed"} <= {row.action for row in rows}
    assert "example.org" not in repr(rows)


def test_item_5_whoever_asks_for_an_address_learns_nothing_of_who_has_it(
    signed_in: Visitor, connections: Connections, keys: Keys, watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = a_person(connections, keys, Held("curator", None)).email
    bodies = [
        re.sub(r'value="[^"]*"', "", signed_in.post("/account/email", email=email).text)
        for email in (taken, "nobody@example.org")
    ]
    assert bodies[0] == bodies[1]
    assert sent(connections, watch, capsys) == ["nobody@example.org"]
    with connections.reading() as session:
        made = session.scalars(select(AddressChange).where(AddressChange.email == taken)).one()
        path = addresses.LINK.path(session, keys, made)
    assert signed_in.get(path).status_code == 404
    assert signed_in.post(path, page="/account").status_code == 404


def test_an_address_that_is_taken_meanwhile_stays_its_owners(
    asked: Visitor, admin: Person, connections: Connections, keys: Keys
) -> None:
    path = link(connections, keys)
    with connections.transaction() as session:
        people.add(session, NEW, "Lark Fen", "en", people.get(session, admin.id).made_at)
    assert asked.post(path, page="/account").status_code == 404
    assert address_of(connections, admin) == admin.email


def test_item_11_another_address_asks_for_a_proof(signed_in: Visitor, watch: Watch, connections: Connections) -> None:
    watch.forward(minutes=11)
    assert signed_in.get("/account/email").location.startswith("/account/prove")
    assert signed_in.post("/account/email", page="/account", email=NEW).location == "/account/prove"
    with connections.reading() as session:
        assert session.scalars(select(mail.LetterRow)).all() == []


def test_item_31_the_link_is_for_who_asked_alone(
    asked: Visitor, site: Flask, connections: Connections, keys: Keys, admin: Person
) -> None:
    """Whoever reads the mail of an address that was mistyped cannot take the account."""
    path = link(connections, keys)
    stranger = Visitor(site).sign_in(a_person(connections, keys, Held("network_admin", None)))
    assert stranger.get(path).status_code == 404
    assert stranger.post(path, page="/account").status_code == 404
    assert Visitor(site).get(path).location.startswith("/sign-in?next=")
    assert asked.get(path[:-3] + "abc").status_code == 404
    assert address_of(connections, admin) == admin.email


@pytest.mark.parametrize("way", ["an hour", "new password", "changed already"])
def test_the_link_ends(
    asked: Visitor, connections: Connections, keys: Keys, watch: Watch, admin: Person, way: str
) -> None:
    path = link(connections, keys)
    if way == "an hour":
        for _ in range(3):
            watch.forward(minutes=20)
            asked.get("/account")
    elif way == "new password":
        asked.post("/account/password", old=PASSWORD, password="harbor bells at seven in the fog")
    else:
        watch.forward(seconds=1)
        asked.post("/account/email", email="third@example.org")
        assert asked.post(link(connections, keys)).status_code == 303
    assert asked.get(path).status_code == 404


def test_a_changed_address_ends_what_was_sent_to_the_old_one(
    asked: Visitor, visitor: Visitor, connections: Connections, keys: Keys, admin: Person
) -> None:
    Visitor(asked.app).post("/forgot", email=admin.email)
    with connections.reading() as session:
        made = session.scalars(select(Reset)).one()
        old = resets.LINK.path(session, keys, made)
    assert Visitor(asked.app).get(old).status_code == 200
    assert asked.post(link(connections, keys)).status_code == 303
    assert Visitor(asked.app).get(old).status_code == 404


@pytest.mark.parametrize("email", ["", "no address", "a@b\r\nBcc: c@d.example", "a" * 300 + "@b.example"])
def test_item_60_what_is_no_address_is_refused(signed_in: Visitor, connections: Connections, email: str) -> None:
    answer = signed_in.post("/account/email", email=email)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    with connections.reading() as session:
        assert session.scalars(text("SELECT id FROM address_change")).all() == []


def test_ones_own_address_is_no_new_one(signed_in: Visitor, admin: Person) -> None:
    assert signed_in.post("/account/email", email=admin.email.upper()).status_code == 422


def test_item_63_links_to_addresses_are_not_sent_without_end(signed_in: Visitor) -> None:
    statuses = [signed_in.post("/account/email", email=f"n{number}@example.org").status_code for number in range(7)]
    assert statuses == [200] * 5 + [429] * 2
