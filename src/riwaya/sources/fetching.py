"""One page from its address. Nothing else in Riwaya asks anything of the network, and this only when told.

An address comes from outside, and so do those that it redirects to: whoever gives them must not be able to
reach what only this machine or its network can. So the connection goes to the IP address that was checked,
each redirect is checked anew, and time, bytes and redirects have bounds.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from email.message import Message
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urljoin

import httpcore2
import msgspec

from riwaya.errors import Fault, InputError
from riwaya.sources.addresses import find_port, is_public, split_address
from riwaya.sources.pages import LARGEST, Page

_REDIRECTS = 5
_HEADERS = 256 * 1024  # bytes that come beside a page, at most
_CONNECT = 10.0  # seconds for one of a machine's IP addresses
_ASKED = (
    ("User-Agent", "riwaya (reads one page for an analyst who gave its address)"),
    ("Accept", "text/html, application/xhtml+xml, text/plain;q=0.5"),
    ("Accept-Encoding", "gzip"),
)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver for a machine's IP addresses. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How far a fetch may go. Only tests reach further than ``PUBLIC``.

    Other ports than 80 and 443 are where other services listen; pages of news are not there.
    """

    ports: frozenset[int] | None = frozenset({80, 443})  # None: any
    is_allowed: Callable[[str], bool] = is_public
    resolve: Callable[[str, int], list[str]] = resolve
    trusted: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context
    seconds: float = 30.0
    largest: int = LARGEST  # bytes


PUBLIC = Reach()


def fetch(address: str, *, reach: Reach = PUBLIC) -> Page:
    """Fetch the page at an address, following redirects. Raises InputError, which names address and cause.

    No cookie is kept or sent, no proxy is taken from the environment (it would choose the connection).
    """
    until = monotonic() + reach.seconds
    place = split_address(address).geturl()
    at, shown = split_address(place), place
    for _ in range(_REDIRECTS + 1):
        found = _ask(shown, at, reach, until)
        if isinstance(found, Page):
            return found
        try:
            at = split_address(urljoin(at.geturl(), found))
        except InputError as fault:
            raise InputError(f"{place} → {fault.place}", fault.fault) from None
        shown = f"{place} → {at.geturl()}"
    raise InputError(place, Fault("redirects more than %(most)s times", most=_REDIRECTS))


def _ask(place: str, at: SplitResult, reach: Reach, until: float) -> Page | str:
    """Ask for one address; give its page, or where it redirects to."""
    port = find_port(at)
    if reach.ports is not None and port not in reach.ports:
        raise InputError(place, Fault("is not fetched: it leads to port %(port)s, not 80 or 443", port=port))
    target = f"{at.path}?{at.query}" if at.query else at.path
    url = httpcore2.URL(scheme=at.scheme, host=at.hostname or "", port=port, target=target)
    wire = _Wire(place, reach, until)
    trusted = reach.trusted() if at.scheme == "https" else None
    try:
        with (
            httpcore2.ConnectionPool(trusted, network_backend=wire) as pool,
            pool.stream("GET", url, headers=[("Host", at.netloc), *_ASKED]) as answer,
        ):
            return _take(place, at, answer, reach)
    except httpcore2.TimeoutException:
        most = round(reach.seconds, 1)
        raise InputError(place, Fault("did not answer in full in %(most)g seconds", most=most)) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as fault:
        raise _broken(place, fault) from None


def _take(place: str, at: SplitResult, answer: httpcore2.Response, reach: Reach) -> Page | str:
    head = {name.lower().decode("latin-1"): value for name, value in answer.headers}
    if answer.status in (301, 302, 303, 307, 308) and "location" in head:
        return head["location"].decode("utf-8", "replace")
    if answer.status != 200:
        raise InputError(place, Fault("answered %(status)s instead of a page", status=answer.status))
    stated = Message()
    stated["Content-Type"] = head.get("content-type", b"text/html").decode("latin-1")
    if (kind := stated.get_content_type()) not in _PAGES:
        raise InputError(place, Fault("is no web page, but %(kind)s", kind=kind))
    packing = head.get("content-encoding", b"").decode("latin-1").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(place, Fault("is packed as %(packing)s, which was not asked for", packing=packing))
    pieces: Iterable[bytes] = answer.iter_stream()
    content = bytearray()
    for piece in _unpack(place, pieces, reach.largest) if packing.endswith("gzip") else pieces:
        content += piece
        if len(content) > reach.largest:
            raise _too_large(place, reach.largest)
    charset = stated.get_param("charset")
    return Page(
        bytes(content), at.geturl(), charset if isinstance(charset, str) else None, kind == _PAGES[-1]
    )


def _unpack(place: str, pieces: Iterable[bytes], largest: int) -> Iterator[bytes]:
    """Unpack gzip, never more at a time than a page may hold."""
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for piece in pieces:
            yield packed.decompress(piece, largest + 1)
            if packed.unconsumed_tail:
                raise _too_large(place, largest)
    except zlib.error:
        raise InputError(place, Fault("is packed wrongly")) from None
    if not packed.eof:
        raise InputError(place, Fault("is packed wrongly"))


class _Wire(httpcore2.NetworkBackend):
    """Connects to what was checked, and to nothing else."""

    def __init__(self, place: str, reach: Reach, until: float) -> None:
        self._place = place
        self._reach = reach
        self._until = until
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a machine, if every IP address that it goes by may be reached."""
        found = self._find(host, port)
        for one in found:
            if not self._reach.is_allowed(one):
                raise InputError(
                    self._place, Fault("leads to %(ip)s, which is not on the public network", ip=one)
                )
        for one in found[:-1]:
            try:
                return self._connect(one, port, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connect(found[-1], port, socket_options)

    def _connect(self, ip: str, port: int, options: Iterable[Any] | None) -> httpcore2.NetworkStream:
        seconds = min(_CONNECT, _left(self._until))
        stream = self._system.connect_tcp(ip, port, seconds, socket_options=options)
        return _Bounded(self._place, stream, self._until, self._reach.largest)

    def _find(self, host: str, port: int) -> list[str]:
        """Resolve a name in the time that is left; the system's resolver itself knows no bound."""
        answers = SimpleQueue[list[str] | OSError]()
        Thread(target=lambda: answers.put(_resolved(self._reach, host, port)), daemon=True).start()
        try:
            found = answers.get(timeout=_left(self._until))
        except Empty:
            raise httpcore2.ConnectTimeout from None
        if isinstance(found, OSError) or not found:
            raise InputError(self._place, Fault("names a machine that is not found: %(host)s", host=host))
        return found


class _Bounded(httpcore2.NetworkStream):
    """A connection that ends at a moment and after so many bytes, however slowly they drip."""

    def __init__(self, place: str, stream: httpcore2.NetworkStream, until: float, largest: int) -> None:
        self._place = place
        self._stream = stream
        self._until = until
        self._largest = largest
        self._read = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        got = self._stream.read(max_bytes, _left(self._until))
        self._read += len(got)
        if self._read > self._largest + _HEADERS:
            raise _too_large(self._place, self._largest)
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        safe = self._stream.start_tls(ssl_context, server_hostname, _left(self._until))
        return _Bounded(self._place, safe, self._until, self._largest)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(reach: Reach, host: str, port: int) -> list[str] | OSError:
    try:
        return reach.resolve(host, port)
    except (OSError, UnicodeError) as fault:  # UnicodeError: a label that is too long
        return fault if isinstance(fault, OSError) else OSError(str(fault))


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return left


def _too_large(place: str, largest: int) -> InputError:
    return InputError(place, Fault("is larger than %(most)g MB", most=round(largest / 2**20, 2)))


def _broken(place: str, fault: Exception) -> InputError:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return InputError(
                place, Fault("its certificate cannot be trusted: %(why)s", why=cause.verify_message)
            )
        cause = cause.__cause__ or cause.__context__
    return InputError(place, Fault("cannot be fetched: %(why)s", why=str(fault) or type(fault).__name__))
