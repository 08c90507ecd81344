"""How a person is reached safely, who lives with them, and who may speak for them."""

from datetime import UTC, date, datetime
from itertools import product
from typing import get_args

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from referrals.people import contact, fields, operations, related, sealing
from referrals.people.contact import Channel
from referrals.people.models import Person, PersonRelated
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
BY = By(Actor("user", "somebody", organization_id="care-lantern"), Origin(), NOW)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
SAFE = {
    "name": "Ada Lantern",
    "channels": "text call",
    "safe_days": "fri mon",
    "safe_from": "15:00",
    "safe_words": "Say you call from the library.",
    "no_message": "yes",
    "alternate": "Ben Harbor",
}


def kept(**typed: str) -> dict[str, str]:
    return fields.kept({"name": "Ada Lantern", **typed}, TODAY)


def a_proxy(**said: str) -> related.Related:
    return related.Related(
        "p-1", "proxy", {"name": "Ben Harbor", "authority": "guardian", "relation": "relative"} | said
    )


def test_referral_policy_names_what_somebody_said_and_nothing_more() -> None:
    policy = contact.policy_of(kept(**SAFE))
    assert [each for each in CHANNELS if contact.may_reach(policy, each)] == ["call", "text"]
    assert (policy.days, policy.starts, policy.ends) == (("mon", "fri"), "15:00", "")
    assert (policy.words, policy.alternate) == ("Say you call from the library.", "Ben Harbor")
    assert not policy.is_unknown


def test_referral_policy_where_nobody_has_asked_no_way_is_safe() -> None:
    policy = contact.policy_of(kept(phone="617-555-0142", email="ada@example.org"))
    assert policy.is_unknown
    assert not any(contact.may_reach(policy, each) for each in CHANNELS)
    assert not contact.may_leave_message(policy)


def test_referral_policy_nobody_contacts_who_may_not_be_contacted() -> None:
    policy = contact.policy_of(kept(**SAFE, no_contact="yes"))
    assert not policy.is_unknown
    assert not any(contact.may_reach(policy, each) for each in CHANNELS)


@pytest.mark.parametrize(("channels", "no_message"), list(product(("", "text", "call", "call text"), ("", "yes"))))
def test_referral_policy_a_message_is_left_where_a_call_is_safe_and_nobody_forbade_it(
    channels: str, no_message: str
) -> None:
    policy = contact.policy_of(kept(channels=channels, no_message=no_message))
    assert contact.may_leave_message(policy) is ("call" in channels and not no_message)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("channels", "pigeon"),
        ("safe_days", "mon funday"),
        ("safe_from", "3 in the afternoon"),
        ("safe_until", "25:00"),
        ("no_contact", "maybe"),
        ("worker_gender", "woman man"),
    ],
)
def test_referral_policy_what_cannot_be_is_refused_where_it_was_typed(code: str, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        kept(**{code: typed})
    assert refused.value.field == code
    assert refused.value.message


def test_referral_household_and_proxies_are_sealed_counted_and_taken_out(connections: Connections) -> None:
    with connections.transaction() as session:
        ada = operations.add(session, SAFE, "care-lantern", BY)
        person = session.get_one(Person, ada)
        child = related.add(session, person, "household", {"name": "Cleo Lantern", "born_on": "2019-05-01"}, BY)
        related.add(session, person, "household", {"name": "Abe Lantern", "relation": "partner"}, BY)
        related.add(session, person, "proxy", {"name": "Ben Harbor", "authority": "guardian", "told": "yes"}, BY)
        other = session.get_one(Person, operations.add(session, {"name": "Dora Marigold"}, "care-lantern", BY))
        with pytest.raises(NotFound):
            related.remove(session, other, child, BY)
    with connections.reading() as session:
        found = related.of_person(session, session.get_one(Person, ada))
        written = " ".join(map(str, session.execute(text("SELECT * FROM person_related"))))
    assert [each.values["name"] for each in found] == ["Abe Lantern", "Ben Harbor", "Cleo Lantern"]
    assert related.household_size(found) == 3
    for told in ("Cleo", "2019-05-01", "partner", "guardian"):
        assert told not in written
    with connections.transaction() as session:
        person = session.get_one(Person, ada)
        related.remove(session, person, child, BY)
        assert related.household_size(related.of_person(session, person)) == 2
        operations.forget(session, person, BY)
        assert session.query(PersonRelated).count() == 0


def test_referral_household_no_write_gives_a_row_to_somebody_else(connections: Connections) -> None:
    with connections.transaction() as session:
        ada, ben = (operations.add(session, {"name": name}, "care-lantern", BY) for name in ("Ada", "Ben"))
        related.add(session, session.get_one(Person, ada), "household", {"name": "Cleo Lantern"}, BY)
    with pytest.raises(DBAPIError, match="never changes"), connections.transaction() as session:
        session.execute(update(PersonRelated).values(person_id=ben))
    with connections.reading() as session:
        row, person = session.query(PersonRelated).one(), session.get_one(Person, ada)
        with pytest.raises(ValueError, match="another owner"):
            sealing.unseal(session, person, "household elsewhere", row.sealed)


@pytest.mark.parametrize(
    ("proxy", "born_on", "speaks"),
    [
        (a_proxy(), "", True),
        (a_proxy(until="2026-10-13"), "", True),
        (a_proxy(until="2026-10-12"), "", False),
        (a_proxy(authority=fields.MINORS_PARENT), "2008-10-14", True),
        (a_proxy(authority=fields.MINORS_PARENT), "2008-10-13", False),
        (a_proxy(authority=fields.MINORS_PARENT), "", False),
        (a_proxy(authority="asked_by_them"), "2008-10-13", True),
    ],
)
def test_referral_proxies_speak_until_their_day_and_parents_until_the_child_is_of_age(
    proxy: related.Related, born_on: str, *, speaks: bool
) -> None:
    assert related.speaks(proxy, born_on, date(2026, 10, 13)) is speaks


def test_referral_proxies_need_a_right(connections: Connections) -> None:
    with connections.transaction() as session:
        person = session.get_one(Person, operations.add(session, SAFE, "care-lantern", BY))
        with pytest.raises(BadInput) as refused:
            related.add(session, person, "proxy", {"name": "Ben Harbor"}, BY)
        assert refused.value.field == "authority"
