"""What does an organization read of an offer? The same in its inbox, by a link without an account, and on paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.consents import queries as consents
from referrals.consents.terms import Terms
from referrals.offers import drafts
from referrals.offers.clearing import kept_quiet
from referrals.offers.detail import open_until
from referrals.offers.facts import consented
from referrals.offers.models import Offer
from referrals.offers.moves import ENDED_EARLY, HOLDING, PARTIES
from referrals.offers.queries import Asked, Waiting, open_questions, was_taken
from referrals.offers.statements import statements
from referrals.offers.told import BEFORE, Subject, facts
from referrals.people import sealing
from referrals.people.fields import FIELD, Values
from referrals.people.queries import people
from resource_app import phrases
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import N_
from resource_app.phrases import Said, full_date
from resource_app.web import identity, language, offer_moves, offer_words, told_words
from resource_app.web.answer_times import answer_by, dues
from resource_app.web.offer_moves import Button
from resource_app.web.surroundings import now, reader
from resource_app.web.told_words import Line

WITHDRAWN = N_("Withdrawn")  # in the place of what was needed, which no consent covers any more
KEPT = timedelta(days=30)  # after the end an organization still reads whom it helped


@dataclass(frozen=True, slots=True)
class Row:
    """An offer on a page of the organization that was asked: `after` is empty before it accepts, `detail` until somebody has
    shown a code, after which it is read until it `shuts_at` a time. `statements` go with it by law, and `scope` says what the
    person agreed to.
    """

    id: str
    number: str
    version: int
    title: str
    listing: str
    sender: str
    call_back: str
    tag: Said
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    detail: tuple[Line, ...]
    shuts_at: str
    detailed: bool  # there is a detail that they may read for a code
    statements: tuple[str, ...]
    scope: str
    buttons: tuple[Button, ...]
    open: bool  # consent still covers it
    said_by: tuple[str, ...]  # of what happened, whose words are read: once it has ended without help, their own
    again: bool  # it may be taken after all
    questioned: bool  # they asked, and nobody answered yet
    reported: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer as a line of the inbox: `before` is what is told before it is accepted, as far as it may be read now."""

    id: str
    number: str
    title: str
    tag: Said
    before: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Whom an offer is about: what is kept of them, and what they have agreed to."""

    person: sealing.Owner
    values: Values
    given: Sequence[Terms]


def listed(session: Session, every: Sequence[Waiting]) -> list[Listed]:
    """Lines of the inbox: what is to be answered first comes first; the others stay in their order. No more is unsealed than
    they say.
    """
    due = dues(session, {each.id: each.listing_id for each in every})
    known = _known(session, {each.person_id for each in every}, BEFORE)
    return [
        _listed(session, each, known[each.person_id], due.get(each.id))
        for each in sorted(every, key=lambda each: due.get(each.id, each.moved_at))
    ]


def _listed(session: Session, waiting: Waiting, known: _Known, due: datetime | None) -> Listed:
    carried = drafts.carried_in(session, known.person, waiting.referral_id, waiting.said)
    covered = drafts.covered_by(known.given, waiting.organization_id, carried, now())
    agreed = drafts.needed(carried) <= covered
    told = agreed and _is_read(waiting.state, waiting.moved_at, 0)
    return Listed(
        id=waiting.id,
        number=waiting.number,
        title=NEED[waiting.need].title if agreed else WITHDRAWN,
        tag=_tag(waiting.state, due),
        before=told_words.lines(facts(Subject(carried, known.values, now().date()), 0, covered)) if told else (),
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who sent an offer, whether they are named, by when it is to be answered, and whether a question waits for them."""

    owner: str
    team: str
    quiet: bool
    due: datetime | None
    questioned: bool


def rows(session: Session, every: Sequence[Asked], *, named: bool = True) -> list[Row]:
    """What is to be answered first comes first; the others stay in their order. Where they are not `named` no row holds what is
    told after acceptance, whatever the state.
    """
    due = dues(session, {asked.offer.id: asked.offer.listing_id for asked in every})
    senders = names(session, {asked.case.owner_id for asked in every})
    team_ids = {asked.case.organization_id for asked in every}
    teams, quiet = organizations_called(session, team_ids), kept_quiet(session, team_ids)
    known = _known(session, {asked.referral.person_id for asked in every})
    questions = open_questions(session, [asked.offer.id for asked in every])

    def row(asked: Asked) -> Row:
        team = asked.case.organization_id
        sent = _Sent(
            senders.get(asked.case.owner_id, ""),
            teams.get(team, ""),
            team in quiet,
            due.get(asked.offer.id),
            asked.offer.id in questions,
        )
        return _row(session, asked, known[asked.referral.person_id], sent, named=named)

    return [row(asked) for asked in sorted(every, key=lambda asked: due.get(asked.offer.id, asked.offer.moved_at))]


def _known(session: Session, person_ids: Collection[str], codes: tuple[str, ...] = tuple(FIELD)) -> dict[str, _Known]:
    found = people(session, person_ids)
    values, given = sealing.values_of_each(session, found, codes), consents.given(session, person_ids)
    return {each.id: _Known(each, values[each.id], given[each.id]) for each in found}


def _row(session: Session, asked: Asked, known: _Known, sent: _Sent, *, named: bool) -> Row:
    offer, referral = asked.offer, asked.referral
    need = NEED[asked.need.code]
    carried = drafts.carried_of(session, known.person, referral)
    covered = drafts.covered_by(known.given, offer.organization_id, carried, now())
    agreed = drafts.needed(carried) <= covered
    subject = Subject(carried, known.values, now().date())
    detail = facts(subject, 2, covered) if named and agreed and _is_read(offer.state, offer.moved_at, 2) else ()
    until = open_until(session, offer.id, identity.somebody().session_id, now()) if detail else None
    after = told_words.lines(facts(subject, 1, covered)) if named and agreed and _is_named_to(session, offer) else ()
    read = agreed and _is_read(offer.state, offer.moved_at, 0)
    said = statements(need.code, named=bool(after), quiet=sent.quiet)
    return Row(
        id=offer.id,
        number=referral.number,
        version=offer.version,
        title=need.title if agreed else WITHDRAWN,
        listing=(offer.snapshot or {}).get("name", ""),
        sender=told_words.sender(sent.owner, sent.team, discreet=need.discreet or sent.quiet or not agreed),
        call_back=carried.call_back,
        tag=_tag(offer.state, sent.due),
        before=told_words.lines(facts(subject, 0, covered)) if read else (),
        after=after,
        detail=told_words.lines(detail) if until else (),
        shuts_at=_time(session, until) if until else "",
        detailed=bool(detail),
        statements=said,
        scope=_scope(session, asked) if said and after else "",
        buttons=tuple(offer_moves.buttons(offer, "organization")) if agreed else (),
        open=agreed,
        said_by=PARTIES if read else ("organization",) if agreed else (),
        again=agreed and offer.state in ENDED_EARLY and referral.closed_at is None,
        reported=agreed and offer.state == "completed",
        questioned=sent.questioned,
    )


def _time(session: Session, at: datetime) -> str:
    who = reader(session)
    there = at.astimezone(who.now.tzinfo)
    return phrases.clock(who.t, there.hour * 60 + there.minute)


def _scope(session: Session, asked: Asked) -> str:
    """What the person agreed to, for whoever reads it on their consent: 42 CFR 2.32(b)."""
    t, today = language.translator(), now().date()
    given = consents.bearing(
        session, asked.referral.person_id, consented(asked.referral, asked.offer.organization_id, today)
    )
    ends = [each.ends_on for each in given if each.ends_on is not None]
    if not ends:
        return t.gettext("They agreed that your organization is told what stands here, to help them with this.")
    words = t.gettext(
        "They agreed that your organization is told what stands here, to help them with this, until %(day)s."
    )
    return words % {"day": full_date(t, min(ends))}


def _tag(state: str, due: datetime | None) -> Said:
    """By when it is to be answered, or else how it stands."""
    if state == "sent" and due:
        return answer_by(language.translator(), due, now())
    return offer_words.state_tag(state, asked=True)


def _is_named_to(session: Session, offer: Offer) -> bool:
    """Whether its organization reads who it is: only one that has taken it, whatever it has said since."""
    return _is_read(offer.state, offer.moved_at, 1) and was_taken(session, offer.id)


def _is_read(state: str, moved_at: datetime, stage: int) -> bool:
    """Whether an offer in this state lets read what belongs to a stage: a detail as long as the organization has it, the rest
    to thirty days after the end; later nothing but what the organization did itself.
    """
    if state in HOLDING:
        return True
    if state in ("completed", "not_completed"):
        return stage <= 1 and now() - moved_at < KEPT
    return stage == 0 and state in ("sent", "waitlisted")
