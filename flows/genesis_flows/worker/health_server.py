"""Health and metrics over HTTP, for a worker that is a process of its own (FLOWS_PORT)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus

REQUEST_MAY_TAKE_S = 5.0
LONGEST_REQUEST_BYTES = 8192


class HealthServer:
    """Answers GET /api/health/live, /api/health/ready and /metrics."""

    def __init__(self, problems: Callable[[], list[str]], metrics: Callable[[], bytes]) -> None:
        self._problems = problems
        self._metrics = metrics
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; gives the port, which 0 lets the system choose."""
        self._server = await asyncio.start_server(
            self._serve, host, port, limit=LONGEST_REQUEST_BYTES
        )
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_MAY_TAKE_S):
                request = await reader.readuntil(b"\r\n\r\n")
                status, content_type, body = self._answer(request)
                head = (
                    f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {content_type}\r\n"
                    f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
                )
                writer.write(head.encode("ascii") + body)
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a client that says nothing useful gets nothing
        finally:
            writer.close()

    def _answer(self, request: bytes) -> tuple[HTTPStatus, str, bytes]:
        method, _, rest = request.partition(b" ")
        path = rest.partition(b" ")[0].partition(b"?")[0]
        if method not in (b"GET", b"HEAD"):
            return HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b""
        if path == b"/metrics":
            return HTTPStatus.OK, "text/plain; version=0.0.4; charset=utf-8", self._metrics()
        if path == b"/api/health/live":
            return _json(HTTPStatus.OK, {"status": "ok"})
        if path == b"/api/health/ready":
            problems = self._problems()
            status = HTTPStatus.SERVICE_UNAVAILABLE if problems else HTTPStatus.OK
            return _json(status, {"status": "degraded" if problems else "ok", "problems": problems})
        return HTTPStatus.NOT_FOUND, "text/plain", b""


def _json(status: HTTPStatus, value: object) -> tuple[HTTPStatus, str, bytes]:
    return status, "application/json", json.dumps(value).encode("utf-8")
