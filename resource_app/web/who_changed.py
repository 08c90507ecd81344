"""Who changed what? For whoever keeps the listing right: an organization reads its own people's names, and of others the part
they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.accounts.models import User
from resource_app.connections import search_of
from resource_app.directory.keepers import Keeper
from resource_app.directory.models import Change
from resource_app.phrases.moments import clock, full_date, minutes_of
from resource_app.web import language
from resource_app.web.field_words import field_words
from resource_app.web.origins import source_name


@dataclass(frozen=True, slots=True)
class Told:
    """One change: who made it, when, of which field, and the new text where it is one."""

    who: str
    when: str
    field: str
    text: str


def told(session: Session, changes: Sequence[Change], keeper: Keeper) -> list[Told]:
    """The changes in the reader's language."""
    t = language.translator()
    named = dict(
        session.execute(select(User.id, User.name).where(User.id.in_({each.actor_id for each in changes}))).all()
    )
    found = []
    for each in changes:
        known = named.get(each.actor_id) if each.actor_kind == "user" else None
        if each.who == "import":
            who = source_name(t, each.actor_id)
        elif each.who == "curator" and (keeper.who != "curator" or known is None):
            who = t.gettext("A curator")
        else:
            who = known or t.gettext("The organization")
        local = search_of(session).local(session.connection(), each.made_at)
        when = f"{full_date(t, local.date())}, {clock(t, minutes_of(local))}"
        text = each.became if isinstance(each.became, str) else ""
        found.append(Told(who, when, field_words(each.kind, each.field), text))
    return found
