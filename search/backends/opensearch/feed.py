"""How does a listing get into OpenSearch? After its transaction, by id: what the database then says of it is put there.

Every listing goes with the others of its service, since each knows whether it is alone. A newer version in the index is
left alone, so that any number of processes may feed at once, and in any order; but a version that the database does not
have yet is none: the database was set back, and the listing is removed and put again.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine

from search import stored
from search.backend import Drift, Healed, Progress, SearchUnavailable
from search.backends.in_database import Rows
from search.backends.opensearch.client import Cluster, Held
from search.backends.opensearch.index import Entry, entry, to_index
from search.stored import Kept

CHUNK = 500  # listings of a bulk request
FILL_CHUNK = 100  # the same while an index is filled: about a tenth of a second, after which progress is told
FED, BUILDING = "cluster fed", "cluster building"  # names in search_state
MOST_ROUNDS = 20  # of catching up; each is shorter than the one before
HEALING_SECONDS = 30.0  # for what is to be put again: a cluster forgets a removed listing after `gc_deletes` (index.py)
LOST = 100  # listings more than half of which an index lacks that many: it is made anew, not fed
WATCHED_SECONDS = 3.0  # in which an index grows that somebody fills
CONFLICT = 409
# What the cluster says of a listing that it will never take: it is left out, and counted as missing, and holds up no other.
NEVER = ("illegal_argument_exception", "mapper_parsing_exception", "document_parsing_exception")

RowsOf = Callable[[Connection], Rows]


class Feed:
    """The way from the database to a cluster."""

    def __init__(self, cluster: Cluster, rows_of: RowsOf) -> None:
        self._cluster = cluster
        self._rows_of = rows_of

    def put(self, engine: Engine, ids: Sequence[str]) -> Mapping[str, str]:
        """Bring listings up to date in every index; error names of those that failed.

        In an earlier one that is only kept to go back to, a listing that it cannot hold is removed: nothing that became private
        stays in any of them.
        """
        indexes = self._cluster.indexes()
        if not any(indexes.values()):
            message = "The search cluster has no index. Run `resourceloop index rebuild`."
            raise SearchUnavailable(message)
        with engine.connect() as connection:
            building = stored.state(connection, BUILDING)
        failed: dict[str, str] = {}
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            for name, is_searched in indexes.items():
                put = self._put if is_searched or name == building else self._keep
                failed |= _failed_of(part, put(engine, name, part))
        self._fed(engine, [name for name, is_searched in indexes.items() if is_searched])
        return failed

    def _keep(self, engine: Engine, name: str, ids: Sequence[str]) -> dict[str, str]:
        """The same in an earlier index, which may be removed at any moment."""
        try:
            refused = self._put(engine, name, ids)
            return self._remove(name, refused) if refused else {}
        except SearchUnavailable:
            if name in self._cluster.indexes():
                raise
            return {}

    def _put(self, engine: Engine, name: str, ids: Sequence[str]) -> dict[str, str]:
        with engine.connect() as connection:
            entries = self._entries(connection, stored.kept_with(connection, ids))
        failed = self._index(engine, name, entries)
        return failed | self._remove(name, set(ids) - {each.id for each in entries})

    def _entries(self, connection: Connection, kept: Sequence[Kept]) -> list[Entry]:
        rows = self._rows_of(connection)
        by_rowid = {row.rowid: row for row in rows.index_rows([each.rowid for each in kept])}
        return [entry(each, by_rowid[each.rowid]) for each in kept if each.rowid in by_rowid]

    def _index(self, engine: Engine, name: str, entries: Sequence[Entry]) -> dict[str, str]:
        answers = self._cluster.bulk(list(to_index(name, entries)))
        failed = {answer["_id"]: answer["error"]["type"] for answer in answers if "error" in answer}
        refused = [answer["_id"] for answer in answers if answer["status"] == CONFLICT]
        there = self._cluster.held(name, refused)
        ahead = self._ahead(engine, there)
        self._delete(name, ahead)
        # What is left is newer; but one that was removed so lately that the cluster still knows has to wait.
        for each in {held.id for held in there} - {held.id for held in ahead}:
            del failed[each]
        return failed

    def _ahead(self, engine: Engine, there: Sequence[Held]) -> list[Held]:
        """Those of a version that the database does not have, asked after the cluster was."""
        if not there:
            return []
        with engine.connect() as connection:
            kept = {each.id: each.version for each in stored.kept_with(connection, [held.id for held in there])}
        return [held for held in there if held.version > kept.get(held.id, held.version)]

    def _remove(self, name: str, ids: Iterable[str]) -> dict[str, str]:
        """Remove what the database no longer has."""
        return self._delete(name, self._cluster.held(name, sorted(ids)))

    def _delete(self, name: str, there: Sequence[Held]) -> dict[str, str]:
        """Remove listings, unless somebody put them there again meanwhile."""
        lines = [
            {"delete": {"_index": name, "_id": each.id, "if_seq_no": each.number, "if_primary_term": each.term}}
            for each in there
        ]
        return {answer["_id"]: answer["error"]["type"] for answer in self._cluster.bulk(lines) if "error" in answer}

    def _fed(self, engine: Engine, names: Iterable[str]) -> None:
        """What was written is found from now on, and what was remembered of the index is forgotten."""
        for name in names:
            self._cluster.refresh(name)
        with engine.begin() as connection:
            stored.set_state(connection, FED, secrets.token_hex(8))

    def drift(self, connection: Connection) -> Drift:
        """How the searched index differs from the documents."""
        searched = [name for name, is_searched in self._cluster.indexes().items() if is_searched]
        return self._drift(connection, searched[0] if searched else None)

    def heal(self, engine: Engine) -> Healed:
        """Put right what is wrong in the searched index, listing by listing, and by a new index where that does not help."""
        with engine.connect() as connection:
            found = self.drift(connection)
        left = set(found.ids)
        for mend in (self._put_again, self._made_anew):
            if left:
                mend(engine, sorted(left))
                with engine.connect() as connection:
                    left &= set(self.drift(connection).ids)
        return Healed(found, len(left))

    def _put_again(self, engine: Engine, ids: Sequence[str]) -> None:
        """Until nothing is refused any more, but not for ever."""
        if self.ensure(engine):
            return
        ends = time.monotonic() + HEALING_SECONDS
        while (ids := list(self.put(engine, ids))) and time.monotonic() < ends:
            time.sleep(1)

    def _made_anew(self, engine: Engine, _ids: Sequence[str]) -> None:
        self.rebuild(engine, lambda _done, _total: None)

    def ensure(self, engine: Engine) -> int:
        """Make an index where none is searched, or one that lost its listings; the number of listings in it."""
        if self._is_there(engine) or self._is_being_made(engine):
            return 0
        return self.rebuild(engine, lambda _done, _total: None)

    def _is_there(self, engine: Engine) -> bool:
        searched = [name for name, is_searched in self._cluster.indexes().items() if is_searched]
        with engine.connect() as connection:
            kept = stored.count(connection)
        return bool(searched) and not is_a_remnant(sum(map(self._cluster.count, searched)), kept)

    def _is_being_made(self, engine: Engine) -> bool:
        """Whether somebody else fills one: a second one would take over, and be taken over."""
        with engine.connect() as connection:
            name = stored.state(connection, BUILDING)
        if name not in self._cluster.indexes():
            return False
        before = self._cluster.count(name)
        time.sleep(WATCHED_SECONDS)
        return name not in self._cluster.indexes() or self._cluster.count(name) != before

    def _drift(self, connection: Connection, name: str | None) -> Drift:
        indexed = dict(self._indexed(name)) if name else {}
        missing, stale, checked, last = [], [], 0, 0
        while kept := stored.kept_after(connection, last, CHUNK * 10):
            checked, last = checked + len(kept), kept[-1].rowid
            for each in kept:
                found = indexed.pop(each.id, None)
                if found is None:
                    missing.append(each.id)
                elif found != (each.version, each.several):
                    stale.append(each.id)
        return Drift(checked, tuple(missing), tuple(indexed), tuple(stale))

    def _indexed(self, name: str) -> Iterable[tuple[str, tuple[int, bool]]]:
        """Every listing of an index with its version, and whether it is one of several."""
        body = {
            "size": CHUNK * 10,
            "sort": [{"rowid": "asc"}, {"version": "asc"}],
            "docvalue_fields": ["version", "several"],
            "track_total_hits": False,
        }
        while hits := self._cluster.ask(name, body)["hits"]["hits"]:
            for hit in hits:
                yield hit["_id"], (hit["fields"]["version"][0], hit["fields"]["several"][0])
            body["search_after"] = hits[-1]["sort"]

    def rebuild(self, engine: Engine, progress: Progress) -> int:
        """Fill a new index, compare it with the database, and let searches use it; the number of listings in it.

        The earlier one is searched and fed until then, and kept to go back to. Raises SearchUnavailable when another
        rebuild took over, or when the two do not come to agree.
        """
        name = f"{self._cluster.alias}-{secrets.token_hex(6)}"
        with engine.begin() as connection:
            stored.set_state(connection, BUILDING, name)
        try:
            self._cluster.make(name)
            self._fill(engine, name, progress)
            made = self._agreed(engine, name)
            earlier = self._swap(engine, name, made)
        except BaseException:
            self._cluster.drop(name)
            raise
        with engine.begin() as connection:
            stored.change_state(connection, BUILDING, name, "")
            another = stored.state(connection, BUILDING)
        self._fed(engine, [name])
        for each in self._cluster.indexes().keys() - {name, another, *earlier}:
            self._cluster.drop(each)
        return made

    def _swap(self, engine: Engine, name: str, made: int) -> list[str]:
        """Let searches use a new index; the earlier ones."""
        searched = [each for each, is_searched in self._cluster.indexes().items() if is_searched]
        if not made and any(self._cluster.count(each) for each in searched):
            message = "The database holds no listing; the search index that has some stays."
            raise SearchUnavailable(message)
        with engine.connect() as connection:
            _require_turn(connection, name)
        self._cluster.swap(name, searched)
        return searched

    def _fill(self, engine: Engine, name: str, progress: Progress) -> None:
        with engine.connect() as connection:
            total = stored.count(connection)
        done = last = 0
        progress(0, total)
        while True:
            with engine.connect() as connection:
                kept = stored.kept_after(connection, last, FILL_CHUNK)
                entries = self._entries(connection, kept)
                _require_turn(connection, name)
            if not kept:
                return
            self._index(engine, name, entries)
            done, last = done + len(kept), kept[-1].rowid
            progress(min(done, total), total)

    def _agreed(self, engine: Engine, name: str) -> int:
        """Put into a new index what changed while it was filled, until nothing stays wrong: what is written now is fed to it
        as well, so that a listing which is wrong once is one that somebody just wrote.
        """
        put, refused = set[str](), set[str]()
        for _ in range(MOST_ROUNDS):
            self._cluster.refresh(name)
            with engine.connect() as connection:
                _require_turn(connection, name)
                drift = self._drift(connection, name)
            different = [each for each in drift.ids if each not in refused]
            if put.isdisjoint(different) and (put or not different):
                return drift.checked
            put = set(different)
            for start in range(0, len(different), CHUNK):
                failed = self._put(engine, name, different[start : start + CHUNK])
                refused |= {each for each, error in failed.items() if error in NEVER}
            time.sleep(0.1)
        message = "The new search index does not come to hold every listing; the old one stays."
        raise SearchUnavailable(message)


def _failed_of(ids: Sequence[str], failed: Mapping[str, str]) -> Mapping[str, str]:
    """Which of these failed; all, where another listing of one's service did: it comes again with them."""
    beside = next((error for key, error in failed.items() if key not in set(ids)), None)
    return failed if beside is None else dict.fromkeys(ids, beside)


def is_a_remnant(indexed: int, kept: int) -> bool:
    """Whether an index holds so few of the listings kept that it must have lost them: one that is only late has most."""
    return indexed == 0 < kept or kept - indexed > max(LOST, kept // 2)


def _require_turn(connection: Connection, name: str) -> None:
    """Raise SearchUnavailable unless it is still this index that is being made."""
    if stored.state(connection, BUILDING) != name:
        message = "Another rebuild of the search index took over."
        raise SearchUnavailable(message)
