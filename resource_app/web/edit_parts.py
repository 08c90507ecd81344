"""Which parts has a listing's form, and which fields stand in each? One table, which pages, drafts and saving go by."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resource_app.database import Json
from resource_app.directory.editing import Kind, Saying
from resource_app.directory.history import ENDED
from resource_app.errors import N_
from resource_app.web.edit_fields import (
    Choice,
    Column,
    Degrees,
    Ending,
    Field,
    First,
    Lines,
    Rows,
    Text,
    Values,
)
from resource_app.web.edit_hours import HoursField
from resource_app.web.edit_ticks import ACCESS_TICKS, PRICE_TICKS, Prices, Ticks
from resource_app.web.secret_field import Secrecy

Bodies = Mapping[Kind, Json]
PHONE_COLUMNS = (
    Column(key="number", label=N_("Number"), widget="tel"),
    Column(key="extension", label=N_("Extension")),
    Column(key="description", label=N_("What it is for")),
    Column(
        key="type",
        label=N_("Kind"),
        choices=(
            ("voice", N_("To call")),
            ("text", N_("For text messages")),
            ("fax", N_("Fax")),
            ("textphone", N_("TTY")),
        ),
    ),
)
ADDRESS_COLUMNS = (
    Column(key="address_1", label=N_("Street and number")),
    Column(key="address_2", label=N_("Floor, suite or door")),
    Column(key="city", label=N_("City")),
    Column(key="state_province", label=N_("State")),
    Column(key="postal_code", label=N_("ZIP code"), widget="zip"),
)
ACCESS_COLUMNS = (
    Column(key="description", label=N_("What it is")),
    Column(key="details", label=N_("More about it")),
    Column(key="url", label=N_("Web page"), widget="url"),
)
PRICE_COLUMNS = (
    Column(key="option", label=N_("What for"), hint=N_("For example: per visit. Empty it to take the price away.")),
    Column(key="amount", label=N_("Amount"), widget="amount"),
    Column(key="currency", label=N_("Currency"), choices=(("USD", N_("US dollars")),)),
    Column(key="amount_description", label=N_("Who pays this, and how it is worked out")),
    Column(key="valid_from", label=N_("First day it holds"), widget="date"),
    Column(key="valid_to", label=N_("Last day it holds"), widget="date"),
)
REFERRALS = (
    ("unknown", N_("Not said"), None),
    ("yes", N_("Yes, we take referrals"), True),
    ("no", N_("No, people come by themselves"), False),
)


OFFERED = (
    ("yes", N_("It is offered here"), None),
    ("no", N_("It is no longer offered here"), ENDED),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the form: what it is called in the list, the question it asks, and its fields."""

    code: str
    name: str
    question: str
    fields: tuple[Field, ...]


PARTS: tuple[Part, ...] = (
    Part(
        "what",
        N_("What you do"),
        N_("What do you do?"),
        (
            Text(levels=("service",), field="name", label=N_("Name of the service"), required=True),
            Text(levels=("service",), field="alternate_name", label=N_("Another name people know it by")),
            Text(
                levels=("service",),
                field="description",
                label=N_("What people get, and how"),
                hint=N_("Short sentences, everyday words. Leave names of people out."),
                widget="area",
            ),
            Text(levels=("service",), field="url", label=N_("Web page"), widget="url"),
            Text(levels=("service",), field="email", label=N_("Email address"), widget="email"),
            Text(levels=("organization",), field="name", label=N_("Name of the organization"), required=True),
        ),
    ),
    Part(
        "who",
        N_("Who can come"),
        N_("Who can come?"),
        (
            Text(
                levels=("service",),
                field="eligibility_description",
                label=N_("Who it is for"),
                hint=N_("For example: anyone who lives in Chelsea. If everybody can come, say so."),
                widget="area",
            ),
            Text(levels=("service",), field="minimum_age", label=N_("Youngest age"), widget="number"),
            Text(levels=("service",), field="maximum_age", label=N_("Oldest age"), widget="number"),
        ),
    ),
    Part(
        "before",
        N_("Before people come"),
        N_("What should people know before they come?"),
        (
            Text(
                levels=("service",),
                field="application_process",
                label=N_("How to get it"),
                hint=N_("One step a line: call first, walk in, fill in a form."),
                widget="area",
            ),
            Lines(
                levels=("service",),
                field="required_documents",
                key="document",
                label=N_("What to bring"),
                hint=N_("One thing a line. Leave it empty if nothing is needed."),
            ),
            Text(
                levels=("service",),
                field="fees_description",
                label=N_("What it costs"),
                hint=N_("For example: Free."),
                widget="area",
            ),
            Prices(
                levels=("service",),
                field="cost_options",
                columns=PRICE_COLUMNS,
                title=N_("A price"),
                ticks=PRICE_TICKS,
                ticks_title=N_("Does it cost something?"),
                ticks_note=N_("Tick it if nobody pays anything. Else give each price below."),
            ),
        ),
    ),
    Part("hours", N_("Hours"), N_("When are you open?"), (HoursField(),)),
    Part(
        "place",
        N_("Place and way in"),
        N_("Where is it?"),
        (
            Text(levels=("location",), field="name", label=N_("Name of the place")),
            First(
                levels=("location",),
                field="addresses",
                columns=ADDRESS_COLUMNS,
                title=N_("Address"),
                new=(("country", "US"), ("address_type", "physical")),
            ),
            Secrecy(),
            Degrees(
                levels=("location",),
                field="latitude",
                label=N_("Latitude of the door"),
                hint=N_(
                    "If you do not know it, leave both empty: people read how far the middle of your ZIP code is. "
                    "A new address takes the old point away."
                ),
            ),
            Degrees(levels=("location",), field="longitude", label=N_("Longitude of the door")),
            Ticks(
                levels=("location",),
                field="accessibility",
                columns=ACCESS_COLUMNS,
                title=N_("Something else about getting in"),
                ticks=ACCESS_TICKS,
                ticks_title=N_("Access for people with disabilities"),
                ticks_note=N_("Tick what is there. People search by the first one."),
                apart=("wheelchair", "no-wheelchair"),
            ),
            Text(levels=("location",), field="transportation", label=N_("How to get there"), widget="area"),
        ),
    ),
    Part(
        "phones",
        N_("Phones"),
        N_("Which numbers do people call?"),
        (
            Rows(levels=("service",), field="phones", columns=PHONE_COLUMNS, title=N_("A number of the service")),
            Rows(levels=("location",), field="phones", columns=PHONE_COLUMNS, title=N_("A number of this place")),
        ),
    ),
    Part(
        "languages",
        N_("Languages"),
        N_("Which languages do you speak?"),
        (
            Lines(
                levels=("location", "service"),
                field="languages",
                key="name",
                label=N_("Languages"),
                hint=N_("One language a line: English, Spanish, Haitian Creole."),
            ),
            Text(
                levels=("service",),
                field="interpretation_services",
                label=N_("Interpretation"),
                hint=N_("How somebody is understood who speaks another language."),
                widget="area",
            ),
        ),
    ),
    Part(
        "areas",
        N_("Areas served"),
        N_("Where do the people you help live?"),
        (
            Lines(
                levels=("listing", "service"),
                field="service_areas",
                key="name",
                label=N_("Areas served"),
                hint=N_("One area a line: a city, a county, a ZIP code, a state."),
            ),
        ),
    ),
    Part(
        "referrals",
        N_("Referrals"),
        N_("How do you take referrals?"),
        (
            Choice(
                levels=("listing",),
                field="accepts_referrals",
                label=N_("Can a care team send somebody to you?"),
                answers=REFERRALS,
            ),
            Text(
                levels=("listing",),
                field="referral_method",
                label=N_("How a referral reaches you"),
                hint=N_("For example: call the intake line."),
            ),
        ),
    ),
    Part(
        "offered",
        N_("Still offered here"),
        N_("Is this still offered here?"),
        (
            Ending(
                levels=("listing",),
                field="held",
                label=N_("At this place"),
                hint=N_(
                    "If not, people no longer find it. Nothing is lost: "
                    "you can offer it again here, or take it back in the history."
                ),
                answers=OFFERED,
            ),
        ),
    ),
)
PART = {part.code: part for part in PARTS}


def level_of(field: Field, bodies: Bodies) -> Kind | None:
    """The kind of object a field stands in: the first that holds it, else the last there is; None where there is none."""
    there = [kind for kind in field.levels if kind in bodies]
    return next((kind for kind in there if field.holds(bodies[kind])), there[-1] if there else None)


def parts_of(bodies: Bodies) -> list[Part]:
    """The parts that a listing with these bodies has: one without a place has none that is about a place."""
    return [part for part in PARTS if any(level_of(field, bodies) for field in part.fields)]


def fields_of(part: Part, bodies: Bodies) -> list[tuple[Field, Kind]]:
    """The fields of a part, and the object each stands in."""
    levels = ((field, level_of(field, bodies)) for field in part.fields)
    return [(field, level) for field, level in levels if level is not None]


def sayings_of(part: Part, bodies: Bodies, values: Values, ids: Mapping[Kind, str]) -> Sequence[Saying]:
    """What a form says that was filled in; raises BadInput, with the name of the box that is wrong."""
    said = copy.deepcopy(dict(bodies))
    for field, level in fields_of(part, bodies):
        field.put(said[level], values)
    return [
        Saying(kind, ids[kind], name, body.get(name))
        for kind, body in said.items()
        for name in dict.fromkeys([*bodies[kind], *body])
        if body.get(name) != bodies[kind].get(name)
    ]


def is_filled(part: Part, bodies: Bodies) -> bool:
    """Whether the part says something already."""
    return any(field.holds(bodies[level]) for field, level in fields_of(part, bodies))
