"""Language, digits, calendar, light or dark: kept in the browser's cookies."""

from typing import Any

from litestar import Response, post
from litestar.datastructures import Cookie
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from riwaya.web.pages import THEMES
from riwaya.web.words import CALENDARS, DIGITS, LANGUAGES

_YEAR = 365 * 24 * 3600
_CHOICES: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES, "digits": DIGITS, "calendar": CALENDARS, "theme": THEMES,
}  # fmt: skip


@post("/preferences", sync_to_thread=False, include_in_schema=False, status_code=303)
def prefer(data: URLEncodedBody[dict[str, Any]]) -> Response[object]:
    """Keep what was chosen, and go back to where it was chosen."""
    cookies = [
        Cookie(key=name, value=str(data[name]), path="/", max_age=_YEAR, samesite="strict", httponly=True)
        for name, choices in _CHOICES.items()
        if data.get(name) in choices
    ]
    return Redirect(_own(str(data.get("back", "/"))), cookies=cookies, status_code=303)


def _own(path: str) -> str:
    """Give a path of this server; anything else becomes the first page."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


ROUTES = (prefer,)
