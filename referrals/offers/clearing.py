"""Which organizations work with what is discreet? Only those that somebody has cleared for it are asked; where such a one
sends, the network stands for it.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.cases.needs import NEEDS, Need
from referrals.offers.models import Clearance
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput

CLASSES = tuple(dict.fromkeys(need.data_class for need in NEEDS if need.discreet))


def is_cleared(session: Session, organization_id: str, need: Need) -> bool:
    """Whether an organization may be asked for a need."""
    return not need.discreet or need.data_class in cleared_for(session, organization_id)


def cleared_for(session: Session, organization_id: str) -> Sequence[str]:
    """The classes of discreet needs that an organization is cleared for."""
    mine = select(Clearance.data_class).where(Clearance.organization_id == organization_id)
    return session.scalars(mine.order_by(Clearance.data_class)).all()


def kept_quiet(session: Session, team_ids: Collection[str]) -> frozenset[str]:
    """Those of these care organizations whose name alone would tell too much of whom they help."""
    marked = select(Clearance.organization_id).where(Clearance.organization_id.in_(team_ids))
    return frozenset(session.scalars(marked))


def clear(session: Session, organization_id: str, data_class: str, by: By, *, cleared: bool) -> None:
    """Let an organization be asked for discreet needs of a class, and not be named where it sends; or no longer. Raises
    BadInput for a class that is none.
    """
    if data_class not in CLASSES:
        raise BadInput(N_("Choose what it is cleared for."), "data_class")
    if cleared == (data_class in cleared_for(session, organization_id)):
        return
    row = {"organization_id": organization_id, "data_class": data_class}
    if cleared:
        session.add(Clearance(**row, cleared_by=by.actor.id, cleared_at=by.at))
        session.flush()
    else:
        session.execute(delete(Clearance).filter_by(**row))
    details = {"data_class": data_class, "cleared": cleared}
    record(
        session, Entry(action="organization_cleared", subject=f"organization:{organization_id}", details=details), by
    )
