"""Is this listing one that another source brought already? Pure: facts in, the best likeness out.

Every listing is filed under a few keys (phone, street with ZIP, site, name); only listings that share a key are compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from resource_app.database import Json
from resource_app.directory.folding import words_of

ENOUGH = 1.0  # score from which two listings look alike
_CUT_AT = 60  # some exports cut names here
_COMMON = 400  # listings under one key: it tells nothing, except with the very name
_SITES_OF_MANY = {"facebook.com", "sites.google.com", "instagram.com", "linktr.ee", "twitter.com"}
_FILLER = {"the", "of", "and", "for", "inc", "a", "at", "in", "program", "services", "service", "center"}

# What agreement is worth: the names must be alike, and something else must agree.
WEIGHTS: tuple[tuple[str, float], ...] = (
    ("name", 0.6),  # times how alike the names are, from 0.8 up
    ("organization", 0.2),
    ("phone", 0.4),
    ("street", 0.4),
    ("site", 0.25),
    ("city", 0.1),
    ("same name", 0.2),
)
_WEIGHT = dict(WEIGHTS)
_LEAST_LIKE = 80.0  # of 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What a listing is known by; every value folded. `listing` is its id."""

    listing: str
    name: str
    organization: str = ""
    phones: frozenset[str] = frozenset()
    street: str = ""
    city: str = ""
    sites: frozenset[str] = frozenset()

    def keys(self) -> Iterator[str]:
        """The keys it is filed under."""
        yield f"n{self.name[:_CUT_AT]}"
        yield from (f"p{phone}" for phone in self.phones)
        yield from (f"s{site}" for site in self.sites)
        if self.street:
            yield f"a{self.street}"


def facts_of(listing: str, service: Json, organization: Json, place: Json) -> Facts:
    """The facts of a listing, from the bodies of its service, organization and place (empty where there is none)."""
    address = _first(place.get("addresses"))
    bodies = (service, place, organization)
    numbers = (_digits(phone.get("number")) for body in bodies for phone in _objects(body.get("phones")))
    sites = (_site(value) for value in (service.get("url"), organization.get("website")))
    street, city = words_of(str(address.get("address_1") or "")).strip(), fold(address.get("city"))
    postal = str(address.get("postal_code") or "")[:5]
    return Facts(
        listing,
        fold(service.get("name")),
        fold(organization.get("name")),
        frozenset(filter(None, numbers)),
        f"{street} {postal or city}" if street else "",
        city,
        frozenset(filter(None, sites)),
    )


class Index:
    """Listings to compare with, filed under their keys."""

    def __init__(self, listings: Iterable[Facts] = ()) -> None:
        self._filed: dict[int, list[int]] = defaultdict(list)
        self._listings: list[Facts] = []
        for facts in listings:
            for key in facts.keys():  # noqa: SIM118 - a method of Facts, no mapping
                self._filed[hash(key)].append(len(self._listings))
            self._listings.append(facts)

    def __len__(self) -> int:
        return len(self._listings)

    def best(self, facts: Facts) -> tuple[str, float] | None:
        """(listing id, score) of the most alike listing, None when none is alike enough; ties go to the first filed."""
        numbers: set[int] = set()
        for key in facts.keys():  # noqa: SIM118 - see above
            found = self._filed.get(hash(key), ())
            if len(found) <= _COMMON or key[0] == "n":
                numbers.update(found)
        scored = ((likeness(facts, self._listings[number]), -number) for number in numbers)
        score, number = max(scored, default=(0.0, 0))
        return (self._listings[-number].listing, score) if score >= ENOUGH else None


def likeness(one: Facts, other: Facts) -> float:
    """How alike two listings are; ENOUGH and more looks like the same."""
    alike = _name_likeness(one.name, other.name)
    if alike < _LEAST_LIKE:
        return 0.0
    agreed: Mapping[str, bool] = {
        "phone": bool(one.phones & other.phones),
        "street": bool(one.street) and one.street == other.street,
        "site": bool(one.sites & other.sites),
        "organization": bool(one.organization) and fuzz.token_sort_ratio(one.organization, other.organization) >= 90,  # noqa: PLR2004
        "city": bool(one.city) and one.city == other.city,
        "same name": one.name == other.name,
    }
    if one.street and other.street and not (agreed["street"] or agreed["phone"]) and one.city != other.city:
        return 0.0  # the same name in two towns is two places of one program
    return _WEIGHT["name"] * alike / 100 + sum(_WEIGHT[name] for name, value in agreed.items() if value)


def _name_likeness(one: str, other: str) -> float:
    if one == other:
        return 100.0 if one else 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _CUT_AT - 2 and longer.startswith(shorter[: _CUT_AT - 2]):
        return 100.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(_plain(one), _plain(other)))


def _plain(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _FILLER) or name


def fold(value: Any) -> str:
    """Lower-case words without punctuation."""
    return " ".join(re.findall(r"\w+", value.lower())) if isinstance(value, str) else ""


def _digits(value: Any) -> str:
    """The ten digits of a North American number, empty when it is none."""
    digits = re.sub(r"\D", "", value)[:11] if isinstance(value, str) else ""
    digits = digits.removeprefix("1") if len(digits) == 11 else digits[:10]  # noqa: PLR2004 - with the country code
    return digits if len(digits) == 10 else ""  # noqa: PLR2004 - area code and number


def _site(value: Any) -> str:
    found = (
        re.match(r"(?:https?://)?(?:www\.)?([\w.-]+\.[a-z]{2,})(?:[:/?#]|$)", value.strip().lower())
        if isinstance(value, str)
        else None
    )
    host = found.group(1) if found else ""
    return "" if host in _SITES_OF_MANY else host


def _objects(value: Any) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _first(value: Any) -> Json:
    return next(iter(_objects(value)), {})
