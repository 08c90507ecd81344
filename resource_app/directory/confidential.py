"""What must be withheld because a place is private? Judged from everything that is stored, not from what came last."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, String, and_, cast, false, or_, select, update
from sqlalchemy.orm import Session

from resource_app.database import Json, parts_of, read_json, rows_where
from resource_app.directory.addresses import holds_map_reference
from resource_app.directory.forgetting import forget
from resource_app.directory.former_addresses import every_private_body, stored_of, untold
from resource_app.directory.giveaways import (
    any_holds,
    fields_holding,
    streets_with_towns,
    tells_where,
    texts_of,
    whereabouts_of,
)
from resource_app.directory.kept_inside import is_guess, says_private
from resource_app.directory.looked_for import Secret
from resource_app.directory.models import Listing, Location, Organization, Program, Service
from resource_app.directory.policy import PLACE_OWN_CHILDREN
from resource_app.directory.private_places import PrivatePlaces, spots_of
from resource_app.directory.said import strings, without
from resource_app.directory.speakers import LISTINGS, TYPED, Group, Key, bodies_of, group_of, groups_of
from resource_app.tasks.operations import open_tasks

CONFIDENTIAL: Final = "confidential place"
HELD: Final = "address in text"
NAMED: Final = "address in name"
READ = "held"  # among the origins of a listing: a curator has read its text and published it
_SAID = "A text or a mark says that this place is confidential. Its address is hidden."
_SAID_ABOVE = "A text or a mark says that its place is confidential. What it says of where that is, is hidden."
_TWIN = "It has the address of a private place. Its own is hidden too."
FORMER = "Its listing came back without the address, at a confidential place. The address is hidden here, too."
_HOLDS = "A text holds a street address, and the place is private. Nobody but staff sees the listing."
_POINT = ("latitude", "longitude")  # a neighbor's own; whether it is the same place, `PrivatePlaces` tells
_NEVER_SHOWN = ("metadata",)  # where all places of a service are private
_IN_NAME = "Its name holds the address of a private place. The public sees it without a name. Give it another one."
_CHUNK = 500  # ids in one statement
_METRE = 0.00001  # degrees
_MOST_SIGNS = 20  # in one statement; with more, everything is read
# As they are stored: most are looked at once and never read.
_STORED = {
    "service_text": Service.hsds,
    "listing_text": Listing.hsds,
    "place_text": Location.hsds,
    "organization_text": Organization.hsds,
    "program_text": Program.hsds,
}
_KINDS = dict(zip(_STORED, ("service", "service_at_location", "location", "organization", "program"), strict=True))
_TEXTS: Any = (
    LISTINGS.outerjoin(Organization, Service.organization_id == Organization.id)
    .outerjoin(Program, Service.program_id == Program.id)
    .add_columns(Service.program_id, *TYPED, *(cast(column, String).label(name) for name, column in _STORED.items()))
)
_OFFERED_AT = select(Listing.location_id)
_STORED_PLACE: Any = cast(Location.hsds, String)


def withhold(
    session: Session,
    listing_ids: Collection[str],
    place_ids: Collection[str],
    now: datetime,
    *,
    again: bool = False,
    everywhere: bool = True,
) -> set[str]:
    """Withhold what gives a private place away; the ids of the listings that are shown otherwise now.

    `listing_ids` are the listings of which something changed, `place_ids` the private places which are so since now, or were
    changed. Places a text calls confidential, and other records of a private place, become private; listings that hold its
    street are held, with a task for a curator; such texts of organizations and programs are withheld; and what was kept
    of the address elsewhere is forgotten. With `again` nothing changed but our own rules: what a curator has read stays shown.
    Not `everywhere`: what else is stored of these places is looked for later (`elsewhere`), since it takes reading everything.
    """
    touched = list(rows_where(session, _TEXTS, Listing.id, listing_ids))
    places = set(place_ids) | _said_confidential(session, touched, now)
    private = PrivatePlaces(every_private_body(session), untold(session))
    if private and (twins := _twins(session, private, touched, places, now, everywhere=everywhere)):
        places |= twins
        private = PrivatePlaces(every_private_body(session), untold(session))
    touched += _speaking_of(session, stored_of(session, places)) if everywhere else []
    told = _told(private, touched) if private else {}
    concerned = list(rows_where(session, LISTINGS, Listing.location_id, places))
    groups = groups_of(session, {group_of(row) for row in [*touched, *concerned]}, places, told)
    shown_otherwise = {row.id for row in concerned}
    looked_at = {row.service_id for row in touched}
    loud = _nowhere_but_told(session, touched)
    for group in groups.values():
        everything = bool(places & group.private.keys())
        checked = [row for row in group.rows if everything or row.service_id in looked_at]
        loud += _loud(checked, group)
        if everything and not again and group.has_phones:  # their numbers go from what the others say, too
            shown_otherwise |= {row.id for row in group.rows}
    unread = {row.id: row for row in loud if not (again and READ in row.origins)}
    shown_otherwise |= _hold(session, unread.values(), now)
    shown_otherwise |= _withhold_above(session, groups.values(), now)
    open_tasks(session, CONFIDENTIAL, _guessed_above(touched), now)
    forget(session, places, now)
    return shown_otherwise


def elsewhere(session: Session, places: Collection[str]) -> set[str]:
    """The listings, wherever they came from, that are other records of these private places or tell where one is.

    Reads everything once; `withhold` then does what is to be done about them.
    """
    private = PrivatePlaces(stored_of(session, places))
    if not private:
        return set()
    rows = session.execute(_TEXTS.execution_options(yield_per=_CHUNK))
    return {row.id for row in rows if _told_by(private, row) or _is_record(private, row)}


def hide_unoffered(session: Session, places: Collection[str], now: datetime) -> None:
    """Hide the records of these private places where nothing is offered: no listing leads to them."""
    found = _records_of(session, places)
    offered = rows_where(session, _OFFERED_AT, Listing.location_id, found)
    hide(session, found - {row.location_id for row in offered}, _TWIN, now)


def _is_record(private: PrivatePlaces, row: Row[Any]) -> bool:
    return row.address_visibility == "public" and bool(row.place_text) and private.has(row.place_text)


def _said_confidential(session: Session, rows: Iterable[Row[Any]], now: datetime) -> set[str]:
    """Hide the public places which a stored text calls confidential."""
    public = [row for row in rows if row.location_id and row.address_visibility == "public"]
    said = {row.location_id for row in _saying_confidential(public)}
    hide(session, said, _SAID, now)
    return said


def _twins(
    session: Session,
    private: PrivatePlaces,
    touched: Iterable[Row[Any]],
    places: Collection[str],
    now: datetime,
    *,
    everywhere: bool,
) -> set[str]:
    """Hide the other records of private places: those touched now, and all others of the places private since now."""
    every = set[str]()
    found = {row.location_id for row in touched if _is_record(private, row)}
    looked_for = set(places)
    while found := (found | (_records_of(session, looked_for) if everywhere else set())) - every:
        hide(session, found, _TWIN, now)
        every |= found
        looked_for, found = found, set()  # a twin may have twins of its own
    return every


def _records_of(session: Session, places: Collection[str]) -> set[str]:
    """The public places that are records of these private ones."""
    stored = stored_of(session, places)
    bodies = list(map(read_json, stored))
    private = PrivatePlaces(stored)
    if not private:
        return set()
    signs = {street.sign for body in bodies for street, _ in streets_with_towns(body)}
    alike = [_STORED_PLACE.icontains(sign, autoescape=True) for sign in signs]
    alike += [
        and_(Location.lat.between(*_about(lat)), Location.lon.between(*_about(lon))) for lat, lon in spots_of(bodies)
    ]
    query = select(Location.id, _STORED_PLACE.label("stored")).where(Location.address_visibility == "public")
    if len(alike) <= _MOST_SIGNS:
        query = query.where(or_(false(), *alike))
    return {row.id for row in session.execute(query) if private.has(row.stored)}


def _about(degrees: float) -> tuple[float, float]:
    return degrees - _METRE, degrees + _METRE


def told_of(session: Session, stored: Collection[str]) -> set[Secret]:
    """What texts, whoever's, tell of places, given as they are stored."""
    return set().union(*_told(PrivatePlaces(stored), _speaking_of(session, stored)).values())


def _speaking_of(session: Session, stored: Collection[str]) -> list[Row[Any]]:
    """Listings whatever text of which may tell where places are, given as they are stored, whoever offers them."""
    signs = {sign for body in stored for secret in whereabouts_of(read_json(body)) for sign in secret.signs}
    if not signs:
        return []
    texts = [*(cast(column, String) for name, column in _STORED.items() if name != "place_text"), *TYPED]
    query = _TEXTS
    if len(signs) <= _MOST_SIGNS:
        query = query.where(or_(*(text.icontains(sign, autoescape=True) for text in texts for sign in signs)))
    private = PrivatePlaces(stored)
    return [row for row in session.execute(query) if _told_by(private, row)]


def _told(private: PrivatePlaces, rows: Iterable[Row[Any]]) -> dict[Key, set[Secret]]:
    """What each group's texts tell of private places."""
    found: dict[Key, set[Secret]] = defaultdict(set)
    for row in rows:
        if told := _told_by(private, row):
            found[group_of(row)] |= told
    return found


def _told_by(private: PrivatePlaces, row: Row[Any]) -> set[Secret]:
    said = (row.service_text, row.listing_text, row.organization_text, row.program_text, *_typed(row).values())
    text, place = " ".join(filter(None, said)), row.place_text or ""
    return private.told_in(text, place) | private.told_at(row.location_id, f"{text} {place}")


def hide(session: Session, places: Collection[str], note: str, now: datetime) -> None:
    """Make the addresses of these places private, with a task for each; `withhold` does the rest."""
    for part in parts_of(places):
        hidden = {"address_visibility": "private", "version": Location.version + 1, "updated_at": now}
        session.execute(update(Location).where(Location.id.in_(part)).values(hidden))
    open_tasks(session, CONFIDENTIAL, [(f"location:{place}", note) for place in sorted(places)], now)


def _loud(rows: Collection[Row[Any]], group: Group) -> list[Row[Any]]:
    """The listings whose texts, or whose service's, give a place away."""
    secrets, streets = group.secrets, group.whereabouts
    loud = _loud_services(rows, secrets)
    return [row for row in rows if row.service_id in loud or _gives_away(row, secrets, streets)]


def _nowhere_but_told(session: Session, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The listings without a place that say they have a secret one, and lead somewhere: that can only be there."""
    hiding = {row.id for row in _saying_confidential([row for row in rows if row.location_id is None])}
    return [row for row in bodies_of(session, hiding) if any(map(tells_where, (_said_at_place(row), row.service)))]


def _saying_confidential(rows: Collection[Row[Any]]) -> list[Row[Any]]:
    """The listings of which a stored text calls the place so; texts that those of a service share are read once."""
    said = {each for each in {text for row in rows for text in _stored_texts(row)} if says_private(*each)}
    return [row for row in rows if not said.isdisjoint(_stored_texts(row))]


def _stored_texts(row: Row[Any]) -> Iterator[tuple[str, str]]:
    """The texts around a listing, each with the kind of object it is of."""
    return ((kind, text) for name, kind in _KINDS.items() if (text := getattr(row, name)))


def _hold(session: Session, found: Iterable[Row[Any]], now: datetime) -> set[str]:
    """Hold these listings, with a task for each; those that are shown until now."""
    open_ = [row for row in found if row.held in {None, "candidate", HELD}]
    open_tasks(session, HELD, [(f"listing:{row.id}", _HOLDS) for row in open_ if row.held != HELD], now)
    held = {row.id for row in open_ if row.held is None}
    for part in parts_of(held):
        session.execute(update(Listing).where(Listing.id.in_(part)).values(held=HELD, updated_at=now))
    return held


def _loud_services(rows: Iterable[Row[Any]], secrets: Collection[Secret]) -> set[str]:
    """The services whose own texts hold a secret street."""
    shown = {row.service_id for row in rows if row.address_visibility != "private"}
    services = {row.service_id: without(row.service, () if row.service_id in shown else _NEVER_SHOWN) for row in rows}
    return {key for key, body in services.items() if any_holds(texts_of(body), secrets)}


def _gives_away(row: Row[Any], secrets: Collection[Secret], whereabouts: Collection[Secret]) -> bool:
    """Whether the listing's own texts do; of a private place, no text may lead to any place: a street, a ZIP+4, a point.

    Another house of its street is no secret: of another place only what tells the `whereabouts` does.
    """
    private = row.address_visibility == "private"
    place = {} if private else without(row.place or {}, _POINT)
    at_place = without(_said_at_place(row), PLACE_OWN_CHILDREN if private else ())
    texts = [*texts_of(at_place), *texts_of(without(place, ("addresses",)))]
    if any_holds(texts, secrets) or any_holds(texts_of(place), whereabouts):
        return True
    return private and any(map(tells_where, (at_place, without(row.service, _NEVER_SHOWN))))


def _said_at_place(row: Row[Any]) -> Json:
    """What a listing says of itself, in its body and beside it."""
    return {**row.hsds, **_typed(row)}


def _typed(row: Row[Any]) -> dict[str, str]:
    return {column.key: said for column in TYPED if (said := getattr(row, column.key))}


def _guessed_above(rows: Iterable[Row[Any]]) -> Iterator[tuple[str, str]]:
    """The (subject, note) of each organization and program whose own address the policy hides for a doubt."""
    above = {(f"organization:{row.organization_id}", "organization", row.organization_text) for row in rows}
    above |= {(f"program:{row.program_id}", "program", row.program_text) for row in rows}
    for subject, kind, stored in sorted(each for each in above if each[2]):
        if says_private(kind, stored) and is_guess(kind, read_json(stored)):
            yield subject, _SAID_ABOVE


def _withhold_above(session: Session, groups: Collection[Group], now: datetime) -> set[str]:
    """Withhold texts of the groups' organizations and programs; the listings that show them otherwise now."""
    above = {model: _with_texts(session, model, groups) for model in (Program, Organization)}
    shown_otherwise: set[str] = set()
    for group in groups:
        for model, stored in above.items():
            if _withhold_texts(session, model, stored, group, now):
                shown_otherwise |= {row.id for row in group.rows}
    return shown_otherwise


def _ids_above(model: Any, group: Group) -> set[str]:
    if model is Organization:
        return {group.organization} if group.organization else set()
    return {row.program_id for row in group.rows if row.program_id}


def _with_texts(session: Session, model: Any, groups: Iterable[Group]) -> dict[str, tuple[Json, list[str]]]:
    """(body, names of the fields that are withheld) of every organization or program of the groups, by id."""
    ids = {key for group in groups for key in _ids_above(model, group)}
    query = select(model.id, model.hsds, model.withheld)
    rows = [row for part in parts_of(ids) for row in session.execute(query.where(model.id.in_(part)))]
    return {row.id: (row.hsds, row.withheld or []) for row in rows}


def _withhold_texts(
    session: Session, model: Any, stored: dict[str, tuple[Json, list[str]]], group: Group, now: datetime
) -> bool:
    """Withhold what tells a secret of the group; whether something changed."""
    changed = False
    for key in _ids_above(model, group):
        body, before = stored[key]
        names = _telling_fields(body, group)
        if names != before:
            session.execute(update(model).where(model.id == key).values(withheld=names))
            stored[key] = body, names
            changed = True
            if "name" in names:
                open_tasks(session, NAMED, [(f"{model.__tablename__}:{key}", _IN_NAME)], now)
    return changed


def _telling_fields(body: Json, group: Group) -> list[str]:
    """The fields that hold a secret of the group; of the owner of a private place those that lead to a map, too."""
    holding = fields_holding(body, group.secrets)
    if not group.private:
        return holding
    mapped = (name for name, value in body.items() if any(map(holds_map_reference, strings(value))))
    return list(dict.fromkeys([*holding, *mapped]))
