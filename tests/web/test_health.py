"""What a load balancer and a person on duty are told: alive, ready, and whether jobs are done in time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from resource_app.connections import Connections
from resource_app.jobs.models import JobRun
from resource_app.settings import Settings
from tests.web.conftest import NOW, application


@pytest.fixture
def asking(settings: Settings, connections: Connections) -> Iterator[FlaskClient]:
    """A client of an application over a directory of the test's own."""
    with application(settings, connections).test_client() as opened:
        yield opened


def test_a_directory_that_answers_is_ready(asking: FlaskClient) -> None:
    assert asking.get("/healthz").get_json() == {"alive": True}
    answer = asking.get("/readyz")
    assert answer.status_code == 200
    assert answer.get_json() == {"ready": True, "database": "up", "search": "up", "jobs": "in time"}


def test_without_an_index_it_lives_but_is_not_ready(asking: FlaskClient, connections: Connections) -> None:
    with connections.transaction() as session:
        connections.search.drop(session.connection())
    assert asking.get("/healthz").status_code == 200
    answer = asking.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json() == {"ready": False, "database": "up", "search": "down", "jobs": "in time"}


def test_without_its_tables_it_says_that_the_database_is_down(asking: FlaskClient, connections: Connections) -> None:
    with connections.transaction() as session:
        session.execute(text("DROP TABLE job_run"))
    answer = asking.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["database"] == "down"


@pytest.mark.parametrize(("waited", "said"), [(timedelta(minutes=4), "in time"), (timedelta(minutes=6), "late")])
def test_jobs_nobody_takes_are_told(
    asking: FlaskClient, connections: Connections, waited: timedelta, said: str
) -> None:
    with connections.transaction() as session:
        session.add(JobRun(name="index-check", due_at=NOW - waited))
    answer = asking.get("/readyz")
    assert (answer.status_code, answer.get_json()["jobs"]) == (200, said)
