"""Several needs of a case, put to one organization together: a referral each, sent together, answered line by line. What
becomes of a line is its own: one that is declined goes on to the next of its list, whatever is said of the others.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseNeed
from referrals.cases.needs import NEED
from referrals.offers.making import Asked, make_move
from referrals.offers.models import Offer, Referral
from referrals.offers.moves import GuardCode, State
from referrals.offers.referring import Wanted, documents_of, refer
from resource_app.audit.recording import By
from resource_app.errors import N_, BadInput, NotFound

MOST_LINES = 10
ANSWERS = ("accept", "waitlist", "decline")


@dataclass(frozen=True, slots=True)
class Line:
    """A need, and to which listings it is put: the first is the organization's that has the whole package."""

    need: CaseNeed
    wanted: Wanted


def refer_together(session: Session, case: Case, lines: Sequence[Line], by: By) -> str:
    """Make a referral of each line; the id of the package. Nobody is asked before `send_together`. Raises BadInput for one
    line, or too many, for a need that is there twice, for one that says too much to be seen beside others, and where the first
    listings are not of one organization.
    """
    if not 1 < len({line.need.id for line in lines}) == len(lines) <= MOST_LINES:
        raise BadInput(N_("Choose two to ten needs, each once."), "need")
    if any(NEED[line.need.code].discreet or line.wanted.alone for line in lines):
        raise BadInput(N_("One of these needs goes by itself: beside others it would say too much."), "need")
    firsts = (documents_of(session, line.wanted.listing_ids)[0] for line in lines)
    if len({document.organization_id for document in firsts}) > 1:
        raise BadInput(N_("Choose places of one organization, or refer each need by itself."), "listing")
    package = str(uuid.uuid4())
    for line in lines:
        refer(session, case, line.need, replace(line.wanted, package=package), by)
    return package


def send_together(
    session: Session, package: str, overrides: Mapping[str, Mapping[GuardCode, str]], by: By
) -> Mapping[str, State]:
    """Ask the organization for every line; the states of the offers. `overrides` are those of each offer. Raises NotFound, and
    making.Refused where a guard stands in the way of one: then nothing of the package may be kept.
    """
    sent = {}
    for offer in _firsts(session, package):
        given = overrides.get(offer.id, {})
        asked = Asked(offer_id=offer.id, move="send", version=offer.version, party="referrer", overrides=given)
        sent[offer.id] = make_move(session, asked, by)
    return sent


def answer_together(session: Session, package: str, answers: Sequence[Asked], by: By) -> Mapping[str, State]:
    """What the organization says to lines of its package; the states of these offers. What it says nothing to waits on.

    Raises NotFound for an offer of something else and for any other move than an answer, and what making.make_move raises:
    then nothing of these answers may be kept.
    """
    theirs = {offer.id for offer in _firsts(session, package)}
    if any(each.offer_id not in theirs or each.move not in ANSWERS for each in answers):
        raise NotFound("package", package)
    return {each.offer_id: make_move(session, each, by) for each in answers}


def _firsts(session: Session, package: str) -> Sequence[Row[str, int]]:
    """(id, version) of the first offer of every line; who else moves one of this package waits until the transaction ends, and
    two who move several wait for each other in one order.
    """
    lines: Select[str] = select(Referral.id).where(Referral.package == package).order_by(Referral.id)
    ids = session.scalars(lines.with_for_update()).all()
    if not ids:
        raise NotFound("package", package)
    firsts = select(Offer.id, Offer.version).where(Offer.referral_id.in_(ids), Offer.rank == 1)
    return session.execute(firsts.where(Offer.instead_of.is_(None)).order_by(Offer.referral_id)).all()
