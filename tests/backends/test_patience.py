"""How long does a cluster keep somebody waiting? Until one deadline; and one slow answer keeps nobody else from asking."""

import pytest

from search.backend import SearchUnavailable
from search.backends.opensearch import client
from search.backends.opensearch.client import Breaker


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.begin()
        breaker.failed(SearchUnavailable("away"))


def test_failures_in_a_row_give_a_cluster_a_rest_and_fewer_do_not() -> None:
    breaker = Breaker()
    fail(breaker, client.MOST_FAILURES - 1)
    breaker.begin()
    breaker.answered()
    fail(breaker, client.MOST_FAILURES - 1)
    breaker.require()
    fail(breaker, 1)
    with pytest.raises(SearchUnavailable, match="away"):
        breaker.begin()
    with pytest.raises(SearchUnavailable, match="away"):
        breaker.require()


def test_after_the_rest_one_asks_and_the_others_when_it_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    breaker = Breaker()
    fail(breaker, client.MOST_FAILURES)
    now = client.time.monotonic()
    monkeypatch.setattr(client.time, "monotonic", lambda: now + client.REST_SECONDS + 1)
    breaker.require()
    breaker.begin()
    with pytest.raises(SearchUnavailable):
        breaker.begin()
    breaker.answered()
    breaker.begin()
