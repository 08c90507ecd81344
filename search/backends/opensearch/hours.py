"""Which listings whose hours no week tells are open? Worked out here, once a minute, and handed to the cluster by rowid."""

from collections.abc import Callable
from datetime import datetime

from search.backends.in_database import Rows
from search.backends.opensearch.conditions import Hours
from search.backends.opensearch.memory import Memory
from search.conditions import Moment
from search.hours import coming_dates, has_span
from search.opening import Opening, is_open

MOST_OPENINGS = 20_000  # about 1 kB each; a bound, so that they cannot grow


class OddHours:
    """The odd hours a process has met."""

    def __init__(self) -> None:
        self._openings: dict[tuple[int, int], Opening] = {}  # by rowid and version

    def at(self, memory: Memory, rows: Rows, now: datetime, moment: Moment | None) -> Hours:
        """Hours as filters, at a moment where most listings are."""
        minute = now.replace(second=0, microsecond=0)
        found = Hours(now, memory.zones, self._passing(memory, rows, ("open", minute), lambda each: is_open(each, now)))
        if moment is None or moment.at_once:
            return found
        dates = coming_dates(moment, now)
        key = ("meets", now.date(), moment)
        meeting = self._passing(memory, rows, key, lambda each: has_span(each, dates, moment))
        return Hours(now, memory.zones, found.odd_open, meeting)

    def _passing(
        self, memory: Memory, rows: Rows, key: tuple[object, ...], test: Callable[[Opening], bool]
    ) -> tuple[int, ...]:
        known = memory.passing.get(key[0])
        if known is None or known[0] != key:
            openings = self._read(memory, rows)
            passing = tuple(each[0] for each in memory.odd.items() if each in openings and test(openings[each]))
            known = memory.passing[key[0]] = (key, passing)
        return known[1]

    def _read(self, memory: Memory, rows: Rows) -> dict[tuple[int, int], Opening]:
        """The hours of every odd listing, and of others met before."""
        openings = self._openings if len(self._openings) < MOST_OPENINGS else {}
        missing = [each for each in memory.odd.items() if each not in openings]
        read = rows.openings([rowid for rowid, _ in missing]) if missing else {}
        openings = openings | {each: read[each[0]] for each in missing if each[0] in read}
        self._openings = openings  # never changed, only replaced: other threads read it
        return openings
