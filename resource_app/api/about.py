"""What is this API? The answer at /api/ (HSDS 3.1, with what 3.2 adds)."""

from datetime import datetime

from flask import current_app, request
from sqlalchemy.orm import Session

from resource_app.api.endpoints import HsdsBlueprint, endpoint
from resource_app.database import Json
from resource_app.settings import Settings

VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/latest/hsds/"

blueprint = HsdsBlueprint("about", "The API itself.")


@endpoint(blueprint, "/", "about")
def show_about(session: Session, now: datetime, query: Json) -> Json:
    """Which version of HSDS this API speaks, where its description lies, and who answers for the directory."""
    del session, now, query
    settings: Settings = current_app.extensions["settings"]
    origin = settings.public_url or request.host_url.rstrip("/")
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": f"{origin}/api/openapi.json",
        "description": f"The public directory of {settings.site_name}: services, organizations and places, as HSDS objects.",
        "publisher": _publisher(settings, origin),
    }


def _publisher(settings: Settings, origin: str) -> Json:
    mail = {"email": settings.contact} if "@" in settings.contact else {}
    return {"name": settings.publisher or settings.site_name, "website": origin, **mail}
