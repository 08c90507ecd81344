"""What a care team reads on a listing of the referrals that were sent there: a year that is over, and nothing small."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from search import stored
from tests.referrals.offering import LISTINGS, NOW, move, referred
from tests.validation.listings import id_of, load_many
from tests.web.people import Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
SERVICE = f"/services/{id_of('service 1-0')}"


@pytest.fixture
def nurse(site: Flask, connections: Connections, keys: Keys, watch: Watch) -> Visitor:
    with connections.transaction() as session:
        load_many(session, [1] * len(LISTINGS), watch.at)
    watch.at = datetime.fromisoformat("2027-01-12T15:00:00+00:00")
    return Visitor(site).sign_in(a_person(connections, keys, Held("care_team", "care-lantern")))


def sent(connections: Connections, accepted: int, declined: int, silent: int = 0) -> None:
    """Referrals of October; whoever answered did so an hour later, on a working day."""
    for answer in [*["accept"] * accepted, *["decline"] * declined, *[""] * silent]:
        (offer,) = referred(connections)
        move(connections, offer, "send")
        if answer:
            move(connections, offer, answer, at=NOW + timedelta(hours=1))


def read(visitor: Visitor) -> str:
    return " ".join(visitor.get(SERVICE).get_data(as_text=True).split())


def test_a_care_team_reads_how_a_listing_answered_referrals(nurse: Visitor, connections: Connections) -> None:
    sent(connections, 13, 12, 11)
    page = read(nurse)
    for words in (
        "Referrals in the last year",
        "January 2026 to December 2026",
        "Declined: No room now",
        "1.0 working hours",
    ):
        assert words in page
    assert "<dd>36</dd>" in page
    assert "Referrals in the last year" not in read(Visitor(nurse.app))


def test_of_a_few_referrals_to_a_listing_nothing_is_told(nurse: Visitor, connections: Connections) -> None:
    sent(connections, 5, 5)
    page = read(nurse)
    assert "Few: fewer than 11 were sent here" in page
    assert "No room now" not in page


def test_a_few_declined_referrals_are_not_told_by_the_others(nurse: Visitor, connections: Connections) -> None:
    sent(connections, 12, 2)
    page = read(nurse)
    assert "<dd>14</dd>" in page
    assert "<dd>12</dd>" not in page
    assert "No room now" not in page


def test_a_listing_of_a_sensitive_kind_tells_nothing_of_referrals(nurse: Visitor, connections: Connections) -> None:
    with connections.transaction() as session:
        listing = stored.load(session.connection(), LISTINGS[:1])[LISTINGS[0]]
        stored.put(session.connection(), [replace(listing, sensitive=True)])
    assert "Referrals in the last year" not in read(nurse)
