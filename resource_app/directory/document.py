"""What does search know of a listing? Builds its document from the stored objects, without the private."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from resource_app.connections import home_area_of, search_of
from resource_app.database import rows_where, table_of
from resource_app.directory import categories, coverage, display, facts, hours, provenance
from resource_app.directory.astray import about, astray
from resource_app.directory.coverage import saying
from resource_app.directory.disputes import Days, disputes_of, shown_disputes
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of
from resource_app.directory.hours.zones import zone_of, zone_of_areas
from resource_app.directory.models import Listing, Location, Service
from resource_app.directory.parts import Parts, every_part, stored_parts, text_of
from resource_app.directory.points import Point
from resource_app.directory.policy import Showing, hidden_because
from resource_app.directory.said import children
from search.documents import Area, Capacity, Document
from search.opening import Opening

# Raise it when documents hold something new or are judged otherwise: those stored before are then made anew.
FORMAT = "15"
BATCH = 500  # listings a statement: SQLite takes 32,766 variables at most
_LISTING = table_of(Listing)
_ONE_MORE = (  # at every save: built once
    update(_LISTING).where(_LISTING.c.id.in_(bindparam("ids", expanding=True))).values(version=_LISTING.c.version + 1)
)
_POINTS = (
    select(Service.organization_id, Location.lat, Location.lon)
    .join(Listing, Listing.service_id == Service.id)
    .join(Location, Listing.location_id == Location.id)
    .where(Location.lat.is_not(None), Location.address_visibility == "public")
)
Term = tuple[str, str, str]  # name, code, taxonomy
LIMITED_SHARE = 0.2  # HSDS service_capacity: so little left, or less, is "limited"


def show_otherwise(session: Session, listing_ids: Collection[str], now: datetime) -> None:
    """Rebuild the documents of listings that are shown otherwise now though their sources changed nothing, and note when."""
    ids = sorted(listing_ids)
    for start in range(0, len(ids), BATCH):
        theirs = select(Listing.service_id).where(Listing.id.in_(ids[start : start + BATCH]))
        session.execute(update(Service).where(Service.id.in_(theirs)).values(shown_otherwise_at=now))
    refresh(session, ids)


def refresh(session: Session, listing_ids: Sequence[str]) -> int:
    """Rebuild the documents of these listings in the caller's transaction; the number rebuilt.

    Unknown ids have their documents removed.
    """
    wanted = list(dict.fromkeys(listing_ids))
    if not wanted:
        return 0
    backend, connection = search_of(session), session.connection()
    rebuilt = 0
    for start in range(0, len(wanted), BATCH):
        ids = wanted[start : start + BATCH]
        session.execute(_ONE_MORE, {"ids": ids})
        documents = of_rows(session, stored_parts(session, ids), disputes_of(session, ids))
        backend.index(connection, documents)
        backend.remove(connection, set(ids) - {document.id for document in documents})
        rebuilt += len(documents)
    return rebuilt


def of_rows(session: Session, rows: Sequence[Row[Any]], disputes: Mapping[str, Days]) -> list[Document]:
    """The documents of stored parts; `disputes` are the likely problems by listing."""
    every = every_part(session, rows)
    gazetteer = gazetteer_of(session)
    clocks = _clocks(session, every, gazetteer)
    return [build(parts, gazetteer, clocks, disputes.get(parts.row.id, {})) for parts in every]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time zones that tell something of a listing whose own place does not: its organization's, and the installation's."""

    of_organization: Mapping[str, str]
    home: str


def _clocks(session: Session, every: Iterable[Parts], gazetteer: Gazetteer) -> Clocks:
    """The zone most public places of each organization are in, for those that need it, and that of HOME_AREA."""
    asking = {parts.row.organization_id for parts in every if not _zone_of_place(parts, gazetteer)}
    zones: dict[str, Counter[str]] = {}
    for row in rows_where(session, _POINTS, Service.organization_id, asking - {None}):
        zones.setdefault(row.organization_id, Counter())[gazetteer.zone_at(lat=row.lat, lon=row.lon)] += 1
    home = gazetteer.place(home_area_of(session)) if home_area_of(session) else None
    return Clocks(
        {organization_id: found.most_common(1)[0][0] for organization_id, found in zones.items()},
        gazetteer.zone_at(lat=home.lat, lon=home.lon) if home else "",
    )


def build(parts: Parts, gazetteer: Gazetteer, clocks: Clocks, disputes: Days) -> Document:
    """The document of one listing; `disputes` are its likely problems."""
    row, words, terms = parts.row, _words(parts), _terms(parts)
    said = _listing_facts(row)
    ages = facts.ages_of(words["eligibility"], parts.service.get("minimum_age"), parts.service.get("maximum_age"))
    codes = categories.category_codes(terms, words["name"], words["description"])
    named = [(name, code) for name, code, _ in terms]
    served = _served(parts, gazetteer)
    audiences = facts.audiences_of(words["eligibility"], words["name"], named, ages)
    sensitive = facts.is_sensitive(codes, audiences, words["description"])
    return Document(
        id=row.id,
        service_id=row.service_id,
        organization_id=row.organization_id or "",
        version=row.version,
        **words,
        keywords=_keywords(codes, terms),
        other_words=_other_words(parts),
        categories=codes,
        audiences=audiences,
        minimum_age=ages.minimum,
        maximum_age=ages.maximum,
        sensitive=sensitive,
        areas=served.areas,
        opening=_opening(parts, served.areas, gazetteer, clocks),
        hidden=hidden_because(
            Showing(
                status=row.status,
                held=row.held,
                do_not_refer=row.do_not_refer,
                unconfirmed=row.unconfirmed,
                asked_out=bool(row.asked_out),
            )
        ),
        display=display.of(parts)
        | {
            "served": saying.said(served, gazetteer),
            "provenance": provenance.differing(parts, said["confirmed_on"], said["confirmed_by"]),
            "disputes": shown_disputes(
                disputes,
                sensitive=sensitive or parts.private,
                private=parts.private,
                own_phone=any(children(body, "phones") for body in parts.bodies),
            ),
        },
        **_place_facts(parts, gazetteer),
        **_service_facts(parts),
        **said,
    )


def _words(parts: Parts) -> dict[str, Any]:
    service = parts.service
    return {
        "name": text_of(service, "name"),
        "organization": text_of(parts.organization, "name"),
        "alternate_names": _present(text_of(service, "alternate_name"), text_of(parts.organization, "alternate_name")),
        "description": "\n".join(_present(text_of(service, "description"), text_of(parts.at_place, "description"))),
        "eligibility": text_of(service, "eligibility_description"),
    }


def _keywords(codes: Iterable[str], terms: Iterable[Term]) -> tuple[str, ...]:
    known = [categories.category(code) for code in codes]
    labels = [label for each in known for label in (each.label, each.label_es)]
    return tuple(dict.fromkeys([*(name for name, _, _ in terms if name), *labels]))


def _terms(parts: Parts) -> list[Term]:
    """Each taxonomy term a source put on the service, its place or its program."""
    attributes = [each for body in (*parts.bodies, parts.program) for each in children(body, "attributes")]
    terms = [each.get("taxonomy_term") for each in attributes]
    return [
        (text_of(term, "name"), text_of(term, "code"), text_of(term, "taxonomy"))
        for term in terms
        if isinstance(term, dict)
    ]


def _other_words(parts: Parts) -> tuple[str, ...]:
    service = parts.service
    documents = (text_of(each, "document") for each in children(service, "required_documents"))
    texts = (text_of(service, name) for name in ("fees_description", "application_process", "accreditations", "alert"))
    areas = (text_of(each, "name") for body in parts.bodies for each in children(body, "service_areas"))
    languages = (text_of(each, "name") for body in parts.bodies for each in children(body, "languages"))
    return _present(
        *texts,
        *documents,
        *areas,
        *languages,
        text_of(parts.place, "name"),
        text_of(parts.program, "name"),
        _city(parts),
    )


def _place_facts(parts: Parts, gazetteer: Gazetteer) -> dict[str, Any]:
    exact = None if parts.private else _point(parts, gazetteer)
    point = exact or about(parts.place, gazetteer)  # of a private place nothing public tells where it is
    return {
        "point": point,
        "rough": point is not None and exact is None,
        "located": gazetteer.located(*point) if point else (),
        "city": _city(parts),
        "wheelchair": facts.wheelchair_of(children(parts.place, "accessibility")),
    }


def _point(parts: Parts, gazetteer: Gazetteer) -> Point | None:
    """Where the place is, unless its address says otherwise."""
    row = parts.row
    if row.lat is None or astray(row.place or {}, (row.lat, row.lon), gazetteer):
        return None
    return row.lat, row.lon


def _served(parts: Parts, gazetteer: Gazetteer) -> coverage.Coverage:
    """The areas served. A private place's state, which is no secret, still tells one Suffolk County from another."""
    address = display.address_of(parts.row.place or {})
    state = address["state"] if address else ""
    said = children(parts.at_place, "service_areas") or children(parts.service, "service_areas")
    return coverage.read(said, gazetteer, state)


def _opening(parts: Parts, areas: Iterable[Area], gazetteer: Gazetteer, clocks: Clocks) -> Opening:
    """The hours, on the clock of the place; a service without one goes by whom it serves and whose it is."""
    said = hours.schedules_for(parts.at_place, parts.service, parts.place)
    others = (
        zone_of_areas(areas, gazetteer),
        clocks.of_organization.get(parts.row.organization_id or "", ""),
        clocks.home,
    )
    return hours.opening_of(said, zone_of(said, _zone_of_place(parts, gazetteer), others))


def _zone_of_place(parts: Parts, gazetteer: Gazetteer) -> str:
    address = display.address_of(parts.place)
    zip_code = address["zip"][:5] if address else ""
    lat, lon = _point(parts, gazetteer) or (None, None)
    return gazetteer.zone_at(zip_code=zip_code, lat=lat, lon=lon)


def _service_facts(parts: Parts) -> dict[str, Any]:
    service, place = parts.service, parts.place
    spoken = [each for body in parts.bodies for each in children(body, "languages")]
    access = [text_of(each, "description") for each in children(place, "accessibility")]
    fees = text_of(service, "fees_description") or text_of(service, "fees")
    kinds = [text_of(place, "location_type")] if parts.row.location_id else []
    return {
        "languages": tuple(language.code for language in facts.languages_of(spoken) if language.code),
        "interpretation": facts.interpretation_of(service, spoken, access),
        "cost": facts.cost_of(fees, children(service, "cost_options")),
        "remote": facts.remote_of(service, kinds),
    }


def _listing_facts(row: Row[Any]) -> dict[str, Any]:
    """What staff, organizations and confirmations said of the listing; a source's `assured_date` is a confirmation too."""
    assured = _day(row.service.get("assured_date"))
    on, by, how = row.confirmed_on, row.confirmed_by, row.confirmed_how
    if assured and (on is None or assured > on):
        on, by, how = assured, "source", "import"
    said = facts.accepts_referrals_of(text_of(row.service, "application_process"))
    return {
        "accepts_referrals": said if row.accepts_referrals is None else row.accepts_referrals,
        "capacity": _capacity(row),
        "said_full_until": row.said_full_until,
        "confirmed_on": on,
        "confirmed_by": by,
        "confirmed_how": how,
        "due_on": row.due_on,
        "closed_until": row.closed_until,
        "out_until": row.out_until,
        "no_referrals_until": row.no_referrals_until,
        "do_not_refer": row.do_not_refer,
        "staff_only": row.staff_only,
    }


def _capacity(row: Row[Any]) -> Capacity | None:
    """What was said of the listing, else what the source's HSDS service_capacity says."""
    if row.capacity:
        ends = {"until": row.capacity_until, "wait": row.capacity_wait}
        return Capacity(row.capacity, row.capacity_said_on, row.capacity_note, **ends)
    for said in children(row.service, "capacities"):
        available, maximum, on = said.get("available"), said.get("maximum"), _day(said.get("updated"))
        if on and isinstance(available, int | float):
            limited = isinstance(maximum, int | float) and available <= maximum * LIMITED_SHARE
            state: Any = "full" if available <= 0 else "limited" if limited else "available"
            return Capacity(state, on, text_of(said, "description"))
    return None


def _city(parts: Parts) -> str:
    address = display.address_of(parts.place)
    return address["city"] if address else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def _present(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
