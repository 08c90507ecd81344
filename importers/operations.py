"""What can be done with a run? Begin it or go on with it, note what it did, end it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, and_, cast, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from importers.models import ImportRow, ImportRun
from importers.record import Issue
from importers.results import Counts, RowResult
from resource_app.database import Base
from resource_app.directory.former_addresses import has_street
from resource_app.directory.kept_inside import says_private
from resource_app.directory.models import Listing, Location, Service
from resource_app.errors import BadInput
from resource_app.tasks.models import Task
from resource_app.tasks.operations import open_tasks

_ROWS = Base.metadata.tables[ImportRow.__tablename__]
MISSING: Final = "missing from source"
_LONGEST_RUN = timedelta(hours=6)  # one that began earlier and is not over was killed
_SURPRISING = 50  # a file that lacks more listings than this, and most of them, is taken as a part of the directory


@dataclass(frozen=True, slots=True)
class RunFile:
    """What a run imports: `key` stands for the content and the source together."""

    key: str
    source: str
    format: str
    file_name: str
    rows_total: int


def begin(session: Session, file: RunFile, now: datetime) -> ImportRun:
    """The run of this file: a new one, or the one that was killed, which starts again when a newer file came in meanwhile."""
    run = session.scalar(select(ImportRun).where(ImportRun.key == file.key, ImportRun.state == "running"))
    if run is not None and _is_overtaken(session, run):
        session.execute(delete(ImportRow).where(ImportRow.run_id == run.id))
        run.rows_done, run.counts, run.started_at = 0, {}, now
        session.flush()
    if run is None:
        run = ImportRun(
            key=file.key,
            source=file.source,
            format=file.format,
            file_name=file.file_name,
            rows_total=file.rows_total,
            started_at=now,
        )
        session.add(run)
        session.flush()
    session.expunge(run)
    return run


def _is_overtaken(session: Session, run: ImportRun) -> bool:
    """Whether another file of the source was imported since the run was killed."""
    since = or_(ImportRun.started_at > run.started_at, ImportRun.finished_at > run.started_at)
    others = select(ImportRun.id).where(ImportRun.source == run.source, ImportRun.id != run.id, since)
    return session.scalar(others.limit(1)) is not None


def note_rows(session: Session, run_id: int, before: int, rows: Sequence[RowResult], counts: Counts) -> None:
    """Keep what became of some rows, and how far the run came; raises BadInput when another process goes on with it too."""
    moved = session.execute(
        update(ImportRun)
        .where(ImportRun.id == run_id, ImportRun.rows_done == before)
        .values(rows_done=before + len(rows), counts=counts.as_json())
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise BadInput("Another process is importing this file. Wait until it is done, then import again.")
    if rows:
        session.connection().execute(insert(_ROWS), [row.as_columns(run_id) for row in rows])


def end(session: Session, run: ImportRun, counts: Counts, now: datetime) -> None:
    """Say that the whole file was read."""
    values = {"state": "done", "finished_at": now, "counts": counts.as_json(), "rows_done": counts.rows}
    session.execute(update(ImportRun).where(ImportRun.id == run.id).values(**values))


def rows_of(session: Session, run_id: int) -> Iterator[RowResult]:
    """The rows of a run, in order."""
    query = select(ImportRow).where(ImportRow.run_id == run_id).order_by(ImportRow.number)
    for row in session.scalars(query.execution_options(yield_per=500)):
        yield RowResult(
            row.number,
            row.file,
            row.line,
            row.kind,
            row.object_id or "",
            row.native_id,
            row.outcome,
            row.field,
            row.reason,
            tuple(Issue(**issue) for issue in row.issues or ()),
            row.original or "",
        )
        session.expunge(row)


def find_missing(session: Session, run: ImportRun, now: datetime) -> tuple[int, str]:
    """(tasks opened, a note): a task for each listing of this source that the run did not see, and no task tells of since
    it was last seen. Tasks for listings that came back are closed, by whatever file they came.

    Nothing is deleted. An older file that comes in again after a newer one says nothing about what is missing, and a file
    that lacks most of the source's listings is a part of the directory.
    """
    _close_returned(session, run, now)
    if _is_older_file(session, run):
        return 0, "This file was imported before a newer one of its source; what it lacks was not looked at."
    own = (
        Listing.source == run.source,
        Listing.held.is_distinct_from("withdrawn"),
        Listing.held.is_distinct_from("merged"),
    )
    unseen = select(Listing.id).where(*own, Listing.last_seen_run.is_distinct_from(run.key), ~_seen_meanwhile(run))
    unseen = unseen.where(Listing.service_id.not_in(_rejected_services(run.id)))
    lacking = session.scalar(select(func.count()).select_from(unseen.subquery())) or 0
    total = session.scalar(select(func.count()).select_from(Listing).where(*own)) or 0
    if lacking > _SURPRISING and lacking * 2 > total:
        return (
            0,
            f"The file lacks {lacking:,} of {total:,} listings of {run.source}: taken as a part, so no tasks for them.",
        )
    seen_since = select(ImportRun.id).where(
        ImportRun.key == Listing.last_seen_run, ImportRun.started_at > Task.opened_at
    )
    told = select(Task.subject).where(
        Task.kind == MISSING,
        Task.subject == "listing:" + Listing.id,
        or_(Task.closed_at.is_(None), ~seen_since.correlate(Listing, Task).exists()),
    )
    missing = session.scalars(unseen.where(~told.exists()).order_by(Listing.id))
    notes = [(f"listing:{key}", f"{run.source} no longer has it.") for key in missing]
    opened = sum(open_tasks(session, MISSING, notes[at : at + 500], now) for at in range(0, len(notes), 500))
    return opened, ""


def came_back_elsewhere(session: Session, run: ImportRun) -> set[str]:
    """The public places of listings the file has no more, whose like, by its organization and name, it has at a private
    place or says to be at one: sources without ids make a row's id from its address, too.
    """
    new, old = aliased(Listing), aliased(Listing)
    place, before = aliased(Location), aliased(Location)
    service, like = aliased(Service), aliased(Service)
    alike = or_(like.id == service.id, and_(like.organization_id == service.organization_id, like.name == service.name))
    query = (
        select(before.id, place.hsds.label("place"), cast(service.hsds, String).label("service"))
        .select_from(old)
        .join(before, old.location_id == before.id)
        .join(like, old.service_id == like.id)
        .join(service, alike)
        .join(new, new.service_id == service.id)
        .outerjoin(place, new.location_id == place.id)
        .where(before.address_visibility == "public", or_(place.id.is_(None), place.address_visibility == "private"))
        .where(old.source == run.source, old.last_seen_run.is_distinct_from(run.key), new.last_seen_run == run.key)
    )
    return {
        row.id
        for row in session.execute(query)
        if (not has_street(row.place) if row.place else says_private("service", row.service))
    }


def _seen_meanwhile(run: ImportRun) -> ColumnElement[bool]:
    """Whether another run, which was not over when this one began, saw the listing last: this one may have seen it before."""
    other = (ImportRun.key == Listing.last_seen_run, ImportRun.id != run.id)
    lately = run.started_at - _LONGEST_RUN
    running = and_(ImportRun.finished_at.is_(None), ImportRun.started_at >= lately)
    overlapping = or_(running, ImportRun.finished_at > run.started_at)
    return select(ImportRun.id).where(*other, overlapping).correlate(Listing).exists()


def _close_returned(session: Session, run: ImportRun, now: datetime) -> None:
    """A listing the run saw is no longer missing."""
    seen = select("listing:" + Listing.id).where(Listing.source == run.source, Listing.last_seen_run == run.key)
    waiting = update(Task).where(Task.kind == MISSING, Task.closed_at.is_(None), Task.subject.in_(seen))
    session.execute(
        waiting.values(closed_at=now, outcome="came back"), execution_options={"synchronize_session": False}
    )


def _rejected_services(run_id: int) -> Select[Any]:
    """Services whose row was rejected: they are in the file, though not taken."""
    return select(ImportRow.object_id).where(
        ImportRow.run_id == run_id, ImportRow.outcome == "rejected", ImportRow.object_id.is_not(None)
    )


def _is_older_file(session: Session, run: ImportRun) -> bool:
    done = select(ImportRun.key).where(
        ImportRun.source == run.source, ImportRun.state == "done", ImportRun.id != run.id
    )
    keys = list(session.scalars(done.order_by(ImportRun.id)))
    return run.key in keys and keys[-1] != run.key
