"""Arrays too large for memory: told apart by brackets, whatever stands in them."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import members
from importers.members import Members, opening
from importers.reading import Unreadable

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


def texts(data: bytes) -> list[bytes]:
    found = opening(data)
    assert found is not None
    stream = io.BytesIO(data)
    stream.read(found.end())
    return list(Members(stream))


@given(st.lists(VALUES), st.sampled_from([None, 1]), st.integers(1, 40))
def test_every_array_comes_apart_as_json_says(rows: list[Any], indent: int | None, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(members, "_BLOCK", block)
        assert [json.loads(each) for each in texts(json.dumps(rows, indent=indent).encode())] == rows


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"total": 2, "services": [{"a": "]"}, 1] }', [b'{"a": "]"}', b"1"]),
        (b' [ "a,b" , [[]], {"\\"}": "\\\\"} ]\n', [b'"a,b"', b"[[]]", b'{"\\"}": "\\\\"}']),
        (b'{"contents": [], "empty": true, "size": 0}', []),
    ],
)
def test_an_array_may_stand_in_an_object(data: bytes, found: list[bytes]) -> None:
    assert texts(data) == found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[1, 2", "ends in the middle"),
        (b'["a', "ends in the middle"),
        (b"[" * 100_000, "too deeply"),
        (b"[1]\n[2]", "more behind the end"),
        (b'{"services": [1], "organizations": [2]}', "more behind the end"),
        (b'["' + b"x" * 20_000_000, "longer than 16 MB"),
    ],
)
def test_what_cannot_be_told_apart_is_said(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        texts(data)
