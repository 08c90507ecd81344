"""What does a curator weigh before deciding a claim? Whether addresses agree, and which records are the same organization."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from resource_app.database import Json
from resource_app.directory.models import Claim, Organization, Service
from resource_app.directory.queries import Named

MOST = 20  # organizations that are offered as the same
# Whose addresses and pages belong to anybody: to share one tells nothing.
_SHARED = """
    gmail.com googlemail.com yahoo.com ymail.com aol.com hotmail.com outlook.com live.com msn.com
    icloud.com me.com mac.com proton.me protonmail.com comcast.net verizon.net att.net sbcglobal.net
    gmx.com mail.com zoho.com facebook.com instagram.com twitter.com x.com linkedin.com youtube.com
    linktr.ee google.com sites.google.com wordpress.com blogspot.com weebly.com wixsite.com
    squarespace.com godaddysites.com
"""
SHARED = frozenset(_SHARED.split())


def domain_of(address: str) -> str:
    """The domain of a mail or web address; empty for none, and for one that anybody can have."""
    text = address.strip().lower()
    host = text.rpartition("@")[2] if "@" in text else _host(text if "//" in text else f"//{text}")
    host = host.removeprefix("www.")
    return host if "." in host and host not in SHARED else ""


def agree(one: str, other: str) -> bool:
    """Whether two domains are the same one, or one is part of the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def domains(session: Session, organization_id: str) -> tuple[str, ...]:
    """The domains that an organization and its services name as their own."""
    bodies = [session.get_one(Organization, organization_id).hsds]
    bodies += session.scalars(select(Service.hsds).where(Service.organization_id == organization_id))
    return tuple(dict.fromkeys(each for body in bodies for each in _domains_in(body)))


def alike(session: Session, organization_id: str) -> list[Named]:
    """Other organizations of the list with one of its domains, by name."""
    own = domains(session, organization_id)
    if not own:
        return []
    stored = cast(Organization.hsds, String)
    maybe = select(Organization).where(
        Organization.id != organization_id,
        Organization.listed,
        or_(*(stored.icontains(each, autoescape=True) for each in own)),
    )
    found = (
        Named(each.id, each.name, each.listed)
        for each in session.scalars(maybe.order_by(Organization.name, Organization.id))
        if any(agree(one, other) for one in own for other in _domains_in(each.hsds))
    )
    return [each for each, _ in zip(found, range(MOST), strict=False)]


def others(session: Session, made: Claim) -> Sequence[Claim]:
    """Other claims for the same organization, the newest first."""
    theirs = select(Claim).where(Claim.organization_id == made.organization_id, Claim.id != made.id)
    return session.scalars(theirs.order_by(Claim.asked_at.desc(), Claim.id)).all()


def _domains_in(body: Json) -> Iterator[str]:
    for name in ("email", "website", "url"):
        found = domain_of(str(body.get(name) or ""))
        if found:
            yield found


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
