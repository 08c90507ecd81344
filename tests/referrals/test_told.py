"""What an organization is told, by stage and consent, and what stays inside whatever was filled in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from referrals.consents import operations as consents
from referrals.consents import terms
from referrals.consents.operations import Signed
from referrals.offers import drafts
from referrals.offers.carried import kept
from referrals.offers.making import Refused
from referrals.offers.models import Offer, Referral, ReferralDraft
from referrals.offers.told import BEFORE, OPTIONAL, Subject, age_band, facts
from referrals.people import operations as people
from referrals.people.fields import FIELD
from referrals.people.models import Person
from resource_app.accounts.roles import Held
from resource_app.accounts.sign_ins import Somebody
from resource_app.actor import Actor
from resource_app.audit.recording import By, Origin
from resource_app.connections import Connections
from resource_app.errors import BadInput, NotFound
from tests.validation.listings import id_of, load_many

NOW = datetime(2026, 10, 13, 18, 40, tzinfo=UTC)
TODAY = NOW.date()
BY = By(Actor("user", "volunteer"), Origin(), NOW)
LISTING = id_of("listing 1-0")
VALUES = {
    "name": "Ada Lantern",
    "called": "Ada",
    "born_on": "1984-02-29",
    "phone": "(617) 555-0103",
    "street": "4 Hidden Lane",
    "city": "Anytown",
    "zip": "02139",
    "language": "Spanish",
    "plan_id": "HX-99",
    "diet": "No pork",
    "channels": "call",
    "safe_days": "mon tue",
    "safe_times": "after the children are at school",
}
TYPED = {
    "need": "food-insecurity",
    "found": "talk",
    "priority": "routine",
    "call_back": "617-555-0121",
    "adults": "2",
    "children": "1",
    "access_interpreter": "yes",
    "qualifies_low_income": "yes",
    "note": "She can come on Fridays.",
    "private_note": "Her brother must not know.",
}
EVERYTHING = frozenset({"need", "contact"}) | OPTIONAL


def told(stage: int, covered: frozenset[str] = EVERYTHING, **changed: str) -> dict[str, tuple[str, ...]]:
    values = VALUES | {code: text for code, text in changed.items() if code in VALUES or code == "mail_address"}
    typed = TYPED | {name: text for name, text in changed.items() if name not in values}
    found = facts(Subject(kept(typed, TODAY), values, TODAY), stage, covered)  # type: ignore[arg-type]
    return {fact.code: fact.parts for fact in found}


def test_item_34_referral_before_it_accepts_an_organization_reads_nothing_that_names_anybody() -> None:
    assert told(0) == {
        "about": ("021",),
        "age": ("25", "44"),
        "household": ("2", "1"),
        "language": ("spa",),
        "times": ("safe_days=mon tue",),
        "access": ("interpreter",),
        "qualifies": ("low_income=yes",),
    }


def test_a_line_of_the_inbox_unseals_all_that_is_told_before_it_accepts_and_no_more() -> None:
    def before(values: dict[str, str]) -> object:
        return facts(Subject(kept(TYPED, TODAY), values, TODAY), 0, EVERYTHING)

    def without(code: str) -> dict[str, str]:
        return {each: said for each, said in whole.items() if each != code}

    whole = VALUES | {"safe_from": "09:00", "safe_until": "17:00"}
    other = {code: without(code) if code in whole else whole | {code: "yes"} for code in FIELD}
    assert {code for code, values in other.items() if before(values) != before(whole)} == set(BEFORE)


def test_free_text_never_stands_in_what_is_read_before() -> None:
    everything = str(told(0, language="Ada Lantern, 617-555-0103"))
    assert "Ada" not in everything
    assert "555" not in everything


def test_item_34_referral_after_it_accepts_it_reads_how_to_reach_them_and_never_the_private_note() -> None:
    after = told(1)
    assert after["name"] == ("Ada Lantern",)
    assert after["note"] == ("She can come on Fridays.",)
    assert "address" not in after
    assert "born_on" not in after
    assert "brother" not in str(after)
    assert "HX-99" not in str(after)


def test_an_address_is_told_where_somebody_comes_home_and_what_stands_for_it_where_it_is_secret() -> None:
    assert told(1, comes_home="yes")["address"] == ("4 Hidden Lane", "Anytown", "02139")
    safe = told(1, comes_home="yes", mail_address="PO Box 9")
    assert safe["address"] == ("PO Box 9",)
    assert "about" not in told(0, mail_address="PO Box 9")


@pytest.mark.parametrize(
    ("left_out", "codes"),
    [("household", {"household"}), ("eligibility", {"qualifies"}), ("preferences", {"diet"})],
)
def test_item_34_referral_what_no_consent_covers_is_left_out(left_out: str, codes: set[str]) -> None:
    covered = EVERYTHING - {left_out}
    assert not codes & (told(0, covered).keys() | told(1, covered).keys())
    assert codes & (told(0).keys() | told(1).keys())


def test_nothing_is_told_without_consent() -> None:
    assert told(0, frozenset()) == told(1, frozenset()) == {}


@pytest.mark.parametrize(
    ("born_on", "band"),
    [("2026-10-13", ("0", "4")), ("2021-10-14", ("0", "4")), ("2021-10-13", ("5", "12")), ("1946-10-13", ("80", ""))],
)
def test_age_bands(born_on: str, band: tuple[str, str]) -> None:
    assert age_band(born_on, TODAY) == band


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("need", "gold"),
        ("found", ""),
        ("priority", "emergency"),
        ("call_back", "soon"),
        ("wanted_by", "2026-10-12"),
        ("wanted_by", "Friday"),
        ("wanted_by", "2199-10-30"),
        ("adults", "two"),
        ("adults", "²"),
        ("children", "31"),
        ("note", "x" * 2001),
    ],
)
def test_what_cannot_be_is_named(field: str, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        kept(TYPED | {field: text}, TODAY)
    assert refused.value.field == field


def test_a_day_that_is_still_to_come_is_kept() -> None:
    assert kept(TYPED | {"wanted_by": "2026-10-30"}, TODAY).wanted_by == date(2026, 10, 30)


@pytest.fixture
def site(connections: Connections) -> Connections:
    with connections.transaction() as session:
        load_many(session, [1], NOW)
    return connections


def viewer(user_id: str = "volunteer", organization: str = "care-lantern") -> Somebody:
    return Somebody(
        session_id="",
        user_id=user_id,
        name="",
        email="",
        language="en",
        stage="factor",
        held=(Held("care_team", organization),),
        groups=(),
        way="authenticator",
        has_shown=True,
        seen_at=NOW,
        proved_at=NOW,
        ends_at=NOW + timedelta(hours=8),
    )


def drafted(connections: Connections, typed: dict[str, str] = TYPED, *, agreed: bool = True) -> str:
    with connections.transaction() as session:
        person = session.get_one(Person, people.add(session, VALUES, "care-lantern", BY))
        if agreed:
            given = terms.Terms(
                kind="platform",
                purposes=frozenset({"referral"}),
                data_classes=frozenset({"need", "contact"}),
                recipients=frozenset({terms.EVERYBODY}),
                starts_on=TODAY,
            )
            consents.give(session, person, given, Signed(name="Ada Lantern", language="en"), BY)
        made = drafts.begin(session, person, [LISTING], BY)
        drafts.keep(session, drafts.open_draft(session, made, viewer()), typed, BY)
        return made


def test_a_referral_draft_is_kept_sealed_and_opens_for_who_began_it(site: Connections) -> None:
    made = drafted(site)
    with site.reading() as session:
        assert "brother" not in session.get_one(ReferralDraft, made).said
        assert drafts.open_draft(session, made, viewer()).said == TYPED
        for other in (viewer("somebody else"), viewer(organization="another team")):
            with pytest.raises(NotFound):
                drafts.open_draft(session, made, other)


def test_sending_a_referral_makes_case_need_and_offer_and_leaves_no_draft(site: Connections) -> None:
    made = drafted(site)
    with site.transaction() as session:
        referral_id = drafts.send(session, drafts.open_draft(session, made, viewer()), {}, TODAY, BY)
    with site.reading() as session:
        referral = session.get_one(Referral, referral_id)
        person = session.get_one(Person, referral.person_id)
        assert session.scalars(select(Offer.state)).all() == ["sent"]
        assert "brother" not in referral.said
        assert drafts.carried_of(session, person, referral).private_note == "Her brother must not know."
        assert drafts.covered(
            session, person.id, "any", drafts.carried_of(session, person, referral), NOW
        ) == frozenset({"need", "contact"})
        assert session.scalar(select(func.count()).select_from(ReferralDraft)) == 0


@pytest.mark.parametrize(("typed", "agreed"), [(TYPED, False), (TYPED | {"need": ""}, True)])
def test_a_referral_that_cannot_be_sent_leaves_the_draft_and_nothing_else(
    site: Connections, typed: dict[str, str], *, agreed: bool
) -> None:
    made = drafted(site, typed, agreed=agreed)
    with pytest.raises((Refused, BadInput)), site.transaction() as session:
        drafts.send(session, drafts.open_draft(session, made, viewer()), {}, TODAY, BY)
    with site.reading() as session:
        assert session.scalar(select(func.count()).select_from(Referral)) == 0
        assert drafts.open_draft(session, made, viewer()).said == typed


def test_a_referral_opens_also_after_the_day_it_was_wanted_by(site: Connections) -> None:
    made = drafted(site, TYPED | {"wanted_by": "2026-10-30"})
    with site.transaction() as session:
        referral_id = drafts.send(session, drafts.open_draft(session, made, viewer()), {}, TODAY, BY)
        session.get_one(Referral, referral_id).made_at = NOW + timedelta(days=90)
        session.flush()
        referral = session.get_one(Referral, referral_id)
        person = session.get_one(Person, referral.person_id)
        assert drafts.carried_of(session, person, referral).wanted_by == date(2026, 10, 30)


def test_referral_drafts_that_nobody_sent_are_gone_after_thirty_days(site: Connections) -> None:
    drafted(site)
    with site.transaction() as session:
        assert drafts.forget_old(session, NOW + timedelta(days=29)) == 0
        assert drafts.forget_old(session, NOW + timedelta(days=31)) == 1
