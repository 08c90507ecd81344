"""Which listings could one that somebody types be? Those that share a phone, a street or a site, and those called alike."""

from collections.abc import Iterable

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from importers.matching import ENOUGH, Facts, facts_of, likeness
from resource_app.database import Json
from resource_app.directory.models import Listing, Location, Organization, Service
from search import stored
from search.documents import Document

MOST = 5  # that are shown
_MOST_READ = 400
_LAST_DIGITS = 4
_ALIKE = 0.55  # of ENOUGH: somebody looks at them


def lookalikes(session: Session, service: Json, organization: Json, place: Json) -> list[str]:
    """The ids of shown listings that this could be, one of each service, the most alike first, by what the public is told of
    them.
    """
    typed = facts_of("", service, organization, place)
    found = [each for each in _stored(session, typed, service, place) if not each.hidden]
    scored = sorted((-_score(typed, _facts(each)), each.id, each.service_id) for each in found)
    best: dict[str, str] = {}
    for score, listing, of in scored:
        if score < 0:
            best.setdefault(of, listing)
    return list(best.values())[:MOST]


def _score(typed: Facts, other: Facts) -> float:
    shared = sum(bool(one & two) for one, two in ((typed.phones, other.phones), (typed.sites, other.sites)))
    shared += bool(typed.street) and typed.street == other.street
    alike = likeness(typed, other)
    return alike + shared if shared or alike >= ENOUGH * _ALIKE else 0.0


def _stored(session: Session, typed: Facts, service: Json, place: Json) -> Iterable[Document]:
    bodies = (cast(Service.hsds, String), cast(Organization.hsds, String), cast(Location.hsds, String))
    wanted = [body.icontains(phone[-_LAST_DIGITS:]) for phone in typed.phones for body in bodies]
    wanted += [body.icontains(site, autoescape=True) for site in typed.sites for body in bodies[:2]]
    street = next((str(each.get("address_1") or "") for each in place.get("addresses") or ()), "")
    if number := street.split(" ")[0]:
        wanted.append(bodies[2].icontains(f'"{number} ', autoescape=True))
    longest = max(str(service.get("name") or "").split(), key=len, default="")
    if longest:
        wanted.append(Service.name.icontains(longest, autoescape=True))
    asked = (
        select(Listing.id)
        .join(Service, Listing.service_id == Service.id)
        .outerjoin(Organization, Service.organization_id == Organization.id)
        .outerjoin(Location, Listing.location_id == Location.id)
        .where(Listing.held.is_(None), Listing.staff_only.is_(False), or_(*wanted))
        .order_by(Listing.id)
        .limit(_MOST_READ)
    )
    found = session.scalars(asked).all() if wanted else []
    return stored.load(session.connection(), found).values()


def _facts(document: Document) -> Facts:
    """What the public is told of a listing: nothing private answers to what somebody types."""
    shown, place = document.display, document.display["place"] or {}
    address = place.get("address") or {}
    lines = address.get("lines") or [""]
    where = {"address_1": lines[0], "city": document.city, "postal_code": address.get("zip", "")}
    service = {"name": document.name, "url": shown["service"]["url"], "phones": shown["phones"]}
    organization = {"name": document.organization, "website": shown["organization"]["website"]}
    return facts_of(document.id, service, organization, {"addresses": [where] if lines[0] else []})
