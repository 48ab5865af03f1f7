"""What a flow run works with, and the one event loop that all of it belongs to.

The worker runs each flow in a thread with a loop of its own, because Prefect's engine blocks its
loop at times (it waits for an observer's thread), and neither the beats nor a model's stream may
wait for that. Everything else lives in the worker's loop; a flow reaches it through `Runtime.run`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from genesis_flows.config import WorkerConfig, read_config
from genesis_flows.database.connection import Database
from genesis_flows.database.stored_capabilities import StoredCapabilities
from genesis_flows.database.waker import Waker
from genesis_flows.generation.asking.generate import generate
from genesis_flows.generation.asking.generation import GenerationOutcome
from genesis_flows.generation.asking.running_commands import RunningCommands
from genesis_flows.handle_cache import HandleCache
from genesis_flows.providers.model_keys import ModelKeys
from genesis_flows.providers.provider_choice import ProviderChoice
from genesis_flows.reading.reader import AnswerReader
from genesis_flows.tracer import Tracer
from genesis_shared.sql_function import SqlFunction

T = TypeVar("T")


@dataclass(frozen=True)
class Runtime:
    """The parts that flow runs share."""

    loop: asyncio.AbstractEventLoop
    database: Database
    waker: Waker
    providers: ProviderChoice
    reader: AnswerReader
    running: RunningCommands
    handle_cache: HandleCache

    async def run(self, work: Coroutine[object, object, T]) -> T:
        """Do the work in the runtime's loop, from whichever loop this is called in."""
        if asyncio.get_running_loop() is self.loop:
            return await work
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self.loop))

    async def call(self, function: SqlFunction[T], *arguments: object) -> T:
        """Call a SQL function; see Database.call."""
        return await self.run(self.database.call(function, *arguments))

    def remember_handle(self, correlation_id: UUID, handle_id: str) -> None:
        """Write through to the cache where a wait's handle is. Returns at once."""
        self.loop.call_soon_threadsafe(self.handle_cache.remember, correlation_id, handle_id)

    async def generate(
        self, command_id: UUID, run_epoch: int, flow_run_id: UUID
    ) -> GenerationOutcome:
        """Write a command's proposal; see generation/generate.py."""
        return await self.run(
            generate(
                self.database,
                self.waker,
                self.providers,
                self.reader,
                self.running,
                command_id=command_id,
                run_epoch=run_epoch,
                flow_run_id=flow_run_id,
            )
        )


class _Current:
    runtime: Runtime | None = None


@asynccontextmanager
async def start_runtime(config: WorkerConfig) -> AsyncIterator[Runtime]:
    """Start a runtime in the running loop, and make it the process's own until the end."""
    database = Database(config.database_direct_url)
    tracer = Tracer(config.traces)
    runtime = Runtime(
        loop=asyncio.get_running_loop(),
        database=database,
        waker=Waker(database),
        providers=ProviderChoice(
            config.model,
            ModelKeys(config.secrets),
            config.model_endpoints,
            StoredCapabilities(database),
        ),
        reader=AnswerReader(),
        running=RunningCommands(database, tracer),
        handle_cache=HandleCache(config.redis),
    )
    tracer.start()
    runtime.running.start()
    _Current.runtime = runtime
    try:
        yield runtime
    finally:
        _Current.runtime = None
        await runtime.running.stop()
        await runtime.handle_cache.stop()
        await runtime.waker.stop()
        await runtime.providers.stop()
        await runtime.reader.stop()
        await tracer.stop()
        await runtime.database.stop()


@asynccontextmanager
async def current_runtime() -> AsyncIterator[Runtime]:
    """Give the process's runtime; or one for this run (in a stock Prefect worker)."""
    if _Current.runtime is not None:
        yield _Current.runtime
        return
    async with start_runtime(read_config()) as runtime:
        yield runtime
