"""Who is let in, from where, and what every answer carries."""

import contextlib
import http.client

import pytest

from riwaya.web.app import name_hosts
from tests.web.visiting import Site


def test_an_invitation_lets_one_browser_in_once(site: Site) -> None:
    invitation = site.invitation().removeprefix(site.address)
    first, second = site.ask(invitation), site.ask(invitation)
    assert (first.status, second.status) == (302, 401)
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "set-cookie" not in second.headers


def test_an_invitation_is_spent_by_a_browser_that_is_in_already(site: Site) -> None:
    invitation = site.invitation().removeprefix(site.address)
    inside = site.enter()
    assert [site.ask(invitation, headers=inside).status for _ in range(2)] == [302, 302]
    assert site.ask(invitation).status == 401


def test_a_stranger_sees_nothing(site: Site) -> None:
    for path in ("/", "/report?id=x", "/api/openapi.json", "/api/reports", "/progress", "/nothing"):
        answer = site.ask(path)
        assert (answer.status, "set-cookie" in answer.headers) == (401, False), path
        assert "serve" in answer.body
    assert site.ask("/", headers={"Cookie": f"{site.bench.access.cookie}=guess"}).status == 401
    assert site.ask("/enter?token=").status == 401
    assert site.ask("/enter?token=%D8%A8").status == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "evil.example:{port}", "127.0.0.1.evil.example:{port}", ""]
)
def test_another_host_is_not_answered_even_with_the_cookie(site: Site, host: str) -> None:
    headers = {**site.enter(), "Host": host.format(port=site.port)}
    assert site.ask("/", headers=headers).status in (400, 421)


@pytest.mark.parametrize(
    "other",
    ['prefs={"a": "b"}', "a[b]=c", "flag", "two words=1", "", "Path", "riwaya_=x", 'open="', "=", "é=ü"],
)
def test_the_cookies_of_other_programs_lock_nobody_out(site: Site, other: str) -> None:
    """Browsers send one program's cookies to all ports of a machine, whatever they hold."""
    inside = site.enter()["Cookie"]
    for cookies in (f"{other}; {inside}", f"{inside}; {other}", f"{other};{inside}"):
        assert site.ask("/", headers={"Cookie": cookies.encode()}).status == 200, cookies  # type: ignore[dict-item]


def test_the_port_of_http_itself_goes_without_a_number() -> None:
    assert name_hosts(80) == {"127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80"}
    assert name_hosts(8765) == {"127.0.0.1:8765", "localhost:8765"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_own_names_are_answered(site: Site, host: str) -> None:
    assert site.ask("/", headers={**site.enter(), "Host": f"{host}:{site.port}"}).status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://127.0.0.1:{port}"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another port of this machine
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_its_own_pages_may_change_anything(site: Site, headers: dict[str, str], status: int) -> None:
    sent = {name: value.format(port=site.port) for name, value in headers.items()}
    cookie = {"Cookie": site.enter()["Cookie"]}
    assert site.post("/preferences", {**cookie, **sent}, language="en").status == status
    for method in ("PUT", "DELETE", "PATCH"):
        assert site.ask("/preferences", method, {**cookie, **sent}).status == (405 if status == 303 else 403)


def test_every_answer_carries_the_policy(site: Site) -> None:
    inside = site.enter()
    for path, headers in (
        ("/", inside),
        ("/", {}),
        ("/nothing", inside),
        ("/static/main.js", {}),
        ("/api/openapi.json", inside),
    ):
        answer = site.ask(path, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert ("no-store" in answer.headers.get("cache-control", "")) == (not path.startswith("/static/"))


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "/x\r\nSet-Cookie: a=b"]
)
def test_going_back_leads_nowhere_else(site: Site, back: str) -> None:
    answer = site.post("/preferences", site.enter(), language="en", back=back)
    assert answer.headers["location"] == "/"


def test_static_files_are_those_of_the_build_only(site: Site) -> None:
    assert site.ask("/static/main.js").status == 200
    for path in ("/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd"):
        assert site.ask(path).status == 404, path


def test_an_address_with_a_control_character_is_none(site: Site) -> None:
    for headers in ({}, site.enter()):
        for path in ("/static/%00", "/static/a%00.js", "/%00", "/report%0d%0aX-Y:%20z?id=x"):
            answer = site.ask(path, headers=headers)
            assert answer.status == 404, path
            assert "x-y" not in answer.headers


def test_what_lies_beside_the_entry_is_for_those_who_are_in(site: Site) -> None:
    for path in ("/enterprise", "/enter/", "/static", "//static/main.js"):
        assert site.ask(path).status == 401, path


def test_no_method_but_a_pages_own_changes_anything_whatever_it_is_called(site: Site) -> None:
    cookie = {"Cookie": site.enter()["Cookie"]}
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert site.ask("/preferences", "POST", {**cookie, name: "GET"}).status == 403


def test_a_handshake_for_a_websocket_opens_none(site: Site) -> None:
    headers = {**site.enter(), "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    answer = site.ask("/progress", headers={**headers, "Sec-WebSocket-Key": "eA=="})
    assert answer.status == 200, "it is answered as the page that it asks for, not with 101"


def test_a_body_that_does_not_say_how_long_it_is_ends_at_the_limit(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    headers = {**site.enter(), "Content-Type": "application/x-www-form-urlencoded"}
    pieces = (b"text=" + b"x" * 1024 * 1024 for _ in range(40))
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.request("POST", "/reports", pieces, headers, encode_chunked=True)
        assert connection.getresponse().status == 413
    connection.close()
    assert site.bench.store.info().reports == 0
