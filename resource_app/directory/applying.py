"""How do a thousand listings get into the directory at once? The bulk verb: Core statements, no per-row ORM."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.database import Json
from resource_app.directory import document, former_addresses
from resource_app.directory.astray import has_moved
from resource_app.directory.batch_rows import LISTING, BatchRows
from resource_app.directory.confidential import FORMER, hide, withhold
from resource_app.directory.deriving import DERIVED, reference_of
from resource_app.directory.former_addresses import Replaced
from resource_app.directory.history import Edit, note
from resource_app.directory.hsds import Incoming, placeless_id
from resource_app.directory.merging import Difference, Stored, merge
from resource_app.directory.models import Listing
from resource_app.directory.said import without
from resource_app.directory.secret_times import leave
from resource_app.errors import NotFound

MOST_LISTINGS = 1_000  # in one transaction
MOST_TO_READ = (
    2_000  # listings that are read anew whenever a place becomes private; in more, the end of an import does so
)
_SOME = select(func.count()).select_from(select(Listing.id).limit(MOST_TO_READ + 1).subquery())  # counts no further
REFERENCE_DATA = ("taxonomy", "taxonomy_term")  # stored with a service, but no part of what it says
_POINT = frozenset({"latitude", "longitude"})
_QUIET = ("last_seen_run",)  # changes nothing anybody sees
_FLAGS = ("staff_only", "do_not_refer")  # only the source that raised one may lower it
_HOLDS = (
    "held",
    "candidate_of",
)  # set when a listing is new; a later change of its text may hold it, a curator's word stays


@dataclass(frozen=True, slots=True)
class Entry:
    """What is applied, or left, as one: the object `kind`, `id` with everything that came with it."""

    kind: str
    id: str
    objects: tuple[Incoming, ...]


@dataclass(slots=True)
class Outcome:
    """What became of an entry.

    `fields` are the paths that changed ("service.phones"), `proposals` counts confirmed fields that differ, `listings` are
    the listings the entry spoke of, `dangling` its references that lead nowhere ("service_at_location.location").
    """

    status: Literal["accepted", "changed", "unchanged"] = "unchanged"
    fields: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    proposals: int = 0
    dangling: list[str] = field(default_factory=list)


def apply_batch(
    session: Session, entries: Sequence[Entry], now: datetime, actor: Actor, source: str = ""
) -> list[Outcome]:
    """Write the entries and rebuild the documents of the listings they touch; one outcome for each, in order.

    The actor's id is the name of the source, unless told. No more than MOST_LISTINGS listings should come in one call.
    Applying the same entries again changes nothing.
    """
    rows = BatchRows(session, source or actor.id, now)
    rows.load([incoming for entry in entries for incoming in entry.objects])
    batch = Batch(rows, source or actor.id)
    outcomes = [batch.take(entry) for entry in entries]
    batch.write(session, Edit(actor), now)
    return outcomes


class Batch:
    """Takes what is said into the rows, in memory, and then writes what became of them."""

    def __init__(self, rows: BatchRows, source: str) -> None:
        self.rows = rows
        self.source = source
        self.differences: dict[tuple[str, str, str], Difference] = {}
        self.agreed: set[tuple[str, str, str]] = set()
        self._before: list[tuple[str, Json]] = []  # places with what was stored of them

    def write(self, session: Session, edit: Edit, now: datetime) -> None:
        """Write the rows with all that follows from them: history, proposals, what must be withheld, documents."""
        touched = self.rows.write()
        note(session, self.rows.changes(), edit, now)
        self.rows.write_proposals(self.differences, self.agreed)
        kept = former_addresses.keep(session, self._replaced(), now)
        moves = list(self.rows.moves())
        hide(session, former := former_addresses.left(session, moves), FORMER, now)
        small = (session.scalar(_SOME) or 0) <= MOST_TO_READ
        private = {
            place
            for place, row in self.rows.places()
            if row.changed and row.columns.get("address_visibility") == "private"
        }  # of which something was said that was not known: that they are private, most of all
        otherwise = withhold(session, touched, kept | former | private, now, everywhere=small)
        leave(session, moves, now)
        document.refresh(session, touched)
        document.show_otherwise(session, otherwise.difference(touched), now)

    def overwrite(self, kind: str, key: str, fields: Mapping[str, Any], origin: Json) -> None:
        """Set fields of an object that is there, whatever anybody confirmed; None leaves one out. `origin` is whose word it is
        from now on: of a service people see something else, and not by its source's doing.
        """
        row = self.rows.get(kind, key)
        if row is None:
            raise NotFound(kind, key)
        if kind == "location":
            private, stale = row.columns.get("address_visibility") == "private", _stale_point(row, fields)
            # That a place moved takes its point away, and hides nothing; of a private one all it told is kept.
            self._before.append((key, row.body if private else without(row.body, stale)))
            fields = {**fields, **dict.fromkeys(stale)}
        row.body = {name: value for name, value in {**row.body, **fields}.items() if value is not None}
        row.origins = {**row.origins, **dict.fromkeys(fields, origin)}
        shown_otherwise = {"shown_otherwise_at": self.rows.now} if kind == "service" else {}
        _set(row, {**DERIVED[kind](row.body, self.rows.known), **shown_otherwise})

    def _replaced(self) -> Iterator[Replaced]:
        """What was stored of the places that changed."""
        for place, before in self._before:
            row = self.rows.get("location", place)
            if row is not None:
                private = row.columns.get("address_visibility") == "private"
                yield Replaced(place, before, row.body, private)

    def take(self, entry: Entry) -> Outcome:
        outcome = Outcome()
        for incoming in entry.objects:
            known = incoming if incoming.kind != LISTING else self._settled(incoming, outcome)
            if known is None:
                continue
            row = self._take_object(known, outcome)
            if known.kind == LISTING:
                outcome.listings.append(known.id)
            if row.new and (known.kind, known.id) == (entry.kind, entry.id):
                outcome.status = "accepted"
        return outcome

    def _settled(self, incoming: Incoming, outcome: Outcome) -> Incoming | None:
        """The listing as it can be stored: its service must be known, and there is one listing without a place at most."""
        service = self.rows.known(
            "service", incoming.columns.get("service_id") or reference_of(incoming.body, "service")
        )
        if service is None:
            outcome.dangling.append(f"{LISTING}.service")
            return None
        listings = self.rows.listings_of[service]
        place = self.rows.known("location", reference_of(incoming.body, "location"))
        if place is None and incoming.body:
            outcome.dangling.append(f"{LISTING}.location")
            incoming = Incoming(LISTING, placeless_id(service), {}, columns={**incoming.columns, "service_id": service})
        if place is None and any(other != incoming.id for other in listings):
            return None
        listings[incoming.id] = place
        if place is not None:
            self._withdraw_placeless(listings, outcome)
        return incoming

    def _withdraw_placeless(self, listings: dict[str, str | None], outcome: Outcome) -> None:
        for other in [listing for listing, place in listings.items() if place is None]:
            row = self.rows.get(LISTING, other)
            if row is not None and row.columns.get("held") != "withdrawn":
                _set(row, {"held": "withdrawn", "candidate_of": None, "merged_into": None})
                outcome.fields.append(f"{LISTING}.held")

    def _take_object(self, incoming: Incoming, outcome: Outcome) -> Stored:
        row = self.rows.get(incoming.kind, incoming.id)
        if row is None:
            row = self.rows.add(incoming.kind, incoming.id, Stored(dict(incoming.body), self.source, {}, new=True))
            _note_change(incoming.kind, [], outcome)
        else:
            self._lay_over(row, incoming, outcome)
        derived = {**incoming.columns, **DERIVED[incoming.kind](row.body, self.rows.known)}
        differing = {name: value for name, value in derived.items() if self._may_set(row, name, value, outcome)}
        if differing:
            was_new = row.new
            visible = [name for name in differing if name not in _QUIET]
            _set(row, differing, quiet=not visible)
            for flag in visible:
                if flag in _FLAGS:
                    row.origins = {**row.origins, flag: {"source": self.source}}
            if visible and not was_new:
                _note_change(incoming.kind, visible, outcome)
        return row

    def _lay_over(self, row: Stored, incoming: Incoming, outcome: Outcome) -> None:
        merged = merge(row, incoming, self.source)
        table = "listing" if incoming.kind == LISTING else incoming.kind
        private = row.columns.get("address_visibility") == "private" or incoming.columns.get("address_visibility")
        for difference in merged.differences:
            said = Difference(difference.field, None, None) if private else difference
            self.differences[table, incoming.id, difference.field] = said
        self.agreed.update((table, incoming.id, name) for name in merged.agreed)
        outcome.proposals += len(merged.differences)
        if merged.changed:
            if incoming.kind == "location":
                self._before.append((incoming.id, row.body))
            row.body, row.origins = merged.body, merged.origins
            _set(row, {})
            _note_change(incoming.kind, merged.changed, outcome)

    def _may_set(self, row: Stored, name: str, value: object, outcome: Outcome) -> bool:
        if name in row.columns and row.columns[name] == value:
            return False
        if row.new:
            return True
        if name in _HOLDS:
            return value == "address in text" and row.columns.get("held") is None and outcome.status != "unchanged"
        if name == "address_visibility":
            return value == "private"
        if name in _FLAGS and not value:
            return bool(row.origins.get(name, {}).get("source") == self.source)
        return True


def _stale_point(row: Stored, fields: Mapping[str, Any]) -> Collection[str]:
    """The fields of a point that goes with a former address, unless one is said too; a private place is given none."""
    private, said = row.columns.get("address_visibility") == "private", _POINT & fields.keys()
    moved = "addresses" in fields and has_moved(row.body, {**row.body, **fields})
    stale = _POINT & row.body.keys() if moved and (private or not said) else frozenset()
    return stale | said if private else stale


def _set(row: Stored, columns: Json, *, quiet: bool = False) -> None:
    row.columns.update(columns)
    row.dirty = True
    row.changed = row.changed or not quiet


def _note_change(kind: str, names: list[str], outcome: Outcome) -> None:
    if kind in REFERENCE_DATA:
        return
    outcome.fields.extend(f"{kind}.{name}" for name in names)
    if outcome.status == "unchanged":
        outcome.status = "changed"
