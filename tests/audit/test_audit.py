"""What was written down stays as it was, or `audit verify` says so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from resource_app.accounts import people
from resource_app.accounts.roles import Held
from resource_app.actor import VISITOR, Actor
from resource_app.audit.anchoring import anchor
from resource_app.audit.chain import COVERED, FIRST, hash_of, part_of
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Entry, Origin, record
from resource_app.audit.verifying import verify
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.database import Base
from resource_app.jobs.runner import once
from resource_app.jobs.timetable import job_named
from resource_app.notes import told
from resource_app.settings import Settings
from search.backend import SearchBackend
from tests.conftest import NOW
from tests.stores import DIALECT, ON_POSTGRESQL, environment_of

WHO = Actor("user", "u-1", organization_id="o-1", label="Nobody")
ORIGIN = Origin(request_id="abc123", address="192.0.2.7")
REFUSED = "what was written down is not changed"
CHANGE = "UPDATE audit_event SET {} = {} WHERE chain = 'user:a' AND seq = {}"
REMOVE = "DELETE FROM audit_event WHERE chain = 'user:a' AND seq = {}"
SET_BACK = """UPDATE audit_head SET seq = {0}, hash = (SELECT hash FROM audit_event WHERE chain = 'user:a' AND seq = {0})
    WHERE chain = 'user:a'"""
ANOTHER = """UPDATE audit_event SET actor_id = 'u-2', previous = '{}', hash = '{}'
    WHERE chain = 'user:a' AND seq = {}"""
HEAD = "UPDATE audit_head SET hash = '{}' WHERE chain = 'user:a'"
NO_CHAIN = ("DELETE FROM audit_event WHERE chain = 'user:new'", "DELETE FROM audit_head WHERE chain = 'user:new'")
NO_ANCHOR = ("DELETE FROM audit_anchored_head", "DELETE FROM audit_anchor")
NO_TOTAL = "DELETE FROM audit_total WHERE name = '{}'"
FITTED = "UPDATE audit_total SET number = 0, sum = '' WHERE name = '{}'"
EMPTY = "DELETE FROM {}"
TABLES = ("audit_event", "audit_anchor", "audit_anchored_head")
EVERY = (*TABLES, "audit_head", "audit_total")
EMPTIED = [EMPTY.format(name) for name in reversed(EVERY)]
OTHERS = ", ".join(column for column in (*COVERED, "hash") if column not in {"chain", "actor_id"})
OVER = {
    "sqlite": [
        "INSERT OR REPLACE INTO audit_event (chain, actor_id, {0}) SELECT chain, 'u-2', {0} FROM audit_event",
        "INSERT OR REPLACE INTO audit_event (rowid, chain, actor_id, {0}) SELECT rowid, 'x', 'u-2', {0} FROM audit_event",
        "INSERT OR REPLACE INTO audit_anchor SELECT * FROM audit_anchor",
        "INSERT OR REPLACE INTO audit_anchored_head SELECT * FROM audit_anchored_head",
    ],
    "postgresql": [
        """INSERT INTO audit_event (chain, actor_id, {0}) SELECT chain, 'u-2', {0} FROM audit_event
        ON CONFLICT (chain, seq) DO UPDATE SET actor_id = 'u-2'""",
    ],
}


def write(connections: Connections, subject: str, count: int = 1, **more: Any) -> None:
    for number in range(count):
        with connections.transaction() as session:
            entry = Entry(**{"action": "opened", "subject": subject, "details": {"number": number}, **more})
            record(session, entry, By(WHO, ORIGIN, NOW + timedelta(seconds=number)))


def bind(connections: Connections) -> None:
    with connections.transaction() as session:
        anchor(session, NOW + timedelta(days=1))


def faults(connections: Connections, kept: str = "") -> list[str]:
    with connections.reading() as session:
        return [f"{fault.chain} {fault.seq} {fault.what}" for fault in verify(session, kept).faults]


def tamper(connections: Connections, *statements: str) -> None:
    """As somebody does who may do everything in the database."""
    with connections.engine.begin() as connection:
        _let(connection)
        for statement in statements:
            assert connection.execute(text(statement)).rowcount


def _let(connection: Connection) -> None:
    for table in TABLES:
        if ON_POSTGRESQL:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        else:
            for act in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{act}"))


@pytest.fixture
def written(connections: Connections) -> Connections:
    """Two records with rows, an anchor, and more rows."""
    write(connections, "user:a", 4)
    write(connections, "user:b", 3)
    bind(connections)
    write(connections, "user:a", 2)
    return connections


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Any]:
    return lambda *words: CliRunner().invoke(group, ["audit", "verify", *words], env=environment_of(tmp_path))


def test_item_65_a_row_says_who_what_when_where_and_the_outcome(connections: Connections) -> None:
    write(connections, "user:a", outcome="denied")
    with connections.reading() as session:
        row = session.get_one(AuditEvent, ("user:a", 1))
        session.expunge(row)
    assert (row.actor_kind, row.actor_id, row.organization_id) == ("user", "u-1", "o-1")
    assert (row.action, row.subject, row.outcome, row.at) == ("opened", "user:a", "denied", NOW)
    assert (row.request_id, row.address, row.details) == ("abc123", "192.0.2.7", {"number": 0})


def test_an_act_nobody_declared_is_not_done(connections: Connections) -> None:
    with pytest.raises(KeyError), connections.transaction() as session:
        record(session, Entry(action="peeked", subject="user:a"), By(VISITOR, Origin(), NOW))
    assert not faults(connections)


def test_what_is_whole_is_said_to_be_whole(written: Connections) -> None:
    with written.reading() as session:
        found = verify(session)
    assert (found.events, found.chains, found.anchors, found.faults) == (9, 2, 1, [])


CHANGED: dict[str, Any] = {
    "seq": "77",
    "at": "'2020-01-01 00:00:00+00:00'",
    "organization_id": "NULL",
    "details": "'{}'",
}


@pytest.mark.parametrize("column", [*COVERED, "hash"])
@pytest.mark.parametrize("seq", [1, 2, 4, 6])
def test_item_66_a_changed_column_is_found(written: Connections, column: str, seq: int) -> None:
    value = CHANGED.get(column, "'failed'" if column == "outcome" else "'changed'")
    tamper(written, CHANGE.format(column, value, seq))
    assert faults(written)


NO_OBJECT = (
    "UPDATE audit_event SET details = '[1]' WHERE chain = 'user:a' AND seq = 3",
    "user:a 3 the row was changed",
)
NONE_OF_ITS_TYPE = {
    "sqlite": [
        NO_OBJECT,
        ("UPDATE audit_event SET details = '{' WHERE chain = 'user:a' AND seq = 2", "user:a 2 a value cannot be read"),
        ("UPDATE audit_event SET at = 'garbage' WHERE chain = 'user:a' AND seq = 1", "user:a 1 a value cannot be read"),
        (
            "UPDATE audit_event SET address = CAST(address AS BLOB) WHERE chain = 'user:a' AND seq = 4",
            "user:a 4 a value cannot be read",
        ),
        ("UPDATE audit_event SET seq = 'x' WHERE chain = 'user:a' AND seq = 6", "user:a 6 a value cannot be read"),
        ("UPDATE audit_event SET hash = x'00ff' WHERE chain = 'user:b' AND seq = 3", "user:b 3 a value cannot be read"),
        ("UPDATE audit_anchor SET made_at = 'garbage'", "1 0 a value cannot be read"),
        ("UPDATE audit_anchored_head SET hash = x'00ff'", "anchors 1 the anchor was changed"),
        ("UPDATE audit_head SET seq = 'x' WHERE chain = 'user:b'", "user:b 0 a value cannot be read"),
        ("UPDATE audit_total SET seal = x'00ff' WHERE name = 'anchors'", "anchors 0 a value cannot be read"),
    ],
    "postgresql": [NO_OBJECT],  # it lets no column hold what is none of its type
}


@pytest.mark.parametrize(("change", "named"), NONE_OF_ITS_TYPE[DIALECT])
def test_item_66_what_cannot_be_read_is_named_and_the_rest_looked_at(
    written: Connections, run: Callable[..., Any], change: str, named: str
) -> None:
    tamper(written, change)
    assert named in faults(written)
    told = run()
    assert (told.exit_code, "9 events in 2 chains" in told.output) == (1, True)


@pytest.mark.parametrize("seq", [1, 3, 4, 5, 6])
def test_item_66_a_removed_row_is_found(written: Connections, seq: int) -> None:
    tamper(written, REMOVE.format(seq))
    assert faults(written)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 4), (5, 6), (4, 6)])
def test_item_66_exchanged_rows_are_found(written: Connections, one: int, other: int) -> None:
    place = "UPDATE audit_event SET seq = {} WHERE chain = 'user:a' AND seq = {}"
    tamper(written, place.format(99, one), place.format(one, other), place.format(other, 99))
    assert faults(written)


def test_item_66_a_row_moved_to_another_record_is_found(written: Connections) -> None:
    tamper(written, "UPDATE audit_event SET chain = 'user:b', seq = 4 WHERE chain = 'user:a' AND seq = 6")
    assert {found.split()[0] for found in faults(written)} == {"user:a", "user:b"}


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM audit_event WHERE chain = 'user:b'", "DELETE FROM audit_head WHERE chain = 'user:b'"],
        [
            "DELETE FROM audit_event WHERE chain = 'user:a' AND seq > 3",
            SET_BACK.format(3),
        ],
        ["DELETE FROM audit_anchored_head WHERE chain = 'user:b'"],
        ["UPDATE audit_anchored_head SET seq = 2 WHERE chain = 'user:b'"],
        ["UPDATE audit_anchor SET hash = 'changed'"],
        ["UPDATE audit_anchor SET made_at = '2020-01-01 00:00:00+00:00'"],
        ["UPDATE audit_head SET seq = 2 WHERE chain = 'user:b'"],
        ["DELETE FROM audit_head WHERE chain = 'user:b'"],
    ],
)
def test_who_mends_the_head_too_is_found_by_the_anchor(written: Connections, statements: list[str]) -> None:
    tamper(written, *statements)
    assert faults(written)


def test_everything_put_back_is_found_by_an_anchor_kept_elsewhere(written: Connections) -> None:
    with written.engine.connect() as connection:
        before = {name: connection.execute(select(Base.metadata.tables[name])).mappings().all() for name in EVERY}
    write(written, "user:c", 2)
    bind(written)
    with written.reading() as session:
        kept = verify(session).newest
    assert not faults(written, kept)
    tamper(written, *EMPTIED)
    with written.engine.begin() as connection:
        for name, rows in before.items():
            connection.execute(Base.metadata.tables[name].insert(), [dict(row) for row in rows])
    assert not faults(written)
    assert faults(written, kept) == ["anchors 1 the anchor that was kept elsewhere is not there"]


HIDDEN: dict[str, list[str]] = {
    "the newest row, and its head set back": [REMOVE.format(6), SET_BACK.format(5)],
    "the newest rows, and the head set back": [REMOVE.format(6), REMOVE.format(5), SET_BACK.format(4)],
    "a chain without an anchor, with its head": [*NO_CHAIN],
    "a chain without an anchor, its head emptied": [
        NO_CHAIN[0],
        "UPDATE audit_head SET seq = 0, hash = '' WHERE chain = 'user:new'",
    ],
    "the anchors": [*NO_ANCHOR],
    "the anchors, and that there were any": [*NO_ANCHOR, "UPDATE audit_head SET anchored = 0"],
    "the totals": ["DELETE FROM audit_total"],
    "one total": [NO_TOTAL.format(part_of("user:b"))],
    "a chain, its total made to fit": [*NO_CHAIN, FITTED.format(part_of("user:new"))],
    "a chain with its total": [*NO_CHAIN, NO_TOTAL.format(part_of("user:new"))],
}


@pytest.mark.parametrize("statements", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize("later", [False, True], ids=["at once", "after the site went on"])
def test_item_66_what_leaves_no_wrong_hash_is_found(
    written: Connections, statements: list[str], *, later: bool
) -> None:
    write(written, "user:new", 2)
    assert not faults(written)
    tamper(written, *statements)
    if later:
        for chain in ("user:a", "user:b", "user:new", "user:other"):
            write(written, chain, 2)
        bind(written)
    assert faults(written)


@pytest.mark.parametrize("later", [False, True], ids=["at once", "after somebody signed in"])
def test_item_66_everything_removed_is_found_by_who_signs_in(
    written: Connections, run: Callable[..., Any], *, later: bool
) -> None:
    with written.transaction() as session:
        by = By(WHO, ORIGIN, NOW - timedelta(days=1))
        user = people.add(session, "wren@example.org", "Wren Alder", "en", by.at)
        people.give(session, user.id, Held("curator", None), "network", None, by)
        chain = people.subject(user.id)
    assert run().exit_code == 0
    tamper(written, *EMPTIED)
    if later:
        write(written, chain)
    said = run()
    assert said.exit_code == 1
    assert f"{chain}, row 1: its beginning is gone." in said.output


@pytest.mark.parametrize("key", [b"", b"guessed" * 5])
def test_item_66_who_knows_no_key_makes_no_row(written: Connections, key: bytes) -> None:
    """Everything made anew as we would make it, the anchor and the totals too, with another key."""
    with written.reading() as session:
        rows = [
            row._asdict()
            for row in session.execute(select(AuditEvent.__table__).order_by(AuditEvent.chain, AuditEvent.seq))
        ]
    statements = []
    previous = FIRST
    for row in (row for row in rows if row["chain"] == "user:a"):
        row |= {"actor_id": "u-2", "previous": previous}
        previous = hash_of(row, key)
        statements.append(ANOTHER.format(row["previous"], previous, row["seq"]))
    statements.append(HEAD.format(previous))
    tamper(written, *statements)
    assert faults(written)[:6] == [f"user:a {seq} the row was changed" for seq in range(1, 7)]


def test_item_74_rows_of_an_earlier_key_are_believed(settings: Settings, backend: SearchBackend) -> None:
    first, second = "first key of this test, made up 1", "second key of this test, made up"
    faults_by_keys = {}
    for secret, earlier in ((first, ()), (second, (first,)), (second, ())):
        opened = Connections.open(replace(settings, secret_key=secret, secret_key_fallbacks=earlier), backend)
        if earlier or secret == first:
            write(opened, "user:a", 2)
            bind(opened)
        faults_by_keys[secret, earlier] = faults(opened)
        opened.close()
    assert [bool(found) for found in faults_by_keys.values()] == [False, False, True]


def test_a_database_of_before_is_told_what_to_do(connections: Connections, run: Callable[..., Any]) -> None:
    """Its rows were bound by a hash that anybody could make; there are no totals."""
    write(connections, "user:a", 2)
    tamper(connections, "UPDATE audit_event SET hash = 'of before'", "DELETE FROM audit_total")
    write(connections, "user:b")
    tamper(connections, "DELETE FROM audit_event WHERE chain = 'user:b'")
    said = run()
    assert said.exit_code == 1
    assert "put the earlier one into SECRET_KEY_FALLBACKS" in said.output


@pytest.mark.parametrize("statement", OVER[DIALECT])
def test_item_66_no_row_is_put_over_another(written: Connections, statement: str) -> None:
    with pytest.raises(DBAPIError, match=REFUSED), written.transaction() as session:
        session.execute(text(statement.format(OTHERS)))
    assert not faults(written)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}"])
def test_item_66_the_database_refuses_changes(written: Connections, table: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match=REFUSED), written.transaction() as session:
        session.execute(text(statement.format(table)))


@pytest.mark.postgresql
@pytest.mark.parametrize("table", TABLES)
def test_item_66_nobody_is_granted_changes(connections: Connections, table: str) -> None:
    with connections.reading() as session:
        granted = session.scalars(
            text("SELECT privilege_type FROM information_schema.role_table_grants WHERE table_name = :table"),
            {"table": table},
        ).all()
    assert "INSERT" in granted
    assert not {"UPDATE", "DELETE", "TRUNCATE"} & set(granted)


def test_two_at_once_make_one_chain(connections: Connections) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write(connections, "user:a", 10), range(4)))
    with connections.reading() as session:
        found = verify(session)
    assert (found.events, found.faults) == (40, [])


def test_an_anchor_binds_what_is_new_once(written: Connections) -> None:
    job = job_named("audit-anchor")
    assert job is not None
    done, note = once(written, lambda: NOW, job)
    assert done
    assert told(note).startswith("anchor 2: 1 chains, ")
    done, note = once(written, lambda: NOW + timedelta(days=1), job)
    assert (done, told(note)) == (True, "nothing new")
    assert not faults(written)


def test_the_command_says_what_is_wrong(written: Connections, run: Callable[..., Any]) -> None:
    said = run()
    assert said.exit_code == 0
    assert "9 events in 2 chains, 1 anchors: 0 wrong." in said.output
    tamper(written, "UPDATE audit_event SET actor_id = 'u-2' WHERE chain = 'user:b' AND seq = 2")
    said = run()
    assert said.exit_code == 1
    assert "user:b, row 2: the row was changed." in said.output
    assert run("--anchor", "0000").exit_code == 1
