"""What have people of the demo done, and what waits for its curator? Made up, so that the desk, the history and the changes
that wait show what they are for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from importers.demo import SOURCE
from importers.demo.dates import number
from resource_app.accounts.roles import Held
from resource_app.actor import VISITOR, Actor, importing
from resource_app.audit.recording import By, Origin
from resource_app.directory import claims, deciding, new_listings, problems, proposals, rewinding
from resource_app.directory.applying import Entry, apply_batch
from resource_app.directory.claims import Asking
from resource_app.directory.deciding import Choice
from resource_app.directory.editing import Saying, edit, last_change
from resource_app.directory.history import Edit
from resource_app.directory.hsds import Incoming
from resource_app.directory.keepers import keeper_of
from resource_app.directory.models import Listing, ListingUse, Organization, Service
from resource_app.directory.problems import Report
from resource_app.tasks.operations import open_tasks
from search import stored

CURATOR = "curator"
MONTHS = 12
MAIL = "somebody@demo.example"  # RFC 2606: nobody's


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of the service of a listing, and what the curator did `then`: "taken", taken "back", or nothing yet."""

    role: str
    why: str
    fields: tuple[tuple[str, str], ...]  # "{before}" is what it said
    then: str = ""


STEPS: tuple[Step, ...] = (
    Step("curator", "They told us by phone.", (("application_process", "Call first, then come in person."),)),
    Step(
        "organization_staff",
        "",
        (("interpretation_services", "Ask for somebody who speaks your language: we call an interpreter."),),
        "taken",
    ),
    Step("curator", "A neighbor said so.", (("fees_description", "Five dollars a visit."),), "back"),
    Step(
        "organization_staff",
        "",
        (
            ("eligibility_description", "{before} If you are not sure, ask us."),
            ("application_process", "Walk in. You need no appointment."),
        ),
    ),
)
REPORTS: tuple[tuple[str, str, bool], ...] = (  # a kind, what somebody typed, whether the curator found it likely
    ("phone", "It rings in a bakery.", True),
    ("moved", "A note on the door says: we are around the corner now.", False),
)
PROPOSED = {
    "name": "Tool Library",
    "organization": "",
    "description": "Borrow a drill, a ladder or a sewing machine for a week.",
    "eligibility_description": "Anyone who lives nearby.",
    "phone": "603-555-0147",
    "fees_description": "Free.",
}


NEWS = "{before} You need no referral."  # what an import says of who can come
CLAIM = Asking(
    name="Demo claimant",
    email=MAIL,
    does="I answer the phone at the front desk.",
    proof="call",
    language="en",
    document=b"",
    user_id=None,
)


def fill(session: Session, people: Mapping[str, str], home: str, now: datetime) -> None:
    """Do all of it, once. `people` are the ids of users by role, `home` is the organization they work for."""
    by = {role: By(Actor("user", id_), Origin(), now) for role, id_ in people.items()}
    for own in _listings(session, Service.organization_id == home)[:1]:
        for step in STEPS:
            _do(session, own.id, step, home, by)
        session.add_all(_use(session, own.id, now.date()))
        said = PROPOSED | {"organization": session.get_one(Organization, home).name}
        new_listings.propose(session, said, home, now, by["organization_staff"].actor)
    confirmed = _listings(session, Service.organization_id != home, Listing.confirmed_on.is_not(None))
    if len(confirmed) > len(REPORTS) + 2:
        _at_the_desk(session, confirmed, by["curator"])


def _listings(session: Session, *which: ColumnElement[bool]) -> Sequence[Listing]:
    """Listings that the public sees, in the order of their ids."""
    asked = select(Listing).join(Service, Listing.service_id == Service.id).order_by(Listing.id)
    shown = Listing.held.is_(None), Listing.staff_only.is_(False), Listing.do_not_refer.is_(False)
    return session.scalars(asked.where(*shown, *which).limit(len(REPORTS) + 3)).all()


def _do(session: Session, listing_id: str, step: Step, home: str, by: Mapping[str, By]) -> None:
    """Make an edit, and what follows."""
    own = Held(step.role, None if step.role == CURATOR else home)
    keeper, made, now = keeper_of(session, listing_id, [own]), Edit(by[step.role].actor, step.why), by[step.role].at
    before = session.get_one(Service, keeper.service_id).hsds
    said = {name: text.format(before=before.get(name, "")).strip() for name, text in step.fields}
    sayings = [Saying("service", keeper.service_id, name, text) for name, text in said.items()]
    edit(session, keeper, sayings, last_change(session, keeper), now, made)
    curator = keeper_of(session, listing_id, [Held(CURATOR, None)])
    if step.then == "taken":
        waiting = proposals.open_ones(session, "service", keeper.service_id)
        choices = [Choice(each.id, take=True) for each in waiting]
        deciding.decide(session, choices, last_change(session, curator), now, by[CURATOR].actor, "Thank you.")
    if step.then == "back":
        rewinding.undo(session, curator, made.id, now, by[CURATOR].actor)


def _at_the_desk(session: Session, listings: Sequence[Listing], by: By) -> None:
    """Reports, a claim, what an import says otherwise, and what it says no more."""
    claimed, differing, missing, *wrong = listings
    for (kind, text, likely), listing in zip(REPORTS, wrong, strict=False):
        said = Report(listing_id=listing.id, kind=kind, text=text, email=MAIL, language="en", on=by.at.date())
        problem = problems.report(session, said, by.at)
        if likely:
            problems.mark_likely(session, problem, by)
    claims.ask(session, claimed.id, CLAIM, By(VISITOR, Origin(), by.at))
    before = session.get_one(Service, differing.service_id).hsds.get("eligibility_description", "")
    body = {"eligibility_description": NEWS.format(before=before).strip()}
    news = Incoming("service", differing.service_id, body, whole=False)
    apply_batch(session, [Entry("service", news.id, (news,))], by.at, importing(SOURCE))
    open_tasks(session, "missing from source", [(f"listing:{missing.id}", "")], by.at)


def _use(session: Session, listing_id: str, today: date) -> Iterator[ListingUse]:
    """How often the listing was found and opened: more in winter, by its kind of help and around its place."""
    document = stored.load(session.connection(), [listing_id])[listing_id]
    kinds = [*document.categories[:1], ""]
    zip3 = next((each.removeprefix("zip:")[:3] for each in document.located if each.startswith("zip:")), "")
    for back in range(MONTHS + today.month % 3 + 1):
        month = today.month - back - 1
        day = date(today.year + month // 12, month % 12 + 1, 5)
        found = 300 + 60 * abs(day.month - 6) + number(f"use {day.month}", 90)
        for kind in kinds if day < today else ():
            for where, share in {zip3: 2, "": 5}.items():
                yield ListingUse(
                    day=day,
                    listing_id=listing_id,
                    category=kind,
                    zip3=where,
                    found=found // share,
                    opened=found // share // 4,
                )
