"""What was agreed to is told, and nothing else; each answer is a version more, and none is ever changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from referrals.consents import operations, queries, terms
from referrals.consents.models import Consent
from referrals.consents.operations import Signed
from referrals.people import operations as people
from referrals.people import sealing
from referrals.people.models import Person
from resource_app.actor import Actor
from resource_app.audit.models import AuditEvent
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = date(2026, 10, 13)
PANTRY, SHELTER = "pantry", "shelter"
BY = By(Actor("user", "volunteer"), Origin(), NOW)
AGREED = terms.Terms(
    kind="platform",
    purposes=frozenset({"referral"}),
    data_classes=terms.USUAL,
    recipients=frozenset({terms.EVERYBODY}),
    starts_on=TODAY,
    ends_on=TODAY + timedelta(days=365),
)
ASKED = terms.Asked(organization_id=PANTRY, purpose="referral", day=TODAY, data_classes=frozenset({"need", "contact"}))
SIGNED = Signed(name="Ada Lantern", language="es", statements=("may_be_taken_back", "help_does_not_depend_on_it"))
RELEASE = replace(
    AGREED,
    kind="victim_services",
    data_classes=frozenset({"contact", "victim_services"}),
    recipients=frozenset({SHELTER}),
    ends_on=TODAY + terms.USUAL_VICTIM_SERVICES,
)


@pytest.fixture
def ada(connections: Connections) -> str:
    with connections.transaction() as session:
        return people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY)


def give(connections: Connections, person_id: str, agreed: terms.Terms = AGREED, signed: Signed = SIGNED) -> str:
    with connections.transaction() as session:
        return operations.give(session, session.get_one(Person, person_id), agreed, signed, BY)


def uncovered(connections: Connections, person_id: str, asked: terms.Asked = ASKED) -> frozenset[str]:
    with connections.reading() as session:
        return queries.uncovered(session, person_id, asked)


@pytest.mark.parametrize(
    ("changed", "covered"),
    [
        ({}, True),
        ({"organization_id": SHELTER}, True),
        ({"day": TODAY - timedelta(days=1)}, False),
        ({"day": TODAY + timedelta(days=364)}, True),
        ({"day": TODAY + timedelta(days=365)}, False),
        ({"purpose": "messages"}, False),
        ({"share_back": True}, True),
        ({"data_classes": frozenset()}, True),
        ({"data_classes": terms.USUAL}, True),
        *(({"data_classes": frozenset({"need", each.code})}, False) for each in terms.DATA_CLASSES if each.sensitive),
    ],
)
def test_item_41_referral_consent_covers_what_was_agreed_to_and_nothing_else(changed: dict, covered: bool) -> None:
    assert terms.covers(AGREED, replace(ASKED, **changed)) is covered


def test_item_41_referral_consent_to_tell_them_alone_is_none_to_hear_from_them() -> None:
    silent = replace(AGREED, share_back=False)
    assert terms.uncovered([silent], ASKED) == frozenset()
    assert terms.uncovered([silent], replace(ASKED, share_back=True)) == ASKED.data_classes


def test_referral_consent_each_class_may_have_one_of_its_own() -> None:
    asked = replace(ASKED, organization_id=SHELTER, data_classes=frozenset({"need", "victim_services"}))
    assert terms.uncovered([AGREED], asked) == {"victim_services"}
    assert terms.uncovered([RELEASE], asked) == {"need"}
    assert terms.uncovered([AGREED, RELEASE], asked) == frozenset()
    assert terms.uncovered([AGREED, RELEASE], replace(asked, organization_id=PANTRY)) == {"victim_services"}
    assert terms.uncovered([], asked) == asked.data_classes
    wrong_kind = replace(AGREED, data_classes=AGREED.data_classes | {"victim_services"})
    assert terms.uncovered([wrong_kind], asked) == {"victim_services"}


@pytest.mark.parametrize(
    ("agreed", "field"),
    [
        (replace(AGREED, data_classes=frozenset()), "data_classes"),
        (replace(AGREED, purposes=frozenset()), "purposes"),
        (replace(AGREED, recipients=frozenset()), "recipients"),
        (replace(AGREED, ends_on=TODAY), "ends_on"),
        (replace(AGREED, kind="authorization", method="said aloud"), "method"),
        (replace(AGREED, data_classes=frozenset({"part_2"})), "data_classes"),
        (replace(AGREED, data_classes=frozenset({"victim_services"})), "data_classes"),
        (replace(RELEASE, recipients=frozenset({terms.EVERYBODY})), "recipients"),
        (replace(RELEASE, kind="part_2", data_classes=frozenset({"victim_services"})), "data_classes"),
        (replace(RELEASE, method="said aloud"), "method"),
        (replace(RELEASE, ends_on=None), "ends_on"),
        (replace(RELEASE, ends_on=TODAY + timedelta(days=91)), "ends_on"),
    ],
)
def test_referral_consent_that_cannot_be_given_so_is_refused(
    connections: Connections, ada: str, agreed: terms.Terms, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        give(connections, ada, agreed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("signed", "method", "field"),
    [
        (replace(SIGNED, name=" "), "signed here", "signer"),
        (replace(SIGNED, relation="parent"), "signed here", "authority"),
        (SIGNED, "said aloud", "witness"),
    ],
)
def test_referral_consent_says_who_agreed(
    connections: Connections, ada: str, signed: Signed, method: terms.Method, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        give(connections, ada, replace(AGREED, method=method), signed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("born_on", "less", "refused"),
    [
        ("2012-10-13", {}, True),
        ("2008-10-14", {}, True),
        ("2008-10-13", {}, False),
        ("2012-10-13", {"relation": "mother", "authority": "parent of a minor"}, False),
    ],
)
def test_referral_consent_of_somebody_under_age_is_a_parents_to_give(
    connections: Connections, born_on: str, less: dict[str, str], refused: bool
) -> None:
    with connections.transaction() as session:
        tess = people.add(session, {"name": "Tess Lantern", "born_on": born_on}, "care-lantern", BY)
    if not refused:
        assert give(connections, tess, signed=replace(SIGNED, **less))
        return
    with pytest.raises(BadInput) as said:
        give(connections, tess)
    assert said.value.field == "relation"
    alone = replace(AGREED, recipients=frozenset({PANTRY}), alone=True)
    assert give(connections, tess, alone, replace(SIGNED, authority="a law"))
    with connections.transaction() as session:
        assert operations.refuse(session, session.get_one(Person, tess), AGREED, SIGNED, BY)


def test_referral_consent_is_kept_with_its_signer_sealed(connections: Connections, ada: str) -> None:
    made = give(connections, ada, signed=replace(SIGNED, relation="mother", authority="parent of a minor"))
    with connections.reading() as session:
        person = session.get_one(Person, ada)
        kept = queries.newest(session, person, made)
        assert queries.terms_of(kept) == AGREED
        assert (kept.version, kept.language, kept.statements) == (1, "es", list(SIGNED.statements))
        signer = sealing.unseal(session, person, f"consent {made}", kept.signer)
        assert signer["relation"] == "mother"
        assert signer["name"] == "Ada Lantern"
        rows = (
            session.execute(text("SELECT * FROM consent")).all()
            + session.execute(text("SELECT * FROM audit_event")).all()
        )
        assert "Lantern" not in str(rows)
        [told] = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "consent_recorded")).all()
    assert told == {"consent": made, "version": 1, "said": "given"}


def test_referral_consent_refused_is_an_answer_that_covers_nothing(connections: Connections, ada: str) -> None:
    with connections.transaction() as session:
        no = replace(SIGNED, refused_for="rather_call_myself")
        operations.refuse(session, session.get_one(Person, ada), AGREED, no, BY)
    assert uncovered(connections, ada) == ASKED.data_classes
    with connections.reading() as session:
        [kept] = queries.of_person(session, ada)
        assert (kept.said, kept.why) == ("refused", "rather_call_myself")


def test_item_41_referral_consent_taken_back_covers_nothing_from_then_on(connections: Connections, ada: str) -> None:
    made = give(connections, ada)
    assert uncovered(connections, ada) == frozenset()
    for _ in range(2):
        with connections.transaction() as session:
            operations.revoke(session, session.get_one(Person, ada), made, "changed_mind", BY)
    assert uncovered(connections, ada) == ASKED.data_classes
    with connections.reading() as session:
        assert session.scalar(select(func.count()).select_from(Consent)) == 2
        [kept] = queries.of_person(session, ada)
        assert (kept.version, kept.said, kept.why) == (2, "revoked", "changed_mind")


def test_referral_consent_taken_back_in_part_covers_the_rest(connections: Connections, ada: str) -> None:
    both = replace(AGREED, recipients=frozenset({PANTRY, SHELTER}))
    made = give(connections, ada, both)
    with connections.transaction() as session:
        person = session.get_one(Person, ada)
        operations.narrow(session, person, made, replace(both, recipients=frozenset({SHELTER})), BY)
        for more in (both, replace(both, recipients=frozenset({SHELTER, "other"})), replace(both, ends_on=None)):
            with pytest.raises(BadInput):
                operations.narrow(session, person, made, more, BY)
    assert uncovered(connections, ada) == ASKED.data_classes
    assert uncovered(connections, ada, replace(ASKED, organization_id=SHELTER)) == frozenset()


def test_referral_consent_is_one_persons(connections: Connections, ada: str) -> None:
    made = give(connections, ada)
    with connections.transaction() as session:
        ben = session.get_one(Person, people.add(session, {"name": "Ben Harbor"}, "care-lantern", BY))
        with pytest.raises(NotFound):
            operations.revoke(session, ben, made, "changed_mind", BY)
        assert queries.uncovered(session, ben.id, ASKED) == ASKED.data_classes


@pytest.mark.parametrize("act", ["UPDATE consent SET said = 'refused'", "DELETE FROM consent"])
def test_referral_consent_is_never_changed(connections: Connections, ada: str, act: str) -> None:
    give(connections, ada)
    with pytest.raises(DBAPIError, match="never changed"), connections.transaction() as session:
        session.execute(text(act))
    assert uncovered(connections, ada) == frozenset()


def test_referral_consent_that_ends_soon_is_told_before(session: Session) -> None:
    person = session.get_one(Person, people.add(session, {"name": "Ada Lantern"}, "care-lantern", BY))
    ends = {
        days: operations.give(session, person, replace(AGREED, ends_on=TODAY + timedelta(days=days)), SIGNED, BY)
        for days in (1, 14, 15)
    }
    operations.give(session, person, replace(AGREED, ends_on=None), SIGNED, BY)
    gone = operations.give(session, person, replace(AGREED, ends_on=TODAY + timedelta(days=2)), SIGNED, BY)
    operations.revoke(session, person, gone, "changed_mind", BY)
    assert [each.id for each in queries.ending(session, TODAY, Consent.person_id == person.id)] == [ends[1], ends[14]]
