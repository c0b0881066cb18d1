"""Addresses of pages: which may be fetched, and which machines on the network they may lead to."""

import re
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from riwaya.errors import Fault, InputError

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_LONGEST = 2000  # letters; what is longer is no address that a person was given
_PORTS = {"http": 80, "https": 443}

# Stricter than `is_global` of `ipaddress`, which lets multicast and 6to4 pass, and alike on every Python.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # behind a provider's NAT
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local, and where clouds tell their secrets
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocols' own
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/3",  # multicast, reserved, broadcast
            "2001::/23",  # Teredo, ORCHID, benchmarks and other protocols' own
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: any IPv4 address may stand in it
            "3fff::/20",  # documentation
        ),
    )
)
_GLOBAL = IPv6Network("2000::/3")  # all that is given out of IPv6: not loopback, local, mapped, multicast
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: how networks of IPv6 alone reach an IPv4 address


def is_address(place: str) -> bool:
    """Tell whether a place is an address to fetch, not a file."""
    return _ADDRESS.match(place) is not None


def split_address(address: str) -> SplitResult:
    """Take an address apart, in ASCII and without its fragment. Raises InputError where it is not fetched."""
    shown = address if len(address) <= 200 else f"{address[:200]}…"
    if len(address) > _LONGEST:
        raise InputError(shown, Fault("is longer than %(most)s letters", most=_LONGEST))
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # a bad port or IPv6 address, or no name that a network knows (a UnicodeError)
        raise InputError(shown, Fault("is no address of a page")) from None
    if "@" in parts.netloc:
        raise InputError(
            _without_user(parts), Fault("is not fetched: a user's name or password stands in it")
        )
    if not host or _NO_LETTER.search(address):
        raise InputError(shown, Fault("is no address of a page"))
    if parts.scheme not in _PORTS:
        raise InputError(shown, Fault("is not fetched: only http and https are"))
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return SplitResult(parts.scheme, netloc, _escape(parts.path) or "/", _escape(parts.query), "")


def find_port(parts: SplitResult) -> int:
    """Give the port that an address stands for."""
    return parts.port or _PORTS[parts.scheme]


def is_public(address: str) -> bool:
    """Tell whether an IP address, as a resolver gives it, belongs to the public network."""
    found = ip_address(address.partition("%")[0])
    if found.version == 6 and found in _TRANSLATED:
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    return (found.version == 4 or found in _GLOBAL) and not any(found in block for block in _NOT_PUBLIC)


def _without_user(parts: SplitResult) -> str:
    """Give an address to be shown: what may be a password is no part of it."""
    return parts._replace(netloc=f"…@{parts.netloc.rpartition('@')[2]}").geturl()


def _escape(part: str) -> str:
    """Write what is not ASCII in percents, as browsers do; what is escaped already stays."""
    return "".join(one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode()) for one in part)
