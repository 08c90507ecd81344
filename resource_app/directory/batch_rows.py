"""Which rows does a batch concern? Reads them in a few statements, and writes back what became of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from shapely import Point
from sqlalchemy import Update, bindparam, insert, select, tuple_, update
from sqlalchemy.orm import Session

from resource_app.database import Json, rows_where, table_of
from resource_app.directory import proposals
from resource_app.directory.former_addresses import Move
from resource_app.directory.history import WATCHED, Changed, differing, made
from resource_app.directory.hsds import Incoming
from resource_app.directory.hsds_objects import STORED
from resource_app.directory.merging import Difference, Stored
from resource_app.directory.models import (
    Listing,
    Location,
    Organization,
    Program,
    Proposal,
    Service,
    Taxonomy,
    TaxonomyTerm,
)

T = TypeVar("T")
LISTING = "service_at_location"
MODELS: dict[str, Any] = {
    "organization": Organization,
    "program": Program,
    "location": Location,
    "service": Service,
    LISTING: Listing,
    "taxonomy": Taxonomy,
    "taxonomy_term": TaxonomyTerm,
}
_TABLES = {kind: table_of(model) for kind, model in MODELS.items()}
_IDS = {kind: select(table.c.id) for kind, table in _TABLES.items()}
# Who writes a row waits for whoever does so now: an import never lays an older body over an edit, nor one edit over another;
# and the changes of an object come in the order of their numbers.
_ROWS = {
    kind: select(*(column for column in table.c if column.name not in {"geom", "updated_at"}))
    .order_by(table.c.id)
    .with_for_update(key_share=True)
    for kind, table in _TABLES.items()
}
_LISTINGS_OF = select(Listing.service_id, Listing.id, Listing.location_id)
_TOUCHED = select(Listing.id).join(Service, Listing.service_id == Service.id)
# What a new row has where nobody said anything.
_DEFAULTS: dict[str, Json] = {
    "program": {"organization_id": None},
    "location": {"organization_id": None, "lat": None, "lon": None, "address_visibility": "public"},
    LISTING: {
        **dict.fromkeys(("location_id", "held", "candidate_of", "merged_into", "accepts_referrals")),
        **dict.fromkeys(("closed_until", "out_until", "no_referrals_until", "capacity_until", "said_full_until")),
        **dict.fromkeys(("capacity", "capacity_said_on", "confirmed_on", "due_on", "last_seen_run")),
        **dict.fromkeys(("referral_method", "capacity_note", "capacity_wait", "confirmed_by", "confirmed_how"), ""),
        "staff_only": False,
        "do_not_refer": False,
        "unconfirmed": False,
    },
}
_LEADING = (  # to the listings that are made of an object
    ("location", Listing.location_id),
    ("service", Listing.service_id),
    ("organization", Service.organization_id),
    ("program", Service.program_id),
)
_BODY = ("id", "hsds", "source", "origins", "version", "updated_at", "geom")
_REFERENCES = ("organization", "program", "service", "location")
_CHUNK = 500  # ids in one statement


class BatchRows:
    """The rows of a batch by kind and id, as they become; nothing is written before `write`."""

    def __init__(self, session: Session, source: str, now: datetime) -> None:
        self.session = session
        self.source = source
        self.now = now
        self.listings_of: dict[str, dict[str, str | None]] = defaultdict(dict)  # service -> listing -> its place
        self._rows: dict[str, dict[str, Stored]] = {kind: {} for kind in STORED}
        self._referred: dict[str, set[str]] = {kind: set() for kind in STORED}

    def get(self, kind: str, key: str) -> Stored | None:
        """The row, None when there is none yet."""
        return self._rows[kind].get(key)

    def add(self, kind: str, key: str, row: Stored) -> Stored:
        """A new row, to be inserted."""
        row.columns = dict(_DEFAULTS.get(kind, {}))
        row.dirty = row.changed = True
        self._rows[kind][key] = row
        return row

    def known(self, kind: str, value: Any) -> str | None:
        """The id when there is such an object, in the database or in this batch; else None."""
        if not isinstance(value, str):
            return None
        return value if value in self._rows[kind] or value in self._referred[kind] else None

    def load(self, statements: Sequence[Incoming]) -> None:
        """Read the rows the statements speak of, and which of the objects they refer to exist."""
        wanted: dict[str, set[str]] = {kind: set() for kind in STORED}
        for incoming in statements:
            wanted[incoming.kind].add(incoming.id)
        said = _referred_by(incoming.body for incoming in statements)
        # A listing without a place says in a column whose it is.
        said["service"] |= {each.columns["service_id"] for each in statements if each.columns.get("service_id")}
        self._load_listings_of(wanted["service"] | said["service"])
        places = (listings.items() for listings in self.listings_of.values())
        wanted[LISTING].update(listing for items in places for listing, place in items if place is None)
        for kind, ids in wanted.items():
            self._load_rows(kind, ids)
        # A row keeps what it refers to when a statement leaves that out.
        stored = _referred_by(row.body for rows in self._rows.values() for row in rows.values())
        for kind in _REFERENCES:
            unread = (said[kind] | stored[kind]) - self._rows[kind].keys()
            self._referred[kind].update(
                row.id for row in rows_where(self.session, _IDS[kind], _TABLES[kind].c.id, unread)
            )

    def _load_listings_of(self, services: Collection[str]) -> None:
        for row in rows_where(self.session, _LISTINGS_OF, Listing.service_id, services):
            self.listings_of[row.service_id][row.id] = row.location_id

    def _load_rows(self, kind: str, ids: Collection[str]) -> None:
        for row in rows_where(self.session, _ROWS[kind], _TABLES[kind].c.id, ids):
            typed = {name: value for name, value in row._asdict().items() if name not in _BODY}
            before = (row.hsds, dict(typed))
            self._rows[kind][row.id] = Stored(row.hsds, row.source, row.origins, row.version, typed, before)

    def write(self) -> list[str]:
        """Insert and update the rows that need it; the ids of the listings whose documents must be rebuilt."""
        for kind, rows in self._rows.items():
            new = [_values(kind, key, row, self.now) for key, row in rows.items() if row.new]
            old = [_values(kind, key, row, self.now) for key, row in rows.items() if row.dirty and not row.new]
            if new:
                self.session.execute(insert(_TABLES[kind]), new)
            if old:
                values = [{"row_id" if name == "id" else name: value for name, value in row.items()} for row in old]
                self.session.connection().execute(_update(kind, tuple(old[0])), values)
        return list(dict.fromkeys(self._touched()))

    def _touched(self) -> Iterator[str]:
        changed = {kind: [key for key, row in rows.items() if row.changed] for kind, rows in self._rows.items()}
        yield from changed[LISTING]
        older = {kind: [key for key in keys if not self._rows[kind][key].new] for kind, keys in changed.items()}
        for kind, column in _LEADING:
            yield from (row.id for row in rows_where(self.session, _TOUCHED, column, older[kind]))

    def changes(self) -> Iterator[Changed]:
        """What became of the fields, and which listings are new."""
        for kind, rows in self._rows.items():
            table = "listing" if kind == LISTING else kind
            for key, row in rows.items():
                if row.changed and kind in WATCHED:
                    yield from (
                        made(table, key) if row.new else differing(table, key, row.before, (row.body, row.columns))
                    )

    def places(self) -> Iterator[tuple[str, Stored]]:
        """The places of the batch with their rows."""
        yield from self._rows["location"].items()

    def moves(self) -> Iterator[Move]:
        """The listings of the batch that are at another place than before."""
        for key, row in self._rows[LISTING].items():
            before, place = row.before[1].get("location_id"), row.columns.get("location_id")
            if before and before != place:
                yield Move(key, row.columns["service_id"], place, before)

    def write_proposals(
        self, differences: Mapping[tuple[str, str, str], Difference], agreed: Collection[tuple[str, str, str]]
    ) -> None:
        """Open a proposal for each difference; an older one of this source for the same field is superseded, also when
        the source now agrees. What was refused once is not proposed again.
        """
        same: set[tuple[str, str, str]] = set()
        outdated = []
        for key, number, proposed, state in self._proposals([*differences, *agreed]):
            if key in differences and differences[key].proposed == proposed:
                same.add(key)
            elif state == "open":
                outdated.append(number)
        for ids in _chunks(outdated):
            self.session.execute(update(Proposal).where(Proposal.id.in_(ids)).values(state="superseded"))
        new = [
            {"kind": kind, "object_id": key, "field": name, "source": self.source, "was": difference.was}
            | {"proposed": difference.proposed, "state": "open", "made_at": self.now}
            for (kind, key, name), difference in differences.items()
            if (kind, key, name) not in same
        ]
        if new:
            self.session.execute(insert(Proposal), new)
        objects = {(kind, key) for kind, key, _ in [*differences, *agreed]}
        proposals.open_for(self.session, {(each["kind"], each["object_id"]) for each in new}, self.now)
        proposals.close_done(self.session, objects, self.now)

    def _proposals(self, keys: Iterable[tuple[str, str, str]]) -> Iterator[tuple[tuple[str, str, str], int, Any, str]]:
        """(key, number, proposed, state) of this source's open and refused proposals."""
        columns = (Proposal.kind, Proposal.object_id, Proposal.field)
        for chunk in _chunks(keys):
            query = select(*columns, Proposal.id, Proposal.proposed, Proposal.state).where(
                Proposal.state.in_(("open", "refused")), Proposal.source == self.source, tuple_(*columns).in_(chunk)
            )
            for kind, key, name, number, proposed, state in self.session.execute(query):
                yield (kind, key, name), number, proposed, state


def _referred_by(bodies: Iterable[Json]) -> dict[str, set[str]]:
    """The ids the bodies refer to, by the kind of object."""
    found: dict[str, set[str]] = {kind: set() for kind in _REFERENCES}
    for body in bodies:
        for kind in _REFERENCES:
            found[kind].update(value for value in (body.get(kind), body.get(f"{kind}_id")) if isinstance(value, str))
    return found


@lru_cache(maxsize=64)
def _update(kind: str, names: tuple[str, ...]) -> Update:
    """What writes these columns, the first its id, of a row; built once for each, since every save does."""
    table = _TABLES[kind]
    return update(table).where(table.c.id == bindparam("row_id")).values({name: bindparam(name) for name in names[1:]})


def _values(kind: str, key: str, row: Stored, now: datetime) -> Json:
    grown = row.changed and not row.new and kind != LISTING  # a listing's version grows with its document
    values = {
        "id": key,
        "hsds": row.body,
        "source": row.source,
        "origins": row.origins,
        "version": row.version + grown,
        "updated_at": now,
        **row.columns,
    }
    if kind == "location":
        values["geom"] = None if row.columns["lat"] is None else Point(row.columns["lon"], row.columns["lat"])
    return values


def _chunks(ids: Iterable[T]) -> Iterator[list[T]]:
    everything = list(ids)
    for start in range(0, len(everything), _CHUNK):
        yield everything[start : start + _CHUNK]
