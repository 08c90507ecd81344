"""How Alembic reaches the database: by the engine the application hands over."""

from functools import partial
from typing import Any

from alembic import context

from resource_app import tables
from resource_app.database import make_engine
from resource_app.geometry import ONLY

SEARCH_PREFIX = "search_"  # tables of the search package, made by its own DDL


def _ours(dialect: str, thing: Any, name: str | None, kind: str, reflected: bool, compared_to: Any) -> bool:  # noqa: FBT001
    del compared_to
    if kind == "table" and name is not None and name.startswith((SEARCH_PREFIX, "spatial_ref_sys")):
        return False
    return reflected or thing.info.get(ONLY, dialect) == dialect


def _run() -> None:
    engine = context.config.attributes.get("engine") or make_engine(
        context.config.get_main_option("sqlalchemy.url") or ""
    )
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=tables.METADATA,
            include_object=partial(_ours, connection.dialect.name),
            render_as_batch=True,
            user_module_prefix="",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


_run()
