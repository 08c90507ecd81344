"""Who is under age agrees alone where the law lets them, and what they agreed to and what a parent did never mix."""

from dataclasses import replace

import pytest

from referrals.consents import terms
from referrals.consents.minors import GROUNDS, grounds, require_ground
from resource_app.errors import BadInput
from tests.referrals.offering import TODAY

SCHOOL_CHILD, TEENAGER, ADULT, NEWLY_ADULT = "2016-01-01", "2012-10-13", "1984-02-29", "2008-10-13"
TERMS = terms.Terms(
    kind="platform",
    purposes=frozenset({"referral"}),
    data_classes=terms.USUAL,
    recipients=frozenset({"harbor"}),
    starts_on=TODAY,
)
ASKED = terms.Asked(
    organization_id="harbor", purpose="referral", day=TODAY, data_classes=frozenset({"need", "contact"})
)


@pytest.mark.parametrize(
    ("code", "data_class", "born_on"),
    [
        ("ma_part_2", "part_2", TEENAGER),
        ("ct_part_2", "part_2", SCHOOL_CHILD),
        ("ct_mental_health", "mental_health", TEENAGER),
        ("ma_apart", "need", TEENAGER),
        ("court", "victim_services", SCHOOL_CHILD),
        ("", "need", ""),
    ],
)
def test_somebody_under_age_agrees_alone_where_a_law_lets_them(code: str, data_class: str, born_on: str) -> None:
    require_ground(code, data_class, born_on, TODAY)


@pytest.mark.parametrize(
    ("code", "data_class", "born_on"),
    [
        ("ma_part_2", "part_2", SCHOOL_CHILD),
        ("ma_part_2", "need", TEENAGER),
        ("ct_mental_health", "part_2", TEENAGER),
        ("court", "need", ADULT),
        ("court", "need", NEWLY_ADULT),
        ("parent", "need", ""),
        ("they want it", "need", TEENAGER),
    ],
)
def test_nobody_agrees_alone_for_another_reason_at_another_age_or_of_age(
    code: str, data_class: str, born_on: str
) -> None:
    with pytest.raises(BadInput) as refused:
        require_ground(code, data_class, born_on, TODAY)
    assert refused.value.field == "alone"


def test_only_grounds_that_fit_an_age_are_offered_each_with_its_law() -> None:
    assert {each.code for each in GROUNDS} - {each.code for each in grounds(SCHOOL_CHILD, TODAY)} == {
        "ma_part_2",
        "nh_part_2",
    }
    assert all(each.law for each in GROUNDS)
    assert grounds(ADULT, TODAY) == grounds("", TODAY) == ()


@pytest.mark.parametrize(("agreed", "asked"), [(True, False), (False, True)])
def test_what_was_agreed_to_alone_and_by_a_parent_never_stand_for_one_another(agreed: bool, asked: bool) -> None:
    given, wanted = replace(TERMS, alone=agreed), replace(ASKED, alone=asked)
    assert terms.uncovered([given], wanted) == {"need", "contact"}
    assert terms.uncovered([replace(given, alone=asked)], wanted) == frozenset()


def test_who_agrees_alone_names_each_organization() -> None:
    terms.require_valid(replace(TERMS, alone=True))
    with pytest.raises(BadInput):
        terms.require_valid(replace(TERMS, alone=True, recipients=frozenset({terms.EVERYBODY})))
