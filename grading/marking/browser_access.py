"""Who may use the marking pages: the browser of a marker, and no other page or program in it.

Theory of operation. The address that the terminal prints holds a token, which works once: the browser that opens it
gets a cookie instead, which no script can read and no other site can send. Every request must name this server as its
host, so that no other name can be made to lead here (DNS rebinding). A request that changes something must come from a
page of this server: its Origin says so. The pages may load nothing from elsewhere, and run no script but the one file.
"""

import secrets
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1 << 16  # bytes of a form
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",  # a form of our own pages says where it comes from; nobody else learns it
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Access:
    """The tokens that have not been used, and the markers who have come in."""

    def __init__(self, markers: Sequence[str], port: int):
        self.tokens = {secrets.token_urlsafe(32): marker for marker in markers}
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self.cookie = f"marking_{port}"  # cookies do not tell ports apart
        self._markers: dict[str, str] = {}  # by the value of their cookie

    def guard(self, app: ASGIApp) -> ASGIApp:
        """Return `app` behind this guard. It finds the marker in the state of a request."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message).update(HEADERS)
                await send(message)

            answer = self._refusal(scope) or self._enter(scope) or self._sign_in(scope) or app
            await answer(scope, receive, send_with_headers)

        return guarded

    def _enter(self, scope: Scope) -> Response | None:
        """Exchange a token for a cookie."""
        request = Request(scope)
        if request.url.path != "/enter" or request.method != "GET":
            return None
        marker = self.tokens.pop(request.query_params.get("token", ""), None)
        if marker is None:
            if self._marker(request):
                return RedirectResponse("/", status_code=303)
            return _refuse(403, "This address has been used already. Start `grade mark` again for a new one.")
        value = secrets.token_urlsafe(32)
        self._markers[value] = marker
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(self.cookie, value, httponly=True, samesite="strict", path="/")
        return response

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request is refused, whoever sends it, or None."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            return _refuse(421, "This server has another name: open the address that the terminal shows.")
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return _refuse(405, "Pages are opened and forms are sent; nothing else is done here.")
        if headers.get("origin") != f"http://{host}":
            return _refuse(403, "This form does not come from a page of this server.")
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MAX_BODY:
            return _refuse(413, f"A form holds at most {MAX_BODY} bytes: shorten the comment.")
        return None

    def _sign_in(self, scope: Scope) -> Response | None:
        marker = self._marker(Request(scope))
        if marker is None:
            return _refuse(403, "Open the address that the terminal shows: only that browser may mark.")
        scope.setdefault("state", {})["marker"] = marker
        return None

    def _marker(self, request: Request) -> str | None:
        return self._markers.get(request.cookies.get(self.cookie, ""))


def _refuse(status: int, sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", status_code=status)
