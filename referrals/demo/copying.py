"""How does one life become many people's? Its rows are read once and written anew: other ids, names and moments, sealed under a
key of each person's own, with the same acts in the audit. What happened stays as the verbs made it.
"""

import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

import orjson
from sqlalchemy import ColumnElement, Select, Table, func, insert, select
from sqlalchemy.orm import Session

from referrals.cases.models import Case, CaseEntry, CaseNeed, Intake
from referrals.consents.models import Consent
from referrals.demo.living import Setting
from referrals.offers.listings import ROOM
from referrals.offers.models import Offer, OfferClock, OfferEvent, Outcome, Referral, ReferralAnswer
from referrals.offers.referring import LENGTH, SIGNS
from referrals.people import fields, sealing
from referrals.people.models import Person, PersonField, PersonLookup, PersonRelated
from resource_app.actor import Actor, ActorKind
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Entry, Origin, record_new
from resource_app.connections import keys_of
from resource_app.database import Base
from resource_app.directory.problems import DISPUTED
from resource_app.keys import Keys, open_with
from resource_app.mail import LetterRow
from resource_app.outbox import Outgoing

Row = Mapping[str, Any]
SPACE = uuid.UUID("6d1f8a52-3c1e-4b8f-9a57-0d2f5a7c9e41")  # of the ids of copies
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SCATTERING = 685_846_123  # odd, so that no two numbers of referrals fall together


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column that is sealed with the key of the person, and the place it is sealed for."""

    column: str
    place: Callable[[Row], str]


SEALED: Mapping[type[Base], Sealed] = {
    PersonRelated: Sealed("sealed", lambda row: f"{row['kind']} {row['id']}"),
    Intake: Sealed("note", lambda row: f"intake {row['id']}"),
    Consent: Sealed("signer", lambda row: f"consent {row['id']}"),
    CaseEntry: Sealed("sealed", lambda row: f"case entry {row['id']}"),
    Referral: Sealed("said", lambda row: f"referral {row['id']}"),
    OfferEvent: Sealed("said", lambda row: f"offer {row['offer_id']} {row['version']}"),
    Outcome: Sealed("said", lambda row: f"outcome {row['offer_id']} {row['number']}"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of a life: what of it changes with each copy, and what was said in it, opened."""

    model: type[Base]
    fixed: Row
    changes: Row
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lived:
    """A life: its rows in the order in which they can be written, its acts, all ids that are its own, and the codes of what is
    kept of the person.
    """

    setting: Setting
    person_id: str
    codes: Collection[str]
    rows: Sequence[Kept]
    acts: Sequence[tuple[Entry, By]]
    ids: Sequence[str]
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """For whom a life is copied: the number of a member, what is kept of them, whose they are, and how much earlier it was."""

    number: int
    values: fields.Values
    team: str
    owner_id: str
    earlier: timedelta


def read(session: Session, setting: Setting, person: Person) -> Lived:
    """Everything that a life has left."""
    found = [(model, dict(row)) for model, asked in _asked(person.id) for row in session.execute(asked).mappings()]
    numbers = [row["number"] for model, row in found if model is Referral]
    ids = [row["id"] for _, row in found if "id" in row]
    own = {*ids, *numbers, setting.team, setting.owner_id, setting.values["name"]}
    key = sealing.own(keys_of(session), person)
    rows = [_kept(model, row, own, key) for model, row in found]
    return Lived(
        setting, person.id, sealing.values_of(session, person).keys(), rows, list(_acts(session, ids)), ids, numbers
    )


def write(session: Session, copies: Iterable[tuple[Lived, Other]]) -> None:
    """Write lives anew for others, with a statement for each table."""
    keys = keys_of(session)
    rows: dict[type[Base], list[Row]] = {}
    acts: list[tuple[Entry, By]] = []
    for lived, other in copies:
        copy = _Copy(lived, other, keys)
        for model, row in copy.rows():
            rows.setdefault(model, []).append(row)
        acts += copy.acts()
    for model in sorted(rows, key=_ORDER.index):
        session.execute(insert(cast("Table", model.__table__)), rows[model])
    record_new(session, acts)


class _Copy:
    """A life as another's."""

    def __init__(self, lived: Lived, other: Other, keys: Keys) -> None:
        self._lived, self._other, self._keys = lived, other, keys
        self._anew = {old: id_of(other.number, place) for place, old in enumerate(lived.ids)}
        self._anew |= {old: number_of(other.number, place) for place, old in enumerate(lived.numbers)}
        self._anew |= {lived.setting.team: other.team, lived.setting.owner_id: other.owner_id}
        self._anew[lived.setting.values["name"]] = other.values["name"]

    def rows(self) -> Iterator[tuple[type[Base], Row]]:
        """Every row, with its table."""
        made = self._anew[self._lived.person_id]
        person = Person(
            id=made, organization_id="", key=sealing.new_key(self._keys, made), made_at=self._lived.setting.begins
        )
        key = sealing.own(self._keys, person)
        values = {code: value for code, value in self._other.values.items() if code in self._lived.codes}
        for model, rows in sealing.kept(self._keys, person, values).items():
            yield from ((model, row) for row in rows)
        for kept in self._lived.rows:
            row = {**kept.fixed, **{name: self._moved(value) for name, value in kept.changes.items()}}
            if kept.said:
                sealed = SEALED[kept.model]
                row[sealed.column] = sealing.sealed_at(key, sealed.place(row), self._said(kept.said))
            yield kept.model, row | ({"key": person.key} if kept.model is Person else {})

    def acts(self) -> Iterator[tuple[Entry, By]]:
        """What is written down of it."""
        for entry, by in self._lived.acts:
            moved = {"subject": self._moved(entry.subject), "details": self._moved(entry.details)}
            actor = replace(by.actor, id=self._moved(by.actor.id))
            yield replace(entry, **moved), By(actor, by.origin, by.at - self._other.earlier)

    def _said(self, said: Mapping[str, str]) -> dict[str, str]:
        return {
            name: (date.fromisoformat(text) - self._other.earlier).isoformat()
            if DAY.fullmatch(text)
            else self._moved(text)
            for name, text in said.items()
        }

    def _moved(self, value: Any) -> Any:
        """A value as it is of the other; parts of a text with colons each for itself."""
        if isinstance(value, str):
            return ":".join(self._anew.get(part, part) for part in value.split(":"))
        if isinstance(value, date):  # a moment is one, too
            return value - self._other.earlier
        if isinstance(value, Mapping):
            return {name: self._moved(each) for name, each in value.items()}
        return value


def number_of(member: int, place: int) -> str:
    """The number of a member's referral; no two have the same."""
    rest, signs = (member * 4 + place + 1) * SCATTERING % len(SIGNS) ** LENGTH, []
    for _ in range(LENGTH):
        rest, sign = divmod(rest, len(SIGNS))
        signs.append(SIGNS[sign])
    return "RL-" + "".join(signs)


def id_of(member: int, place: int) -> str:
    """The id of something of a member's: the same on every machine."""
    return str(uuid.uuid5(SPACE, f"{member} {place}"))


def _asked(person_id: str) -> Iterator[tuple[type[Base], Select[Any]]]:
    """The rows of a person, by table, each table after those it refers to, in an order that is the same every time."""
    cases = select(Case.id).where(Case.person_id == person_id)
    referrals = select(Referral.id).where(Referral.person_id == person_id)
    offers = select(Offer.id).where(Offer.referral_id.in_(referrals))
    mine: Sequence[tuple[type[Base], ColumnElement[bool], Any]] = (
        (Person, Person.id == person_id, Person.made_at),
        (PersonRelated, PersonRelated.person_id == person_id, PersonRelated.kind),
        (Intake, Intake.person_id == person_id, Intake.sent_at),
        (Consent, Consent.person_id == person_id, Consent.version),
        (Case, Case.person_id == person_id, Case.opened_at),
        (CaseNeed, CaseNeed.case_id.in_(cases), CaseNeed.made_at),
        (CaseEntry, CaseEntry.case_id.in_(cases), CaseEntry.made_at),
        (Referral, Referral.person_id == person_id, Referral.made_at),
        (Offer, Offer.referral_id.in_(referrals), Offer.rank),
        (OfferEvent, OfferEvent.offer_id.in_(offers), OfferEvent.at),
        (OfferClock, OfferClock.offer_id.in_(offers), OfferClock.due_at),
        (Outcome, Outcome.offer_id.in_(offers), Outcome.at),
        (ReferralAnswer, ReferralAnswer.referral_id.in_(referrals), ReferralAnswer.at),
        (LetterRow, func.substr(LetterRow.about, 1, 36).in_(offers), LetterRow.made_at),
        (Outgoing, Outgoing.topic.in_((DISPUTED, ROOM)), Outgoing.made_at),
    )
    for model, where, order in mine:
        columns = [each for each in model.__table__.columns if each.name != "id" or model is not Outgoing]
        yield model, select(*columns).where(where).order_by(order, *_LAST.get(model, ()))


# What tells apart rows that the first thing to order by does not.
_LAST: Mapping[type[Base], Sequence[Any]] = {Offer: (Offer.moved_at,), Consent: (Consent.kind,)}


def _kept(model: type[Base], row: dict[str, Any], own: AbstractSet[str], key: bytes) -> Kept:
    sealed = SEALED.get(model)
    said = row.pop(sealed.column, "") if sealed else ""
    opened = orjson.loads(open_with(key, sealed.place(row), said)) if sealed and said else {}
    changes = {name: value for name, value in row.items() if _is_own(value, own)}
    fixed = {name: value for name, value in row.items() if name not in changes}
    return Kept(model, fixed | ({sealed.column: ""} if sealed else {}), changes, opened)


def _is_own(value: Any, own: AbstractSet[str]) -> bool:
    """Whether a value is another one in each copy."""
    if isinstance(value, str):
        return not own.isdisjoint(value.split(":"))
    if isinstance(value, Mapping):
        return any(_is_own(each, own) for each in value.values())
    return isinstance(value, date)


def _acts(session: Session, ids: Sequence[str]) -> Iterator[tuple[Entry, By]]:
    chains = [f"{kind}:{each}" for kind in ("person", "intake", "case", "referral") for each in ids]
    written = select(AuditEvent).where(AuditEvent.chain.in_(chains)).order_by(AuditEvent.at, AuditEvent.seq)
    for each in session.scalars(written):
        entry = Entry(action=each.action, subject=each.subject, details=each.details)
        yield (
            entry,
            By(Actor(cast("ActorKind", each.actor_kind), each.actor_id, each.organization_id), Origin(), each.at),
        )


# Each table after those it refers to.
_ORDER: Sequence[type[Base]] = tuple(
    dict.fromkeys((Person, PersonField, PersonLookup, *(model for model, _ in _asked(""))))
)
