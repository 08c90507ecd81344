"""Which id does an object get? A UUID is kept; anything else is minted from source, table and the source's own id, or from
what the object says when that id is a placeholder, so that the same file always gives the same ids.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from importers.record import Issue
from importers.shapes import meant_field
from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, STORED, Field

NATIVE = "x_source_id"  # where a stored object keeps the id its source gave it
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://openreferral.org/resourceloop/import")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NIL = "00000000-0000-0000-0000-000000000000"
_HELD = {kind.name: {held.name: held for held in kind.held} for kind in KINDS.values()}
_ESSENCE = ("name", "number", "address_1", "postal_code", "url", "document", "description", "language", "source")


def mint(*parts: str) -> str:
    """A UUIDv5 of the parts; the first two are the source and the table."""
    return str(uuid.uuid5(_NAMESPACE, "|".join(parts)))


def uuid_of(value: Any) -> str | None:
    """The id in lower case when it is a UUID (and not the nil one), else None."""
    if not isinstance(value, str):
        return None
    lower = value if value.islower() else value.lower()
    return lower if _UUID.fullmatch(lower) and lower != _NIL else None


def essence(kind: str, found: Json) -> str:
    """What tells an object from others of its kind when its id does not: name, address, number …, as stable text."""
    own = [str(found[name]) for name in _ESSENCE if _is_plain(found.get(name)) and found[name] != ""]
    for name in ("organization", "location", "addresses", "locations"):
        inner = found.get(name)
        members = inner if isinstance(inner, list) else [inner]
        own.extend(essence(name, each) for each in members if isinstance(each, dict))
    if own:
        return f"{kind}:" + "\x1f".join(own)
    return f"{kind}:" + orjson.dumps(found, option=orjson.OPT_SORT_KEYS, default=str).decode()


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


@dataclass
class Identity:
    """Gives ids to the objects of one source. `placeholders` are (kind, native id) that mean several things."""

    source: str
    placeholders: frozenset[tuple[str, str]] = frozenset()

    def settle(self, kind: str, nested: Json, issues: list[Issue]) -> None:
        """Give every object within `nested` an id, and every misspelt list its right name; changes `nested` in place."""
        visit = _Visit(self, issues)
        visit.walk(kind, nested, "", "")
        if visit.minted:
            visit.point_references(kind, nested)

    def stored_id(self, kind: str, native: str, found: Json) -> str:
        """The id of an object we store, whose native id is no UUID (or is empty)."""
        if native and (kind, native) not in self.placeholders:
            return mint(self.source, kind, native)
        return mint(self.source, kind, native, essence(kind, found))


@dataclass
class _Visit:
    """One record's walk; `minted` maps the native ids it met to the ids they got."""

    identity: Identity
    issues: list[Issue]
    minted: dict[tuple[str, str], str] = field(default_factory=dict)

    def walk(self, kind: str, found: Json, parent: str, path: str) -> None:
        if uuid_of(found.get("id")) is None:
            self._mint(kind, found, parent)
        elif found["id"] != found["id"].lower():
            found["id"] = found["id"].lower()
        held = _HELD[kind]
        for name, value in list(found.items()):
            if isinstance(value, list | dict):
                meant = held.get(name) or self._mended(kind, found, name, path)
                if meant is not None:
                    self._walk_field(meant, found, path)
            elif name in held:
                self._look_at_plain(held[name], value, f"{path}{name}")

    def _walk_field(self, meant: Field, found: Json, path: str) -> None:
        value = found.get(meant.name)
        where = f"{path}{meant.name}"
        if meant.type == "object":
            if isinstance(value, dict):
                self.walk(meant.of, value, found["id"], f"{where}.")
            return
        if isinstance(value, dict):
            value = found[meant.name] = self._listed(meant, value, where)
        used: set[str] = set()
        for number, member in enumerate(value or ()):
            if isinstance(member, dict):
                given = uuid_of(member.get("id")) is not None
                self.walk(meant.of, member, found["id"], f"{where}[{number}].")
                if meant.of not in STORED and member["id"] in used and not given:
                    member["id"] = mint(found["id"], meant.of, member["id"], str(number))
                elif meant.of not in STORED and member["id"] in used:
                    self._say("id_repeated", f"{where}[{number}].id", "Two objects of this list have one id.")
                used.add(member["id"])
            else:
                self._look_at_plain(meant, member, f"{where}[{number}]")

    def _listed(self, meant: Field, value: Json, where: str) -> list[Json]:
        """A list written as an object: its values under names of no field ({"0": {…}}), or the one object itself."""
        if value and all(isinstance(each, dict) and name not in KINDS[meant.of].fields for name, each in value.items()):
            self._say("not_a_list", where, "HSDS wants a list here; the values of the object were taken as the list.")
            return list(value.values())
        self._say("not_a_list", where, "HSDS wants a list here; the one object was taken as a list of one.")
        return [value]

    def _look_at_plain(self, meant: Field, value: Any, where: str) -> None:
        """Text where an object belongs is kept, and read only as the id of an object that is stored by itself."""
        if value not in (None, "") and not (meant.of in STORED and uuid_of(value)):
            self._say(
                "not_read", where, "HSDS wants an object here, with fields of its own; it was kept and is not read."
            )

    def _mint(self, kind: str, found: Json, parent: str) -> None:
        given = found.get("id")
        native = str(given) if _is_plain(given) and given != _NIL else ""
        if kind in STORED:
            new = self.identity.stored_id(kind, native, {**found, "id": parent} if not native else found)
            if native:
                found.setdefault(NATIVE, native)
        else:
            new = mint(parent, kind, native, essence(kind, found))
        if native:
            self.minted[kind, native] = new
        # The id comes first, as in every HSDS object, so that a stored body reads like one.
        rest = {name: value for name, value in found.items() if name != "id"}
        found.clear()
        found.update({"id": new, **rest})

    def _mended(self, kind: str, found: Json, name: str, path: str) -> Field | None:
        if name in KINDS[kind].fields:
            return None
        if kind == "service" and name == "locations" and isinstance(found[name], list):
            places = [{"location": each} for each in found.pop(name) if isinstance(each, dict)]
            found["service_at_locations"] = [*found.get("service_at_locations", ()), *places]
            self._say(
                "misspelt", f"{path}{name}", "A service's places belong in service_at_locations; they were read so."
            )
            return _HELD[kind]["service_at_locations"]
        meant = meant_field(kind, name)
        if meant is None or meant.name in found or (meant.type == "object" and not isinstance(found[name], dict)):
            return None
        found[meant.name] = found.pop(name)
        self._say("misspelt", f"{path}{name}", f"Read as “{meant.name}”.")
        return meant

    def _say(self, code: str, where: str, message: str) -> None:
        self.issues.append(Issue(code, where, message))

    def point_references(self, kind: str, found: Json) -> None:
        """Make every `…_id` that names an object by its native id name it by its new one."""
        for name, value in list(found.items()):
            if name.endswith("_id") and _is_plain(value) and uuid_of(value) is None and value != "":
                new = self._pointed(name.removesuffix("_id"), str(value))
                if new is not None:
                    found[name] = new
        for held in _members(kind, found):
            self.point_references(*held)

    def _pointed(self, kind: str, native: str) -> str | None:
        kind = "organization" if kind == "parent_organization" else "taxonomy_term" if kind == "parent" else kind
        if kind in {"link", "resource"}:
            return next((new for (_, old), new in self.minted.items() if old == native), None)
        if (kind, native) in self.minted:
            return self.minted[kind, native]
        return self.identity.stored_id(kind, native, {}) if kind in STORED else None


def _members(kind: str, found: Json) -> Iterator[tuple[str, Json]]:
    for held in KINDS[kind].held:
        value = found.get(held.name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield held.of, each
