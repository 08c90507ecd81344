"""How does the gazetteer get into the database? In short transactions, a whole range of keys each: readers find no gap."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from resource_app.database import Base
from resource_app.directory.gazetteer.sources import CountyRow, Listed, TownRow, ZipRow, towns_of, with_counties
from resource_app.directory.models.gazetteer import County, Town, ZipCode

CHUNK = 800  # rows in one transaction: well under a quarter of a second

Transaction = Callable[[], AbstractContextManager[Session]]
Step = Callable[[str, int, int], None]
Row = CountyRow | ZipRow | TownRow


def is_loaded(session: Session) -> bool:
    """Did a load ever finish? Towns come last, in the order of states, so the last state is there when all is there."""
    last = select(func.max(ZipCode.state)).scalar_subquery()
    return session.execute(select(Town.state).where(Town.state == last).limit(1)).first() is not None


def load(transaction: Transaction, listed: list[Listed], counties: list[CountyRow], step: Step) -> dict[str, int]:
    """Replace the three tables; a reader sees old rows or new rows, never none. Returns how many rows each has now.

    `step(table, done, of)` is told after every chunk. Running it again gives the same tables.
    """
    step("finding counties", 0, 1)
    listed = with_counties(listed, counties)
    zips = [entry.row for entry in listed]
    towns = towns_of(listed)
    for model, key, rows in (
        (County, County.fips, counties),
        (ZipCode, ZipCode.zip, zips),
        (Town, Town.state, towns),
    ):
        _replace(transaction, model, key, rows, step)
    return {"counties": len(counties), "zips": len(zips), "towns": len(towns)}


def _replace(
    transaction: Transaction, model: type[Base], key: InstrumentedAttribute[str], rows: Sequence[Row], step: Step
) -> None:
    """Each transaction clears one range of keys and fills it again; together the ranges cover every key there can be."""
    done = 0
    chunks = list(_chunks(key.key, rows))
    for number, (first, chunk) in enumerate(chunks):
        end = chunks[number + 1][0] if number + 1 < len(chunks) else None
        clear = delete(model) if number == 0 else delete(model).where(key >= first)
        if end is not None:
            clear = clear.where(key < end)
        with transaction() as session:
            session.execute(clear)
            session.execute(insert(model), [row._asdict() for row in chunk])
        done += len(chunk)
        step(model.__tablename__, done, len(rows))


def _chunks(key: str, rows: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """Rows in the order of their key, at least CHUNK of them together, never two chunks with one key."""
    held: list[Any] = []
    for _, same in groupby(sorted(rows, key=lambda row: getattr(row, key)), key=lambda row: getattr(row, key)):
        held.extend(same)
        if len(held) >= CHUNK:
            yield getattr(held[0], key), held
            held = []
    if held:
        yield getattr(held[0], key), held
