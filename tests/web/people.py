"""Invented people who sign in, and browsers they sign in with."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from resource_app.accounts import factors, passwords, people
from resource_app.accounts.roles import Held
from resource_app.actor import command
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.keys import Keys

PASSWORD = "lanterns over quiet water 7"  # noqa: S105 - of people made up
BY = By(command("test"), Origin(), datetime.fromisoformat("2026-10-01T12:00:00+00:00"))
KEY = "5e1f0c7a9b3d8264e8a7c5b1d9f30642"  # as SECRET_KEY: nobody else's
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up."""

    id: str
    email: str
    seed: str

    def code(self, at: datetime) -> str:
        """What their authenticator shows."""
        return pyotp.TOTP(self.seed).at(at)


class Watch:
    """A clock that a test moves on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **lapse: float) -> None:
        """Let time go by."""
        self.at += timedelta(**lapse)


def a_person(connections: Connections, keys: Keys, *held: Held, factor: bool = True) -> Person:
    """Somebody who holds roles, with a password, and an authenticator unless told otherwise."""
    email = f"{uuid.uuid4().hex[:8]}@example.org"
    with connections.transaction() as session:
        user = people.add(session, email, "Wren Alder", "en", BY.at)
        user.password = passwords.hashed(PASSWORD)
        for each in held:
            place = "network" if each.organization_id is None else _place(each.role)
            people.give(session, user.id, each, place, None, BY)
        seed = factors.start(session, keys, user.id) if factor else ""
        if factor:
            session.flush()
            early = BY.at - timedelta(days=1)
            factors.settle(session, keys, user.id, pyotp.TOTP(seed).at(early), early)
        return Person(user.id, email, seed)


def _place(role: str) -> str:
    return "care" if role in {"care_team", "advocate"} else "community"


class Visitor:
    """A browser: it keeps cookies, and sends the token of the page it saw last."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **more: object) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)  # type: ignore[arg-type]

    def token(self, path: str = "/sign-in") -> str:
        """The token in the first form of a page."""
        found = TOKEN.search(self.get(path, follow_redirects=True).get_data(as_text=True))
        assert found, path
        return found[1]

    def post(self, path: str, page: str = "", **fields: str) -> TestResponse:
        """Send the form of a page."""
        return self.client.post(path, data={"csrf_token": self.token(page or path), **fields})

    def password(self, person: Person, password: str = PASSWORD, **more: str) -> TestResponse:
        """The first step."""
        return self.post("/sign-in", email=person.email, password=password, **more)

    def sign_in(self, person: Person) -> "Visitor":
        """Both steps."""
        assert self.password(person).status_code == 303
        clock: Watch = self.app.extensions["clock"]
        clock.forward(seconds=30)  # a code counts once
        answer = self.post("/sign-in/code", code=person.code(clock.at))
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self
