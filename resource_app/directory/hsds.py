"""How is an HSDS object kept? Nested JSON is split into the objects we store, and put together again.

A stored body is the object as its source wrote it, with one difference: where it holds another stored object, the body has
that object's id. `split` and `assemble` are each other's inverse.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from resource_app.directory.hsds_objects import KINDS, STORED, Field

Json = dict[str, Any]
Lookup = Callable[[str, str], Json | None]  # kind, id -> stored body
PLACELESS = "placeless"

# Lists that the members know already (a service names its organization): dropped when stored, refilled by whoever exports.
_MEMBERS = {("organization", "services"): "organization", ("service", "service_at_locations"): "service"}
_NOT_KEPT = {("organization", "services")}
_LARGER = {("service", "organization"), ("service", "program"), ("service_at_location", "service")}
_REFERENCES: dict[str, tuple[Field, ...]] = {
    kind: tuple(held for held in KINDS[kind].held if held.of in STORED)
    for kind in STORED
    if not kind.startswith("taxonomy")  # a term keeps its taxonomy inside, as attributes keep their term
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One HSDS object as a source says it.

    `whole` is False for an object that was only mentioned inside a smaller one (the organization of a service): what it
    leaves out is not taken away. `columns` are typed columns of its row to set with it, for example
    {"lat": 42.3, "lon": -71.0} or {"address_visibility": "private"} of a location, {"staff_only": True} of a listing.
    A listing without a place has an empty body and the column service_id.
    """

    kind: str
    id: str
    body: Json
    whole: bool = True
    columns: Mapping[str, Any] = field(default_factory=dict)


def placeless_id(service_id: str) -> str:
    """The id of the listing of a service that has no place."""
    return str(uuid.uuid5(uuid.UUID(service_id), PLACELESS))


def references(kind: str) -> tuple[Field, ...]:
    """The fields of `kind` where a stored body has ids instead of objects."""
    return _REFERENCES.get(kind, ())


def split(kind: str, nested: Json, *, whole: bool = True) -> list[Incoming]:
    """The objects in one nested object, those that others refer to first; the object itself may stand in the middle.

    Every object must have an id. A service without a place gives its placeless listing too, unless it was only mentioned.
    """
    found: list[Incoming] = []
    _split(kind, nested, found, whole=whole)
    found.sort(key=lambda incoming: STORED.index(incoming.kind))
    return found


def _split(kind: str, nested: Json, found: list[Incoming], *, whole: bool) -> None:
    body = dict(nested)
    for reference in references(kind):
        value = nested.get(reference.name)
        larger = (kind, reference.name) in _LARGER
        if isinstance(value, dict) and "id" in value:
            body[reference.name] = value["id"]
            _split(reference.of, value, found, whole=whole and not larger)
        elif isinstance(value, list):
            body[reference.name] = list(_split_members(kind, nested, reference, found, whole=whole))
            if (kind, reference.name) in _NOT_KEPT:
                del body[reference.name]
    for attribute in _attributes(nested):
        term = attribute.get("taxonomy_term")
        if isinstance(term, dict) and "id" in term:
            found.append(Incoming("taxonomy_term", term["id"], term, whole=False))
    found.append(Incoming(kind, nested["id"], body, whole))
    if kind == "service" and whole and not nested.get("service_at_locations"):
        service_id = nested["id"]
        found.append(Incoming("service_at_location", placeless_id(service_id), {}, columns={"service_id": service_id}))


def _split_members(kind: str, nested: Json, reference: Field, found: list[Incoming], *, whole: bool) -> Iterator[Any]:
    back = _MEMBERS.get((kind, reference.name))
    for member in nested[reference.name]:
        if isinstance(member, dict) and "id" in member:
            told = member if back is None or back in member else {**member, back: nested["id"]}
            _split(reference.of, told, found, whole=whole)
            yield member["id"]
        else:
            yield member


def _attributes(nested: Json) -> Iterator[Json]:
    attributes = nested.get("attributes")
    if isinstance(attributes, list):
        yield from (attribute for attribute in attributes if isinstance(attribute, dict))


def assemble(kind: str, body: Json, lookup: Lookup, within: tuple[str, ...] = ()) -> Json:
    """The nested object of a stored body. `lookup` gives the bodies it refers to; None leaves the reference as its id.

    What would lead back into `within`, the kinds it is being put into, is left out: an organization does not come back
    inside its own service. An organization's services are not in its body; whoever wants them adds them.
    """
    nested = dict(body)
    inside = (*within, kind)
    for reference in references(kind):
        value = body.get(reference.name)
        if value is None:
            continue
        if reference.of in within:
            del nested[reference.name]
        elif isinstance(value, str):
            _put_object(nested, reference, value, lookup, inside)
        elif isinstance(value, list):
            members = ((member, _looked_up(member, reference, lookup)) for member in value)
            nested[reference.name] = [
                member if found is None else assemble(reference.of, found, lookup, inside)
                for member, found in members
                if found is not None or not isinstance(member, str)
            ]
    return nested


def _looked_up(member: Any, reference: Field, lookup: Lookup) -> Json | None:
    return lookup(reference.of, member) if isinstance(member, str) else None


def _put_object(nested: Json, reference: Field, value: str, lookup: Lookup, inside: tuple[str, ...]) -> None:
    found = lookup(reference.of, value)
    if found is not None:
        nested[reference.name] = assemble(reference.of, found, lookup, inside)
        return
    del nested[reference.name]
    nested.setdefault(f"{reference.name}_id", value)
