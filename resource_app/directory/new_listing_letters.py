"""What does the letter about a proposed listing say? That a curator decided; what, whoever proposed it reads signed in."""

from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.accounts.letters import Draft, Kind
from resource_app.accounts.models import User
from resource_app.directory import new_listings
from resource_app.directory.models import ProposedListing
from resource_app.errors import N_
from resource_app.keys import Keys


def _decided(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    del keys, now
    made = session.get(ProposedListing, about)
    user = session.get(User, made.user_id) if made is not None else None
    if user is None or user.disabled_at is not None:
        return None
    values = {"link": f"{origin}/listings/proposed", "site": origin}
    return Draft(user.email, user.language, new_listings.LETTER, values)


def _proposer(session: Session, about: str) -> str:
    made = session.get(ProposedListing, about)
    user = session.get(User, made.user_id) if made is not None else None
    return user.email if user is not None else ""


KINDS = (Kind(new_listings.LETTER, _decided, N_("that a proposed listing was decided"), reader=_proposer),)
