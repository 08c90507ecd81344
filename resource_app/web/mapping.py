"""What does the map draw? County outlines and town names for a box, and the points of the current results."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request
from marshmallow import ValidationError

from resource_app.access import DIRECTORY, open_to
from resource_app.directory.danger import speaks_of_danger
from resource_app.directory.gazetteer import gazetteer_of
from resource_app.directory.mapping import county_outlines, town_labels
from resource_app.web import find
from resource_app.web.cards import listing_url, shown_point
from resource_app.web.schemas.search import BoxField
from resource_app.web.state import SearchState
from resource_app.web.surroundings import reading
from search.query import Box, Hit

blueprint = Blueprint("page_mapping", __name__)
COUNTY_SECONDS = 86_400
SIDE_MAX_DEGREES = 12.0
POINTS_MAX = 500


@blueprint.get("/map/counties.json")
@open_to(DIRECTORY)
def counties() -> Response:
    """Outlines and towns in `box` (south,west,north,east, at most 12 degrees a side)."""
    box: Box = BoxField().deserialize(request.args.get("box", ""))
    if not (0 < box.north - box.south <= SIDE_MAX_DEGREES and 0 < box.east - box.west <= SIDE_MAX_DEGREES):
        raise ValidationError("The box is empty or too large.")
    with reading() as session:
        gazetteer = gazetteer_of(session)
    towns = [label[:3] for label in town_labels(gazetteer, box)]
    answer = jsonify(outlines=county_outlines(gazetteer, box), towns=towns)
    answer.cache_control.public = True
    answer.cache_control.max_age = COUNTY_SECONDS
    return answer


@blueprint.get("/map/places.json")
@open_to(DIRECTORY)
def places() -> Response:
    """The points of a search's results, at most 500: every place the list shows a pin for, and those of its later pages."""
    state = SearchState.read(request.args)
    if speaks_of_danger(state.what) or speaks_of_danger(state.where):
        answer = jsonify(places=[])
        answer.cache_control.no_store = True
        return answer
    with reading() as session:
        asked = find.asked_of(session, state)
        if asked.street_address or asked.unknown_place:
            return jsonify(places=[])
        query = replace(asked.query, offset=0, limit=POINTS_MAX)
        hits = find.searcher(session)(query).hits
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
