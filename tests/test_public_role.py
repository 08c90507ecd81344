"""The role for whoever may know only what the public knows: it reads public relations, and no other holds what staff see."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import URL, inspect, text

from resource_app.actor import command
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.database import make_engine, upgrade
from resource_app.directory.operations import mark_confidential
from resource_app.settings import Settings
from tests.backends.invented import listing
from tests.factories import PLACE, load
from tests.stores import OWNER, environment_of

pytestmark = pytest.mark.postgresql

READS = {"county", "town", "zip_code", "search_public", "search_public_document", "search_public_tally"}
OF_POSTGIS = {"spatial_ref_sys", "geography_columns", "geometry_columns"}


@pytest.fixture
def reader(settings: Settings, connections: Connections, now: datetime) -> Iterator[psycopg.Connection]:
    """The role's own connection to a directory with a public, a hidden and a staff-only listing and a private place."""
    role = f"reader_{connections.engine.url.database}"
    with connections.transaction() as session:
        load(session, now)
        mark_confidential(session, PLACE, now, command("test"))
        hidden = listing(1, "Hidden kestrels", hidden="inactive")
        connections.search.index(session.connection(), [hidden, listing(2, "Staff kestrels", staff_only=True)])
        session.execute(text(f"CREATE ROLE {role} LOGIN"))
    done = CliRunner().invoke(group, ["db", "public-role", role], env=environment_of(settings.data_dir))
    assert done.exit_code == 0, done.output
    url = connections.engine.url
    with psycopg.connect(host=str(url.query["host"]), user=role, dbname=url.database, autocommit=True) as opened:
        yield opened
    with connections.transaction() as session:
        session.execute(text(f"DROP OWNED BY {role}"))
        session.execute(text(f"DROP ROLE {role}"))


def test_item_37_it_reads_public_relations_and_no_others_nor_a_referral(
    reader: psycopg.Connection, connections: Connections
) -> None:
    inspector = inspect(connections.engine)
    names = {*inspector.get_table_names(), *inspector.get_view_names()} - OF_POSTGIS
    readable = set()
    for name in names:
        try:
            reader.execute(f'SELECT * FROM "{name}" LIMIT 1'.encode())  # noqa: S608 - our own names
            readable.add(name)
        except psycopg.errors.InsufficientPrivilege:
            pass
    assert readable == READS


def test_nothing_it_reads_holds_what_the_public_may_not_see(reader: psycopg.Connection) -> None:
    said = ""
    for name in sorted(READS - {"county", "town", "zip_code"}):
        said += repr(reader.execute(f"SELECT * FROM {name}".encode()).fetchall()).lower()  # noqa: S608 - our own names
    assert "lantern pantry" in said
    assert [each for each in ("kestrel", "lantern street", "42.39", "617-555-0177") if each in said] == []


def test_it_cannot_write(reader: psycopg.Connection) -> None:
    for statement in (b"DELETE FROM search_public", b"DELETE FROM town", b"CREATE TABLE mine ()"):
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)):
            reader.execute(statement)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(b"CREATE TEMPORARY TABLE mine ()")


REACHES = [
    "SELECT st_estimatedextent('public', 'location', 'geom')",
    "SELECT st_estimatedextent('public', 'location', 'geom', false)",
    "SELECT st_estimatedextent('location', 'geom')",
]


@pytest.mark.parametrize("statement", REACHES)
def test_it_does_not_learn_how_far_places_reach(
    statement: str, reader: psycopg.Connection, connections: Connections
) -> None:
    with connections.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
        owner.execute(text("ANALYZE location"))
        assert owner.execute(text(statement)).scalar_one()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement.encode())


@pytest.fixture
def documented(connections: Connections) -> Iterator[URL]:
    """A database as the runbook makes one: a superuser made PostGIS, everything else belongs to a role of its own."""
    superuser = connections.engine.url
    name = f"owner_{superuser.database}"
    with connections.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as administrator:
        for statement in (f"CREATE ROLE {name} LOGIN", f"CREATE DATABASE {name} OWNER {name}"):
            administrator.execute(text(statement))
        with psycopg.connect(host=str(superuser.query["host"]), user=superuser.query["user"], dbname=name) as made:
            made.execute(b"CREATE EXTENSION postgis")
        url = superuser.set(database=name).update_query_dict({"user": name})
        engine = make_engine(url.render_as_string())
        upgrade(engine)
        engine.dispose()
        yield url
        for statement in (f"DROP DATABASE {name} WITH (FORCE)", f"DROP ROLE {name}"):
            administrator.execute(text(statement))


def test_what_postgis_tells_anybody_is_refused_where_we_may_not_forbid_it(documented: URL, tmp_path: Path) -> None:
    """The refusal holds the whole statement that a superuser has to run; then the role is made."""
    role = f"partner_{documented.database}"
    environment = {"DATA_DIR": str(tmp_path), "DATABASE_URL": documented.render_as_string()}
    where = {"host": str(documented.query["host"]), "user": OWNER, "dbname": documented.database}
    with psycopg.connect(autocommit=True, **where) as superuser:
        superuser.execute(f"CREATE ROLE {role} LOGIN".encode())
        done = CliRunner().invoke(group, ["db", "public-role", role], env=environment)
        (forbid,) = re.findall(r"REVOKE EXECUTE ON FUNCTION .* FROM PUBLIC", str(done.exception))
        assert str(done.exception).count("It may ") == 1, done.exception
        superuser.execute(forbid.encode())
        done = CliRunner().invoke(group, ["db", "public-role", role], env=environment)
        assert done.exit_code == 0, done.exception
        with psycopg.connect(autocommit=True, **{**where, "user": role}) as reader:
            for statement in REACHES:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    reader.execute(statement.encode())
        superuser.execute(f"DROP OWNED BY {role}".encode())
        superuser.execute(f"DROP ROLE {role}".encode())


TELLING = [
    "SELECT 1 FROM search_public_document WHERE rowid = {} AND CAST(convert_from(doc, 'UTF8') AS int) = 1",
    "SELECT 1 FROM search_public WHERE rowid = {} AND CAST(name AS int) = 1",
    "SELECT 1 FROM search_public_tally WHERE strpos(entry, 'hidden ') = {} AND CAST(entry AS int) = 1",
]


@pytest.mark.parametrize("statement", TELLING)
def test_no_message_of_an_error_quotes_what_is_hidden(reader: psycopg.Connection, statement: str) -> None:
    """Each row in turn is the one that an error would be about."""
    said = []
    for number in range(5):
        try:
            reader.execute(statement.format(number).encode())
        except psycopg.errors.InvalidTextRepresentation as error:
            said.append(str(error).lower())
    assert len(said) == 1  # the public one
    assert "kestrel" not in said[0]
    assert "hidden " not in said[0]


def test_no_function_of_its_own_is_handed_what_is_hidden(reader: psycopg.Connection, connections: Connections) -> None:
    """As if it could still make one: it is handed rows of the public, and no other."""
    with connections.transaction() as session:
        session.execute(
            text(
                """CREATE FUNCTION told(said text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001
                AS $$ BEGIN RAISE NOTICE '%', said; RETURN true; END $$"""
            )
        )
    heard: list[str] = []
    reader.add_notice_handler(lambda notice: heard.append(notice.message_primary or ""))
    for column, relation in (("name", "search_public"), ("convert_from(doc, 'UTF8')", "search_public_document"),
                             ("entry", "search_public_tally")):  # fmt: skip
        reader.execute(f"SELECT 1 FROM {relation} WHERE told({column})".encode())  # noqa: S608 - our own names
    everything = "\n".join(heard).lower()
    assert "lantern pantry" in everything
    assert "kestrel" not in everything
    assert "hidden " not in everything


@pytest.mark.parametrize("relation", ["search_public", "search_public_document", "search_public_tally"])
def test_explain_tells_of_a_hidden_row_nothing_else_than_of_none(
    relation: str, reader: psycopg.Connection, connections: Connections
) -> None:
    """Neither what the planner expects nor how many rows a condition left out."""
    with connections.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as owner:
        owner.execute(text("ANALYZE search_row, search_document, search_count"))
        known = "SELECT id FROM search_document WHERE id NOT IN (SELECT id FROM search_shown)"
        hidden = owner.execute(text(known)).scalars().all()
    assert len(hidden) == 2
    column = "entry" if relation.endswith("tally") else "id"
    told = f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) SELECT 1 FROM {relation} WHERE {column} = "  # noqa: S608 - our own names
    for word in ("hidden t:",) if column == "entry" else hidden:
        there, not_there = (
            "\n".join(row[0].replace(each, "…") for row in reader.execute(f"{told} '{each}'".encode()))
            for each in (word, f"nobody{word}")
        )
        assert there == not_there


def test_it_is_given_nothing_while_it_could_do_more(settings: Settings, connections: Connections) -> None:
    role = f"strong_{connections.engine.url.database}"
    environment = environment_of(settings.data_dir)
    too_much = {
        f"GRANT pg_read_all_data TO {role}": "It is a member of pg_read_all_data.",
        f"ALTER ROLE {role} CREATEROLE": "powers of its own over the server (CREATEROLE)",
        "GRANT SELECT ON outbox TO PUBLIC": "It may read or change outbox, as everybody may.",
        "GRANT SELECT (name) ON search_row TO PUBLIC": "It may read or change search_row",
        "GRANT CREATE ON SCHEMA public TO PUBLIC": "It may make things in the schemas public.",
        f"CREATE SCHEMA of_its_own AUTHORIZATION {role}": "It owns things in this database",
        "CREATE FUNCTION strong() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": "EXECUTE ON FUNCTION strong()",
    }
    taken_back = (
        f"REVOKE pg_read_all_data FROM {role}",
        f"ALTER ROLE {role} NOCREATEROLE",
        "REVOKE SELECT ON outbox FROM PUBLIC",
        "REVOKE SELECT (name) ON search_row FROM PUBLIC",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "DROP SCHEMA of_its_own",
        "DROP FUNCTION strong()",
    )
    with connections.transaction() as session:
        session.execute(text(f"CREATE ROLE {role} LOGIN"))
    for (statement, said), back in zip(too_much.items(), taken_back, strict=True):
        with connections.transaction() as session:
            session.execute(text(statement))
        done = CliRunner().invoke(group, ["db", "public-role", role], env=environment)
        assert said in str(done.exception), (statement, done.exception, done.output)
        with connections.transaction() as session:
            readable = session.execute(text(f"SELECT has_table_privilege('{role}', 'search_public', 'SELECT')"))
            assert not readable.scalar_one() or "pg_read_all_data" in statement
            session.execute(text(back))
    assert CliRunner().invoke(group, ["db", "public-role", role], env=environment).exit_code == 0
    with connections.transaction() as session:
        session.execute(text(f"DROP OWNED BY {role}"))
        session.execute(text(f"DROP ROLE {role}"))


def test_a_role_that_is_not_there_is_a_sentence(settings: Settings, connections: Connections) -> None:
    del connections
    done = CliRunner().invoke(group, ["db", "public-role", "nobody here"], env=environment_of(settings.data_dir))
    assert 'There is no role “nobody here”. Make it first: CREATE ROLE "nobody here"' in str(done.exception)


def test_views_of_before_are_put_behind_the_barrier_by_an_upgrade(
    reader: psycopg.Connection, connections: Connections
) -> None:
    """Who was granted them keeps the grant."""
    barred = "SELECT count(*) FROM pg_class WHERE relname LIKE 'search_public%' AND 'security_barrier=true' = ANY (reloptions)"
    with connections.transaction() as session:
        session.execute(text("ALTER VIEW search_public RESET (security_barrier)"))
        connections.search.create(session.connection())
        assert session.execute(text(barred)).scalar_one() == 3
    assert reader.execute(b"SELECT name FROM search_public").fetchall()
