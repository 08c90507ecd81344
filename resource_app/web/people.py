"""Who signs in, for who administers: the staff of one organization, or everybody of the network."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app import mail, phrases
from resource_app.access import holders_of, open_to
from resource_app.accounts import inboxes, invitations, people, throttles
from resource_app.accounts.handed_out import held_by
from resource_app.accounts.invitations import Offer
from resource_app.accounts.models import Inbox, Invitation, Membership
from resource_app.accounts.queries import Asked, Row
from resource_app.accounts.queries import names as user_names
from resource_app.accounts.queries import people as found_people
from resource_app.accounts.roles import GROUPS, ROLES, Held, Place, fits, may_give, may_help
from resource_app.directory.queries import Named, names, organization
from resource_app.errors import BadInput, NotFound
from resource_app.web import identity, language, letters
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reader, reading

blueprint = Blueprint("page_people", __name__)
STAFF = holders_of("organization_admin", "network_admin")
STAFF_NOW = holders_of("organization_admin", "network_admin", recent=True)
NETWORK = holders_of("network_admin")
NETWORK_NOW = holders_of("network_admin", recent=True)
LONGEST = 200  # characters of what is searched for


class SearchForm(Form):
    """Whom to look for: sent in a form, so that no name stands in an address."""

    q = line(required=False, most=LONGEST)
    page = line(required=False)


class AddressForm(Form):
    """An address that letters may go to again."""

    address = line()


class InviteForm(Form):
    """Whom to invite to what."""

    email = line()
    role = line()
    group = line(required=False)


@blueprint.get("/people")
@open_to(NETWORK)
def index() -> Page:
    """Everybody who signs in, and who is invited to the network."""
    with reading() as session:
        return _page(session, None, Filled())


@blueprint.post("/people")
@open_to(NETWORK)
def search() -> Page:
    """Those of a name or an address."""
    return _searched(None)


@blueprint.post("/people/letters/<task_id>/done")
@open_to(NETWORK)
def letter_done(task_id: str) -> Page:
    """Say that somebody has dealt with a letter that did not arrive."""
    read(NoFields)
    with identity.connections().transaction() as session:
        letters.deal_with(session, task_id, identity.by())
    return redirect("/people#letters", SEE_OTHER)


@blueprint.get("/organizations/<organization_id>/staff")
@open_to(STAFF)
def staff(organization_id: str) -> Page:
    """Who works for an organization, and who is invited."""
    require_home(organization_id)
    return staff_page(organization_id, Filled())


@blueprint.post("/organizations/<organization_id>/staff")
@open_to(STAFF)
def search_staff(organization_id: str) -> Page:
    """Those of them of a name or an address."""
    require_home(organization_id)
    return _searched(organization_id)


@blueprint.post("/people/invite")
@open_to(NETWORK_NOW)
def invite() -> Page:
    """Invite somebody to a role of the network."""
    return _invited(None)


@blueprint.post("/people/mail-again")
@open_to(NETWORK_NOW)
def mail_again() -> Page:
    """Let letters go again to an address of which a mail server said that there is none such."""
    fields: dict[str, Any] = {}
    try:
        fields = read(AddressForm)
        with identity.connections().transaction() as session:
            people.write_again(session, fields["address"], identity.by())
    except BadInput as error:
        return _refused(None, error)
    return redirect("/people", SEE_OTHER)


@blueprint.post("/organizations/<organization_id>/staff/invite")
@open_to(STAFF_NOW)
def invite_staff(organization_id: str) -> Page:
    """Invite somebody to work for an organization."""
    require_home(organization_id)
    return _invited(organization_id)


@blueprint.post("/invitations/<invitation_id>/withdraw")
@open_to(STAFF_NOW)
def withdraw(invitation_id: str) -> Page:
    """Let an invitation be taken no more."""
    read(NoFields)
    with identity.connections().transaction() as session:
        made = session.get(Invitation, invitation_id)
        if made is None:
            raise NotFound("invitation", invitation_id)
        invitations.withdraw(session, made, list(identity.somebody().held), identity.by())
        back = _back(made.organization_id)
    return redirect(back, SEE_OTHER)


@blueprint.post("/memberships/<membership_id>/end")
@open_to(STAFF_NOW)
def end_membership(membership_id: str) -> Page:
    """End somebody's role."""
    read(NoFields)
    known = identity.somebody()
    try:
        with identity.connections().transaction() as session:
            made = session.get(Membership, membership_id)
            if made is None or made.ended_at is not None or not may_give(known.held, made.role, made.organization_id):
                raise NotFound("membership", membership_id)
            organization_id = made.organization_id
            people.end_membership(session, made, identity.by())
    except BadInput as error:
        return _refused(organization_id, error)
    return redirect(_back(organization_id), SEE_OTHER)


@blueprint.post("/people/<user_id>/<any(disable, enable):act>")
@open_to(NETWORK_NOW)
def change_user(user_id: str, act: str) -> Page:
    """Let somebody sign in no more, or again."""
    read(NoFields)
    verb = people.disable if act == "disable" else people.enable
    try:
        with identity.connections().transaction() as session:
            verb(session, people.get(session, user_id), identity.by())
    except BadInput as error:
        return _refused(None, error)
    return redirect("/people", SEE_OTHER)


@blueprint.post("/people/<user_id>/authenticator/take")
@open_to(STAFF_NOW)
def take_authenticator(user_id: str) -> Page:
    """Take away an authenticator that somebody has lost."""
    read(NoFields)
    held = identity.somebody().held
    with identity.connections().transaction() as session:
        people.take_lost_factor(session, user_id, held, identity.by())
        homes = [each.organization_id for each in held_by(session, user_id)]
    return redirect(_back(homes[0]), SEE_OTHER)


@blueprint.post("/people/<user_id>/sessions/end")
@open_to(STAFF_NOW)
def end_sessions(user_id: str) -> Page:
    """Sign somebody out everywhere."""
    read(NoFields)
    held = identity.somebody().held
    with identity.connections().transaction() as session:
        people.end_sessions(session, user_id, held, identity.by())
        homes = [each.organization_id for each in held_by(session, user_id)]
    return redirect(_back(homes[0]), SEE_OTHER)


def require_home(organization_id: str) -> None:
    """Raise NotFound unless the viewer administers it: one that is unknown and one of somebody else look the same."""
    known = identity.somebody()
    if "network_admin" in known.roles or known.is_at(organization_id, "organization_admin"):
        with reading() as session:
            if _place_of(session, organization_id) is not None:
                return
    raise NotFound("organization", organization_id)


def _place_of(session: Session, organization_id: str) -> Place | None:
    """What kind of organization it is; None for one there is not."""
    found = organization(session, organization_id)
    return _kind_of(found) if found is not None else None


def _kind_of(found: Named) -> Place:
    return "community" if found.listed else "care"


def _invited(organization_id: str | None) -> Page:
    fields: dict[str, Any] = {}
    known, at = identity.somebody(), now()
    try:
        fields = read(InviteForm)
        throttles.spend(identity.connections(), "invite", at, account=known.user_id)
        with identity.connections().transaction() as session:
            offer = _offer(session, fields, organization_id)
            invitations.invite(session, offer, list(known.held), identity.by())
    except BadInput as error:
        with reading() as session:
            return _page(session, organization_id, Filled(fields, error.field, error.message)), 422
    with reading() as session:
        lost = bool(mail.suppressed(session, [people.folded(fields["email"])]))
    return redirect(_back(organization_id) + ("?invited=unreached" if lost else "?invited=1"), SEE_OTHER)


def _searched(organization_id: str | None) -> Page:
    try:
        fields = read(SearchForm)
    except BadInput as error:
        return _refused(organization_id, error)
    number = int(fields["page"]) if fields["page"].isascii() and fields["page"].isdigit() else 1
    with reading() as session:
        return _page(session, organization_id, Filled(), Asked(organization_id, fields["q"].strip(), number))


def _offer(session: Session, fields: dict[str, Any], organization_id: str | None) -> Offer:
    place = "network" if organization_id is None else _place_of(session, organization_id)
    if place is None:
        raise NotFound("organization", str(organization_id))
    held = Held(fields["role"], organization_id)
    return Offer(fields["email"], held, place, fields["group"] or None, language.current())


def _refused(organization_id: str | None, error: BadInput) -> Page:
    with reading() as session:
        return _page(session, organization_id, Filled({}, "people", error.message)), 422


def _back(organization_id: str | None) -> str:
    return f"/organizations/{organization_id}/staff" if organization_id else "/people"


def staff_page(organization_id: str, filled: Filled) -> str:
    """The page of an organization's staff, with what was filled into one of its forms."""
    with reading() as session:
        return _page(session, organization_id, filled)


def _unreached(session: Session, shown: Iterable[Row | Invitation | Inbox | None], *, every: bool) -> list[str]:
    """Addresses that nothing is sent to: of those on the page, or for the network all of them."""
    return mail.suppressed(session, None if every else [each.email for each in shown if each is not None])


def _waiting(session: Session, organization_id: str | None) -> list[dict[str, Any]]:
    """Invitations that may still be taken, by whom, and until when they work."""
    found = invitations.open_ones(session, organization_id, now())
    called = user_names(session, {each.invited_by for each in found})
    who = reader(session)
    return [
        {
            "invitation": each,
            "by": called.get(each.invited_by, ""),
            "until": phrases.full_date(
                who.t, (each.made_at + invitations.LINK.lasts).astimezone(who.now.tzinfo).date()
            ),
        }
        for each in found
    ]


def _page(session: Session, organization_id: str | None, filled: Filled, asked: Asked | None = None) -> str:
    keep_nothing()
    known = identity.somebody()
    home = organization(session, organization_id) if organization_id else None
    place = _kind_of(home) if home else "network"
    asked = asked or Asked(organization_id, page=request.args.get("page", 1, type=int))
    found = found_people(session, asked)
    waiting = _waiting(session, organization_id)
    mailboxes = inboxes.of(session, organization_id) if organization_id else None
    of = f"organization:{organization_id}" if organization_id else "network:people"
    identity.looked("listed", of, shown=[people.subject(each.id) for each in found.rows])
    giving = [
        role.code for role in ROLES if may_give(known.held, role.code, organization_id) and fits(role.code, place)
    ]
    named = names(session, {each.organization_id for row in found.rows for each in row.roles if each.organization_id})
    return render_template(
        "people/index.html",
        form=filled,
        found=found,
        words=asked.words,
        searched=Filled({"q": asked.words}),
        way=f"/organizations/{organization_id}/staff" if organization_id else "/people",
        helped={each.id for each in found.rows if each.id != known.user_id and may_help(known.held, each.held)},
        last={
            user_id: sorted(named.get(each, each) for each in homes)
            for user_id, homes in people.without_another(session, [each.id for each in found.rows]).items()
        },
        invitations=waiting,
        letters=letters.to_people(session) if organization_id is None else [],
        roles=giving,
        ended={
            each.id
            for row in found.rows
            for each in row.roles
            if row.id != known.user_id and may_give(known.held, each.role, each.organization_id)
        },
        groups=[group.code for group in GROUPS],
        unreached=_unreached(
            session,
            [*found.rows, *(each["invitation"] for each in waiting), *(mailboxes or ())],
            every=organization_id is None,
        ),
        organization_id=organization_id,
        organization_name=home.name if home else "",
        names=named,
        inboxes=mailboxes,
        asked_here=place == "community",
        invited=request.args.get("invited", ""),
        known=known,
    )
