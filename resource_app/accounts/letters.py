"""Which letters are there? One row for each kind: who gets it and what it says, found when it is sent.

None holds anything about a person but their own address, and the organization that it is about; a link says the rest to who
opens it, a code says nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from resource_app.accounts import addresses, inboxes, invitations, mailed_codes, people, resets
from resource_app.accounts.links import Link, Row
from resource_app.accounts.models import AddressChange, Inbox, Invitation, MailedCode, Membership, Reset, User
from resource_app.errors import N_
from resource_app.keys import Keys

DECIDED = "decided"  # about changes that somebody proposed


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is written out: a template of templates/email and its values. Where it is about an organization, its
    name is among them in the end: the id is all that is known here.
    """

    to: str
    language: str
    template: str
    values: Mapping[str, str]
    organization_id: str | None = None


# Session, keys, origin of the site, id of what it is about, moment -> the draft, or None when nobody needs it any more.
Drafting = Callable[[Session, Keys, str, str, datetime], Draft | None]
# Session, id of what it is about -> an address, or the subject of a task; empty where there is none any more.
Naming = Callable[[Session, str], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter; `name` says on pages what one is. When one is refused for good, nothing more goes to its address, and
    where one did not arrive a task tells a person: of a letter to a person, whose address `reader` gives, the administrator of
    the network; of one about an organization or a listing, the `subject`, a curator. But not where `leaves_traces` is False, to
    people we have nothing more to say to. `lost` is what else follows when one does not arrive.
    """

    code: str
    draft: Drafting
    name: str
    reader: Naming | None = None
    subject: Naming = lambda _session, _about: ""
    leaves_traces: bool = True
    lost: Callable[[Session, str, datetime], None] = lambda _session, _about, _now: None


Reading = Callable[[Session, Row], tuple[str, str]]  # to which address, and in which language


def _linked(link: Link[Row], reader: Reading[Row], template: Callable[[Row], str] | None = None) -> Drafting:
    """A letter with a link; `template` is the kind's own unless told."""

    def draft(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
        made = session.get(link.model, about)
        if made is None or not link.is_open(session, made, now):
            return None
        values = {"link": origin + link.path(session, keys, made), "site": origin}
        named = template(made) if template else link.code
        return Draft(*reader(session, made), named, values, getattr(made, "organization_id", None))

    return draft


def _reader(link: Link[Row], reader: Reading[Row]) -> Naming:
    """Whom a letter with a link is to."""

    def named(session: Session, about: str) -> str:
        made = session.get(link.model, about)
        return reader(session, made)[0] if made is not None else ""

    return named


def _its_own(session: Session, made: Invitation | Inbox) -> tuple[str, str]:
    del session
    return made.email, made.language


def _the_user(session: Session, made: Reset) -> tuple[str, str]:
    user = people.get(session, str(made.user_id))
    return user.email, user.language


def _the_new_address(session: Session, made: AddressChange) -> tuple[str, str]:
    return made.email, people.get(session, made.user_id).language


def _code(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    made = session.get(MailedCode, about)
    user = session.get(User, made.user_id) if made is not None else None
    if made is None or user is None or not mailed_codes.is_open(made, user, now):
        return None
    return Draft(user.email, user.language, "code", {"code": mailed_codes.code(keys, made, user), "site": origin})


def _address_changed(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """To the old one."""
    del keys, now
    made = session.get(AddressChange, about)
    user = session.get(User, made.user_id) if made is not None else None
    if made is None or user is None:
        return None
    return Draft(made.old_email, user.language, "address_changed", {"site": origin})


def _notice(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """That something about how they sign in was changed."""
    del keys, now
    user = session.get(User, about)
    return Draft(user.email, user.language, "changed", {"site": origin}) if user is not None else None


def _of_staff(template: str) -> Drafting:
    """A letter about who works for an organization and who reads its mail: to a mailbox staff share, or an administrator."""

    def draft(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
        del keys, now
        inbox, made = session.get(Inbox, about), session.get(Membership, about)
        user = session.get(User, made.user_id) if made is not None and made.ended_at is None else None
        reader, home = inbox or user, inbox or made
        if reader is None or home is None:
            return None
        values = {"link": f"{origin}/organizations/{home.organization_id}/staff", "site": origin}
        return Draft(reader.email, reader.language, template, values, home.organization_id)

    return draft


def _unless_over(template: str) -> Drafting:
    """The same, but not to a mailbox that is the organization's no more."""

    def draft(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
        inbox = session.get(Inbox, about)
        over = inbox is not None and inbox.ended_at is not None
        return None if over else _of_staff(template)(session, keys, origin, about, now)

    return draft


def _decided(session: Session, keys: Keys, origin: str, about: str, now: datetime) -> Draft | None:
    """That changes they proposed wait no more; `about` is who they are, and the listing where it is one."""
    del keys, now
    user_id, _, listing_id = about.partition(":")
    user = session.get(User, user_id)
    if user is None or user.disabled_at is not None:
        return None
    path = f"/listings/{listing_id}/history" if listing_id else "/listings/mine"
    return Draft(user.email, user.language, "decided", {"link": origin + path, "site": origin})


def _granted_or_not(made: Invitation) -> str:
    return "invitation" if made.claim_id is None else "claim_granted"


def _of_user(session: Session, about: str) -> str:
    user = session.get(User, about.partition(":")[0])
    return user.email if user is not None else ""


def _of_code(session: Session, about: str) -> str:
    made = session.get(MailedCode, about)
    return _of_user(session, made.user_id) if made is not None else ""


def _of_old_address(session: Session, about: str) -> str:
    made = session.get(AddressChange, about)
    return made.old_email if made is not None else ""


def _home(session: Session, about: str) -> str:
    """The organization whose mailbox or whose administrator it is to."""
    made = session.get(Inbox, about) or session.get(Membership, about)
    return f"organization:{made.organization_id}" if made is not None else ""


_STAFF = N_("that who works there has changed")

KINDS: tuple[Kind, ...] = (
    Kind(
        invitations.LINK.code,
        _linked(invitations.LINK, _its_own, _granted_or_not),
        N_("an invitation"),
        reader=_reader(invitations.LINK, _its_own),
    ),
    Kind(
        resets.LINK.code,
        _linked(resets.LINK, _the_user),
        N_("a link for a new password"),
        reader=_reader(resets.LINK, _the_user),
    ),
    Kind(
        inboxes.LINK.code,
        _linked(inboxes.LINK, _its_own),
        N_("the question whether a mailbox is the organization’s"),
        subject=_home,
    ),
    Kind(
        addresses.LINK.code,
        _linked(addresses.LINK, _the_new_address),
        N_("a link for a new address to sign in with"),
        reader=_reader(addresses.LINK, _the_new_address),
    ),
    Kind(mailed_codes.KIND, _code, N_("a code for signing in"), reader=_of_code),
    Kind("changed", _notice, N_("that how somebody signs in was changed"), reader=_of_user),
    Kind(inboxes.STAFF_CHANGED, _unless_over("staff"), _STAFF, subject=_home),
    Kind(inboxes.STAFF_INVITED, _unless_over("staff_invited"), _STAFF, subject=_home),
    Kind(inboxes.CHANGED, _of_staff("inbox_changed"), N_("that another mailbox is used"), subject=_home),
    Kind(
        addresses.NOTICE,
        _address_changed,
        N_("that the address somebody signs in with was changed"),
        reader=_of_old_address,
    ),
    Kind(DECIDED, _decided, N_("what became of changes that somebody proposed"), reader=_of_user),
)
