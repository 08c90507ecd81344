"""A letter that does not arrive is told to who can act: on the page it was asked for, and on one list or the other."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts import inboxes, invitations, resets
from resource_app.accounts.invitations import Offer
from resource_app.accounts.letters import Kind
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.jobs import posting
from resource_app.keys import Keys
from resource_app.mail import LetterRow, Suppressed
from resource_app.tasks.models import Task
from tests.factories import ORGANIZATION, load
from tests.web.conftest import NOW
from tests.web.people import BY, Person, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = f"/organizations/{ORGANIZATION}/staff"
LOST = "lark@example.org"
NONE_REACHES = "No letter reaches this address"


@pytest.fixture
def listed(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load(session, NOW)
        session.add(Suppressed(address=LOST, at=NOW))
    return connections


@pytest.fixture
def boss(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", ORGANIZATION)))


@pytest.fixture
def network(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("network_admin", None)))


@pytest.fixture
def curator(site: Flask, listed: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(listed, keys, Held("curator", None)))


def ended(connections: Connections, outcome: str) -> None:
    """Every letter that waits ends so."""
    with connections.transaction() as session:
        for row in session.scalars(select(LetterRow).where(LetterRow.outcome == "")).all():
            posting.settle(session, row.id, outcome, "", NOW)


def test_an_invitation_that_no_letter_brings_says_so_and_what_to_do(boss: Visitor) -> None:
    fields = {"role": "organization_staff", "group": ""}
    answer = boss.post(f"{STAFF}/invite", page=STAFF, email=" Lark@Example.org ", **fields)
    shown = boss.get(answer.location).text
    assert shown.count(NONE_REACHES) == 2  # above, and in the list
    assert "An email is on its way" not in shown
    assert "ask the administrator of the network" in shown
    reached = boss.get(boss.post(f"{STAFF}/invite", page=STAFF, email="fen@example.org", **fields).location).text
    assert (reached.count(NONE_REACHES), "An email is on its way" in reached) == (1, True)


def test_a_mailbox_that_no_letter_reaches_says_so(boss: Visitor) -> None:
    boss.post(f"/organizations/{ORGANIZATION}/inbox", page=STAFF, mailbox=LOST)
    shown = boss.get(STAFF).text
    assert (NONE_REACHES in shown, "We wrote to" in shown) == (True, False)


def test_who_is_invited_by_whom_and_until_when(boss: Visitor) -> None:
    boss.post(f"{STAFF}/invite", page=STAFF, email="fen@example.org", role="organization_staff", group="")
    assert "Invited by Wren Alder. The link works until 20 October 2026." in boss.get(STAFF).text


@pytest.mark.parametrize(
    ("outcome", "why"),
    [("refused", "there is no such mailbox"), ("given up", "no mail server took it for a day")],
)
def test_letters_to_people_wait_for_the_networks_administrator(
    network: Visitor, curator: Visitor, listed: Connections, admin: Person, outcome: str, why: str
) -> None:
    with listed.transaction() as session:
        offer = Offer("fen@example.org", Held("organization_staff", ORGANIZATION), "community", None, "en")
        invitations.invite(session, offer, [Held("network_admin", None)], BY)
        resets.ask(session, admin.email, BY)
    ended(listed, outcome)
    shown = re.sub(r"\s+", " ", network.get("/people").text)
    assert "2 letters did not arrive" in shown
    for words in ("fen@example.org, 13 October 2026", f"{admin.email}, 13", "The letter was: an invitation.", why):
        assert words in shown
    assert "The letter was: a link for a new password." in shown
    desk = curator.get("/desk").text
    assert ("Nothing waits" in desk, "fen@example.org" in desk) == (True, False)
    [first, second] = re.findall(r'action="(/people/letters/\d+/done)"', shown)
    number = first.split("/")[3]
    assert curator.get(f"/desk/tasks/{number}").status_code == 404
    assert curator.post(f"/desk/tasks/{number}/done", page="/account").status_code == 404
    assert network.post(first, page="/people").location == "/people#letters"
    assert network.post(first, page="/people").status_code == 404
    assert "1 letter did not arrive" in network.get("/people").text
    assert network.post(second, page="/people").status_code == 303
    assert "did not arrive" not in network.get("/people").text


def test_a_letter_about_an_organization_waits_for_a_curator(
    network: Visitor, curator: Visitor, listed: Connections
) -> None:
    with listed.transaction() as session:
        inboxes.ask(session, ORGANIZATION, "lantern@example.org", "en", BY)
    ended(listed, "refused")
    with listed.reading() as session:
        [(number, kind, subject)] = session.execute(select(Task.id, Task.kind, Task.subject)).all()
    assert (kind, subject) == ("mail refused", f"organization:{ORGANIZATION}")
    assert network.post(f"/people/letters/{number}/done", page="/people").status_code == 404
    assert "did not arrive" not in network.get("/people").text
    shown = curator.get(f"/desk/tasks/{number}").text
    assert "The letter was: the question whether a mailbox is the organization’s." in shown
    assert "there is no such mailbox" in shown
    assert f'href="/organizations/{ORGANIZATION}"' in shown
    assert re.search(r'href="/listings/[^"]+/edit"', shown)  # where somebody can mend it
    assert ("lantern@example.org" in shown, "refused" in shown) == (False, False)
    spanish = curator.get(f"/desk/tasks/{number}", headers={"Accept-Language": "es"}).text
    assert "El servidor de correo de allí dijo" in spanish


def test_every_kind_of_letter_says_what_it_is_and_whose_it_is(connections: Connections) -> None:
    """One that leaves a trace is to a person or about an organization, and not both."""
    nobody = Kind("x", lambda *_: None, "x").subject
    for kind in posting.KINDS.values():
        assert kind.name
        if kind.leaves_traces:
            assert (kind.reader is None) is (kind.subject.__name__ != nobody.__name__), kind.code


def test_disabling_somebody_is_asked_twice(network: Visitor, listed: Connections, keys: Keys) -> None:
    person = a_person(listed, keys, Held("curator", None))
    shown = network.get("/people").text
    asked = re.findall(r'<details class="twice"><summary>Disable</summary>.*?</details>', shown, re.DOTALL)
    assert any(f"/people/{person.id}/disable" in each for each in asked)
    assert shown.count("/disable") == len(asked)


def test_item_65_the_list_of_organizations_is_written_down(network: Visitor, listed: Connections) -> None:
    network.get("/organizations?q=lantern")
    with listed.reading() as session:
        seen = session.scalars(select(AuditEvent).where(AuditEvent.subject == "network:organizations")).one()
        assert (seen.action, seen.details["shown"]) == ("listed", [f"organization:{ORGANIZATION}"])
