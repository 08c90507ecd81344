"""What is kept of a member, all of it, for them to keep (45 CFR 164.524)? A page to print, and the same as a file.

What somebody under age agreed to alone is left out unless the copy is for them alone, with all that was written down in the
case, which may speak of it. A home for which another address stands is left out always.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import orjson
from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from referrals.cases import entries, intake
from referrals.cases.models import Case
from referrals.cases.needs import NEED
from referrals.cases.queries import needs_of, of_person
from referrals.consents import files
from referrals.consents import queries as consents
from referrals.consents.terms import DATA_CLASS
from referrals.offers import drafts, queries, results, standings
from referrals.offers.carried import ACCESS, QUESTIONS
from referrals.offers.models import Referral
from referrals.offers.queries import Opened
from referrals.offers.shared import shared
from referrals.people import fields, related, sealing
from referrals.people.models import Person
from resource_app.access import open_to
from resource_app.accounts.queries import names
from resource_app.audit.queries import of_record
from resource_app.errors import N_
from resource_app.web import language, members_words, offer_moves
from resource_app.web.cards import Reader
from resource_app.web.case_words import ASKED
from resource_app.web.consent_words import told, was_done
from resource_app.web.members import CARERS, parts_of_form
from resource_app.web.members_page import open_person
from resource_app.web.members_words import Rows
from resource_app.web.referrals import ANSWERS, SOURCES
from resource_app.web.sent import keep_nothing
from resource_app.web.signing_in import Page
from resource_app.web.surroundings import reader, reading

blueprint = Blueprint("page_members_copy", __name__)
MOST_LOOKS = 1000
YES_NO = {"yes": N_("Yes"), "no": N_("No")}


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a part: what it is called, and what is kept of it."""

    title: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Part:
    """What is kept of one kind."""

    title: str
    items: tuple[Item, ...]


@blueprint.get("/members/<person_id>/copy")
@open_to(CARERS)
def show(person_id: str) -> Page:
    """All of it, to print."""
    keep_nothing()
    with reading() as session:
        person, alone = open_person(session, person_id, "copy"), _for_them_alone()
        some_alone = any(each.alone for each in _referrals(session, person, alone=True))
        return render_template(
            "members/copy.html",
            person_id=person_id,
            parts=list(_parts(session, person, alone=alone)),
            alone=alone,
            some_alone=some_alone,
        )


@blueprint.get("/members/<person_id>/copy.json")
@open_to(CARERS)
def download(person_id: str) -> Response:
    """The same, as a file."""
    keep_nothing()
    with reading() as session:
        person = open_person(session, person_id, "copy")
        parts = [asdict(each) for each in _parts(session, person, alone=_for_them_alone())]
    answer = Response(orjson.dumps(parts, option=orjson.OPT_INDENT_2), mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename="copy.json")
    return answer


def _for_them_alone() -> bool:
    return request.args.get("alone") == "yes"


def _referrals(session: Session, person: Person, *, alone: bool) -> list[Referral]:
    found = (each.referral for each in standings.of_person(session, person.id))
    return [each for each in found if alone or not each.alone]


def _parts(session: Session, person: Person, *, alone: bool) -> Iterator[Part]:
    """Everything, kind by kind; a kind of which there is nothing is left out."""
    who = reader(session)
    t = who.t
    opened = queries.opened(session, [each.id for each in _referrals(session, person, alone=alone)])
    apart = [each.referral for each in standings.of_person(session, person.id) if each.referral.alone and not alone]
    cases, hidden = of_person(session, person.id), frozenset(each.need_id for each in apart)
    open_ones = [case for case in cases if case.id not in {each.case_id for each in apart}]
    every: tuple[tuple[str, Iterator[Item]], ...] = (
        (t.gettext("What is kept"), _kept(session, person)),
        (t.gettext("Household, and who may speak for them"), _related(session, person)),
        (t.gettext("What they agreed to"), _consents(session, who, person, alone=alone)),
        (t.gettext("How they came to the team"), _intakes(session, who, person)),
        (t.gettext("Cases and needs"), _cases(session, who, cases, hidden)),
        *((t.gettext(each.title), _entries(session, who, open_ones, number)) for number, each in enumerate(ASKED)),
        (t.gettext("Referrals"), (item for each in opened for item in _referral(session, each))),
        (t.gettext("Who was told"), (item for each in opened for item in _told(session, who, each))),
        (t.gettext("Who looked"), _looks(session, who, person)),
    )
    for title, items in every:
        if found := tuple(items):
            yield Part(title, found)


def _kept(session: Session, person: Person) -> Iterator[Item]:
    values = fields.without_secret_home(sealing.values_of(session, person))
    for _code, title, table in parts_of_form():
        if rows := members_words.rows_of(table, values):
            yield Item(language.translator().gettext(title), rows)


def _related(session: Session, person: Person) -> Iterator[Item]:
    for each in related.of_person(session, person):
        yield Item(each.values["name"], members_words.rows_of(related.TABLES[each.kind], each.values)[1:])


def _consents(session: Session, who: Reader, person: Person, *, alone: bool) -> Iterator[Item]:
    """Each consent once: how it stands, and what was recorded of it, the last first."""
    t = language.translator()
    for newest in consents.of_person(session, person.id):
        if newest.alone and not alone:
            continue
        words, signer = told(session, newest), sealing.unseal(session, person, f"consent {newest.id}", newest.signer)
        rows = [
            (t.gettext("State"), words.text),
            *([(t.gettext("What may be told"), words.told), (t.gettext("To whom"), words.to)] if words.given else ()),
            (t.gettext("Who agrees, and how"), signer["name"]),
            (t.gettext("Files"), str(len(files.of_consent(session, person, newest.id)))),
        ]
        for each in consents.versions(session, person, newest.id):
            then = told(session, each)
            stands = words.given and each.version == newest.version
            said = [was_done(each)] if stands else [was_done(each), then.told, then.to]
            rows.append((who.day(each.recorded_at), "; ".join(filter(None, said))))
        yield Item(words.kind, rows)


def _intakes(session: Session, who: Reader, person: Person) -> Iterator[Item]:
    for each in intake.handed_in(session, person.id):
        yield Item(who.day(each.sent_at), members_words.rows_of(intake.WHY, intake.why(session, each)))


def _cases(session: Session, who: Reader, cases: Sequence[Case], hidden: frozenset[str]) -> Iterator[Item]:
    t = language.translator()
    called = names(session, {each.owner_id for each in cases})
    for case in cases:
        needs = [t.gettext(NEED[each.code].title) for each in needs_of(session, case) if each.id not in hidden]
        rows = [
            (t.gettext("Who answers for it"), called.get(case.owner_id, "")),
            (t.gettext("Needs"), ", ".join(needs)),
            (t.gettext("Closed on"), who.day(case.closed_at) if case.closed_at else ""),
        ]
        yield Item(who.day(case.opened_at), [row for row in rows if row[1]])


def _entries(session: Session, who: Reader, cases: Sequence[Case], number: int) -> Iterator[Item]:
    kind = ASKED[number].kind
    for case in cases:
        for each in entries.of_case(session, case, kind):
            yield Item(who.day(each.row.made_at), members_words.rows_of(entries.TABLES[kind], each.values))


def _referral(session: Session, opened: Opened) -> Iterator[Item]:
    """What went with a referral, and what happened to it."""
    t, carried = language.translator(), drafts.carried_of(session, opened.person, opened.referral)
    access, asked = dict(ACCESS), dict(QUESTIONS)
    rows: Rows = [
        (t.gettext("Need"), t.gettext(NEED[opened.need.code].title)),
        (t.gettext("Note"), carried.note),
        (t.gettext("Health detail"), carried.detail),
        (t.gettext("Your own note"), carried.private_note),
        (t.gettext("They need"), ", ".join(t.gettext(access[each]) for each in carried.access)),
        *((t.gettext(asked[code]), t.gettext(YES_NO[said])) for code, said in carried.answers.items()),
    ]
    places = {each.id: (each.snapshot or {}).get("name", "") for each in opened.offers}
    for each in reversed(offer_moves.history(session, opened.person, list(places))):
        rows.append((each.at, ", ".join(filter(None, (each.what, each.why, places[each.offer_id])))))
        rows.extend(each.said)
    for said in results.answers(session, opened):
        rows.append((t.gettext("Did it help?"), f"{t.gettext(ANSWERS[said.said])}, {t.gettext(SOURCES[said.source])}"))
    yield Item(opened.referral.number, [row for row in rows if row[1]])


def _told(session: Session, who: Reader, opened: Opened) -> Iterator[Item]:
    """Which organization could read what kinds of facts, from which day on."""
    t = language.translator()
    for each in shared(session, opened):
        snapshot = each.offer.snapshot or {}
        classes = ", ".join(t.gettext(DATA_CLASS[code].name) for code in each.classes)
        title = snapshot.get("organization", "") or t.gettext("A place that is kept secret")
        yield Item(f"{title}, {who.day(each.sent_at)}", [(opened.referral.number, classes)])


def _looks(session: Session, who: Reader, person: Person) -> Iterator[Item]:
    found = of_record(session, f"person:{person.id}", "opened", MOST_LOOKS)
    called = names(session, {each.actor_id for each in found})
    rows = [(who.day(each.at), called.get(each.actor_id, "")) for each in found]
    if rows:
        yield Item(language.translator().gettext("The last first"), rows)
