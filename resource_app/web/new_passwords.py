"""Is a new password good enough for this person? What is known of them and of where they work is no password."""

from collections.abc import Iterable

from resource_app.accounts import passwords
from resource_app.directory.queries import names
from resource_app.web.surroundings import reading, settings


def require_good(password: str, person: Iterable[str], homes: Iterable[str | None]) -> None:
    """Raise BadInput unless it is. `person` are their name and their address, `homes` the organizations they work for."""
    with reading() as session:
        called = names(session, {each for each in homes if each is not None}).values()
    passwords.require_good(password, (*person, *called, settings().site_name))
