"""What can be done with a claim? Somebody who works for an organization asks to keep its listings right, a curator decides.

Who asks is told only what was decided; ninety days after that, who they were is forgotten.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app import mail
from resource_app.accounts import handed_out, inboxes, invitations, people
from resource_app.accounts.invitations import Offer
from resource_app.accounts.roles import Held
from resource_app.audit.recording import By, Entry, record
from resource_app.directory import operations
from resource_app.directory.claim_ways import listed_mail
from resource_app.directory.keepers import OF_ORGANIZATION
from resource_app.directory.models import Claim, Listing, Organization, Service
from resource_app.errors import N_, AnswerOver, BadInput, NotFound
from resource_app.keys import Keys
from resource_app.tasks.operations import close_tasks, open_tasks
from resource_app.uploads import kind_of

TASK: Final = "claim"
PURPOSE = KIND = TASK
OWN = "claim asked"  # the purpose of the claimant's own link, which proves nothing
REFUSED = "claim_refused"
NOT_KNOWN: Final = "not_known"  # what the listed mailbox says of a stranger; a curator still decides
LASTS = timedelta(days=7)
KEPT = timedelta(days=90)  # after the decision
REASONS = ("not_proved", "other_organization", "other")  # the words of each are in templates/email/claim_refused.txt


@dataclass(frozen=True, slots=True, repr=False)
class Asking:
    """What somebody asks with. `document` is empty unless it is the proof; `user_id` is theirs who are signed in."""

    name: str
    email: str
    does: str
    proof: str
    language: str
    document: bytes
    user_id: str | None


def subject(claim_id: str) -> str:
    """How a claim is named in tasks and in what is written down."""
    return f"claim:{claim_id}"


def ask(session: Session, listing_id: str, asking: Asking, by: By) -> Claim:
    """Ask for the organization of a listing; who asks the same once more, with the same proof, asked once. Raises NotFound
    where there is none, BadInput for a name, an address or a document that is none.
    """
    name, does = " ".join(asking.name.split()), " ".join(asking.does.split())
    for field, said in (("name", name), ("does", does)):
        if not said:
            raise BadInput(N_("Fill this in."), field)
    if asking.proof == "document":
        kind_of(asking.document)
    made = Claim(
        id=str(uuid.uuid4()),
        object_id=listing_id,
        organization_id=_organization_of(session, listing_id),
        user_id=asking.user_id,
        name=name,
        email=people.folded(asking.email),
        does=does,
        language=asking.language,
        proof=asking.proof,
        document=asking.document if asking.proof == "document" else None,
        asked_at=by.at,
    )
    if (before := _asked_before(session, made, by.at)) is not None:
        return before
    session.add(made)
    session.flush()
    open_tasks(session, TASK, [(subject(made.id), made.proof)], by.at)
    if made.proof == "mail":
        mail.ask(session, str(uuid.uuid4()), KIND, made.id, by.at)
    _write(session, "claim_asked", made, by, proof=made.proof)
    return made


def _asked_before(session: Session, made: Claim, now: datetime) -> Claim | None:
    """The same claim, which still waits. Of who is not signed in all that was typed must be the same: nobody comes by another's
    claim, nor hears that there is one, by an address alone.
    """
    alike = select(Claim).where(
        Claim.organization_id == made.organization_id,
        Claim.user_id.is_not_distinct_from(made.user_id),
        Claim.email == made.email,
        Claim.proof == made.proof,
        Claim.decided_at.is_(None),
    )
    if made.user_id is None:
        alike = alike.where(Claim.name == made.name, Claim.does == made.does)
    found = session.scalars(alike.order_by(Claim.asked_at.desc(), Claim.id)).all()
    mailed = made.proof == "mail"
    still = (each for each in found if not mailed or each.proved_at or waits_for_mail(each, now))
    return next((each for each in still if each.document == made.document), None)


def secret(keys: Keys, made: Claim, address: str) -> str:
    """The end of the link that goes to the listed address; it is worth nothing once the listing gives another."""
    return keys.sign(PURPOSE, made.id, address)


def own_secret(keys: Keys, claim_id: str) -> str:
    """The end of the address at which the claimant sees what comes next."""
    return keys.sign(OWN, claim_id)


def waits_for_mail(made: Claim, now: datetime) -> bool:
    """Whether the listed mailbox may still say yes, or no."""
    waits = made.proof == "mail" and made.proved_at is None and made.decided_at is None
    return waits and made.reason is None and now - made.asked_at < LASTS


def find(session: Session, keys: Keys, claim_id: str, given: str, now: datetime) -> Claim:
    """The claim of a link in a letter; raises AnswerOver when it is none of ours, used, decided or too old."""
    made = session.get(Claim, claim_id)
    address = listed_mail(session, made.object_id) if made is not None else ""
    if made is None or not keys.is_signed(PURPOSE, given, claim_id, address) or not waits_for_mail(made, now):
        raise AnswerOver("claim", claim_id)
    return made


def find_own(session: Session, keys: Keys, claim_id: str, given: str) -> Claim:
    """The claim of the claimant's own link; raises AnswerOver when it is none of ours, or decided."""
    made = session.get(Claim, claim_id)
    if made is None or not keys.is_signed(OWN, given, claim_id) or made.decided_at is not None:
        raise AnswerOver("claim", claim_id)
    return made


def get(session: Session, claim_id: str) -> Claim:
    """A claim, for who decides; raises NotFound."""
    made = session.get(Claim, claim_id)
    if made is None:
        raise NotFound("claim", claim_id)
    return made


def of_user(session: Session, user_id: str) -> Sequence[Claim]:
    """What somebody asked for while signed in, the last first; not what was forgotten since."""
    mine = select(Claim).where(Claim.user_id == user_id)
    return session.scalars(mine.order_by(Claim.asked_at.desc(), Claim.id)).all()


def prove_by_mail(session: Session, made: Claim, by: By) -> None:
    """Note that whoever reads the mail of the listed address says yes. A curator still decides."""
    session.refresh(made, with_for_update=True)
    if not waits_for_mail(made, by.at):
        raise AnswerOver("claim", made.id)
    made.proved_at = by.at
    _write(session, "claim_proved", made, by)


def disown_by_mail(session: Session, made: Claim, by: By) -> None:
    """Note that whoever reads the mail of the listed address does not know who asks. A curator still decides."""
    session.refresh(made, with_for_update=True)
    if not waits_for_mail(made, by.at):
        raise AnswerOver("claim", made.id)
    made.reason = NOT_KNOWN
    _write(session, "claim_disowned", made, by)


def has_confirmed_address(session: Session, made: Claim) -> bool:
    """Whether the address a claim gives is the one its claimant signs in with: only then somebody reads it whom we know."""
    known = people.get(session, made.user_id) if made.user_id is not None else None
    return known is not None and known.email == made.email


def grant(
    session: Session, made: Claim, others: Collection[str], granter: list[Held], by: By, *, trusted: bool = False
) -> None:
    """Invite the claimant to the organization, and to `others` that are the same one. Raises BadInput when the claim is
    decided, is the granter's own, or nothing is left to give.
    """
    _require_open(session, made)
    if made.user_id is not None and made.user_id == by.actor.id:
        raise BadInput(N_("You asked for this yourself: another curator decides."), "claim")
    wanted = {made.organization_id, *others}
    session.execute(select(Organization.id).where(Organization.id.in_(wanted)).with_for_update())  # two grants at once
    missing = [each for each in sorted(wanted) if not _is_there(session, str(made.email), each, by.at)]
    if not missing:
        raise BadInput(N_("They work there already, or are invited."), "claim")
    for each in missing:
        _invite(session, made, each, granter, by)
    for each in sorted(wanted) if trusted else ():
        trust(session, each, by, trusted=True)
    _decide(session, made, "granted", by)
    _write(session, "claim_granted", made, by, organizations=len(missing))


def refuse(session: Session, made: Claim, reason: str, by: By) -> None:
    """Say no, for one of the reasons there are, and ask for the letter that says so."""
    if reason not in REASONS:
        raise BadInput(N_("Choose a reason."), "reason")
    _require_open(session, made)
    made.reason = reason
    _decide(session, made, "refused", by)
    mail.ask(session, str(uuid.uuid4()), REFUSED, made.id, by.at)
    _write(session, "claim_refused", made, by, reason=reason)


def withdraw(session: Session, made: Claim, by: By) -> None:
    """Take it back, as its claimant; raises BadInput when it was decided meanwhile."""
    _require_open(session, made)
    _decide(session, made, "withdrawn", by)
    _write(session, "claim_withdrawn", made, by)


def trust(session: Session, organization_id: str, by: By, *, trusted: bool) -> None:
    """Show what an organization changes at once, or no more."""
    if operations.set_trusted(session, organization_id, by.at, by.actor, trusted=trusted):
        details = {"trusted": {"from": not trusted, "to": trusted}}
        record(session, Entry(action="trust_changed", subject=f"organization:{organization_id}", details=details), by)


def erase(session: Session, before: datetime) -> int:
    """Forget who asked, and with what, where it was decided before a moment; how many claims."""
    old = update(Claim).where(Claim.decided_at < before, Claim.email.is_not(None))
    gone = session.execute(old.values(name=None, email=None, does=None, document=None, user_id=None))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # an update counts its rows


def role_for(session: Session, organization_id: str, now: datetime) -> str:
    """What a claimant is invited as: an organization has one who administers it, and they take it from there."""
    waiting = {each.role for each in invitations.open_ones(session, organization_id, now)}
    if "organization_admin" in waiting or inboxes.admins(session, organization_id):
        return "organization_staff"
    return "organization_admin"


def _organization_of(session: Session, listing_id: str) -> str:
    asked = select(Organization.id).join(Service, Service.organization_id == Organization.id)
    found = session.scalar(asked.join(Listing, Listing.service_id == Service.id).where(Listing.id == listing_id))
    if found is None:
        raise NotFound("listing", listing_id)
    return found


def _is_there(session: Session, email: str, organization_id: str, now: datetime) -> bool:
    known = people.known_by(session, email)
    held = handed_out.held_by(session, known.id) if known is not None else []
    invited = {each.email for each in invitations.open_ones(session, organization_id, now)}
    return email in invited or any(Held(role, organization_id) in held for role in OF_ORGANIZATION)


def _invite(session: Session, made: Claim, organization_id: str, granter: list[Held], by: By) -> None:
    role = role_for(session, organization_id, by.at)
    offer = Offer(str(made.email), Held(role, organization_id), "community", None, made.language)
    invitations.grant(session, offer, granter, made.id, by)
    if role == "organization_staff":
        inboxes.tell_of_staff(session, organization_id, by.at, inboxes.STAFF_INVITED)


def _require_open(session: Session, made: Claim) -> None:
    session.refresh(made, with_for_update=True)  # of two who decide at once the second finds it decided
    if made.decided_at is not None:
        raise BadInput(N_("This claim has been decided already."), "claim")


def _decide(session: Session, made: Claim, outcome: str, by: By) -> None:
    made.outcome, made.decided_at = outcome, by.at
    session.flush()
    close_tasks(session, TASK, [subject(made.id)], outcome, by.at)


def _write(session: Session, action: str, made: Claim, by: By, **details: Any) -> None:
    entry = Entry(action=action, subject=subject(made.id), details={"organization": made.organization_id, **details})
    record(session, entry, by)
