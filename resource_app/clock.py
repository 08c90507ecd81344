"""What time is it? The only module that asks the machine; everything below the edge takes `now` as an argument."""

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]  # aware, in UTC


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
