"""Prefect's marks of who asked for runs, in an application that is made as Prefect's own is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from fastapi import FastAPI
from prefect.server.api import dependencies
from prefect.server.models.deployments import mark_deployments_ready
from prefect.server.models.work_queues import mark_work_queues_ready

from genesis_flows.prefect_server import marks
from genesis_flows.prefect_server.marks import mark_seldom


class Docket:
    """Takes the jobs."""

    def __init__(self) -> None:
        self.added: list[str | None] = []

    def add(
        self, function: object, when: object = None, key: str | None = None
    ) -> Callable[..., Awaitable[object]]:
        del function, when

        async def add(**_given: object) -> None:
            self.added.append(key)

        return add


async def other() -> None:
    """A job of another kind."""


def application(taken: Docket) -> FastAPI:
    api = FastAPI()
    api.state.docket = taken

    @api.post("/asked")
    async def asked(docket: dependencies.Docket, pool: str) -> None:
        jobs: Any = docket
        await jobs.add(mark_work_queues_ready, key=f"queues:{pool}")(polled_work_queue_ids=[])
        await jobs.add(mark_deployments_ready, key=f"deployments:{pool}")(work_queue_ids=[])
        await jobs.add(other, key="other")()

    outer = FastAPI()
    outer.mount("/api", api)
    return outer


async def test_a_pool_is_marked_once_in_a_while_and_every_other_job_is_done(
    monkeypatch: Any,
) -> None:
    docket = Docket()
    app = application(docket)
    mark_seldom(app)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://prefect/api") as client:

        async def ask(pool: str) -> list[str | None]:
            docket.added.clear()
            (await client.post("/asked", params={"pool": pool})).raise_for_status()
            return list(docket.added)

        assert await ask("one") == ["queues:one", "deployments:one", "other"]
        assert await ask("one") == ["other"]
        assert await ask("two") == ["queues:two", "deployments:two", "other"]
        monkeypatch.setattr(marks, "MARKED_EVERY_S", 0.0)
        assert await ask("one") == ["queues:one", "deployments:one", "other"]
