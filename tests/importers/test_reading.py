import gzip
import json
import zipfile
from pathlib import Path

import pytest

from importers.reading import (
    MOST_FIELD_CHARACTERS,
    Unreadable,
    digest_of,
    head_of,
    lines,
    parse_json,
    to_utf8,
    unpacked,
)
from importers.record import Issue
from resource_app.errors import BadInput


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Café".encode(), "Café", "utf-8"),
        (b"\xef\xbb\xbf" + "Café".encode(), "Café", "utf-8"),
        ("Café “here”".encode("cp1252"), "Café “here”", "cp1252"),
        ("Café".encode("latin-1") + b"\x81", "Café\x81", "latin-1"),
        ("Café".encode("utf-16-le"), "C\x00a\x00f\x00é\x00", "cp1252"),
        (b"\xff\xfe" + "Café".encode("utf-16-le"), "Café", "utf-16-le"),
    ],
)
def test_text_is_read_in_the_encoding_it_is_in(data: bytes, text: str, encoding: str) -> None:
    assert to_utf8(data) == (text.encode(), encoding)


def test_a_letter_cut_at_the_end_of_a_block_is_no_other_encoding() -> None:
    assert to_utf8("Café".encode()[:-1], cut=True) == (b"Caf", "utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(tmp_path: Path, end: str) -> None:
    file = tmp_path / "rows.txt"
    file.write_bytes(f"one{end}two{end}{end}three".encode())
    assert [(line.number, line.data) for line in lines(file)] == [(1, b"one"), (2, b"two"), (3, b""), (4, b"three")]


def test_gzip_is_told_by_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson"
    file.write_bytes(gzip.compress(b'{"a": 1}\n'))
    assert head_of(file) == b'{"a": 1}\n'


def test_a_broken_gzip_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "rows.ndjson.gz"
    file.write_bytes(gzip.compress(b'{"a": 1}\n' * 100)[:-12])
    with pytest.raises(BadInput, match=r"rows\.ndjson\.gz cannot be read"):
        head_of(file)


def test_the_digest_of_a_folder_knows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1")
    first = digest_of(tmp_path)
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    assert digest_of(tmp_path) != first


@pytest.mark.parametrize(
    ("data", "value", "code"),
    [
        (b'{"a": "x\\u0000y"}', {"a": "xy"}, "unstorable"),
        (b'{"a": "x\x00y"}', {"a": "xy"}, "nul"),
        (b'{"a": NaN, "b": -Infinity}', {"a": None, "b": None}, "unstorable"),
        (b'{"a": 123456789012345678901234567890}', {"a": "123456789012345678901234567890"}, "unstorable"),
        (b'{"a": 1e999}', {"a": None}, "unstorable"),
        ('{"a": "Café"}'.encode("latin-1"), {"a": "Café"}, "encoding"),
        (b'{"a": "\\ud800x"}', {"a": "x"}, "unstorable"),
    ],
)
def test_what_cannot_be_stored_is_mended_and_noted(data: bytes, value: object, code: str) -> None:
    issues: list[Issue] = []
    found = parse_json(data, issues)
    assert found == value
    assert code in {issue.code for issue in issues}
    json.dumps(found, allow_nan=False)


def test_ordinary_rows_have_nothing_noted() -> None:
    issues: list[Issue] = []
    assert parse_json(b'{"id": "12345678-1234-1234-1234-5e1234567890", "n": 12.5}', issues)["n"] == 12.5
    assert issues == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{not json", "not JSON"),
        (b"[" * 5_000 + b"]" * 5_000, "deeply"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "deeply"),
        (json.dumps({"a": "x" * (MOST_FIELD_CHARACTERS + 1)}).encode(), "longer than"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        parse_json(data, [])


def test_a_zip_cannot_write_beside_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("../../services.csv", "id,name\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    assert [each.name for each in unpacked(file, inside).iterdir()] == ["services.csv"]
    assert not (tmp_path.parent / "services.csv").exists()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("services.csv", b"0" * 300_000_000)
    with pytest.raises(BadInput, match="far more than it holds"):
        unpacked(file, tmp_path)
