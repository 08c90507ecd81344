"""What came of the calls to an organization, in the reader's language?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.web import dispute_words
from resource_app.web.cards import Reader
from resource_app.web.surroundings import reader
from validation import calls
from validation.calls import BY_CODE, ENOUGH, missed
from validation.models import Call


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call on a page: when, what came of it, who called whom, what they wrote, and when to call back."""

    on: str
    result: str
    by: str
    whom: str
    note: str
    back: str


def call_row(call: Call, who: Reader, names: dict[str, str]) -> CallRow:
    """One call."""
    on = call.called_at.astimezone(who.now.tzinfo).date()
    back = phrases.full_date(who.t, call.call_back_on) if call.call_back_on else ""
    called = names.get(call.user_id, call.user_id)
    return CallRow(phrases.full_date(who.t, on), result_words(call, who), called, call.whom, call.note, back)


def result_words(call: Call, who: Reader) -> str:
    """How a call ended."""
    return who.t.gettext(BY_CODE[call.result].name)


def state_words(calls: Sequence[Call], who: Reader) -> str:
    """Where the calls stand, for a row of a list; empty where nobody called."""
    if not calls:
        return ""
    t, last, today = who.t, calls[0], who.now.date()
    if last.call_back_on is not None and last.call_back_on >= today:
        return t.gettext("Call back on %(day)s") % {"day": day_words(last.call_back_on, who)}
    if (number := missed(calls)) >= ENOUGH:
        return t.gettext("Nobody answered, %(num)s times in a row") % {"num": number}
    on = last.called_at.astimezone(who.now.tzinfo).date()
    return t.gettext("%(result)s, %(day)s") % {"result": result_words(last, who), "day": day_words(on, who)}


def states(session: Session, turn_ids: Collection[str]) -> dict[str, str]:
    """What was said against listings of turns, and where the calls about it stand, for rows of a list."""
    who, said = reader(session), dispute_words.states(session, turn_ids)
    return {
        turn_id: " · ".join(filter(None, (said.get(turn_id, ""), state_words(made, who))))
        for turn_id, made in calls.of_turns(session, turn_ids).items()
    }


def day_words(day: date, who: Reader) -> str:
    """A day, without its year where that is plain."""
    return phrases.near_date(who.t, day, who.now.date())
