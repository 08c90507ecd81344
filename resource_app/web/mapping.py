"""What does the map draw? County outlines and town names for a box, and the points of the current results."""

from dataclasses import replace
from typing import Any

import shapely
from flask import Blueprint, Response, jsonify, request
from marshmallow import ValidationError
from shapely.geometry import mapping as geojson_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app.access import open_to
from resource_app.connections import search_of
from resource_app.directory.models import County, Town
from resource_app.web import find
from resource_app.web.cards import listing_url, shown_point
from resource_app.web.danger import speaks_of_danger
from resource_app.web.schemas.search import BoxField
from resource_app.web.state import SearchState
from resource_app.web.surroundings import reading
from search.query import Box, Hit

blueprint = Blueprint("page_mapping", __name__)
COUNTY_SECONDS = 86_400
SIDE_MAX_DEGREES = 12.0
POINTS_MAX = 500
TOWNS_MAX = 150
DECIMALS = 4


@blueprint.get("/map/counties.json")
@open_to("public")
def counties() -> Response:
    """Outlines and towns in `box` (south,west,north,east, at most 12 degrees a side)."""
    box: Box = BoxField().deserialize(request.args.get("box", ""))
    if not (0 < box.north - box.south <= SIDE_MAX_DEGREES and 0 < box.east - box.west <= SIDE_MAX_DEGREES):
        raise ValidationError("The box is empty or too large.")
    with reading() as session:
        answer = jsonify(outlines=_outlines(session, box), towns=_towns(session, box))
    answer.cache_control.public = True
    answer.cache_control.max_age = COUNTY_SECONDS
    return answer


def _outlines(session: Session, box: Box) -> list[Any]:
    """Clipped county shapes as GeoJSON; a county's middle is never farther than four degrees from its edge, Alaska apart."""
    reach = 4.0
    near = select(County.outline).where(
        County.lat.between(box.south - reach, box.north + reach),
        County.lon.between(box.west - reach, box.east + reach),
    )
    clipped = [
        shapely.clip_by_rect(outline, box.west, box.south, box.east, box.north) for outline in session.scalars(near)
    ]
    return [geojson_of(shapely.set_precision(shape, 10**-DECIMALS)) for shape in clipped if not shape.is_empty]


def _towns(session: Session, box: Box) -> list[Any]:
    inside = (
        select(Town.name, Town.lat, Town.lon)
        .where(Town.lat.between(box.south, box.north), Town.lon.between(box.west, box.east))
        .order_by(Town.weight.desc(), Town.name)
        .limit(TOWNS_MAX)
    )
    return [[name, round(lat, DECIMALS), round(lon, DECIMALS)] for name, lat, lon in session.execute(inside)]


@blueprint.get("/map/places.json")
@open_to("public")
def places() -> Response:
    """The points of a search's results, at most 500: every place the list shows a pin for, and those of its later pages."""
    state = SearchState.read(request.args)
    if speaks_of_danger(state.what):
        return jsonify(places=[])
    with reading() as session:
        asked = find.asked_of(session, state)
        if asked.street_address or asked.unknown_place:
            return jsonify(places=[])
        query = replace(asked.query, offset=0, limit=POINTS_MAX)
        hits = search_of(session).search(session.connection(), query).hits
    return jsonify(places=[_place(hit) for hit in hits if shown_point(hit.document)])


def _place(hit: Hit) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.id,
        "name": document.name,
        "organization": document.organization,
        "url": listing_url(document, single=not hit.others),
        "point": document.point,
    }
