"""What of signing in passes? Sessions, codes, remembered browsers and links long over; what was done stays in the audit."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from resource_app.accounts.models import AddressChange, MailedCode, RememberedDevice, Reset, SignIn

PASSING = (MailedCode, SignIn, RememberedDevice, Reset, AddressChange)  # what refers to another comes first


def forget(session: Session, before: datetime) -> int:
    """Forget what was made before a moment, which is longer ago than any of it lasts; how many rows."""
    gone = (session.execute(delete(model).where(model.made_at < before)) for model in PASSING)
    return sum(each.rowcount for each in gone)  # type: ignore[attr-defined]  # a delete counts its rows
