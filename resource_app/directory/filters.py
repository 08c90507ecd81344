"""What can the directory be narrowed by? One row per filter; pages, API and search loop over this table.

How to add one: docs/how-to/add-a-filter.md.
"""

from search.filters import Filter

AGE_GROUPS = (
    ("children", 0, 12),
    ("teens", 13, 17),
    ("young_adults", 18, 24),
    ("adults", 25, 59),
    ("older_adults", 60, 120),
)

FILTERS: tuple[Filter, ...] = (
    Filter("category", "categories"),
    Filter("language", "languages"),
    Filter("interpretation", "interpretation"),
    Filter("wheelchair", "wheelchair"),
    Filter("audience", "audiences"),
    Filter("age", "minimum_age", "ages", tuple(name for name, _, _ in AGE_GROUPS), AGE_GROUPS),
    Filter("cost", "cost", values=("free", "sliding", "fee")),
    Filter("open", "opening", "open", ("now",)),
    Filter("remote", "remote", values=("phone", "online", "home")),
    Filter("referrals", "accepts_referrals", "referrals", ("yes",)),
    Filter("freshness", "confirmed_on", "freshness", ("30", "90", "180", "never")),
)
