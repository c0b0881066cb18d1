"""Which addresses may be fetched, and which machines they may lead to."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import InputError
from riwaya.sources.addresses import find_port, is_address, is_public, split_address


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "223.255.255.255", "192.0.1.1",
     "2a00:1450:4001::1", "2606:4700::1111", "64:ff9b::808:808"],
)  # fmt: skip
def test_the_public_network(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9",
     "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.7", "192.88.99.1",
     "192.168.1.1",
     "198.18.0.1", "198.51.100.1", "203.0.113.5", "224.0.0.251", "239.255.255.250", "240.0.0.1",
     "255.255.255.255",
     "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
     "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:2::1", "2001:10::1", "2001:20::1",
     "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1",
     "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"],
)  # fmt: skip
def test_what_is_not_the_public_network(ip: str) -> None:
    assert not is_public(ip)


@given(st.ip_addresses())
def test_it_is_at_least_as_strict_as_the_standard_library(ip: IPv4Address | IPv6Address) -> None:
    translated = isinstance(ip, IPv6Address) and int(ip) >> 32 == 0x64FF9B << 64
    if is_public(str(ip)) and not translated:
        assert ip.is_global
        assert not ip.is_multicast


@pytest.mark.parametrize(
    ("address", "split"),
    [
        ("http://news.example", "http://news.example/"),
        ("HTTPS://News.Example:443/a?b=1#c", "https://news.example/a?b=1"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://أخبار.example/خبر?س=1", "https://xn--igbicxr.example/%D8%AE%D8%A8%D8%B1?%D8%B3=1"),
        ("https://news.example/%D8%AE", "https://news.example/%D8%AE"),
        ("http://[2A00:1450::1]/", "http://[2a00:1450::1]/"),
    ],
)
def test_addresses_are_written_as_they_are_sent(address: str, split: str) -> None:
    assert split_address(address).geturl() == split


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "no address"),
        ("gopher://news.example", "only http and https"),
        ("javascript:alert(1)", "no address"),
        ("http://", "no address"),
        ("http:///a", "no address"),
        ("http://news.example:99999/", "no address"),
        ("http://news.example:x/", "no address"),
        ("http://[::1", "no address"),
        ("http://a b/", "no address"),
        ("http://news.example/a\r\nHost: x", "no address"),
        ("http://news.example/\0", "no address"),
        ("http://news.example/\ud800", "no address"),
        ("http://" + "a" * 64 + ".example/", "no address"),
        ("http://user@news.example/", "user's name"),
        ("http://news.example/" + "a" * 2000, "longer than 2000"),
    ],
)
def test_what_is_not_fetched(address: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as raised:
        split_address(address)
    assert len(str(raised.value)) < 400


@given(st.text(), st.sampled_from(["", "http://", "https://a.example/", "http://a@", "https://[", "//"]))
def test_any_text_is_an_address_in_ascii_or_a_fault(text: str, start: str) -> None:
    try:
        address = split_address(start + text).geturl()
    except InputError:
        return
    assert address.isascii()
    assert split_address(address).geturl() == address


def test_a_password_is_not_told() -> None:
    with pytest.raises(InputError) as raised:
        split_address("https://ليلى:sesame@news.example/a")
    assert "sesame" not in str(raised.value)
    assert "news.example/a" in str(raised.value)


def test_ports_and_places() -> None:
    assert [find_port(split_address(f"{one}://a.example")) for one in ("http", "https")] == [80, 443]
    assert [is_address(one) for one in ("https://a", "HTTP://a", "a/http://b", "httpd.txt", "ftp://a")] == [
        True, True, False, False, False,
    ]  # fmt: skip
