"""What has a care team to do today? One list: why it is there, what to do, since when; nothing leaves it without a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import queries, work
from referrals.offers.clocks import Does
from referrals.offers.queries import Opened
from referrals.offers.work import Late
from referrals.people.queries import CARERS, briefly, teams_of
from resource_app.access import holders_of, open_to
from resource_app.errors import N_, BadInput
from resource_app.phrases import Said, full_date
from resource_app.web import identity, language
from resource_app.web.forms import Filled, Form, day_of, line, read, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_work", __name__)
CARER = holders_of(*CARERS)
WORDS: Mapping[Does, tuple[str, str, str, str]] = {  # why it is here, what to do, tone, icon
    "escalate": (N_("No answer"), N_("They have not answered. Call them, or offer the next place."), "stop", "clock-x"),
    "ask_contact": (
        N_("Not begun"),
        N_("They accepted, and nobody knows of a first contact. Call them."),
        "wait",
        "phone",
    ),
    "ask_progress": (
        N_("How does it go?"),
        N_("Nobody has said how it goes. Ask them, and write it down."),
        "wait",
        "hourglass",
    ),
    "ask_member": (
        N_("Ask the member"),
        N_("They say that the service was given. Ask the member whether it helped."),
        "plain",
        "message-question",
    ),
    "raise": (
        N_("Nobody has it"),
        N_("Offer it to another place, help directly, or close it with a reason."),
        "stop",
        "alert-triangle",
    ),
}


class PutOffForm(Form):
    """Until when something may wait."""

    clock = line(most=3)
    until = line(required=False, most=20)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    offer_id: str
    clock: str
    referral_id: str
    number: str
    who: str
    title: str
    listing: str
    tag: Said
    todo: str
    since: str
    loop: int
    overdue: bool


@blueprint.get("/work")
@open_to(CARER)
def index() -> Page:
    """What is late, the longest first: mine, or the team's."""
    return _page(Filled())


@blueprint.post("/work/<offer_id>")
@open_to(CARER)
def put_off(offer_id: str) -> Page:
    """Let something wait until a day."""
    fields = typed()
    try:
        said = read(PutOffForm)
        until = day_of(said["until"]) or date.min
        with identity.connections().transaction() as session:
            queries.referral_of(session, offer_id, identity.somebody())
            work.put_off(session, offer_id, said["clock"], until, identity.by())
    except BadInput as error:
        return _page(Filled(fields | {"offer": offer_id}, f"until-{offer_id}", error.message)), 422
    return redirect("/work", SEE_OTHER)


def _page(filled: Filled) -> str:
    keep_nothing()
    mine, kind = request.args.get("whose", "mine") != "team", request.args.get("why", "")
    known = identity.somebody()
    with reading() as session:
        every = [
            each for each in work.late(session, teams_of(known), now()) if not mine or each.owner_id == known.user_id
        ]
        shown = [each for each in every if kind in ("", each.does)]
        rows = _rows(session, shown)
    identity.looked("listed", "referral:work", shown=[f"referral:{each.referral_id}" for each in shown])
    counts = {code: sum(each.does == code for each in every) for code in WORDS}
    return render_template(
        "work/index.html",
        form=filled,
        mine=mine,
        kind=kind,
        chips=[(code, WORDS[code][0], number) for code, number in counts.items() if number],
        all=len(every),
        overdue=[row for row in rows if row.overdue],
        today=[row for row in rows if not row.overdue],
    )


def _rows(session: Session, every: Sequence[Late]) -> list[Row]:
    opened = {each.referral.id: each for each in queries.opened(session, [late.referral_id for late in every])}
    who = {each.id: each.called for each in briefly(session, list({late.person_id for late in every}))}
    today = reader(session).now
    return [_row(late, opened[late.referral_id], who[late.person_id], today) for late in every if late.person_id in who]


def _row(late: Late, opened: Opened, who: str, today: datetime) -> Row:
    t = language.translator()
    why, todo, tone, icon = WORDS[late.does]
    offer = next(each for each in opened.offers if each.id == late.offer_id)
    since = late.due_at.astimezone(today.tzinfo).date()
    return Row(
        offer_id=late.offer_id,
        clock=late.clock,
        referral_id=late.referral_id,
        number=late.number,
        who=who,
        title=NEED[opened.need.code].title,
        listing=(offer.snapshot or {}).get("name", ""),
        tag=Said(t.gettext(why), tone, icon),
        todo=todo,
        since=full_date(t, since),
        loop=opened.referral.loop_level,
        overdue=since < today.date(),
    )
