"""When the event of a change of state is sent, and that each is."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Self
from uuid import uuid4

import pytest
from prefect.server.events.schemas.events import Event, Resource

from genesis_flows.prefect_server import late_events
from genesis_flows.prefect_server.late_events import LateEventsClient
from tests.promised import PATIENCE_S


def changed() -> Event:
    resource = Resource({"prefect.resource.id": f"prefect.flow-run.{uuid4()}"})
    return Event(
        occurred=datetime.now(UTC), event="prefect.flow-run.Resuming", resource=resource, id=uuid4()
    )


async def test_events_are_sent_in_their_order_when_their_changes_are_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: asyncio.Queue[Event] = asyncio.Queue()
    waiting: asyncio.Queue[float] = asyncio.Queue()
    may_be_sent = asyncio.Event()

    class Prefects:
        async def __aenter__(self) -> Self:
            return self

        async def __aexit__(self, *_gone: object) -> None:
            return None

        async def emit(self, event: Event) -> None:
            await sent.put(event)

    async def until_then(seconds: float) -> None:
        await waiting.put(seconds)
        await may_be_sent.wait()

    monkeypatch.setattr(late_events, "PrefectServerEventsClient", Prefects)
    monkeypatch.setattr(late_events, "sleep", until_then)
    events = [changed() for _ in range(3)]
    for event in events:
        async with LateEventsClient() as client:
            await client.emit(event)
    async with asyncio.timeout(PATIENCE_S):
        assert [await waiting.get() for _ in events] == [late_events.SENT_AFTER_S] * len(events)
    assert sent.empty()
    may_be_sent.set()
    assert [await sent.get() for _ in events] == events
