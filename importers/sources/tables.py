"""How is a CSV table read? Row by row, in whatever encoding and with any separator, each row as an HSDS object's fields."""

import codecs
import csv
import io
import math
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from importers.reading import MOST_FIELD_CHARACTERS, open_bytes
from importers.record import Issue
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, OBJECTS

_SEPARATORS = ",;\t|"
_NUMBER = re.compile(r"[+-]?(\d+)(\.\d*)?([eE][+-]?\d{1,2})?|[+-]?\.\d+")
_BLOCK = 1 << 20
_ERROR: Final = "error"

FILE_KINDS: dict[str, str] = {
    **{kind.name: kind.name for kind in OBJECTS},
    **{kind.table: kind.name for kind in OBJECTS},
    **{f"{kind.name}s": kind.name for kind in OBJECTS},
    # names that occur in packages of other versions
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "accessibilities": "accessibility",
    "required_document": "required_document",
    "service_capacities": "service_capacity",
    "fundings": "funding",
    "taxonomys": "taxonomy",
}

# Tables of earlier versions, with the versions that have them. A package with a table only HSDS 3 knows is read all the same.
OLDER_TABLES: dict[str, str] = {
    **dict.fromkeys(("regular_schedules", "holiday_schedules", "services_taxonomy", "fees"), "1.x"),
    **dict.fromkeys(("service_attributes", "other_attributes", "link_taxonomies"), "2.x"),
    **dict.fromkeys(
        ("physical_addresses", "postal_addresses", "services_at_location", "payments_accepted", "eligibility"),
        "1.x or 2.x",
    ),
    "accessibility_for_disabilities": "1.x or 2.x",
}
NEWER_TABLES = frozenset(
    ("addresses", "attributes", "accessibility", "cost_options", "organization_identifiers", "units", "urls", "url")
)


@dataclass(slots=True)
class TableRow:
    """One row: `values` are the cells that are not blank, numbers where HSDS wants numbers; `original` is the row's text."""

    line: int
    values: Json
    issues: list[Issue] = field(default_factory=list)
    original: str = ""


def kind_of_file(name: str) -> str:
    """The kind a table's file name says, empty when it is none of HSDS."""
    stem = re.sub(r"\.(csv|tsv|txt)(\.gz)?$", "", name.lower())
    return FILE_KINDS.get(stem, "")


def encoding_of(path: Path) -> str:
    """The file's encoding: by its byte order mark, else UTF-8 if all of it is, else Windows-1252, else Latin-1."""
    with open_bytes(path) as stream:
        block = stream.read(_BLOCK)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        fitting = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "cp1252")}
        while block:
            for name, decoder in list(fitting.items()):
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    del fitting[name]
            block = stream.read(_BLOCK)
    return "utf-8-sig" if "utf-8" in fitting else next(iter(fitting), "latin-1")


def table_rows(path: Path, kind: str) -> Iterator[TableRow]:
    """The rows of one table. A row that cannot be used has an issue of severity "error"."""
    encoding = encoding_of(path)
    csv.field_size_limit(MOST_FIELD_CHARACTERS)
    with open_bytes(path) as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text:
        cells = _cells(text, _separator(text.readline(), kind))
        text.seek(0)
        _, header = next(cells, (0, []))
        names = [name.strip() for name in header]
        numbers = frozenset(name for name, each in KINDS[kind].fields.items() if each.type == "number")
        foreign = (
            [Issue("encoding", "", f"Read as {encoding}; save the file as UTF-8.")] if encoding in _FOREIGN else []
        )
        for line, row in cells:
            if isinstance(row, str):
                yield TableRow(line, {}, [Issue("unreadable", "", row, severity=_ERROR)])
            elif any(cell.strip() for cell in row):
                yield _row(line, names, row, numbers, foreign)
                foreign = []  # said once for the file


_FOREIGN = ("cp1252", "latin-1", "utf-16")


def _separator(header: str, kind: str) -> str:
    known = KINDS[kind].fields
    return max(_SEPARATORS, key=lambda each: sum(name.strip(' "\r\n\ufeff') in known for name in header.split(each)))


class _Lines:
    """Lines for a reader of rows: which it took for one row is known, and lines can be given back."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._text).replace("\x00", "")
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All but the first of those that were taken."""
        self._back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _cells(text: io.TextIOWrapper, separator: str) -> Iterator[tuple[int, Any]]:
    """(line, cells) of each row; (line, message) for one whose quotation mark is left open: it costs no other row."""
    source, line = _Lines(text), 1
    rows = _reader(source, separator)
    while True:
        source.taken.clear()
        row: Any = None
        with suppress(csv.Error):
            row = next(rows, None)
        if not source.taken:
            return
        if row is None or _is_left_open(source.taken, separator):
            row = f"The row cannot be read: a quotation mark is left open in it. It reads on for {len(source.taken):,} lines."
            source.give_back()
            rows = _reader(source, separator)
        yield line, row
        line += len(source.taken)


def _reader(lines: Iterable[str], separator: str, *, strict: bool = False) -> Any:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


def _is_left_open(taken: Sequence[str], separator: str) -> bool:
    """Whether lines are one row only since a quotation mark is not closed, or closed by one that opens another cell."""
    try:
        next(_reader(taken, separator, strict=True), None)
    except csv.Error as error:
        return len(taken) > 1 or str(error) == "unexpected end of data"
    return False


def _row(line: int, names: list[str], cells: list[str], numbers: frozenset[str], noted: list[Issue]) -> TableRow:
    row = TableRow(line, {}, list(noted), ",".join(cells)[:20_000])
    spare = [cell for cell in cells[len(names) :] if cell.strip()]
    if spare:
        message = f"The row has {len(cells)} cells, the header {len(names)}. Quote text that holds the separator."
        row.issues.append(Issue("ragged", "", message, severity=_ERROR))
    elif len(cells) < len(names):
        row.issues.append(
            Issue("ragged", "", f"The row has {len(cells)} cells, the header {len(names)}; the rest is blank.")
        )
    for position, (name, cell) in enumerate(zip(names, cells, strict=False), 1):
        if cell and not cell.isspace():
            known = name or f"column_{position}"
            row.values[known] = _number(cell) if known in numbers else cell
    return row


def _number(cell: str) -> Any:
    """The cell as a number; text that is none stays text."""
    text = cell.strip()
    match = _NUMBER.fullmatch(text)
    if match is None or len(text) > 40:  # noqa: PLR2004 - digits no float keeps
        return cell
    value = float(text)
    if not math.isfinite(value):
        return cell
    return int(text) if match.group(1) and not match.group(2) and not match.group(3) and abs(value) < 2**53 else value
