"""How do we talk to the database? Engines, the declarative base, migrations. Callers own their transactions."""

import importlib
import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Row,
    Table,
    bindparam,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from resource_app.errors import NotReady

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
BUSY_TIMEOUT_MS = 30_000
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "trusted_schema=OFF",
)

POSTGRESQL = "postgresql"  # what SQLAlchemy calls it
POSTGRESQL_ARGUMENTS = {  # seconds; what DATABASE_URL says of them holds instead
    "connect_timeout": 2,
    "application_name": "resourceloop",
    "keepalives_idle": 10,  # a machine that is gone is noticed within half a minute, however long a statement may take
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}

MOST_IDS = 500  # in one statement

Json = dict[str, Any]
Key = TypeVar("Key", int, str, tuple[str, str], tuple[str, str, str])  # what rows are asked for by

# `info` of a column whose values may hold a street address: marking a place confidential empties them.
MAY_HOLD_ADDRESS = {"may_hold_address": True}


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def __repr__(self) -> str:
        """What Alembic writes into a migration."""
        return "UtcTime()"

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Every table of ours; constraints are named by convention, so that an error can be mapped to a field."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {Json: JSON, list[str]: JSON, datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy's own class attribute


def table_of(model: type[Base]) -> Table:
    """The table of a model. A statement over it that is built once costs a tenth of one that the ORM builds each time, and
    knows nothing of objects in memory.
    """
    return Base.metadata.tables[model.__tablename__]


def make_engine(url: str, *, hurried: bool = False) -> Engine:
    """An engine for `url`. On SQLite every transaction that may write starts with BEGIN IMMEDIATE.

    `hurried` is for pages: PostgreSQL has to answer within seconds. Commands and jobs wait as long as it takes.
    """
    if not url.startswith("sqlite"):
        return _make_postgresql(url, hurried=hurried)
    timeout = {"timeout": BUSY_TIMEOUT_MS / 1000}
    engine = create_engine(url, connect_args=timeout, json_deserializer=read_json)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_postgresql(url: str, *, hurried: bool) -> Engine:
    importlib.import_module("geoalchemy2")  # it listens to tables being made; 7 MB that SQLite need not bear
    said = make_url(url).query
    arguments = {name: value for name, value in POSTGRESQL_ARGUMENTS.items() if name not in said}
    engine = create_engine(url, pool_pre_ping=True, json_deserializer=read_json, connect_args=arguments)
    if hurried:
        importlib.import_module("resource_app.patience").hurry(engine)  # with the driver, which SQLite need not bear
    return engine


def read_only(engine: Engine) -> Engine:
    """The same engine for transactions that only read: each sees the database as it was when it began, and waits for nobody."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(readonly=True)
    return engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")


def parts_of(ids: Collection[Key]) -> Iterator[list[Key]]:
    """The ids, sorted, in parts that fit in one statement."""
    everything = sorted(ids)
    for start in range(0, len(everything), MOST_IDS):
        yield everything[start : start + MOST_IDS]


def rows_where(session: Session, query: Any, column: Any, ids: Collection[str]) -> Iterator[Row[Any]]:
    """The rows of the query whose column holds one of the ids."""
    for part in parts_of(ids):
        yield from session.execute(_of_ids(query, column), {"ids": part}).all()


@lru_cache(maxsize=64)
def _of_ids(query: Any, column: Any) -> Any:
    """The query of those ids that are given with it; built once for each, since every save asks them."""
    return query.where(column.in_(bindparam("ids", expanding=True)))


def read_json(text: str) -> Any:
    """What a JSON column holds: read by orjson, three times as fast, but for the rare text only Python's own reader takes."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's sqlite3 would open transactions of its own
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute("PRAGMA " + pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if readonly else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def alembic_config(engine: Engine) -> Config:
    """Alembic's configuration, bound to `engine`; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`."""
    command.upgrade(alembic_config(engine), revision)


def require_current(engine: Engine) -> None:
    """Raise NotReady unless the schema is the newest one."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        message = (
            "The database is not up to date. Run `resourceloop db upgrade`, then `resourceloop geo load` if it is new."
        )
        raise NotReady(message)
