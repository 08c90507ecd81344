"""Where do tables wait to be joined? In a temporary SQLite file, so that a directory of any size fits in little memory."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from importers.record import Issue
from importers.sources.tables import TableRow
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, OBJECTS, Join, joins
from resource_app.directory.policy import NOT_SHOWN

_WITH_ADDRESS = ("address", "location")
_SAID_OF_AN_ADDRESS = ("id", "location_id", "address_type", "state_province", "country")  # none tells where it is
_CACHE_KB = 8_000
_IDS_AT_ONCE = 500
_ROWS_AT_ONCE = 2_000
# Columns besides the joins that hang a row on another one, or say what kind of parent it has.
_MORE_COLUMNS: dict[str, tuple[str, ...]] = {
    "service": ("organization_id", "program_id"),
    "service_at_location": ("service_id", "location_id"),
    "attribute": ("link_entity", "taxonomy_term_id"),
    "metadata": ("resource_type",),
    "service_capacity": ("unit_id",),
}
PARENT_KIND_COLUMN = {"attribute": "link_entity", "metadata": "resource_type"}


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns a table of this kind can be looked up by."""
    own = [join.column for join in joins(kind)]
    return tuple(dict.fromkeys([*own, *_MORE_COLUMNS.get(kind, ())]))


class Spill:
    """Tables by kind; every row keeps its line, its native id and its body as JSON."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "tables.sqlite3", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KB}", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        self._files: dict[str, str] = {}
        for kind in OBJECTS:
            more = "".join(f', "{name}" TEXT' for name in columns_of(kind.name))
            self._db.execute(
                f'CREATE TABLE "{kind.name}" (n INTEGER PRIMARY KEY, line INTEGER, id TEXT, body BLOB, issues BLOB{more})'
            )
        self._db.execute("CREATE TABLE bad (file TEXT, line INTEGER, issues BLOB, original TEXT)")

    def load(self, kind: str, file: str, rows: Iterable[TableRow]) -> None:
        """Take in one file of a table; a table may come in several."""
        self._files[kind] = file
        names = columns_of(kind)
        marks = ", ".join("?" * (4 + len(names)))
        more = "".join(f', "{name}"' for name in names)
        statement = f'INSERT INTO "{kind}" (line, id, body, issues{more}) VALUES ({marks})'  # noqa: S608 - our own names
        batch: list[tuple[Any, ...]] = []
        self._db.execute("BEGIN")
        for row in rows:
            if any(issue.severity == "error" for issue in row.issues):
                self.reject(file, row.line, row.issues, "" if kind in _WITH_ADDRESS else row.original)
                continue
            batch.append(_columns(row, names))
            if len(batch) == _ROWS_AT_ONCE:
                self._db.executemany(statement, batch)
                batch.clear()
        self._db.executemany(statement, batch)
        self._db.execute("COMMIT")

    def reject(self, file: str, line: int, issues: Sequence[Issue], original: str) -> None:
        """Remember a row that cannot be used. One that holds an address is not kept: its place may be a private one."""
        said = orjson.dumps(list(issues))
        self._db.execute("INSERT INTO bad VALUES (?, ?, ?, ?)", (file, line, said, original))

    def index(self) -> None:
        """Make the tables quick to look up; call it when everything is loaded."""
        for kind in OBJECTS:
            for name in ("id", *columns_of(kind.name)):
                self._db.execute(
                    f'CREATE INDEX "ix_{kind.name}_{name}" ON "{kind.name}" ("{name}") WHERE "{name}" IS NOT NULL'
                )

    def file_of(self, kind: str) -> str:
        """The file a table came from."""
        return self._files.get(kind, f"{KINDS[kind].table}.csv")

    def has(self, kind: str) -> bool:
        """Whether the table has rows."""
        return bool(self._db.execute(f'SELECT EXISTS (SELECT 1 FROM "{kind}")').fetchone()[0])  # noqa: S608

    def parent_kinds(self, kind: str) -> set[str]:
        """What the rows of attributes or metadata say they hang on."""
        column = PARENT_KIND_COLUMN[kind]
        return {str(row[0]) for row in self._db.execute(f'SELECT DISTINCT "{column}" FROM "{kind}"')}  # noqa: S608

    def count(self, kind: str, where: str = "1") -> int:
        """How many rows meet a condition of `leftover`."""
        return int(self._db.execute(f'SELECT count(*) FROM "{kind}" WHERE {where}').fetchone()[0])  # noqa: S608

    def rows(self, kind: str, where: str = "1", at_once: int = 200) -> Iterator[list[tuple[int, Json, list[Json]]]]:
        """(line, body, issues) of the rows in file order, some at a time."""
        last = 0
        query = f'SELECT n, line, body, issues FROM "{kind}" WHERE n > ? AND {where} ORDER BY n LIMIT {at_once}'  # noqa: S608
        while found := self._db.execute(query, (last,)).fetchall():
            last = found[-1][0]
            yield [(line, orjson.loads(body), orjson.loads(issues or b"[]")) for _, line, body, issues in found]

    def by(self, kind: str, column: str, values: Iterable[str]) -> Iterator[tuple[str, Json, list[Json]]]:
        """(value, body, issues) of the rows whose column has one of the values, in file order."""
        wanted = [value for value in dict.fromkeys(values) if value]
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            part = wanted[start : start + _IDS_AT_ONCE]
            marks = ", ".join("?" * len(part))
            query = f'SELECT "{column}", body, issues FROM "{kind}" WHERE "{column}" IN ({marks}) ORDER BY n'  # noqa: S608
            for value, body, issues in self._db.execute(query, part):
                yield value, orjson.loads(body), orjson.loads(issues) if issues else []

    def bad_rows(self) -> Iterator[tuple[str, int, list[Json], str]]:
        """The rows that cannot be used."""
        for file, line, issues, original in self._db.execute("SELECT * FROM bad ORDER BY rowid"):
            yield file, line, orjson.loads(issues), original

    def find_dangling(self) -> None:
        """Note every key that leads nowhere; a row without any parent is moved to the rows that cannot be used."""
        for kind, parent in _REFERS:
            lead = f'EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = c."{parent}_id")'  # noqa: S608
            self._note_keys(kind, f"{parent}_id", lead, _UNKNOWN)
        for kind in (each.name for each in OBJECTS):
            parents: dict[str, list[str]] = {}
            for join in joins(kind) if kind not in PARENTLESS else ():
                parents.setdefault(join.column, []).append(join.parent)
            if parents and self.has(kind):
                self._note_dangling(kind, parents)

    def _note_dangling(self, kind: str, parents: dict[str, list[str]]) -> None:
        leads = {
            column: " OR ".join(f'EXISTS (SELECT 1 FROM "{each}" p WHERE p.id = c."{column}")' for each in kinds)  # noqa: S608
            for column, kinds in parents.items()
        }
        placed = " OR ".join(f"({lead})" for lead in leads.values())
        homeless = self._db.execute(
            f'SELECT n, line, body FROM "{kind}" c WHERE NOT ({placed})'  # noqa: S608
        ).fetchall()
        for n, line, body in homeless:
            said = (
                ", ".join(f"{name} {value}" for name, value in orjson.loads(body).items() if name in parents)
                or "no key"
            )
            message = f"It belongs to nothing in these files ({said}). Add the row it names, or leave this one out."
            issue = Issue("dangling", f"{kind}.{next(iter(parents))}", message, severity="error")
            self.reject(self.file_of(kind), line, [issue], _original(kind, body))
            self._db.execute(f'DELETE FROM "{kind}" WHERE n = ?', (n,))  # noqa: S608
        for column, lead in leads.items():
            self._note_keys(kind, column, lead, _NOWHERE)

    def _note_keys(self, kind: str, column: str, lead: str, message: str) -> None:
        """Note the keys for which the condition `lead` does not hold."""
        query = f'SELECT n, "{column}", issues FROM "{kind}" c WHERE "{column}" IS NOT NULL AND NOT ({lead})'  # noqa: S608
        for n, value, issues in self._db.execute(query).fetchall():
            noted = [*orjson.loads(issues or b"[]"), Issue("dangling", f"{kind}.{column}", message, value)]
            self._db.execute(f'UPDATE "{kind}" SET issues = ? WHERE n = ?', (orjson.dumps(noted), n))  # noqa: S608

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


_REFERS = (("service", "organization"), ("service", "program"))  # stored objects that name others by a key
_UNKNOWN = "The key leads to no row in these files. Add the row it names."
_NOWHERE = "The key leads to no row in these files; the row was kept where its other keys say."
# Stored objects stand on their own; their keys are looked at when they are applied.
PARENTLESS = ("organization", "program", "service", "service_at_location", "location", "taxonomy", "taxonomy_term")


def hanging(kind: str) -> tuple[tuple[str, Join], ...]:
    """(child kind, join) of every table whose rows hang on rows of `kind` and are kept inside them."""
    return tuple(
        (child.name, join)
        for child in OBJECTS
        if child.name not in PARENTLESS
        for join in joins(child.name)
        if join.parent == kind
    )


def _original(kind: str, body: bytes) -> str:
    """The row; of one with an address what does not tell where it is, since its place, which nobody knows, may be private."""
    if kind not in _WITH_ADDRESS:
        return body.decode()
    said = orjson.loads(body).items()
    return orjson.dumps({name: value if name in _SAID_OF_AN_ADDRESS else NOT_SHOWN for name, value in said}).decode()


def _columns(row: TableRow, names: tuple[str, ...]) -> tuple[Any, ...]:
    values = row.values
    keys = (str(values[name]).strip() if name in values else None for name in names)
    native = str(values["id"]).strip() if "id" in values else None
    return (row.line, native, orjson.dumps(values), orjson.dumps(row.issues) if row.issues else None, *keys)
