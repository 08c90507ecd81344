"""Who is it, and may they be seen? A person is opened through one door, and looked up by what somebody must know already."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from referrals.people import fields, sealing
from referrals.people.models import Person, PersonLookup
from resource_app.accounts.sign_ins import Somebody
from resource_app.connections import keys_of
from resource_app.database import parts_of
from resource_app.errors import N_, BadInput, NotFound

CARERS = ("care_team", "advocate")
TELLING_APART = ("name", "called", "born_on", "city", "mail_address")  # of what is kept, all that a list needs
MOST = 50  # of what the privacy officer is shown at once


@dataclass(frozen=True, slots=True)
class Known:
    """As much of a person as tells one from another in a list: `city` is empty where their home is secret."""

    id: str
    called: str
    born_in: str  # year
    city: str


@dataclass(frozen=True, slots=True)
class Same:
    """Records of one team that have the same of a kind (models.LOOKUPS), the oldest first."""

    kind: str
    organization_id: str
    ids: tuple[str, ...]


def open_person(session: Session, person_id: str, viewer: Somebody) -> Person:
    """A person of the viewer's team. Raises NotFound for one who is not there, was forgotten, or is another team's: these look
    the same.
    """
    person = session.get(Person, person_id)
    if person is None or person.key is None or not viewer.is_at(person.organization_id, *CARERS):
        raise NotFound("person", person_id)
    return person


def alike(session: Session, person: Person, today: date) -> Sequence[str]:
    """The ids of others of the same team with the same name and birth date as a person, or the same plan id; locked ones are
    not among them.
    """
    values = sealing.values_of(session, person)
    known = [
        {code: values[code] for code in codes}
        for codes in (("name", "born_on"), ("plan_id",))
        if all(map(values.get, codes))
    ]
    found = {each for one in known for each in look_up(session, one, [person.organization_id], today)}
    return sorted(found - {person.id})


def teams_of(viewer: Somebody) -> frozenset[str]:
    """The care organizations whose people a viewer works with."""
    return frozenset(each.organization_id for each in viewer.held if each.organization_id and each.role in CARERS)


def look_up(session: Session, typed: fields.Values, teams: Collection[str], today: date) -> Sequence[str]:
    """The ids of people of these teams who are known by all that is typed: name and birth date, phone, or plan id, whole.

    Locked people are never among them. Raises BadInput where nothing is typed that somebody could be found by.
    """
    return _looked_up(session, typed, Person.organization_id.in_(teams), today)


def look_up_elsewhere(session: Session, typed: fields.Values, teams: Collection[str], today: date) -> Sequence[str]:
    """The same, of all teams but these."""
    return _looked_up(session, typed, Person.organization_id.not_in(teams), today)


def _looked_up(session: Session, typed: fields.Values, where: ColumnElement[bool], today: date) -> Sequence[str]:
    asked = fields.lookups(_readable(typed, today))
    if not asked:
        raise BadInput(
            N_("Give the name with the birth date, or the phone number, or the plan id, each as a whole."), "name"
        )
    keys = keys_of(session)
    found = select(Person.id).where(where, Person.locked.is_(False), Person.key.is_not(None))
    for kind, parts in asked.items():  # joined, so that the index of what is known is asked first, not that of the team
        known = aliased(PersonLookup)
        is_known = (known.kind == kind) & known.digest.in_(sealing.digests(keys, kind, parts))
        found = found.join(known, (known.person_id == Person.id) & is_known)
    return session.scalars(found.order_by(Person.id)).all()


def same(session: Session) -> list[Same]:
    """Records of one team that may be of one person: of the same name and birth date, or the same plan id."""
    twice = (
        select(PersonLookup.kind, PersonLookup.digest, Person.organization_id)
        .join(Person, Person.id == PersonLookup.person_id)
        .where(PersonLookup.kind != "phone")  # a family has one
        .group_by(PersonLookup.kind, PersonLookup.digest, Person.organization_id)
        .having(func.count() > 1)
        .order_by(Person.organization_id, PersonLookup.kind, PersonLookup.digest)
        .limit(MOST)
    )
    found = []
    for row in session.execute(twice).all():
        theirs = (
            select(Person.id)
            .join(PersonLookup, Person.id == PersonLookup.person_id)
            .where(PersonLookup.kind == row.kind, PersonLookup.digest == row.digest)
            .where(Person.organization_id == row.organization_id)
        )
        found.append(
            Same(row.kind, row.organization_id, tuple(session.scalars(theirs.order_by(Person.made_at, Person.id))))
        )
    return found


def briefly(session: Session, ids: Iterable[str]) -> list[Known]:
    """People in a list, in the order of the ids; one who was forgotten is left out."""
    wanted = list(dict.fromkeys(ids))
    values = sealing.values_of_each(session, people(session, wanted), TELLING_APART)
    return [_known(each, fields.without_secret_home(values[each])) for each in wanted if each in values]


def people(session: Session, ids: Collection[str]) -> Sequence[Person]:
    """People by their ids, for whoever may open them all; none of those who were forgotten."""
    asked = select(Person).where(Person.key.is_not(None))
    return [each for part in parts_of(ids) for each in session.scalars(asked.where(Person.id.in_(part)))]


def _known(person_id: str, values: fields.Values) -> Known:
    called = values.get("called") or values["name"]
    return Known(person_id, called, values.get("born_on", "")[:4], values.get("city", ""))


def _readable(typed: fields.Values, today: date) -> dict[str, str]:
    """What was typed, where a name need not be among it."""
    given = {code: text for code, text in typed.items() if text.strip()}
    values = fields.kept({"name": "nobody", **given}, today)
    return {code: values[code] for code in given}
