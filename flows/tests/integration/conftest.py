"""Real parts: PostgreSQL and Prefect from the environment, the worker as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from tests.integration.studio import Studio, open_studio, until
from tests.model_server import ModelServer
from tests.promised import PATIENCE_S

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def database_url() -> str:
    return _from_environment("DATABASE_URL")


@pytest.fixture(scope="session")
def prefect_api_url() -> str:
    return _from_environment("PREFECT_API_URL")


def _from_environment(name: str) -> str:
    value = os.environ.get(name)
    assert value, f"{name} is not set: integration tests run by npm test"
    return value


class Worker:
    """`python -m genesis_flows.worker` as a process."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self._log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "genesis_flows.worker"],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def terminate(self) -> int:
        """End it in good order; gives its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_S)

    def log(self) -> str:
        return self._log.read_text("utf-8", "replace")


@asynccontextmanager
async def a_worker(
    studio: Studio,
    database_url: str,
    prefect_api_url: str,
    before: Path | None = None,
    **more: str,
) -> AsyncIterator[Worker]:
    """Start a worker, wait until it is ready, and kill it at the end where it still runs."""
    await forget_beats(studio)
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        inherited = {
            k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "OPENAI_"))
        }
        path = os.pathsep.join([str(ROOT / "flows"), str(ROOT / "shared-types" / "python")])
        environment = inherited | {
            "DATABASE_URL": database_url,
            "PREFECT_API_URL": prefect_api_url,
            "PREFECT_API_AUTH_STRING": _from_environment("PREFECT_API_AUTH_STRING"),
            "PREFECT_HOME": directory,
            "PYTHONPATH": path,
        }
        if before is not None:
            # Python runs a sitecustomize.py there before anything else.
            environment["PYTHONPATH"] = os.pathsep.join([str(before), path])
        worker = Worker(environment | more, home / "worker.log")
        worker.start()
        try:
            await is_ready(studio)
            yield worker
        finally:
            if worker.process is not None and worker.process.poll() is None:
                worker.kill()
            print(worker.log()[-6000:])


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def model() -> AsyncIterator[ModelServer]:
    server = ModelServer()
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def worker(
    database_url: str, prefect_api_url: str, model: ModelServer
) -> AsyncIterator[Worker]:
    """The worker that a file's tests share; its model is the scripted one."""
    async with (
        open_studio(database_url, prefect_api_url) as studio,
        a_worker(studio, database_url, prefect_api_url, OPENAI_BASE_URL=model.url) as made,
    ):
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def studio(database_url: str, prefect_api_url: str) -> AsyncIterator[Studio]:
    async with open_studio(database_url, prefect_api_url) as made:
        yield made


async def forget_beats(studio: Studio) -> None:
    """Forget the beats of workers that were killed."""
    await studio.sql.execute("delete from part_heartbeats where part = 'flows'")


async def is_ready(studio: Studio) -> None:
    """Wait until a worker beats as ok and Prefect has its deployment."""

    async def look() -> bool:
        beats = "select exists (select from part_heartbeats where part = 'flows' and status = 'ok')"
        return bool(await studio.sql.fetchval(beats))

    await until("the worker is ready", look)
