"""The way in: an invitation is taken once, and the browser is known by its cookie from then on."""

from litestar import Response, get
from litestar.datastructures import Cookie
from litestar.params import FromQuery
from litestar.response import Redirect

from riwaya.web.bench import Given
from riwaya.web.pages import Visit
from riwaya.web.words import N_, say_twice


@get("/enter", sync_to_thread=False, include_in_schema=False)
def enter(request: Visit, bench: Given, token: FromQuery[str] = "") -> Response[object]:
    """Let a browser in."""
    session = bench.access.enter(token)  # spent even by a browser that is in: it stands in its history
    if session is None and request.scope.get("user") is not None:
        return Redirect("/")  # the address opened again in the same browser
    if session is None:
        fault = N_("This address has been used, or is none of this workbench's.")
        return Response(say_twice(fault), status_code=401, media_type="text/plain")
    cookie = Cookie(key=bench.access.cookie, value=session, path="/", httponly=True, samesite="strict")
    if request.headers.get("sec-fetch-site") == "cross-site":
        # From the file that a browser was opened with: on a redirect it would not yet send the cookie, as the
        # first page is then asked for in that file's name; by this page it is asked for in our own.
        return Response('<!doctype html><title>Riwaya</title><a href="/">Riwaya</a>', media_type="text/html",
                        headers={"refresh": "0; url=/"}, cookies=[cookie])  # fmt: skip
    return Redirect("/", cookies=[cookie])


ROUTES = (enter,)
