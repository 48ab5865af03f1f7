"""A writer and a callback for tests: commands by SQL, starts and resumes by Prefect's API."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx

from genesis_flows.database.connection import set_json_codec
from tests.promised import PATIENCE_S

Json = Any


async def until(what: str, look: Callable[[], Awaitable[Any]], seconds: float = PATIENCE_S) -> Any:
    """Wait for a condition and give what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = await look()
        if found:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain: {what}")


class Studio:
    """One account's studio, on a real database and a real Prefect server."""

    def __init__(self, sql: Any, prefect: httpx.AsyncClient) -> None:
        self.sql = sql
        self.prefect = prefect
        self.account = uuid4()

    async def call(self, function: str, *arguments: object) -> Json:
        places = ", ".join(f"${n}" for n in range(1, len(arguments) + 1))
        return await self.sql.fetchval(f"select genesis.{function}({places})", *arguments)

    async def create_session(self, language: str = "en") -> UUID:
        made = await self.call("create_session", self.account, "", language, None, None)
        return UUID(made["state"]["session_id"])

    async def command(
        self, session: UUID, kind: str, payload: Json, traceparent: str | None = None
    ) -> Json:
        """Accept a command; gives its answer."""
        made = await self.call(
            "accept_command", self.account, session, kind, payload, None, None, None, traceparent
        )
        assert made["outcome"] == "ACCEPTED", made
        return made["answer"]

    async def state(self, session: UUID) -> Json:
        return await self.call("session_state", self.account, session)

    async def store(self, session: UUID, answer: Json) -> Json:
        """Store the command's answer, and call nothing in Prefect."""
        return await self.call(
            "deliver_answer",
            session,
            UUID(answer["correlation_id"]),
            UUID(answer["command_id"]),
            _payload_of(session, answer),
        )

    async def deliver(self, session: UUID, answer: Json) -> Json:
        """What the callback does with the command's event."""
        made = await self.store(session, answer)
        if made["outcome"] == "START":
            await self.start_run(session, made["run_epoch"])
        if made["outcome"] == "RESUME":
            payload = _payload_of(session, answer)
            result = await self.resume(made["flow_run_id"], answer["correlation_id"], payload)
            assert result["status"] == "ACCEPT", result
        await self.call("wake", "runs")
        return made

    async def start_run(self, session: UUID, expected_epoch: int) -> str:
        correlation = await self.sql.fetchval(
            "select correlation_id from genesis_sessions where session_id = $1", session
        )
        claimed = await self.call("claim_run", session, expected_epoch, correlation)
        assert claimed["outcome"] == "CLAIMED", claimed
        deployment = await self.get("/deployments/name/genesis/genesis")
        made = await self.prefect.post(
            f"/deployments/{deployment['id']}/create_flow_run",
            json={
                "parameters": {"session_id": str(session), "run_epoch": claimed["run_epoch"]},
                "idempotency_key": f"{session}:{claimed['run_epoch']}",
            },
        )
        made.raise_for_status()
        run_id = str(made.json()["id"])
        await self.call("set_run", session, claimed["run_epoch"], UUID(run_id))
        return run_id

    async def resume(self, run_id: str, correlation_id: str, payload: Json) -> Json:
        answer = await self.prefect.post(
            f"/flow_runs/{run_id}/resume",
            json={"run_input": {"correlation_id": correlation_id, "payload": json.dumps(payload)}},
        )
        answer.raise_for_status()
        return answer.json()

    async def get(self, path: str) -> Json:
        answer = await self.prefect.get(path)
        answer.raise_for_status()
        return answer.json()

    async def flow_run(self, session: UUID) -> Json:
        run_id = await self.sql.fetchval(
            "select flow_run_id from genesis_sessions where session_id = $1", session
        )
        return await self.get(f"/flow_runs/{run_id}")

    async def task_runs(self, run_id: str) -> list[Json]:
        answer = await self.prefect.post(
            "/task_runs/filter", json={"flow_runs": {"id": {"any_": [run_id]}}}
        )
        answer.raise_for_status()
        # Those that Prefect wrote down together were created at the same moment.
        return sorted(answer.json(), key=lambda run: run["start_time"] or run["created"])

    async def settled(self, session: UUID) -> Json:
        """Wait until nothing is pending; gives the state."""

        async def look() -> Json:
            state = await self.state(session)
            return None if state["is_pending"] else state

        return await until("nothing is pending", look)

    async def paused(self, session: UUID) -> Json:
        """Wait until the run is paused and the handle says so as well; gives the flow run."""

        async def look() -> Json:
            status = await self.sql.fetchval(
                """select h.status from flow_resume_handles h join genesis_sessions s
                   using (session_id, correlation_id) where session_id = $1
                   order by h.created_at desc limit 1""",
                session,
            )
            run = await self.flow_run(session) if status == "PAUSED" else None
            return run if run and run["state_type"] == "PAUSED" else None

        return await until("the run is paused", look)


def _payload_of(session: UUID, answer: Json) -> dict[str, str]:
    return {
        "correlation_id": answer["correlation_id"],
        "command_id": answer["command_id"],
        "event_type": "genesis.test",
        "session_id": str(session),
    }


@asynccontextmanager
async def open_studio(database_url: str, prefect_api_url: str) -> AsyncIterator[Studio]:
    """Open a studio for one test."""
    sql = await asyncpg.connect(database_url)
    await set_json_codec(sql)
    auth = os.environ.get("PREFECT_API_AUTH_STRING", ":").partition(":")
    async with httpx.AsyncClient(
        base_url=prefect_api_url, timeout=20, auth=(auth[0], auth[2])
    ) as prefect:
        try:
            yield Studio(sql, prefect)
        finally:
            await sql.close()
