"""What is a member called, in a list of their own team? First name and initial, and the birth year: no more than is needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from referrals.people import sealing
from referrals.people.models import Person


@dataclass(frozen=True, slots=True)
class Named:
    """A member in a list. `born` is the birth year, empty where it is not known."""

    id: str
    name: str
    born: str


def short_name(values: Mapping[str, str]) -> str:
    """The name they like, and the initial of the last one."""
    first, _, rest = values["name"].partition(" ")
    last = rest.split()[-1:] if rest else []
    return " ".join((values.get("called") or first, *(f"{name[0]}." for name in last)))


def named(session: Session, people: Iterable[Person]) -> list[Named]:
    """Members as a list calls them, in the order given."""
    found = ((person, sealing.values_of(session, person)) for person in people)
    return [Named(person.id, short_name(values), values.get("born_on", "")[:4]) for person, values in found]
