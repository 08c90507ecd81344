"""Who saw this record, and what did this user see? For the privacy officer; looking is written down, too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import orjson
from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session

from resource_app.access import holders_of, open_to
from resource_app.accounts import people
from resource_app.accounts.queries import called, invited_as
from resource_app.audit.actions import BY_CODE
from resource_app.audit.queries import PAGE, Asked, Spot, events, spot_of
from resource_app.directory.queries import organizations
from resource_app.errors import BadInput
from resource_app.web import csv_file, identity
from resource_app.web.acts import Act, acts, name_of
from resource_app.web.forms import Filled, Form, line, read
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import SEE_OTHER, Page
from resource_app.web.surroundings import reading

blueprint = Blueprint("page_audit", __name__)
OFFICER = holders_of("privacy_officer")
LONGEST = 200  # characters of what is asked
MOST = 2**31 - 1  # of an integer in every kind of database
AT_ONCE = 1_000  # rows of a file read together
RECORD = re.compile(r"[a-z]+:\S+")  # a kind and an id
HEAD = (
    *("at", "actor kind", "actor", "action", "subject", "outcome", "organization", "request", "address"),
    *("actor name", "subject name", "role", "where", "invited by", "details"),
)


class WhoForm(Form):
    """Who is looked for, and what is asked about them."""

    who = line(most=LONGEST)
    ask = line(required=False)


@dataclass(frozen=True, slots=True)
class Match:
    """Something of that name: its record, and the user's id where it is one."""

    name: str
    more: str
    subject: str
    user_id: str = ""

    def way(self, ask: str) -> str:
        """The address of the answer."""
        asked = {"actor": self.user_id} if ask == "acts" and self.user_id else {"subject": self.subject}
        return "/audit?" + urlencode(asked)


@blueprint.get("/audit")
@open_to(OFFICER)
def show() -> Page:
    """The newest of what was asked for."""
    return _page(_asked(), Filled())


@blueprint.post("/audit")
@open_to(OFFICER)
def find() -> Page:
    """Look for somebody by name or address, which so stand in no address; the only one of them is shown at once."""
    try:
        fields = read(WhoForm)
    except BadInput as error:
        return _page(Asked(), Filled({}, error.field, error.message)), 422
    words = " ".join(fields["who"].split())
    if RECORD.fullmatch(words):
        return redirect(Match("", "", words, words.removeprefix("user:")).way(fields["ask"]), SEE_OTHER)
    with reading() as session:
        matches = _matches(session, words)
    identity.looked("listed", "audit:people", shown=[each.subject for each in matches])
    if len(matches) == 1:
        return redirect(matches[0].way(fields["ask"]), SEE_OTHER)
    keep_nothing()
    return render_template("audit/which.html", matches=matches, form=Filled(fields))


@blueprint.get("/audit.csv")
@open_to(holders_of("privacy_officer", recent=True))
def export() -> Page:
    """The same as a file, all of it."""
    asked = _asked()
    identity.looked("exported", "audit:events", **_of(asked))
    return csv_file.answer("audit.csv", HEAD, _rows(asked))


def _page(asked: Asked, form: Filled) -> str:
    keep_nothing()
    with reading() as session:
        found = events(session, asked, PAGE + 1)
        shown, older = found[:PAGE], spot_of(found[PAGE - 1]) if len(found) > PAGE else None
        identity.looked("listed", "audit:events", **_of(asked), rows=len(shown))
        return render_template(
            "audit/show.html",
            form=form,
            asked=asked,
            same=_of(asked),
            kind=BY_CODE[asked.action].about if asked.action else "",
            record=name_of(session, asked.subject) if asked.subject else "",
            actor=name_of(session, people.subject(asked.actor)) if asked.actor else "",
            acts=acts(session, shown),
            older=f"{older.at.isoformat()} {older.seq} {older.chain}" if older else "",
        )


def _asked() -> Asked:
    words = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("subject", "actor", "action", "after")}
    return Asked(
        subject=words["subject"],
        actor=words["actor"].removeprefix("user:"),
        action=words["action"] if words["action"] in BY_CODE else "",
        after=_spot(words["after"]),
    )


def _of(asked: Asked) -> dict[str, str]:
    """What was asked, without the page."""
    return {"subject": asked.subject, "actor": asked.actor, "action": asked.action}


def _spot(words: str) -> Spot | None:
    """Where the page before ended; the beginning for anything else."""
    at, _, place = words.partition(" ")
    seq, _, chain = place.partition(" ")
    try:
        found = Spot(datetime.fromisoformat(at).astimezone(UTC), chain, int(seq))
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found.seq <= MOST else None


def _matches(session: Session, words: str) -> list[Match]:
    """People, organizations and addresses that were invited. An invitation is its person's once there is one."""
    users = called(session, words)
    found = [Match(user.name, user.email, people.subject(user.id), user.id) for user in users]
    known = {user.email for user in users}
    found += [
        Match(each.email, "", f"invitation:{each.id}") for each in invited_as(session, words) if each.email not in known
    ]
    return found + [Match(each.name, "", f"organization:{each.id}") for each in organizations(session, words, ())]


def _rows(asked: Asked) -> Iterator[Sequence[str]]:
    """Every row, read in parts: however many there are, few are held."""
    after = asked.after
    while True:
        with reading() as session:
            found = events(session, replace(asked, after=after), AT_ONCE)
            rows = [_row(act) for act in acts(session, found)]
            after = spot_of(found[-1]) if found else None
        yield from rows
        if len(rows) < AT_ONCE:
            return


def _row(act: Act) -> Sequence[str]:
    event = act.event
    return (
        *(event.at.isoformat(), event.actor_kind, event.actor_id, event.action, event.subject, event.outcome),
        *(event.organization_id or "", event.request_id, event.address),
        *(act.who, act.record, act.role, act.where, act.invited_by),
        orjson.dumps(event.details, option=orjson.OPT_SORT_KEYS).decode(),
    )
