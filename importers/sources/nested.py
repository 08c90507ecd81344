"""HSDS 3.x as JSON: one object a line, an array, a page of an API, or a single object; plain or gzip."""

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from importers.identity import Identity, essence, uuid_of
from importers.members import Members, opening
from importers.reading import MOST_LINE_BYTES, Unreadable, lines, open_utf8, parse_json, to_utf8
from importers.record import Issue, Record, rejected
from importers.shapes import WRAPPERS, hint_of, kind_of, wrapper_of
from importers.sources.reading_plan import Reading
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, STORED

MOST_AT_ONCE = 64_000_000  # bytes of a file that is one JSON value and no array
_HEAD = 1 << 16  # bytes that tell how a file holds its rows
_SHOWN = 20_000  # bytes of a row that a report may show
_SAMPLE = 200  # rows that show whether the ids are UUIDs
_NAMED = ("organization", "service")  # kinds nobody can show without a name

Row = tuple[int, Any, list[Issue], str]  # line, the value or Unreadable, issues, the text as it came


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file holds its rows: "lines", "array" (from byte `start`, in the value of `wrapper`) or "whole", one value.

    `about` is what the object around the array says of it.
    """

    name: str
    start: int = 0
    wrapper: str = ""
    about: Json = field(default_factory=dict)


def recognizes(path: Path, head: bytes) -> bool:
    """Whether the file starts like JSON."""
    return path.is_file() and head.lstrip()[:1] in {b"{", b"["}


def read(path: Path, source: str) -> Reading:
    """The objects of the file, each with an id; a first pass counts them and finds ids that mean several things."""
    identity = Identity(source, _placeholders(path))
    return Reading(_count(path), _records(path, identity))


def _records(path: Path, identity: Identity) -> Iterator[Record]:
    hint = hint_of(path.name)
    for line, value, issues, text in rows(path):
        if isinstance(value, Unreadable):
            yield rejected(path.name, line, ("unreadable", "", str(value)), text)
            continue
        for kind, found, whole in unwrapped(value, hint):
            yield _record(
                Record(path.name, line, kind, issues=list(issues), original=text, whole=whole), found, identity
            )


def _record(record: Record, found: Any, identity: Identity) -> Record:
    if isinstance(found, dict) and isinstance(found.get("id"), str | int):
        record.native_id = str(found["id"])
    if not isinstance(found, dict):
        record.issues.append(_error("not_an_object", "", "The row is no JSON object. Write one HSDS object a line."))
    elif not record.kind:
        known = ", ".join(list(found)[:8]) or "nothing"
        record.issues.append(
            _error("unknown_kind", "", f"The row looks like no HSDS object: it has {known}. Is this another format?")
        )
    elif record.kind in _NAMED and not (isinstance(found.get("name"), str) and found["name"].strip()):
        record.issues.append(
            _error("missing", f"{record.kind}.name", "It has no name. Give it one and import it again.")
        )
    else:
        identity.settle(record.kind, found, record.issues)
        record.nested = found
    return record


def _error(code: str, where: str, message: str) -> Issue:
    return Issue(code, where, message, severity="error")


def unwrapped(value: Any, hint: str = "") -> Iterator[tuple[str, Any, bool]]:
    """(kind, object, whole) of each object in a row, taken out of wrappers; an API page's items leave things out."""
    if isinstance(value, list):
        for each in value:
            yield from unwrapped(each, hint)
        return
    if not isinstance(value, dict):
        yield "", value, True
        return
    wrapper = wrapper_of(value)
    if not wrapper:
        yield kind_of(value, hint), value, True
        return
    inner = value[wrapper]
    for each in inner if isinstance(inner, list) else [inner]:
        plain = each if isinstance(each, dict) else {}
        yield WRAPPERS[wrapper] or kind_of(plain, hint), each, "total_pages" not in value


def rows(path: Path) -> Iterator[Row]:
    """Every row of the file with what was noted while it was read; a row that cannot be read comes as Unreadable."""
    form = _form(path)
    if form.name == "lines":
        yield from _line_rows(path)
    elif form.name == "array":
        yield from _array_rows(path, form)
    else:
        with open_utf8(path) as stream:
            yield _row(1, stream.read(MOST_AT_ONCE))


def _line_rows(path: Path) -> Iterator[Row]:
    for line in lines(path):
        if line.data is None:
            yield line.number, Unreadable("The line is longer than 16 MB. Write one object a line."), [], ""
        elif line.data.strip():
            yield _row(line.number, line.data)


def _row(number: int, data: bytes) -> Row:
    issues: list[Issue] = []
    value: Any
    try:
        value = parse_json(data, issues)
    except Unreadable as error:
        value = error
    return number, value, issues, to_utf8(data[:_SHOWN], cut=len(data) > _SHOWN)[0].decode("utf-8", "replace")


def _array_rows(path: Path, form: _Form) -> Iterator[Row]:
    """Items of an array, read one at a time, each in its wrapper; what follows a mistake in the brackets cannot be read."""
    number = 0
    try:
        for number, text in enumerate(_members(path, form), 1):
            line, value, issues, original = _row(number, text)
            wrapped = {form.wrapper: value, **form.about} if form.wrapper and isinstance(value, dict) else value
            yield line, wrapped, issues, original
    except (Unreadable, OSError, EOFError) as error:
        message = f"The JSON breaks off after item {number}: {error} Nothing after it was read."
        yield number + 1, Unreadable(message), [], ""


def _members(path: Path, form: _Form) -> Iterator[bytes]:
    with open_utf8(path) as stream:
        stream.read(form.start)
        yield from Members(stream)


def _form(path: Path) -> _Form:
    with open_utf8(path) as stream:
        head = stream.read(_HEAD)
        if len(head) == _HEAD and b"\n" not in head and b"\r" not in head:  # perhaps a first line that is very long
            head += stream.readline(MOST_LINE_BYTES) + stream.read(_HEAD)
    if _is_lines(to_utf8(head.lstrip(), cut=True)[0]):
        return _Form("lines")
    found = opening(head)
    if found is None:
        return _Form("whole")
    wrapper, before = (found["wrapper"] or b"").decode(), found["fields"] or b""
    if wrapper and (wrapper not in WRAPPERS or b'"id"' in before or b'"name"' in before):
        return _Form("whole")
    return _Form("array", found.end(), wrapper, {"total_pages": 1} if b'"total_pages"' in before else {})


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a JSON value of its own, with more after it, or is no JSON while it is no lone bracket."""
    first, found, rest = head.replace(b"\r", b"\n").partition(b"\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return len(first) > 2 and bool(found) and rest.lstrip()[:1] == b"{" and first.rstrip()[-1:] == b"}"  # noqa: PLR2004
    return first[:1] == b"{" or bool(rest.strip())


def _count(path: Path) -> int:
    form = _form(path)
    if form.name == "whole":
        return 1
    if form.name == "lines":
        return sum(1 for line in lines(path) if line.data is None or line.data.strip())
    try:
        return sum(1 for _ in _members(path, form))
    except (Unreadable, OSError, EOFError):
        return 0


def _placeholders(path: Path) -> frozenset[tuple[str, str]]:
    """(kind, native id) of every stored object whose id is no UUID and stands for different things in this file."""
    values = (value for _, value, _, _ in rows(path) if not isinstance(value, Unreadable))
    sample = list(itertools.islice(values, _SAMPLE))
    if not any(True for each in sample for _ in _odd(each)):
        return frozenset()
    seen: dict[tuple[str, str], int] = {}
    several: set[tuple[str, str]] = set()
    for each in itertools.chain(sample, values):
        for key, found in _odd(each):
            if seen.setdefault(key, found) != found:
                several.add(key)
    return frozenset(several)


def _odd(value: Any) -> Iterable[tuple[tuple[str, str], int]]:
    for kind, found, _ in unwrapped(value):
        if kind and isinstance(found, dict):
            yield from _odd_within(kind, found)


def _odd_within(kind: str, found: Json) -> Iterator[tuple[tuple[str, str], int]]:
    native = found.get("id")
    if isinstance(native, str | int) and native != "" and uuid_of(native) is None:
        yield (kind, str(native)), hash(essence(kind, found))
    for held in KINDS[kind].held:
        inner = found.get(held.name)
        if held.of in STORED:
            for each in inner if isinstance(inner, list) else [inner]:
                if isinstance(each, dict):
                    yield from _odd_within(held.of, each)
