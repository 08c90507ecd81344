"""Who is in danger is heard, whatever words it takes; who has an ordinary need is not."""

import pytest

from resource_app.directory.danger import danger_in, languages_of_danger, speaks_of_danger
from resource_app.directory.danger.help import AGAINST, TELLING, box_of, kinds_against, told_by, urgent_in
from resource_app.directory.danger.table import SENTENCES
from resource_app.directory.lexicon import load
from resource_app.setting_values import HelpLine
from resource_app.web.kinds import BY_CODE
from tests.directory import words_of_danger
from tests.directory.words_of_danger import DANGER, ORDINARY


def test_danger_is_heard() -> None:
    assert [words for words in words_of_danger.lines(DANGER) if not speaks_of_danger(words)] == []


def test_an_ordinary_need_stays_one() -> None:
    assert [words for words in words_of_danger.lines(ORDINARY) if speaks_of_danger(words)] == []


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("he hits me", ("en",)),
        ("me pega", ("es",)),
        ("suicidal", ("en", "es")),
        ("自杀", ("other",)),
        ("food", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_the_language_of_the_words_is_known(words: str, languages: tuple[str, ...]) -> None:
    assert languages_of_danger(words) == languages


def test_danger_beside_an_ordinary_need_is_heard() -> None:
    assert speaks_of_danger("lead poisoning test, and my husband hits me")
    assert speaks_of_danger("food and rent, he won't let me leave, near Boston")


def test_the_lists_are_long_and_say_nothing_twice() -> None:
    for text in (DANGER, ORDINARY):
        phrases = words_of_danger.lines(text)
        assert len(phrases) >= 150
        assert len(phrases) == len(set(phrases))


LINES = (HelpLine("911", "Emergency"), HelpLine("988", "Crisis line"), HelpLine("211", "Any help"))


@pytest.mark.parametrize(
    ("words", "numbers", "kind"),
    [
        ("suicide", "988 911 211", "crisis-lines"),
        ("i want to kill myself", "988 911 211", "crisis-lines"),
        ("my son wants to kill himself", "988 911 211", "crisis-lines"),
        ("mental health crisis", "988 911 211", "crisis-lines"),
        ("suicidio", "988 911 211", "crisis-lines"),
        ("me quiero matar", "988 911 211", "crisis-lines"),
        ("quiero matarme", "988 911 211", "crisis-lines"),
        ("mi hijo quiere matarse", "988 911 211", "crisis-lines"),
        ("自杀", "988 911 211", "crisis-lines"),
        ("me quiere matar", "911 988 211", "violence-help"),
        ("he hits me", "911 988 211", "violence-help"),
        ("me pega", "911 988 211", "violence-help"),
        ("he hits me and i want to die", "911 988 211", "violence-help"),
        ("he has a gun", "911 988 211", "violence-help"),
        ("baby not breathing", "911 988 211", "crisis-lines"),
        ("no respira", "911 988 211", "crisis-lines"),
        ("overdose", "911 988 211", "crisis-lines"),
        ("sobredosis", "911 988 211", "crisis-lines"),
    ],
)
def test_the_number_and_the_help_offered_first_follow_from_the_danger(words: str, numbers: str, kind: str) -> None:
    heard = danger_in(words)
    box = box_of(heard, LINES)
    assert box
    assert [line.number for line in box.lines] == numbers.split()
    assert box.talk == numbers.startswith("988")
    assert kinds_against(heard)[0] == kind


def test_only_who_is_in_danger_from_others_is_led_to_safe_housing() -> None:
    for words in words_of_danger.lines(DANGER):
        heard = danger_in(words)
        assert kinds_against(heard), words
        assert {*kinds_against(heard)} <= {*BY_CODE}
    assert not {"violence-help", "safe-housing"} & {*kinds_against(danger_in("suicide"))}
    assert "crisis-lines" in kinds_against(danger_in("he hits me and i want to die"))


def test_a_kind_of_help_against_a_danger_tells_of_it() -> None:
    for kind in TELLING:
        assert kind in kinds_against(told_by((kind,), "en"))
    assert not told_by(("food-services",), "en")
    assert box_of(told_by((), "en"), LINES) is None


@pytest.mark.parametrize(
    ("words", "first", "concept"),
    [
        ("i would rather be dead", "Crisis lines and crisis help", "crisis"),
        ("mi hermana se quiere suicidar", "Crisis lines and crisis help", "crisis"),
        ("my wife keeps slapping me", "Help with violence or abuse", "dv"),
        ("he keeps my passport and makes us work", "Help with violence or abuse", "crime_victim"),
        ("my uncle molested me", "Help with violence or abuse", "sexual_assault"),
        ("my mother hits my little brother", "Help with violence or abuse", "child_abuse"),
        ("nobody cares for my neighbor, elder neglect", "Help with violence or abuse", "elder_abuse"),
    ],
)
def test_what_is_needed_first_follows_from_the_danger(words: str, first: str, concept: str) -> None:
    tiers = urgent_in(danger_in(words))
    assert first in tiers[0].kinds
    assert concept in {each for tier in tiers for each in tier.concepts}


def test_of_two_dangers_each_has_its_greatest_need_first() -> None:
    first, *_ = urgent_in(danger_in("he beats me and i want to kill myself"))
    assert {"Crisis lines and crisis help", "Help with violence or abuse"} <= {*first.kinds}


def test_who_took_poison_needs_to_know_what_to_do_before_a_talk() -> None:
    first, second = urgent_in(danger_in("my toddler drank detergent"))
    assert (first.kinds, first.concepts) == ((), ("poison",))
    assert "Crisis lines and crisis help" in second.kinds


def test_an_ordinary_need_has_nothing_before_it() -> None:
    assert urgent_in(danger_in("lice shampoo for my kids")) == ()


def test_every_need_is_known() -> None:
    known = {concept.code for concept in load().concepts}
    for row in AGAINST:
        assert {kind for need in row.needs for kind in need.kinds} <= {*BY_CODE}
        assert {concept for need in row.needs for concept in need.concepts} <= known
    assert {danger for row in AGAINST for danger in row.dangers} == {row.danger for row in SENTENCES}
