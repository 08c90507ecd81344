"""How do made-up members get into a directory? Lives are lived, each in a transaction that is undone, and copied for all."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.cases.needs import NEEDS
from referrals.demo import copying, members
from referrals.demo.copying import Lived, Other
from referrals.demo.living import Place, Setting, live
from referrals.demo.stories import ACTIVE, RESTING, Story
from referrals.offers import clearing
from referrals.offers.facts import listing_facts
from referrals.offers.guards import LISTING
from referrals.people.models import Person
from resource_app.accounts import demo, people
from resource_app.accounts.people import address_in
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.directory.models import Listing, Organization
from resource_app.directory.operations import add_care_organization
from resource_app.errors import BadInput, NotReady
from search import stored
from search.documents import Document

YEAR, WEEK = timedelta(days=365), timedelta(days=7)
TEAM = 14  # people of one care organization, at least
OUTSIDE = 4  # one of so many staff works for an organization that is asked
STAFFED = 0.6  # of what is asked goes to organizations with staff
OLDEST = timedelta(days=60)  # no life that is lived begins earlier
LIVES = 2  # of a story are lived for each percent of people who have it
LIKE_EACH_OTHER = 4  # at least so many people have the same life
CHUNK = 250  # members of one transaction
CLEARED = 3  # organizations may be asked for what is discreet
NEED_CODES = {kind: tuple(need.code for need in NEEDS if need.discreet is kind) for kind in (False, True)}
MOST_PLACES = max(story.places for story in (*ACTIVE, *RESTING))
SPREADING = 37  # prime to a hundred: members who follow one another have other stories
Progress = Callable[[int, int], None]  # done, expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How many members, how many of them with an open case, and how many staff."""

    members: int
    active: int
    staff: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works here: users by care organization, and the user of each organization that is asked."""

    teams: Mapping[str, Sequence[str]]
    outside: Mapping[str, str]

    @property
    def cleared(self) -> Sequence[str]:
        """The organizations that are asked for what is discreet."""
        return list(self.outside)[:CLEARED]

    def owner(self, number: int) -> tuple[str, str]:
        """The team of the member of that number, and who answers for them."""
        round_, place = divmod(number, len(self.teams))
        team = list(self.teams)[place]
        return team, self.teams[team][round_ % len(self.teams[team])]


def load(opened: Connections, wanted: Wanted, care_home: str, now: datetime, progress: Progress) -> None:
    """Load them; the first team is that of `care_home`. Raises BadInput for numbers that cannot be and where there are members
    already, NotReady without listings.
    """
    _require_possible(wanted)
    with opened.transaction() as session:
        _require_nobody(session)
        found = _documents(session, now.date())
        if len({each.service_id for each in found}) < MOST_PLACES:
            raise NotReady("Made-up members need listings to be referred to. Load them first: resourceloop demo load")
        staff = _staff(session, wanted.staff, care_home, found, now)
        _clear(session, staff.cleared, now)
    people_of = _stories(wanted)
    to_live = [each for story, numbers in people_of.items() for each in _lives(story, len(numbers))]
    all_of_it, lives = len(to_live) + wanted.members, defaultdict(list)
    for done, (story, number) in enumerate(to_live, 1):
        lives[story].append(_lived(opened, story, _setting(story, number, staff, found, now), now))
        progress(done, all_of_it)
    copies = _copies(people_of, lives, staff, now)
    for done in range(len(to_live), all_of_it, CHUNK):
        with opened.transaction() as session:
            copying.write(session, islice(copies, CHUNK))
        progress(min(done + CHUNK, all_of_it), all_of_it)


def _require_possible(wanted: Wanted) -> None:
    if wanted.active > wanted.members:
        raise BadInput("There cannot be more members with an open case than members.", "active")
    if wanted.staff < OUTSIDE:
        raise BadInput(f"Give at least {OUTSIDE} staff: somebody has to refer, and somebody to answer.", "staff")


def _require_nobody(session: Session) -> None:
    if session.scalar(select(Person.id).limit(1)) is not None:
        raise BadInput("There are members here already. Made-up ones belong into a directory that has none.", "members")


def _documents(session: Session, today: date) -> list[Document]:
    """The listings that somebody can be referred to, and whose mail somebody reads."""
    every = session.scalars(select(Listing.id).order_by(Listing.id)).all()
    found = stored.load(session.connection(), every).values()
    return [each for each in found if _is_fit(each, today)]


def _is_fit(document: Document, today: date) -> bool:
    shown = document.display
    is_read = address_in(shown["service"]["email"] or shown["organization"]["email"] or "")
    return (
        bool(is_read)
        and not document.sensitive
        and not any(holds(listing_facts(document, day), day) for holds, _ in LISTING for day in (today, today - OLDEST))
    )


def _staff(session: Session, count: int, care_home: str, found: Sequence[Document], now: datetime) -> Staff:
    """Those who work here; who is there already is not made again."""
    by = By(command("demo load"), Origin(), now)
    asked = [organization for organization, _ in Counter(each.organization_id for each in found).most_common()]
    outside = asked[: count // OUTSIDE]
    inside = count - len(outside)
    teams = [
        care_home,
        *(_team(session, number, now) for number in range(2, inside // TEAM + 2) if number * TEAM <= inside),
    ]
    users: dict[str, list[str]] = {team: [] for team in teams}
    for number in range(inside):
        team, role = teams[number % len(teams)], ("care_team", "advocate")[number // len(teams) % 2]
        users[team].append(_user(session, f"staff-{number + 1}", Held(role, team), by))
    desks = {
        each: _user(session, f"desk-{n}", Held("organization_staff", each), by) for n, each in enumerate(outside, 1)
    }
    return Staff(users, desks)


def _clear(session: Session, organizations: Sequence[str], now: datetime) -> None:
    by = By(command("demo load"), Origin(), now)
    for organization in organizations:
        for data_class in clearing.CLASSES:
            clearing.clear(session, organization, data_class, by, cleared=True)


def _team(session: Session, number: int, now: datetime) -> str:
    name = f"Demo Care Team {number}"
    known = select(Organization.id).where(Organization.name == name, Organization.listed.is_(False))
    return session.scalar(known) or add_care_organization(session, name, now, command("demo load"))


def _user(session: Session, name: str, held: Held, by: By) -> str:
    """Somebody who works here; without a password nobody signs in as them."""
    email = f"{name}@{demo.HOST}"
    if known := people.known_by(session, email):
        return known.id
    made = people.add(session, email, f"Demo {name.replace('-', ' ')}", "en", by.at).id
    people.give(session, made, held, "community" if held.role == "organization_staff" else "care", None, by)
    return made


def _stories(wanted: Wanted) -> dict[Story, list[int]]:
    """The numbers of the members who have each story."""
    found: dict[Story, list[int]] = defaultdict(list)
    for number in range(wanted.members):
        table, place = (ACTIVE, number) if number < wanted.active else (RESTING, number - wanted.active)
        hundred = [story for story in table for _ in range(story.share)]
        found[hundred[place * SPREADING % len(hundred)]].append(number)
    return found


def _lives(story: Story, people_of_it: int) -> Iterator[tuple[Story, int]]:
    """The lives that are lived of a story: several, at other places and for other needs, where it has any."""
    several = min(story.share * LIVES, people_of_it // LIKE_EACH_OTHER) if story.asks else 1
    return ((story, number) for number in range(max(1, several)))


def _setting(story: Story, number: int, staff: Staff, found: Sequence[Document], now: datetime) -> Setting:
    draw = random.Random(f"{story.code} {number}")  # noqa: S311 - the same every time
    to_staffed = story.discreet or draw.random() < STAFFED
    asked = staff.cleared if story.discreet else staff.outside
    staffed = [each for each in found if each.organization_id in asked]
    places = draw.sample(staffed if to_staffed and len(staffed) >= story.places else found, story.places)
    team, owner_id = staff.owner(number)
    return Setting(
        values=members.values_of(number, now.date()),
        team=team,
        owner_id=owner_id,
        need=draw.choice(NEED_CODES[story.discreet]),
        places=[Place(each.id, each.organization_id, staff.outside.get(each.organization_id, "")) for each in places],
        begins=now - story.length - timedelta(hours=draw.uniform(1, 140 if story.over else 6)),
    )


def _lived(opened: Connections, story: Story, setting: Setting, now: datetime) -> Lived:
    """A life; when it was read it has not happened."""
    with opened.transaction() as session:
        lived = copying.read(session, setting, live(session, story, setting, now))
        session.rollback()
    return lived


def _copies(
    people_of: Mapping[Story, Sequence[int]], lives: Mapping[Story, Sequence[Lived]], staff: Staff, now: datetime
) -> Iterator[tuple[Lived, Other]]:
    """For each member the life that is theirs, and when it was."""
    for story, numbers in people_of.items():
        for turn, number in enumerate(numbers):
            draw = random.Random(number)  # noqa: S311 - the same every time
            weeks = draw.randint(0, (YEAR - story.length) // WEEK - 1) if story.over else 0
            team, owner_id = staff.owner(number)
            values = members.values_of(number, now.date())
            earlier = weeks * WEEK + timedelta(seconds=draw.randint(0, 3_000))
            other = Other(number=number, values=values, team=team, owner_id=owner_id, earlier=earlier)
            yield lives[story][turn % len(lives[story])], other
