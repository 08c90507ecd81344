"""What does the API say about itself? The schemas of its OpenAPI document, made from the table of HSDS objects."""

from typing import Any

from resource_app.database import Json
from resource_app.directory.hsds_objects import KINDS, OBJECTS, Field, Kind

PROBLEM = "application/problem+json"
TEXT_FORMATS = ("uuid", "uri", "email", "date-time")  # HSDS leaves dates and times of day without a format
EMBEDDED = {"service": ("organization", "program")}  # a list of services names these, plain too
LISTED = ("service", "organization")
REFUSALS: tuple[tuple[int, str], ...] = (
    (400, "The request cannot be read."),
    (404, "There is no such thing, or it is not public: the two look the same."),
    (405, "The API is read with GET."),
    (422, "A parameter is unknown, given twice or cannot have this value; `errors` names it."),
    (503, "The directory is being set up; try again later."),
)


def schemas() -> dict[str, Json]:
    """Every component schema by name: the HSDS kinds, their plain forms in lists ("service_plain"), pages and problems."""
    found = {kind.name: _schema(kind, tuple(kind.fields.values())) for kind in OBJECTS}
    for name in ("program", *LISTED):
        found[f"{name}_plain"] = _plain(KINDS[name])
    found["service_minimal"] = _schema(KINDS["service"], _named("service", "id", "last_modified"))
    found["service_listed"] = _either("service_plain", "service", "service_minimal")
    found["organization_listed"] = _either("organization_plain", "organization")
    for name in LISTED:
        found[f"{name}_page"] = _page(f"{name}_listed")
    return {**found, "about": ABOUT, "problem": REFUSED}


def plain_fields(kind: str) -> tuple[Field, ...]:
    """The fields of an object in a list: those with one value."""
    return tuple(field for field in KINDS[kind].fields.values() if not field.of)


def answers(gives: str, *, missing: bool) -> Json:
    """The part of an operation that says what it answers; `gives` names a component schema."""
    refused = {status: _refusal(about) for status, about in REFUSALS if status != 404 or missing}  # noqa: PLR2004 - HTTP
    return {"responses": {200: _answer("The answer.", gives, "application/json"), **refused}}


def _answer(about: str, schema: str, media_type: str) -> Json:
    return {"description": about, "content": {media_type: {"schema": _ref(schema)}}}


def _refusal(about: str) -> Json:
    return _answer(about, "problem", PROBLEM)


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _named(kind: str, *names: str) -> tuple[Field, ...]:
    return tuple(KINDS[kind].fields[name] for name in names)


def _schema(kind: Kind, fields: tuple[Field, ...]) -> Json:
    """An HSDS object; properties HSDS does not know are allowed."""
    return {
        "type": "object",
        "title": kind.name,
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
    }


def _plain(kind: Kind) -> Json:
    schema = _schema(kind, plain_fields(kind.name))
    for name in EMBEDDED.get(kind.name, ()):
        schema["properties"][name] = _ref(f"{name}_plain")
    return schema


def _property(field: Field) -> Json:
    if field.type == "list":
        return {"type": "array", "items": _ref(field.of)}
    if field.type == "object":
        return _ref(field.of)
    if field.type == "number":
        return {"type": "number"}
    if field.type in TEXT_FORMATS:
        return {"type": "string", "format": field.type}
    return {"type": "string", "enum": list(field.choices)} if field.choices else {"type": "string"}


def _either(*names: str) -> Json:
    return {"anyOf": [_ref(name) for name in names]}


def _page(item: str) -> Json:
    counts = {name: {"type": "integer", "minimum": 0} for name in ("total_items", "total_pages", "page_number", "size")}
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    properties: dict[str, Any] = {**counts, **flags, "contents": {"type": "array", "items": _ref(item)}}
    return {"type": "object", "properties": properties, "required": list(properties)}


ABOUT: Json = {
    "type": "object",
    "properties": {
        "version": {"type": "string", "description": "HSDS version of this API."},
        "profile": {"type": "string", "format": "uri"},
        "openapi_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "publisher": {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "email": {"type": "string", "format": "email"},
                "website": {"type": "string", "format": "uri"},
            },
            "required": ["name"],
        },
    },
    "required": ["version", "profile", "openapi_url", "description", "publisher"],
}
REFUSED: Json = {
    "type": "object",
    "description": "RFC 9457.",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string", "description": "Name it when you report a fault."},
        "errors": {"type": "object", "description": "What is wrong with each parameter."},
    },
    "required": ["title", "status", "request_id"],
}
