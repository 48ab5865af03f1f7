from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from genesis_flows.database import listener as module
from genesis_flows.database.listener import Listener
from genesis_flows.json_value import Json


class Connection:
    """Takes LISTEN; `hears`: what is notified comes back, as past every pooler."""

    def __init__(self, *, hears: bool) -> None:
        self._hears = hears
        self._callbacks: list[Callable[..., None]] = []

    async def add_listener(self, _channel: str, callback: Callable[..., None]) -> None:
        self._callbacks.append(callback)

    def add_termination_listener(self, _callback: Callable[..., None]) -> None:
        pass

    async def execute(self, _statement: str, channel: str) -> None:
        for callback in self._callbacks if self._hears else []:
            callback(self, 0, channel, "")

    def terminate(self) -> None:
        pass


@pytest.mark.parametrize("hears", [True, False])
async def test_it_listens_once_it_has_heard_itself_which_no_pooler_lets_it(
    hears: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asyncio.Queue[bool]()
    woken: list[str] = []
    listener = Listener("postgres://u:p@db/d", ("genesis_runs",), woken.append)

    async def connect(**_: Json) -> Connection:
        # What the one before came to be.
        made.put_nowait(listener.is_listening)
        return Connection(hears=hears)

    async def service_url(url: str, _: str) -> str:
        return url

    waits = asyncio.Event()

    async def passes_before(_seconds: float, ended: asyncio.Event) -> None:
        waits.set()
        await ended.wait()

    monkeypatch.setattr(module, "_passes_before", passes_before)
    monkeypatch.setattr(module.asyncpg, "connect", connect)
    monkeypatch.setattr(module, "service_url", service_url)
    monkeypatch.setattr(module, "HEARTBEAT_WAIT_S", 0.01)
    monkeypatch.setattr(module, "FIRST_WAIT_S", 0.001)
    seen: list[bool] = []

    def wake(channel: str) -> None:
        seen.append(listener.is_listening)
        woken.append(channel)

    listener._on_wake = wake
    listener.start()
    assert await made.get() is False
    if hears:
        # Heard before it waits for the next time.
        await waits.wait()
        assert listener.is_listening
    else:
        # Replaced again and again, and never said to listen in between.
        for _ in range(3):
            assert await made.get() is False
        assert not any(seen)
    assert "genesis_runs" in woken
    await listener.stop()
