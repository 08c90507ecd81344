"""How are edits and proposals of a listing told to those who keep it right? Who, when, which fields, from what to what.

An organization reads its own people by name, a curator as "a curator", and nothing that only staff of the network decide; a
curator reads everything.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.accounts.queries import names_of
from resource_app.directory import proposals
from resource_app.directory.editing import Kind, objects_of
from resource_app.directory.history import HOLD
from resource_app.directory.keepers import Keeper
from resource_app.directory.models import Change, Proposal
from resource_app.directory.models.change import WHOLE
from resource_app.directory.rewinding import Told, is_decision, may_be_undone
from resource_app.web import language
from resource_app.web.action_words import actor_words
from resource_app.web.field_words import field_words
from resource_app.web.value_words import Line, marked, value_words

TOLD_FOR = timedelta(days=90)  # how long an organization reads what was decided


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with what it was and what it became; `kept` is false where that is not told."""

    field: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit as it is told; `began` says that the listing came with it, `undone` that it was taken back, `undoes` that it
    took another back.
    """

    id: str
    who: str
    when: str
    why: str
    changes: tuple[FieldChange, ...]
    began: bool
    undone: bool
    undoes: bool
    undoable: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A change an organization proposed: `state` is "open", "accepted", "refused", or "superseded" where its place became
    private; `answer` is what the curator said.
    """

    change: FieldChange
    who: str
    when: str
    state: str
    decided: str
    answer: str


def told(session: Session, keeper: Keeper, edits: Iterable[Told], local: datetime) -> list[Edit]:
    """The edits as this keeper reads them; one of which nothing is theirs to read is left out."""
    shown = [(each, own) for each in edits if (own := _readable(keeper, each.changes))]
    name = _namer(session, keeper, [own[0] for _, own in shown])
    return [_edit(keeper, each, own, name, local) for each, own in shown]


def offered(session: Session, keeper: Keeper, local: datetime) -> list[Offered]:
    """What the listing's organization proposed: what waits, and what was decided lately."""
    if keeper.organization_id is None:
        return []
    found = proposals.offered_by(session, keeper.organization_id, objects_of(keeper), local - TOLD_FOR)
    names = names_of(session, {each.user_id for each in found if each.user_id})
    return [_offered(each, names.get(each.user_id or "", ""), local) for each in found]


def waiting_since(session: Session, keeper: Keeper, fields: Collection[tuple[Kind, str]], local: datetime) -> str:
    """The day on which the organization sent the first change of these fields that waits still; empty where none does."""
    if keeper.organization_id is None:
        return ""
    found = proposals.offered_by(session, keeper.organization_id, objects_of(keeper), local - TOLD_FOR)
    sent = [each.made_at for each in found if each.state == "open" and (each.kind, each.field) in fields]
    return day(min(sent).astimezone(local.tzinfo)) if sent else ""


def when(at: datetime, local: datetime) -> str:
    """The day and the clock where most of the listings are."""
    t, there = language.translator(), at.astimezone(local.tzinfo)
    return t.gettext("%(day)s, %(time)s") % {
        "day": day(there),
        "time": phrases.clock(t, there.hour * 60 + there.minute),
    }


def day(at: datetime) -> str:
    """The day."""
    return phrases.full_date(language.translator(), at.date())


def field_change(kind: str, field: str, was: object, became: object, *, kept: bool) -> FieldChange:
    """A change of a field in words."""
    before, after = marked(value_words(kind, field, was), value_words(kind, field, became))
    return FieldChange(field_words(kind, field), before, after, kept)


def who(session: Session, change: Change) -> str:
    """Who made a change, for a curator."""
    return _namer(session, None, [change])(change)


def _readable(keeper: Keeper, changes: Sequence[Change]) -> list[Change]:
    if keeper.who == "curator":
        return list(changes)
    return [each for each in changes if not is_decision(each) or each.field == "address_visibility"]


def _edit(
    keeper: Keeper, told_: Told, changes: Sequence[Change], name: Callable[[Change], str], local: datetime
) -> Edit:
    first, whole = changes[0], any(each.field == WHOLE for each in told_.changes)
    named = name(first)
    return Edit(
        id=told_.edit_id,
        who=named,
        when=when(first.made_at, local),
        why=(first.why or "") if keeper.who == "curator" or _is_colleagues(first, named) else "",
        changes=tuple(
            field_change(each.kind, each.field, each.was, each.became, kept=not _is_forgotten(each))
            for each in reversed(changes)
            if each.field not in {WHOLE, *HOLD[1:]}  # "held" says it in words
        ),
        began=whole,
        undone=bool(told_.undone_by),
        undoes=bool(first.undoes),
        undoable=not told_.undone_by and may_be_undone(told_.changes),
    )


def _is_forgotten(change: Change) -> bool:
    return change.was is None and change.became is None


def _is_colleagues(change: Change, named: str) -> bool:
    """Whether somebody of the reader's own organization made it: what others typed is not theirs to read."""
    t = language.translator()
    return change.who == "organization" and named != t.gettext("Another organization")


def _namer(session: Session, keeper: Keeper | None, changes: Iterable[Change]) -> Callable[[Change], str]:
    """What to call whoever made a change, for this reader; a curator knows everybody."""
    t, curating = language.translator(), keeper is None or keeper.who == "curator"
    users = {each.actor_id for each in changes if each.actor_kind == "user"}
    names = names_of(session, users, keeper.organization_id if keeper and not curating else None)

    def name(change: Change) -> str:
        if change.actor_kind == "import":
            return t.gettext("Import from %(source)s") % {"source": change.actor_id}
        if change.who == "curator" and not curating:
            return t.gettext("A curator")
        if change.actor_kind != "user":
            return f"{actor_words(change.actor_kind)} {change.actor_id}".strip()
        missing = change.actor_id if curating else t.gettext("Another organization")
        return names.get(change.actor_id, missing)

    return name


def _offered(proposal: Proposal, who: str, local: datetime) -> Offered:
    return Offered(
        change=field_change(
            proposal.kind,
            proposal.field,
            proposal.was,
            proposal.proposed,
            kept=not proposals.is_forgotten(proposal),
        ),
        who=who,
        when=when(proposal.made_at, local),
        state=proposal.state,
        decided=when(proposal.decided_at, local) if proposal.decided_at else "",
        answer=proposal.answer or "",
    )
