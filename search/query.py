"""What is asked, and what is answered? Query and Results are the same for every backend."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from search.documents import Area, Document

Sort = Literal["best", "distance", "name", "confirmed"]
SORTS: tuple[Sort, ...] = ("best", "distance", "name", "confirmed")
DEFAULT_RADIUS_MILES = 25.0
RADII_MILES = (5, 10, 25, 50, 100)  # the distances a person may choose; the facet "within" counts each
FEW_NEAR = 5  # fewer than this within the radius: the nearest beyond it are shown too


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is. `area_keys` are the keys of every Area that reaches this place ("zip:02150", "county:25025",
    "state:MA", "nation:US", "virtual"): a listing serves the place when one of its areas has such a key.

    `inside` is empty for a place with a middle to measure from. A state, a county or a region has none: a listing is there
    when one of the keys its own point lies in is among these ("state:MA").
    """

    label: str  # "02150, Chelsea MA"
    kind: Literal["zip", "city", "county", "state", "region", "point"]
    lat: float
    lon: float
    area_keys: frozenset[str] = frozenset()
    zip_code: str = ""
    city: str = ""
    county: str = ""
    state: str = ""
    rough: bool = True  # the point is the middle of an area, not an address
    inside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Box:
    """What the map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Tier:
    """Help that comes before everything else: kinds of help by their label, and what calls itself by a word that says the
    same as one of these concepts of the lexicon. What bears a concept of `aside` in its name is help against something else.
    """

    kinds: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One search. `filters` maps a filter's key to the chosen values: alternatives within a filter, filters add up.

    `place` must be met as near (within `within_miles`, or inside it) or served. `home` is where the deployment's people
    live: it only ranks. `correct=False` is "search instead for". `public` appends the public filter; staff pages switch it off.
    `unconfirmed` also shows listings whose confirmation is past due. `urgent` is what somebody in danger needs before all
    else, whatever the words say, tier by tier.
    """

    text: str = ""
    place: Place | None = None
    home: Place | None = None
    within_miles: float = DEFAULT_RADIUS_MILES
    box: Box | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "best"
    language: str = "en"
    now: datetime
    offset: int = 0
    limit: int = 20
    correct: bool = True
    public: bool = True
    unconfirmed: bool = False
    urgent: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a listing is among the results: "1.2 miles away", "serves all of Suffolk County", "by phone, anywhere in MA".

    "inside" is in a place without a middle, so without miles.
    """

    kind: Literal["near", "inside", "beyond", "serves", "remote", "unplaced"]
    miles: float | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Another place of a service that is already in the list."""

    listing_id: str
    name: str
    city: str
    point: tuple[float, float] | None
    miles: float | None
    rough: bool = False  # as of a document


@dataclass(frozen=True, slots=True)
class Hit:
    """One service with its best place. `parts` explains the rank: factor name to value; their product is `score`."""

    document: Document
    score: float
    reason: Reason
    parts: Mapping[str, float]
    others: tuple[OtherPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many services would be listed if `value` were chosen as well."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """The answer. `facets` has the filters' keys and, where the question has a place, "within".

    `searched_for` is the corrected text when words were corrected, else empty. `near_count` is how many lie within the
    radius when `hits` had to go beyond it, else None. `understood` are the conditions read from the words. `now` is the
    question's moment where most of the listings are: their day is the answer's. `reduced` says that the search cluster did
    not answer and the database did.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    now: datetime
    searched_for: str = ""
    near_count: int | None = None
    understood: tuple[str, ...] = ()
    reduced: bool = False

    @property
    def within(self) -> int:
        """How many lie within the place asked for: what the facets count as well."""
        return self.total if self.near_count is None else self.near_count
