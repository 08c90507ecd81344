"""The role for whoever may know only what the public knows: it reads public relations, and no other holds what staff see."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, text

from resource_app.actor import command
from resource_app.cli import group
from resource_app.connections import Connections
from resource_app.directory.operations import mark_confidential
from resource_app.settings import Settings
from tests.backends.invented import listing
from tests.factories import PLACE, load
from tests.stores import environment_of

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


def test_it_reads_public_relations_and_no_others(reader: psycopg.Connection, connections: Connections) -> None:
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
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(b"DELETE FROM search_public")


def test_a_role_that_is_not_there_is_a_sentence(settings: Settings, connections: Connections) -> None:
    del connections
    done = CliRunner().invoke(group, ["db", "public-role", "nobody here"], env=environment_of(settings.data_dir))
    assert 'There is no role “nobody here”. Make it first: CREATE ROLE "nobody here"' in str(done.exception)
