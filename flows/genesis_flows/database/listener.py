"""LISTEN on a connection of its own that notices when it went silent and is then replaced.

All listeners share one heartbeat, as wake-listener.ts says: who has heard nothing for a while
notifies, and all the others heard it as well.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence

import asyncpg

from genesis_flows.back_off import back_off_s
from genesis_flows.database.connection import connection_options
from genesis_flows.database.login import service_url
from genesis_flows.log import get_logger

logger = get_logger(__name__)

HEARTBEAT_CHANNEL = "genesis_heartbeat"
HEARTBEAT_INTERVAL_S = 5.0
HEARTBEAT_SPREAD = 0.5
"""Of the interval, by chance: so that not all who have heard nothing notify at once."""
HEARTBEAT_WAIT_S = 3.0
FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 5.0


class Listener:
    """Calls `on_wake(channel)` for every notification, and for every channel after each (re)LISTEN.

    What was notified while the connection was away is lost, which is why the caller looks once
    after each new LISTEN, and polls besides.
    """

    def __init__(self, url: str, channels: Sequence[str], on_wake: Callable[[str], None]) -> None:
        """A direct URL: LISTEN does not work through a transaction pooler."""
        self._url = url
        self._channels = tuple(channels)
        self._on_wake = on_wake
        self._task: asyncio.Task[None] | None = None
        self.is_listening = False

    def start(self) -> None:
        """Listen until `stop`."""
        self._task = asyncio.create_task(self._run(), name="listener")

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        failures = 0
        while True:
            try:
                await self._listen()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                if self.is_listening:
                    failures = 0
                logger.warning(
                    "a LISTEN connection was lost, making another",
                    extra={"reason": f"{type(error).__name__}: {error}"},
                )
            self.is_listening = False
            failures += 1
            await asyncio.sleep(
                back_off_s(failures, first_s=FIRST_WAIT_S, longest_s=LONGEST_WAIT_S)
            )

    async def _listen(self) -> None:
        """Listen until the connection is lost or goes silent; always raises."""
        url = await service_url(self._url, self._url)
        connection = await asyncpg.connect(**connection_options(url))
        try:
            heard = asyncio.Event()
            ended = asyncio.Event()
            connection.add_termination_listener(lambda _: ended.set())

            def notified(_connection: object, _pid: int, channel: str, _payload: object) -> None:
                heard.set()
                if channel != HEARTBEAT_CHANNEL:
                    self._on_wake(channel)

            for channel in (HEARTBEAT_CHANNEL, *self._channels):
                await connection.add_listener(channel, notified)
            for channel in self._channels:
                self._on_wake(channel)
            while True:
                if not heard.is_set():
                    # No wait_for: where what it waits for ends just then, it forgets a cancel.
                    async with asyncio.timeout(HEARTBEAT_WAIT_S):
                        await connection.execute("select pg_notify($1, '')", HEARTBEAT_CHANNEL)
                    async with asyncio.timeout(HEARTBEAT_WAIT_S):
                        await heard.wait()
                # Not before: a pooler takes LISTEN as well, and nothing is heard of it.
                self.is_listening = True
                heard.clear()
                spread = 1 + HEARTBEAT_SPREAD * random.random()
                await _passes_before(HEARTBEAT_INTERVAL_S * spread, ended)
        finally:
            connection.terminate()


async def _passes_before(seconds: float, ended: asyncio.Event) -> None:
    """Let the time pass; ConnectionError where the connection ends before."""
    try:
        async with asyncio.timeout(seconds):
            await ended.wait()
    except TimeoutError:
        return
    raise ConnectionError("the connection was closed")
