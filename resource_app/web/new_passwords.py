"""Is a new password good enough for this person? What is known of them and of where they work and live is no password."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from resource_app.accounts import passwords
from resource_app.accounts.guessable import plain
from resource_app.directory.gazetteer.states import STATES
from resource_app.directory.queries import is_place, names
from resource_app.web.surroundings import reading, settings


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, plain(text)))


_STATES = sorted({_letters(name) for state in STATES for name in (state.name, state.spanish)} - {""}, key=len)[::-1]


def require_good(password: str, person: Iterable[str], homes: Iterable[str | None]) -> None:
    """Raise BadInput unless it is. `person` are their name and their address, `homes` the organizations they work for."""
    with reading() as session:
        called = names(session, {each for each in homes if each is not None}).values()
        places = list(_places_in(session, password))
    passwords.require_good(password, (*person, *called, *places, settings().site_name))


def _places_in(session: Session, password: str) -> Iterator[str]:
    """States whose names it holds, and the town or county whose name is the rest of its letters."""
    letters = _letters(password)
    for name in _STATES:
        if name in letters:
            letters = letters.replace(name, "")
            yield name
    if letters and is_place(session, letters):
        yield letters
