"""A record of another team is opened in an emergency: for a reason, for a while, told at once, and judged after."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from referrals.cases import operations as cases
from referrals.offers.clearing import clear
from referrals.people import glass, operations
from referrals.people.glass import Why
from referrals.people.models import BreakGlass, Person
from resource_app import mail
from resource_app.accounts import people
from resource_app.accounts.models import User
from resource_app.accounts.roles import Held
from resource_app.accounts.sign_ins import Somebody
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from resource_app.jobs.deliveries import drain

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
OURS, THEIRS = "care-lantern", "care-marigold"
BY = By(Actor("user", "nora", organization_id=OURS), Origin(), NOW)
ADA = {"name": "Ada Lantern", "born_on": "1984-02-29", "phone": "617-555-0142"}
WHY = Why("team_away", "Found at the door without keys.")


def viewer(user_id: str = "nora", *teams: str) -> Somebody:
    return Somebody(
        session_id="session",
        user_id=user_id,
        name="Nora Kessel",
        email="nora@example.org",
        language="en",
        stage="factor",
        held=tuple(Held("care_team", each) for each in teams or (OURS,)),
        groups=(),
        way="authenticator",
        has_shown=True,
        seen_at=NOW,
        proved_at=NOW,
        ends_at=NOW,
    )


@pytest.fixture
def ada(connections: Connections) -> str:
    """Somebody of another team, for whom Olive answers; Pria looks after privacy."""
    with connections.transaction() as session:
        for user_id, name in (("olive", "Olive Alder"), ("pria", "Pria Fen")):
            session.add(User(id=user_id, email=f"{user_id}@example.org", name=name, language="en", made_at=NOW))
        session.flush()
        people.give(session, "pria", Held("privacy_officer", None), "network", None, BY)
        made = operations.add(session, ADA, THEIRS, BY)
        cases.open_case(session, session.get_one(Person, made), "olive", BY)
        return made


def opened(connections: Connections, why: Why = WHY, **typed: str) -> list[str]:
    asked = typed or {"phone": ADA["phone"]}
    with connections.transaction() as session:
        return list(glass.open_records(session, asked, why, viewer(), TODAY, BY))


def looked(session: Session, person_id: str, by: By = BY, who: Somebody | None = None) -> BreakGlass | None:
    return glass.look_into(session, person_id, who or viewer(), by)[1]


def test_item_39_referral_emergency_opens_for_four_hours_and_for_nobody_else(
    connections: Connections, ada: str
) -> None:
    with connections.reading() as session, pytest.raises(NotFound):
        looked(session, ada)
    assert opened(connections) == [ada]
    with connections.reading() as session:
        assert looked(session, ada) is not None
        almost, over = (By(BY.actor, BY.origin, NOW + timedelta(minutes=each)) for each in (239, 240))
        assert looked(session, ada, almost) is not None
        with pytest.raises(NotFound):
            looked(session, ada, over)
        with pytest.raises(NotFound):
            looked(session, ada, who=viewer("ned"))
        assert looked(session, ada, who=viewer("olive", THEIRS)) is None


def test_item_39_referral_emergency_is_told_to_who_answers_and_to_who_looks_after_privacy(
    connections: Connections, ada: str, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(connections)
    drain(connections, lambda: NOW)
    said = capsys.readouterr().err
    for told in ("olive@example.org", "pria@example.org", f"/members/{ada}", "/members/opened"):
        assert told in said
    for kept in ("Lantern", "keys", "617-555-0142", "Nora"):
        assert kept not in said
    with connections.reading() as session:
        [details] = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "glass_broken")).all()
        written = str(session.execute(text("SELECT * FROM break_glass")).all())
    assert details["reason"] == "team_away"
    assert "keys" not in written


@pytest.mark.parametrize(
    ("why", "field"),
    [(Why("", "Found at the door."), "reason"), (Why("curious", "x"), "reason"), (Why("danger", "  "), "words")],
)
def test_item_39_referral_emergency_needs_a_reason_in_words(
    connections: Connections, ada: str, why: Why, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        opened(connections, why)
    assert refused.value.field == field
    with connections.reading() as session:
        assert session.scalar(select(func.count()).select_from(BreakGlass)) == 0
        assert session.scalar(select(func.count()).select_from(mail.LetterRow)) == 0
        assert ada


def test_referral_emergency_never_opens_a_locked_one(connections: Connections, ada: str) -> None:
    assert opened(connections) == [ada]
    with connections.transaction() as session:
        operations.lock(session, session.get_one(Person, ada), BY, locked=True)
    with connections.reading() as session, pytest.raises(NotFound):
        looked(session, ada)
    assert opened(connections) == []


@pytest.mark.parametrize(
    ("reason", "data_class", "read"),
    [
        ("danger", "need", True),
        ("danger", "health", True),
        ("danger", "victim_services", False),
        (glass.EMERGENCY, "victim_services", False),
        ("danger", "part_2", False),
        (glass.EMERGENCY, "part_2", True),
    ],
)
def test_referral_emergency_holds_back_what_the_law_does(
    connections: Connections, ada: str, reason: str, data_class: str, *, read: bool
) -> None:
    opened(connections, Why(reason, "Found at the door."))
    with connections.reading() as session:
        assert glass.may_read(looked(session, ada), data_class) is read
    assert glass.may_read(None, data_class)


@pytest.mark.parametrize(
    ("reason", "data_class", "opens"),
    [
        ("danger", "victim_services", False),
        (glass.EMERGENCY, "victim_services", False),
        ("danger", "part_2", False),
        (glass.EMERGENCY, "part_2", True),
    ],
)
def test_referral_emergency_opens_nobody_of_a_team_whose_name_the_law_holds_back(
    connections: Connections, ada: str, reason: str, data_class: str, *, opens: bool
) -> None:
    why, found = Why(reason, "Found at the door."), [ada] if opens else []
    with connections.transaction() as session:
        clear(session, THEIRS, data_class, BY, cleared=True)
    assert opened(connections, why) == found
    with connections.reading() as session:
        assert session.scalars(select(BreakGlass.person_id)).all() == found
    with connections.transaction() as session:
        clear(session, THEIRS, data_class, BY, cleared=False)
    assert opened(connections, why) == [ada]
    with connections.transaction() as session:
        clear(session, THEIRS, data_class, BY, cleared=True)
    with connections.reading() as session, nullcontext() if opens else pytest.raises(NotFound):
        assert looked(session, ada) is not None


def test_item_39_referral_emergency_is_judged_once(connections: Connections, ada: str) -> None:
    opened(connections)
    with connections.transaction() as session:
        [waits] = glass.waiting(session)
        assert (glass.words_of(session, waits), waits.due_on) == (WHY.words, date(2026, 10, 15))
        with pytest.raises(BadInput):
            glass.review(session, waits.id, "perhaps", BY)
        glass.review(session, waits.id, "wrong", BY)
        assert list(glass.waiting(session)) == []
        with pytest.raises(NotFound):
            glass.review(session, waits.id, "right", BY)
        operations.forget(session, session.get_one(Person, ada), BY)
        assert glass.words_of(session, waits) == ""


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 10, 13), date(2026, 10, 15)),
        (date(2026, 10, 16), date(2026, 10, 20)),
        (date(2026, 10, 17), date(2026, 10, 20)),
        (date(2026, 11, 24), date(2026, 11, 27)),  # over Thanksgiving
    ],
)
def test_referral_emergency_is_judged_within_two_working_days(day: date, due: date) -> None:
    assert glass.review_by(day) == due
