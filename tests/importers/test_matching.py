from dataclasses import replace

import pytest

from importers.matching import ENOUGH, Facts, Index, facts_of, fold, likeness
from tests.importers.invented import place, service

ONE = Facts(
    "one",
    "lantern food pantry",
    "lantern neighbors",
    frozenset({"6175550142"}),
    "9 lantern street 02150",
    "chelsea",
    frozenset({"lantern.example.org"}),
)


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"name": "lantern food pantry inc"}, True),
        ({"name": "food pantry lantern", "organization": ""}, True),
        ({"organization": "", "sites": frozenset(), "phones": frozenset()}, True),
        ({"organization": "", "sites": frozenset(), "street": "", "city": ""}, True),
        ({"phones": frozenset(), "street": "", "city": "", "sites": frozenset()}, True),
        ({"name": "lantern legal clinic"}, False),
        ({"name": ""}, False),
        ({"organization": "", "phones": frozenset(), "street": "", "sites": frozenset()}, False),
        ({"phones": frozenset(), "street": "4 elm street 02903", "city": "providence"}, False),
    ],
)
def test_a_name_and_something_else_must_agree(changes: dict, *, alike: bool) -> None:
    assert (likeness(ONE, replace(ONE, listing="two", **changes)) >= ENOUGH) == alike


def test_a_name_cut_at_sixty_letters_is_the_same_name() -> None:
    name = "lantern neighbors food pantry and community kitchen of greater chelsea"
    assert likeness(replace(ONE, name=name), replace(ONE, name=name[:60])) >= ENOUGH


def test_the_most_alike_listing_is_found() -> None:
    near = replace(ONE, listing="near", name="lantern food pantries", phones=frozenset())
    found = Index([near, replace(ONE, listing="exact"), replace(ONE, listing="other", name="lantern clinic")]).best(ONE)
    assert found is not None
    assert found[0] == "exact"


def test_nothing_is_like_a_stranger() -> None:
    assert Index([ONE]).best(Facts("two", "river clinic", phones=frozenset({"6175550199"}))) is None
    assert Index().best(ONE) is None


def test_only_listings_that_share_a_key_are_compared() -> None:
    crowd = [replace(ONE, listing=f"{n}", name=f"program {n}", street="", sites=frozenset()) for n in range(1_000)]
    index = Index([*crowd, replace(ONE, listing="same")])
    found = index.best(replace(ONE, listing="new"))  # a phone a thousand share tells nothing; name, street and site do
    assert found is not None
    assert found[0] == "same"


def test_facts_are_folded() -> None:
    nested = service(1, url="https://www.Lantern.example.org/food?x=1")
    nested["phones"][0]["number"] = "+1 (617) 555-0142 x3"
    facts = facts_of("one", nested, nested["organization"], place(1))
    assert facts == Facts(
        "one",
        "lantern pantry 1",
        "lantern neighbors 1",
        frozenset({"6175550142"}),
        "1 lantern st 02150",
        "chelsea",
        frozenset({"lantern.example.org"}),
    )


@pytest.mark.parametrize("junk", [None, 5, [], {"a": 1}, "", [None], [[]]])
def test_junk_gives_no_facts(junk: object) -> None:
    broken = {"name": junk, "phones": junk, "url": junk, "addresses": junk}
    assert facts_of("one", broken, broken, broken) == Facts("one", "")


def test_folding() -> None:
    assert fold("  The “Café”, Inc. ") == "the café inc"
