"""What does HSDS 3.1.1 say? One table of every object kind with every field; import, export, API and tabular joins read it.

Source: the HSDS 3.1.1 schemas (https://docs.openreferral.org, CC BY-SA 4.0), facts only. A row is written as words:
`name`, a `*` when HSDS requires it, then `:type` (text when left out), `[kind]` for a list or `{kind}` for an object.
"""

import re
from dataclasses import dataclass
from functools import cached_property

CHOICES: dict[str, tuple[str, ...]] = {
    "service.status": ("active", "inactive", "defunct", "temporarily closed"),
    "location.location_type": ("physical", "postal", "virtual"),
    "address.address_type": ("physical", "postal", "virtual"),
    "schedule.wkst": ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    "schedule.freq": ("WEEKLY", "MONTHLY"),
}
STORED = ("organization", "program", "location", "service", "service_at_location", "taxonomy", "taxonomy_term")
_WORD = re.compile(r"(\w+)(\*?)(?::([\w-]+)|\[(\w+)\]|\{(\w+)\})?")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `of` is the kind a list or object holds; `choices` are the values a choice allows."""

    name: str
    type: str  # text, number, uuid, uri, email, date-time, date, time, choice, list, object
    required: bool = False
    of: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether it holds something of the object's own, and no reference."""
        return self.type != "uuid" and self.of not in STORED


@dataclass(frozen=True)
class Kind:
    """One kind of object: its HSDS name, its table's name in the tabular form, and its fields as words (see `fields`)."""

    name: str
    table: str
    words: str

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, in the order of the schema."""
        return {field.name: field for field in (_field(self.name, word) for word in self.words.split())}

    @cached_property
    def held(self) -> tuple[Field, ...]:
        """The fields that hold other objects."""
        return tuple(field for field in self.fields.values() if field.of)


def _field(kind: str, word: str) -> Field:
    match = _WORD.fullmatch(word)
    assert match is not None, word  # noqa: S101 - the table below is ours
    name, star, named, listed, single = match.groups()
    held = "list" if listed else "object" if single else None
    return Field(name, held or named or "text", bool(star), listed or single or "", CHOICES.get(f"{kind}.{name}", ()))


OBJECTS: tuple[Kind, ...] = (
    Kind(
        "organization",
        "organizations",
        """
        id*:uuid name* alternate_name description* email:email website:uri additional_websites[url] tax_status
        tax_id year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid funding[funding]
        contacts[contact] phones[phone] locations[location] programs[program]
        organization_identifiers[organization_identifier] attributes[attribute] metadata[metadata]
        services[service]
        """,
    ),
    Kind(
        "program",
        "programs",
        """
        id*:uuid organization_id:uuid name* alternate_name description* attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "service",
        "services",
        """
        id*:uuid organization_id:uuid program_id:uuid name* alternate_name description url:uri
        additional_urls[url] email:email status*:choice interpretation_services application_process
        fees_description wait_time fees accreditations eligibility_description minimum_age:number
        maximum_age:number assured_date:date assurer_email:email licenses alert last_modified:date-time
        phones[phone] schedules[schedule] service_areas[service_area] service_at_locations[service_at_location]
        languages[language] organization{organization} funding[funding] cost_options[cost_option]
        program{program} required_documents[required_document] contacts[contact] capacities[service_capacity]
        attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "service_at_location",
        "service_at_location",
        """
        id*:uuid service_id:uuid location_id:uuid description service_areas[service_area] contacts[contact]
        phones[phone] schedules[schedule] location{location} attributes[attribute] metadata[metadata]
        service{service}
        """,
    ),
    Kind(
        "location",
        "locations",
        """
        id*:uuid location_type*:choice url:uri organization_id:uuid name alternate_name description
        transportation latitude:number longitude:number external_identifier external_identifier_type
        languages[language] addresses[address] contacts[contact] accessibility[accessibility] phones[phone]
        schedules[schedule] attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "address",
        "addresses",
        """
        id*:uuid location_id:uuid attention address_1* address_2 city* region state_province* postal_code*
        country* address_type*:choice attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "phone",
        "phones",
        """
        id*:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid
        service_at_location_id:uuid number* extension:number type description languages[language]
        attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "contact",
        "contacts",
        """
        id*:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name title
        department email:email phones[phone] attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "schedule",
        "schedules",
        """
        id*:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date
        dtstart:date timezone:number until:date count:number wkst:choice freq:choice interval:number byday
        byweekno bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri attending_type
        notes attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "service_area",
        "service_areas",
        """
        id*:uuid service_id:uuid service_at_location_id:uuid name description extent extent_type uri
        attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "language",
        "languages",
        """
        id*:uuid service_id:uuid location_id:uuid phone_id:uuid name code note attributes[attribute]
        metadata[metadata]
        """,
    ),
    Kind(
        "accessibility",
        "accessibility",
        """
        id*:uuid location_id:uuid description details url:uri attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "cost_option",
        "cost_options",
        """
        id*:uuid service_id:uuid valid_from:date valid_to:date option currency amount:number amount_description
        attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "required_document",
        "required_documents",
        """
        id*:uuid service_id:uuid document uri:uri attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "funding",
        "funding",
        """
        id*:uuid organization_id:uuid service_id:uuid source attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "service_capacity",
        "service_capacity",
        """
        id*:uuid service_id:uuid unit*{unit} unit_id:uuid available*:number maximum:number description
        updated*:date-time attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "unit",
        "units",
        """
        id*:uuid name* scheme identifier uri:uri attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "url",
        "url",
        """
        id*:uuid label url*:uri organization_id:uuid service_id:uuid attributes[attribute] metadata[metadata]
        """,
    ),
    Kind(
        "organization_identifier",
        "organization_identifiers",
        """
        id*:uuid organization_id:uuid identifier_scheme identifier_type* identifier* attributes[attribute]
        metadata[metadata]
        """,
    ),
    Kind(
        "attribute",
        "attributes",
        """
        id*:uuid link_id:uuid taxonomy_term_id:uuid link_type link_entity value taxonomy_term{taxonomy_term}
        metadata[metadata] label
        """,
    ),
    Kind(
        "metadata",
        "metadata",
        """
        id*:uuid resource_id:uuid resource_type last_action_date*:date last_action_type* field_name*
        previous_value* replacement_value* updated_by*
        """,
    ),
    Kind(
        "taxonomy",
        "taxonomies",
        """
        id*:uuid name* description* uri:uri version metadata[metadata]
        """,
    ),
    Kind(
        "taxonomy_term",
        "taxonomy_terms",
        """
        id*:uuid code name* description* parent_id:uuid taxonomy taxonomy_detail{taxonomy} language
        taxonomy_id:uuid term_uri:uri metadata[metadata]
        """,
    ),
    Kind(
        "meta_table_description",
        "meta_table_descriptions",
        """
        id*:uuid name language character_set attributes[attribute] metadata[metadata]
        """,
    ),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in OBJECTS}


@dataclass(frozen=True, slots=True)
class Join:
    """How a tabular row hangs on its parent: `column` holds the parent's id, the row goes into the parent's list `field`."""

    column: str
    parent: str
    field: str


def joins(kind: str) -> tuple[Join, ...]:
    """Every parent a tabular row of `kind` may hang on: a phone on a location, a service, a contact …

    Attributes and metadata name their parent's kind in a column of their own (link_entity, resource_type).
    """
    column = {"attribute": "link_id", "metadata": "resource_id"}.get(kind)
    return tuple(
        Join(column or f"{parent.name}_id", parent.name, field.name)
        for parent in OBJECTS
        for field in parent.held
        if field.type == "list" and field.of == kind and (column or f"{parent.name}_id" in KINDS[kind].fields)
    )
