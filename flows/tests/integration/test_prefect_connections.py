"""How the local Prefect server keeps its connections to PostgreSQL."""

from __future__ import annotations

import asyncio

import pytest

from tests.integration.studio import Studio

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

KEPT_BY_PREFECT = 5
"""Its own `pool_size`, beyond which a connection is opened for one request and closed after it."""

REQUESTS = 60


async def many_at_once(studio: Studio) -> None:
    answers = await asyncio.gather(
        *(studio.prefect.post("/flow_runs/filter", json={"limit": 200}) for _ in range(REQUESTS))
    )
    assert {answer.status_code for answer in answers} == {200}


async def connections(studio: Studio) -> set[int]:
    """The processes of PostgreSQL's that are there for Prefect."""
    rows = await studio.sql.fetch("select pid from pg_stat_activity where datname = 'prefect'")
    return {row["pid"] for row in rows}


async def test_what_many_requests_needed_of_connections_serves_the_next_many(
    studio: Studio,
) -> None:
    for _ in range(2):
        await many_at_once(studio)
    before = await connections(studio)
    assert len(before) > KEPT_BY_PREFECT
    await many_at_once(studio)
    assert before <= await connections(studio)
