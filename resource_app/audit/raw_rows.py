"""How is a row read that may hold anything? As it stands in the database, so that a value that cannot be read is seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import NullType

from resource_app.database import Base, table_of

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Raw:
    """A row by its columns. `unreadable` are those whose value is none of their type."""

    values: Mapping[str, Any]
    unreadable: frozenset[str]

    @property
    def chain(self) -> Any:
        """The record it is filed under."""
        return self.values["chain"]

    @property
    def seq(self) -> Any:
        """Its number there."""
        return self.values["seq"]

    @property
    def hash(self) -> Any:
        """What binds it."""
        return self.values["hash"]


def rows_of(
    session: Session, model: type[Base], *order: InstrumentedAttribute[Any], where: ColumnElement[bool] | None = None
) -> Iterator[Raw]:
    """The rows of a table, in an order."""
    table = table_of(model)
    plain: list[ColumnElement[Any]] = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    dialect = session.get_bind().dialect
    readers = {
        column.name: (
            column.type.dialect_impl(dialect).result_processor(dialect, None),
            column.type.python_type,
            column.nullable,
        )
        for column in table.columns
    }
    asked = select(*plain) if where is None else select(*plain).where(where)
    for row in session.execute(asked.order_by(*order).execution_options(yield_per=AT_ONCE)):
        values, unreadable = row._asdict(), set()
        for name, (reader, kind, may_be_none) in readers.items():
            try:
                values[name] = reader(values[name]) if reader else values[name]
            except (ValueError, TypeError, AttributeError):
                unreadable.add(name)
                continue
            if not isinstance(values[name], kind) and not (may_be_none and values[name] is None):
                unreadable.add(name)
        yield Raw(values, frozenset(unreadable))
