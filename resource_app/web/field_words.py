"""What are the fields of a listing called? HSDS names in the words of its form."""

from resource_app.errors import N_
from resource_app.phrases.moments import Translator

WORDS: dict[str, str] = {
    "name": N_("Name"),
    "alternate_name": N_("Another name people know it by"),
    "description": N_("What people get, and how"),
    "url": N_("Web page"),
    "website": N_("Web page"),
    "email": N_("Email address"),
    "eligibility_description": N_("Who it is for"),
    "minimum_age": N_("Youngest age"),
    "maximum_age": N_("Oldest age"),
    "application_process": N_("How to get it"),
    "required_documents": N_("What to bring"),
    "fees_description": N_("What it costs"),
    "cost_options": N_("What it costs"),
    "schedules": N_("Hours"),
    "addresses": N_("Address"),
    "latitude": N_("The place on the map"),
    "longitude": N_("The place on the map"),
    "accessibility": N_("Access for people with disabilities"),
    "transportation": N_("How to get there"),
    "phones": N_("Phones"),
    "languages": N_("Languages"),
    "interpretation_services": N_("Interpretation"),
    "service_areas": N_("Areas served"),
    "accepts_referrals": N_("Referrals"),
    "referral_method": N_("How a referral reaches you"),
    "closed_until": N_("Closed until"),
    "capacity": N_("How many people it can take"),
    "capacity_said_on": N_("The day that was said"),
    "capacity_note": N_("What was said of it"),
    "status": N_("Status"),
}


def field_words(t: Translator, field: str) -> str:
    """A field as people call it; one that has no words by its HSDS name."""
    return t.gettext(WORDS[field]) if field in WORDS else field.replace("_", " ")
