"""How does a row of the demo tables become an HSDS 3.1 service, nested as a publisher would send it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from importers.demo import parts
from importers.demo.dates import assured_on, modified_on, noon, number
from importers.demo.parts import Hsds, demo_id, slug
from importers.demo.shapes import Org, Row, Spot
from importers.demo.spanish import SPANISH
from importers.demo.towns import TOWN_OF
from importers.demo.vocabulary import DELIVERED, REFERRAL_METHODS


@dataclass(frozen=True, slots=True)
class Directory:
    """What rows refer to by key."""

    orgs: Mapping[str, Org]
    spots: Mapping[str, Spot]


def service(row: Row, directory: Directory, today: date) -> Hsds:
    """The HSDS service of `row` with its organization, places and everything it holds; dates move with `today`."""
    org = directory.orgs[row.org]
    owner = demo_id("service", row.org, row.name)
    capacities, capacity_facts = parts.capacity(owner, row, today)
    facts = listing_facts(row, today) | capacity_facts
    places = [_at(place, owner, directory, facts, today) for place in row.at.split("|") if place.strip()]
    found: Hsds = {
        "id": owner,
        "name": row.name,
        "description": "\n".join(filter(None, (row.text, SPANISH.get(row.name, "")))),
        "status": row.status,
        "organization": organization(org),
        "phones": parts.phones(owner, row, org),
        "languages": parts.languages(owner, row.speaks),
        "attributes": parts.attributes(owner, row.terms),
        "last_modified": noon(modified_on(row, today)),
        "email": f"{slug(row.name)[:40].strip('-')}@{org.key}.example.org",
        "url": f"https://{org.key}.example.org/{slug(row.name)}",
    }
    found |= _texts(row) | _ages(row.ages) | parts.cost(owner, row.cost) | _confirmed(row, org, today)
    found |= _program(row, org) | ({} if places else facts)
    brought = "delivery" if DELIVERED & set(row.terms.split()) else "home"
    attended = " ".join(filter(None, ("person" if places else "", row.remote.replace("home", brought))))
    children = {
        "schedules": parts.timetable(owner, row.hours, today, attended if row.remote else ""),
        "service_areas": parts.areas(owner, row.reach),
        "capacities": capacities,
        "service_at_locations": places,
        "required_documents": [
            {"id": demo_id("document", owner, name), "document": name} for name in parts.listed(row.bring)
        ],
    }
    return found | {name: held for name, held in children.items() if held}


def organization(org: Org) -> Hsds:
    """The HSDS organization: a description worth reading, a main phone, and a contact by title, never by name."""
    town = TOWN_OF[org.town]
    owner = demo_id("organization", org.key)
    email = f"hello@{org.key}.example.org"
    found: Hsds = {
        "id": owner,
        "name": org.name,
        "description": org.text,
        "email": email,
        "website": f"https://{org.key}.example.org",
        "phones": [parts.phone(owner, f"{town.area_code}-555-01{org.line:02}", "Main line")],
    }
    if org.since:
        found["year_incorporated"] = org.since
    if org.contact:
        found["contacts"] = [{"id": demo_id("contact", org.key), "title": org.contact, "email": email}]
    if org.programs:
        found["programs"] = [_a_program(org, name, text) for name, text in org.programs]
    return found


def listing_facts(row: Row, today: date) -> Hsds:
    """The facts HSDS has no field for, as `x_` properties of the listing."""
    found: Hsds = {}
    for fact in row.facts.split():
        name, _, days = fact.partition(":")
        value = (today + timedelta(days=int(days))).isoformat() if days else True
        found["x_" + name.replace("-", "_")] = value
    if row.refer:
        found["x_accepts_referrals"] = row.refer != "no"
    if row.refer in REFERRAL_METHODS:
        found["x_referral_method"] = REFERRAL_METHODS[row.refer]
    return found


def _at(place: str, owner: str, directory: Directory, facts: Hsds, today: date) -> Hsds:
    key, _, hours = (part.strip() for part in place.partition("="))
    listing = demo_id("listing", owner, key)
    found: Hsds = {"id": listing, "location": parts.location(directory.spots[key]), **facts}
    if hours:
        found["schedules"] = parts.timetable(listing, hours, today)
    return found


def _texts(row: Row) -> Hsds:
    texts = {
        "alternate_name": row.alt,
        "eligibility_description": row.who,
        "application_process": row.apply,
        "interpretation_services": row.interpreters,
        "alert": row.alert,
    }
    return {name: text for name, text in texts.items() if text}


def _ages(ages: str) -> Hsds:
    if not ages:
        return {}
    low, _, high = ages.partition("-")
    return ({"minimum_age": int(low)} if low else {}) | ({"maximum_age": int(high)} if high else {})


def _confirmed(row: Row, org: Org, today: date) -> Hsds:
    assured = assured_on(row, today)
    if assured is None:
        return {}
    by_mail = number(f"assurer {row.org} {row.name}", 2)
    return {"assured_date": assured.isoformat()} | (
        {"assurer_email": f"hello@{org.key}.example.org"} if by_mail else {}
    )


def _program(row: Row, org: Org) -> Hsds:
    if not row.program:
        return {}
    return {"program": next(_a_program(org, name, text) for name, text in org.programs if name == row.program)}


def _a_program(org: Org, name: str, text: str) -> Hsds:
    return {"id": demo_id("program", org.key, name), "name": name, "description": text}
