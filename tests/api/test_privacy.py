"""Nothing private leaves through the API, whatever is asked; what is hidden looks as if it did not exist."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resource_app.api.objects import public
from resource_app.directory.models import Listing, Organization, Service
from resource_app.directory.policy import is_public
from tests.api.invented import (
    ALLIANCE,
    CANARIES,
    CLINIC,
    HAVEN,
    HIDDEN,
    LAPSED,
    PAST_DUE,
    PUBLIC,
    QUIET,
    SHADOW,
    SHELTER,
    TUTORS,
    key,
    listing_ids,
)
from tests.conftest import NOW
from tests.factories import load

IDS = (
    *(each["id"] for each in (*PUBLIC, *HIDDEN, ALLIANCE, HAVEN, LAPSED, SHADOW, SHELTER)),
    *(listing for each in (*PUBLIC, *HIDDEN) for listing in listing_ids(each)),
)
QUERIES = (
    "",
    "?full=true",
    "?minimal=true",
    "?full_service=true",
    "?search=canary",
    "?search=CANARY+stale+pantry&full=true",
    "?search=secretgate&full=true",
    "?search=17+Secretgate+Lane",
    "?search=617-555-0177",
    "?taxonomy_term_id=" + key("term CANARY term"),
    "?organization_id=" + SHADOW["id"],
    "?modified_after=2000-01-01&full=true",
)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def addresses(app: Flask) -> Iterator[str]:
    """Every address of the API with every id, public or not, and every query it can be asked with."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api"):
            for id_ in IDS if rule.arguments else ("",):
                yield from (rule.rule.replace("<id>", id_) + query for query in QUERIES)


def without_request(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "request_id"}


def test_no_answer_holds_anything_private(app: Flask, client: FlaskClient) -> None:
    told = {address: client.get(address) for address in addresses(app)}
    assert sum(answer.status_code == 200 for answer in told.values()) > len(IDS)
    assert {address: canary for address, answer in told.items() for canary in CANARIES if canary in answer.text} == {}


def test_what_is_told_of_the_unhidden_is_told(client: FlaskClient) -> None:
    told = json.dumps([client.get(f"/api/services/{each['id']}").get_json() for each in PUBLIC])
    assert all(word in told for word in ("3 Wharf Street", "617-555-0101", "617-555-0102", "Safe Nights"))


@pytest.mark.parametrize(
    "address",
    [
        *(f"/api/services/{each['id']}" for each in HIDDEN),
        *(f"/api/service_at_locations/{listing}" for each in HIDDEN for listing in listing_ids(each)),
        f"/api/service_at_locations/{listing_ids(CLINIC)[1]}",
        f"/api/service_at_locations/{listing_ids(TUTORS)[1]}",
        f"/api/organizations/{SHADOW['id']}",
        f"/api/organizations/{LAPSED['id']}",
        "/api/services/no-id-at-all",
    ],
)
def test_hidden_and_unknown_look_the_same(client: FlaskClient, address: str) -> None:
    hidden, unknown = client.get(address), client.get(f"{address.rpartition('/')[0]}/{UNKNOWN}")
    assert (hidden.status_code, hidden.mimetype) == (404, "application/problem+json")
    assert without_request(hidden.get_json()) == without_request(unknown.get_json())


def test_an_organization_with_nothing_public_is_in_no_list(client: FlaskClient) -> None:
    listed = client.get("/api/organizations").get_json()
    assert {each["id"] for each in listed["contents"]} == {ALLIANCE["id"], HAVEN["id"], QUIET["id"]}


def test_a_search_by_the_name_of_what_is_past_due_does_not_count_it(client: FlaskClient) -> None:
    page = client.get("/api/services", query_string={"search": PAST_DUE["name"]}).get_json()
    assert page["total_items"] == page["size"]


@pytest.mark.parametrize("query", ["", "?colour=blue"])
def test_the_log_says_that_an_object_was_opened_but_not_which(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], query: str
) -> None:
    client.get(f"/api/services/{PUBLIC[1]['id']}{query}")
    written = capsys.readouterr().out
    assert "/api/services/<id>" in written
    assert PUBLIC[1]["id"] not in written


def test_the_log_keeps_no_words(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/api/services?search=zyxwhisper")
    written = capsys.readouterr().out
    assert "/api/services" in written
    assert "zyxwhisper" not in written


@pytest.mark.parametrize("flag", ["do_not_refer", "staff_only", "past_due", "unconfirmed", "held", "asked_out"])
def test_the_rule_of_what_is_public_is_one(session: Session, flag: str) -> None:
    """As SQL in the API it says of every listing what `policy.is_public` says."""
    load(session, NOW)
    changes: dict[str, Any] = {"past_due": {"due_on": NOW.date() - timedelta(days=1)}, "held": {"held": "withdrawn"}}
    session.execute(update(Organization if flag == "asked_out" else Listing).values(changes.get(flag, {flag: True})))
    listing, service = session.scalars(select(Listing)).one(), session.scalars(select(Service)).one()
    assert not is_public(listing, service, NOW.date(), asked_out=flag == "asked_out")
    assert session.scalars(public(NOW, Listing.id)).all() == []
