"""When was a demo listing confirmed? Days are counted back from `today`, spread by the listing's key, never by chance."""

from datetime import date, datetime, time, timedelta
from zlib import crc32

from importers.demo.shapes import Row
from resource_app.clock import months_later

NEVER = -1
CYCLE_MONTHS = 6
SPREAD = (  # (name, share in percent, fewest days ago, most days ago)
    ("fresh", 58, 3, 80),
    ("aging", 22, 95, 172),
    ("late", 11, 195, 420),
    ("never", 9, NEVER, NEVER),
)


def number(text: str, below: int) -> int:
    """A number from 0 to `below` - 1 that belongs to `text`, the same on every machine."""
    return crc32(text.encode()) % below


def assured_on(row: Row, today: date) -> date | None:
    """The day somebody confirmed `row`, or None for one that nobody has confirmed."""
    key = f"assured {row.org} {row.name}"
    wanted = row.sure or _drawn(number(key, 100))
    fewest, most = next((fewest, most) for name, _, fewest, most in SPREAD if name == wanted)
    if fewest == NEVER:
        return None
    return today - timedelta(days=fewest + number(key + " day", most - fewest + 1))


def due_on(confirmed: date | None, key: str, today: date) -> date:
    """Six calendar months after the confirmation, at the end of a shorter month; a first due date within six months of now."""
    if confirmed is None:
        return today + timedelta(days=20 + number(f"due {key}", 150))
    return months_later(confirmed, CYCLE_MONTHS)


def said_on(row: Row, today: date) -> date:
    """The day the organization said how many people it can take: in the last nine days."""
    return today - timedelta(days=2 + number(f"said {row.org} {row.name}", 8))


def noon(day: date) -> str:
    """That day's noon, as the date-time HSDS asks for."""
    return datetime.combine(day, time(12)).isoformat() + "Z"


def modified_on(row: Row, today: date) -> date:
    """When the record was last touched: not before its confirmation, and never proof of one."""
    assured = assured_on(row, today)
    if assured is not None:
        return assured
    return today - timedelta(days=20 + number(f"modified {row.org} {row.name}", 500))


def _drawn(percent: int) -> str:
    for name, share, _, _ in SPREAD:
        if percent < share:
            return name
        percent -= share
    raise AssertionError("the shares add up to 100")
