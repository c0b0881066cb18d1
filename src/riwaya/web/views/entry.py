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
    return Redirect("/", cookies=[cookie])


ROUTES = (enter,)
