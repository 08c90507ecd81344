"""HSDS 3.x as tables: a datapackage, a bare folder of CSV files, or a zip of either. Each service comes with all it holds."""

import json
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from importers.identity import Identity
from importers.reading import unpacked
from importers.record import Issue, Record
from importers.sources.reading_plan import Reading
from importers.sources.spill import PARENT_KIND_COLUMN, Spill, hanging
from importers.sources.tables import NEWER_TABLES, OLDER_TABLES, kind_of_file, table_rows
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, joins
from resource_app.directory.said import children
from resource_app.errors import BadInput

_NAMED = ("organization", "service")
# What no service leads to comes after the services, as rows of its own; each with the SQL that says so.
_LEFT_OVER = (
    ("organization", "NOT EXISTS (SELECT 1 FROM service s WHERE s.organization_id = organization.id)"),
    ("program", "NOT EXISTS (SELECT 1 FROM service s WHERE s.program_id = program.id)"),
    (
        "service_at_location",
        "NOT EXISTS (SELECT 1 FROM service s WHERE s.id = service_at_location.service_id)",
    ),
    ("location", "NOT EXISTS (SELECT 1 FROM service_at_location s WHERE s.location_id = location.id)"),
    ("taxonomy_term", "NOT EXISTS (SELECT 1 FROM attribute a WHERE a.taxonomy_term_id = taxonomy_term.id)"),
    ("taxonomy", "NOT EXISTS (SELECT 1 FROM taxonomy_term)"),
)
_AT_LOCATIONS = ("service_at_location", "service_id", "service_at_locations")
_KEPT_KEYS = ("attribute", "metadata")  # they keep the columns that say what they hang on


def recognizes(path: Path, head: bytes) -> bool:
    """Whether it is a folder or zip with HSDS tables, or a datapackage.json."""
    if path.is_dir():
        return any(_is_table(each) for each in path.rglob("*"))
    return path.name == "datapackage.json" or path.suffix.lower() == ".zip" or head[:2] == b"PK"


def read(path: Path, source: str) -> Reading:
    """Join the tables of `path` in a temporary file."""
    room = Path(tempfile.mkdtemp(prefix="resourceloop-import-"))
    spill = Spill(room)

    def close() -> None:
        spill.close()
        shutil.rmtree(room, ignore_errors=True)

    try:
        notes = _load(path, spill, room)
        joined = _Joined(spill, Identity(source))
        return Reading(joined.total, joined.records(), close, notes)
    except BaseException:
        close()
        raise


def package_name(path: Path) -> str:
    """The name a datapackage gives itself, empty without one."""
    file = path / "datapackage.json" if path.is_dir() else path
    return str(_package(file).get("name") or "") if file.name == "datapackage.json" else ""


def _package(file: Path) -> Json:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _load(path: Path, spill: Spill, room: Path) -> tuple[str, ...]:
    folder = path if path.is_dir() else path.parent
    if path.is_file() and path.name != "datapackage.json":
        packed = room / "files"
        packed.mkdir()
        folder = unpacked(path, packed)
    folder = _home(folder, path.name)
    named = _named_files(folder)
    files = sorted({*named, *(each for each in folder.iterdir() if each.is_file())})
    tables = [(named.get(file) or kind_of_file(file.name), file) for file in files]
    unread = [file.name for kind, file in tables if not kind and file.suffix.lower() in {".csv", ".tsv", ".txt"}]
    _require_version_3(path.name, folder, {file.name for file in files})
    tables = [(kind, file) for kind, file in tables if kind]
    if not any(kind in {"service", "organization", "location", "taxonomy_term"} for kind, _ in tables):
        raise BadInput(f"{path.name} holds no HSDS 3 tables: there is no services.csv and no organizations.csv.")
    for kind, file in tables:
        spill.load(kind, file.name, table_rows(file, kind))
    spill.index()
    spill.find_dangling()
    apart = {each.parent.relative_to(folder).as_posix() for each in _tables_below(folder) if each not in files}
    said = [f"The folder {name} has tables, too; it was not read. Import it by itself." for name in sorted(apart)]
    return (*said, *(f"{name} is no HSDS 3 table; it was not read." for name in unread))


def _is_table(file: Path) -> bool:
    return bool(kind_of_file(file.name)) and file.is_file()


def _tables_below(folder: Path) -> list[Path]:
    """The tables in the folders within a folder."""
    return [each for each in folder.rglob("*") if each.parent != folder and _is_table(each)]


def _home(folder: Path, said: str) -> Path:
    """The folder whose tables are read: this one, or the only one within it. Two folders may be two directories."""
    if (folder / "datapackage.json").is_file() or any(map(_is_table, folder.iterdir())):
        return folder
    homes = sorted({each.parent for each in _tables_below(folder)})
    if len(homes) > 1:
        names = ", ".join(each.relative_to(folder).as_posix() for each in homes)
        raise BadInput(f"{said} has tables in several folders: {names}. Import them one by one.")
    return homes[0] if homes else folder


def _require_version_3(name: str, folder: Path, files: set[str]) -> None:
    """Refuse tables of HSDS 1 and 2: their addresses, schedules and terms are kept otherwise, and would be lost."""
    said = str(_package(folder / "datapackage.json").get("version") or "")
    stems = {re.sub(r"\..*$", "", file.lower()) for file in files}
    old = sorted(stems & OLDER_TABLES.keys())
    if not old or stems & NEWER_TABLES:
        return
    version = said if said[:2] in {"1.", "2."} else max((OLDER_TABLES[each] for each in old), key=len)
    raise BadInput(
        f"{name} looks like HSDS {version} ({', '.join(old)}), which is not read yet. Convert it to HSDS 3.x first."
    )


def _named_files(folder: Path) -> dict[Path, str]:
    """File -> kind, as the datapackage says. Where one is not there, nothing is read: what it marks private would be public."""
    named: dict[Path, str] = {}
    missing: list[str] = []
    for each in children(_package(folder / "datapackage.json"), "resources"):
        kind, paths = kind_of_file(str(each.get("name", ""))), each.get("path", ())
        for said in paths if isinstance(paths, list) else [paths] if paths else []:
            file = folder / str(said)
            if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
                missing.append(str(said))
            elif kind:
                named[file] = kind
    if missing:
        files = ", ".join(missing)
        raise BadInput(
            f"datapackage.json names what is not in its folder: {files}. Nothing was imported. Add it, or take it out there."
        )
    return named


class _Joined:
    """The records of loaded tables."""

    def __init__(self, spill: Spill, identity: Identity) -> None:
        self.spill = spill
        self.identity = identity
        self._hanging = {kind: self._tables_on(kind) for kind in KINDS}
        self._left = [(kind, where, spill.count(kind, where)) for kind, where in _LEFT_OVER]
        self._told: set[str] = set()  # taxonomies that went out with a record
        self.total = (
            spill.count("service") + sum(count for _, _, count in self._left) + sum(1 for _ in spill.bad_rows())
        )

    def _tables_on(self, kind: str) -> list[tuple[str, str, str]]:
        """(child kind, column, field) of the tables with rows that may hang on `kind`."""
        found = []
        for child, join in hanging(kind):
            if not self.spill.has(child):
                continue
            if child in PARENT_KIND_COLUMN:
                said = self.spill.parent_kinds(child)
                if kind not in said and said <= KINDS.keys():
                    continue
            found.append((child, join.column, join.field))
        return found

    def records(self) -> Iterator[Record]:
        """Services first, then what no service leads to, then rows that cannot be used."""
        for rows in self.spill.rows("service"):
            yield from self._records("service", rows)
        for kind, where, count in self._left:
            for rows in self.spill.rows(kind, where) if count else ():
                yield from self._records(kind, rows)
        for file, line, issues, original in self.spill.bad_rows():
            yield Record(file, line, issues=[Issue(**issue) for issue in issues], original=original)

    def _records(self, kind: str, rows: list[tuple[int, Json, list[Json]]]) -> Iterator[Record]:
        bodies = [body for _, body, _ in rows]
        noted: dict[int, list[Issue]] = defaultdict(list)
        self._fill(kind, bodies, noted)
        for line, body, issues in rows:
            record = Record(self.spill.file_of(kind), line, kind, native_id=str(body.get("id", "")))
            record.issues = [*(Issue(**issue) for issue in issues), *noted[id(body)]]
            if kind in _NAMED and not str(body.get("name", "")).strip():
                message = "It has no name. Give it one and import it again."
                record.issues.append(Issue("missing", f"{kind}.name", message, severity="error"))
            record.extra = self._taxonomies(body)
            for each in record.extra:
                self.identity.settle(*each, record.issues)
            self.identity.settle(kind, body, record.issues)
            record.nested = body
            yield record

    def _fill(self, kind: str, bodies: list[Json], noted: dict[int, list[Issue]]) -> None:
        """Put into each body what hangs on it, and the objects it refers to; what is noted goes to the body's own list."""
        by_id: dict[str, list[Json]] = defaultdict(list)
        for body in bodies:
            by_id[str(body.get("id", "")).strip()].append(body)
        for child, column, name in self._hanging[kind]:
            self._hang((child, column, name), kind, by_id, noted)
        if kind == "service":
            self._refer(bodies, "organization", noted)
            self._refer(bodies, "program", noted)
            self._hang(_AT_LOCATIONS, kind, by_id, noted)
        elif kind == "service_at_location":
            self._refer(bodies, "location", noted)
        elif kind == "attribute":
            self._refer(bodies, "taxonomy_term", noted, kept=True)
        elif kind == "service_capacity":
            self._refer(bodies, "unit", noted)

    def _hang(
        self, table: tuple[str, str, str], kind: str, by_id: dict[str, list[Json]], noted: dict[int, list[Issue]]
    ) -> None:
        child, column, name = table
        found = list(self.spill.by(child, column, by_id))
        if (says := PARENT_KIND_COLUMN.get(child)) is not None:  # one id may be a service's and a location's
            found = [row for row in found if row[1].get(says) == kind or row[1].get(says) not in KINDS]
        said: dict[int, list[Issue]] = defaultdict(list)
        self._fill(child, [body for _, body, _ in found], said)
        dropped = () if child in _KEPT_KEYS else tuple(join.column for join in joins(child))
        for parent, body, issues in found:
            for each in by_id[parent]:
                each.setdefault(name, []).append(body)
                noted[id(each)] += [*(Issue(**issue) for issue in issues), *said[id(body)]]
            for key in dropped:
                body.pop(key, None)

    def _refer(self, bodies: Iterable[Json], name: str, noted: dict[int, list[Issue]], *, kept: bool = False) -> None:
        """Put the row `<name>_id` leads to in the place of the key; a key that leads nowhere stays."""
        column = f"{name}_id"
        wanting = [body for body in bodies if body.get(column)]
        found: dict[str, Json] = {}
        for key, body, _ in self.spill.by(name, "id", (str(body[column]).strip() for body in wanting)):
            found.setdefault(key, body)
        said: dict[int, list[Issue]] = defaultdict(list)
        self._fill(name, list(found.values()), said)
        for body in wanting:
            held = found.get(str(body[column]).strip())
            if held is not None:
                body[name] = json_copy(held)
                noted[id(body)] += said[id(held)]
                if not kept:
                    del body[column]

    def _taxonomies(self, body: Json) -> list[tuple[str, Json]]:
        """The taxonomies of a record's terms that no record brought yet."""
        terms = (each.get("taxonomy_term", {}) for each in body.get("attributes", ()))
        wanted = {str(term.get("taxonomy_id")) for term in terms if term.get("taxonomy_id")} - self._told
        self._told |= wanted
        return [("taxonomy", found) for _, found, _ in self.spill.by("taxonomy", "id", sorted(wanted))]


def json_copy(value: Any) -> Any:
    """A copy of JSON that shares nothing with the value: several rows may hold one organization."""
    if isinstance(value, dict):
        return {key: json_copy(each) for key, each in value.items()}
    return [json_copy(each) for each in value] if isinstance(value, list) else value
