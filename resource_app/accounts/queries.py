"""What do pages about people show? A page of those whose name or address holds what was asked for."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Row as Record
from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from resource_app.accounts.models import Factor, Invitation, Membership, User
from resource_app.accounts.roles import Held
from resource_app.database import parts_of

PER_PAGE = 50  # people
MOST_CALLED = 20  # who are to be chosen from


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people: who works for an organization, or None for everybody; whose name or address holds each of these words."""

    organization_id: str | None
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Role:
    """A role somebody holds, by the id of its membership."""

    id: str
    role: str
    organization_id: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a page. `roles` are those that it shows, `held` all they hold anywhere."""

    id: str
    name: str
    email: str
    is_disabled: bool
    roles: Sequence[Role]
    held: Sequence[Held]
    has_authenticator: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of people, and how many there are on all."""

    rows: Sequence[Row]
    page: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether no page comes after."""
        return self.page * PER_PAGE >= self.total


def people(session: Session, asked: Asked) -> Found:
    """A page of people, by name. Names are compared here, since each database folds letters in its own way."""
    every = select(User.id, User.name, User.email)
    if asked.organization_id is not None:
        works = Membership.organization_id == asked.organization_id, Membership.ended_at.is_(None)
        every = every.where(exists().where(Membership.user_id == User.id, *works))
    words = _plain(asked.words).split()
    fitting = [each for each in session.execute(every) if _holds(each, words)]
    fitting.sort(key=lambda each: (_plain(each.name), each.id))
    page = max(1, min(asked.page, -(-len(fitting) // PER_PAGE)))
    ids = [each.id for each in fitting[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return Found(_rows(session, ids, asked.organization_id), page, len(fitting))


def homes(session: Session) -> set[str]:
    """The organizations somebody works for."""
    theirs = select(Membership.organization_id).where(Membership.ended_at.is_(None)).distinct()
    return {each for each in session.scalars(theirs) if each is not None}


def holding(session: Session, role: str) -> Sequence[str]:
    """The ids of those who hold a role of the network and can sign in."""
    theirs = select(Membership.user_id).join(User, User.id == Membership.user_id)
    held = Membership.role == role, Membership.ended_at.is_(None), User.disabled_at.is_(None)
    return session.scalars(theirs.where(*held).distinct().order_by(Membership.user_id)).all()


def working(session: Session, organization_id: str, roles: Collection[str]) -> dict[str, str]:
    """Those who hold one of these roles at an organization and can sign in: what they are called, by id."""
    theirs = select(User.id, User.name).join(Membership, Membership.user_id == User.id)
    held = Membership.organization_id == organization_id, Membership.role.in_(roles), Membership.ended_at.is_(None)
    rows = session.execute(theirs.where(*held, User.disabled_at.is_(None)).distinct().order_by(User.name, User.id))
    return {row.id: row.name for row in rows}


def _holds(somebody: Record[str, str, str], words: Sequence[str]) -> bool:
    text = f"{_plain(somebody.name)} {somebody.email}"
    return all(word in text for word in words)


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))


def _rows(session: Session, ids: Sequence[str], organization_id: str | None) -> list[Row]:
    users = {user.id: user for user in session.scalars(select(User).where(User.id.in_(ids)))}
    open_ones = select(Membership).where(Membership.user_id.in_(ids), Membership.ended_at.is_(None))
    held = session.scalars(open_ones.order_by(Membership.made_at, Membership.id)).all()
    set_up = set(session.scalars(select(Factor.user_id).where(Factor.user_id.in_(ids), Factor.set_at.is_not(None))))
    return [
        _row(users[each], [made for made in held if made.user_id == each], organization_id, is_set=each in set_up)
        for each in ids
    ]


def _row(user: User, theirs: Sequence[Membership], organization_id: str | None, *, is_set: bool) -> Row:
    shown = [each for each in theirs if organization_id in {None, each.organization_id}]
    return Row(
        user.id,
        user.name,
        user.email,
        user.disabled_at is not None,
        [Role(each.id, each.role, each.organization_id, each.professional_group) for each in shown],
        [Held(each.role, each.organization_id) for each in theirs],
        is_set,
    )


def names_of(session: Session, users: Collection[str], organization_id: str | None = None) -> dict[str, str]:
    """What people are called, by id; with an organization only those who work or once worked for it."""
    found: dict[str, str] = {}
    for some in parts_of(users):
        asked = select(User.id, User.name).where(User.id.in_(some))
        if organization_id is not None:
            works = Membership.user_id == User.id, Membership.organization_id == organization_id
            asked = asked.where(exists().where(*works))
        found |= {row.id: row.name for row in session.execute(asked)}
    return found


def called(session: Session, words: str) -> Sequence[User]:
    """People whose name holds all these words, or whose address holds them as they stand."""
    named = and_(*(User.name.icontains(word, autoescape=True) for word in words.split()))
    held = or_(named, User.email.icontains(words, autoescape=True))
    return session.scalars(select(User).where(held).order_by(User.name, User.id).limit(MOST_CALLED)).all()


def invited_as(session: Session, words: str) -> Sequence[Invitation]:
    """Invitations to an address that holds these words."""
    held = Invitation.email.icontains(words, autoescape=True)
    return session.scalars(select(Invitation).where(held).order_by(Invitation.made_at.desc()).limit(MOST_CALLED)).all()


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """What users are called, by id."""
    asked = (select(User.id, User.name).where(User.id.in_(part)) for part in parts_of(ids))
    return {row.id: row.name for each in asked for row in session.execute(each)}
