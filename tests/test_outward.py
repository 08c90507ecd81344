"""Nothing that stands in a listing leads us to an address that is not everybody's, however it is written."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import httpcore
import pytest

from resource_app import outward
from resource_app.outward import Answer, NoSuchName, Outward, Unsure, is_public

PUBLIC = "93.184.215.14"

REFUSED = (
    "0.0.0.0",  # noqa: S104 - no address that anything is bound to
    *("10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.170", "192.0.0.192", "192.0.2.1"),
    *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255"),
    *("240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::7f00:1", "::808:808", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:7f00:1"),
    *(
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ),
    *(
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
    ),
    *("fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1", "5f00::1", "not an address", ""),
)


@pytest.mark.parametrize("address", REFUSED)
def test_item_61_an_address_that_is_not_everybodys_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "192.0.1.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])
def test_item_61_an_address_of_anybodys_server_is_asked(address: str) -> None:
    assert is_public(address)


@dataclass
class Script:
    """A server on this machine that answers each path as told, and what it was asked. Outward believes it is PUBLIC."""

    answers: dict[str, Callable[[socket.socket, str], None]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def ask(self, name: str, kind: str, seconds: float) -> list[str]:
        assert 0 < seconds <= outward.CONNECT_SECONDS
        if name not in self.names:
            raise NoSuchName
        return [each for each in self.names[name] if (":" in each) == (kind == "AAAA")]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        assert is_public(address), "the guard comes before the connection"
        self.connected.append((address, port))
        return outward.by_socket("127.0.0.1", self.port, seconds)

    def outward(self, pace: float = 0) -> Outward:
        return Outward("https://directory.example.org", ask=self.ask, connect=self.connect, pace=pace, unasked=())

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(sock,), daemon=True).start()

    def _answer(self, sock: socket.socket) -> None:
        with closing(sock):
            head = b""
            while b"\r\n\r\n" not in head:
                if not (read := sock.recv(4096)):
                    return
                head += read
            method, path, _ = head.decode("latin-1").split(" ", 2)
            self.asked.append((method, path))
            self.heads.append(head.decode("latin-1"))
            try:
                self.answers[path](sock, method)
            except OSError:
                return


@pytest.fixture
def script() -> Iterator[Script]:
    made = Script(names={"pantry.example.org": [PUBLIC], "other.example.org": [PUBLIC]})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made.port = listener.getsockname()[1]
        threading.Thread(target=made.serve, args=(listener,), daemon=True).start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)


def says(status: int, *headers: str, get: int | None = None) -> Callable[[socket.socket, str], None]:
    def answer(sock: socket.socket, method: str) -> None:
        code = get if get is not None and method == "GET" else status
        lines = [f"HTTP/1.1 {code} Said", "Content-Length: 0", *headers, "", ""]
        sock.sendall("\r\n".join(lines).encode())

    return answer


def test_item_61_a_page_that_answers_is_asked_by_its_checked_address_and_told_who_asks(script: Script) -> None:
    script.answers["/a?b=c"] = says(200)
    assert script.outward().look("http://pantry.example.org/a?b=c#d") == Answer(200)
    assert script.asked == [("HEAD", "/a?b=c")]
    assert script.connected == [(PUBLIC, 80)]
    [head] = script.heads
    assert "Host: pantry.example.org\r\n" in head
    assert "User-Agent: ResourceLoop-LinkCheck/1 (+https://directory.example.org)\r\n" in head
    assert not {"cookie", "referer", "authorization"} & {line.split(":")[0].lower() for line in head.splitlines()}


def test_item_61_where_a_head_fails_the_beginning_of_the_page_counts(script: Script) -> None:
    script.answers["/"] = says(404, get=200)
    script.answers["/gone"] = says(404)
    assert script.outward().look("http://pantry.example.org/") == Answer(200)
    assert "Range: bytes=0-1023" in script.heads[-1]
    assert script.outward().look("http://pantry.example.org/gone") == Answer(404)


@pytest.mark.parametrize(
    "host", ["0x7f.1", "2130706433", "127.1", "0177.0.0.1", "①②⑦.⓪.⓪.①", "[::ffff:127.0.0.1]", "127.0.0.1"]
)
def test_item_61_names_that_mean_this_machine_are_refused_by_what_they_lead_to(script: Script, host: str) -> None:
    for name in ("0x7f.1", "2130706433", "127.1", "0177.0.0.1", "127.0.0.1"):
        script.names[name] = ["127.0.0.1"]
    assert script.outward().look(f"http://{host}/").trouble == "refused"
    assert not script.connected


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["2002:7f00:1::"], [PUBLIC, "fe80::1"], ["::ffff:8.8.8.8"]]
)
def test_item_61_a_name_with_one_private_address_is_refused(script: Script, addresses: list[str]) -> None:
    script.names["inside.example.org"] = addresses
    assert script.outward().look("http://inside.example.org/").trouble == "refused"
    assert not script.connected


@pytest.mark.parametrize(
    "url",
    [
        "ftp://pantry.example.org/",
        "file:///etc/passwd",
        "gopher://pantry.example.org/",
        "//pantry.example.org/",
        "pantry.example.org",
        "javascript:alert(1)",
        "http://pantry.example.org:8080/",
        "http://pantry.example.org:22/",
        "http://me@pantry.example.org/",
        "http://me:secret@pantry.example.org/",
        "http://127.0.0.1\\@pantry.example.org/",
        "http:///path",
        "http://pantry.example.org/" + "a" * 2_000,
        "http://[::1/",
        "",
    ],
)
def test_item_61_only_plain_web_addresses_are_asked(script: Script, url: str) -> None:
    assert script.outward().look(url).trouble == "refused"
    assert not script.connected


def test_item_61_a_redirect_is_followed_three_times_and_each_is_checked(script: Script) -> None:
    for number in range(5):
        script.answers[f"/{number}"] = says(302, f"Location: /{number + 1}")
    script.answers["/5"] = says(200)
    script.answers["/loop"] = says(301, "Location: /loop")
    script.answers["/away"] = says(307, "Location: http://other.example.org/5")
    looked = script.outward()
    assert looked.look("http://pantry.example.org/2") == Answer(200)
    assert looked.look("http://pantry.example.org/away") == Answer(200)
    assert "Host: other.example.org\r\n" in script.heads[-1]
    assert looked.look("http://pantry.example.org/1").trouble == "too many redirects"
    script.asked.clear()
    assert looked.look("http://pantry.example.org/loop").trouble == "too many redirects"
    assert len(script.asked) == 4


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://inside.example.org/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://pantry.example.org:8080/",
        "http://me@pantry.example.org/",
        "//169.254.169.254/latest/meta-data/",
    ],
)
def test_item_61_a_redirect_to_where_we_must_not_go_is_refused(script: Script, to: str) -> None:
    script.names["inside.example.org"] = ["192.168.0.10"]
    script.answers["/"] = says(302, f"Location: {to}")
    assert script.outward().look("http://pantry.example.org/").trouble == "refused"
    assert len(script.connected) == 1


def test_item_61_a_name_that_changes_between_two_requests_is_checked_again(script: Script) -> None:
    addresses = iter([[PUBLIC], [], ["127.0.0.1"], []])
    looked = Outward(
        "https://directory.example.org", ask=lambda *_: next(addresses), connect=script.connect, pace=0, unasked=()
    )
    script.answers["/"] = says(404)
    assert looked.look("http://pantry.example.org/").trouble == "refused"
    assert len(script.connected) == 1


def test_item_61_who_sends_without_end_or_slowly_is_left(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "TOTAL_SECONDS", 1.0)

    def endless_head(sock: socket.socket, method: str) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            sock.sendall(b"X-More: " + b"a" * 1_000 + b"\r\n")

    def endless_body(sock: socket.socket, method: str) -> None:
        sock.sendall(b"HTTP/1.1 404 No\r\n\r\n" if method == "HEAD" else b"HTTP/1.1 200 OK\r\n\r\n")
        while method == "GET":
            sock.sendall(b"a" * 1_000)

    def drip(sock: socket.socket, method: str) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            sock.sendall(b"X-A: b\r\n")
            threading.Event().wait(0.1)

    def never(sock: socket.socket, method: str) -> None:
        threading.Event().wait(5)

    script.answers |= {"/head": endless_head, "/body": endless_body, "/drip": drip, "/never": never}
    looked = script.outward()
    assert looked.look("http://pantry.example.org/head").trouble == "broken"
    assert looked.look("http://pantry.example.org/body") == Answer(200)
    assert looked.look("http://pantry.example.org/drip").trouble == "slow"
    assert looked.look("http://pantry.example.org/never").trouble == "slow"


def test_item_61_what_is_read_for_one_address_is_counted(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "MOST_BYTES", 60)
    monkeypatch.setattr(outward._Budget.__init__, "__defaults__", (60,))
    script.answers["/"] = says(200, "X-Long: " + "a" * 100)
    assert script.outward().look("http://pantry.example.org/").trouble == "broken"


def test_item_61_what_is_no_answer_has_its_name(script: Script) -> None:
    def nonsense(sock: socket.socket, method: str) -> None:
        sock.sendall(b"\x00\x01 what is this\r\n\r\n")

    def shut(sock: socket.socket, method: str) -> None:
        sock.close()

    script.answers |= {"/nonsense": nonsense, "/shut": shut}
    looked = script.outward()
    assert looked.look("http://nobody.example.org/").trouble == "no such name"
    assert looked.look("http://pantry.example.org/nonsense").trouble == "broken"
    assert looked.look("http://pantry.example.org/shut").trouble == "broken"
    assert looked.look("https://pantry.example.org/nonsense").trouble in {"no safe connection", "slow"}

    def away(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        raise httpcore.ConnectTimeout

    def unsure(name: str, kind: str, seconds: float) -> list[str]:
        raise Unsure

    for ask, connect, trouble in ((script.ask, away, "unreachable"), (unsure, script.connect, "unsure")):
        looked = Outward("", ask=ask, connect=connect, pace=0, unasked=())
        assert looked.look("http://pantry.example.org/").trouble == trouble


def test_item_61_the_environment_names_no_proxy(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    script.answers["/"] = says(200)
    assert script.outward().look("http://pantry.example.org/") == Answer(200)


def test_item_61_a_host_is_asked_once_a_second(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(outward.time, "sleep", slept.append)
    script.answers["/"] = says(200)
    looked = script.outward(pace=outward.PACE_SECONDS)
    for host in ("pantry", "pantry", "other", "pantry"):
        assert looked.look(f"http://{host}.example.org/") == Answer(200)
    assert [round(each) for each in slept] == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("records", "takes"),
    [
        ({"MX": ["mail.example.org."], "A": [], "AAAA": []}, True),
        ({"MX": ["."], "A": [PUBLIC], "AAAA": []}, False),
        ({"MX": [], "A": [PUBLIC], "AAAA": []}, True),
        ({"MX": [], "A": [], "AAAA": ["2606:4700::1"]}, True),
        ({"MX": [], "A": [], "AAAA": []}, False),
        (NoSuchName, False),
        (Unsure, None),
    ],
)
def test_validation_a_mail_domain_takes_letters_or_nobody_can_say(
    records: dict[str, list[str]] | type[Exception], takes: bool | None
) -> None:
    def ask(name: str, kind: str, seconds: float) -> list[str]:
        if isinstance(records, type):
            raise records
        return records[kind]

    assert Outward("", ask=ask, unasked=()).takes_mail("pantry.example.org") is takes


@pytest.mark.parametrize("host", ["example.org", "a.example.org.", "pantry.test", "printer.local", "localhost"])
def test_item_61_of_names_that_are_kept_for_examples_nobody_is_asked(host: str) -> None:
    def ask(name: str, kind: str, seconds: float) -> list[str]:
        raise AssertionError(name)

    looked = Outward("", ask=ask, pace=0)
    assert looked.look(f"http://{host}/").trouble == "unsure"
    assert looked.takes_mail(host) is None
