"""How does an organization hear that something waits for it? By a letter that says no more than that, and to sign in; where
nobody signs in for it, with a link in its place.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from referrals.offers import links
from referrals.offers.facts import Put, may_be_told
from referrals.offers.models import Offer
from referrals.offers.moves import LIVE
from referrals.offers.queries import asked_of
from resource_app import mail
from resource_app.accounts import inboxes, people
from resource_app.accounts.letters import Draft, Kind
from resource_app.accounts.models import Inbox, Membership
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_
from resource_app.keys import Keys

LETTER: Final = "referral"  # about "offer:reader", the reader a mailbox, an administrator's membership, or the listing
ENDED: Final = "referral_ended"  # about the reader
LINKED: Final = "referral_link"  # the template of the letter that holds one
LISTING: Final = "listing"  # whoever reads the mail of the address that it gives
LANGUAGE: Final = "en"  # where nothing says which one they read


def tell(session: Session, at: Put, by: By) -> None:
    """Write to the mailbox that the organization's staff share, or to its administrators; where there is neither, to the
    address that the listing gives, if it gives any.
    """
    listed = [LISTING] if links.mailbox(session, at.offer) else []
    _ask(session, at, _signing_in(session, at.offer) or listed, by)


def tell_ended(session: Session, at: Put, by: By) -> None:
    """Write, where somebody signs in for the organization, that their list has changed: an offer was taken from it."""
    for reader in _signing_in(session, at.offer):
        mail.ask_once(session, ENDED, reader, by.at)


def tell_admins(session: Session, at: Put, by: By) -> None:
    """Write to who answers for the organization."""
    _ask(session, at, inboxes.admins(session, at.offer.organization_id), by)


def write_again(session: Session, offer_id: str, by: By) -> bool:
    """Write once more to the address that the listing gives, with a link that works; whether that is so: not once the offer is
    answered or has ended, without consent, nor where somebody signs in for the organization.
    """
    asked = asked_of(session, offer_id)
    if asked is None or not links.mailbox(session, asked.offer) or not links.is_open(session, asked.offer, by.at):
        return False
    if not may_be_told(session, asked.referral, asked.offer.organization_id, by.at.date()):
        return False
    _ask(session, Put(asked.offer, asked.referral, asked.need), [LISTING], by)
    entry = Entry(action="offer_link_renewed", subject=f"referral:{asked.referral.id}", details={"offer_id": offer_id})
    record(session, entry, by)
    return True


def drop(session: Session, offer_ids: Iterable[str], now: datetime) -> None:
    """Send none of the letters that wait about these offers."""
    for offer_id in offer_ids:
        mail.drop(session, LETTER, f"{offer_id}:", now)


def _ask(session: Session, at: Put, readers: Sequence[str], by: By) -> None:
    for reader in readers:
        mail.ask(session, str(uuid.uuid4()), LETTER, f"{at.offer.id}:{reader}", by.at)


def _signing_in(session: Session, offer: Offer) -> Sequence[str]:
    """The mailbox that the organization's staff share, or its administrators."""
    used, _ = inboxes.of(session, offer.organization_id)
    return [used.id] if used else inboxes.admins(session, offer.organization_id)


def _draft(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """Nobody needs it once the offer has ended, or the reader reads for the organization no more."""
    offer_id, _, reader_id = about.partition(":")
    offer = session.get(Offer, offer_id)
    if offer is None or offer.state not in LIVE:
        return None
    to, language = _reader(session, offer, reader_id)
    linked = reader_id == LISTING and not inboxes.has_account(session, offer.organization_id)
    if not to or (linked and not links.is_open(session, offer, now)):
        return None
    values = {"link": origin + (links.path(keys, offer, to) if linked else "/inbox"), "site": origin}
    return Draft(to, language, LINKED if linked else LETTER, values, offer.organization_id)


def _reader(session: Session, offer: Offer, reader_id: str) -> tuple[str, str]:
    """To which address, and in which language; an empty one where nobody reads there any more."""
    if reader_id == LISTING:
        return links.mailbox(session, offer), LANGUAGE
    return _address(session, _home(session, reader_id))


def _home(session: Session, reader_id: str) -> Inbox | Membership | None:
    """The mailbox or the administrator's membership, while they are the organization's."""
    home = session.get(Inbox, reader_id) or session.get(Membership, reader_id)
    return home if home is not None and home.ended_at is None else None


def _address(session: Session, home: Inbox | Membership | None) -> tuple[str, str]:
    reader = people.get(session, home.user_id) if isinstance(home, Membership) else home
    return (reader.email, reader.language) if reader is not None else ("", LANGUAGE)


def _ended(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """Where the list holds what has ended."""
    del keys, now
    home = _home(session, about)
    if home is None:
        return None
    values = {"link": f"{origin}/inbox?list=done", "site": origin}
    return Draft(*_address(session, home), ENDED, values, home.organization_id)


def _organization_of(session: Session, about: str) -> str:
    home = _home(session, about)
    return f"organization:{home.organization_id}" if home is not None else ""


def _organization(session: Session, about: str) -> str:
    offer = session.get(Offer, about.partition(":")[0])
    return f"organization:{offer.organization_id}" if offer is not None else ""


KINDS = (
    Kind(LETTER, _draft, N_("that something waits for an answer"), subject=_organization),
    Kind(ENDED, _ended, N_("that what waited for an answer has ended"), subject=_organization_of),
)
