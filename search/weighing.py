"""What raises or lowers a listing beside its words? Place, moment, person and trust, each a factor of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from search import facets, hours, places
from search.facts import CAPACITIES, KNOWN_AREAS, NO_AGE, SHUT
from search.hours import Stored
from search.places import Around
from search.postings import Floats, Mask
from search.query import Query
from search.ranking import CAPACITY_STATES, FACTORS
from search.snapshot import Snapshot
from search.wishes import CHEAP, Wishes


@dataclass(slots=True)
class Sheet:
    """The factors of a question, by slot."""

    size: int
    parts: dict[str, Floats] = field(default_factory=dict)
    trust: Mapping[str, Floats] = field(default_factory=dict)  # parts, and under "" their product

    def put(self, name: str, factor: Floats) -> None:
        self.parts[name] = factor

    def when(self, name: str, mask: Mask, value: float) -> None:
        """A factor `value` where `mask` holds."""
        if mask.any():
            self.parts[name] = np.where(mask, np.float32(value), np.float32(1)).astype(np.float32)

    def product(self) -> Floats:
        total = self.trust[""].copy() if self.trust else np.ones(self.size, dtype=np.float32)
        for factor in self.parts.values():
            total *= factor
        return total

    def all_parts(self) -> dict[str, Floats]:
        """Every factor by name."""
        return {**self.parts, **{name: factor for name, factor in self.trust.items() if name}}


def weigh(snapshot: Snapshot, sheet: Sheet, query: Query, around: Around | None, wishes: Wishes, rows: Stored) -> None:
    """Put every factor that the question calls for onto its sheet."""
    _weigh_place(snapshot, sheet, query, around)
    _weigh_moment(snapshot, sheet, query, wishes, rows)
    _weigh_person(snapshot, sheet, wishes)
    _weigh_urgency(snapshot, sheet, wishes.urgent)
    _weigh_trust(snapshot, sheet, query.now.date())


def _weigh_place(snapshot: Snapshot, sheet: Sheet, query: Query, around: Around | None) -> None:
    if around is None or query.place is None:
        sheet.when("home", places.elsewhere(snapshot, query.home), FACTORS.elsewhere)
        return
    sheet.put("place", np.where(around.factor > 0, around.factor, np.float32(1)))
    if not query.place.inside:
        refused = ((snapshot.column("flags") & KNOWN_AREAS) != 0) & ~around.serves
        sheet.when("home", refused, FACTORS.elsewhere)


def _weigh_moment(snapshot: Snapshot, sheet: Sheet, query: Query, wishes: Wishes, rows: Stored) -> None:
    if wishes.moment is None:
        return
    met, unknown = hours.meets(snapshot, wishes.moment, query.now, rows)
    otherwise = np.where(unknown, np.float32(FACTORS.unknown_hours), np.float32(FACTORS.fails_hours))
    sheet.put("hours", np.where(met, np.float32(FACTORS.meets_hours), otherwise).astype(np.float32))


def _weigh_person(snapshot: Snapshot, sheet: Sheet, wishes: Wishes) -> None:
    if wishes.audiences:
        fits = facets.any_of(snapshot, "audience", wishes.audiences)
        other = facets.any_of(snapshot, "audience", wishes.rivals) & ~fits
        factor = np.where(other, np.float32(FACTORS.other_audience), np.float32(1))
        sheet.put("audience", np.where(fits, np.float32(FACTORS.audience), factor).astype(np.float32))
    if wishes.reserved:
        sheet.when("reserved", facets.any_of(snapshot, "audience", wishes.reserved), FACTORS.reserved)
    if wishes.unlike:
        sheet.when("unlike", having(snapshot, wishes.unlike), FACTORS.unlike)
    if wishes.age is not None:
        youngest, oldest = snapshot.column("minimum_age"), snapshot.column("maximum_age")
        wrong = ((youngest != NO_AGE) & (youngest > wishes.age)) | ((oldest != NO_AGE) & (oldest < wishes.age))
        sheet.when("age", wrong, FACTORS.wrong_age)
    if wishes.cheap:
        sheet.when("cost", facets.any_of(snapshot, "cost", CHEAP), FACTORS.free)


def having(snapshot: Snapshot, terms: Iterable[int]) -> Mask:
    """Which slots have one of these terms."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    for number in terms:
        mask[snapshot.postings.find(number)[0]] = True
    return mask


def _weigh_urgency(snapshot: Snapshot, sheet: Sheet, tiers: Sequence[Sequence[int]]) -> None:
    """Each tier of what comes first before the next, and all of them before everything else."""
    behind = np.full(snapshot.size, len(tiers), dtype=np.float32)
    for place, tier in reversed([*enumerate(tiers)]):
        for number in tier:
            behind[snapshot.postings.find(number)[0]] = place
    if tiers:
        sheet.put("urgent", np.float32(FACTORS.less_urgent) ** behind)


def _weigh_trust(snapshot: Snapshot, sheet: Sheet, today: date) -> None:
    """Confirmation, capacity and closures; the same for every question of a day."""
    key = ("trust", today)
    known: dict[str, Floats] | None = snapshot.memory.get(key)
    if known is None:
        trust = Sheet(snapshot.size)
        _trust(snapshot, trust, today.toordinal())
        known = snapshot.memory[key] = {**trust.parts, "": trust.product()}
    sheet.trust = known


def _trust(snapshot: Snapshot, sheet: Sheet, day: int) -> None:
    due = snapshot.column("due")
    sheet.when("confirmed", snapshot.column("confirmed") < day - FACTORS.fresh_days, FACTORS.old_confirmation)
    sheet.when("due", (due > 0) & (due < day), FACTORS.unconfirmed)
    holding = snapshot.column("capacity_until") > day
    for state in CAPACITY_STATES:
        said = holding & (snapshot.column("capacity") == CAPACITIES.index(state))
        sheet.when(f"capacity {state}", said, getattr(FACTORS, state))
    sheet.when("out", snapshot.column("out_until") > day, FACTORS.out)
    shut = (snapshot.column("flags") & SHUT) != 0
    sheet.when("closed", shut | (snapshot.column("closed_until") > day), FACTORS.closed)
