"""Coalesced NOTIFY: one in flight per channel, what arrives meanwhile goes with the next.

A wake says whom it is about, as wake-about.ts reads it: ids of sessions with commas between
them, or nothing, which is "any".
"""

from __future__ import annotations

import asyncio

from genesis_flows.database.connection import Database
from genesis_flows.log import get_logger
from genesis_shared.sql_answers import WAKE

logger = get_logger(__name__)

MOST_NAMED = 200
"""A notification holds less than 8,000 bytes: an id and its comma are 37."""


class Waker:
    """Wakes a channel's listeners after a commit. A wake that fails is dropped: they all poll."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._about: dict[str, set[str]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def wake(self, channel: str, session_id: str) -> None:
        """Wake `genesis_<channel>` ("events" or "progress") about a session. Returns at once."""
        self._about.setdefault(channel, set()).add(session_id)
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
            while about := self._about.pop(channel, None):
                named = ",".join(about) if len(about) <= MOST_NAMED else ""
                await self._database.try_call(WAKE, channel, named)
        except Exception as error:
            logger.warning("a wake was lost", extra={"channel": channel, "reason": str(error)})
        finally:
            del self._tasks[channel]
            self._about.pop(channel, None)
