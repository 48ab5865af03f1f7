"""Writes through to a Redis cache where a wait's handle is (Upstash's REST protocol).

The callback finds the handle there before it looks in the table, which alone decides. So this may
fail, be late or be lost at any time, and nothing waits for it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from uuid import UUID

import httpx

from genesis_flows.log import get_logger

logger = get_logger(__name__)

WRITE_MAY_TAKE_S = 1.0
REST_S = 5.0
"""A cache that failed is not asked again for so long."""
KEPT_S = 24 * 3600
"""Most writers answer within a day; for the others the table is found as quickly."""


@dataclass(frozen=True)
class RedisConfig:
    """An endpoint of Upstash's REST protocol."""

    url: str
    token: str = field(repr=False)


class HandleCache:
    """Remembers handles; everything here returns at once."""

    def __init__(self, config: RedisConfig | None) -> None:
        """None: nothing is remembered."""
        self._client: httpx.AsyncClient | None = None
        if config is not None:
            self._client = httpx.AsyncClient(
                base_url=config.url,
                headers={"Authorization": f"Bearer {config.token}"},
                timeout=WRITE_MAY_TAKE_S,
            )
        self._writes: set[asyncio.Task[None]] = set()
        self._rests_until = 0.0

    def remember(self, correlation_id: UUID, handle_id: str) -> None:
        """Write where that wait's handle is. Call it in the loop it belongs to."""
        if self._client is None or time.monotonic() < self._rests_until:
            return
        write = asyncio.create_task(self._write(self._client, correlation_id, handle_id))
        self._writes.add(write)
        write.add_done_callback(self._writes.discard)

    async def stop(self) -> None:
        """Wait for what is in flight, which takes a second at most."""
        await asyncio.gather(*self._writes, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    async def _write(self, client: httpx.AsyncClient, correlation_id: UUID, handle_id: str) -> None:
        command = ["SET", f"genesis:handle:{correlation_id}", handle_id, "EX", KEPT_S]
        try:
            (await client.post("/", json=command)).raise_for_status()
        except httpx.HTTPError as error:
            self._rests_until = time.monotonic() + REST_S
            logger.warning(
                "a handle was not remembered in the cache", extra={"reason": type(error).__name__}
            )
