"""An offer is moved as the table says, once, by whom it may be, and with all that follows; else nothing has happened."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.offers import moves, replay
from referrals.offers.making import Asked, NotPossible, Refused, make_move
from referrals.offers.models import Offer, OfferEvent, Referral
from referrals.offers.moves import Party, State
from referrals.offers.referring import Wanted, refer
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.audit.models import AuditEvent
from resource_app.connections import Connections
from resource_app.directory.operations import mark_confidential, set_due_dates
from resource_app.errors import BadInput, NotFound
from tests.factories import LISTING, PLACE, load
from tests.referrals.offering import BY, LISTINGS, NOW, SAID, TODAY, assert_whole, brought, move, referred, states
from tests.validation.listings import load_many


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), NOW)
    return connections


@pytest.mark.parametrize("state", moves.STATES)
def test_referral_every_move_is_possible_from_its_states_and_from_no_other(site: Connections, state: State) -> None:
    for code, each in moves.BY_CODE.items():
        if code in moves.APART:
            continue
        [offer] = referred(site)
        brought(site, offer, state)
        if state in each.sources:
            assert move(site, offer, code) == (each.target or state)
        else:
            with pytest.raises(NotPossible) as refused:
                move(site, offer, code)
            assert refused.value.state == state
            assert states(site, [offer]) == [state]
        with site.transaction() as session:
            session.execute(update(CaseNeed).values(code="food-insecurity"))
            _over(session, offer)
    assert_whole(site)


def _over(session: Session, offer_id: str) -> None:
    """The offer stands in nobody's way any more: it was a mistake."""
    offer = session.get_one(Offer, offer_id)
    if offer.state != "void":
        make_move(
            session,
            Asked(offer_id=offer_id, move="void", version=offer.version, party="supervisor", said=SAID["void"]),
            BY,
        )


@pytest.mark.parametrize("party", ["referrer", "member", "organization", "supervisor", "system"])
def test_referral_who_may_not_make_a_move_is_told_of_no_offer(site: Connections, party: Party) -> None:
    [offer] = referred(site)
    for code, each in moves.BY_CODE.items():
        if party not in each.by:
            with pytest.raises(NotFound):
                move(site, offer, code, party)
    assert states(site, [offer]) == ["queued"]


def test_referral_of_two_who_had_the_same_before_them_the_second_is_told(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    move(site, offer, "accept", version=2)
    with pytest.raises(NotPossible) as late:
        move(site, offer, "decline", version=2)
    assert (late.value.state, late.value.version) == ("accepted", 3)
    assert_whole(site)


@pytest.mark.parametrize(
    ("code", "state", "field"),
    [
        ("accept", "sent", "contact_person"),
        ("waitlist", "sent", "review_on"),
        ("decline", "sent", "reason"),
        ("start", "accepted", "contact_kind"),
        ("complete", "accepted", "given"),
        ("cancel", "sent", "reason"),
        ("void", "sent", "why"),
    ],
)
def test_referral_what_is_missing_is_asked_for(site: Connections, code: str, state: State, field: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)
    for said in (SAID[code] | {field: " "}, {name: SAID[code][name] for name in SAID[code] if name != field}):
        with pytest.raises(BadInput) as asked:
            move(site, offer, code, said=said)
        assert asked.value.field == field
    assert states(site, [offer]) == [state]


@pytest.mark.parametrize(
    ("code", "state", "field", "typed"),
    [
        ("start", "accepted", "contacted_on", "nonsense"),
        ("start", "accepted", "contacted_on", "2026-10-15"),
        ("complete", "accepted", "served_on", "2199-01-01"),
        ("complete", "accepted", "served_on", "2020-10-13"),
        ("tried", "accepted", "tried_on", "10/13/2026"),
        ("pause", "accepted", "review_on", "2026-11-13"),
        ("pause", "accepted", "review_on", "2026-10-12"),
        ("waitlist", "sent", "review_on", "2027-10-15"),
    ],
)
def test_referral_a_day_that_cannot_be_is_asked_for_anew(
    site: Connections, code: str, state: State, field: str, typed: str
) -> None:
    [offer] = referred(site)
    brought(site, offer, state)
    with pytest.raises(BadInput) as asked:
        move(site, offer, code, said=SAID[code] | {field: typed})
    assert asked.value.field == field
    assert states(site, [offer]) == [state]
    move(site, offer, code)


@pytest.mark.parametrize(("code", "state"), [("decline", "sent"), ("unable", "accepted"), ("cancel", "sent")])
def test_referral_a_reason_is_one_of_the_table(site: Connections, code: str, state: State) -> None:
    [offer] = referred(site)
    brought(site, offer, state)
    with pytest.raises(BadInput) as refused:
        move(site, offer, code, said={"reason": "no_papers"})
    assert refused.value.field == "reason"


def test_item_41_referral_without_consent_nothing_is_sent_or_accepted(site: Connections) -> None:
    [offer] = referred(site)
    with site.transaction() as session:
        referral = session.scalars(select(Referral)).one()
        referral.tells = ["contact", "hiv", "need"]
    with pytest.raises(Refused) as refused:
        move(site, offer, "send")
    assert [each.code for each in refused.value.refusals] == ["G1"]
    with pytest.raises(Refused):
        move(site, offer, "send", overrides={"G1": "because"})
    assert states(site, [offer]) == ["queued"]


def test_referral_to_a_listing_that_is_past_due_takes_a_reason(site: Connections) -> None:
    [offer] = referred(site)
    with site.transaction() as session:
        set_due_dates(session, {LISTINGS[0]: TODAY - timedelta(days=1)}, NOW, BY.actor)
    with pytest.raises(Refused) as refused:
        move(site, offer, "send")
    assert [(each.code, each.yields) for each in refused.value.refusals] == [("G2", True)]
    assert move(site, offer, "send", overrides={"G2": "They said on the phone that they are open."}) == "sent"
    with site.reading() as session:
        event = session.scalars(select(OfferEvent).where(OfferEvent.move == "send")).one()
        said = sealing.unseal(session, session.scalars(select(Person)).one(), f"offer {offer} 2", event.said)
        assert said == {"in spite of G2": "They said on the phone that they are open."}
        told = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "offer_moved")).all()
    assert [each["overrides"] for each in told] == [[], ["G2"]]


def test_referral_accepted_is_placed_and_the_others_are_told_so(site: Connections) -> None:
    offers = referred(site, *LISTINGS)
    for offer in offers[:3]:
        move(site, offer, "send")
    move(site, offers[1], "waitlist")
    move(site, offers[2], "accept")
    assert states(site, offers) == ["cancelled", "waitlisted", "accepted", "dropped"]
    with site.reading() as session:
        reasons = dict(
            session.execute(select(OfferEvent.offer_id, OfferEvent.reason).where(OfferEvent.move == "cancel")).all()
        )
    assert reasons == {offers[0]: "superseded"}
    with pytest.raises(Refused) as refused:
        move(site, offers[1], "slot_open")
    assert [each.code for each in refused.value.refusals] == ["G8"]
    assert_whole(site)


def test_referral_declined_goes_to_the_next_of_the_list_that_may_have_it(site: Connections) -> None:
    offers = referred(site, *LISTINGS)
    move(site, offers[0], "send")
    move(site, offers[0], "decline")
    assert states(site, offers) == ["declined", "sent", "queued", "queued"]
    move(site, offers[1], "expire")
    assert states(site, offers) == ["declined", "expired", "sent", "queued"]
    move(site, offers[2], "accept")
    assert states(site, offers) == ["declined", "expired", "accepted", "dropped"]
    assert_whole(site)


def test_referral_declined_waits_for_its_referrer_where_it_was_asked_to(site: Connections) -> None:
    offers = referred(site, *LISTINGS[:2], automatic=False)
    move(site, offers[0], "send")
    move(site, offers[0], "decline")
    assert states(site, offers) == ["declined", "queued"]


def test_referral_more_than_three_at_once_are_too_many_and_a_discreet_need_goes_to_one(site: Connections) -> None:
    offers = referred(site, *LISTINGS)
    for offer in offers[:3]:
        move(site, offer, "send")
    with pytest.raises(Refused) as refused:
        move(site, offers[3], "send")
    assert [each.code for each in refused.value.refusals] == ["G5"]


def test_referral_the_same_need_is_at_a_service_once(site: Connections) -> None:
    [first] = referred(site)
    move(site, first, "send")
    with site.transaction() as session:
        case, need = session.scalars(select(Case)).one(), session.scalars(select(CaseNeed)).one()
        again = refer(session, case, need, Wanted(listing_ids=LISTINGS[:1]), BY)
        [second] = session.scalars(select(Offer.id).where(Offer.referral_id == again)).all()
    with pytest.raises(Refused) as refused:
        move(site, second, "send")
    assert [each.code for each in refused.value.refusals] == ["G4"]


def test_referral_what_was_said_is_sealed_and_the_snapshot_stays(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "accepted")
    with site.reading() as session:
        event = session.scalars(select(OfferEvent).where(OfferEvent.move == "accept")).one()
        person = session.scalars(select(Person)).one()
        assert sealing.unseal(session, person, f"offer {offer} {event.version}", event.said) == SAID["accept"]
        rows = [session.execute(text(f"SELECT * FROM {name}")).all() for name in ("offer_event", "audit_event")]  # noqa: S608 - our own names
        assert "Front desk" not in str(rows)
        kept = session.get_one(Offer, offer).snapshot
        assert kept is not None
        assert kept["name"]


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE offer_event SET state = 'void'",
        "DELETE FROM offer_event",
        "UPDATE offer SET listing_id = 'elsewhere'",
        "UPDATE offer SET organization_id = 'elsewhere'",
        "UPDATE offer SET service_id = 'elsewhere'",
        "UPDATE offer SET referral_id = 'another'",
        "UPDATE referral SET person_id = 'somebody'",
        "UPDATE referral SET case_id = 'another'",
        "UPDATE referral SET need_id = 'another'",
        "UPDATE case_need SET case_id = 'another'",
        "UPDATE case_file SET person_id = 'somebody'",
        "UPDATE case_file SET organization_id = 'elsewhere'",
        "UPDATE consent SET person_id = 'somebody'",
        "UPDATE consent SET id = 'another'",
        "UPDATE person SET organization_id = 'elsewhere'",
    ],
)
def test_item_36_referral_what_happened_and_whose_it_is_never_change(site: Connections, act: str) -> None:
    [offer] = referred(site)
    with pytest.raises(DBAPIError, match="never change"), site.transaction() as session:
        session.execute(text(act))
    assert offer
    assert_whole(site)


@pytest.mark.parametrize("act", ["UPDATE offer SET state = 'accepted'", "UPDATE offer SET version = 9"])
def test_referral_a_state_that_no_move_led_to_is_found(site: Connections, act: str) -> None:
    [offer] = referred(site)
    with site.transaction() as session:
        session.execute(text(act))
    with site.reading() as session:
        assert list(replay.faults(session)) == [(offer, "it is not where its events lead")]


def test_referral_of_eight_who_accept_in_the_same_moment_one_holds_it(site: Connections) -> None:
    for _ in range(5):
        offers = referred(site, *LISTINGS[:3])
        for offer in offers:
            move(site, offer, "send")

        def accept(offer: str) -> str:
            try:
                return move(site, offer, "accept", version=2)
            except (NotPossible, Refused) as error:
                return type(error).__name__

        with ThreadPoolExecutor(8) as together:
            said = list(together.map(accept, (offers * 3)[:8]))
        assert said.count("accepted") == 1
        assert sorted(states(site, offers)) == ["accepted", "cancelled", "cancelled"]
    assert_whole(site)


def test_referral_numbers_are_short_and_none_is_given_twice(site: Connections) -> None:
    for _ in range(5):
        referred(site)
    with site.reading() as session:
        numbers = session.scalars(select(Referral.number)).all()
        assert session.scalar(select(func.count(Referral.number.distinct()))) == len(numbers) == 5
    assert all(number.startswith("RL-") and len(number) == 9 for number in numbers)


def test_referral_the_snapshot_of_a_place_that_turns_out_secret_is_emptied(connections: Connections) -> None:
    with connections.transaction() as session:
        load(session, NOW)
    [offer] = referred(connections, LISTING)
    with connections.reading() as session:
        assert "9 Lantern Street" in str(session.get_one(Offer, offer).snapshot)
    with connections.transaction() as session:
        mark_confidential(session, PLACE, NOW, BY.actor)
    with connections.reading() as session:
        assert session.get_one(Offer, offer).snapshot is None
