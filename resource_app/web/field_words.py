"""What are the fields of a listing called on pages?"""

from functools import cache

from resource_app.directory.models.change import WHOLE
from resource_app.directory.models.proposed_listing import PROPOSED
from resource_app.errors import N_
from resource_app.web import language

_NAMES: dict[str, str] = {
    WHOLE: N_("The listing"),
    "name": N_("Name"),
    "alternate_name": N_("Other name"),
    "description": N_("What you get"),
    "url": N_("Web page"),
    "website": N_("Website"),
    "additional_urls": N_("More web pages"),
    "additional_websites": N_("More web pages"),
    "email": N_("Email"),
    "status": N_("Status"),
    "interpretation_services": N_("Interpretation"),
    "application_process": N_("How to get it"),
    "fees_description": N_("Cost"),
    "fees": N_("Cost, in short"),
    "cost_options": N_("Prices"),
    "wait_time": N_("Waiting time"),
    "accreditations": N_("Accreditations"),
    "licenses": N_("Licenses"),
    "eligibility_description": N_("Who can come"),
    "minimum_age": N_("Youngest age"),
    "maximum_age": N_("Oldest age"),
    "alert": N_("Notice"),
    "assured_date": N_("Checked on"),
    "assurer_email": N_("Checked by"),
    "last_modified": N_("Changed by its source"),
    "phones": N_("Phones"),
    "schedules": N_("Hours"),
    "service_areas": N_("Areas served"),
    "languages": N_("Languages"),
    "required_documents": N_("What to bring"),
    "contacts": N_("Contacts"),
    "capacities": N_("Places left, by its source"),
    "attributes": N_("Kinds of help and other marks"),
    "funding": N_("Paid for by"),
    "organization": N_("Organization"),
    "program": N_("Program"),
    "location": N_("Place"),
    "locations": N_("Places"),
    "service_at_locations": N_("Places"),
    "location_type": N_("Kind of place"),
    "addresses": N_("Address"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "transportation": N_("Getting there"),
    "accessibility": N_("Access"),
    "metadata": N_("History by its source"),
    "held": N_("Held back"),
    "staff_only": N_("For staff only"),
    "closed_until": N_("Closed until"),
    "out_until": N_("Everything is given out until"),
    "no_referrals_until": N_("No new referrals until"),
    "do_not_refer": N_("Do not refer"),
    "accepts_referrals": N_("Takes referrals"),
    "referral_method": N_("How referrals are taken"),
    "capacity": N_("Capacity"),
    "capacity_said_on": N_("Capacity said on"),
    "capacity_note": N_("About the capacity"),
    "address_visibility": N_("Address shown"),
}
# Where a field of another kind of object has another name.
_OF_KIND: dict[tuple[str, str], str] = {
    ("organization", "name"): N_("Name of the organization"),
    ("organization", "description"): N_("About the organization"),
    ("organization", "email"): N_("Email of the organization"),
    ("organization", "phones"): N_("Phones of the organization"),
    ("organization", "year_incorporated"): N_("Founded in"),
    ("organization", "legal_status"): N_("Legal form"),
    ("organization", "tax_status"): N_("Tax status"),
    ("organization", "tax_id"): N_("Tax number"),
    ("organization", "uri"): N_("Permanent web address"),
    ("organization", "logo"): N_("Logo"),
    ("organization", "organization_identifiers"): N_("Numbers in other registers"),
    ("location", "external_identifier"): N_("Number in another register"),
    ("location", "external_identifier_type"): N_("Which other register"),
    ("location", "name"): N_("Name of the place"),
    ("location", "description"): N_("About the place"),
    ("location", "phones"): N_("Phones of the place"),
    ("location", "schedules"): N_("Hours of the place"),
    ("location", "languages"): N_("Languages at the place"),
    (PROPOSED, "name"): N_("Name of the service"),
    (PROPOSED, "phone"): N_("Phone"),
    (PROPOSED, "address_1"): N_("Street and number"),
    (PROPOSED, "address_2"): N_("Floor, suite or door"),
    (PROPOSED, "city"): N_("City"),
    (PROPOSED, "state_province"): N_("State"),
    (PROPOSED, "postal_code"): N_("ZIP code"),
    (PROPOSED, "areas"): N_("Areas served"),
    (PROPOSED, "place"): N_("Name of the place"),
    (PROPOSED, "secret"): N_("Who may know the address"),
    ("listing", "description"): N_("About it at this place"),
    ("listing", "phones"): N_("Phones at this place"),
    ("listing", "schedules"): N_("Hours at this place"),
}
_KINDS: dict[str, str] = {
    "organization": N_("Organization"),
    "program": N_("Program"),
    "service": N_("Service"),
    "location": N_("Place"),
    "listing": N_("Service at a place"),
}


def field_words(kind: str, field: str) -> str:
    """A field in the reader's language; one nobody named is its own name in plain letters."""
    named = _OF_KIND.get((kind, field)) or _NAMES.get(field)
    return language.translator().gettext(named) if named else _plainly(field)


def kind_words(kind: str) -> str:
    """A kind of object in the reader's language."""
    return language.translator().gettext(_KINDS[kind])


def known_fields() -> tuple[str, ...]:
    """The fields that have a name of their own, in the order of the table."""
    return tuple(name for name in _NAMES if name)


@cache
def _plainly(field: str) -> str:
    plain = field.removeprefix("x_").replace("_", " ").strip()
    return plain[:1].upper() + plain[1:]
