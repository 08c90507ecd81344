"""How does a team let a member say whether a referral helped? It makes a link or a code for them, shows it, and ends it."""

from typing import Any

from flask import Blueprint, g, redirect, render_template

from referrals.offers import drafts, member_links, queries
from referrals.offers.member_links import Wanted
from referrals.people.queries import CARERS
from resource_app.access import holders_of, open_to
from resource_app.errors import N_, BadInput
from resource_app.web import doing, identity, language, referrals
from resource_app.web.asking_members import MEMBER
from resource_app.web.forms import Filled, Form, NoFields, line, once, read, typed
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading, settings

blueprint = Blueprint("page_member_links", __name__)
CARER = holders_of(*CARERS)
GROUP = 5  # signs of a code that are read at once


class LinkForm(Form):
    """Who is asked, how it comes to them, in which language."""

    asked = line(required=False, most=40)
    way = line(required=False, most=10)
    language = line(required=False, most=10)
    once = once()


@blueprint.post("/referrals/<referral_id>/links")
@open_to(CARER)
def make(referral_id: str) -> Page:
    """Make one; sent twice, it is one."""
    fields = typed()
    try:
        said = read(LinkForm)
        with doing.transaction() as session:
            opened = queries.open_referral(session, referral_id, identity.somebody())
            made = member_links.make(session, opened, _wanted(said), identity.by(), str(said["once"]))
            has_sheet = made.way != "email"
            made_id = made.id
    except BadInput as error:
        return referrals.page(referral_id, filled=Filled(fields, error.field, error.message)), 422
    return redirect(f"/referrals/{referral_id}" + (f"/links/{made_id}" if has_sheet else "#asking"), SEE_OTHER)


@blueprint.get("/referrals/<referral_id>/links/<link_id>")
@open_to(CARER)
def sheet(referral_id: str, link_id: str) -> Page:
    """The code, to be printed or read out, in the language of who is asked."""
    keep_nothing()
    with reading() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        made = member_links.one_of(session, opened, link_id)
        identity.opened(f"referral:{referral_id}")
        code = member_links.code_of(session, made) if made.ended_at is None else ""
        number = drafts.carried_of(session, opened.person, opened.referral).call_back
        g.language = made.language
    return render_template(
        "referrals/code.html",
        way=f"{settings().origin}/answer",
        code=" ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP)),
        number=number,
        back=f"/referrals/{referral_id}",
    )


@blueprint.post("/referrals/<referral_id>/links/<link_id>/end")
@open_to(CARER)
def end(referral_id: str, link_id: str) -> Page:
    """Let it work no more."""
    read(NoFields)
    with doing.transaction() as session:
        opened = queries.open_referral(session, referral_id, identity.somebody())
        member_links.end(session, opened, link_id, identity.by())
    return redirect(f"/referrals/{referral_id}#asking", SEE_OTHER)


def _wanted(said: dict[str, Any]) -> Wanted:
    if said["language"] not in language.offered():
        raise BadInput(N_("Choose one of these."), "language")
    proxy_id = "" if said["asked"] in ("", MEMBER) else said["asked"]
    return Wanted(way=said["way"], language=said["language"], proxy_id=proxy_id)
