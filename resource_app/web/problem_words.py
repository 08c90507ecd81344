"""What is reported of a listing, in the reader's language?"""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from resource_app.directory import problems
from resource_app.web import language


def kind_words(code: str) -> str:
    """A kind of problem."""
    t = language.translator()
    words = {
        "phone": t.gettext("A phone number is wrong"),
        "closed": t.gettext("It is closed"),
        "moved": t.gettext("It has moved"),
        "not as said": t.gettext("It is not what it says here"),
        "other": t.gettext("Something else"),
    }
    return words[code]


def states(session: Session, subjects: Collection[str]) -> dict[str, str]:
    """How many reports of which kinds are open, for rows of a list; by the subjects of their tasks."""
    ids = {each.partition(":")[2] for each in subjects}
    return {problems.task_subject(each): counted(kinds) for each, kinds in problems.open_kinds(session, ids).items()}


def counted(kinds: Mapping[str, int]) -> str:
    """Like "3 reports · A phone number is wrong (2) · It is closed", the most frequent first."""
    t, number = language.translator(), sum(kinds.values())
    total = t.ngettext("%(num)d report", "%(num)d reports", number) % {"num": number}
    ordered = sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
    told = (kind_words(kind) + (f" ({count})" if count > 1 else "") for kind, count in ordered)
    return " · ".join((total, *told))
