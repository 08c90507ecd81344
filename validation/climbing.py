"""What is due now? Rows say so; whoever claims a turn climbs the ladder of each of its listings, as far as is due.

A turn is one transaction: its steps, its letter and its tasks are there together or not at all, whoever is killed. What was
missed is made up for in order, with one letter a day for each organization, and not too many an hour in all.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.connections import Connections
from resource_app.directory import operations
from resource_app.directory.models import Listing, Service
from resource_app.directory.queries import is_kept
from resource_app.errors import N_
from resource_app.notes import Note
from resource_app.tasks.operations import open_tasks
from resource_app.tasks.queries import open_one
from validation.asked import came_back
from validation.beginning import JOB, TASK, again, close_calls, wake
from validation.contacts import Contact, to_write_to
from validation.cycle import may_write, next_writing
from validation.ladder import AHEAD, BY_CODE, CALL, RUNGS, Rung, due_at, rung_after
from validation.models import Ask, Cycle, Pace, Step, Turn
from validation.priorities import set_priorities

LETTER = "confirm"  # the kind of letter, and what its link's key is for
LASTS = timedelta(days=30)  # a link
HOUR = timedelta(hours=1)
AT_ONCE = 10  # turns of one transaction
NOBODY = "nobody to write to"
BY_PHONE = "asked by phone"


@dataclass(slots=True)
class Climbed:
    """What was done: letters asked for, organizations to be called, listings out of sight."""

    letters: int = 0
    calls: int = 0
    hidden: int = 0

    @property
    def note(self) -> Note:
        """In words."""
        words = N_("letters: %(letters)s, to call: %(calls)s, taken out of sight: %(hidden)s")
        return Note.of(words, letters=self.letters, calls=self.calls, hidden=self.hidden)


@dataclass(slots=True)
class _Turn:
    """A turn that is ours for this transaction, and what it has come to."""

    session: Session
    row: Turn
    now: datetime
    done: Climbed
    letters: list[Cycle] = field(default_factory=list)
    returned: list[Ask] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.row.zone)).date()


def climb(connections: Connections, now: datetime) -> Climbed:
    """Do everything that is due now and that nobody else does."""
    done = Climbed()
    while True:
        with connections.transaction() as session:
            turns = _claimed(session, now)
            for row in turns:
                _climb(_Turn(session, row, now, done))
        if not turns:
            return done


def _claimed(session: Session, now: datetime) -> Sequence[Turn]:
    due = select(Turn).where(Turn.next_at <= now).order_by(Turn.next_at, Turn.id).limit(AT_ONCE)
    return session.scalars(due.with_for_update(skip_locked=True)).all()


def _climb(turn: _Turn) -> None:
    _let_go(turn)
    due = select(Cycle).where(Cycle.turn_id == turn.row.id, Cycle.ended_at.is_(None), Cycle.next_at <= turn.now)
    for cycle in turn.session.scalars(due.order_by(Cycle.due_on, Cycle.id)).all():
        _climb_to_letter(turn, cycle)
    turn.returned = _returned(turn)
    waits_until = _write(turn) if turn.letters or turn.returned else None
    wake(turn.session, [turn.row.id])
    if waits_until is not None and turn.returned:
        turn.row.next_at = min(waits_until, turn.row.next_at or waits_until)


def _let_go(turn: _Turn) -> None:
    """End the cycles of listings that are offered no more: nobody is asked about them, and one that comes back begins anew."""
    same = select(Listing.id).join(Service, Listing.service_id == Service.id).where(Listing.id == Cycle.listing_id)
    mine = select(Cycle).where(Cycle.turn_id == turn.row.id, Cycle.ended_at.is_(None))
    gone = mine.where(~same.where(is_kept()).exists())  # of each of these: a list of all that is offered is long
    ended = turn.session.scalars(gone).all()
    for cycle in ended:
        cycle.ended_at, cycle.outcome = turn.now, "gone"
    if ended:
        turn.session.flush()
        close_calls(turn.session, [turn.row.id], "gone", turn.now)


def _climb_to_letter(turn: _Turn, cycle: Cycle) -> None:
    """Climb what is due until a letter is."""
    while cycle.ended_at is None and cycle.next_at is not None and cycle.next_at <= turn.now:
        rung = rung_after(cycle.rung)
        if rung is None:
            return
        if rung.act == "write":
            turn.letters.append(cycle)
            return
        if rung.act == "call":
            _call(turn, cycle)
        else:
            _hide(turn, cycle, rung)


def _step(turn: _Turn, cycle: Cycle, rung: Rung, *, note: str = "", ask: Ask | None = None) -> None:
    turn.session.add(
        Step(cycle_id=cycle.id, rung=rung.code, done_at=turn.now, note=note, ask_id=ask.id if ask else None)
    )
    cycle.rung = rung.code
    following = rung_after(rung.code)
    cycle.next_at = due_at(following, cycle.ladder, cycle.due_on, turn.row.zone) if following else None


def _call(turn: _Turn, cycle: Cycle) -> None:
    _step(turn, cycle, CALL)
    if open_tasks(turn.session, TASK, [(turn.row.id, "")], turn.now, cycle.due_on):
        turn.done.calls += 1
        task = open_one(turn.session, TASK, turn.row.id)
        set_priorities(turn.session, [task] if task else [], turn.now.date())


def _hide(turn: _Turn, cycle: Cycle, rung: Rung) -> None:
    """It has left the results by its due date alone; after the last rung it is out of sight, and asked about again."""
    _step(turn, cycle, rung)
    if rung_after(rung.code) is None:
        operations.hide_unconfirmed(turn.session, cycle.listing_id, turn.now, JOB)
        cycle.ended_at, cycle.outcome = turn.now, "unanswered"
        turn.session.flush()
        turn.session.add(again(cycle, turn.row, turn.now))
        turn.done.hidden += 1


def _returned(turn: _Turn) -> list[Ask]:
    """Letters that came back, about listings that still wait for an answer; others are done with."""
    lost = select(Ask).where(Ask.turn_id == turn.row.id, Ask.ended_at.is_(None), came_back())
    waiting: list[Ask] = []
    for ask in turn.session.scalars(lost).all():
        if _cycles_of(turn.session, ask):
            waiting.append(ask)
        else:
            ask.ended_at = turn.now
    return waiting


def _cycles_of(session: Session, ask: Ask) -> Sequence[Cycle]:
    """The listings a letter was about, as far as they still wait."""
    mine = select(Cycle).join(Step, Step.cycle_id == Cycle.id).where(Step.ask_id == ask.id, Cycle.ended_at.is_(None))
    return session.scalars(mine.order_by(Cycle.id)).all()


def _write(turn: _Turn) -> datetime | None:
    """One letter about everything that one is due about, or, where nobody can be written to, a call. When it has to wait, until
    when.
    """
    lost = {ask.recipient for ask in turn.returned}
    contacts = [contact for contact in to_write_to(turn.session, turn.row) if contact.email not in lost]
    if not contacts:
        _call_instead(turn)
        return None
    allowed_at = _may_write_at(turn)
    if allowed_at > turn.now:
        for cycle in turn.letters:
            cycle.next_at = allowed_at
        return allowed_at
    _send(turn, contacts)
    return None


def _send(turn: _Turn, contacts: Sequence[Contact]) -> None:
    rungs = [rung_after(cycle.rung) for cycle in turn.letters] + [BY_CODE[ask.rung] for ask in turn.returned]
    rung = max((each for each in rungs if each is not None), key=RUNGS.index)
    to = _recipient(turn, rung, contacts)
    ask = Ask(
        id=str(uuid.uuid4()),
        turn_id=turn.row.id,
        rung=rung.code,
        recipient=to.email,
        language=to.language,
        asked_at=turn.now,
        asked_on=turn.today,
        until_on=max((turn.today + AHEAD, *(cycle.due_on for cycle in turn.letters))),
        expires_at=turn.now + LASTS,
    )
    turn.session.add(ask)
    turn.session.flush()
    mail.ask(turn.session, ask.id, LETTER, ask.id, turn.now)
    for lost in turn.returned:
        theirs = [cycle.id for cycle in _cycles_of(turn.session, lost)]
        moved = update(Step).where(Step.ask_id == lost.id, Step.cycle_id.in_(theirs)).values(ask_id=ask.id)
        turn.session.execute(moved, execution_options={"synchronize_session": False})
        lost.ended_at = turn.now
    for cycle in turn.letters:
        _step(turn, cycle, rung_after(cycle.rung) or rung, ask=ask)
    turn.done.letters += 1


def _recipient(turn: _Turn, rung: Rung, contacts: Sequence[Contact]) -> Contact:
    """The first contact, or with some rungs the one after whom the last letter went to."""
    if rung.whom == "first":
        return contacts[0]
    theirs = select(Ask.recipient).where(Ask.turn_id == turn.row.id)
    last = theirs.order_by(Ask.asked_at.desc(), Ask.ended_at.isnot(None)).limit(1)  # of two at once, the one that works
    asked = turn.session.scalar(last)
    emails = [contact.email for contact in contacts]
    return contacts[(emails.index(asked) + 1) % len(emails)] if asked in emails else contacts[0]


def _call_instead(turn: _Turn) -> None:
    """Whoever cannot be written to, or wants to be called, is called now; the letters that are due are done with."""
    note = BY_PHONE if turn.row.channel == "phone" else NOBODY
    for ask in turn.returned:
        turn.letters += [cycle for cycle in _cycles_of(turn.session, ask) if cycle not in turn.letters]
        ask.ended_at = turn.now
    for cycle in turn.letters:
        while (rung := rung_after(cycle.rung)) is not None and RUNGS.index(rung) < RUNGS.index(CALL):
            _step(turn, cycle, rung, note=note)
        if rung is CALL:
            _call(turn, cycle)
        elif rung is not None and rung.act == "write" and cycle.next_at is not None and cycle.next_at <= turn.now:
            _step(turn, cycle, rung, note=note)


def _may_write_at(turn: _Turn) -> datetime:
    """When a letter may leave: in working hours there, on a day without one, and when fewer left within an hour than may."""
    today = select(Ask.id).where(Ask.turn_id == turn.row.id, Ask.asked_on == turn.today)
    if turn.session.scalar(today) is not None:
        return next_writing(turn.now, turn.row.zone, another_day=True)
    if not may_write(turn.now, turn.row.zone):
        return next_writing(turn.now, turn.row.zone)
    _alone(turn.session)
    asked = select(func.count(), func.min(Ask.asked_at)).where(Ask.asked_at > turn.now - HOUR)
    count, oldest = turn.session.execute(asked).one()
    return oldest + HOUR if count >= turn.session.info["settings"].confirm_letters_per_hour else turn.now


def _alone(session: Session) -> None:
    """Count alone: PostgreSQL waits for whoever counts; SQLite has one writer at a time."""
    if session.scalar(select(Pace).where(Pace.id == 1).with_for_update()) is None:
        session.merge(Pace(id=1))
        session.flush()
