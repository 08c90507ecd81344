"""What is searched? A Document is one listing: its words, its facts, and what a page shows of it.

Nothing in a document passes with time: whether a place is open, a confirmation fresh or a capacity stale is worked out with
`Query.now`. Text is as the directory has it; splitting and stemming are `search.wording`'s.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from search.opening import Opening

AreaKind = Literal["zip", "city", "county", "state", "nation", "polygon", "virtual"]
CapacityState = Literal["available", "limited", "waitlist", "full"]
Cost = Literal["free", "sliding", "fee", ""]
UNTIL_CONFIRMED = date.max  # no day is known: it ends with the listing's next confirmation


@dataclass(frozen=True, slots=True)
class Area:
    """One area a listing serves.

    `code` is a 5-digit ZIP, "MA/boston" (state, a slash, the folded city name), a 5-digit county FIPS code, a two-letter
    state, or "US"; empty for polygon and virtual. `confidence` from 0 to 1 is how sure the reading of a free-text name is.
    """

    kind: AreaKind
    code: str
    name: str
    state: str = ""
    confidence: float = 1.0
    polygon: dict[str, Any] | None = None  # GeoJSON geometry, longitude first

    @property
    def key(self) -> str:
        """What `Place.area_keys` is compared with: "county:25025"; for a virtual area the bare word."""
        return "virtual" if self.kind == "virtual" else f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many people a listing can take, and the day somebody said so.

    `until` is the first day the word no longer holds; None leaves that to its age. `wait` is how long a waitlist is, about:
    an ISO 8601 duration of days, weeks or months ("P3W"), or empty. `note` is in the organization's own words.
    """

    state: CapacityState
    said_on: date
    note: str = ""
    until: date | None = None
    wait: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One listing: a service at one place, or a service without a place.

    `version` grows with every rebuild of the listing's document; a backend never replaces a newer one by an older one.
    """

    id: str
    service_id: str
    organization_id: str
    version: int
    # words
    name: str
    organization: str
    alternate_names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()  # category labels in every language, taxonomy terms
    description: str = ""
    eligibility: str = ""
    other_words: tuple[str, ...] = ()  # what to bring, fees, how to apply, languages, the place's name
    # facts
    categories: tuple[str, ...] = ()  # codes, parents included
    point: tuple[float, float] | None = None  # latitude, longitude
    rough: bool = False  # its point is the middle of its ZIP or town: good for a distance, not for a map or a way there
    located: tuple[str, ...] = ()  # keys of the areas its point lies in ("state:MA", "county:25025", "zip:02150")
    city: str = ""
    areas: tuple[Area, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-3
    interpretation: bool = False
    wheelchair: bool | None = None
    audiences: tuple[str, ...] = ()
    cost: Cost = ""
    remote: tuple[str, ...] = ()  # of "phone", "online", "home"
    accepts_referrals: bool | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    opening: Opening = field(default_factory=Opening)
    capacity: Capacity | None = None
    said_full_until: date | None = (
        None  # it had no room for a referral; this changes the order alone, and is shown to nobody
    )
    confirmed_on: date | None = None
    confirmed_by: str = ""  # "organization", "curator" or "source"
    confirmed_how: str = ""  # "link", "portal", "phone", "visit", "outside", "import"
    due_on: date | None = None
    closed_until: date | None = None  # this and the next two: the first day it is as ever again
    out_until: date | None = None  # everything is given out
    no_referrals_until: date | None = None  # or UNTIL_CONFIRMED
    do_not_refer: bool = False
    staff_only: bool = False
    hidden: str = ""  # why the public may not see it ("inactive", "candidate", ...); empty when it may
    sensitive: bool = False
    display: dict[str, Any] = field(default_factory=dict)
