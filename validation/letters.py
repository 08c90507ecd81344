"""What does the letter say that asks whether listings are right? How many, by when, and a link; nothing of the listings."""

from datetime import datetime

from babel.dates import format_date
from sqlalchemy.orm import Session

from resource_app.accounts.letters import Draft, Kind
from resource_app.errors import N_
from resource_app.keys import Keys
from validation import asking
from validation.climbing import LETTER
from validation.contacts import LANGUAGE
from validation.models import Ask, Turn


def path_of(keys: Keys, ask: Ask) -> str:
    """Where an ask's link leads. Its secret is kept nowhere: it is worked out from the key, the ask and its version."""
    return f"/confirm/{ask.id}/{keys.sign(LETTER, ask.id, str(ask.version))}"


def _asked(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To the contact; nobody needs it once everything was answered."""
    ask = session.get(Ask, about)
    if ask is None or ask.ended_at is not None or ask.expires_at <= now:
        return None
    form = asking.by_link(session, ask, now)
    waiting = form.lines
    if not waiting:
        return None
    first = min(line.cycle.due_on for line in waiting)
    values = {
        "link": origin + path_of(keys, ask) + ("" if ask.language == LANGUAGE else f"?lang={ask.language}"),
        "site": origin,
        "rung": ask.rung,
        "count": str(len(waiting)),
        "day": format_date(first, "long", locale=ask.language) if first >= form.today else "",
    }
    kind, _, subject = ask.turn_id.partition(":")
    return Draft(ask.recipient, ask.language, LETTER, values, subject if kind == "organization" else None)


def _came_back(session: Session, about: str, now: datetime) -> None:
    """The turn comes up again, to be written to at another address."""
    ask = session.get(Ask, about)
    turn = session.get(Turn, ask.turn_id, with_for_update=True) if ask is not None and ask.ended_at is None else None
    if turn is not None:
        turn.next_at = min(now, turn.next_at or now)


def _whose(session: Session, about: str) -> str:
    ask = session.get(Ask, about)
    return ask.turn_id if ask is not None else ""


KINDS = (Kind(LETTER, _asked, N_("the question whether listings are right"), subject=_whose, lost=_came_back),)
