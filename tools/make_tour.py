"""Take the pictures of docs/tour.md: a workbench on the reports of examples/, in a real Chromium.

python tools/make_tour.py    writes docs/tour/*.png; needs Chromium and the development packages
"""

import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "tour"
_RIWAYA = [sys.executable, "-c", "from riwaya.cli import main; main()"]
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_DESK = ViewportSize(width=1200, height=760)
_PHONE = ViewportSize(width=390, height=760)
_MOMENT = 500  # milliseconds for what follows a key
_DRAWING = 3000  # and for a map


def main() -> None:
    """Fill a store with the examples, and walk through the pages."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "tour.riwaya")
        subprocess.run([*_RIWAYA, "import", str(ROOT / "examples"), "--store", store], check=True)
        subprocess.run([*_RIWAYA, "cases", "--store", store], check=True, stdout=subprocess.DEVNULL)
        with _serve(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_find_chromium(), args=["--no-sandbox"])
            walk(browser, address)
            browser.close()


def walk(browser: Browser, address: str) -> None:
    """Take every picture; the address lets the first window in, and the phone has its cookies."""
    home = address.partition("/enter")[0]
    desk = browser.new_context(viewport=_DESK, reduced_motion="reduce", locale="en-GB")
    desk.add_cookies([{"name": "language", "value": "en", "url": home}])
    page = desk.new_page()
    page.goto(address)
    shoot(page, "inbox")
    page.goto(f"{home}/report?id=market")
    for key in ("j", "a", "j", "e"):
        page.keyboard.press(key)
        page.wait_for_timeout(_MOMENT)
    shoot(page, "reader")
    page.goto(f"{home}/search?kind=events&types=casualties&types=airstrike&types=shelling")
    shoot(page, "search")
    page.goto(f"{home}/ledger")
    shoot(page, "ledger")
    page.goto(f"{home}/map")
    page.wait_for_timeout(_DRAWING)
    shoot(page, "map")
    page.goto(f"{home}/cases?type=casualties")
    page.locator(".reports a.title").first.click()
    shoot(page, "case")
    page.goto(f"{home}/agreement")
    shoot(page, "agreement")
    phone = browser.new_context(viewport=_PHONE, reduced_motion="reduce", storage_state=desk.storage_state())
    phone.add_cookies(
        [{"name": n, "value": v, "url": home} for n, v in (("language", "ar"), ("theme", "dark"))]
    )
    page = phone.new_page()
    page.goto(f"{home}/report?id=market")
    shoot(page, "phone")


def shoot(page: Page, name: str) -> None:
    """Keep what the window shows."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("#told")).to_have_text("", timeout=10_000)  # a message goes by itself
    (FOLDER / f"{name}.png").write_bytes(press(page.screenshot()))


def press(picture: bytes) -> bytes:
    """Pack the pixels of a PNG as tightly as zlib can; nothing is lost."""
    head, rest, pixels = picture[:8], b"", b""
    at = len(head)
    while at < len(picture):
        size = struct.unpack(">I", picture[at : at + 4])[0]
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"IDAT":
            pixels += body
            continue
        if kind == b"IEND":
            rest += _chunk(b"IDAT", zlib.compress(zlib.decompress(pixels), 9))
        rest += _chunk(kind, body)
    return head + rest


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@contextmanager
def _serve(store: str) -> Iterator[str]:
    """Run `riwaya serve` at a free port, and give the address that lets a browser in."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*_RIWAYA, "serve", "--store", store, "--port", str(port), "--no-browser", "--who", "Layla"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            found = next(filter(None, (re.search(r"http\S+token=\S+", line) for line in server.stdout)), None)
            if found is None:
                sys.exit("the workbench did not start")
            yield found[0]
        finally:
            server.terminate()


def _find_chromium() -> str:
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    return found or sys.exit("no Chromium on this machine")


if __name__ == "__main__":
    main()
