"""How is a letter sent? What it says is worked out when it leaves, so that one that is no longer needed is not sent.

What a server does not take is tried again after 1, 5, 15 and 60 minutes and then every hour, for a day, whatever its reason:
a fault of ours passes, too. Only where it says that there is no such mailbox, nothing more goes to that address until a person
says so. A task tells of both: a curator where it was about an organization, else the administrator of the network.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.orm import Session

from referrals.offers import member_letters, news
from referrals.offers import notices as referral_letters
from referrals.people import letters as emergency_letters
from resource_app import mail
from resource_app.accounts import letters as account_letters
from resource_app.accounts.letters import Draft, Kind
from resource_app.connections import Connections
from resource_app.directory import claim_letters, new_listing_letters, problem_letters
from resource_app.directory.queries import organization
from resource_app.keys import Keys
from resource_app.mail import LOST, Letter, LetterRow, NotNow, RefusedForGood, Suppressed
from resource_app.tasks.operations import open_tasks
from validation import letters as confirmation_letters

WAITS = (1, 5, 15, 60)  # minutes
GIVES_UP = timedelta(hours=24)
TASK: Final = "mail refused"
TO_A_PERSON: Final = "mail to a person"
PURPOSE = "letter"
_OF = (
    account_letters,
    claim_letters,
    new_listing_letters,
    problem_letters,
    confirmation_letters,
    referral_letters,
    news,
    emergency_letters,
    member_letters,
)
KINDS: Mapping[str, Kind] = {kind.code: kind for letters in _OF for kind in letters.KINDS}
ROOT = Path(__file__).resolve().parents[1]
TEMPLATES, TRANSLATIONS = ROOT.parent / "templates" / "email", ROOT / "translations"


def wait(tries: int) -> timedelta:
    """How long after so many failures."""
    return timedelta(minutes=WAITS[min(tries, len(WAITS) - 1)])


def deliver(connections: Connections, letters: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Send letters; those that have to wait, with what stood in the way."""
    settings = connections.settings
    sender, keys = mail.sender_of(settings), Keys.of(settings)
    failed: dict[str, str] = {}
    for letter_id in letters:
        with connections.reading() as session:
            row = session.get(LetterRow, letter_id)
            if row is None or row.outcome:
                continue
            made_at, draft = row.made_at, _draft(session, keys, settings.origin, row, now)
        try:
            outcome = _sent(sender, keys, letter_id, draft, now) if draft else "needless"
        except RefusedForGood:
            outcome = "refused"
        except NotNow as error:
            structlog.get_logger().warning("mail waits", letter=letter_id, error=str(error))
            if now - made_at < GIVES_UP:
                failed[letter_id] = str(error)
                continue
            outcome = "given up"
        with connections.transaction() as session:
            settle(session, letter_id, outcome, draft.to if draft else "", now)
    return failed


def name_of(keys: Keys, letter_id: str, to: str) -> str:
    """What a letter is called on its way: who has not had it in hand can name neither it nor whom it was for."""
    return f"{letter_id}.{keys.sign(PURPOSE, letter_id, to)}"


def settle(session: Session, letter_id: str, outcome: str, to: str, now: datetime) -> None:
    """Keep how a letter ended. A task tells of one that did not arrive, and where it was refused nothing more goes to `to`."""
    row = session.get_one(LetterRow, letter_id)
    row.outcome, row.settled_at = outcome, now
    kind = KINDS[row.kind]
    if outcome in LOST:
        kind.lost(session, row.about, now)
    if not kind.leaves_traces:
        return
    if outcome == "refused":
        session.merge(Suppressed(address=to, at=now))
    if outcome in LOST:
        subject = kind.subject(session, row.about) or f"letter:{letter_id}"
        open_tasks(session, TO_A_PERSON if kind.reader else TASK, [(subject, f"{outcome}: {row.kind}")], now)


def _draft(session: Session, keys: Keys, origin: str, row: LetterRow, now: datetime) -> Draft | None:
    """What it says now; None when nobody needs it any more, or nothing goes to that address."""
    draft = KINDS[row.kind].draft(session, keys, origin, row.about, now)
    if draft is None or session.get(Suppressed, draft.to) is not None:
        return None
    home = organization(session, draft.organization_id) if draft.organization_id else None
    return replace(draft, values={**draft.values, "organization": home.name if home else ""})


def _sent(sender: mail.Sender, keys: Keys, letter_id: str, draft: Draft, now: datetime) -> str:
    subject, _, text = _rendered(draft).partition("\n\n")
    sender.send(Letter(name_of(keys, letter_id, draft.to), draft.to, subject.strip(), text.strip() + "\n"), now)
    return "sent"


def _rendered(draft: Draft) -> str:
    """The first line is the subject."""
    return _environment(draft.language).get_template(f"{draft.template}.txt").render(draft.values)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text
    )
    environment.install_gettext_translations(Translations.load(TRANSLATIONS, [language]), newstyle=True)  # type: ignore[attr-defined]
    return environment
