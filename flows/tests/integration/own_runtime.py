"""A worker's runtime in the test's own process, at a scripted endpoint: no Prefect."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from genesis_flows.config import WorkerConfig
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.prices import Price
from genesis_flows.runtime import Runtime, start_runtime
from tests.integration.studio import Json, Studio
from tests.model_server import ModelServer

PRICE = Price(1_000_000, 1_000_000)


@asynccontextmanager
async def a_runtime(
    database_url: str, server: ModelServer, key: str | None = None, *, concurrency: int = 1
) -> AsyncIterator[Runtime]:
    config = ModelConfig(
        key,
        server.url,
        "scripted-1",
        unavailable_after_s=0,
        prices={"scripted-1": PRICE},
        concurrency=concurrency,
    )
    worker = WorkerConfig(
        database_url, database_url, "http://127.0.0.1:9", config, None, "127.0.0.1", None, "costs"
    )
    async with start_runtime(worker) as runtime:
        yield runtime


async def calls(studio: Studio, session: UUID, command: UUID | None = None) -> list[Json]:
    rows = await studio.sql.fetch(
        "select outcome, cost_usd, counted_usd from model_calls where session_id = $1"
        " and ($2::uuid is null or command_id = $2) order by ended_at",
        session,
        command,
    )
    return [dict(row) for row in rows]
