"""Made-up members: every state there is, whole as if people had done it all, under the installation's own keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from referrals.cases import intake
from referrals.cases.models import Case, CaseNeed, Intake
from referrals.cases.needs import NEEDS
from referrals.consents.models import Consent
from referrals.demo import copying, living, loading, members
from referrals.demo.loading import Wanted
from referrals.demo.stories import ACTIVE, RESTING, Story
from referrals.offers import clearing
from referrals.offers.models import Offer, OfferClock, Referral
from referrals.offers.moves import BY_CODE, STATES
from referrals.people import queries, related, sealing
from referrals.people.models import Person, PersonRelated
from resource_app.accounts.models import Membership
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.errors import BadInput, NotReady
from resource_app.outbox import Outgoing
from tests.referrals.consistency import violations
from tests.referrals.offering import BY, NOW
from tests.validation.listings import load_many

HUNDRED = Wanted(members=200, active=100, staff=34)
FEW = Wanted(members=5, active=3, staff=4)


def home(connections: Connections, listings: int = 9) -> str:
    """A directory of so many listings, and the care organization of the first team."""
    with connections.transaction() as session:
        load_many(session, [1] * listings, NOW)
        return add_care_organization(session, "Lantern Care", NOW, BY.actor)


def load(connections: Connections, wanted: Wanted, care_home: str) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    loading.load(connections, wanted, care_home, NOW, lambda done, of: told.append((done, of)))
    return told


def count(session: Session, asked: Callable[[], object] | object) -> int:
    return session.scalar(select(func.count()).select_from(asked)) or 0  # type: ignore[call-overload]


def test_referral_demo_is_whole_and_shows_every_state(connections: Connections) -> None:
    told = load(connections, HUNDRED, home(connections))
    assert told[-1][0] == told[-1][1] > 200
    with connections.reading() as session:
        assert violations(session) == []
        assert set(session.scalars(select(Offer.state))) == set(STATES)
        assert count(session, Person) == 200
        assert session.scalar(select(func.count()).where(Case.closed_at.is_(None))) == 100
        assert (session.scalar(select(func.count(Referral.closed_at))) or 0) > 75
        first, last = session.execute(select(func.min(Referral.made_at), func.max(Referral.made_at))).one()
        assert first < NOW - timedelta(days=300)
        assert NOW - timedelta(days=1) < last <= NOW
        assert not session.scalar(select(func.count()).where(Outgoing.topic == "mail"))
        waits = (
            OfferClock.done_at.is_(None),
            OfferClock.ended_at.is_(None),
            OfferClock.due_at < NOW - timedelta(hours=1),
        )
        assert not session.scalar(select(func.count()).where(*waits))
        assert {"given", "refused", "revoked"} == set(session.scalars(select(Consent.said)))
        assert session.scalar(select(func.count(func.distinct(Membership.user_id)))) == 34
        assert count(session, select(Case.owner_id).distinct().subquery()) > 20


def test_a_referral_demo_has_families_people_who_are_handed_in_and_needs_that_are_discreet(
    connections: Connections,
) -> None:
    load(connections, HUNDRED, home(connections))
    with connections.reading() as session:
        waits, taken_on = (
            session.scalars(select(Intake).where(Intake.state == state)).all() for state in ("waiting", "accepted")
        )
        assert (len(waits), len(taken_on)) == (1, 2)
        told = intake.told(session, waits[0])
        assert (told["words"], "street" in told) == ("They ask to be called.", False)
        assert not session.scalar(select(func.count()).where(Consent.person_id == waits[0].person_id))
        assert {each.answered_by for each in taken_on} <= set(session.scalars(select(Case.owner_id)))
        daughters = session.scalars(select(PersonRelated).where(PersonRelated.kind == "proxy")).all()
        assert len(daughters) == 16
        [proxy] = [
            each
            for each in related.of_person(session, session.get_one(Person, daughters[0].person_id))
            if each.kind == "proxy"
        ]
        assert proxy.values["name"] == "Wanda Make-Believe"
        discreet = [each.code for each in NEEDS if each.discreet]
        asked = select(Offer.organization_id).join(Referral, Offer.referral_id == Referral.id)
        of_them = asked.join(CaseNeed, Referral.need_id == CaseNeed.id).where(CaseNeed.code.in_(discreet))
        organizations = session.scalars(of_them).all()
        assert len(organizations) == 3
        assert all(clearing.cleared_for(session, each) for each in organizations)


def test_a_referral_demo_is_sealed_found_by_what_one_knows_and_the_same_everywhere(connections: Connections) -> None:
    care_home = home(connections)
    load(connections, FEW, care_home)
    with connections.reading() as session:
        assert set(session.scalars(select(Person.id))) == {copying.id_of(number, 0) for number in range(5)}
        for number in range(5):
            values = members.values_of(number, NOW.date())
            person = session.get_one(Person, copying.id_of(number, 0))
            assert sealing.values_of(session, person) == values
            known = {name: values[name] for name in ("name", "born_on", "phone", "plan_id")}
            assert person.locked or queries.look_up(session, known, [person.organization_id], NOW.date()) == [person.id]
        clear = " ".join(str(row) for table in _TABLES for row in session.execute(text(f"SELECT * FROM {table}")))  # noqa: S608
    assert [name for name in map(members.name_of, range(5)) if name in clear] == []


_TABLES = (
    "person",
    "person_field",
    "person_related",
    "intake",
    "consent",
    "referral",
    "offer_event",
    "outcome",
    "case_entry",
    "audit_event",
)


def test_a_referral_demo_is_loaded_once_and_only_where_it_can_be(connections: Connections) -> None:
    with pytest.raises(NotReady, match="resourceloop demo load"):
        load(connections, FEW, "")
    with pytest.raises(BadInput, match="more members with an open case"):
        load(connections, Wanted(members=2, active=3, staff=4), "")
    with pytest.raises(BadInput, match="at least 4 staff"):
        load(connections, Wanted(members=2, active=1, staff=3), "")
    care_home = home(connections)
    load(connections, FEW, care_home)
    with pytest.raises(BadInput, match="There are members here already"):
        load(connections, FEW, care_home)
    with connections.reading() as session:
        assert count(session, Person) == 5


@pytest.mark.parametrize("table", [ACTIVE, RESTING], ids=["active", "resting"])
def test_the_stories_of_a_referral_demo_are_those_of_a_hundred(table: tuple[Story, ...]) -> None:
    assert sum(story.share for story in table) == 100
    acts = {step.act for story in table for step in story.steps}
    assert acts <= {*BY_CODE, *living.ACTS}


def test_no_two_referrals_of_a_demo_have_one_number() -> None:
    numbers = [copying.number_of(member, place) for member in range(40_000) for place in range(2)]
    assert len(set(numbers)) == len(numbers)
