"""Servers on this machine that answer as they are told, and a reach that ends at them."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from riwaya.sources.addresses import is_public
from riwaya.sources.fetching import Reach

PAGES = Path(__file__).parent / "pages"
CERTIFICATE = Path(__file__).parent / "certificates" / "news.example.pem"  # signs itself, for that name
Answer = bytes | Iterable[bytes]


class Server:
    """Gives an answer, or what a function of the request's head gives; keeps the heads of requests."""

    def __init__(self, answer: Answer | Callable[[str], Answer], ip: str, tls: bool) -> None:
        self.heads: list[str] = []
        self._answer = answer
        self._listening = socket.create_server((ip, 0))
        self._context = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(CERTIFICATE)
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self._context is None:
                self._talk(connection)
                return
            with self._context.wrap_socket(connection, server_side=True) as safe:
                self._talk(safe)
                safe.unwrap()

    def _talk(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (got := connection.recv(4096)):
            head += got
        self.heads.append(head.decode("latin-1"))
        answer = self._answer(self.heads[-1]) if callable(self._answer) else self._answer
        for piece in (answer,) if isinstance(answer, bytes) else answer:
            connection.sendall(piece)


@contextmanager
def serve(
    answer: Answer | Callable[[str], Answer], *, ip: str = "127.0.0.1", tls: bool = False
) -> Iterator[Server]:
    """Run a server at a free port."""
    server = Server(answer, ip, tls)
    try:
        yield server
    finally:
        server.close()


def say(
    content: bytes | str, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
) -> bytes:
    """Make an answer of HTTP."""
    body = content.encode() if isinstance(content, str) else content
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def redirect(where: str, *headers: str) -> bytes:
    """Make an answer that leads elsewhere."""
    return say(b"", f"Location: {where}", *headers, status="302 Found")


def drip(*pieces: bytes, seconds: float = 0.05) -> Iterator[bytes]:
    """Give pieces with pauses, the last one for ever."""
    yield from pieces
    while True:
        time.sleep(seconds)
        yield pieces[-1]


def is_here(ip: str) -> bool:
    """Allow the one machine that test servers run at, and what is public; 127.0.0.2 is no such machine."""
    return ip == "127.0.0.1" or is_public(ip)


def resolve_here(host: str, _: int) -> list[str]:
    """Resolve names of examples to this machine; an IP address is itself, and other names are not found."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


HERE = Reach(ports=None, is_allowed=is_here, resolve=resolve_here, seconds=10)
