"""Stands before Prefect's server: nobody without this installation's secret is answered.

Prefect's own check of the secret leaves out its health, its documents and its pages, answers every
Host, and lets any page of a browser open a websocket. Here all of that is refused, with an empty
body and before Prefect sees the request; Prefect's check is left for the websockets alone.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

Headers = Iterable[tuple[bytes, bytes]]

BROWSERS_HEADERS = (b"origin", b"sec-fetch-site")
"""Only browsers send these (Node's fetch sends Sec-Fetch-Mode), and no page has business here."""

POLICY_VIOLATION = 1008


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: App, authorities: Iterable[str], auth_string: str) -> None:
        """`authorities`: this server's `Host` values; the secret is as Basic sends it."""
        self._app = app
        self._authorities = frozenset(value.encode("ascii") for value in authorities)
        token = base64.b64encode(auth_string.encode("utf-8"))
        self._authorization = b"Basic " + token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection, or hand it on."""
        kind = scope["type"]
        if kind == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(kind, list(scope["headers"]))
        if refusal is None:
            await self._app(scope, receive, send)
        elif kind == "http":
            await _refuse(send, refusal)
        else:
            # Before it is accepted: the client sees a 403.
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})

    def _refusal(self, kind: str, headers: Headers) -> HTTPStatus | None:
        hosts = [value.lower() for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._authorities:
            return HTTPStatus.MISDIRECTED_REQUEST
        if any(name in BROWSERS_HEADERS for name, _ in headers):
            return HTTPStatus.FORBIDDEN
        # Some of Prefect's websockets say the secret in their first message: those are Prefect's
        # to check.
        if kind == "http" and not self._is_authorized(headers):
            return HTTPStatus.UNAUTHORIZED
        return None

    def _is_authorized(self, headers: Headers) -> bool:
        given = [value for name, value in headers if name == b"authorization"]
        return len(given) == 1 and hmac.compare_digest(given[0], self._authorization)


async def _refuse(send: Send, status: HTTPStatus) -> None:
    # No WWW-Authenticate: a browser would ask its user for the secret, and keep it.
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
