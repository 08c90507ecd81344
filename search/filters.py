"""What can a search be narrowed by? The shape of a row of the filter table (`resource_app/directory/filters.py`)."""

from dataclasses import dataclass
from typing import Literal

FilterKind = Literal["values", "ages", "open", "freshness", "referrals"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter and facet.

    `kind` "values": `field` names the Document's field whose values are compared (a tuple, a text, or a yes/no fact whose
    only value is "yes"). "ages": `values` are group names with (from, to) years in `ages`; a listing fits a group unless
    its age limits exclude all of it. "open": open at the moment of the search. "referrals": takes
    referrals on that day. "freshness": `values` are days since the last confirmation ("30", "90", "180") and "never". An
    empty `values` means: whatever the directory holds.
    """

    key: str
    field: str
    kind: FilterKind = "values"
    values: tuple[str, ...] = ()
    ages: tuple[tuple[str, int, int], ...] = ()
