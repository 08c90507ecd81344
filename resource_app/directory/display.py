"""What does a page show of a listing? The `display` part of its document: plain data, nothing private, nothing rendered.

Missing texts are "" and missing lists []. Shape: service {SERVICE_TEXTS, fees, eligibility, interpretation, additional_urls
[{url, label}]} · organization {ORGANIZATION_TEXTS} · program · place None or {id, name, description, address None or {lines,
city, state, zip}, private, virtual, transportation, access} · phones [{number, call, extension, kind, about, languages}] ·
hours_texts · documents · languages [{code, name}] · costs · sources · referral_method; the document adds served
[{state, names}], provenance (`resource_app/directory/provenance.py`) and disputes (`resource_app/directory/disputes.py`).
"""

import re
from dataclasses import asdict
from typing import Any

from resource_app.database import Json
from resource_app.directory import facts, hours
from resource_app.directory.parts import Parts, text_of
from resource_app.directory.said import children

SERVICE_TEXTS = (
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "application_process",
    "alert",
    "accreditations",
    "wait_time",
    "last_modified",
)
ORGANIZATION_TEXTS = ("id", "name", "description", "website", "email")


def of(parts: Parts) -> Json:
    """The display data of one listing."""
    service = parts.service
    spoken = [each for body in parts.bodies for each in children(body, "languages")]
    return {
        "service": {name: text_of(service, name) for name in SERVICE_TEXTS}
        | {
            "fees": text_of(service, "fees_description") or text_of(service, "fees"),
            "eligibility": text_of(service, "eligibility_description"),
            "interpretation": text_of(service, "interpretation_services"),
            "additional_urls": [
                {"url": text_of(each, "url"), "label": text_of(each, "label")}
                for each in children(service, "additional_urls")
            ],
        },
        "organization": {name: text_of(parts.organization, name) for name in ORGANIZATION_TEXTS},
        "program": text_of(parts.program, "name"),
        "place": _place(parts),
        "phones": _phones(parts),
        "hours_texts": _hours_texts(parts),
        "documents": [text for each in children(service, "required_documents") if (text := text_of(each, "document"))],
        "languages": [{"code": each.code, "name": each.name} for each in facts.languages_of(spoken)],
        "costs": [text for each in children(service, "cost_options") if (text := cost_words(each))],
        "sources": [parts.row.service_source],
        "referral_method": parts.row.referral_method,
    }


def address_of(place: Json) -> dict[str, Any] | None:
    """The street address of a location body, or its first other one; None without any."""
    addresses = [each for each in children(place, "addresses") if each.get("address_type") != "postal"]
    if not addresses:
        return None
    said = addresses[0]
    lines = [text_of(said, "address_1"), text_of(said, "address_2")]
    return {
        "lines": [line for line in lines if line],
        "city": text_of(said, "city"),
        "state": text_of(said, "state_province"),
        "zip": text_of(said, "postal_code"),
    }


def _place(parts: Parts) -> Json | None:
    row, place = parts.row, parts.place
    if row.location_id is None:
        return None
    return {
        "id": row.location_id,
        "name": text_of(place, "name"),
        "description": text_of(place, "description"),
        "address": address_of(place),
        "private": parts.private,
        "virtual": place.get("location_type") == "virtual",
        "transportation": text_of(place, "transportation"),
        "access": [text for each in children(place, "accessibility") if (text := text_of(each, "description"))],
    }


def _phones(parts: Parts) -> list[Json]:
    """The listing's phones, the most particular first; the organization's only where there is no other."""
    said = [each for body in parts.bodies for each in children(body, "phones")]
    return [asdict(phone) for phone in facts.phones_of(said or children(parts.organization, "phones"))]


def _hours_texts(parts: Parts) -> list[str]:
    said = hours.schedules_for(parts.at_place, parts.service, parts.place)
    return list(dict.fromkeys(text for each in said if (text := text_of(dict(each), "description"))))


def cost_words(option: Json) -> str:
    """What an option says, each thing once: "Fee, $135 a week"."""
    described = text_of(option, "amount_description")
    money = _money(option.get("amount"), text_of(option, "currency"))
    told = re.search(rf"(?<![\d.,]){re.escape(money.lstrip('$'))}(?!\d)", described) if money else None
    return ", ".join(text for text in (text_of(option, "option"), "" if told else money, described) if text)


def _money(amount: Any, currency: str) -> str:
    """An amount as people write it: "$135", "$7.50", "20 EUR"; nothing for none, which the option's name says."""
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not amount:
        return ""
    digits = f"{amount:,.2f}".removesuffix(".00")
    return f"${digits}" if currency.upper() in {"USD", ""} else f"{digits} {currency}"
