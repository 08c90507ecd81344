"""How fresh is what results show? For who keeps the promise: what was confirmed, what comes due, and whether hands suffice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts.queries import names as users_called
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import NotFound
from resource_app.phrases import moment
from resource_app.web import csv_file, kinds
from resource_app.web.cards import Reader
from resource_app.web.freshness_page import (
    HEAD,
    ROWS,
    WEEKS_HEAD,
    Row,
    forecast,
    line_of,
    rows,
    week_line,
    week_rows,
    worst_first,
)
from resource_app.web.origins import source_name
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading, settings
from validation import freshness
from validation.freshness import Census, Sum

blueprint = Blueprint("page_freshness", __name__)
KEEPERS = holders_of("curator", "supervisor", "network_admin")
LONGEST_PAGE = 6  # digits


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, when, and of what."""

    session: Session
    who: Reader
    census: Census

    @property
    def now(self) -> datetime:
        """Where most of the listings are: their day is the page's."""
        return self.who.now


@blueprint.get("/freshness")
@open_to(KEEPERS)
def show() -> Page:
    """Everything, and a page of the organizations."""
    keep_nothing()
    with reading() as session:
        asked = _asked(session)
        today, t, pace = asked.now.date(), asked.who.t, _pace(asked)
        weeks, organizations = asked.census.weeks(), asked.census.by_organization()
        page = min(page_asked(), max(1, -(-len(organizations) // ROWS)))
        return render_template(
            "freshness/show.html",
            at=moment(t, asked.now),
            total=asked.census.all(),
            out=freshness.out(session, today),
            chart=forecast(t, weeks, pace),
            weeks=week_rows(t, weeks, pace),
            sources=_sources(asked),
            kinds=_kinds(asked),
            curators=_curators(asked),
            organizations=_of_organizations(asked, organizations[(page - 1) * ROWS : page * ROWS]),
            page=page,
            is_last=page * ROWS >= len(organizations),
        )


@blueprint.get("/freshness/<table>.csv")
@open_to(KEEPERS)
def export(table: str) -> Page:
    """A table as a file, all of it."""
    if table not in TABLES:
        raise NotFound("table", table)
    with reading() as session:
        found = TABLES[table](_asked(session))
    return csv_file.answer(f"freshness-{table}.csv", HEAD, map(line_of, found))


@blueprint.get("/freshness/weeks.csv")
@open_to(KEEPERS)
def export_weeks() -> Page:
    """The coming weeks as a file."""
    with reading() as session:
        asked = _asked(session)
        pace, weeks = _pace(asked), asked.census.weeks()
    return csv_file.answer("freshness-weeks.csv", WEEKS_HEAD, (week_line(each, pace) for each in weeks))


def _asked(session: Session) -> Asked:
    who = reader(session)
    return Asked(session, who, Census(session, who.now.date()))


def _pace(asked: Asked) -> int:
    """What the desk gets done in a week: as set, or as it did of late."""
    return settings().confirm_pace or freshness.pace(asked.session, asked.now)


def page_asked() -> int:
    """The page of a list that the address asks for."""
    page = request.args.get("page", "")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE else 1


def _kinds(asked: Asked) -> tuple[Row, ...]:
    every = {kind.code: kind for kind in kinds.top_kinds(asked.who.locale)}
    found = asked.census.by_kind(every)
    return rows((every[code].label, f"/search?category={code}", total) for code, total in worst_first(found))


def _organizations(asked: Asked) -> tuple[Row, ...]:
    return _of_organizations(asked, asked.census.by_organization())


def _of_organizations(asked: Asked, found: Sequence[tuple[str, Sum]]) -> tuple[Row, ...]:
    called = organizations_called(asked.session, [each for each, _ in found])
    nobody = asked.who.t.gettext("No organization")
    ways = {each: f"/organizations/{each}" if each else "" for each, _ in found}
    return rows((called.get(each, nobody), ways[each], total) for each, total in found)


def _sources(asked: Asked) -> tuple[Row, ...]:
    found = worst_first(asked.census.by_source())
    return rows((source_name(asked.who.t, source), "", total) for source, total in found)


def _curators(asked: Asked) -> tuple[Row, ...]:
    found = freshness.by_curator(asked.session, asked.now.date())
    called = users_called(asked.session, found)
    nobody = asked.who.t.gettext("Somebody who is no longer here")
    return rows((called.get(user, nobody), "", total) for user, total in worst_first(found))


TABLES: Mapping[str, Callable[[Asked], Sequence[Row]]] = {
    "kinds": _kinds,
    "organizations": _organizations,
    "sources": _sources,
    "curators": _curators,
}
