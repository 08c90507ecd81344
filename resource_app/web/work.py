"""What has a care team to do today? One list: why it is there, what to do, since when; nothing leaves it without a reason."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from referrals.cases import entries
from referrals.offers import queries, work
from referrals.people.queries import CARERS
from resource_app.access import holders_of, open_to
from resource_app.errors import BadInput
from resource_app.phrases import full_date
from resource_app.web import doing, identity, language, work_rows
from resource_app.web.forms import Filled, Form, day_of, line, page_number, read, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reader, reading
from resource_app.web.work_rows import WORDS

blueprint = Blueprint("page_work", __name__)
CARER = holders_of(*CARERS)


class PutOffForm(Form):
    """Until when something may wait."""

    clock = line(required=False, most=3)
    until = line(required=False, most=20)


@blueprint.get("/work")
@open_to(CARER)
def index() -> Page:
    """What is late, the longest first: mine, or the team's."""
    return _page(Filled())


@blueprint.post("/work/<offer_id>")
@open_to(CARER)
def put_off(offer_id: str) -> Page:
    """Let what is late of an offer wait until a day."""
    return _put_off(offer_id, _offer_waits)


@blueprint.post("/work/tasks/<entry_id>")
@open_to(CARER)
def put_task_off(entry_id: str) -> Page:
    """Let a task wait until a day."""
    return _put_off(entry_id, _task_waits)


def _offer_waits(session: Session, offer_id: str, clock: str, until: date) -> None:
    queries.referral_of(session, offer_id, identity.somebody())
    work.put_off(session, offer_id, clock, until, identity.by())


def _task_waits(session: Session, entry_id: str, _clock: str, until: date) -> None:
    entry, case = entries.open_task(session, entry_id, identity.somebody())
    entries.put_off(session, case, entry, until, identity.by())


def _put_off(key: str, waits: Callable[[Session, str, str, date], None]) -> Page:
    fields = typed()
    try:
        said = read(PutOffForm)
        with doing.transaction() as session:
            waits(session, key, said["clock"], day_of(said["until"]) or date.min)
    except BadInput as error:
        return _page(Filled(fields, f"until-{key}{fields.get('clock', '')}", error.message)), 422
    return redirect("/work", SEE_OTHER)


def _page(filled: Filled) -> str:
    keep_nothing()
    mine, kind = request.args.get("whose", "mine") != "team", request.args.get("why", "")
    known, page = identity.somebody(), page_number(request.args.get("page", ""))
    with reading() as session:
        every = work_rows.rows(session, known, mine=mine)
        wanted = [each for each in every if kind in ("", each.why)]
        shown = work_rows.named(session, wanted[(page - 1) * queries.PAGE : page * queries.PAGE])
        today = reader(session).now.date()
    identity.looked("listed", "referral:work", shown=[f"person:{each.person_id}" for each in shown])
    counts = {code: sum(each.why == code for each in every) for code in WORDS}
    return render_template(
        "work/index.html",
        form=filled,
        mine=mine,
        kind=kind,
        chips=[(code, WORDS[code][0], number) for code, number in counts.items() if number],
        all=len(every),
        page=page,
        more=len(wanted) > page * queries.PAGE,
        late=sum(row.since < today for row in wanted),
        due=sum(row.since >= today for row in wanted),
        overdue=[row for row in shown if row.since < today],
        today=[row for row in shown if row.since >= today],
        reached=entries.REACHED,
        day=lambda row: full_date(language.translator(), row.since),
    )
