"""What is done with cases: they are opened, handed over and closed; needs are added to them."""

import uuid
from datetime import date

from sqlalchemy.orm import Session

from referrals.cases.models import INTENSITIES, Case, CaseNeed
from referrals.cases.needs import NEED, Found
from referrals.people.models import Person
from resource_app.audit.recording import By, Entry, record
from resource_app.errors import N_, BadInput


def open_case(session: Session, person: Person, owner_id: str, by: By, intensity: str = "middle") -> Case:
    """Begin to work with a person; the owner answers for it. Raises BadInput for an intensity that is none."""
    if intensity not in INTENSITIES:
        raise BadInput(N_("Choose how close the work is to be."), "intensity")
    made = Case(
        id=str(uuid.uuid4()),
        person_id=person.id,
        organization_id=person.organization_id,
        owner_id=owner_id,
        intensity=intensity,
        opened_at=by.at,
    )
    session.add(made)
    session.flush()
    record(session, Entry(action="case_opened", subject=f"case:{made.id}", details={"owner": owner_id}), by)
    return made


def add_need(session: Session, case: Case, code: str, found: Found, by: By, wanted_by: date | None = None) -> CaseNeed:
    """Write down what the person needs. Raises BadInput for a need that is none, and for a case that is closed."""
    if code not in NEED:
        raise BadInput(N_("Choose what is needed."), "need")
    if case.closed_at is not None:
        raise BadInput(N_("This case is closed. Open it again first."), "need")
    made = CaseNeed(id=str(uuid.uuid4()), case_id=case.id, code=code, found=found, wanted_by=wanted_by, made_at=by.at)
    session.add(made)
    session.flush()
    record(session, Entry(action="need_added", subject=f"case:{case.id}", details={"need": made.id, "code": code}), by)
    return made
