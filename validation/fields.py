"""Which fields of a listing is somebody asked about, what is the public told in each, and what does another answer become?

One table. A field reads the listing's public document alone, so that nothing private is ever asked about, but for one question:
whether the private address we hold is still right, which does not say it.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from resource_app.database import Json
from resource_app.directory.editing import Kind
from resource_app.directory.hours import opening_of
from resource_app.directory.hours.weekly import hours_of, schedules_of
from resource_app.directory.parts import Parts
from resource_app.directory.said import children
from resource_app.errors import N_
from search.documents import Document
from validation import told
from validation.told import Told

ADDRESS = "location.addresses"
BlockCode = Literal["what", "contact", "before"]
BLOCKS: tuple[tuple[BlockCode, str], ...] = (
    ("what", N_("What and for whom")),
    ("contact", N_("Hours and contact")),
    ("before", N_("Before people come")),
)
NO_LONGER = N_("No longer offered")
DIGITS = 16  # of a digest: it binds an answer to what was shown, and keeps no secret


Put = Callable[
    [Json, Json, str, str], Any
]  # the body, what of it is public, the name in it, what was typed -> the value


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `path` names it in answers and on pages; `at` are the paths it is told from: all that say something of the
    first group of which one does. `seen` is what of the document it shows, `told` the same in words.

    `always` asks about it also where it says nothing. What `waits` never goes live through a link. `whole`: to say that it is
    offered no more is to say so of the listing. What is `shared` by many listings is asked about once.
    """

    path: str
    block: BlockCode
    seen: Callable[[Document], Any]
    told: Told
    typed: "Typed"
    at: tuple[tuple[str, ...], ...] = ()
    always: bool = False
    waits: bool = False
    whole: bool = False
    shared: bool = False
    gone: str = NO_LONGER
    long: bool = True

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        return self.at or ((self.path,),)

    @property
    def kind(self) -> str:
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        return self.path.partition(".")[2]

    def is_private(self, document: Document) -> bool:
        """Whether all that may be asked is whether what we hold is right."""
        return self.path == ADDRESS and bool((document.display["place"] or {}).get("private"))

    def is_asked(self, document: Document) -> bool:
        """Whether the listing has it."""
        if self.path == ADDRESS:
            place = document.display["place"]
            return bool(place and (place["private"] or place["address"]))
        return self.always or bool(self.seen(document))

    def digest(self, document: Document) -> str:
        """What is shown, for comparing: in every language and on every day the same."""
        shown = "private" if self.is_private(document) else repr(self.seen(document))
        return digest_of([self.path, shown])

    def paths(self, parts: Parts) -> tuple[str, ...]:
        """The paths that what is shown is told from; its own where nothing is."""
        for group in self.groups:
            if held := tuple(path for path in group if _value(parts, path)):
                return held
        return (self.path,)

    def stands(self, parts: Parts) -> str:
        """What is shown, as somebody would type it; empty where nothing is, or not so."""
        return self.typed.text(_value(parts, self.paths(parts)[0]))

    def is_same(self, parts: Parts, typed: str) -> bool:
        """Whether what was typed is what is shown already."""
        if typed.split() == self.stands(parts).split():
            return True
        kind, name = self.target(parts)
        public = public_body_of(parts, kind)
        return bool(public.get(name)) and self.typed.put(public, public, name, typed.strip()) == public[name]

    def target(self, parts: Parts) -> tuple[Kind, str]:
        """The kind of object, and the name in it, that another value is for."""
        kind, _, name = self.paths(parts)[0].partition(".")
        if kind == "listing" and not parts.row.location_id:
            kind = "service"
        return kind, name  # type: ignore[return-value]  # the table's paths begin with kinds


def digest_of(texts: Sequence[str]) -> str:
    """Texts, for comparing."""
    return sha256("\0".join(texts).encode()).hexdigest()[:DIGITS]


def public_body_of(parts: Parts, kind: str) -> Json:
    """What the public may see of one of the objects a listing is made of."""
    return {
        "listing": parts.at_place,
        "service": parts.service,
        "location": parts.place,
        "organization": parts.organization,
    }[kind]


def _value(parts: Parts, path: str) -> Any:
    kind, _, name = path.partition(".")
    return public_body_of(parts, kind).get(name)


@dataclass(frozen=True, slots=True)
class Typed:
    """How a value is written in a box: `text` is what stands there before somebody types, of what the public may see of it;
    `put` is the value that what they typed becomes.
    """

    text: Callable[[Any], str]
    put: Put


def _text(_body: Json, _public: Json, _name: str, typed: str) -> Any:
    return typed


def _kept(body: Json, public: Json, name: str) -> list[Json]:
    """The objects of a list that nobody was shown: no answer is about them."""
    shown = [each.get("id") for each in children(public, name)]
    return [each for each in children(body, name) if each.get("id") not in shown]


def taken_away(body: Json, public: Json, name: str) -> Any:
    """The value without what was shown."""
    return _kept(body, public, name) or None


TEXT = Typed(lambda value: value if isinstance(value, str) else "", _text)


def _said(key: str, value: Any) -> list[str]:
    """What people read of a list of objects."""
    return [str(each[key]) for each in children({"": value}, "") if each.get(key)]


def _each(key: str, *, commas: bool = False) -> Typed:
    """A list of HSDS objects, of which `key` is what people read, one a line."""

    def put(body: Json, public: Json, name: str, typed: str) -> Any:
        known = {str(each.get(key)): each for each in children(body, name)}
        texts = typed.replace(",", "\n").splitlines() if commas else typed.splitlines()
        said = dict.fromkeys(filter(None, (text.strip() for text in texts)))
        new = [known.get(text) or {"id": str(uuid.uuid4()), key: text} for text in said]
        return new + [each for each in _kept(body, public, name) if each not in new]

    return Typed(lambda value: (", " if commas else "\n").join(_said(key, value)), put)


def _first(key: str, **new: str) -> Typed:
    """The first object of a list says something else; a curator sees to the rest."""

    def put(body: Json, public: Json, name: str, typed: str) -> Any:
        shown = next((each.get("id") for each in children(public, name)), None)
        known = next((each for each in children(body, name) if shown and each.get("id") == shown), None)
        others = [each for each in children(body, name) if each is not known]
        return [{**(known or {"id": str(uuid.uuid4()), **new}), key: " ".join(typed.split())}, *others]

    return Typed(lambda value: next(iter(_said(key, value)), ""), put)


def _schedules(body: Json, _public: Json, name: str, typed: str) -> Any:
    """Hours that can be read surely, as the form of hours would keep them; else the words, for a curator."""
    said = {"id": str(uuid.uuid4()), "description": " ".join(typed.split())}
    return schedules_of(hours_of([said], ""), children(body, name)) if reads_surely(typed) else [said]


def reads_surely(typed: str) -> bool:
    """Whether hours in words say when it is open, and nothing else."""
    opening = opening_of([{"description": " ".join(typed.split())}], "")
    return opening.sure and bool(opening.rules) and not opening.more and not opening.appointment


HOURS = "service.schedules"
NAME = "service.name"
FIELDS: tuple[Field, ...] = (
    Field(
        path=NAME,
        block="what",
        seen=told.service("name"),
        told=told.lines_of(told.service("name")),
        typed=TEXT,
        always=True,
        whole=True,
        long=False,
    ),
    Field(
        path="organization.name",
        block="what",
        seen=lambda document: document.organization,
        told=told.lines_of(lambda document: document.organization),
        typed=TEXT,
        shared=True,
        long=False,
    ),
    Field(
        path="service.description",
        block="what",
        seen=told.service("description"),
        told=told.lines_of(told.service("description")),
        typed=TEXT,
        always=True,
        whole=True,
    ),
    Field(
        path="service.eligibility_description",
        block="what",
        seen=told.service("eligibility"),
        told=told.lines_of(told.service("eligibility")),
        typed=TEXT,
        always=True,
    ),
    Field(
        path="service.service_areas",
        block="what",
        at=(("listing.service_areas",), ("service.service_areas",)),
        seen=lambda document: document.display["served"],
        told=told.areas,
        typed=_each("name"),
    ),
    Field(
        path=HOURS,
        block="contact",
        at=(("listing.schedules",), ("service.schedules",), ("location.schedules",)),
        seen=lambda document: (document.opening, document.display["hours_texts"]) if told.has_hours(document) else None,
        told=told.hours,
        typed=Typed(lambda value: "; ".join(_said("description", value)), _schedules),
        always=True,
    ),
    Field(
        path="service.phones",
        block="contact",
        at=(("listing.phones", "service.phones", "location.phones"), ("organization.phones",)),
        seen=lambda document: document.display["phones"],
        told=told.phones,
        typed=_first("number", type="voice"),
        always=True,
        waits=True,
        shared=True,
        gone=N_("No longer in use"),
        long=False,
    ),
    Field(
        path="service.url",
        block="contact",
        at=(("service.url",), ("organization.website",)),
        seen=told.own("url", "website"),
        told=told.lines_of(told.own("url", "website")),
        typed=TEXT,
        waits=True,
        shared=True,
        gone=N_("No longer in use"),
        long=False,
    ),
    Field(
        path="service.email",
        block="contact",
        at=(("service.email",), ("organization.email",)),
        seen=told.own("email", "email"),
        told=told.lines_of(told.own("email", "email")),
        typed=TEXT,
        waits=True,
        shared=True,
        gone=N_("No longer in use"),
        long=False,
    ),
    Field(
        path=ADDRESS,
        block="contact",
        at=((ADDRESS, "location.name"),),
        seen=told.place,
        told=told.address,
        typed=_first("address_1", country="US", address_type="physical"),
        waits=True,
        gone=N_("No longer there"),
        long=False,
    ),
    Field(
        path="service.application_process",
        block="before",
        seen=told.service("application_process"),
        told=told.lines_of(told.service("application_process")),
        typed=TEXT,
    ),
    Field(
        path="service.required_documents",
        block="before",
        seen=lambda document: document.display["documents"],
        told=told.lines_of(lambda document: document.display["documents"]),
        typed=_each("document"),
        always=True,
    ),
    Field(
        path="service.fees_description",
        block="before",
        at=(("service.fees_description", "service.fees", "service.cost_options"),),
        seen=told.cost,
        told=told.cost_words,
        typed=TEXT,
        always=True,
    ),
    Field(
        path="service.languages",
        block="before",
        at=(("location.languages", "service.languages", "listing.languages"),),
        seen=lambda document: document.display["languages"],
        told=told.languages,
        typed=_each("name", commas=True),
        always=True,
        shared=True,
        long=False,
    ),
    Field(
        path="service.interpretation_services",
        block="before",
        seen=told.service("interpretation"),
        told=told.lines_of(told.service("interpretation")),
        typed=TEXT,
    ),
    Field(
        path="location.accessibility",
        block="before",
        seen=lambda document: (document.display["place"] or {}).get("access"),
        told=told.lines_of(lambda document: document.display["place"]["access"]),
        typed=_each("description"),
        gone=N_("No longer there"),
    ),
)
BY_PATH = {field.path: field for field in FIELDS}


def asked_of(document: Document) -> tuple[Field, ...]:
    """The fields of a listing that are asked about, in the order of the table."""
    return tuple(field for field in FIELDS if field.is_asked(document))


def shared_by(documents: Sequence[Document]) -> tuple[Field, ...]:
    """The fields that all of these listings share, with the same value."""
    candidates = (field for field in FIELDS if field.shared)
    return tuple(
        field
        for field in candidates
        if all(field.seen(document) for document in documents)
        and len({field.digest(document) for document in documents}) == 1
    )
