"""Whose is a link that asks whether listings are right? Its secret is worked out again; whatever does not fit looks alike."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import LinkOver
from resource_app.keys import Keys
from validation.asked import came_back
from validation.climbing import LASTS, LETTER
from validation.contacts import is_known, to_write_to
from validation.ladder import AHEAD
from validation.models import Ask, Turn

NOT_LATE = timedelta(0)
LATE = timedelta(hours=1)  # what is sent then is kept, and counts once a new link is there
MOST_VERSIONS = 50  # of a link: a new one replaces the last


def find(session: Session, keys: Keys, ask_id: str, secret: str, now: datetime, late: timedelta = NOT_LATE) -> Ask:
    """The ask of a link; LinkOver for one that is none of ours, or works no more, as where the address it was sent to is no
    longer the organization's. One whose time ran out may be `late`; none that was ended, or that a newer one replaced.
    """
    ask = session.get(Ask, ask_id)
    if ask is None or not keys.is_signed(LETTER, secret, ask.id, str(ask.version)):
        raise LinkOver(LETTER, ask_id)
    if ask.ended_at is not None or ask.expires_at + late <= now:
        raise LinkOver(LETTER, ask_id)
    if not is_known(session, session.get_one(Turn, ask.turn_id), ask.recipient):
        raise LinkOver(LETTER, ask_id)
    return ask


def once_ours(session: Session, keys: Keys, ask_id: str, secret: str) -> Ask | None:
    """The ask of a link that works, or did."""
    ask = session.get(Ask, ask_id)
    if ask is None:
        return None
    versions = range(ask.version, max(0, ask.version - MOST_VERSIONS), -1)
    ours = [keys.is_signed(LETTER, secret, ask.id, str(version)) for version in versions]
    return ask if any(ours) else None


def renew(session: Session, ask: Ask, letter_id: str, by: By) -> bool:
    """Send its recipient a new link, which ends the ones before; whether anybody can be sent one: not where a letter of this
    ask came back, nor to an address that would not be written to any more.
    """
    session.refresh(ask, with_for_update=True)
    turn = session.get_one(Turn, ask.turn_id)
    if session.scalar(select(Ask.id).where(Ask.id == ask.id, came_back())) is not None:
        return False
    if all(contact.email != ask.recipient for contact in to_write_to(session, turn)):
        return False
    ask.version += 1
    ask.asked_at, ask.expires_at, ask.ended_at = by.at, by.at + LASTS, None
    ask.until_on = max(ask.until_on, turn.day_at(by.at) + AHEAD)
    mail.ask(session, letter_id, LETTER, ask.id, by.at)
    record(session, Entry(action="listings_asked_again", subject=ask.turn_id, details={"ask": ask.id}), by)
    return True
