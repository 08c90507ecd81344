"""What does HSDS tell of a service's confirmation and its last change? `assured_date`, `assurer_email` and `last_modified`.

A source's own word stands where it is the later one. Pure.
"""

from datetime import UTC, date, datetime
from typing import Any


def last_modified(said: Any, shown_otherwise_at: datetime | None) -> Any:
    """When the source says that it changed the service, or when we changed what is shown of it, where that is later."""
    if shown_otherwise_at is None:
        return said
    own = moment(said)
    return said if own is not None and own >= shown_otherwise_at else shown_otherwise_at.astimezone(UTC).isoformat()


def moment(said: Any) -> datetime | None:
    """A date and time as sources write them, in UTC where they name no zone; None for anything else."""
    try:
        read = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return read.replace(tzinfo=read.tzinfo or UTC)


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except (TypeError, ValueError):
        return None
