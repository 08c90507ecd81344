"""How does what a cluster found become what a page shows? By the database: what it no longer has, or no longer shows, goes.

The listings of one page make a small picture, over which the same code as everywhere says why each is shown and what its
score is made of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from search import places, weighing, worth
from search.answer import Ranked, Siblings
from search.backends.hits import hits_of
from search.backends.in_database import Known
from search.backends.opensearch.search import Found, Page
from search.postings import Floats, Slots
from search.query import Query, Results
from search.ranking import FACTORS
from search.snapshot import Snapshot, Whole, picture
from search.weighing import Sheet
from search.wishes import Wishes


def results_of(known: Known, page: Page, wishes: Wishes, zone: str) -> Results:
    """The results of a page; `zone` is where most of the listings are."""
    query = known.asked.query
    found = {each.rowid for each in page.hits}.union(each.rowid for more in page.siblings.values() for each in more)
    snapshot = _picture(known, sorted(found), zone)
    hits = [each for each in page.hits if each.rowid in snapshot.slot_of and _is_there(snapshot, query, each)]
    shown = replace(query, offset=0, limit=len(hits))
    return Results(
        total=page.total,
        hits=hits_of(known.rows.documents, snapshot, shown, _ranked(known, snapshot, page, hits, wishes)),
        facets=page.facets,
        now=query.now,
        searched_for=" ".join(known.asked.words) if known.corrected else "",
        near_count=page.near_count,
        understood=known.asked.read.codes,
    )


def _picture(known: Known, rowids: Sequence[int], zone: str) -> Snapshot:
    """What the database has of these listings, of whom whoever asks may see."""
    everything = replace(
        picture(known.rows.index_rows(rowids), 0, 0), home=known.home, whole=Whole(0, zone, lambda _keywords: ())
    )
    return everything.public if known.asked.query.public else everything


def _is_there(snapshot: Snapshot, query: Query, found: Found) -> bool:
    """Whether the database, too, has a listing where the cluster found it: a place may have become private a second ago."""
    slot = snapshot.slot_of[found.rowid]
    if query.box is not None and not places.inside(snapshot, query.box)[slot]:
        return False
    if query.place is None:
        return True
    around = places.around(snapshot, query.place, worth.FARTHEST_MILES)
    return bool(around.near[slot] or around.serves[slot])


def _ranked(known: Known, snapshot: Snapshot, page: Page, hits: Sequence[Found], wishes: Wishes) -> Ranked:
    query, slot_of = known.asked.query, snapshot.slot_of
    slots = np.array([slot_of[each.rowid] for each in hits], dtype=np.int32)
    beyond = [slot_of[each.rowid] for each in page.beyond if each.rowid in slot_of]
    around = places.around(snapshot, query.place, query.within_miles) if query.place else None
    sheet = Sheet(snapshot.size)
    weighing.weigh(snapshot, sheet, query, around, wishes, known.rows)
    sheet.put("name", _by_slot(snapshot, slots, [each.name for each in hits]))
    if beyond:
        sheet.put("beyond", _by_slot(snapshot, beyond, [FACTORS.beyond] * len(beyond)))
    scores = _by_slot(snapshot, slots, [each.score for each in hits])
    if known.asked.plan.groups:
        sheet.put("text", (scores / sheet.product()).astype(np.float32))
    return Ranked(
        slots=slots,
        scores=scores,
        parts=sheet.all_parts(),
        siblings=_siblings(page, hits, slot_of),
        around=around,
        facets=page.facets,
        beyond=frozenset(beyond),
    )


def _by_slot(snapshot: Snapshot, slots: Sequence[int] | Slots, values: Sequence[float]) -> Floats:
    found = np.ones(snapshot.size, dtype=np.float32)
    found[slots] = values
    return found


def _siblings(page: Page, hits: Sequence[Found], slot_of: Mapping[int, int]) -> Siblings:
    """The other places of the services on the page, best first."""
    slots: list[int] = []
    starts: list[int] = []
    for best in hits:
        others = [each.rowid for each in page.siblings.get(best.service, ()) if each.rowid != best.rowid]
        if others:
            starts.append(len(slots))
            slots += [slot_of[rowid] for rowid in (best.rowid, *others) if rowid in slot_of]
    first = np.array(starts, dtype=np.intp)
    every = np.array(slots, dtype=np.int32)
    return Siblings(every, first, every[first])
