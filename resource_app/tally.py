"""How does what was found and opened get from the pages to the job that adds it up? As lines of files, one a process and day.

Public pages write nothing to the database. A line holds a kind of help, a ZIP3 and ids of listings: no words, session,
address or moment. Files are only added to; nothing of a file is believed that this module could not have written.
"""

import os
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import orjson
import structlog

from resource_app.logs import ZIP3, Use

NAME = re.compile(r"(\d{4}-\d\d-\d\d)-[0-9a-f]{16}\.jsonl")
MOST_IDS = 100  # of one line; a page shows a fifth of it
_ADDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
_CODE = re.compile(r"[a-z0-9-]{1,60}")
_DIGITS = re.compile(rf"[0-9]{{{ZIP3}}}")


@dataclass(slots=True)
class Tally:
    """Where one process notes what it answered; None notes nothing. Make it after any fork: its files are its own."""

    folder: Path | None
    _process: str = field(default_factory=lambda: secrets.token_hex(8))
    _failed: bool = False

    def add(self, use: Use, day: date) -> None:
        """Note what one answer showed or opened, where it counts. A disk that is full costs a count, never an answer."""
        if self.folder is None or use.private or not use.counts or not (use.shown or use.opened):
            return
        told = {"category": use.category, "zip3": use.zip3[:ZIP3], "shown": use.shown, "opened": use.opened}
        line = orjson.dumps({name: value for name, value in told.items() if value}) + b"\n"
        try:
            _append(self.folder / f"{day.isoformat()}-{self._process}.jsonl", line)
        except OSError as error:
            if not self._failed:  # once is enough to be seen
                structlog.get_logger().error("use not counted", error=type(error).__qualname__)
            self._failed = True


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(path, _ADDING, 0o600)
    try:
        os.write(opened, line)  # whole or, on a full disk, garbled: then the reader drops it
    finally:
        os.close(opened)


@dataclass(frozen=True, slots=True)
class Noted:
    """A file of one process and day."""

    path: Path
    day: date

    @property
    def name(self) -> str:
        """The same on no other machine."""
        return self.path.name

    def part(self, start: int, most: int) -> bytes:
        """The next whole lines after `start`, at most so many bytes; a line longer than that is none of ours, and skipped."""
        with self.path.open("rb") as file:
            file.seek(start)
            read = file.read(most)
        whole = read[: read.rfind(b"\n") + 1]
        return read if len(read) == most and not whole else whole


def noted(folder: Path) -> list[Noted]:
    """The files in a folder, the oldest day first; what has another name is not ours."""
    names = (each.name for each in folder.iterdir()) if folder.is_dir() else ()
    found = [(match, name) for name in sorted(names) if (match := NAME.fullmatch(name))]
    return [Noted(folder / name, day) for match, name in found if (day := _day(match[1]))]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


Spot = tuple[str, str, str]  # a listing's id, the kind of help that was chosen, the ZIP3 that was asked for


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each listing was found and opened, by what was asked."""

    found: Counter[Spot] = field(default_factory=Counter)
    opened: Counter[Spot] = field(default_factory=Counter)


def counts(part: bytes) -> Counts:
    """What some lines say. A line that cannot be read counts nothing; what a word of it cannot be is left out."""
    made = Counts()
    for told in _lines(part):
        category, zip3 = _matching(_CODE, told.get("category")), _matching(_DIGITS, told.get("zip3"))
        shown = told.get("shown")
        made.found.update((each, category, zip3) for each in _ids(shown[:MOST_IDS] if isinstance(shown, list) else []))
        made.opened.update((each, category, zip3) for each in _ids([told.get("opened")]))
    return made


def _lines(part: bytes) -> Iterator[dict[str, object]]:
    for line in part.splitlines():
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(told, dict):
            yield told


def _matching(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _ids(values: list[object]) -> list[str]:
    """What may be a listing's id."""
    return [each for each in values if isinstance(each, str) and each and "\0" not in each]
