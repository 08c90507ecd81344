"""What do pages about people show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from resource_app.accounts.models import Membership, User

MOST = 500  # people on a page


@dataclass(frozen=True, slots=True)
class Role:
    """A role somebody holds, by the id of its membership."""

    id: str
    role: str
    organization_id: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a page."""

    id: str
    name: str
    email: str
    is_disabled: bool
    roles: Sequence[Role]


def users(session: Session) -> list[Row]:
    """Everybody, with the roles they hold."""
    return _rows(session, _asked())


def memberships_at(session: Session, organization_id: str) -> list[Row]:
    """Who works for an organization, with the roles they hold there."""
    return _rows(session, _asked().where(Membership.organization_id == organization_id))


def homes(session: Session) -> set[str]:
    """The organizations somebody works for."""
    theirs = select(Membership.organization_id).where(Membership.ended_at.is_(None)).distinct()
    return {each for each in session.scalars(theirs) if each is not None}


def _asked() -> Select[User, Membership | None]:
    held = (Membership.user_id == User.id) & Membership.ended_at.is_(None)
    asked: Select[User, Membership | None] = select(User, Membership).outerjoin(Membership, held)
    return asked.order_by(User.name, User.id, Membership.made_at).limit(MOST)


def _rows(session: Session, asked: Select[User, Membership | None]) -> list[Row]:
    rows = []
    for _, group in groupby(session.execute(asked), key=lambda row: row[0].id):
        found = list(group)
        user = found[0][0]
        held = [made for _, made in found if made is not None]
        roles = [Role(made.id, made.role, made.organization_id, made.professional_group) for made in held]
        rows.append(Row(user.id, user.name, user.email, user.disabled_at is not None, roles))
    return rows
