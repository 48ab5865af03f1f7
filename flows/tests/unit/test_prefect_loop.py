from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from genesis_flows.json_value import Json
from genesis_flows.worker.prefect_loop import REFUSED, PrefectLoop
from tests.integration.studio import until

ANSWER = "HTTP/1.1 {} -\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{{}}"


@asynccontextmanager
async def a_prefect_that_refuses(*but: str) -> AsyncIterator[str]:
    """Answers 404 to those paths, and 401 to all others; gives its API's URL."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        is_let_in = any(path in head.splitlines()[0] for path in but)
        writer.write(ANSWER.format(404 if is_let_in else 401).encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api"


@pytest.mark.parametrize("but", [(), ("/csrf-token",)], ids=["at once", "after its first question"])
async def test_refused_credentials_are_said_by_the_variables_names_whenever_it_is(
    but: tuple[str, ...],
) -> None:
    runtime: Json = None
    async with a_prefect_that_refuses(*but) as url:
        with temporary_settings({PREFECT_API_URL: url}):
            loop = PrefectLoop(runtime, "genesis test", lambda _: None)

            async def refused() -> bool:
                return loop.is_refused

            loop.start()
            try:
                await until("it is refused", refused)
                assert loop.problem == REFUSED
            finally:
                await loop.stop()
