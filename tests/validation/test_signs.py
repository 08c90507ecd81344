"""What speaks against a listing, in how many questions to the database, and what comes of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from resource_app.connections import Connections
from resource_app.directory.models import Listing, ListingUse, Problem
from tests.validation.listings import id_of, load_many
from validation.beginning import begin
from validation.models import Dispute, Finding
from validation.queue import Signs, marks, risk
from validation.signs import QUARTER, risks_of, signs_of

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
FIRST, SECOND = id_of("listing 1-0"), id_of("listing 1-1")


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [3, 2], NOW)
        session.execute(update(Listing).where(Listing.id == SECOND).values(confirmed_on=TODAY - timedelta(days=61)))
        used = {"listing_id": FIRST, "category": "", "zip3": "021", "opened": 30}
        session.add_all(ListingUse(day=TODAY - timedelta(days=back), found=99, **used) for back in (0, 90, 91, 200))
        session.add_all(Finding(listing_id=FIRST, code=code, first_at=NOW, last_at=NOW) for code in ("link", "phone"))
        session.add(Finding(listing_id=FIRST, code="mail", first_at=NOW, last_at=NOW, cleared_at=NOW))
        session.add_all(problem(number) for number in range(3))
        session.add_all(declined(back) for back in (0, 364, 365))
        session.add(declined(1, came_by="problem"))
    return connections


def declined(days_ago: int, came_by: str = "referral") -> Dispute:
    said_on = TODAY - timedelta(days=days_ago)
    return Dispute(
        listing_id=FIRST, turn_id="organization:x", reason="not_as_said", said_on=said_on, came_by=came_by, told_at=NOW
    )


def problem(number: int) -> Problem:
    """One that was closed, and two that were not."""
    closed = {"closed_at": NOW, "outcome": "mended"} if not number else {}
    said = {"kind": "closed", "text": None, "email": None, "language": "en", "reported_on": TODAY}
    return Problem(id=f"p{number}", object_id=FIRST, reported_at=NOW, **said, **closed)


def test_validation_signs_are_read_in_one_question_each(site: Connections) -> None:
    asked: list[str] = []
    with site.reading() as session:
        every = select(Listing.id)
        event.listen(session.connection(), "before_cursor_execute", lambda *said: asked.append(said[2]))
        found = dict(signs_of(session, every, TODAY))
        assert len(asked) == 5
        assert found[FIRST] == Signs(months=None, opened=60, problems=2, checks=2, declines=2)
        assert found[SECOND].months == pytest.approx(2, abs=0.01)
        assert len(found) == 5
        assert dict(signs_of(session, every.where(Listing.id == SECOND), TODAY)).keys() == {SECOND}
        assert risks_of(session, every, TODAY)[FIRST] == risk(found[FIRST]) == 95
    assert timedelta(days=91) == QUARTER


def test_validation_the_riskiest_are_due_first(site: Connections) -> None:
    begin(site, NOW)
    with site.reading() as session:
        due = dict(session.execute(select(Listing.id, Listing.due_on)).all())
    first, other = due[FIRST], due[id_of("listing 2-0")]
    assert isinstance(first, date)
    assert isinstance(other, date)
    assert first < other
    assert [marks(figure) for figure in (0, 19, 20, 44, 45, 100)] == [1, 1, 2, 2, 3, 3]
