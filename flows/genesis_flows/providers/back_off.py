"""Waiting between tries, for a bounded time."""

from __future__ import annotations

import asyncio
import time

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 10.0


class BackOff:
    """Doubling waits that end `total_s` after the first fault."""

    def __init__(self, total_s: float) -> None:
        """Take the whole time; it starts with the first fault."""
        self._total_s = total_s
        self._first_fault_at: float | None = None
        self._wait_s = min(FIRST_WAIT_S, total_s / 4)

    def has_time(self, retry_after_s: float | None = None) -> bool:
        """Whether another try fits into the time, given what the endpoint asks to wait."""
        now = time.monotonic()
        if self._first_fault_at is None:
            self._first_fault_at = now
        wait_s = max(self._wait_s, retry_after_s or 0)
        return now + wait_s - self._first_fault_at <= self._total_s

    async def wait(self, retry_after_s: float | None = None) -> None:
        """Wait before the next try."""
        await asyncio.sleep(max(self._wait_s, retry_after_s or 0))
        self._wait_s = min(self._wait_s * 2, LONGEST_WAIT_S)
