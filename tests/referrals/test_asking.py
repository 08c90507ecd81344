"""Who may not know yet who it is asks from a list, and reads no answer that tells it; opening changes nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from referrals.offers import replay, viewing
from referrals.offers.asking import QUESTIONS, given_away
from referrals.offers.models import Offer, OfferEvent
from referrals.people import operations as people
from referrals.people.models import Person
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from tests.referrals.offering import BY, NOW, assert_whole, brought, move, referred, states
from tests.validation.listings import load_many

ADA = {
    "name": "Ada María Lantern",
    "phone": "(617) 555-0142 ext. 3",
    "plan_id": "LP 00-77",
    "email": "ada@example.org",
    "street": "77 Marigold Street, Apt 4",
    "mail_address": "PO Box 1903",
    "zip": "02150-1234",
}


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1], NOW)
    return connections


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Please ask for ADA.", "name"),
        ("It is for Mari\u0301a and two children", "name"),
        ("l-a-n-t-e-r-n: no. A d a M a r i a L a n t e r n", "name"),
        ("Four people; 555 01 42 after six", "phone"),
        ("The card says lp0077.", "plan_id"),
        ("ADA(at)example.org is wrong, ada@example.org is right", "email"),
        ("They live at 77 Marigold St.", "street"),
        ("Somewhere on Marigold Street", "street"),
        ("Mail goes to box 1903", "mail_address"),
        ("In 02150", "zip"),
        ("Four people, one of them a baby. About 1900 dollars in a month.", ""),
        ("They like marigolds and street food; in 021", ""),
    ],
)
def test_referral_an_answer_that_tells_who_it_is_is_known(said: str, field: str) -> None:
    known = {code: value for code, value in ADA.items() if code != "name" or field in {"name", ""}}
    assert given_away(said, known if field != "email" else {"email": ADA["email"]}) == field


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(sorted(ADA)))
def test_referral_no_value_of_a_person_passes_between_any_words(before: str, after: str, code: str) -> None:
    assert given_away(f"{before} {ADA[code]} {after}", ADA)


def test_referral_an_answer_with_the_name_is_refused_and_says_what_to_do(site: Connections) -> None:
    [offer] = referred(site)
    with site.transaction() as session:
        people.change(session, session.scalars(select(Person)).one(), ADA, 1, BY)
    brought(site, offer, "sent")
    move(site, offer, "ask")
    for said in ("Lantern, four people", "x" * 501):
        with pytest.raises(BadInput) as refused:
            move(site, offer, "answer", said={"answer": said})
        assert refused.value.field == "answer"
    assert move(site, offer, "answer", said={"answer": "Four people"}) == "sent"
    assert_whole(site)


def test_referral_questions_come_from_the_list(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    with pytest.raises(BadInput) as refused:
        move(site, offer, "ask", said={"question": "household_size what is her name"})
    assert refused.value.field == "question"
    assert move(site, offer, "ask", said={"question": " ".join(each.code for each in QUESTIONS)}) == "sent"


def test_referral_opened_is_written_down_once_and_nobody_has_an_old_page(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    later = By(BY.actor, BY.origin, NOW + timedelta(hours=1))
    with site.transaction() as session:
        assert viewing.view(session, offer, BY)
    with site.transaction() as session:
        assert not viewing.view(session, offer, later)
        kept = session.get_one(Offer, offer)
        assert (kept.version, kept.viewed_at) == (2, NOW)
        opened = select(AuditEvent.at).where(AuditEvent.action == "offer_viewed")
        assert session.scalars(opened).all() == [NOW]
    assert move(site, offer, "accept", version=2) == "accepted"
    assert_whole(site)


@pytest.mark.parametrize("state", ["queued", "accepted", "declined"])
def test_referral_opened_counts_while_it_is_to_be_answered(site: Connections, state: str) -> None:
    [offer] = referred(site)
    brought(site, offer, state)  # type: ignore[arg-type]  # three of the states
    with site.transaction() as session:
        assert not viewing.view(session, offer, BY)
    assert states(site, [offer]) == [state]
    assert_whole(site)


def test_referral_that_is_not_there_is_not_opened(site: Connections) -> None:
    with site.transaction() as session, pytest.raises(NotFound):
        viewing.view(session, "nothing", BY)


def test_referral_opened_at_another_moment_than_was_written_down_is_found(site: Connections) -> None:
    [offer] = referred(site)
    brought(site, offer, "sent")
    with site.transaction() as session:
        viewing.view(session, offer, BY)
    with site.transaction() as session:
        session.execute(text("UPDATE offer SET viewed_at = NULL"))
    with site.reading() as session:
        assert list(replay.faults(session)) == [(offer, "the audit says something else of when it was opened")]
        assert session.scalars(select(OfferEvent.move).order_by(OfferEvent.version)).all() == ["create", "send"]
