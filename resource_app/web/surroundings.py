"""What does a view need of the application around it? Settings, a reading session, the reader, the moment."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from resource_app.connections import Connections, search_of
from resource_app.settings import Settings
from resource_app.web import language
from resource_app.web.cards import Reader


def settings() -> Settings:
    """The installation's settings."""
    return cast("Settings", current_app.extensions["settings"])


def reading() -> AbstractContextManager[Session]:
    """A session that cannot write; public pages use no other."""
    connections: Connections = current_app.extensions["connections"]
    return connections.reading()


def now() -> datetime:
    """The present moment, aware. Tests put another clock into the application."""
    return cast("datetime", current_app.extensions["clock"]())


def reader(session: Session | None = None) -> Reader:
    """Who reads this request's page. With a session its moment is where most of the listings are: their day is the page's."""
    at = search_of(session).local(session.connection(), now()) if session else now()
    known = settings()
    return Reader(language.translator(), language.current(), at, known.directions_url, known.languages[0])
