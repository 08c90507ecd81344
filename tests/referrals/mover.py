"""What a child process of the crash tests does to referrals: whatever comes to it, or one thing, or half of one. Imported once,
forked often.
"""

import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, configure_mappers

from referrals.cases.models import Case, CaseNeed
from referrals.consents import queries
from referrals.offers import again, closing, making, moves, outcomes, ticking, viewing
from referrals.offers.models import Offer, Referral
from referrals.offers.referring import Wanted, refer
from referrals.people.models import Person
from resource_app.audit.recording import By
from resource_app.connections import Connections
from resource_app.directory.search_profile import make_backend
from resource_app.errors import ResourceLoopError
from resource_app.settings import Settings
from tests import crashing
from tests.referrals.offering import BY, LISTINGS, SAID

BACKENDS = {dialect: make_backend(dialect) for dialect in ("sqlite", "postgresql")}
configure_mappers()  # here, and not in every process that is forked
LIKELY: Mapping[str, tuple[str, ...]] = {
    "queued": ("send", "send", "send", "drop"),
    "sent": ("accept", "accept", "accept", "waitlist", "decline", "ask", "view"),
    "waitlisted": ("slot_open", "unable", "complete"),
    "accepted": ("start", "start", "pause", "tried", "unable"),
    "in_progress": ("complete", "complete", "pause", "unable"),
    "on_hold": ("resume",),
    "declined": ("accept_again", "close_unmet"),
    "expired": ("accept_again", "close_unmet"),
    "not_completed": ("close_unmet",),
    "completed": ("yes", "no", "partly", "amend"),
}
SKIPPED = 0.6  # of a list, by each
DISPUTING = {"decline": {"reason": "phone_wrong"}}


def work(settings: Settings, number: int, part: int, parts: int, now: datetime) -> None:
    """What each of several people does who all have the same list before them; then what is due by the clock."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    draw = random.Random(number * parts + part)  # noqa: S311 - the same every time, no secret
    with opened.reading() as session:
        ours = session.scalars(select(Referral.id).order_by(Referral.id)).all()[part::parts]
    for referral_id in ours:
        if draw.random() < SKIPPED:
            continue
        with opened.reading() as session:
            offers = session.execute(select(Offer.id, Offer.state).where(Offer.referral_id == referral_id)).all()
        offer_id, state = draw.choice(offers)
        if state in LIKELY:
            with suppress(ResourceLoopError):
                _patiently(act, opened, draw.choice(LIKELY[state]), offer_id, now)
    _patiently(ticking.tick, opened, now)
    opened.close()


def _patiently(do_it: Callable[..., object], *arguments: object) -> None:
    """Again and again while SQLite's one writer is somebody else for longer than it waits."""
    while True:
        try:
            do_it(*arguments)
        except OperationalError as error:
            if "database is locked" not in str(error):
                raise
        else:
            return


def act(opened: Connections, verb: str, offer_id: str, now: datetime) -> None:
    """One thing that can be done to an offer, in a transaction of its own."""
    by = replace(BY, at=now)
    with opened.transaction() as session:
        offer = session.get_one(Offer, offer_id)
        if verb in VERBS:
            VERBS[verb](session, offer, by)
        else:
            said = SAID.get(verb, {}) | (DISPUTING.get(verb, {}) if offer.rank == 1 else {})
            party = moves.BY_CODE[verb].by[0]
            asked = making.Asked(offer_id=offer_id, move=verb, version=offer.version, party=party, said=said)
            making.make_move(session, asked, by)


def _answer(said: str) -> Callable[[Session, Offer, By], object]:
    return lambda session, offer, by: closing.answer(session, offer.id, said, "member", by)  # type: ignore[arg-type]


def _again(session: Session, offer: Offer, by: By) -> None:
    asked = making.Asked(
        offer_id=offer.id, move="accept_again", version=offer.version, party="organization", said=SAID["accept"]
    )
    again.accept_again(session, asked, by)


def _revoke(session: Session, offer: Offer, by: By) -> None:
    person = session.get_one(Person, session.get_one(Referral, offer.referral_id).person_id)
    closing.revoke(session, person, queries.of_person(session, person.id)[0].id, "asked to stop", by)


def _create(session: Session, offer: Offer, by: By) -> None:
    """The need is put to the network once more, to places in a queue."""
    referral = session.get_one(Referral, offer.referral_id)
    case, need = session.get_one(Case, referral.case_id), session.get_one(CaseNeed, referral.need_id)
    refer(session, case, need, Wanted(listing_ids=LISTINGS[1:3]), by)


def _half(session: Session, offer: Offer, by: By) -> None:
    """The fault that is planted: a move of which a part is whole before the rest is."""
    asked = making.Asked(
        offer_id=offer.id, move="accept", version=offer.version, party="organization", said=SAID["accept"]
    )
    _change = making._change

    def changed(*told: object) -> None:
        _change(*told)  # type: ignore[arg-type]  # what it was called with
        for each in ("COMMIT", "BEGIN"):
            session.execute(text(each))

    making._change = changed
    with suppress(making.NotPossible):
        making.make_move(session, asked, by)


VERBS: Mapping[str, Callable[[Session, Offer, By], object]] = {
    "create": _create,
    "view": lambda session, offer, by: viewing.view(session, offer.id, by),
    "accept_again": _again,
    "yes": _answer("yes"),
    "no": _answer("no"),
    "partly": _answer("partly"),
    "amend": lambda session, offer, by: outcomes.amend(
        session, offer.id, 1, SAID["complete"] | {"resolution": "unresolved"}, "organization", by
    ),
    "close_unmet": lambda session, offer, by: closing.close_unmet(session, offer.referral_id, "no_funds", by),
    "reopen": lambda session, offer, by: closing.reopen(session, offer.referral_id, LISTINGS[1:2], by),
    "revoke": _revoke,
    "half": _half,
}


def do(settings: Settings, verb: str, offer_id: str, now: datetime, dies_before: int) -> None:
    """One thing in a process that is gone before its statement of that number; the first is 1, 0 is none."""
    opened = Connections.open(settings, BACKENDS[settings.dialect])
    crashing.die_before(opened.engine, dies_before)
    if verb == "tick":
        ticking.tick(opened, now)
    else:
        act(opened, verb, offer_id, now)
    opened.close()
