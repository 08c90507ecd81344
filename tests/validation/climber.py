"""What a child process of the crash tests does: climb, or die before one of its statements. Imported once, forked often."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, configure_mappers

from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.search_profile import make_backend
from resource_app.outward import Outward
from resource_app.settings import Settings
from tests import crashing
from validation import answers, asking, calls, checking, disputes, links, planning, turns
from validation.answers import Given
from validation.beginning import begin, restart
from validation.checks.table import BY_CODE
from validation.climbing import climb
from validation.models import Ask, Cycle, Turn

BACKENDS = {dialect: make_backend(dialect) for dialect in ("sqlite", "postgresql")}
configure_mappers()  # here, and not in every process that is forked


def climb_all(settings: Settings, now: datetime) -> None:
    """Climb until nothing is due that nobody else holds."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    climb(opened, now)
    opened.close()


def keep_all_right(opened: Connections, now: datetime) -> None:
    """Answer every question of the first letter, and send nothing yet."""
    with opened.transaction() as session:
        by = By(Actor("link", "crash"), Origin(), now)
        for sheet in _asked(session, now).sheets:
            answers.keep(session, sheet, {each.key: Given("right", shown=each.digest) for each in sheet.questions}, by)


def _asked(session: Session, now: datetime) -> asking.Form:
    return asking.by_link(session, session.scalars(select(Ask).order_by(Ask.asked_at)).first(), now, hold=True)


def _confirm(session: Session, listing_id: str, by: By) -> None:
    said = Said(("service.description", "service.name"), by.at.date(), "organization", "link")
    confirm(session, listing_id, said, by.at, by.actor)


def _restart(session: Session, listing_id: str, by: By) -> None:
    _confirm(session, listing_id, by)
    restart(session, [listing_id], by.at)


def _send(session: Session, _listing_id: str, by: By) -> None:
    answers.send(session, _asked(session, by.at), by)


def _keep(session: Session, _listing_id: str, by: By) -> None:
    sheet = _asked(session, by.at).sheets[0]
    right = {each.key: Given("right", shown=each.digest) for each in sheet.questions}
    answers.keep(session, sheet, right, by)


def _hear(session: Session, listing_id: str, by: By) -> None:
    disputes.hear(session, disputes.Said(listing_id, "no_longer_offered", by.at.date()), by.at)


def _settle(session: Session, listing_id: str, by: By) -> None:
    _confirm(session, listing_id, by)
    disputes.settle(session, [listing_id], by.at)


def _call(session: Session, listing_id: str, by: By) -> None:
    calls.log(session, _turn(session), calls.Tried(result="wrong number", listing_id=listing_id), by)


def _renew(session: Session, _listing_id: str, by: By) -> None:
    links.renew(session, session.scalars(select(Ask)).one(), "00000000-0000-4000-8000-00000000000b", by)


def _move(session: Session, _listing_id: str, by: By) -> None:
    due_on = session.scalars(select(Cycle.due_on)).one()
    planning.move_due(session, _turn(session), due_on, due_on + timedelta(days=7), by)


def _prefer(session: Session, _listing_id: str, by: By) -> None:
    turns.prefer(session, _turn(session), "phone", "front@circle.example.org", by)


def _unlist(session: Session, _listing_id: str, by: By) -> None:
    turns.unlist(session, _turn(session).partition(":")[2], by)


def _list_again(session: Session, _listing_id: str, by: By) -> None:
    turns.list_again(session, _turn(session).partition(":")[2], by)


def _turn(session: Session) -> str:
    return session.scalars(select(Turn.id)).one()


IN_ONE_TRANSACTION: Mapping[str, Callable[[Session, str, By], None]] = {
    "confirm": _restart,
    "send": _send,
    "keep": _keep,
    "hear": _hear,
    "settle": _settle,
    "call": _call,
    "renew": _renew,
    "move": _move,
    "prefer": _prefer,
    "unlist": _unlist,
    "list again": _list_again,
}


def act(opened: Connections, verb: str, listing_id: str, now: datetime) -> None:
    """One verb of the promise."""
    if verb == "begin":
        begin(opened, now)
    elif verb == "climb":
        climb(opened, now)
    elif verb == "check":
        checking._chunk(opened, BY_CODE["says closed"], now, Outward("http://127.0.0.1"))
    else:
        with opened.transaction() as session:
            IN_ONE_TRANSACTION[verb](session, listing_id, By(Actor("link", "crash"), Origin(), now))


def do(settings: Settings, verb: str, listing_id: str, now: datetime, dies_before: int) -> None:
    """One verb in a process that is gone before its statement of that number; the first is 1, 0 is none."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    crashing.die_before(opened.engine, dies_before)
    act(opened, verb, listing_id, now)
    opened.close()
