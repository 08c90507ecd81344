"""Where do the listings come from? The sources, when each was last imported, and whether any of it is made up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from importers.demo import SOURCE as MADE_UP
from importers.models import ImportRun
from resource_app import phrases
from resource_app.directory.models import Listing, Service
from resource_app.directory.policy import SHOWN_STATUSES
from resource_app.phrases import Translator
from resource_app.web.surroundings import now, reading

KEPT_FOR = timedelta(minutes=1)
NAME = "made up"
# A directory without the demo answers from the index of its few imports, and reads no service.
_IMPORTED = select(ImportRun.id).where(ImportRun.source == MADE_UP).exists()
_A_MADE_UP_SERVICE = select(Service.id).where(_IMPORTED, Service.source == MADE_UP).limit(1)


@dataclass(frozen=True, slots=True)
class Origin:
    """One source: its name, the day of its last import in words (empty when none is known), its services and listings."""

    name: str
    imported_on: str
    services: int
    listings: int
    made_up: bool


def origins(session: Session, t: Translator) -> tuple[Origin, ...]:
    """The sources of what the public may see, also past due, the largest first."""
    shown = (
        select(Service.source, func.count(Service.id.distinct()), func.count())
        .join(Listing, Listing.service_id == Service.id)
        .where(Listing.held.is_(None), Listing.staff_only.is_(False), Service.status.in_(SHOWN_STATUSES))
        .group_by(Service.source)
    )
    imported = select(ImportRun.source, func.max(ImportRun.finished_at)).group_by(ImportRun.source)
    days = {source: at for source, at in session.execute(imported) if at is not None}
    found = [
        Origin(
            source_name(t, source),
            phrases.full_date(t, days[source].date()) if source in days else "",
            services,
            listings,
            source == MADE_UP,
        )
        for source, services, listings in session.execute(shown)
    ]
    return tuple(sorted(found, key=lambda each: (-each.listings, each.name)))


def source_name(t: Translator, source: str) -> str:
    """What readers call a source."""
    return t.gettext("Made-up listings") if source == MADE_UP else source


def is_made_up() -> bool:
    """Whether listings of the demo are among what is shown; asked anew every minute in each process.

    Pages that tell of an error ask too: with a database that does not answer, the last answer stands.
    """
    kept: tuple[datetime, bool] | None = current_app.extensions.get(NAME)
    if kept is None or not timedelta() <= now() - kept[0] < KEPT_FOR:
        try:
            with reading() as session:
                found = session.scalar(_A_MADE_UP_SERVICE) is not None
        except SQLAlchemyError:
            return kept is not None and kept[1]
        kept = (now(), found)
        current_app.extensions[NAME] = kept
    return kept[1]
