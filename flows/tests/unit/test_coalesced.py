from __future__ import annotations

import asyncio

import pytest

from genesis_flows.coalesced import Coalesced


class Work:
    """Work that is held until it may go on, and counts its beginnings."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()
        self.failed: list[str] = []

    async def __call__(self) -> None:
        self.begun += 1
        await self.may_end.wait()
        if self.begun == 2:
            raise ValueError("the second")

    def said(self, error: Exception) -> None:
        self.failed.append(str(error))


async def test_who_asks_meanwhile_has_it_done_once_more_and_a_failure_ends_nothing() -> None:
    work = Work()
    coalesced = Coalesced("work", work, work.said)
    coalesced.ask()
    await asyncio.sleep(0)
    for _ in range(5):
        coalesced.ask()
    work.may_end.set()
    await coalesced.flush()
    assert (work.begun, work.failed) == (2, ["the second"])
    coalesced.ask()
    await coalesced.flush()
    assert work.begun == 3


async def test_a_pause_between_is_ended_by_a_flush_and_by_a_stop() -> None:
    work = Work()
    work.may_end.set()
    coalesced = Coalesced("work", work, work.said, every_s=3600)
    coalesced.ask()
    await coalesced.flush()
    coalesced.ask()
    await asyncio.sleep(0.01)
    assert work.begun == 1
    await coalesced.flush()
    assert work.begun == 2
    coalesced.ask()
    await coalesced.stop()
    assert work.begun == 3, "what was asked for before the stop is done"
    coalesced.ask()
    await asyncio.sleep(0)
    assert work.begun == 3


async def test_a_stop_that_is_cancelled_leaves_nothing_running() -> None:
    work = Work()
    coalesced = Coalesced("work", work, work.said)
    coalesced.ask()
    await asyncio.sleep(0)
    assert work.begun == 1
    (running,) = [task for task in asyncio.all_tasks() if task.get_name() == "work"]
    stopping = asyncio.create_task(coalesced.stop())
    await asyncio.sleep(0)
    stopping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stopping
    assert running.cancelled()
