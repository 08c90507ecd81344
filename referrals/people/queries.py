"""Who is it, and may they be seen? A person is opened through one door, and looked up by what somebody must know already."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, bindparam, func, not_, select
from sqlalchemy.orm import Session

from referrals.people import fields, sealing
from referrals.people.models import Person, PersonLookup
from resource_app.accounts.sign_ins import Somebody
from resource_app.connections import keys_of
from resource_app.database import rows_where, table_of
from resource_app.errors import N_, BadInput, NotFound

CARERS = ("care_team", "advocate")
TELLING_APART = ("name", "called", "born_on", "city", "mail_address")  # of what is kept, all that a list needs
MOST = 50  # of what the privacy officer is shown at once
_PERSON, _KNOWN_BY = table_of(Person).c, table_of(PersonLookup)
_OWNERS = select(_PERSON.id, _PERSON.key).where(_PERSON.key.is_not(None))


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
    return _looked_up(session, typed, teams, today, elsewhere=False)


def look_up_elsewhere(session: Session, typed: fields.Values, teams: Collection[str], today: date) -> Sequence[str]:
    """The same, of all teams but these."""
    return _looked_up(session, typed, teams, today, elsewhere=True)


def _looked_up(
    session: Session, typed: fields.Values, teams: Collection[str], today: date, *, elsewhere: bool
) -> Sequence[str]:
    asked = fields.lookups(_readable(typed, today))
    if not asked:
        raise BadInput(
            N_("Give the name with the birth date, or the phone number, or the plan id, each as a whole."), "name"
        )
    keys = keys_of(session)
    known: dict[str, list[str]] = {kind: sealing.digests(keys, kind, parts) for kind, parts in asked.items()}
    return session.scalars(_known_by(tuple(asked), elsewhere=elsewhere), {"teams": list(teams), **known}).all()


@lru_cache(maxsize=16)
def _known_by(kinds: tuple[fields.LookupKind, ...], *, elsewhere: bool) -> Select[str]:
    """Those who are known by all these kinds, in these teams or elsewhere. What they are known by is joined, so that its index
    is asked first and not that of the team; built once for each, since every look-up asks it.
    """
    there = _PERSON.organization_id.in_(bindparam("teams", expanding=True))
    found = select(_PERSON.id).where(not_(there) if elsewhere else there, ~_PERSON.locked, _PERSON.key.is_not(None))
    for kind in kinds:
        known = _KNOWN_BY.alias()
        is_known = (known.c.kind == kind) & known.c.digest.in_(bindparam(kind, expanding=True))
        found = found.join(known, (known.c.person_id == _PERSON.id) & is_known)
    return found.order_by(_PERSON.id)


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


def people(session: Session, ids: Collection[str]) -> Sequence[sealing.Owner]:
    """People by their ids, for whoever may open them all, as much of each as opens what is sealed of them; none of those who
    were forgotten.
    """
    return list(rows_where(session, _OWNERS, _PERSON.id, ids))


def _known(person_id: str, values: fields.Values) -> Known:
    called = values.get("called") or values["name"]
    return Known(person_id, called, values.get("born_on", "")[:4], values.get("city", ""))


def _readable(typed: fields.Values, today: date) -> dict[str, str]:
    """What was typed, where a name need not be among it."""
    given = {code: text for code, text in typed.items() if text.strip()}
    values = fields.kept({"name": "nobody", **given}, today)
    return {code: values[code] for code in given}
