"""What is done with consents: recorded, narrowed, refused, taken back. Each is a version more; none is ever changed."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from referrals.consents import queries, terms
from referrals.consents.models import Consent
from referrals.people import sealing
from referrals.people.ages import is_minor
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who agreed and how it is known. `relation` is "self", or what a representative is to the person; then `authority` says by
    what right (45 CFR 164.508(c)(1)(vi)). `witness` is a user's id. `statements` are the codes of what was shown;
    `refused_for` is a code for why they said no.
    """

    name: str
    language: str
    relation: str = "self"
    authority: str = ""
    witness: str = ""
    statements: tuple[str, ...] = ()
    evidence: str = ""
    refused_for: str = ""


def give(session: Session, person: Person, agreed: terms.Terms, signed: Signed, by: By, *, consent_id: str = "") -> str:
    """Record what somebody agreed to; the id of the consent, which may be given. Raises BadInput where it cannot be agreed to
    in this way.
    """
    return _begin(session, person, agreed, signed, by, said="given", consent_id=consent_id)


def refuse(
    session: Session, person: Person, asked: terms.Terms, signed: Signed, by: By, *, consent_id: str = ""
) -> str:
    """Record that somebody was asked and said no: that is an answer, and hides nothing from them."""
    return _begin(session, person, asked, signed, by, said="refused", consent_id=consent_id)


def narrow(session: Session, person: Person, consent_id: str, agreed: terms.Terms, by: By) -> None:
    """Take a part back: fewer recipients, fewer classes, an earlier end. Raises BadInput for anything that is more."""
    _wait_for_others(session, person)
    before = queries.newest(session, person, consent_id)
    was = queries.terms_of(before)
    if before.said != "given" or not _is_within(agreed, was):
        raise BadInput(
            N_("Only a part of what was agreed to can be taken back. Ask for what is more anew."), "recipients"
        )
    less = replace(agreed, kind=was.kind, method=was.method, alone=was.alone)
    terms.require_valid(less)
    _add(session, _carried(before) | _columns(less) | {"said": "given", "why": "narrowed"}, by)


def revoke(session: Session, person: Person, consent_id: str, why: str, by: By) -> None:
    """Take it back as a whole; done already, it stays so."""
    _wait_for_others(session, person)
    before = queries.newest(session, person, consent_id)
    if before.said == "given":
        _add(session, _carried(before) | {"said": "revoked", "why": why}, by)


def _begin(
    session: Session,
    person: Person,
    agreed: terms.Terms,
    signed: Signed,
    by: By,
    *,
    said: terms.Said,
    consent_id: str,
) -> str:
    terms.require_valid(agreed)
    _require_signer(agreed, signed)
    if said == "given":
        _require_of_age(session, person, agreed, signed, by)
    made = consent_id or str(uuid.uuid4())
    signer = {
        "name": signed.name,
        "relation": signed.relation,
        "authority": signed.authority,
        "witness": signed.witness,
    }
    first = {
        "id": made,
        "version": 1,
        "person_id": person.id,
        "said": said,
        "why": signed.refused_for,
        "language": signed.language,
        "signer": sealing.seal(session, person, f"consent {made}", signer),
        "statements": list(signed.statements),
        "evidence": signed.evidence,
    }
    _add(session, first | _columns(agreed), by)
    return made


def _wait_for_others(session: Session, person: Person) -> None:
    """Whoever else changes a consent of this person waits until the transaction ends: no two add the same version."""
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def _require_signer(agreed: terms.Terms, signed: Signed) -> None:
    if not signed.name.strip() or len(signed.name) > LONGEST_NAME:
        raise BadInput(N_("Give the name of who agreed."), "signer")
    if signed.relation != "self" and not signed.authority.strip():
        raise BadInput(N_("Say by what right they may agree for somebody else."), "authority")
    if agreed.alone and signed.relation != "self":
        raise BadInput(N_("They agree to this alone: nobody else can sign for them."), "relation")
    if agreed.method == "said aloud" and not signed.witness:
        raise BadInput(N_("Say who heard it."), "witness")


def _require_of_age(session: Session, person: Person, agreed: terms.Terms, signed: Signed, by: By) -> None:
    """Raise BadInput where somebody under age agrees for themselves to what a parent agrees to (45 CFR 164.502(g)(3))."""
    born_on = sealing.values_of(session, person).get("born_on", "")
    if signed.relation == "self" and not agreed.alone and is_minor(born_on, by.at.date()):
        raise BadInput(
            N_("They are under 18: a parent or guardian agrees for them, unless the law lets them agree alone."),
            "relation",
        )


def _add(session: Session, row: dict[str, Any], by: By) -> None:
    """One version more."""
    session.execute(insert(Consent), [row | {"recorded_by": by.actor.id, "recorded_at": by.at}])
    details = {"consent": row["id"], "version": row["version"], "said": row["said"]}
    record(session, Entry(action="consent_recorded", subject=f"person:{row['person_id']}", details=details), by)


def _carried(before: Consent) -> dict[str, Any]:
    """All that a version said, as the next one."""
    row = {column.name: getattr(before, column.name) for column in Consent.__table__.columns}
    return row | {"version": before.version + 1}


def _columns(agreed: terms.Terms) -> dict[str, Any]:
    return {
        "kind": agreed.kind,
        "purposes": sorted(agreed.purposes),
        "data_classes": sorted(agreed.data_classes),
        "recipients": sorted(agreed.recipients),
        "share_back": agreed.share_back,
        "starts_on": agreed.starts_on,
        "ends_on": agreed.ends_on,
        "method": agreed.method,
        "alone": agreed.alone,
    }


def _is_within(less: terms.Terms, more: terms.Terms) -> bool:
    return (
        less.purposes <= more.purposes
        and less.data_classes <= more.data_classes
        and less.recipients <= more.recipients
        and less.share_back <= more.share_back
        and less.starts_on == more.starts_on
        and (more.ends_on is None or (less.ends_on is not None and less.ends_on <= more.ends_on))
    )
