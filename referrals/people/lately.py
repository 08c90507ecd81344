"""Whom does somebody help in this session? The last member they chose, so that nothing of them need be typed again."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.people.models import HelpedLast, Person
from referrals.people.queries import CARERS
from resource_app.accounts.sign_ins import Somebody


def remember(session: Session, person: Person, viewer: Somebody) -> None:
    """Whoever is helped from now on, in place of anybody before."""
    let_go(session, viewer)
    session.add(HelpedLast(user_id=viewer.user_id, sign_in_id=viewer.session_id, person_id=person.id))
    session.flush()


def last(session: Session, viewer: Somebody) -> Person | None:
    """Who is helped in this session, if the viewer may still open them."""
    mine = HelpedLast.user_id == viewer.user_id, HelpedLast.sign_in_id == viewer.session_id
    person = session.scalars(select(Person).join(HelpedLast, HelpedLast.person_id == Person.id).where(*mine)).first()
    known = person is not None and person.key is not None and viewer.is_at(person.organization_id, *CARERS)
    return person if known else None


def let_go(session: Session, viewer: Somebody) -> None:
    """Nobody is helped any more."""
    session.execute(delete(HelpedLast).where(HelpedLast.user_id == viewer.user_id))
