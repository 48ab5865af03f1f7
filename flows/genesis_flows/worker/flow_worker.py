"""All of the worker as one part with a start and a stop."""

from __future__ import annotations

import asyncio
import errno
import socket
import time
from contextlib import AsyncExitStack

from genesis_flows.config import WorkerConfig
from genesis_flows.database.listener import Listener
from genesis_flows.database.login import refuse_wrong_login
from genesis_flows.log import get_logger
from genesis_flows.runtime import Runtime, start_runtime
from genesis_flows.worker.health_server import HealthServer
from genesis_flows.worker.metrics import Metrics
from genesis_flows.worker.prefect_loop import PrefectLoop
from genesis_shared.sql_answers import BEAT, LEAVE

logger = get_logger(__name__)

BEAT_INTERVAL_S = 5.0
CHANNELS = ("genesis_runs", "genesis_events")


class ListenError(Exception):
    """The health port cannot be listened on; says which variable to change."""


def listen_fault(error: OSError, host: str, port: int) -> str | None:
    """Say in words why a port cannot be listened on, as runtime/listen-fault.ts does."""
    if error.errno == errno.EADDRINUSE:
        return f"FLOWS_PORT: {port} is in use by another program; set it to a free one"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"FLOWS_PORT: {port} may not be listened on by this user; set it to one above 1023"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"HOST: {host} is no address of this machine"
    return None


class FlowWorker:
    """Runs flows, listens, beats and serves its health, from `start` to `stop`."""

    def __init__(self, config: WorkerConfig) -> None:
        """Starts nothing."""
        self._config = config
        self._stack = AsyncExitStack()
        self._runtime: Runtime | None = None
        self._prefect: PrefectLoop | None = None
        self._listener: Listener | None = None
        self._beating: asyncio.Task[None] | None = None
        self.metrics = Metrics()
        self.health_port: int | None = None

    async def start(self) -> None:
        """Start every part. A database or a Prefect that is away is waited for behind this."""
        config = self._config
        runtime = await self._stack.enter_async_context(start_runtime(config))
        self._runtime = runtime
        self._prefect = PrefectLoop(
            runtime,
            f"genesis {config.instance_id}",
            lambda outcome: self.metrics.runs_ended.labels(outcome).inc(),
            config.most_runs,
        )
        self._listener = Listener(config.database_direct_url, CHANNELS, self._woken)
        if config.port is not None:
            server = HealthServer(self.problems, self._metrics_text)
            try:
                self.health_port = await server.start(config.host, config.port)
            except OSError as error:
                words = listen_fault(error, config.host, config.port)
                if words is None:
                    raise
                raise ListenError(words) from error
            self._stack.push_async_callback(server.stop)
        self._listener.start()
        self._prefect.start()
        self._beating = asyncio.create_task(self._beat_for_ever(runtime), name="beat")

    async def stop(self) -> None:
        """Hand back what runs and stop every part."""
        if self._prefect is not None:
            await self._prefect.stop()
        if self._listener is not None:
            await self._listener.stop()
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        if self._runtime is not None:
            try:
                async with asyncio.timeout(1):
                    await self._runtime.database.try_call(LEAVE, "flows", self._config.instance_id)
            except Exception as error:
                logger.info("left without a word", extra={"reason": str(error)})
        await self._stack.aclose()

    def problems(self) -> list[str]:
        """What keeps this worker from taking work, in words; nothing where all is well."""
        found: list[str] = []
        if self._database_fault() is not None:
            found.append(self._database_fault() or "")
        if self._listener is None or not self._listener.is_listening:
            found.append("LISTEN does not stand")
        if self._prefect is None or self._prefect.problem is not None:
            found.append(self._prefect.problem or "" if self._prefect else "not started")
        return found

    def _problem(self) -> str | None:
        """Name what is wrong as shared-types/http/health-problems.ts does; the worst first."""
        if self._prefect is None or self._prefect.problem is not None:
            is_refused = self._prefect is not None and self._prefect.is_refused
            return "PREFECT_REFUSES" if is_refused else "PREFECT_AWAY"
        if self._listener is None or not self._listener.is_listening:
            return "NOT_LISTENING"
        return None if self._model_fault() is None else "MODEL_FAILING"

    def _model_fault(self) -> str | None:
        """Say that the operator's model fails: such a worker goes on taking work."""
        return self._runtime.providers.operator_health.problem() if self._runtime else None

    def _told_problems(self) -> list[str]:
        """Give what a heartbeat tells: without the database's faults, which the reader sees."""
        found = [*self.problems(), self._model_fault()]
        return [p for p in found if p is not None and p != self._database_fault()]

    def _database_fault(self) -> str | None:
        if self._runtime is None:
            return "the database is away"
        database = self._runtime.database
        return None if database.is_reachable else database.fault

    def _woken(self, channel: str) -> None:
        if channel == "genesis_runs" and self._prefect is not None:
            self._prefect.nudge()
        if channel == "genesis_events" and self._runtime is not None:
            self._runtime.running.look()

    def _metrics_text(self) -> bytes:
        self.metrics.runs.set(self._prefect.running_count if self._prefect else 0)
        self.metrics.commands.set(len(self._runtime.running) if self._runtime else 0)
        self.metrics.listening.set(bool(self._listener and self._listener.is_listening))
        return self.metrics.text()

    async def _beat_for_ever(self, runtime: Runtime) -> None:
        was_well = False
        said: str | None = None
        while True:
            problems = self._told_problems()
            was_well = was_well or not problems
            status = "ok" if not problems else "degraded" if was_well else "starting"
            if status != said:
                logger.info("status", extra={"status": status, "problems": problems})
                said = status
            try:
                await runtime.database.try_call(
                    BEAT,
                    "flows",
                    self._config.instance_id,
                    status,
                    "; ".join(problems) or None,
                    {
                        "generator": self._generator(runtime),
                        "problem": self._problem(),
                        "at_ms": round(time.time() * 1000),
                    },
                )
            except Exception as error:
                logger.warning(
                    "a beat was lost", extra={"reason": f"{type(error).__name__}: {error}"}
                )
            await self._wait_for_change(status)

    async def _wait_for_change(self, status: str) -> None:
        """Wait until the next beat is due, or the status has changed."""
        waited_s = 0.0
        while waited_s < BEAT_INTERVAL_S:
            await asyncio.sleep(0.2)
            waited_s += 0.2
            problems = self._told_problems()
            if (status == "ok") == bool(problems):
                return

    def _generator(self, runtime: Runtime) -> dict[str, object]:
        """What the operator's default is, for the state and for GET /settings/model."""
        provider = runtime.providers.operator
        if self._config.model is None:
            return {"kind": "sample", "model": None, "host": None, "concurrency": 1}
        return {
            "kind": "model",
            "model": provider.model,
            "host": provider.host,
            "concurrency": self._config.model.concurrency,
            "settings": self._config.model.shown(),
        }


async def run_until_stopped(config: WorkerConfig, stopping: asyncio.Event) -> None:
    """Run a worker until the event is set."""
    await refuse_wrong_login(config.database_direct_url, config.database_direct_url)
    worker = FlowWorker(config)
    try:
        await worker.start()
        logger.info("the flow worker runs", extra={"health_port": worker.health_port})
        await stopping.wait()
    finally:
        await worker.stop()
