"""Work beside the writing that runs once at a time: who asks meanwhile has it run once more.

As runtime/work/coalesced.ts, for Python. Nobody waits for it, and its failure is nobody's: the next
time makes up for it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

STOP_MAY_TAKE_S = 1.0


class Coalesced:
    """Has `work` done for all who asked since it was last begun; belongs to one event loop."""

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[object]],
        failed: Callable[[Exception], None],
        *,
        every_s: float = 0.0,
    ) -> None:
        """`every_s`: between two beginnings, at least. `failed`: says what the work raised."""
        self._name = name
        self._work = work
        self._failed = failed
        self._every_s = every_s
        self._is_asked = False
        self._is_stopped = False
        self._is_wanted_now = asyncio.Event()
        self._begun_at = -every_s
        self._running: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Have the work done from its beginning. Returns at once."""
        if self._is_stopped:
            return
        self._is_asked = True
        if self._running is None:
            self._running = asyncio.create_task(self._run(), name=self._name)

    async def flush(self) -> None:
        """Have what was asked for done now, without the pause between."""
        if self._running is not None:
            self._is_wanted_now.set()
            await asyncio.wait([self._running])

    async def stop(self) -> None:
        """Do what was asked for, in a second at most; what is asked for after is not done."""
        self._is_stopped = True
        if (running := self._running) is not None:
            self._is_wanted_now.set()
            try:
                await asyncio.wait([running], timeout=STOP_MAY_TAKE_S)
            finally:
                # Also where this stop is itself cancelled: nothing runs on.
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)

    async def _run(self) -> None:
        try:
            while await self._is_due():
                self._is_asked = False
                self._begun_at = time.monotonic()
                try:
                    await self._work()
                except Exception as error:
                    self._failed(error)
        finally:
            # In the same step as the last look: who asks now begins anew.
            self._running = None
            self._is_wanted_now.clear()

    async def _is_due(self) -> bool:
        """Whether the work is to be done; says so once it may begin."""
        pause_s = self._begun_at + self._every_s - time.monotonic()
        if self._is_asked and pause_s > 0:
            # No wait_for: where what it waits for ends just then, it forgets a cancel.
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._is_wanted_now.wait()
        return self._is_asked
