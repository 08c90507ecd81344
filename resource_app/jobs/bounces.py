"""What follows when a letter comes back? A mail server that took it says later, by mail, that it cannot deliver it (RFC 3464).

Anybody can write such a report. So it counts only with the name under which the letter left, which is signed for the letter and
its address: who had it in hand knows it, and can stop letters to that address alone, once, and not for long.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message

from sqlalchemy.orm import Session

from resource_app.accounts.people import as_kept
from resource_app.errors import BadInput
from resource_app.jobs import posting
from resource_app.keys import Keys
from resource_app.mail import NO_MAILBOX, LetterRow

LASTS = timedelta(days=14)  # a server tries for five days (RFC 5321, 4.5.4.1), and some for longer
NAME = re.compile(rb"<([0-9a-f-]{36}\.[\w-]{43})@")  # as `posting.name_of` makes it
RECIPIENTS = ("Final-Recipient", "Original-Recipient")  # where a letter was forwarded, the second is whom we wrote to
REFUSED = "5."  # the class of a permanent failure (RFC 3463, 2)


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server says: the name of a letter, empty where none is ours, and the addresses that it will never reach, each
    with how the letter ended: "refused" where there is no such mailbox, else "given up".
    """

    name: str
    ended: Mapping[str, str]


def read(raw: bytes) -> Report:
    """The report in a message; raises BadInput when it holds none."""
    blocks = [
        block
        for part in message_from_bytes(raw).walk()
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
        for block in part.get_payload()
        if isinstance(block, Message)
    ]
    if not blocks:
        raise BadInput("This is no report of a mail server about a letter (RFC 3464). Nothing was changed.")
    name = NAME.search(raw)
    ended = {address: _outcome(block) for block in blocks if _is_final(block) for address in _addresses(block)}
    return Report(name[1].decode() if name else "", ended)


def take(session: Session, keys: Keys, report: Report, now: datetime) -> bool:
    """Note that a letter did not arrive, with a task, and send nothing more where there is no such mailbox; whether the report
    was about one of ours.
    """
    letter_id = report.name.partition(".")[0]
    row = session.get(LetterRow, letter_id, with_for_update=True)
    if row is None or row.outcome != "sent" or row.settled_at is None or now - row.settled_at > LASTS:
        return False
    signature = report.name.removeprefix(f"{letter_id}.")
    for address, outcome in report.ended.items():
        if keys.is_signed(posting.PURPOSE, signature, letter_id, address):
            posting.settle(session, letter_id, outcome, address, now)
            return True
    return False


def _is_final(block: Message) -> bool:
    return _said(block, "Action").lower() == "failed" and _said(block, "Status").startswith(REFUSED)


def _outcome(block: Message) -> str:
    return "refused" if _said(block, "Status").partition(" ")[0] in NO_MAILBOX else "given up"


def _addresses(block: Message) -> set[str]:
    """Whom it is about, without the kind of the address: "rfc822; name@example.org"."""
    return {as_kept(_said(block, field).partition(";")[2].strip("<> \t")) for field in RECIPIENTS} - {""}


def _said(block: Message, field: str) -> str:
    return str(block.get(field, "")).strip()
