"""Who else hears that something happened? Who answers for the case, and of a sensitive consent that was taken back the privacy
officers. A letter says no more than that there is something, and where to sign in; one an hour is enough for anybody.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.consents.terms import DATA_CLASS
from referrals.offers.facts import Put
from referrals.offers.models import Referral
from referrals.people.queries import CARERS
from resource_app import mail
from resource_app.accounts.letters import Draft, Kind
from resource_app.accounts.models import Membership, User
from resource_app.accounts.queries import holding, working
from resource_app.audit.recording import By
from resource_app.errors import N_
from resource_app.keys import Keys

NEWS: Final = "referral_news"  # about the reader, with ":team" where it is somebody else's case
TAKEN_BACK: Final = "consent_taken_back"  # about the reader


def tell_team(session: Session, at: Put, by: By) -> None:
    """Write to who answers for the case of an offer."""
    tell(session, at.referral, by)


def tell(session: Session, referral: Referral, by: By) -> None:
    """Write to who answers for the case of a referral; to all of the team where they do not work there any more. Nobody is
    told what they did themselves.
    """
    case = session.get_one(Case, referral.case_id)
    there = working(session, case.organization_id, CARERS)
    about = [case.owner_id] if case.owner_id in there else [f"{user_id}:team" for user_id in there]
    for reader in about:
        if reader.partition(":")[0] != by.actor.id:
            mail.ask_once(session, NEWS, reader, by.at)


def tell_officers(session: Session, data_classes: Iterable[str], by: By) -> None:
    """Write to the privacy officers that a consent was taken back that named something sensitive."""
    if any(DATA_CLASS[each].sensitive for each in data_classes):
        for user_id in holding(session, "privacy_officer"):
            mail.ask_once(session, TAKEN_BACK, user_id, by.at)


def _news(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To who still works for a care team."""
    del keys, now
    user_id, _, whose = about.partition(":")
    carer = exists().where(Membership.user_id == User.id, Membership.role.in_(CARERS), Membership.ended_at.is_(None))
    user = session.scalar(select(User).where(User.id == user_id, User.disabled_at.is_(None), carer))
    if user is None:
        return None
    link = f"{origin}/referrals?whose={whose}" if whose else f"{origin}/referrals"
    return Draft(user.email, user.language, NEWS, {"link": link, "site": origin})


def _taken_back(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To who still is a privacy officer: where it was written down, and of whom stands there alone."""
    del keys, now
    user = session.get(User, about)
    if user is None or about not in holding(session, "privacy_officer"):
        return None
    link = f"{origin}/audit?action=consent_recorded"
    return Draft(user.email, user.language, TAKEN_BACK, {"link": link, "site": origin})


def _address(session: Session, user_id: str) -> str:
    user = session.get(User, user_id)
    return user.email if user is not None else ""


KINDS = (
    Kind(
        NEWS,
        _news,
        N_("that something happened to a referral"),
        reader=lambda session, about: _address(session, about.partition(":")[0]),
    ),
    Kind(
        TAKEN_BACK,
        _taken_back,
        N_("that a sensitive consent was taken back"),
        reader=_address,
    ),
)
