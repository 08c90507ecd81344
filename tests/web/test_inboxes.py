"""The mailbox that staff share: named by an administrator, confirmed by whoever reads it, told of who comes and goes."""

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts import inboxes, people
from resource_app.accounts.models import Inbox, Membership
from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory.queries import organization
from resource_app.jobs.deliveries import drain
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.people import BY, Person, Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = f"/organizations/{ORGANIZATION}/staff"
INBOX = f"/organizations/{ORGANIZATION}/inbox"
MAILBOX = "lantern@example.org"


@pytest.fixture
def admin(listed: Connections, keys: Keys) -> Person:
    return a_person(listed, keys, Held("organization_admin", ORGANIZATION))


@pytest.fixture
def boss(site: Flask, admin: Person) -> Visitor:
    return Visitor(site).sign_in(admin)


def link(connections: Connections, keys: Keys) -> str:
    """The address in the letter to the mailbox that was named last."""
    with connections.reading() as session:
        made = session.scalars(select(Inbox).order_by(Inbox.made_at.desc())).first()
        assert made is not None
        return inboxes.LINK.path(session, keys, made)


def used(connections: Connections) -> str:
    with connections.reading() as session:
        inbox, _ = inboxes.of(session, ORGANIZATION)
        return inbox.email if inbox else ""


def someone_goes(boss: Visitor, connections: Connections, keys: Keys) -> None:
    staff = a_person(connections, keys, Held("organization_staff", ORGANIZATION))
    with connections.reading() as session:
        role = session.scalars(select(Membership.id).where(Membership.user_id == staff.id)).one()
    assert boss.post(f"/memberships/{role}/end", page=STAFF).status_code == 303


def test_a_mailbox_counts_once_who_reads_it_says_so(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys, watch: Watch
) -> None:
    assert boss.post(INBOX, page=STAFF, mailbox=" Lantern@Example.org ").status_code == 303
    assert f"We wrote to {MAILBOX}" in boss.get(STAFF).text
    path, stranger = link(listed, keys), Visitor(site)
    assert "Lantern" in stranger.get(path).text
    assert used(listed) == ""
    assert stranger.post(path).status_code == 200
    assert used(listed) == MAILBOX
    assert f"In use: {MAILBOX}" in boss.get(STAFF).text
    assert stranger.get(path).status_code == stranger.post(path, page="/sign-in").status_code == 404
    watch.forward(seconds=1)
    boss.post(INBOX, page=STAFF, mailbox="other@example.org")
    assert used(listed) == MAILBOX
    stranger.post(link(listed, keys))
    assert used(listed) == "other@example.org"
    boss.post(f"{INBOX}/end", page=STAFF)
    assert used(listed) == ""


def test_a_link_is_good_for_a_week_and_dies_with_the_next(
    boss: Visitor, site: Flask, listed: Connections, keys: Keys, watch: Watch
) -> None:
    boss.post(INBOX, page=STAFF, mailbox=MAILBOX)
    first, stranger = link(listed, keys), Visitor(site)
    watch.forward(seconds=1)
    boss.post(INBOX, page=STAFF, mailbox=MAILBOX)
    assert stranger.get(first).status_code == 404
    assert stranger.get(link(listed, keys)[:-1] + "x").status_code == 404
    watch.forward(days=7)
    assert stranger.get(link(listed, keys)).status_code == 404


def test_who_works_there_has_changed_is_said_to_the_mailbox_or_to_the_administrators(
    boss: Visitor,
    site: Flask,
    listed: Connections,
    keys: Keys,
    admin: Person,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    someone_goes(boss, listed, keys)
    drain(listed, watch)
    told = capsys.readouterr().err
    assert (told.count("mail to"), f"mail to {admin.email}: Who works for your organization" in told) == (1, True)
    boss.post(INBOX, page=STAFF, mailbox=MAILBOX)
    Visitor(site).post(link(listed, keys))
    someone_goes(boss, listed, keys)
    drain(listed, watch)
    told = capsys.readouterr().err
    assert f"mail to {MAILBOX}: Is this your organization's mailbox?" not in told  # answered before it left
    assert f"mail to {admin.email}: Your organization uses another mailbox" in told
    assert (told.count("mail to"), f"mail to {MAILBOX}: Who works for your organization" in told) == (2, True)


def test_what_is_no_address_is_said_where_it_was_typed(boss: Visitor) -> None:
    answer = boss.post(INBOX, page=STAFF, mailbox="lantern")
    assert answer.status_code == 422
    assert 'href="#mailbox"' in answer.text


def test_item_31_nobody_names_a_mailbox_for_another_organization(site: Flask, listed: Connections, keys: Keys) -> None:
    visitor = Visitor(site).sign_in(a_person(listed, keys, Held("organization_admin", "elsewhere")))
    for path in (INBOX, f"{INBOX}/end"):
        assert visitor.post(path, page="/account", mailbox=MAILBOX).status_code == 404


def test_item_15_a_question_about_a_mailbox_ends_with_who_asked_it(
    boss: Visitor, admin: Person, site: Flask, listed: Connections, keys: Keys
) -> None:
    other = a_person(listed, keys, Held("organization_admin", ORGANIZATION))
    assert boss.post(INBOX, page=STAFF, mailbox="private@example.org").status_code == 303
    path, seer = link(listed, keys), Visitor(site).sign_in(other)
    with listed.transaction() as session:
        role = session.scalars(select(Membership).where(Membership.user_id == admin.id)).one()
        people.end_membership(session, role, BY)
    assert Visitor(site).get(path).status_code == 404
    assert Visitor(site).post(path, page="/sign-in").status_code == 404
    assert "private@example.org" not in seer.get(STAFF).text
    assert used(listed) == ""


def test_item_15_a_new_mailbox_is_told_to_the_one_before_and_to_the_administrators(
    boss: Visitor,
    site: Flask,
    listed: Connections,
    keys: Keys,
    admin: Person,
    watch: Watch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    boss.post(INBOX, page=STAFF, mailbox=MAILBOX)
    Visitor(site).post(link(listed, keys))
    watch.forward(seconds=1)
    boss.post(INBOX, page=STAFF, mailbox="other@example.org")
    drain(listed, watch)
    with listed.reading() as session:
        home = organization(session, ORGANIZATION)
    assert home is not None
    asked = capsys.readouterr().err.split("mail to other@example.org: Is this your organization's mailbox?")[1]
    assert f"Somebody who administers {home.name} at" in asked
    Visitor(site).post(link(listed, keys))
    drain(listed, watch)
    told = capsys.readouterr().err
    readers = [f"mail to {each}: Your organization uses another mailbox" in told for each in (MAILBOX, admin.email)]
    assert (readers, told.count("mail to"), home.name in told) == ([True, True], 2, True)
