"""What can be done with a listing? One verb per change; each rebuilds the listing's document in the caller's transaction."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app.actor import Actor
from resource_app.database import parts_of
from resource_app.directory import document, statuses
from resource_app.directory.confidential import FORMER, HELD, READ, hide, withhold
from resource_app.directory.history import ENDED, Changed, Edit, differing, note
from resource_app.directory.keepers import Keeper
from resource_app.directory.marks import Flag
from resource_app.directory.models import Listing, Location, Organization, Service
from resource_app.directory.queries import today_at
from resource_app.directory.speakers import TYPED
from resource_app.directory.statuses import Status, Tap
from resource_app.errors import N_, BadInput, NotFound
from search.documents import Capacity

LONGEST_NAME = 200


def add_care_organization(session: Session, name: str, now: datetime, actor: Actor) -> str:
    """Add an organization whose people refer members, and that the public never sees; its id. Raises BadInput without a name,
    or with one there is.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise BadInput(N_("Say the name, in at most 200 characters."), "name")
    twins = select(Organization.id).where(Organization.name == called, Organization.listed.is_(False))
    if session.scalar(twins) is not None:
        raise BadInput(N_("There is a care organization with this name already."), "name")
    made = str(uuid.uuid4())
    body = {"id": made, "name": called, "description": ""}
    session.add(Organization(id=made, name=called, listed=False, hsds=body, source=actor.kind, updated_at=now))
    session.flush()
    return made


def set_trusted(session: Session, organization_id: str, now: datetime, actor: Actor, *, trusted: bool) -> bool:
    """Show an organization's own changes at once, or let them wait for a curator again; whether that is new."""
    del now, actor  # it changes nothing that is shown; who changed it stands in the audit
    organization = session.get(Organization, organization_id)
    if organization is None:
        raise NotFound("organization", organization_id)
    was, organization.trusted = organization.trusted, trusted
    return was is not trusted


def set_asked_out(session: Session, organization_id: str, now: datetime, actor: Actor, *, asked_out: bool) -> bool:
    """Leave an organization out of the directory, which asked for it, or let it in again; whether that is new. Whatever is
    imported of it meanwhile stays out too.
    """
    del actor  # who changed it stands in the audit
    organization = session.get(Organization, organization_id, with_for_update=True)
    if organization is None:
        raise NotFound("organization", organization_id)
    if organization.asked_out is asked_out:
        return False
    organization.asked_out = asked_out
    session.flush()
    theirs = select(Listing.id).join(Service, Listing.service_id == Service.id)
    ids = session.scalars(theirs.where(Service.organization_id == organization_id)).all()
    document.show_otherwise(session, ids, now)
    return True


def open_listing(session: Session, listing_id: str) -> Listing:
    """The listing, or NotFound."""
    listing = session.get(Listing, listing_id)
    if listing is None:
        raise NotFound("listing", listing_id)
    return listing


def _change(session: Session, listing_id: str, now: datetime, actor: Actor, **facts: Any) -> None:
    restate(session, listing_id, now, Edit(actor), **facts)


def restate(session: Session, listing_id: str, now: datetime, change: Edit, **facts: Any) -> None:
    """Set facts of a listing, as part of a change."""
    listing = open_listing(session, listing_id)
    before = {name: getattr(listing, name) for name in facts}
    for name, value in facts.items():
        setattr(listing, name, value)
    listing.updated_at = now
    session.flush()
    note(session, differing("listing", listing_id, ({}, before), ({}, facts)), change, now)
    document.refresh(session, [listing_id])
    if any(facts.get(column.key) for column in TYPED):
        _withhold_anew(session, listing_id, now)


def set_capacity(session: Session, listing_id: str, capacity: Capacity | None, now: datetime, actor: Actor) -> None:
    """Say how many people the listing can take, or None when nobody says any more."""
    _change(session, listing_id, now, actor, **statuses.capacity_columns(capacity))


def set_said_full(session: Session, until: Mapping[str, date | None]) -> None:
    """Let listings come later in results until a day, because they had no room for a referral; None ends it. The order is all
    that changes: neither their history nor the day of their last change tells of it.
    """
    found = session.scalars(select(Listing).where(Listing.id.in_(until)).order_by(Listing.id).with_for_update())
    changed = [listing for listing in found if listing.said_full_until != until[listing.id]]
    for listing in changed:
        listing.said_full_until = until[listing.id]
    session.flush()
    document.refresh(session, [listing.id for listing in changed])


def set_closed_until(session: Session, listing_id: str, until: date | None, now: datetime, actor: Actor) -> None:
    """Close the listing until a day, which is the first open one; None opens it."""
    _change(session, listing_id, now, actor, closed_until=until)


def say(session: Session, keeper: Keeper, tap: Tap, now: datetime, actor: Actor) -> date:
    """Say of a listing what ends by itself; the end, which is the first day it is no longer so. Raises BadInput for none."""
    today = today_at(session, keeper.listing_id, now)
    end = statuses.end_of(tap, today)
    _change(session, keeper.listing_id, now, keeper.acting(actor), **statuses.columns(tap, end, today))
    return end


def take_back(session: Session, keeper: Keeper, status: Status, now: datetime, actor: Actor) -> None:
    """Say it no more."""
    _change(session, keeper.listing_id, now, keeper.acting(actor), **statuses.unsaid(status))


def set_do_not_refer(session: Session, listing_id: str, now: datetime, actor: Actor, *, refuse: bool) -> None:
    """Stop referrals to the listing, or allow them again; it stays findable."""
    _change(session, listing_id, now, actor, do_not_refer=refuse)


def set_staff_only(session: Session, listing_id: str, now: datetime, actor: Actor, *, staff_only: bool) -> None:
    """Show the listing to staff only, or to everybody."""
    _change(session, listing_id, now, actor, staff_only=staff_only)


def raise_flags(session: Session, listing_ids: Sequence[str], flag: Flag, now: datetime, actor: Actor) -> None:
    """Raise a flag on those of the listings that lack it, in the name of a source, which alone may lower it again."""
    for part in (listing_ids[start : start + document.BATCH] for start in range(0, len(listing_ids), document.BATCH)):
        lacking = select(Listing).where(Listing.id.in_(part), getattr(Listing, flag).is_(False))
        found = session.scalars(lacking).all()
        edit = Edit(actor)
        note(session, (Changed("listing", listing.id, flag, was=False, became=True) for listing in found), edit, now)
        for listing in found:
            setattr(listing, flag, True)
            listing.origins = {**listing.origins, flag: {"source": actor.id}}
            listing.updated_at = now
        session.flush()
        document.refresh(session, [listing.id for listing in found])


def set_referrals(
    session: Session, listing_id: str, now: datetime, actor: Actor, *, accepts: bool | None, method: str = ""
) -> None:
    """Say whether the listing takes referrals, and how; None means unknown."""
    _change(session, listing_id, now, actor, accepts_referrals=accepts, referral_method=method)


def set_due_on(session: Session, listing_id: str, due_on: date | None, now: datetime, actor: Actor) -> None:
    """Set the day by which the listing must be confirmed again (design: validation decides which)."""
    open_listing(session, listing_id)
    set_due_dates(session, {listing_id: due_on}, now, actor)


def set_due_dates(session: Session, due: Mapping[str, date | None], now: datetime, actor: Actor) -> None:
    """Set the days by which listings must be confirmed again; whatever was out of sight for being unconfirmed is back. Cycles
    tell of that, so the listings' history does not.
    """
    del actor
    days: dict[date | None, list[str]] = {}
    for listing_id, day in due.items():
        days.setdefault(day, []).append(listing_id)
    for day, ids in days.items():
        for part in parts_of(ids):
            session.execute(
                update(Listing).where(Listing.id.in_(part)).values(due_on=day, unconfirmed=False, updated_at=now)
            )
    session.expire_all()
    document.refresh(session, list(due))


def hide_unconfirmed(session: Session, listing_id: str, now: datetime, actor: Actor) -> None:
    """Take a listing out of sight that nobody confirmed."""
    _change(session, listing_id, now, actor, unconfirmed=True)


def withdraw(session: Session, listing_id: str, now: datetime, actor: Actor) -> None:
    """Take the listing out of the directory; its page says that it is closed."""
    _hold(session, listing_id, now, Edit(actor), ENDED)


def _hold(session: Session, listing_id: str, now: datetime, change: Edit, held: str | None) -> None:
    restate(session, listing_id, now, change, held=held, candidate_of=None, merged_into=None)


def set_offered(session: Session, listing_id: str, held: str | None, now: datetime, change: Edit) -> None:
    """Say that a listing is no longer offered (`held` is ENDED), or that it is again (None), as part of a change.

    Raises BadInput where it is held back for another reason, which only a verb of its own may lift.
    """
    stands = open_listing(session, listing_id).held
    if {stands, held} != {None, ENDED}:
        raise BadInput(N_("It is held back for another reason. A curator decides about that."), "held")
    _hold(session, listing_id, now, change, held)
    if held is None:
        _withhold_anew(session, listing_id, now)


def merge(session: Session, listing_id: str, into_id: str, now: datetime, actor: Actor) -> None:
    """Send people who look for the listing to another one, which is the same."""
    if listing_id == into_id or open_listing(session, into_id).merged_into:
        raise BadInput(
            N_("The other listing was merged into a third one itself. Publish this one, or leave it out."), "act"
        )
    _change(session, listing_id, now, actor, held="merged", candidate_of=None, merged_into=into_id)


def publish(session: Session, listing_id: str, now: datetime, actor: Actor) -> None:
    """Show a listing that was held: a candidate that is none, or one whose text was read and found safe.

    Only who publishes a listing held for its text has read that: any other is held again when it gives a private place away.
    """
    listing = open_listing(session, listing_id)
    was_read = listing.held == HELD
    if was_read:
        listing.origins = {**listing.origins, READ: {"source": actor.id}}
    _hold(session, listing_id, now, Edit(actor), None)
    if not was_read:
        _withhold_anew(session, listing_id, now)


def _withhold_anew(session: Session, listing_id: str, now: datetime) -> None:
    """Hold a listing that is shown again, or says something new, where its text gives a private place away."""
    if otherwise := withhold(session, {listing_id}, (), now):
        session.expire_all()
        document.show_otherwise(session, otherwise, now)


def mark_former(session: Session, places: Collection[str], now: datetime, actor: Actor) -> None:
    """Make the addresses private of places whose listings came back without them, and open tasks."""
    del actor
    hide(session, places, FORMER, now)
    document.show_otherwise(session, withhold(session, (), places, now), now)


def mark_confidential(session: Session, location_id: str, now: datetime, actor: Actor) -> None:
    """Make a place's address private, everywhere and backwards: documents, the index, proposals, stored import originals."""
    hide_address(session, location_id, now, Edit(actor))


def hide_address(session: Session, location_id: str, now: datetime, change: Edit) -> None:
    """The same, as part of a change."""
    location = session.get(Location, location_id)
    if location is None:
        raise NotFound("location", location_id)
    was = {"address_visibility": location.address_visibility}
    location.address_visibility = "private"
    note(
        session,
        differing("location", location_id, ({}, was), ({}, {**was, "address_visibility": "private"})),
        change,
        now,
    )
    location.updated_at = now
    session.flush()
    otherwise = withhold(session, (), {location_id}, now)
    listings = session.scalars(select(Listing.id).where(Listing.location_id == location_id))
    document.show_otherwise(session, {*listings, *otherwise}, now)
