"""Which other words are offered when nothing is found? Only needs: what the lexicon has a meaning for."""

import pytest
from babel.support import NullTranslations

from resource_app.directory.lexicon import load
from resource_app.web import rescue
from resource_app.web.cards import Reader
from resource_app.web.state import SearchState
from search.language import Language
from search.query import FacetValue, Place, Query, Results
from tests.web.conftest import NOW

LANGUAGE = Language(load())


def everything_but(words: str) -> rescue.Search:
    """A search that finds something whatever is asked, but not for these words."""
    return lambda query: Results(total=int(query.text != words), hits=(), facets={}, now=query.now)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("estoy en peligro", []),
        ("where can i get zzqq for food", ["food"]),
        ("zzqq need legal help kkvw", ["legal help"]),
        ("Wheelchair, zzqq of repair", ["Wheelchair"]),
        ("pañales zzqq", ["pañales"]),
        ("esta muy cerca para algo gratis", []),
        ("food", []),
    ],
)
def test_only_needs_are_offered_as_other_words(words: str, offered: list[str]) -> None:
    reader = Reader(NullTranslations(), "en", NOW, "")
    query = Query(text=words, now=NOW)
    ways = rescue.ways_out(SearchState(what=words), query, reader, everything_but(words), LANGUAGE)
    assert [way.state.what for way in ways if way.words.startswith("Try ")] == offered


def test_a_way_counts_what_lies_within_and_not_what_is_farther() -> None:
    reader = Reader(NullTranslations(), "en", NOW, "")
    query = Query(text="zzqq food", now=NOW)
    far = Results(total=10, hits=(), facets={}, now=NOW, near_count=0)
    assert rescue.ways_out(SearchState(what="zzqq food"), query, reader, lambda _query: far, LANGUAGE) == ()


def test_the_kinds_there_are_come_with_most_services_first_and_from_anywhere_when_none_is_near() -> None:
    reader = Reader(NullTranslations(), "en", NOW, "")
    query = Query(text="zzqq", place=Place("Chelsea", "city", 42.39, -71.03), now=NOW)
    counts = (FacetValue("food-services", 3), FacetValue("meals", 9), FacetValue("housing", 5))

    def only_elsewhere(asked: Query) -> Results:
        return Results(total=8, hits=(), facets={} if asked.place else {"category": counts}, now=NOW)

    ways = rescue.main_kinds(SearchState(what="zzqq", where="Chelsea"), query, reader, only_elsewhere)
    assert [(way.words, way.count, way.state.url) for way in ways] == [
        ("Housing", 5, "/search?category=housing"),
        ("Food", 3, "/search?category=food-services"),
    ]
