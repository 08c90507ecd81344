"""What does an object say by its own properties and attributes? Names as people write them, made alike. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from resource_app.database import Json

OPEN_WORDS = frozenset({"", "public", "visible", "show", "shown", "open", "published"})
PRIVATE_WORDS = frozenset({"private", "confidential", "hidden", "staff", "internal"})
_VISIBILITY = "address_visibility"


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A property's name in small letters with underscores, without a leading "x": "x-addressVisibility" too."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()).strip("_").removeprefix("x_")


def children(body: Json, name: str) -> list[Json]:
    """The objects a body holds under `name`, whatever a source put there."""
    found = body.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def attributes_of(body: Json, *, terms: bool = True) -> Iterator[tuple[str, Any]]:
    """(name, value) of each attribute, by its label, its link type and its taxonomy term; True where it has no value.

    Without `terms` only by the names that belong to the attribute itself.
    """
    for each in children(body, "attributes"):
        names = [each.get("label"), each.get("link_type"), *(_of_term(each.get("taxonomy_term")) if terms else ())]
        for name in dict.fromkeys(plain(name) for name in names if isinstance(name, str) and name):
            yield name, each.get("value", True)


def _of_term(term: Any) -> tuple[Any, ...]:
    return (term.get("name"), term.get("code")) if isinstance(term, dict) else ()


def hides_address(body: Json) -> bool:
    """Whether a body says that an address is not for the public. Only the words for public mean public: a doubt hides."""
    said = [value for name, value in body.items() if plain(name) == _VISIBILITY]
    said += [value for name, value in attributes_of(body) if name == _VISIBILITY]
    return any(value is not None and str(value).strip().lower() not in OPEN_WORDS for value in said)


def strings(value: Any) -> Iterator[str]:
    """Every string within a body."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def scalars(value: Any) -> Iterator[str]:
    """Every string within a body, and every number as text."""
    if isinstance(value, str | int | float):
        yield str(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from scalars(each)


def without(body: Json, names: Collection[str] | None) -> Json:
    """The body without the fields that are withheld."""
    return {name: value for name, value in body.items() if name not in names} if names else body
