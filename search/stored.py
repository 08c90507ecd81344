"""How is a document kept? `search_document` is the one content table of every backend: JSON, one row per listing.

Pages read listings from here, in one query; a rebuild of any index reads from here and never from the directory's own tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, text

from search.documents import Area, Capacity, Document
from search.opening import Opening, Rule

CHUNK = 500  # ids per statement
REMEMBERED = (
    1_024  # decoded documents a process keeps, about 12 kB each: results show the same listings again and again
)

SQLITE_TABLE = (
    """CREATE TABLE IF NOT EXISTS search_document (
        rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, service_id TEXT NOT NULL, organization_id TEXT NOT NULL,
        version INTEGER NOT NULL, doc BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS search_document_service ON search_document (service_id)",
    "CREATE INDEX IF NOT EXISTS search_document_organization ON search_document (organization_id)",
)

_PUT = text(
    """INSERT INTO search_document (id, service_id, organization_id, version, doc)
    VALUES (:id, :service_id, :organization_id, :version, :doc)
    ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id, organization_id = excluded.organization_id,
        version = excluded.version, doc = excluded.doc
    WHERE excluded.version >= search_document.version"""
)


def encode(document: Document) -> bytes:
    """The document as JSON; dates are ISO."""
    return orjson.dumps(document)


@lru_cache(maxsize=REMEMBERED)
def decode(raw: bytes) -> Document:
    """The document that `encode` wrote. The same bytes give the same object: nobody may change its `display`."""
    values: dict[str, Any] = orjson.loads(raw)
    values["opening"] = opening(values["opening"])
    values["areas"] = tuple(Area(**area) for area in values["areas"])
    for name in (
        "alternate_names",
        "keywords",
        "other_words",
        "categories",
        "languages",
        "audiences",
        "remote",
        "located",
    ):
        values[name] = tuple(values[name])
    for name in ("confirmed_on", "due_on", "closed_until", "out_until", "no_referrals_until", "said_full_until"):
        values[name] = _day(values.get(name))  # documents stored before there was one of them lack it
    if values["point"] is not None:
        values["point"] = tuple(values["point"])
    if values["capacity"] is not None:
        days = {name: _day(values["capacity"].get(name)) for name in ("said_on", "until")}
        values["capacity"] = Capacity(**values["capacity"] | days)
    return Document(**values)


def put(connection: Connection, documents: Sequence[Document]) -> None:
    """Store documents; an older version than the stored one is left alone."""
    rows = [
        {
            "id": document.id,
            "service_id": document.service_id,
            "organization_id": document.organization_id,
            "version": document.version,
            "doc": encode(document),
        }
        for document in documents
    ]
    if rows:
        connection.execute(_PUT, rows)


def delete(connection: Connection, ids: Iterable[str]) -> None:
    """Remove documents; unknown ids are no error."""
    rows = [{"id": each} for each in ids]
    if rows:
        connection.execute(text("DELETE FROM search_document WHERE id = :id"), rows)


def load(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    """The stored documents of these listing ids, by id, in the order asked; unknown ids are left out."""
    found: dict[str, Document] = {}
    for start in range(0, len(ids), CHUNK):
        part = list(ids[start : start + CHUNK])
        marks = ", ".join(f":i{number}" for number in range(len(part)))
        rows = connection.execute(
            text(f"SELECT id, doc FROM search_document WHERE id IN ({marks})"),  # noqa: S608 - only marks are put in
            {f"i{number}": each for number, each in enumerate(part)},
        )
        found |= {row.id: decode(row.doc) for row in rows}
    return {each: found[each] for each in ids if each in found}


def of_service(connection: Connection, service_id: str) -> tuple[Document, ...]:
    """Every listing of a service, by id."""
    return _where(connection, "service_id", service_id)


def of_organization(connection: Connection, organization_id: str) -> tuple[Document, ...]:
    """Every listing of an organization, by id."""
    return _where(connection, "organization_id", organization_id)


def _where(connection: Connection, column: str, value: str) -> tuple[Document, ...]:
    statement = text(f"SELECT doc FROM search_document WHERE {column} = :value ORDER BY id")  # noqa: S608 - our own column
    return tuple(decode(row.doc) for row in connection.execute(statement, {"value": value}))


def everything(connection: Connection) -> Iterator[Document]:
    """Every stored document, by id, one at a time."""
    for row in connection.execute(text("SELECT doc FROM search_document ORDER BY id")):
        yield decode(row.doc)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored document's place: `several` says whether its service has other listings."""

    rowid: int
    id: str
    version: int
    several: bool


_KEPT = """SELECT rowid, id, version, EXISTS (SELECT 1 FROM search_document o
    WHERE o.service_id = d.service_id AND o.rowid <> d.rowid) AS several FROM search_document d"""


def kept_after(connection: Connection, rowid: int, limit: int) -> list[Kept]:
    """The next documents by rowid."""
    statement = text(f"{_KEPT} WHERE rowid > :rowid ORDER BY rowid LIMIT :limit")
    return [_kept(row) for row in connection.execute(statement, {"rowid": rowid, "limit": limit})]


def kept_with(connection: Connection, ids: Iterable[str]) -> list[Kept]:
    """These documents and all others of their services; unknown ids are left out."""
    of_services = "service_id IN (SELECT service_id FROM search_document WHERE id IN :ids)"
    statement = text(f"{_KEPT} WHERE {of_services}")
    found: dict[int, Kept] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), CHUNK):
        part = statement.bindparams(bindparam("ids", wanted[start : start + CHUNK], expanding=True))
        found |= {row.rowid: _kept(row) for row in connection.execute(part)}
    return list(found.values())


def _kept(row: Any) -> Kept:
    return Kept(row.rowid, row.id, row.version, bool(row.several))


def count(connection: Connection) -> int:
    """How many documents are stored."""
    return int(connection.execute(text("SELECT count(*) FROM search_document")).scalar_one())


def state(connection: Connection, name: str) -> str:
    """What is remembered of the search tables as a whole; empty when there is nothing."""
    found = connection.execute(text("SELECT value FROM search_state WHERE name = :name"), {"name": name}).scalar()
    return str(found or "")


def set_state(connection: Connection, name: str, value: str) -> None:
    """Remember a value."""
    put = "INSERT INTO search_state (name, value) VALUES (:name, :value)"
    replace = "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    connection.execute(text(f"{put} {replace}"), {"name": name, "value": value})


def change_state(connection: Connection, name: str, before: str, after: str) -> bool:
    """Remember another value where it is still the one before; whether it was. Kept from others until the transaction ends."""
    statement = text("UPDATE search_state SET value = :after WHERE name = :name AND value = :before")
    return bool(connection.execute(statement, {"name": name, "before": before, "after": after}).rowcount)


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def opening(raw: Mapping[str, Any]) -> Opening:
    """The hours in a stored document's JSON."""
    return Opening(
        zone=raw["zone"],
        rules=tuple(_rule(rule) for rule in raw["rules"]),
        texts=tuple(raw["texts"]),
        sure=raw["sure"],
        appointment=raw["appointment"],
        holidays=tuple(raw.get("holidays", ())),  # documents stored before there were any have none
        more=tuple(raw.get("more", ())),
    )


def _rule(raw: Mapping[str, Any]) -> Rule:
    dates = {name: _day(raw[name]) for name in ("anchor", "valid_from", "valid_to")}
    return Rule(
        **{
            **raw,
            **dates,
            "days": tuple((day[0], day[1]) for day in raw["days"]),
            "month_days": tuple(raw["month_days"]),
        }
    )
