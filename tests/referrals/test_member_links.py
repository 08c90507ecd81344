"""Who is asked by a link whether a referral helped: the rules behind the pages, and what an answer by it does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from referrals.consents import queries as given
from referrals.offers import closing, member_links, queries, shared
from referrals.offers.member_links import Held, Wanted
from referrals.offers.models import MemberLink, Offer, Referral, ReferralAnswer
from referrals.offers.queries import Opened
from referrals.people import contact, operations, sealing
from referrals.people.models import Person
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.errors import BadInput, LinkOver, NotFound
from tests.referrals.offering import BY, LISTINGS, NOW, TODAY, assert_whole, brought, referred, states
from tests.referrals.test_closing import after_all
from tests.validation.listings import load_many

PAPER = Wanted(way="paper", language="en")
SAFE = {"name": "Ada Lantern", "born_on": "1984-02-29", "channels": "in_person", "language": "Spanish"}


@pytest.fixture
def site(connections: Connections) -> Iterator[Connections]:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    yield connections
    assert_whole(connections)


def opened(session: Session) -> Opened:
    (found,) = queries.opened(session, session.scalars(select(Referral.id)).all())
    return found


def asked(connections: Connections, wanted: Wanted = PAPER, **values: str) -> str:
    """A link for the member of whom this is kept; its id."""
    with connections.transaction() as session:
        person = session.scalars(select(Person)).one()
        operations.change(session, person, SAFE | values, person.version, BY)
        return member_links.make(session, opened(session), wanted, BY).id


def held(session: Session, link_id: str) -> Held:
    return member_links.held(session, session.get_one(MemberLink, link_id), NOW)


def answered(connections: Connections, link_id: str, said: str) -> None:
    by = replace(BY, actor=Actor("link", link_id))
    with connections.transaction() as session:
        member_links.answer(session, held(session, link_id), said, by)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ({"channels": "email", "email": "ada@example.org"}, ("email",)),
        ({"channels": "email"}, ()),
        ({"channels": "mail"}, ("paper",)),
        ({"channels": "call"}, ("aloud",)),
        ({"channels": "in_person"}, ("paper", "aloud")),
        ({"channels": "text"}, ()),
        ({}, ()),
        ({"channels": "call in_person", "no_contact": "yes"}, ()),
    ],
)
def test_a_referral_link_comes_only_in_ways_that_are_safe(values: dict[str, str], ways: tuple[str, ...]) -> None:
    assert contact.ways(values) == ways


@pytest.mark.parametrize("state", ["queued", "dropped"])
def test_nobody_is_asked_by_a_link_about_a_referral_that_nobody_has_heard_of(site: Connections, state: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        asked(site)


def test_a_referral_link_is_not_made_thirty_days_after_the_end(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "completed")
    with site.transaction() as session:
        closing.answer(session, offer, "yes", "member", BY)
    asked(site)
    with site.transaction() as session, pytest.raises(BadInput):
        member_links.make(session, opened(session), PAPER, replace(BY, at=NOW + timedelta(days=30)))


@pytest.mark.parametrize("code", ["substance-use", "intimate-partner-violence"])
def test_a_discreet_referral_is_shown_by_no_birth_year_and_asked_of_no_caregiver(site: Connections, code: str) -> None:
    referred(site, code=code)
    with site.transaction() as session:
        person = session.scalars(select(Person)).one()
        operations.change(session, person, SAFE, person.version, BY)
        opened_one = opened(session)
        assert member_links.caregivers(session, opened_one, TODAY) == ()
        link = MemberLink(
            id="discreet",
            referral_id=opened_one.referral.id,
            asked="member",
            proxy_id=None,
            way="paper",
            language="en",
            code="none",
            made_by="volunteer",
            made_at=NOW,
        )
        session.add(link)
        session.flush()
        at = held(session, "discreet")
        assert not at.may_see
        assert not member_links.try_year(session, at, "1984", BY)


def test_a_referral_that_was_put_to_somebody_else_is_not_taken_from_them_by_a_late_yes(site: Connections) -> None:
    first, second = referred(site, *LISTINGS[:2], automatic=False)
    brought(site, first, "expired")
    brought(site, second, "completed")
    mine = asked(site)
    with site.transaction() as session:
        closing.answer(session, second, "no", "caregiver", BY)
    third = after_all(site, first)
    answered(site, mine, "yes")
    assert states(site, [first, second, third]) == ["expired", "completed", "accepted"]
    with site.reading() as session:
        assert session.scalars(select(Referral)).one().closed_at is None
        assert session.scalars(select(ReferralAnswer.said).order_by(ReferralAnswer.number)).all() == ["no", "yes"]


def test_a_birth_year_that_is_wrong_is_counted_for_a_referral_link_and_written_down(site: Connections) -> None:
    brought(site, referred(site)[0], "sent")
    link = asked(site)
    for year in ("", "1983", "84", "nineteen", "1985"):
        with site.transaction() as session:
            assert not member_links.try_year(session, held(session, link), year, BY)
    with site.transaction() as session:
        assert not member_links.try_year(session, held(session, link), "1984", BY)
        told = session.execute(select(AuditEvent.outcome, AuditEvent.details).filter_by(action="birth_year_given"))
        assert [(outcome, details) for outcome, details in told] == [("denied", {"link": link})] * 6


def test_nothing_of_a_referral_is_opened_where_no_birth_date_is_known(site: Connections) -> None:
    brought(site, referred(site)[0], "sent")
    link = asked(site, born_on="")
    with site.transaction() as session:
        assert not member_links.try_year(session, held(session, link), "", BY)


def test_a_referral_link_tells_whom_what_was_shared_by_what_had_been_agreed_to(site: Connections) -> None:
    first, second, _third = referred(site, *LISTINGS[:3], automatic=False)
    with site.transaction() as session:
        referral = session.scalars(select(Referral)).one()
        person = session.get_one(Person, referral.person_id)
        referral.said = sealing.seal(
            session,
            person,
            f"referral {referral.id}",
            {
                "need": "food-insecurity",
                "found": "talk",
                "priority": "routine",
                "call_back": "617-555-0121",
                "adults": "2",
            },
        )
    brought(site, first, "declined")
    brought(site, second, "accepted")
    asked(site)
    with site.transaction() as session:
        closing.stop(session, session.scalars(select(Referral)).one(), "not_said", BY)
    with site.reading() as session:
        told = {each.offer.id: each.classes for each in shared.shared(session, opened(session))}
    assert told == {first: ("need", "household"), second: ("need", "contact", "household")}


def test_taking_back_by_a_referral_link_takes_back_every_consent_that_it_stands_on(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2], automatic=False)
    brought(site, offers[0], "accepted")
    link = asked(site)
    with site.transaction() as session:
        member_links.stop(session, held(session, link), BY)
    with site.reading() as session:
        person_id = session.scalars(select(Person.id)).one()
        assert [(each.said, each.why) for each in given.of_person(session, person_id)] == [("revoked", "not_said")]
        assert {each.state for each in session.scalars(select(Offer))} == {"cancelled", "dropped"}
        ended = session.scalars(select(Referral)).one()
        assert (ended.resolution, ended.closed_for) == ("withdrawn", "consent_revoked")


def test_a_referral_link_of_somebody_who_was_forgotten_is_over(site: Connections) -> None:
    brought(site, referred(site)[0], "sent")
    link = asked(site)
    with site.transaction() as session:
        operations.forget(session, session.scalars(select(Person)).one(), BY)
    with site.reading() as session, pytest.raises(LinkOver):
        held(session, link)


def test_a_referral_link_is_in_the_language_of_the_member_where_the_pages_are(site: Connections) -> None:
    brought(site, referred(site)[0], "sent")
    asked(site)
    with site.reading() as session:
        assert member_links.language_of(session, opened(session), ("en", "es")) == "es"
        assert member_links.language_of(session, opened(session), ("en",)) == "en"


def test_a_link_of_another_referral_is_not_ended_from_this_one(site: Connections) -> None:
    brought(site, referred(site)[0], "sent")
    asked(site)
    with site.transaction() as session, pytest.raises(NotFound):
        member_links.end(session, opened(session), "somebody elses", BY)


@pytest.mark.parametrize(
    "changed", [{"referral_id": "another"}, {"asked": "caregiver", "proxy_id": "somebody"}, {"code": "known"}]
)
def test_whom_a_referral_link_asks_and_about_what_never_changes(site: Connections, changed: dict[str, str]) -> None:
    brought(site, referred(site)[0], "sent")
    asked(site)
    with pytest.raises(DBAPIError), site.transaction() as session:
        session.execute(update(MemberLink).values(changed))
