"""The directory as HSDS 3.1 JSON, for other systems: the objects of the public export (docs/api.md)."""

from flask import Flask
from flask_smorest import Api

from resource_app.api import about, organizations, services
from resource_app.api.description import schemas
from resource_app.settings import Settings

SECTIONS = (about, services, organizations)


class HsdsApi(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Collects the endpoints' descriptions; errors are answered by resource_app.responses, as everywhere.

    What flask-smorest would add by itself (error handlers, its shapes of errors and of paging) is left out.
    """

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        pass

    def _register_responses(self) -> None:
        pass

    def _register_pagination_header(self) -> None:
        pass


def register(app: Flask, settings: Settings) -> None:
    """Put the API and its description (/api/openapi.json) into `app`."""
    app.config.update(
        API_TITLE=f"{settings.site_name}: HSDS 3.1 API",
        API_VERSION=about.VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": "A public community resource directory, read-only."}},
    )
    api = HsdsApi(app)
    for name, schema in schemas().items():
        api.spec.components.schema(name, schema)
    for section in SECTIONS:
        api.register_blueprint(section.blueprint)
