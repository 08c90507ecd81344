"""How does an answer become what a page shows? Slots turn into documents, with the reason they are there and other places."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from search import stored
from search.answer import Ranked
from search.documents import Area, Document
from search.query import Hit, OtherPlace, Place, Query, Reason
from search.snapshot import Snapshot

Documents = Callable[[Sequence[int]], Mapping[int, bytes]]  # the stored JSON of rowids
_NARROWEST_FIRST = ("zip", "city", "county", "state", "nation", "virtual")


def hits_of(documents: Documents, snapshot: Snapshot, query: Query, ranked: Ranked) -> tuple[Hit, ...]:
    """The asked page of an answer; one call of `documents` for all of it."""
    slots = [int(slot) for slot in ranked.slots[query.offset : query.offset + query.limit]]
    siblings = {slot: ranked.siblings.of(slot) for slot in slots}
    wanted = [*slots, *(other for others in siblings.values() for other in others)]
    raw = documents(snapshot.rowids[np.array(wanted, dtype=np.int32)].tolist())
    factors = {name: factor[slots].tolist() for name, factor in ranked.parts.items()}
    by_slot = {slot: stored.decode(raw[int(snapshot.rowids[slot])]) for slot in wanted}
    return tuple(
        Hit(
            document=by_slot[slot],
            score=float(ranked.scores[slot]),
            reason=_reason(by_slot[slot], slot, query.place, ranked),
            parts={name: factor[number] for name, factor in factors.items()},
            others=tuple(_other(by_slot[other], other, ranked) for other in siblings[slot]),
        )
        for number, slot in enumerate(slots)
    )


def _miles(ranked: Ranked, slot: int) -> float | None:
    if ranked.around is None or not np.isfinite(ranked.around.miles[slot]):
        return None
    return float(ranked.around.miles[slot])


def _reason(document: Document, slot: int, place: Place | None, ranked: Ranked) -> Reason:
    """Why a listing is shown: it is near, or serves the place, or lies beyond."""
    miles = _miles(ranked, slot)
    if place is None or ranked.around is None:
        return Reason("unplaced")
    if slot in ranked.beyond:
        return Reason("beyond", miles)
    area = _serving(document, place, outlined=bool(ranked.around.serves[slot]))
    if ranked.around.near[slot]:
        return Reason("inside", None, area) if place.inside else Reason("near", miles, area)
    remote = area is not None and (area.kind == "virtual" or (document.point is None and bool(document.remote)))
    return Reason("remote" if remote else "serves", miles, area)


def _serving(document: Document, place: Place, *, outlined: bool) -> Area | None:
    """The narrowest area that reaches the place; an outline when nothing else does."""
    reaching = [area for area in document.areas if area.kind != "polygon" and area.key in place.area_keys]
    if reaching:
        return min(reaching, key=lambda area: _NARROWEST_FIRST.index(area.kind))
    return next((area for area in document.areas if area.kind == "polygon"), None) if outlined else None


def _other(document: Document, slot: int, ranked: Ranked) -> OtherPlace:
    place = document.display.get("place") or {}
    name, miles = place.get("name") or document.city, _miles(ranked, slot)
    return OtherPlace(document.id, name, document.city, document.point, miles, document.rough)
