"""Who may say, without an account, whether a referral helped? Whoever holds the link or the code that the team made for them.

Neither is made where somebody may not be reached. What was shared is told after the birth year alone, and never of somebody who
is locked, of a need that asks for discretion, of what somebody under age agreed to alone, or to a caregiver whom nobody may
tell.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.cases.needs import NEED
from referrals.offers import closing, queries
from referrals.offers.facts import hold
from referrals.offers.models import MemberLink, Offer, ReferralAnswer
from referrals.offers.queries import UNSEEN, Opened
from referrals.offers.standing import Answer, Source
from referrals.people import contact, related, sealing
from referrals.people.contact import Way
from referrals.people.fields import Values
from referrals.people.related import Related
from resource_app import mail
from resource_app.audit.recording import By, Entry, Outcome, record
from resource_app.connections import keys_of
from resource_app.directory.facts import languages_of
from resource_app.errors import N_, BadInput, LinkOver, NotFound
from resource_app.keys import SIGNS

LETTER = "member question"
LINK, CODE = "member link", "member code"  # purposes (resource_app/keys.py)
CODE_LENGTH = 10
MOST_TRIES = 5  # of the birth year
LASTS = timedelta(days=30)  # after the referral was closed
TAKEN_BACK = "not_said"  # why: nobody asks (consents.terms.WHY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is to be asked (`proxy_id`: that caregiver, else the member), how it comes to them, and in which language."""

    way: str
    language: str
    proxy_id: str = ""

    @property
    def source(self) -> Source:
        """As whom they answer."""
        return "caregiver" if self.proxy_id else "member"


@dataclass(frozen=True, slots=True)
class Held:
    """A link in somebody's hand, with the referral it is for and what is kept of the person."""

    link: MemberLink
    opened: Opened
    values: Values
    caregiver: Related | None

    @property
    def asked_about(self) -> Offer | None:
        """The offer of which they are asked whether it helped: none while nobody has reported a service."""
        return self.opened.completed[0] if self.opened.completed else None

    @property
    def may_see(self) -> bool:
        """Whether a birth year opens what was shared."""
        return _may_show(self.opened) and bool(self.values.get("born_on")) and self.link.tries < MOST_TRIES

    @property
    def may_stop(self) -> bool:
        """Whether they may take the consent back."""
        return self.caregiver is None or bool(self.caregiver.values.get("decides"))


def caregivers(session: Session, opened: Opened, today: date) -> Sequence[Related]:
    """Who may be asked beside the person: who speaks for them today, and may be told about them."""
    if not _may_show(opened):
        return ()
    born_on = sealing.values_of(session, opened.person).get("born_on", "")
    return [
        each
        for each in related.of_person(session, opened.person)
        if each.kind == "proxy" and each.values.get("told") and related.speaks(each, born_on, today)
    ]


def ways(session: Session, opened: Opened, source: Source) -> tuple[Way, ...]:
    """How a link may come to somebody now: in none while nobody outside was asked, nor once it would be over."""
    policy = contact.policy_of(values := sealing.values_of(session, opened.person))
    if policy.forbidden or policy.is_unknown or all(each.state in UNSEEN for each in opened.offers):
        return ()
    if source == "caregiver":
        return ("paper", "aloud")
    return contact.ways(values, face_to_face=opened.referral.alone)


def language_of(session: Session, opened: Opened, offered: Sequence[str]) -> str:
    """In which of these languages the person reads, the first where nobody knows."""
    theirs = languages_of([{"name": sealing.values_of(session, opened.person).get("language", "")}])
    return next((code for code in offered if not set(theirs).isdisjoint(languages_of([{"code": code}]))), offered[0])


def make(session: Session, opened: Opened, wanted: Wanted, by: By, link_id: str = "") -> MemberLink:
    """Make a link for somebody, which ends the one they had; its id may be given, and made once more it is the same. Raises
    BadInput where they may not be asked, or not in this way.
    """
    hold(session, opened.referral.id)
    made = session.get(MemberLink, link_id)
    if made is not None and made.referral_id == opened.referral.id:
        return made
    _require_allowed(session, opened, wanted, by)
    theirs = (
        MemberLink.referral_id == opened.referral.id,
        MemberLink.proxy_id.is_not_distinct_from(wanted.proxy_id or None),
    )
    for before in session.scalars(select(MemberLink).where(*theirs, MemberLink.ended_at.is_(None))).all():
        _end(session, before, by)
    keys, new = keys_of(session), link_id or str(uuid.uuid4())
    made = MemberLink(
        id=new,
        referral_id=opened.referral.id,
        asked=wanted.source,
        proxy_id=wanted.proxy_id or None,
        way=wanted.way,
        language=wanted.language,
        code=keys.each_blind(CODE, keys.each_code(CODE, CODE_LENGTH, new)[0])[0],
        made_by=by.actor.id,
        made_at=by.at,
    )
    session.add(made)
    session.flush()
    _written(session, made, "member_asked", by, way=wanted.way, asked=wanted.source)
    if wanted.way == "email":
        mail.ask(session, str(uuid.uuid4()), LETTER, made.id, by.at)
    return made


def end(session: Session, opened: Opened, link_id: str, by: By) -> None:
    """Let a link of the referral work no more. Raises NotFound for any other."""
    made = one_of(session, opened, link_id)
    if made.ended_at is None:
        _end(session, made, by)


def of_referral(session: Session, referral_id: str) -> Sequence[MemberLink]:
    """The links of a referral, the last made first."""
    mine = select(MemberLink).where(MemberLink.referral_id == referral_id)
    return session.scalars(mine.order_by(MemberLink.made_at.desc(), MemberLink.id)).all()


def one_of(session: Session, opened: Opened, link_id: str) -> MemberLink:
    """A link of the referral; raises NotFound for any other."""
    made = session.get(MemberLink, link_id)
    if made is None or made.referral_id != opened.referral.id:
        raise NotFound("member link", link_id)
    return made


def path_of(session: Session, made: MemberLink) -> str:
    """Where a link leads, in the language of who was asked."""
    return f"/answer/{made.id}/{keys_of(session).sign(LINK, made.id)}?lang={made.language}"


def code_of(session: Session, made: MemberLink) -> str:
    """The code that stands for the link; empty once the key is gone by which it was made."""
    keys = keys_of(session)
    codes = keys.each_code(CODE, CODE_LENGTH, made.id)
    return next((code for code in codes if made.code in keys.each_blind(CODE, code)), "")


def find(session: Session, link_id: str, secret: str, now: datetime) -> Held:
    """A link in somebody's hand; LinkOver for one that is none of ours, or works no more."""
    made = session.get(MemberLink, link_id)
    if made is None or not keys_of(session).is_signed(LINK, secret, made.id):
        raise LinkOver(LETTER, link_id)
    return held(session, made, now)


def find_by_code(session: Session, typed: str, now: datetime) -> Held:
    """The same, of a code that was typed, however it was written."""
    code = "".join(sign for sign in typed.upper() if sign in SIGNS)
    known = MemberLink.code.in_(keys_of(session).each_blind(CODE, code))
    made = session.scalars(select(MemberLink).where(known)).one_or_none()
    if made is None:
        raise LinkOver(LETTER, "")
    return held(session, made, now)


def held(session: Session, made: MemberLink, now: datetime) -> Held:
    """A link that works; LinkOver for one that was ended, whose referral was closed thirty days ago or entered by mistake, or
    where somebody may not be reached, or asked, any more.
    """
    opened = next(iter(queries.opened(session, [made.referral_id])), None)
    if made.ended_at is not None or opened is None:
        raise LinkOver(LETTER, made.id)
    closed_at = opened.referral.closed_at
    values = sealing.values_of(session, opened.person)
    caregiver = next((each for each in caregivers(session, opened, now.date()) if each.id == made.proxy_id), None)
    if (
        (closed_at is not None and closed_at + LASTS <= now)
        or opened.standing == "void"
        or contact.policy_of(values).forbidden
        or (made.proxy_id is not None and caregiver is None)
    ):
        raise LinkOver(LETTER, made.id)
    return Held(made, opened, values, caregiver)


def answered(session: Session, at: Held) -> Answer | None:
    """What was answered by this link to the question it asks now."""
    if at.asked_about is None:
        return None
    mine = ReferralAnswer.actor_kind == "link", ReferralAnswer.actor_id == at.link.id
    said = select(ReferralAnswer.said).where(*mine, ReferralAnswer.offer_id == at.asked_about.id)
    return cast("Answer | None", session.scalar(said))


def answer(session: Session, at: Held, said: Answer, by: By) -> None:
    """Keep whether it helped, once: sent again, nothing changes. Raises NotFound while there is nothing to answer."""
    hold(session, at.opened.referral.id)
    if at.asked_about is None:
        raise NotFound("question", at.link.id)
    if answered(session, at) is None:
        closing.answer(session, at.asked_about.id, said, cast("Source", at.link.asked), by)


def try_year(session: Session, at: Held, year: str, by: By) -> bool:
    """Whether a birth year opens what was shared; one that is wrong is counted."""
    session.refresh(at.link, with_for_update=True)
    right = at.may_see and at.values["born_on"][:4] == year.strip()
    if at.may_see and not right:
        at.link.tries += 1
    _written(session, at.link, "birth_year_given", by, outcome="done" if right else "denied")
    return right


def stop(session: Session, at: Held, by: By) -> None:
    """Take back what the person agreed to for this referral. Raises NotFound for who may not decide it."""
    if not at.may_stop:
        raise NotFound("consent", at.link.id)
    closing.stop(session, at.opened.referral, TAKEN_BACK, by)


def _may_show(opened: Opened) -> bool:
    """Whether a birth year, which family and friends know, may open it, and whether anybody else may be asked."""
    return not (opened.person.locked or NEED[opened.need.code].discreet or opened.referral.alone)


def _require_allowed(session: Session, opened: Opened, wanted: Wanted, by: By) -> None:
    if wanted.proxy_id and all(each.id != wanted.proxy_id for each in caregivers(session, opened, by.at.date())):
        raise BadInput(N_("Choose who is asked."), "asked")
    if wanted.way not in ways(session, opened, wanted.source):
        raise BadInput(N_("Choose a way that is safe for them."), "way")
    closed_at = opened.referral.closed_at
    if closed_at is not None and closed_at + LASTS <= by.at:
        raise BadInput(N_("It was closed more than 30 days ago."), "asked")


def _end(session: Session, made: MemberLink, by: By) -> None:
    mail.drop(session, LETTER, made.id, by.at)
    session.execute(update(MemberLink).where(MemberLink.id == made.id).values(ended_at=by.at))
    session.expire(made)
    _written(session, made, "member_link_ended", by)


def _written(session: Session, made: MemberLink, action: str, by: By, outcome: Outcome = "done", **more: str) -> None:
    entry = Entry(
        action=action, subject=f"referral:{made.referral_id}", outcome=outcome, details={"link": made.id, **more}
    )
    record(session, entry, by)
