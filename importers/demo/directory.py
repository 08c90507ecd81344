"""Which listings does the demo have? The tables first; more of the same kind behind them when a number is asked for."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from importers.demo.building import service
from importers.demo.content import DIRECTORY, ROWS
from importers.demo.many import made_up
from importers.demo.parts import Hsds


def services(today: date, listings: int | None = None) -> Iterator[Hsds]:
    """The demo as nested HSDS 3.1 services, one at a time: the tables', or exactly `listings` listings.

    Ids and texts never change; dates of confirmation, capacity and seasons are counted from `today`.
    """
    written = (service(row, DIRECTORY, today) for row in ROWS)
    return written if listings is None else _limited(chain(written, made_up(today)), listings)


def listings_of(nested: Hsds) -> int:
    """How many listings a service is: one for each place, and one if it has none."""
    return max(1, len(nested.get("service_at_locations", ())))


def _limited(found: Iterator[Hsds], listings: int) -> Iterator[Hsds]:
    left = listings
    while left > 0:
        nested = next(found)
        if listings_of(nested) > left:
            nested["service_at_locations"] = nested["service_at_locations"][:left]
        left -= listings_of(nested)
        yield nested
