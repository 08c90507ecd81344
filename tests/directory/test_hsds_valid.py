import gzip
import json
import math
from collections import Counter
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resource_app.directory.hsds_valid import FORMATS, publishable
from tests.factories import lantern

TEXTS = {
    "uri": (
        "https://example.org",
        "http://example.org:8080/a%20b?c=d#e",
        "mailto:help@example.org",
        "http://someone@example.org",
        "http://example.org/a b",
        "www.example.org",
        "http://exämple.org",
        "http://",
        "http://example.org/%zz",
        "javascript:alert(1)",
        "",
    ),
    "email": (
        "help@example.org",
        "a.b+c@sub.example.org",
        "help@",
        "@example.org",
        "a b@example.org",
        "a..b@example.org",
        "x",
    ),
    "date-time": (
        "2023-03-15T10:30:45.123Z",
        "2024-09-25T14:23:06.5+01:00",
        "2023-03-15",
        "2023-02-30T10:30:45Z",
        "2023-03-15T25:30:45Z",
        "2023-03-15T10:30:45",
    ),
    "uuid": ("11111111-1111-4111-8111-111111111111", "11111111111141118111111111111111", "org_1"),
}


@pytest.mark.parametrize(("form", "text"), [(form, text) for form, texts in TEXTS.items() for text in texts])
def test_no_format_is_laxer_than_the_schemas(form: str, text: str) -> None:
    schema = jsonschema_rs.Draft202012Validator({"type": "string", "format": form}, validate_formats=True)
    if FORMATS[form](text):
        assert schema.is_valid(text)


@settings(deadline=None)
@given(
    st.text(max_size=40).map(lambda text: f"http://{text}")
    | st.text(max_size=30).map(lambda text: f"{text}@example.org")
)
def test_whatever_passes_is_valid(text: str) -> None:
    for form in ("uri", "email"):
        if FORMATS[form](text):
            assert jsonschema_rs.Draft202012Validator({"format": form}, validate_formats=True).is_valid(text)


def test_most_addresses_pass() -> None:
    assert FORMATS["uri"]("https://example.org/help?a=1#b")
    assert FORMATS["email"]("front.desk@example.org")
    assert FORMATS["date-time"]("2023-03-15T10:30:45.123Z")


def test_code_is_no_address() -> None:
    assert not FORMATS["uri"]("javascript:alert(1)")


def test_what_cannot_be_written_is_left_out_and_counted() -> None:
    left_out: Counter[str] = Counter()
    nested = lantern(email="nobody at example", url="https://example.org", minimum_age="12", alert="", wait_time=None)
    written = publishable("service", nested, left_out)
    assert written is not None
    assert "email" not in written
    assert "minimum_age" not in written
    assert {"alert", "wait_time"}.isdisjoint(written)
    assert left_out == {"service.email": 1, "service.minimum_age": 1}


def test_an_object_without_what_it_requires_is_left_out() -> None:
    left_out: Counter[str] = Counter()
    nested = lantern()
    del nested["service_at_locations"][0]["location"]["addresses"][0]["city"]
    written = publishable("service", nested, left_out)
    assert written is not None
    assert written["service_at_locations"][0]["location"]["addresses"] == []
    assert left_out == {"service.service_at_locations.location.addresses": 1}


def test_a_service_without_status_cannot_be_written() -> None:
    assert publishable("service", lantern(status="Active?"), Counter()) is None


@pytest.mark.parametrize("value", [math.nan, math.inf, True, "35"])
def test_a_number_is_a_number(value: object) -> None:
    left_out: Counter[str] = Counter()
    publishable("service", lantern(minimum_age=value), left_out)
    assert left_out == {"service.minimum_age": 1}


@pytest.mark.real_data
def test_what_is_written_passes_the_schema(real_data: Path) -> None:
    with gzip.open(real_data / "hsds/3.1.1/schema/compiled/service.json.gz") as packed:
        schema = jsonschema_rs.Draft202012Validator(json.load(packed), validate_formats=True)
    nested = lantern(
        email="x", url="y z", last_modified="today", phones=[{"id": "1", "number": ""}], x_kept=[None, {"a": ""}]
    )
    written = publishable("service", nested, Counter())
    assert not list(schema.iter_errors(written))
