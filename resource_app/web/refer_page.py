"""What stands on the pages on which a member is referred?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, render_template
from sqlalchemy.orm import Session

from referrals.cases.needs import FOUND, NEED, NEEDS
from referrals.cases.queries import of_viewer
from referrals.consents.minors import grounds
from referrals.consents.terms import DATA_CLASSES
from referrals.offers import drafts, queries, standings
from referrals.offers.carried import ACCESS, DETAILED, PRIORITIES, QUESTIONS, Carried
from referrals.offers.clearing import kept_quiet
from referrals.offers.drafts import Drafted
from referrals.offers.guards import Refusal
from referrals.offers.standings import Stands
from referrals.offers.told import OPTIONAL, Subject, facts
from referrals.people import lately, sealing
from referrals.people.contact import policy_of
from referrals.people.fields import FIELD
from referrals.people.queries import Known, briefly
from resource_app import phrases
from resource_app.accounts.queries import names
from resource_app.directory.queries import names as organizations_called
from resource_app.errors import N_, BadInput
from resource_app.network.operations import rules
from resource_app.phrases import Said
from resource_app.web import agreeing, identity, language, members, members_words, told_words
from resource_app.web.agreeing import Choice
from resource_app.web.answer_times import answer_by, due_if_sent
from resource_app.web.cards import document_card
from resource_app.web.forms import Filled
from resource_app.web.gone import is_shown
from resource_app.web.sent import keep_nothing
from resource_app.web.surroundings import now, reader, reading
from search import stored
from search.documents import Document

NEW = tuple(
    FIELD[code]
    for code in ("name", "born_on", "phone", "email", "plan_id", "language", "zip", "channels", "no_message")
)
FOUND_WORDS = dict(
    zip(FOUND, (N_("In a screening"), N_("In a talk"), N_("From a claim"), N_("They said so themselves")), strict=True)
)
STEPS = (N_("Member"), N_("Need"), N_("Consent"), N_("What is shared"), N_("Sent"))
MINE = 8  # members to choose from without a look-up


@dataclass(frozen=True, slots=True)
class Place:
    """A listing that somebody is referred to."""

    id: str
    name: str
    organization: str
    url: str


@dataclass(frozen=True, slots=True)
class Before:
    """A referral of the same member to the same service."""

    id: str
    number: str
    who: str
    on: str
    tag: Said


def listings_asked(ids: Sequence[str]) -> tuple[str, ...]:
    """The listings of an address or a form that are in the directory, each once, in their order."""
    with reading() as session:
        documents = stored.load(session.connection(), list(dict.fromkeys(ids))[:20])
        return tuple(document.id for document in documents.values() if is_shown(document))


def member(
    listing_ids: Sequence[str], filled: Filled, found: Sequence[Known] | None = None, *, is_new: bool = False
) -> str:
    """Who is to be referred. `found` is None where nobody was looked for; who is added could be one of them if it `is_new`."""
    keep_nothing()
    with reading() as session:
        places = _places(session, listing_ids)
        cases = of_viewer(session, identity.somebody())
        helped = lately.last(session, identity.somebody())
        last = [helped.id] if helped else []
        mine = briefly(session, list(dict.fromkeys([*last, *(each.person_id for each in cases)]))[:MINE])
        identity.looked("listed", "person:mine", shown=[f"person:{each.id}" for each in (*mine, *(found or ()))])
    return render_template(
        "refer/member.html",
        form=filled,
        places=places,
        mine=mine,
        last=last,
        found=found,
        steps=STEPS,
        listings=listing_ids,
        new=NEW,
        table=members.ASKED,
        hints=members_words.HINTS,
        is_new=is_new,
    )


def need(draft_id: str, error: BadInput | None) -> str:
    """What is needed."""
    keep_nothing()
    g.language_form = "needed"
    with reading() as session:
        drafted = drafts.open_draft(session, draft_id, identity.somebody())
        who = briefly(session, [drafted.person.id])[0].called
        places = _places(session, drafted.listing_ids)
        before = _before(session, drafted)
        also = drafted.said.get(drafts.ALSO, "")
        idle = _idle(session, drafted.person.id, also)
        born_on = sealing.values_of(session, drafted.person).get("born_on", "")
    filled = Filled(dict(drafted.said), error.field if error else "", error.message if error else "")
    t = language.translator()
    return render_template(
        "refer/need.html",
        form=filled,
        draft=drafted,
        who=who,
        places=places,
        steps=STEPS,
        before=before,
        idle=idle,
        also=also,
        needs=[(each.code, t.gettext(each.choice)) for each in NEEDS],
        found=[(code, t.gettext(words)) for code, words in FOUND_WORDS.items()],
        priorities=[(code, t.gettext(words), "") for code, words in PRIORITIES],
        access=ACCESS,
        questions=QUESTIONS,
        detailed=[("", t.gettext("Choose")), *((code, t.gettext(name)) for code, name in DETAILED)],
        grounds=[(each.code, f"{t.gettext(each.name)} ({each.law})") for each in grounds(born_on, now().date())],
    )


def consent(draft_id: str, filled: Filled) -> str:
    """What they would agree to."""
    keep_nothing()
    with reading() as session:
        drafted = drafts.open_draft(session, draft_id, identity.somebody())
        values = sealing.values_of(session, drafted.person)
        return render_template(
            "refer/consent.html",
            form=filled,
            draft=drafted,
            who=values.get("called") or values["name"],
            name=values["name"],
            places=_places(session, drafted.listing_ids),
            steps=STEPS,
            choices=asked_of(session, drafted),
            alone=alone(session, drafted),
            methods_said=[(code, language.translator().gettext(words), "") for code, words in agreeing.METHODS],
            statements=agreeing.STATEMENTS,
            last=now().date() + agreeing.USUAL,
        )


def shared(draft_id: str, filled: Filled, refusals: Sequence[Refusal] = (), *, refused: bool = False) -> str:
    """All that would be shared, with what stands in the way."""
    keep_nothing()
    with reading() as session:
        drafted = drafts.open_draft(session, draft_id, identity.somebody())
        carried = drafts.filled_in(session, drafted, reader(session).now.date())
        documents = list(stored.load(session.connection(), drafted.listing_ids).values())
        values = sealing.values_of(session, drafted.person)
        covered = drafts.covered(session, drafted.person.id, documents[0].organization_id, carried, now())
        subject = Subject(carried, values, now().date())
        who = reader(session)
        if not documents:
            raise BadInput(N_("One of these places is not in the directory any more. Choose another one."), "listing")
        due = due_if_sent(documents[0], now(), carried.priority, rules(session))
        return render_template(
            "refer/shared.html",
            form=filled,
            draft=drafted,
            carried=carried,
            who=values.get("called") or values["name"],
            places=_places(session, drafted.listing_ids),
            steps=STEPS,
            title=NEED[carried.need].title,
            tag=answer_by(who.t, due, now()),
            sender=_sender(session, drafted, carried),
            before=told_words.lines(facts(subject, 0, covered)),
            after=told_words.lines(facts(subject, 1, covered)),
            detail=told_words.lines(facts(subject, 2, covered)),
            consent=_consent_words(covered, carried),
            agreed=drafts.needed(carried) <= covered,
            refused=refused,
            reached=not policy_of(values).is_unknown,
            refusals=refusals,
            due=phrases.full_date(who.t, due.date()),
        )


def _sender(session: Session, drafted: Drafted, carried: Carried) -> str:
    """Who refers, as the inbox will say it: whoever answers for the case, or will."""
    case, me = drafts.case_of(session, drafted), identity.somebody()
    home = case.organization_id if case else drafted.person.organization_id
    owner = names(session, {case.owner_id}).get(case.owner_id, "") if case else me.name
    team, quiet = organizations_called(session, [home]).get(home, ""), bool(kept_quiet(session, [home]))
    return told_words.sender(owner, team, discreet=quiet or NEED[carried.need].discreet)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What may be told by consent, and what of it may not, in words."""

    told: tuple[str, ...]
    not_told: tuple[str, ...]


def _consent_words(covered: frozenset[str], carried: Carried) -> Agreement:
    asked = drafts.useful(carried)
    names = {each.code: each.name for each in DATA_CLASSES}
    told = tuple(name for code, name in names.items() if code in covered)
    return Agreement(told, tuple(name for code, name in names.items() if code not in covered and code in asked))


def is_agreed(session: Session, drafted: Drafted) -> bool:
    """Whether all that must be told, and a health detail, may be, to every organization of the list."""
    carried = drafts.filled_in(session, drafted, reader(session).now.date())
    return all(
        drafts.useful(carried) - OPTIONAL <= drafts.covered(session, drafted.person.id, each, carried, now())
        for each in organizations_of(session, drafted)
    )


def asked_of(session: Session, drafted: Drafted) -> Sequence[Choice]:
    """What they are asked to agree to: what is needed or useful, and not agreed to before."""
    carried = drafts.filled_in(session, drafted, reader(session).now.date())
    needed = drafts.needed(carried)
    covered = [
        drafts.covered(session, drafted.person.id, each, carried, now()) for each in organizations_of(session, drafted)
    ]
    useful = drafts.useful(carried)
    return agreeing.choices(useful - frozenset.intersection(*covered) if covered else useful, needed)


def alone(session: Session, drafted: Drafted) -> str:
    """The ground on which they agree alone, being under age; empty where they do not."""
    return drafts.filled_in(session, drafted, reader(session).now.date()).alone


def organizations_of(session: Session, drafted: Drafted) -> Sequence[str]:
    """Whose listings they are."""
    documents = stored.load(session.connection(), drafted.listing_ids).values()
    return list(dict.fromkeys(each.organization_id for each in documents))


def _before(session: Session, drafted: Drafted) -> list[Before]:
    """When, and by whom, they were referred there already."""
    documents = stored.load(session.connection(), drafted.listing_ids).values()
    found = queries.earlier(session, drafted.person.id, [each.service_id for each in documents])
    known, who = names(session, {each.case.owner_id for each in found}), reader(session)
    return [
        Before(
            each.referral.id,
            each.referral.number,
            known.get(each.case.owner_id, ""),
            who.day(each.referral.made_at),
            members_words.standing_words(Stands(each.referral, NEED[each.need.code], each.standing)),
        )
        for each in found
    ]


def _idle(session: Session, person_id: str, only: str) -> list[dict[str, str]]:
    """Referrals of a member that nobody has; only one of them where that is named."""
    return [
        {"id": each.referral.id, "number": each.referral.number, "title": each.need.title}
        for each in standings.of_person(session, person_id)
        if each.standing == "needs_action" and only in ("", each.referral.id)
    ]


def _places(session: Session, listing_ids: Sequence[str]) -> list[Place]:
    documents: dict[str, Document] = stored.load(session.connection(), listing_ids)
    about: list[Any] = [document_card(each, reader(session)).about for each in documents.values()]
    return [Place(each.listing_id, each.name, each.organization, each.url) for each in about]
