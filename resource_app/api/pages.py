"""How is a list cut into pages? The Page object of HSDS 3.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resource_app.api.schemas import PER_PAGE
from resource_app.database import Json


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a list that is asked for: `number` counts pages from 1; `size` None puts everything on one page."""

    number: int
    size: int | None

    @property
    def start(self) -> int:
        """How many entries come before this page."""
        return (self.number - 1) * (self.size or 0)

    @property
    def stop(self) -> int | None:
        """The entry the next page starts with; None when everything is on this one."""
        return None if self.size is None else self.start + self.size

    def cut(self, entries: Sequence[str]) -> Sequence[str]:
        """The entries of this page, out of all."""
        return () if self.size is None and self.number > 1 else entries[self.start : self.stop]


def window_of(asked: dict[str, Any], *, whole: bool = False) -> Window:
    """The window a request asks for; `whole` puts everything on one page unless the request says how much."""
    return Window(asked["page"], asked.get("per_page") or (None if whole else PER_PAGE))


def page(contents: Sequence[Json], total: int, window: Window) -> Json:
    """The Page object. A page past the last one is empty, not an error."""
    pages = -(-total // window.size) if window.size else min(total, 1)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": window.number,
        "size": len(contents),
        "first_page": window.number == 1,
        "last_page": window.number >= pages,
        "empty": not contents,
        "contents": contents,
    }
