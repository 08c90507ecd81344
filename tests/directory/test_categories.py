"""The table of kinds of help, and how terms, names and descriptions lead into it."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from resource_app.directory.categories import (
    CATEGORIES,
    TOP_CATEGORIES,
    category,
    category_codes,
    children_of,
    is_mapped,
)
from resource_app.directory.categories.words import read_mappings, words_of
from resource_app.directory.category_reach import coverage_of
from resource_app.directory.facts import AUDIENCES

PROMISED = {
    "education": {"special-education", "english-classes", "adult-education"},
    "family-care": {"child-care", "parenting", "disability-services"},
    "financial-assistance": {"benefits-navigation", "utility-help", "public-benefits"},
    "food-services": {"food-pantry", "meals", "meal-delivery"},
    "housing": {"housing-subsidy", "shelter", "leaving-shelter", "rent-help"},
    "legal-support": {"disability-rights", "immigration", "legal-aid"},
    "transportation": {"medical-rides", "transport-vendors"},
    "health-care": {"dental", "vision", "primary-care", "mental-health"},
    "work": {"job-training", "job-placement"},
    "medical-supplies": {"equipment-loan", "assistive-technology"},
    "support-groups": {"rare-disease-groups", "grief-groups"},
}
ELIGIBILITY = "Open Eligibility"


def test_the_table_has_the_promised_kinds_and_children() -> None:
    assert {row.code for row in TOP_CATEGORIES} == set(PROMISED)
    for code, children in PROMISED.items():
        assert children <= {row.code for row in children_of(code)}


def test_every_row_is_whole() -> None:
    codes = [row.code for row in CATEGORIES]
    assert len(set(codes)) == len(codes)
    tops = {row.code for row in TOP_CATEGORIES}
    for place, row in enumerate(CATEGORIES):
        assert row.label
        assert row.label_es
        assert row.name("es") == row.label_es
        assert row.name("en") == row.label
        assert row.icon.replace("-", "").isalnum()
        assert all(row.words)
        assert all(row.words_es)
        assert row.parent in tops | {""}
        assert not row.parent or row.parent in codes[:place]
    labels = [row.label for row in CATEGORIES]
    assert len(set(labels)) == len(labels)


def test_an_identifier_of_open_eligibility_leads_to_one_category() -> None:
    identifiers = [identifier for row in CATEGORIES for identifier in row.open_eligibility]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.real_data
def test_the_whole_of_open_eligibility_leads_somewhere(real_data: Path) -> None:
    folder = real_data / "taxonomies/open-eligibility"
    mapped = {identifier for row in CATEGORIES for identifier in row.open_eligibility}
    audiences = {identifier for row in AUDIENCES for identifier in row.open_eligibility}
    with (folder / "open-eligibility-2.0.terms.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows if row["facet"] == "services"} - mapped == set()
    everybody = {"Anyone in Need", "Individuals", "Employed", "Home Owners", "Home Renters", "Spouses", "Dependents"}
    others = {"Hospitalized", "Burn Survivors", "Natural Disaster Survivors", "In Crisis", "Near Homeless"}
    situations = {row["id"]: row["name"] for row in rows if row["facet"] == "situations" and row["depth"] == "2"}
    assert {name for identifier, name in situations.items() if identifier not in audiences} <= everybody | others
    with (folder / "open-eligibility-1.x-ohana.csv").open(encoding="utf-8") as file:
        assert {row["taxonomy_id"] for row in csv.DictReader(file)} - mapped == set()


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        (("Food Pantry", "1130", ELIGIBILITY), ("food-services", "food-pantry")),
        (("Help Pay for Housing", "101-02-03", "Open Eligibility 1.x"), ("housing", "rent-help")),
        (("", "1184", ""), ("health-care", "dental")),
        (("Anything", "dental", "ResourceLoop"), ("health-care", "dental")),
        (("Comida", "", ""), ("food-services",)),
        (("Mobile Dental Care", "", "Our headings"), ("health-care", "dental")),
        (("Para-Transit", "", ""), ("transportation", "accessible-rides")),
        (("Youth", "", ""), ()),
        (("Something new", "1184", "Another taxonomy"), ()),
    ],
)
def test_a_term_is_read_by_its_code_or_by_its_words(term: tuple[str, str, str], codes: tuple[str, ...]) -> None:
    assert category_codes([term]) == codes


def test_the_longest_phrase_wins() -> None:
    assert category_codes([("Domestic Violence Shelters", "", "")]) == ("housing", "safe-housing")
    assert category_codes([("Law Libraries", "", "")]) == ("legal-support", "legal-aid")
    assert category_codes([("Marine Wildlife Rescue/Relocation", "", "")]) == ("family-care", "pets")


def test_headings_of_half_a_directory_give_way_to_particular_terms() -> None:
    heading = ("COMMUNITY SERVICES", "", "")
    assert category_codes([heading]) == ("family-care", "community-life")
    assert category_codes([heading, ("Tutoring", "", "")]) == ("education", "tutoring")


def test_the_name_adds_to_the_terms() -> None:
    assert category_codes([("Food", "", "")], "Meals on Wheels") == ("food-services", "meal-delivery")
    assert category_codes([], "Harbor Dental Clinic") == ("health-care", "dental")
    assert category_codes([("Housing", "", "")], "Harbor Garden Apartments") == ("housing",)


def test_where_a_term_has_a_code_the_name_adds_only_what_is_certain() -> None:
    coded = [("", "assistive-technology", "ResourceLoop")]
    assert category_codes(coded, "Device Lending Library") == ("medical-supplies", "assistive-technology")
    assert category_codes([("Assistive Technology", "", "Ours")], "Device Lending Library")[-1] == "libraries"
    assert category_codes(coded, "Free Meals and Devices")[-2:] == ("food-services", "meals")


def test_a_description_speaks_when_name_and_terms_do_not() -> None:
    text = "Gives out free meals and helps with rental assistance."
    assert category_codes([], "Lantern House", text) == ("food-services", "meals", "housing", "rent-help")
    assert category_codes([("Dental", "", "")], "Lantern House", text) == ("health-care", "dental")
    assert category_codes([], "Lantern House", "Meets at the public library, near the hospital.") == ()


def test_what_has_most_evidence_comes_first_and_parents_before_children() -> None:
    terms = [
        ("Tutoring", "", ""),
        ("Job Training", "", ""),
        ("Job Placement", "", ""),
        ("Job Training Formats", "", ""),
    ]
    assert category_codes(terms) == ("work", "job-training", "job-placement", "education", "tutoring")


def test_spelling_does_not_matter() -> None:
    assert words_of("Children's FOOD   Boxes/Pantries") == ("children", "food", "box", "pantry")
    assert category_codes([("FOOD PANTRIES", "", "")]) == category_codes([("food-pantry", "", "")])


def test_a_term_that_was_looked_at_is_mapped_though_it_names_no_help() -> None:
    assert is_mapped("Youth")
    assert is_mapped("COMMUNITY SERVICES")
    assert is_mapped("", "1184", ELIGIBILITY)
    assert not is_mapped("Zymurgy")


def test_a_list_that_names_an_unknown_category_is_refused() -> None:
    with pytest.raises(ValueError, match="dentistry"):
        read_mappings("[terms]\ndentistry: teeth\n", frozenset({"dental"}))


def service(name: str, *terms: str) -> dict:
    return {"name": name, "attributes": [{"taxonomy_term": {"name": term, "taxonomy": "Ours"}} for term in terms]}


def test_coverage_counts_services_and_the_terms_that_lead_nowhere() -> None:
    bodies = [
        service("Lantern Pantry", "Food Pantry"),
        service("Zymurgists", "Zymurgy", "Zymurgy", "Quux"),
        service("More of them", "Zymurgy", "Youth"),
        {"name": "Bare", "attributes": "odd"},
    ]
    coverage = coverage_of(bodies)
    assert (coverage.services, coverage.mapped, coverage.share) == (4, 1, 0.25)
    assert coverage.unmapped == (("Zymurgy", 2), ("Quux", 1))
    assert coverage_of([]).share == 1.0


@pytest.mark.real_data
def test_nine_of_ten_services_of_a_real_directory_get_a_category(real_data: Path) -> None:
    with gzip.open(real_data / "data/smc-cip/services.hsds-3.1.ndjson.gz", "rt", encoding="utf-8") as lines:
        coverage = coverage_of(map(json.loads, lines))
    assert coverage.services == 1703
    assert coverage.share >= 0.9


def test_a_code_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        category("zymurgy")


@pytest.mark.parametrize(
    ("name", "terms", "crisis"),
    [
        ("Night Line", ["Crisis Hotline"], True),
        ("Suicide Prevention Hotline", [], True),
        ("Domestic Violence Hotline", ["Help Hotlines"], True),
        ("Adult Learning Advice Line", ["Help Find Work", "Help Hotlines"], False),
        ("Pantry Finder Line", ["Food Pantry", "Help Hotlines"], False),
        ("Tax Hotline", ["Tax Preparation"], False),
    ],
)
def test_a_line_is_a_crisis_line_only_for_who_is_in_an_acute_crisis(name: str, terms: list[str], crisis: bool) -> None:
    codes = category_codes([(term, "", "") for term in terms], name)
    assert ("crisis-lines" in codes) is crisis
    assert crisis or "health-care" not in codes
