"""What is left waiting in the whole network? For the supervisor, who asks the team: hand-overs that nobody answered, and
referrals that nobody has. Whose they are and since when, and no word about a member.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template

from referrals.cases import entries
from referrals.offers import work
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
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


@dataclass(frozen=True, slots=True)
class Idle:
    """A referral that nobody has: its number, the team, who answers for the case, and since when it is too long."""

    number: str
    team: str
    owner: str
    since: str


@blueprint.get("/network/hand-overs")
@open_to(holders_of("supervisor"))
def show() -> Page:
    """All of the network, the longest first."""
    keep_nothing()
    with reading() as session:
        who = reader(session)
        found, idle = entries.unanswered(session, who.now.date()), work.idle(session, who.now)
        shown = [f"case:{case.id}" for _entry, case in found] + [f"referral:{each.referral_id}" for each in idle]
        identity.looked("listed", "case:hand-overs", shown=shown)
        users = {user for entry, case in found for user in (entry.who_id, case.owner_id) if user}
        called = names(session, users | {each.owner_id for each in idle})
        team_ids = [case.organization_id for _entry, case in found] + [each.organization_id for each in idle]
        teams = organizations_called(session, team_ids)
        rows = [
            Row(
                team=teams.get(case.organization_id, ""),
                owner=called.get(case.owner_id, ""),
                asked=called.get(entry.who_id or "", ""),
                since=who.day(entry.made_at),
            )
            for entry, case in found
        ]
        left = [
            Idle(
                number=each.number,
                team=teams.get(each.organization_id, ""),
                owner=called.get(each.owner_id, ""),
                since=who.day(each.due_at),
            )
            for each in idle
        ]
    return render_template("network/hand_overs.html", rows=rows, left=left)
