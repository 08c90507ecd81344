"""Nobody who was removed comes back by an older invitation. Numbers are items of docs/security/items.md."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from resource_app.accounts import invitations, people
from resource_app.accounts.invitations import Offer
from resource_app.accounts.models import Invitation, Membership
from resource_app.accounts.roles import Held
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.factories import ORGANIZATION
from tests.web.conftest import NOW
from tests.web.people import PASSWORD, Person, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
STAFF = f"/organizations/{ORGANIZATION}/staff"
LARK = "lark@example.org"


@pytest.fixture
def boss(listed: Connections, keys: Keys) -> Person:
    return a_person(listed, keys, Held("organization_admin", ORGANIZATION))


def by(person: Person) -> By:
    return By(Actor("user", person.id), Origin(), NOW)


def invited(connections: Connections, keys: Keys, boss: Person, role: str = "organization_staff") -> str:
    """The address in a new invitation for one and the same person."""
    held = [Held("organization_admin", ORGANIZATION)]
    with connections.transaction() as session:
        offer = Offer(LARK, Held(role, ORGANIZATION), "community", None, "en")
        return invitations.LINK.path(session, keys, invitations.invite(session, offer, held, by(boss)))


def taken(site: Flask, path: str) -> Visitor:
    visitor = Visitor(site)
    assert visitor.post(path, name="Lark Fen", password=PASSWORD).status_code == 303
    return visitor


def works(site: Flask, path: str) -> bool:
    return Visitor(site).get(path).status_code == 200


def test_item_15_a_new_invitation_to_the_same_role_ends_the_one_before(
    site: Flask, listed: Connections, keys: Keys, boss: Person
) -> None:
    first, other = invited(listed, keys, boss), invited(listed, keys, boss, "organization_admin")
    second = invited(listed, keys, boss)
    assert [works(site, path) for path in (first, other, second)] == [False, True, True]


def test_item_15_taking_an_invitation_ends_another_to_the_same_role(
    site: Flask, listed: Connections, keys: Keys, boss: Person
) -> None:
    """Two that wait are from before they ended each other."""
    first, second = invited(listed, keys, boss), invited(listed, keys, boss)
    with listed.transaction() as session:
        session.execute(update(Invitation).values(withdrawn_at=None))
    assert works(site, first)
    taken(site, second)
    assert not works(site, first)


@pytest.mark.parametrize("removal", ["role ended", "disabled"])
def test_item_15_who_is_removed_does_not_come_back_by_an_older_invitation(
    site: Flask, listed: Connections, keys: Keys, boss: Person, removal: str
) -> None:
    other = invited(listed, keys, boss, "organization_admin")
    visitor = taken(site, invited(listed, keys, boss))
    with listed.transaction() as session:
        lark = people.known_by(session, LARK)
        assert lark is not None
        if removal == "disabled":
            people.disable(session, lark, by(boss))
        else:
            role = session.scalars(select(Membership).where(Membership.user_id == lark.id)).one()
            people.end_membership(session, role, by(boss))
    assert not works(site, other)
    assert visitor.post(f"{other}/accept", page="/sign-in").status_code in {303, 401, 404}
    with listed.reading() as session:
        assert session.scalars(select(Invitation.withdrawn_at).where(Invitation.taken_at.is_(None))).all() == [NOW]


def test_item_15_an_invitation_that_ended_with_its_sender_is_not_listed(
    site: Flask, listed: Connections, keys: Keys, boss: Person
) -> None:
    other = a_person(listed, keys, Held("organization_admin", ORGANIZATION))
    path, seer = invited(listed, keys, other), Visitor(site).sign_in(boss)
    assert LARK in seer.get(STAFF).text
    with listed.transaction() as session:
        role = session.scalars(select(Membership).where(Membership.user_id == other.id)).one()
        people.end_membership(session, role, by(boss))
    assert LARK not in seer.get(STAFF).text
    assert not works(site, path)
