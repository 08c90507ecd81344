"""Who confirmed a listing, how, when, and which fields? The facts, as those who keep it right read them.

Who wrote one down, who went there and which source it was, curators alone read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.accounts.queries import names_of
from resource_app.directory.confirmations import last_of
from resource_app.directory.keepers import Keeper
from resource_app.directory.models import Confirmation
from resource_app.errors import N_
from resource_app.web import language
from resource_app.web.field_words import field_words

MOST = 20  # confirmations on a page
HOW = {
    "link": N_("The organization, through the link in a letter"),
    "portal": N_("The organization, signed in"),
    "phone": N_("The organization, on the phone"),
    "visit": N_("A curator, on a visit"),
    "outside": N_("A curator, from another source"),
    "import": N_("Its source"),
}


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One confirmation on a page: what is for curators alone is empty for others."""

    on: str
    how: str
    fields: str
    noted_by: str
    told_by: str
    found_at: str


def confirmed(session: Session, keeper: Keeper) -> list[ConfirmedRow]:
    """The last confirmations of a listing, newest first."""
    facts = last_of(session, keeper.listing_id, MOST)
    called = names_of(session, {fact.actor_id for fact in facts if fact.actor_kind == "user"})
    return [_row(fact, called, curating=keeper.who == "curator") for fact in facts]


def _row(fact: Confirmation, called: Mapping[str, str], *, curating: bool) -> ConfirmedRow:
    t = language.translator()
    paths = (path.partition(".") for path in fact.fields)
    return ConfirmedRow(
        on=phrases.full_date(t, fact.confirmed_on),
        how=t.gettext(HOW[fact.how]),
        fields=", ".join(dict.fromkeys(field_words(kind, name) for kind, _, name in paths)),
        noted_by=called.get(fact.actor_id, "") if curating else "",
        told_by=fact.told_by if curating else "",
        found_at=fact.found_at if curating else "",
    )
