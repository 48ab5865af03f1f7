"""A scripted OpenAI-compatible endpoint over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Json = Any
Reply = Callable[["Exchange"], Awaitable[None]]


class Exchange:
    """One request and the means to answer it."""

    def __init__(self, path: str, body: Json, writer: asyncio.StreamWriter) -> None:
        self.path = path
        self.body = body
        self._writer = writer

    async def send(self, data: str | bytes) -> None:
        self._writer.write(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        await self._writer.drain()

    async def head(self, status: int, content_type: str, extra: str = "") -> None:
        await self.send(
            f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{extra}Connection: close\r\n\r\n"
        )

    async def chunk(
        self, delta: Json, finish_reason: str | None = None, usage: Json = None
    ) -> None:
        choices = [] if usage else [{"index": 0, "delta": delta, "finish_reason": finish_reason}]
        body = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted-1",
            "choices": choices,
            "usage": usage,
        }
        await self.send(f"data: {json.dumps(body)}\n\n")


def says(text: str, *, pieces: int = 7, finish_reason: str = "stop", pause_s: float = 0.0) -> Reply:
    """A whole answer in pieces, with usage."""

    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, "text/event-stream")
        size = max(1, -(-len(text) // pieces))
        for start in range(0, len(text), size):
            await exchange.chunk({"content": text[start : start + size]})
            await asyncio.sleep(pause_s)
        await exchange.chunk({}, finish_reason)
        if (exchange.body.get("stream_options") or {}).get("include_usage"):
            await exchange.chunk(
                {}, usage={"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
            )
        await exchange.send("data: [DONE]\n\n")

    return reply


def sends(*events: Json, head: str = "text/event-stream", after_s: float = 0.0) -> Reply:
    """These events, each a JSON value, a text or bytes as they stand; the connection ends then."""

    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, head)
        for event in events:
            is_raw = isinstance(event, str | bytes)
            await exchange.send(event if is_raw else f"data: {json.dumps(event)}\n\n")
            await asyncio.sleep(0.001)
        await asyncio.sleep(after_s)

    return reply


def replies_with(
    events: Sequence[str | bytes], *, status: int, content_type: str, retry_after: str = ""
) -> Reply:
    """These pieces as they stand, under any status and type."""

    async def reply(exchange: Exchange) -> None:
        extra = f"Retry-After: {retry_after}\r\n" if retry_after else ""
        await exchange.head(status, content_type, extra)
        for event in events:
            await exchange.send(event)
            await asyncio.sleep(0.001)

    return reply


def part(finish_reason: str | None = None, /, *, index: int = 0, **delta: Json) -> Json:
    """One event of a stream."""
    return {"choices": [{"index": index, "delta": delta, "finish_reason": finish_reason}]}


def cut_after(text: str) -> Reply:
    """Text, and then the connection ends without a finish_reason."""

    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, "text/event-stream")
        await exchange.chunk({"content": text})

    return reply


def refuses(status: int, message: str, *, code: str | None = None, retry_after: str = "") -> Reply:
    """An error answer."""

    async def reply(exchange: Exchange) -> None:
        extra = f"Retry-After: {retry_after}\r\n" if retry_after else ""
        await exchange.head(status, "application/json", extra)
        await exchange.send(json.dumps({"error": {"message": message, "code": code}}))

    return reply


def silent(after: str = "") -> Reply:
    """Takes the request and says nothing more."""

    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, "text/event-stream")
        if after:
            await exchange.chunk({"content": after})
        await asyncio.sleep(60)

    return reply


def declines(words: str) -> Reply:
    """A refusal, as OpenAI's models say it."""

    async def reply(exchange: Exchange) -> None:
        await exchange.head(200, "text/event-stream")
        await exchange.chunk({"refusal": words})
        await exchange.chunk({}, "stop")
        await exchange.send("data: [DONE]\n\n")

    return reply


class ModelServer:
    """Answers requests with the scripted replies, in order; the last one is repeated."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[Json] = []
        self.models = ["scripted-1"]
        self._server: asyncio.Server | None = None
        self._port = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server is not None:
            self._server.close()
            self._server = None

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            length = next(
                (
                    int(line.split(":")[1])
                    for line in head.split("\r\n")
                    if line.lower().startswith("content-length:")
                ),
                0,
            )
            raw = await reader.readexactly(length)
            exchange = Exchange(path, json.loads(raw) if raw else None, writer)
            if path.endswith("/models"):
                await exchange.head(200, "application/json")
                data = [
                    {"id": m, "object": "model", "created": 0, "owned_by": "x"} for m in self.models
                ]
                await exchange.send(json.dumps({"object": "list", "data": data}))
                return
            self.requests.append(exchange.body)
            reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
            await reply(exchange)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
