"""What has somebody agreed to, as of now? The newest version of each consent says."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from referrals.consents import terms
from referrals.consents.models import Consent
from referrals.people.models import Person
from resource_app.database import parts_of
from resource_app.errors import NotFound


def newest(session: Session, person: Person, consent_id: str) -> Consent:
    """What a person's consent says now; raises NotFound where it is not theirs."""
    mine = _newest().where(Consent.person_id == person.id, Consent.id == consent_id)
    found = session.scalars(mine).one_or_none()
    if found is None:
        raise NotFound("consent", consent_id)
    return found


def of_person(session: Session, person_id: str) -> Sequence[Consent]:
    """The newest version of each consent of a person, the last one recorded first; refused and taken back ones too."""
    mine = _newest().where(Consent.person_id == person_id)
    return session.scalars(mine.order_by(Consent.recorded_at.desc(), Consent.id)).all()


def versions(session: Session, person: Person, consent_id: str) -> Sequence[Consent]:
    """Every version of a person's consent, the newest first; none where it is not theirs."""
    mine = select(Consent).where(Consent.person_id == person.id, Consent.id == consent_id)
    return session.scalars(mine.order_by(Consent.version.desc())).all()


def uncovered(session: Session, person_id: str, asked: terms.Asked) -> frozenset[str]:
    """The data classes of what is asked that no consent of this person covers: nothing, where it may be told."""
    return terms.uncovered(given(session, [person_id])[person_id], asked)


def given(session: Session, person_ids: Collection[str]) -> dict[str, list[terms.Terms]]:
    """What each of these people has agreed to, as it stands now."""
    found: dict[str, list[terms.Terms]] = {each: [] for each in person_ids}
    for part in parts_of(found.keys()):
        for each in session.scalars(_newest().where(Consent.person_id.in_(part), Consent.said == "given")):
            found[each.person_id].append(terms_of(each))
    return found


def bearing(session: Session, person_id: str, asked: terms.Asked) -> Sequence[Consent]:
    """The consents of this person that cover a part of what is asked."""
    return [
        each
        for each in of_person(session, person_id)
        if each.said == "given" and terms.uncovered([terms_of(each)], asked) < asked.data_classes
    ]


def once_covered(session: Session, person_id: str, asked: terms.Asked) -> frozenset[str]:
    """The data classes of what is asked that this person had agreed to, whatever became of it since."""
    once = select(Consent).where(Consent.person_id == person_id, Consent.said == "given")
    return asked.data_classes - terms.uncovered([terms_of(each) for each in session.scalars(once)], asked)


def ending(session: Session, today: date, whose: ColumnElement[bool]) -> Sequence[Consent]:
    """Consents that end within two weeks, the first to end first: of the people that a condition on them picks."""
    soon = _newest().where(
        whose,
        Consent.said == "given",
        Consent.ends_on.is_not(None),
        Consent.ends_on > today,
        Consent.ends_on <= today + terms.WARNED,
    )
    return session.scalars(soon.order_by(Consent.ends_on, Consent.id)).all()


def ended(session: Session, today: date) -> Sequence[str]:
    """The ids of people of whom a consent has ended by its day."""
    over = _newest().where(Consent.said == "given", Consent.ends_on.is_not(None), Consent.ends_on <= today)
    return sorted({each.person_id for each in session.scalars(over)})


def terms_of(consent: Consent) -> terms.Terms:
    """What a version says."""
    return terms.Terms(
        kind=cast("terms.Kind", consent.kind),
        purposes=cast("frozenset[terms.Purpose]", frozenset(consent.purposes)),
        data_classes=frozenset(consent.data_classes),
        recipients=frozenset(consent.recipients),
        starts_on=consent.starts_on,
        ends_on=consent.ends_on,
        share_back=consent.share_back,
        method=cast("terms.Method", consent.method),
        alone=consent.alone,
    )


def _newest() -> Select[Consent]:
    later = Consent.__table__.alias("later")
    last = select(func.max(later.c.version)).where(later.c.id == Consent.id).scalar_subquery()
    return select(Consent).where(Consent.version == last)
