"""What stands on the work list: clocks of offers that ran out, tasks of the day, hand-overs, consents that end soon?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from sqlalchemy import Select
from sqlalchemy.orm import Session

from referrals.cases import entries, intake
from referrals.cases.models import Case, CaseEntry, Intake
from referrals.cases.needs import NEED
from referrals.cases.queries import open_cases
from referrals.consents import queries as consents
from referrals.consents.models import Consent
from referrals.consents.terms import WARNED
from referrals.offers import queries, work
from referrals.offers.work import Late, Tries
from referrals.people.queries import briefly, people, teams_of
from resource_app.accounts.sign_ins import Somebody
from resource_app.errors import N_
from resource_app.phrases import Said, day_and_month
from resource_app.web import language
from resource_app.web.cards import Reader
from resource_app.web.case_words import WAY_OF
from resource_app.web.surroundings import now, reader

ELSEWHERE, IDLE = N_("Offer it to another place, help directly, or close it with a reason."), ("stop", "alert-triangle")
WORDS: Mapping[str, tuple[str, str, str, str]] = {  # why it is here, what to do, tone, icon
    "answer": (N_("They ask"), N_("They asked a question and wait for your answer."), "stop", "message-question"),
    "give_name": (
        N_("Give the name"),
        N_("They accepted by the link in their letter. Call the listed number and say who it is."),
        "stop",
        "phone",
    ),
    "escalate": (N_("No answer"), N_("They have not answered. Call them, or offer the next place."), "stop", "clock-x"),
    "ask_contact": (
        N_("Not begun"),
        N_("They accepted, and nobody knows of a first contact. Call them."),
        "wait",
        "phone",
    ),
    "ask_progress": (
        N_("How does it go?"),
        N_("Nobody has said how it goes. Ask them, and write it down."),
        "wait",
        "hourglass",
    ),
    "ask_member": (
        N_("Ask the member"),
        N_("They say that the service was given. Ask the member whether it helped."),
        "plain",
        "message-question",
    ),
    "disputed": (N_("It did not help"), N_("The member says no. Ask what is missing, then go on or close it."), *IDLE),
    "declined": (N_("Declined"), ELSEWHERE, *IDLE),
    "expired": (N_("Expired"), ELSEWHERE, *IDLE),
    "not_completed": (N_("Not possible"), ELSEWHERE, *IDLE),
    "raise": (N_("Nobody has it"), ELSEWHERE, *IDLE),
    "task": (N_("Task"), N_("Do it, or say that it is not needed any more."), "plain", "check"),
    "transfer": (
        N_("Hand-over"),
        N_("Accept the case, or decline it. Until then its owner answers for it."),
        "wait",
        "send",
    ),
    "intake": (N_("Who is to be taken on"), N_("Accept them, or decline with a reason."), "wait", "send"),
    "consent": (
        N_("Consent ends soon"),
        N_("Ask whether they agree to more. Without it, referrals end."),
        "wait",
        "hourglass",
    ),
}
WAYS: Mapping[str, str] = {"answer": "/{}/answer", "give_name": "/{}/call"}  # what has a page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list: `why` it is here (`WORDS`), whom it is about, since when, and the page on which it is done (`way`).
    It is put off at `wait_at`; `call` says with whom somebody speaks about it (entries.WHOM), `last` how that went, `tries` the
    how manyeth time it is, and what follows. What is sealed in the `entry` of a task is its title, once it is `named`.
    """

    why: str
    key: str
    owner_id: str
    person_id: str
    case_id: str
    way: str
    since: date
    who: str = ""
    title: str = ""
    listing: str = ""
    number: str = ""
    wait_at: str = ""
    clock: str = ""
    call: str = ""
    last: str = ""
    tries: str = ""
    entry: CaseEntry | None = None

    @property
    def tag(self) -> Said:
        """Why it is here."""
        why, _todo, tone, icon = WORDS[self.why]
        return Said(language.translator().gettext(why), tone, icon)

    @property
    def todo(self) -> str:
        """What to do."""
        return WORDS[self.why][1]


def rows(session: Session, viewer: Somebody, *, mine: bool) -> list[Row]:
    """All that waits in the viewer's teams, or for the viewer, the longest first; not yet `named`: nothing is unsealed."""
    teams, whose = teams_of(viewer), viewer.user_id if mine else ""
    at = reader(session).now
    late = work.late(session, teams, now(), whose)
    tries = work.tries(session, [each.offer_id for each in late if each.does == "ask_member"])
    found = [
        replace(
            _of_offer(each, each.since.astimezone(at.tzinfo).date()),
            tries=_tries(tries.get(each.offer_id), at.tzinfo) if each.does == "ask_member" else "",
        )
        for each in late
    ]
    found += [_of_entry(entry, case) for entry, case in entries.waiting(session, viewer, at.date(), mine=mine)]
    if not mine:
        found += [
            _of_intake(each, each.sent_at.astimezone(at.tzinfo).date()) for each in intake.waiting(session, teams)
        ]
    found += _consents(session, open_cases(teams, whose), at.date())
    return sorted(found, key=lambda each: (each.since, each.key))


def _of_offer(late: Late, since: date) -> Row:
    return Row(
        why=_why(late),
        key=late.offer_id,
        owner_id=late.owner_id,
        person_id=late.person_id,
        case_id=late.case_id,
        way=f"/referrals/{late.referral_id}{WAYS.get(late.does, '').format(late.offer_id)}",
        since=since,
        title=NEED[late.need].title,
        number=late.number,
        wait_at=f"/work/{late.offer_id}",
        clock=late.clock,
        call="member" if late.does == "ask_member" or late.disputed else "organization",
    )


def _why(late: Late) -> str:
    """What is to be done, or, where nobody has a referral any more, what came last."""
    if late.does != "raise":
        return late.does
    if late.disputed:
        return "disputed"
    return late.state if late.state in WORDS else late.does


def _tries(tries: Tries | None, local: tzinfo | None) -> str:
    """Like "Try 2 of 3." and what follows; empty where nobody is asked."""
    if tries is None:
        return ""
    t = language.translator()
    words = t.gettext("Try %(turn)s of %(turns)s.") % {"turn": tries.made + 1, "turns": tries.of}
    if tries.closes_at is None:
        return words
    day = day_and_month(t, tries.closes_at.astimezone(local).date())
    return f"{words} {t.gettext('Without an answer it closes on %(day)s, as they reported it.') % {'day': day}}"


def _of_entry(entry: CaseEntry, case: Case) -> Row:
    is_task = entry.kind == "task"
    return Row(
        why=entry.kind,
        key=entry.id,
        owner_id=entry.who_id or case.owner_id,
        person_id=case.person_id,
        case_id=case.id,
        way=f"/cases/{case.id}/{WAY_OF[entry.kind]}",
        since=entry.due_on or entry.made_at.date(),
        wait_at=f"/work/tasks/{entry.id}" if is_task else "",
        call="member" if is_task else "",
        entry=entry if is_task else None,
    )


def _of_intake(one: Intake, since: date) -> Row:
    """Somebody who is to be taken on: the whole team's to answer."""
    return Row(why="intake", key=one.id, owner_id="", person_id=one.person_id, case_id="", way="/intake", since=since)


def _consents(session: Session, cases_open: Select[Case], today: date) -> list[Row]:
    """Consents of people one works with that end within two weeks; it is a matter of the list since these began."""
    found = consents.ending(session, today, cases_open.where(Case.person_id == Consent.person_id).exists())
    theirs = cases_open.where(Case.person_id.in_({each.person_id for each in found}))
    cases = {each.person_id: each for each in session.scalars(theirs.order_by(Case.id))} if found else {}
    return [
        Row(
            why="consent",
            key=each.id,
            owner_id=cases[each.person_id].owner_id,
            person_id=each.person_id,
            case_id=cases[each.person_id].id,
            way=f"/members/{each.person_id}/consents/{each.id}",
            since=each.ends_on - WARNED,
            call="member",
        )
        for each in found
        if each.ends_on is not None
    ]


def named(session: Session, every: Sequence[Row]) -> list[Row]:
    """The same with whom each is about, where, and how the last contact went; what is of nobody any more is left out."""
    reads = reader(session)
    known = {each.id: each for each in people(session, {row.person_id for row in every})}
    who = {each.id: each.called for each in briefly(session, known)}
    last = entries.last_contacts(session, {row.case_id for row in every})
    places = queries.places(session, [row.key for row in every if row.clock])

    def one(row: Row) -> Row:
        tasks = entries.opened(session, known[row.person_id], [row.entry]) if row.entry else []
        title = next((each.values["words"] for each in tasks), row.title)
        place = places.get(row.key, "") if row.clock else ""
        said = _contact(reads, last.get(row.case_id))
        return replace(row, who=who[row.person_id], title=title, listing=place, last=said)

    return [one(row) for row in every if row.person_id in who]


def _contact(who: Reader, contact: CaseEntry | None) -> str:
    """Like "13 October: No answer"; empty where there was none."""
    if contact is None:
        return ""
    day = contact.made_at.astimezone(who.now.tzinfo).date()
    return f"{day_and_month(who.t, day)}: {who.t.gettext(dict(entries.REACHED)[contact.result])}"
