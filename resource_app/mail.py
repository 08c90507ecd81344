"""How does a letter leave? To a mail server, to a file, or to the terminal, as MAIL_URL says. No letter says anything about a
person but that somebody with this address should open a page.
"""

import re
import smtplib
import ssl
import sys
import uuid
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Mapped, MappedAsDataclass, Session, mapped_column

from resource_app import outbox
from resource_app.database import Base
from resource_app.errors import ResourceLoopError
from resource_app.outbox import Outgoing
from resource_app.settings import Settings

TOPIC = "mail"
PATIENCE_SECONDS = 10.0
BETWEEN = timedelta(hours=1)  # two letters that say the same
PERMANENT = 500  # a reply code from here on is final (RFC 5321, 4.2.1)
NO_SUCH = 550
LOST = ("refused", "given up")  # how a letter ends that does not arrive
ENHANCED = re.compile(r"\s*(5\.\d{1,3}\.\d{1,3})\b")
# No such mailbox, no such host, no such address, moved, no mail there (RFC 3463, 3.2; RFC 7505); others of 5.1 are about us.
NO_MAILBOX = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
UNKNOWN = re.compile(
    r"\b(no such|unknown|non-?existent|invalid) (local )?(user|recipient|mailbox|address)\b"
    r"|\b(user|recipient|mailbox|address|account) (is )?(unknown|(not|n't) (found|exist)|does(n't| not) exist|not known)\b",
    re.IGNORECASE,
)


class LetterRow(MappedAsDataclass, Base, kw_only=True):
    """A letter that is asked for: its `kind`, and the id of what it is `about`; who gets it and what it says is found later,
    when it is sent. `outcome` is "sent", "needless", "refused" or "given up" once it is settled.
    """

    __tablename__ = "letter"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")


class Suppressed(MappedAsDataclass, Base, kw_only=True):
    """An address of which a server said that there is none such: nothing is sent to it until somebody looks."""

    __tablename__ = "mail_suppressed"

    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def ask(
    session: Session, letter_id: str, kind: str, about: str, now: datetime, leaves_at: datetime | None = None
) -> None:
    """Ask for a letter, in the caller's transaction; it leaves at once, or at a later moment."""
    session.add(LetterRow(id=letter_id, kind=kind, about=about, made_at=now))
    outbox.put(session.connection(), TOPIC, [letter_id], leaves_at or now)


def ask_once(session: Session, kind: str, about: str, now: datetime) -> None:
    """Ask for a letter that says the same however much has happened. One that waits does for this, too; where one was sent
    less than an hour ago, this leaves an hour after it: nobody gets more than one an hour, and nothing stays unsaid.
    """
    alike = LetterRow.kind == kind, LetterRow.about == about
    if session.scalar(select(LetterRow.id).where(*alike, LetterRow.outcome == "").limit(1)) is not None:
        return
    last = session.scalar(select(func.max(LetterRow.settled_at)).where(*alike, LetterRow.outcome == "sent"))
    ask(session, str(uuid.uuid4()), kind, about, now, max(now, last + BETWEEN) if last else None)


def unsent(session: Session, kind: str, begins: str, now: datetime) -> LetterRow | None:
    """A letter that is due and that nobody has taken to send, about something whose id begins so; nobody takes it until this
    transaction ends.
    """
    in_outbox = (Outgoing.topic == TOPIC) & (Outgoing.subject == LetterRow.id) & (Outgoing.due_at <= now)
    asked = select(LetterRow).join(Outgoing, in_outbox)
    mine = asked.where(LetterRow.kind == kind, LetterRow.about.startswith(begins, autoescape=True))
    return session.scalars(mine.limit(1).with_for_update(of=Outgoing, skip_locked=True)).first()


def drop(session: Session, kind: str, begins: str, now: datetime) -> None:
    """Send none of the letters that wait about something whose id begins so."""
    waiting = select(LetterRow).where(
        LetterRow.kind == kind, LetterRow.about.startswith(begins, autoescape=True), LetterRow.outcome == ""
    )
    for letter in session.scalars(waiting):
        letter.outcome, letter.settled_at = "needless", now
        session.execute(delete(Outgoing).where(Outgoing.topic == TOPIC, Outgoing.subject == letter.id))


def suppressed(session: Session, among: Collection[str] | None = None) -> list[str]:
    """The addresses that nothing is sent to: all, or those among some."""
    every = select(Suppressed.address).order_by(Suppressed.address)
    return list(session.scalars(every if among is None else every.where(Suppressed.address.in_(among))))


def send_again(session: Session, address: str) -> bool:
    """Let letters go to an address again that a server had refused; whether it was one."""
    gone = session.execute(delete(Suppressed).where(Suppressed.address == address.strip().lower()))
    return bool(gone.rowcount)  # type: ignore[attr-defined]  # a delete counts its rows


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent. `id` makes the Message-ID: the same letter sent twice is one for whoever reads it, and it is known again
    when it comes back.
    """

    id: str
    to: str
    subject: str
    text: str


class RefusedForGood(ResourceLoopError):
    """The server says that there is no such address."""


class NotNow(ResourceLoopError):
    """The server did not take the letter, or was not there: try again later."""


class Sender(Protocol):
    """A way for letters to leave."""

    def send(self, letter: Letter, now: datetime) -> None:
        """Hand it over; raises RefusedForGood or NotNow."""


def sender_of(settings: Settings) -> Sender:
    """The way that MAIL_URL names."""
    url = urlsplit(settings.mail_url)
    if url.scheme == "file":
        return FileSender(Path(url.path), settings.mail_from)
    if url.scheme in {"smtp", "smtps"}:
        return SmtpSender(settings.mail_url, settings.mail_from)
    return ConsoleSender()


class ConsoleSender:
    """To the terminal, for trying things out."""

    def send(self, letter: Letter, now: datetime) -> None:
        del now
        sys.stderr.write(f"\n--- mail to {letter.to}: {letter.subject}\n{letter.text}\n---\n")
        sys.stderr.flush()


class FileSender:
    """A file for each letter in a folder, for trying things out."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._from = sender

    def send(self, letter: Letter, now: datetime) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{letter.id}.eml").write_bytes(bytes(_message(letter, self._from, now)))


class SmtpSender:
    """To a server: smtp://user:password@host:587 with STARTTLS, or smtps://…; without a password also to one in the clear."""

    def __init__(self, url: str, sender: str) -> None:
        self._url = urlsplit(url)
        self._from = sender

    def send(self, letter: Letter, now: datetime) -> None:
        message = _message(letter, self._from, now)
        try:
            server = self._connected()
            try:
                server.send_message(message)
            finally:
                _part(server)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = max(error.recipients.values(), default=(0, b""))
            raise _why(code, said, at_recipient=True) from error
        except smtplib.SMTPDataError as error:
            raise _why(error.smtp_code, error.smtp_error, at_recipient=False) from error
        except smtplib.SMTPResponseException as error:
            raise NotNow(f"{type(error).__name__} ({error.smtp_code})") from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(type(error).__name__) from error

    def _connected(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "localhost", self._url.port
        server: smtplib.SMTP
        if self._url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE_SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, port or 25, timeout=PATIENCE_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            elif self._url.username:
                server.close()
                raise NotNow("no STARTTLS, and a password is not sent in the clear")
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        return server


def _part(server: smtplib.SMTP) -> None:
    """Say good-bye. A letter that was taken is sent, whatever a server answers to that."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _why(code: int, said: bytes | str, *, at_recipient: bool) -> RefusedForGood | NotNow:
    """What a refusal means. Only one that says that there is no such mailbox is about the address; every other (a full mailbox,
    a policy, a relay that is set up wrong) may pass.
    """
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    found = ENHANCED.match(words)
    nobody = found[1] in NO_MAILBOX if found else at_recipient and code == NO_SUCH and bool(UNKNOWN.search(words))
    return (RefusedForGood if nobody and code >= PERMANENT else NotNow)(f"refused ({code} {found[1] if found else ''})")


def _message(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday note answers it
    message.set_content(letter.text)
    return message
