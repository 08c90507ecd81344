"""What do the facts say in words? Pure sentences from data, for pages and commands, in the translator's language.

A translator is anything with gettext's methods: `gettext.NullTranslations()` speaks English.
"""

from resource_app.phrases.listing import (
    CardFacts,
    Said,
    card_facts,
    cost,
    disputes,
    freshness,
    language_name,
    open_now,
    open_words,
    reason,
    served,
)
from resource_app.phrases.moments import Translator, clock, day_and_month, full_date, miles, month, months, weekday
from resource_app.phrases.provenance import Provenance, provenance
from resource_app.phrases.status import capacity, capacity_note, closed, given_out, no_referrals, out_words, statuses
from resource_app.phrases.week import (
    WeekRow,
    changes_soon,
    exceptions,
    hours_line,
    kept_holidays,
    short_hours,
    told_week,
    told_with_dates,
    usual_rules,
    week_rows,
)

__all__ = [
    "CardFacts",
    "Provenance",
    "Said",
    "Translator",
    "WeekRow",
    "capacity",
    "capacity_note",
    "card_facts",
    "changes_soon",
    "clock",
    "closed",
    "cost",
    "day_and_month",
    "disputes",
    "exceptions",
    "freshness",
    "full_date",
    "given_out",
    "hours_line",
    "kept_holidays",
    "language_name",
    "miles",
    "month",
    "months",
    "no_referrals",
    "open_now",
    "open_words",
    "out_words",
    "provenance",
    "reason",
    "served",
    "short_hours",
    "statuses",
    "told_week",
    "told_with_dates",
    "usual_rules",
    "week_rows",
    "weekday",
]
