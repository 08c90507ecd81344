"""Several needs go to one organization together, or none does; it answers each by itself, and each ends by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.cases.models import CaseNeed
from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import closing, packages
from referrals.offers.making import Refused
from referrals.offers.models import Offer, Referral
from referrals.offers.packages import Line
from referrals.offers.referring import Wanted
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.connections import Connections
from resource_app.directory.operations import set_due_dates
from resource_app.errors import BadInput
from tests.referrals.offering import BY, NOW, TODAY, assert_whole, move, states
from tests.validation.listings import id_of, load_many

HERE = tuple(id_of(f"listing 1-{number}") for number in range(4))
ELSEWHERE = id_of("listing 2-0")
NEEDS = ("food-insecurity", "employment-status", "legal-help", "digital-access")


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [4, 1], NOW)
    return connections


def package(
    session: Session, needs: Sequence[str] = NEEDS, listings: Sequence[str] = HERE, *, alone: bool = False
) -> list[str]:
    """Somebody who agreed is referred for these needs to these listings."""
    person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
    agreed = terms.Terms(
        kind="platform",
        purposes=frozenset({"referral"}),
        data_classes=terms.USUAL,
        recipients=frozenset({terms.EVERYBODY}),
        starts_on=TODAY,
    )
    consents.give(session, person, agreed, Signed(name="Ada Lantern", language="en"), BY)
    case = cases.open_case(session, person, "volunteer", BY)
    lines = [
        Line(cases.add_need(session, case, need, "talk", BY), Wanted(listing_ids=(listing,), alone=alone))
        for need, listing in zip(needs, listings, strict=True)
    ]
    return packages.refer_together(session, case, lines, {}, BY)


def offers_of(connections: Connections, referrals: Sequence[str]) -> list[str]:
    with connections.reading() as session:
        found = dict(session.execute(select(Offer.referral_id, Offer.id)).all())
    return [found[each] for each in referrals]


@pytest.mark.acceptance
def test_referral_acceptance_9_of_four_needs_for_one_organization_it_takes_two(site: Connections) -> None:
    with site.transaction() as session:
        made = package(session)
    offers = offers_of(site, made)
    assert states(site, offers) == ["sent"] * 4
    with site.reading() as session:
        beside = packages.beside(session, session.get_one(Offer, offers[0]))
        assert {each.id for each in beside} == set(offers[1:])
    for offer, code in zip(offers, ("accept", "accept", "decline", "decline"), strict=True):
        move(site, offer, code)
    assert states(site, offers) == ["accepted", "accepted", "declined", "declined"]
    with site.reading() as session:
        assert [each.id for each in packages.beside(session, session.get_one(Offer, offers[0]))] == [offers[1]]
    move(site, offers[0], "complete")
    move(site, offers[1], "unable")
    with site.transaction() as session:
        closing.answer(session, offers[0], "yes", "member", BY)
        closing.close_unmet(session, made[1], "no_show", replace(BY, at=NOW + timedelta(days=1)))
    with site.reading() as session:
        ended = dict(session.execute(select(Referral.id, Referral.resolution)).all())
    assert [ended[each] for each in made] == ["resolved", "withdrawn", None, None]
    assert_whole(site)


@pytest.mark.parametrize(
    ("needs", "listings", "alone", "field"),
    [
        (NEEDS[:1], HERE[:1], False, "need"),
        (("food-insecurity", "food-insecurity"), HERE[:2], False, "need"),
        (("food-insecurity", "substance-use"), HERE[:2], False, "need"),
        (NEEDS[:2], HERE[:2], True, "need"),
        (NEEDS[:2], (HERE[0], ELSEWHERE), False, "listing"),
    ],
)
def test_referral_what_is_no_package_is_refused(
    site: Connections, needs: Sequence[str], listings: Sequence[str], alone: bool, field: str
) -> None:
    with pytest.raises(BadInput) as refused, site.transaction() as session:
        package(session, needs, listings, alone=alone)
    assert refused.value.field == field


def test_referral_a_guard_against_one_line_of_a_package_sends_none(site: Connections) -> None:
    with site.transaction() as session:
        set_due_dates(session, {HERE[2]: TODAY - timedelta(days=1)}, NOW, BY.actor)
    with pytest.raises(Refused) as refused, site.transaction() as session:
        package(session)
    assert [each.code for each in refused.value.refusals] == ["G2"]
    with site.reading() as session:
        assert session.scalar(select(func.count(Referral.id))) == 0


def test_referral_to_the_same_organization_of_somebody_else_is_in_no_package(site: Connections) -> None:
    with site.transaction() as session:
        first, _second = package(session, NEEDS[:2], HERE[:2]), package(session, NEEDS[:2], HERE[2:])
    offers = offers_of(site, first)
    with site.reading() as session:
        assert [each.id for each in packages.beside(session, session.get_one(Offer, offers[0]))] == [offers[1]]


def test_referral_what_asks_for_discretion_stands_beside_nothing(site: Connections) -> None:
    with site.transaction() as session:
        made = package(session, NEEDS[:2], HERE[:2])
    offers = offers_of(site, made)
    with Session(site.engine, info=site.known) as session:
        mine = select(Referral.need_id).where(Referral.id == made[0]).scalar_subquery()
        session.execute(update(CaseNeed).where(CaseNeed.id == mine).values(code="substance-use"))
        assert [packages.beside(session, session.get_one(Offer, each)) for each in offers] == [[], []]
        session.rollback()
