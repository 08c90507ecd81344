"""Who keeps a listing right changes it, or proposes to; nothing is overwritten unseen, and everything can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts.roles import Held
from resource_app.actor import Actor, importing
from resource_app.connections import Connections
from resource_app.directory import operations, proposals, rewinding
from resource_app.directory.applying import apply_batch
from resource_app.directory.deciding import Choice, decide
from resource_app.directory.editing import ChangedMeanwhile, Edited, Saying, edit, last_change
from resource_app.directory.history import Edit
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Change, Listing, Organization, Proposal, Service
from resource_app.errors import BadInput, NotFound
from resource_app.tasks.models import Task
from search import stored
from search.documents import Document
from tests.conftest import NOW
from tests.factories import LISTING, ORGANIZATION, PLACE, SERVICE, entry_of, lantern, load

CURATOR = Held("curator", None)
STAFF = Held("organization_staff", ORGANIZATION)
ASTRID = Actor("user", "user-1", roles=frozenset({"organization_staff"}))
BORIS = Actor("user", "user-2", roles=frozenset({"curator"}))
LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(connections: Connections) -> Iterator[Session]:
    with connections.transaction() as opened:
        load(opened, NOW)
        yield opened


def trust(session: Session) -> None:
    session.get_one(Organization, ORGANIZATION).trusted = True
    session.flush()


def describe(session: Session, text: str, held: Held, seen: int | None = None, why: str = "") -> Edited:
    keeper = keeper_of(session, LISTING, [held])
    said = Saying("service", SERVICE, "description", text)
    actor = BORIS if held is CURATOR else ASTRID
    return edit(
        session, keeper, [said], last_change(session, keeper) if seen is None else seen, LATER, Edit(actor, why)
    )


def shown(session: Session) -> Document:
    return stored.load(session.connection(), [LISTING])[LISTING]


def description(session: Session) -> Any:
    return session.get_one(Service, SERVICE, populate_existing=True).hsds["description"]


@pytest.mark.parametrize("held", [Held("care_team", ORGANIZATION), Held("organization_staff", "another")])
def test_nobody_else_has_a_way_to_a_listing(session: Session, held: Held) -> None:
    with pytest.raises(NotFound):
        keeper_of(session, LISTING, [held])


def test_a_trusted_organization_is_shown_at_once(session: Session) -> None:
    trust(session)
    assert describe(session, "Bread and soup.", STAFF).shown == (("service", SERVICE, "description"),)
    assert shown(session).description == "Bread and soup."
    origin = session.get_one(Service, SERVICE, populate_existing=True).origins["description"]
    assert origin == {"source": "organization", "confirmed_by": "organization", "confirmed_on": "2026-10-14"}
    [change] = session.scalars(select(Change).where(Change.field == "description"))
    assert (change.was, change.became, change.who, change.actor_id) == (
        "Groceries every week.",
        "Bread and soup.",
        "organization",
        "user-1",
    )


def test_another_organizations_words_wait(session: Session) -> None:
    assert describe(session, "Bread and soup.", STAFF).waiting
    assert description(session) == "Groceries every week."
    [task] = session.scalars(select(Task))
    assert (task.kind, task.subject, task.closed_at) == ("proposal", f"service:{SERVICE}", None)
    describe(session, "Bread.", STAFF)
    assert [each.proposed for each in proposals.open_ones(session, "service", SERVICE)] == ["Bread."]


def test_an_import_does_not_overwrite_what_the_organization_said(session: Session) -> None:
    trust(session)
    describe(session, "Bread and soup.", STAFF)
    load(session, LATER)
    assert description(session) == "Bread and soup."
    [waiting] = proposals.open_ones(session, "service", SERVICE)
    assert (waiting.proposed, waiting.source) == ("Groceries every week.", "demo")
    assert session.scalars(select(Task.kind).where(Task.closed_at.is_(None))).all() == ["proposal"]
    load(session, LATER, description="Bread and soup.")
    assert not proposals.open_ones(session, "service", SERVICE)
    assert session.scalars(select(Task).where(Task.closed_at.is_(None))).all() == []


def test_a_field_changed_meanwhile_is_not_overwritten(session: Session) -> None:
    seen = last_change(session, keeper_of(session, LISTING, [CURATOR]))
    describe(session, "Bread.", CURATOR)
    with pytest.raises(ChangedMeanwhile) as caught:
        describe(session, "Soup.", CURATOR, seen)
    assert [change.became for change in caught.value.changes] == ["Bread."]
    assert describe(session, "Bread.", CURATOR, seen) == Edited()  # the same is no conflict


def test_another_field_is_no_conflict(session: Session) -> None:
    keeper = keeper_of(session, LISTING, [CURATOR])
    seen = last_change(session, keeper)
    describe(session, "Bread.", CURATOR)
    assert edit(session, keeper, [Saying("service", SERVICE, "name", "Lantern")], seen, LATER, Edit(BORIS)).shown


def test_what_cannot_be_shown_is_refused_and_nothing_is_done(session: Session) -> None:
    keeper = keeper_of(session, LISTING, [CURATOR])
    with pytest.raises(BadInput, match="name is missing"):
        edit(session, keeper, [Saying("service", SERVICE, "name", " ")], 10**6, LATER, Edit(BORIS))
    assert shown(session).name == "Lantern Pantry"


def test_of_another_listing_nobody_can_say_anything(session: Session) -> None:
    keeper = keeper_of(session, LISTING, [CURATOR])
    with pytest.raises(NotFound):
        edit(session, keeper, [Saying("location", "another", "name", "Door")], 10**6, LATER, Edit(BORIS))


def test_of_a_shared_place_an_organization_alone_proposes(session: Session) -> None:
    trust(session)
    other = lantern(id="a" * 8 + SERVICE[8:], organization={"id": "b" * 8 + ORGANIZATION[8:], "name": "Harbor Friends"})
    other["service_at_locations"] = [{**other["service_at_locations"][0], "id": "c" * 8 + LISTING[8:]}]
    apply_batch(session, [entry_of("service", other)], NOW, importing("demo"))
    keeper = keeper_of(session, LISTING, [STAFF])
    said = [Saying("location", PLACE, "name", "Front door"), Saying("service", SERVICE, "name", "Lantern")]
    done = edit(session, keeper, said, last_change(session, keeper), LATER, Edit(ASTRID))
    assert ([key[0] for key in done.shown], [key[0] for key in done.waiting]) == (["service"], ["location"])


def waiting_one(session: Session) -> Proposal:
    describe(session, "Bread and soup.", STAFF)
    [proposal] = proposals.open_ones(session, "service", SERVICE)
    return proposal


@pytest.mark.parametrize(
    ("take", "value", "became", "confirmed_by"),
    [
        (True, None, "Bread and soup.", "organization"),
        (True, "Bread, soup.", "Bread, soup.", "curator"),
        (False, None, "Groceries every week.", None),
    ],
)
def test_a_curator_decides(session: Session, take: bool, value: Any, became: str, confirmed_by: str | None) -> None:
    proposal = waiting_one(session)
    choice = Choice(proposal.id, take) if value is None else Choice(proposal.id, take, value)
    [decided] = decide(session, [choice], 10**6, LATER, BORIS, "Thank you.")
    assert decided.state == ("accepted" if take else "refused")
    assert (decided.decided_by, decided.answer) == ("user-2", "Thank you.")
    assert description(session) == became
    origins = session.get_one(Service, SERVICE, populate_existing=True).origins
    assert origins.get("description", {}).get("confirmed_by") == confirmed_by
    assert session.scalars(select(Task.outcome)).all() == ["decided"]


def test_what_was_decided_is_not_decided_again(session: Session) -> None:
    proposal = waiting_one(session)
    decide(session, [Choice(proposal.id, take=False)], 10**6, LATER, BORIS)
    with pytest.raises(ChangedMeanwhile):
        decide(session, [Choice(proposal.id, take=True)], 10**6, LATER, BORIS)


def test_a_decision_about_what_was_changed_meanwhile(session: Session) -> None:
    proposal = waiting_one(session)
    seen = last_change(session, keeper_of(session, LISTING, [CURATOR]))
    describe(session, "Rice.", CURATOR)
    with pytest.raises(ChangedMeanwhile):
        decide(session, [Choice(proposal.id, take=True)], seen, LATER, BORIS)


def test_an_edit_is_taken_back(session: Session) -> None:
    describe(session, "Bread.", CURATOR, why="They called.")
    keeper = keeper_of(session, LISTING, [CURATOR])
    told = rewinding.history_of(session, keeper, 10)
    assert [each.changes[0].why for each in told] == ["They called.", None]
    rewinding.undo(session, keeper, told[0].edit_id, LATER, BORIS)
    assert description(session) == "Groceries every week."
    again = rewinding.history_of(session, keeper, 10)
    assert again[1].undone_by == again[0].edit_id
    with pytest.raises(BadInput, match="changed again"):
        rewinding.undo(session, keeper, told[0].edit_id, LATER, BORIS)
    with pytest.raises(BadInput, match="cannot be taken back"):
        rewinding.undo(session, keeper, told[1].edit_id, LATER, BORIS)
    with pytest.raises(NotFound):
        rewinding.undo(session, keeper, "another", LATER, BORIS)


def test_a_fact_is_taken_back(session: Session) -> None:
    operations.set_closed_until(session, LISTING, date(2026, 11, 2), LATER, BORIS)
    keeper = keeper_of(session, LISTING, [CURATOR])
    [told, _made] = rewinding.history_of(session, keeper, 10)
    rewinding.undo(session, keeper, told.edit_id, LATER, BORIS)
    assert shown(session).closed_until is None


def test_how_a_listing_was_on_a_day(session: Session) -> None:
    describe(session, "Bread.", CURATOR)
    operations.set_closed_until(session, LISTING, date(2026, 11, 2), LATER, BORIS)
    keeper = keeper_of(session, LISTING, [CURATOR])
    before = rewinding.as_it_was(session, keeper, NOW)
    assert before is not None
    assert (before.description, before.closed_until) == ("Groceries every week.", None)
    after = rewinding.as_it_was(session, keeper, LATER)
    assert after is not None
    assert replace(after, display={}) == replace(shown(session), display={})
    assert rewinding.as_it_was(session, keeper, NOW - timedelta(days=1)) is None


def test_a_place_marked_late_is_private_in_all_that_was(session: Session) -> None:
    trust(session)
    keeper = keeper_of(session, LISTING, [STAFF])
    moved = [{"address_1": "4 Canary Street", "city": "Chelsea", "state_province": "MA", "country": "US"}]
    edit(session, keeper, [Saying("location", PLACE, "addresses", moved)], 10**6, LATER, Edit(ASTRID))
    describe(session, "Ring at 4 Canary Street.", STAFF, why="We moved to 4 Canary Street")
    describe(session, "Ring the bell.", STAFF)
    operations.mark_confidential(session, PLACE, LATER, BORIS)
    kept = session.execute(select(Change.was, Change.became, Change.why)).all()
    assert "Canary" not in str(kept)
    assert "Lantern Street" not in str(kept)
    for at in (NOW, LATER):
        was = rewinding.as_it_was(session, keeper, at)
        assert was is not None
        assert "Street" not in str(was)


@pytest.mark.parametrize("said", ["Bring them to 9 Lantern Street.", "Bring them to Lantern Street."])
def test_canary_how_a_referral_reaches_a_secret_place_tells_nobody_where_it_is(session: Session, said: str) -> None:
    trust(session)
    operations.mark_confidential(session, PLACE, NOW, BORIS)
    keeper = keeper_of(session, LISTING, [STAFF])
    for words, held in (("Call the intake line.", None), (said, "address in text")):
        told = [Saying("listing", LISTING, "referral_method", words)]
        edit(session, keeper, told, last_change(session, keeper), LATER, Edit(ASTRID))
        assert session.get_one(Listing, LISTING, populate_existing=True).held == held


def test_canary_a_place_marked_late_is_looked_for_in_how_referrals_are_taken(session: Session) -> None:
    operations.set_referrals(session, LISTING, NOW, BORIS, accepts=True, method="Bring them to 9 Lantern Street.")
    assert session.get_one(Listing, LISTING).held is None
    operations.mark_confidential(session, PLACE, LATER, BORIS)
    assert session.get_one(Listing, LISTING, populate_existing=True).held == "address in text"
