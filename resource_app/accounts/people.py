"""What can be done with people who sign in? Every change is written down in the same transaction."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts import devices, factors, handed_out, inboxes, sign_ins
from resource_app.accounts.handed_out import Waiting, held_by
from resource_app.accounts.models import Membership, User
from resource_app.accounts.roles import GROUP, ROLE, Held, Place, fits, mailed_code_does, may_help
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput, NotFound

LAST_ONES = ("network_admin", "organization_admin")  # of whom one must stay
LONGEST_NAME = 200


def subject(user_id: str) -> str:
    """How a user's record is named in what is written down."""
    return f"user:{user_id}"


def folded(email: str) -> str:
    """A mail address as it is kept; raises BadInput for what is none."""
    try:
        return as_kept(validate_email(email.strip(), check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise BadInput(N_("This is not an email address. One looks like name@example.org."), "email") from error


def address_in(said: str) -> str:
    """The mail address that a listing gives, as it is kept; empty where it is none."""
    try:
        return folded(said)
    except BadInput:
        return ""


def as_kept(email: str) -> str:
    """An address as somebody typed it, in small letters, and no other letters than it had: ß and ss are two mailboxes."""
    return email.strip().lower()


def known_by(session: Session, email: str) -> User | None:
    """The user with a mail address, as somebody typed it."""
    return session.scalars(select(User).where(User.email == as_kept(email))).first()


def get(session: Session, user_id: str) -> User:
    """A user; raises NotFound."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("user", user_id)
    return user


def add(session: Session, email: str, name: str, language: str, now: datetime) -> User:
    """A new user without a password and without a role; raises BadInput when the address is taken."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BadInput(N_("Say the name, in at most 200 characters."), "name")
    address = folded(email)
    if known_by(session, address) is not None:
        raise BadInput(N_("Somebody signs in with this address already."), "email")
    user = User(id=str(uuid.uuid4()), email=address, name=" ".join(name.split()), language=language, made_at=now)
    session.add(user)
    session.flush()
    return user


def choose_password(session: Session, user_id: str, kept: str, by: By) -> None:
    """Keep the hash of a new password, end every session there is, and tell the owner of the address."""
    session.execute(update(User).where(User.id == user_id).values(password=kept, password_at=by.at))
    sign_ins.end_all(session, user_id, by.at)
    record(session, Entry(action="password_changed", subject=subject(user_id)), by)
    tell(session, user_id, by.at)


def greet(session: Session, user_id: str, kept: str, again: str, language: str) -> None:
    """Begin a session after the password was right: keep its hash as it is made today, and the language they read. Raises
    BadInput when the hash `kept` is no longer theirs, or they may not sign in any more.
    """
    theirs = (User.id == user_id) & (User.password == kept) & User.disabled_at.is_(None)
    done = session.execute(update(User).where(theirs).values(password=again, language=language))
    if not done.rowcount:  # type: ignore[attr-defined]  # an update counts
        raise BadInput(N_("Something changed while you signed in. Try once more."), "email")


def tell(session: Session, user_id: str, now: datetime) -> None:
    """Ask for the letter that says that how they sign in was changed."""
    mail.ask(session, str(uuid.uuid4()), "changed", user_id, now)


def remove_factor(session: Session, user_id: str, by: By) -> None:
    """Forget the authenticator with its recovery codes, end every session there is, and tell the owner."""
    factors.remove(session, user_id)
    sign_ins.end_all(session, user_id, by.at)
    record(session, Entry(action="factor_removed", subject=subject(user_id)), by)
    tell(session, user_id, by.at)


def take_lost_factor(session: Session, user_id: str, helper: Sequence[Held], by: By) -> None:
    """Take away an authenticator that its owner has lost: they set up a new one when they sign in. Raises NotFound for oneself,
    for somebody with a role that the helper may not give, and where there is none.
    """
    allowed = by.actor.id != user_id and may_help(helper, held_by(session, user_id))
    if not allowed or sign_ins.way_of(session, user_id) != "authenticator":
        raise NotFound("user", user_id)
    remove_factor(session, user_id, by)


def end_sessions(session: Session, user_id: str, helper: Sequence[Held], by: By) -> None:
    """Sign somebody out everywhere, and remember none of their devices. Raises NotFound for oneself, and for somebody with a
    role that the helper may not give.
    """
    if by.actor.id == user_id or not may_help(helper, held_by(session, user_id)):
        raise NotFound("user", user_id)
    sign_ins.end_all(session, user_id, by.at)
    record(session, Entry(action="session_ended", subject=subject(user_id), details={"session": "all"}), by)


def let_back(session: Session, user: User, by: By) -> None:
    """Begin anew for an administrator of the network who has lost every proof: the password and the authenticator are worth
    nothing any more, so that only a new link opens the account. Raises BadInput for anybody whom an administrator can help.
    """
    if user.disabled_at is not None or Held("network_admin", None) not in held_by(session, user.id):
        raise BadInput(N_("Nobody who administers the network signs in with this address."), "address")
    remove_factor(session, user.id, by)
    choose_password(session, user.id, "", by)


def write_again(session: Session, address: str, by: By) -> None:
    """Let letters go again to an address of which a mail server said that there is none such. Raises BadInput when none are
    held back from it.
    """
    if not mail.send_again(session, address):
        raise BadInput(N_("Nothing is held back from this address."), "address")
    user = known_by(session, address)
    record(session, Entry(action="mail_again", subject=subject(user.id) if user else "network:people"), by)


def without_another(session: Session, user_ids: Sequence[str]) -> dict[str, list[str]]:
    """Of each of these users the organizations whose last administrator they are."""
    last: dict[str, list[str]] = {}
    theirs = (Membership.role == "organization_admin") & Membership.ended_at.is_(None)
    for made in session.scalars(select(Membership).where(theirs, Membership.user_id.in_(user_ids))):
        if made.organization_id is not None and not _has_another(session, made):
            last.setdefault(made.user_id, []).append(made.organization_id)
    return last


def give(
    session: Session,
    user_id: str,
    held: Held,
    place: Place,
    group: str | None,
    by: By,
) -> Membership:
    """Give a role; who may is for the caller to ask (`roles.may_give`). Where a mailed code does no longer for who has it, no
    device is remembered any more, and what the password alone has begun ends. Raises BadInput when it does not fit the
    place, or is held already.
    """
    if held.role not in ROLE or (group is not None and group not in GROUP):
        raise BadInput(N_("There is no such role or group."), "role")
    if not fits(held.role, place) or (held.organization_id is None) is not (place == "network"):
        raise BadInput(N_("This role cannot be held there."), "role")
    before = held_by(session, user_id)
    if held in before:
        raise BadInput(N_("They have this role already."), "role")
    if not mailed_code_does([*before, held]):
        devices.forget_all(session, user_id, by.at)
        if mailed_code_does(before):
            sign_ins.end_half(session, user_id, by.at)
    made = Membership(
        id=str(uuid.uuid4()),
        user_id=user_id,
        role=held.role,
        organization_id=held.organization_id,
        professional_group=group,
        made_at=by.at,
    )
    session.add(made)
    session.flush()
    _write(session, "membership_given", made, by)
    return made


def end_membership(session: Session, made: Membership, by: By) -> None:
    """End a role, and what else invites them there. Raises BadInput for the last admin, and for one's own: another decides."""
    if by.actor.kind == "user" and by.actor.id == made.user_id:
        raise BadInput(N_("Ask another administrator to change your own roles."), "role")
    _require_another(session, made)
    made.ended_at = by.at
    session.flush()
    _write(session, "membership_ended", made, by)
    theirs = handed_out.addresses_of(session, get(session, made.user_id))
    handed_out.withdraw(session, Waiting(theirs, (made.organization_id,)), by)
    if made.organization_id is not None:
        inboxes.tell_of_staff(session, made.organization_id, by.at)


def disable(session: Session, user: User, by: By) -> None:
    """Let somebody sign in no more; what is open ends at once. It may leave an organization without an administrator: a stolen
    account must be stopped, and the network invites another. Raises BadInput for the network's last one, and for oneself.
    """
    if by.actor.kind == "user" and by.actor.id == user.id:
        raise BadInput(N_("Ask another administrator to disable your own account."), "user")
    held = (Membership.user_id == user.id) & Membership.ended_at.is_(None)
    for made in session.scalars(select(Membership).where(held, Membership.organization_id.is_(None))):
        _require_another(session, made)
    user.disabled_at = by.at
    sign_ins.end_all(session, user.id, by.at)
    handed_out.withdraw(session, Waiting(handed_out.addresses_of(session, user)), by)
    tell(session, user.id, by.at)
    record(session, Entry(action="user_disabled", subject=subject(user.id)), by)


def enable(session: Session, user: User, by: By) -> None:
    """Let somebody sign in again."""
    user.disabled_at = None
    tell(session, user.id, by.at)
    record(session, Entry(action="user_enabled", subject=subject(user.id)), by)


def _require_another(session: Session, made: Membership) -> None:
    """Raise BadInput when this is the last admin of its organization or of the network who can sign in."""
    if made.role in LAST_ONES and not _has_another(session, made, alone=True):
        raise BadInput(N_("This is the last administrator. Give the role to somebody else first."), "role")


def _has_another(session: Session, made: Membership, *, alone: bool = False) -> bool:
    """Whether somebody else who can sign in holds the same role there. Of two who remove each other, one waits (`alone`)."""
    there = Membership.organization_id
    admins = (
        select(Membership.user_id, User.disabled_at)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == made.role, Membership.ended_at.is_(None))
        .where(there.is_(None) if made.organization_id is None else there == made.organization_id)
        .order_by(Membership.id)
    )
    rows = session.execute(admins.with_for_update() if alone else admins)
    return any(user_id != made.user_id and disabled_at is None for user_id, disabled_at in rows)


def _write(session: Session, action: str, made: Membership, by: By) -> None:
    details: dict[str, Any] = {"membership": made.id, "role": made.role, "organization": made.organization_id}
    record(session, Entry(action=action, subject=subject(made.user_id), details=details), by)
