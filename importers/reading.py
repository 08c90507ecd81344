"""How do bytes become text and rows? Compressed or not, in whatever encoding, with any line end, and never all at once."""

import codecs
import gzip
import hashlib
import json
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from importers.record import Issue
from resource_app.errors import BadInput

MOST_LINE_BYTES = 16_000_000
MOST_FIELD_CHARACTERS = 200_000
MOST_DEPTH = 200
_BLOCK = 1 << 20
_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, without its end; `number` counts from 1. Too long a line comes as None."""

    number: int
    data: bytes | None


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked when it is gzip (whatever it is called)."""
    with path.open("rb") as stream:
        packed = stream.read(2) == _GZIP
    return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]


def open_utf8(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked, without a byte order mark; what the mark says is UTF-16 comes as UTF-8."""
    stream = open_bytes(path)
    head = stream.read(len(codecs.BOM_UTF8))
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            stream.seek(len(mark))
            return stream if encoding == "utf-8" else codecs.EncodedFile(stream, "utf-8", encoding, "replace")
    stream.seek(0)
    return stream


def head_of(path: Path) -> bytes:
    """The first 64 kB of the file, unpacked, as UTF-8 without a byte order mark."""
    try:
        with open_utf8(path) as stream:
            head = stream.read(_HEAD)
            return to_utf8(head, cut=len(head) >= _HEAD)[0]
    except (OSError, EOFError) as error:
        raise BadInput(f"{path.name} cannot be read: {error}.") from error


def files_of(path: Path) -> list[Path]:
    """The files an import of `path` reads, in a stable order."""
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def digest_of(path: Path) -> str:
    """SHA-256 of the content, in hexadecimal; for a folder, or its datapackage, over the names and contents of its files."""
    path = path.parent if path.name == "datapackage.json" else path
    total = hashlib.sha256()
    for file in files_of(path):
        if path.is_dir():
            total.update(file.relative_to(path).as_posix().encode())
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                total.update(block)
    return total.hexdigest()


def to_utf8(data: bytes, *, cut: bool = False) -> tuple[bytes, str]:
    """The text as UTF-8 bytes, and the encoding it was in; what is no UTF-8 is read as Windows-1252, else as Latin-1.

    `cut` says that the data is the beginning of more, which may end in the middle of a letter.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return (body, "utf-8") if encoding == "utf-8" else (body.decode(encoding, "replace").encode(), encoding)
    if data.isascii():
        return data, "utf-8"
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if cut and error.end == len(data) and len(data) - error.start < 4:  # noqa: PLR2004 - bytes of a letter
            return data[: error.start], "utf-8"
    else:
        return data, "utf-8"
    with suppress(UnicodeDecodeError):
        return data.decode("cp1252").encode(), "cp1252"
    return data.decode("latin-1").encode(), "latin-1"


def lines(path: Path) -> Iterator[Line]:
    """The file's lines in order; ends may be LF, CRLF or CR alone."""
    with open_utf8(path) as stream:
        first = stream.read(_HEAD)
        end = b"\r" if b"\r" in first and b"\n" not in first else b"\n"
        yield from _split_lines(first, stream, end)


def _split_lines(first: bytes, stream: IO[bytes], end: bytes) -> Iterator[Line]:
    number, rest, too_long = 1, b"", False
    block = first
    while block:
        *whole, rest = (rest + block).split(end)
        for data in whole:
            yield Line(number, None if too_long else data.rstrip(b"\r"))
            number, too_long = number + 1, False
        if len(rest) > MOST_LINE_BYTES:
            rest, too_long = b"", True
        block = stream.read(_BLOCK)
    if rest or too_long:
        yield Line(number, None if too_long else rest.rstrip(b"\r"))


class Unreadable(Exception):
    """The text is no JSON that can be kept; its text says why and what to do."""


def parse_json(data: bytes, issues: list[Issue]) -> Any:
    """The JSON value of one row, made storable: bytes that are no UTF-8, NUL, NaN and numbers too large are noted and mended.

    Raises Unreadable.
    """
    text = data
    if b"\x00" in text:
        text = text.replace(b"\x00", b"")
        issues.append(Issue("nul", "", "NUL characters were taken out; they cannot be stored."))
    suspect = _is_suspect(text)  # orjson would round an integer beyond 64 bits
    try:
        value = json.loads(text) if suspect else orjson.loads(text)
    except (ValueError, RecursionError) as error:
        text, encoding = to_utf8(text)
        if encoding != "utf-8":
            issues.append(Issue("encoding", "", f"Read as {encoding}: the bytes are no UTF-8. Save the file as UTF-8."))
        value = _parse_leniently(text, error)
    value = _made_storable(value, issues) if suspect else value
    try:
        kept = orjson.dumps(value)
    except (TypeError, RecursionError) as error:
        value = _made_storable(value, issues)
        try:
            kept = orjson.dumps(value)
        except TypeError:
            raise Unreadable(f"It is nested too deeply (more than {MOST_DEPTH} levels).") from error
    if len(kept) > MOST_FIELD_CHARACTERS and _longest(value) > MOST_FIELD_CHARACTERS:
        raise Unreadable(f"A field is longer than {MOST_FIELD_CHARACTERS:,} characters. Shorten it.")
    return value


def _parse_leniently(text: bytes, error: Exception) -> Any:
    try:
        return json.loads(text)
    except RecursionError as deep:
        raise Unreadable(f"It is nested too deeply (more than {MOST_DEPTH} levels).") from deep
    except ValueError:
        raise Unreadable(f"It is not JSON: {error}. Write one object a line.") from error


_SUSPECT = re.compile(rb"\\u0000|\\ud[89a-f]|[:\[,]\s*-?(?:NaN|Infinity|\d{18}|\d+(?:\.\d+)?e\+?\d{3})", re.IGNORECASE)


def _is_suspect(text: bytes) -> bool:
    return _SUSPECT.search(text) is not None


def _made_storable(value: Any, issues: list[Issue], path: str = "", depth: int = 0) -> Any:
    """Without NUL, lone surrogates, NaN, infinity and integers beyond 64 bits, each noted in `issues`."""
    if depth > MOST_DEPTH:
        raise Unreadable(f"It is nested too deeply (more than {MOST_DEPTH} levels).")
    if isinstance(value, dict):
        inner = ((key, _made_storable(each, issues, f"{path}.{key}", depth + 1)) for key, each in value.items())
        return {_clean_text(key): each for key, each in inner}
    if isinstance(value, list):
        return [_made_storable(each, issues, f"{path}[{n}]", depth + 1) for n, each in enumerate(value)]
    kept = _storable_leaf(value)
    if kept is not value:
        said = (
            "NUL or broken characters were taken out."
            if isinstance(value, str)
            else "The number cannot be stored as it is."
        )
        issues.append(Issue("unstorable", path.lstrip("."), said, str(kept)[:100]))
    return kept


def _storable_leaf(value: Any) -> Any:
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return str(value) if value.bit_length() < MOST_DEPTH else None
    return value


def _clean_text(text: str) -> str:
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "ignore").decode() if _is_broken(text) else text


def _is_broken(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


def _longest(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max(map(_longest, members), default=0)


def unpacked(path: Path, into: Path) -> Path:
    """The folder with the files of a zip that hold rows, in their folders but never outside; bombs are refused."""
    try:
        with zipfile.ZipFile(path) as packed:
            wanted = [
                each for each in packed.infolist() if each.filename.lower().endswith((".csv", ".json", ".tsv", ".txt"))
            ]
            if sum(each.file_size for each in wanted) > 20 * max(path.stat().st_size, _BLOCK) * 10:
                raise BadInput(f"{path.name} unpacks to far more than it holds; it was not read.")
            for each in wanted:
                target = into.joinpath(*(part for part in Path(each.filename).parts if part not in {"/", ".."}))
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(each) as source, target.open("wb") as out:
                    while block := source.read(_BLOCK):
                        out.write(block)
    except zipfile.BadZipFile as error:
        raise BadInput(f"{path.name} is no readable zip: {error}.") from error
    return into
