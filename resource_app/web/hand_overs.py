"""Which cases were handed over, and nobody answered? For the supervisor, who asks both: by whom, to whom and since when, and no
word about a member.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template

from referrals.cases import entries
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.phrases import full_date
from resource_app.web import identity
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_hand_overs", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-over: the team, who answers for the case until it is accepted, who was asked, and since when."""

    team: str
    owner: str
    asked: str
    since: str


@blueprint.get("/network/hand-overs")
@open_to(holders_of("supervisor"))
def show() -> Page:
    """All of the network, the longest first."""
    keep_nothing()
    with reading() as session:
        who = reader(session)
        found = entries.unanswered(session, who.now.date())
        identity.looked("listed", "case:hand-overs", shown=[f"case:{case.id}" for _entry, case in found])
        called = names(session, {user for entry, case in found for user in (entry.who_id, case.owner_id) if user})
        teams = organizations_called(session, [case.organization_id for _entry, case in found])
        rows = [
            Row(
                team=teams.get(case.organization_id, ""),
                owner=called.get(case.owner_id, ""),
                asked=called.get(entry.who_id or "", ""),
                since=full_date(who.t, entry.made_at.astimezone(who.now.tzinfo).date()),
            )
            for entry, case in found
        ]
    return render_template("network/hand_overs.html", rows=rows)
