"""How does a chunk of records become rows? Each is cleaned by itself; together they are matched and applied."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from importers.candidates import LISTING, Others, facts_of_new, new_services
from importers.cleaning import Cleaned, clean
from importers.identity import uuid_of
from importers.operations import RunFile
from importers.owners import spread, under_their_owners
from importers.record import Issue, Record
from importers.results import RowResult
from importers.statements import Statements
from resource_app.actor import importing
from resource_app.directory.applying import Entry, Outcome, apply_batch
from resource_app.directory.confidential import CONFIDENTIAL, HELD
from resource_app.directory.former_addresses import every_private_body, untold
from resource_app.directory.giveaways import holds_any, secrets_of_stored
from resource_app.directory.hsds import Incoming, split
from resource_app.directory.marks import effects_of
from resource_app.directory.models import Location
from resource_app.directory.private_places import PrivatePlaces
from resource_app.directory.secrecy import says_confidential
from resource_app.tasks.models import Task, TaskKind
from resource_app.tasks.operations import open_tasks

CANDIDATE: Final = "candidate listing"
_MOST_ORIGINAL = 20_000  # characters kept of a row
_MAY_BE_PRIVATE = re.compile(
    r"confiden|undisclos|private|secret|hidden|address_?visibility|(?:hide|suppress|show|publish)_?address|not_?publish"
    r"|dv[ _-]?(?:shelter|safe)|violence|safe[ _-]?house",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Prepared:
    """A record with what it says that was not said before in this run; `cleaned` is None when it is rejected."""

    record: Record
    objects: tuple[Incoming, ...] = ()  # everything it says
    cleaned: Cleaned | None = None
    fresh: tuple[Incoming, ...] = ()


@dataclass(slots=True)
class Result:
    """A record as it ended."""

    prepared: Prepared
    outcome: Outcome | None = None
    candidates: dict[str, str] = field(default_factory=dict)  # listing -> the listing it looks like
    private: bool = False  # it holds an address nobody may see

    def as_row(self, number: int) -> RowResult:
        """The row for the report and the table of rows; without the original when that would show a private address."""
        record = self.prepared.record
        issues = (*record.issues, *(self.prepared.cleaned.issues if self.prepared.cleaned else ()), *self._dangling())
        status, where, reason = self._ending()
        taken = status in {"accepted", "changed", "unchanged"} and not (self.outcome and self.outcome.proposals)
        return RowResult(
            number,
            record.file,
            record.line,
            record.kind,
            str(record.nested["id"]) if record.nested else uuid_of(record.native_id) or "",
            record.native_id,
            status,
            where,
            reason,
            tuple(_without_original(issue) for issue in issues) if self.private else issues,
            "" if taken or self.private else _original(self.prepared),
        )

    def _dangling(self) -> list[Issue]:
        paths = self.outcome.dangling if self.outcome else ()
        return [Issue("dangling", path, "It leads to nothing that is known.") for path in paths]

    def _ending(self) -> tuple[str, str, str]:
        """(outcome, field, reason)."""
        error = next((issue for issue in self.prepared.record.issues if issue.severity == "error"), None)
        if error is not None or self.outcome is None:
            return ("rejected", error.field, error.message) if error else ("rejected", "", "The row cannot be taken.")
        if self.prepared.record.kind == LISTING and self.outcome.dangling and not self.outcome.listings:
            return "rejected", self.outcome.dangling[0], "Its service is not known. Import the services first."
        if self.candidates:
            return "candidate", "", f"Looks like listing {', '.join(sorted(set(self.candidates.values())))}."
        said = []
        if self.outcome.status == "changed":
            said.append(f"Changed: {', '.join(dict.fromkeys(self.outcome.fields)) or 'a new part'}.")
        if self.outcome.proposals:
            said.append(f"{self.outcome.proposals} confirmed fields differ; the differences are proposed.")
        return self.outcome.status, next(iter(self.outcome.fields), ""), " ".join(said)


@dataclass(slots=True)
class Applied:
    """A chunk as it ended."""

    results: list[Result]
    proposals: int = 0
    tasks: Counter[str] = field(default_factory=Counter)


def prepare(record: Record, statements: Statements, run_key: str) -> Prepared:
    """Split and clean one record, and leave out what an earlier row of the file said already."""
    if record.nested is not None and statements.is_repeated(record.kind, record.nested["id"]):
        message = "An earlier row of this file has the same id; that one was taken. Give each its own id."
        record.issues.append(Issue("duplicate_id", f"{record.kind}.id", message, record.native_id, severity="error"))
    if record.nested is None or record.rejected:
        return Prepared(record, tuple(split(record.kind, record.nested)) if record.nested else ())
    objects = split(record.kind, record.nested, whole=record.whole)
    objects += [Incoming(kind, each["id"], each) for kind, each in record.extra]
    seen = {"last_seen_run": run_key}
    marked = tuple(
        replace(each, columns={**each.columns, **seen}) if each.kind == LISTING else each for each in objects
    )
    cleaned = clean(marked)
    return Prepared(record, marked, cleaned, statements.new_in(cleaned.objects))


def apply(session: Session, chunk: Sequence[Prepared], file: RunFile, others: Others, now: datetime) -> Applied:
    """Match and apply a chunk of prepared records, and open the tasks they ask for."""
    results = [Result(prepared) for prepared in chunk]
    taken = [result for result in results if result.prepared.cleaned is not None]
    _respect_private(session, results)
    _find_candidates(session, taken, others)
    statements = under_their_owners(session, [result.prepared.fresh for result in taken])
    entries = [_entry(result.prepared, said) for result, said in zip(taken, statements, strict=True)]
    last_task = session.scalar(select(func.max(Task.id))) or 0
    for result, outcome in zip(taken, apply_batch(session, entries, now, importing(file.source)), strict=True):
        result.outcome = outcome
    spread(session, statements, now, importing(file.source))
    for kind, notes in _tasks(taken).items():
        open_tasks(session, kind, notes, now)
    tasks: Counter[str] = Counter(session.scalars(select(Task.kind).where(Task.id > last_task)))
    _withhold_originals(session, results)
    return Applied(results, sum(result.outcome.proposals for result in taken if result.outcome), tasks)


def _entry(prepared: Prepared, statements: tuple[Incoming, ...]) -> Entry:
    nested = prepared.record.nested or {}
    return Entry(prepared.record.kind, str(nested.get("id")), statements)


def _respect_private(session: Session, results: Sequence[Result]) -> None:
    """What the directory knows to be private stays so, whatever the source says: such records are cleaned again."""
    places = {each.id for result in results for each in result.prepared.objects if each.kind == "location"}
    query = select(Location.id).where(Location.id.in_(places), Location.address_visibility == "private")
    known = frozenset(session.scalars(query)) if places else frozenset()
    for result in results:
        prepared = result.prepared
        is_known = any(each.kind == "location" and each.id in known for each in prepared.objects)
        if is_known and prepared.cleaned is not None:
            prepared.cleaned = clean(prepared.objects, known)
            columns = {(each.kind, each.id): each.columns for each in prepared.cleaned.objects}
            prepared.fresh = tuple(replace(each, columns=columns[each.kind, each.id]) for each in prepared.fresh)
        result.private = is_known or bool(prepared.cleaned and prepared.cleaned.private)


def _withhold_originals(session: Session, results: Sequence[Result]) -> None:
    """No row about a private place, or whose text gives it away, is kept as it came, even one that could not be read."""
    texts = [(result, text) for result in results if not result.private and (text := _kept_of(result))]
    if not texts:
        return
    private = {*session.scalars(select(Location.id).where(Location.address_visibility == "private"))}
    secrets = {secret for body in every_private_body(session) for secret in secrets_of_stored(body)}
    left = PrivatePlaces((), untold(session))
    for result, text in texts:
        spoken_of = {each.id for each in result.prepared.objects if each.kind == "location"}
        result.private = bool(spoken_of & private) or holds_any(text, secrets) or bool(left.told_in(text))


def _kept_of(result: Result) -> str:
    """What is kept of the row as it came, with the values its issues quote."""
    row = result.as_row(0)
    return " ".join([row.original, *(str(issue.original) for issue in row.issues if issue.original is not None)])


def _find_candidates(session: Session, taken: Sequence[Result], others: Others) -> None:
    """Compare listings of services nobody has yet with those of other sources."""
    if not others:
        return
    is_new = new_services(session, [result.prepared.fresh for result in taken])
    for result, new in zip(taken, is_new, strict=True):
        if new:
            _compare(result, others)


def _compare(result: Result, others: Others) -> None:
    prepared = result.prepared
    for listing, facts in facts_of_new(prepared.objects).items():
        found = others.best(facts)
        if found is not None:
            result.candidates[listing] = found
            result.private = result.private or found in others.private
    prepared.fresh = tuple(_as_candidate(each, result) for each in prepared.fresh)


def _as_candidate(incoming: Incoming, result: Result) -> Incoming:
    more: dict[str, Any] = {}
    if incoming.id in result.candidates and incoming.kind == LISTING:
        more = {"held": "candidate", "candidate_of": result.candidates[incoming.id]}
    elif incoming.kind == "location" and result.private and result.candidates:
        more = {"address_visibility": "private"}  # it may be the place whose address another source keeps private
    return replace(incoming, columns={**incoming.columns, **more}) if more else incoming


def _tasks(taken: Iterable[Result]) -> dict[TaskKind, list[tuple[str, str]]]:
    """The (subject, note) pairs, by kind of task, of what people must look at; only of rows that did something."""
    notes: dict[TaskKind, list[tuple[str, str]]] = {CANDIDATE: [], CONFIDENTIAL: [], HELD: []}
    for result in taken:
        outcome, cleaned = result.outcome, result.prepared.cleaned
        if outcome is None or cleaned is None or outcome.status == "unchanged":
            continue
        is_new = outcome.status == "accepted"
        for listing, other in result.candidates.items():
            notes[CANDIDATE].append((f"listing:{listing}", f"Looks like listing {other}."))
        if is_new or "location.address_visibility" in outcome.fields:
            said = "A text or a mark says that this place is confidential. Its address is hidden."
            notes[CONFIDENTIAL] += [(f"location:{place}", said) for place in sorted(cleaned.confidential)]
        if is_new or f"{LISTING}.held" in outcome.fields:
            said = "A text holds a street address, and the place is private. Nobody but staff sees the listing."
            notes[HELD] += [(f"listing:{listing}", said) for listing in sorted(cleaned.held)]
    return {kind: found for kind, found in notes.items() if found}


def _without_original(issue: Issue) -> Issue:
    return replace(issue, original=None)


def _original(prepared: Prepared) -> str:
    """The row as it came, empty where it may hold a private address."""
    record = prepared.record
    if any(effects_of(each.kind, each.body).get("private") for each in prepared.objects):
        return ""
    text = record.original
    if not text and record.nested is not None:
        text = orjson.dumps(record.nested).decode()
    return "" if _MAY_BE_PRIVATE.search(text) or says_confidential(text) else text[:_MOST_ORIGINAL]
