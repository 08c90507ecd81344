"""What a child process of the crash tests does: climb, or die before one of its statements. Imported once, forked often."""

import os
from datetime import datetime
from typing import Any

from sqlalchemy import event

from resource_app.actor import Actor
from resource_app.connections import Connections
from resource_app.directory.confirmations import Said, confirm
from resource_app.directory.search_profile import make_backend
from resource_app.settings import Settings
from validation.beginning import begin, restart
from validation.climbing import climb

BACKENDS = {dialect: make_backend(dialect) for dialect in ("sqlite", "postgresql")}
DIED = 9


def climb_all(settings: Settings, now: datetime) -> None:
    """Climb until nothing is due that nobody else holds."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    climb(opened, now)
    opened.close()


def do(settings: Settings, verb: str, listing_id: str, now: datetime, dies_before: int) -> None:
    """One verb in a process that is gone before its statement of that number; the first is 1, 0 is none."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    count = 0

    def before(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == dies_before:
            os._exit(DIED)

    event.listen(opened.engine, "before_cursor_execute", before)
    if verb == "begin":
        begin(opened, now)
    elif verb == "climb":
        climb(opened, now)
    else:
        with opened.transaction() as session:
            said = Said(("service.description",), now.date(), "organization", "link")
            confirm(session, listing_id, said, now, Actor("link", "crash"))
            restart(session, [listing_id], now)
    opened.close()
