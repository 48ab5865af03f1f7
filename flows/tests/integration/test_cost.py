"""What a resume costs: the same on turn 200 as on turn 2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from genesis_flows.config import WorkerConfig
from genesis_flows.database.connection import Database
from genesis_flows.worker.flow_worker import FlowWorker
from genesis_shared.sql_function import SqlFunction, T
from tests.integration.conftest import forget_beats, is_ready
from tests.integration.studio import Json, Studio

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

STAGE = "CONCEPT_SELECTION"
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
BY_TIMER = {"beat", "beat_command", "command_statuses", "wake", "write_partial", "parts"}
"""Calls whose number follows the clock, not the resume."""

OF_PREFECT = {
    # Pending, Running and, once the proposal is recorded, Suspended.
    "POST /api/flow_runs/ID/set_state": 3,
    "GET /api/flow_runs/ID/input/suspended-ID-response": 1,
    # What the next answer is checked against.
    "POST /api/flow_runs/ID/input": 1,
}


class Calls:
    """Counts what this process asks of PostgreSQL and of Prefect."""

    def __init__(self, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
        self._studio = studio
        self.sql: Counter[str] = Counter()
        self.prefect: Counter[str] = Counter()
        self.run_id = ""
        self._count_sql(monkeypatch)
        self._count_prefect(monkeypatch)

    def forget(self, run_id: str) -> None:
        """Count from now on, and of Prefect only what is about this run."""
        self.sql.clear()
        self.prefect.clear()
        self.run_id = run_id

    def _count_sql(self, monkeypatch: pytest.MonkeyPatch) -> None:
        try_call = Database.try_call

        async def counted(database: Database, function: SqlFunction[T], *arguments: object) -> T:
            if function.name not in BY_TIMER:
                self.sql[function.name] += 1
            return await try_call(database, function, *arguments)

        monkeypatch.setattr(Database, "try_call", counted)

    def _count_prefect(self, monkeypatch: pytest.MonkeyPatch) -> None:
        send = httpx.AsyncClient.send

        async def counted(client: httpx.AsyncClient, request: httpx.Request, **more: Any) -> Any:
            is_the_tests_own = client is self._studio.prefect
            if not is_the_tests_own and self.run_id and self.run_id in str(request.url):
                self.prefect[f"{request.method} {ANY_ID.sub('ID', request.url.path)}"] += 1
            return await send(client, request, **more)

        monkeypatch.setattr(httpx.AsyncClient, "send", counted)


@asynccontextmanager
async def a_worker_here(
    studio: Studio, database_url: str, prefect_api_url: str
) -> AsyncIterator[None]:
    await forget_beats(studio)
    config = WorkerConfig(
        database_url, database_url, prefect_api_url, None, None, "127.0.0.1", None, "cost"
    )
    worker = FlowWorker(config)
    await worker.start()
    try:
        await is_ready(studio)
        yield
    finally:
        await worker.stop()


async def write_rounds(studio: Studio, session: UUID, proposal: Json, count: int) -> None:
    """Bring a session that has no run yet on by as many rounds, by SQL alone."""
    contents = [candidate["content"] for candidate in proposal["candidates"]]
    for _ in range(count):
        made = await studio.command(session, "REQUEST_INSPIRATION", {})
        command = UUID(made["command_id"])
        await studio.call("begin_command", command, 0, uuid4())
        recorded = await studio.call(
            "record_proposal", command, 0, contents, proposal["origin"], [], []
        )
        assert recorded["outcome"] == "RECORDED", recorded


async def start(studio: Studio, session: UUID) -> Json:
    """Have a run write a round and pause; gives that round."""
    await studio.deliver(session, await studio.command(session, "REQUEST_INSPIRATION", {}))
    state = await studio.settled(session)
    await studio.paused(session)
    return state["stages"][STAGE]["proposals"][-1]


async def one_turn(studio: Studio, session: UUID, calls: Calls) -> tuple[Json, Json]:
    """Resume the session once, up to its next pause; gives what that asked for."""
    run = await studio.paused(session)
    calls.forget(run["id"])
    answer = await studio.command(session, "REGENERATE_PROPOSAL", {})
    assert (await studio.deliver(session, answer))["outcome"] == "RESUME"
    await studio.settled(session)
    await studio.paused(session)
    return dict(calls.sql), dict(calls.prefect)


async def test_a_resume_on_turn_200_asks_for_the_same_as_on_turn_2(
    studio: Studio, database_url: str, prefect_api_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls(studio, monkeypatch)
    async with a_worker_here(studio, database_url, prefect_api_url):
        session = await studio.create_session()
        proposal = await start(studio, session)
        second = await one_turn(studio, session, calls)
        old = await studio.create_session()
        await write_rounds(studio, old, proposal, 198)
        assert (await start(studio, old))["round"] == 199
        last = await one_turn(studio, old, calls)
    assert second[0]["register_wait"] == 2, "once for the answer, once for the next pause"
    assert second[0]["begin_command"] == second[0]["record_proposal"] == 1
    assert second[1] == OF_PREFECT, "a writer waits for all but the last two"
    assert not {"save_finished", "report_progress"} & set(second[0]), "a sample is whole at once"
    assert last == second
