"""What a child process of the crash tests does: climb, or die before one of its statements. Imported once, forked often."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from tests import crashing
from validation import answers, asking
from validation.answers import Given
from validation.beginning import begin, restart
from validation.climbing import climb
from validation.models import Ask

BACKENDS = {dialect: make_backend(dialect) for dialect in ("sqlite", "postgresql")}


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


def do(settings: Settings, verb: str, listing_id: str, now: datetime, dies_before: int) -> None:
    """One verb in a process that is gone before its statement of that number; the first is 1, 0 is none."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    crashing.die_before(opened.engine, dies_before)
    if verb == "begin":
        begin(opened, now)
    elif verb == "climb":
        climb(opened, now)
    elif verb == "send":
        with opened.transaction() as session:
            answers.send(session, _asked(session, now), By(Actor("link", "crash"), Origin(), now))
    else:
        with opened.transaction() as session:
            said = Said(("service.description",), now.date(), "organization", "link")
            confirm(session, listing_id, said, now, Actor("link", "crash"))
            restart(session, [listing_id], now)
    opened.close()
