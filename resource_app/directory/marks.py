"""What does a source want kept from the public? The words real exports mark it with, as one table. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from resource_app.database import Json
from resource_app.directory.policy import PRIVATE_WORDS
from resource_app.directory.said import OPEN_WORDS, attributes_of, children, hides_address, plain

Effect = Literal["private", "staff_only", "do_not_refer"]
Flag = Literal["staff_only", "do_not_refer"]
FLAGS: tuple[Flag, ...] = ("staff_only", "do_not_refer")  # the effects on listings


@dataclass(frozen=True, slots=True)
class Mark:
    """Names of a property, or of an attribute, that have an effect on objects of `kinds`.

    `when` is the value that marks, yes or no. With `by_word` the value is a word, and each that does not mean public marks.
    """

    effect: Effect
    kinds: tuple[str, ...]
    names: frozenset[str]
    when: bool = True
    by_word: bool = False


_SHOWN = ("organization", "service", "service_at_location")
MARKS: tuple[Mark, ...] = (
    Mark(
        "staff_only",
        _SHOWN,
        frozenset({
            "exclude_from_website", "exclude_from_web", "exclude_from_directory", "do_not_publish", "hide_from_public",
            "staff_only", "internal", "internal_only", "not_public", "unpublished", "private", "is_private",
        }),
    ),
    Mark("staff_only", _SHOWN, frozenset({"public", "is_public", "published", "show_on_website"}), when=False),
    Mark("private", ("location", "address"), frozenset({"visibility"}), by_word=True),
    Mark("staff_only", _SHOWN, frozenset({"visibility"}), by_word=True),
    Mark("do_not_refer", _SHOWN, frozenset({"do_not_refer", "no_referrals", "not_for_referral", "refer_no"})),
)  # fmt: skip
_TRUE = {"true", "yes", "y", "1", "x", "on"}
_FALSE = {"false", "no", "n", "0", "off", "none", "n/a", "na", "null"}
_MARKING = {(kind, name): mark for mark in MARKS for kind in mark.kinds for name in mark.names}
_NAMES = frozenset(name for _, name in _MARKING)
_ADDRESSED = ("location", "address")
_PRIVATE_ADDRESS = Mark("private", _ADDRESSED, frozenset())
_PUBLIC_ADDRESS = Mark("private", _ADDRESSED, frozenset(), when=False)
_HIDES = re.compile(r"privat|confiden|hide|hidden|suppress|withh|secret|restrict|protect|unlisted|unpublish")
_AN_ADDRESS = re.compile(r"address|location|site|place|domicil|direccion")
_MAY_MARK = re.compile(rf"{_HIDES.pattern}|undisclos|exclud|publi|show|display|visib")
# The words such names are made of; a name with any other word ("protective placement") speaks of something else.
_HIDING = frozenset({
    "private", "confidential", "hide", "hidden", "suppress", "suppressed", "withhold", "withheld", "secret",
    "restricted", "protected", "unlisted", "unpublished", "undisclosed", "exclude", "excluded", "not",
})  # fmt: skip
_SHOWING = frozenset({"public", "publish", "published", "show", "shown", "display", "displayed", "visible"})
_PLACES = frozenset({"address", "addresses", "location", "locations", "map", "maps", "street"})
_BETWEEN = frozenset({"is", "are", "do", "be", "from", "on", "in", "the", "web", "website", "directory"})
_OF_A_PLACE = _PLACES | {"confidential", "undisclosed"}


def effects_of(kind: str, body: Json) -> dict[Effect, bool]:
    """What the object's own marks say: effect -> whether it is marked (False: said to be not so)."""
    found: dict[Effect, bool] = {}
    for name, value in _said(body):
        mark = _mark(kind, name)
        marked = None if mark is None else _marks(mark, value)
        if mark is not None and marked is not None:
            found[mark.effect] = found.get(mark.effect, False) or marked
    if _is_private(body) if kind == "location" else hides_address(body):
        found["private"] = True
    return found


@lru_cache(maxsize=10_000)
def _mark(kind: str, name: str) -> Mark | None:
    """The mark a name is; of an address also one that is in no table but can mean nothing else ("is_address_private")."""
    known = _MARKING.get((kind, name))
    if known is not None:
        return known
    words = frozenset(name.split("_"))
    if kind not in _ADDRESSED and not words & _OF_A_PLACE:
        return None
    alike = words <= _HIDING | _SHOWING | _PLACES | _BETWEEN
    if words & _HIDING if alike else kind in _ADDRESSED and _HIDES.search(name) and _AN_ADDRESS.search(name):
        return _PRIVATE_ADDRESS
    return _PUBLIC_ADDRESS if alike and words & _SHOWING else None


def _is_private(body: Json) -> bool:
    return hides_address(body) or any(
        hides_address(each) or effects_of("address", each).get("private") for each in children(body, "addresses")
    )


def _said(body: Json) -> Iterator[tuple[str, Any]]:
    for key, value in body.items():
        if (name := plain(key)) in _NAMES or _MAY_MARK.search(name):
            yield name, value
    yield from attributes_of(body)


def _marks(mark: Mark, value: Any) -> bool | None:
    """Whether a value marks; None where nothing is said. A doubt hides; but "published" with a day was published."""
    text = "" if value is None else str(value).strip().lower()
    if not text:
        return None
    if mark.by_word:
        return text not in OPEN_WORDS
    if mark.when:
        return text not in _FALSE
    return True if text in _FALSE | PRIVATE_WORDS else False if text in _TRUE else None
