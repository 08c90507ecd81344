"""The lists of referrals cost as many questions for a page as for one row, and show a page at a time."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from referrals.cases.models import Case
from referrals.demo import loading
from referrals.demo.loading import Wanted
from referrals.offers import queries
from referrals.offers.models import Offer, Referral
from referrals.people import operations
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory.operations import add_care_organization
from resource_app.keys import Keys
from tests.validation.listings import load_many
from tests.web.people import Visitor, Watch, a_person

pytestmark = pytest.mark.usefixtures("quick")
WANTED = Wanted(members=20, active=20, staff=8)


@pytest.fixture
def team(connections: Connections, watch: Watch) -> str:
    """A care organization with twenty made-up members, of whom each was referred."""
    with connections.transaction() as session:
        load_many(session, [1, 1], watch.at)
        made = add_care_organization(session, "Lantern Care", watch.at, command("test"))
    loading.load(connections, WANTED, made, watch.at, lambda _done, _of: None)
    watch.forward(days=20)
    return made


def asked(connections: Connections, visitor: Visitor, way: str) -> tuple[int, str]:
    """How many statements a page takes, and what it shows."""
    return asked_for(connections, lambda: visitor.get(way).get_data(as_text=True))


def asked_for(connections: Connections, show: Callable[[], str]) -> tuple[int, str]:
    """The same of a page that is had in this way, the second time."""
    statements: list[str] = []

    def note(*said: Any) -> None:
        statements.append(said[2])

    show()
    event.listen(connections.engine, "before_cursor_execute", note)
    shown = show()
    event.remove(connections.engine, "before_cursor_execute", note)
    return len(statements), shown


def test_the_lists_of_referrals_ask_no_more_for_many_rows_and_show_a_page(
    site: Flask, connections: Connections, keys: Keys, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connections.reading() as session:
        homes = session.scalars(select(Offer.organization_id).where(Offer.state == "completed")).all()
        assert len(session.scalars(select(Case.id)).all()) == 20
    desk = Visitor(site).sign_in(a_person(connections, keys, Held("organization_staff", homes[0])))
    advocate = Visitor(site).sign_in(a_person(connections, keys, Held("advocate", team)))
    inbox, work = asked(connections, desk, "/inbox?list=done"), asked(connections, advocate, "/work?whose=team")
    rows = len(re.findall('class="queue-row work-row"', work[1]))
    assert rows > 2
    monkeypatch.setattr(queries, "PAGE", 1)
    assert asked(connections, desk, "/inbox?list=done")[0] == inbox[0]
    first, second = (asked(connections, advocate, f"/work?whose=team&page={page}") for page in (1, 2))
    assert abs(first[0] - work[0]) <= 1
    assert [each[1].count('class="queue-row work-row"') for each in (first, second)] == [1, 1]
    assert "whose=team&amp;page=2" in first[1]
    counted = [re.findall(r"<h2>Overdue <span class=\"count\">(\d+)", each[1]) for each in (work, first)]
    assert counted[0] == counted[1] != []
    assert "whose=team&amp;page=1" in second[1]
    assert f"page={rows + 1}" not in asked(connections, advocate, f"/work?whose=team&page={rows}")[1]


def test_the_referrals_of_a_team_ask_no_more_for_many_rows(
    site: Flask, connections: Connections, keys: Keys, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nurse = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", team)))
    many = asked(connections, nurse, "/referrals?whose=team")
    assert many[1].count('class="row-title"') == 20
    assert " · <span" in many[1]
    monkeypatch.setattr(queries, "PAGE", 1)
    few = asked(connections, nurse, "/referrals?whose=team")
    assert few[1].count('class="row-title"') == 1
    assert few[0] == many[0]


def test_of_ones_own_referrals_that_comes_first_to_which_something_happened_last(
    site: Flask, connections: Connections, keys: Keys, team: str
) -> None:
    person = a_person(connections, keys, Held("care_team", team))
    with connections.transaction() as session:
        session.execute(update(Case).values(owner_id=person.id))
        last: dict[str, datetime] = {}
        for referral, offer in session.execute(select(Referral, Offer).join(Offer, Offer.referral_id == Referral.id)):
            last[referral.id] = referral.closed_at or max(offer.moved_at, last.get(referral.id, offer.moved_at))
    listed = re.findall(r'href="/referrals/([^"?]+)"', Visitor(site).sign_in(person).get("/referrals").text)
    assert len(set(last.values())) > 2
    assert [last[each] for each in listed] == sorted(last.values(), reverse=True)


def test_a_look_up_asks_no_more_for_all_who_are_known_by_it(
    site: Flask, connections: Connections, keys: Keys, team: str, watch: Watch
) -> None:
    nurse = Visitor(site).sign_in(a_person(connections, keys, Held("care_team", team)))

    def look_up() -> str:
        return nurse.post("/members", act="save", phone="617-555-0142").text

    found = []
    for number in (1, 4):
        with connections.transaction() as session:
            for _ in range(number):
                by = By(command("test"), Origin(), watch.at)
                operations.add(session, {"name": "Ada Lantern", "phone": "617-555-0142"}, team, by)
        found.append(asked_for(connections, look_up))
    assert [shown.count("Ada Lantern") for _, shown in found] == [1, 5]
    assert found[0][0] == found[1][0]
