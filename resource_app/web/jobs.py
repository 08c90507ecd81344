"""Do the jobs run? Each with its last and next time, what is late, what waits to be delivered, and whether letters leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from referrals.offers.listings import ROOM
from resource_app import mail, outbox
from resource_app.access import open_to
from resource_app.directory.confirmations import CONFIRMED
from resource_app.directory.problems import DISPUTED, REPORTED
from resource_app.directory.search_profile import INDEX
from resource_app.errors import N_
from resource_app.jobs import queries
from resource_app.jobs.deliveries import DELIVERIES
from resource_app.jobs.queries import NOTICED_WITHIN
from resource_app.jobs.timetable import TIMETABLE, Daily, Job
from resource_app.notes import Note
from resource_app.phrases import Translator
from resource_app.web.cards import Reader
from resource_app.web.freshness import KEEPERS
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import now, reader, reading
from validation.watching import progress

blueprint = Blueprint("page_jobs", __name__)
MINUTE = timedelta(minutes=1)
LONG = timedelta(minutes=15)  # that something waits to be delivered, or a turn to be worked
TOPICS: Mapping[str, str] = {
    INDEX: N_("Search index"),
    CONFIRMED: N_("Confirmations"),
    mail.TOPIC: N_("Letters"),
    DISPUTED: N_("Listings that are disputed"),
    ROOM: N_("Listings that had no room"),
    REPORTED: N_("Problems that were reported"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A job. `state` and `note` tell of the last run, or of one that failed and is tried again, `error` by which error;
    `late` is since when it is.
    """

    job: Job
    often: str
    state: str
    last: str
    note: str
    error: str
    next: str
    late: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What waits to be delivered of one kind."""

    name: str
    standing: outbox.Standing
    longest: str
    is_late: bool


@blueprint.get("/jobs")
@open_to(KEEPERS)
def show() -> Page:
    """All of it."""
    keep_nothing()
    with reading() as session:
        who, at = reader(session), now()
        rows = [_row(session, who, job, at) for job in TIMETABLE]
        promise = progress(session, at)
        return render_template(
            "jobs/show.html",
            at=who.moment(who.now),
            rows=rows,
            late=[row for row in rows if row.late],
            topics=_topics(session, who.t, at),
            promise=promise,
            longest=lasting(who.t, promise.longest),
            is_stuck=promise.longest > LONG,
        )


def _row(session: Session, who: Reader, job: Job, at: datetime) -> Row:
    stands = queries.standing(session, job.name, job.when.latest(at - NOTICED_WITHIN))
    late, last = queries.late_since(stands, job.when.interval, at), stands.ended
    shown = stands.open if stands.open is not None and stands.open.note else last
    note = Note.read(shown.note) if shown else None
    return Row(
        job,
        _often(who.t, job),
        shown.state if shown is last and shown else ("failed" if shown else ""),
        _when(who, last.finished_at) if last else "",
        note.told(who.t) if note else "",
        "" if note or not shown else shown.note,
        _when(who, job.when.next(at)),
        _when(who, late),
    )


def _when(who: Reader, at: datetime | None) -> str:
    return who.moment(at) if at else ""


def _often(t: Translator, job: Job) -> str:
    if isinstance(job.when, Daily):
        return t.gettext("Once a day")
    if job.when.interval == MINUTE:
        return t.gettext("Every minute")
    return t.gettext("Every %(time)s") % {"time": lasting(t, job.when.interval)}


def lasting(t: Translator, length: timedelta) -> str:
    """About how long: "30 seconds", "10 minutes", "3 hours", "2 days"."""
    seconds = int(length.total_seconds())
    size = next((each for each in (86_400, 3_600, 60) if seconds >= each), 1)
    number = seconds // size
    words = {
        86_400: t.ngettext("%(num)s day", "%(num)s days", number),
        3_600: t.ngettext("%(num)s hour", "%(num)s hours", number),
        60: t.ngettext("%(num)s minute", "%(num)s minutes", number),
        1: t.ngettext("%(num)s second", "%(num)s seconds", number),
    }
    return words[size] % {"num": number}


def _topics(session: Session, t: Translator, at: datetime) -> list[Topic]:
    found = outbox.standing(session, at)
    return [_topic(t, each.topic, found.get(each.topic, outbox.Standing())) for each in DELIVERIES]


def _topic(t: Translator, topic: str, standing: outbox.Standing) -> Topic:
    name = t.gettext(TOPICS[topic]) if topic in TOPICS else topic
    return Topic(name, standing, lasting(t, standing.longest), standing.longest > LONG)
