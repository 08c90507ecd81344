"""What does a source want kept from the public? The words real exports mark it with, as one table. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from resource_app.database import Json
from resource_app.directory.policy import PRIVATE_WORDS, is_private_place

Effect = Literal["private", "staff_only", "do_not_refer"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Names of a property, or of an attribute, that have an effect on objects of `kinds`.

    `when` is the value that marks; with `words` these are what means true, and only "public" means false.
    """

    effect: Effect
    kinds: tuple[str, ...]
    names: frozenset[str]
    when: bool = True
    words: frozenset[str] = frozenset()


_SHOWN = ("organization", "service", "service_at_location")
MARKS: tuple[Mark, ...] = (
    Mark(
        "private",
        ("location", "address"),
        frozenset({
            "private", "is_private", "confidential", "is_confidential", "address_confidential", "confidential_address",
            "address_is_confidential", "is_address_confidential", "hide_address", "address_hidden", "suppress_address",
            "private_address", "address_private", "address_is_private", "do_not_publish_address",
        }),
    ),
    Mark("private", ("location", "address"), frozenset({"address_public", "show_address", "publish_address"}), when=False),
    Mark(
        "staff_only",
        _SHOWN,
        frozenset({
            "exclude_from_website", "exclude_from_web", "exclude_from_directory", "do_not_publish", "hide_from_public",
            "staff_only", "internal", "internal_only", "not_public", "unpublished", "private", "is_private",
        }),
    ),
    Mark("staff_only", _SHOWN, frozenset({"public", "is_public", "published", "show_on_website"}), when=False),
    Mark("private", ("location", "address"), frozenset({"visibility"}), words=PRIVATE_WORDS),
    Mark("staff_only", _SHOWN, frozenset({"visibility"}), words=PRIVATE_WORDS | {"staff_only", "staff only"}),
    Mark("do_not_refer", _SHOWN, frozenset({"do_not_refer", "no_referrals", "not_for_referral", "refer_no"})),
)  # fmt: skip
_TRUE = {"true", "yes", "y", "1", "x", "on"}
_FALSE = {"false", "no", "n", "0", "off", ""}
_MARKING = {(kind, name): mark for mark in MARKS for kind in mark.kinds for name in mark.names}
_NAMES = frozenset(name for _, name in _MARKING)


def effects_of(kind: str, body: Json) -> dict[Effect, bool]:
    """What the object's own marks say: effect -> whether it is marked (False: said to be not so)."""
    found: dict[Effect, bool] = {}
    for name, value in _said(body):
        mark = _MARKING.get((kind, name))
        said = None if mark is None else _truth(value, mark.words)
        if mark is not None and said is not None:
            found[mark.effect] = found.get(mark.effect, False) or said == mark.when
    if kind == "location" and _is_private(body):
        found["private"] = True
    return found


def _is_private(body: Json) -> bool:
    addresses = _objects(body.get("addresses"))
    return _says_private(body) or any(
        _says_private(each) or effects_of("address", each).get("private") for each in addresses
    )


def _says_private(body: Json) -> bool:
    attributes = _objects(body.get("attributes"))
    if not attributes and "x_address_visibility" not in body:
        return False
    return is_private_place({**body, "attributes": attributes})


def _objects(value: Any) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _said(body: Json) -> Iterator[tuple[str, Any]]:
    for key, value in body.items():
        if key[:1] in "xX_" or key.lower() in _NAMES or not key.islower():
            yield _plain(key), value
    for each in _objects(body.get("attributes")):
        if name := each.get("label") or each.get("link_type"):
            yield _plain(str(name)), each.get("value", True)


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()).strip("_").removeprefix("x_")


def _truth(value: Any, words: frozenset[str]) -> bool | None:
    text = "" if value is None else str(value).strip().lower()
    if words:
        return True if text in words else False if text == "public" else None
    return True if text in _TRUE else False if text in _FALSE else None
