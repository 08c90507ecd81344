"""How does a listing get into OpenSearch? After its transaction, by id: what the database then says of it is put there.

Every listing goes with the others of its service, since each knows whether it is alone. A newer version in the index is
left alone, so that any number of processes may feed at once, and in any order.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine

from search import stored
from search.backend import Drift, Progress, SearchUnavailable
from search.backends.in_database import Rows
from search.backends.opensearch.client import Cluster
from search.backends.opensearch.index import Entry, entry, to_index
from search.stored import Kept

CHUNK = 500  # listings of a bulk request
FILL_CHUNK = 100  # the same while an index is filled: about a tenth of a second, after which progress is told
FED, BUILDING = "cluster fed", "cluster building"  # names in search_state
MOST_ROUNDS = 20  # of catching up; each is shorter than the one before
CONFLICT = 409

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
                failed |= (
                    self._put(engine, name, part) if is_searched or name == building else self._keep(engine, name, part)
                )
        self._fed(engine, [name for name, is_searched in indexes.items() if is_searched])
        return {key: error for key, error in failed.items() if key in set(ids)}

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
        failed = self._index(name, entries)
        gone = set(ids) - {each.id for each in entries}
        return failed | (self._remove(name, gone) if gone else {})

    def _entries(self, connection: Connection, kept: Sequence[Kept]) -> list[Entry]:
        rows = self._rows_of(connection)
        by_rowid = {row.rowid: row for row in rows.index_rows([each.rowid for each in kept])}
        return [entry(each, by_rowid[each.rowid]) for each in kept if each.rowid in by_rowid]

    def _index(self, name: str, entries: Sequence[Entry]) -> dict[str, str]:
        answers = self._cluster.bulk(list(to_index(name, entries)))
        refused = [answer["_id"] for answer in answers if answer["status"] == CONFLICT]
        # A newer version is there, or one was removed so lately that the cluster still knows: that one has to wait.
        there = self._cluster.versions(name, refused) if refused else {}
        failed = {key: "version conflict" for key in refused if key not in there}
        return failed | {answer["_id"]: answer["error"]["type"] for answer in answers if _is_error(answer)}

    def _remove(self, name: str, ids: Iterable[str]) -> dict[str, str]:
        """Remove what the database no longer has, unless somebody put it there again meanwhile."""
        there = self._cluster.versions(name, sorted(ids))
        lines = [
            {"delete": {"_index": name, "_id": key, "if_seq_no": number, "if_primary_term": term}}
            for key, (number, term) in there.items()
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

    def heal(self, engine: Engine) -> Drift:
        """Put right what is wrong in the searched index; what it was."""
        with engine.connect() as connection:
            found = self.drift(connection)
        if not self.ensure(engine) and found.count:
            self.put(engine, (*found.missing, *found.extra, *found.stale))
        return found

    def ensure(self, engine: Engine) -> int:
        """Make an index where none is searched; the number of listings in it."""
        if any(self._cluster.indexes().values()):
            return 0
        return self.rebuild(engine, lambda _done, _total: None)

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
        before = self._cluster.indexes()
        name = f"{self._cluster.alias}-{secrets.token_hex(6)}"
        self._cluster.make(name)
        try:
            with engine.begin() as connection:
                stored.set_state(connection, BUILDING, name)
            self._fill(engine, name, progress)
            made = self._agreed(engine, name)
            self._swap(name, made, [each for each, is_searched in before.items() if is_searched])
        except BaseException:
            self._cluster.drop(name)
            raise
        with engine.begin() as connection:
            stored.set_state(connection, BUILDING, "")
        self._fed(engine, [name])
        for each in (name for name, is_searched in before.items() if not is_searched):
            self._cluster.drop(each)
        return made

    def _swap(self, name: str, made: int, searched: Sequence[str]) -> None:
        if not made and any(self._cluster.count(each) for each in searched):
            message = "The database holds no listing; the search index that has some stays."
            raise SearchUnavailable(message)
        self._cluster.swap(name, searched)

    def _fill(self, engine: Engine, name: str, progress: Progress) -> None:
        with engine.connect() as connection:
            total = stored.count(connection)
        done = last = 0
        progress(0, total)
        while True:
            with engine.connect() as connection:
                kept = stored.kept_after(connection, last, FILL_CHUNK)
                entries = self._entries(connection, kept)
                mine = stored.state(connection, BUILDING) == name
            if not mine:
                message = "Another rebuild of the search index took over."
                raise SearchUnavailable(message)
            if not kept:
                return
            self._index(name, entries)
            done, last = done + len(kept), kept[-1].rowid
            progress(min(done, total), total)

    def _agreed(self, engine: Engine, name: str) -> int:
        """Put into a new index what changed while it was filled, until nothing stays wrong: what is written now is fed to it
        as well, so that a listing which is wrong once is one that somebody just wrote.
        """
        put = set[str]()
        for _ in range(MOST_ROUNDS):
            self._cluster.refresh(name)
            with engine.connect() as connection:
                drift = self._drift(connection, name)
            different = (*drift.missing, *drift.extra, *drift.stale)
            if put.isdisjoint(different) and (put or not different):
                return drift.checked
            put = set(different)
            for start in range(0, len(different), CHUNK):
                self._put(engine, name, different[start : start + CHUNK])
            time.sleep(0.1)
        message = "The new search index does not come to hold every listing; the old one stays."
        raise SearchUnavailable(message)


def _is_error(answer: Mapping[str, object]) -> bool:
    return "error" in answer and answer["status"] != CONFLICT
