"""Coalesced NOTIFY: one in flight per channel, what arrives meanwhile goes with the next.

A wake says whom it is about, as wake-about.ts reads it: ids of sessions with commas between
them, or nothing, which is "any".
"""

from __future__ import annotations

import asyncio
from functools import partial

from genesis_flows.coalesced import Coalesced
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
        self._wakes: dict[str, Coalesced] = {}

    def wake(self, channel: str, session_id: str) -> None:
        """Wake `genesis_<channel>` ("events" or "progress") about a session. Returns at once."""
        self._about.setdefault(channel, set()).add(session_id)
        if channel not in self._wakes:
            self._wakes[channel] = Coalesced(
                f"wake-{channel}",
                partial(self._send, channel),
                lambda error: logger.warning(
                    "a wake was lost", extra={"channel": channel, "reason": str(error)}
                ),
            )
        self._wakes[channel].ask()

    async def stop(self) -> None:
        """Wait for what is in flight, a second at most."""
        await asyncio.gather(*(wake.stop() for wake in self._wakes.values()))

    async def _send(self, channel: str) -> None:
        about = self._about.pop(channel)
        named = ",".join(about) if len(about) <= MOST_NAMED else ""
        await self._database.try_call(WAKE, channel, named)
