"""Coalesced NOTIFY: one in flight per channel, what arrives meanwhile goes with the next."""

from __future__ import annotations

import asyncio

from genesis_flows.database.connection import Database
from genesis_flows.log import get_logger
from genesis_shared.sql_answers import WAKE

logger = get_logger(__name__)


class Waker:
    """Wakes a channel's listeners after a commit. A wake that fails is dropped: they all poll."""

    def __init__(self, database: Database) -> None:
        """Take the database whose listeners are woken."""
        self._database = database
        self._wanted: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def wake(self, channel: str) -> None:
        """Wake `genesis_<channel>`: "events", "progress" or "runs". Returns at once."""
        self._wanted.add(channel)
        if channel not in self._tasks:
            self._tasks[channel] = asyncio.create_task(self._send(channel), name=f"wake-{channel}")

    async def stop(self) -> None:
        """Wait for what is in flight, a second at most."""
        if self._tasks:
            _, pending = await asyncio.wait(self._tasks.values(), timeout=1)
            for task in pending:
                task.cancel()

    async def _send(self, channel: str) -> None:
        try:
            while channel in self._wanted:
                self._wanted.discard(channel)
                await self._database.try_call(WAKE, channel)
        except Exception as error:
            logger.warning("a wake was lost", extra={"channel": channel, "reason": str(error)})
        finally:
            del self._tasks[channel]
            if channel in self._wanted:
                self._wanted.discard(channel)
