"""What does a check look at, and what may it say? A listing as the public sees it, with its hours and its place as given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from resource_app.directory import hours
from resource_app.directory.gazetteer import Gazetteer, gazetteer_of
from resource_app.directory.parts import stored_parts
from search import stored
from search.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A listing. `place` and `schedules` are HSDS bodies as they were given: of them no word may go into a note."""

    document: Document
    place: Mapping[str, Any]
    schedules: Sequence[Mapping[str, Any]]
    gazetteer: Gazetteer

    @property
    def is_public(self) -> bool:
        """Whether the public sees it: nothing of another leaves the house."""
        return not self.document.hidden and not self.document.staff_only


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is right; None where nobody can say. `note` is what is wrong, as the public sees it: a number, an address."""

    right: bool | None
    note: str = ""


RIGHT, UNSURE = Verdict(right=True), Verdict(right=None)


def wrong(note: str = "") -> Verdict:
    """It is not right."""
    return Verdict(right=False, note=note)


def looks_of(session: Session, listing_ids: Sequence[str]) -> list[Look]:
    """The listings of these ids that there are."""
    documents = stored.load(session.connection(), listing_ids)
    gazetteer = gazetteer_of(session)
    return [
        Look(
            document=documents[row.id],
            place=row.place or {},
            schedules=hours.schedules_for(row.hsds, row.service, row.place or {}),
            gazetteer=gazetteer,
        )
        for row in stored_parts(session, listing_ids)
        if row.id in documents
    ]
