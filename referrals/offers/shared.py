"""What was shared of a referral, and with whom? By kinds of facts, for the member: what each one says stands nowhere here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from referrals.consents import queries as consents
from referrals.consents.terms import DATA_CLASSES, Asked
from referrals.offers import drafts, queries
from referrals.offers.models import Offer
from referrals.offers.moves import TAKES
from referrals.offers.queries import Opened
from referrals.offers.told import ROWS, Stage, Subject
from referrals.people import sealing


@dataclass(frozen=True, slots=True)
class Shared:
    """An offer that went out: when, and the classes of what its organization could read, in the order of the table."""

    offer: Offer
    sent_at: datetime
    classes: tuple[str, ...]


def shared(session: Session, opened: Opened) -> Sequence[Shared]:
    """Every offer of a referral that went out, in the order in which they did."""
    out = [each for each in opened.offers if each.state not in queries.UNSEEN]
    moves: dict[str, dict[str, datetime]] = {each.id: {} for each in out}
    for event in queries.events_of(session, list(moves)):  # the last first: what stays is the first time
        moves[event.offer_id][event.move] = event.at
    carried = drafts.carried_of(session, opened.person, opened.referral)
    found = []
    for offer in out:
        happened = moves[offer.id]
        sent_at = happened.get("send", offer.moved_at)
        subject = Subject(carried, sealing.values_of(session, opened.person), sent_at.date())
        asked = Asked(
            organization_id=offer.organization_id,
            purpose="referral",
            day=sent_at.date(),
            data_classes=drafts.useful(carried),
            alone=opened.referral.alone,
        )
        covered = consents.once_covered(session, opened.person.id, asked)
        stages: tuple[Stage, ...] = (0, 1, 2) if not happened.keys().isdisjoint(TAKES) else (0,)
        found.append(Shared(offer, sent_at, _classes(subject, stages, covered)))
    return sorted(found, key=lambda each: each.sent_at)


def _classes(subject: Subject, stages: Collection[Stage], covered: Collection[str]) -> tuple[str, ...]:
    """The classes of what was told; what is needed is told always."""
    told = {row.data_class for row in ROWS if row.stage in stages and row.data_class in covered and row.parts(subject)}
    return tuple(each.code for each in DATA_CLASSES if each.code in told | {"need"})
