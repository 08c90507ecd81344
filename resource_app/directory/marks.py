"""What does a source want kept from the public? The words real exports mark it with, as one table. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.policy import PRIVATE_WORDS
from resource_app.directory.said import OPEN_WORDS, attributes_of, children, hides_address, plain

Effect = Literal["private", "staff_only", "do_not_refer"]
Flag = Literal["staff_only", "do_not_refer"]
FLAGS: tuple[Flag, ...] = ("staff_only", "do_not_refer")  # the effects on listings


@dataclass(frozen=True, slots=True)
class Mark:
    """Names of a property, or of an attribute, that have an effect on objects of `kinds`.

    `when` is the value that marks, yes or no. With `by_word` the value is a word, and each that does not mean public marks.
    With `terms` a taxonomy term of that name marks, too; else it only says what kind of help there is.
    """

    effect: Effect
    kinds: tuple[str, ...]
    names: frozenset[str]
    when: bool = True
    by_word: bool = False
    terms: bool = True


_SHOWN = ("organization", "service", "service_at_location")
MARKS: tuple[Mark, ...] = (
    Mark(
        "staff_only",
        _SHOWN,
        frozenset({
            "exclude_from_website", "exclude_from_web", "exclude_from_directory", "do_not_publish", "hide_from_public",
            "staff_only", "internal", "internal_only", "not_public", "unpublished", "private", "is_private",
            "hidden", "hide", "is_hidden", "suppressed", "suppress", "is_suppressed", "unlisted", "is_unlisted", "withheld",
        }),
    ),
    Mark(
        "staff_only",
        _SHOWN,
        frozenset({"public", "is_public", "published", "show_on_website", "visible", "is_visible", "displayed", "shown"}),
        when=False,
    ),
    # Kinds of places whose address nobody publishes. A category of that name says nothing of the address.
    Mark(
        "private",
        ("location", "address", *_SHOWN),
        frozenset({
            "dv_shelter", "is_dv_shelter", "domestic_violence_shelter", "is_domestic_violence_shelter", "dv_safe_house",
            "safe_house", "is_safe_house", "safehouse", "is_safehouse", "dv_safehouse",
        }),
        terms=False,
    ),
    Mark("private", ("location", "address"), frozenset({"visibility"}), by_word=True),
    Mark("staff_only", _SHOWN, frozenset({"visibility"}), by_word=True),
    Mark("do_not_refer", _SHOWN, frozenset({"do_not_refer", "no_referrals", "not_for_referral", "refer_no"})),
)  # fmt: skip
_TRUE = {"true", "yes", "y", "1", "x", "on"}
_FALSE = {"false", "no", "n", "0", "off", "none", "n/a", "na", "null"}
_MARKING = {(kind, name): mark for mark in MARKS for kind in mark.kinds for name in mark.names}
_HELD = {kind.name: frozenset(field.name for field in kind.held) for kind in KINDS.values()}
_OF_PEOPLE = re.compile(r"contact|phone|person|people|staff|user|email")  # a private number marks itself only
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
    for name, value, by_term in _said(kind, body):
        mark = _mark(kind, name)
        if mark is not None and by_term and not mark.terms:
            continue
        marked = None if mark is None else _marks(mark, value)
        if mark is not None and marked is not None:
            found[mark.effect] = found.get(mark.effect, False) or marked
    if _is_private(body) if kind == "location" else hides_address(body):
        found["private"] = True
    return found


def _within(of: str, body: Json) -> Iterator[tuple[str, Any]]:
    yield from ((of + name, value) for name, value in _properties(body))


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


def _said(kind: str, body: Json) -> Iterator[tuple[str, Any, bool]]:
    """(name, value, whether only a taxonomy term has the name) of whatever may be a mark."""
    yield from ((name, value, False) for name, value in _properties(body, _HELD[kind]))
    if "attributes" in body:
        own = dict(attributes_of(body, terms=False))
        yield from ((name, value, name not in own) for name, value in attributes_of(body))


def _properties(body: Json, held: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """Those of the object itself, those within properties of no HSDS object too: `x_flags: {confidential: true}`. What a
    name within speaks of may stand before it: `address: {hidden: true}`.
    """
    for key, value in body.items():
        name = plain(key)
        if isinstance(value, dict | list):
            if key not in held and not _OF_PEOPLE.search(name):
                of = f"{name}_" if {*name.split("_")} & _PLACES else ""
                for each in value if isinstance(value, list) else [value]:
                    yield from _within(of, each) if isinstance(each, dict) else ()
        elif name in _NAMES or _MAY_MARK.search(name):
            yield name, value


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
