"""From a file to the directory: read, clean, match, apply, note. A chunk of rows and its checkpoint are one transaction."""

import gc
import itertools
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from importers import operations
from importers.candidates import Others
from importers.identity import mint
from importers.linking import link_late, without_their_place
from importers.preparing import Prepared, apply, prepare
from importers.reading import digest_of
from importers.record import Record
from importers.results import Counts, RowResult, Summary
from importers.sources.reading_plan import Reading
from importers.sources.table import Source, default_name, source_for
from importers.statements import Statements
from resource_app.actor import importing
from resource_app.connections import Connections
from resource_app.directory.hsds import Incoming
from resource_app.directory.operations import mark_former
from resource_app.directory.reviewing import look_elsewhere
from resource_app.errors import BadInput

CHUNK = 100  # rows in one transaction (about a quarter second); fixed, so that a killed run ends as one that was not

Progress = Callable[[int, int], None]  # rows done, rows expected (0: unknown)


@dataclass(frozen=True, slots=True)
class Job:
    """What to import: `source` and `format` are found out when empty."""

    path: Path
    source: str = ""
    format: str = ""
    dry_run: bool = False


def run_import(
    connections: Connections,
    job: Job,
    now: datetime,
    progress: Progress,
    report: Callable[[RowResult], None] = lambda _: None,
) -> Summary:
    """Import a file; every row is told to `report` in order, also those a killed run did before.

    Raises BadInput when the file cannot be read at all. Rows that cannot be taken are rejected, one by one.
    """
    started = perf_counter()
    reader = source_for(job.path, job.format)
    name = job.source or default_name(job.path)
    where = connections.rehearsal() if job.dry_run else nullcontext(connections)
    with _saying_what_is_broken(job.path), _closing(reader.read(job.path, name)) as reading, where as place:
        run = _Run(place, _file_of(job.path, reader, name, reading.total), now)
        run.go(reading.records, progress, report)
    notes = (*reading.notes, *run.notes)
    seconds = perf_counter() - started
    return Summary(name, reader.name, job.path.name, job.dry_run, seconds, run.counts, run.resumed_at, notes)


@contextmanager
def _closing(reading: Reading) -> Iterator[Reading]:
    """Throws away what a source laid aside, however the import ends."""
    try:
        yield reading
    finally:
        reading.close()


@contextmanager
def _saying_what_is_broken(path: Path) -> Iterator[None]:
    """A damaged archive, a file nobody may read, a full disk: a sentence instead of a traceback."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or error
        raise BadInput(f"{path.name} cannot be read to its end: {said}. Rows that were taken stay taken.") from error


def _file_of(path: Path, reader: Source, name: str, total: int) -> operations.RunFile:
    return operations.RunFile(mint(name, "file", digest_of(path)), name, reader.name, path.name, total)


class _Run:
    """One run of one file."""

    def __init__(self, connections: Connections, file: operations.RunFile, now: datetime) -> None:
        self.connections = connections
        self.file = file
        with connections.transaction() as session:
            self.run = operations.begin(session, file, now)
        self.now = self.run.started_at  # a run that goes on writes what it would have written
        self.finished_at = now
        self.counts = Counts.from_json(self.run.counts)
        self.resumed_at = self.done = self.run.rows_done
        self.notes: list[str] = []
        self._statements = Statements()
        self._waiting: dict[str, Incoming] = {}  # listings whose place may come further down
        self._others = Others(file.source, file.format, file.key)

    def go(self, records: Iterator[Record], progress: Progress, report: Callable[[RowResult], None]) -> None:
        """Take all rows, then look for what is missing."""
        for skipped in itertools.islice(records, self.resumed_at):
            self._prepare(skipped)  # so that it knows what was said before
        if self.resumed_at:
            with self.connections.reading() as session:
                for row in operations.rows_of(session, self.run.id):
                    report(row)
        progress(self.done, self.file.rows_total)
        with _collecting_between_chunks() as collect:
            for chunk in _chunks(records):
                for row in self._take([self._prepare(record) for record in chunk]):
                    report(row)
                self.done += len(chunk)
                progress(self.done, self.file.rows_total)
                collect()
        if not self.counts.rows:
            raise BadInput(f"{self.file.file_name} holds no rows.")
        self._end()

    def _prepare(self, record: Record) -> Prepared:
        prepared = prepare(record, self._statements, self.file.key)
        self._waiting.update(without_their_place(prepared.objects, prepared.fresh))
        return prepared

    def _take(self, prepared: list[Prepared]) -> list[RowResult]:
        with self.connections.reading() as session:
            self._others.get_ready(session, [each.fresh for each in prepared])
        with self.connections.transaction() as session:
            applied = apply(session, prepared, self.file, self._others, self.now)
            rows = [result.as_row(self.done + at) for at, result in enumerate(applied.results, 1)]
            for row in rows:
                self.counts.add(row)
            self.counts.proposals += applied.proposals
            self.counts.tasks.update(applied.tasks)
            operations.note_rows(session, self.run.id, self.done, rows, self.counts)
        return rows

    def _end(self) -> None:
        mended = link_late(self.connections, self.file.source, self._waiting, self.now)
        with self.connections.transaction() as session:
            if places := operations.came_back_elsewhere(session, self.run):
                mark_former(session, places, self.now, importing(self.file.source))
        look_elsewhere(self.connections, self.now)
        with self.connections.transaction() as session:
            opened, note = operations.find_missing(session, self.run, self.finished_at)
            self.counts.tasks.update({operations.MISSING: opened} if opened else {})
            operations.end(session, self.run, self.counts, self.finished_at)
        self.notes += [note] if note else []
        if mended:
            self.notes.append(f"{mended:,} references to rows further down were linked.")


@contextmanager
def _collecting_between_chunks() -> Iterator[Callable[[], None]]:
    """Keep Python's cyclic collector from going over the gazetteer and the index again and again: left alone it takes half
    of an import. It runs once after each chunk but the first, and over nothing that was there after that one.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    frozen = False

    def collect() -> None:
        nonlocal frozen
        if frozen:
            gc.collect()
        else:
            gc.freeze()
            frozen = True

    try:
        yield collect
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while chunk := list(itertools.islice(records, CHUNK)):
        yield chunk
