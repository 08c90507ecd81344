"""A referral that never should have been there is marked so by a supervisor, who reads no word of the member."""

import pytest
from flask import Flask
from sqlalchemy import select

from referrals.offers import closing, member_links, queries
from referrals.offers.making import NotPossible
from referrals.offers.models import MemberLink, Offer, Referral
from resource_app.accounts.roles import Held
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.errors import LinkOver
from resource_app.keys import Keys
from tests.referrals.offering import assert_whole, move
from tests.web.people import BY, Visitor, Watch, a_person
from tests.web.test_referrals import Scene, text

pytestmark = pytest.mark.usefixtures("quick")
PAGE = "/network/mistakes"
WHY = "It was sent for Ada Lantern twice."


@pytest.fixture
def scene(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Scene:
    return Scene(site, connections, keys, watch)


@pytest.fixture
def supervisor(scene: Scene) -> Visitor:
    return Visitor(scene.site).sign_in(a_person(scene.connections, scene.keys, Held("supervisor", None)))


def number_of(scene: Scene) -> str:
    with scene.connections.reading() as session:
        return session.scalars(select(Referral.number)).one()


def marked(supervisor: Visitor, number: str, why: str = WHY) -> int:
    return supervisor.post(PAGE, f"{PAGE}?number={number}", number=number, why=why).status_code


@pytest.mark.parametrize("ways", [(), ("accept",), ("accept", "complete"), ("decline",)])
def test_referral_entered_by_mistake_is_void_for_everybody_whatever_became_of_it(
    scene: Scene, supervisor: Visitor, watch: Watch, ways: tuple[str, ...]
) -> None:
    referral, offer, number = scene.sent(), scene.offer(), number_of(scene)
    for each in ways:
        move(scene.connections, offer, each, at=watch.at)
    shown = text(supervisor.get(f"{PAGE}?number=%20{number.lower()}"))
    assert "Northpoint Care Team" in shown
    assert not [secret for secret in ("Ada", "0103", "Lantern Neighbors", "Food") if secret in shown]
    assert marked(supervisor, number, " ") == 422
    assert marked(supervisor, number) == 303
    assert "It is marked as entered by mistake." in text(supervisor.get(f"{PAGE}?number={number}"))
    assert "Entered in error" in (team := text(scene.nurse.get(referral)))
    assert WHY in team
    theirs = text(scene.staff.get(f"/inbox/{offer}"))
    assert "the supervisor" in theirs
    assert not [secret for secret in ("Ada", "0103", "twice") if secret in theirs]
    assert marked(supervisor, number) == 409
    assert_whole(scene.connections)
    with scene.connections.reading() as session:
        moved = select(AuditEvent.details).where(AuditEvent.action == "offer_moved").order_by(AuditEvent.seq.desc())
        last = session.scalars(moved.limit(1)).one()
        assert (last["move"], last["party"], last["offer_id"]) == ("void", "supervisor", offer)
        assert session.scalars(select(Referral.closed_for)).one() == "sent_in_error"


def test_referral_that_was_closed_is_void_too_and_nothing_follows_it(
    scene: Scene, supervisor: Visitor, watch: Watch
) -> None:
    referral, offer = scene.sent(), scene.offer()
    for each in ("accept", "complete"):
        move(scene.connections, offer, each, at=watch.at)
    said = {"said": "yes", "source": "member"}
    assert scene.nurse.post(f"{referral}/answer", referral, **said).status_code == 303
    assert marked(supervisor, number_of(scene)) == 303
    assert "Entered in error" in text(scene.nurse.get(referral))
    assert_whole(scene.connections)
    with scene.connections.transaction() as session:
        made = session.scalars(select(Referral)).one()
        with pytest.raises(NotPossible):
            closing.reopen(session, made.id, (session.get_one(Offer, offer).listing_id,), BY)


def test_referral_entered_by_mistake_no_link_of_a_member_opens(scene: Scene, supervisor: Visitor, watch: Watch) -> None:
    scene.sent()
    move(scene.connections, scene.offer(), "accept", at=watch.at)
    with scene.connections.transaction() as session:
        opened = queries.numbered(session, session.scalars(select(Referral.number)).one())
        assert opened is not None
        wanted = member_links.Wanted(way="aloud", language="en")
        made = member_links.make(session, opened, wanted, BY)
        assert member_links.held(session, made, watch.at).opened.referral.id == opened.referral.id
    assert marked(supervisor, number_of(scene)) == 303
    with scene.connections.reading() as session, pytest.raises(LinkOver):
        member_links.held(session, session.scalars(select(MemberLink)).one(), watch.at)


def test_referral_of_which_nothing_was_sent_or_that_is_not_there_is_not_marked(
    scene: Scene, supervisor: Visitor
) -> None:
    scene.sent()
    with scene.connections.transaction() as session:
        offer = session.scalars(select(Offer)).one()
        offer.state = "queued"
        number = session.scalars(select(Referral.number)).one()
    assert "Nothing of it has been sent." in text(supervisor.get(f"{PAGE}?number={number}"))
    assert marked(supervisor, number) == 409
    for unknown in (supervisor.get(f"{PAGE}?number=RL-NOBODY"), supervisor.post(PAGE, number="RL-NOBODY", why=WHY)):
        assert unknown.status_code in (404, 422)
        assert "There is no referral of this number." in text(unknown)
    assert scene.nurse.get(PAGE).status_code == 403


def test_referral_a_supervisor_finds_the_way_to_what_was_entered_by_mistake(supervisor: Visitor) -> None:
    assert f'href="{PAGE}"' in text(supervisor.get("/network/hand-overs"))
    assert "Number of the referral" in text(supervisor.get(PAGE))
