"""What do links in letters share? Each stands for a row, and ends in a secret: kept nowhere, good once, and for a while.

The secret is worked out from the installation's key when the letter is written and when the link is opened, so a letter that is
sent again says the same, and opening spends nothing.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts.models import AddressChange, Inbox, Invitation, Reset
from resource_app.errors import LinkOver
from resource_app.keys import Keys

Row = TypeVar("Row", Invitation, Reset, Inbox, AddressChange)


@dataclass(frozen=True, slots=True)
class Link(Generic[Row]):
    """A kind of link; `code` names its key, its letter and what is not found. It is over once one of the columns `ends` is set,
    the first by using it. `still` says what else must hold; with another value of what it `dies_with`, it has another secret.
    """

    code: str
    at: str
    model: type[Row]
    lasts: timedelta
    ends: tuple[str, ...]
    still: Callable[[Session, Row], bool] = lambda _session, _made: True
    dies_with: Callable[[Session, Row], tuple[str, ...]] = lambda _session, _made: ()

    def send(self, session: Session, made: Row, now: datetime) -> None:
        """Keep a new row, and ask for its letter."""
        session.add(made)
        session.flush()
        mail.ask(session, str(uuid.uuid4()), self.code, made.id, now)

    def path(self, session: Session, keys: Keys, made: Row) -> str:
        """Where the link leads, on the site."""
        return f"{self.at}/{made.id}/{keys.sign(self.code, made.id, *self.dies_with(session, made))}"

    def is_open(self, session: Session, made: Row, now: datetime) -> bool:
        """Whether it still works, or would be worth a letter."""
        over = any(getattr(made, column) is not None for column in self.ends)
        return not over and now - made.made_at < self.lasts and self.still(session, made)

    def find(self, session: Session, keys: Keys, row_id: str, given: str, now: datetime) -> Row:
        """What a link is for; raises LinkOver when it is none of ours, or works no more."""
        made = session.get(self.model, row_id)
        if made is None or not self.is_open(session, made, now):
            raise LinkOver(self.code, row_id)
        if not keys.is_signed(self.code, given, made.id, *self.dies_with(session, made)):
            raise LinkOver(self.code, row_id)
        return made

    def use(self, session: Session, made: Row, now: datetime) -> None:
        """Use it up. Of two who do at once the second waits for the first, and meets LinkOver."""
        session.refresh(made, with_for_update=True)
        if not self.is_open(session, made, now):
            raise LinkOver(self.code, made.id)
        setattr(made, self.ends[0], now)
