"""How long to wait before something that failed is tried again."""

from __future__ import annotations

import asyncio
import time

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 10.0


def back_off_s(failures: int, *, first_s: float, longest_s: float) -> float:
    """After the first failure in a row `first_s`, and twice as long with each further one."""
    # Beyond some sixty doublings every wait is the longest; a float ends at a thousand.
    return float(min(longest_s, first_s * 2 ** min(max(failures - 1, 0), 60)))


class BackOff:
    """Doubling waits that end `total_s` after the first fault."""

    def __init__(self, total_s: float) -> None:
        """`total_s` starts with the first fault."""
        self._total_s = total_s
        self._first_fault_at: float | None = None
        self._first_wait_s = min(FIRST_WAIT_S, total_s / 4)
        self._failures = 1

    def has_time(self, retry_after_s: float | None = None) -> bool:
        """Whether another try fits into the time, given what the endpoint asks to wait."""
        now = time.monotonic()
        if self._first_fault_at is None:
            self._first_fault_at = now
        return now + self._wait_s(retry_after_s) - self._first_fault_at <= self._total_s

    async def wait(self, retry_after_s: float | None = None) -> None:
        """Wait before the next try."""
        await asyncio.sleep(self._wait_s(retry_after_s))
        self._failures += 1

    def _wait_s(self, retry_after_s: float | None) -> float:
        own_s = back_off_s(self._failures, first_s=self._first_wait_s, longest_s=LONGEST_WAIT_S)
        return max(own_s, retry_after_s or 0)
