"""What do letters about a claim say? One row for each kind; the letter that grants one is the invitation itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.accounts.letters import Draft, Kind
from resource_app.directory import claims
from resource_app.directory.claim_ways import listed_mail
from resource_app.directory.models import Claim, Organization
from resource_app.errors import N_
from resource_app.keys import Keys


def _claim(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To the address that the listing gives today."""
    made = session.get(Claim, about)
    address = listed_mail(session, made.object_id) if made is not None else ""
    if made is None or not address or not claims.waits_for_mail(made, now):
        return None
    link = f"{origin}/claims/{made.id}/{claims.secret(keys, made, address)}"
    name = session.get_one(Organization, made.organization_id).name
    said = {"link": link, "site": origin, "person": made.email or "", "name": name}
    return Draft(address, made.language, "claim", said)


def _refused(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    del keys, now
    made = session.get(Claim, about)
    if made is None or made.email is None or made.reason is None:
        return None
    return Draft(made.email, made.language, "claim_refused", {"reason": made.reason, "site": origin})


def _claimed(session: Session, about: str) -> str:
    made = session.get(Claim, about)
    return f"listing:{made.object_id}" if made is not None else ""


def _who_claimed(session: Session, about: str) -> str:
    made = session.get(Claim, about)
    return (made.email or "") if made is not None else ""


KINDS = (
    Kind(claims.KIND, _claim, N_("that somebody asks to keep the listing right"), subject=_claimed),
    Kind(claims.REFUSED, _refused, N_("that a claim was refused"), reader=_who_claimed),
)
