"""One's own account: what is known, the password, the second factor, and where one is signed in."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from segno import make_qr

from resource_app.access import HALF_SIGNED_IN, PUBLIC, SENSITIVE, SIGNED_IN, HalfSignedIn, open_to, own_path, require
from resource_app.accounts import devices, factors, passwords, people, setting_up, sign_ins, throttles
from resource_app.accounts.sign_ins import Somebody
from resource_app.audit.recording import Entry, record
from resource_app.directory.queries import names
from resource_app.errors import N_, BadInput, NotFound
from resource_app.web import identity, language
from resource_app.web.forms import Filled, Form, NoFields, line, read
from resource_app.web.new_passwords import require_good
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page, count_code, is_unreached, onward, shown_factor
from resource_app.web.surroundings import now, reading, settings

blueprint = Blueprint("page_account", __name__)


class CodeForm(Form):
    """A first code of a new authenticator."""

    code = line(most=80)


class PasswordForm(Form):
    """A new password, after the one it replaces."""

    old = line()
    password = line()


class ProofForm(Form):
    """A proof that it is still the same person."""

    password = line()
    code = line(most=80)
    next = line(required=False, most=2_000)


class SetUpForm(Form):
    """The first administrator."""

    name = line(most=200)
    email = line()
    password = line()


@blueprint.get("/account")
@open_to(SIGNED_IN)
def show() -> Page:
    """The account: roles, password, second factor, sessions."""
    known = identity.somebody()
    with reading() as session:
        return render_template(
            "account/show.html",
            known=known,
            sessions=sign_ins.open_ones(session, known.user_id, identity.limits(), now()),
            devices=devices.open_ones(session, known.user_id, now()),
            remembered=devices.LASTS,
            codes_left=factors.codes_left(session, known.user_id),
            names=names(session, {each.organization_id for each in known.held if each.organization_id}),
        )


@blueprint.post("/account/sessions/<session_id>/end")
@open_to(SIGNED_IN)
def end_session(session_id: str) -> Page:
    """End one of one's own sessions."""
    read(NoFields)
    known, at = identity.somebody(), now()
    with identity.connections().transaction() as session:
        if not sign_ins.end(session, session_id, known.user_id, at):
            raise NotFound("session", session_id)
        entry = Entry(action="session_ended", subject=people.subject(known.user_id), details={"session": session_id})
        record(session, entry, identity.by())
    return redirect("/account", SEE_OTHER)


@blueprint.post("/account/devices/<device_id>/forget")
@open_to(SIGNED_IN)
def forget_device(device_id: str) -> Page:
    """Remember one of one's own devices no more."""
    read(NoFields)
    with identity.connections().transaction() as session:
        devices.forget(session, device_id, identity.somebody().user_id, identity.by())
    return redirect("/account", SEE_OTHER)


@blueprint.post("/account/stay")
@open_to(SIGNED_IN)
def stay() -> Page:
    """Go on being signed in; the request itself is what counts."""
    read(NoFields)
    return redirect(own_path(request.args.get("next")), SEE_OTHER)


@blueprint.get("/account/password")
@open_to(SENSITIVE)
def ask_password() -> Page:
    """Ask for a new password."""
    return _form("account/password.html", Filled())


@blueprint.post("/account/password")
@open_to(SENSITIVE)
def change_password() -> Page:
    """Keep a new password. Every session ends; this browser gets a new one."""
    known = identity.somebody()
    try:
        fields = read(PasswordForm)
        _require_password(fields["old"], "old")
        require_good(fields["password"], (known.name, known.email), [each.organization_id for each in known.held])
    except BadInput as error:
        return _form("account/password.html", Filled({}, error.field, error.message)), 422
    kept, at = passwords.hashed(fields["password"]), now()
    with identity.connections().transaction() as session:
        people.choose_password(session, known.user_id, kept, identity.by())
    identity.enter(known.user_id, "factor", at)
    return redirect("/account", SEE_OTHER)


@blueprint.get("/account/authenticator")
@open_to(HALF_SIGNED_IN)
def ask_authenticator() -> Page:
    """Show a new seed, and ask for its first code."""
    if _may_set_up().way == "authenticator":
        return redirect(onward(None), SEE_OTHER)
    return _authenticator(Filled())


@blueprint.post("/account/authenticator/begin")
@open_to(HALF_SIGNED_IN)
def begin_authenticator() -> Page:
    """Make a new seed."""
    read(NoFields)
    known = _may_set_up()
    with identity.connections().transaction() as session:
        factors.start(session, identity.keys(), known.user_id)
    return redirect("/account/authenticator", SEE_OTHER)


@blueprint.post("/account/authenticator")
@open_to(HALF_SIGNED_IN)
def set_authenticator() -> Page:
    """Count the authenticator from now on, and show the recovery codes, once. What another way has opened ends."""
    known, at = _may_set_up(), now()
    count_code(known, at)
    try:
        fields = read(CodeForm)
        with identity.connections().transaction() as session:
            codes = factors.settle(session, identity.keys(), known.user_id, fields["code"], at)
            sign_ins.end_all(session, known.user_id, at, but=known.session_id)
            people.tell(session, known.user_id, at)
            entry = Entry(action="factor_set", subject=people.subject(known.user_id))
            record(session, entry, identity.by())
    except BadInput as error:
        return _authenticator(Filled({}, error.field, error.message)), 422
    identity.prove(known, "confirmed", at, stage="factor")
    return _codes(codes)


@blueprint.post("/account/authenticator/remove")
@open_to(SENSITIVE)
def remove_authenticator() -> Page:
    """Forget the authenticator; another second factor is shown at once."""
    read(NoFields)
    known, at = identity.somebody(), now()
    if known.way != "authenticator":
        return redirect("/account/authenticator", SEE_OTHER)
    with identity.connections().transaction() as session:
        people.remove_factor(session, known.user_id, identity.by())
    identity.enter_by_password(known.user_id, at)
    return redirect("/account/authenticator", SEE_OTHER)


@blueprint.post("/account/recovery-codes")
@open_to(SENSITIVE)
def make_codes() -> Page:
    """Show new recovery codes, once; the old ones are worth nothing."""
    read(NoFields)
    known = identity.somebody()
    if known.way != "authenticator":
        return redirect("/account/authenticator", SEE_OTHER)
    with identity.connections().transaction() as session:
        codes = factors.make_codes(session, known.user_id)
        people.tell(session, known.user_id, now())
        entry = Entry(action="recovery_codes_made", subject=people.subject(known.user_id))
        record(session, entry, identity.by())
    return _codes(codes)


@blueprint.get("/account/prove")
@open_to(SIGNED_IN)
def ask_proof() -> Page:
    """Ask once more who it is, before something sensitive."""
    return _proof(Filled({"next": own_path(request.args.get("next"))}))


@blueprint.post("/account/prove")
@open_to(SIGNED_IN)
def prove() -> Page:
    """Take the proof, and go on."""
    fields: dict[str, Any] = {}
    try:
        fields = read(ProofForm)
        _require_password(fields["password"], "password")
        action = shown_factor(fields["code"])
    except BadInput as error:
        return _proof(Filled({"next": fields.get("next", "/")}, error.field, error.message)), 422
    identity.prove(identity.somebody(), action, now())
    return redirect(onward(fields["next"]), SEE_OTHER)


@blueprint.get("/set-up/<token>")
@open_to(PUBLIC)
def ask_set_up(token: str) -> Page:
    """Ask who the first administrator is."""
    with reading() as session:
        setting_up.require(session, identity.keys(), token, now())
    return _form("account/set_up.html", Filled())


@blueprint.post("/set-up/<token>")
@open_to(PUBLIC)
def set_up(token: str) -> Page:
    """Make the first administrator, who goes on to a second factor."""
    fields: dict[str, Any] = {}
    at = now()
    throttles.spend(identity.connections(), "invitation", at, address=identity.origin().address)
    try:
        with reading() as session:
            setting_up.require(session, identity.keys(), token, at)
        fields = read(SetUpForm)
        require_good(fields["password"], (fields["name"], fields["email"]), ())
        kept = passwords.hashed(fields["password"])
        with identity.connections().transaction() as session:
            setting_up.require(session, identity.keys(), token, at)
            who = setting_up.Founder(fields["email"], fields["name"], language.current(), kept)
            user_id = setting_up.found(session, who, identity.origin(), at).id
    except BadInput as error:
        return _form("account/set_up.html", Filled({**fields, "password": ""}, error.field, error.message)), 422
    identity.enter_by_password(user_id, at)
    return redirect("/account/authenticator", SEE_OTHER)


def _may_set_up() -> Somebody:
    """Who may set up an authenticator: whoever has no second factor yet. Whose code was ever mailed has just shown one."""
    known = identity.somebody()
    if known.way == "mail":
        require(SENSITIVE, known, now)
    elif known.way == "mail first" and not known.may_set_up(now()):
        raise HalfSignedIn
    return known


def _proof(filled: Filled) -> str:
    return _form(
        "account/prove.html", filled, way=identity.somebody().way, sent="sent" in request.args, lost=is_unreached()
    )


def _require_password(password: str, field: str) -> None:
    """Raise BadInput unless it is their own."""
    known, at = identity.somebody(), now()
    throttles.spend(identity.connections(), "prove", at, account=known.user_id)
    with reading() as session:
        kept = people.get(session, known.user_id).password
    if not passwords.matches(kept, password[: passwords.LONGEST + 1]):
        identity.refused("sign_in_refused", people.subject(known.user_id), why="password")
        raise BadInput(N_("This is not your password."), field)


def _authenticator(filled: Filled) -> str:
    known = identity.somebody()
    with reading() as session:
        seed = factors.seed_of(session, identity.keys(), known.user_id)
    address = factors.address_of(seed, known.email, settings().site_name) if seed else ""
    picture = make_qr(address).svg_data_uri(scale=5, border=2) if seed else ""
    spaced = " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
    return _form("account/authenticator.html", filled, seed=spaced, address=address, picture=picture)


def _codes(codes: list[str]) -> str:
    keep_nothing()
    return render_template("account/recovery_codes.html", codes=codes)


def _form(template: str, filled: Filled, **more: Any) -> str:
    keep_nothing()
    return render_template(template, form=filled, **more)
