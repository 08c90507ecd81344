"""Related words and words nobody explained are no answer where nothing really answers. Every backend."""

import pytest

from tests.backends.conftest import Desk
from tests.backends.invented import listing, query

pytestmark = pytest.mark.contract


def test_related_words_alone_are_no_answer(desk: Desk) -> None:
    desk.store(
        listing(1, "Gamblers Anonymous", description="For compulsive gambling."),
        listing(2, "Quilting", keywords=("Support groups",)),
        listing(3, "Mathematics", description="We solve any problem."),
    )
    assert desk.ids(query("gambling problem")) == ["listing-1"]


def test_a_word_nobody_explained_is_an_answer_when_it_is_most_of_the_question(desk: Desk) -> None:
    desk.store(
        listing(1, "Falconry club"),
        *(listing(number, f"Club {number}", description="Social club.") for number in range(2, 8)),
    )
    assert desk.ids(query("falconry club"))[0] == "listing-1"
    assert desk.ids(query("falconry zeppelins hovercraft")) == []


def test_everything_that_answers_by_its_own_words_stays(desk: Desk) -> None:
    desk.store(
        listing(1, "Dental clinic", description="Dentist, dental care, teeth."),
        listing(2, "Health center", description="We do many things, and a dentist comes on Mondays."),
    )
    assert desk.ids(query("dentist")) == ["listing-1", "listing-2"]


def test_an_ending_that_makes_another_thing_is_not_cut_off(desk: Desk) -> None:
    desk.store(
        listing(1, "Train station"), listing(2, "Training"), listing(3, "Overeaters"), listing(4, "Over the hill")
    )
    assert desk.ids(query("train", correct=False))[0] == "listing-1"
    assert "listing-2" not in desk.ids(query("train", correct=False))
    assert "listing-4" not in desk.ids(query("overeating", correct=False))
