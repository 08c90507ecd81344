"""A test client that looks at every answer: strict HTML, one h1, labels, headers, nothing from outside, nothing inline."""

import re
from collections import Counter
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient

X = "{http://www.w3.org/1999/xhtml}"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
OPAQUE = re.compile(r"[0-9A-Za-z_-]{20,}")  # ids and tokens, different in every test
FINE: set[bytes] = set()  # pages that were looked at and found right, whatever their ids and tokens
LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("use", "href"), ("form", "action")}


class CheckedClient(FlaskClient):
    """Every answer is checked before a test sees it."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        answer = super().open(*args, **{"buffered": True, **kwargs})
        check_headers(answer)
        if answer.mimetype == "text/html" and answer.data and not 300 <= answer.status_code < 400:
            check_once(answer.get_data(as_text=True))
        return answer


def check_once(text: str) -> None:
    """Check a page, unless one that differs in nothing but the names of its ids and tokens was found right before."""
    names: dict[str, str] = {}
    same = OPAQUE.sub(lambda found: names.setdefault(found[0], f"opaque{len(names)}"), text)
    digest = sha256(same.encode()).digest()
    if digest not in FINE:
        check_html(text)
        FINE.add(digest)


def check_headers(answer: Any) -> None:
    found = {name: answer.headers.get(name) for name in HEADERS}
    assert found in (HEADERS, HEADERS | {"Referrer-Policy": "no-referrer"})
    assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"]


def check_html(text: str) -> None:
    page = html5lib.HTMLParser(strict=True).parse(text)
    nodes = list(page.iter())
    assert page.get("lang") in {"en", "es"}
    assert page.get("dir") == "ltr"
    assert len([node for node in nodes if node.tag == X + "h1"]) == 1
    assert "".join(page.find(f".//{X}title").itertext()).strip()
    assert [name for name, count in Counter(n.get("id") for n in nodes if n.get("id")).items() if count > 1] == []
    assert unlabelled(page) == []
    assert headings_in_order(nodes)
    for node in nodes:
        check_node(node)


def check_node(node: Element) -> None:
    name = str(node.tag).rpartition("}")[2]
    attributes = dict(node.items())
    assert "style" not in attributes, f"inline style on {name}"
    assert not [key for key in attributes if key.startswith("on")], f"inline script on {name}"
    if name == "script":
        assert node.get("src"), "inline script"
    if name == "img":
        assert node.get("alt") is not None
    for key, value in attributes.items():
        if (name, key) in LOADING:
            drawn = name == "img" and value.startswith("data:image/svg+xml")
            assert drawn or value.startswith(("/", "#")), f"{name} loads {value}"
        if key == "href":
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)


def unlabelled(page: Element) -> list[str]:
    """Form controls without a label."""
    labels = {label.get("for") for label in page.iter(X + "label")}
    controls = [node for tag in ("input", "select", "textarea") for node in page.iter(X + tag)]
    return [
        node.get("name") or "?"
        for node in controls
        if node.get("type") not in {"hidden", "submit"} and node.get("id") not in labels and not node.get("aria-label")
    ]


def headings_in_order(nodes: list[Element]) -> bool:
    """No heading skips a level going down."""
    levels = [int(str(node.tag)[-1]) for node in nodes if re.fullmatch(re.escape(X) + "h[1-6]", str(node.tag))]
    start = levels.index(1)
    return all(after - before <= 1 for before, after in zip(levels[start:], levels[start + 1 :], strict=False))
