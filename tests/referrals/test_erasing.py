"""What is kept of somebody is erased for a reason, or once it was kept long enough, and never while a legal hold keeps it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from referrals import erasing
from referrals.cases.models import Case
from referrals.cases.operations import add_need, open_case
from referrals.offers import closing, drafts, work
from referrals.offers.models import Referral, ReferralDraft
from referrals.offers.ticking import tick
from referrals.people import holds, operations
from referrals.people.models import Person, PersonField
from referrals.reports import numbers
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from resource_app.jobs import work as jobs
from tests.referrals.offering import BY, LISTINGS, NOW, assert_whole, brought, move, referred, states
from tests.validation.listings import load_many

YEAR = timedelta(days=366)
A_DAY = timedelta(days=1)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


def somebody(connections: Connections, born_on: str = "", need: str = "") -> str:
    """A person of whom a case was closed at once."""
    with connections.transaction() as session:
        person = session.get_one(
            Person, operations.add(session, {"name": "Ada Lantern", "born_on": born_on}, "care-lantern", BY)
        )
        case = open_case(session, person, "volunteer", BY)
        if need:
            add_need(session, case, need, "talk", BY)
        closing.close_case(session, case, "goals_met", BY)
        return person.id


def is_kept(connections: Connections, person_id: str) -> bool:
    with connections.reading() as session:
        fields = session.scalars(select(PersonField).where(PersonField.person_id == person_id)).all()
        key = session.get_one(Person, person_id).key
    assert (key is None) == (not fields)
    return key is not None


def erase(connections: Connections, person_id: str, why: str = "asked") -> None:
    with connections.transaction() as session:
        erasing.erase(session, erasing.person_of(session, person_id), why, BY)


def hold(connections: Connections, person_id: str, *, ends: bool = False) -> None:
    with connections.transaction() as session:
        person = session.get_one(Person, person_id)
        if ends:
            holds.end(session, person, BY)
        else:
            holds.begin(session, person, "Lawsuit 12", BY)


@pytest.mark.parametrize("state", ["queued", "sent", "waitlisted", "in_progress", "completed"])
def test_item_69_referral_who_is_erased_leaves_figures_and_history_whole_and_nothing_under_way(
    site: Connections, state: str
) -> None:
    offers = referred(site, *LISTINGS[:2])
    brought(site, offers[0], state)  # type: ignore[arg-type]
    with site.reading() as session:
        person_id = session.scalars(select(Person.id)).one()
    erase(site, person_id)
    assert not is_kept(site, person_id)
    assert not {"queued", "sent", "waitlisted", "in_progress"} & set(states(site, offers))
    with site.reading() as session:
        assert session.scalars(select(Referral.closed_at)).one() is not None
        assert session.scalars(select(Case.closed_at)).one() is not None
        why = select(AuditEvent.details).where(AuditEvent.action == "person_forgotten")
        assert session.scalars(why).one() == {"why": ["asked"]}
        assert work.late(session, ("care-lantern",), NOW + YEAR) == []
        assert numbers.numbers(session, (NOW + YEAR).date(), ZoneInfo("America/New_York")) is not None
        with pytest.raises(NotFound):
            erasing.person_of(session, person_id)
    tick(site, NOW + YEAR)
    assert_whole(site)


def test_item_69_referral_what_is_late_of_somebody_forgotten_is_nobodys_work(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    with site.transaction() as session:
        assert len(work.late(session, ("care-lantern",), NOW + YEAR)) == 1
        operations.forget(session, session.scalars(select(Person)).one(), BY)
        assert work.late(session, ("care-lantern",), NOW + YEAR) == []


def test_item_69_referral_nothing_is_erased_while_a_legal_hold_keeps_it(site: Connections) -> None:
    [offer] = referred(site)
    move(site, offer, "send")
    with site.reading() as session:
        person_id = session.scalars(select(Person.id)).one()
    hold(site, person_id)
    with pytest.raises(BadInput):
        hold(site, person_id)
    with pytest.raises(BadInput):
        erase(site, person_id)
    with site.transaction() as session, pytest.raises(BadInput):
        operations.forget(session, session.get_one(Person, person_id), BY)
    assert (is_kept(site, person_id), states(site, [offer])) == (True, ["sent"])
    hold(site, person_id, ends=True)
    erase(site, person_id)
    assert not is_kept(site, person_id)


def test_item_69_referral_a_draft_of_somebody_held_stays_and_another_is_gone_in_thirty_days(site: Connections) -> None:
    people = [somebody(site), somebody(site)]
    with site.transaction() as session:
        for each in people:
            drafts.begin(session, session.get_one(Person, each), LISTINGS[:1], BY)
    hold(site, people[0])
    with site.transaction() as session:
        assert drafts.forget_old(session, NOW + timedelta(days=31)) == 1
        assert session.scalars(select(ReferralDraft.person_id)).all() == people[:1]


@pytest.mark.parametrize(
    ("born_on", "need", "years"),
    [
        ("1984-02-29", "food-insecurity", 6),
        ("", "", 6),
        ("1984-02-29", "intimate-partner-violence", 1),
        ("2010-10-01", "intimate-partner-violence", 1),
        ("2010-10-01", "food-insecurity", 8),
    ],
)
def test_item_69_referral_what_was_kept_long_enough_is_erased_by_a_job(
    connections: Connections, born_on: str, need: str, years: int
) -> None:
    person_id = somebody(connections, born_on, need)
    assert str(jobs.erase_people(connections, NOW + years * YEAR - timedelta(days=20))) == "0 erased"
    hold(connections, person_id)
    assert str(jobs.erase_people(connections, NOW + years * YEAR)) == "0 erased"
    hold(connections, person_id, ends=True)
    assert str(jobs.erase_people(connections, NOW + years * YEAR)) == "1 erased"
    assert not is_kept(connections, person_id)
    assert str(jobs.erase_people(connections, NOW + years * YEAR)) == "0 erased"


def test_item_69_referral_whom_a_team_works_with_stays_and_a_setting_stops_the_job(connections: Connections) -> None:
    working, before = somebody(connections), somebody(connections)
    late = NOW + 7 * YEAR
    with connections.transaction() as session:
        open_case(session, session.get_one(Person, working), "volunteer", BY)
    never = replace(connections.settings, people_kept_years=0, survivors_kept_years=0)
    assert str(jobs.erase_people(replace(connections, settings=never), late)) == "0 erased"
    assert str(jobs.erase_people(connections, late)) == "1 erased"
    assert (is_kept(connections, working), is_kept(connections, before)) == (True, False)


@pytest.mark.parametrize("why", ["", "because", erasing.OVER])
def test_item_69_referral_a_reason_is_one_of_the_list(connections: Connections, why: str) -> None:
    person_id = somebody(connections)
    if why == erasing.OVER:
        erase(connections, person_id, why)
        assert not is_kept(connections, person_id)
        return
    with pytest.raises(BadInput):
        erase(connections, person_id, why)
    assert is_kept(connections, person_id)
