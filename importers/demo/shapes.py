"""What does a row of the demo directory say? The small shapes its tables are written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """A real town with one of its ZIP codes; `lat`, `lon` in degrees; `area_code` is its telephone area code."""

    key: str
    name: str
    state: str
    zip: str
    county: str
    lat: float
    lon: float
    area_code: str


@dataclass(frozen=True, slots=True)
class Term:
    """A taxonomy term. A number for `code` is Open Eligibility's; a word is the code of one of our own categories."""

    key: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Org:
    """An invented organization. `line` is the end of its number: area code of the town, 555-01, two digits."""

    key: str
    name: str
    town: str
    line: int
    text: str
    since: int = 0
    contact: str = ""
    programs: tuple[tuple[str, str], ...] = ()  # (name, description)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a street that does not exist. `access` is "yes", "no" or "" for unknown, then a colon and the detail."""

    key: str
    town: str
    street: str
    name: str = ""
    access: str = ""
    bus: str = ""
    private: bool = False
    virtual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One service in short form; `importers.demo.building` makes the HSDS object of it.

    `at`: keys of spots, each alone or with its own hours: "elm-hall=Mon 9-12 | pine-hall". `hours`: see
    `importers.demo.hours`. `ages`: "60-", "5-18" or "-17". `cost`: "free", "sliding", "fee 25", each perhaps with ": words";
    empty where nobody said. `reach`: what it serves, "zip 02150 02128; city Lynn MA; county Essex County MA; state RI; nation;
    polygon harbor". `capacity`: "waitlist 0/24 units: About 4 months". `remote`: of phone, online, home. `facts`: of
    staff-only, do-not-refer, closed-until:DAYS. `sure`: when it was confirmed: fresh, aging, late, never; else spread.
    """

    name: str
    org: str
    terms: str
    text: str
    at: str = ""
    hours: str = ""
    who: str = ""
    ages: str = ""
    bring: str = ""
    cost: str = "free"
    speaks: str = "eng"
    interpreters: str = ""
    reach: str = ""
    apply: str = ""
    alt: str = ""
    capacity: str = ""
    refer: str = ""
    remote: str = ""
    hotline: str = ""
    facts: str = ""
    program: str = ""
    alert: str = ""
    sure: str = ""
    status: str = "active"
