"""What has somebody agreed to, as of now? The newest version of each consent says."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from referrals.consents import terms
from referrals.consents.models import Consent
from referrals.people.models import Person
from resource_app.database import rows_where, table_of
from resource_app.errors import NotFound

_LATER = table_of(Consent).alias("later")
_IS_NEWEST = Consent.version == select(func.max(_LATER.c.version)).where(_LATER.c.id == Consent.id).scalar_subquery()
# What people have agreed to, asked for every list, page and move: built once, and without objects.
_GIVEN = select(Consent.person_id, *(getattr(Consent, each.name) for each in fields(terms.Terms))).where(
    _IS_NEWEST, Consent.said == "given"
)


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
    for row in rows_where(session, _GIVEN, Consent.person_id, found.keys()):
        found[row.person_id].append(terms_of(row))
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


def terms_of(consent: Consent | Row[Any]) -> terms.Terms:
    """What a version says, whole or as a row of what its terms are made of."""
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
    return select(Consent).where(_IS_NEWEST)
