"""Which listings does the demo have? The tables first; more of the same kind behind them for benchmarks."""

from collections.abc import Iterator
from datetime import date

from importers.demo.building import service
from importers.demo.content import DIRECTORY, ROWS
from importers.demo.parts import Hsds


def services(today: date) -> Iterator[Hsds]:
    """The demo directory as nested HSDS 3.1 services; ids and texts never change, dates are counted from `today`."""
    for row in ROWS:
        yield service(row, DIRECTORY, today)
