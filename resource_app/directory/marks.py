"""What does a source want kept from the public? The words real exports mark it with, as one table. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.said import OPEN_WORDS, PRIVATE_WORDS, attributes_of, children, hides_address, plain
from resource_app.directory.secrecy import shortest, words_of_kinds

Effect = Literal["private", "staff_only", "do_not_refer"]
Flag = Literal["staff_only", "do_not_refer"]
FLAGS: tuple[Flag, ...] = ("staff_only", "do_not_refer")  # the effects on listings


@dataclass(frozen=True, slots=True)
class Mark:
    """Names of a property, or of an attribute, that have an effect on objects of `kinds`.

    `when` is the value that marks, yes or no. With `by_word` the value is a word, and each that does not mean public marks.
    With `terms` a taxonomy term of that name marks, too; else it only says what kind of help there is. One that is not `sure`
    hides, and somebody should look. With `plainly` only a plain yes marks, and no text.
    """

    effect: Effect
    kinds: tuple[str, ...]
    names: frozenset[str]
    when: bool = True
    by_word: bool = False
    terms: bool = True
    sure: bool = True
    plainly: bool = False


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
    Mark("private", ("location", "address"), frozenset({"visibility", "visibility_level"}), by_word=True),
    Mark("private", ("location", "address"), frozenset({"domestic_violence", "is_domestic_violence"}), terms=False, sure=False),
    Mark("staff_only", _SHOWN, frozenset({"visibility", "visibility_level"}), by_word=True),
    Mark("do_not_refer", _SHOWN, frozenset({"do_not_refer", "no_referrals", "not_for_referral", "refer_no"})),
)  # fmt: skip
_TRUE = {"true", "t", "yes", "y", "1", "x", "on", "si", "sí", "sim"}
_FALSE = {"false", "f", "no", "n", "0", "off", "none", "n/a", "na", "null", "nao", "não"}
_LOW = {"low", "normal", "standard"}  # a degree of secrecy that is none
_IN_PART = {"only", "except", "without", "not", "no", "solo", "excepto", "sin", "apenas", "exceto", "sem", "sauf"}
_MARKING = {(kind, name): mark for mark in MARKS for kind in mark.kinds for name in mark.names}
_HELD = {kind.name: frozenset(field.name for field in kind.held) for kind in KINDS.values()}
_OF_PEOPLE = re.compile(r"contact|phone|person|people|staff|user|email")  # a private number marks itself only
_ADDRESSED = ("location", "address")
_PRIVATE_ADDRESS = Mark("private", _ADDRESSED, frozenset())
_DOUBTED_ADDRESS = Mark("private", _ADDRESSED, frozenset(), sure=False)
_GUESSED_ADDRESS = Mark("private", _ADDRESSED, frozenset(), sure=False, plainly=True)
_ASKED_ABOUT = Mark("private", _ADDRESSED, frozenset(), when=False, sure=False)
# A kind of place whose address nobody publishes. A category of that name says nothing of the address.
_SAFE_HOUSE = Mark("private", ("location", "address", *_SHOWN), frozenset(), terms=False)
_PUBLIC_ADDRESS = Mark("private", _ADDRESSED, frozenset(), when=False)
_NOT_SHOWN = Mark("staff_only", _SHOWN, frozenset())
_STEMS = (
    "privat",
    "confiden",
    "hid",
    "suppress",
    "withh",
    "secret",
    "restrict",
    "protect",
    "unlisted",
    "unpublish",
    "ocult",
)
_HIDES = re.compile("|".join(_STEMS))
_AN_ADDRESS = re.compile(r"address|location|site|place|domicil|direccion|ubicacion|enderec")
# The words such names are made of; a name with any other word ("protective placement") speaks of something else.
_DENYING = words_of_kinds("N")
_DOUBTED = {
    "masked",
    "redacted",
    "redact",
    "omit",
    "anonymous",
    "sensitive",
    "secure",
    "dv",
    "conf",
    "confid",
    "nonpublic",
}
# Of an address they say so, of anything else another thing: `blind` is whom a place is for.
_OF_AN_ADDRESS_ONLY = words_of_kinds("r")
_HIDING = words_of_kinds("STWQ") | _DOUBTED | {
    *("hide", "suppress", "suppressed", "withhold", "restricted", "exclude", "excluded", "not"),
    *("confidentiality", "privacy", "secrecy", "confidencialidad", "privacidad"),
}  # fmt: skip
_SHOWING = words_of_kinds("K") | {
    "public",
    "published",
    "show",
    "shown",
    "display",
    "displayed",
    "visible",
    "shareable",
    "disclosure",
}
_ON_A_MAP = {"map", "maps"}
_ADDRESSES = words_of_kinds("@")
_PLACES = words_of_kinds("P") | _ADDRESSES | _ON_A_MAP | {"street"}
_BETWEEN = words_of_kinds("IF") | {
    *("from", "on", "in", "web", "website", "directory", "flag", "flagged", "indicator", "level", "status", "yn", "only", "ok"),
    *("may", "can", "for", "safety", "to"),
}  # fmt: skip
_NAMING = _HIDING | _DENYING | _SHOWING | _PLACES | _BETWEEN
# Names that hold other words too: these hide where they stand beside an address, and speak of none beside the others.
_WHERE = _ADDRESSES | {"location", "locations", "whereabouts", "ubicacion", "street"}
_KEPT_BACK = _HIDING - _DENYING - {"not"}
_TOLD = _SHOWING - {"public", "visible"} | {"print", "printed", "list", "listed"}
_OF_OTHERS = words_of_kinds("X") | {
    *("program", "programs", "service", "services", "help", "assistance", "counseling", "person", "user", "contact"),
    *("client", "clients", "member", "members", "patient", "parking", "room", "rooms", "policy", "hours", "phone", "fee"),
}  # fmt: skip
_DANGER = {"dv", "domestic", "violence", "battered", "abuse", "abused"}
_SAFE = {"safe", "secure"}
_HOUSES = words_of_kinds("H")
_HOMES = _HOUSES | words_of_kinds("hR")
_OF_HOUSES = {"women", "womens", "woman", "victim", "victims", "survivor", "survivors", "emergency", "or", "and"}
_IN_ONE = _KEPT_BACK | _SHOWING | _PLACES | _DANGER | _SAFE | _HOMES | {
    *("do", "dont", "not", "non", "no", "is", "from", "web", "website", "blind"),
}  # fmt: skip
_SHORTEST_PART = 2
_SURELY_OF_A_PLACE = {"confidential", "confidencial", "confidentiality", "undisclosed"}
_OF_A_PLACE = _PLACES | _SURELY_OF_A_PLACE
# Names whose value is a mark of its own: `x_tags: ["private-address"]`, `access_level: staff`.
_TAGS = frozenset(
    {"access", "audience", "tag", "tags", "flag", "flags", "label", "labels", "security", "sharing", "release"}
)
_WORD = re.compile(r"[a-z]+")
_BETWEEN_TAGS = re.compile(r"[,;|]")
# Letters one of which stand in the name of every property that marks, or in what a tag says.
SIGNS = shortest(
    {
        *_STEMS,
        *_HIDING,
        *_SHOWING,
        *_TOLD,
        *_ON_A_MAP,
        *_OF_AN_ADDRESS_ONLY,
        "visib",
        "viole",
        "safe",
        "batter",
        "secure",
        "staff",
        "intern",
    }
)


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
    if (_is_private(body) if kind == "location" else hides_address(body)) or _history_hides(kind, body):
        found["private"] = True
    return found


def is_doubted(kind: str, body: Json) -> bool:
    """Whether a mark of the object hides a place, of which nobody can be sure what it means."""
    said = [(kind, body), *(("address", each) for each in children(body, "addresses"))]
    if any(_history_hides(of, each) for of, each in said):
        return True
    found = ((_mark(of, name), value, by_term) for of, each in said for name, value, by_term in _said(of, each))
    return any(
        mark
        and mark.effect == "private"
        and (not mark.sure or (mark is _PUBLIC_ADDRESS and _is_shown_in_part(value)))
        and (mark.terms or not by_term)
        and _marks(mark, value)
        for mark, value, by_term in found
    )


def _history_hides(kind: str, body: Json) -> bool:
    """Whether the last change of a property, of which the object says nothing itself, was to keep an address back."""
    if kind not in _ADDRESSED or not (changes := children(body, "metadata")):
        return False
    now = {plain(name) for name in body}
    last: Json = {}
    for each in sorted(changes, key=lambda change: str(change.get("last_action_date") or "")):
        if isinstance(name := each.get("field_name"), str) and plain(name) not in now:
            last[plain(name)] = each.get("replacement_value")
    return bool(effects_of(kind, last).get("private"))


def _within(of: str, body: Json) -> Iterator[tuple[str, Any]]:
    yield from ((of + name, value) for name, value in _properties(body))


@lru_cache(maxsize=10_000)
def _mark(kind: str, name: str) -> Mark | None:
    """The mark a name is; also one that is in no table but can mean nothing else ("is_address_private", "do_not_share")."""
    known = _MARKING.get((kind, name))
    if known is not None:
        return known
    words = frozenset(part for word in name.split("_") for part in _parts_of(word))
    if _names_a_safe_house(words):
        return _SAFE_HOUSE
    denies = bool(words & _DENYING and words & (_SHOWING | _ON_A_MAP))
    hides = denies or bool(words & _HIDING)
    if not words <= _NAMING or not (hides or words & _SHOWING):
        return _guessed(kind, name, words)
    if kind in _ADDRESSED or words & _OF_A_PLACE:
        private = _DOUBTED_ADDRESS if denies or words & _DOUBTED else _PRIVATE_ADDRESS
        return private if hides else _PUBLIC_ADDRESS
    return _NOT_SHOWN if denies else None


def _guessed(kind: str, name: str, words: frozenset[str]) -> Mark | None:
    """A name with words of other things in it, which may still say that an address is kept back."""
    if kind in _ADDRESSED and _HIDES.search(name) and _AN_ADDRESS.search(name):
        return _DOUBTED_ADDRESS
    if words & _OF_OTHERS or not words & _WHERE:
        return None
    if words & _ADDRESSES and words & _OF_AN_ADDRESS_ONLY:
        return _DOUBTED_ADDRESS
    kept = words & _KEPT_BACK or (words & _DENYING and words & _TOLD)
    return _GUESSED_ADDRESS if kept else _ASKED_ABOUT if words & _TOLD else None


def _names_a_safe_house(words: frozenset[str]) -> bool:
    """Whether it names a house for those in danger: "is_dv_shelter", "safehouse"."""
    if not words <= _DANGER | _SAFE | _HOMES | _OF_HOUSES | _BETWEEN:
        return False
    return "safehouse" in words or bool(
        (words & _DANGER and words & _HOMES) or (words & _SAFE and words & (_HOUSES | {"house"}))
    )


@lru_cache(maxsize=10_000)
def _parts_of(word: str) -> tuple[str, ...]:
    """The words of naming that a name wrote as one: "donotpublish". The word itself where it is no such thing."""
    return (word,) if word in _NAMING else _parted(word) or (word,)


def _parted(word: str) -> tuple[str, ...]:
    if word in _IN_ONE:
        return (word,)
    for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if word[:end] in _IN_ONE and (rest := _parted(word[end:])):
            return (word[:end], *rest)
    return ()


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
    name within speaks of may stand before it: `address: {hidden: true}`. A tag is a name that is said to be true.
    """
    for key, value in body.items():
        name = plain(key)
        if not isinstance(value, dict | list):
            yield name, value
        elif key not in held and not _OF_PEOPLE.search(name):
            of = f"{name}_" if {*name.split("_")} & _PLACES else ""
            for each in value if isinstance(value, list) else [value]:
                yield from _within(of, each) if isinstance(each, dict) else ()
        if key not in held and not _TAGS.isdisjoint(name.split("_")):
            yield from ((tag, True) for tag in _tags(value))


def _tags(value: Any) -> Iterator[str]:
    """The names a value gives; the words for private are "private"."""
    for each in value if isinstance(value, list) else [value]:
        for tag in map(plain, _BETWEEN_TAGS.split(each)) if isinstance(each, str) else ():
            yield "private" if tag in PRIVATE_WORDS else tag


def _marks(mark: Mark, value: Any) -> bool | None:
    """Whether a value marks; None where nothing is said. A doubt hides; but "published" with a day was published."""
    text = "" if value is None else str(value).strip().lower()
    if not text:
        return None
    if mark.by_word:
        return text not in OPEN_WORDS
    if mark.plainly:
        return text in _TRUE | PRIVATE_WORDS
    if mark.when:
        return text not in _FALSE | _LOW | OPEN_WORDS
    if text in _FALSE | PRIVATE_WORDS or (mark is _PUBLIC_ADDRESS and _is_shown_in_part(text)):
        return True
    return False if text in _TRUE else None


def _is_shown_in_part(value: Any) -> bool:
    """Whether something is shown in part: "phone only", "all but not the address"."""
    words = _WORD.findall(value.lower()) if isinstance(value, str) else []
    return len(words) > 1 and not _IN_PART.isdisjoint(words)
