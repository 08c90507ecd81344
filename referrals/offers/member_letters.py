"""What does the letter to a member say? A link, and nothing else: not who writes, not what about."""

from datetime import datetime

from sqlalchemy.orm import Session

from referrals.offers import member_links
from referrals.offers.member_links import LETTER
from referrals.offers.models import MemberLink
from referrals.people import contact
from resource_app.accounts.letters import Draft, Kind
from resource_app.errors import N_, LinkOver
from resource_app.keys import Keys


def _question(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To the member's own address, where a letter to it is still safe."""
    del keys
    made = session.get(MemberLink, about)
    try:
        at = member_links.held(session, made, now) if made is not None else None
    except LinkOver:
        return None
    if at is None or "email" not in contact.ways(at.values):
        return None
    values = {"link": origin + member_links.path_of(session, at.link)}
    return Draft(at.values["email"], at.link.language, "member_question", values)


def _lost(session: Session, about: str, now: datetime) -> None:
    """Whoever sent it reads so beside the referral, and nobody else."""
    made = session.get(MemberLink, about)
    if made is not None:
        made.lost_at = now


KINDS = (Kind(LETTER, _question, N_("a question to a member"), leaves_traces=False, lost=_lost),)
