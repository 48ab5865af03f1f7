from __future__ import annotations

import asyncio
import json
from uuid import uuid4

import pytest

from genesis_flows.handle_cache import HandleCache, RedisConfig

pytestmark = pytest.mark.asyncio


async def test_a_handle_is_written_to_the_cache_with_the_token_and_an_expiry() -> None:
    said: list[bytes] = []
    server, url = await a_cache(
        said, b"HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n" + b'{"result":"OK"}'
    )
    cache = HandleCache(RedisConfig(url, "secret"))
    correlation_id, handle_id = uuid4(), str(uuid4())
    cache.remember(correlation_id, handle_id)
    await cache.stop()
    server.close()
    head, _, body = b"".join(said).partition(b"\r\n\r\n")
    assert b"authorization: bearer secret" in head.lower()
    assert json.loads(body) == ["SET", f"genesis:handle:{correlation_id}", handle_id, "EX", 86400]


async def test_a_cache_that_fails_costs_nothing_and_is_left_alone_for_a_while() -> None:
    said: list[bytes] = []
    server, url = await a_cache(said, b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n")
    cache = HandleCache(RedisConfig(url, "secret"))
    cache.remember(uuid4(), "one")
    await asyncio.gather(*cache._writes)
    before = len(said)
    cache.remember(uuid4(), "two")
    await cache.stop()
    server.close()
    assert len(said) == before > 0


async def test_without_a_cache_nothing_is_written() -> None:
    cache = HandleCache(None)
    cache.remember(uuid4(), "one")
    assert not cache._writes
    await cache.stop()


async def a_cache(said: list[bytes], answer: bytes) -> tuple[asyncio.Server, str]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.lower().splitlines()
            if line.startswith(b"content-length")
        )
        said.append(head + await reader.readexactly(length))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
