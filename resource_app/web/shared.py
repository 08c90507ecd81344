"""Which cases of others does an organization work in, and what may it read of each? What the team that has the case ticked, as
far as the member agreed; each reading is written down with the member.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from referrals.cases.entries import PARTS
from referrals.cases.needs import NEED
from referrals.offers import partners
from referrals.offers.clearing import kept_quiet
from referrals.offers.partners import Shared, Told
from referrals.offers.standings import Stands
from referrals.offers.statements import statements
from referrals.people import sealing
from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.phrases import Said, full_date
from resource_app.web import identity, language, members_words, offer_words, told_words
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_shared", __name__)
READER = holders_of(*partners.READERS)


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list: `called` is empty where the name is not told."""

    id: str
    called: str
    sender: str
    part: str


@dataclass(frozen=True, slots=True)
class Step:
    """How a referral stands: what is needed, and how well that is known."""

    number: str
    title: str
    tag: Said
    known: str


@blueprint.get("/shared")
@open_to(READER)
def index() -> Page:
    """Every case that the reader's organization may read of, in which part of the care team."""
    keep_nothing()
    if not _has_authenticator():
        return _list(None)
    with reading() as session:
        every = partners.shared_with(session, identity.somebody(), now().date())
        identity.looked("listed", "case:shared", shown=[f"person:{each.person.id}" for each in every])
        rows = _rows(session, every)
    return _list(rows)


@blueprint.get("/shared/<shared_id>")
@open_to(READER)
def show(shared_id: str) -> Page:
    """What they may read of one today."""
    keep_nothing()
    if not _has_authenticator():
        return _list(None)
    today = now().date()
    with reading() as session:
        shared = partners.open_shared(session, shared_id, identity.somebody(), today)
        identity.opened(f"person:{shared.person.id}", page="shared case", organization=shared.entry.who_id)
        told = partners.told(session, shared, today)
        [row] = _rows(session, [shared])
        return render_template(
            "shared/show.html",
            row=row,
            parts=shared.parts,
            contact=told_words.lines(told.contact),
            needs=[(NEED[each.code].title, _by(each.wanted_by)) for each in told.needs],
            steps=[_step(each) for each in told.referrals],
            tasks=[(each.values["words"], _by(each.row.due_on)) for each in told.tasks],
            scope=_scope(told),
            statements=_by_law(session, shared, told),
        )


def _has_authenticator() -> bool:
    """A code by email is enough for an organization's own offers, and for no more."""
    return identity.somebody().way == "authenticator"


def _list(rows: list[Row] | None) -> str:
    return render_template("shared/index.html", rows=rows)


def _rows(session: Session, every: Sequence[Shared]) -> list[Row]:
    t, parts = language.translator(), dict(PARTS)
    owners = names(session, {each.case.owner_id for each in every})
    team_ids = {each.case.organization_id for each in every}
    teams, quiet = organizations_called(session, team_ids), kept_quiet(session, team_ids)
    named = [each.person for each in every if "contact" in each.parts]
    values = sealing.values_of_each(session, named, ("name", "called"))

    def row(each: Shared) -> Row:
        known = values[each.person.id] if "contact" in each.parts else {}
        owner, team = owners.get(each.case.owner_id, ""), teams.get(each.case.organization_id, "")
        return Row(
            id=each.entry.id,
            called=known.get("called") or known.get("name", ""),
            sender=told_words.sender(owner, team, discreet=each.discreet or each.case.organization_id in quiet),
            part=t.gettext(parts[each.part]),
        )

    return [row(each) for each in every]


def _step(stands: Stands) -> Step:
    known = offer_words.LOOP[stands.referral.loop_level]
    return Step(stands.referral.number, stands.need.title, members_words.standing_words(stands), known)


def _by(day: date | None) -> str:
    t = language.translator()
    return t.gettext("by %(day)s") % {"day": full_date(t, day)} if day else ""


def _scope(told: Told) -> str:
    """What the member agreed to, for whoever reads it on their consent: 42 CFR 2.32(b)."""
    t = language.translator()
    if told.until is None:
        return t.gettext("They agreed that your organization is told what stands here, to work together on their case.")
    words = t.gettext(
        "They agreed that your organization is told what stands here, to work together on their case, until %(day)s."
    )
    return words % {"day": full_date(t, told.until)}


def _by_law(session: Session, shared: Shared, told: Told) -> list[str]:
    """What the law has go with needs of a kind that it keeps apart, and with whom such a team helps."""
    named, quiet = "contact" in shared.parts, bool(kept_quiet(session, [shared.case.organization_id]))
    codes = [each.code for each in told.needs] + [each.need.code for each in told.referrals]
    return list(dict.fromkeys(each for code in codes for each in statements(code, named=named, quiet=quiet)))
