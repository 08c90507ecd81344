"""What do letters about records that were opened in an emergency say? That somebody should look, and nothing else."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.people.glass import LETTER
from referrals.people.models import BreakGlass
from resource_app.accounts.letters import Draft, Kind
from resource_app.accounts.models import User
from resource_app.errors import N_
from resource_app.keys import Keys


def _opened(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To who answers for the person, who reads who looked; or to who judges it."""
    del keys, now
    glass_id, _, user_id = about.partition(":")
    glass, user = session.get(BreakGlass, glass_id), session.get(User, user_id)
    if glass is None or user is None or user.disabled_at is not None:
        return None
    theirs = select(Case.id).filter_by(person_id=glass.person_id, owner_id=user_id, closed_at=None)
    path = f"/members/{glass.person_id}" if session.scalars(theirs).first() else "/members/opened"
    return Draft(user.email, user.language, "emergency", {"link": origin + path, "site": origin})


def _reader(session: Session, about: str) -> str:
    user = session.get(User, about.partition(":")[2])
    return user.email if user is not None else ""


KINDS = (Kind(LETTER, _opened, N_("that a record was opened in an emergency"), reader=_reader),)
