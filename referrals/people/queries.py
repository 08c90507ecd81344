"""Who is it, and may they be seen? A person is opened through one door, and looked up by what somebody must know already."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from referrals.people import fields, sealing
from referrals.people.models import Person, PersonLookup
from resource_app.accounts.sign_ins import Somebody
from resource_app.connections import keys_of
from resource_app.errors import N_, BadInput, NotFound

CARERS = ("care_team", "advocate")
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
    for kind, parts in asked.items():
        known = PersonLookup.digest.in_(sealing.digests(keys, kind, parts))
        found = found.where(Person.id.in_(select(PersonLookup.person_id).where(PersonLookup.kind == kind, known)))
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
    found = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(list(ids))))}
    return [_known(session, found[each]) for each in ids if each in found and found[each].key is not None]


def _known(session: Session, person: Person) -> Known:
    values = fields.without_secret_home(sealing.values_of(session, person))
    called = values.get("called") or values["name"]
    return Known(person.id, called, values.get("born_on", "")[:4], values.get("city", ""))


def _readable(typed: fields.Values, today: date) -> dict[str, str]:
    """What was typed, where a name need not be among it."""
    given = {code: text for code, text in typed.items() if text.strip()}
    values = fields.kept({"name": "nobody", **given}, today)
    return {code: values[code] for code in given}
