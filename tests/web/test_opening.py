"""The browser is opened with the secret in a file of the user's own, never on a command line."""

import os
import re
import stat
import sys
import threading
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, expect

from riwaya.web.opening import open_browser
from tests.web.visiting import Site


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "بيت"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(home))
    return home


@pytest.mark.skipif(os.name == "nt", reason="rights of files are of another kind there")
def test_only_the_user_can_read_the_file_and_it_is_gone_afterwards(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(address: str) -> bool:
        assert "secret" not in address
        file = Path(url2pathname(urlsplit(address).path))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert file.parent.parent == home
        seen.append(file.read_text(encoding="ascii"))
        return True

    monkeypatch.setattr(webbrowser, "open", look)
    entered = threading.Event()
    entered.set()
    open_browser("http://127.0.0.1:1/enter?token=secret&x=<", entered)
    assert re.search(r'"0; url=http://127\.0\.0\.1:1/enter\?token=secret&amp;x=&lt;"', seen[0])
    assert not list(home.iterdir())


def test_the_file_lies_there_until_the_browser_was_let_in(home: Path, site: Site, browser: Browser) -> None:
    """A real browser goes by the file: a cookie that is strict must reach the first page all the same."""
    command = home / "browser"
    command.write_text(f'#!{sys.executable}\nimport sys\nopen("{home}/told", "w").write(sys.argv[1])\n')
    command.chmod(0o700)
    entered = threading.Event()
    site.bench.access.when_entered = entered.set
    opening = threading.Thread(target=open_browser, args=(site.invitation(), entered))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(webbrowser, "_tryorder", None)
        patch.setattr(webbrowser, "_browsers", {})
        patch.setenv("BROWSER", str(command))
        opening.start()
        while not (home / "told").exists() or not (home / "told").read_text():
            assert opening.is_alive()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((home / "told").read_text())
        expect(page).to_have_url(f"{site.address}/")
        expect(page.locator("#intake")).to_be_visible()
    opening.join(10)
    assert not list(home.glob("riwaya-*"))
