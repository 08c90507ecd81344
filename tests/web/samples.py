"""Hand-made documents, plainly fictional, for pages: what the look's pictures show, and the odd cases around it."""

from dataclasses import replace
from datetime import date
from typing import Any

from search.documents import Area, Capacity, Document
from search.opening import Opening, Rule

ZONE = "America/New_York"
SUFFOLK = Area("county", "25025", "Suffolk County", "MA")
MASSACHUSETTS = Area("state", "MA", "Massachusetts", "MA")
NAMES = {"eng": "English", "spa": "Spanish", "hat": "Haitian Creole", "por": "Portuguese", "yue": "Cantonese"}


PROVENANCE = [
    {"on": "2026-03-02", "by": "curator", "parts": ["languages", "access"]},
    {"on": "", "by": "", "parts": ["cost"]},
]


def weekly(*days: tuple[int, int, int]) -> tuple[Rule, ...]:
    """Rules from (weekday, opens hour, closes hour)."""
    return tuple(Rule(days=((0, day),), opens=opens * 60, closes=closes * 60) for day, opens, closes in days)


def display(name: str, organization: str, **more: Any) -> dict[str, Any]:
    """The display part with everything missing but what `more` gives for service, place or the rest."""
    service = {
        "name": name,
        **dict.fromkeys(
            ("alternate_name", "description", "url", "email", "status", "application_process", "alert"), ""
        ),
        **dict.fromkeys(("accreditations", "wait_time", "last_modified", "fees", "eligibility", "interpretation"), ""),
        "additional_urls": [],
        **more.pop("service", {}),
    }
    organization_id = organization.lower().replace(" ", "-")
    shown: dict[str, Any] = {
        "service": service,
        "organization": {"id": organization_id, "name": organization, "description": "", "website": "", "email": ""},
        "program": "",
        "place": None,
        "phones": [],
        "hours_texts": [],
        "documents": [],
        "languages": [],
        "costs": [],
        "served": [],
        "sources": ["Fictional directory"],
        "referral_method": "",
    }
    return shown | more


def phone(number: str, **more: Any) -> dict[str, Any]:
    plain = {"number": number, "call": "+1" + number.replace("-", ""), "extension": "", "kind": "voice", "about": ""}
    return plain | {"languages": []} | more


def place(name: str, line: str, city: str, zip_code: str, **more: Any) -> dict[str, Any]:
    address = {"lines": [line], "city": city, "state": "MA", "zip": zip_code}
    plain = {"id": f"place-{name}", "name": name, "description": "", "address": address, "private": False}
    return plain | {"virtual": False, "transportation": "", "access": []} | more


def languages(*codes: str) -> list[dict[str, str]]:
    return [{"code": code, "name": NAMES[code]} for code in codes]


def document(key: str, name: str, organization: str, **facts: Any) -> Document:
    organization_id = organization.lower().replace(" ", "-")
    shown = facts.pop("display", None) or display(name, organization)
    return Document(
        id=f"listing-{key}",
        service_id=facts.pop("service_id", f"service-{key}"),
        organization_id=organization_id,
        version=1,
        name=name,
        organization=organization,
        display=shown,
        **facts,
    )


def pantry() -> tuple[Document, ...]:
    """A service of three places."""
    organization = "Dockside Neighbors Collaborative"
    name = "Harbor Street Community Pantry"
    service = {
        "description": "A cart of groceries once a week: fresh fruit and vegetables, rice, beans, milk and bread.\n"
        "Diapers and formula when there are some. You choose what goes in.",
        "application_process": "Come to the side door during opening hours. No appointment.\n"
        "Say your name and how many people live with you.\nCannot come yourself? Send a note with a friend.",
        "interpretation": "Other languages by phone interpreter",
    }
    common = {
        "service_id": "service-pantry",
        "eligibility": "Anyone living in Chelsea, Revere or East Boston. Nobody asks about income or immigration.",
        "description": "A cart of groceries once a week: fresh food, vegetables, rice.",
        "categories": ("food-services", "food-pantry"),
        "languages": ("eng", "spa", "hat"),
        "cost": "free",
        "keywords": ("food", "food pantry", "groceries"),
        "accepts_referrals": True,
        "confirmed_on": date(2026, 5, 3),
        "confirmed_by": "organization",
        "confirmed_how": "link",
    }
    base = {
        "service": service,
        "documents": ["Something that shows your address. No photo ID."],
        "languages": languages("eng", "spa", "hat"),
        "phones": [phone("617-555-0142"), phone("617-555-0143", kind="fax")],
        "served": [{"state": "MA", "names": ["Chelsea", "Revere", "East Boston"]}],
        "referral_method": "Walk in as well",
    }
    hours = weekly((0, 10, 14), (1, 13, 17), (3, 13, 19), (4, 10, 14))
    saturday = Rule(days=((1, 5),), opens=540, closes=720)
    holiday = Rule(closed=True, valid_from=date(2026, 11, 26), valid_to=date(2026, 11, 26))
    access = ["No steps at the side door", "Wheelchair-friendly toilet"]
    main = place("Harbor Street Hall", "214 Harbor Street, side door", "Chelsea", "02150", access=access)
    return (
        document(
            "pantry",
            name,
            organization,
            **common,
            point=(42.3935, -71.0336),
            city="Chelsea",
            wheelchair=True,
            opening=Opening(ZONE, (*hours, saturday, holiday)),
            display=display(name, organization, **base, place=main, provenance=PROVENANCE),
        ),
        document(
            "pantry-revere",
            name,
            organization,
            **common,
            point=(42.4130, -71.0120),
            city="Revere",
            opening=Opening(ZONE, weekly((2, 15, 18))),
            display=display(
                name, organization, **base, place=place("Beachmont Hall", "9 Example Way", "Revere", "02151")
            ),
        ),
        document(
            "pantry-eastie",
            name,
            organization,
            **common,
            point=(42.3650, -71.0340),
            city="East Boston",
            opening=Opening(ZONE, (Rule(days=((2, 0), (4, 0)), opens=1020, closes=1200),)),
            display=display(
                name,
                organization,
                **base,
                place=place("Jeffries Point Room", "3 Sample Street", "East Boston", "02128"),
            ),
        ),
    )


def phone_line() -> Document:
    """A statewide service by phone."""
    name, organization = "Food stamps (SNAP) sign-up by phone", "Bay Colony Food Line"
    return document(
        "snap",
        name,
        organization,
        eligibility="Anyone with a low income. A person of any immigration status may ask.",
        categories=("food-services", "food-benefits"),
        areas=(MASSACHUSETTS,),
        remote=("phone",),
        languages=("eng", "spa"),
        cost="free",
        opening=Opening(ZONE, weekly(*((day, 8, 19) for day in range(5)))),
        confirmed_on=date(2026, 9, 18),
        confirmed_by="curator",
        confirmed_how="phone",
        keywords=("food", "food stamps", "snap"),
        display=display(
            name,
            organization,
            documents=["Social Security number, if you have one", "Last month of pay"],
            languages=languages("eng", "spa"),
            phones=[phone("800-555-0119")],
        ),
    )


def home_meals() -> Document:
    """A waitlist, a county served, closed now."""
    name, organization = "Meals brought to your home", "Suffolk Elder Table"
    return document(
        "meals",
        name,
        organization,
        eligibility="Age 60 and over, and hard to leave the house",
        categories=("food-services", "meal-delivery"),
        areas=(SUFFOLK,),
        remote=("home",),
        languages=("eng", "spa", "yue"),
        cost="sliding",
        minimum_age=60,
        opening=Opening(ZONE, weekly(*((day, 8, 12) for day in range(5)))),
        capacity=Capacity("waitlist", date(2026, 10, 9), "about 3\u00a0weeks"),
        confirmed_on=date(2026, 8, 12),
        confirmed_by="organization",
        confirmed_how="link",
        keywords=("food", "meals"),
        display=display(
            name,
            organization,
            service={"fees": "You choose; about $3 a meal. Nobody is turned away."},
            documents=["Nothing. They visit you first."],
            languages=languages("eng", "spa", "yue"),
            phones=[phone("617-555-0177")],
        ),
    )


def private_shelter() -> Document:
    """A private address: the document still holds a point, which no page may show."""
    name, organization = "Groceries for families leaving violence at home", "Lantern House Network"
    hidden_place = {"id": "place-lantern", "name": "", "description": "", "address": None, "private": True}
    return document(
        "lantern",
        name,
        organization,
        eligibility="Anyone hurt or afraid at home, and their children",
        categories=("food-services", "food-pantry"),
        areas=(SUFFOLK,),
        languages=("eng", "spa", "por"),
        cost="free",
        sensitive=True,
        opening=Opening(ZONE, (Rule(),)),
        confirmed_on=date(2026, 7, 1),
        confirmed_by="organization",
        confirmed_how="portal",
        keywords=("food", "violence"),
        display=display(
            name,
            organization,
            place=hidden_place | {"virtual": False, "transportation": "", "access": []},
            documents=["Nothing"],
            languages=languages("eng", "spa", "por"),
            phones=[phone("617-555-0190")],
        ),
    )


def unconfirmed() -> Document:
    name, organization = "Saint Brigid Parish Food Shelf", "Saint Brigid Parish"
    return document(
        "brigid",
        name,
        organization,
        categories=("food-services", "food-pantry"),
        point=(42.4084, -71.0537),
        city="Everett",
        cost="free",
        keywords=("food",),
        display=display(
            name,
            organization,
            phones=[phone("617-555-0156")],
            place=place("Parish hall", "1 Invented Road", "Everett", "02149"),
        ),
    )


def stale() -> Document:
    name, organization = "Tuesday Supper at Mystic Hall", "Mystic Hall Volunteers"
    return document(
        "mystic",
        name,
        organization,
        categories=("food-services", "meals"),
        point=(42.4184, -71.1062),
        city="Medford",
        opening=Opening(ZONE, (Rule(days=((0, 1),), opens=1050, closes=1170),)),
        confirmed_on=date(2026, 3, 2),
        confirmed_by="organization",
        confirmed_how="phone",
        keywords=("food", "supper"),
        display=display(
            name,
            organization,
            phones=[phone("781-555-0133")],
            place=place("Mystic Hall", "77 Nowhere Avenue", "Medford", "02155"),
        ),
    )


def closed() -> Document:
    """Was public, has closed."""
    return replace(
        unconfirmed(), id="listing-closed", service_id="service-closed", name="Old Mill Pantry", hidden="inactive"
    )


def candidate() -> Document:
    """Never was public."""
    return replace(unconfirmed(), id="listing-candidate", service_id="service-candidate", hidden="candidate")


HARSH_NAME = '<script>alert("x")</script> & “Sons” of a place with quite a long name, seventy letters and more'


def harsh() -> Document:
    """Text that would break a page that trusts it."""
    evil = HARSH_NAME
    return document(
        "harsh",
        evil,
        evil,
        eligibility=evil * 4,
        categories=("legal-support",),
        point=(42.40, -71.04),
        city="Chelsea",
        cost="fee",
        opening=Opening(ZONE, texts=("By appointment. Call 9-5, " + evil,), sure=False),
        keywords=("harsh",),
        display=display(
            evil,
            evil,
            service={"description": evil, "url": "javascript:alert(1)", "fees": evil, "alert": evil}
            | {"additional_urls": [{"url": "javascript:alert(2)", "label": evil}]},
            documents=[evil, evil],
            phones=[phone("see <b>web</b>", call="")],
            place=place(evil, evil, "Chelsea", "02150"),
        ),
    )


def everything() -> tuple[Document, ...]:
    """Every sample."""
    return (
        *pantry(),
        phone_line(),
        home_meals(),
        private_shelter(),
        unconfirmed(),
        stale(),
        closed(),
        candidate(),
        harsh(),
    )
