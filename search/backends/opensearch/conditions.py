"""How is OpenSearch asked for everything but words? Who may see it, places, filters, hours and trust, as filters with weights.

The meaning of each is that of search/places.py, facets.py, hours.py and weighing.py; tests/backends compares them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from search import worth
from search.backends.opensearch.index import Body
from search.backends.opensearch.words import NOTHING, has_all, has_any, none_of, one_of
from search.conditions import Moment
from search.filters import Filter
from search.holidays import holiday_on
from search.hours import coming_dates, moved
from search.opening import DAY_MINUTES
from search.places import areas_by_weight, home_keys
from search.query import Box, Place, Query
from search.ranking import CAPACITY_STATES, FACTORS, WHOLE_NAME_SHARE
from search.texts import term
from search.wishes import CHEAP, Wishes

METERS_PER_MILE = 1609.344
ALL: Body = {"match_all": {}}
_NEARNESS = "params.half / (params.half + doc['point'].arcDistance(params.lat, params.lon) / params.mile)"


def flag(name: str) -> Body:
    """Listings with a flag of search/backends/opensearch/index.py."""
    return {"term": {"flags": name}}


def both(*parts: Body) -> Body:
    """Listings that fulfil all of these."""
    return {"bool": {"filter": list(parts)}}


def without(part: Body, *others: Body) -> Body:
    """Listings that fulfil `part` and none of the others."""
    return {"bool": {"filter": [part], "must_not": list(others)}}


def still(fact: str, today: date) -> Body:
    """Listings of which a fact holds that ends on a day."""
    return {"range": {fact: {"gt": today.toordinal()}}}


def weight(filtered: Body, factor: float) -> Body:
    """A factor for the listings of a filter."""
    return {"filter": filtered, "weight": factor}


def shown(query: Query) -> Body:
    """What whoever asks may find."""
    return without(flag("public"), flag("staff_only")) if query.public else ALL


def current(query: Query) -> Body:
    """What is not past due; what is past due is hidden unless expressly asked for."""
    return ALL if query.unconfirmed else none_of([{"range": {"due": {"lt": query.now.date().toordinal()}}}])


def whole_name(stems: Sequence[str]) -> Body:
    """Listings asked for by most of their name, and nothing that is not in it (search/naming.py)."""
    words = set(stems)
    if len(stems) < 2:  # noqa: PLR2004 - one word is a topic, not a name
        return NOTHING
    longest = int(len(words) / WHOLE_NAME_SHARE + 1e-9)
    return both(has_all(term("n", stem) for stem in words), {"range": {"name_words": {"lte": longest}}})


def inside(box: Box) -> Body:
    """Listings with a point in the box."""
    corners = {"top": box.north, "left": box.west, "bottom": box.south, "right": box.east}
    return {"geo_bounding_box": {"point": corners}}


@dataclass(frozen=True, slots=True)
class Somewhere:
    """The place asked for, as filters."""

    place: Place
    miles: float

    @property
    def near(self) -> Body:
        """Near it, or in it."""
        if self.place.inside:
            return has_any(term("l", key) for key in self.place.inside)
        return self.within(self.miles)

    def within(self, miles: float) -> Body:
        """No farther than so many miles; nobody is any miles from a place without a middle."""
        if self.place.inside:
            return NOTHING
        return {"geo_distance": {"distance": f"{miles * METERS_PER_MILE}m", "point": self._point}}

    @property
    def serves(self) -> Body:
        """Serving it."""
        return one_of([has_any(term("a", key) for key in self.place.area_keys), self._outlined])

    @property
    def here(self) -> Body:
        """Near or serving."""
        return one_of([self.near, self.serves])

    @property
    def reach(self) -> Body:
        """What a person there can get to or be served by."""
        return one_of([self.near, self.serves, self.within(worth.FARTHEST_MILES)])

    def by_distance(self) -> Body:
        """The nearest first; what has no point comes last."""
        return {"_geo_distance": {"point": self._point, "order": "asc", "unit": "mi", "distance_type": "arc"}}

    def factors(self) -> Sequence[Body]:
        """What the place is worth; the highest of these counts."""
        door_only = without(flag("placed"), flag("remote"))
        found: list[Body] = []
        for keys, factor in areas_by_weight(self.place.area_keys):
            ways = [has_any(term("a", key) for key in keys)] if keys else []
            if factor == FACTORS.serves_here:
                ways.append(self._outlined)
            if ways:
                found.append(weight(without(one_of(ways), door_only), factor))
                found.append(weight(both(one_of(ways), door_only), factor * FACTORS.far_door))
        nearness = {"script_score": {"script": {"source": _NEARNESS, "params": self._nearness}}}
        found.append(weight(self.near, 1.0) if self.place.inside else {"filter": self.near, **nearness})
        return found

    @property
    def _outlined(self) -> Body:
        point = {"type": "point", "coordinates": [self.place.lon, self.place.lat]}
        return {"geo_shape": {"outlines": {"shape": point, "relation": "intersects"}}}

    @property
    def _point(self) -> Body:
        return {"lat": self.place.lat, "lon": self.place.lon}

    @property
    def _nearness(self) -> Body:
        return {**self._point, "half": FACTORS.half_near, "mile": METERS_PER_MILE}


def elsewhere(inferred: frozenset[str], home: Place | None) -> Body:
    """Listings that say that they serve only other places than home."""
    keys = home_keys(inferred, home)
    return without(flag("known_areas"), has_any(term("a", key) for key in keys)) if keys else NOTHING


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours as filters. `zones` are all there are; `odd_open` and `odd_meeting` are the listings, by rowid, whose hours no
    week tells, that are open now or meet the asked moment.
    """

    now: datetime
    zones: tuple[str, ...]
    odd_open: tuple[int, ...] = ()
    odd_meeting: tuple[int, ...] = ()

    def open(self) -> Body:
        """Open now."""
        ways = [way for zone in self.zones for way in _open_in(zone, self.now)]
        ways.append({"terms": {"rowid": list(self.odd_open)}})
        return without(one_of(ways), still("closed_until", self.now.date()), flag("shut"))

    def meets(self, moment: Moment) -> Body:
        """Having hours at such a moment."""
        if moment.at_once:
            return self.open()
        dates = coming_dates(moment, self.now)
        ways = [_span(day, self._overlap(moment, day), dates) for day in moment.days]
        return one_of([*ways, {"terms": {"rowid": list(self.odd_meeting)}}])

    @staticmethod
    def _overlap(moment: Moment, day: int) -> Body:
        begin = day * DAY_MINUTES
        minutes = {"gte": begin + moment.opens, "lt": begin + moment.closes, "relation": "intersects"}
        return {"range": {f"spans.{day}": minutes}}

    def factors(self, moment: Moment | None) -> Sequence[Body]:
        """What having hours at the moment is worth."""
        if moment is None:
            return ()
        met, known = self.meets(moment), one_of([flag("known_hours"), flag("odd_hours")])
        return (
            weight(none_of([met, known]), FACTORS.unknown_hours),
            weight(without(known, met), FACTORS.fails_hours),
            weight(met, FACTORS.meets_hours),
        )


def _open_in(zone: str, at: datetime) -> Iterable[Body]:
    """Weekly spans of a zone that run at the moment `at`: begun today, or yesterday and past midnight."""
    there = moved(at, zone)
    if not zone or str(there.tzinfo) != zone:
        return
    today, yesterday = there.date(), there.date() - timedelta(days=1)
    minute = there.hour * 60 + there.minute
    for day, minutes in ((today, minute), (yesterday, minute + DAY_MINUTES)):
        running = {"term": {f"spans.{day.weekday()}": day.weekday() * DAY_MINUTES + minutes}}
        yield both({"term": {"zone": zone}}, _span(day.weekday(), running, (day,)))


def _span(weekday: int, spans: Body, dates: Iterable[date]) -> Body:
    """Spans that begin on a weekday, but for listings that keep the holiday its date is."""
    holidays = [holiday for day in dates if day.weekday() == weekday and (holiday := holiday_on(day))]
    return without(spans, {"terms": {"holidays": holidays}}) if holidays else spans


def choice(row: Filter, value: str, today: date, hours: Hours) -> Body:
    """Listings with a value of a filter."""
    match row.kind:
        case "values":
            return {"term": {"values": f"{row.key}={value}"}}
        case "open":
            return hours.open() if value in row.values else NOTHING
        case "ages":
            return _fits_age(row, value)
        case "freshness":
            return _fresh(value, today)
        case "referrals":
            return without(flag("referrals"), still("no_referrals_until", today)) if value in row.values else NOTHING
        case _ as forgotten:
            assert_never(forgotten)


def _fits_age(row: Filter, value: str) -> Body:
    limits = {name: (low, high) for name, low, high in row.ages}
    if value not in limits:
        return NOTHING
    low, high = limits[value]
    known = one_of([{"exists": {"field": "minimum_age"}}, {"exists": {"field": "maximum_age"}}])
    return without(known, {"range": {"minimum_age": {"gt": high}}}, {"range": {"maximum_age": {"lt": low}}})


def _fresh(value: str, today: date) -> Body:
    if not value.isdigit():
        return none_of([{"exists": {"field": "confirmed"}}])
    return {"range": {"confirmed": {"gte": today.toordinal() - int(value)}}}


def chosen(filters: Sequence[Filter], query: Query, hours: Hours) -> Mapping[str, Body]:
    """For each filter with a choice: listings with one of the chosen values."""
    today = query.now.date()
    return {
        row.key: one_of([choice(row, value, today, hours) for value in query.filters[row.key]])
        for row in filters
        if query.filters.get(row.key)
    }


def personal(wishes: Wishes) -> Sequence[Body]:
    """What fits the person."""
    found: list[Body] = []
    fits = _audiences(wishes.audiences)
    if wishes.audiences:
        found.append(weight(fits, FACTORS.audience))
    if wishes.rivals:
        found.append(weight(without(_audiences(wishes.rivals), fits), FACTORS.other_audience))
    if wishes.reserved:
        found.append(weight(_audiences(wishes.reserved), FACTORS.reserved))
    if wishes.unlike:
        found.append(weight(has_any(wishes.unlike), FACTORS.unlike))
    if wishes.age is not None:
        too_old, too_young = {"maximum_age": {"lt": wishes.age}}, {"minimum_age": {"gt": wishes.age}}
        found.append(weight(one_of([{"range": too_young}, {"range": too_old}]), FACTORS.wrong_age))
    if wishes.cheap:
        found.append(weight({"terms": {"values": [f"cost={cost}" for cost in CHEAP]}}, FACTORS.free))
    return found


def _audiences(values: Iterable[str]) -> Body:
    return {"terms": {"values": [f"audience={value}" for value in sorted(values)]}}


def urgency(tiers: Sequence[Sequence[int]]) -> Sequence[Body]:
    """Each tier of what comes first before the next, and all of them before everything else."""
    before = [[number for tier in tiers[: place + 1] for number in tier] for place in range(len(tiers))]
    return [weight(none_of([has_any(numbers)]), FACTORS.less_urgent) for numbers in before]


def trust(today: date) -> Sequence[Body]:
    """Confirmation, capacity and closures."""
    day = today.toordinal()
    holding = still("capacity_until", today)
    confirmed: Body = {"range": {"confirmed": {"gte": day - FACTORS.fresh_days}}}
    return (
        weight(none_of([confirmed]), FACTORS.old_confirmation),
        weight({"range": {"due": {"lt": day}}}, FACTORS.unconfirmed),
        *(weight(both(holding, {"term": {"capacity": state}}), getattr(FACTORS, state)) for state in CAPACITY_STATES),
        weight(still("out_until", today), FACTORS.out),
        weight(one_of([still("closed_until", today), flag("shut")]), FACTORS.closed),
    )
