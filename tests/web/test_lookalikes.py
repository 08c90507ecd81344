"""A listing that an import brought beside the one it looks like: merged, published or left out, and taken back."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from resource_app.accounts.roles import Held
from resource_app.connections import Connections
from resource_app.directory import lookalikes, operations
from resource_app.directory.models import Change, Listing
from resource_app.keys import Keys
from resource_app.tasks.models import Task
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, a_lookalike
from tests.web.people import BY, Visitor, a_person

pytestmark = pytest.mark.usefixtures("quick")
TWIN = "c" * 8 + LISTING[8:]
ITS_SERVICE = "c" * 8 + SERVICE[8:]
PAGE = f"/desk/look-alikes/{TWIN}"
HISTORY = f"/listings/{TWIN}/history"


@pytest.fixture
def twin(listed: Connections) -> Connections:
    with listed.transaction() as session:
        assert a_lookalike(session, NOW) == TWIN
    return listed


@pytest.fixture
def curator(site: Flask, twin: Connections, keys: Keys) -> Visitor:
    return Visitor(site).sign_in(a_person(twin, keys, Held("curator", None)))


def held(connections: Connections) -> tuple[str | None, str | None, str | None]:
    with connections.reading() as session:
        row = session.get_one(Listing, TWIN)
        return row.held, row.candidate_of, row.merged_into


def ended(connections: Connections) -> list[str | None]:
    with connections.reading() as session:
        return list(session.scalars(select(Task.outcome).where(Task.kind == lookalikes.TASK).order_by(Task.id)))


def last_edit(connections: Connections) -> str:
    with connections.reading() as session:
        mine = select(Change.edit_id).where(Change.object_id == TWIN, Change.field == "held")
        return session.scalars(mine.order_by(Change.id.desc())).first() or ""


def test_both_stand_side_by_side(curator: Visitor) -> None:
    assert PAGE in curator.get("/desk").text
    page = curator.get(PAGE).text
    fields = re.findall(r"<h3>([^<]*)</h3>\s*<div class=.sides", page)
    assert fields == ["About the organization", "Name"]
    assert "<ins>Food</ins>" in page
    assert "An import from second brought it" in page
    assert page.count('<article class="card"') == 2
    assert "Son la misma: unir" in curator.get(f"{PAGE}?lang=es").text


def test_they_are_one(curator: Visitor, twin: Connections, visitor: Visitor) -> None:
    assert visitor.get(f"/services/{ITS_SERVICE}").status_code == 404
    assert curator.post(PAGE, act="merged").location == "/desk"
    assert held(twin) == ("merged", None, LISTING)
    assert ended(twin) == ["merged"]
    answer = visitor.get(f"/services/{ITS_SERVICE}")
    assert (answer.status_code, answer.location) == (301, f"/services/{SERVICE}?place={LISTING}")
    assert "<ins>Merged into</ins>" in curator.get(HISTORY).text
    assert "This was decided already." in curator.get(PAGE).text


@pytest.mark.parametrize("act", ["merged", "published", "dismissed"])
def test_a_decision_is_taken_back(curator: Visitor, twin: Connections, act: str) -> None:
    curator.post(PAGE, act=act)
    undo = f"{HISTORY}/{last_edit(twin)}/undo"
    assert undo in curator.get(HISTORY).text
    assert curator.post(undo).location == f"{HISTORY}?done=undone"
    assert held(twin) == ("candidate", LISTING, None)
    assert ended(twin) == [act, None]
    assert PAGE in curator.get("/desk").text
    assert curator.post(undo, page=HISTORY).status_code == 422
    assert curator.post(PAGE, act="merged").status_code == 303


def test_they_are_two(curator: Visitor, twin: Connections, visitor: Visitor) -> None:
    assert curator.post(PAGE, act="published").status_code == 303
    assert held(twin) == (None, None, None)
    assert ended(twin) == ["published"]
    assert "Lantern Food Pantry" in visitor.get(f"/services/{ITS_SERVICE}").text


def test_it_is_left_out(curator: Visitor, twin: Connections, visitor: Visitor) -> None:
    curator.post(PAGE, act="dismissed")
    assert held(twin) == ("withdrawn", None, None)
    assert ended(twin) == ["dismissed"]
    assert "Lantern Food Pantry" not in visitor.get(f"/services/{ITS_SERVICE}").text


def test_what_cannot_be_done_says_why(curator: Visitor, twin: Connections) -> None:
    assert "Choose one of these." in curator.post(PAGE, act="nothing").text
    curator.post(PAGE, act="published")
    late = curator.post(PAGE, page=HISTORY, act="merged")
    assert late.status_code == 422
    assert "This was decided already." in late.text
    assert curator.get(f"/desk/look-alikes/{LISTING}").status_code == 404
    assert curator.get("/desk/look-alikes/none").status_code == 404


def test_nothing_is_merged_into_what_was_merged_itself(curator: Visitor, twin: Connections) -> None:
    with twin.transaction() as session:
        third = a_lookalike(session, NOW)
        session.get_one(Listing, LISTING).held = "merged"
        session.get_one(Listing, LISTING).merged_into = third
    answer = curator.post(PAGE, act="merged")
    assert answer.status_code == 422
    assert "merged into a third one itself" in answer.text


def test_a_private_place_is_not_compared(curator: Visitor, twin: Connections) -> None:
    with twin.transaction() as session:
        operations.mark_confidential(session, PLACE, NOW, BY.actor)
    assert "Lantern Street" not in curator.get(PAGE).text


def test_its_organization_neither_reads_nor_takes_back_what_was_decided(
    site: Flask, curator: Visitor, twin: Connections, keys: Keys
) -> None:
    curator.post(PAGE, act="merged")
    home = "c" * 8 + ORGANIZATION[8:]
    staff = Visitor(site).sign_in(a_person(twin, keys, Held("organization_admin", home)))
    assert "Merged into" not in staff.get(HISTORY).text
    assert staff.post(f"{HISTORY}/{last_edit(twin)}/undo", page=HISTORY).status_code == 422
    assert held(twin)[0] == "merged"
