"""How is the web application put together? The one place that wires it."""

from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from resource_app import access, api, clock, logs, responses
from resource_app.accounts import demo
from resource_app.connections import Connections
from resource_app.directory.search_profile import backend_of
from resource_app.errors import BadInput
from resource_app.settings import Settings
from resource_app.tally import Tally
from resource_app.web import pages

ROOT = Path(__file__).resolve().parent
TEMPLATES = ROOT.parent / "templates"
STATIC = ROOT / "static"
BODY_BYTES = 64 * 1024
FORM_FIELDS = 200
STATIC_SECONDS = 86_400  # pages name static files with their digest, so a changed file is fetched at once


def create_app(settings: Settings, connections: Connections | None = None) -> Flask:
    """The web application. Call it after any fork: without `connections` it opens its own.

    Raises access.Undeclared when a route does not say who may open it.
    """
    app = Flask("resource_app", static_folder=None, template_folder=str(TEMPLATES))
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    app.config.update(
        TRUSTED_HOSTS=_trusted_hosts(settings),
        MAX_CONTENT_LENGTH=BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=BODY_BYTES,
        MAX_FORM_PARTS=FORM_FIELDS,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions["settings"] = settings
    app.extensions["clock"] = clock.utc_now
    app.extensions["tally"] = Tally(settings.use_folder)
    app.extensions["connections"] = connections or Connections.open(
        settings, backend_of(settings, clock.utc_now), hurried=True
    )
    logs.configure()
    responses.register(app)
    pages.register(app, settings, STATIC)
    api.register(app, settings)
    access.require_declared(app)
    require_no_demo(app.extensions["connections"], settings)
    _wrap(app, settings)
    return app


def require_no_demo(opened: Connections, settings: Settings) -> None:
    """Raise BadInput when demo users could sign in to a site that is used for real."""
    if settings.environment != "production":
        return
    with opened.reading() as session:
        found = demo.enabled(session)
    if found:
        raise BadInput(f"Demo users can sign in ({', '.join(found)}). Start with an empty database, or disable them.")


def _trusted_hosts(settings: Settings) -> list[str]:
    own = urlsplit(settings.public_url).hostname
    return [*settings.trusted_hosts, *([own] if own else [])]


def _wrap(app: Flask, settings: Settings) -> None:
    """Static files by WhiteNoise, believed proxies, and the security headers outside of everything."""
    static = {"root": str(STATIC), "prefix": "static/", "max_age": STATIC_SECONDS, "allow_all_origins": False}
    inner = WhiteNoise(app.wsgi_app, **static)
    if settings.proxy_count:
        hops = settings.proxy_count
        inner = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops)
    app.wsgi_app = responses.SecureAnswers(inner, responses.security_headers(settings))  # type: ignore[method-assign]
