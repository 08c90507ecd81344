"""What would change, field by field? What is shown now, what each source says instead, and whose words they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from resource_app import phrases
from resource_app.accounts.queries import names_of
from resource_app.directory import proposals
from resource_app.directory.batch_rows import MODELS
from resource_app.directory.disputes import OF_ORGANIZATION
from resource_app.directory.editing import stored_kind
from resource_app.directory.history import WATCHED
from resource_app.directory.hsds_objects import KINDS
from resource_app.directory.merging import Stored
from resource_app.directory.models import Proposal
from resource_app.directory.origins import origin_of
from resource_app.directory.queries import names
from resource_app.phrases.listing import confirmed_words
from resource_app.web import edits, language
from resource_app.web.field_words import field_words
from resource_app.web.value_words import Line, marked, value_words


@dataclass(frozen=True, slots=True)
class Offer:
    """What one source says: `text` is its plain text where a curator may write it otherwise; `kept` is false where what it says
    is not known any more.
    """

    id: int
    source: str
    on: str
    lines: tuple[Line, ...]
    text: str | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A field: what is shown, who said so when, and what is offered instead. `code` names its form's fields."""

    code: str
    field: str
    shown: tuple[Line, ...]
    said: str
    offers: tuple[Offer, ...]


def differences(session: Session, kind: str, object_id: str) -> list[Difference]:
    """Every field of an object for which something waits."""
    model = MODELS[stored_kind(kind)]
    stored = session.execute(select(model.hsds, model.source, model.origins).where(model.id == object_id)).first()
    row = Stored(*stored) if stored is not None else None
    found = proposals.open_ones(session, kind, object_id)
    sources = source_words(session, {each.source for each in found})
    fields: dict[str, list[Proposal]] = {}
    for each in found:
        fields.setdefault(each.field, []).append(each)
    return [_difference(row, some, sources) for some in fields.values()] if row is not None else []


def source_words(session: Session, sources: Collection[str]) -> dict[str, str]:
    """What the sources of proposals are called: an organization by its name, or an import."""
    t = language.translator()
    homes = {each: each.removeprefix(OF_ORGANIZATION) for each in sources if each.startswith(OF_ORGANIZATION)}
    called = names(session, [*homes.values()])
    imports = {each: t.gettext("Import from %(source)s") % {"source": each} for each in sources}
    return imports | {each: called.get(home, home) for each, home in homes.items()}


def people(session: Session, found: Sequence[Proposal]) -> dict[str, str]:
    """Who sent proposals and who decided about them, by id."""
    ids = {user for each in found for user in (each.user_id, each.decided_by) if user}
    return names_of(session, ids)


def _difference(row: Stored, some: Sequence[Proposal], sources: Mapping[str, str]) -> Difference:
    kind, name = some[0].kind, some[0].field
    before = value_words(kind, name, row.body.get(name))
    offers, shown = [], marked(before, before)[0]
    for each in some:
        was, lines = marked(before, value_words(kind, name, each.proposed))
        shown = was if len(some) == 1 else shown
        offers.append(
            Offer(
                each.id,
                sources[each.source],
                edits.day(each.made_at),
                lines,
                _plain_text(kind, name, each.proposed),
                not proposals.is_forgotten(each),
            )
        )
    return Difference(f"d{some[0].id}", field_words(kind, name), shown, said_words(row, name), tuple(offers))


def said_words(row: Stored, name: str) -> str:
    """Like "Confirmed 3 May 2026 by the organization", else where the field comes from."""
    t = language.translator()
    origin = origin_of(row.source, row.origins, name)
    if origin.confirmed_on is None:
        return t.gettext("From %(source)s, not confirmed") % {"source": origin.source}
    day = phrases.full_date(t, origin.confirmed_on)
    if origin.confirmed_by == "curator":
        return t.gettext("Confirmed %(date)s by a curator") % {"date": day}
    return confirmed_words(t, origin.confirmed_by, "") % {"date": day}


def _plain_text(kind: str, name: str, value: Any) -> str | None:
    """The text of a field that is one."""
    field = KINDS[stored_kind(kind)].fields.get(name)
    is_text = field.type == "text" if field else name not in WATCHED[stored_kind(kind)]
    return value if isinstance(value, str) and is_text else None
