"""Which case is it, and may it be seen? One door."""

from sqlalchemy.orm import Session

from referrals.cases.models import Case
from referrals.people.queries import CARERS
from resource_app.accounts.sign_ins import Somebody
from resource_app.errors import NotFound


def open_case(session: Session, case_id: str, viewer: Somebody) -> Case:
    """A case of the viewer's team; raises NotFound for any other, and for none."""
    case = session.get(Case, case_id)
    if case is None or not viewer.is_at(case.organization_id, *CARERS):
        raise NotFound("case", case_id)
    return case
