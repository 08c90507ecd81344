"""What is kept of a person is sealed, opened by their own team, found by what is known as a whole, and gone when erased."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from referrals.people import fields, operations, queries, sealing
from referrals.people.models import Person, PersonField, PersonLookup
from resource_app.accounts import factors
from resource_app.accounts.models import User
from resource_app.accounts.roles import Held
from resource_app.accounts.sign_ins import Somebody
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.audit.verifying import verify
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from resource_app.keys import Keys
from tests.stores import environment_of, settings_in

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
NEWER = "another-lantern-hangs-over-the-harbor-0123456789"
OURS, THEIRS = "care-lantern", "care-marigold"
BY = By(Actor("user", "somebody", organization_id=OURS), Origin(), NOW)
ADA = {
    "name": "Lantern, Ádá",
    "born_on": "1984-02-29",
    "phone": "(617) 555-0142 ext. 3",
    "plan_id": "LP 00-77",
    "street": "77 Marigold Way",
    "diet": "no pork",
}


def viewer(organization_id: str, *roles: str) -> Somebody:
    return Somebody(
        session_id="session",
        user_id="somebody",
        name="Somebody",
        email="somebody@example.org",
        language="en",
        stage="factor",
        held=tuple(Held(role, organization_id) for role in roles),
        groups=(),
        way="authenticator",
        has_shown=True,
        seen_at=NOW,
        proved_at=NOW,
        ends_at=NOW,
    )


@pytest.fixture
def ada(connections: Connections) -> str:
    with connections.transaction() as session:
        return operations.add(session, ADA, OURS, BY)


def found(connections: Connections, teams: tuple[str, ...] = (OURS,), **typed: str) -> list[str]:
    with connections.reading() as session:
        return list(queries.look_up(session, typed, teams, TODAY))


def values(connections: Connections, person_id: str) -> dict[str, str]:
    with connections.reading() as session:
        return sealing.values_of(session, session.get_one(Person, person_id))


def test_referral_people_are_kept_as_typed_and_sealed(connections: Connections, ada: str) -> None:
    assert values(connections, ada) == {code: ADA[code] for code in fields.FIELD if code in ADA}
    with connections.reading() as session:
        written = " ".join(
            str(row)
            for table in ("person", "person_field", "person_lookup", "audit_event")
            for row in session.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - our own names
        )
    for told in (*ADA.values(), "Lantern", "adalantern", "6175550142", "lp0077"):
        assert told not in written


def test_item_72_referral_people_a_value_moved_to_another_row_does_not_open(connections: Connections, ada: str) -> None:
    with connections.transaction() as session:
        other = operations.add(session, {"name": "Ben Harbor", "diet": "none"}, OURS, BY)
        sealed = {row.code: row for row in session.scalars(select(PersonField).where(PersonField.person_id == ada))}
        session.get_one(PersonField, (other, "name")).sealed = sealed["name"].sealed
        sealed["diet"].sealed = sealed["street"].sealed
    for person_id in (other, ada):
        with pytest.raises(ValueError, match="another owner"):
            values(connections, person_id)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "ada LANTERN", "born_on": "1984-02-29"},
        {"name": " Lantern,  Ada", "born_on": "1984-02-29"},
        {"phone": "617.555.0142"},
        {"phone": "+1 617 555 0142", "plan_id": "lp-0077"},
        {"plan_id": "LP0077", "name": "whatever they are called now"},
    ],
)
def test_referral_people_are_found_by_what_is_known_as_a_whole(
    connections: Connections, ada: str, typed: dict[str, str]
) -> None:
    assert found(connections, **typed) == [ada]
    assert found(connections, (THEIRS,), **typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Ada Lanter", "born_on": "1984-02-29"},
        {"name": "Ada Lantern", "born_on": "1984-02-28"},
        {"phone": "617-555-0143"},
        {"plan_id": "LP007"},
        {"phone": "617-555-0142", "plan_id": "LP0078"},
    ],
)
def test_referral_people_are_not_found_by_a_part_or_by_what_does_not_fit(
    connections: Connections, ada: str, typed: dict[str, str]
) -> None:
    assert ada
    assert found(connections, **typed) == []


@pytest.mark.parametrize("typed", [{}, {"name": "Ada Lantern"}, {"born_on": "1984-02-29"}, {"diet": "no pork"}])
def test_referral_people_are_not_looked_up_by_too_little(connections: Connections, typed: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="as a whole"):
        found(connections, **typed)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("name", "  "),
        ("born_on", "29/02/1984"),
        ("born_on", "2031-01-01"),
        ("born_on", "1801-01-01"),
        ("phone", "555-0142"),
        ("email", "nowhere"),
        ("zip", "2150"),
        ("worker_gender", "anybody"),
        ("diet", "x" * 501),
    ],
)
def test_referral_people_what_cannot_be_is_refused_where_it_was_typed(session: Session, code: str, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        operations.add(session, ADA | {code: typed}, OURS, BY)
    assert refused.value.field == code
    assert session.scalars(select(Person)).all() == []


def test_referral_people_are_opened_by_their_own_team_alone(connections: Connections, ada: str) -> None:
    with connections.reading() as session:
        for role in queries.CARERS:
            assert queries.open_person(session, ada, viewer(OURS, role)).id == ada
        for nobody in (viewer(THEIRS, *queries.CARERS), viewer(OURS, "organization_admin"), viewer(OURS)):
            with pytest.raises(NotFound) as refused:
                queries.open_person(session, ada, nobody)
            with pytest.raises(NotFound) as missing:
                queries.open_person(session, "nobody", viewer(OURS, *queries.CARERS))
            assert str(refused.value) == str(replace(missing.value, id=ada))
    assert queries.teams_of(viewer(OURS, "care_team", "organization_staff")) == {OURS}
    assert queries.teams_of(viewer(OURS, "organization_admin")) == frozenset()


def test_referral_people_a_locked_one_is_found_by_nobody(connections: Connections, ada: str) -> None:
    with connections.transaction() as session:
        operations.lock(session, session.get_one(Person, ada), BY, locked=True)
    assert found(connections, phone=ADA["phone"]) == []
    with connections.transaction() as session:
        assert queries.open_person(session, ada, viewer(OURS, "care_team")).locked
        operations.lock(session, session.get_one(Person, ada), BY, locked=False)
    assert found(connections, phone=ADA["phone"]) == [ada]


def test_referral_people_of_two_who_change_one_the_second_is_told(connections: Connections, ada: str) -> None:
    with connections.transaction() as session:
        person = queries.open_person(session, ada, viewer(OURS, "care_team"))
        operations.change(session, person, ADA | {"phone": "617-555-0199", "diet": ""}, 1, BY)
    with connections.transaction() as session:
        person = queries.open_person(session, ada, viewer(OURS, "care_team"))
        with pytest.raises(operations.ChangedMeanwhile):
            operations.change(session, person, ADA | {"phone": "617-555-0111"}, 1, BY)
    assert values(connections, ada)["phone"] == "617-555-0199"
    assert "diet" not in values(connections, ada)
    assert found(connections, phone=ADA["phone"]) == []
    with connections.reading() as session:
        [told] = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "person_changed")).all()
    assert told == {"fields": ["diet", "phone"]}


def test_item_70_referral_people_erased_means_that_the_key_is_gone_and_the_audit_stays_whole(
    connections: Connections, ada: str
) -> None:
    with connections.transaction() as session:
        operations.forget(session, session.get_one(Person, ada), BY)
    assert found(connections, phone=ADA["phone"]) == []
    with connections.reading() as session:
        assert session.get_one(Person, ada).key is None
        assert session.scalars(select(PersonField)).all() == []
        assert session.scalars(select(PersonLookup)).all() == []
        assert verify(session).faults == []
        with pytest.raises(NotFound):
            queries.open_person(session, ada, viewer(OURS, "care_team"))


def test_item_72_referral_people_and_authenticators_outlive_a_change_of_the_installations_key(
    connections: Connections, ada: str, tmp_path: Path
) -> None:
    first = Keys.of(connections.settings)
    with connections.transaction() as session:
        session.add(User(id="volunteer", email="volunteer@example.org", name="Volunteer", language="en", made_at=NOW))
        session.flush()
        seed = factors.start(session, first, "volunteer")
    told = {"SECRET_KEY": NEWER, "SECRET_KEY_FALLBACKS": ",".join(first.secrets)}
    between = replace(connections, settings=settings_in(tmp_path, **told))
    assert found(between, phone=ADA["phone"]) == [ada]
    said = CliRunner().invoke(group, ["reseal"], env=environment_of(tmp_path, **told))
    assert (said.exit_code, said.stdout) == (0, "1 authenticators.\n1 people.\n")
    after = replace(connections, settings=settings_in(tmp_path, SECRET_KEY=NEWER))
    assert found(after, phone=ADA["phone"]) == [ada]
    assert values(after, ada)["name"] == ADA["name"]
    with after.reading() as session:
        assert factors.seed_of(session, Keys.of(after.settings), "volunteer") == seed
    with pytest.raises(ValueError, match="another key"):
        values(connections, ada)
