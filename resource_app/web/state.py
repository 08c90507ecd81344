"""What is being asked, as the page knows it? A search read from an address or a form, and the addresses of its variants."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from resource_app.web.schemas.search import FILTER_KEYS, SEARCH, SINGLE
from search.query import Box

PER_PAGE = 20
ROUGH_DEGREES = 2  # decimals of a shared location: about 1 km
PLACE_FIELDS = ("lat", "lon")


@dataclass(frozen=True, slots=True)
class SearchState:
    """One search. Variants are made with `but`; `pairs` are the form's fields and the address's parameters."""

    what: str = ""
    where: str = ""
    lat: float | None = None
    lon: float | None = None
    within: int | None = None
    sort: str = "best"
    page: int = 1
    box: Box | None = None
    exact: bool = False
    unconfirmed: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: "MultiDict[str, str]") -> "SearchState":
        """The search in an address or a form. Other parameters (a mailer's utm_…) are left aside; a value that cannot be
        raises marshmallow's ValidationError.
        """
        known: dict[str, Any] = {name: sent[name].strip() for name in SINGLE if name in sent}
        known["filters"] = {key: [v for v in sent.getlist(key) if v] for key in FILTER_KEYS if any(sent.getlist(key))}
        values: dict[str, Any] = SEARCH.load(known)
        values["filters"] = {key: tuple(dict.fromkeys(chosen)) for key, chosen in values["filters"].items()}
        values["what"] = " ".join(values["what"].split())
        values["where"] = " ".join(values["where"].split())
        for name in PLACE_FIELDS:
            if values[name] is not None:
                values[name] = round(values[name], ROUGH_DEGREES)
        return cls(**values)

    def but(self, **changes: Any) -> "SearchState":
        """The same search with changes, from its first page."""
        return replace(self, **{"page": 1, **changes})

    def without(self, key: str, value: str) -> "SearchState":
        """The same search with one chosen value taken off."""
        left = tuple(each for each in self.filters.get(key, ()) if each != value)
        return self.but(
            filters={**{k: v for k, v in self.filters.items() if k != key}, **({key: left} if left else {})}
        )

    @property
    def offset(self) -> int:
        """How many results come before this page."""
        return (self.page - 1) * PER_PAGE

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that differ from an empty search, in a fixed order."""
        plain = [
            (name, _written(value))
            for name in SINGLE
            if (value := getattr(self, name)) is not None and value != getattr(EMPTY, name)
        ]
        return plain + [(key, value) for key, chosen in self.filters.items() for value in chosen]

    @property
    def query_string(self) -> str:
        """The pairs as an address has them."""
        return urlencode(self.pairs)

    @property
    def url(self) -> str:
        """The address of this search."""
        return f"/search?{self.query_string}" if self.pairs else "/search"


EMPTY = SearchState()


def is_too_exact(name: str, value: str) -> bool:
    """Whether a parameter says where somebody is, closer than about 1 km: then no link and no address may repeat it."""
    if name not in PLACE_FIELDS:
        return False
    try:
        return float(value) != round(float(value), ROUGH_DEGREES)
    except ValueError:
        return True  # it is no place, but may hold one


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1"
    if isinstance(value, Box):
        return ",".join(f"{side:.4f}" for side in (value.south, value.west, value.north, value.east))
    return str(value)
