"""The page and the file of the network's figures of referrals: who opens them, and how each figure is worked out."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.keys import Keys
from tests.referrals.offering import move, referred
from tests.validation.listings import load_many
from tests.web.people import Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def network(site: Flask, connections: Connections, watch: Watch) -> Flask:
    """Fifteen referrals of October: eleven were declined."""
    with connections.transaction() as session:
        load_many(session, [1, 1, 1, 1], watch.at)
    for number in range(15):
        (offer,) = referred(connections)
        move(connections, offer, "send")
        if number < 11:
            move(connections, offer, "decline")
    watch.at = datetime.fromisoformat("2027-02-03T15:00:00+00:00")
    return site


@pytest.fixture
def admin(network: Flask, connections: Connections, keys: Keys) -> Visitor:
    return Visitor(network).sign_in(a_person(connections, keys, Held("network_admin", None)))


def test_figures_of_referrals_say_how_they_are_worked_out(admin: Visitor) -> None:
    assert "/network/numbers" in admin.get("/network").get_data(as_text=True)
    page = admin.get("/network/numbers").get_data(as_text=True)
    for words in (
        "<b>15</b>",
        "No room now",
        "Half of them at most so long",
        "accepted, declined, waitlist, or a question",
    ):
        assert words in page


@pytest.mark.parametrize("role", ["network_admin", "supervisor"])
def test_the_account_page_leads_who_watches_referrals_to_their_figures(
    site: Flask, connections: Connections, keys: Keys, role: str
) -> None:
    visitor = Visitor(site).sign_in(a_person(connections, keys, Held(role, None)))
    assert 'href="/network/numbers"' in visitor.get("/account").get_data(as_text=True)
    assert visitor.get("/network/numbers").status_code == 200


def test_a_file_of_figures_of_referrals_holds_its_formulas_and_nothing_small(admin: Visitor) -> None:
    answer = admin.get("/network/numbers.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert all(row["how it is worked out"] for row in rows)
    assert {row["count"] for row in rows if row["part"] == "stands"} == {"–"}
    assert [row["count"] for row in rows if row["part"] == "reasons"] == ["11"]


def test_a_quarter_of_referrals_that_is_not_over_shows_nothing(network: Flask, admin: Visitor, watch: Watch) -> None:
    watch.at -= timedelta(days=40)
    page = admin.get("/network/numbers").get_data(as_text=True)
    assert "<b>15</b>" not in page
    assert "There were too few to show." in page


@pytest.mark.parametrize(("role", "status"), [("supervisor", 200), ("curator", 403), ("privacy_officer", 403)])
def test_who_opens_the_figures_of_referrals(
    network: Flask, connections: Connections, keys: Keys, role: str, status: int
) -> None:
    visitor = Visitor(network).sign_in(a_person(connections, keys, Held(role, None)))
    assert visitor.get("/network/numbers").status_code == status
    assert visitor.get("/network/numbers.csv").status_code == status


def test_figures_of_referrals_are_worked_out_once_and_then_again_for_the_next_quarter(
    connections: Connections, admin: Visitor, watch: Watch
) -> None:
    statements: list[str] = []

    def note(*said: Any) -> None:
        statements.append(said[2])

    def looks() -> int:
        statements.clear()
        assert admin.get("/network/numbers").status_code == 200
        return sum("offer_event" in each for each in statements)

    event.listen(connections.engine, "before_cursor_execute", note)
    assert (looks(), looks()) == (1, 0)
    watch.at = datetime.fromisoformat("2027-01-31T15:00:00+00:00")
    admin.app.extensions.pop("referral_numbers")
    on_the_first_day = looks(), looks()
    watch.forward(days=90)
    admin.sign_in(a_person(connections, Keys.of(connections.settings), Held("network_admin", None)))
    assert looks() == 1
    assert "<b>15</b>" not in admin.get("/network/numbers").get_data(as_text=True)
    event.remove(connections.engine, "before_cursor_execute", note)
    assert on_the_first_day == (1, 1)
