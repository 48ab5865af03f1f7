"""The event of a run's change of state, sent when who asked for the change has its answer.

Prefect (3.8.8) sends it to its own services before it commits, and they look at it in the process
that a writer waits for. Who hears of it is in no hurry: a worker that a run was cancelled.
"""

from __future__ import annotations

import asyncio
from asyncio import sleep
from typing import Self

from prefect.server.events.clients import PrefectServerEventsClient
from prefect.server.events.schemas.events import Event

SENT_AFTER_S = 0.1
"""Longer than an answer takes, which is some ten milliseconds."""


_under_way: set[asyncio.Task[None]] = set()


class LateEventsClient:
    """Stands where Prefect's client is, for one change."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_gone: object) -> None:
        return None

    async def emit(self, event: Event) -> None:
        """Send it later. Those that are given one after another are sent so."""
        task = asyncio.create_task(_sent_late(event))
        # The loop holds its tasks weakly.
        _under_way.add(task)
        task.add_done_callback(_under_way.discard)


async def _sent_late(event: Event) -> None:
    await sleep(SENT_AFTER_S)
    async with PrefectServerEventsClient() as client:
        await client.emit(event)
