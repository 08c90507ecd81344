"""How is an endpoint declared? One decorator says its address, who may open it, what it takes, gives and can refuse."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NoReturn

import orjson
from flask import Request, Response, current_app
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from resource_app.access import DIRECTORY, open_to
from resource_app.api.description import answers
from resource_app.api.schemas import NoQuery
from resource_app.clock import Clock
from resource_app.connections import Connections, search_of
from resource_app.database import Json
from resource_app.errors import NotFound
from resource_app.responses import problem, use

View = Callable[..., Json]


class QueryParser(FlaskParser):
    """Reads the query: a name that is not in the schema, or is said twice, is refused."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": None}  # noqa: RUF012 - webargs' own class attribute

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The parameters; raises ValidationError for one that is given more than once."""
        twice = {name: ["Give this once."] for name, values in req.args.lists() if len(values) > 1}
        if twice:
            raise ValidationError(twice)
        return super().load_querystring(req, schema)

    def handle_error(self, error: ValidationError, *_args: Any, **_more: Any) -> NoReturn:
        """Leave the answer to `refuse`."""
        raise error


def refuse(error: ValidationError) -> Response:
    """422, naming each parameter that cannot be and why."""
    wrong: Any = error.messages
    named: Mapping[str, Any] = wrong.get("query", wrong) if isinstance(wrong, dict) else {}
    return problem(422, "These parameters cannot be used as asked: " + ", ".join(sorted(named)) + ".", errors=named)


class HsdsBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A group of endpoints under /api."""

    ARGUMENTS_PARSER = QueryParser()

    def __init__(self, name: str, about: str) -> None:
        super().__init__(name, __name__, url_prefix="/api", description=about)
        self.register_error_handler(ValidationError, refuse)


def endpoint(
    blueprint: Blueprint, rule: str, gives: str, *, takes: type[Schema] = NoQuery, missing: bool = False
) -> Callable[[View], View]:
    """Make a view an endpoint of the API, open to everybody and read-only.

    The view gets a session that cannot write, the present moment where most of the listings are, the checked query and the
    ids in the address; it gives back JSON data of the schema named `gives`. `missing` says that it may be 404: such an
    endpoint shows one object, whose id the log leaves out.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def answer(query: dict[str, Any], **ids: str) -> Response:
            connections: Connections = current_app.extensions["connections"]
            clock: Clock = current_app.extensions["clock"]
            with connections.reading() as session:
                now = search_of(session).local(session.connection(), clock())
                told = view(session, now, query, **ids)
            return Response(orjson.dumps(told), mimetype="application/json", headers={"Cache-Control": "no-cache"})

        documented = blueprint.doc(operationId=view.__name__, **answers(gives, missing=missing))(answer)
        checked = blueprint.arguments(takes, location="query")(documented)

        @wraps(checked)
        def quiet(**ids: str) -> Response:
            use().private = missing
            told: Response = checked(**ids)
            return told

        marked: View = blueprint.route(rule)(open_to(DIRECTORY)(quiet))
        return marked

    return declare


def the_one(kind: str, id_: str, found: Sequence[Json]) -> Json:
    """The object found, or NotFound: unknown and hidden ids look the same."""
    if not found:
        raise NotFound(kind, id_)
    return found[0]
