"""Fetching from real servers on this machine: what comes, and all that must not."""

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Iterator

import msgspec
import pytest

from riwaya.errors import InputError
from riwaya.sources.fetching import PUBLIC, Reach, fetch, resolve
from riwaya.sources.pages import Page
from tests.sources.serving import (
    CERTIFICATE,
    HERE,
    Answer,
    Server,
    drip,
    is_here,
    redirect,
    resolve_here,
    say,
    serve,
)  # fmt: skip

_PAGE = "<!doctype html><p>قال شهود إن الطريق فُتح.</p>"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_SMALL = msgspec.structs.replace(HERE, seconds=0.6, largest=100_000)


def _get(server: Server, reach: Reach = HERE, path: str = "/a?b=1") -> Page:
    return fetch(f"http://news.example:{server.port}{path}", reach=reach)


def _fault(answer: Answer, reach: Reach = HERE) -> str:
    """Give why an answer is not taken; it must name the address and come soon."""
    begun = time.monotonic()
    with serve(answer) as server, pytest.raises(InputError) as raised:
        _get(server, reach)
    assert server.heads, "nobody was asked"
    assert raised.value.place.startswith(f"http://news.example:{server.port}/a?b=1")
    assert time.monotonic() - begun < reach.seconds + 5
    return raised.value.fault


def _gzip(content: bytes) -> bytes:
    return say(gzip.compress(content), "Content-Encoding: gzip")


def test_a_page_comes_with_its_address_and_charset() -> None:
    with serve(say(_PAGE, kind="text/html; charset=Windows-1256")) as server:
        page = _get(server, path="/خبر?b=1#part")
    url = f"http://news.example:{server.port}/%D8%AE%D8%A8%D8%B1?b=1"
    assert page == Page(_PAGE.encode(), url, "Windows-1256")
    head = server.heads[0].lower()
    assert head.startswith("get /%d8%ae%d8%a8%d8%b1?b=1 http/1.1\r\n")
    assert f"host: news.example:{server.port}\r\n" in head
    assert "user-agent: riwaya " in head
    assert not {"cookie:", "referer:", "authorization:"} & set(head.split())


def test_plain_text_and_no_stated_kind() -> None:
    with serve(say("قال", kind="text/plain; charset=utf-8")) as server:
        assert _get(server).plain
    with serve(b"HTTP/1.1 200 OK\r\n\r\n" + _PAGE.encode()) as server:
        assert _get(server) == Page(_PAGE.encode(), f"http://news.example:{server.port}/a?b=1")


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_as_shipped(ip: str) -> None:
    with serve(say(_PAGE)) as server:
        reach = msgspec.structs.replace(PUBLIC, ports=None)
        with pytest.raises(InputError, match="not on the public network"):
            fetch(f"http://{ip}:{server.port}/", reach=reach)
        with pytest.raises(InputError, match=f"port {server.port}, not 80 or 443"):
            fetch(f"http://{ip}:{server.port}/")
    with pytest.raises(InputError, match="not on the public network"):
        fetch(f"https://{ip}/")
    assert server.heads == []


@pytest.mark.parametrize("ips", [["10.0.0.7"], ["8.8.8.8", "10.0.0.7"], ["64:ff9b::a00:7"], ["fe80::1%1"]])
def test_a_name_that_leads_to_a_private_address_is_refused(ips: list[str]) -> None:
    reach = Reach(resolve=lambda *_: ips)
    with pytest.raises(InputError, match=f"leads to {ips[-1]}, which is not on the public network"):
        fetch("https://news.example/", reach=reach)


def test_the_connection_goes_to_what_was_checked() -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])  # rebinding: another one next time
    reach = msgspec.structs.replace(HERE, resolve=lambda *_: next(answers))
    with serve(say(_PAGE)) as server:
        assert _get(server, reach).content == _PAGE.encode()
        with pytest.raises(InputError, match=r"leads to 127\.0\.0\.2"):
            _get(server, reach)
    assert len(server.heads) == 1
    assert next(answers), "it was resolved once for each fetch"


def test_where_one_of_its_addresses_is_deaf_the_next_is_tried() -> None:
    with serve(say(_PAGE)) as server:
        reach = Reach(ports=None, is_allowed=lambda _: True, resolve=lambda *_: ["127.0.0.9", "127.0.0.1"])
        assert _get(server, reach).content == _PAGE.encode()


def test_redirects_are_followed_without_cookies() -> None:
    def answer(head: str) -> bytes:
        if "GET /a?b=1 " in head:
            return redirect("../c", "Set-Cookie: a=b")
        return (
            redirect(f"http://other.example:{server.port}/d e".replace(" ", "%20"))
            if "GET /c" in head
            else say(_PAGE)
        )

    with serve(answer) as server:
        assert _get(server).url == f"http://other.example:{server.port}/d%20e"
    assert [head.split()[1] for head in server.heads] == ["/a?b=1", "/c", "/d%20e"]
    assert not any("cookie" in head.lower() for head in server.heads)


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("http://169.254.169.254/latest", "not on the public network"),
        ("http://127.0.0.2/", "not on the public network"),
        ("http://[::1]/", "not on the public network"),
        ("//10.0.0.1/", "not on the public network"),
        ("file:///etc/passwd", "is no address"),
        ("ftp://news.example/", "only http and https"),
        ("http://a:b@news.example/", "password"),
        ("https://nowhere.invalid/", "names a machine that is not found: nowhere.invalid"),
        ("/a?b=1", "redirects more than 5 times"),
    ],
)
def test_each_redirect_is_checked_anew(where: str, fault: str) -> None:
    assert fault in _fault(redirect(where))


def test_a_redirect_keeps_to_the_ports() -> None:
    with serve(say(_PAGE)) as other, serve(redirect(f"http://news.example:{other.port}/")) as server:
        reach = msgspec.structs.replace(HERE, ports=frozenset({server.port}))
        with pytest.raises(InputError, match=f"port {other.port}, not 80 or 443"):
            _get(server, reach)
    assert other.heads == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (say("", status="404 Not Found"), "answered 404"),
        (say(_PAGE, status="500 Oh"), "answered 500"),
        (say(b"", status="204 No Content"), "answered 204"),
        (say(b"", status="302 Found"), "answered 302"),
        (say(b"\x89PNG", kind="image/png"), "is no web page, but image/png"),
        (say("{}", kind="application/json"), "is no web page, but application/json"),
        (say(_PAGE, "Content-Encoding: br"), "is packed as br"),
        (say(_PAGE, "Content-Encoding: gzip, gzip"), "is packed as gzip, gzip"),
        (say(_PAGE, "Content-Encoding: gzip"), "is packed wrongly"),
        (say(gzip.compress(_PAGE.encode())[:-9], "Content-Encoding: gzip"), "is packed wrongly"),
        (b"", "cannot be fetched"),
        (b"SSH-2.0-OpenSSH\r\n", "cannot be fetched"),
        (_HEAD + b"Content-Length: 9\r\n\r\n<p>", "cannot be fetched"),
        (_HEAD + b"Transfer-Encoding: chunked\r\n\r\nz\r\n", "cannot be fetched"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_told(answer: bytes, fault: str) -> None:
    assert fault in _fault(answer)


def test_packed_pages() -> None:
    with serve(_gzip(_PAGE.encode())) as server:
        assert _get(server).content == _PAGE.encode()


def _bomb() -> Iterator[bytes]:
    yield _HEAD + b"Content-Encoding: gzip\r\n\r\n"
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(2000):
        yield packed.compress(bytes(1_000_000))


@pytest.mark.parametrize(
    "answer",
    [
        say("x" * 100_001),
        _HEAD + b"\r\n" + b"x" * 100_001,
        _gzip(b"x" * 100_001),
        _gzip(bytes(300_000_000)),
        drip(_HEAD + b"\r\n", b"x" * 60_000, seconds=0),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 3000, seconds=0),
        _bomb(),
    ],
    ids=["stated", "not stated", "packed", "bomb", "endless", "endless before it begins", "endless bomb"],
)  # fmt: skip
def test_what_is_too_large_is_refused(answer: Answer) -> None:
    reach = msgspec.structs.replace(_SMALL, seconds=10)
    assert _fault(answer, reach) == "is larger than 0.1 MB"


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        drip(_HEAD + b"\r\n<p>", b"x"),
        drip(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(b"", seconds=3),
    ],
    ids=["head", "body", "chunks", "nothing"],
)
def test_what_drips_is_given_up(answer: Answer) -> None:
    assert _fault(answer, _SMALL) == "did not answer in full in 0.6 seconds"


def test_time_is_for_all_redirects_together() -> None:
    def answer(_: str) -> bytes:
        time.sleep(0.25)
        return redirect("/a?b=1")

    with serve(answer) as server, pytest.raises(InputError, match=r"in 0\.6 seconds"):
        _get(server, _SMALL)
    assert 2 <= len(server.heads) <= 3


def test_a_resolver_that_hangs_and_a_machine_that_is_deaf_are_given_up() -> None:
    def hang(*_: object) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    begun = time.monotonic()
    with pytest.raises(InputError, match=r"in 0\.6 seconds"):
        fetch("http://news.example/", reach=msgspec.structs.replace(_SMALL, resolve=hang))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(InputError, match=r"cannot be fetched: .*refused"):
        fetch(f"http://news.example:{port}/", reach=_SMALL)
    assert time.monotonic() - begun < 2.5


def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def test_certificates_are_verified_with_the_name_that_was_asked_for() -> None:
    reach = msgspec.structs.replace(HERE, trusted=_trusting)
    with serve(say(_PAGE), tls=True) as server:
        assert fetch(f"https://news.example:{server.port}/", reach=reach).content == _PAGE.encode()
        with pytest.raises(InputError, match=r"certificate cannot be trusted: .*mismatch"):
            fetch(f"https://other.example:{server.port}/", reach=reach)
        with pytest.raises(InputError, match="certificate cannot be trusted: self-signed"):
            fetch(f"https://news.example:{server.port}/", reach=HERE)  # trusts whom the system trusts
        assert len(server.heads) == 1


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(say("proxy")) as proxy, serve(say(_PAGE)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert _get(server).content == _PAGE.encode()
    assert proxy.heads == []


def test_the_systems_resolver() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
    with pytest.raises(InputError, match="not found"):
        fetch("http://nowhere.invalid/")
    assert is_here("127.0.0.1")
    assert not is_here("127.0.0.2")
    assert resolve_here("a.example", 80) == ["127.0.0.1"]
