"""What a link in a letter opens: an invitation to take, a new password to choose. Opening it spends nothing; sending does."""

from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from resource_app.access import HALF_SIGNED_IN, PUBLIC, open_to
from resource_app.accounts import invitations, passwords, people, resets, throttles
from resource_app.accounts.handed_out import held_by
from resource_app.audit.recording import By
from resource_app.directory.queries import organization
from resource_app.errors import BadInput
from resource_app.responses import SECRET_ADDRESS
from resource_app.web import identity, language
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.new_passwords import require_good
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import now, reading

blueprint = Blueprint("page_invitations", __name__)


class TakeForm(Form):
    """Who takes an invitation."""

    name = line(most=200)
    password = line()


class ForgotForm(Form):
    """Whose password is forgotten."""

    email = line()


class NewPasswordForm(Form):
    """The new one."""

    password = line()


@blueprint.get("/invitations/<invitation_id>/<token>")
@open_to(PUBLIC)
def ask_invited(invitation_id: str, token: str) -> Page:
    """Ask who takes the invitation; somebody who signs in already only says yes."""
    return _invited(invitation_id, token, Filled())


@blueprint.post("/invitations/<invitation_id>/<token>")
@open_to(PUBLIC)
def take(invitation_id: str, token: str) -> Page:
    """Make the user, who goes on to a second factor."""
    at = now()
    fields: dict[str, Any] = {}
    throttles.spend(identity.connections(), "invitation", at, address=identity.origin().address)
    try:
        with reading() as session:
            asked = invitations.find(session, identity.keys(), invitation_id, token, at)
            email, home = asked.email, asked.organization_id
        fields = read(TakeForm)
        require_good(fields["password"], (fields["name"], email), [home])
        kept = passwords.hashed(fields["password"])
        with identity.connections().transaction() as session:
            made = invitations.find(session, identity.keys(), invitation_id, token, at)
            who = invitations.Newcomer(fields["name"], language.current(), kept)
            user_id = invitations.take(session, made, who, identity.by()).id
    except BadInput as error:
        return _invited(invitation_id, token, Filled({**fields, "password": ""}, error.field, error.message)), 422
    identity.enter_by_password(user_id, at)
    return redirect("/sign-in/code", SEE_OTHER)


@blueprint.post("/invitations/<invitation_id>/<token>/accept")
@open_to(HALF_SIGNED_IN)
def accept(invitation_id: str, token: str) -> Page:
    """Give the role to somebody who signs in already."""
    read(NoFields)
    try:
        with identity.connections().transaction() as session:
            made = invitations.find(session, identity.keys(), invitation_id, token, now())
            invitations.accept(session, made, people.get(session, identity.somebody().user_id), identity.by())
    except BadInput as error:
        return _invited(invitation_id, token, Filled({}, "role", error.message)), 422
    return redirect("/account", SEE_OTHER)


@blueprint.get("/forgot")
@open_to(PUBLIC)
def ask_forgot() -> Page:
    """Ask whose password it is."""
    return _shown("account/forgot.html", Filled(), asked=False)


@blueprint.post("/forgot")
@open_to(PUBLIC)
def forgot() -> Page:
    """Ask for the letter; the answer is the same whoever it is."""
    at, address = now(), identity.origin().address
    try:
        email = people.folded(read(ForgotForm)["email"])
    except BadInput as error:
        return _shown("account/forgot.html", Filled({}, error.field, error.message), asked=False), 422
    throttles.spend(identity.connections(), "mail", at, account=email, address=address)
    with identity.connections().transaction() as session:
        resets.ask(session, email, identity.by())
    return _shown("account/forgot.html", Filled(), asked=True)


@blueprint.get("/reset/<reset_id>/<token>")
@open_to(PUBLIC)
def ask_reset(reset_id: str, token: str) -> Page:
    """Ask for the new password."""
    with reading() as session:
        resets.LINK.find(session, identity.keys(), reset_id, token, now())
    return _shown("account/reset.html", Filled())


@blueprint.post("/reset/<reset_id>/<token>")
@open_to(PUBLIC)
def use_reset(reset_id: str, token: str) -> Page:
    """Keep the new password. It signs nobody in."""
    at = now()
    throttles.spend(identity.connections(), "invitation", at, address=identity.origin().address)
    try:
        with reading() as session:
            made = resets.LINK.find(session, identity.keys(), reset_id, token, at)
            user = people.get(session, str(made.user_id))
            theirs, person = (user.id, user.email), (user.name, user.email)
            homes = [each.organization_id for each in held_by(session, user.id)]
        fields = read(NewPasswordForm)
        require_good(fields["password"], person, homes)
        kept = passwords.hashed(fields["password"])
        with identity.connections().transaction() as session:
            made = resets.LINK.find(session, identity.keys(), reset_id, token, at)
            resets.use(session, made, kept, By(identity.actor(), identity.origin(), at))
        throttles.begin_anew(identity.connections(), at, *theirs)
    except BadInput as error:
        return _shown("account/reset.html", Filled({}, error.field, error.message)), 422
    return redirect("/sign-in", SEE_OTHER)


def _invited(invitation_id: str, token: str, filled: Filled) -> str:
    known = identity.current()
    with reading() as session:
        made = invitations.find(session, identity.keys(), invitation_id, token, now())
        theirs = known is not None and known.email == made.email
        home = organization(session, made.organization_id) if made.organization_id else None
        return _shown(
            "account/invited.html",
            filled,
            role=made.role,
            organization_name=home.name if home else "",
            email=made.email,
            known=invitations.is_known(session, made),
            theirs=theirs,
        )


def _shown(template: str, filled: Filled, **more: Any) -> str:
    """A page whose address is a secret: no cache keeps it, and nothing it leads to learns of it."""
    keep_nothing()
    return render_template(template, form=filled, **more)


@blueprint.after_request
def _tell_nobody(answer: Response) -> Response:
    answer.headers.set(*SECRET_ADDRESS)
    return answer
